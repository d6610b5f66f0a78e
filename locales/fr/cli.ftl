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
help-linear = Dire les changements en lignes ajoutées, pour un lecteur d'écran : rien n'est dessiné, le curseur ne bouge pas
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
cli-no-terminal = Le poste de travail a besoin d'un terminal. Tapez `relance --help` pour ce qui peut se faire sans.
cli-no-screen = L'écran n'a pas pu être ouvert : { $cause }.
cli-no-home = Ce système ne nomme pas de dossier personnel. Dites où est le livre : --book CHEMIN.
cli-bad-today = { $value } n'est pas un jour. Écrivez --today 2026-12-15.
cli-bad-zone = { $value } n'est pas un fuseau horaire. Écrivez par exemple Europe/Paris.
cli-bad-currency = { $value } n'est pas une devise. Écrivez trois lettres, par exemple EUR.
cli-bad-language = { $value } n'est pas une langue connue ici. Écrivez fr ou en.
cli-not-a-count = un nombre entier, 1 ou plus
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
config-not-a-colour = « { $key } » n'est pas une couleur : « { $value } ». Un nom ({ $near }, light-blue …), "#rrggbb" ou un nombre de 0 à 255.
config-not-a-number = « { $key } » ne peut pas être { $value }.
config-number-range = « { $key } » vaut { $value } ; il faut entre { $low } et { $high }.
config-not-among = « { $key } » ne peut pas être « { $value } » ; connus : { $known }.
config-not-a-currency = « { $value } » n'est pas une devise : trois lettres, par exemple USD.
config-missing-key = il manque « { $key } » ici.
config-too-long = c'est trop long ; le plus est { $most }.

# -- aide : verbes sur les dossiers --
help-import = Lire des exports dans le grand livre ; le même fichier une seconde fois ne change rien
help-import-kind = invoices, debtors, payments, contacts, promises, disputes, un relevé de banque (camt, cfonb, mt940, ofx, bank-csv), fec, les appels d'un standard Asterisk ou FreePBX (cdr), des e-mails (mail : un message, une mbox, un Maildir ou un dossier), les SMS d'une passerelle (sms), des courriers avec ce que la poste en dit (letters) ou des cartes de visite (vcard)
help-import-files = Fichiers CSV, l'un après l'autre
help-import-map = Une correspondance : quelle colonne est quel champ, dans quel format
help-import-dry-run = Montrer exactement ce qui changerait, sans rien écrire
help-import-open-items = Les fichiers portent toutes les factures ouvertes ce jour-là : ce qui n'y est pas a été payé
help-import-yes = Importer même si plus d'un cinquième des factures ouvertes disparaît
help-import-progress = Dire l'avancement en lignes JSON sur la sortie d'erreur, pour un programme qui suit
help-batches = Ce qui a été importé ; reprendre un lot entier
help-batches-undo = Le lot à reprendre

help-find = Trouver des dossiers par numéro, référence, facture, téléphone, e-mail ou nom
help-find-query = Ce qu'on cherche
help-may = Peut-on contacter ce débiteur maintenant ? Avec la règle, sa source et le prochain moment permis
help-may-case = Numéro de dossier (C-000123) ou référence du débiteur
help-may-channel = call (à défaut), email, sms, letter, registered-letter, im, visit, portal
help-may-point = Le numéro ou l'adresse visés
help-may-at = À ce moment-là plutôt que maintenant (14:30, ven 10h)
help-may-reason = Passer outre malgré le blocage, pour ce motif (superviseur)
help-may-ask-override = Demander à un superviseur de permettre ce seul contact, pour cette raison
help-show = Montrer un dossier : solde, factures, promesses, litiges, historique, score
help-show-case = Numéro de dossier (C-000123) ou référence du débiteur
help-show-timeline = Tout l'historique
help-record = Noter ce qui s'est dit ou fait sur un dossier
help-record-contact = Un appel, un e-mail, un courrier, une visite, avec sa qualification
help-record-contact-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-contact-channel = call (si rien n'est dit), email, sms, letter, registered-letter, im, visit, portal
help-record-contact-direction = out, sortant (si rien n'est dit) ou in, entrant
help-record-contact-outcome = Ce qui en est sorti, par nom ou sigle (promise ou PTP, no-answer ou NA …)
help-record-contact-point = Le numéro ou l'adresse utilisés
help-record-contact-seconds = Secondes de conversation
help-record-contact-checked = Ce qui fut vérifié de qui parlait (name,position,invoice …)
help-record-contact-note = Quelques mots
help-record-contact-at = Quand, si ce n'est maintenant (14h30, ven 10h)
help-record-contact-also = Autres dossiers où il a aussi été fait ; tous sont une seule saisie
help-record-contact-also-in = … d'un fichier, une référence par ligne (- : entrée standard)
help-record-promise = Une promesse de paiement, ou son retrait
help-record-promise-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-promise-amount = Combien (1 234,50)
help-record-promise-currency = En quelle devise, quand le dossier en a plusieurs
help-record-promise-on = Quand (15/12, ven, +5, fdm)
help-record-promise-invoice = Une facture couverte, avec un montant si ce n'est qu'en partie ; à répéter
help-record-promise-method = transfer (virement), cheque, direct-debit (prélèvement), card (carte) ou cash (espèces)
help-record-promise-by = Qui promet : debtor, management, accounts, representative, colleague, relative ou other
help-record-promise-name = Son nom
help-record-promise-replaces = La promesse en cours qu'elle remplace
help-record-promise-reason = Pourquoi elle la remplace
help-record-promise-note = Quelques mots
help-record-promise-withdraw = Retirer la promesse de ce numéro : notre erreur, sauf --by-debtor
help-record-promise-by-debtor = C'est le débiteur qui y renonce : elle compte comme non tenue
help-record-plan = Un échéancier, son acceptation, une échéance modifiée, son abandon
help-record-plan-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-plan-amount = Le total (1 234,50)
help-record-plan-currency = En quelle devise, quand le dossier en a plusieurs
help-record-plan-instalments = En combien de fois ; la dernière échéance prend l'arrondi
help-record-plan-first = La première échéance (15/12, ven, +5, fdm)
help-record-plan-every = week (semaine), fortnight (quinzaine), month (mois) ou month-end (fin de mois)
help-record-plan-line = Une échéance libre ; à répéter
help-record-plan-invoice = Une facture couverte, avec un montant si ce n'est qu'en partie ; à répéter
help-record-plan-method = transfer (virement), cheque, direct-debit (prélèvement), card (carte) ou cash (espèces)
help-record-plan-note = Quelques mots
help-record-plan-accepted = Accepté tout de suite
help-record-plan-signed = Signé : la dette est reconnue à cette date
help-record-plan-by = Par qui il est accepté
help-record-plan-role = Sa qualité : debtor, management, accounts, representative, colleague, relative ou other
help-record-plan-on = Quand il a été accepté (aujourd'hui sinon)
help-record-plan-accept = L'échéancier que le débiteur accepte
help-record-plan-change = L'échéancier dont une échéance change
help-record-plan-number = Laquelle, à partir de 1
help-record-plan-to = Son nouveau montant ; les dernières échéances prennent la différence
help-record-plan-due = Sa nouvelle date
help-record-plan-cancel = L'échéancier abandonné
help-record-plan-reason = Pourquoi
help-record-dispute = Un litige sur des factures, ou la décision sur un litige
help-record-dispute-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-dispute-reason = Le motif, par nom ou sigle (quality ou QUA …)
help-record-dispute-invoice = Une facture contestée, avec un montant si ce n'est qu'en partie ; à répéter
help-record-dispute-owner = Qui le règle, si ce n'est vous
help-record-dispute-note = Quelques mots
help-record-dispute-decide = Trancher le litige de ce numéro : accepted, partly-accepted, rejected ou withdrawn
help-record-dispute-credit = Le montant crédité
help-record-dispute-kind = Sa nature : une réclamation, un litige sur un montant, ou un refus de payer
help-record-dispute-justified = Avec --decide : le débiteur avait-il raison ?
help-record-dispute-resolution = Comment il est réglé : credit, re-invoice, proof-sent, replacement, deduction ou other
help-record-dispute-assign = Confier le litige de ce numéro à quelqu'un
help-record-dispute-department = Avec --assign : son service
help-record-dispute-state = Où il en est : investigating, waiting-debtor ou waiting-internal
help-record-dispute-check = Avec --state : quand le revoir
help-record-dispute-evidence = Une pièce demandée
help-record-dispute-received = Avec --evidence : elle est arrivée
help-record-dispute-propose = Proposer l'avoir donné par --credit
help-record-dispute-close = Le débiteur a été informé de l'issue
help-record-dispute-reopen = Le rouvrir, une seule fois ; le motif est la note
help-desk = L'équipe un jour donné : qui travaille sur quoi, faits et restants, promesses, retards, charge et heures ; les alertes de la maison
help-disputes = Lister les litiges à trancher ou à clore, par échéance
help-disputes-owner = Seulement ceux que cette personne règle
help-disputes-department = Seulement ceux de ce service
help-disputes-reason = Seulement ceux de ce motif
help-disputes-kind = Seulement les réclamations, les litiges ou les refus de payer
help-disputes-overdue = Seulement ceux qui devraient déjà être tranchés
help-disputes-by = D'où ils viennent et combien de temps ils prennent, ouverts et tranchés : reason, owner, department ou kind
help-record-payment = Un règlement vu avant qu'un fichier l'apporte, ou un règlement rejeté
help-record-payment-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-payment-amount = Combien
help-record-payment-currency = En quelle devise, quand le dossier en a plusieurs
help-record-payment-on = Date de valeur
help-record-payment-invoice = Une facture réglée, avec un montant si ce n'est qu'en partie ; à répéter
help-record-payment-method = transfer (virement), cheque, direct-debit (prélèvement), card (carte) ou cash (espèces)
help-record-payment-reference = Référence sur le relevé
help-record-payment-reverse = Le règlement de ce numéro a été rejeté
help-record-write-off = Un montant que personne ne paiera, abandonné (superviseurs)
help-record-write-off-case = Numéro du dossier (C-000123) ou référence du débiteur
help-record-write-off-amount = Combien (1 234,50)
help-record-write-off-currency = En quelle devise, quand le dossier en a plusieurs
help-record-write-off-on = Le jour où il sort des comptes (aujourd'hui si rien n'est dit)
help-record-write-off-invoice = Une facture concernée, avec un montant si ce n'est qu'en partie ; à répéter ; aucune : le compte
help-record-write-off-reason = Pourquoi
help-record-callback = Un rappel
help-record-callback-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-callback-at = Quand (14h30, ven 10h, demain 9h)
help-record-callback-for = Pour qui, si ce n'est vous : un identifiant, ou anyone (tous)
help-record-note = Une note
help-record-note-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-note-text = Le texte
help-record-consent = Ce que le débiteur a dit d'être contacté : non ou oui
help-record-consent-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-consent-refuse = Plus de contact ainsi
help-record-consent-allow = Contact voulu ainsi, ou voulu de nouveau
help-record-consent-channel = Par ce canal seulement (call, email, sms …) ; à défaut, par tous
help-record-consent-point = À ce numéro ou cette adresse seulement
help-record-consent-on = Le jour où ce fut dit (à défaut : aujourd'hui)
help-record-consent-origin = Comment ce fut dit : un e-mail, un appel, un formulaire
help-record-point = Un numéro ou une adresse du débiteur, et ce qu'on en sait
help-record-point-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-point-phone = Le numéro de téléphone
help-record-point-email = L'adresse e-mail
help-record-point-name = Qui l'on y joint
help-record-point-role = Ce que cette personne est pour la dette (accounts, management …)
help-record-point-language = La langue qu'on y parle (fr, en, de …)
help-record-point-prefer = À utiliser avant les autres
help-record-point-gone = Ne sert plus
help-record-pin = Appeler un dossier en premier, avec un motif
help-record-pin-case = Numéro de dossier ou référence
help-record-pin-reason = Pourquoi
help-record-pin-until = Jusqu'à ce jour (par défaut : une semaine, ou jusqu'à l'appel)
help-record-skip = Passer un dossier, avec un motif
help-record-skip-case = Numéro de dossier ou référence
help-record-skip-reason = Pourquoi
help-record-skip-until = Jusqu'à ce jour (par défaut : le prochain jour ouvré)
help-record-snooze = Remettre un dossier à un autre jour, avec un motif
help-record-snooze-case = Numéro de dossier ou référence
help-record-snooze-until = Jusqu'à ce jour ; la maison dit jusqu'où
help-record-snooze-reason = Pourquoi
help-record-hold = Suspendre le dossier, ou certaines factures, pour un motif ; ou reprendre
help-record-hold-case = Numéro de dossier (C-000123) ou référence du débiteur
help-record-hold-reason = Le motif, par nom ou sigle (insolvency ou BKR …)
help-record-hold-until = Premier jour de reprise ; sinon, la date de revue du motif
help-record-hold-invoice = Seulement cette facture ; à répéter
help-record-hold-release = Lever la suspension de ce numéro
help-undo = Revenir sur un acte, par un nouvel acte
help-undo-act = Le numéro de l'acte, imprimé lors de l'enregistrement
help-move = Déplacer un acte vers le dossier où il a sa place
help-move-act = Le numéro de l'acte
help-move-to = Le bon dossier
help-merge = Fusionner un dossier dans un autre du même débiteur
help-merge-case = Le dossier qui s'arrête
help-merge-into = Le dossier qui continue
help-unmerge = Rendre son autonomie à un dossier fusionné
help-unmerge-case = Le dossier fusionné
help-assign = Confier des dossiers, un par un ou par filtre
help-assign-cases = Numéros de dossier ou références
help-assign-to = À qui
help-assign-until = Dernier jour, si ce n'est que pour un temps
help-assign-note = Ce que doit savoir qui les reprend ; c'est écrit sur chaque dossier
help-assign-from = Les dossiers de ces personnes
help-assign-score-min = Appelés aujourd'hui avec au moins ce score
help-assign-score-max = Appelés aujourd'hui avec au plus ce score
help-assign-postcode = Dont le code postal commence ainsi
help-assign-marked = Épinglés, passés ou mis en veille par quelqu'un
help-assign-nobodys = Les dossiers que personne n'a
help-assign-segment = Les dossiers de ce segment
help-assign-country = Les dossiers de ce pays
help-assign-overdue-min = Avec au moins ce montant échu
help-assign-overdue-max = Avec au plus ce montant échu
help-assign-late = Dont la plus vieille facture a au moins tant de jours de retard
help-assign-due-by = Avec un rappel, une promesse ou un litige dû au plus tard ce jour
help-assign-even = Équilibrer les portefeuilles nommés par --to, en peu de mouvements
help-assign-by = Ce qui est partagé : dossiers (cases), argent (money) ou minutes d'appels du jour (minutes)
help-assign-most = Nombre de dossiers qu'un portefeuille peut avoir au plus ensuite
help-assign-dry-run = Montrer ce qui bougerait, ne rien écrire
help-assign-yes = Ne pas demander
help-approve = Lister ce qui dépasse les limites d'un chargé de recouvrement, ou en décider (superviseur)
help-approve-act = Le numéro de l'acte, dans la liste ou imprimé lors de l'enregistrement ; aucun : la liste
help-approve-refuse = Refuser au lieu de valider
help-approve-reason = Pourquoi c'est refusé
help-people = Dire qui travaille ici
help-people-absent = Dire que quelqu'un est absent : sa file va jour après jour à qui le remplace, et revient d'elle-même
help-people-absent-login = Qui
help-people-absent-from = Premier jour ; aujourd'hui si rien n'est dit
help-people-absent-until = Dernier jour
help-people-absent-cover = Qui travaille sa file pendant ce temps ; sans personne, elle est à tous
help-people-back = Dire que quelqu'un est de retour avant le dernier jour annoncé
help-people-back-login = Qui
help-people-back-on = Premier jour de retour ; aujourd'hui si rien n'est dit
help-people-add = Nommer une personne, son rôle, ses utilisateurs du système
help-people-add-login = Identifiant
help-people-add-role = collector (au départ), supervisor ou auditor
help-people-add-user = Un utilisateur du système qui peut travailler sous ce nom ; à répéter
help-people-add-team = Équipe ; un texte vide : aucune
help-people-add-hours = Ses heures, comme « lun-ven 9h-12h30 14h-18h, sam 9h-12h » ; house : comme la maison
help-people-add-give = Un droit au-delà du rôle (people rights les donne) ; à répéter
help-people-add-take = Reprendre un tel droit
help-people-add-promise-days = Plus long délai de promesse accepté seul, en jours ; house : comme le rôle
help-people-add-instalments = Nombre d'échéances accordées au plus ; house : pas de limite propre
help-people-add-credit = Plus grand avoir accordé seul par litige ; house : comme le rôle
help-people-add-write-off = Plus grand abandon en une fois ; house : pas de limite propre
help-people-rights = Qui peut quoi : droit par droit, pour chaque rôle ou pour une personne
help-people-rights-login = De cette personne
help-journal = Imprimer ce qui a été écrit, par qui, quand
help-journal-case = Seulement ce dossier
help-journal-limit = Autant des dernières entrées

# -- ce qui a été noté, trouvé, montré --
cli-recorded-many = { $cases } dossiers saisis dans { $act } ; { $refused } laissés tels quels. Pour tout annuler : relance undo { $act }
cli-recorded =
    { $case } : { $events }. Ensuite : { $next }.
    Pour revenir dessus : relance undo { $act }
cli-next-on = { $next } ({ $day })
cli-nothing-found = Rien trouvé pour « { $query } ». Essayez une partie du nom, un numéro de facture, un téléphone.
cli-matched-reference = référence
cli-matched-invoice = facture
cli-matched-phone = téléphone
cli-matched-email = e-mail
cli-matched-name = nom
cli-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
cli-invoice = Facture { $number }
cli-credit-note = Avoir { $number }
cli-due = échéance { $day }
cli-until = jusqu'au { $day }
cli-payment = Règlement
cli-payment-inferred = Soldée par absence d'un fichier des pièces ouvertes
cli-anyone = tous
cli-undone = (annulé)
cli-open = Restant dû
cli-overdue = Échu
cli-disputes-none = Aucun litige en attente.
cli-disputes-never = Il n'y a jamais eu de litige.
cli-disputes-nobody = personne de nommé
cli-disputes-head-cause = Cause
cli-disputes-head-open = Ouverts
cli-disputes-head-overdue = En retard
cli-disputes-head-sums = Contesté
cli-disputes-head-age = Âge moyen
cli-disputes-head-decided = Tranchés
cli-disputes-head-justified = Fondés
cli-disputes-head-credited = Avoirs
cli-disputes-head-took = Délai médian
cli-disputes-late = { $day }, en retard
cli-disputed = En litige
cli-promised = Promis
cli-unallocated = Non affecté
cli-days-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
cli-part-disputed = { $amount } en litige
cli-promise-residue = reste { $rest }
cli-part-promised = { $amount } promis
cli-part-held = suspendue jusqu'au { $day }
cli-show-merged = Fusionné dans { $case }.
cli-show-assigned = Chargé de recouvrement : { $login } { $until }
cli-show-lease = { $login } travaille sur ce dossier.
cli-show-next = Ensuite : { $next }.
cli-show-excluded = Hors de la file du jour : { $rule }, jusqu'au { $day }.
cli-credit-limit = limite de crédit, utilisée à { $percent } %
cli-may = { $channel } vers { $case }, { $at } : { $verdict }
cli-may-next = Permis à partir de { $at }, en l'état.
cli-may-asked = Demandé à un superviseur : relance approve { $act }
cli-show-linked = Débiteurs liés (groupe { $group })
cli-show-balance = Solde
cli-show-invoices = Factures encore ouvertes : numéro, émise, échéance, montant, reste dû
cli-show-agreements = Promesses, litiges, rappels, suspensions
cli-show-why = Score
cli-show-score = en tout
cli-show-history = Historique, le plus récent d'abord
cli-show-more = { $count ->
    [one] Une ligne de plus : --timeline
   *[other] { $count } lignes de plus : --timeline
}
config-not-whole = « { $key } » doit être un nombre entier, pas { $value }.
config-too-fine = « { $key } » a plus de décimales que la devise du livre ({ $digits }).
config-card-syntax = cette grille ne peut pas se lire : { $detail }.
config-card-unknown-feature = il n'y a pas de critère « { $value } ».
config-card-twice = le critère « { $value } » figure ici deux fois.
config-card-bounds-not-rising = les bornes des tranches doivent croître.
config-card-forbidden-feature = « { $value } » ne doit jamais peser sur la place de personne ; retirez-le de la grille.
config-card-bins-or-words = un critère qui compte a des « bins », un critère qui est un mot a des « words » et « other ».
config-card-last-bin-open = la dernière tranche n'a pas de borne (« below »), toutes les autres en ont une.
config-card-points-too-large = ces points sont trop nombreux : -500 à 500.
config-alert-count = { $most } alertes au plus : davantage est un rapport.
config-alert-nothing = cette alerte ne dit pas quand : nommez overdue, late_days, silent_days, broken, disputes ou segment.
config-view-count = { $most } vues au plus : davantage ne se retrouvent pas.
config-view-word = « { $word } » ne demande rien qu'une ligne de la file ait : les champs sont segment, type, statut, action, montant, score, retard, nom ; tri:CHAMP ou tri:-CHAMP met en ordre.
config-card-bin-count = il en faut de 1 à 64.
config-card-knots-not-rising = les points doivent croître d'un nœud à l'autre, et les probabilités ne pas baisser.
config-card-probability-range = une probabilité se tient entre 0 et 1 000 000 millionièmes.
config-card-name = une grille a besoin d'un nom de 1 à 40 caractères.
config-rule-twice = la règle « { $value } » existe déjà ; donnez à celle-ci un autre id.
config-rule-without = une règle a besoin de « { $key } ».
config-rule-hours = « from » doit précéder « to ».
config-rule-time = « { $value } » n'est pas une heure ; écrivez 08:30.
config-rule-pack-twice = le paquet « { $value } » est aussi livré avec le programme ; retirez-le de packs, ou nommez celui-ci autrement.
config-dial-number = « dial » est une liste : le programme, puis ses arguments, dont un avec { $number }.
config-same-weekday = « { $key } » = { $value } tombe toujours le même jour de la semaine ; écrivez { $less } ou { $more }.
config-one-of-two = « { $first } » et « { $second } » s'excluent ; gardez-en un.
config-calls-syntax = ce que les appels ont appris ne peut être lu : { $detail }.
event-person-away = personne absente
event-person-back = personne de retour
event-person-named = personne nommée
event-bank-line-set-aside = ligne de banque mise de côté
event-bank-line-taken-back = ligne de banque de nouveau en attente
event-config-adopted = réglages de la maison
event-rules-adopted = règles de contact
event-card-adopted = grille de score
event-calls-learnt = ce que les appels ont appris
cli-adopted = { $what } : { $name }, à partir du { $day } (sha256 { $digest }…)

# -- aide : le livre entier --
help-verify = Vérifier que le livre est d'accord avec lui-même : chaînes, sceaux, lots, lignes dérivées
help-verify-seal = Un sceau gardé ailleurs, que le livre doit contenir
help-doctor = Examiner la place du livre, ses droits, le disque, l'horloge, le terminal et la locale
help-backup = Copier le livre pendant qu'on y travaille, et vérifier la copie
help-backup-file = Le fichier à créer
help-restore = Remettre une sauvegarde là où il n'y a pas de livre, après vérification
help-restore-file = La sauvegarde

# -- verify, backup, restore --
cli-verify-ok = Le livre est d'accord avec lui-même : { $entries } entrées, { $rows } lignes importées en { $batches } lots, { $cases } dossiers, { $seals } sceaux.
cli-verify-faults = { $count ->
    [one] Le livre n'est pas d'accord avec lui-même en { $count } endroit. Gardez ce fichier, et remettez une sauvegarde à côté.
   *[other] Le livre n'est pas d'accord avec lui-même en { $count } endroits. Gardez ce fichier, et remettez une sauvegarde à côté.
}
cli-backup-done = { $from } copié vers { $to }, copie vérifiée ({ $entries } entrées).
cli-restore-done = { $from } remis en place comme { $to }, vérifié ({ $entries } entrées).
fault-file = le fichier lui-même est endommagé
fault-setting = un réglage n'est pas celui avec lequel le livre a été créé
fault-chain = l'entrée ne suit pas de la précédente
fault-body = ce que dit l'entrée a été changé
fault-body-missing = ce que disait l'entrée a disparu
fault-unreadable = l'entrée ne peut pas se lire
fault-gap = il manque une entrée
fault-head = la fin du flux n'est pas où elle était
fault-clock = l'entrée se place avant celle qu'elle suit
fault-person = la personne n'est pas ce qui a été écrit d'elle
fault-row = la ligne ne peut pas se lire
fault-no-batch = elle n'appartient à aucun lot, ou à aucune source
fault-batch = les lignes ne sont pas celles qui ont été chargées
fault-no-case = il n'y a pas de tel dossier
fault-seal = le sceau ne suit pas du précédent, ou de ce qu'il nomme
fault-seal-unknown = le sceau gardé ailleurs n'est pas dans ce livre : une copie plus ancienne, ou un autre livre
fault-unsealed = ce qui a bougé depuis le dernier sceau n'est pas ce que dit le livre
fault-derived = les soldes ne sont pas ceux que disent les faits
fault-find-key = introuvable par ce qui le désigne
fault-queue = la file du jour n'est pas telle qu'elle a été écrite

# -- doctor --
doctor-book = Livre { $path } : forme { $schema }, { $cases } dossiers, { $kib } Kio.
doctor-local = Il se trouve sur un disque de cette machine.
doctor-network = Il se trouve sur un système de fichiers réseau, où un livre peut s'abîmer. Déplacez-le sur un disque de cette machine.
doctor-rights = Droits { $mode } : fermé aux autres.
doctor-rights-open = Droits { $mode } : d'autres sur cette machine peuvent y accéder. Fermez-le : chmod o= FICHIER.
doctor-disk = { $mib } Mio libres sur son disque.
doctor-disk-low = Seulement { $mib } Mio libres sur son disque. Faites de la place.
doctor-clock = L'horloge dit { $now } ({ $zone }).
doctor-clock-behind = L'horloge est avant la dernière entrée ({ $last }). Remettez-la à l'heure avant de noter quoi que ce soit.
doctor-waiting = { $stale } dossiers attendent d'être dérivés, { $loading } imports sont restés inachevés.
doctor-settings = Vos réglages et vos touches sont lisibles.
doctor-colours = couleurs
doctor-no-colours = sans couleurs (NO_COLOR)
doctor-terminal = Terminal { $name }, { $size }, { $colours }.
doctor-terminal-small = Terminal { $name }, { $size } : le poste de travail demande 60×15 et mieux que TERM=dumb.
doctor-terminal-none = Rien ne s'affiche sur un terminal en ce moment.
doctor-locale = Locale { $value }.
doctor-locale-not-utf8 = La locale ({ $value }) n'est pas en UTF-8 : les accents peuvent manquer. Réglez LANG, par exemple fr_FR.UTF-8.

# -- demo --
help-demo = Créer un livre jetable de débiteurs inventés et voir ses appels du jour
help-demo-debtors = Combien de débiteurs (120 si rien n'est dit)
help-demo-seed = Laquelle de toutes les démonstrations : le même numéro raconte la même
help-demo-tour = Apprendre la journée en huit pas, dans le vrai écran
help-demo-files = Écrire plutôt les fichiers d'import de la démonstration dans ce dossier
cli-demo-company = Démonstration
cli-demo-made =
    Ce livre est inventé : { $path }
    Y travailler : relance --book { $path }
    Tout disparaît quand vous supprimez son dossier.
config-keys-action = il n'y a pas d'action « { $action } » ; la touche ? les montre toutes.
config-keys-action-near = il n'y a pas d'action « { $action } » ; vouliez-vous dire « { $near } » ?
config-keys-scope = il n'y a pas d'endroit « { $scope } » ; les touches valent dans : { $known }.
config-keys-key = « { $key } » n'est pas une touche (pour { $action }) ; écrivez par exemple p, ctrl-p ou f5.
config-keys-twice = la touche { $key } ferait deux choses : { $first } et { $second }.
man-keys = TOUCHES
man-keys-own = Les touches de l'écran, telles que le programme les apporte ; la touche ? montre celles qui valent. Les vôtres se mettent dans keymap.toml, dans votre dossier de réglages.

# -- reconcile --
cli-fresh = Banque au { $bank }, grand livre au { $ledger }{ $waiting ->
    [0] .
   *[other] {" "}; { $waiting } paiements attendent : relance reconcile
}
help-reconcile = Paiements de la banque en attente : les lister, accepter une proposition, choisir un autre débiteur
help-reconcile-line = La ligne, comme la liste la montre
help-reconcile-accept = Prendre cette proposition (la première sans numéro)
help-reconcile-case = Donner la ligne à ce dossier
help-reconcile-invoice = Les factures qu'elle y paie
help-reconcile-amount = Cette part de la ligne seulement : le reste continue d'attendre
help-reconcile-payment = Le règlement que le rejet y annule
help-reconcile-set-aside = À personne : retirer la ligne de la liste, pour ce motif
help-reconcile-take-back = Remettre dans la liste une ligne mise de côté
help-reconcile-aside = Lister les lignes mises de côté, avec leurs motifs
help-reconcile-again = Chercher à nouveau pour tout ce qui attend, et appliquer ce qui est certain
help-reconcile-limit = Combien de lignes lister
reconcile-nothing = Rien n'attend : chaque paiement de la banque a trouvé son débiteur.
reconcile-no-line = Aucune ligne { $value } n'attend. relance reconcile liste celles qui attendent.
reconcile-no-proposal = Il n'y a pas de proposition { $value } pour cette ligne. Nommez le débiteur : --case DOSSIER.
reconcile-no-payment = { $case } n'a aucun règlement de { $amount } que ce rejet puisse annuler, ni de { $fee } de moins au plus (les frais d'une banque). relance show { $case } donne ses règlements.
reconcile-which-payment = { $case } a { $count } règlements que ce rejet de { $amount } peut annuler : { $payments }. Dites lequel est revenu : --payment CLÉ.
reconcile-hint = { $shown } lignes sur { $total }. relance reconcile LIGNE --accept prend la première proposition, --case DOSSIER choisit un autre débiteur.
reconcile-again = { $matched } paiements rapprochés, { $returned } revenus impayés, { $waiting } attendent encore.
reconcile-set-aside = La ligne { $line } est mise de côté. relance reconcile { $line } --take-back la ramène.
reconcile-taken-back = La ligne { $line } attend de nouveau.
reconcile-not-aside = Aucune ligne { $value } n'est mise de côté, ou plusieurs le sont. relance reconcile --aside les liste.
reconcile-aside-nothing = Rien n'est mis de côté.
help-import-terms = Avec fec : jours de l'émission à l'échéance quand le fichier n'en dit pas (30 sinon)

assign-nothing-meant = Nommez des dossiers, dites lesquels avec --from, --nobodys, --segment, --country, --overdue-min, --overdue-max, --late ou --due-by, ou équilibrez des portefeuilles avec --even.
assign-one-only = Des dossiers nommés un par un vont à une seule personne : donnez un seul identifiant à --to.
assign-plan = { $cases } des { $meant } dossiers visés changent de mains ; { $hidden } autres des mêmes portefeuilles sont écartés par le filtre ; { $left } restent où ils sont.
assign-head-desk = Portefeuille
assign-head-cases = dossiers
assign-head-money = à réclamer ce jour
assign-head-minutes = minutes du jour
assign-becomes = →
assign-sample = Les premiers des { $cases } :
assign-say-yes = { $cases } dossiers changeraient de mains. Rien n'a été écrit ; si c'est juste, répétez avec --yes.
assign-ask = Confier { $cases } dossiers à d'autres mains ? Tapez « oui » :
assign-yes = oui
assign-done = { $cases } dossiers ont changé de mains par l'acte { $act } ; { $refused } n'ont pas été touchés. Pour tout reprendre : relance undo { $act }
assign-given-back = { $cases } dossiers sont revenus à qui les avait, par l'acte { $act } ; { $refused } n'ont pas été touchés.
assign-stopped = Arrêté avant la fin : ce qui est écrit tient. Répétez la même commande pour le reste.
assign-progress = { $done } dossiers sur { $total }
people-away = absence du { $from } au { $until }, { $cover }
people-alone = seul : { $limits }
people-credit = avoirs jusqu'à { $amount }
people-given = peut aussi : { $rights }
people-hours = travaille { $hours }
people-instalments = { $count } échéances
people-not-hours = « { $text } » ne se lit pas comme des heures. Écrivez par exemple : lun-ven 9h-12h30 14h-18h, sam 9h-12h
people-promise-days = promesses à { $count } jours
people-team = équipe { $team }
people-write-off = abandons jusqu'à { $amount }
people-backwards = Le dernier jour d'absence tombe avant le premier. Rien n'a été écrit.
people-covered = file chez { $login }
people-uncovered = file ouverte à tous

# -- tray --
help-tray = Les contacts qu'un import n'a pas pu rattacher, par numéro ou adresse : les lister, les donner à un débiteur, les écarter
help-tray-point = Le numéro, l'adresse ou le nom, tel que la liste le montre
help-tray-case = Donner à ce dossier ce qui attend sous ce numéro, et ce qui viendra
help-tray-dismiss = À personne : écarter ce qui attend sous ce numéro, et ce qui viendra
help-tray-take-back = Revenir sur ce qui en a été dit : ses contacts attendent de nouveau
help-tray-settled = Lister les numéros et adresses que quelqu'un a donnés ou écartés
help-tray-limit = Combien de lignes lister
tray-nothing = Rien n'attend : chaque contact importé a trouvé son débiteur.
tray-no-line = Rien n'attend sous { $value }. relance tray liste ce qui attend.
tray-not-settled = Personne n'a rien dit de { $value }. relance tray --settled liste ce qui a été dit.
tray-hint = { $shown } numéros et adresses sur { $total }. relance tray NUMÉRO --case DOSSIER en donne un, --dismiss l'écarte.
tray-attached = { $point } : { $count ->
    [one] 1 contact est maintenant
   *[other] { $count } contacts sont maintenant
} au dossier { $case } ; ce qui viendra y va aussi. relance tray { $point } --take-back revient dessus.
tray-dismissed = { $point } n'est à personne : { $count ->
    [one] 1 contact est écarté
   *[other] { $count } contacts sont écartés
}, et ce qui viendra aussi. relance tray { $point } --take-back revient dessus.
tray-taken-back = { $point } : { $count ->
    [one] 1 contact attend de nouveau.
   *[other] { $count } contacts attendent de nouveau.
}
tray-nobodys = à personne
tray-settled-nothing = Personne n'a encore rien dit d'un numéro ou d'une adresse.
