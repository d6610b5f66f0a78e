//! Copies of a book: made while people work, verified, and put back only where nothing is.
//! What never lives here: where copies are kept, how many.
//! `cli` calls it through `Store::backup` and `restore`.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::files::{self, with_suffix};
use super::verify::Verified;
use super::{Done, Mode, Store, StoreError};

/// Pages copied in one step: 4 MiB, a few milliseconds in which a writer may have to wait.
const PAGES_PER_STEP: i32 = 1_024;
/// Steps that found the book held before giving up; each waits as long as a person would.
const BUSY_STEPS_MAX: u32 = 120;

impl Store {
    /// Copies the book to `to` while others work on it, verifies the copy and gives it its name only then; refuses when
    /// a file is there. `went` hears pages done and in all and may answer `false` to stop.
    pub fn backup(&self, to: &Path, went: &mut dyn FnMut(u64, u64) -> bool) -> Done<Verified> {
        copy(&self.conn, to, went)
    }
}

/// Puts a backup in the place of a book: verified first, and never over a file that is there. The backup stays as it is.
pub fn restore(from: &Path, to: &Path, went: &mut dyn FnMut(u64, u64) -> bool) -> Done<Verified> {
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(to.to_owned()));
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let source = Store::open(from, Mode::Read)?;
    copy(&source.conn, to, went)
}

fn copy(source: &Connection, to: &Path, went: &mut dyn FnMut(u64, u64) -> bool) -> Done<Verified> {
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(to.to_owned()));
    }
    let making = files::beside(to, &format!("copying-{}", std::process::id()));
    let done = files::new_file(&making, files::is_shared(source))
        .and_then(|()| copy_pages(source, &making, went))
        .and_then(|()| check(&making, went))
        .and_then(|verified| {
            // A copy that does not agree with itself gets no name: nobody shall believe in it.
            if verified.is_ok() {
                files::put_in_place(&making, to)?;
            }
            Ok(verified)
        });
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _gone = std::fs::remove_file(with_suffix(&making, suffix));
    }
    done
}

fn copy_pages(source: &Connection, to: &Path, went: &mut dyn FnMut(u64, u64) -> bool) -> Done<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags)?;
    {
        let backup = Backup::new(source, &mut target)?;
        let mut held = 0;
        loop {
            let progress = backup.progress();
            let count = |pages: i32| u64::try_from(pages).unwrap_or(0);
            let all = count(progress.pagecount);
            if !went(all.saturating_sub(count(progress.remaining)), all) {
                return Err(StoreError::Stopped);
            }
            match backup.step(PAGES_PER_STEP)? {
                StepResult::Done => break,
                StepResult::Busy | StepResult::Locked if held >= BUSY_STEPS_MAX => {
                    return Err(StoreError::Busy { by: None });
                }
                StepResult::Busy | StepResult::Locked => held += 1,
                StepResult::More | _ => {}
            }
        }
    }
    target.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    target.close().map_err(|(_, error)| StoreError::from(error))?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

fn check(copy: &Path, went: &mut dyn FnMut(u64, u64) -> bool) -> Done<Verified> {
    let copy = Store::open(copy, Mode::Write)?;
    let verified = copy.verify(None, &mut |steps| went(steps, 0))?;
    copy.conn.close().map_err(|(_, error)| StoreError::from(error))?;
    Ok(verified)
}
