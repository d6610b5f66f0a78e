//! `people` lists who works here; `people add` names a person, their role, and the users of the system that are theirs;
//! `people rights` prints who may do what; `people absent` and `people back` say who is away and who works their list meanwhile.
//! What never lives here: what a role may do (see `domain::rights`).
//! `cli` dispatches to it.

mod add;
mod rights;

use clap::Subcommand;
use serde::Serialize;

use crate::domain::absence::{Absence, Said};
use crate::domain::codes::{Right, Role};
use crate::domain::person::{Hours, Limits, Person};
use crate::domain::values::{Currency, Day, Login, Money};
use crate::i18n::Words;

use super::values::Reader;
use super::{Book, Ctx, Exit, Fault};
use add::AddArgs;
use rights::RightsArgs;

/// List, or add.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    Add(AddArgs),
    Rights(RightsArgs),
    Absent(AbsentArgs),
    Back(BackArgs),
}

#[derive(Debug, clap::Args)]
struct AbsentArgs {
    login: String,
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, value_name = "DATE")]
    until: String,
    #[arg(long, value_name = "LOGIN")]
    cover: Option<String>,
}

#[derive(Debug, clap::Args)]
struct BackArgs {
    login: String,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Serialize)]
struct People {
    schema: &'static str,
    people: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    login: Login,
    role: Role,
    os_users: Vec<String>,
    team: String,
    /// Empty: as long as the house says.
    hours: String,
    given: Vec<Right>,
    limits: Alone,
    /// Those that are not over.
    absences: Vec<Away>,
}

/// How far they go alone; null: as the house says.
#[derive(Debug, Serialize)]
struct Alone {
    promise_days: Option<i32>,
    instalments: Option<u16>,
    credit: Option<Money>,
    write_off: Option<Money>,
}

#[derive(Debug, Serialize)]
struct Away {
    from: Day,
    until: Day,
    cover: Option<Login>,
}

/// Lists or adds.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    match &args.what {
        Some(What::Add(args)) => add::add(ctx, args),
        Some(What::Rights(args)) => rights::run(ctx, args),
        Some(What::Absent(args)) => {
            let book = managed(ctx)?;
            let reader = Reader::new(ctx, &book);
            let from = args.from.as_deref().map(|text| reader.day("--from", text)).transpose()?;
            let cover = args.cover.as_deref().map(|text| reader.login(text)).transpose()?;
            let (login, until) = (reader.login(&args.login)?, reader.day("--until", &args.until)?);
            if from.is_some_and(|from| until < from) {
                return Err(Fault::usage(ctx.words.t("people-backwards")).into());
            }
            say(ctx, book, |today| Said::Away(Absence { login, from: from.unwrap_or(today), until, cover }))
        }
        Some(What::Back(args)) => {
            let book = managed(ctx)?;
            let reader = Reader::new(ctx, &book);
            let on = args.on.as_deref().map(|text| reader.day("--on", text)).transpose()?;
            let login = reader.login(&args.login)?;
            say(ctx, book, |today| Said::Back { login, on: on.unwrap_or(today) })
        }
        None => {
            let book = ctx.read()?;
            list(ctx, &book)
        }
    }
}

/// The book, for whoever may name people.
fn managed(ctx: &Ctx) -> anyhow::Result<Book> {
    let book = ctx.write()?;
    book.who.need(Right::ManagePeople)?;
    Ok(book)
}

fn say(ctx: &mut Ctx, mut book: Book, said: impl FnOnce(Day) -> Said) -> anyhow::Result<Exit> {
    let (now, who) = (book.now(), book.who.clone());
    book.store.say_absence(&who, now, &said(now.today))?;
    list(ctx, &book)
}

fn list(ctx: &mut Ctx, book: &Book) -> anyhow::Result<Exit> {
    let (people, today) = (book.store.people()?, book.today());
    let currency = book.store.settings().currency;
    let mut absences = book.store.absences(None)?;
    absences.retain(|absence| absence.until >= today);
    if ctx.json {
        let line = |p: Person| {
            let own = absences.iter().filter(|absence| absence.login == p.login);
            let absences = own.map(|a| Away { from: a.from, until: a.until, cover: a.cover.clone() }).collect();
            let Limits { promise_days, instalments, credit_minor, write_off_minor } = p.limits;
            let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency));
            let (credit, write_off) = (money(credit_minor), money(write_off_minor));
            Line {
                hours: p.hours.as_ref().map(Hours::to_string).unwrap_or_default(),
                login: p.login,
                role: p.role,
                os_users: p.os_users,
                team: p.team,
                given: p.given,
                limits: Alone { promise_days, instalments, credit, write_off },
                absences,
            }
        };
        ctx.out.json(&People { schema: "relance.people/1", people: people.into_iter().map(line).collect() })?;
        return Ok(Exit::Done);
    }
    for person in people {
        let role = ctx.words.t(&format!("role-{}", person.role));
        ctx.out.line(format!("{:<32} {role:<14} {}", person.login.0, person.os_users.join(", ")))?;
        for said in known(&ctx.words, &person, currency) {
            ctx.out.line(format!("  {said}"))?;
        }
        for absence in absences.iter().filter(|absence| absence.login == person.login) {
            let said = away(&ctx.words, absence);
            ctx.out.line(format!("  {said}"))?;
        }
    }
    Ok(Exit::Done)
}

fn away(words: &Words, absence: &Absence) -> String {
    let cover = match &absence.cover {
        Some(login) => words.tf("people-covered", &[("login", login.0.as_str().into())]),
        None => words.t("people-uncovered"),
    };
    let (from, until) = (words.day(absence.from), words.day(absence.until));
    words.tf("people-away", &[("from", from.into()), ("until", until.into()), ("cover", cover.into())])
}

/// What is known of a person beside their role, a line each.
fn known(words: &Words, person: &Person, currency: Currency) -> Vec<String> {
    let mut said = vec![];
    if !person.team.is_empty() {
        said.push(words.tf("people-team", &[("team", person.team.as_str().into())]));
    }
    if let Some(hours) = &person.hours {
        said.push(words.tf("people-hours", &[("hours", hours.to_string().into())]));
    }
    if !person.given.is_empty() {
        let given: Vec<String> = person.given.iter().map(|right| words.t(&format!("right-{right}"))).collect();
        said.push(words.tf("people-given", &[("rights", given.join(", ").into())]));
    }
    let Limits { promise_days, instalments, credit_minor, write_off_minor } = person.limits;
    let count = |id: &str, count: i64| words.tf(id, &[("count", count.into())]);
    let money = |id: &str, minor| words.tf(id, &[("amount", words.money(Money::new(minor, currency)).into())]);
    let limits: Vec<String> = [
        promise_days.map(|days| count("people-promise-days", days.into())),
        instalments.map(|most| count("people-instalments", most.into())),
        credit_minor.map(|minor| money("people-credit", minor)),
        write_off_minor.map(|minor| money("people-write-off", minor)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !limits.is_empty() {
        said.push(words.tf("people-alone", &[("limits", limits.join(", ").into())]));
    }
    said
}
