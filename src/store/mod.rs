//! The store: the only room with SQL. Two doors write: `execute` (a person's command) and `load` (an importer's rows).
//! What never lives here: a rule of the trade (see `domain`), the order of the queue (see `ranking`), wording.
//! `cli`, `runtime` and `day` call it; `app` sees only the row structs of `read`.

pub mod bind;
pub mod columns;
mod derived;
pub mod digest;
pub mod doctor;
pub mod drafts;
pub mod engine;
pub mod error;
pub mod execute;
mod facts;
pub mod find_keys;
mod journal;
pub mod lease;
mod people;
pub mod read;
pub mod schema;
mod seal;
pub mod types;

use std::path::PathBuf;

pub use error::StoreError;
pub use types::*;

use crate::domain::case::CaseRow;
use crate::domain::queue::{Generation, Placed};
use crate::domain::values::{Day, Login};

/// An open book. One per thread.
#[derive(Debug)]
pub struct Store {
    conn: rusqlite::Connection,
    settings: BookSettings,
    path: Option<PathBuf>,
    mode: Mode,
}

type Done<T> = Result<T, StoreError>;

fn not_yet<T>() -> Done<T> {
    Err(StoreError::Corrupt("not built yet".into()))
}

impl Store {
    /// Settings made at `init`.
    #[must_use]
    pub fn settings(&self) -> &BookSettings {
        &self.settings
    }
}

/// The second door. `Loader` (in `bulk`) is opened by `begin_load`, fed with rows, finished or dropped.
impl Store {
    /// Batches, latest first.
    pub fn batches(&self) -> Done<Vec<BatchInfo>> {
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
