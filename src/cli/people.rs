//! `people` lists who works here; `people add` names a person, their role, and the users of the system that are theirs;
//! `people absent` and `people back` say who is away and who works their list meanwhile.
//! What never lives here: what a role may do (see `domain::rights`).
//! `cli` dispatches to it.

use clap::Subcommand;
use serde::Serialize;

use crate::domain::absence::{Absence, Said};
use crate::domain::codes::Role;
use crate::domain::command::Refusal;
use crate::domain::rights::{self, Action};
use crate::domain::values::{Day, Login};
use crate::i18n::Words;
use crate::store::Person;

use super::values::{Reader, role};
use super::{Book, Ctx, Exit, Fault};

/// List, or add.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    Add(AddArgs),
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

#[derive(Debug, clap::Args)]
struct AddArgs {
    login: String,
    #[arg(long, value_parser = role(), ignore_case = true)]
    role: Option<Role>,
    #[arg(long = "user", value_name = "OS-USER")]
    user: Vec<String>,
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
    /// Those that are not over.
    absences: Vec<Away>,
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
        Some(What::Add(args)) => add(ctx, args),
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
    if rights::may(book.who.role, Action::ManagePeople) {
        return Ok(book);
    }
    Err(Refusal::NotAllowed { ask: rights::who_may(Action::ManagePeople) }.into())
}

fn say(ctx: &mut Ctx, mut book: Book, said: impl FnOnce(Day) -> Said) -> anyhow::Result<Exit> {
    let (now, who) = (book.now(), book.who.clone());
    book.store.say_absence(&who, now, &said(now.today))?;
    list(ctx, &book)
}

/// Names a person or changes one: users of the system are added, a role that is not given stays (a collector at first).
fn add(ctx: &mut Ctx, args: &AddArgs) -> anyhow::Result<Exit> {
    let mut book = managed(ctx)?;
    let login = Reader::new(ctx, &book).login(&args.login)?;
    let known = book.store.people()?.into_iter().find(|person| person.login == login);
    let mut person = known.unwrap_or_else(|| Person { login, role: Role::Collector, os_users: vec![] });
    person.role = args.role.unwrap_or(person.role);
    for user in &args.user {
        if !person.os_users.contains(user) {
            person.os_users.push(user.clone());
        }
    }
    let now = book.now();
    book.store.put_person(&book.who, now, &person)?;
    list(ctx, &book)
}

fn list(ctx: &mut Ctx, book: &Book) -> anyhow::Result<Exit> {
    let (people, today) = (book.store.people()?, book.today());
    let mut absences = book.store.absences(None)?;
    absences.retain(|absence| absence.until >= today);
    if ctx.json {
        let line = |p: Person| {
            let own = absences.iter().filter(|absence| absence.login == p.login);
            let absences = own.map(|a| Away { from: a.from, until: a.until, cover: a.cover.clone() }).collect();
            Line { login: p.login, role: p.role, os_users: p.os_users, absences }
        };
        ctx.out.json(&People { schema: "relance.people/1", people: people.into_iter().map(line).collect() })?;
        return Ok(Exit::Done);
    }
    for person in people {
        let role = ctx.words.t(&format!("role-{}", person.role));
        ctx.out.line(format!("{:<32} {role:<14} {}", person.login.0, person.os_users.join(", ")))?;
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
