# L'écran.
