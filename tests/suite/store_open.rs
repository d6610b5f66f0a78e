//! Making and opening books: every way it can fail has its own answer, and a file that is refused stays as it was.
//! What never lives here: what is in the book.

use std::fs;
use std::path::{Path, PathBuf};

use relance::domain::command::Refusal;
use relance::store::{Mode, Store, StoreError};

use crate::support::book::{command, execute, faults, fill, monday, note, now, settings};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn book(folder: &Path) -> PathBuf {
    let path = folder.join("book.relance");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 3).unwrap();
    path
}

/// Everything in the folder, by name.
fn picture(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).unwrap_or_default()))
        .collect();
    files.sort();
    files
}

/// Opens, expects a failure, and that nothing in the folder changed by it.
fn fails(path: &Path, mode: Mode) -> StoreError {
    let before = picture(path.parent().unwrap());
    let error = Store::open(path, mode).expect_err("this must not open");
    assert!(picture(path.parent().unwrap()) == before, "{error:?} changed something");
    error
}

fn patch(path: &Path, at: usize, bytes: &[u8]) {
    let mut all = fs::read(path).unwrap();
    all[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(path, all).unwrap();
}

#[test]
fn a_new_book_opens_again_with_its_settings() {
    let folder = folder();
    let path = book(folder.path());
    let store = Store::open(&path, Mode::Write).unwrap();
    assert_eq!(store.settings(), &settings());
    assert_eq!(faults(&store), Vec::<String>::new());
    assert_eq!(store.health().unwrap().cases, 3);
    drop(store);
    assert_eq!(picture(folder.path()).len(), 1, "the last to leave puts the log away");
}

#[test]
fn nothing_is_written_over_a_file_that_is_there() {
    let folder = folder();
    let path = folder.path().join("letter.txt");
    fs::write(&path, "Madame, Monsieur,").unwrap();
    assert!(matches!(Store::create(&path, &settings(), false), Err(StoreError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "Madame, Monsieur,");
    assert_eq!(picture(folder.path()).len(), 1, "nothing half made is left");
}

#[test]
fn what_is_not_there_or_not_a_book_is_told_apart() {
    let folder = folder();
    let path = folder.path().join("x");
    assert!(matches!(fails(&path, Mode::Write), StoreError::NoBook(_)));
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open(&path.join("y"), Mode::Write), Err(StoreError::NoBook(_))));
    assert!(matches!(fails(&path, Mode::Write), StoreError::NotABook(_)));
    fs::write(&path, "numéro;montant\nF1;12,50\n".repeat(400)).unwrap();
    assert!(matches!(fails(&path, Mode::Write), StoreError::NotABook(_)));
    fs::remove_file(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE journal (body TEXT)").unwrap();
    assert!(matches!(fails(&path, Mode::Write), StoreError::NotABook(_)));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(fails(&path, Mode::Read), StoreError::NotABook(_)));
}

#[test]
fn a_book_of_a_newer_version_is_left_alone() {
    let folder = folder();
    let path = book(folder.path());
    patch(&path, 60, &[0, 0, 0, 99]);
    for mode in [Mode::Read, Mode::Write] {
        let error = fails(&path, mode);
        assert!(matches!(error, StoreError::Newer { theirs: 99, .. }), "{error:?}");
    }
}

#[test]
fn a_book_cut_short_anywhere_is_told_so() {
    let folder = folder();
    let path = book(folder.path());
    let whole = fs::read(&path).unwrap();
    for keep in [50, 99, 100, 4_096, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..keep]).unwrap();
        let error = fails(&path, Mode::Write);
        assert!(matches!(error, StoreError::Damaged(_)), "{keep}: {error:?}");
    }
    fs::write(&path, &whole).unwrap();
    Store::open(&path, Mode::Write).unwrap();
}

#[test]
fn a_book_that_may_only_be_read_is_read_and_says_so() {
    let folder = folder();
    let path = book(folder.path());
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    assert!(matches!(fails(&path, Mode::Write), StoreError::ReadOnly));
    let mut store = Store::open(&path, Mode::Read).unwrap();
    assert_eq!(store.health().unwrap().cases, 3);
    let refused = execute(&mut store, now(monday(), 0), &command(1, 1, None, note("a")));
    assert!(matches!(refused, Err(StoreError::Refused(Refusal::ReadOnly))));
}

#[cfg(unix)]
#[test]
fn a_book_that_is_not_ours_to_read_says_whose_door_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = book(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("nothing is denied to this user: not tested");
        return;
    }
    assert!(matches!(Store::open(&path, Mode::Write), Err(StoreError::Denied(_))));
    assert!(matches!(Store::open(&path, Mode::Read), Err(StoreError::Denied(_))));
}

#[test]
fn a_held_book_is_waited_for_and_then_it_is_said_who_holds_it() {
    let folder = folder();
    let path = book(folder.path());
    let mut store = Store::open(&path, Mode::Write).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    let task = "INSERT INTO task VALUES ('load', 'omar', 'poste-2', 1, 1, 1, 0, 0)";
    other.execute_batch(&format!("{task}; BEGIN IMMEDIATE; {}", task.replace("load", "other"))).unwrap();
    let since = relance::clock::machine_now().0;
    let held = execute(&mut store, now(monday(), 0), &command(1, 1, None, note("a"))).unwrap_err();
    let waited = relance::clock::machine_now().0 - since;
    assert!(matches!(&held, StoreError::Busy { by: Some(by) } if by == "omar@poste-2"), "{held:?}");
    assert!(waited >= 200, "waited {waited} ms");
    other.execute_batch("ROLLBACK").unwrap();
    execute(&mut store, now(monday(), 0), &command(1, 1, None, note("a"))).unwrap();
    drop(store);
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM task; COMMIT").unwrap();
    assert!(matches!(Store::open(&path, Mode::Write), Err(StoreError::Busy { .. })));
}

#[cfg(unix)]
#[test]
fn a_book_and_its_side_files_are_for_their_owner_or_their_group() {
    use std::os::unix::fs::PermissionsExt;
    for (shared, expected) in [(false, 0o600), (true, 0o660)] {
        let folder = folder();
        let path = folder.path().join("book");
        let mut store = Store::create(&path, &settings(), shared).unwrap();
        fill(&mut store, 1).unwrap();
        for suffix in ["", "-wal", "-shm"] {
            let file = PathBuf::from(format!("{}{suffix}", path.display()));
            let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{}", file.display());
        }
        let copy = folder.path().join("copy");
        store.backup(&copy, &mut |_, _| true).unwrap();
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, expected);
    }
}

#[test]
fn a_torn_log_loses_only_what_was_never_acknowledged() {
    let folder = folder();
    let path = book(folder.path());
    let log = PathBuf::from(format!("{}-wal", path.display()));
    let mut store = Store::open(&path, Mode::Write).unwrap();
    let mut ends = vec![];
    for act in 1..=8 {
        execute(&mut store, now(monday(), i64::try_from(act).unwrap()), &command(act, 1, None, note("a"))).unwrap();
        ends.push(fs::metadata(&log).unwrap().len());
    }
    let (whole, wal) = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    for cut in (0..=wal.len()).step_by(4_001).chain([wal.len()]) {
        let torn = self::folder();
        let copy = torn.path().join("book");
        fs::write(&copy, &whole).unwrap();
        let mut bytes = wal[..cut].to_vec();
        // What a dying disk leaves at the end is not zeros but anything.
        bytes.extend((0..200_u32).map(|at| u8::try_from(at * 37 % 251).unwrap()));
        fs::write(format!("{}-wal", copy.display()), bytes).unwrap();
        let store = Store::open(&copy, Mode::Write).unwrap();
        let acknowledged = ends.iter().filter(|end| **end <= cut as u64).count();
        assert_eq!(store.journal(None, 100).unwrap().len(), acknowledged, "cut at {cut}");
        assert_eq!(faults(&store), Vec::<String>::new(), "cut at {cut}");
    }
}

#[test]
fn a_backup_is_taken_while_people_work_and_put_back_only_where_nothing_is() {
    let folder = folder();
    let path = book(folder.path());
    let mut store = Store::open(&path, Mode::Write).unwrap();
    execute(&mut store, now(monday(), 0), &command(1, 1, None, note("a"))).unwrap();
    let copy = folder.path().join("copy");
    let verified = store.backup(&copy, &mut |_, _| true).unwrap();
    assert!(verified.is_ok() && verified.checked.entries == 1, "{verified:?}");
    assert!(matches!(store.backup(&copy, &mut |_, _| true), Err(StoreError::Exists(_))));
    execute(&mut store, now(monday(), 1), &command(2, 1, None, note("b"))).unwrap();
    let kept = fs::read(&copy).unwrap();
    assert!(matches!(relance::store::backup::restore(&copy, &path, &mut |_, _| true), Err(StoreError::Exists(_))));
    let back = folder.path().join("back");
    assert!(relance::store::backup::restore(&copy, &back, &mut |_, _| true).unwrap().is_ok());
    assert_eq!(Store::open(&back, Mode::Write).unwrap().journal(None, 9).unwrap().len(), 1);
    assert!(fs::read(&copy).unwrap() == kept, "a backup that is put back stays as it is");
    let stopped = store.backup(&folder.path().join("half"), &mut |_, _| false);
    assert!(matches!(stopped, Err(StoreError::Stopped)));
    assert!(!folder.path().join("half").exists());
}

#[test]
fn a_backup_that_does_not_agree_with_itself_is_not_put_back() {
    let folder = folder();
    let path = book(folder.path());
    let mut store = Store::open(&path, Mode::Write).unwrap();
    execute(&mut store, now(monday(), 0), &command(1, 1, None, note("a"))).unwrap();
    let copy = folder.path().join("copy");
    store.backup(&copy, &mut |_, _| true).unwrap();
    let raw = rusqlite::Connection::open(&copy).unwrap();
    raw.execute_batch("UPDATE journal SET body = replace(body, 'a', 'b')").unwrap();
    raw.close().unwrap();
    let back = folder.path().join("back");
    let verified = relance::store::backup::restore(&copy, &back, &mut |_, _| true).unwrap();
    assert_eq!(verified.fault_count, 1, "{verified:?}");
    assert!(!back.exists());
}
