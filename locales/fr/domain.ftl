# Pourquoi une demande n'a pas été exécutée : ce qui s'est passé, quoi faire. Rien n'est enregistré quand l'une de ces phrases paraît.

refusal-no-such-case = Il n'y a pas de dossier { $case }. Cherchez-le par nom ou par référence.
refusal-no-such-entry = { $entry } n'est pas dans ce dossier. Choisissez dans la liste du dossier.
refusal-no-such-person = Personne ne s'appelle { $login } ici. Qui travaille ici : relance people
refusal-case-merged = Ce dossier a été fusionné dans { $case }. Travaillez sur celui-là.
refusal-stale = { $by ->
    [none] Les montants ont changé pendant votre saisie. Regardez de nouveau, puis enregistrez.
   *[other] { $by } a modifié ce dossier pendant votre saisie. Regardez de nouveau, puis enregistrez.
}
refusal-amount-not-positive = Le montant doit être supérieur à zéro.
refusal-above-open = C'est plus que le reste dû : { $open }. Baissez le montant.
refusal-batch-rests-on-it = Le lot { $batch } a attribué des lignes de celui-ci. Rien n'a été repris. Reprenez d'abord ce lot : relance batches --undo { $batch }.
refusal-beyond-line = Il ne reste que { $left } à attribuer sur cette ligne de banque. Rien n'a été enregistré. Baissez le montant, ou annulez ce qu'un autre a reçu.
refusal-above-undisputed = Seuls { $free } de la facture { $number } peuvent encore être contestés. Baissez le montant.
refusal-rejected-before = La même contestation sur cette facture a été rejetée { $day }. Rouvrez ce litige avec un motif, ou enregistrez un refus de payer.
refusal-above-authority = Vous pouvez accorder { $max } au plus. Proposez l'avoir : un superviseur tranchera.
refusal-not-decided = Ce litige n'est pas encore tranché. Tranchez-le d'abord.
refusal-reopened-once = Ce litige a déjà été rouvert une fois. Si le débiteur refuse encore, enregistrez un refus de payer.
refusal-credit-note-awaited = Un litige accepté se clôt par son avoir. Importez l'avoir.
refusal-nothing-open = Rien n'est dû dans cette devise. Choisissez-en une autre.
refusal-no-point = Ce n'est ni un numéro de téléphone ni une adresse e-mail. Écrivez le numéro en entier.
refusal-parts-differ = Le total des parts est de { $parts }, ce n'est pas le montant. Corrigez l'un ou l'autre.
refusal-day-in-the-past = Le { $day } est passé. Choisissez un jour à venir.
refusal-day-in-the-future = Le { $day } n'est pas encore venu. Choisissez aujourd'hui ou un jour passé.
refusal-beyond-terms = Date trop lointaine : la dernière possible est le { $last }.
refusal-over-limit = Au-delà de ce que quiconque peut accepter : { $limit }. Convenez d'autre chose.
refusal-nothing-to-approve = Rien n'est à valider dans l'acte { $act }. Regardez les promesses du dossier.
refusal-too-many = C'est trop : { $most } au plus. Réduisez le nombre.
refusal-already-settled = C'est déjà réglé. Il n'y a plus rien à décider.
refusal-already-undone = Cela a déjà été annulé ou déplacé.
refusal-others-rest-on-it = Une saisie plus récente en dépend ({ $act }). Annulez-la d'abord.
refusal-cannot-merge = Ces deux dossiers ne peuvent pas être fusionnés : l'un l'est déjà, en contient d'autres, ou c'est le même dossier.
refusal-not-merged = Ce dossier n'est pas fusionné dans un autre.
refusal-not-allowed = { $names ->
    [none] Votre rôle ne le permet pas. Demandez à un { $ask }.
   *[other] Votre rôle ne le permet pas. Demandez à un { $ask } : { $names }.
  }
refusal-not-your-team = Ce dossier est à { $holder }, d'une autre équipe. Demandez à son superviseur.
refusal-too-many-instalments = Vous pouvez accorder { $most } échéances au plus. Proposez-en moins, ou laissez un superviseur enregistrer le plan.
refusal-contact-blocked = Une règle de contact bloque celui-ci, et seul un { $ask } peut passer outre. Rien n'a été enregistré ; ce qui est tapé est gardé.
refusal-already-asked = { $by } a déjà demandé ce contact, et personne n'a encore répondu. Attendez la réponse, ou parlez à un superviseur.
refusal-nothing-said = Il n'y a encore rien à enregistrer. Écrivez ou choisissez d'abord.
refusal-too-long = Le texte est trop long : { $max } caractères au plus. Raccourcissez-le.
refusal-read-only = Le livre est ouvert en lecture seule. Rien n'a été enregistré.
refusal-clock-behind = L'horloge est en retard sur la dernière saisie de ce dossier ({ $last }). Remettez-la à l'heure, puis enregistrez.
refusal-held-by-other = { $login } travaille sur ce dossier. Vous pouvez le consulter, pas y enregistrer.

# -- whose a bank line is --
reconcile-proposal = { $certainty } : { $why }
reconcile-proposal-for = { $certainty } : { $why } ({ $invoices })
reconcile-proposal-back = { $certainty } : { $why } (annule le règlement du { $day })
reconcile-proposal-back-for = { $certainty } : { $why } (annule le règlement du { $day } pour { $invoices })
bank-fee = plus { $fee } de frais bancaires (non dus)
match-number = son numéro de facture est dans le libellé
match-recorded = un paiement de ce montant a été saisi à la main
match-exact-invoice = exactement le reste d'une de ses factures
match-exact-promise = exactement ce qu'il a promis
match-exact-set = exactement la somme de quelques-unes de ses factures
match-payer-account = il a déjà payé de ce compte
match-payer-reference = sa référence est dans le libellé
match-payer-name = le payeur porte son nom
match-amount = le montant seul
match-mandate = il relève du même mandat
match-end-to-end = il porte la référence de ce règlement
certainty-certain = certain
certainty-likely = probable
certainty-possible = possible
tray-why = { $sure } : { $why }
tray-why-shared = a ce numéro ou cette adresse, comme d'autres
tray-why-domain = a des adresses de ce domaine
tray-why-called = porte le même nom

right-record = saisir sur un dossier
right-correct = annuler ou déplacer une saisie
right-merge = fusionner et séparer des dossiers
right-assign = confier des dossiers à d'autres
right-approve = accorder au-delà des limites
right-override-rule = contacter malgré une règle, motivé
right-write-off = abandonner une créance
right-import = importer des fichiers
right-close-day = clôturer le jour
right-manage-people = nommer les gens et leurs droits
right-change-card = choisir la grille de score
reach-nothing = –
reach-own = ses dossiers
reach-team = équipe
reach-book = tout le livre

desk-title = Équipe du { $day }
desk-nobodys = (à personne)
desk-now = { $span } { $name }
desk-load = { $load } sur { $hours }
desk-beyond = { $count ->
    [one] Un appel du jour ne tient pas dans les heures ({ $value }).
   *[other] { $count } appels du jour ne tiennent pas dans les heures ({ $value }).
  }
desk-ahead = { $day } : { $count } appels, { $load }
desk-alert = { $name } : { $count ->
    [0] rien
    [one] un dossier, { $overdue } échus
   *[other] { $count } dossiers, { $overdue } échus
  }
desk-alerts = Alertes
desk-alerts-none = Aucune alerte : [[alert]] dans la configuration du livre dit quand prévenir.
desk-no-list = Pas encore de liste pour ce jour : close-day la fait. Ce qui est fait est montré quand même.
desk-away = absent → { $day }
desk-head-who = qui
desk-head-now = en cours
desk-head-done = faits
desk-head-left = restent
desk-head-calls = appels
desk-head-reached = joints
desk-head-talk = parlé
desk-head-promises = promesses
desk-head-callbacks = rappels ret.
desk-head-disputes = litiges ret.
desk-head-idle = inactifs
desk-head-marked = marqués
desk-head-load = charge
span-minutes = { $minutes } min
span-hours = { $hours } h { $minutes }
