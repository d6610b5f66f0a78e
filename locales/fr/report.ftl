# États : des chiffres à une date, tels qu'on les connaissait à un instant.

help-report = Des chiffres à une date, tels qu'on les connaissait à un instant
help-report-ageing = La balance âgée, avec les comptes dont elle est la somme
help-report-ageing-as-of = La date dont elle parle (par défaut : aujourd'hui)
help-report-ageing-known-at = Telle qu'on la connaissait à ce moment (par défaut : maintenant)
help-report-ageing-csv = L'écrire dans ce fichier CSV
help-report-ageing-xlsx = L'écrire dans ce classeur (XLSX)
help-report-ageing-html = L'écrire dans cette page (HTML), images comprises
help-report-ageing-sheets = Écrire tableaux et images en JSON, tels qu'on les lit, pour un programme qui les dessine
help-report-ageing-progress = Dire sur la sortie d'erreur où il en est, en JSON
help-report-ageing-by = Une ligne par segment, par chargé de recouvrement, par motif de litige ou par devise
help-report-ageing-buckets = Dernier jour de retard de chaque tranche, par exemple 30,60,90
help-report-ageing-cases = Lister les dossiers d'une tranche : 0 est ce qui n'est pas échu, 1 la première échue
help-report-figures = Les chiffres d'une période, chacun avec les deux nombres dont il est fait
help-report-figures-as-of = Dernier jour de la période (par défaut : aujourd'hui)
help-report-figures-from = Premier jour de la période (par défaut : 90 jours en tout)
help-report-figures-known-at = Tels qu'on les connaissait à ce moment (par défaut : maintenant)
help-report-figures-csv = L'écrire dans ce fichier CSV
help-report-figures-xlsx = L'écrire dans ce classeur (XLSX)
help-report-figures-html = L'écrire dans cette page (HTML)
help-report-figures-sheets = Écrire tableaux et images en JSON, tels qu'on les lit, pour un programme qui les dessine
help-report-figures-progress = Dire sur la sortie d'erreur où il en est, en JSON
help-report-figures-formulas = Écrire la formule à côté de chaque chiffre
help-report-figures-by = Un bloc par segment, par chargé de recouvrement (appels et promesses : qui les a faits ou prises) ou par motif de litige (ce qui est ouvert à la fin et le temps des litiges ; une facture à plusieurs motifs est partagée entre eux par montant, si bien que tous les blocs font ensemble ce qui est ouvert) ; les montants sont de toute façon séparés par devise
help-report-forecast = Les encaissements à venir, semaine par semaine, d'après les promesses et les habitudes
help-report-forecast-as-of = La date dont elle parle (par défaut : aujourd'hui)
help-report-forecast-known-at = Telle qu'on la connaissait à ce moment (par défaut : maintenant)
help-report-forecast-csv = L'écrire dans ce fichier CSV
help-report-forecast-xlsx = L'écrire dans ce classeur (XLSX)
help-report-forecast-html = L'écrire dans cette page (HTML)
help-report-forecast-sheets = Écrire tableaux et images en JSON, tels qu'on les lit, pour un programme qui les dessine
help-report-forecast-progress = Dire sur la sortie d'erreur où il en est, en JSON
help-report-forecast-weeks = Nombre de semaines (par défaut : 8)
help-report-workload = Qui a quoi à faire
help-report-workload-as-of = La date dont elle parle (par défaut : aujourd'hui)
help-report-workload-known-at = Telle qu'on la connaissait à ce moment (par défaut : maintenant)
help-report-workload-csv = L'écrire dans ce fichier CSV
help-report-workload-xlsx = L'écrire dans ce classeur (XLSX)
help-report-workload-html = L'écrire dans cette page (HTML)
help-report-workload-sheets = Écrire tableaux et images en JSON, tels qu'on les lit, pour un programme qui les dessine
help-report-workload-progress = Dire sur la sortie d'erreur où il en est, en JSON
help-report-pictures = Ce que l'on regarde plutôt que de le lire : barres, courbes, cartes de chaleur
help-report-pictures-as-of = Le jour dont elles parlent (par défaut : aujourd'hui)
help-report-pictures-known-at = Telles que connues à cet instant (par défaut : maintenant)
help-report-pictures-csv = Écrire leurs tableaux dans ce fichier CSV
help-report-pictures-xlsx = Écrire leurs tableaux dans ce classeur (XLSX)
help-report-pictures-html = Les écrire dans cette page (HTML)
help-report-pictures-sheets = Écrire tableaux et images en JSON, tels qu'on les lit, pour un programme qui les dessine
help-report-pictures-progress = Dire sur la sortie d'erreur où il en est, en JSON

report-times = Au { $day }, tel que connu le { $moment }
report-written = Écrit dans { $path }.
report-bad-buckets = Les tranches sont des jours de retard croissants, de 1 à 1827, huit au plus : --buckets 30,60,90.
report-ageing = Balance âgée
report-ageing-chart = Restant dû par jours de retard, { $currency }
report-nothing = Rien n'était facturé à cette date. `relance import invoices FICHIER` apporte des factures.
report-not-due = non échu
report-bucket = { $from } à { $to } jours
report-bucket-last = plus de { $days } jours
report-all = tout
report-none = (aucun)
report-undisputed = sans litige
report-total = restant dû
report-percent = { $whole },{ $tenth } %
report-counts = { $items ->
    [one] une facture
   *[other] { $items } factures
}, { $cases ->
    [one] un dossier
   *[other] { $cases } dossiers
}
report-group = Groupe
report-currency = Devise
report-open = Restant dû
report-overdue = Échu
report-late-share = Part échue
report-disputed = En litige
report-promised = Promis
report-unallocated = Non affecté
report-items = Factures
report-cases = Dossiers
report-adds-up = Le compte est bon : facturé { $invoiced } − réglé { $allocated } − avoirs { $credited } = restant dû { $open }.
report-adds-up-written-off = Le compte est bon : facturé { $invoiced } − réglé { $allocated } − avoirs { $credited } − passé en perte { $writtenoff } = restant dû { $open }.
report-differs = Le compte n'y est pas : il manque { $amount }. Lancez `relance verify`.
report-beside = Dont en litige { $disputed }, promis { $promised }. À côté, règlements non affectés : { $unallocated }.
report-later-batch = Arrivé plus tard : { $rows ->
    [one] une ligne
   *[other] { $rows } lignes
} du lot { $batch } ({ $amounts }).
report-later-entries = Enregistré plus tard : { $count ->
    [one] une écriture
   *[other] { $count } écritures
} sur des jours jusqu'à celui-ci.

report-figures = Chiffres
report-figure = Chiffre
report-value = Valeur
report-above = Au numérateur
report-below = Au dénominateur
report-formula = Formule
report-no-figure = –
report-days = { $whole },{ $tenth } j
report-number = { $whole },{ $tenth }
report-period = Du { $from } au { $to }, { $days } jours.
report-bad-period = La période finit avant de commencer, ou dépasse cinq ans : --from 2026-01-01 --as-of 2026-03-31.
report-roll = Taux de glissement, { $currency }
report-roll-head = { $title } : de ce qui était au début dans chaque ligne, la part qui est à la fin dans chaque colonne.
report-roll-from = Au début
report-roll-amount = Montant
report-roll-settled = soldé
report-money-days = { $money } × jours
report-minutes = { $minutes } min
report-forecast = Encaissements à venir, { $currency }
report-weeks = Semaine
report-week = { $from } au { $to }
report-promised-weighed = Promis, pondéré
report-habit = D'habitude
report-expected = Attendu
report-kept-share = Les promesses sont pondérées par ce qui a été réglé de celles de la dernière année : { $share }.
report-not-in-weeks = Hors de ces semaines : { $beyond } plus tard, { $past } déjà plus tard que l'habitude du payeur, { $withheld } en litige ou bloqués.
report-workload = Charge de travail
report-collector = Chargé de recouvrement
report-overdue-cases = Dossiers échus
report-queued = Dans la file
report-callbacks = Rappels, 7 j
report-promises-due = Promesses, 7 j
report-disputes-late = Litiges en retard

figure-dso = Délai moyen de règlement (méthode comptable)
figure-dso-formula = restant dû à la fin ÷ ventes TTC de la période × jours de la période
figure-dso-count-back = Délai moyen de règlement (épuisement)
figure-dso-count-back-formula = ventes mensuelles déduites du restant dû en remontant ; le dernier mois au prorata
figure-best-possible-dso = Meilleur DSO possible
figure-best-possible-dso-formula = non échu à la fin ÷ ventes de la période × jours de la période
figure-average-days-delinquent = Retard moyen (ADD)
figure-average-days-delinquent-formula = DSO simple − meilleur DSO possible
figure-weighted-delay = Retard moyen pondéré
figure-weighted-delay-formula = somme de (réglé × jours de retard) ÷ réglé, règlements de la période ; en avance compte 0
figure-collection-effectiveness = Efficacité du recouvrement (CEI)
figure-collection-effectiveness-formula = (dû au début + ventes − dû à la fin) ÷ (dû au début + ventes − non échu à la fin)
figure-recovery-rate = Taux de recouvrement (du restant dû)
figure-recovery-rate-formula = réglé dans la période sur les factures ouvertes au début ÷ restant dû au premier jour
figure-recovery-rate-overdue = Taux de recouvrement (de l'échu)
figure-recovery-rate-overdue-formula = réglé dans la période sur les factures échues au début ÷ échu au premier jour
figure-liquidation-rate = Taux de liquidation
figure-liquidation-rate-formula = réglé dans la période ÷ (dû au début + ventes de la période)
figure-unpaid-rate = Taux d'impayés
figure-unpaid-rate-formula = échu à la fin ÷ restant dû à la fin
figure-current-share = Part non échue
figure-current-share-formula = non échu à la fin ÷ restant dû à la fin
figure-beyond-90-share = Part à plus de 90 jours
figure-beyond-90-share-formula = plus de 90 jours de retard à la fin ÷ restant dû à la fin
figure-dispute-rate = Taux de litiges
figure-dispute-rate-formula = en litige à la fin ÷ restant dû à la fin
figure-dispute-days = Délai de résolution d'un litige
figure-dispute-days-formula = médiane des jours ouvrés entre l'ouverture et la dernière décision, litiges décidés dans la période (dessous : leur nombre)
figure-cure-rate = Taux de régularisation
figure-cure-rate-formula = dossiers échus au début sans échu à la fin ÷ dossiers échus au début
figure-kept-rate = Promesses tenues, en nombre
figure-kept-rate-formula = tenues ÷ (tenues + en partie + rompues + retirées par le débiteur), délai de grâce fini dans la période
figure-kept-rate-amount = Promesses tenues, en montant
figure-kept-rate-amount-formula = réglé au titre de ces promesses ÷ promis
figure-right-party-rate = Taux de contacts utiles
figure-right-party-rate-formula = appels ayant joint le débiteur ÷ appels sortants
figure-contact-rate = Taux de contacts
figure-contact-rate-formula = appels ayant joint le débiteur ou un tiers ÷ appels sortants
figure-promise-rate = Taux de promesses
figure-promise-rate-formula = appels ayant mené à une promesse ou un échéancier ÷ appels ayant joint le débiteur
figure-calls-per-debtor = Appels sortants par débiteur appelé
figure-calls-per-debtor-formula = appels sortants de la période ÷ débiteurs appelés
figure-contact-pressure = Pression de contact
figure-contact-pressure-formula = plus grand nombre d'appels sortants en sept jours de suite de chaque débiteur appelé, additionnés ÷ débiteurs appelés
figure-at-cap-share = Débiteurs au plafond
figure-at-cap-share-formula = débiteurs en retard à qui un plafond des règles en vigueur ne laisse plus de contact le dernier jour ÷ débiteurs en retard
figure-blocked-attempts = Tentatives bloquées
figure-blocked-attempts-formula = questions journalisées de la période qu'une règle a refusées et que personne n'a outrepassées ÷ (celles-ci + contacts sortants)
figure-calls-per-hour = Appels par heure
figure-calls-per-hour-formula = appels sortants ÷ minutes de travail × 60 ; minutes : les heures de la maison, chaque jour où la personne a appelé
figure-right-party-per-hour = Débiteurs joints par heure
figure-right-party-per-hour-formula = appels qui ont joint le débiteur ÷ minutes de travail × 60
figure-promised-per-hour = Promis par heure
figure-promised-per-hour-formula = promis dans la période ÷ minutes de travail × 60
figure-collected-per-hour = Encaissé par heure
figure-collected-per-hour-formula = payé dans la période sur factures ÷ minutes de travail × 60
figure-cost-to-collect = Coût de recouvrement
figure-cost-to-collect-formula = (salaires + outils + frais de justice − frais récupérés, au jour, + lettres envoyées) ÷ payé dans la période ; coûts de [report.cost] dans la configuration du livre
figure-activation-rate = Taux de payeurs
figure-activation-rate-formula = dossiers avec un règlement dans la période ÷ dossiers avec un restant dû au début
figure-coverage = Dossiers avec une suite prévue
figure-coverage-formula = dossiers échus avec une suite datée à la fin ÷ dossiers échus
report-pictures = Images
report-trend = Une année par mois, { $currency }
report-month = Mois
report-sold = Vendu
report-paid = Payé
report-heat = Débiteurs joints pour cent appels sortants, par jour et par heure, sur un an
report-weekday = Jour
report-hour = Heure
report-calls = Appels sortants
report-reached = Joints
report-reached-share = Part jointe
report-callers = Débiteurs joints semaine par semaine, douze dernières semaines
report-caller = Qui a appelé
report-case = Dossier
report-reference = Référence
report-name = Nom
report-no-bucket = Cette tranche n'existe pas : 0 est ce qui n'est pas échu, { $last } la dernière.
report-cases-of = { $bucket } : { $count ->
    [one] un dossier
   *[other] { $count } dossiers
}, { $shown } montrés, les plus gros montants d'abord.
