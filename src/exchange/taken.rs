//! Rows of promises and disputes from another system.
//! What never lives here: deciding whether they fit the case (see `domain::case::decide`), other rows (see `rows`).
//! `rows` calls it.

use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeReason};
use crate::domain::takeover::{TakenDecision, TakenDispute, TakenOver, TakenPart, TakenPromise};
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_note};
use crate::domain::values::{Currency, Day, Login, Money};

use super::cells::Cells;
use super::error::{Reason, RowError};
use super::kind::{Field, Kind};
use super::{amount, codes};

/// Invoices one promise or dispute names at most.
const PARTS_MAX: usize = 200;

/// What a row of a file of promises, or of disputes, says.
pub(super) fn row(cells: &Cells<'_>, kind: Kind) -> Result<TakenOver, RowError> {
    if kind == Kind::Promises { promise(cells) } else { dispute(cells) }
}

/// What never changes of a row that has no key of its own.
pub(super) fn key<'c>(debtor: &'c str, cells: &'c Cells<'_>) -> Vec<&'c str> {
    let said = [Field::MadeOn, Field::OpenedOn, Field::Amount, Field::Cause, Field::Invoices];
    [debtor].into_iter().chain(said.into_iter().map(|field| cells.text(field))).collect()
}

/// A promise.
fn promise(cells: &Cells<'_>) -> Result<TakenOver, RowError> {
    let currency = cells.currency()?;
    let made_on = required_day(cells, Field::MadeOn)?;
    let amount = cells.money(Field::Amount, currency)?;
    let amount = amount.ok_or_else(|| cells.wrong(Field::Amount, Reason::Missing))?;
    if amount.minor <= 0 {
        return Err(cells.wrong(Field::Amount, Reason::NotPositive));
    }
    Ok(TakenOver::Promise(TakenPromise {
        amount,
        made_on,
        due_on: required_day(cells, Field::DueOn)?,
        method: codes::method(cells.text(Field::Method)),
        covers: parts(cells, currency)?,
        withdrawn_on: cells.day(Field::WithdrawnOn)?,
        note: clean_note(cells.text(Field::Note), NOTE_CHARS_MAX),
    }))
}

/// A dispute; its amount is for the one invoice it names, else each invoice brings its own.
fn dispute(cells: &Cells<'_>) -> Result<TakenOver, RowError> {
    let currency = cells.currency()?;
    let mut parts = parts(cells, currency)?;
    let amount = cells.money(Field::Amount, currency)?;
    if let ([only], Some(amount)) = (parts.as_mut_slice(), amount) {
        only.amount = only.amount.or(Some(amount));
    }
    let kind = match cells.text(Field::Category) {
        "" => DisputeKind::Dispute,
        text => codes::dispute_kind(text).ok_or_else(|| cells.wrong(Field::Category, Reason::NotACode))?,
    };
    let reason = match (cells.text(Field::Cause), kind) {
        ("", DisputeKind::Dispute) => return Err(cells.wrong(Field::Cause, Reason::Missing)),
        ("", DisputeKind::Complaint | DisputeKind::Refusal) => DisputeReason::Other,
        (text, _) => codes::dispute_reason(text).ok_or_else(|| cells.wrong(Field::Cause, Reason::NotACode))?,
    };
    let owner = match cells.text(Field::Owner) {
        "" => None,
        text => Some(text.parse::<Login>().map_err(|_| cells.wrong(Field::Owner, Reason::NotACode))?),
    };
    Ok(TakenOver::Dispute(TakenDispute {
        kind,
        reason,
        parts,
        opened_on: required_day(cells, Field::OpenedOn)?,
        due_on: cells.day(Field::DueOn)?,
        owner,
        department: cells.line_of(Field::Department, NAME_CHARS_MAX),
        decided: decided(cells, currency)?,
        note: clean_note(cells.text(Field::Note), NOTE_CHARS_MAX),
    }))
}

/// How it ended: a decision needs its day, and a day its decision.
fn decided(cells: &Cells<'_>, currency: Currency) -> Result<Option<TakenDecision>, RowError> {
    let decision = match cells.text(Field::Decision) {
        "" => None,
        text => Some(codes::dispute_decision(text).ok_or_else(|| cells.wrong(Field::Decision, Reason::NotACode))?),
    };
    let (on, closed_on) = (cells.day(Field::DecidedOn)?, cells.day(Field::ClosedOn)?);
    let Some(decision) = decision else {
        return if on.is_some() { Err(cells.wrong(Field::Decision, Reason::Missing)) } else { Ok(None) };
    };
    let on = on.or(closed_on).ok_or_else(|| cells.wrong(Field::DecidedOn, Reason::Missing))?;
    let given = cells.money(Field::Credit, currency)?.filter(|credit| credit.minor != 0);
    let credit = match decision {
        DisputeDecision::Accepted | DisputeDecision::PartlyAccepted => given,
        DisputeDecision::Rejected | DisputeDecision::Withdrawn => None,
    };
    if credit.is_none() && decision == DisputeDecision::PartlyAccepted {
        return Err(cells.wrong(Field::Credit, Reason::Missing));
    }
    let justified = match cells.text(Field::Justified) {
        "" => None,
        text => Some(codes::yes_or_no(text).ok_or_else(|| cells.wrong(Field::Justified, Reason::NotACode))?),
    };
    Ok(Some(TakenDecision { on, decision, credit, justified, closed_on }))
}

fn required_day(cells: &Cells<'_>, field: Field) -> Result<Day, RowError> {
    cells.day(field)?.ok_or_else(|| cells.wrong(field, Reason::Missing))
}

/// `F1`, `F1:120,50` and several of them, apart by `;` or `|`.
fn parts(cells: &Cells<'_>, currency: Currency) -> Result<Vec<TakenPart>, RowError> {
    let text = cells.text(Field::Invoices);
    let mut parts = vec![];
    for piece in text.split([';', '|', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let (number, amount) = match piece.rsplit_once(':') {
            Some((number, said)) => (
                number.trim(),
                Some(money(said, currency).ok_or_else(|| cells.wrong(Field::Invoices, Reason::NotAnAmount))?),
            ),
            None => (piece, None),
        };
        parts.push(TakenPart { number: number.to_owned(), amount });
    }
    if parts.len() > PARTS_MAX { Err(cells.wrong(Field::Invoices, Reason::KeyTooLong)) } else { Ok(parts) }
}

/// An amount beside its invoice, with a point or a comma before its decimals.
fn money(text: &str, currency: Currency) -> Option<Money> {
    use super::amount::NumberFormat;
    let format = if text.contains(',') && !text.contains('.') { NumberFormat::Comma } else { NumberFormat::Point };
    amount::read(text.trim(), format, currency).ok()
}
