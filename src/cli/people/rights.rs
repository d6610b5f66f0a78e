//! `people rights`: who may do what, as the table of `domain::rights` says; of one person, as they may here.
//! What never lives here: the table itself.
//! `people` calls it.

use serde::Serialize;

use crate::domain::codes::{Right, Role, Scope};
use crate::domain::event::Who;
use crate::domain::person::{Authority, Person};
use crate::domain::rights::scope;
use crate::domain::values::Login;

use super::super::values::Reader;
use super::super::{Ctx, Exit, Fault};

#[derive(Debug, clap::Args)]
pub(super) struct RightsArgs {
    login: Option<String>,
}

#[derive(Debug, Serialize)]
struct Rights {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<Login>,
    rights: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    right: Right,
    #[serde(skip_serializing_if = "Option::is_none")]
    collector: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supervisor: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auditor: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    here: Option<Scope>,
}

pub(super) fn run(ctx: &mut Ctx, args: &RightsArgs) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let person = match &args.login {
        Some(text) => {
            let login = Reader::new(ctx, &book).login(text)?;
            let people = book.store.people()?;
            let found = people.iter().find(|person| person.login == login).cloned();
            let unknown =
                || Fault::failed(ctx.words.tf("refusal-no-such-person", &[("login", login.0.as_str().into())]));
            Some((found.ok_or_else(unknown)?, people))
        }
        None => None,
    };
    let who = person.as_ref().map(|(person, people)| acting(person, people));
    if ctx.json {
        let row = |right: &Right| {
            let of = |role| who.is_none().then(|| scope(role, *right));
            let here = who.as_ref().map(|who| who.scope(*right));
            let (collector, supervisor, auditor) = (of(Role::Collector), of(Role::Supervisor), of(Role::Auditor));
            Row { right: *right, collector, supervisor, auditor, here }
        };
        let rights = Right::ALL.iter().map(row).collect();
        ctx.out.json(&Rights { schema: "relance.rights/1", login: who.map(|who| who.login), rights })?;
        return Ok(Exit::Done);
    }
    let scope_word = |scope: Scope| ctx.words.t(&format!("reach-{scope}"));
    let mut lines = vec![];
    if who.is_none() {
        let heads = Role::ALL.iter().map(|role| format!("{:<14}", ctx.words.t(&format!("role-{role}"))));
        lines.push(format!("{:<44}{}", "", heads.collect::<String>()));
    }
    for right in Right::ALL {
        let cells: String = match &who {
            Some(who) => scope_word(who.scope(*right)),
            None => Role::ALL.iter().map(|role| format!("{:<14}", scope_word(scope(*role, *right)))).collect(),
        };
        lines.push(format!("{:<44}{cells}", ctx.words.t(&format!("right-{right}"))));
    }
    for line in lines {
        ctx.out.line(line.trim_end())?;
    }
    Ok(Exit::Done)
}

/// The person as they act here.
fn acting(person: &Person, people: &[Person]) -> Who {
    let authority = Authority::of(&person.login, people);
    Who { authority, ..Who::new(person.login.clone(), String::new(), person.role) }
}
