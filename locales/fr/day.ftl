# La journée et la file d'appels.
