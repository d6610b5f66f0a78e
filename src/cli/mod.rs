//! The command line: one file per verb, each with its `Args` and its `run`. A contract: names and JSON fields
//! do not change without a new schema number; a verb that is not built is absent.
//! What never lives here: a rule of the trade, SQL, a file format, a screen.
//! `main` calls it; nothing else does.

pub mod ask;
pub mod ctx;
pub mod exit;
pub mod help;
pub mod here;
pub mod history;
pub mod json;
mod keys;
mod making;
pub mod out;
pub mod person;
pub mod places;
pub mod table;
mod taste;
pub mod text;
pub mod values;
mod what_if;
mod workstation;

pub mod approve;
pub mod assign;
pub mod backup;
pub mod batches;
pub mod close_day;
pub mod completions;
pub mod demo;
pub mod desk;
pub mod disputes;
pub mod doctor;
pub mod find;
pub mod import;
pub mod init;
pub mod journal;
pub mod man;
pub mod may;
pub mod merge;
pub mod move_act;
pub mod people;
pub mod queue;
mod queue_again;
mod queue_json;
mod queue_view;
pub mod reconcile;
pub mod record;
pub mod replay;
pub mod report;
pub mod score;
pub mod show;
pub mod tray;
pub mod undo;
pub mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

pub use ctx::{Book, Ctx};
pub use exit::{Exit, Fault};

use crate::i18n::{Lang, Words};
use crate::runtime;

/// What may stand before or after any verb.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Global {
    #[arg(long, global = true, env = "RELANCE_BOOK", value_name = "PATH")]
    book: Option<PathBuf>,
    #[arg(long = "as", id = "as", global = true, env = "RELANCE_AS", value_name = "LOGIN")]
    login: Option<String>,
    #[arg(long, global = true, env = "RELANCE_TODAY", value_name = "YYYY-MM-DD")]
    today: Option<String>,
    #[arg(long, global = true, value_name = "fr|en")]
    lang: Option<String>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true)]
    read_only: bool,
    #[arg(long, global = true)]
    no_input: bool,
    #[arg(long, global = true, env = "RELANCE_LINEAR", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    linear: bool,
    /// The book is a demo's.
    #[arg(skip)]
    demo: bool,
    /// … and its tour is asked for.
    #[arg(skip)]
    tour: bool,
}

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "relance", version)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Every verb that is built. A new one: a file with `Args` and `run`, a line here, a line in `dispatch`, its help in
/// `locales/*/cli.ftl` (`help-VERB` and `help-VERB-ARGUMENT`).
#[derive(Debug, Subcommand)]
enum Verb {
    Demo(demo::Args),
    Init(init::Args),
    Import(import::Args),
    Batches(batches::Args),
    Find(find::Args),
    Show(show::Args),
    May(may::Args),
    Record(record::Args),
    Desk(desk::Args),
    Disputes(disputes::Args),
    Reconcile(reconcile::Args),
    Tray(tray::Args),
    Undo(undo::Args),
    Move(move_act::Args),
    Merge(merge::Args),
    Unmerge(merge::UnmergeArgs),
    Assign(assign::Args),
    Approve(approve::Args),
    People(people::Args),
    Journal(journal::Args),
    CloseDay(close_day::Args),
    Queue(queue::Args),
    Score(score::Args),
    Report(report::Args),
    Replay(replay::Args),
    Verify(verify::Args),
    Doctor(doctor::Args),
    Backup(backup::Args),
    Restore(backup::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn dispatch(ctx: &mut Ctx, verb: Verb) -> anyhow::Result<Exit> {
    match verb {
        Verb::Demo(args) => demo::run(ctx, &args),
        Verb::Init(args) => init::run(ctx, args),
        Verb::Import(args) => import::run(ctx, &args),
        Verb::Batches(args) => batches::run(ctx, &args),
        Verb::Find(args) => find::run(ctx, &args),
        Verb::Show(args) => show::run(ctx, &args),
        Verb::May(args) => may::run(ctx, &args),
        Verb::Record(args) => record::run(ctx, &args),
        Verb::Desk(args) => desk::run(ctx, &args),
        Verb::Disputes(args) => disputes::run(ctx, &args),
        Verb::Reconcile(args) => reconcile::run(ctx, &args),
        Verb::Tray(args) => tray::run(ctx, &args),
        Verb::Undo(args) => undo::run(ctx, &args),
        Verb::Move(args) => move_act::run(ctx, &args),
        Verb::Merge(args) => merge::run(ctx, &args),
        Verb::Unmerge(args) => merge::unmerge(ctx, &args),
        Verb::Assign(args) => assign::run(ctx, &args),
        Verb::Approve(args) => approve::run(ctx, &args),
        Verb::People(args) => people::run(ctx, &args),
        Verb::Journal(args) => journal::run(ctx, &args),
        Verb::CloseDay(args) => close_day::run(ctx, &args),
        Verb::Queue(args) => queue::run(ctx, &args),
        Verb::Score(args) => score::run(ctx, &args),
        Verb::Report(args) => report::run(ctx, &args),
        Verb::Replay(args) => replay::run(ctx, &args),
        Verb::Verify(args) => verify::run(ctx, &args),
        Verb::Doctor(args) => doctor::run(ctx, &args),
        Verb::Backup(args) => backup::run(ctx, &args),
        Verb::Restore(args) => backup::restore(ctx, &args),
        Verb::Completions(args) => completions::run(ctx, &args),
        Verb::Man(args) => man::run(ctx, &args),
    }
}

/// Reads the process's arguments, does what they ask, and says how it went.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let words = Words::new(language(&arguments));
    let parsed = help::command(&words).try_get_matches_from(&arguments).and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&words, &error).into(),
    };
    let mut ctx = Ctx::new(words, cli.global);
    let done = match cli.verb {
        Some(verb) => dispatch(&mut ctx, verb),
        None => workstation::run(&mut ctx),
    };
    let done = done.and_then(|exit| ctx.out.flush().map(|()| exit));
    match done {
        Ok(exit) => exit.into(),
        Err(error) => exit::failed(&ctx.words, &error).into(),
    }
}

/// What makes the first book of a workstation: `options` as on the command line, `program` what is run for long work.
///
/// # Errors
/// When the options cannot be read.
pub fn first_hour(lang: Lang, options: &[OsString], program: PathBuf) -> Result<runtime::Maker, clap::Error> {
    let words = Words::new(lang);
    let arguments = std::iter::once(OsString::from("relance")).chain(options.iter().cloned());
    let parsed = help::command(&words).try_get_matches_from(arguments)?;
    let ctx = Ctx::new(words, Cli::from_arg_matches(&parsed)?.global);
    Ok(workstation::maker(ctx, program))
}

/// The language, before anything is parsed: `--lang`, `RELANCE_LANG`, the person's settings, the locale.
fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).take_while(|a| *a != "--").collect();
    let after = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let flag = after.or_else(|| texts.iter().find_map(|a| a.strip_prefix("--lang=")));
    if let Some(lang) = flag.and_then(Lang::from_tag) {
        return lang;
    }
    let variables = ["RELANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let mut set = variables.iter().filter_map(|name| std::env::var(name).ok()).filter(|value| !value.is_empty());
    set.find_map(|value| Lang::from_tag(&value)).unwrap_or(Lang::En)
}
