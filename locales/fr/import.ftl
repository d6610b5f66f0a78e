# Importer des fichiers.
