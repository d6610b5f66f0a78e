//! A fitted card brought up to date at a month's close: fitted again when enough has happened since, else told anew by the
//! last weeks, else left. Never silently: an entry of the book says what changed, and a line is printed.
//! What never lives here: the fit, the close.
//! `close_day` calls it before it closes.

use chrono::Datelike;

use crate::domain::calendar::next_business_day;
use crate::domain::rights::{self, Action};
use crate::domain::values::Day;
use crate::i18n::Words;
use crate::score::{observe, recalibrated, train};
use crate::store::adopted::{HouseKind, HouseText, TrainedOn};

use super::super::Book;
use super::train::{free_name, trained_on};

/// Mornings with their outcome since the last fit that make a new one worth it: a bin of a twentieth then holds fifteen.
const NEW_ROWS_MIN: u64 = 300;

/// Brings the card up to date when `closed` is the last working day of its month; says what it did.
pub fn at_months_close(words: &Words, book: &mut Book, closed: Day) -> anyhow::Result<Option<String>> {
    if !ends_month(book, closed) || book.config.card.is_some() || !rights::may(book.who.role, Action::CloseDay) {
        return Ok(None);
    }
    let Some(last) = book.store.card_chosen()? else { return Ok(None) };
    let Some(training) = last.training.filter(|training| training.to < closed.plus(-MONTH_DAYS)) else {
        return Ok(None);
    };
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
    Ok(Some(words.tf(id, &facts)))
}

/// True when no working day of its month follows `closed`.
pub(super) fn ends_month(book: &Book, closed: Day) -> bool {
    next_business_day(book.policy().calendar, closed).date().month() != closed.date().month()
}

/// A card fitted within the month waits for the next close.
const MONTH_DAYS: i32 = 27;
