//! What a case can be found by: folded words, digits and addresses, made when rows are loaded, read by `read::find`.
//! What never lives here: SQL, ranking of matches.
//! `bulk` writes these keys, `read::find` folds what is typed by the same functions, `verify` makes them again.

use crate::domain::heard::{Point, PointKind};
use crate::domain::ledger::DebtorRow;
pub use crate::domain::point::{email_key, phone_digits};
use crate::domain::values::text::fold;

/// A debtor's reference, folded, without spaces.
pub const REFERENCE: i64 = 1;
/// An invoice's number, folded, without spaces.
pub const INVOICE: i64 = 2;
/// A phone number's digits.
pub const PHONE: i64 = 3;
/// An e-mail address in lower case.
pub const EMAIL: i64 = 4;
/// A word of the name, folded.
pub const NAME: i64 = 5;

/// The domain of an e-mail address.
pub const DOMAIN: i64 = 6;
/// The number of a letter; nobody is found by it.
pub const LETTER: i64 = 7;

/// Most words of one name that are kept: longer names are addresses in disguise.
pub const NAME_WORDS_MAX: usize = 12;
/// Digits of the shortest number that can be a debtor's.
const OUTSIDE_DIGITS_MIN: usize = 6;

/// Every key of a debtor row with its kind; empty ones left out, each once.
#[must_use]
pub fn for_debtor(debtor: &DebtorRow) -> Vec<(String, i64)> {
    let mut keys = vec![(squeeze(&debtor.reference), REFERENCE)];
    keys.extend(debtor.phones.iter().map(|phone| (phone_digits(phone), PHONE)));
    keys.extend(debtor.emails.iter().map(|email| (email_key(email), EMAIL)));
    let domain = |email: &String| email_key(email).split_once('@').map(|(_, domain)| (domain.to_owned(), DOMAIN));
    keys.extend(debtor.emails.iter().filter_map(domain));
    keys.extend(name_words(&debtor.name).into_iter().map(|word| (word, NAME)));
    keys.retain(|(key, _)| !key.is_empty());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The key of an invoice number (kind [`INVOICE`]); empty when nothing is left of it.
#[must_use]
pub fn for_invoice(number: &str) -> String {
    squeeze(number)
}

/// Adds the key of an invoice number to `out`: what [`for_invoice`] makes, without a text of its own.
pub(super) fn push_invoice(number: &str, out: &mut Vec<u8>) {
    if number.is_ascii() {
        out.extend(number.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()));
    } else {
        out.extend_from_slice(for_invoice(number).as_bytes());
    }
}

/// Folded, without spaces: how references and invoice numbers are compared.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| c != ' ');
    folded
}

/// What a point is kept under.
#[must_use]
pub const fn of_point(kind: PointKind) -> i64 {
    match kind {
        PointKind::Phone => PHONE,
        PointKind::Email => EMAIL,
        PointKind::Name => NAME,
        PointKind::Letter => LETTER,
    }
}

/// A point as it is compared; none when nothing is left of it, or it is an extension.
#[must_use]
pub fn point(kind: PointKind, text: &str) -> Option<Point> {
    let key = match kind {
        PointKind::Phone => phone_digits(text),
        PointKind::Email => email_key(text),
        PointKind::Name | PointKind::Letter => squeeze(text),
    };
    let long_enough = kind != PointKind::Phone || key.len() >= OUTSIDE_DIGITS_MIN;
    (long_enough && !key.is_empty()).then_some(Point { kind, key })
}

/// Words of a name, folded; letters that stand alone in a row (`C.A.F.`) also as one word.
#[must_use]
pub fn name_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    let end = |letters: &mut String, words: &mut Vec<String>| {
        if letters.chars().count() > 1 {
            words.push(std::mem::take(letters));
        }
        letters.clear();
    };
    for word in folded.split(' ').filter(|word| !word.is_empty()).take(NAME_WORDS_MAX) {
        if word.chars().count() == 1 {
            letters.push_str(word);
        } else {
            end(&mut letters, &mut words);
        }
        words.push(word.to_owned());
    }
    end(&mut letters, &mut words);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debtor_is_found_by_all_that_names_it() {
        let debtor = DebtorRow {
            reference: "D-0001".into(),
            name: "C.A.F. Hôpital Lefèvre".into(),
            phones: vec!["06 50 38 96 16".into(), "0650389616".into()],
            emails: vec!["Compta@Example.ORG ".into(), "none".into()],
            ..DebtorRow::default()
        };
        let keys = for_debtor(&debtor);
        for key in
            [("d0001", 1), ("650389616", 3), ("compta@example.org", 4), ("caf", 5), ("hopital", 5), ("lefevre", 5)]
        {
            assert!(keys.contains(&(key.0.to_owned(), key.1)), "{key:?} in {keys:?}");
        }
        assert_eq!(keys.iter().filter(|(_, kind)| *kind == PHONE).count(), 1);
        assert_eq!(for_invoice(" F 000-123 "), "f000123");
        for number in [" F 000-123 ", "", "--", "É-12", "a\u{a0}b"] {
            let mut pushed = vec![];
            push_invoice(number, &mut pushed);
            assert_eq!(pushed, for_invoice(number).as_bytes(), "{number}");
        }
    }
}
