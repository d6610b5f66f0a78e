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
