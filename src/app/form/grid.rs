//! The grid of outcomes: whom the contact reached and what came of it, one key an outcome.
//! What never lives here: what follows an outcome (see `domain::codes`), drawing.
//! The contact form holds one.

use crate::domain::codes::Outcome;
use crate::input::{Key, KeyPress};

use super::{FormStep, Typed};

/// A heading of the grid: `outcome-group-NAME` in the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// The debtor was spoken to.
    Right,
    /// Somebody else was.
    Third,
    /// Nobody was.
    Nobody,
    /// The number or address is no good.
    Bad,
    /// What stops or changes the work on the case.
    Special,
    /// Not a talk.
    Other,
}

impl Head {
    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Third => "third",
            Self::Nobody => "nobody",
            Self::Bad => "bad",
            Self::Special => "special",
            Self::Other => "other",
        }
    }
}

/// A line of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A heading.
    Head(Head),
    /// An outcome and its key.
    Outcome(char, Outcome),
}

use Cell::Head as H;
use Cell::Outcome as O;

/// The columns, top to bottom: the usual first. Keys never change, so that hands learn them; no capital here is the
/// tail of an escape sequence.
pub const COLUMNS: [&[Cell]; 3] = [
    &[
        H(Head::Right),
        O('p', Outcome::Promise),
        O('s', Outcome::SaysPaid),
        O('c', Outcome::NoCommitment),
        O('b', Outcome::CallBackRequested),
        O('d', Outcome::Dispute),
        O('u', Outcome::InPaymentRun),
        O('i', Outcome::InvoiceNotReceived),
        O('w', Outcome::WaitingApproval),
        O('l', Outcome::Plan),
        O('f', Outcome::Paid),
        O('h', Outcome::UnableToPay),
        O('r', Outcome::Refuses),
        O('I', Outcome::Information),
        O('k', Outcome::HungUp),
    ],
    &[
        H(Head::Nobody),
        O('n', Outcome::NoAnswer),
        O('v', Outcome::Voicemail),
        O('o', Outcome::Busy),
        O('m', Outcome::MachineNoMessage),
        O('q', Outcome::QuickHangUp),
        H(Head::Third),
        O('t', Outcome::ThirdPartyMessage),
        O('y', Outcome::ThirdPartyNoMessage),
        O('g', Outcome::Gatekeeper),
        O('a', Outcome::Absent),
        H(Head::Bad),
        O('x', Outcome::WrongNumber),
        O('z', Outcome::Disconnected),
        O('e', Outcome::WrongParty),
        O('j', Outcome::LetterReturned),
    ],
    &[
        H(Head::Special),
        O('T', Outcome::StopContact),
        O('L', Outcome::Represented),
        O('E', Outcome::Complaint),
        O('V', Outcome::Vulnerable),
        O('G', Outcome::LanguageBarrier),
        O('J', Outcome::Insolvency),
        O('U', Outcome::OverIndebtedness),
        O('K', Outcome::Deceased),
        O('X', Outcome::CeasedTrading),
        H(Head::Other),
        O('M', Outcome::ReplyReceived),
        O('W', Outcome::PortalVisit),
        O('N', Outcome::NoteOnly),
        O('Y', Outcome::Skipped),
    ],
];

/// The key of an outcome.
#[must_use]
pub fn key_of(outcome: Outcome) -> Option<char> {
    let cells = COLUMNS.iter().flat_map(|column| column.iter());
    cells.filter_map(|cell| outcome_of(*cell)).find(|(_, other)| *other == outcome).map(|(key, _)| key)
}

/// The outcome of a key.
#[must_use]
pub fn outcome_keyed(key: char) -> Option<Outcome> {
    let cells = COLUMNS.iter().flat_map(|column| column.iter());
    cells.filter_map(|cell| outcome_of(*cell)).find(|(own, _)| *own == key).map(|(_, outcome)| outcome)
}

fn outcome_of(cell: Cell) -> Option<(char, Outcome)> {
    match cell {
        H(_) => None,
        O(key, outcome) => Some((key, outcome)),
    }
}

/// The grid with its hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Column of the hand, 0 to 2.
    pub column: usize,
    /// Line of the hand; never on a heading.
    pub row: usize,
    /// What was chosen.
    pub chosen: Option<Outcome>,
}

impl Default for Grid {
    fn default() -> Self {
        Self { column: 0, row: 1, chosen: None }
    }
}

impl Grid {
    /// The outcome under the hand.
    #[must_use]
    pub fn here(&self) -> Option<Outcome> {
        COLUMNS[self.column % 3].get(self.row).and_then(|cell| outcome_of(*cell)).map(|(_, outcome)| outcome)
    }

    /// Chooses an outcome and puts the hand on it.
    pub fn choose(&mut self, outcome: Outcome) {
        for (at, column) in COLUMNS.iter().enumerate() {
            let found = column.iter().position(|cell| outcome_of(*cell).is_some_and(|(_, other)| other == outcome));
            if let Some(row) = found {
                *self = Self { column: at, row, chosen: Some(outcome) };
            }
        }
    }

    /// Puts back what a draft held.
    pub fn restore(&mut self, name: &str) {
        if let Ok(outcome) = name.parse() {
            self.choose(outcome);
        }
    }

    /// Takes a key: a letter chooses, arrows move the hand.
    pub fn typed(&mut self, typed: &Typed) -> FormStep {
        let Typed::Key(press) = typed else { return FormStep::Same };
        if let Some(found) = letter(*press) {
            self.choose(found);
            return FormStep::Changed;
        }
        let before = *self;
        match press.code {
            Key::Up => self.up(),
            Key::Down => self.down(),
            Key::Left => self.sideways(2),
            Key::Right => self.sideways(1),
            Key::Home => self.row = 1,
            Key::End => self.row = COLUMNS[self.column % 3].len() - 1,
            Key::Char(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::PageUp
            | Key::PageDown
            | Key::F(_) => {}
        }
        if *self == before { FormStep::Same } else { FormStep::Moved }
    }

    fn is_head(&self, row: usize) -> bool {
        COLUMNS[self.column % 3].get(row).is_none_or(|cell| outcome_of(*cell).is_none())
    }

    fn up(&mut self) {
        if let Some(row) = (0..self.row).rev().find(|row| !self.is_head(*row)) {
            self.row = row;
        }
    }

    fn down(&mut self) {
        let rows = self.row + 1..COLUMNS[self.column % 3].len();
        if let Some(row) = rows.into_iter().find(|row| !self.is_head(*row)) {
            self.row = row;
        }
    }

    fn sideways(&mut self, by: usize) {
        self.column = (self.column + by) % 3;
        self.row = self.row.min(COLUMNS[self.column].len() - 1);
        if self.is_head(self.row) {
            self.down();
        }
    }
}

fn letter(press: KeyPress) -> Option<Outcome> {
    let wanted = press.typed()?;
    let mut cells = COLUMNS.iter().flat_map(|column| column.iter()).filter_map(|cell| outcome_of(*cell));
    cells.find(|(key, _)| *key == wanted).map(|(_, outcome)| outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_outcome_has_one_key_and_no_key_is_a_split_escape() {
        let mut keys = HashSet::new();
        let chosen = Outcome::ALL.iter().filter(|outcome| !outcome.is_carriers());
        for outcome in chosen.clone() {
            let key = key_of(*outcome);
            assert!(key.is_some_and(|key| keys.insert(key)), "{outcome}: {key:?}");
            assert!(key.is_some_and(|key| !"OABCDFHPQRSZ".contains(key)), "{outcome}");
        }
        let cells = COLUMNS.iter().flat_map(|column| column.iter()).filter(|cell| outcome_of(**cell).is_some());
        assert_eq!(cells.count(), chosen.count());
    }

    #[test]
    fn the_hand_is_never_on_a_heading() {
        let mut grid = Grid::default();
        let keys = [Key::Down, Key::Right, Key::Down, Key::Up, Key::Left, Key::End, Key::Right, Key::Home, Key::Left];
        for step in 0..500 {
            grid.typed(&Typed::Key(KeyPress::plain(keys[(step * step + step / 3) % keys.len()])));
            assert!(grid.here().is_some(), "{grid:?}");
        }
    }
}
