//! The headers that common exports use in French and English, and the field each stands for.
//! What never lives here: reading a file.
//! `detect` calls it.

use crate::domain::values::text::fold;

use super::kind::{Field, Kind};

/// Header texts, folded and without spaces, by field, separated by spaces.
/// Ours first (the names of the fields), then what accounting packages and banks write.
const HEADERS: &[(Field, &str)] = &[
    (
        Field::Debtor,
        "debtor debtorid debtorref debtorreference customer customerid customerno customernumber customercode \
         customerref customerreference client clientid codeclient noclient nclient numclient numeroclient \
         numerodeclient refclient referenceclient codetiers tiers numerotiers comptetiers compteclient \
         compteauxiliaire compteaux compaux compauxnum auxiliaire account accountid accountno accountnumber \
         accountcode debiteur codedebiteur refdebiteur referencedebiteur",
    ),
    (
        Field::Number,
        "number invoice invoicenumber invoiceno invoiceid invoiceref invoicereference documentnumber \
         documentno docno docnumber numero numerofacture numerodefacture numfacture nfacture nofacture \
         facture reffacture referencefacture piece numeropiece numpiece npiece nopiece numerodepiece pieceref \
         referencepiece numerodocument reference",
    ),
    (
        Field::IssuedOn,
        "issuedon issued issuedate invoicedate documentdate docdate datefacture datedefacture datefacturation \
         datedefacturation dateemission datedemission datepiece datedepiece piecedate datedocument emission \
         emisele date",
    ),
    (
        Field::DueOn,
        "dueon due duedate datedue paymentduedate netduedate maturitydate echeance dateecheance datedecheance \
         echeancele datelimite datelimitedepaiement",
    ),
    (
        Field::PaidOn,
        "paidon paid paymentdate paiddate datepaid valuedate bookingdate datevaleur datedevaleur valeur \
         datepaiement datedepaiement datereglement datedereglement dateencaissement datedencaissement \
         dateoperation datedoperation date",
    ),
    (
        Field::SettledOn,
        "settledon settleddate settlementdate datesolde soldele datereglement datedereglement paymentdate \
         paidon datelettrage",
    ),
    (
        Field::Open,
        "open openamount openbalance outstanding outstandingamount amountdue amountoutstanding balance \
         balancedue remaining remainingamount resteapayer restedu restantdu montantrestant montantdu \
         montantouvert solde soldedu soldeouvert resteaencaisser",
    ),
    (
        Field::Amount,
        "amount invoiceamount totalamount grossamount amountgross amountinclvat amountincltax total \
         totalinclvat totalincltax grandtotal montant montantttc totalttc ttc montantfacture montanttotal \
         montantinitial paidamount amountpaid paymentamount montantregle montantpaye montantreglement \
         montantpaiement montantencaisse",
    ),
    (Field::Currency, "currency currencycode ccy cur iso devise codedevise monnaie idevise"),
    (Field::Document, "document documenttype doctype type typepiece typedepiece typedocument typedoc nature"),
    (
        Field::Claim,
        "claim claimtype claimnature itemtype chargetype principalorinterest naturecreance naturedelacreance \
         typecreance typedecreance poste creance",
    ),
    (
        Field::LateRate,
        "laterate latepaymentrate interestrate lateinterestrate penaltyrate rate taux tauxderetard tauxretard \
         tauxinteret tauxdinteret tauxinterets tauxdinterets tauxpenalite tauxpenalites tauxdepenalite tauxdepenalites",
    ),
    (
        Field::Name,
        "name debtorname customername clientname accountname companyname company fullname nom nomclient \
         nomduclient nomdebiteur nomtiers raisonsociale denomination denominationsociale societe intitule \
         intituleclient intitulecompte libelletiers compauxlib",
    ),
    (Field::Kind, "kind debtorkind customertype typeclient typedeclient typetiers categoriejuridique"),
    (Field::Address, "address address1 addressline1 street adresse adresse1 rue voie adressepostale"),
    (Field::Postcode, "postcode postalcode zip zipcode cp codepostal"),
    (Field::City, "city town ville commune localite"),
    (Field::Country, "country countrycode pays codepays"),
    (
        Field::Phone,
        "phone phonenumber telephone telephonenumber tel tel1 telfixe telephonefixe telephone1 \
         numerotelephone numerodetelephone",
    ),
    (Field::Mobile, "mobile mobilephone cell cellphone portable telportable telephoneportable telmobile tel2 gsm"),
    (Field::Email, "email emailaddress mail emailcompta courriel adresseemail adressemail adressecourriel mel"),
    (Field::Language, "language lang langue codelangue"),
    (Field::Segment, "segment customergroup category portfolio categorie famille portefeuille"),
    (
        Field::Collector,
        "collector agent owner accountmanager user chargederecouvrement gestionnaire recouvreur charge \
         utilisateur responsable",
    ),
    (
        Field::Group,
        "group groupcode codegroupe groupe groupement codegroupement parent parentid parentcode parentcompany \
         parentaccount codeparent societemere maisonmere holding",
    ),
    (
        Field::CreditLimit,
        "creditlimit limit creditline approvedlimit insuredlimit limitedecredit limitecredit limite plafond \
         plafondcredit plafonddecredit encoursautorise encoursmaximum encoursmax encoursgaranti",
    ),
    (
        Field::Invoice,
        "invoice invoicenumber invoiceno invoiceref facture numerofacture numerodefacture numfacture nfacture \
         nofacture reffacture referencefacture piece numeropiece npiece",
    ),
    (
        Field::Method,
        "method paymentmethod paymenttype mode modepaiement modedepaiement modereglement modedereglement \
         moyendepaiement type",
    ),
    (
        Field::Reference,
        "reference ref id paymentid paymentreference paymentno transactionid refpaiement referencepaiement \
         referencereglement numeroreglement numeropaiement numeroecriture contactid callid number numero",
    ),
    (
        Field::At,
        "at when date datetime timestamp calledat contactdate contactedat calldate dateheure datecontact \
         dateappel dateducontact datedelappel horodatage",
    ),
    (Field::Channel, "channel contacttype type canal moyen typecontact typedecontact"),
    (Field::Direction, "direction sens way"),
    (Field::Outcome, "outcome result resultcode disposition status resultat issue qualification coderesultat statut"),
    (Field::Seconds, "seconds duration durationseconds talktime duree dureesecondes dureeensecondes"),
    (Field::Point, "point phone phonenumber number to telephone numeroappele tel destinataire"),
    (Field::MadeOn, "madeon promisedon promisedate datepromesse datedelapromesse promisele dateengagement date"),
    (Field::WithdrawnOn, "withdrawnon withdrawn retireele retirele dateretrait dateannulation"),
    (
        Field::OpenedOn,
        "openedon opened openingdate disputedate createdon created dateouverture datedouverture ouvertle datelitige \
         datedulitige date",
    ),
    (Field::Invoices, "invoices invoice invoicenumber invoicenumbers factures facture numerofacture piece pieces"),
    (Field::Category, "category kind disputetype typelitige typedelitige nature categorie"),
    (Field::Cause, "reason reasoncode cause disputereason motif motiflitige motifdelitige codemotif"),
    (Field::Owner, "owner assignee responsable proprietaire suivipar regleepar"),
    (Field::Department, "department team service departement equipe"),
    (Field::Decision, "decision resolution outcome issue resultat"),
    (Field::DecidedOn, "decidedon decisiondate resolvedon datedecision datededecision tranchele dateresolution"),
    (Field::Credit, "credit creditamount creditedamount avoir montantavoir montantcredite"),
    (Field::Justified, "justified fonde justifie"),
    (Field::ClosedOn, "closedon closed closingdate datecloture datedecloture closle"),
    (Field::Note, "note notes comment comments remark commentaire commentaires remarque observation"),
];

/// What gateways and the post call them, where the words of other files would mislead: a number is a telephone's there.
const SMS: &[(Field, &str)] = &[
    (Field::Reference, "reference ref id sid messageid messagesid smsid msgid idmessage idsms identifiant uuid"),
    (
        Field::At,
        "at when sentat senton sentdate datesent sent submittedat createdat createddate datecreated creationdatetime \
         datetime timestamp datereceived receivedat date dateheure dateenvoi datedenvoi envoyele datereception \
         datedereception horodatage",
    ),
    (Field::From, "from sender senderid sendernumber source originator emetteur expediteur de"),
    (
        Field::To,
        "to receiver recipient recipientnumber destination destinationnumber msisdn dest destinataire \
         numerodestinataire a",
    ),
    (
        Field::Point,
        "point contact phone phonenumber number mobile mobilenumber numero numerotelephone numerodetelephone \
         telephone tel portable gsm",
    ),
    (Field::Direction, "direction sens type way"),
    (Field::Outcome, "outcome status state deliverystatus statut etat dlr deliveryreceipt accuse"),
    (Field::Note, "note body text message messagebody content contenu texte corps sms smstext"),
];
const LETTERS: &[(Field, &str)] = &[
    (
        Field::Reference,
        "reference tracking trackingnumber trackingid trackingcode barcode letternumber registerednumber ref \
         numerosuivi numerodesuivi numerolettre numerodelettre numerorecommande numerodelar numerolrar numar lrar \
         codebarres numeroenvoi numerodenvoi nsuivi nrecommande letterid number numero id",
    ),
    (
        Field::At,
        "at senton sent sentat sentdate datesent posted postedon postedat dateposted mailedon mailed maileddate \
         depositedon depositdate dateenvoi datedenvoi envoyele datedepot datededepot deposele depositle date",
    ),
    (
        Field::StateOn,
        "stateon statedate statusdate eventdate lasteventdate updatedat updatedon lastupdate datestatut datedustatut \
         dateetat datedeletat dateevenement datedelevenement datedernierevenement datedistribution",
    ),
    (Field::Outcome, "outcome state status event lastevent result statut etat evenement dernierevenement resultat"),
    (Field::Channel, "channel type lettertype product service produit typecourrier typedenvoi typeenvoi nature canal"),
    (
        Field::Name,
        "name recipient recipientname addressee debtorname customername company destinataire nomdestinataire \
         nomdudestinataire nom raisonsociale societe",
    ),
    (Field::Note, "note subject object title label objet titre libelle document comment commentaire"),
];

/// The words for the fields of a kind, in the order in which they take columns.
fn words(kind: Kind) -> Vec<(Field, &'static str)> {
    let own = match kind {
        Kind::Sms => SMS,
        Kind::Letters => LETTERS,
        Kind::Invoices | Kind::Debtors | Kind::Payments | Kind::Contacts | Kind::Promises | Kind::Disputes => &[],
    };
    let general = HEADERS.iter().filter(|(field, _)| !own.iter().any(|(other, _)| other == field));
    own.iter().chain(general).copied().filter(|(field, _)| field.belongs_to(kind)).collect()
}

/// What a debtor's own file calls its reference, beside the words every file uses.
const OWN_REFERENCE: &[&str] = &["reference", "ref", "id", "code", "numero", "number", "no", "compte"];

/// A header as compared: folded, without spaces.
#[must_use]
pub fn squeeze(header: &str) -> String {
    let mut folded = fold(header);
    folded.retain(|c| c != ' ');
    folded
}

/// The columns of a header row that are known for a kind: (field, column), each field and each column once.
#[must_use]
pub fn known(kind: Kind, headers: &[String]) -> Vec<(Field, usize)> {
    let squeezed: Vec<String> = headers.iter().map(|header| squeeze(header)).collect();
    let mut taken = vec![false; headers.len()];
    let mut out: Vec<(Field, usize)> = Vec::new();
    for (field, names) in words(kind) {
        let own: &[&str] = if field == Field::Debtor && kind == Kind::Debtors { OWN_REFERENCE } else { &[] };
        let column = names
            .split_whitespace()
            .chain(own.iter().copied())
            .find_map(|name| (0..squeezed.len()).find(|column| !taken[*column] && squeezed[*column] == name));
        if let Some(column) = column {
            taken[column] = true;
            out.push((field, column));
        }
    }
    out
}

/// The groups of fields that a kind needs and these columns lack, each by its first field.
#[must_use]
pub fn missing(kind: Kind, has: impl Fn(Field) -> bool) -> Vec<Field> {
    let lacking = kind.required().iter().filter(|group| !group.iter().any(|field| has(*field)));
    lacking.filter_map(|group| group.first().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(kind: Kind, text: &str) -> Vec<(Field, usize)> {
        let headers: Vec<String> = text.split(';').map(str::to_owned).collect();
        known(kind, &headers)
    }

    #[test]
    fn french_and_english_exports_are_known() {
        let french = columns(
            Kind::Invoices,
            "Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC;Reste dû;Devise",
        );
        for (field, column) in [
            (Field::Debtor, 0),
            (Field::Name, 1),
            (Field::Number, 2),
            (Field::IssuedOn, 3),
            (Field::DueOn, 4),
            (Field::Amount, 5),
            (Field::Open, 6),
            (Field::Currency, 7),
        ] {
            assert!(french.contains(&(field, column)), "{field:?}");
        }
        let english = columns(Kind::Payments, "Customer No;Value date;Amount;Invoice number;Reference");
        assert_eq!(english.len(), 5);
        assert!(missing(Kind::Payments, |field| english.iter().any(|(has, _)| *has == field)).is_empty());
    }

    #[test]
    fn our_own_headers_are_known_in_every_kind() {
        for kind in Kind::ALL {
            let own: Vec<String> =
                Field::ALL.iter().filter(|f| f.belongs_to(*kind)).map(|f| f.name().to_owned()).collect();
            let found = known(*kind, &own);
            for (column, name) in own.iter().enumerate() {
                assert!(
                    found.iter().any(|(field, at)| *at == column && field.name() == name),
                    "{kind}: {name} is read as {found:?}"
                );
            }
        }
    }

    #[test]
    fn every_header_is_kept_as_compared() {
        for (_, names) in HEADERS.iter().chain(SMS).chain(LETTERS) {
            for name in names.split_whitespace() {
                assert_eq!(name, squeeze(name), "kept as compared");
            }
        }
    }
}
