//! Making, opening and configuring a book: files, pragmas, waiting for the lock, migrations; each failure told apart.
//! What never lives here: a question about debtors, a rule.
//! `cli` and `runtime` open a book here; another engine would be chosen here.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{BookSettings, Done, Mode, Store, StoreError, bind, bulk, files, schema, settings};

/// Marks a file as a book of ours (`application_id` of the file header: "rlnc").
pub const APPLICATION_ID: i32 = 0x726c_6e63;
/// How a held book is waited for: so many looks, with so long between them, one row after the other. Whoever has waited
/// longer looks more often and so comes first; with what a sleep costs it is about 250 ms in all, the longest a person
/// waits unasked. (Equal steps let one of ten busy writers starve: 1 act of 400 refused.)
const WAITS: [(i32, Duration); 4] = [
    (20, Duration::from_micros(1_000)),
    (80, Duration::from_micros(500)),
    (200, Duration::from_micros(200)),
    (1_000, Duration::from_micros(60)),
];
/// Page cache of one connection, KiB (negative: SQLite's way of saying KiB). A queue page and a case need far less.
const CACHE_KIB: i64 = -8_192;
/// The same of a reader that walks the book in its order and comes back to nothing.
const READER_KIB: i64 = -1_024;
/// Pages of the side file at which even a person's act moves them into the book: 32 MiB, a thousand acts without a rest.
const UNSETTLED_PAGES_MAX: u32 = 8_192;
/// Prepared statements kept: all of the collector's path.
const STATEMENTS_MAX: usize = 160;

impl Store {
    /// Makes a new book; refuses when a file is there. `shared`: mode 0660 for the group, else 0600.
    /// The book appears whole or not at all: it is made beside its place and put there in one step.
    pub fn create(path: &Path, settings: &BookSettings, shared: bool) -> Done<Self> {
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| files::denied_or_io(error, folder))?;
        }
        files::refuse_network(path)?;
        let making = files::beside(path, &format!("making-{}", std::process::id()));
        let made = make_file(&making, settings, shared).and_then(|()| files::put_in_place(&making, path));
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _gone = std::fs::remove_file(files::with_suffix(&making, suffix));
        }
        made?;
        Self::open(path, Mode::Write)
    }

    /// Opens a book and brings its schema up to date; every way of failing has its own error.
    pub fn open(path: &Path, mode: Mode) -> Done<Self> {
        let header = files::look(path)?;
        files::refuse_network(path)?;
        if mode == Mode::Write
            && path.metadata().map_err(|error| files::denied_or_io(error, path))?.permissions().readonly()
        {
            return Err(StoreError::ReadOnly);
        }
        let flags = match mode {
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| placed(error.into(), path))?;
        if mode == Mode::Write && conn.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        configure(&mut conn).map_err(|error| placed(error, path))?;
        let schema: i64 =
            conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|error| placed(error.into(), path))?;
        refuse_newer(schema)?;
        match mode {
            Mode::Write => {
                if !header.wal {
                    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
                }
                migrate(&conn, schema)?;
            }
            Mode::Read if schema < schema::SCHEMA => {
                return Err(StoreError::Older { theirs: schema, ours: schema::SCHEMA });
            }
            Mode::Read => {}
        }
        let settings = settings::read(&conn).map_err(|error| placed(error, path))?;
        Ok(Self { conn, settings, path: Some(path.to_owned()), mode, read_blocks: RefCell::default(), settled: 0 })
    }

    /// A book in memory, for tests and the what-if.
    pub fn in_memory(settings: &BookSettings) -> Done<Self> {
        let mut conn = Connection::open_in_memory()?;
        configure(&mut conn)?;
        migrate(&conn, 0)?;
        settings::write(&conn, settings)?;
        Ok(Self {
            conn,
            settings: settings.clone(),
            path: None,
            mode: Mode::Write,
            read_blocks: RefCell::default(),
            settled: 0,
        })
    }

    /// Raised when another connection committed something (`PRAGMA data_version`).
    pub fn data_version(&self) -> Done<i64> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Where the book lies; `None` for one in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// How the book was opened.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Runs `work` in one transaction that holds the book from its first moment; all of it is kept, or nothing.
    pub(in crate::store) fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        if self.mode == Mode::Read {
            return Err(crate::domain::command::Refusal::ReadOnly.into());
        }
        let done = bind::run(&self.conn, "BEGIN IMMEDIATE", &[])
            .and_then(|_| work(&self.conn))
            .and_then(|value| bind::run(&self.conn, "COMMIT", &[]).map(|_| value));
        if !self.conn.is_autocommit() {
            let _taken_back = bind::run(&self.conn, "ROLLBACK", &[]);
        }
        done.map_err(|error| self.named(error))
    }

    /// The same for what may go with the power, though never with the program: it does not wait for the disk.
    pub(in crate::store) fn write_lightly<T>(&mut self, work: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        self.conn.execute_batch("PRAGMA synchronous = NORMAL")?;
        let done = self.write(work);
        self.conn.execute_batch("PRAGMA synchronous = FULL")?;
        done
    }

    /// For whoever will call [`settle`](Self::settle): an act does not stop to move the side file into the book.
    pub fn settles_when_idle(&self) -> Done<()> {
        self.conn.execute_batch(&format!("PRAGMA wal_autocheckpoint = {UNSETTLED_PAGES_MAX}"))?;
        Ok(())
    }

    /// Moves the side file into the book, if this connection wrote anything since it last did. Some milliseconds: for a
    /// moment in which nobody waits. It keeps nobody from reading or writing.
    pub fn settle(&mut self) -> Done<()> {
        let written = self.conn.total_changes();
        if written != self.settled {
            bulk::checkpoint(&self.conn)?;
            self.settled = written;
        }
        Ok(())
    }

    /// Runs `work` on one unchanging picture of the book.
    pub(in crate::store) fn read<T>(&self, work: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        if !self.conn.is_autocommit() {
            return work(&self.conn);
        }
        bind::run(&self.conn, "BEGIN", &[])?;
        let done = work(&self.conn);
        if !self.conn.is_autocommit() {
            let _ended = bind::run(&self.conn, "COMMIT", &[]);
        }
        done
    }

    /// Adds to "somebody holds the book" who it is, when a long task says so.
    pub(in crate::store) fn named(&self, error: StoreError) -> StoreError {
        let StoreError::Busy { by: None } = error else { return error };
        let holder = "SELECT login, host FROM task ORDER BY renewed_at DESC LIMIT 1";
        let by = bind::first(&self.conn, holder, &[], |row| {
            Ok(format!("{}@{}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        StoreError::Busy { by: by.unwrap_or_default() }
    }
}

/// Sets what every connection needs. `busy_timeout` is never used: its back-off loses to bulk writers.
fn configure(conn: &mut Connection) -> Done<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // One plan for every value: without it a statement is parsed again whenever another case is bound (two thirds of the
    // time of reading a case's facts), because the tables have partial indexes.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.busy_handler(Some(|looks| match wait_after(looks) {
        Some(step) => {
            std::thread::sleep(step);
            true
        }
        None => false,
    }))?;
    conn.execute_batch(&format!(
        "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = {CACHE_KIB}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
    ))?;
    Ok(())
}

/// A second connection to a book that is open already, for reading only.
pub(in crate::store) fn reading(path: &Path) -> Done<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(|error| placed(error.into(), path))?;
    configure(&mut conn).map_err(|error| placed(error, path))?;
    conn.execute_batch(&format!("PRAGMA cache_size = {READER_KIB}"))?;
    Ok(conn)
}

/// How long to wait after that many looks; `None`: long enough.
fn wait_after(looks: i32) -> Option<Duration> {
    let mut past = 0;
    WAITS.iter().find_map(|(count, step)| {
        past += count;
        (looks < past).then_some(*step)
    })
}

/// Runs the migrations from `schema` on, each in its own transaction.
fn migrate(conn: &Connection, schema: i64) -> Done<()> {
    let done = usize::try_from(schema).unwrap_or(0);
    for (place, script) in schema::MIGRATIONS.iter().enumerate().skip(done) {
        let number = place + 1;
        let moved = conn.execute_batch(&format!(
            "BEGIN IMMEDIATE; {script} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
        ));
        if let Err(error) = moved {
            let _taken_back = conn.execute_batch("ROLLBACK");
            let now: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            // Another process may have brought it up to date while we waited.
            if now < schema::SCHEMA {
                return Err(error.into());
            }
            return refuse_newer(now);
        }
    }
    Ok(())
}

pub(in crate::store) fn refuse_newer(schema: i64) -> Done<()> {
    if schema > schema::SCHEMA { Err(StoreError::Newer { theirs: schema, ours: schema::SCHEMA }) } else { Ok(()) }
}

/// Makes a whole book in a file of its own.
fn make_file(path: &Path, settings: &BookSettings, shared: bool) -> Done<()> {
    files::new_file(path, shared)?;
    let mut conn = Connection::open(path)?;
    configure(&mut conn)?;
    migrate(&conn, 0)?;
    settings::write(&conn, settings)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| StoreError::from(error))
}

/// Puts the path into errors of the engine that know none.
fn placed(error: StoreError, path: &Path) -> StoreError {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied};
    if let StoreError::NotABook(_) = error {
        return StoreError::NotABook(path.to_owned());
    }
    if let StoreError::Engine(cause) = &error
        && matches!(cause.sqlite_error_code(), Some(CannotOpen | PermissionDenied))
    {
        return StoreError::Denied(path.to_owned());
    }
    error
}
