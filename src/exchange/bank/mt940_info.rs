//! The text beside an MT940 entry: free, in German subfields (`?20`), or in Dutch and SEPA words (`/NAME/`, `EREF+`).
//! What never lives here: the entry line itself.
//! `mt940` calls it.

use super::value::{account, field, reference};
use super::{Entry, Part};

/// Words that begin a piece of a SEPA remittance text.
const SEPA: [&str; 8] = ["EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "SVWZ+", "ABWA+", "ABWE+"];

/// Fills an entry from the fields that follow it.
pub(super) fn inform(entry: &mut Entry, fields: &[String]) {
    let credit = entry.credit;
    let Some(part) = entry.parts.first_mut() else { return };
    for text in fields {
        let code = text.get(..3).unwrap_or("");
        let mark = text.chars().nth(3).unwrap_or(' ');
        if code.bytes().all(|byte| byte.is_ascii_digit()) && code.len() == 3 && (mark == '?' || mark == '>') {
            // 108 and 109: a debit that came back
            if matches!(code, "108" | "109") && part.reason.is_empty() {
                code.clone_into(&mut part.reason);
                entry.reversal = true;
            }
            subfields(part, &text[3..], mark, credit);
        } else if text.starts_with('/') {
            slashes(part, text, credit);
        } else if !text.trim().is_empty() {
            part.remittance.push(field(text));
        }
    }
    if !entry.label.is_empty() && part.remittance.is_empty() {
        part.remittance.push(entry.label.clone());
    }
    if part.reason.is_empty() && matches!(entry.code.get(1..), Some("RTI" | "RTN")) {
        part.reason = entry.code[1..].to_owned();
        entry.reversal = true;
    }
}

/// `?00` what it is, `?20` to `?29` and `?60` to `?63` text, `?30` bank, `?31` account, `?32` and `?33` name.
fn subfields(part: &mut Part, text: &str, mark: char, credit: bool) {
    let joined: String = text.split('\n').collect();
    let (mut words, mut name, mut number) = (String::new(), String::new(), String::new());
    for piece in joined.split(mark).skip(1) {
        let (Some(code), Some(rest)) = (piece.get(..2), piece.get(2..)) else { continue };
        match code {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62" | "63" => {
                words.push_str(rest);
            }
            "31" => number = account(rest),
            "32" | "33" => name.push_str(rest),
            _ => {}
        }
    }
    let party = if credit { &mut part.debtor } else { &mut part.creditor };
    (party.name, party.account) = (field(&name), number);
    sepa(part, &words);
}

fn sepa(part: &mut Part, words: &str) {
    let mut places: Vec<(usize, &str)> = SEPA.iter().flat_map(|word| words.match_indices(word)).collect();
    places.sort_unstable();
    let first = places.first().map_or(words.len(), |(at, _)| *at);
    let mut free = vec![field(&words[..first])];
    for (slot, (at, word)) in places.iter().enumerate() {
        let end = places.get(slot + 1).map_or(words.len(), |(next, _)| *next);
        let value = &words[at + word.len()..end];
        match *word {
            "EREF+" => part.end_to_end = reference(value),
            "MREF+" => part.mandate = reference(value),
            "SVWZ+" => free.push(field(value)),
            "KREF+" => part.bank_reference = reference(value),
            _ => {}
        }
    }
    part.remittance.extend(free.into_iter().filter(|text| !text.is_empty()));
}

/// `/WORD/value` pairs.
fn slashes(part: &mut Part, text: &str, credit: bool) {
    const WORDS: [&str; 14] = [
        "/EREF/", "/MARF/", "/NAME/", "/IBAN/", "/REMI/", "/BENM/", "/ORDP/", "/ISDT/", "/RTRN/", "/TRCD/", "/CNTP/",
        "/CSID/", "/PREF/", "/BIC/",
    ];
    let joined: String = text.split('\n').collect();
    let mut places: Vec<(usize, &str)> = WORDS.iter().flat_map(|word| joined.match_indices(word)).collect();
    places.sort_unstable();
    let party = if credit { &mut part.debtor } else { &mut part.creditor };
    for (slot, (at, word)) in places.iter().enumerate() {
        let begin = at + word.len();
        let end = places.get(slot + 1).map_or(joined.len(), |(next, _)| *next).max(begin);
        let value = &joined[begin..end];
        match *word {
            "/EREF/" => part.end_to_end = reference(value),
            "/MARF/" => part.mandate = reference(value),
            "/NAME/" => party.name = field(value),
            "/IBAN/" => party.account = account(value),
            "/RTRN/" => part.reason = field(value),
            "/REMI/" => part.remittance.push(field(value)),
            "/CNTP/" => {
                let mut pieces = value.split('/');
                party.account = account(pieces.next().unwrap_or(""));
                party.name = field(pieces.nth(1).unwrap_or(""));
            }
            _ => {}
        }
    }
    if part.remittance.iter().all(String::is_empty) {
        part.remittance = vec![field(&joined)];
    }
}
