//! `demo`: a throw-away book of invented debtors, loaded through the two doors and closed, so that a morning's queue
//! is there; `demo --files DIR`: its import files instead.
//! What never lives here: the stories (see `exchange::demo`).
//! `cli` dispatches to it; the workstation's first hour calls `make`.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::clock::{self, Clock};
use crate::domain::calendar::previous_business_day;
use crate::domain::codes::{Channel, Direction};
use crate::domain::command::{Command, Record, What};
use crate::domain::event::{ContactMade, Part};
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::values::{CaseId, Currency, Now};
use crate::exchange::demo::{Act, Ask, DEBTORS_DEFAULT, DEBTORS_MAX, Demo, Said, demo, files};
use crate::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use crate::store::{BookSettings, Mode};
use crate::zone::Zone;

use super::{Book, Ctx, Exit, Fault, close_day, here, init, person, queue, text, workstation};

/// Lines of the queue printed when nobody reads along on a terminal.
const LINES: u32 = 20;
/// The demo told when nobody names one.
const SEED_DEFAULT: u64 = 1;

/// Which demo.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(DEBTORS_MAX)))]
    debtors: Option<u32>,
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
    #[arg(long, conflicts_with = "files")]
    tour: bool,
}

#[derive(Debug, Serialize)]
struct Made {
    schema: &'static str,
    book: Option<String>,
    files: Vec<String>,
    debtors: u64,
    acts: u64,
}

/// Makes the demo, and prints its queue or opens the workstation on it.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let clock = ctx.clock(Zone::PARIS)?;
    let ask = Ask {
        debtors: args.debtors.unwrap_or(DEBTORS_DEFAULT),
        seed: args.seed.unwrap_or(SEED_DEFAULT),
        today: clock.now().today,
        zone: Zone::PARIS,
        currency: Currency::EUR,
    };
    let demo = demo(&ask);
    if let Some(folder) = &args.files {
        return write_files(ctx, &demo, folder);
    }
    let path = new_path();
    drop(make(ctx, &path, &demo)?);
    ctx.use_demo(path.clone());
    if args.tour {
        ctx.give_tour();
    }
    if ctx.out.is_terminal() && !ctx.no_input() {
        let left = workstation::run(ctx);
        if let Some(folder) = path.parent() {
            // Thrown away; should the system not let go of it, it lies among the system's own throw-away files.
            let _kept = std::fs::remove_dir_all(folder);
        }
        return left;
    }
    if ctx.json {
        let (book, acts) = (Some(path.display().to_string()), demo.acts.len() as u64);
        ctx.out.json(&Made { schema: "relance.demo/1", book, files: vec![], debtors: ask.debtors.into(), acts })?;
        return Ok(Exit::Done);
    }
    queue::run(ctx, &queue::Args::first(LINES))?;
    let said = ctx.words.tf("cli-demo-made", &[("path", path.display().to_string().into())]);
    ctx.out.line("")?;
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

/// The demo that the workstation offers when there is no book, with where it lies.
pub fn first(ctx: &Ctx) -> anyhow::Result<Book> {
    let today = ctx.clock(Zone::PARIS)?.now().today;
    let ask = Ask { debtors: DEBTORS_DEFAULT, seed: SEED_DEFAULT, today, zone: Zone::PARIS, currency: Currency::EUR };
    make(ctx, &new_path(), &demo(&ask))
}

/// Where a throw-away book lies: a folder of its own among the system's throw-away files.
fn new_path() -> PathBuf {
    std::env::temp_dir().join(format!("relance-demo-{:016x}", clock::random_u64())).join("demo.relance")
}

/// Makes a book of a demo at a path and closes the day before today, so that today's queue is there.
pub fn make(ctx: &Ctx, path: &Path, demo: &Demo) -> anyhow::Result<Book> {
    let settings = BookSettings {
        zone: Zone::PARIS.name().to_owned(),
        currency: Currency::EUR,
        language: ctx.words.lang().code().to_owned(),
        company: ctx.words.t("cli-demo-company"),
    };
    let login = person::login_of(&person::os_user());
    let mut ctx = ctx.again();
    ctx.use_demo(path.to_owned());
    init::make(&ctx, path, &settings, &login, None)?;
    let mut book = ctx.open(Mode::Write)?;
    load(&mut book, demo)?;
    // Two closes, with the acts of the last day between them: today's list then says what has changed.
    let calendar = book.policy().calendar;
    let last = previous_business_day(calendar, book.today());
    let real = std::mem::replace(&mut book.clock, Clock::stopped(last, Zone::PARIS));
    let morning = book.clock.now().at;
    for act in demo.acts.iter().filter(|act| act.at < morning) {
        record(&mut book, act)?;
    }
    close_day::close(&ctx.words, &mut book, Some(previous_business_day(calendar, last)))?;
    for act in demo.acts.iter().filter(|act| act.at >= morning) {
        record(&mut book, act)?;
    }
    book.clock = real;
    close_day::close(&ctx.words, &mut book, Some(last))?;
    Ok(book)
}

fn write_files(ctx: &mut Ctx, demo: &Demo, folder: &Path) -> anyhow::Result<Exit> {
    let failed = |words, path: &Path, error| Fault::failed(text::unreadable(words, path, &error));
    std::fs::create_dir_all(folder).map_err(|error| failed(&ctx.words, folder, error))?;
    let mut names = vec![];
    for file in files(demo) {
        let path = folder.join(file.name);
        let mut options = std::fs::OpenOptions::new();
        let made = options.write(true).create_new(true).open(&path);
        let written = made.and_then(|mut made| std::io::Write::write_all(&mut made, file.text.as_bytes()));
        written.map_err(|error| failed(&ctx.words, &path, error))?;
        names.push((file.kind, path.display().to_string()));
    }
    if ctx.json {
        let (debtors, acts) = (demo.debtors.len() as u64, 0);
        let files = names.into_iter().map(|(_, path)| path).collect();
        ctx.out.json(&Made { schema: "relance.demo/1", book: None, files, debtors, acts })?;
        return Ok(Exit::Done);
    }
    for (kind, path) in names {
        ctx.out.line(format!("relance import {kind} {path}"))?;
    }
    Ok(Exit::Done)
}

/// Loads the ledger, one batch a file, as an import would.
fn load(book: &mut Book, demo: &Demo) -> anyhow::Result<()> {
    let now = book.now();
    for file in files(demo) {
        let head = LoadHead {
            source: "demo".to_owned(),
            kind: file.kind.to_owned(),
            file: file.name.to_owned(),
            sha256: Sha256::digest(file.text.as_bytes()).into(),
            mapping: String::new(),
            who: book.who.clone(),
            host: here::host(),
            dry_run: false,
        };
        let mut watch = Watch(Clock::real(Zone::UTC));
        let rows = rows(demo, file.kind);
        let mut loader = book.store.begin_load(head, now, &mut watch)?;
        for (line, (given, row)) in rows.iter().enumerate() {
            loader.push(line as u64 + 2, *given, row)?;
        }
        let counts = FileCounts { rows: rows.len() as u64, ..FileCounts::default() };
        loader.finish(counts, now)?;
    }
    Ok(())
}

fn rows(demo: &Demo, kind: &str) -> Vec<(DebtorFields, LedgerRow)> {
    let none = DebtorFields::NONE;
    match kind {
        "debtors" => demo.debtors.iter().map(|d| (DebtorFields::ALL, LedgerRow::Debtor(d.clone()))).collect(),
        "invoices" => demo.invoices.iter().map(|(d, i)| (none, LedgerRow::Invoice(d.clone(), i.clone()))).collect(),
        "payments" => demo.payments.iter().map(|(d, p)| (none, LedgerRow::Payment(d.clone(), p.clone()))).collect(),
        _ => demo.contacts.iter().map(|(d, c)| (none, LedgerRow::Contact(d.clone(), c.clone()))).collect(),
    }
}

struct Watch(Clock);

impl LoadWatch for Watch {
    fn ms(&mut self) -> u64 {
        self.0.monotonic_ms()
    }
    fn went(&mut self, _rows: u64) -> bool {
        true
    }
    fn change(&mut self, _change: &Change<'_>) {}
}

/// Records one act at its own time.
fn record(book: &mut Book, act: &Act) -> anyhow::Result<()> {
    let now = Now { at: act.at, today: book.clock.zone().day_of(act.at) };
    let Some(case) = book.store.resolve(&act.reference)? else { return Ok(()) };
    let said = act.said.iter().map(|said| said_record(book, case, now, said));
    let what = What::Record(said.collect::<anyhow::Result<Vec<_>>>()?);
    let command = Command { act: book.clock.new_act(), case, seen: None, what };
    book.store.execute(&book.who, now, &book.config.policy, &command)?;
    Ok(())
}

fn said_record(book: &Book, case: CaseId, now: Now, said: &Said) -> anyhow::Result<Record> {
    let part = |number: &str, amount| -> anyhow::Result<Vec<Part>> {
        let items = book.store.case(case, now.today)?.items;
        let item = items.into_iter().find(|item| item.key.number == number).map(|item| item.key);
        Ok(item.map(|item| Part { item, amount }).into_iter().collect())
    };
    Ok(match said {
        Said::Call(outcome, note) => Record::Contact(ContactMade {
            at: now.at,
            day: now.today,
            channel: Channel::Call,
            direction: Direction::Out,
            outcome: *outcome,
            point: String::new(),
            seconds: 0,
            checks: vec![],
            note: note.clone(),
        }),
        Said::Promise { invoice, amount, on, method } => Record::Promise {
            amount: *amount,
            on: *on,
            method: Some(*method),
            covers: part(invoice, *amount)?,
            by: None,
            replaces: None,
            note: String::new(),
        },
        Said::Dispute { invoice, amount, reason } => Record::Dispute {
            kind: crate::domain::codes::DisputeKind::Dispute,
            reason: *reason,
            parts: part(invoice, *amount)?,
            owner: None,
            note: String::new(),
        },
        Said::Callback(at) => Record::Callback { at: *at, due_on: book.clock.zone().day_of(*at), whom: None },
        Said::Hold(reason) => Record::Hold { reason: *reason, until: None, items: vec![] },
        Said::Note(note) => Record::Note(note.clone()),
    })
}
