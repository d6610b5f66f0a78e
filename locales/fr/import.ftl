# L'import de fichiers : ce qui ne va pas dans un fichier, comment il est lu, ce qu'il en est sorti.

# -- un fichier qui ne peut pas se lire --
import-unknown-kind = { $value } n'est pas une sorte de fichier. Connues : { $known }.
import-open-items-kind = --open-items va avec invoices : cela dit que le fichier porte toutes les factures encore ouvertes.
import-empty = { $file } est vide : il n'y a rien à importer.
import-binary = { $file } n'est pas du texte mais { $what }. Rien n'a été importé.
import-binary-xlsx = un classeur ou une archive ; enregistrez-le en CSV et importez celui-ci
import-binary-xls = un ancien classeur ; enregistrez-le en CSV et importez celui-ci
import-binary-page = une page web ; si elle montre un tableau, enregistrez-le en CSV ; si elle demande de se connecter, connectez-vous et téléchargez le fichier à nouveau
import-binary-pdf = un document PDF ; demandez un export en CSV
import-binary-gzip = un fichier compressé ; décompressez-le d'abord
import-binary-zip = une archive ; décompressez-la d'abord
import-binary-image = une image
import-binary-binary = quelque chose qu'un programme a écrit pour lui-même
import-nul = { $file } contient un octet nul à la ligne { $line }, ce qu'aucun texte ne fait. Refaites l'export en UTF-8 ou Windows-1252. Rien n'a été importé.
import-row-too-long = La ligne qui commence à la ligne { $line } de { $file } ne finit pas : un guillemet y est sans doute resté ouvert. Rien n'a été importé.
import-changed = { $file } a changé pendant la lecture. Rien n'a été importé ; réessayez.
import-unknown-headers = Les colonnes de { $file } ne sont pas connues : rien ne dit laquelle est { $missing }. Rien n'a été importé.
import-mapping-hint = Dites-le dans un fichier de correspondance, par exemple colonnes.toml, et importez avec --map colonnes.toml :

    { $draft }
import-ambiguous = { $file } peut se lire de deux façons. Rien n'a été importé.
import-ambiguous-column = Colonne « { $header } » : « { $value } », ligne { $line }, peut se lire { $one } ou { $other }, et aucune autre valeur ne tranche.
import-mixed-column = Colonne « { $header } » : des valeurs se lisent { $one }, d'autres { $other } (« { $value } », ligne { $line }).
import-ambiguous-hint = Tranchez dans un fichier de correspondance et importez avec --map FICHIER :

    { $mapping }
import-mapping = Correspondance { $file }, ligne { $line }, colonne { $column } : { $why }
import-mapping-syntax = { $what }
import-mapping-other-kind = elle est écrite pour { $what }.
import-mapping-unknown-field = il n'y a pas de champ { $what }.
import-mapping-field-of-other-kind = le champ { $what } n'appartient pas à cette sorte de fichier.
import-mapping-unknown-format = { $what } n'est pas un format ici. Dates : iso, dmy, mdy. Montants : point, comma.
import-mapping-not-a-currency = { $what } n'est pas un code de devise.
import-mapping-not-days = { $what } n'est pas un nombre de jours de 0 à 366.
import-mapping-not-text = la valeur de { $what } doit être entre guillemets.
import-mapping-unknown-encoding = l'encodage { $what } n'est pas connu.
import-mapping-unknown-delimiter = { $what } n'est pas un seul caractère.
import-mapping-no-such-header = le fichier n'a pas de colonne « { $what } ».
import-mapping-field-missing = aucune colonne n'est nommée pour { $what }, dont cette sorte de fichier a besoin.

# -- fichiers de banques et de comptables --
import-bank = { $file }, ligne { $line } : { $why } Rien n'a été importé.
import-bank-too-long = un texte dépasse un mégaoctet sans finir ; aucune banque n'écrit cela. Redemandez le fichier.
import-bank-truncated = le fichier est coupé ici{ $what ->
    [none] .
   *[other] , avant que { $what } soit entier.
} Téléchargez-le à nouveau.
import-bank-not-well-formed = le XML est mal formé ({ $what }). Téléchargez le fichier à nouveau.
import-bank-entity = il utilise une entité, { $what }, que les fichiers bancaires ne déclarent jamais.
import-bank-document-type = il déclare un type de document, ce que les fichiers bancaires ne font jamais.
import-bank-too-deep = ses éléments sont trop imbriqués ({ $what }).
import-bank-too-many-details = une écriture contient plus de { $what } détails. Demandez à la banque des comptabilisations unitaires.
import-bank-not-camt = ce n'est pas un relevé camt ({ $what }).
import-bank-not-cfonb = ce n'est pas un enregistrement CFONB ({ $what }).
import-bank-cfonb-not-begun = l'enregistrement { $what } vient avant le début d'un relevé.
import-bank-cfonb-not-ended = un relevé commence (enregistrement { $what }) avant la fin du précédent.
import-bank-cfonb-detail-alone = un complément ({ $what }) n'a pas d'opération.
import-bank-not-mt940 = ce n'est pas un relevé MT940 : aucun champ n'en est reconnu.
import-bank-not-mail = ce n'est pas un message électronique : il n'a pas d'expéditeur.
import-bank-not-ofx = ce n'est pas un fichier OFX : aucun élément OFX n'y figure.
import-bank-no-header = aucune ligne ne nomme une colonne de date et une de montant (« { $what } » vient en premier). Exportez le fichier avec son en-tête.
import-bank-days-ambiguous = « { $what } » peut se lire jour ou mois en premier, et rien d'autre ne tranche. Exportez les dates sous la forme AAAA-MM-JJ.
import-bank-unclosed-quote = un guillemet reste ouvert ici ({ $what }).
import-bank-no-statement = il ne contient aucun relevé.
import-bank-sum-too-large = le total de ses montants dépasse ce qu'un dossier peut contenir.
import-bank-balance = le relevé ne tombe pas juste : { $what } (solde de départ et écritures, contre solde d'arrivée). Redemandez-le à la banque.

# -- comment il est lu --
import-format-iso = l'année d'abord
import-format-dmy = le jour d'abord
import-format-mdy = le mois d'abord
import-format-point = avec un point décimal
import-format-comma = avec une virgule décimale
import-tab = tabulation
import-note-dates-read-as = Les dates de « { $header } » se lisent { $format }, à cause de « { $value } », ligne { $line }.
import-note-amounts-read-as = Les montants de « { $header } » se lisent { $format }, à cause de « { $value } », ligne { $line }.
import-note-written-as = Lu en { $encoding }, cellules séparées par « { $delimiter } ».
import-note-columns-not-used = Colonnes non utilisées : { $headers }.
import-note-no-rows = Le fichier a un en-tête et aucune ligne.
import-note-due-before-issue = { $count ->
    [one] Une facture est à échéance avant son émission ; elle a été prise telle quelle.
   *[other] { $count } factures sont à échéance avant leur émission ; elles ont été prises telles quelles.
}

# -- erreurs de ligne --
import-row = Ligne { $line }, colonne « { $column } » : « { $value } » { $reason }
import-row-whole = Ligne { $line } : « { $value } » { $reason }
import-reason-missing = manque, et chaque ligne en a besoin.
import-reason-not-an-amount = n'est pas un montant.
import-reason-too-many-decimals = a plus de décimales que sa devise.
import-reason-amount-too-large = dépasse ce qu'un livre peut tenir.
import-reason-not-positive = n'est pas au-dessus de zéro, comme doit l'être un paiement.
import-reason-not-a-date = n'est pas une date.
import-reason-date-out-of-range = est avant 1900 ou après 2200.
import-reason-not-a-currency = n'est pas un code de devise.
import-reason-key-too-long = dépasse 64 caractères, c'est trop long pour une clé.
import-reason-not-a-channel = n'est pas un canal de contact.
import-reason-not-a-direction = n'est ni entrant ni sortant.
import-reason-too-long = est plus long qu'un message ne peut l'être.
import-reason-too-many-columns = se trouve au-delà du dernier en-tête.
import-reason-cut-short = est l'endroit où le fichier s'arrête : il manque à la ligne des cellules et sa fin. Exportez-le à nouveau.
import-reason-unclosed-quote = court sur de nombreuses lignes : un guillemet est sans doute resté ouvert.
import-reason-given-twice = figure sur une ligne précédente avec un autre contenu ; la première compte.
import-reason-not-a-rate = n'est pas un taux annuel en pour cent (12,15, au plus 100). Corrigez la cellule, ou laissez-la vide.
import-reason-not-a-code = n'est pas un mot connu ici. Écrivez un de nos codes, ou corrigez la cellule.
import-reason-no-such-debtor = n'est pas un débiteur de ce livre. Importez d'abord débiteurs ou factures, puis à nouveau ce fichier.
import-reason-does-not-fit = ne va pas avec ce livre. Corrigez la ligne, ou importez d'abord ce dont elle parle.

# -- ce qu'il en est sorti --
import-progress = { $done } lignes sur { $total } · { $rate } par seconde · encore { $left } s environ
import-resumed = Un import de ce fichier avait été interrompu ; il a été repris où il en était.
import-done = { $file } : { $rows } lignes, { $accepted } nouvelles ou changées, { $unchanged } telles quelles ; { $totals } dans le lot { $batch }.
import-nothing-new = { $file } : { $rows } lignes, rien de nouveau.
import-would = { $file } : { $rows } lignes ; { $accepted } seraient nouvelles ou changées, { $unchanged } sont telles quelles. Rien n'a été écrit.
import-cases = { $cases ->
    [one] Un débiteur est nouveau.
   *[other] { $cases } débiteurs sont nouveaux.
}
import-settled = Postes ouverts : { $settled } soldées parce que le fichier ne les porte plus, { $partly } payées en partie, { $reopened } rouvertes.
import-rejected = { $rejected ->
    [one] Une ligne n'est pas entrée :
   *[other] { $rejected } lignes ne sont pas entrées :
}
import-more-errors = … et { $count } de plus : --json les liste.
import-undo-hint = Pour tout reprendre : relance batches --undo { $batch }
import-would-vanish = { $absent } des { $open } factures ouvertes de la source « { $source } » ne sont pas dans ce fichier et compteraient comme payées : plus de { $percent } %. Le fichier est-il complet ? Rien n'a été importé ; s'il est juste, répétez avec --yes.
import-would-vanish-unread = { $rejected } lignes n'ont pas pu se lire, et { $absent } factures ouvertes compteraient comme payées parce qu'elles n'y sont pas. Corrigez les lignes, ou répétez avec --yes. Rien n'a été importé.
import-change-new = + { $what }
import-change-ended = ~ { $what } (clos)
import-change-new-case = + { $what } (nouveau débiteur)
import-change-corrected = ~ { $what } (avant : { $held })
import-row-debtor = débiteur { $debtor } : { $name }
import-row-invoice = facture { $number } de { $debtor } : { $amount }, émise { $issued }, échéance { $due }
import-row-payment = paiement de { $debtor } : { $amount } le { $paid } { $number }
import-row-inferred = règlement déduit de { $number } par { $debtor } : { $amount } le { $paid }
import-row-contact = contact avec { $debtor } : { $channel }, { $day }

# -- lots --
batches-none = Rien n'a encore été importé.
batch-state-complete = complet
batch-state-loading = interrompu
batch-state-undone = annulé
batch-unknown = Il n'y a pas de lot { $batch }.
batch-undone-before = Le lot { $batch } avait déjà été annulé.
batch-undone = Le lot { $batch } ({ $file }) est annulé : { $cases ->
    [one] un dossier est redevenu
   *[other] { $cases } dossiers sont redevenus
} comme avant lui. Importer le fichier de nouveau le ramène.

import-bank-not-fec = ce n'est pas un FEC : il manque { $what } dans l'en-tête.

# -- ce qu'un relevé contenait --
bank-warning-amount = Ligne { $line } : « { $value } » n'est pas un montant ; l'écriture a été laissée de côté.
bank-warning-date = Ligne { $line } : « { $value } » n'est pas une date.
bank-warning-currency = Ligne { $line } : « { $value } » n'est pas une devise ; celle du portefeuille a été prise là où le format n'en nomme pas.
bank-warning-balance = Ligne { $line } : « { $value } » n'est pas un solde.
bank-warning-unchecked = Ligne { $line } : un relevé n'a pas pu être vérifié par ses soldes.
bank-warning-more = … et { $count } autres.
import-statement = Compte { $account }, jusqu'au { $until } : { $entries ->
    [one] 1 écriture
   *[other] { $entries } écritures
}, { $checked ->
    [yes] le relevé tombe juste sur le solde d'arrivée
   *[no] aucun solde pour les vérifier
}.
import-bank-done = { $file } : { $accepted ->
    [one] 1 ligne nouvelle
   *[other] { $accepted } lignes nouvelles
} ({ $totals } encaissés), { $unchanged } connues. { $matched } paiements rapprochés, { $returned } revenus impayés, { $waiting } en attente{ $waiting ->
    [0] .
   *[other] {" "}: relance reconcile
}
import-fec-done = { $kept } lignes de comptes clients ; { $unlettered } non lettrées, { $balance } en tout.
import-fec-unbalanced = Débiteur { $debtor }, lettre { $letter } : le groupe ne tombe pas juste, il reste { $difference }.
import-fec-uneven = L'écriture { $entry }, ligne { $line }, n'est pas équilibrée : { $left } de trop au { $side ->
    [debit] débit
   *[credit] crédit
}. Elle est entrée telle quelle.
import-fec-uneven-more = … et { $count } autres écritures non équilibrées.
import-fec-repeated = L'écriture { $entry } figure une seconde fois à la ligne { $line } ; elle compte une fois.
import-fec-repeated-more = … et { $count } autres écritures qui figurent deux fois.
import-fec-openings = { $count ->
    [one] 1 ligne reporte
   *[other] { $count } lignes reportent
} à nouveau ce que le fichier dit de l'exercice précédent ; rien ne compte deux fois.
import-fec-without-aux = { $count ->
    [one] 1 ligne du compte clients ne nomme
   *[other] { $count } lignes du compte clients ne nomment
} aucun client (CompAuxNum est vide) : elles sont réunies sous un seul débiteur.
import-row-write-off = passage en perte pour { $debtor } : { $amount } le { $paid } { $number }
import-fec-more = … et { $count } autres groupes.
import-terms-kind = --terms va avec fec : il dit l'échéance d'une facture qui n'en nomme pas.
import-map-kind = --map va avec nos tableaux ; un fichier de banque ou un FEC n'en a pas besoin.

# -- appels d'un standard --
import-calls-nobodys = { $count ->
    [one] 1 appel concerne un numéro qu'aucun débiteur ne porte, par exemple { $example }.
   *[other] { $count } appels concernent des numéros qu'aucun débiteur ne porte, par exemple { $example }.
} Ils attendent : relance tray.
import-calls-several = { $count ->
    [one] 1 appel concerne un numéro que plusieurs débiteurs portent : { $example }. Il attend : relance tray.
   *[other] { $count } appels concernent des numéros que plusieurs débiteurs portent, par exemple { $example }. Ils attendent : relance tray.
}
import-calls-unplaced = { $count ->
    [one] 1 appel n'a jamais quitté le standard.
   *[other] { $count } appels n'ont jamais quitté le standard.
}
import-cards-nobodys = { $count ->
    [one] 1 carte ne montre ni numéro, ni adresse, ni nom d'un débiteur : { $example }.
   *[other] { $count } cartes ne montrent ni numéro, ni adresse, ni nom d'un débiteur, par exemple { $example }.
}
import-cards-several = { $count ->
    [one] 1 carte peut être celle de plusieurs débiteurs : { $example }.
   *[other] { $count } cartes peuvent être celles de plusieurs débiteurs, par exemple { $example }.
}
import-mail-nobodys = { $count ->
    [one] 1 message porte des adresses qu'aucun débiteur n'a, de { $example }.
   *[other] { $count } messages portent des adresses qu'aucun débiteur n'a, par exemple de { $example }.
} Ils attendent : relance tray.
import-mail-several = { $count ->
    [one] 1 message peut être de plusieurs débiteurs, de { $example }. Il attend : relance tray.
   *[other] { $count } messages peuvent être de plusieurs débiteurs, par exemple de { $example }. Ils attendent : relance tray.
}
import-sms-nobodys = { $count ->
    [one] 1 SMS porte des numéros qu'aucun débiteur n'a : { $example }.
   *[other] { $count } SMS portent des numéros qu'aucun débiteur n'a, par exemple { $example }.
} Ils attendent : relance tray.
import-sms-several = { $count ->
    [one] 1 SMS porte un numéro que plusieurs débiteurs ont : { $example }. Il attend : relance tray.
   *[other] { $count } SMS portent des numéros que plusieurs débiteurs ont, par exemple { $example }. Ils attendent : relance tray.
}
import-letters-nobodys = { $count ->
    [one] 1 courrier ne dit pas à quel débiteur il va : { $example }.
   *[other] { $count } courriers ne disent pas à quel débiteur ils vont, par exemple { $example }.
} Ils attendent : relance tray. Une colonne « client » ou « facture » le dirait.
import-letters-several = { $count ->
    [one] 1 courrier peut aller à plusieurs débiteurs : { $example }. Il attend : relance tray.
   *[other] { $count } courriers peuvent aller à plusieurs débiteurs, par exemple { $example }. Ils attendent : relance tray.
}
import-heard-sure = Par numéro ou référence : { $certain } ; par facture ou domaine, probable : { $likely } ; par nom, possible : { $possible } ; nouveaux dans la corbeille d'attente : { $waiting }.
import-heard-left-out = { $count ->
    [one] 1 contact est écarté : quelqu'un a dit que son numéro ou son adresse n'est à personne.
   *[other] { $count } contacts sont écartés : quelqu'un a dit que leurs numéros ou adresses ne sont à personne.
}
import-heard-beyond = { $count ->
    [one] 1 contact de plus n'a trouvé personne, au-delà de ce qu'une corbeille garde d'un fichier
   *[other] { $count } contacts de plus n'ont trouvé personne, au-delà de ce qu'une corbeille garde d'un fichier
} ; importez de nouveau le fichier une fois la corbeille vue.
import-heard-waits = { $file } : { $rows } lignes, rien encore pour un débiteur, { $waiting } de plus dans la corbeille d'attente, lot { $batch }.
import-heard-no-point = { $count ->
    [one] 1 contact ne montre ni numéro ni adresse qui le ferait reconnaître.
   *[other] { $count } contacts ne montrent ni numéro ni adresse qui les feraient reconnaître.
}
