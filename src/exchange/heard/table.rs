//! Tables of short messages and of letters: each row a contact, whoever's it is.
//! What never lives here: whose number it is, which column is which field (see `detect`).
//! `rows` reads each line here; `cli` walks a file through [`table`].

use super::super::cells::Cells;
use super::super::detect::Plan;
use super::super::error::{Reason, RowError};
use super::super::kind::Field;
use super::super::rows::{RowSink, WalkError, walk};
use super::super::{codes, heard};
use super::{Counts, Heard, KEY_CHARS_MAX, letter_state, message_state};
use crate::domain::codes::{Channel, Direction, Outcome};
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::letter::{self, LETTER_KEY};
use crate::domain::values::Money;
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, REFERENCE_CHARS_MAX, clean_line, clean_note};

/// Reads the contacts of a file one after another; a row that is none is told to `refused`.
pub fn table<E>(
    plan: &Plan,
    each: &mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<Counts, WalkError<E>> {
    let walked = walk(plan, &mut Contacts { each, refused })?;
    Ok(Counts { rows: walked.rows, rejected: walked.rejected, unplaced: 0 })
}

struct Contacts<'c, E> {
    each: &'c mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &'c mut dyn FnMut(RowError),
}

impl<E> RowSink for Contacts<'_, E> {
    type Stop = E;

    fn row(&mut self, _line: u64, _given: DebtorFields, _row: &LedgerRow) -> Result<(), E> {
        Ok(())
    }

    fn open(&mut self, _debtor: &str, _number: &str, _open: Money) -> Result<(), E> {
        Ok(())
    }

    fn heard(&mut self, heard: Heard) -> Result<(), E> {
        (self.each)(heard)
    }

    fn refused(&mut self, error: RowError) {
        (self.refused)(error);
    }
}

/// A key of ours for a key of theirs: never cut, for two long keys must not become one.
fn key(cells: &Cells<'_>, begin: &str) -> Result<String, RowError> {
    let key = cells.key(Field::Reference)?;
    let own = format!("{begin}{key}");
    match key.as_str() {
        "" => Ok(String::new()),
        _ if own.chars().count() > KEY_CHARS_MAX => Err(cells.wrong(Field::Reference, Reason::KeyTooLong)),
        _ => Ok(own),
    }
}

/// A short message of a row.
pub(in crate::exchange) fn sms(cells: &Cells<'_>) -> Result<Heard, RowError> {
    let (at, day) = cells.moment(Field::At)?.ok_or_else(|| cells.wrong(Field::At, Reason::Missing))?;
    let direction = codes::direction(cells.text(Field::Direction));
    let direction = direction.ok_or_else(|| cells.wrong(Field::Direction, Reason::NotADirection))?;
    let outcome = match cells.text(Field::Outcome) {
        "" => Outcome::Sent,
        text => message_state(text).ok_or_else(|| cells.wrong(Field::Outcome, Reason::NotACode))?,
    };
    let points = |field| codes::several(cells.text(field), &[';', ',', '|', '\n']);
    let (mut from, mut to, other) = (points(Field::From), points(Field::To), points(Field::Point));
    match direction {
        Direction::Out if to.is_empty() => to = other,
        Direction::In if from.is_empty() => from = other,
        Direction::Out | Direction::In => {}
    }
    if from.is_empty() && to.is_empty() {
        return Err(cells.wrong(Field::To, Reason::Missing));
    }
    let note = clean_note(cells.text(Field::Note), NOTE_CHARS_MAX);
    Ok(Heard {
        line: cells.line,
        key: key(cells, "sms ")?,
        at,
        day,
        channel: Channel::Sms,
        from,
        to,
        seconds: 0,
        outcome_in: Some(Outcome::ReplyReceived),
        outcome_out: Some(outcome),
        numbers: heard::numbers("", &note),
        note,
        debtor: String::new(),
        name: String::new(),
        thread: vec![],
        conversation: String::new(),
        quoted: String::new(),
        called: String::new(),
    })
}

/// A letter of a row, with the state it tells of.
pub(in crate::exchange) fn letter(cells: &Cells<'_>) -> Result<Heard, RowError> {
    let (sent, told) = (cells.moment(Field::At)?, cells.moment(Field::StateOn)?);
    let (at, day) = sent.or(told).ok_or_else(|| cells.wrong(Field::At, Reason::Missing))?;
    let channel = match cells.text(Field::Channel) {
        // what has a number of the post is registered, whatever its product is called
        "" => Channel::RegisteredLetter,
        text if codes::channel(text) == Some(Channel::Letter) => Channel::Letter,
        _ => Channel::RegisteredLetter,
    };
    let state = match cells.text(Field::Outcome) {
        "" => Outcome::Sent,
        text => letter_state(text, channel).ok_or_else(|| cells.wrong(Field::Outcome, Reason::NotACode))?,
    };
    let number = cells.required_key(Field::Reference)?;
    let written = clean_note(cells.text(Field::Note), NOTE_CHARS_MAX);
    let (_, state_on) = told.or(sent).unwrap_or((at, day));
    let mut steps = vec![(state, state_on.max(day))];
    if state != Outcome::Sent && sent.is_some() {
        steps.push((Outcome::Sent, day));
    }
    let invoice = clean_line(cells.text(Field::Invoice), REFERENCE_CHARS_MAX);
    let mut numbers = heard::numbers(&invoice, &written);
    if !invoice.is_empty() && !numbers.contains(&invoice) {
        numbers.insert(0, invoice);
    }
    Ok(Heard {
        line: cells.line,
        key: key(cells, LETTER_KEY)?,
        at,
        day,
        channel,
        from: vec![],
        to: vec![number],
        seconds: 0,
        outcome_in: None,
        outcome_out: letter::state(&steps),
        numbers,
        note: letter::write(&written, &steps),
        debtor: cells.key(Field::Debtor)?,
        name: cells.line_of(Field::Name, NAME_CHARS_MAX),
        thread: vec![],
        conversation: String::new(),
        quoted: String::new(),
        called: String::new(),
    })
}
