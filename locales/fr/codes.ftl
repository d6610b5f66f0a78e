# Noms des codes du métier.
