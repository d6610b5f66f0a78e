# Refus et règles du métier.
