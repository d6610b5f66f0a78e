# Les formulaires.
