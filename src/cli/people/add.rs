//! `people add`: names a person, or changes what is known of one; what is not said stays.
//! What never lives here: what a right means (see `domain::rights`), how far a limit reaches (see `domain::terms`).
//! `people` calls it.

use crate::domain::codes::{Right, Role};
use crate::domain::person::{Hours, Person};
use crate::domain::values::Currency;

use super::super::values::{Reader, right, role};
use super::super::{Ctx, Exit, Fault};
use super::{list, managed};

/// What takes a limit of one's own away again.
const HOUSE: &str = "house";

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    login: String,
    #[arg(long, value_parser = role(), ignore_case = true)]
    role: Option<Role>,
    #[arg(long = "user", value_name = "OS-USER")]
    user: Vec<String>,
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    #[arg(long, value_name = "HOURS")]
    hours: Option<String>,
    #[arg(long, value_name = "RIGHT", value_parser = right(), value_delimiter = ',', ignore_case = true)]
    give: Vec<Right>,
    #[arg(long, value_name = "RIGHT", value_parser = right(), value_delimiter = ',', ignore_case = true)]
    take: Vec<Right>,
    #[arg(long, value_name = "DAYS")]
    promise_days: Option<String>,
    #[arg(long, value_name = "COUNT")]
    instalments: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    credit: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    write_off: Option<String>,
}

/// Names a person or changes one: users of the system are added, a role that is not given stays (a collector at first).
pub(super) fn add(ctx: &mut Ctx, args: &AddArgs) -> anyhow::Result<Exit> {
    let mut book = managed(ctx)?;
    let reader = Reader::new(ctx, &book);
    let login = reader.login(&args.login)?;
    let known = book.store.people()?.into_iter().find(|person| person.login == login);
    let mut person = known.unwrap_or_else(|| Person::new(login, Role::Collector, vec![]));
    person.role = args.role.unwrap_or(person.role);
    for user in &args.user {
        if !person.os_users.contains(user) {
            person.os_users.push(user.clone());
        }
    }
    if let Some(team) = &args.team {
        team.trim().clone_into(&mut person.team);
    }
    if let Some(text) = &args.hours {
        person.hours = hours(ctx, text)?;
    }
    person.given.retain(|right| !args.take.contains(right));
    let new = args.give.iter().filter(|right| !args.take.contains(right));
    person.given.extend(new.copied());
    person.given.sort_unstable();
    person.given.dedup();
    limits(&reader, book.store.settings().currency, args, &mut person)?;
    let now = book.now();
    book.store.put_person(&book.who, now, &person)?;
    list(ctx, &book)
}

/// An empty text, or `house`: as long as the house says.
fn hours(ctx: &Ctx, text: &str) -> Result<Option<Hours>, Fault> {
    if text.trim().is_empty() || text == HOUSE {
        return Ok(None);
    }
    let unread = |_| Fault::usage(ctx.words.tf("people-not-hours", &[("text", text.into())]));
    text.parse().map(Some).map_err(unread)
}

fn limits(reader: &Reader<'_>, currency: Currency, args: &AddArgs, person: &mut Person) -> anyhow::Result<()> {
    let limits = &mut person.limits;
    if let Some(text) = &args.promise_days {
        limits.promise_days = own(text, || reader.count("--promise-days", text))?;
    }
    if let Some(text) = &args.instalments {
        limits.instalments = own(text, || reader.count("--instalments", text))?;
    }
    if let Some(text) = &args.credit {
        limits.credit_minor = own(text, || Ok(reader.amount("--credit", text, currency)?.minor))?;
    }
    if let Some(text) = &args.write_off {
        limits.write_off_minor = own(text, || Ok(reader.amount("--write-off", text, currency)?.minor))?;
    }
    Ok(())
}

fn own<T>(text: &str, read: impl FnOnce() -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    if text == HOUSE { Ok(None) } else { read().map(Some) }
}
