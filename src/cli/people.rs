//! `people` lists who works here; `people add` names a person, their role, and the users of the system that are theirs.
//! What never lives here: what a role may do (see `domain::rights`).
//! `cli` dispatches to it.

use clap::Subcommand;
use serde::Serialize;

use crate::domain::codes::Role;
use crate::domain::command::Refusal;
use crate::domain::rights::{self, Action};
use crate::domain::values::Login;
use crate::store::Person;

use super::values::{Reader, role};
use super::{Ctx, Exit};

/// List, or add.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    Add(AddArgs),
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
}

/// Lists or adds.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    match &args.what {
        Some(What::Add(args)) => add(ctx, args),
        None => {
            let people = ctx.read()?.store.people()?;
            list(ctx, people)
        }
    }
}

/// Names a person or changes one: users of the system are added, a role that is not given stays (a collector at first).
fn add(ctx: &mut Ctx, args: &AddArgs) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    if !rights::may(book.who.role, Action::ManagePeople) {
        return Err(Refusal::NotAllowed { ask: Role::Supervisor }.into());
    }
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
    let people = book.store.people()?;
    list(ctx, people)
}

fn list(ctx: &mut Ctx, people: Vec<Person>) -> anyhow::Result<Exit> {
    if ctx.json {
        let line = |p: Person| Line { login: p.login, role: p.role, os_users: p.os_users };
        ctx.out.json(&People { schema: "relance.people/1", people: people.into_iter().map(line).collect() })?;
        return Ok(Exit::Done);
    }
    for person in people {
        let role = ctx.words.t(&format!("role-{}", person.role));
        ctx.out.line(format!("{:<32} {role:<14} {}", person.login.0, person.os_users.join(", ")))?;
    }
    Ok(Exit::Done)
}
