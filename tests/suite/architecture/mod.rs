//! Reads the source and keeps the house in order: arrows between rooms, crates in their rooms, lengths, openings,
//! clock reads, printing, unwraps, SQL. Each rule is first shown to fail on a small bad sample.
//! What never lives here: anything about what the program does.

mod rules;
mod source;

use std::path::{Path, PathBuf};

use source::Source;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        // `tests.rs` beside a module is its `#[cfg(test)]` part.
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![];
    files(&root.join(folder), &mut found);
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        Source::new(&path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), &text)
    };
    found.into_iter().map(read).collect()
}

#[test]
fn the_house_is_in_order() {
    let sources = sources("src");
    assert!(sources.len() > 20, "the source was read");
    let wrong: Vec<String> = sources.iter().flat_map(rules::all).collect();
    assert!(wrong.is_empty(), "{} things:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tests_and_benches_open_with_a_word_and_stay_short() {
    let all = [sources("tests"), sources("benches")].into_iter().flatten();
    let wrong: Vec<String> = all
        .flat_map(|source| {
            let unopened = !source.text.starts_with("//!");
            let long = source.text.lines().count() > rules::FILE_LINES_MAX;
            (unopened || long).then(|| format!("{}: no opening line, or too long", source.path))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn complaints(rule: fn(&Source) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&Source::new(path, text)).len()
}

#[test]
fn an_import_against_the_arrows_fails() {
    let bad = |path: &str, text: &str| complaints(rules::arrows, path, text);
    assert_eq!(bad("src/domain/a.rs", "use crate::store::Store;"), 1);
    assert_eq!(bad("src/app/a.rs", "use crate::store::{read::QueuePage, Store};"), 1);
    assert_eq!(bad("src/app/a.rs", "use crate::{domain::codes::Role, ui::draw};"), 1);
    assert_eq!(bad("src/ui/a.rs", "fn f() { crate::runtime::run(); }"), 1);
    assert_eq!(bad("src/ranking/a.rs", "fn f() { relance::store::Store::open(); }"), 1);
    assert_eq!(bad("src/attic/a.rs", ""), 1);
    assert_eq!(bad("src/app/a.rs", "use crate::store::read::QueuePage;\nuse crate::domain::x;\nuse crate::app::y;"), 0);
    assert_eq!(bad("src/domain/a.rs", "// crate::store\n#[cfg(test)]\nmod tests { use crate::store::Store; }"), 0);
}

#[test]
fn a_crate_outside_its_room_fails() {
    assert_eq!(complaints(rules::crates, "src/cli/a.rs", "use rusqlite::Connection;"), 1);
    assert_eq!(complaints(rules::crates, "src/app/a.rs", "fn f(x: ratatui::Frame, y: crossterm::K) {}"), 2);
    assert_eq!(complaints(rules::crates, "src/store/a.rs", "use rusqlite::Connection; let clap = 1;"), 0);
}

#[test]
fn what_is_too_long_fails() {
    let long_fn = format!("fn f() {{\n{}}}\nfn g();\nfn h() {{}}\n", "    x();\n".repeat(69));
    assert_eq!(complaints(rules::lengths, "src/cli/a.rs", &long_fn), 1);
    assert_eq!(complaints(rules::lengths, "src/cli/a.rs", &long_fn.replacen("    x();\n", "", 1)), 0);
    assert_eq!(complaints(rules::lengths, "src/cli/a.rs", &"//\n".repeat(501)), 1);
    assert_eq!(complaints(rules::lengths, "src/cli/a.rs", &"//\n".repeat(500)), 0);
}

#[test]
fn a_file_without_its_opening_fails() {
    assert_eq!(complaints(rules::opening, "src/cli/a.rs", "use x;\n"), 1);
    assert_eq!(complaints(rules::opening, "src/cli/a.rs", "//! Something.\nuse x;\n"), 1);
    assert_eq!(complaints(rules::opening, "src/cli/a.rs", "//! Something.\n//! What never lives here: that.\n"), 0);
}

#[test]
fn a_clock_read_fails() {
    assert_eq!(complaints(rules::clock, "src/day/a.rs", "let t = std::time::Instant::now();"), 1);
    assert_eq!(complaints(rules::clock, "src/day/a.rs", "let t = Utc::now(); let u = SystemTime::now();"), 2);
    assert_eq!(complaints(rules::clock, "src/clock.rs", "let t = Utc::now();"), 0);
    assert_eq!(complaints(rules::clock, "src/day/a.rs", "let t = MyInstant::nowhere(); // Utc::now"), 0);
}

#[test]
fn printing_fails() {
    assert_eq!(complaints(rules::printing, "src/store/a.rs", "println!(\"x\"); eprint!(\"y\");"), 2);
    assert_eq!(complaints(rules::printing, "src/app/a.rs", "std::io::stdout().write(b);"), 1);
    assert_eq!(complaints(rules::printing, "src/cli/a.rs", "println!(\"x\");"), 0);
}

#[test]
fn an_unwrap_fails() {
    assert_eq!(complaints(rules::unwraps, "src/app/a.rs", "a.unwrap(); b.expect(\"ok\"); todo!();"), 3);
    assert_eq!(
        complaints(rules::unwraps, "src/app/a.rs", "b.expect(\"the list was just filled\"); c.unwrap_or(1);"),
        0
    );
    assert_eq!(complaints(rules::unwraps, "src/app/a.rs", "#[cfg(test)]\nmod tests { fn t() { a.unwrap(); } }"), 0);
}

#[test]
fn sql_in_the_wrong_place_or_form_fails() {
    let bad = |path: &str, text: &str| complaints(rules::sql, path, text);
    assert_eq!(bad("src/cli/a.rs", "let q = \"SELECT a FROM t\";"), 1);
    assert_eq!(bad("src/cli/a.rs", "let q = \"Select an item\"; let u = \"Update the program\";"), 0);
    assert_eq!(bad("src/store/a.rs", "\nrun(c, \"DELETE FROM t WHERE a = $1\", &[]);"), 1);
    assert_eq!(bad("src/store/a.rs", "run_exactly(c, \"UPDATE t SET a = $1\", &[], 1);"), 0);
    assert_eq!(bad("src/store/a.rs", "// as many as there are\nrun(c, \"DELETE FROM t\", &[]);"), 0);
    assert_eq!(bad("src/store/a.rs", "c.query_row(x, params![1], f);"), 2);
    for statement in [
        "SELECT a FROM t WHERE a LIKE $1",
        "INSERT OR IGNORE INTO t VALUES ($1)",
        "SELECT MAX(a, b) FROM t",
        "SELECT min(CAST(a AS INTEGER), 0) FROM t",
        "SELECT json_extract(a, b) FROM t",
        "CREATE TRIGGER x AFTER INSERT",
        "SELECT a FROM t WHERE a = ?",
        "SELECT a FROM t WHERE a = ?1",
        "SELECT a FROM t ORDER BY t.name, a LIMIT 3",
        "SELECT SUM(a) FROM t",
        "SELECT rowid FROM t",
    ] {
        assert_eq!(rules::forbidden_sql(statement).len(), 1, "{statement}");
    }
    for statement in [
        "SELECT MAX(a), b FROM t WHERE a = $1 ORDER BY sort_key, case_id NULLS LAST",
        "SELECT CAST(COALESCE(SUM(a), 0) AS INTEGER) FROM t",
        "CREATE TABLE t (name TEXT) STRICT, WITHOUT ROWID",
    ] {
        assert_eq!(rules::forbidden_sql(statement), Vec::<&str>::new(), "{statement}");
    }
}
