//! `record point`: a phone number or e-mail address of the debtor, and what is known of it.
//! What never lives here: which one is called (see `domain::point`).
//! `record` calls it.

use crate::cli::values::{language, party_role};
use crate::domain::codes::{Language, PartyRole};
use crate::domain::command::Record;
use crate::domain::point::{PointTold, PointView, kind_and_key};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

/// The number or address.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["phone", "email"])))]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_parser = party_role(), ignore_case = true)]
    role: Option<PartyRole>,
    #[arg(long, value_parser = language(), ignore_case = true)]
    language: Option<Language>,
    #[arg(long, conflicts_with = "gone")]
    prefer: bool,
    #[arg(long)]
    gone: bool,
}

/// As asked of the domain: what is not said stays as it is known.
pub(super) fn record(args: &Args, known: &[PointView]) -> Record {
    let text = args.phone.as_ref().or(args.email.as_ref()).map(String::as_str).unwrap_or_default();
    let key = kind_and_key(text);
    let before = known.iter().find(|view| kind_and_key(&view.point) == key);
    let name = args.name.as_deref().map(|name| clean_line(name, NAME_CHARS_MAX));
    Record::Point(PointTold {
        point: clean_line(text, NAME_CHARS_MAX),
        name: name.or_else(|| before.map(|view| view.name.clone())).unwrap_or_default(),
        role: args.role.or_else(|| before.and_then(|view| view.role)),
        language: args.language.or_else(|| before.and_then(|view| view.language)),
        preferred: args.prefer || (before.is_some_and(|view| view.preferred) && !args.gone),
        gone: args.gone,
    })
}
