# Ce que disent toutes les pièces de la maison : les saisies qu'on n'a pas pu lire.

read-empty = Rien n'a été saisi.
read-not-an-amount = Ce n'est pas un montant. Écrivez par exemple 1 234,50 ou 12k.
read-too-many-decimals = { $digits ->
    [0] Cette devise n'a pas de décimales.
    [one] Cette devise n'a qu'une décimale.
   *[other] Cette devise n'a que { $digits } décimales.
}
read-too-large = Ce montant dépasse ce qu'un livre peut contenir.
read-other-currency = Ce montant est dans une autre devise.
read-ambiguous = Cela peut se lire de deux façons. Écrivez-le en entier.
read-not-a-day = Ce n'est pas une date. Écrivez par exemple 15/12, ven, +5 ou fdm.
read-no-such-day = Cette date n'existe pas. Le jour vient avant le mois : 15/12.
read-not-a-time = Ce n'est pas une heure. Écrivez par exemple 14h30 ou ven 10h.

# Le livre ne s'ouvre pas, ou ne garde pas ce qu'on lui donne.
store-no-book = Il n'y a pas de livre à { $path }. Essayez la démonstration (relance demo) ou créez-en un : relance init.
store-exists = Il y a déjà un fichier à { $path } ; il est resté tel quel. Nommez-en un autre : --book CHEMIN.
store-not-a-book = { $path } n'est pas un livre de relance. Il est resté tel quel.
store-damaged = Le livre est endommagé ({ $cause }). Rien n'a été écrit. Remettez une sauvegarde : relance restore FICHIER.
store-newer = Le livre a été écrit par une version plus récente de relance (forme { $theirs } ; celle-ci connaît { $ours }). Il est resté tel quel : mettez le programme à jour.
store-older = Le livre a été écrit par une version plus ancienne de relance (forme { $theirs } ; celle-ci écrit { $ours }). Ouvrez-le une fois en écriture, et il sera mis à jour.
store-busy = { $by ->
    [none] Quelqu'un d'autre tient le livre en ce moment. Rien n'a été écrit ; réessayez dans un instant.
   *[other] { $by } tient le livre en ce moment. Rien n'a été écrit ; réessayez dans un instant.
}
store-read-only = Ce livre ne peut qu'être lu ici. Rien n'a été écrit.
store-denied = Les droits de { $path } ne vous laissent pas entrer. Voyez avec qui a créé le livre.
store-disk-full = Le disque est plein. Rien n'a été écrit ; faites de la place et réessayez.
store-network = { $path } se trouve sur un système de fichiers réseau, où un livre peut s'abîmer. Gardez-le sur un disque de cette machine.
store-stopped = Arrêté. Rien de ce chargement n'est visible ; importez de nouveau le même fichier pour le finir.
store-io = La lecture ou l'écriture du livre a échoué : { $cause }. Rien n'a été écrit.
store-corrupt = Le livre n'est pas d'accord avec lui-même : { $cause }. Rien n'a été écrit ; lancez relance verify.
store-engine = Le moteur du livre a échoué : { $cause }. Rien n'a été écrit.

# La boucle du poste de travail
crash-said = relance s'est arrêté sur une erreur interne. Ce qui était enregistré l'est ; votre saisie revient au prochain démarrage. Rapport, sans donnée de débiteur :
close-failed = La clôture a échoué ; la file d'hier reste affichée. { $detail }
close-stopped = La clôture a été arrêtée ; rien n'a changé. Elle peut être relancée.
close-not-here = Ce livre ne peut pas être clôturé d'ici.
drafts-lost = Votre saisie n'a pas pu être mise à l'abri (disque plein ?). Enregistrez avant de quitter.
start-all-refused = Aucune ligne du fichier n'a pu être lue. { $row }
start-failed = Le livre n'a pas pu être créé. { $detail }
start-stopped = L'import est arrêté ; rien n'en est gardé. Il peut être relancé.
