//! Invented names of companies and people, French and English, with their accents, places and phone numbers.
//! What never lives here: a real person. Phone numbers lie in ranges kept for fiction.
//! `demo::story` draws from it.

use super::chance::Chance;
use crate::domain::ledger::DebtorRow;

const FAMILY_FR: &[&str] = &[
    "Lefèvre",
    "Garçonnet",
    "Hébrard",
    "Ménétrier",
    "Bréhat",
    "Œuvrard",
    "Le Goffic",
    "d'Aubigny",
    "Crépin",
    "Noël",
    "Faïence",
    "Vauquelin",
    "Sénéchal",
    "Ruaudel",
    "Thévenot",
    "Brémond",
    "Château",
    "Gaël-Martin",
    "Pélissou",
    "Agüero",
];
const FAMILY_EN: &[&str] = &[
    "Ashworth",
    "Brontley",
    "Cadwell",
    "O'Shaughlin",
    "Fenwicke",
    "Harrowgate",
    "Pemberly",
    "Thistlewood",
    "Wexcombe",
    "Yarrowby",
];
const FIRST_FR: &[&str] = &["Zoé", "Anaïs", "Loïc", "François", "Chloé", "Jérôme", "Agnès", "Rémi", "Hélène", "Côme"];
const FIRST_EN: &[&str] = &["Edith", "Rowan", "Nigel", "Imogen", "Basil", "Maud"];
const TRADE_FR: &[&str] = &[
    "Boulangerie",
    "Menuiserie",
    "Garage",
    "Clinique",
    "Imprimerie",
    "Transports",
    "Pépinières",
    "Électricité",
    "Hôtel",
    "Fromagerie",
    "Maçonnerie",
    "Librairie",
    "Chaudronnerie",
    "Laboratoire",
    "Traiteur",
];
const TRADE_EN: &[&str] =
    &["Bakery", "Joinery", "Motors", "Print Works", "Haulage", "Nurseries", "Brewery", "Stationers"];
const FORM_FR: &[&str] = &["SARL", "SAS", "Ets", "SCOP", "EURL"];
/// Postcode and city.
const PLACE_FR: &[(&str, &str)] = &[
    ("29200", "Brest"),
    ("35000", "Rennes"),
    ("38000", "Grenoble"),
    ("42000", "Saint-Étienne"),
    ("45000", "Orléans"),
    ("59000", "Lille"),
    ("63000", "Clermont-Ferrand"),
    ("64100", "Bayonne"),
    ("67000", "Strasbourg"),
    ("69003", "Lyon"),
    ("76000", "Rouen"),
    ("13008", "Marseille"),
];
const PLACE_EN: &[(&str, &str)] =
    &[("BS1 4QA", "Bristol"), ("LS2 7EY", "Leeds"), ("NR1 3PX", "Norwich"), ("EX1 1HS", "Exeter")];

/// Debtor number `n` (from 1). One in five is English, one in six a person.
pub(super) fn debtor(chance: &mut Chance, n: u32) -> DebtorRow {
    let english = chance.percent(20);
    let person = chance.percent(17);
    let family = *chance.pick(if english { FAMILY_EN } else { FAMILY_FR });
    let name = match (english, person) {
        (true, true) => format!("{} {family}", chance.pick(FIRST_EN)),
        (false, true) => format!("{} {family}", chance.pick(FIRST_FR)),
        (true, false) => format!("{family} {} Ltd", chance.pick(TRADE_EN)),
        (false, false) => format!("{} {} {family}", chance.pick(FORM_FR), chance.pick(TRADE_FR)),
    };
    let (postcode, city) = *chance.pick(if english { PLACE_EN } else { PLACE_FR });
    // Numbers that Arcep and Ofcom keep for works of fiction.
    let tail = chance.between(0, 9_999);
    let phone = if english {
        format!("+44 117 496 0{:03}", tail % 1_000)
    } else {
        format!("+33 1 99 00 {:02} {:02}", tail / 100, tail % 100)
    };
    let handle: String = crate::domain::values::text::fold(family).replace(' ', "");
    DebtorRow {
        reference: format!("D{n:05}"),
        name,
        kind: if person { "person" } else { "company" }.to_owned(),
        postcode: postcode.to_owned(),
        city: city.to_owned(),
        country: if english { "GB" } else { "FR" }.to_owned(),
        phones: vec![phone],
        emails: if chance.percent(70) { vec![format!("compta@{handle}{n}.example")] } else { vec![] },
        language: if english { "en" } else { "fr" }.to_owned(),
        segment: if person { "particuliers" } else { "pro" }.to_owned(),
        ..DebtorRow::default()
    }
}
