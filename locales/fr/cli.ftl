# La ligne de commande : aide, phrases, tableaux.

# -- ce que dit l'analyse de la commande --
usage-usage = Usage :
usage-options = Options
usage-options-anywhere = Options partout
usage-arguments = Arguments
usage-verbs = Verbes
usage-verb = VERBE
usage-help = Afficher cette aide
usage-version = Afficher la version
usage-after = Codes de sortie : 0 fait, 1 refusé ou échoué (une phrase sur la sortie d'erreur), 2 commande mal écrite, 3 fait en partie.
usage-unknown-argument = Il n'y a pas d'option { $what } ici.
usage-unknown-verb = Il n'y a pas de verbe { $what }.
usage-missing = Il manque quelque chose : { $what }.
usage-conflict = { $what } et { $other } ne vont pas ensemble.
usage-no-value = { $what } attend une valeur.
usage-bad-value = { $value } ne peut pas se lire comme une valeur de { $what }.
usage-not-among = { $value } n'est pas une valeur de { $what }. Connues : { $known }.
usage-wrong = Cette commande ne peut pas se lire.
usage-perhaps = Vouliez-vous dire { $what } ?
usage-see-help = Voir --help.

# -- aide : le programme entier --
help = Recouvrer les impayés : les appels du jour dans l'ordre avec leur pourquoi, une touche pour noter ce qui s'est dit.
help-book = Le livre sur lequel travailler (ou RELANCE_BOOK ; par défaut celui de votre dossier de données)
help-as = Travailler sous ce nom du livre (ou RELANCE_AS ; par défaut l'utilisateur du système)
help-today = Arrêter l'horloge à 9 h de ce jour, AAAA-MM-JJ (ou RELANCE_TODAY)
help-lang = Langue de l'écran et de ce qui s'imprime (ou RELANCE_LANG, sinon vos réglages et la locale)
help-json = Imprimer un objet JSON au lieu du texte
help-read-only = Seulement regarder : tout ce qui écrirait est refusé
help-no-input = Ne jamais rien demander

help-init = Créer un livre vide et à côté ses réglages commentés
help-init-shared = Partager le livre avec ce groupe du système
help-init-zone = Fuseau horaire du livre, par exemple Europe/Paris
help-init-currency = Devise des états, et des fichiers qui n'en nomment pas
help-init-language = Langue de la maison
help-init-company = Nom de la société
help-init-login = Qui vous êtes : votre identifiant dans le livre
help-completions = Imprimer de quoi compléter les commandes dans un shell
help-completions-shell = bash, zsh, fish, elvish ou powershell
help-man = Imprimer la page de manuel

# -- le programme et le livre --
cli-unexpected = Un imprévu est survenu, et rien de plus n'a été écrit : { $cause }. `relance doctor` en dira peut-être plus.
cli-no-verb = Le poste de travail n'est pas encore ouvert. Tapez `relance --help` pour ce qui peut se faire d'ici.
cli-no-home = Ce système ne nomme pas de dossier personnel. Dites où est le livre : --book CHEMIN.
cli-bad-today = { $value } n'est pas un jour. Écrivez --today 2026-12-15.
cli-bad-zone = { $value } n'est pas un fuseau horaire. Écrivez par exemple Europe/Paris.
cli-bad-currency = { $value } n'est pas une devise. Écrivez trois lettres, par exemple EUR.
cli-bad-language = { $value } n'est pas une langue connue ici. Écrivez fr ou en.
cli-not-a-login = { $login } ne peut pas être un identifiant : 1 à 32 lettres, chiffres, points, tirets.
cli-as-unknown = Personne ne s'appelle { $login } ici. `relance people` dit qui y est.
cli-as-not-listed = Vous ({ $user }) n'êtes pas inscrit comme { $login }. Un superviseur peut vous ajouter : relance people add { $login } --user { $user }.
cli-no-such-group = Ce système n'a pas de groupe { $group }.
cli-no-answer = Rien n'a été créé : une question est restée sans réponse. Donnez plutôt les options, voir relance init --help.
cli-file-failed = { $path } : { $cause }.
cli-bad-option = { $option } { $value } : { $why }
cli-not-an-act = { $value } n'est pas le numéro d'un acte : 16 lettres et chiffres, comme imprimé lors de l'enregistrement.
cli-no-such-case = Il n'y a pas de dossier { $value }. Cherchez-le : relance find MOTS.
cli-no-such-invoice = Ce dossier n'a pas de facture { $number }.
cli-invoice-twice = { $number } figure deux fois dans ce dossier, de deux sources. Dites laquelle : { $choices }.

# -- init --
cli-ask-language = Langue de la maison (fr ou en) ?
cli-ask-zone = Fuseau horaire ?
cli-ask-currency = Devise des états ?
cli-ask-company = Nom de la société ?
cli-ask-login = Votre identifiant ici ?
cli-init-done =
    Créé : { $path } ; vous êtes { $login }, superviseur.
    Les réglages de la maison sont dans { $config }.
    Ensuite : relance import debtors FICHIER, relance import invoices FICHIER, relance close-day.

# -- fichiers de réglages --
config-broken = { $path } est inutilisable, et rien n'a été fait :
config-at = ligne { $line }, colonne { $column } : { $what }
config-syntax = ce n'est pas du TOML : { $detail }.
config-unknown-key = il n'y a pas de réglage « { $key } » ici ; connus : { $known }.
config-unknown-key-near = il n'y a pas de réglage « { $key } » ici ; vouliez-vous dire « { $near } » ?
config-expects-table = « { $key } » doit être un groupe de réglages.
config-expects-text = « { $key } » doit être un texte entre guillemets.
config-expects-number = « { $key } » doit être un nombre.
config-expects-switch = « { $key } » doit être true ou false.
config-expects-date = « { $key } » doit être une date, par exemple 2026-01-31.
config-expects-list = « { $key } » doit être une liste.
config-not-a-number = « { $key } » ne peut pas être { $value }.
config-number-range = « { $key } » vaut { $value } ; il faut entre { $low } et { $high }.
config-not-among = « { $key } » ne peut pas être « { $value } » ; connus : { $known }.
config-not-a-currency = « { $value } » n'est pas une devise : trois lettres, par exemple USD.
config-missing-key = il manque « { $key } » ici.
config-too-long = c'est trop long ; le plus est { $most }.
