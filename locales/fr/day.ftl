# La journée et la file d'appels.

# -- close-day --
help-close-day = Clôturer la journée : préparer la file du prochain jour ouvré et sceller le livre
help-close-day-for = Le jour à clôturer (par défaut : aujourd'hui)
day-closed = La journée du { $closed } est clôturée.
day-unchanged = La journée du { $closed } était déjà clôturée et rien n'est nouveau : rien n'a été changé.
day-queue-made = File du { $next } (liste { $generation }) : { $queued ->
    [one] { $queued } appel
   *[other] { $queued } appels
} sur { $cases ->
    [one] { $cases } dossier
   *[other] { $cases } dossiers
}.
day-left-out = Hors file : { $parts }.
day-left-out-part = { $cases } { $reason }
day-promises = Promesses dénouées depuis la dernière clôture : { $kept } tenues, { $partly } partiellement tenues, { $broken } rompues.
day-orphans = { $orphans } dossiers en retard ne sont ni dans la file ni écartés. Merci de le signaler : cela ne doit pas arriver.
day-seal = Sceau { $seal }. Gardez-en une copie ailleurs : sans elle, il ne prouve rien.
day-progress = { $done } dossiers sur { $total }, { $rate } par seconde, encore { $left } s.
day-not-yet = Le { $day } n'est pas encore venu. Clôturez-le quand il sera passé.
day-closed-later = Le { $last } est déjà clôturé, le { $day } ne peut donc plus l'être. Une clôture couvre tous les jours qui la précèdent.
day-being-closed = { $who } clôture la journée : { $done } dossiers sur { $total }. Le travail continue ; la nouvelle file paraîtra une fois complète.
day-stopped = La clôture a été arrêtée. La file reste comme elle était ; relancez-la quand vous voulez.

# -- queue --
help-queue = Montrer les appels du jour dans l'ordre, chacun avec sa raison
help-queue-day = Le jour de la file (par défaut : aujourd'hui, sinon le prochain jour ouvré)
help-queue-collector = Seulement la file de cette personne
help-queue-limit = Au plus tant de lignes (par défaut : 50 ; toutes avec --json)
help-queue-why = Montrer les points de chaque ligne
help-queue-view = Seulement les lignes d'une vue enregistrée, dans son ordre
help-queue-filter = Seulement ces lignes : mots, segment:, type:, statut:, action:, montant>, score>, retard>, tri:-montant
view-unknown = { $known ->
    [none] Il n'y a pas encore de vue. Enregistrez-en une au poste de travail : / et une ligne, puis v.
   *[other] Il n'y a pas de vue « { $name } ». Il y a : { $known }.
}
help-queue-excluded = Montrer aussi ce qui est hors file, et jusqu'à quand
help-queue-known-at = Telle qu'on la connaissait à ce moment : la liste est refaite avec ce que l'on savait alors
day-queue-title = File du { $day } - liste { $generation }, préparée le { $planned } à { $time } avec la grille { $card } : { $total ->
    [0] aucun appel
    [one] { $total } appel
   *[other] { $total } appels
}
day-queue-of = File de { $collector } du { $day } - liste { $generation }, préparée le { $planned } à { $time } avec la grille { $card } : { $total ->
    [0] aucun appel
    [one] { $total } appel
   *[other] { $total } appels
}
day-queue-instead = Aucune file n'a été préparée pour le { $day } ; voici la plus récente, celle du { $shown }.
day-queue-again = La liste du { $day } refaite, telle qu'on la connaissait le { $moment }.
day-queue-empty = Personne à appeler. Voir qui est hors file, et jusqu'à quand : relance queue --excluded
day-no-queue = Il n'y a pas de file pour le { $day }. Pour la préparer : relance close-day
day-queue-more = { $more ->
    [one] encore { $more } ligne
   *[other] encore { $more } lignes
} : relance queue --limit N
day-line-done = fait
day-line-moved = { $kind } : { $because }
day-days-late = { $days } j
day-score = { $score ->
    [one] { $score } point
   *[other] { $score } points
}
day-excluded-title = Hors file : { $cases ->
    [one] { $cases } dossier
   *[other] { $cases } dossiers
}
day-excluded = { $reason }, jusqu'au { $until }
help-queue-progress = Dire l'avancement en lignes JSON sur la sortie d'erreur, pour un programme qui suit
help-queue-what-if = Rien n'est écrit : les prochaines files telles que FILE (grille, ordre, capacité, minimum …) les ferait, à côté de celles d'aujourd'hui
help-replay = Rejouer le passé du portefeuille jour par jour sous plusieurs ordres
help-replay-from = Le premier jour
help-replay-to = Le dernier jour
help-replay-calls = Appels par jour (par défaut : 3)
help-replay-reach = Supposé : un appel joint le débiteur (par défaut : 35 %)
help-replay-settle = Supposé : un débiteur joint règle ce qui est échu (par défaut : 60 %)
help-replay-within = … sous tant de jours (par défaut : 3)
help-replay-runs = Combien de fois les jours sont rejoués (par défaut : 60)
help-replay-seed = D'où part le hasard (par défaut : 1)
replay-backwards = Le dernier jour précède le premier.
replay-empty = Rien n'était échu aucun jour ouvré de cette période. Essayez d'autres jours, ou importez plus de passé.
replay-too-long = C'est trop à rejouer d'un coup : demandez moins de jours.
replay-stopped = Le rejeu a été arrêté ; rien n'a été écrit. Moins de jours prennent moins de temps.
replay-title = Du { $from } au { $to } avec la grille { $card } : { $days } jours et { $lines } lignes, { $risk } à risque, les { $calls } premiers de chaque jour
replay-model = Jours-argent de retard supprimés, si un appel joint dans { $reach } % des cas et qu'un débiteur joint règle sous { $within } jours dans { $settle } % ; pas d'appel pendant { $reached } jours après un appel abouti, { $missed } après un échec ; moyenne de { $runs } tirages.
replay-head-order = Ordre
replay-head-cash = Argent à risque atteint
replay-head-needless = Appels inutiles
replay-head-removed = Jours-argent de retard supprimés
replay-order-index = selon l'indice
replay-order-oldest = plus ancien d'abord
replay-order-biggest = plus gros d'abord
replay-order-random = au hasard
replay-order-best = le meilleur possible, connaissant l'avenir
what-if-title = Files du { $day } : telles quelles (grille { $now }), et telles qu'elles seraient (grille { $then })
what-if-moves = Appels qui changeraient : { $moves } ; autres dont seul le rang change : { $shifted }
what-if-head-list = File
what-if-head-calls = Appels
what-if-head-minutes = Minutes
what-if-head-gain = Gain attendu
what-if-head-beyond = Pas ce jour
what-if-now = actuel
what-if-then = simulé
what-if-nobody = sans collecteur
what-if-today = { $rank }e de { $who }
what-if-beyond = { $rank }e de { $who }, pas ce jour
day-was-listed = { $text } (était dans la file précédente)

# L'écran qui essaie d'autres réglages.
what-if-beside = Les listes du { $day } telles qu'elles sont (grille { $now }) et telles que { $file } les ferait (grille { $then })
what-if-asking = Les listes se font sous les autres réglages …
what-if-stop = Échap arrête ; rien n'est écrit dans tous les cas.
what-if-why = Voir qui serait appelé, par qui et pour combien, avant de changer quoi que ce soit.
what-if-ask = Entrée demande un fichier.
what-if-trouble = Les listes n'ont pas pu être faites
what-if-failed = { $detail }
what-if-not-here = Ce livre n'a pas de fichier à lui qu'une autre exécution du programme pourrait lire.
what-if-more-lists = … et { $count } autres listes
