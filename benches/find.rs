//! How well and how fast a case is found by a name typed in a hurry.
//! `cargo bench --bench find` (20,000 invented debtors), or on a book of one's own, opened for reading only:
//! `RELANCE_BENCH_BOOK=BOOK cargo bench --bench find`.
//! Quality: of 500 names misspelt the same way each time, how often the debtor (or one of exactly the same name) is among
//! the first five; the misses are printed. Speed: each of these is typed letter by letter, every key one search, in
//! milliseconds of wall time. Wanted: 95 in 100; 99 in 100 keys within 30 ms (10 at best).

#![allow(unreachable_pub, reason = "the names are shared with the tests")]
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its figures and reads the machine's own clock"
)]

#[path = "find/misspelt.rs"]
mod misspelt;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant as Clock;

use relance::domain::codes::Role;
use relance::domain::event::Who;
use relance::domain::ledger::{DebtorFields, DebtorRow, LedgerRow};
use relance::domain::values::text::fold;
use relance::domain::values::{CaseId, Currency, Day, Instant, Login, Now};
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use relance::store::{BookSettings, Mode, Store, StoreError};

const TODAY: Day = Day(20_605);
const SEED: u64 = 20_260_601;
const TRIES: usize = 500;
const DEBTORS: usize = 20_000;
/// What a person sees without moving.
const FIRST: usize = 5;
/// Matches asked for, as the screen does.
const LIMIT: u32 = 50;

struct Watch(Clock);

impl LoadWatch for Watch {
    fn ms(&mut self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(0)
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

fn invented(folder: &std::path::Path) -> Result<PathBuf, StoreError> {
    let path = folder.join("book");
    let settings =
        BookSettings { zone: "UTC".into(), currency: Currency::EUR, language: "fr".into(), company: String::new() };
    let mut store = Store::create(&path, &settings, false)?;
    let now = Now { at: Instant(i64::from(TODAY.0) * 86_400_000), today: TODAY };
    let head = LoadHead {
        source: "bench".into(),
        kind: "debtors".into(),
        file: "bench".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: Who::new(Login("mia".into()), "mia", Role::Supervisor),
        host: "here".into(),
        dry_run: false,
    };
    let mut watch = Watch(Clock::now());
    let mut loader = store.begin_load(head, now, &mut watch)?;
    for (line, name) in (1..).zip(misspelt::names(SEED, DEBTORS)) {
        let row = DebtorRow { reference: format!("D{line:06}"), name, ..DebtorRow::default() };
        loader.push(line, DebtorFields::ALL, &LedgerRow::Debtor(row))?;
    }
    loader.finish(FileCounts { rows: DEBTORS as u64, ..FileCounts::default() }, now)?;
    Ok(path)
}

fn main() -> Result<(), StoreError> {
    let folder = tempfile::tempdir()?;
    let path = match std::env::var_os("RELANCE_BENCH_BOOK") {
        Some(path) => PathBuf::from(path),
        None => invented(folder.path())?,
    };
    let store = Store::open(&path, Mode::Read)?;
    // The day the book stands at: on another one every match would be derived afresh.
    let today = store.latest_generation()?.map_or(TODAY, |generation| generation.day);
    let cases = usize::try_from(store.health()?.cases).unwrap_or(1);
    let mut chance = misspelt::Chance(SEED);
    let (mut found, mut tried) = (0, 0);
    let mut by_kind: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut keys: Vec<(f64, String)> = vec![];
    while tried < TRIES {
        let case = CaseId(i64::try_from(1 + chance.below(cases)).unwrap_or(1));
        let Some(debtor) = store.find(&case.to_string(), today, 1)?.pop() else { continue };
        let folded = fold(&debtor.name);
        let (typed, what) = misspelt::misspelt(&folded, &mut chance);
        tried += 1;
        let kind = by_kind.entry(what).or_default();
        kind.1 += 1;
        for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let since = Clock::now();
            let hits = store.find(&typed[..end], today, LIMIT)?;
            keys.push((since.elapsed().as_secs_f64() * 1_000.0, typed[..end].to_owned()));
            if end == typed.len() {
                let right = hits.iter().take(FIRST).any(|hit| hit.case == case || fold(&hit.name) == folded);
                if right {
                    found += 1;
                    kind.0 += 1;
                } else {
                    let first: Vec<&str> = hits.iter().take(FIRST).map(|hit| hit.name.as_str()).collect();
                    println!("missed: {typed:?} ({what}) for {:?}; found {first:?}", debtor.name);
                }
            }
        }
    }
    for (what, (found, tried)) in by_kind {
        println!("{what:<20} {found:>4} of {tried}");
    }
    println!("{cases} debtors: {found} of {tried} among the first {FIRST}");
    keys.sort_by(|one, two| one.0.total_cmp(&two.0));
    let at = |share: usize| &keys[(keys.len() * share / 1_000).min(keys.len() - 1)];
    println!(
        "{} keys: middle {:.2} ms, 99th {:.2} ms, longest {:.2} ms",
        keys.len(),
        at(500).0,
        at(990).0,
        at(1_000).0
    );
    for (ms, typed) in keys.iter().rev().take(8) {
        println!("  {ms:.2} ms  {typed:?}");
    }
    Ok(())
}
