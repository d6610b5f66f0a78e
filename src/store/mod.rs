//! The store: the only room with SQL. Two doors write: `execute` (a person's command) and `load` (an importer's rows).
//! What never lives here: a rule of the trade (see `domain`), the order of the queue (see `ranking`), wording.
//! `cli`, `runtime` and `day` call it; `app` sees only the row structs of `read`.

mod absences;
pub mod adopted;
pub mod attach;
pub mod backup;
pub mod bank;
pub mod batches;
pub mod bind;
pub mod blocks;
pub mod bulk;
pub mod columns;
mod derived;
pub mod digest;
mod disputes;
pub mod doctor;
pub mod drafts;
pub mod engine;
pub mod error;
pub mod execute;
mod facts;
pub mod files;
pub mod find_keys;
pub mod generation;
pub mod hands;
pub mod items;
mod journal;
pub mod lease;
mod list_lines;
pub mod night;
mod night_facts;
pub mod old_lists;
mod pack;
mod packed_aged;
mod packed_row;
pub mod past;
mod people;
mod points;
mod prepared;
pub mod queue;
pub mod read;
pub mod schema;
mod seal;
mod settings;
mod tally;
pub mod task;
#[cfg(test)]
mod tests;
pub mod types;
pub mod verify;
mod views;

use std::path::PathBuf;

pub use error::StoreError;
pub use types::*;

/// An open book. One per thread.
#[derive(Debug)]
pub struct Store {
    conn: rusqlite::Connection,
    settings: BookSettings,
    path: Option<PathBuf>,
    mode: Mode,
    /// Rows this connection had written when the side file was last moved into the book.
    settled: u64,
    /// Blocks of the lists, read lately.
    read_blocks: std::cell::RefCell<list_lines::ReadBlocks>,
}

type Done<T> = Result<T, StoreError>;

impl Store {
    /// Settings made at `init`.
    #[must_use]
    pub fn settings(&self) -> &BookSettings {
        &self.settings
    }
}
