//! `import cdr FILE` and `import mail PATH`: contacts that other systems kept, each with the debtor whose number, address or
//! invoice it shows.
//! What never lives here: the formats (see `exchange::heard`), whose a number is (see `store::read::whose`).
//! `import` calls it.
//!
//! A contact with a number that nobody has stays out, and comes in with the same file once a debtor has it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::domain::codes::{Channel, Direction};
use crate::domain::ledger::{ContactRow, DebtorFields, LedgerRow};
use crate::exchange::bank;
use crate::exchange::heard::{self, Counts, Heard};
use crate::exchange::{RowError, RowSink, WalkError};
use crate::store::bulk::{FileCounts, LoadHead, LoadSummary};
use crate::store::read::whose::{Owner, Trace, Whose};
use crate::store::{Store, StoreError};
use crate::zone::Zone;

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::report::FileReport;
use super::say;

/// What kept the contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    /// A telephone exchange: its call detail records.
    Cdr,
    /// A mailbox.
    Mail,
}

impl Keeper {
    pub(super) const ALL: [Self; 2] = [Self::Cdr, Self::Mail];

    /// Its name on the command line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Cdr => "cdr",
            Self::Mail => "mail",
        }
    }

    fn read(
        self,
        path: &Path,
        zone: Zone,
        each: &mut dyn FnMut(Heard) -> Result<(), StoreError>,
        refused: &mut dyn FnMut(RowError),
    ) -> Result<(Counts, [u8; 32]), WalkError<StoreError>> {
        match self {
            Self::Cdr => {
                let (written, text) = bank::open(path).map_err(WalkError::File)?;
                Ok((heard::calls(text, zone, each, refused)?, written.sha256))
            }
            Self::Mail => heard::messages(path, zone, each, refused),
        }
    }
}

/// Imports the contacts at one path.
pub(super) fn file(
    ctx: &mut Ctx,
    book: &mut Book,
    keeper: Keeper,
    dry_run: bool,
    path: &Path,
) -> anyhow::Result<FileReport> {
    let failed = |ctx: &Ctx, error: WalkError<StoreError>| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    };
    let (mut seen, mut known) = (Seen::default(), Known::default());
    let (counts, sha256) = seen.look(keeper, path, book, &mut known).map_err(|error| failed(ctx, error))?;
    let (now, clock) = (book.now(), book.clock.clone());
    let (mut summary, mut errors, mut changes) = (LoadSummary::default(), std::mem::take(&mut seen.errors), vec![]);
    for (source, found) in &seen.sources {
        let head = LoadHead {
            source: source.clone(),
            kind: keeper.name().to_owned(),
            file: path.display().to_string(),
            sha256,
            mapping: String::new(),
            who: book.who.clone(),
            host: here::host(),
            dry_run,
        };
        let mut watch = Watch::new(&clock, &ctx.words, 0, false);
        let loader = book.store.begin_load(head, now, &mut watch)?;
        let mut sink = load::Sink::new(loader, None);
        let mut each = |heard: Heard| match known.party(&heard) {
            Party::Debtor { owner, direction, point, ours } if owner.source == *source => {
                let row = LedgerRow::Contact(owner.reference.clone(), contact(&heard, direction, point, ours));
                sink.row(heard.line, DebtorFields::NONE, &row)
            }
            Party::Debtor { .. } | Party::Nobody | Party::Unclear => Ok(()),
        };
        keeper.read(path, clock.zone(), &mut each, &mut |_| {}).map_err(|error| failed(ctx, error))?;
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
    let said = seen.said(ctx, keeper, counts);
    Ok(FileReport::of_heard(path, keeper.name(), &sha256, dry_run, counts, errors, summary, said, changes))
}

/// What the first look at a file told.
#[derive(Debug, Default)]
struct Seen {
    /// Contacts with debtors, by the source that knows these.
    sources: BTreeMap<String, u64>,
    nobodys: (u64, String),
    several: (u64, String),
    errors: Vec<RowError>,
}

impl Seen {
    fn look(
        &mut self,
        keeper: Keeper,
        path: &Path,
        book: &Book,
        known: &mut Known,
    ) -> Result<(Counts, [u8; 32]), WalkError<StoreError>> {
        let Self { sources, nobodys, several, errors } = self;
        let mut each = |heard: Heard| -> Result<(), StoreError> {
            known.ask(&book.store, &heard)?;
            match known.party(&heard) {
                Party::Debtor { owner, .. } => *sources.entry(owner.source.clone()).or_default() += 1,
                Party::Nobody => count(nobodys, &heard),
                Party::Unclear => count(several, &heard),
            }
            Ok(())
        };
        let mut refused = |error| {
            if errors.len() < ERRORS_MAX {
                errors.push(error);
            }
        };
        keeper.read(path, book.clock.zone(), &mut each, &mut refused)
    }

    fn said(&self, ctx: &Ctx, keeper: Keeper, counts: Counts) -> Vec<(&'static str, String)> {
        let [nobodys, several, unplaced] = match keeper {
            Keeper::Cdr => ["calls-nobodys", "calls-several", "calls-unplaced"],
            Keeper::Mail => ["mail-nobodys", "mail-several", "calls-unplaced"],
        };
        let all = [
            (nobodys, self.nobodys.0, self.nobodys.1.as_str()),
            (several, self.several.0, self.several.1.as_str()),
            (unplaced, counts.unplaced, ""),
        ];
        let some = all.into_iter().filter(|(_, count, _)| *count > 0);
        some.map(|(code, count, example)| {
            let facts = [("count", count.into()), ("example", example.into())];
            (code, ctx.words.tf(&format!("import-{code}"), &facts))
        })
        .collect()
    }
}

/// Counts a contact and keeps the first number or address as an example: of a call the one outside, as far as its length
/// tells, of a message the sender's.
fn count(of: &mut (u64, String), heard: &Heard) {
    of.0 += 1;
    if of.1.is_empty() {
        let longest = heard.to.iter().chain(&heard.from).max_by_key(|number| number.len());
        let shown = if heard.channel == Channel::Call { longest } else { heard.from.first() };
        of.1 = shown.cloned().unwrap_or_default();
    }
}

fn contact(heard: &Heard, direction: Direction, point: &str, ours: &str) -> ContactRow {
    ContactRow {
        reference: heard.key.clone(),
        at: heard.at,
        day: heard.day,
        channel: heard.channel,
        direction,
        outcome: match direction {
            Direction::In => heard.outcome_in,
            Direction::Out => heard.outcome_out,
        },
        collector: ours.to_owned(),
        point: point.to_owned(),
        seconds: heard.seconds,
        note: heard.note.clone(),
    }
}

/// With whom a contact was.
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

/// Numbers, addresses and invoices that debtors have; all others are nobody's.
#[derive(Debug, Default)]
struct Known {
    points: HashMap<String, Whose>,
    invoices: HashMap<String, Whose>,
}

impl Known {
    /// Asks whose what a contact shows is.
    fn ask(&mut self, store: &Store, heard: &Heard) -> Result<(), StoreError> {
        for point in heard.from.iter().chain(&heard.to) {
            let trace = if heard.channel == Channel::Email { Trace::Email(point) } else { Trace::Phone(point) };
            learn(&mut self.points, store, point, trace)?;
        }
        for number in &heard.numbers {
            learn(&mut self.invoices, store, number, Trace::Invoice(number))?;
        }
        Ok(())
    }

    /// Whoever it went to is looked at first: who calls or writes to a debtor shows a number of the house. An invoice it
    /// names tells where no number does.
    fn party<'k>(&'k self, heard: &'k Heard) -> Party<'k> {
        let mut unclear = false;
        let (from, to) = (&heard.from, &heard.to);
        for (points, direction, ours) in [(to, Direction::Out, from), (from, Direction::In, to)] {
            for point in points {
                match self.points.get(point) {
                    Some(Whose::Ones(owner)) => {
                        let ours = ours.first().map_or("", String::as_str);
                        return Party::Debtor { owner, direction, point, ours };
                    }
                    Some(Whose::Several) => unclear = true,
                    Some(Whose::Nobodys) | None => {}
                }
            }
        }
        let owners = heard.numbers.iter().filter_map(|number| match self.invoices.get(number) {
            Some(Whose::Ones(owner)) => Some(owner),
            Some(Whose::Several | Whose::Nobodys) | None => None,
        });
        let mut owners: Vec<&Owner> = owners.collect();
        owners.dedup();
        match owners.as_slice() {
            [owner] => {
                let first = |points: &'k [String]| points.first().map_or("", String::as_str);
                Party::Debtor { owner, direction: Direction::In, point: first(from), ours: first(to) }
            }
            [] if !unclear => Party::Nobody,
            [] | [_, _, ..] => Party::Unclear,
        }
    }
}

fn learn(known: &mut HashMap<String, Whose>, store: &Store, word: &str, trace: Trace<'_>) -> Result<(), StoreError> {
    if !known.contains_key(word) {
        match store.whose(trace)? {
            Whose::Nobodys => {}
            whose @ (Whose::Ones(_) | Whose::Several) => drop(known.insert(word.to_owned(), whose)),
        }
    }
    Ok(())
}
