//! A book as a file: what its first bytes say, its rights, its place in its folder, the file system below.
//! What never lives here: SQL, a connection's settings (see `engine`).
//! `engine`, `backup`, `drafts`, `views` and `doctor` call it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::engine::{APPLICATION_ID, refuse_newer};
use super::{Done, StoreError};
use crate::domain::values::Login;

/// Length of the file header that tells what a file is.
const HEADER_BYTES: usize = 100;
/// How such a file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Header {
    application: i32,
    schema: i64,
    page_bytes: u64,
    pages: u64,
    pages_known: bool,
    pub(in crate::store) wal: bool,
}

/// Reads the header without the engine, so that a file that is no book is left as it is.
pub(in crate::store) fn look(path: &Path) -> Done<Header> {
    let place = |error: std::io::Error| {
        let missing = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        if missing { StoreError::NoBook(path.to_owned()) } else { denied_or_io(error, path) }
    };
    let meta = path.metadata().map_err(place)?;
    if !meta.is_file() {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    let mut bytes = [0; HEADER_BYTES];
    let mut file = File::open(path).map_err(place)?;
    let mut filled = 0;
    while filled < HEADER_BYTES {
        match file.read(&mut bytes[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    if filled < MAGIC.len() || &bytes[..MAGIC.len()] != MAGIC {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    if filled < HEADER_BYTES {
        return Err(StoreError::Damaged("header".into()));
    }
    let header = header(&bytes);
    if header.application != APPLICATION_ID {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    refuse_newer(header.schema)?;
    let wal_empty = with_suffix(path, "-wal").metadata().map_or(true, |wal| wal.len() == 0);
    if header.pages_known && wal_empty && meta.len() < header.pages * header.page_bytes {
        return Err(StoreError::Damaged(format!("{} of {} bytes", meta.len(), header.pages * header.page_bytes)));
    }
    Ok(header)
}

fn header(bytes: &[u8; HEADER_BYTES]) -> Header {
    let word = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let page_bytes = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    Header {
        application: word(68).cast_signed(),
        schema: i64::from(word(60)),
        page_bytes,
        pages: u64::from(word(28)),
        pages_known: word(24) == word(92),
        wal: bytes[18] == 2 && bytes[19] == 2,
    }
}

/// Makes an empty file of ours: 0660 when shared with the group, else 0600. Side files take the mode of the book.
pub(in crate::store) fn new_file(path: &Path, shared: bool) -> Done<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let mode = if shared { 0o660 } else { 0o600 };
        let file = options.mode(mode).open(path).map_err(|error| denied_or_io(error, path))?;
        // The umask must not narrow what the group was promised.
        file.set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    {
        let _ = shared;
        options.open(path).map_err(|error| denied_or_io(error, path))?;
    }
    Ok(())
}

/// True when the file of a connection may be written by its group.
pub(in crate::store) fn is_shared(conn: &Connection) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let meta = conn.path().and_then(|path| Path::new(path).metadata().ok());
        meta.is_some_and(|meta| meta.permissions().mode() & 0o020 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = conn;
        false
    }
}

/// Gives a finished file its name; never over another one.
pub(in crate::store) fn put_in_place(from: &Path, to: &Path) -> Done<()> {
    match std::fs::hard_link(from, to) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(StoreError::Exists(to.to_owned())),
        // Some file systems know no second name; there the check before is all there is.
        Err(_) => std::fs::rename(from, to)?,
    }
    sync_folder(to);
    Ok(())
}

/// Makes a new name in a folder durable, where the system can.
pub(in crate::store) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _best_effort = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// A login as a part of a file's name.
pub(in crate::store) fn of_login(login: &Login) -> String {
    login.0.replace(|c: char| !c.is_alphanumeric() && !"._-".contains(c), "_")
}

/// `dir/.NAME.WHAT`: a file of ours beside a book.
pub(in crate::store) fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{what}"))
}

/// `PATH` with `suffix` glued on (`-wal`).
pub(in crate::store) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

pub(in crate::store) fn denied_or_io(error: std::io::Error, path: &Path) -> StoreError {
    let kind = error.kind();
    if kind == ErrorKind::PermissionDenied {
        StoreError::Denied(path.to_owned())
    } else if kind == ErrorKind::ReadOnlyFilesystem {
        StoreError::ReadOnly
    } else if kind == ErrorKind::StorageFull {
        StoreError::DiskFull
    } else {
        StoreError::Io(error)
    }
}

/// File systems that are shared over a network, by the number the kernel gives them; locks and shared memory lie there.
const NETWORK_FS: &[u64] = &[
    0x6969,      // NFS
    0x517b,      // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x0102_1997, // 9P
    0x00c3_6400, // Ceph
    0x0bd0_0bd0, // Lustre
    0x5346_414f, // AFS
    0x7375_7245, // Coda
    0x4750_4653, // GPFS
];

/// True when the kernel's number names a network file system.
#[must_use]
pub fn is_network_fs(number: u64) -> bool {
    NETWORK_FS.contains(&number)
}

/// The kernel's number of the file system that holds `path` (or its folder, before it exists); `None` where unknown.
#[must_use]
pub fn fs_number(path: &Path) -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = if path.exists() { path } else { folder };
        let stat = rustix::fs::statfs(place).ok()?;
        // The kernel's field is signed and of the machine's width; its numbers are 32 bits.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(u64::from(stat.f_type as u32))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

pub(in crate::store) fn refuse_network(path: &Path) -> Done<()> {
    if fs_number(path).is_some_and(is_network_fs) { Err(StoreError::Network(path.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_known_by_number() {
        assert!(is_network_fs(0x6969) && is_network_fs(0xff53_4d42));
        assert!(!is_network_fs(0xef53) && !is_network_fs(0x0102_1994));
    }
}
