//! `import cdr FILE`: the calls that a telephone exchange kept, each with the debtor whose number it is.
//! What never lives here: the format (see `exchange::heard`), whose number it is (see `store::read::whose`).
//! `import` calls it.
//!
//! A call with a number that nobody has stays out, and comes in with the same file once a debtor has it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::domain::codes::{Channel, Direction};
use crate::domain::ledger::{ContactRow, DebtorFields, LedgerRow};
use crate::exchange::bank::{self, Utf8};
use crate::exchange::heard::{self, Call, Counts};
use crate::exchange::{RowError, RowSink, WalkError};
use crate::store::bulk::{FileCounts, LoadHead, LoadSummary};
use crate::store::read::whose::{Owner, Whose};
use crate::store::{Store, StoreError};

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::report::FileReport;
use super::say;

/// Imports the calls of one file.
pub(super) fn file(ctx: &mut Ctx, book: &mut Book, dry_run: bool, path: &Path) -> anyhow::Result<FileReport> {
    let failed = |ctx: &Ctx, error: WalkError<StoreError>| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    };
    let (written, text) = bank::open(path).map_err(|error| say::failed(&ctx.words, path, error))?;
    let mut seen = Seen::default();
    let mut known = Known::default();
    let counts = seen.look(text, book, &mut known).map_err(|error| failed(ctx, error))?;
    let (now, clock) = (book.now(), book.clock.clone());
    let (mut summary, mut errors, mut changes) = (LoadSummary::default(), std::mem::take(&mut seen.errors), vec![]);
    for (source, found) in &seen.sources {
        let head = LoadHead {
            source: source.clone(),
            kind: "cdr".to_owned(),
            file: path.display().to_string(),
            sha256: written.sha256,
            mapping: String::new(),
            who: book.who.clone(),
            host: here::host(),
            dry_run,
        };
        let text = bank::reopen(path, &written).map_err(|error| say::failed(&ctx.words, path, error))?;
        let mut watch = Watch::new(&clock, &ctx.words, 0, false);
        let loader = book.store.begin_load(head, now, &mut watch)?;
        let mut sink = load::Sink::new(loader, None);
        let mut each = |call: Call| match known.party(&call) {
            Party::Debtor { owner, direction, point, ours } if owner.source == *source => {
                let row = LedgerRow::Contact(owner.reference.clone(), contact(&call, direction, point, ours));
                sink.row(call.line, DebtorFields::NONE, &row)
            }
            Party::Debtor { .. } | Party::Nobody | Party::Unclear => Ok(()),
        };
        heard::calls(text, clock.zone(), &mut each, &mut |_| {}).map_err(|error| failed(ctx, error))?;
        let file = FileCounts { rows: *found, ..FileCounts::default() };
        let (loaded, more) = sink.finish(file, now)?;
        errors.extend(more);
        changes.extend(watch.take_changes());
        summary.batch = summary.batch.or(loaded.batch);
        summary.accepted += loaded.accepted;
        summary.unchanged += loaded.unchanged;
        summary.duplicate_count += loaded.duplicate_count;
        summary.resumed |= loaded.resumed;
    }
    let said = seen.said(ctx, counts);
    Ok(FileReport::of_calls(path, &written.sha256, dry_run, counts, errors, summary, said, changes))
}

/// What the first look at a file told.
#[derive(Debug, Default)]
struct Seen {
    /// Calls with debtors, by the source that knows these.
    sources: BTreeMap<String, u64>,
    nobodys: (u64, String),
    several: (u64, String),
    errors: Vec<RowError>,
}

impl Seen {
    fn look(&mut self, text: Text, book: &Book, known: &mut Known) -> Result<Counts, WalkError<StoreError>> {
        let Self { sources, nobodys, several, errors } = self;
        let mut each = |call: Call| -> Result<(), StoreError> {
            known.ask(&book.store, &call)?;
            match known.party(&call) {
                Party::Debtor { owner, .. } => *sources.entry(owner.source.clone()).or_default() += 1,
                Party::Nobody => count(nobodys, &call),
                Party::Unclear => count(several, &call),
            }
            Ok(())
        };
        let mut refused = |error| {
            if errors.len() < ERRORS_MAX {
                errors.push(error);
            }
        };
        heard::calls(text, book.clock.zone(), &mut each, &mut refused)
    }

    fn said(&self, ctx: &Ctx, counts: Counts) -> Vec<(&'static str, String)> {
        let all = [
            ("calls-nobodys", self.nobodys.0, self.nobodys.1.as_str()),
            ("calls-several", self.several.0, self.several.1.as_str()),
            ("calls-unplaced", counts.unplaced, ""),
        ];
        let some = all.into_iter().filter(|(_, count, _)| *count > 0);
        some.map(|(code, count, example)| {
            let facts = [("count", count.into()), ("example", example.into())];
            (code, ctx.words.tf(&format!("import-{code}"), &facts))
        })
        .collect()
    }
}

/// Counts a call and keeps the first number as an example: the one outside, as far as its length tells.
fn count(of: &mut (u64, String), call: &Call) {
    of.0 += 1;
    if of.1.is_empty() {
        let longest = call.to.iter().chain(&call.from).max_by_key(|number| number.len());
        of.1 = longest.cloned().unwrap_or_default();
    }
}

type Text = Utf8<std::io::BufReader<std::fs::File>>;

fn contact(call: &Call, direction: Direction, point: &str, ours: &str) -> ContactRow {
    ContactRow {
        reference: call.key.clone(),
        at: call.at,
        day: call.day,
        channel: Channel::Call,
        direction,
        outcome: call.outcome,
        collector: ours.to_owned(),
        point: point.to_owned(),
        seconds: call.seconds,
        note: String::new(),
    }
}

/// With whom a call was.
enum Party<'k> {
    Debtor {
        owner: &'k Owner,
        direction: Direction,
        point: &'k str,
        ours: &'k str,
    },
    Nobody,
    /// Somebody's whose number others have too.
    Unclear,
}

/// Numbers that debtors have; all others are nobody's.
#[derive(Debug, Default)]
struct Known(HashMap<String, Whose>);

impl Known {
    /// Asks whose the numbers of a call are.
    fn ask(&mut self, store: &Store, call: &Call) -> Result<(), StoreError> {
        for number in call.from.iter().chain(&call.to) {
            if !self.0.contains_key(number) {
                match store.whose_phone(number)? {
                    Whose::Nobodys => {}
                    whose => drop(self.0.insert(number.clone(), whose)),
                }
            }
        }
        Ok(())
    }

    /// The number called is looked at first: who calls a debtor shows a number of the house.
    fn party<'k>(&'k self, call: &'k Call) -> Party<'k> {
        let mut unclear = false;
        let (from, to) = (&call.from, &call.to);
        for (numbers, direction, ours) in [(to, Direction::Out, from), (from, Direction::In, to)] {
            for point in numbers {
                match self.0.get(point) {
                    Some(Whose::Ones(owner)) => {
                        let ours = ours.first().map_or("", String::as_str);
                        return Party::Debtor { owner, direction, point, ours };
                    }
                    Some(Whose::Several) => unclear = true,
                    Some(Whose::Nobodys) | None => {}
                }
            }
        }
        if unclear { Party::Unclear } else { Party::Nobody }
    }
}
