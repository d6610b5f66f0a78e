# Noms des codes du métier : TABLE-CODE ; la forme courte (PTP, QUA …) reste telle quelle.

# Canaux, sens, modes de paiement
channel-call = appel
channel-email = e-mail
channel-sms = SMS
channel-letter = lettre
channel-registered-letter = lettre recommandée
channel-im = messagerie
channel-visit = visite
channel-portal = portail
direction-out = sortant
direction-in = entrant
nature-principal = principal
nature-interest = intérêts
nature-costs = frais
late-rate = retard à { $rate } %
method-transfer = virement
method-cheque = chèque
method-direct-debit = prélèvement
method-card = carte
method-cash = espèces
contact-class-right-party = débiteur joint
contact-class-third-party = tiers
contact-class-no-contact = personne de joint
contact-class-bad-point = mauvaises coordonnées
contact-class-other = autre

# Résultats d'un contact
outcome-promise = promesse de paiement
outcome-plan = échéancier convenu
outcome-paid = réglé, preuve vue
outcome-says-paid = dit avoir payé
outcome-in-payment-run = dans le circuit de paiement
outcome-dispute = conteste (litige)
outcome-invoice-not-received = facture non reçue
outcome-waiting-approval = en attente de validation
outcome-refuses = refus de payer
outcome-unable-to-pay = difficulté de paiement
outcome-call-back-requested = rappel demandé
outcome-no-commitment = contact sans engagement
outcome-hung-up = a raccroché
outcome-information = information
outcome-represented = représenté (avocat)
outcome-stop-contact = demande d'arrêt de contact
outcome-third-party-message = tiers, message laissé
outcome-third-party-no-message = tiers, sans message
outcome-gatekeeper = barrage (standard)
outcome-voicemail = message vocal laissé
outcome-no-answer = sans réponse
outcome-busy = occupé
outcome-machine-no-message = répondeur sans message
outcome-absent = absent
outcome-quick-hang-up = raccroché sans s'identifier
outcome-wrong-number = faux numéro
outcome-disconnected = numéro non attribué
outcome-wrong-party = mauvaise personne
outcome-language-barrier = barrière de langue
outcome-insolvency = procédure collective
outcome-over-indebtedness = dossier de surendettement
outcome-deceased = décédé
outcome-ceased-trading = cessation d'activité
outcome-vulnerable = personne vulnérable
outcome-complaint = réclamation
outcome-portal-visit = passage sur le portail
outcome-reply-received = réponse reçue
outcome-letter-returned = pli NPAI
outcome-note-only = note
outcome-skipped = passé
outcome-sent = envoyé
outcome-delivered = remis
outcome-not-delivered = non remis
outcome-presented = présenté, avis de passage
outcome-signed = distribué, signé
outcome-delivery-refused = refusé à la remise
outcome-unclaimed = non réclamé, renvoyé
letter-step = { $state } le { $day }

# Litiges
dispute-reason-price = prix
dispute-reason-quantity = quantité
dispute-reason-quality = qualité
dispute-reason-delivery = livraison
dispute-reason-invoice-not-received = facture non reçue
dispute-reason-purchase-order = bon de commande manquant
dispute-reason-duplicate = doublon
dispute-reason-wrong-entity = mauvaise entité ou adresse
dispute-reason-discount = remise non appliquée
dispute-reason-tax = taxe
dispute-reason-credit-note-expected = avoir attendu
dispute-reason-already-paid = déjà payé
dispute-reason-terms = conditions de paiement
dispute-reason-contract = non-respect du contrat
dispute-reason-service-not-done = prestation non faite
dispute-reason-not-my-debt = dette contestée
dispute-reason-fraud = fraude
dispute-reason-other = autre
dispute-decision-accepted = accepté
dispute-decision-partly-accepted = accepté en partie
dispute-decision-rejected = rejeté
dispute-decision-withdrawn = retiré par le débiteur
resolution-credit = avoir
resolution-re-invoice = refacturé
resolution-proof-sent = preuve envoyée
resolution-replacement = marchandise remplacée
resolution-deduction = déduction admise
resolution-other = autrement
dispute-kind-complaint = réclamation
dispute-kind-dispute = litige
dispute-kind-refusal = refus de payer
dispute-step-logged = enregistré
dispute-step-assigned = attribué
dispute-step-investigating = en cours d'examen
dispute-step-waiting-debtor = en attente du débiteur
dispute-step-waiting-internal = en attente en interne
dispute-step-proposed = avoir proposé
dispute-step-pending-approval = en attente de validation
dispute-step-decided = tranché
dispute-step-closed = clos
dispute-step-reopened = rouvert
dispute-follow-assigned = confié à { $owner }
dispute-follow-check = à revoir { $day }
dispute-follow-evidence-asked = demandé : { $name }
dispute-follow-evidence-received = reçu : { $name }
dispute-follow-proposed = avoir proposé : { $credit }
dispute-follow-pending = avoir proposé, à valider : { $credit }
dispute-follow-closed = débiteur informé
dispute-follow-reopened = rouvert
dispute-state-open = ouvert
dispute-state-overdue = décision en retard
dispute-state-accepted = accepté
dispute-state-partly-accepted = accepté en partie
dispute-state-rejected = rejeté
dispute-state-withdrawn = retiré
dispute-state-void = sans objet

# Promesses et suspensions
plan-state-proposed = proposé
plan-state-accepted = accepté
plan-state-active = en cours
plan-state-completed = soldé
plan-state-defaulted = non respecté
plan-state-cancelled = abandonné
plan-in-short = { $amount } en { $count } fois, du { $first } au { $last }
plan-signed = signé le { $day }{ $by ->
    [none] {""}
   *[other] {" "}par { $by }
} : dette reconnue
plan-agreed = accepté le { $day }{ $by ->
    [none] {""}
   *[other] {" "}par { $by }
}, non signé
plan-line = échéance { $number }
plan-missed = { $missed ->
    [one] 1 échéance manquée, { $allowed } tolérée
   *[other] { $missed } échéances manquées, { $allowed } tolérée
}
promise-state-pending-approval = à valider
promise-state-refused = refusée
promise-state-open = en cours
promise-state-in-grace = délai de grâce
promise-state-reported-paid = annoncée payée
promise-state-kept = tenue
promise-state-partially-kept = partiellement tenue
promise-state-broken = rompue
promise-state-withdrawn = retirée
promise-state-superseded = remplacée
promise-state-void = sans objet
queue-mark-pin = mis en tête
queue-mark-skip = passé
queue-mark-snooze = remis à plus tard
promise-limit-longest-days = délai trop long
promise-limit-smallest-amount = montant trop faible
promise-limit-open-per-invoice = trop de promesses sur la même facture
promise-limit-level = trop de promesses déjà rompues
promise-cause-unpaid = impayée
promise-cause-reversal = règlement rejeté
party-role-debtor = le débiteur
party-role-management = la direction
party-role-accounts = la comptabilité
party-role-representative = un mandataire
party-role-colleague = un collègue
party-role-relative = un proche
party-role-other = quelqu'un d'autre
hold-reason-stop-contact = arrêt de contact demandé
hold-reason-represented = représenté par un avocat
hold-reason-insolvency = procédure collective
hold-reason-over-indebtedness = dossier de surendettement
hold-reason-deceased = décédé
hold-reason-vulnerable = personne vulnérable
hold-reason-agreement = accord
hold-reason-snooze = reporté
hold-reason-other = autre

# La file d'appels
band-callback-due = rappel à faire
band-pinned = mis en tête
band-promise-broken = promesse rompue
band-promise-due = promesse à suivre
band-deadline = réponse attendue
band-new-case = nouveau dossier
band-index = selon risque et montant
exclusion-contact-cap = assez contacté pour l'instant
exclusion-contact-pause = pause après un entretien
exclusion-quiet-day = pas d'appels ce jour-là
exclusion-opted-out = ne veut pas être appelé
exclusion-fact-missing = il manque un fait que les règles demandent
exclusion-letter-first = une lettre part d'abord
exclusion-open-promise = promesse en cours
exclusion-disputed = en litige
exclusion-hold = suspendu
exclusion-future-callback = rappel convenu
exclusion-rest-after-contact = contacté récemment
exclusion-below-minimum = sous le minimum
exclusion-nothing-overdue = rien d'échu
exclusion-merged = fusionné dans un autre dossier
exclusion-credit-covers = couvert par un règlement non affecté
exclusion-skipped = passé
exclusion-snoozed = remis à plus tard
exclusion-linked = va avec l'appel d'un débiteur lié
exclusion-linked-to = même groupe que { $case }, un seul appel
exclusion-no-rate = pas de taux de change
exclusion-same-weekday = tomberait encore le même jour de semaine
change-new = nouveau
change-up = monte
change-down = descend
change-same = inchangé
because-first-seen = première apparition
because-came-due = une facture est échue
because-payment-arrived = un règlement est arrivé
because-promise-made = une promesse a été faite
because-promise-broke = une promesse est rompue
because-promise-due = une promesse arrive à échéance
because-dispute-opened = un litige a été ouvert
because-dispute-decided = un litige a été tranché
because-callback-due = un rappel est à faire
because-hold-ended = une suspension a pris fin
because-rest-ended = le délai après contact est passé
because-contacted = contacté depuis
because-amount-grew = le montant dû a augmenté
because-amount-shrank = le montant dû a diminué
because-risk-rose = le risque a augmenté
because-risk-fell = le risque a diminué
because-deadline-near = une réponse est attendue
because-pinned = mis en tête
because-skip-ended = avait été passé
because-snooze-ended = remis jusqu'à ce jour
because-link-ended = allait avec un débiteur lié
because-drawn = tiré au sort
because-others-moved = les autres ont bougé
because-reassigned = dossier réaffecté
because-nothing = rien n'a changé
next-action-call = appeler
next-action-call-back = rappeler
next-action-remind-promise = rappeler la promesse
next-action-check-promise = vérifier la promesse
next-action-formal-notice = mettre en demeure
next-action-await-payment = attendre le règlement
next-action-settle-dispute = régler le litige
next-action-escalate = passer le refus au contentieux
next-action-review-hold = revoir la suspension
next-action-wait-due = attendre l'échéance
next-action-write = écrire
next-action-nothing = rien à faire
role-collector = chargé de recouvrement
role-supervisor = superviseur
role-auditor = auditeur

# Ce que dit le journal
event-contact-recorded = contact
event-promise-recorded = promesse
event-promise-withdrawn = promesse retirée
event-plan-proposed = échéancier
event-plan-accepted = échéancier accepté
event-plan-changed = échéancier modifié
event-plan-cancelled = échéancier abandonné
event-promise-approved = promesse validée
event-promise-refused = promesse refusée
event-promise-reported-paid = annoncé payé
event-dispute-opened = litige
event-dispute-decided = litige tranché
event-dispute-followed = suivi du litige
event-callback-set = rappel
event-note-written = note
event-consent-said = souhait de contact
event-point-told = coordonnée
event-contact-checked = règles de contact consultées
event-queue-marked = place dans la file
event-hold-placed = suspension
event-hold-released = suspension levée
event-payment-recorded = règlement
event-payment-reversed = règlement rejeté
event-payment-returned = règlement rejeté par la banque
event-written-off = passé en perte
event-plan-approved = plan accordé
event-assigned = affectation
event-act-undone = annulation
event-act-moved-out = envoyé vers un autre dossier
event-act-moved-in = reçu d'un autre dossier
event-merged-into = fusionné dans un autre dossier
event-absorbed = autre dossier fusionné
event-unmerged = dossier de nouveau séparé
event-released = dossier fusionné reparti
# Pourquoi un dossier est à cette place. $points porte son signe ; $fact est un nombre entier de jours, factures, promesses …
# (-1 : inconnu), $tenths une part en dixièmes, $word ce que dit un mot, $side dit de quel côté de son délai habituel se trouve le payeur.
reason-callback-agreed = { $fact ->
    [0] rappel convenu pour aujourd'hui
    [1] rappel convenu, attendu hier
   *[other] rappel convenu, attendu il y a { $fact } jours
}
reason-pinned = { $fact ->
    [1] mis en tête à la main, encore { $fact } jour
   *[other] mis en tête à la main, encore { $fact } jours
}
reason-promise-broken = { $fact ->
    [0] promesse rompue aujourd'hui
    [1] promesse rompue hier
   *[other] promesse rompue il y a { $fact } jours
}
reason-promise-due = { $side ->
    [ahead] { $fact ->
        [1] promesse pour demain, à rappeler
       *[other] promesse dans { $fact } jours, à rappeler
    }
   *[within] { $fact ->
        [0] promesse échue aujourd'hui
        [1] promesse échue hier, pas encore réglée
       *[other] promesse échue il y a { $fact } jours, pas encore réglée
    }
}
reason-deadline-near = { $fact ->
    [0] réponse à un litige attendue aujourd'hui
   *[other] réponse à un litige attendue demain
}
reason-new-case = { $fact ->
    [0] jamais contacté depuis l'échéance
    [1] jamais contacté, { $fact } jour de retard
   *[other] jamais contacté, { $fact } jours de retard
}
reason-late-ratio = { $fact ->
    [-1] aucune facture réglée à ce jour ({ $points })
   *[other] paie en retard { $tenths } fois sur 10 ({ $points })
}
reason-excess-days = { $side ->
    [past] { $fact ->
        [one] { $fact } jour de plus que d'habitude ({ $points })
       *[other] { $fact } jours de plus que d'habitude ({ $points })
    }
   *[within] { $fact ->
        [0] juste à son délai habituel ({ $points })
        [one] paie d'ordinaire { $fact } jour plus tard que cela ({ $points })
       *[other] paie d'ordinaire { $fact } jours plus tard que cela ({ $points })
    }
}
reason-last-late-days = { $fact ->
    [-1] aucune facture réglée à ce jour ({ $points })
    [0] dernière facture réglée à temps ({ $points })
    [one] dernière facture réglée avec { $fact } jour de retard ({ $points })
   *[other] dernière facture réglée avec { $fact } jours de retard ({ $points })
}
reason-overdue-items = { $fact ->
    [one] { $fact } facture échue ({ $points })
   *[other] { $fact } factures échues ({ $points })
}
reason-promises-kept = { $fact ->
    [0] aucune promesse tenue ({ $points })
    [one] { $fact } promesse tenue ({ $points })
   *[other] { $fact } promesses tenues ({ $points })
}
reason-promises-broken = { $fact ->
    [0] aucune promesse rompue ({ $points })
    [one] { $fact } promesse non tenue ({ $points })
   *[other] { $fact } promesses non tenues ({ $points })
}
reason-silence-days = { $fact ->
    [-1] jamais contacté ({ $points })
    [0] contacté aujourd'hui ({ $points })
    [1] dernier contact hier ({ $points })
   *[other] aucun contact depuis { $fact } jours ({ $points })
}
reason-disputes = { $fact ->
    [0] aucun litige à ce jour ({ $points })
    [one] { $fact } litige à ce jour ({ $points })
   *[other] { $fact } litiges à ce jour ({ $points })
}
reason-mean-late-days = { $fact ->
    [-1] aucune facture réglée à ce jour ({ $points })
    [0] règle à temps en moyenne ({ $points })
    [one] règle avec { $fact } jour de retard en moyenne ({ $points })
   *[other] règle avec { $fact } jours de retard en moyenne ({ $points })
}
reason-days-late = { $fact ->
    [one] { $fact } jour de retard ({ $points })
   *[other] { $fact } jours de retard ({ $points })
}
reason-dispute-days = { $fact ->
    [-1] n'a jamais rien contesté ({ $points })
    [0] litige ouvert aujourd'hui ({ $points })
    [1] dernier litige ouvert hier ({ $points })
   *[other] dernier litige ouvert il y a { $fact } jours ({ $points })
}
reason-limit-use = { $fact ->
    [-1] aucune limite de crédit connue ({ $points })
   *[other] { $percent } % de la limite de crédit utilisés ({ $points })
}
reason-channel = { $fact ->
    [-1] aucun canal connu ({ $points })
   *[other] dernier contact : { $word } ({ $points })
}
reason-segment = { $fact ->
    [-1] dans aucun segment ({ $points })
   *[other] segment { $word } ({ $points })
}
reason-country = { $fact ->
    [-1] pays d'entreprise inconnu ({ $points })
   *[other] entreprise en { $word } ({ $points })
}
reason-base = points de départ de la grille ({ $points })
reason-payment-returned = { $fact ->
    [0] un règlement est revenu impayé aujourd'hui
    [one] un règlement est revenu impayé hier
   *[other] un règlement est revenu impayé il y a { $fact } jours
}
reason-linked = { $fact ->
    [one] l'appel vaut aussi pour { $fact } débiteur lié
   *[other] l'appel vaut aussi pour { $fact } débiteurs liés
}
reason-linked-value = à relancer chez eux : { $fact }, dans la monnaie du livre
# Les mêmes en peu de mots, pour la liste : 28 caractères au plus. $time est l'heure d'un rappel, « none » s'il n'en a pas.
reason-short-callback-agreed = { $fact ->
    [0] { $time ->
        [none] rappel aujourd'hui
       *[other] rappel { $time }
    }
    [1] rappel attendu hier
   *[other] rappel attendu il y a { $fact } j
}
reason-short-pinned = mis en tête à la main
reason-short-promise-broken = { $fact ->
    [0] promesse rompue aujourd'hui
    [1] promesse rompue hier
   *[other] promesse rompue il y a { $fact } j
}
reason-short-promise-due = { $side ->
    [ahead] { $fact ->
        [1] promesse pour demain
       *[other] promesse dans { $fact } j
    }
   *[within] { $fact ->
        [0] promesse pour aujourd'hui
        [1] promesse échue hier
       *[other] promesse échue il y a { $fact } j
    }
}
reason-short-deadline-near = { $fact ->
    [0] litige : réponse ce jour
   *[other] litige : réponse demain
}
reason-short-new-case = jamais contacté
reason-short-late-ratio = { $fact ->
    [-1] rien de réglé à ce jour
   *[other] { $tenths ->
        [10] presque toujours en retard
       *[other] paie en retard { $tenths } fois sur 10
    }
}
reason-short-excess-days = { $side ->
    [past] { $fact } j de plus que d'habitude
   *[within] { $fact ->
        [0] à son délai habituel
       *[other] d'ordinaire { $fact } j plus tard
    }
}
reason-short-last-late-days = { $fact ->
    [-1] rien de réglé à ce jour
    [0] dernière réglée à temps
    [one] dernier retard : { $fact } jour
   *[other] dernier retard : { $fact } jours
}
reason-short-overdue-items = { $fact ->
    [one] { $fact } facture échue
   *[other] { $fact } factures échues
}
reason-short-promises-kept = { $fact ->
    [0] aucune promesse tenue
    [one] { $fact } promesse tenue
   *[other] { $fact } promesses tenues
}
reason-short-promises-broken = { $fact ->
    [0] aucune promesse rompue
    [one] { $fact } promesse non tenue
   *[other] { $fact } promesses non tenues
}
reason-short-silence-days = { $fact ->
    [-1] jamais contacté
    [0] contacté aujourd'hui
    [1] dernier contact hier
   *[other] aucun contact depuis { $fact } j
}
reason-short-disputes = { $fact ->
    [0] aucun litige à ce jour
    [one] { $fact } litige à ce jour
   *[other] { $fact } litiges à ce jour
}
reason-short-mean-late-days = { $fact ->
    [-1] rien de réglé à ce jour
    [0] à temps en moyenne
   *[other] { $fact } j de retard en moyenne
}
reason-short-days-late = { $fact } j de retard
reason-short-dispute-days = { $fact ->
    [-1] n'a jamais rien contesté
    [0] litige ouvert aujourd'hui
   *[other] dernier litige : { $fact } j
}
reason-short-limit-use = { $fact ->
    [-1] sans limite de crédit
   *[other] { $percent } % de la limite utilisés
}
reason-short-channel = { $fact ->
    [-1] aucun canal connu
   *[other] dernier : { $word }
}
reason-short-segment = { $fact ->
    [-1] dans aucun segment
   *[other] segment { $word }
}
reason-short-country = { $fact ->
    [-1] pays inconnu
   *[other] entreprise en { $word }
}
reason-short-base = points de départ
reason-short-payment-returned = { $fact ->
    [0] rejet de ce jour
    [1] rejet d'hier
   *[other] rejet il y a { $fact } j
}
reason-short-linked = avec { $fact } de son groupe
reason-short-linked-value = groupe : { $fact } de plus
reason-short-amount = surtout le montant
# Les facteurs d'une ligne, tels qu'ils sont multipliés : parts en pour cent, $part une partie du jour, $attempt un entier.
factors = { $value } × { $unpaid } % d'être impayé sous 7 jours × { $reach } % de joindre { $part } × { $decay } % à l'appel { $attempt } en 14 jours × { $effect } % gagnés à parler × { $word } % de parole tenue ÷ { $minutes } min = { $index } par minute
factors-from = { $reach ->
    [0] chance de joindre : par défaut
    [one] chance de joindre : apprise d'un appel de ce livre
   *[other] chance de joindre : apprise de { $reach } appels de ce livre
} · { $minutes ->
    [0] minutes : par défaut
    [one] minutes : apprises d'un appel
   *[other] minutes : apprises de { $minutes } appels
} · gagné à parler : par défaut
factors-drawn = tiré au sort, quel que soit son indice : de tels appels disent ce qu'un appel change
factors-card = points selon la grille { $card }
factors-untouched = sans contact depuis { $days } jours
day-part-morning = le matin
day-part-midday = vers midi
day-part-afternoon = l'après-midi
# Ce qui tient dans une journée : $fits appels en $minutes minutes ; $beyond lignes au-delà, pour $value ; là, $price la minute.
capacity-line = au-delà, pas aujourd'hui : { $beyond ->
    [one] { $beyond } dossier
   *[other] { $beyond } dossiers
}, { $value } · la minute vaut { $price }
capacity-all = { $fits } appels tiennent dans la journée ({ $minutes } min) ; pas aujourd'hui : { $beyond ->
    [one] { $beyond } dossier
   *[other] { $beyond } dossiers
}, { $value }
# Les règles de contact : ce qu'un débiteur en a dit, ce qui fut demandé et répondu, pourquoi non.
consent-refused = refuse : { $how }
consent-allowed = accepte : { $how }
consent-any = tout contact
verdict-allowed = permis
verdict-warned = à peser
verdict-blocked = bloqué
checked-overridden = { $answer } ; fait malgré tout : { $reason }
checked-allowed = { $answer } ; permis par { $who } : { $reason }
override-asked = { $how }, malgré { $rules } : { $reason }
override-state-pending = à valider
override-state-approved = permis aujourd'hui
override-state-refused = non permis
override-state-used = permis et fait
override-state-lapsed = délai passé
override-told-pending = Personne n'a encore répondu ; la demande attend jusqu'au { $until }.
override-told-approved = { $who } permet un contact, le { $day } seulement.
override-told-refused = { $who } dit non : { $reason }
override-told-used = { $who } l'a permis le { $day }, et le contact a été fait.
override-told-lapsed = Elle ne peut plus servir : le dernier mot est de { $who }, le { $day }.
event-override-asked = contact demandé malgré une règle
event-override-approved = contact malgré une règle permis
event-override-refused = contact malgré une règle non permis
permit-finding = { $why }{ $until } — { $source } [{ $rule }]
why-until = , jusqu'au { $day }
why-hours = seulement de { $from } à { $to }, heure du débiteur
why-weekday = pas ce jour de la semaine
why-holiday = un jour férié là-bas
why-cap = { $made } contacts en { $days ->
    [one] un jour
   *[other] { $days } jours
}, { $count } sont permis
why-pause = entretien { $day }, { $days } jours de repos depuis
why-held = suspendu : { $reason }
why-refused = le débiteur ne le veut pas
why-disputed = la dette est contestée
why-no-letter = aucune lettre n'est encore partie
why-lacks = personne n'a dit { $fact }
lacks-country = le pays du débiteur
lacks-kind = si le débiteur est une entreprise ou une personne
lacks-zone = le fuseau horaire du débiteur
# Les coordonnées : à qui, dans quelle langue, ce qu'en disent les contacts, pourquoi celle-ci.
language-fr = parle français
language-en = parle anglais
language-de = parle allemand
language-nl = parle néerlandais
language-es = parle espagnol
language-it = parle italien
language-pt = parle portugais
language-other = parle une autre langue
point-quality-untried = pas encore essayé
point-quality-reached = joint
point-quality-failed = jamais joint
point-quality-wrong = hors d'usage
point-tried = { $reached } sur { $tried }
point-preferred = à utiliser d'abord
point-gone = hors d'usage
point-use-usual = comme les autres
point-use-first = d'abord
point-use-gone = plus du tout
why-point-preferred = numéro à utiliser d'abord
why-point-answered-now = a répondu { $part } { $reached } fois sur { $made }
why-point-answered = a répondu { $reached } fois sur { $made }
why-point-untried = pas encore essayé
why-point-failed = sans réponse jusqu'ici ({ $made ->
    [one] { $made } essai
   *[other] { $made } essais
})
# Ce qui se vérifie de qui parle.
identity-name = nom
identity-position = fonction
identity-birth-date = date de naissance
identity-address = adresse
identity-reference = référence
identity-invoice = facture
identity-company-number = SIREN
identity-checked = vérifié : { $what }
# Les signaux faibles.
signal-repeated-lateness = payées en retard jusqu'ici : { $fact } factures sur 10
signal-silence = { $fact } appels sans parler à quelqu'un
signal-growing-delay = la dernière facture réglée { $fact } jours plus tard que d'habitude
signal-repeated-disputes = { $fact } litiges ouverts jusqu'ici
signal-bounced-mail = { $fact ->
    [one] une adresse e-mail ne reçoit plus rien
   *[other] { $fact } adresses e-mail ne reçoivent plus rien
}
signal-letter-returned = { $fact ->
    [one] une lettre est revenue
   *[other] { $fact } lettres sont revenues
}
signal-broken-plan = échéancier : { $fact ->
    [one] une échéance manquée
   *[other] { $fact } échéances manquées
}
signal-limit-near = limite de crédit utilisée à { $fact } %
