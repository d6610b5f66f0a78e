//! Books of every released schema open, are brought up to date and agree with themselves.
//! What never lives here: a book made by today's code, save one asked for by `RELANCE_MAKE_FIXTURES=1`.

use std::path::{Path, PathBuf};

use relance::domain::values::CaseId;
use relance::store::schema::{MIGRATIONS, SCHEMA};
use relance::store::{Mode, Store};
use rusqlite::Connection;

use crate::support::book::{command, execute, faults, full_book, monday, note, now, settings};

fn released(schema: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/books/schema-{schema}.relance"))
}

/// Every table, index and view of a book, as it was made.
fn shape(path: &Path) -> Vec<(String, String)> {
    let raw = Connection::open(path).unwrap();
    let mut all = raw.prepare("SELECT name, COALESCE(sql, '') FROM sqlite_master ORDER BY name").unwrap();
    all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_book_of_every_released_schema_opens_and_verifies() {
    for schema in 1..=SCHEMA {
        let kept = released(schema);
        if std::env::var_os("RELANCE_MAKE_FIXTURES").is_some() && schema == SCHEMA {
            std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
            let _made_before = std::fs::remove_file(&kept);
            full_book(&kept);
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book");
        std::fs::copy(&kept, &path).expect("one book of every released schema is kept in fixtures/books");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        assert_eq!(store.settings(), &settings());
        assert_eq!(store.health().unwrap().schema, SCHEMA);
        assert_eq!(faults(&store), Vec::<String>::new(), "schema {schema}");
        let state = store.case(CaseId(1), monday()).unwrap();
        assert_eq!((state.promises.len(), state.items.len()), (1, 2));
        assert_eq!(state.promises[0].amount.minor, 30_000);
        execute(&mut store, now(monday(), 90_000), &command(900, 1, None, note("a"))).unwrap();
        assert_eq!(faults(&store), Vec::<String>::new(), "schema {schema}");
    }
}

#[test]
fn a_released_migration_is_never_changed() {
    assert_eq!(MIGRATIONS.len() as i64, SCHEMA);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    drop(Store::create(&path, &settings(), false).unwrap());
    let kept = folder.path().join("kept");
    std::fs::copy(released(SCHEMA), &kept).expect("a book of today's schema is kept in fixtures/books");
    let (now, then) = (shape(&path), shape(&kept));
    for (one, two) in now.iter().zip(&then) {
        assert_eq!(one, two, "a change of the tables is a new migration, and a new book in fixtures/books");
    }
    assert_eq!(now.len(), then.len());
}
