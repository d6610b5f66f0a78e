//! Entries cut into the single payments they hold, each with a key that stays the same however often it is read.
//! What never lives here: whose payment it is.
//! `cli` hands these to the store.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Entry, Head};
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{Day, Money};

pub use crate::domain::bank::{BankLine, LineKind};

/// Why an entry became no line: a field every payment needs could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// No amount.
    Amount,
    /// No day.
    Day,
}

/// Keys given so far, so that the second of two entries that agree in everything is told from the first.
#[derive(Debug, Default)]
pub struct Keys(HashMap<u64, u32>);

impl Keys {
    fn key(&mut self, content: &str) -> String {
        let digest: [u8; 32] = Sha256::digest(content.as_bytes()).into();
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        let hash = u64::from_be_bytes(head);
        let count = self.0.entry(hash).or_default();
        *count += 1;
        if *count == 1 { format!("{hash:016x}") } else { format!("{hash:016x}.{count}") }
    }
}

/// The lines of one booked entry: one for each detail where their amounts make up the entry's, else one in all.
/// An entry that is only announced gives none.
pub fn lines(head: &Head, entry: &Entry, keys: &mut Keys) -> Result<Vec<BankLine>, Lacking> {
    if !entry.booked {
        return Ok(vec![]);
    }
    let amount = entry.amount.ok_or(Lacking::Amount)?;
    let on = entry.value_on.or(entry.booked_on).ok_or(Lacking::Day)?;
    let told: Option<i64> = entry
        .parts
        .iter()
        .map(|part| part.amount.filter(|money| money.currency == amount.currency).map(|money| money.minor.abs()))
        .sum();
    let cut = entry.parts.len() > 1 && told == Some(amount.minor.abs());
    let whole = [merged(entry)];
    let parts: &[super::Part] = if cut { &entry.parts } else { &whole };
    Ok(parts
        .iter()
        .map(|part| {
            let minor =
                part.amount.filter(|_| cut).map_or(amount.minor, |money| money.minor.abs() * amount.minor.signum());
            line(head, entry, part, Money::new(minor, amount.currency), on, keys)
        })
        .collect())
}

/// One part of all of an entry's details.
fn merged(entry: &Entry) -> super::Part {
    let mut parts = entry.parts.iter().cloned();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        all.structured.extend(part.structured);
        all.remittance.extend(part.remittance);
        for (mine, other) in [(&mut all.end_to_end, part.end_to_end), (&mut all.reason, part.reason)] {
            if mine.is_empty() {
                *mine = other;
            }
        }
        // several payers in one sum: nobody's payment in particular
        if all.debtor != part.debtor {
            all.debtor = super::Party::default();
        }
    }
    all
}

fn line(head: &Head, entry: &Entry, part: &super::Part, amount: Money, on: Day, keys: &mut Keys) -> BankLine {
    let returned = entry.reversal || !part.reason.is_empty();
    let kind = match (amount.minor > 0, returned) {
        (true, false) => LineKind::Payment,
        (false, true) => LineKind::Return,
        (true, true) | (false, false) => LineKind::Other,
    };
    let mut text = part.remittance.join(" ");
    if !entry.label.is_empty() && !text.contains(&entry.label) {
        text = format!("{text} {}", entry.label);
    }
    let other = if amount.minor > 0 || returned { &part.debtor } else { &part.creditor };
    let other = if other.name.is_empty() && returned { &part.creditor } else { other };
    let own = if entry.bank_reference.is_empty() { &part.bank_reference } else { &entry.bank_reference };
    // what two readings of the same entry agree in, whatever the file around it
    let day = entry.booked_on.unwrap_or(on);
    let content = [
        head.account.as_str(),
        &day.to_string(),
        &amount.to_string(),
        own,
        &part.end_to_end,
        &part.bank_reference,
        &other.account,
        &text,
    ];
    let key = keys.key(&content.join("\u{1f}"));
    BankLine {
        reference: key,
        account: head.account.clone(),
        booked_on: entry.booked_on.unwrap_or(on),
        value_on: on,
        amount,
        kind,
        payer: clean_line(&other.name, NAME_CHARS_MAX),
        payer_account: other.account.clone(),
        end_to_end: part.end_to_end.clone(),
        mandate: part.mandate.clone(),
        structured: part.structured.clone(),
        text: clean_line(&text, NOTE_CHARS_MAX),
        reason: part.reason.clone(),
        code: entry.code.clone(),
    }
}
