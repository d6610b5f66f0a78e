//! `verify` shown to fail: a value changed in every column of every table, rows removed, entries taken off the end,
//! an older copy put back. What never lives here: what a sound book looks like (see the other tests of the store).

use std::collections::BTreeSet;
use std::path::Path;

use relance::store::{Mode, Store};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::support::book::{close, command, execute, full_book, monday, note, now};

/// Columns in which a changed value is no fault, and why.
const NO_FACTS: &[(&str, &str)] = &[
    ("task", "who is at work now; gone with the work"),
    ("lease", "who has a case in hand now; gone in ten minutes"),
    ("generation.format", "a list packed by another program is made again by the next close"),
    ("generation.day", "derived, made again by the next close"),
    ("generation.closed_day", "derived, made again by the next close"),
    ("generation.planned_at", "derived, made again by the next close"),
    ("generation.card", "derived, made again by the next close"),
    ("generation.versions", "derived, made again by the next close"),
    ("case_row.as_of", "says the same of the day after when nothing happens that day; else it is found"),
    ("case_row.stale", "a row marked stale is derived again before it is read"),
    ("contact_tally", "of cases with very many contacts alone: `long_case` changes it"),
    ("contact_order", "of cases with very many contacts alone: `long_case` changes it"),
    ("case_row.formula", "a row of another formula is derived again before it is read"),
    ("case_row.amount_rev", "a hint for forms: a higher or lower one refuses a stale form once more than needed"),
    ("case_row.derived_rev", "the same hint"),
];

fn faults_of(path: &Path, kept_seal: Option<&str>) -> Vec<String> {
    let store = match Store::open(path, Mode::Write) {
        Ok(store) => store,
        Err(error) => return vec![format!("{error:?}")],
    };
    let found = store.verify(kept_seal, &mut |_| true).unwrap();
    found.faults.iter().map(|fault| format!("{}: {} {}", fault.place, fault.code.name(), fault.detail)).collect()
}

fn tables(raw: &Connection) -> Vec<(String, Vec<String>)> {
    let names: Vec<String> = raw
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let columns = |table: &str| -> Vec<String> {
        let mut about = raw.prepare(&format!("PRAGMA table_info({table})")).unwrap();
        about.query_map([], |row| row.get(1)).unwrap().map(Result::unwrap).collect()
    };
    names.into_iter().map(|name| (name.clone(), columns(&name))).collect()
}

/// Another value of the same kind, one byte or one unit away.
fn changed(value: Value) -> Value {
    match value {
        Value::Null => Value::Integer(1),
        Value::Integer(number) => Value::Integer(number + 1),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Text(mut text) => {
            let last = text.pop();
            text.push(if last == Some('x') { 'y' } else { 'x' });
            Value::Text(text)
        }
        Value::Blob(mut bytes) => {
            if let Some(byte) = bytes.last_mut() {
                *byte ^= 1;
            }
            Value::Blob(bytes)
        }
    }
}

/// Changes one column of the first or last row; `false` when the table is empty or the schema itself forbids the value.
fn change(path: &Path, table: &str, column: &str, order: &[String], last: bool) -> bool {
    let raw = Connection::open(path).unwrap();
    let key = order.join(", ");
    let key = if last { key.replace(',', " DESC,") + " DESC" } else { key };
    let row = format!("SELECT {} FROM {table} ORDER BY {key} LIMIT 1", order.join(", "));
    let Ok(values) = raw
        .query_row(&row, [], |row| (0..order.len()).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>())
    else {
        return false;
    };
    let at = order.iter().position(|name| name == column).unwrap();
    let wanted = changed(values[at].clone());
    let place: Vec<String> = order.iter().enumerate().map(|(n, name)| format!("{name} IS ?{}", n + 2)).collect();
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {}", place.join(" AND "));
    raw.execute(&sql, rusqlite::params_from_iter([wanted].into_iter().chain(values))).is_ok_and(|rows| rows == 1)
}

#[test]
fn a_changed_value_in_the_first_row_of_any_table_is_found() {
    changes_are_found(false);
}

#[test]
fn a_changed_value_in_the_last_row_of_any_table_is_found() {
    changes_are_found(true);
}

fn changes_are_found(last: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    assert_eq!(faults_of(&path, None), Vec::<String>::new());
    let whole = std::fs::read(&path).unwrap();
    let all = tables(&Connection::open(&path).unwrap());
    let excused: BTreeSet<&str> = NO_FACTS.iter().map(|(place, _)| *place).collect();
    let mut seen = BTreeSet::new();
    let mut missed = vec![];
    for (table, columns) in &all {
        for column in columns {
            let place = format!("{table}.{column}");
            if excused.contains(table.as_str()) || excused.contains(place.as_str()) {
                continue;
            }
            std::fs::write(&path, &whole).unwrap();
            if change(&path, table, column, columns, last) {
                seen.insert(table.clone());
                if faults_of(&path, None).is_empty() {
                    missed.push(place);
                }
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    let expected: BTreeSet<String> =
        all.iter().map(|(table, _)| table.clone()).filter(|table| !excused.contains(table.as_str())).collect();
    assert_eq!(
        seen,
        expected.into_iter().filter(|table| table != "unsealed").collect(),
        "every table had a row to change"
    );
}

#[test]
fn a_removed_row_is_found_in_every_table_of_facts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let whole = std::fs::read(&path).unwrap();
    let tables = [
        "setting",
        "source",
        "batch",
        "case_key",
        "debtor",
        "invoice",
        "payment",
        "contact",
        "heard",
        "point_owner",
        "journal",
        "stream_head",
        "seal",
        "person",
        "case_row",
        "case_money",
        "find_key",
        "queue_line",
        "queue_order",
        "queue_case",
        "queue_list",
    ];
    for table in tables {
        std::fs::write(&path, &whole).unwrap();
        let raw = Connection::open(&path).unwrap();
        let columns = columns_of(&raw, table);
        let first =
            |name: &String| format!("{name} IS (SELECT {name} FROM {table} ORDER BY {} LIMIT 1)", columns.join(", "));
        let key = columns.iter().map(first).collect::<Vec<_>>().join(" AND ");
        assert_eq!(raw.execute(&format!("DELETE FROM {table} WHERE {key}"), []).unwrap(), 1, "{table}");
        raw.close().unwrap();
        assert!(!faults_of(&path, None).is_empty(), "{table}");
    }
}

fn columns_of(raw: &Connection, table: &str) -> Vec<String> {
    let found = tables(raw).into_iter().find(|(name, _)| name == table);
    found.expect("a table of the schema").1
}

#[test]
fn the_last_entry_taken_off_without_a_trace_is_found_by_the_seal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let raw = Connection::open(&path).unwrap();
    // Everything a forger can put right without the seal's own hash.
    raw.execute_batch(
        "DELETE FROM journal WHERE kind = 1 AND stream_id = 1 AND seq = 2;
         UPDATE stream_head SET (seq, hash, recorded_at) =
           (SELECT seq, hash, recorded_at FROM journal WHERE kind = 1 AND stream_id = 1 AND seq = 1) WHERE kind = 1 AND stream_id = 1;
         UPDATE case_row SET seq = 1, stale = 1 WHERE case_id = 1",
    )
    .unwrap();
    raw.close().unwrap();
    let faults = faults_of(&path, None);
    assert!(faults.iter().any(|fault| fault.starts_with("case:C-000001 #2: gap")), "{faults:?}");
}

#[test]
fn a_fault_names_the_case_and_the_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "UPDATE journal SET body = replace(body, '300.00', '900.00') WHERE kind = 1 AND stream_id = 1 AND seq = 2",
    )
    .unwrap();
    raw.close().unwrap();
    let faults = faults_of(&path, None);
    assert!(faults.contains(&"case:C-000001 #2: body promise-recorded".to_owned()), "{faults:?}");
    assert!(
        faults.iter().any(|fault| fault.starts_with("row C-000001: derived")),
        "the figures differ too: {faults:?}"
    );
}

#[test]
fn an_older_copy_put_back_does_not_hold_the_seal_that_was_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let old_seal = full_book(&path);
    let older = std::fs::read(&path).unwrap();
    let mut store = Store::open(&path, Mode::Write).unwrap();
    let tuesday = monday().plus(1);
    execute(&mut store, now(tuesday, 0), &command(50, 1, None, note("a"))).unwrap();
    let seal = close(&mut store, now(tuesday, 1));
    assert_ne!(seal, old_seal);
    drop(store);
    assert_eq!(faults_of(&path, Some(&seal)), Vec::<String>::new());
    assert_eq!(faults_of(&path, Some(&old_seal)), Vec::<String>::new(), "an earlier seal is in it still");
    std::fs::write(&path, older).unwrap();
    let faults = faults_of(&path, Some(&seal));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("seal: seal-unknown"), "{faults:?}");
}

#[test]
fn a_verification_stops_when_asked() {
    let store = crate::support::book::in_memory(100);
    assert!(matches!(store.verify(None, &mut |_| false), Err(relance::store::StoreError::Stopped)));
}

#[test]
fn a_row_that_waits_to_be_derived_is_derived_by_both_formulas_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let before = Store::open(&path, Mode::Read).unwrap().verify(None, &mut |_| true).unwrap();
    let raw = Connection::open(&path).unwrap();
    // What such a row says is of no account: it is made again before anybody reads it.
    raw.execute_batch("UPDATE case_row SET stale = 1, packed = x'0177'").unwrap();
    raw.close().unwrap();
    let stale = Store::open(&path, Mode::Read).unwrap().verify(None, &mut |_| true).unwrap();
    assert_eq!((stale.faults.len(), stale.checked.cases, stale.checked.stale), (0, 0, before.checked.cases));
    // What its case rests on cannot be read: that shows at the row too, though it waits.
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("UPDATE journal SET body = '{' WHERE kind = 1 AND stream_id = 1 AND seq = 2").unwrap();
    raw.close().unwrap();
    let faults = faults_of(&path, None);
    assert!(faults.iter().any(|fault| fault.starts_with("row C-000001: derived")), "{faults:?}");
}
