//! `import cdr FILE`, `import mail PATH`, `import sms FILE`, `import letters FILE`: contacts that other systems kept, each
//! with the debtor whose number, address, reference, invoice or name it shows.
//! What never lives here: the formats (see `exchange::heard`), whose a number is (see `store::read::whose`).
//! `import` calls it.
//!
//! A contact with a number that nobody has stays out, and comes in with the same file once a debtor has it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::codes::Channel;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::matching::Certainty;
use crate::exchange::detect::DEFAULT_SOURCE;
use crate::exchange::heard::{self, Counts, Heard};
use crate::exchange::{self, Kind, Mapping, Options, Plan, RowError, RowSink, WalkError, bank};
use crate::store::StoreError;
use crate::store::bulk::{FileCounts, LoadHead, LoadSummary};
use crate::zone::Zone;

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::outside::Outside;
use super::party::{Known, Party, contact};
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
    let mut waiting = seen.outside.unclaimed(&book.store)?;
    if !waiting.is_empty() && seen.sources.is_empty() {
        seen.sources.insert(DEFAULT_SOURCE.to_owned(), 0);
    }
    let waits = waiting.len() as u64;
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
        // they belong to no source: the first batch keeps them
        sink.wait(&std::mem::take(&mut waiting))?;
        let mut each = |heard: Heard| {
            let heard = known.in_thread(heard);
            match known.party(&heard) {
                Party::Debtor { owner, direction, point, ours, .. } if owner.source == *source => {
                    let row = known.with_held(&heard.key, || contact(&heard, direction, point, ours));
                    sink.row(heard.line, DebtorFields::NONE, &LedgerRow::Contact(owner.reference.clone(), row))
                }
                Party::Debtor { .. } | Party::Nobody | Party::Unclear | Party::LeftOut => Ok(()),
            }
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
    Ok(report.with_notes(notes).with_sure(&seen.sure, waits))
}

/// What the first look at a file told.
#[derive(Debug, Default)]
struct Seen {
    /// Contacts with debtors, by the source that knows these.
    sources: BTreeMap<String, u64>,
    /// … by how sure that is.
    sure: BTreeMap<Certainty, u64>,
    /// Those that are nobody's, or several debtors'.
    outside: Outside,
    /// From numbers and addresses of which a person said that they are nobody's.
    left_out: u64,
    errors: Vec<RowError>,
}

impl Seen {
    fn look(
        &mut self,
        input: &Input,
        book: &Book,
        known: &mut Known,
    ) -> Result<(Counts, [u8; 32]), WalkError<StoreError>> {
        let Self { sources, sure, outside, left_out, errors } = self;
        let mut each = |heard: Heard| -> Result<(), StoreError> {
            known.ask(&book.store, &heard)?;
            let heard = known.in_thread(heard);
            match known.party(&heard) {
                Party::Debtor { owner, certainty, .. } => {
                    let owner = owner.clone();
                    if heard.channel == Channel::Email {
                        known.place(&heard.key, &owner);
                    }
                    *sources.entry(owner.source.clone()).or_default() += 1;
                    *sure.entry(certainty).or_default() += 1;
                }
                Party::Nobody => outside.add(heard, false),
                Party::Unclear => outside.add(heard, true),
                Party::LeftOut => *left_out += 1,
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
            (nobodys, self.outside.nobodys, self.outside.nobodys_shown.as_str()),
            (several, self.outside.several, self.outside.several_shown.as_str()),
            ("heard-no-point", self.outside.pointless, ""),
            ("heard-left-out", self.left_out, ""),
            ("heard-beyond", self.outside.beyond, ""),
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
