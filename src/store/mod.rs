//! The store: the only room with SQL. Two doors write: `execute` (a person's command) and `load` (an importer's rows).
//! What never lives here: a rule of the trade (see `domain`), the order of the queue (see `ranking`), wording.
//! `cli`, `runtime` and `day` call it; `app` sees only the row structs of `read`.

pub mod bind;
pub mod columns;
pub mod digest;
pub mod error;
pub mod find_keys;
pub mod read;
pub mod schema;
pub mod types;

use std::path::Path;

pub use error::StoreError;
pub use types::*;

use crate::domain::case::{CaseRow, CaseState, Facts};
use crate::domain::command::Command;
use crate::domain::event::Who;
use crate::domain::queue::{Generation, Placed};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Day, Instant, Login, Now};

/// An open book. One per thread.
#[derive(Debug)]
pub struct Store {
    conn: rusqlite::Connection,
    settings: BookSettings,
}

type Done<T> = Result<T, StoreError>;

fn not_yet<T>() -> Done<T> {
    Err(StoreError::Corrupt("not built yet".into()))
}

/// Opening, settings, people.
impl Store {
    /// Makes a new book; refuses when a file is there. `shared`: mode 0660 for the group, else 0600.
    pub fn create(path: &Path, settings: &BookSettings, shared: bool) -> Done<Self> {
        let _ = (path, settings, shared);
        not_yet()
    }
    /// Opens a book and brings its schema up to date; every way of failing has its own error.
    pub fn open(path: &Path, mode: Mode) -> Done<Self> {
        let _ = (path, mode);
        not_yet()
    }
    /// A book in memory, for tests and the what-if.
    pub fn in_memory(settings: &BookSettings) -> Done<Self> {
        let _ = settings;
        not_yet()
    }
    /// Settings made at `init`.
    #[must_use]
    pub fn settings(&self) -> &BookSettings {
        &self.settings
    }
    /// Raised when another connection committed something (`PRAGMA data_version`).
    pub fn data_version(&self) -> Done<i64> {
        let _ = &self.conn;
        not_yet()
    }
    /// The latest instant any entry, batch or seal carries; `--today` before its day opens read-only.
    pub fn last_instant(&self) -> Done<Option<Instant>> {
        not_yet()
    }
    /// People of the book.
    pub fn people(&self) -> Done<Vec<Person>> {
        not_yet()
    }
    /// Names a person, their role and the OS users that may work as them (an entry of the person's stream).
    pub fn put_person(&mut self, who: &Who, now: Now, person: &Person) -> Done<()> {
        let _ = (who, now, person);
        not_yet()
    }
}

/// The first door, and what surrounds a case being worked.
impl Store {
    /// Carries out one command in one transaction: load the case, decide, journal, derive, commit.
    /// The same act sent again returns what it returned the first time.
    pub fn execute(&mut self, who: &Who, now: Now, policy: &Policy, command: &Command) -> Done<Recorded> {
        let _ = (who, now, policy, command);
        not_yet()
    }
    /// Takes or renews the lease of a case. `Err(Refused(HeldByOther))` when a living one is somebody else's.
    pub fn lease(&mut self, who: &Who, host: &str, now: Instant, case: CaseId) -> Done<()> {
        let _ = (who, host, now, case);
        not_yet()
    }
    /// Lets go of every lease of this process.
    pub fn release_leases(&mut self, who: &Who, host: &str) -> Done<()> {
        let _ = (who, host);
        not_yet()
    }
    /// Who has the case, when somebody does (stale after 10 minutes).
    pub fn lease_of(&self, now: Instant, case: CaseId) -> Done<Option<Lease>> {
        let _ = (now, case);
        not_yet()
    }
}

/// The second door. `Loader` (in `bulk`) is opened by `begin_load`, fed with rows, finished or dropped.
impl Store {
    /// Batches, latest first.
    pub fn batches(&self) -> Done<Vec<BatchInfo>> {
        not_yet()
    }
}

/// Reading one case.
impl Store {
    /// Finds a case by number (`C-000123`) or debtor reference; follows merges only when `follow` is set.
    pub fn resolve(&self, text: &str) -> Done<Option<CaseId>> {
        let _ = text;
        not_yet()
    }
    /// Every visible fact of a case, as known at an instant (`None`: now).
    pub fn facts(&self, case: CaseId, known_at: Option<Instant>) -> Done<Facts> {
        let _ = (case, known_at);
        not_yet()
    }
    /// The case on a day, derived from its facts.
    pub fn case(&self, case: CaseId, as_of: Day) -> Done<CaseState> {
        let _ = (case, as_of);
        not_yet()
    }
    /// The derived row for a day: the stored one when it speaks of that day, else derived on the spot.
    pub fn case_row(&self, case: CaseId, as_of: Day) -> Done<CaseRow> {
        let _ = (case, as_of);
        not_yet()
    }
}

/// The queue and the close of a day.
impl Store {
    /// The newest generation for a day.
    pub fn generation_for(&self, day: Day) -> Done<Option<Generation>> {
        let _ = day;
        not_yet()
    }
    /// The newest generation of all.
    pub fn latest_generation(&self) -> Done<Option<Generation>> {
        not_yet()
    }
    /// A window of a generation's lines; `collector` `None`: everybody's.
    pub fn queue(
        &self,
        generation: i64,
        collector: Option<&Login>,
        from: u32,
        limit: u32,
        today: Day,
    ) -> Done<Vec<crate::domain::queue::QueueLine>> {
        let _ = (generation, collector, from, limit, today);
        not_yet()
    }
    /// Walks every case row, in order of case number, brought to `day` (re-deriving stale and flipped rows as it goes).
    pub fn walk_rows(&mut self, day: Day, each: &mut dyn FnMut(&CaseRow) -> bool) -> Done<()> {
        let _ = (day, each);
        not_yet()
    }
    /// Writes a whole generation and switches to it in one step.
    pub fn write_generation(&mut self, generation: &Generation, placed: &[Placed]) -> Done<i64> {
        let _ = (generation, placed);
        not_yet()
    }
}
