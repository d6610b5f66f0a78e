//! A list of the past, made again as it was known then: its lines were dropped, or somebody asks what was known at a moment.
//! What never lives here: how it is made (see `day::again`), how it is printed.
//! `cli::queue` and `cli::score` call it.

use crate::day::again::{Again, Then, again};
use crate::day::what_if::House;
use crate::domain::values::{Day, Instant};

use super::{Book, Ctx};

/// The list of a day as known at an instant; without an instant, as the newest list of that day knew it when its lines are
/// no longer there. `None`: the list is there, or none was ever made.
pub(super) fn made_again(
    ctx: &Ctx,
    book: &Book,
    day: Day,
    known_at: Option<Instant>,
    is_there: bool,
) -> anyhow::Result<Option<Again>> {
    if known_at.is_none() && is_there {
        return Ok(None);
    }
    let made = book.store.list_made(day, known_at.unwrap_or(Instant(i64::MAX)))?;
    let Some(known_at) = known_at.or(made.as_ref().map(|made| made.generation.planned_at)) else {
        return Ok(None);
    };
    let (config, card) = ctx.in_force(book, day, known_at)?;
    let then = Then { day, known_at, house: House { card: &card, policy: &config.policy } };
    let earlier = book.store.list_made_before(day, known_at)?;
    let mut list = match earlier {
        None => again(&book.store, &then, None)?,
        Some(earlier) => {
            let (day, known_at) = (earlier.generation.day, earlier.generation.planned_at);
            let (config, card) = ctx.in_force(book, day, known_at)?;
            let before = Then { day, known_at, house: House { card: &card, policy: &config.policy } };
            again(&book.store, &then, Some((&before, earlier.closed)))?
        }
    };
    if let Some(made) = made.filter(|made| made.generation.planned_at == known_at) {
        list.generation.number = made.generation.number;
    }
    Ok(Some(list))
}
