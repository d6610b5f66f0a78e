//! A fitted card brought up to date at a month's close: fitted again when enough has happened since, else told anew by the
//! last weeks, else left. Never silently: an entry of the book says what changed, and a line is printed.
//! What never lives here: the fit, the close.
//! `close_day` calls it before it closes.

use chrono::Datelike;

use crate::domain::calendar::next_business_day;
use crate::domain::codes::Right;
use crate::domain::values::Day;
use crate::i18n::Words;
use crate::score::{observe, recalibrated, train};
use crate::store::adopted::{HouseKind, HouseText, TrainedOn};

use super::super::Book;
use super::train::{free_name, trained_on};

/// Mornings with their outcome since the last fit that make a new one worth it: a bin of a twentieth then holds fifteen.
const NEW_ROWS_MIN: u64 = 300;

/// What was done to the card.
#[derive(Debug)]
pub struct Refitted {
    /// The card that speaks now.
    pub card: String,
    /// The one that spoke before; it is kept.
    pub before: String,
    /// Only its probabilities were told anew, its points left.
    pub recalibrated: bool,
    /// The same in a sentence.
    pub line: String,
}

/// Brings the card up to date when `closed` is the first day closed with or after the last working day of a month; says
/// what it did. A card that somebody chose within the month is left.
pub fn at_months_close(words: &Words, book: &mut Book, closed: Day) -> anyhow::Result<Option<Refitted>> {
    let may = book.config.card.is_none() && book.who.may(Right::CloseDay);
    if !may || !ends_month(book, closed)? {
        return Ok(None);
    }
    let Some(last) = book.store.card_chosen()? else { return Ok(None) };
    let month_ago = closed.plus(-MONTH_DAYS);
    let old = |training: &TrainedOn| training.to < month_ago && last.applies_from < month_ago;
    let Some(training) = last.training.clone().filter(old) else { return Ok(None) };
    let now = book.now();
    let past = observe(&book.store, closed.plus(1), now.at, book.policy(), None)?;
    let new =
        past.closed_by(closed.plus(1)).into_iter().filter(|row| past.day[*row as usize] > training.to).count() as u64;
    let before = book.card.name().to_owned();
    let name = free_name(book, closed)?;
    let (id, text, card, on) = if new >= NEW_ROWS_MIN {
        let Ok(trained) = train(&past, closed.plus(1), &name) else { return Ok(None) };
        let on = trained_on(&trained, &before, false);
        ("score-refitted", trained.text, trained.card, on)
    } else {
        let named = last.text.replace(&format!("name = \"{before}\""), &format!("name = \"{name}\""));
        let Some(text) = recalibrated(&past, closed.plus(1), &book.card, &named) else { return Ok(None) };
        let Ok(card) = crate::config::Card::parse(&text) else { return Ok(None) };
        let to = closed.plus(-crate::score::HORIZON_DAYS);
        (
            "score-recalibrated",
            text,
            card,
            TrainedOn { rows: new, to, instead_of: before.clone(), recalibrated: true, ..training },
        )
    };
    book.store.choose_card(&book.who, now, &name, &text, Some(on))?;
    book.written.1 = card.clone();
    book.card = card;
    for house in book.house.iter_mut().filter(|house| house.kind == HouseKind::Card) {
        *house = HouseText { kind: HouseKind::Card, name: name.clone(), text: text.clone() };
    }
    let facts = [("card", name.as_str().into()), ("before", before.as_str().into()), ("rows", new.into())];
    let (line, recalibrated) = (words.tf(id, &facts), new < NEW_ROWS_MIN);
    Ok(Some(Refitted { card: name, before, recalibrated, line }))
}

/// True when a month ends with this close: no later close had its last working day before, and the day may be closed.
pub(super) fn ends_month(book: &Book, closed: Day) -> anyhow::Result<bool> {
    let month = |day: Day| {
        let next = next_business_day(book.policy().calendar, day).date();
        (next.year(), next.month())
    };
    Ok(match book.store.latest_kept()? {
        Some(last) if last.closed < closed => month(last.closed) < month(closed),
        // The same day again, or the first of all.
        Some(last) if last.closed > closed => false,
        Some(_) | None => closed <= book.today() && month(closed) != (closed.date().year(), closed.date().month()),
    })
}

/// A card fitted or chosen within the month waits for the next one's end.
const MONTH_DAYS: i32 = 27;
