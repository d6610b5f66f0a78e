//! The rules of the house, each a function from a source to what is wrong in it.
//! What never lives here: reading the disk.

use super::source::{Source, block_end, line_of};

/// Longest file, in lines.
pub const FILE_LINES_MAX: usize = 500;
/// Longest function, in lines.
pub const FN_LINES_MAX: usize = 70;

/// Room → rooms it may call. Everyone but `domain`, `input` and `zone` may use `domain`; what is not listed is forbidden.
pub const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("lib", &[]),
    ("domain", &[]),
    ("input", &[]),
    ("zone", &["domain"]),
    ("clock", &["domain", "zone"]),
    ("i18n", &["domain", "zone"]),
    ("ranking", &["domain"]),
    // The hour of a call is that of the book's zone: only the store hands facts to the domain.
    ("store", &["domain", "zone"]),
    ("exchange", &["domain", "store", "zone"]),
    ("config", &["domain", "ranking"]),
    ("report", &["domain", "store::read"]),
    // Learns from the whole past what the ranking then uses: it reads the book, and nothing in use calls it.
    ("score", &["domain", "ranking", "store"]),
    ("day", &["domain", "ranking", "store", "clock", "zone"]),
    ("app", &["domain", "i18n", "input", "zone", "store::read", "store::types"]),
    ("ui", &["domain", "app", "i18n", "zone", "store::read", "store::types"]),
    ("term", &["domain", "input", "clock"]),
    ("runtime", &["domain", "term", "ui", "app", "day", "store", "i18n", "clock", "zone", "input"]),
    (
        "cli",
        &[
            "domain",
            "runtime",
            "app::keymap",
            "day",
            "exchange",
            "report",
            "score",
            "store",
            "config",
            "i18n",
            "clock",
            "zone",
        ],
    ),
];

/// Crate → the rooms that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("ratatui", &["ui", "term"]),
    ("crossterm", &["term"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anyhow", &["cli"]),
    ("directories", &["cli"]),
    ("fluent", &["i18n"]),
    ("chrono_tz", &["zone"]),
    ("csv", &["exchange"]),
    ("quick_xml", &["exchange"]),
    ("mail_parser", &["exchange"]),
    ("encoding_rs", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("signal_hook", &["term"]),
    ("getrandom", &["clock", "store"]),
    ("fuzzy_matcher", &["store", "app"]),
];

/// Everything wrong in one file of `src`.
pub fn all(source: &Source) -> Vec<String> {
    let rules = [arrows, crates, lengths, opening, clock, printing, unwraps, sql];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

fn at(source: &Source, byte: usize, what: &str) -> String {
    format!("{}:{}: {what}", source.path, line_of(&source.code, byte))
}

/// Places where `word` stands alone in the code.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(place, _)| place).filter(move |place| {
        let before = code[..*place].chars().next_back();
        let after = code[place + word.len()..].chars().next();
        let starts = word.chars().next().is_some_and(part);
        let ends = word.chars().next_back().is_some_and(part);
        let joined = (starts && before.is_some_and(part)) || (ends && after.is_some_and(part));
        !joined
    })
}

/// Paths named from the root of the crate: `store::read::X` for `crate::store::read::X`, groups taken apart one level.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut out = vec![];
    for root in ["crate::", "relance::"] {
        for (place, _) in code.match_indices(root) {
            let rest = &code[place + root.len()..];
            if rest.starts_with('{') {
                let inside = &rest[1..block_end(rest, 0).saturating_sub(1)];
                out.extend(top_level(inside).into_iter().map(|item| (place, item)));
            } else {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
                let path = rest[..end].trim_end_matches(':');
                let group = &rest[end..];
                if rest[..end].ends_with("::") && group.starts_with('{') {
                    let inside = &group[1..block_end(group, 0).saturating_sub(1)];
                    out.extend(top_level(inside).into_iter().map(|item| (place, format!("{path}::{item}"))));
                } else {
                    out.push((place, path.to_owned()));
                }
            }
        }
    }
    out
}

fn top_level(inside: &str) -> Vec<String> {
    let mut depth = 0;
    let mut items = vec![String::new()];
    for c in inside.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        if !c.is_whitespace()
            && let Some(item) = items.last_mut()
        {
            item.push(c);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// An import that runs against the arrows.
pub fn arrows(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{}: the room {room} has no arrows; add it to the table", source.path)];
    };
    let fine = |path: &str| {
        let target = path.split("::").next().unwrap_or(path);
        target == room || allowed.iter().any(|a| path == *a || path.starts_with(&format!("{a}::")) || *a == target)
    };
    let known = |path: &str| {
        let target = path.split("::").next().unwrap_or(path);
        ARROWS.iter().any(|(name, _)| *name == target)
    };
    let bad = paths(&source.code).into_iter().filter(|(_, path)| known(path) && !fine(path));
    bad.map(|(place, path)| at(source, place, &format!("{room} may not call {path}"))).collect()
}

/// A crate named outside its room.
pub fn crates(source: &Source) -> Vec<String> {
    let room = source.room();
    let mut out = vec![];
    for (name, rooms) in CRATES.iter().filter(|(_, rooms)| !rooms.contains(&room)) {
        for place in words(&source.code, name) {
            if source.code[place + name.len()..].starts_with("::") {
                out.push(at(source, place, &format!("{name} belongs to {rooms:?}")));
            }
        }
    }
    out
}

/// A file or a function that is too long.
pub fn lengths(source: &Source) -> Vec<String> {
    let mut out = vec![];
    let lines = source.text.lines().count();
    if lines > FILE_LINES_MAX {
        out.push(format!("{}: {lines} lines, the most is {FILE_LINES_MAX}", source.path));
    }
    for place in words(&source.code, "fn") {
        let rest = &source.code[place..];
        let (open, semi) = (rest.find('{'), rest.find(';'));
        let Some(open) = open.filter(|open| semi.is_none_or(|semi| *open < semi)) else { continue };
        let end = block_end(&source.code, place + open);
        let long = line_of(&source.code, end) - line_of(&source.code, place) + 1;
        if long > FN_LINES_MAX {
            out.push(at(source, place, &format!("a function of {long} lines, the most is {FN_LINES_MAX}")));
        }
    }
    out
}

/// A file that does not open with what lives here and what never will.
pub fn opening(source: &Source) -> Vec<String> {
    let opening: Vec<&str> = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
    let said = opening.join(" ").to_lowercase();
    let fine =
        opening.len() >= 2 && (said.contains("never") || said.contains("nothing else") || said.contains("no other"));
    if fine { vec![] } else { vec![format!("{}: say at the top what lives here and what never will", source.path)] }
}

/// A clock read outside `clock.rs`.
pub fn clock(source: &Source) -> Vec<String> {
    if source.room() == "clock" {
        return vec![];
    }
    let reads = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "UNIX_EPOCH"];
    let found = reads.iter().flat_map(|read| words(&source.code, read).map(move |place| (place, *read)));
    found.map(|(place, read)| at(source, place, &format!("{read}: ask clock"))).collect()
}

/// Printing outside `cli`, and the process's own streams outside `cli` and `term`.
pub fn printing(source: &Source) -> Vec<String> {
    let room = source.room();
    let mut out = vec![];
    if room != "cli" {
        for name in ["println!", "eprintln!", "print!", "eprint!", "dbg!"] {
            out.extend(words(&source.code, name).map(|place| at(source, place, &format!("{name} outside cli"))));
        }
    }
    if !matches!(room, "cli" | "term") {
        for name in ["stdout()", "stderr()", "stdin()"] {
            out.extend(
                words(&source.code, name).map(|place| at(source, place, &format!("{name} outside cli and term"))),
            );
        }
    }
    out
}

/// Unwraps, expectations without an invariant, and things left to do.
pub fn unwraps(source: &Source) -> Vec<String> {
    let mut out = vec![];
    for name in [".unwrap()", ".unwrap_err()", "todo!", "unimplemented!", "process::exit"] {
        out.extend(words(&source.code, name).map(|place| at(source, place, &format!("{name} outside tests"))));
    }
    for place in words(&source.code, ".expect(") {
        let line = line_of(&source.code, place);
        let said = source.strings.iter().find(|(at, _)| *at == line || *at == line + 1);
        if said.is_none_or(|(_, text)| text.split_whitespace().count() < 3) {
            out.push(at(source, place, "expect states its invariant"));
        }
    }
    out
}

/// SQL where it does not belong, or that one of the engines would not take.
pub fn sql(source: &Source) -> Vec<String> {
    let mut out = vec![];
    let store = source.room() == "store";
    for (line, text) in source.strings.iter().filter(|(_, text)| is_sql(text)) {
        let complaint = |what: &str| format!("{}:{line}: {what}: {}", source.path, first_words(text));
        if !store {
            out.push(complaint("SQL outside store"));
            continue;
        }
        out.extend(forbidden_sql(text).into_iter().map(complaint));
        if changes_rows(text) && !states_rows(source, *line) {
            out.push(complaint("say how many rows it touches (run_exactly), or in a comment why that varies"));
        }
    }
    let binders = ["src/store/bind.rs", "src/store/prepared.rs", "src/store/engine.rs", "src/store/backup.rs"];
    if store && !binders.contains(&source.path.as_str()) {
        let around =
            ["params!", "named_params!", "params_from_iter", ".query_row(", ".query_map(", "raw_bind_parameter"];
        for name in around {
            out.extend(
                words(&source.code, name).map(|place| at(source, place, &format!("{name}: bind through store::bind"))),
            );
        }
    }
    out
}

fn is_sql(text: &str) -> bool {
    let upper = text.trim_start().to_uppercase();
    let starts = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "CREATE ", "DROP ", "ALTER ", "REPLACE "];
    starts.iter().any(|word| upper.starts_with(word))
        && ["FROM", "INTO", " SET ", "TABLE", "INDEX", "VIEW", "TRIGGER", " AS "].iter().any(|w| upper.contains(w))
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(8).collect::<Vec<_>>().join(" ")
}

fn changes_rows(text: &str) -> bool {
    let upper = format!(" {} ", text.to_uppercase().split_whitespace().collect::<Vec<_>>().join(" "));
    upper.contains(" DELETE FROM ")
        || (upper.contains(" UPDATE ") && !upper.contains(" DO UPDATE ") && upper.contains(" SET "))
}

fn states_rows(source: &Source, line: usize) -> bool {
    let near: Vec<&str> = source.text.lines().skip(line.saturating_sub(6)).take(30).collect();
    let said = |word: &str| near.iter().any(|l| l.contains(word));
    // A statement kept ready states its rows where it is run.
    said("run_exactly") || said("//") || (said("Prepared::new") && source.code.contains(".run_one("))
}

/// What is wrong with one statement.
pub fn forbidden_sql(text: &str) -> Vec<&'static str> {
    let upper = text.to_uppercase();
    let mut out = vec![];
    let has = |word: &str| words(&upper, word).next().is_some();
    for (word, why) in [
        ("LIKE", "no LIKE"),
        ("GLOB", "no GLOB"),
        ("INSERT OR", "no INSERT OR: use ON CONFLICT"),
        ("REPLACE INTO", "no REPLACE: use ON CONFLICT"),
        ("TRIGGER", "no triggers"),
        ("ROWID", "no rowid"),
        ("IFNULL", "no IFNULL: use COALESCE"),
    ] {
        if has(word) && !(word == "ROWID" && upper.contains("WITHOUT ROWID")) {
            out.push(why);
        }
    }
    if upper.contains("JSON_") {
        out.push("no JSON functions");
    }
    if text.contains('?') || words(text, "@").next().is_some() {
        out.push("parameters are named $1, $2");
    }
    for name in ["MAX(", "MIN("] {
        if words(&upper, name).any(|place| commas_inside(&upper[place + name.len() - 1..])) {
            out.push("no max or min of two values: use CASE");
        }
    }
    for place in words(&upper, "SUM(") {
        let before = &upper[..place];
        let near = &before[before.len().saturating_sub(60)..];
        if !near.contains("CAST(") {
            out.push("a SUM stands in CAST(… AS INTEGER)");
        }
    }
    for place in words(&upper, "ORDER BY") {
        let clause = upper[place + 8..].split(['(', ')', ';']).next().unwrap_or("");
        let clause = clause.split(" LIMIT ").next().unwrap_or(clause);
        let column =
            |item: &str| item.split_whitespace().next().unwrap_or("").rsplit('.').next().unwrap_or("").to_owned();
        if clause.split(',').any(|item| column(item) == "NAME") {
            out.push("no order by a name: use sort_key");
        }
    }
    out
}

/// True when a comma stands between this parenthesis and its own end.
fn commas_inside(text: &str) -> bool {
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return false;
                }
            }
            ',' if depth == 1 => return true,
            _ => {}
        }
    }
    false
}
