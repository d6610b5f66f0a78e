//! What the book's own calls told, counted anew at a month's close and whenever a card is fitted: how likely a call reaches
//! somebody, how long it takes. Never silently: an entry of the book keeps the counts, and a line is printed.
//! What never lives here: the counting (see `score`), what the order makes of it (see `domain::order`).
//! `close_day` and `train` call it.

use crate::config::learnt::{learnt, written};
use crate::domain::codes::Right;
use crate::domain::values::Day;
use crate::i18n::Words;
use crate::store::adopted::{HouseKind, HouseText};

use super::super::Book;
use super::refit::ends_month;

/// Counts anew when `closed` ends a month; says what it did.
pub fn at_months_close(words: &Words, book: &mut Book, closed: Day) -> anyhow::Result<Option<String>> {
    if !book.who.may(Right::CloseDay) || !ends_month(book, closed)? {
        return Ok(None);
    }
    count(words, book, closed)
}

/// Counts the calls up to the end of `until`: they speak from the next day on. `None`: they told nothing new, or the house
/// does not want to learn of them.
pub(super) fn count(words: &Words, book: &mut Book, until: Day) -> anyhow::Result<Option<String>> {
    let rules = &book.written.0.policy.order;
    if !rules.learns {
        return Ok(None);
    }
    let now = book.now();
    let told = crate::score::learnt(&book.store, until, now.at, rules)?;
    let before = book.store.calls_learnt()?.and_then(|adopted| learnt(&adopted.text).ok()).unwrap_or_default();
    if told == before {
        return Ok(None);
    }
    let text = HouseText { kind: HouseKind::Learnt, name: format!("calls-{until}"), text: written(&told, until) };
    book.store.adopt(&book.who, now, std::slice::from_ref(&text), until.plus(1))?;
    book.written.0.policy.order.learn(told);
    book.house.retain(|house| house.kind != HouseKind::Learnt);
    book.house.push(text);
    let facts = [("calls", told.minutes_calls().into()), ("timed", told.reach_calls().into())];
    Ok(Some(words.tf("score-calls-learnt", &facts)))
}
