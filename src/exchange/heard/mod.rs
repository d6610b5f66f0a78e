//! Contacts as other systems keep them: they know numbers and addresses, not debtors.
//! What never lives here: whose number it is (see `store::read::whose`), SQL, wording.
//! `cli` reads a file here, asks whose each contact is, and hands on what is somebody's.

mod card;
mod cdr;
mod mail;
mod states;
mod table;

pub use card::{Card, CardPoint, cards};
pub use cdr::calls;
pub use mail::messages;
pub use table::table;

pub(super) use table::{letter, sms};

use states::{letter_state, message_state};

use crate::domain::codes::{Channel, Outcome};
use crate::domain::letter as post;
use crate::domain::values::text::REFERENCE_CHARS_MAX;
use crate::domain::values::{Day, Instant};

/// Longest key of a contact, in characters.
const KEY_CHARS_MAX: usize = REFERENCE_CHARS_MAX;
/// Words of a message that are looked up as numbers of invoices.
const NUMBERS_MAX: usize = 40;
/// Characters of the shortest such word.
const NUMBER_CHARS_MIN: usize = 4;

/// How a conversation begins that is known by its subject alone.
pub const SUBJECT: &str = "subject ";

/// One contact as the other system kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The line it began on, or its place among the messages of a folder, from 1.
    pub line: u64,
    /// Its key in that system.
    pub key: String,
    /// When it took place.
    pub at: Instant,
    /// The book's day of `at`.
    pub day: Day,
    /// How it travelled: it says what `from` and `to` are.
    pub channel: Channel,
    /// Numbers or addresses it came from; the first is the system's own word.
    pub from: Vec<String>,
    /// Numbers or addresses it went to; the first is the system's own word.
    pub to: Vec<String>,
    /// Talk time, seconds.
    pub seconds: u32,
    /// What came of it when the debtor began it; `None`: only people know.
    pub outcome_in: Option<Outcome>,
    /// … when we began it.
    pub outcome_out: Option<Outcome>,
    /// What was written.
    pub note: String,
    /// Words in it that may be numbers of invoices.
    pub numbers: Vec<String>,
    /// The debtor's reference, where the other system writes it.
    pub debtor: String,
    /// The name it was addressed to, where no number tells whose it is.
    pub name: String,
    /// Keys of the messages it answers, the nearest first.
    pub thread: Vec<String>,
    /// The thread it belongs to: the id of the first message as far as its own headers tell; without any id its subject, which
    /// holds for one counterpart (see [`SUBJECT`]).
    pub conversation: String,
    /// What it quotes of earlier messages.
    pub quoted: String,
    /// What whoever began it is called, if told: it is shown, it decides nothing.
    pub called: String,
}

impl Heard {
    /// More news of the same letter, from the same file.
    pub fn follow(&mut self, later: Self) {
        let ((before, mut steps), (now, told)) = (post::read(&self.note), post::read(&later.note));
        steps.extend(told);
        let written = if before.is_empty() { now } else { before };
        self.note = post::write(written, &steps);
        self.outcome_out = post::state(&steps);
        if later.at < self.at {
            (self.at, self.day) = (later.at, later.day);
        }
        self.numbers.extend(later.numbers);
        for (own, other) in [(&mut self.debtor, later.debtor), (&mut self.name, later.name)] {
            if own.is_empty() {
                *own = other;
            }
        }
    }
}

/// What a file of contacts held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows or messages.
    pub rows: u64,
    /// … refused.
    pub rejected: u64,
    /// … of calls that never left the exchange.
    pub unplaced: u64,
}

/// Words that may be numbers of invoices, the subject's first.
fn numbers(subject: &str, text: &str) -> Vec<String> {
    let words = subject.split_whitespace().chain(text.split_whitespace());
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let likely = bare.filter(|word| word.len() >= NUMBER_CHARS_MIN && word.contains(|c: char| c.is_ascii_digit()));
    let likely = likely.filter(|word| !word.contains('@') && word.len() <= REFERENCE_CHARS_MAX);
    let mut all: Vec<String> = vec![];
    for word in likely {
        if all.len() < NUMBERS_MAX && !all.iter().any(|known| known == word) {
            all.push(word.to_owned());
        }
    }
    all
}
