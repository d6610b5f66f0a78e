//! A case with very many contacts is derived and shown from the tally of its first ones: the same as from all of them.
//! What never lives here: what it costs (see `store::tests`).

use std::convert::Infallible;
use std::ops::Range;

use proptest::strategy::{Strategy, ValueTree};
use relance::domain::case::timeline::{Earlier, timeline_page, timeline_with};
use relance::domain::case::{Facts, Tally, derive, points};
use relance::domain::ledger::{ContactRow, Loaded};
use relance::domain::values::{CaseId, Day, Instant};
use relance::store::{Mode, Store};

use crate::support::book::{
    call, command, debtor, execute, faults, fill, invoice, load, monday, now, past_contact, settings, undo_batch,
};
use crate::support::days;
use crate::support::histories::{history, play};
use relance::domain::codes::Outcome;
use relance::domain::command::What;

/// Contacts that a tally stands for, as a list; latest first.
struct Listed(Vec<Loaded<ContactRow>>);

impl Earlier for Listed {
    type Error = Infallible;
    fn count(&self) -> usize {
        self.0.len()
    }
    fn when(&mut self, at: usize) -> Result<(Day, Instant), Infallible> {
        Ok((self.0[at].row.day, self.0[at].row.at))
    }
    fn some(&mut self, which: Range<usize>) -> Result<Vec<Loaded<ContactRow>>, Infallible> {
        Ok(self.0[which].iter().rev().cloned().collect())
    }
}

/// The facts with their contacts before a day as a tally, and these contacts.
fn cut(facts: &Facts, until: Day) -> Option<(Facts, Listed)> {
    let tally = Tally::until(facts, until)?;
    let (mut first, rest): (Vec<_>, Vec<_>) = facts.contacts.iter().cloned().partition(|one| one.row.day < until);
    first.sort_by_key(|one| (one.row.day, one.row.at));
    first.reverse();
    Some((Facts { before: Some(tally), contacts: rest, ..facts.clone() }, Listed(first)))
}

#[test]
fn any_cut_of_any_history_comes_to_the_same() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut cuts = 0;
    for _ in 0..600 {
        let world = play(&history(60).new_tree(&mut runner).unwrap().current());
        for case in [CaseId(1), CaseId(2)] {
            let mut facts = world.facts(case);
            // As the store hands them over.
            facts.contacts.sort_by_key(|one| one.row.at);
            let days: Vec<Day> = facts.contacts.iter().map(|one| one.row.day.plus(1)).collect();
            for until in days {
                let Some((short, mut earlier)) = cut(&facts, until) else { continue };
                cuts += 1;
                for day in [until, until.plus(9), world.today, world.today.plus(40)] {
                    if day < until {
                        continue;
                    }
                    assert_eq!(derive(&short, day), derive(&facts, day), "{until} on {day}");
                    assert_eq!(points(&short, day), points(&facts, day), "{until} on {day}");
                    for (from, lines) in [(0, 5), (2, 3), (7, 100), (1_000, 5)] {
                        let Ok(page) = timeline_with(&short, &mut earlier, day, from, lines);
                        assert_eq!(page, timeline_page(&facts, day, from, lines), "{until} on {day} from {from}");
                    }
                }
            }
        }
    }
    assert!(cuts > 500, "only {cuts} cuts: they prove little");
}

/// A book of which one debtor was called very often.
fn often_called(path: &std::path::Path) -> Store {
    let mut store = Store::create(path, &settings(), false).unwrap();
    fill(&mut store, 2).unwrap();
    let rows: Vec<_> =
        (0..1_200).map(|n| past_contact("D001", &format!("L{n:04}"), monday().plus(-8 - n / 3))).collect();
    load(&mut store, now(monday().plus(-6), 0), "calls", &rows).unwrap();
    days::close(&mut store, monday().plus(-3));
    store
}

fn tallies(path: &std::path::Path) -> i64 {
    let raw = rusqlite::Connection::open(path).unwrap();
    raw.query_row("SELECT count(*) FROM contact_tally", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_tally_is_made_by_the_close_dropped_by_a_batch_and_made_again_by_an_act() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = often_called(&path);
    let case = CaseId(1);
    assert_eq!(tallies(&path), 1);
    let same = |store: &Store| {
        let (short, all) = (store.case(case, monday()).unwrap(), store.facts(case, None).unwrap());
        assert_eq!(short, derive(&all, monday()));
        for from in [0, 3, 500, 1_190, 1_300] {
            let (page, total) = store.timeline(case, monday(), from, 40).unwrap();
            let whole = timeline_page(&all, monday(), from as usize, 40);
            assert_eq!((page, total as usize), whole, "from {from}");
        }
    };
    same(&store);
    // A correction of an old call, and a debtor that is named anew: either way everything is counted again.
    let changed = [past_contact("D001", "L0900", monday().plus(-7)), debtor("D001", "Société Neuve")];
    let batch = load(&mut store, now(monday(), 1), "more", &changed).unwrap().batch.unwrap();
    assert_eq!(tallies(&path), 0);
    same(&store);
    let act = |store: &mut Store, number, ms| {
        let said = What::Record(vec![call(now(monday(), ms), Outcome::NoAnswer)]);
        execute(store, now(monday(), ms), &command(number, 1, None, said)).unwrap();
    };
    act(&mut store, 1, 10);
    assert_eq!(tallies(&path), 1);
    same(&store);
    act(&mut store, 2, 20);
    undo_batch(&mut store, now(monday(), 30), batch).unwrap();
    assert_eq!(tallies(&path), 0);
    act(&mut store, 3, 40);
    same(&store);
    // A past day is read from all of them.
    let then = monday().plus(-200);
    assert_eq!(store.case(case, then).unwrap(), derive(&store.facts(case, None).unwrap(), then));
    assert_eq!(faults(&store), Vec::<String>::new());
    // Other cases have nothing of the kind.
    load(&mut store, now(monday(), 50), "third", &[invoice("D002", "F9", monday(), 100)]).unwrap();
    assert_eq!(tallies(&path), 1);
}

#[test]
fn a_tally_that_was_tampered_with_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    drop(often_called(&path));
    let whole = std::fs::read(&path).unwrap();
    let changes = [
        "UPDATE contact_tally SET until = until - 1",
        "UPDATE contact_tally SET body = replace(body, '\"contacts\":1', '\"contacts\":2')",
        "UPDATE contact_order SET first = first + 1 WHERE first = 128",
        "DELETE FROM contact_order WHERE first = 128",
        "DELETE FROM contact_tally",
        "UPDATE contact_order SET packed = (SELECT packed FROM contact_order WHERE first = 0) WHERE first = 128",
    ];
    for change in changes {
        std::fs::write(&path, &whole).unwrap();
        let raw = rusqlite::Connection::open(&path).unwrap();
        assert!(raw.execute(change, []).unwrap() > 0, "{change}");
        drop(raw);
        let found = faults(&Store::open(&path, Mode::Write).unwrap());
        assert!(found.iter().any(|fault| fault.contains("contact_tally")), "{change}: {found:?}");
    }
}
