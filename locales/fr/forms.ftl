# Les formulaires et les boîtes.

form-contact = Appel
form-promise = Promesse
form-dispute = Litige
form-callback = Rappel
form-pin = Mettre en tête
form-skip = Passer
form-snooze = Remettre à plus tard
form-hold = Suspension
form-payment = Règlement
form-decide = Trancher un litige
form-follow = Suivi du litige
form-release = Lever une suspension
form-withdraw = Retirer une promesse
form-reverse = Règlement rejeté
form-proposed = { $what }
form-call = Appel
form-point = Coordonnée
form-consent = Souhait de contact

# Champs.
field-outcome = Résultat
field-note = Note
field-then = Ensuite
field-channel = Canal
field-direction = Sens
field-point = Numéro
field-override = Passer outre
field-seconds = Durée
field-at = Quand
field-amount = Montant
field-on = Pour le
field-method = Mode
field-parts = Factures
field-along = Avec un appel
field-reason = Motif
field-owner = Suivi par
field-when = Rappeler
field-whom = Pour
field-to = À
field-until = Jusqu'au
field-paid-on = Date de valeur
field-reference = Référence
field-decision = Décision
field-credit = Avoir
field-dispute = Litige
field-hold = Suspension
field-withdrawn-by = Pourquoi
field-promise = Promesse
field-payment = Règlement
field-back-on = Rejeté le
field-kind = Nature
field-justified = Fondé
field-resolution = Réglé par
field-follow = Quoi
field-stands = Il est
field-check-on = À revoir
field-name = Pièce
field-here = Elle est
field-department = Service
field-number = Numéro, e-mail
field-language = Langue
field-use = Utiliser
field-said = Il dit
field-origin = Dit comment
field-said-on = Dit le

# Le compte rendu d'appel.
outcome-group-right = Débiteur joint
outcome-group-third = Tiers
outcome-group-nobody = Personne de joint
outcome-group-bad = Mauvaises coordonnées
outcome-group-special = Situations particulières
outcome-group-other = Autre
form-contact-how = { $channel } { $direction }{ $point ->
    [none] {""}
   *[other] {" · "}{ $point }
}
form-contact-grid = Une lettre choisit le résultat. 1–8 : canal, espace : sens, tab : détails.
form-pin-why = Pourquoi d'abord ? Il reste en tête jusqu'à l'appel, ou au jour dit.
form-skip-why = Pourquoi pas maintenant ? Il revient le jour indiqué.
form-snooze-why = Qu'attend-on ? Il revient le jour ci-dessous, ou dès qu'une promesse est rompue.
form-mark-reason = Dites pourquoi : qui regardera la file ensuite le demandera.
form-note-how = Entrée va à la ligne ; ctrl-s enregistre.
form-outcome-missing = Choisissez d'abord un résultat : une lettre suffit.
form-outcome-retry = { $days ->
    [one] À retenter demain ; Ensuite › Rappel fixe une heure.
   *[other] À retenter dans { $days } jours ; Ensuite › Rappel fixe une heure.
}
form-point-several = ← et → changent de numéro ; on peut aussi en taper un.
form-permit = { $finding }
form-permit-next = permis à partir de { $at }
form-permit-reason = Une règle bloque ce contact : dites pourquoi il est fait malgré tout, ou quittez avec Échap.
form-permit-allowed = { $who } permet ce seul contact aujourd'hui : { $reason }
form-permit-asked = { $who } a demandé à un superviseur ; pas encore de réponse : { $reason }
form-permit-refused = { $who } a déjà dit non : { $reason }
form-permit-ask = Un superviseur peut le permettre : dites pourquoi ici, puis demandez.
form-permit-ask-reason = Dites pourquoi le faire malgré tout : le superviseur décide là-dessus.
form-permit-nothing = Rien à demander ici : aucune règle ne bloque, vous pouvez décider vous-même, ou quelqu'un a déjà demandé.
form-seconds-unread = Ce n'est pas une durée. Écrivez par exemple 95, 2m ou 2:30.
along-call-out = appel sortant
along-call-in = appel entrant
along-email-in = e-mail reçu
along-none = aucun
then-nothing = enregistrer

# Montants, dates, factures.
form-amount-missing = Il manque le montant.
form-amount-read = Lu : { $amount }.
form-day-missing = Il manque la date.
form-method-unknown = non précisé
form-parts-empty = aucune facture ouverte
form-parts-none = le compte, la plus ancienne d'abord
form-parts-account = Espace coche, un montant en prend une partie, a coche tout. Rien : le compte.
form-parts-sum = { $count ->
    [one] 1 facture, { $sum }
   *[other] { $count } factures, { $sum }
}
form-parts-lost = { $count ->
    [one] 1 facture cochée n'est plus ouverte et ne sera pas prise.
   *[other] { $count } factures cochées ne sont plus ouvertes et ne seront pas prises.
}
form-parts-currencies = Une seule devise à la fois.

# Promesse.
form-promise-rest = Il resterait { $rest } d'échu ; lu : { $amount }.
form-promise-all = Lu : { $amount }, sur { $open } dus.
form-promise-on = Lu : { $day }. Tenue si payée au plus tard le { $grace }.
form-promise-on-closed = { $day } n'est pas ouvré. Tenue si payée au plus tard le { $grace }.

# Litige.
form-reason-letters = Une lettre choisit le motif.
form-reason-missing = Choisissez d'abord un motif : une lettre suffit.
form-dispute-due = À trancher au plus tard le { $day }.
form-dispute-parts = Quelles factures ? Espace coche, un montant en prend une partie, a coche tout.
form-dispute-parts-missing = Cochez au moins une facture.
form-dispute-nothing = Rien n'est ouvert qui ne soit déjà contesté.
form-dispute-desk = Réglé par : { $name }.
form-kind-complaint = Contre nous : aucun montant n'est retenu pour autant.
form-kind-dispute = Le montant contesté n'est plus réclamé jusqu'à la décision.
form-kind-refusal = Ne paiera pas, quel que soit le motif : à passer au contentieux.
form-complaint-missing = Dites dans la note l'objet de la réclamation, ou cochez une facture.
form-login-unread = Ce n'est pas un identifiant : des lettres, des chiffres, un point ou un tiret.

# Rappel, suspension, règlement.
form-callback-mine = moi
form-callback-anyone = n'importe qui
form-callback-at = Lu : { $at }.
form-callback-closed = { $at } : ce n'est pas un jour ouvré.
form-hold-until = Le dossier revient le { $day }.
form-payment-amount = Tapez le montant, ou cochez des factures.
form-write-off = Passage en perte
form-write-off-amount = Tapez combien sur { $open }, ou cochez des factures.
form-write-off-oldest = Aucune facture cochée : les plus anciennes diminuent.
form-write-off-why = Dites pourquoi : l'historique le garde.
form-write-off-leaves = Ouvert { $open } ; ensuite { $left }.
form-write-off-nothing-left = Il ne reste rien : plus aucune liste ne montre le dossier, ses promesses et litiges tombent.
form-write-off-undo = Ce n'est pas un règlement, aucun chiffre ne le compte ainsi. u le reprend.
form-payment-on = Lu : { $day }.

# Décision d'un litige.
form-decision-letters = Une lettre choisit la décision.
form-decision-missing = Choisissez d'abord une décision : une lettre suffit.
form-credit-above = C'est plus que ce qui est contesté : { $all }. Baissez le montant.
form-dispute-gone = Il n'y a plus de litige à trancher ici.
form-justified-unsaid = non précisé
form-justified-yes = oui
form-justified-no = non
form-follow-check = revu
form-follow-evidence = pièce
form-follow-assign = confié à
form-follow-propose = avoir proposé
form-follow-close = débiteur informé
form-follow-reopen = rouvert
form-follow-letters = Une lettre choisit ce qui est arrivé.
form-follow-missing = Choisissez d'abord ce qui est arrivé : une lettre suffit.
form-follow-check-help = Où il en est, et quand le revoir.
form-follow-evidence-help = Une pièce demandée, ou reçue.
form-follow-assign-help = Quelqu'un d'autre le règle.
form-follow-propose-help = Un avoir, que vous ou le superviseur trancherez.
form-follow-close-help = Le débiteur a été informé de l'issue.
form-follow-reopen-help = Repris, une seule fois ; la note dit pourquoi.
form-evidence-asked = demandée
form-evidence-received = reçue
form-evidence-missing = Quelle pièce ? Tapez son nom.
form-reopen-missing = La note dit pourquoi il est rouvert.
form-check-read = À revoir { $day }.
form-check-none = Sans date : il sera revu à son échéance.
form-credit-pending = Lu { $amount } : au-delà de votre délégation, un superviseur valide.
form-dispute-line = { $reason }, { $amount }, ouvert le { $day }
form-decided-accepted = Le montant contesté est crédité.
form-decided-partly-accepted = Une partie est créditée, le reste redevient exigible.
form-decided-rejected = La créance est confirmée : tout redevient exigible.
form-decided-withdrawn = Le débiteur renonce : tout redevient exigible.

# Suspension levée, promesse retirée, règlement rejeté.
form-hold-line = { $reason }, jusqu'au { $day }
form-promise-line = { $amount } pour le { $day }, promis le { $made }
form-payment-line = { $amount } du { $day }{ $reference ->
    [none] {""}
   *[other] , { $reference }
}
form-hold-gone = Il n'y a plus de suspension à lever ici.
form-promise-gone = Il n'y a plus de promesse en cours à retirer ici.
form-payment-gone = Aucun règlement saisi ici n'est encore compté.
form-release-means = Entrée lève la suspension : le dossier peut être appelé dès la prochaine file.
form-withdraw-means = Entrée retire la promesse : ce qu'elle couvrait redevient exigible.
form-reverse-means = Entrée note le rejet : ce que ce règlement soldait redevient dû.
form-withdrawn-debtor = le débiteur y renonce
form-withdrawn-error = notre erreur
form-withdrawn-letters = Une lettre dit pourquoi : d, le débiteur y renonce ; e, elle a été mal saisie.
form-withdrawn-missing = Dites d'abord pourquoi : d (le débiteur y renonce) ou e (notre erreur).
form-withdrawn-debtor-means = Elle compte comme non tenue.
form-withdrawn-error-means = Elle ne compte pas : ni tenue, ni rompue.
form-back-on = Lu : { $day }. La somme est de nouveau due à partir de ce jour.
form-back-before = Un rejet ne peut précéder le règlement, du { $day } : donnez ce jour-là ou un jour d'après.

# Un échéancier.
form-plan = Échéancier
field-count = Échéances
field-each = De chacune
field-every = Rythme
field-first = La première
field-lines = Lignes
field-agreed = Accord
field-role = Qui
field-person = Nom
field-agreed-on = Donné le
every-week = par semaine
every-fortnight = par quinzaine
every-month = par mois
every-month-end = fin de mois
every-free = libre
form-count-unread = Ce n'est pas un nombre d'échéances : de 1 à { $most }.
form-lines-none = Ce montant ne se partage pas ainsi : de 1 à { $most } échéances d'un centime au moins.
form-day-read = Lu : { $day }.
form-day-closed = { $day } n'est pas ouvré.
form-lines-how = ← → date ou montant ; changez une ligne, les dernières portent la différence.
form-lines-free = ← → date ou montant ; chaque ligne prend ce que vous tapez, la dernière le reste.
form-line-days = { $day } ne suivrait pas la ligne d'avant, ou dépasserait la suivante.
form-line-last = La dernière ligne prend le reste : changez-en une autre.
form-line-above = Il ne reste pas plus de { $left } pour cette ligne.
form-plan-sum = { $count ->
    [one] 1 ligne, { $sum }
   *[other] { $count } lignes, { $sum }
}
form-plan-rounding = dernière ligne { $amount }, l'arrondi
form-plan-rest = dernière ligne { $amount }, le reste
form-plan-end = fin le { $day }
form-plan-last = { $day } au plus tard
form-plan-misses = { $count ->
    [0] aucune échéance ne peut manquer
    [one] 1 échéance peut manquer
   *[other] { $count } échéances peuvent manquer
}
form-plan-proposed = attendu
form-plan-agreed = donné
form-plan-signed = signé
form-plan-proposed-means = L'échéancier attend le débiteur : rien ne sort des appels d'ici là.
form-plan-agreed-means = Accepté, non signé : ce qu'il couvre sort des appels.
form-plan-signed-means = Signé : le débiteur reconnaît la dette à cette date.
form-role-unsaid = non dit
form-role-missing = Dites la qualité de cette personne : une lettre suffit.
form-role-messenger = Cette personne transmet et ne peut engager le débiteur.
form-role-binds = Cette personne peut engager le débiteur.
form-follow-plan = Suite de l'échéancier
field-step = Quoi
field-word = Accord
field-why = Pourquoi
field-plan = Échéancier
field-replaces = Remplace
form-plan-step-accept = le débiteur accepte
form-plan-step-change = une ligne change
form-plan-step-cancel = abandonné
form-plan-step-letters = Une lettre dit la suite : a, le débiteur accepte ; c, une ligne change ; k, abandonné.
form-plan-step-accept-help = L'échéancier court dès maintenant : ce qu'il couvre sort des appels.
form-plan-step-change-help = Une ligne change, les dernières portent la différence ; la somme reste.
form-plan-step-cancel-help = Ce qu'il couvrait peut de nouveau être réclamé.
form-plan-line = { $amount } en { $count } lignes, proposé le { $day } : { $state }
form-plan-gone = Il n'y a plus d'échéancier à suivre ici.
form-plan-why = Dites pourquoi il est abandonné.
form-plan-end-was = il finissait le { $day }
form-lines-same = Aucune ligne n'est encore changée : tapez sur l'une d'elles.
form-hands = Autres mains
form-hands-to = À { $login }.
form-hands-several = Plusieurs personnes commencent ainsi : tapez la suite de l'identifiant.
form-hands-nobody = Personne ne s'appelle ainsi ici.
form-hands-for-good = Laissé vide : pour de bon.
form-hands-until = Jusqu'au { $day } ; le lendemain il revient de lui-même.
form-refuse = Refuser
field-asked = Quoi
form-refuse-why = Dites pourquoi : la personne qui a demandé le lira.
form-refuse-gone = Plus rien n'attend de validation ici.
form-plan-asked = plan de { $count } échéances, { $amount }
form-override-line = { $channel } malgré { $rules }
form-plan-approval = Plus que les { $most } échéances que vous pouvez accorder seul : un superviseur doit d'abord accepter.
form-credit-line = avoir de { $amount } : { $reason }
form-replaces-none = aucune
form-replaces-why = Dites pourquoi elle prend la place de l'autre.
form-promise-approval = Au-delà de vos limites ({ $limit }) : un superviseur devra la valider.
form-limit-last = { $day } au plus tard
form-limit-least = { $amount } au moins
form-limit-open-per-invoice = { $now ->
    [0] promesses en cours par facture : { $most } au plus
   *[other] promesse en cours { $now } sur { $most } pour une facture
}
form-limit-level = promesses non tenues sur cette dette : { $now } sur { $most }

# Ce qui a bougé pendant la saisie.
form-moved-open = Le dossier a changé : dû { $before } → { $after }. Ce que vous tapez est gardé.
form-moved-disputed = Le dossier a changé : en litige { $before } → { $after }. Ce que vous tapez est gardé.
form-moved-promised = Le dossier a changé : promis { $before } → { $after }. Ce que vous tapez est gardé.
form-moved-assigned = Le dossier vient d'être confié à { $to }. Ce que vous tapez est gardé.

# Les boîtes.
find-title = Chercher un dossier
find-label = chercher :
find-how = Nom, référence, numéro de dossier, facture, téléphone ou e-mail. Entrée ouvre ; Échap revient là où vous étiez.
find-nothing = Rien ne correspond. Essayez le début du nom, la référence, un numéro de facture ou de téléphone.
matched-name = nom
matched-reference = référence
matched-phone = téléphone
matched-email = e-mail
matched-invoice = facture
palette-title = Commandes
palette-nothing = Aucune commande de ce nom.
closing-title = Clôture de la journée
closing-begins = Elle commence…
closing-stopping = Arrêt demandé…
closing-progress = { $done } dossiers sur { $total }, { $rate } par seconde, encore { $seconds } s
closing-how = Entrée : continuer à travailler, elle se poursuit à côté. Échap : l'arrêter ; rien n'aura changé.
prompt-title = Quel fichier importer ?
prompt-how = Tapez ou collez son chemin, puis Entrée. Un export CSV de factures, de débiteurs, de règlements ou de contacts convient ; ce qui a été compris est dit avant d'être enregistré.
what-if-prompt = Et si les listes suivaient quel fichier ?
what-if-prompt-how = Tapez ou collez son chemin, puis Entrée. Il donne certains réglages du livre (grille, classes, minimum, heures …) ; les autres restent. Rien n'est écrit.
prompt-missing = Il manque le chemin du fichier.
nobodys-title = Mises de côté : { $count ->
    [one] 1 ligne de banque
   *[other] { $count } lignes de banque
}
nobodys-told = { $reason } ({ $who }, { $day })
nobodys-how = entrée ramène la ligne : elle attend à nouveau
nobodys-empty = Aucune ligne n'est mise de côté.
set-aside-prompt = Pourquoi cette ligne n'est-elle à personne ?
set-aside-prompt-how = Quelques mots, puis Entrée : elle n'attend plus. X liste ce qui est mis de côté et ramène une ligne.
set-aside-missing = Dites pourquoi elle n'est à personne.

# Annuler : ce qui sera repris.
undo-contact = – { $channel } : { $outcome }
undo-plan = – échéancier de { $amount } en { $count } fois
undo-promise = – promesse de { $amount } pour le { $day }
undo-dispute = – litige, { $reason } : { $sums }
undo-callback = – rappel convenu le { $at }
undo-text = – note : { $text }
undo-hold = – suspension, { $reason }, jusqu'au { $day }
undo-payment = – règlement de { $amount } du { $day }
undo-write-off = – passage en perte de { $amount } du { $day }
undo-event = – { $event }

# Ma journée, première heure.
crumb-day = Ma journée
crumb-disputes = Litiges
crumb-what-if = Et si
crumb-approvals = Validations
crumb-reconcile = Banque
day-done = { $calls ->
    [0] Aucun appel
    [one] 1 appel
   *[other] { $calls } appels
} · { $reached } { $reached ->
    [one] joint
   *[other] joints
} · { $promises ->
    [0] aucune promesse
    [one] 1 promesse, { $sums }
   *[other] { $promises } promesses, { $sums }
}
day-left = { $count ->
    [0] Plus aucun appel à faire aujourd'hui.
    [one] Il reste 1 appel à faire.
   *[other] Il reste { $count } appels à faire.
}
day-callbacks = Rappels encore à faire
day-callbacks-none = aucun
day-disputes = Litiges à regarder
day-drafts = Brouillons non enregistrés
day-drafts-none = aucun
day-tomorrow = Demain, pour commencer
day-tomorrow-none = pas encore connu : la clôture le dira
start-making = Lecture du fichier : il est lu en entier avant que quoi que ce soit soit écrit. Échap arrête.
start-progress = { $done } lignes sur { $total }, { $rate } par seconde, encore { $seconds } s. Échap arrête ; rien ne sera gardé.
start-after = Rien n'est envoyé nulle part : un livre est un fichier sur ce poste, à vous.

# La correspondance d'un fichier inconnu.
crumb-mapping = Correspondance
mapping-title = { $kind } : que contiennent les colonnes de { $file } ?
mapping-how = ← → change le champ ; ↑ ↓ autre colonne ; d et n disent comment lire.
mapping-formats = dates : { $dates }   montants : { $numbers }
mapping-format-file = comme le fichier le montre
mapping-format-dmy = jour/mois/année
mapping-format-mdy = mois/jour/année
mapping-format-iso = année-mois-jour
mapping-format-comma = virgule décimale
mapping-format-point = point décimal
mapping-no-field = –
mapping-still = Il manque encore : { $fields }.
mapping-missing = Aucune colonne n'est encore : { $field }.
mapping-complete = Tout y est. Entrée importe ; la correspondance est gardée à côté du fichier.
action-map-next = champ suivant
action-map-next-help = Un autre champ pour cette colonne
action-map-previous = champ précédent
action-map-previous-help = Le champ d'avant pour cette colonne
action-map-clear = aucun champ
action-map-clear-help = Ne pas lire cette colonne
action-map-kind = type de fichier
action-map-kind-help = Dire ce que le fichier contient : factures, débiteurs, règlements ou contacts
action-map-dates = dates
action-map-dates-help = Dire l'ordre du jour et du mois
action-map-numbers = montants
action-map-numbers-help = Dire la marque décimale
action-map-save = importer
action-map-save-help = Garder la correspondance et importer le fichier
map-field-debtor = référence du débiteur
map-field-number = numéro de facture
map-field-issued-on = date de facture
map-field-due-on = échéance
map-field-amount = montant
map-field-open = reste dû
map-field-currency = devise
map-field-document = type de pièce
map-field-settled-on = date de règlement
map-field-name = nom du débiteur
map-field-kind = société ou personne
map-field-address = adresse
map-field-postcode = code postal
map-field-city = ville
map-field-country = pays
map-field-phone = téléphone
map-field-mobile = mobile
map-field-email = e-mail
map-field-language = langue
map-field-segment = segment
map-field-group = groupe de débiteurs
map-field-credit_limit = limite de crédit
map-field-collector = chargé de recouvrement
map-field-paid-on = date de règlement
map-field-invoice = facture réglée
map-field-method = mode de règlement
map-field-reference = référence
map-field-at = date du contact
map-field-channel = canal
map-field-direction = sens
map-field-outcome = résultat
map-field-seconds = durée
map-field-point = numéro ou adresse
map-field-from = expéditeur
map-field-to = destinataire
map-field-state_on = jour de cet état
map-field-note = note
import-kind-invoices = factures
import-kind-debtors = débiteurs
import-kind-payments = règlements
import-kind-contacts = contacts

# Les coordonnées et les souhaits de contact.
form-point-another = Ce numéro ne sert plus. En connaît-on un autre ? Entrée sans rien : non.
form-point-which = Un numéro de téléphone ou une adresse e-mail.
form-point-known = Connu : ce qui est dit ici remplace ce qu'on en savait.
form-point-new = Nouveau pour ce dossier.
form-point-use = d'abord : proposé avant les autres ; plus du tout : plus proposé.
consent-say-refuse = non, plus de contact ainsi
consent-say-allow = oui, contact voulu ainsi
form-consent-said = n : plus de contact ainsi ; o : contact voulu.
form-consent-missing = Dites d'abord si c'est oui ou non.
form-consent-point = ← et → : un seul numéro ou une seule adresse ; vide : tous.
form-consent-origin = Un appel, un e-mail, un formulaire… : la trace de ce qui fut dit.

# L'appel.
call-number = Appeler
call-known = Connu
call-checks = Vérifier
call-clock = { $time }
call-clock-in = reçu · { $time }
call-copied = copié
call-dialled = composé
call-unknown = numéro que ce dossier ne connaît pas
call-known-nothing = aucun numéro utilisable : N en ajoute un
call-checks-done = { $done } sur { $needed }
call-known-more = rien de plus
call-override-how = tab : pourquoi appeler quand même
form-call-no-number = aucun numéro utilisable
form-call-how = espace : copier · ← → : autre · 1 à 4 : vérifié · entrée ou lettre : résultat
form-call-how-dial = espace : composer · ← → : autre · 1-4 : vérifié · entrée ou lettre : résultat
form-call-unchecked = Identité : { $done } sur { $needed } vérifié. Shift-tab revient à l'appel pour le noter.
talk-broken = Promesse rompue : { $amount } pour le { $day }, faite le { $made } ; versé { $paid }.
talk-returned = Règlement revenu impayé le { $day } : { $amount }.
talk-returned-day = Un règlement est revenu impayé le { $day }.
talk-promised = Promesse en cours : { $amount } pour le { $day }.
talk-plan = Échéancier en cours : { $amount }{ $missed ->
    [0] .
    [one] , { $missed } échéance manquée.
   *[other] , { $missed } échéances manquées.
}
talk-disputed = Litige ouvert ({ $reason }) : { $amount }, à trancher pour le { $day } ; ne pas le réclamer.
talk-complaint = Réclamation ouverte ({ $reason }), réponse pour le { $day }.
talk-paid = Dernier règlement : { $amount } le { $day }.
talk-overdue = À réclamer : { $sums } échus, { $count ->
    [one] { $count } facture
   *[other] { $count } factures
}{ $days ->
    [0] .
   *[other] , { $days } j de retard.
}
talk-unallocated = { $sums } reçus et pas encore affectés : à demander à quoi ils correspondent.
talk-note = Noté le { $day } : { $text }
dial-failed = Le numéro n'a pas pu être composé par { $program } : { $detail }. Le réglage est « dial » dans settings.toml.
form-retry-minutes = { $nth ->
    [one] 1er essai
   *[other] { $nth }e essai
} sans parler à quelqu'un : réessayer dans { $minutes } min ({ $at }) ; « ensuite : rappel » le met à l'agenda.
form-retry-day = { $nth ->
    [one] 1er essai
   *[other] { $nth }e essai
} sans parler à quelqu'un : réessayer { $day }.
form-retry-part = { $nth ->
    [one] 1er essai
   *[other] { $nth }e essai
} sans parler à quelqu'un : réessayer { $day }, { $part }.

# Whoever collects for others recalls it in every later step.
call-recall-letter = Rappelez notre première lettre, du { $day }.
