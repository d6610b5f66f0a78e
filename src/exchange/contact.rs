//! Rows of contacts that another system made with our debtors.
//! What never lives here: contacts of those that know no debtor (see `heard`), other rows (see `rows`).
//! `rows` calls it.

use crate::domain::ledger::ContactRow;
use crate::domain::values::text::{NOTE_CHARS_MAX, REFERENCE_CHARS_MAX, clean_note};

use super::cells::Cells;
use super::codes;
use super::error::{Reason, RowError};
use super::kind::Field;

/// What a row says; its key is left to whoever counts the rows.
pub(super) fn row(cells: &Cells<'_>) -> Result<ContactRow, RowError> {
    let (at, day) = cells.moment(Field::At)?.ok_or_else(|| cells.wrong(Field::At, Reason::Missing))?;
    let channel = codes::channel(cells.text(Field::Channel));
    let channel = channel.ok_or_else(|| cells.wrong(Field::Channel, Reason::NotAChannel))?;
    let direction = codes::direction(cells.text(Field::Direction));
    let direction = direction.ok_or_else(|| cells.wrong(Field::Direction, Reason::NotADirection))?;
    let said = cells.text(Field::Outcome);
    let outcome = codes::outcome(said);
    let mut note = clean_note(cells.text(Field::Note), NOTE_CHARS_MAX);
    if outcome.is_none() && !said.is_empty() {
        // a result we have no code for is kept as it was said
        note = clean_note(&format!("{said}\n{note}"), NOTE_CHARS_MAX);
    }
    Ok(ContactRow {
        reference: String::new(),
        at,
        day,
        channel,
        direction,
        outcome,
        collector: cells.line_of(Field::Collector, REFERENCE_CHARS_MAX),
        point: cells.line_of(Field::Point, REFERENCE_CHARS_MAX),
        seconds: codes::seconds(cells.text(Field::Seconds)),
        note,
        thread: String::new(),
        quoted: String::new(),
    })
}
