//! `queue --what-if FILE`: tonight's lists as FILE would make them, beside today's; nothing is written.
//! What never lives here: how they are made (see `day::what_if`).
//! `cli::queue` calls it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::config;
use crate::day::Card;
use crate::day::what_if::{House, Move, Stand, WhatIf, what_if};
use crate::domain::queue::{Share, a_minute_minor};
use crate::domain::values::{CaseId, Currency, Day, Login, Money};
use crate::i18n::{Arg, Words, format};

use super::close_day::Teller;
use super::table::Table;
use super::{Book, Ctx, Exit, Fault, text};

/// Which file would make the lists.
#[derive(Debug, Default, clap::Args)]
pub(super) struct WhatIfArgs {
    #[arg(long, value_name = "FILE", conflicts_with_all = ["collector", "why", "excluded", "known_at"])]
    pub(super) what_if: Option<PathBuf>,
    #[arg(long, requires = "what_if")]
    pub(super) progress: bool,
}

/// Moves printed when nobody says how many; JSON gives them all.
const MOVES_DEFAULT: u32 = 50;

#[derive(Debug, Serialize)]
struct Told<'a> {
    schema: &'static str,
    day: Day,
    card: Pair<&'a str>,
    lists: Vec<Load>,
    moves: Vec<Moved<'a>>,
    /// How many there are in all: with `--limit`, some are left out above.
    moved: u64,
    shifted: u64,
}

#[derive(Debug, Serialize)]
struct Pair<T> {
    now: T,
    then: T,
}

#[derive(Debug, Serialize)]
struct Load {
    collector: Option<Login>,
    now: Option<OneList>,
    then: Option<OneList>,
}

/// One list: what fits into the day, what calling it is expected to bring, what lies beyond.
#[derive(Debug, Serialize)]
struct OneList {
    calls: u32,
    minutes: String,
    gain: Money,
    beyond: u32,
    beyond_value: Money,
    price_of_a_minute: Money,
}

#[derive(Debug, Serialize)]
struct Moved<'a> {
    case: CaseId,
    name: &'a str,
    reference: &'a str,
    now: String,
    then: String,
}

/// Makes both lists and prints the difference.
/// `limit`: moves told; `progress`: for a program that reads along.
pub(super) fn run(
    ctx: &mut Ctx,
    book: &Book,
    file: &Path,
    day: Day,
    (limit, progress): (Option<u32>, bool),
) -> anyhow::Result<Exit> {
    let currency = book.store.settings().currency;
    let unreadable = |error: &std::io::Error| Fault::failed(text::unreadable(&ctx.words, file, error));
    let said = std::fs::read_to_string(file).map_err(|error| unreadable(&error))?;
    let complaints = |path: &Path, all: &[config::Complaint]| Fault::failed(text::complaints(&ctx.words, path, all));
    let config = config::book::over(&said, currency, &book.config).map_err(|all| complaints(file, &all))?;
    let card = match config.card.as_ref().filter(|named| Some(*named) != book.config.card.as_ref()) {
        None => book.card.clone(),
        Some(named) => {
            let path = file.parent().map_or_else(|| named.clone(), |folder| folder.join(named));
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|error| Fault::failed(text::unreadable(&ctx.words, &path, &error)))?;
            config::card::card(&text).map_err(|fault| complaints(&path, &[fault]))?
        }
    };
    let now = House { card: &book.card, policy: book.policy() };
    let then = House { card: &card, policy: &config.policy };
    let most = limit.or((!ctx.json).then_some(MOVES_DEFAULT));
    let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let mut teller = Teller::new(&ctx.words, &book.clock, progress);
    let told = what_if(&book.store, day, [now, then], most, &mut |far| teller.tell(far))?;
    if ctx.json {
        let json = json(&ctx.words, &told, [&book.card, &card], currency);
        ctx.out.json(&json)?;
    } else {
        let text = lines(&ctx.words, &told, [&book.card, &card], currency);
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

/// Each person's list in both, by login.
fn pairs(told: &WhatIf) -> Vec<(Option<Login>, Option<&Share>, Option<&Share>)> {
    let mut people: Vec<Option<Login>> = told.now.iter().chain(&told.then).map(|share| share.who.clone()).collect();
    people.sort();
    people.dedup();
    let of = |shares: &[Share], who: &Option<Login>| shares.iter().position(|share| share.who == *who);
    let pair = |who: Option<Login>| {
        let now = of(&told.now, &who).map(|at| &told.now[at]);
        let then = of(&told.then, &who).map(|at| &told.then[at]);
        (who, now, then)
    };
    people.into_iter().map(pair).collect()
}

fn json<'a>(words: &Words, told: &'a WhatIf, cards: [&'a Card; 2], currency: Currency) -> Told<'a> {
    let money = |minor| Money::new(minor, currency);
    let one = |share: &Share| OneList {
        calls: share.fits,
        minutes: format!("{}.{}", share.minutes_tenths / 10, share.minutes_tenths % 10),
        gain: money(a_minute_minor(share.gain)),
        beyond: share.beyond,
        beyond_value: money(share.beyond_minor),
        price_of_a_minute: money(a_minute_minor(share.price)),
    };
    let list = |(collector, now, then): (Option<Login>, Option<&Share>, Option<&Share>)| Load {
        collector,
        now: now.map(one),
        then: then.map(one),
    };
    let moved = |one: &'a Move| Moved {
        case: one.case,
        name: &one.name,
        reference: &one.reference,
        now: stand(words, &one.now),
        then: stand(words, &one.then),
    };
    Told {
        schema: "relance.what-if/1",
        day: told.day,
        card: Pair { now: cards[0].name(), then: cards[1].name() },
        lists: pairs(told).into_iter().map(list).collect(),
        moves: told.moves.iter().map(moved).collect(),
        moved: told.moved,
        shifted: told.shifted,
    }
}

fn stand(words: &Words, stand: &Stand) -> String {
    match stand {
        Stand::Out(reason, until, by) => {
            let reason = words.rule(*reason, *by);
            words.tf("day-excluded", &[("reason", reason.into()), ("until", words.day(*until).into())])
        }
        Stand::Listed { who, rank, today, .. } => {
            let who = who.as_ref().map_or_else(|| words.t("what-if-nobody"), |who| who.0.clone());
            let id = if *today { "what-if-today" } else { "what-if-beyond" };
            words.tf(id, &[("rank", i64::from(*rank).into()), ("who", who.into())])
        }
    }
}

fn lines(words: &Words, told: &WhatIf, cards: [&Card; 2], currency: Currency) -> String {
    let facts: &[(&str, Arg)] = &[
        ("day", words.day(told.day).into()),
        ("now", cards[0].name().into()),
        ("then", cards[1].name().into()),
        ("moves", told.moved.to_string().into()),
        ("shifted", told.shifted.into()),
    ];
    let mut out = format!("{}\n\n", words.tf("what-if-title", facts));
    let mut table = Table::new(&["", "", ">", ">", ">", ">"]);
    let head = |id: &str| words.t(id);
    table.row([
        head("what-if-head-list"),
        String::new(),
        head("what-if-head-calls"),
        head("what-if-head-minutes"),
        head("what-if-head-gain"),
        head("what-if-head-beyond"),
    ]);
    let money = |minor| words.money(Money::new(minor, currency));
    for (who, now, then) in pairs(told) {
        let who = who.map_or_else(|| words.t("what-if-nobody"), |who| who.0);
        for (id, share) in [("what-if-now", now), ("what-if-then", then)] {
            let share = share.cloned().unwrap_or_default();
            table.row([
                if id == "what-if-now" { who.clone() } else { String::new() },
                words.t(id),
                share.fits.to_string(),
                format::tenths(words.lang(), share.minutes_tenths.into()),
                money(a_minute_minor(share.gain)),
                share.beyond.to_string(),
            ]);
        }
    }
    out.push_str(&table.text());
    out.push_str(&format!("\n{}\n", words.tf("what-if-moves", facts)));
    let mut table = Table::new(&["", "", "", ""]);
    for one in &told.moves {
        table.row([one.case.to_string(), one.name.clone(), stand(words, &one.now), stand(words, &one.then)]);
    }
    out.push_str(&table.text());
    out
}
