//! `import cdr FILE`, `import mail PATH`, `import sms FILE`, `import letters FILE`: contacts that other systems kept, each
//! with the debtor whose number, address, reference, invoice or name it shows.
//! What never lives here: the formats (see `exchange::heard`), whose a number is (see `store::read::whose`).
//! `import` calls it.
//!
//! A contact with a number that nobody has stays out, and comes in with the same file once a debtor has it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::domain::codes::{Channel, Direction};
use crate::domain::ledger::{ContactRow, DebtorFields, LedgerRow};
use crate::domain::letter::{self, LETTER_KEY};
use crate::exchange::heard::{self, Counts, Heard};
use crate::exchange::{self, Kind, Mapping, Options, Plan, RowError, RowSink, WalkError, bank};
use crate::store::bulk::{FileCounts, LoadHead, LoadSummary};
use crate::store::read::whose::{Owner, Trace, Whose};
use crate::store::{Store, StoreError};
use crate::zone::Zone;

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::report::FileReport;
use super::{kept_mapping, say};

/// What kept the contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    /// A telephone exchange: its call detail records.
    Cdr,
    /// A mailbox.
    Mail,
    /// A gateway for short messages.
    Sms,
    /// The post, or whoever prints and posts.
    Letters,
}

impl Keeper {
    pub(super) const ALL: [Self; 4] = [Self::Cdr, Self::Mail, Self::Sms, Self::Letters];

    /// Its name on the command line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Cdr => "cdr",
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Letters => "letters",
        }
    }

    /// The table it writes, where it writes one whose columns may need a mapping.
    pub(super) const fn table(self) -> Option<Kind> {
        match self {
            Self::Cdr | Self::Mail => None,
            Self::Sms => Some(Kind::Sms),
            Self::Letters => Some(Kind::Letters),
        }
    }

    /// What is said of contacts that are nobody's, or may be several debtors'.
    const fn codes(self) -> [&'static str; 2] {
        match self {
            Self::Cdr => ["calls-nobodys", "calls-several"],
            Self::Mail => ["mail-nobodys", "mail-several"],
            Self::Sms => ["sms-nobodys", "sms-several"],
            Self::Letters => ["letters-nobodys", "letters-several"],
        }
    }
}

/// One path to read, and how.
pub(super) struct Input {
    keeper: Keeper,
    path: PathBuf,
    zone: Zone,
    plan: Option<Plan>,
}

impl Input {
    /// Looks at a table's columns; what has none is read as it is.
    pub(super) fn new(
        ctx: &Ctx,
        book: &Book,
        keeper: Keeper,
        mapping: Option<Mapping>,
        path: &Path,
    ) -> anyhow::Result<Self> {
        let zone = book.clock.zone();
        let plan = keeper.table().map(|kind| {
            let options = Options { kind, mapping, currency: book.store.settings().currency, zone, open_items: None };
            exchange::plan(path, options).map_err(|error| say::failed(&ctx.words, path, error))
        });
        Ok(Self { keeper, path: path.to_owned(), zone, plan: plan.transpose()? })
    }

    fn read(
        &self,
        each: &mut dyn FnMut(Heard) -> Result<(), StoreError>,
        refused: &mut dyn FnMut(RowError),
    ) -> Result<(Counts, [u8; 32]), WalkError<StoreError>> {
        match (self.keeper, &self.plan) {
            (Keeper::Letters, Some(plan)) => {
                // rows of one letter are one, wherever they stand
                let mut letters: BTreeMap<String, Heard> = BTreeMap::new();
                let mut join = |heard: Heard| -> Result<(), StoreError> {
                    match letters.get_mut(&heard.key) {
                        Some(before) => before.follow(heard),
                        None => drop(letters.insert(heard.key.clone(), heard)),
                    }
                    Ok(())
                };
                let counts = heard::table(plan, &mut join, refused)?;
                letters.into_values().try_for_each(each).map_err(WalkError::Sink)?;
                Ok((counts, plan.written.sha256))
            }
            (_, Some(plan)) => Ok((heard::table(plan, each, refused)?, plan.written.sha256)),
            (Keeper::Mail, None) => heard::messages(&self.path, self.zone, each, refused),
            (_, None) => {
                let (written, text) = bank::open(&self.path, None).map_err(WalkError::File)?;
                Ok((heard::calls(text, self.zone, each, refused)?, written.sha256))
            }
        }
    }
}

/// Imports the contacts at one path.
pub(super) fn file(ctx: &mut Ctx, book: &mut Book, input: &Input, dry_run: bool) -> anyhow::Result<FileReport> {
    let (path, keeper) = (input.path.as_path(), input.keeper);
    let failed = |ctx: &Ctx, error: WalkError<StoreError>| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    };
    let (mut seen, mut known) = (Seen::default(), Known::default());
    let (counts, sha256) = seen.look(input, book, &mut known).map_err(|error| failed(ctx, error))?;
    let (now, clock) = (book.now(), book.clock.clone());
    let (mut summary, mut errors, mut changes) = (LoadSummary::default(), std::mem::take(&mut seen.errors), vec![]);
    for (source, found) in &seen.sources {
        let head = LoadHead {
            source: source.clone(),
            kind: keeper.name().to_owned(),
            file: path.display().to_string(),
            sha256,
            mapping: input.plan.as_ref().map(kept_mapping).unwrap_or_default(),
            who: book.who.clone(),
            host: here::host(),
            dry_run,
        };
        let mut watch = Watch::new(&clock, &ctx.words, 0, false);
        let loader = book.store.begin_load(head, now, &mut watch)?;
        let mut sink = load::Sink::new(loader, None);
        let mut each = |heard: Heard| match known.party(&heard) {
            Party::Debtor { owner, direction, point, ours } if owner.source == *source => {
                let row = known.with_held(&heard.key, || contact(&heard, direction, point, ours));
                sink.row(heard.line, DebtorFields::NONE, &LedgerRow::Contact(owner.reference.clone(), row))
            }
            Party::Debtor { .. } | Party::Nobody | Party::Unclear => Ok(()),
        };
        input.read(&mut each, &mut |_| {}).map_err(|error| failed(ctx, error))?;
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
    let notes = input.plan.as_ref().map(|plan| plan.notes.clone()).unwrap_or_default();
    let report = FileReport::of_heard(path, keeper.name(), &sha256, dry_run, counts, errors, summary, said, changes);
    Ok(report.with_notes(notes))
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
        input: &Input,
        book: &Book,
        known: &mut Known,
    ) -> Result<(Counts, [u8; 32]), WalkError<StoreError>> {
        let Self { sources, nobodys, several, errors } = self;
        let mut each = |heard: Heard| -> Result<(), StoreError> {
            known.ask(&book.store, &heard)?;
            match known.party(&heard) {
                Party::Debtor { owner, .. } => {
                    *sources.entry(owner.source.clone()).or_default() += 1;
                }
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
        input.read(&mut each, &mut refused)
    }

    fn said(&self, ctx: &Ctx, keeper: Keeper, counts: Counts) -> Vec<(&'static str, String)> {
        let [nobodys, several] = keeper.codes();
        let all = [
            (nobodys, self.nobodys.0, self.nobodys.1.as_str()),
            (several, self.several.0, self.several.1.as_str()),
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

/// Counts a contact and keeps the first number or address as an example: of a call the one outside, as far as its length
/// tells, of a mail the sender's, of a letter its number.
fn count(of: &mut (u64, String), heard: &Heard) {
    of.0 += 1;
    if of.1.is_empty() {
        let longest = heard.to.iter().chain(&heard.from).max_by_key(|number| number.len());
        let shown = match heard.channel {
            Channel::Call => longest,
            Channel::Email => heard.from.first(),
            Channel::Sms
            | Channel::Letter
            | Channel::RegisteredLetter
            | Channel::Im
            | Channel::Visit
            | Channel::Portal => heard.to.first().or(heard.from.first()),
        };
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
    debtors: HashMap<String, Whose>,
    names: HashMap<String, Whose>,
    /// Contacts that are held already, by their keys: with whom, and what.
    held: HashMap<String, (Owner, ContactRow)>,
}

impl Known {
    /// Asks whose what a contact shows is.
    fn ask(&mut self, store: &Store, heard: &Heard) -> Result<(), StoreError> {
        if let Some(held) = store.contact_held(&heard.key)? {
            self.held.insert(heard.key.clone(), held);
            return Ok(());
        }
        let is_letter = matches!(heard.channel, Channel::Letter | Channel::RegisteredLetter);
        let points = heard.from.iter().chain(&heard.to).filter(|_| !is_letter);
        for point in points {
            let trace = if heard.channel == Channel::Email { Trace::Email(point) } else { Trace::Phone(point) };
            learn(&mut self.points, store, point, trace)?;
        }
        for number in &heard.numbers {
            learn(&mut self.invoices, store, number, Trace::Invoice(number))?;
        }
        if !heard.debtor.is_empty() {
            learn(&mut self.debtors, store, &heard.debtor, Trace::Reference(&heard.debtor))?;
        }
        if !heard.name.is_empty() {
            learn(&mut self.names, store, &heard.name, Trace::Name(&heard.name))?;
        }
        Ok(())
    }

    /// What is held already stays as it is; news of a letter come to it.
    fn with_held(&self, key: &str, heard: impl FnOnce() -> ContactRow) -> ContactRow {
        match self.held.get(key) {
            Some((_, held)) if held.reference.starts_with(LETTER_KEY) => letter::joined(held, heard()),
            Some((_, held)) => held.clone(),
            None => heard(),
        }
    }

    /// What is held stays with whom it stands. Of the rest the reference the other system writes tells first. Then whoever it went to: who calls or writes to a debtor shows a
    /// number of the house. An invoice it names tells where no number does, and the name it was addressed to at last.
    fn party<'k>(&'k self, heard: &'k Heard) -> Party<'k> {
        let first = |points: &'k [String]| points.first().map_or("", String::as_str);
        let (from, to) = (&heard.from, &heard.to);
        // what has no sender was sent by the house
        let way = if from.is_empty() { Direction::Out } else { Direction::In };
        let (point, ours) = if from.is_empty() { (first(to), "") } else { (first(from), first(to)) };
        if let Some((owner, _)) = self.held.get(&heard.key) {
            return Party::Debtor { owner, direction: way, point, ours };
        }
        if let Some(Whose::Ones(owner)) = self.debtors.get(&heard.debtor) {
            return Party::Debtor { owner, direction: way, point, ours };
        }
        let mut unclear = false;
        for (points, direction, ours) in [(to, Direction::Out, from), (from, Direction::In, to)] {
            for point in points {
                match self.points.get(point) {
                    Some(Whose::Ones(owner)) => {
                        return Party::Debtor { owner, direction, point, ours: first(ours) };
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
        owners.sort_unstable();
        owners.dedup();
        match (owners.as_slice(), self.names.get(&heard.name)) {
            (&[owner], _) | ([], Some(Whose::Ones(owner))) => Party::Debtor { owner, direction: way, point, ours },
            ([], Some(Whose::Several)) | ([_, _, ..], _) => Party::Unclear,
            ([], Some(Whose::Nobodys) | None) => {
                if unclear {
                    Party::Unclear
                } else {
                    Party::Nobody
                }
            }
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
