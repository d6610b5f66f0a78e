# La grille de score : `score` et ce qu'il imprime.
help-score = Quelle grille parle ; en ajuster une sur le passé du livre, l'éprouver, expliquer un dossier, revenir
help-score-train = Ajuster une grille sur le passé du livre et la faire parler ; l'ancienne est gardée
help-score-train-dry-run = Imprimer la grille sans rien changer
help-score-evaluate = L'éprouver sur le passé : chaque mois dit par un ajustement sur ce qui était su avant lui
help-score-evaluate-calls = Appels par matin sur lesquels comparer les ordres (10)
help-score-explain = Les points d'un dossier, et le plus petit changement qui déplacerait son risque
help-score-explain-case = Numéro de dossier (C-000123) ou référence du débiteur
help-score-explain-known-at = Tel qu'on le connaissait à ce moment (par défaut : maintenant)
help-score-use = Faire parler une autre grille
help-score-use-name = Son nom, ou « default » pour celle qui vient avec le programme
help-score-back = Faire parler la grille qui parlait avant
score-speaks = La grille { $card } parle.
score-speaks-file = La grille { $card } parle : la configuration du livre nomme son fichier.
score-none-kept = Aucune grille n'a encore été ajustée ici. `relance score train` en ajuste une sur le passé du livre.
score-shipped = vient avec le programme
score-fitted-on = { $rows ->
    [one] ajustée sur { $rows } matin, du { $from } au { $to } ; avant : { $before }
   *[other] ajustée sur { $rows } matins de { $cases ->
        [one] un débiteur
       *[other] { $cases } débiteurs
    }, du { $from } au { $to } ; avant : { $before }
}
score-recalibrated-on = redite par les dernières semaines, jusqu'au { $to } ; avant : { $before }
score-speaks-now = La grille { $card } parle dès la prochaine clôture. Avant : { $before }.
score-file-speaks = La configuration du livre nomme une grille ({ $path }), et c'est ce fichier qui parle. Retirez d'abord la ligne `card` de la configuration.
score-no-such-card = Aucune grille ne s'appelle { $value }. `relance score` donne la liste de celles qui sont gardées.
score-nothing-before = Aucune grille n'a été choisie avant celle qui parle.
score-too-few = Il s'est passé trop peu de choses pour ajuster une grille : { $unpaid } matins où une facture échue était encore impayée une semaine plus tard, { $paid } où elle ne l'était plus ; il en faut { $least } de chaque. La grille { $card } continue de parler.
score-too-short = Le passé est trop court pour éprouver une grille : aucun mois n'en a assez avant lui. Importez des factures plus anciennes avec leurs règlements.
score-forbidden = « { $value } » ne doit jamais peser sur la place de personne ; rien n'a été ajusté.
score-trained = Ajustée sur { $rows ->
    [one] un matin
   *[other] { $rows } matins
} de { $cases ->
    [one] un débiteur
   *[other] { $cases } débiteurs
}, du { $from } au { $to }, { $every ->
    [1] chaque matin
    [2] un matin sur deux
   *[other] un matin sur { $every }
} d'une facture échue, chacun avec ce qui était su alors ; { $percent } % étaient encore impayées une semaine plus tard. Sur ces mêmes lignes, AUC { $auc } ; `relance score evaluate` dit ce qui tient sur les suivantes.
score-trained-speaks = La grille { $card } parle dès la prochaine clôture. Avant : { $before } ; `relance score back` y revient.
score-trained-dry = Rien n'a été changé : { $before } continue de parler.
score-refitted = La grille a été réajustée sur { $rows ->
    [one] un nouveau matin
   *[other] { $rows } nouveaux matins
} et tout ce qui précède : { $card } parle désormais. Avant : { $before } ; `relance score back` y revient.
score-recalibrated = Les probabilités de la grille ont été redites par les dernières semaines : { $card } parle désormais. Avant : { $before } ; `relance score back` y revient.
score-tried = { $rows ->
    [one] Un matin
   *[other] { $rows } matins
} de factures échues, du { $from } au { $to }, dits par { $months ->
    [one] un ajustement
   *[other] { $months } ajustements mensuels
} sur ce qui était su avant ; { $percent } % étaient encore impayées une semaine plus tard.
score-tried-auc = AUC { $auc } (95 % : { $low } à { $high }) ; la grille en usage, { $card } : { $in_use } ; la plus ancienne d'abord : { $oldest }.
score-tried-calibration = Brier { $brier }, erreur de calibration { $ece }, lift du premier dixième { $lift }.
score-tried-segments = Par segment :
score-tried-orders = { $calls ->
    [one] Au premier appel
   *[other] Dans les { $calls } premiers appels
} de chaque matin (personne n'a été appelé autrement pour autant : ce que les ordres auraient rencontré) :
score-said = dit
score-seen = vu
score-rows = lignes
score-no-segment = (aucun)
score-cash = argent menacé
score-needless = inutiles
score-order-random = au hasard
score-order-oldest-first = la plus ancienne d'abord
score-order-biggest-first = la plus grosse d'abord
score-order-fitted = somme × risque, ajusté
score-order-in-use = somme × risque, { $card }
score-order-best = le meilleur, hors d'atteinte
risk-low = risque faible
risk-moderate = risque modéré
risk-high = risque élevé
risk-very-high = risque très élevé
score-explained = { $case } { $name }, { $card }{ $due ->
    [none] { " : rien n'est échu" }
   *[other] { " : la facture échue le " }{ $due }{ " mène" }
}
score-explained-sum = Ensemble { $score } : { $percent } % de chances d'être encore impayée dans 7 jours, { $risk }. À demander { $value }, dont menacé { $at_risk }.
score-fixed = Aucun fait à lui seul ne la ferait changer de classe.
score-nearest = Si c'était « { $reason } » : score { $score }, { $risk }.
card-shipped = points selon la grille { $card }, livrée avec le programme
card-fitted = points selon la grille { $card }, ajustée sur le passé de ce livre
card-file = points selon la grille { $card }, fichier de la maison
score-not-known-then = { $case } n'était pas dans le livre à ce moment-là. Ôtez --known-at, ou donnez un moment plus tardif.
score-listed = Dans la liste { $generation } du { $day }, faite le { $moment } : place { $place }, score { $score }, { $value }. Faite à partir de { $versions }.
score-listed-otherwise = On ne savait pas alors la même chose (ajoutez --known-at avec ce moment). Ses points dans cette liste :
score-calls-learnt = Dès demain, la chance de joindre et les minutes d'un appel sont celles de { $calls ->
    [one] un appel
   *[other] { $calls } appels
} de ce livre ({ $timed } avec leur heure).
