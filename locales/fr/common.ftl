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
