//! The words of a bank line that may be numbers of invoices or references of debtors.
//! What never lives here: asking whether they are.
//! `matching` calls it; `store` folds its keys by the same rule.

use crate::domain::bank::BankLine;
use crate::domain::values::text::fold;

/// Words joined to one number: `F 00014 - 13`.
const JOINED_MAX: usize = 4;
/// Shortest and longest number looked for, in characters.
const CHARS: std::ops::RangeInclusive<usize> = 4..=40;
/// Words of one line that are looked at: longer texts are prose.
const WORDS_MAX: usize = 60;

/// Folded, without spaces: how numbers and references are compared.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| c != ' ');
    folded
}

/// What a label begins with before it names who paid.
const BEFORE_NAME: [&str; 16] = [
    "vir",
    "virt",
    "virement",
    "sepa",
    "inst",
    "instantane",
    "recu",
    "emis",
    "de",
    "par",
    "en",
    "faveur",
    "transfer",
    "from",
    "credit",
    "payment",
];
/// What comes after the name.
const AFTER_NAME: [&str; 16] = [
    "ref",
    "reference",
    "motif",
    "facture",
    "factures",
    "fact",
    "fac",
    "invoice",
    "invoices",
    "rglt",
    "reglement",
    "acompte",
    "loyer",
    "id",
    "date",
    "bic",
];

/// Who paid as a label says it where the bank names no payer: `VIR SEPA RECU DE FONDERIE AUBERT REF 12`, folded.
#[must_use]
pub fn payer_in(label: &str) -> String {
    let folded = fold(label);
    let words = folded.split(' ').skip_while(|word| BEFORE_NAME.contains(word));
    let ends = |word: &&str| !AFTER_NAME.contains(word) && !word.bytes().any(|byte| byte.is_ascii_digit());
    words.take_while(ends).collect::<Vec<_>>().join(" ")
}

/// Every run of words that may be a number, squeezed, each once.
#[must_use]
pub fn tokens(line: &BankLine) -> Vec<String> {
    let mut all = vec![];
    for text in line.structured.iter().map(String::as_str).chain([line.text.as_str(), line.end_to_end.as_str()]) {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
        for from in 0..words.len() {
            let mut joined = String::new();
            for word in words[from..].iter().take(JOINED_MAX) {
                joined.push_str(word);
                add(&mut all, &joined);
                // an ISO 11649 reference: RF and two check digits before the number
                if joined.starts_with("rf")
                    && joined.len() > 4
                    && joined.as_bytes()[2..4].iter().all(u8::is_ascii_digit)
                {
                    add(&mut all, &joined[4..]);
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn add(all: &mut Vec<String>, word: &str) {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if CHARS.contains(&word.len()) && digits >= 2 {
        all.push(word.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::payer_in;

    #[test]
    fn a_label_says_who_paid_between_the_words_of_the_bank() {
        assert_eq!(payer_in("VIR SEPA RECU DE FONDERIE AUBERT REF 2026"), "fonderie aubert");
        assert_eq!(payer_in("Virement Société de l'Étang F00012"), "societe de l etang");
        assert_eq!(payer_in("REMISE CHEQUES 3"), "remise cheques");
        assert_eq!((payer_in("VIREMENT"), payer_in("")), (String::new(), String::new()));
    }
}
