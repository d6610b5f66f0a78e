# États : des chiffres à une date, tels qu'on les connaissait à un instant.

help-report = Des chiffres à une date, tels qu'on les connaissait à un instant
help-report-ageing = La balance âgée, avec les comptes dont elle est la somme
help-report-ageing-as-of = La date dont elle parle (par défaut : aujourd'hui)
help-report-ageing-known-at = Telle qu'on la connaissait à ce moment (par défaut : maintenant)
help-report-ageing-csv = L'écrire dans ce fichier CSV
help-report-ageing-xlsx = L'écrire dans ce classeur (XLSX)
help-report-ageing-html = L'écrire dans cette page (HTML), images comprises
help-report-ageing-by = Une ligne par segment, par chargé de recouvrement ou par motif de litige
help-report-ageing-buckets = Dernier jour de retard de chaque tranche, par exemple 30,60,90

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
