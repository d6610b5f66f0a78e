# L'écran : actions, file, dossier.

action-open-case = ouvrir
action-open-case-help = Ouvrir le dossier
action-record-contact = contact
action-record-contact-help = Saisir un appel ou un autre contact, avec son résultat
action-call = appel
action-call-help = Appeler : le numéro, quoi vérifier, de quoi parler, puis le résultat
action-take-call = appel reçu
action-take-call-help = Prendre un appel : trouver qui appelle, puis revenir où l'on était
action-record-promise = promesse
action-record-promise-help = Noter une promesse de paiement
action-record-plan = échéancier
action-record-plan-help = Convenir d'un échéancier
action-open-dispute = litige
action-open-dispute-help = Ouvrir un litige sur une facture
action-set-callback = rappel
action-set-callback-help = Convenir d'un rappel téléphonique
action-write-note = note
action-write-note-help = Écrire une note
action-pin-case = en tête
action-pin-case-help = Appeler ce dossier en premier, avec un motif
action-skip-case = passer
action-skip-case-help = Passer ce dossier jusqu'à une date, avec un motif
action-assign-case = confier
action-assign-case-help = Confier le dossier à quelqu'un, pour de bon ou pour un temps
action-write-off = passer en perte
action-write-off-help = Passer en perte ce que personne ne paiera
action-snooze-case = remettre
action-snooze-case-help = Remettre le dossier à un autre jour, avec un motif
action-place-hold = suspendre
action-place-hold-help = Suspendre le dossier jusqu'à une date
action-record-point = coordonnée
action-record-point-help = Ajouter ou corriger un numéro ou une adresse
action-record-consent = souhait de contact
action-record-consent-help = Noter ce que le débiteur a dit d'être contacté
action-record-payment = règlement
action-record-payment-help = Noter un règlement vu ailleurs
action-decide-dispute = trancher
action-decide-dispute-help = Trancher un litige
action-follow-dispute = suivi
action-follow-dispute-help = Noter ce qui arrive à un litige : revu, pièce, confié, avoir proposé, clos, rouvert
action-decide-marked = trancher cochés
action-decide-marked-help = Trancher tous les litiges cochés, un acte par dossier
action-accept-match = accepter
action-accept-match-help = Prendre la proposition pour la ligne de banque
action-pick-invoices = factures
action-pick-invoices-help = Choisir les factures que paie la ligne de banque, ou le règlement qu'elle annule
action-pick-debtor = autre débiteur
action-pick-debtor-help = Donner la ligne de banque à un autre débiteur
action-put-on-account = en acompte
action-put-on-account-help = Laisser la ligne de banque en compte chez le débiteur proposé : les dettes les plus anciennes d'abord
action-see-nobodys = mises de côté
action-see-nobodys-help = Lignes de banque mises de côté : pourquoi, qui, quand ; Entrée en ramène une
action-set-aside = à personne
action-set-aside-help = Retirer la ligne de la liste, pour un motif ; X liste celles mises de côté
action-next-proposal = proposition suivante
action-next-proposal-help = Proposition suivante pour la ligne de banque
action-previous-proposal = proposition précédente
action-previous-proposal-help = Proposition précédente pour la ligne de banque
action-see-debtor = voir dossier
action-see-debtor-help = Ouvrir le dossier proposé pour la ligne de banque
action-release-hold = lever
action-release-hold-help = Lever une suspension avant sa date
action-withdraw-promise = retirer
action-withdraw-promise-help = Retirer une promesse : le débiteur y renonce, ou c'était notre erreur
action-reverse-payment = rejeté
action-reverse-payment-help = Noter qu'un règlement saisi ici a été rejeté
action-undo = annuler
action-undo-help = Annuler ce qui vient d'être noté, ou la ligne choisie
action-move-down = bas
action-move-down-help = Une ligne plus bas
action-move-up = haut
action-move-up-help = Une ligne plus haut
action-line-down = bas
action-line-down-help = Une ligne plus bas
action-line-up = haut
action-line-up-help = Une ligne plus haut
action-half-down = ½ page bas
action-half-down-help = Une demi-page plus bas
action-half-up = ½ page haut
action-half-up-help = Une demi-page plus haut
action-page-down = page bas
action-page-down-help = Une page plus bas
action-page-up = page haut
action-page-up-help = Une page plus haut
action-first = début
action-first-help = Première ligne
action-last = fin
action-last-help = Dernière ligne
action-go-queue = file
action-go-queue-help = Aller à la file d'appels
action-go-case = dossier
action-go-case-help = Aller au dernier dossier vu
action-go-day = ma journée
action-go-day-help = Aller à ma journée
action-go-disputes = litiges
action-go-disputes-help = Tous les litiges en attente
action-what-if = et si
action-what-if-help = Les prochaines listes sous une autre grille ou d'autres réglages, à côté des vraies ; rien n'est écrit
action-go-reconcile = banque
action-go-reconcile-help = Ce que la banque annonce et que personne n'a
action-next-case = suivant
action-next-case-help = Dossier suivant de la file
action-previous-case = précédent
action-previous-case-help = Dossier précédent de la file
action-find = chercher
action-find-help = Chercher un dossier : nom, référence, facture, téléphone
action-find-case = chercher
action-find-case-help = Chercher un dossier : nom, référence, facture, téléphone
action-back = retour
action-back-help = Un pas en arrière
action-filter-list = filtrer
action-filter-list-help = Filtrer la liste en tapant
action-toggle-all = tous
action-toggle-all-help = Ma file, ou celle de toute l'équipe
action-mark = cocher
action-mark-help = Cocher la ligne sous la main, ou la décocher
action-mark-all = tout cocher
action-mark-all-help = Cocher toutes les lignes affichées, ou tout décocher
action-change-order = ordre
action-change-order-help = Ranger par échéance, par responsable ou par motif
action-toggle-mine = les miens
action-toggle-mine-help = Seulement ceux que je règle, ou tous
action-toggle-score = pourquoi
action-toggle-score-help = Les points derrière le rang
action-zoom = zoom
action-zoom-help = Un seul volet sur tout l'écran
action-next-tab = onglets
action-next-tab-help = Onglet suivant
action-previous-tab = onglet
action-previous-tab-help = Onglet précédent
action-tab-history = historique
action-tab-history-help = Historique des échanges
action-tab-invoices = factures
action-tab-invoices-help = Factures
action-tab-promises = promesses
action-tab-promises-help = Promesses
action-tab-disputes = litiges
action-tab-disputes-help = Litiges
action-tab-contacts = coordonnées
action-tab-contacts-help = Coordonnées, rappels et suspensions
action-copy = copier
action-copy-help = Copier ce qui est sous la main
action-start-demo = démonstration
action-start-demo-help = Essayer sur un livre inventé
action-start-import = importer
action-start-import-help = Importer un fichier
action-start-empty = livre vide
action-start-empty-help = Créer un livre vide
action-save = enregistrer
action-save-help = Enregistrer
action-accept = valider
action-accept-help = Valider
action-next-field = champ suivant
action-next-field-help = Champ suivant
action-previous-field = champ précédent
action-previous-field-help = Champ précédent
action-leave = fermer
action-leave-help = Fermer ; ce qui est tapé est gardé
action-yes = oui
action-yes-help = Oui
action-no = non
action-no-help = Non
action-help = aide
action-help-help = Ce qu'on peut faire ici
action-help-key = aide
action-help-key-help = Ce qu'on peut faire ici
action-palette = commandes
action-palette-help = Toutes les commandes par leur nom
action-close-day = clôturer
action-close-day-help = Clôturer la journée et préparer la file de demain
action-refresh = relire
action-refresh-help = Relire le livre
action-tour = visite
action-tour-help = Quitter la visite de la démo, ou la reprendre
action-redraw = redessiner
action-redraw-help = Redessiner l'écran
action-quit = quitter
action-quit-help = Revenir en arrière, ou quitter depuis la file
action-suspend = shell
action-suspend-help = Passer au shell ; fg ramène ici
action-force-quit = sortir
action-force-quit-help = Deux fois : sortir, quoi qu'il arrive

# Portées et groupes.
scope-global = partout
scope-list = listes
scope-queue = file
scope-case = dossier
scope-day = ma journée
scope-disputes = litiges
scope-what-if = et si
scope-approvals = validations
scope-reconcile = lignes de banque
scope-start = premier écran
scope-mapping = correspondance
scope-form = formulaire
scope-overlay = boîte
scope-confirm = question
scope-filter = filtre
group-record = Noter
group-move = Se déplacer
group-go = Aller
group-view = Afficher
group-type = Saisir
group-program = Programme
keys-head-key = Touche
keys-head-does = Effet
keys-head-where = Où

# Pourquoi une action est fermée.
off-read-only = ce livre est ouvert en lecture seule
off-not-demo = la visite est pour une démo : relance demo --tour
off-no-case = aucun dossier n'est choisi
off-leased = un collègue travaille sur ce dossier
off-merged = ce dossier a été fusionné dans un autre
off-no-book = il n'y a pas encore de livre
off-nothing-open = rien n'est dû sur ce dossier
off-no-dispute = aucun litige n'est ouvert sur ce dossier
off-no-hold = aucune suspension n'est en cours sur ce dossier
off-no-promise = aucune promesse n'est en cours sur ce dossier
off-no-payment = aucun règlement saisi ici n'est compté sur ce dossier
off-no-plan = aucun échéancier proposé ni en cours sur ce dossier
off-no-approval = rien sur ce dossier n'attend de validation
off-nothing-to-undo = rien à annuler ici
off-not-assigning = seul un responsable confie des dossiers
off-not-writing-off = seul un superviseur passe en perte : demandez-lui
off-not-supervisor = seul un responsable essaie d'autres réglages

# En-tête.
crumb-queue = File d'appels
crumb-queue-all = File de l'équipe
crumb-case = { $name }
crumb-start = Bienvenue
header-demo = démonstration
header-old = ancienne file
header-read-only = lecture seule
header-bank = banque au { $day }
header-ledger = compta au { $day }
header-queue = { $day } · { $count ->
    [0] aucun appel
    [one] 1 appel
   *[other] { $count } appels
}
header-closing = clôture { $done }/{ $total }, { $rate }/s, encore { $seconds } s
too-small = Le terminal est trop petit : il faut { $columns }×{ $rows }, il y en a { $have_columns }×{ $have_rows }. Agrandissez-le ; rien n'est perdu.

# La file.
queue-head-rank = rg
queue-head-name = Débiteur
queue-head-reference = Référence
queue-head-amount = Échu
queue-head-days = Jours
queue-head-why = Pourquoi
queue-news = Nouvelle file du { $day } : { $count ->
    [one] 1 changement
   *[other] { $count } changements
}, Entrée pour la voir.
queue-filter-part = cherché dans les { $count } premières lignes
filter-count = { $shown } sur { $total }
queue-trouble = La file n'a pas pu être lue
queue-trouble-next = Rien n'est perdu. ctrl-r réessaie ; q quitte.
queue-empty-filter = Aucune ligne ne correspond
queue-empty-filter-next = Échap efface le filtre. f cherche dans tous les dossiers, au-delà de la file.
queue-empty-segment = Personne dans cette liste n'est du segment « { $segment } ».
views-title = Vues de la file
views-none = Aucune encore : filtrez la liste avec /, revenez ici et pressez s.
views-how = un chiffre ou Entrée en montre une · s enregistre le filtre de la liste · r renomme · d supprime · Échap ferme ; dans la liste, Échap montre à nouveau tout
views-of-house = (maison)
views-house = Celle-ci est à la maison : elle se change dans la configuration du livre.
views-nothing = Il n'y a pas de filtre à enregistrer : fermez, tapez / et ce que vous voulez voir.
views-name-of = Enregistrer le filtre sous quel nom ?
views-name-new = Quel nouveau nom ?
views-no-name = Il faut un nom à elle, et de la place : 20 vues au plus.
views-kept = Vue « { $name } » enregistrée : v montre la liste des vues
action-views = vues
action-views-help = Vues enregistrées de la file
queue-empty-none = Pas encore de file d'appels
queue-empty-none-next = Importez vos factures dans un terminal : relance import invoices FICHIER
queue-empty-none-close = Puis tapez :close-day ici pour préparer la file.
queue-empty-made = La file d'appels se prépare
queue-empty-made-next = Elle s'affichera d'elle-même. Entre-temps, f cherche un dossier.
queue-empty-mine = Votre file est vide
queue-empty-mine-next = a montre la file de toute l'équipe. f cherche un dossier. g e montre votre journée.
queue-empty-all = Aucun appel à faire
queue-empty-all-next = Chaque dossier a une raison et une date de retour : relance queue --excluded les montre. f cherche un dossier.
preview-why = Pourquoi maintenant
preview-last = Derniers échanges
preview-excluded = Hors file : { $why }, jusqu'au { $until }
sum-overdue = échu { $sums }
sum-open = dû { $sums }
sum-promised = promis { $sums }
sum-disputed = en litige { $sums }
sum-unallocated = non affecté { $sums }
next-on = { $action } le { $day }

# Le dossier.
case-rank = rang { $rank }
case-trouble = Le dossier n'a pas pu être lu
case-trouble-next = Rien n'est perdu. ctrl-r réessaie ; Échap revient à la file.
ribbon-lease = { $who } travaille dessus depuis { $since }
ribbon-handed = de { $by } : { $note }
ribbon-merged = fusionné dans { $case }
ribbon-returned = règlement revenu impayé le { $day }
ribbon-linked = { $cases ->
    [1] 1 débiteur lié
   *[other] { $cases } débiteurs liés
}
ribbon-hold = suspendu : { $reason }, jusqu'au { $until }
ribbon-dispute = litige à trancher depuis { $day } ({ $owner })
ribbon-excluded = hors file : { $why }, jusqu'au { $until }
tab-history = Historique
tab-invoices = Factures
tab-promises = Promesses
tab-disputes = Litiges
tab-contacts = Coordonnées
tab-history-empty = Aucun échange encore. c saisit le premier appel.
tab-invoices-empty = Aucune facture sur ce dossier.
tab-promises-empty = Aucune promesse. p en note une.
tab-disputes-empty = Aucun litige. d en ouvre un.
tab-contacts-empty = Ni téléphone ni adresse. Importez les débiteurs : relance import debtors FICHIER
side-signals = Signaux faibles
side-contact = Coordonnées
side-contact-none = ni téléphone ni adresse
side-callbacks = Rappels convenus
side-past = Ce débiteur
side-linked = Débiteurs liés
side-score = Total : { $score } points
past-paid = { $paid } factures payées, { $late } en retard, { $days } j de retard en moyenne
past-promises = promesses : { $kept ->
    [0] aucune tenue
    [one] 1 tenue
   *[other] { $kept } tenues
}, { $broken ->
    [0] aucune rompue
    [one] 1 rompue
   *[other] { $broken } rompues
}
past-talk = dernier échange le { $day }
past-payment = dernier règlement le { $day }
past-nothing = aucun passé connu
days-short = { $days } j
invoice-number = Facture
invoice-due = Échéance
invoice-late = Retard
invoice-amount = Montant
invoice-open = Reste dû
invoice-disputed = En litige
invoice-promised = Promis
invoice-settled = soldée
promise-state = État
promise-due = Échéance
promise-amount = Promis
promise-paid = Payé
promise-who = Notée par
promise-detail = Promis le { $day } pour le { $due }{ $by ->
    [none] {""}
   *[other] , par { $by }
}
promise-covers-account = sur le compte : la plus ancienne d'abord
promise-kept-on = tenue le { $day }
promise-kept-in-grace = tenue dans le délai de grâce, le { $day }
promise-broken-since = non tenue depuis le { $day } : { $cause }
promise-ended-on = close le { $day }
promise-verify-by = dite payée : à voir au plus tard le { $day }
promise-grace-to = tenue si payée au plus tard le { $day }
promise-level = { $level ->
    [0] première promesse sur cette dette
    [one] 1 promesse non tenue avant elle sur cette dette
   *[other] { $level } promesses non tenues avant elle sur cette dette
}
promise-over = au-delà des limites : { $limits }
promise-replaces = prend la place de { $amount } pour le { $due }
promise-rest = reste { $rest } : { $key } promet le reste
promise-may = { $key } en prend une autre à sa place, { $back } la retire
plan-kept = échéancier, { $kept } sur { $count } tenues
plan-detail = Échéancier du { $day }, par { $who }
plan-awaits-word = l'accord du débiteur est attendu : rien n'est encore couvert
plan-defaulted-on = non respecté depuis le { $day } : ce qu'il couvrait peut être réclamé
plan-line-paid = { $paid } payés
plan-may = { $key } : accepté, une ligne changée, abandonné
action-follow-plan = échéancier
action-follow-plan-help = Suite d'un échéancier : accepté, une ligne changée, abandonné
action-approve = valider
action-approve-help = Valider ce qui dépasse les limites de son auteur
action-refuse = refuser
action-refuse-help = Refuser ce qui dépasse les limites de son auteur, avec un motif
action-go-approvals = validations
action-go-approvals-help = Ce qui attend un superviseur
action-ask-override = demander l'accord
action-ask-override-help = Demander à un superviseur de passer outre une règle pour ce seul contact
dispute-state = État
dispute-due = À trancher
dispute-amount = Contesté
dispute-about = Motif
disputes-by-due = par échéance
disputes-by-owner = par responsable
disputes-by-reason = par motif
disputes-cause = { $name } { $count } · { $sums } · { $days } j
disputes-head = { $count ->
    [0] Aucun litige
    [one] 1 litige
   *[other] { $count } litiges
} · { $sums } · { $order }{ $marked ->
    [0] {""}
    [one] {" · "}1 coché
   *[other] {" · "}{ $marked } cochés
}
disputes-trouble = Les litiges n'ont pas pu être lus
disputes-empty = Aucun litige en attente
disputes-empty-next = d sur un dossier en ouvre un.
disputes-empty-filter = Aucun litige ne correspond
disputes-empty-filter-next = Échap retire le filtre ; a montre ceux de tous.
disputes-decided-already = Il est déjà tranché : v le clôt une fois le débiteur informé.
disputes-nothing-marked = Rien de coché ni sous la main qui attende une décision.
approvals-trouble = Ce qui attend n'a pas pu être lu
approvals-empty = Rien n'attend de validation
approvals-empty-next = Les promesses au-delà des limites d'un chargé, les avoirs au-delà de sa délégation et les contacts qu'une règle bloque arrivent ici.
approvals-amount = Demandé
approvals-why = Au-delà
approvals-who = Par
approvals-promise = promesse : { $limits }
approvals-plan = { $count } échéances : plus que son auteur ne peut en accorder seul
approvals-credit = avoir : { $reason }, sur { $of }
approvals-told = { $name } { $reference } : { $amount } pour le { $day }, demandé par { $who }
approvals-override-told = { $name } { $reference } : un contact qu'une règle bloque, demandé par { $who }
approvals-override-rules = Malgré { $rules }. { $next ->
    [none] Le calendrier seul ne le permettra pas à nouveau.
   *[other] Permis à nouveau à partir de { $next }.
}
override-detail = Demandé par { $who } le { $day }
approvals-hint = Valider : relance approve ACTE ; refuser : --refuse --reason "…".
bulk-title = { $count ->
    [one] Trancher 1 litige, { $sums }
   *[other] Trancher { $count } litiges, { $sums }
}
bulk-more = { $count ->
    [one] … et 1 autre
   *[other] … et { $count } autres
}
bulk-how = Une lettre dit comment, entrée tranche ; annulable par dossier.
bulk-missing = Choisissez d'abord une décision : une lettre suffit.
toast-many = { $done ->
    [one] 1 dossier enregistré
   *[other] { $done } dossiers enregistrés
}
toast-many-partly = { $done } enregistrés, { $refused } refusés : ils restent cochés. Voyez-les un par un.
dispute-detail = { $kind } · { $reason } · ouvert { $day }{ $department ->
    [none] {""}
   *[other] {" · "}{ $department }
}
dispute-evidence = Pièces
dispute-evidence-asked = demandée { $day }
dispute-evidence-here = reçue { $day }
dispute-check-on = à revoir { $day }
dispute-proposed = avoir proposé : { $credit }
dispute-credited = avoir accordé : { $credit }
dispute-closed-on = clos { $day }
contact-phone = téléphone
contact-email = courriel
contact-callback = rappel
contact-hold = suspension
callback-anyone = n'importe qui

# Historique.
history-kind-invoice = facture
history-kind-credit-note = avoir
history-kind-payment = règlement
history-invoice = { $number } · { $amount } · échéance { $due }
history-credit-note = { $number } · { $amount }
history-payment = { $amount }{ $invoice ->
    [none] {""}
   *[other] {" · "}{ $invoice }
}
history-payment-inferred = { $amount } · { $invoice }, déduit : la facture ne figure plus dans l'export
history-promise = { $amount } pour le { $due }
history-promise-over = { $amount } pour le { $due }, à valider par un superviseur
history-verify-by = à vérifier au plus tard le { $day }
history-withdrawn-by-debtor = par le débiteur
history-withdrawn-error = erreur de saisie
history-until = jusqu'au { $day }
history-talk = { $minutes } min { $seconds }
history-undone = annulé

# Ce qui est dit.
toast-saved = Enregistré : { $name }
toast-recorded = C'est noté.
toast-undone = Annulé ; une fois de plus le rétablit.
toast-copied = Copié.
toast-taste-read = Vos réglages ont été relus.
toast-taste-broken = { $what } Gardé comme avant.
toast-dialled = Numéro composé
toast-draft-kept = Brouillon gardé : la même touche le rouvre.
toast-draft-back = Votre brouillon est revenu tel quel.
toast-draft-restored = Votre brouillon du { $at } est revenu tel quel : { $name }
toast-force-quit = ctrl-c encore une fois pour sortir. Les brouillons sont gardés.
toast-queue-end = C'était le dernier appel de la file.
toast-queue-start = C'est le premier appel de la file.
toast-closed = Journée clôturée.
toast-house-changed = Les conditions de la maison ont changé : elles valent dès maintenant.
toast-new-card = La grille { $card } parle désormais (avant : { $before } ; relance score back).
toast-imported = Lu comme { $kind } : { $rows ->
    [one] 1 ligne
   *[other] { $rows } lignes
}{ $rejected ->
    [0] .
    [one] , 1 refusée (import --dry-run dit laquelle).
   *[other] , { $rejected } refusées (import --dry-run les liste).
}
confirm-undo-title = Annuler ?
confirm-undo = L'acte choisi sur { $case } sera annulé. L'historique montrera les deux ; annuler l'annulation le rétablit.
confirm-close-title = Clôturer la journée ?
confirm-close = La file de demain sera calculée. Vous pouvez continuer à travailler pendant ce temps.
confirm-quit-title = Quitter ?
confirm-quit = { $count ->
    [one] 1 brouillon n'est pas enregistré. Il est gardé et reviendra.
   *[other] { $count } brouillons ne sont pas enregistrés. Ils sont gardés et reviendront.
}
help-title = Aide
help-filter = filtrer :
help-nothing = Aucune touche ne correspond.
form-note = Note
form-note-empty = La note est vide : rien à enregistrer.
form-saving = enregistrement…
form-moved = Le dossier a changé entre-temps ; ce que vous tapez est gardé.
start-title = Bienvenue dans relance
start-lead = Il n'y a pas encore de livre. Pour commencer :

# What waits at the bank.
reconcile-head = { $count ->
    [one] 1 ligne de banque attend
   *[other] { $count } lignes de banque attendent
}
reconcile-trouble = Les lignes de banque en attente n'ont pas pu être lues
reconcile-empty = Rien n'attend
reconcile-empty-next = Chaque paiement de la banque a trouvé son débiteur. Importez le relevé suivant : relance import camt FICHIER.
reconcile-empty-filter = Aucune ligne ne correspond
reconcile-empty-filter-next = Échap enlève le filtre.
reconcile-looking = Recherche du débiteur …
reconcile-no-proposals = Rien ne dit à qui elle est. o la donne à un débiteur que vous connaissez.
reconcile-return-account = Cet argent est reparti : il annule un règlement et ne peut pas rester en compte. i donne les règlements possibles.
reconcile-given = Reste de { $whole } ; déjà attribué :
reconcile-reason = rejet : { $reason }
pick-title = À qui sont { $amount } ?
pick-how = espace marque une facture, entrée paie celles marquées (ou celle sous la main) et laisse { $rest } en compte ; a : tout en compte ; un montant : cette part seulement.
pick-how-share = { $share } pour ce débiteur, dont { $rest } en compte ; { $left } attendront un autre débiteur. entrée attribue la part ; a : toute la part en compte.
pick-share = part : { $typed }
pick-how-back = Quel règlement est revenu ? entrée l'annule à partir de ce jour.
pick-no-payment = Ce débiteur n'a aucun règlement de ce montant, ni d'un peu moins (les frais d'une banque). échap, puis o : un autre débiteur.
pick-nothing-open = Rien n'est ouvert ici dans cette devise. entrée laisse l'argent en compte ; un montant : cette part seulement.
history-none = Aucune ligne ne convient. Échap les montre toutes.
history-burst = { $count } × { $text } ({ $from }–{ $to })
history-thread = { $count } e-mails depuis le { $since } · { $text }
entry-lines = { $from } à { $to } sur { $all }
entry-quoted = … { $count ->
    [one] 1 ligne citée
   *[other] { $count } lignes citées
} (entrée les montre)
sift-all = tout
sift-calls = appels
sift-mail = e-mails
sift-messages = messages
sift-letters = courriers
sift-money = factures et paiements
sift-agreed = promesses
sift-disputes = litiges
sift-notes = notes et suivi
action-open-entry = texte entier
action-open-entry-help = Montrer en entier ce que la main désigne : une ligne de l'historique, ou les essais réunis en une ligne
action-fold-history = fil
action-fold-history-help = Déplier les messages d'un même fil, ou les essais d'un même jour, réunis en une ligne ; les replier
action-sift-history = genre
action-sift-history-help = Ne montrer que le genre suivant de lignes de l'historique, puis tout
action-jump-to-day = à une date
action-jump-to-day-help = Aller à une date de l'historique
jump-prompt = Aller à une date de l'historique
jump-prompt-how = Comme vous l'écrivez : 2026-03-12, 12/03, ven, -30
jump-missing = Ce n'est pas une date. Comme vous l'écrivez : 2026-03-12, 12/03, ven, -30
crumb-tray = Corbeille d'attente
scope-tray = corbeille
tray-trouble = La corbeille d'attente n'a pas pu être lue
tray-empty = Rien n'attend
tray-empty-next = Chaque contact importé a trouvé son débiteur. Pour les suivants : relance import cdr, mail, sms ou letters.
tray-head = { $count ->
    [one] 1 numéro ou adresse qu'aucun débiteur n'a
   *[other] { $count } numéros et adresses qu'aucun débiteur n'a
}
tray-no-proposals = Rien ne dit à qui c'est. o le donne à un débiteur que vous connaissez, x l'écarte pour de bon.
tray-toast-given = { $count ->
    [one] 1 contact est maintenant
   *[other] { $count } contacts sont maintenant
} au dossier { $case } ; ce qui viendra y va aussi. U revient dessus.
tray-toast-left-out = Écarté, et ce qui viendra aussi. U revient dessus.
tray-toast-back = Revenu dessus : cela attend de nouveau.
tray-nothing-given = Rien n'a encore été donné ici. relance tray --settled liste ce qui a été dit avant.
owner-title = À qui est { $point } ?
action-give-contacts = donner
action-give-contacts-help = Donner ce qui attend sous ce numéro au débiteur proposé, sinon à un autre cherché
action-pick-owner = autre
action-pick-owner-help = Donner ce qui attend sous ce numéro à un autre débiteur
action-leave-out = à personne
action-leave-out-help = Écarter ce numéro pour de bon : il n'est à personne
action-take-back-given = revenir
action-take-back-given-help = Revenir sur ce qui a été donné ou écarté en dernier
crumb-report = rapports
scope-report = rapports
action-go-report = rapports
action-go-report-help = Balance âgée, chiffres, encaissements à venir et images, à n'importe quel jour
action-open-bucket = ouvrir
action-open-bucket-help = Les dossiers de la tranche sous la main, ou le dossier
action-next-report = suivant
action-next-report-help = Le rapport suivant
action-previous-report = précédent
action-previous-report-help = Le rapport précédent
action-day-before = veille
action-day-before-help = Le même rapport la veille
action-day-after = lendemain
action-day-after-help = Le même rapport le lendemain
action-month-before = 30 jours avant
action-month-before-help = Le même rapport trente jours avant
action-month-after = 30 jours après
action-month-after-help = Le même rapport trente jours après
report-page-ageing = Balance
report-page-figures = Chiffres
report-page-forecast = À venir
report-page-pictures = Images
report-as-of = au { $day }
report-trouble = Il n'y a pas de rapport
report-again = Ctrl-R le redemande.
report-asking = Addition en cours …
report-stop = Échap l'arrête.
report-not-here = un livre en mémoire n'a pas de rapports
report-failed = le rapport n'a pas pu être fait : { $detail }
action-go-tray = corbeille
action-go-tray-help = Les contacts qu'un import n'a pas pu rattacher
action-see-owner = dossier
action-see-owner-help = Ouvrir le dossier proposé pour ce numéro
action-next-owner = débiteur suivant
action-next-owner-help = Le débiteur suivant proposé pour ce numéro

## La visite de la démo : quoi presser, et à quoi cela sert.
tour-1 = Les appels du jour, les plus utiles d'abord. { $key } descend d'une ligne.
tour-2 = Chaque dossier dit pourquoi il est là. { $key } montre les points de son rang.
tour-3 = { $key } ouvre le dossier sous la main : son histoire, son dû, quoi dire.
tour-4 = Vous avez appelé. { $key } le note : choisissez l'issue, enregistrez par ctrl-s.
tour-5 = On promet de payer. { $key }, un montant, un jour (ven, +7, 15/12), ctrl-s.
tour-6 = Une erreur ? { $key } annule ce qui vient d'être noté (enter si demandé) ; rien n'est effacé.
tour-7 = Qui appelle ? { $key } : nom, numéro ou facture, même en saisie ; enter ouvre.
tour-8 = { $key } montre votre journée : fait, promis, à rappeler.
tour-9 = Voilà la journée. { $key } quitte ; { $tour } range cette ligne.
tour-strip = Visite { $step }/{ $of } · { $text }
tour-strip-leave = { $tour } la quitte

action-go-desk = équipe
action-go-desk-help = L'équipe aujourd'hui : qui travaille sur quoi, faits et restants, retards, charge ; les alertes
action-next-figure = chiffre suivant
action-next-figure-help = Le chiffre suivant de l'équipe
action-previous-figure = chiffre précédent
action-previous-figure-help = Le chiffre précédent de l'équipe
action-open-figure = ses dossiers
action-open-figure-help = Les dossiers derrière le chiffre ; pour ce qui reste : la file elle-même
scope-desk = équipe
scope-cases = dossiers d'un chiffre
crumb-desk = Équipe
crumb-cases = Dossiers
crumb-queue-of = File de { $who }
desk-trouble = L'équipe ne peut pas être lue
desk-alert-how = Entrée ouvre ses dossiers, les plus gros d'abord.
cases-none = Il n'y a pas de dossier derrière ce chiffre.
cases-of = { $figure } : { $who }
cases-alert = { $name }
cases-left-off = les { $shown } premiers sur { $total }

## À quoi un contact importé est reconnu comme celui de ce débiteur.
known-by-number = Reconnu au numéro : certain.
known-by-address = Reconnu à l'adresse : certain.
known-by-invoice = Reconnu à une facture qu'il nomme : probable.
known-by-domain = Reconnu au domaine de l'adresse : probable.
known-by-other = Reconnu à une référence, à un nom, au message auquel il répond, ou attribué par quelqu'un.
known-by-invoice-short = facture ?
known-by-domain-short = domaine ?
known-by-other-short = attribué ?
