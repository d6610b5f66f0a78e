//! `verify`: does the book still agree with itself? Every chain, head, seal, batch digest, derived row and find key is
//! made again and compared. What never lives here: mending; words (a fault is a code with its place).
//! `cli` calls it through `Store::verify`, `backup` on every copy.

mod chains;
mod ledger;
mod queue;
mod rows;
mod seals;
mod tallies;

use rusqlite::Connection;

use super::{Done, Store, StoreError, bind, settings};

/// Most faults listed; the rest is only counted: a book that bad needs a backup, not a list.
pub const FAULTS_MAX: usize = 1_000;

/// What was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// Streams of the journal.
    pub streams: u64,
    /// Entries of the journal.
    pub entries: u64,
    /// Seals.
    pub seals: u64,
    /// Import batches.
    pub batches: u64,
    /// Rows of the ledger.
    pub ledger_rows: u64,
    /// Cases whose derived row was made again.
    pub cases: u64,
    /// Cases whose derived row waits to be brought up to date: derived by both formulas, with nothing kept to compare.
    pub stale: u64,
}

/// What kind of fault; the message is `fault-NAME`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultCode {
    /// The file itself is damaged.
    File,
    /// A setting is not what the book was made with.
    Setting,
    /// An entry's hash does not follow from the one before.
    Chain,
    /// What an entry says was changed.
    Body,
    /// What an entry said is gone.
    BodyMissing,
    /// An entry cannot be read.
    Unreadable,
    /// An entry is missing.
    Gap,
    /// The end of a stream is not where it was.
    Head,
    /// An entry's instant lies before the one before.
    Clock,
    /// A person is not what their stream says.
    Person,
    /// A row of the ledger cannot be read.
    Row,
    /// A row belongs to no batch, or a batch to no source.
    NoBatch,
    /// The rows of a batch are not those that were loaded.
    Batch,
    /// A case, its key or its source does not exist.
    NoCase,
    /// A seal does not follow from the one before, or from what it names.
    Seal,
    /// The seal kept elsewhere is not in this book: an older copy, or another.
    SealUnknown,
    /// What moved since the last seal is not what the book says moved.
    Unsealed,
    /// A derived row differs from what its facts say.
    Derived,
    /// A case cannot be found by something it is known by.
    FindKey,
    /// A generation of the queue is not as it was written.
    Queue,
}

impl FaultCode {
    /// Every code.
    pub const ALL: &'static [Self] = &[
        Self::File,
        Self::Setting,
        Self::Chain,
        Self::Body,
        Self::BodyMissing,
        Self::Unreadable,
        Self::Gap,
        Self::Head,
        Self::Clock,
        Self::Person,
        Self::Row,
        Self::NoBatch,
        Self::Batch,
        Self::NoCase,
        Self::Seal,
        Self::SealUnknown,
        Self::Unsealed,
        Self::Derived,
        Self::FindKey,
        Self::Queue,
    ];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Setting => "setting",
            Self::Chain => "chain",
            Self::Body => "body",
            Self::BodyMissing => "body-missing",
            Self::Unreadable => "unreadable",
            Self::Gap => "gap",
            Self::Head => "head",
            Self::Clock => "clock",
            Self::Person => "person",
            Self::Row => "row",
            Self::NoBatch => "no-batch",
            Self::Batch => "batch",
            Self::NoCase => "no-case",
            Self::Seal => "seal",
            Self::SealUnknown => "seal-unknown",
            Self::Unsealed => "unsealed",
            Self::Derived => "derived",
            Self::FindKey => "find-key",
            Self::Queue => "queue",
        }
    }
}

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: `case:C-000123 #4` (entry 4 of its stream), `batch 3`, `seal 2`, `row C-000123` …
    pub place: String,
    /// What.
    pub code: FaultCode,
    /// What was found there, for whoever repairs it.
    pub detail: String,
}

/// The answer of `verify`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// What was looked at.
    pub checked: Checked,
    /// What does not agree, at most [`FAULTS_MAX`].
    pub faults: Vec<Fault>,
    /// Faults in all.
    pub fault_count: u64,
}

impl Verified {
    /// True when nothing was found.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.fault_count == 0
    }

    fn fault(&mut self, place: impl Into<String>, code: FaultCode, detail: impl Into<String>) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(Fault { place: place.into(), code, detail: detail.into() });
        }
    }
}

/// One run: what was found so far, and whom to tell that it goes on.
struct Run<'a> {
    found: Verified,
    went: &'a mut dyn FnMut(u64) -> bool,
    steps: u64,
}

/// Steps between two words to the caller: some milliseconds of work.
const STEPS_PER_WORD: u64 = 256;

impl Run<'_> {
    fn step(&mut self) -> Done<()> {
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_PER_WORD) && !(self.went)(self.steps) {
            return Err(StoreError::Stopped);
        }
        Ok(())
    }
}

impl Store {
    /// Looks at everything, on one unchanging picture of the book; nothing is written. `kept_seal`: a seal's hash (hex)
    /// kept elsewhere, which this book must hold. `went` hears the steps done and may answer `false` to stop
    /// ([`StoreError::Stopped`]).
    pub fn verify(&self, kept_seal: Option<&str>, went: &mut dyn FnMut(u64) -> bool) -> Done<Verified> {
        self.read(|conn| {
            let mut run = Run { found: Verified::default(), went, steps: 0 };
            file(conn, &mut run)?;
            if run.found.is_ok() {
                if !settings::whole(conn)? {
                    run.found.fault("setting", FaultCode::Setting, "");
                }
                let ends = chains::check(conn, &mut run)?;
                seals::check(conn, &ends, kept_seal, &mut run)?;
                ledger::check(conn, &mut run)?;
                rows::check(conn, &mut run)?;
                tallies::check(conn, &mut run)?;
                queue::check(conn, &mut run)?;
            }
            Ok(run.found)
        })
    }
}

/// The engine's own check of its pages and indexes.
fn file(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let said = bind::rows(conn, "PRAGMA integrity_check(100)", &[], |row| row.get::<_, String>(0));
    match said {
        Ok(lines) => {
            for line in lines.into_iter().filter(|line| line != "ok") {
                run.found.fault("file", FaultCode::File, line);
            }
            Ok(())
        }
        Err(StoreError::Damaged(cause)) => {
            run.found.fault("file", FaultCode::File, cause);
            Ok(())
        }
        Err(other) => Err(other),
    }
}

/// Walks rows; one that cannot be read becomes a fault at `place` and the walk goes on.
fn walk<T>(
    conn: &Connection,
    sql: &str,
    run: &mut Run<'_>,
    code: FaultCode,
    place: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    mut each: impl FnMut(&mut Run<'_>, T) -> Done<()>,
) -> Done<()> {
    let mut failed = Ok(());
    bind::each(conn, sql, &[], |row| {
        let done = run.step().and_then(|()| match read(row) {
            Ok(value) => each(run, value),
            Err(error) => {
                run.found.fault(place, code, error.to_string());
                Ok(())
            }
        });
        failed = done;
        Ok(failed.is_ok())
    })?;
    failed
}
