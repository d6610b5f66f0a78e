//! Words of exports for our codes: methods, channels, directions, outcomes, languages, countries, in French and English.
//! What never lives here: words we show (see `locales`).
//! `rows` calls it.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::domain::codes::{Channel, Direction, DisputeDecision, DisputeKind, DisputeReason, Method, Nature, Outcome};
use crate::domain::ledger::{LATE_RATE_MAX, WRITE_OFF_KEY};
use crate::domain::values::Currency;
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line, fold};

/// Numbers or addresses kept of one cell.
const SEVERAL_MAX: usize = 6;

/// A code by its name or short form, accents and case aside.
fn coded<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok().or_else(|| fold(text).replace(' ', "-").parse().ok())
}

fn among<T: Copy>(text: &str, table: &[(&str, T)]) -> Option<T> {
    let folded = fold(text);
    table.iter().find(|(word, _)| *word == folded).map(|(_, code)| *code)
}

/// How a payment was made, when the word is known.
#[must_use]
pub fn method(text: &str) -> Option<Method> {
    if text.is_empty() {
        return None;
    }
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("virement", Method::Transfer),
                ("virt", Method::Transfer),
                ("vrt", Method::Transfer),
                ("sepa", Method::Transfer),
                ("wire", Method::Transfer),
                ("wire transfer", Method::Transfer),
                ("bank transfer", Method::Transfer),
                ("cheque bancaire", Method::Cheque),
                ("check", Method::Cheque),
                ("ch", Method::Cheque),
                ("prelevement", Method::DirectDebit),
                ("prl", Method::DirectDebit),
                ("prelevement sepa", Method::DirectDebit),
                ("carte", Method::Card),
                ("carte bancaire", Method::Card),
                ("credit card", Method::Card),
                ("especes", Method::Cash),
                ("liquide", Method::Cash),
            ],
        )
    })
}

/// What an invoice claims, when the word is known.
#[must_use]
pub fn nature(text: &str) -> Option<Nature> {
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("capital", Nature::Principal),
                ("facture", Nature::Principal),
                ("invoice", Nature::Principal),
                ("creance", Nature::Principal),
                ("interet", Nature::Interest),
                ("interets", Nature::Interest),
                ("interets de retard", Nature::Interest),
                ("interets moratoires", Nature::Interest),
                ("penalite", Nature::Interest),
                ("penalites", Nature::Interest),
                ("penalites de retard", Nature::Interest),
                ("late interest", Nature::Interest),
                ("interest on arrears", Nature::Interest),
                ("late payment interest", Nature::Interest),
                ("frais", Nature::Costs),
                ("frais de recouvrement", Nature::Costs),
                ("indemnite", Nature::Costs),
                ("indemnite forfaitaire", Nature::Costs),
                ("indemnite forfaitaire de recouvrement", Nature::Costs),
                ("ifr", Nature::Costs),
                ("cost", Nature::Costs),
                ("fees", Nature::Costs),
                ("fixed indemnity", Nature::Costs),
                ("recovery costs", Nature::Costs),
            ],
        )
    })
}

/// What an accounting entry claims, as far as its label begins with saying so.
#[must_use]
pub fn nature_told(label: &str) -> Nature {
    let folded = fold(label);
    let begins = |all: &[&str]| all.iter().any(|words| folded.starts_with(words));
    if begins(&["interets de retard", "interets moratoires", "penalites de retard", "late interest"]) {
        Nature::Interest
    } else if begins(&["indemnite forfaitaire", "frais de recouvrement", "recovery costs"]) {
        Nature::Costs
    } else {
        Nature::Principal
    }
}

/// A rate as people write it (`12,15 %`, `12.15`), in hundredths of a percent; none when it is none, or beyond 100 %.
#[must_use]
pub fn late_rate(text: &str) -> Option<u32> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let rate: Decimal = bare.replace(',', ".").parse().ok()?;
    let hundredths = rate.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let rate = hundredths.is_integer().then(|| u32::try_from(hundredths).ok()).flatten()?;
    (rate <= LATE_RATE_MAX).then_some(rate)
}

/// The key of a row of payments: one whose "method" says that nobody paid is a write-off.
#[must_use]
pub fn key_by_method(method: &str, key: String) -> String {
    let given_up = matches!(
        fold(method).as_str(),
        "write off"
            | "written off"
            | "writeoff"
            | "wo"
            | "bad debt"
            | "perte"
            | "passage en perte"
            | "passe en perte"
            | "irrecouvrable"
            | "creance irrecouvrable"
            | "admission en non valeur"
            | "abandon de creance"
    );
    if given_up { format!("{WRITE_OFF_KEY}{key}") } else { key }
}

/// Complaint, dispute or refusal, when the word is known.
#[must_use]
pub fn dispute_kind(text: &str) -> Option<DisputeKind> {
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("reclamation", DisputeKind::Complaint),
                ("litige", DisputeKind::Dispute),
                ("litige commercial", DisputeKind::Dispute),
                ("contentieux", DisputeKind::Refusal),
                ("refus", DisputeKind::Refusal),
                ("refus de payer", DisputeKind::Refusal),
                ("refusal to pay", DisputeKind::Refusal),
            ],
        )
    })
}

/// Why a debtor disputes, when the word is known; the short forms of the trade are.
#[must_use]
pub fn dispute_reason(text: &str) -> Option<DisputeReason> {
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("prix", DisputeReason::Price),
                ("quantite", DisputeReason::Quantity),
                ("qualite", DisputeReason::Quality),
                ("livraison", DisputeReason::Delivery),
                ("retard", DisputeReason::Delivery),
                ("facture non recue", DisputeReason::InvoiceNotReceived),
                ("bon de commande", DisputeReason::PurchaseOrder),
                ("bon de commande manquant", DisputeReason::PurchaseOrder),
                ("po missing", DisputeReason::PurchaseOrder),
                ("doublon", DisputeReason::Duplicate),
                ("mauvaise adresse", DisputeReason::WrongEntity),
                ("adresse", DisputeReason::WrongEntity),
                ("remise", DisputeReason::Discount),
                ("taxe", DisputeReason::Tax),
                ("vat", DisputeReason::Tax),
                ("avoir attendu", DisputeReason::CreditNoteExpected),
                ("deja paye", DisputeReason::AlreadyPaid),
                ("conditions de paiement", DisputeReason::Terms),
                ("contrat", DisputeReason::Contract),
                ("prestation non faite", DisputeReason::ServiceNotDone),
                ("service", DisputeReason::ServiceNotDone),
                ("dette contestee", DisputeReason::NotMyDebt),
                ("fraude", DisputeReason::Fraud),
                ("autre", DisputeReason::Other),
            ],
        )
    })
}

/// How a dispute ended, when the word is known.
#[must_use]
pub fn dispute_decision(text: &str) -> Option<DisputeDecision> {
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("accepte", DisputeDecision::Accepted),
                ("accorde", DisputeDecision::Accepted),
                ("accepte en partie", DisputeDecision::PartlyAccepted),
                ("partiel", DisputeDecision::PartlyAccepted),
                ("partly", DisputeDecision::PartlyAccepted),
                ("rejete", DisputeDecision::Rejected),
                ("refuse", DisputeDecision::Rejected),
                ("retire", DisputeDecision::Withdrawn),
            ],
        )
    })
}

/// Yes or no.
#[must_use]
pub fn yes_or_no(text: &str) -> Option<bool> {
    let yes = ["yes", "y", "true", "1", "oui", "o", "vrai"].map(|word| (word, true));
    let no = ["no", "n", "false", "0", "non", "faux"].map(|word| (word, false));
    among(text, &[yes.as_slice(), no.as_slice()].concat())
}

/// By what a contact was made; an empty cell is a call.
#[must_use]
pub fn channel(text: &str) -> Option<Channel> {
    if text.is_empty() {
        return Some(Channel::Call);
    }
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("phone", Channel::Call),
                ("phone call", Channel::Call),
                ("telephone", Channel::Call),
                ("appel", Channel::Call),
                ("appel telephonique", Channel::Call),
                ("e mail", Channel::Email),
                ("courriel", Channel::Email),
                ("mel", Channel::Email),
                ("text", Channel::Sms),
                ("texto", Channel::Sms),
                ("courrier", Channel::Letter),
                ("lettre", Channel::Letter),
                ("mail postal", Channel::Letter),
                ("lettre recommandee", Channel::RegisteredLetter),
                ("recommande", Channel::RegisteredLetter),
                ("lr ar", Channel::RegisteredLetter),
                ("registered mail", Channel::RegisteredLetter),
                ("visite", Channel::Visit),
                ("portail", Channel::Portal),
            ],
        )
    })
}

/// Who began it; an empty cell is us.
#[must_use]
pub fn direction(text: &str) -> Option<Direction> {
    if text.is_empty() {
        return Some(Direction::Out);
    }
    coded(text).or_else(|| {
        among(
            text,
            &[
                ("outbound", Direction::Out),
                ("outbound api", Direction::Out),
                ("outbound reply", Direction::Out),
                ("sent", Direction::Out),
                ("mt", Direction::Out),
                ("envoye", Direction::Out),
                ("outgoing", Direction::Out),
                ("sortant", Direction::Out),
                ("emis", Direction::Out),
                ("inbound", Direction::In),
                ("received", Direction::In),
                ("mo", Direction::In),
                ("incoming", Direction::In),
                ("entrant", Direction::In),
                ("recu", Direction::In),
            ],
        )
    })
}

/// What came of it, when it is one of our codes.
#[must_use]
pub fn outcome(text: &str) -> Option<Outcome> {
    coded(text)
}

/// A currency by code or sign.
#[must_use]
pub fn currency(text: &str) -> Option<Currency> {
    match text {
        "€" => Some(Currency::EUR),
        "$" => "USD".parse().ok(),
        "£" => "GBP".parse().ok(),
        _ => text.parse().ok(),
    }
}

/// True when a document is a credit note.
#[must_use]
pub fn is_credit_note(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "avoir" | "av" | "credit note" | "credit memo" | "credit" | "creditnote" | "cn" | "note de credit"
    )
}

/// `company`, `person` or empty.
#[must_use]
pub fn debtor_kind(text: &str) -> &'static str {
    match text {
        "company" => "company",
        "person" => "person",
        "" => "",
        _ => match fold(text).as_str() {
            "company" | "societe" | "entreprise" | "professionnel" | "pro" | "personne morale" | "business" | "b2b"
            | "pm" => "company",
            "person" | "particulier" | "individual" | "consumer" | "personne physique" | "personne" | "b2c" | "pp" => {
                "person"
            }
            _ => "",
        },
    }
}

/// `fr`, `en` or empty.
#[must_use]
pub fn language(text: &str) -> &'static str {
    match fold(text).as_str() {
        "fr" | "fra" | "francais" | "french" | "fr fr" => "fr",
        "en" | "eng" | "anglais" | "english" | "en gb" | "en us" => "en",
        _ => "",
    }
}

/// ISO 3166 alpha-2 where known, else as it came.
#[must_use]
pub fn country(text: &str) -> String {
    if text.len() == 2 {
        return text.to_ascii_uppercase();
    }
    let known = among(
        text,
        &[
            ("france", "FR"),
            ("belgique", "BE"),
            ("belgium", "BE"),
            ("suisse", "CH"),
            ("switzerland", "CH"),
            ("luxembourg", "LU"),
            ("allemagne", "DE"),
            ("germany", "DE"),
            ("espagne", "ES"),
            ("spain", "ES"),
            ("italie", "IT"),
            ("italy", "IT"),
            ("pays bas", "NL"),
            ("netherlands", "NL"),
            ("portugal", "PT"),
            ("royaume uni", "GB"),
            ("united kingdom", "GB"),
            ("uk", "GB"),
            ("irlande", "IE"),
            ("ireland", "IE"),
            ("etats unis", "US"),
            ("united states", "US"),
            ("usa", "US"),
            ("canada", "CA"),
        ],
    );
    known.map_or_else(|| text.to_owned(), str::to_owned)
}

/// Talk time: seconds, `m:ss` or `h:mm:ss`; 0 when it is neither.
#[must_use]
pub fn seconds(text: &str) -> u32 {
    let mut total = 0u32;
    for part in text.trim().split(':') {
        let Ok(part) = part.trim().parse::<u32>() else { return 0 };
        total = total.saturating_mul(60).saturating_add(part);
    }
    total
}

/// The numbers or addresses of one cell, cleaned, each once.
#[must_use]
pub fn several(text: &str, between: &[char]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in text.split(between) {
        let part = clean_line(part, REFERENCE_CHARS_MAX);
        if !part.is_empty() && !out.contains(&part) && out.len() < SEVERAL_MAX {
            out.push(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_natures_are_read_as_exports_write_them() {
        assert_eq!(["12,15 %", "12.15", "8", "0", "100,00%"].map(late_rate), [1_215, 1_215, 800, 0, 10_000].map(Some));
        assert_eq!(["", "x", "-1", "100.01", "0.08125", "1e9"].map(late_rate), [None; 6]);
        assert_eq!(nature("Pénalités de retard"), Some(Nature::Interest));
        assert_eq!((nature("IFR"), nature("avoir")), (Some(Nature::Costs), None));
        assert_eq!(nature_told("Intérêts de retard FA1001"), Nature::Interest);
        assert_eq!(nature_told("Indemnité forfaitaire 40 EUR"), Nature::Costs);
        assert_eq!(nature_told("Facture FA1 ech 20260220"), Nature::Principal);
    }

    #[test]
    fn words_of_exports_are_known() {
        assert_eq!(method("Chèque"), Some(Method::Cheque));
        assert_eq!(method("VIR"), Some(Method::Transfer));
        assert_eq!(method("troc"), None);
        assert_eq!(channel("Téléphone"), Some(Channel::Call));
        assert_eq!(channel("pigeon"), None);
        assert_eq!(direction("Entrant"), Some(Direction::In));
        assert_eq!(outcome("PTP"), Some(Outcome::Promise));
        assert_eq!(currency("$").map(|c| c.to_string()), Some("USD".into()));
        assert!(is_credit_note("Avoir") && !is_credit_note("Facture"));
        assert_eq!(debtor_kind("Société"), "company");
        assert_eq!(country("Pays-Bas"), "NL");
        assert_eq!(seconds("2:05"), 125);
        assert_eq!(several("01 02 / 03 04;01 02", &['/', ';']), ["01 02", "03 04"]);
    }
}
