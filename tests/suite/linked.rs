//! Linked debtors: one call for a group in one person's list, the others named beside it and left out until the next day.
//! What never lives here: which line speaks (see `ranking::linked`, tested where it lives).
//! Run by the suite.

use std::collections::BTreeMap;

use proptest::prelude::*;
use relance::day::again::{Then, again};
use relance::day::replay::{Model, ReplayAsk, replay};
use relance::day::what_if::{House, Stand, what_if};
use relance::day::{Ask, close_with};
use relance::domain::codes::{Band, Because, Exclusion, Outcome, ReasonCode, ReplayOrder};
use relance::domain::command::{Record, What};
use relance::domain::ledger::{DebtorRow, LedgerRow};
use relance::domain::queue::{ExcludedLine, LINKED_MAX, QueueLine};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Login};
use relance::ranking::Card;
use relance::store::{Mode, Store};

use crate::support::book::{call, command, execute, faults, invoice, load, monday, now, settings, who};
use crate::support::days::{Alone, close, list};
use crate::support::shell::Shell;

fn member(reference: &str, group: &str, collector: &str) -> LedgerRow {
    LedgerRow::Debtor(DebtorRow {
        reference: reference.into(),
        name: format!("Maison {reference}"),
        group: group.into(),
        collector: collector.into(),
        ..DebtorRow::default()
    })
}

/// Debtors `(group, collector, overdue)` named `D001`… in that order, loaded a week before [`monday`].
fn book_of(store: &mut Store, debtors: &[(&str, &str, i64)], turned: bool) {
    let of = |(at, (group, collector, cents)): (usize, &(&str, &str, i64))| {
        let reference = format!("D{:03}", at + 1);
        let due = monday().plus(-30);
        [member(&reference, group, collector), invoice(&reference, &format!("F{at}"), due, *cents)]
    };
    let mut rows: Vec<_> = debtors.iter().enumerate().map(of).collect();
    if turned {
        rows.reverse();
    }
    for (at, rows) in rows.chunks(if turned { 1 } else { usize::MAX }).enumerate() {
        load(store, now(monday().plus(-7), at as i64), &format!("file {at}"), &rows.concat()).unwrap();
    }
}

fn in_memory(debtors: &[(&str, &str, i64)]) -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    book_of(&mut store, debtors, false);
    store
}

fn excluded(store: &Store, day: Day) -> Vec<ExcludedLine> {
    let generation = store.generation_for(day).unwrap().unwrap();
    store.excluded(&generation, None, CaseId(0), 1_000).unwrap()
}

/// Who goes with whom until when, of a list.
fn linked(store: &Store, day: Day) -> Vec<(i64, i64, i32)> {
    let all = excluded(store, day).into_iter().filter(|line| line.reason == Exclusion::Linked);
    all.map(|line| (line.case.0, line.by.unwrap().0, line.until.since(day))).collect()
}

fn cases(lines: &[QueueLine]) -> Vec<i64> {
    lines.iter().map(|line| line.ranked.case.0).collect()
}

fn tuesday() -> Day {
    monday().plus(1)
}

#[test]
fn one_line_speaks_for_the_group_in_each_list() {
    let debtors = [
        ("ACME", "lea", 90_000),
        ("ACME", "lea", 250_000),
        ("", "lea", 70_000),
        ("ACME", "omar", 10_000),
        ("ACME", "lea", 5_050),
    ];
    let mut store = in_memory(&debtors);
    let done = close(&mut store, monday());
    assert_eq!((done.orphans, done.queued, done.excluded.get(&Exclusion::Linked)), (0, 3, Some(&2)));
    let (generation, lines) = list(&store, tuesday());
    assert_eq!((cases(&lines), generation.excluded), (vec![2, 3, 4], 2), "a list of a colleague's is another one");
    assert_eq!(linked(&store, tuesday()), [(1, 2, 1), (5, 2, 1)]);
    let told: Vec<_> = lines[0].ranked.reasons.iter().map(|reason| (reason.code, reason.points, reason.fact)).collect();
    let band = (ReasonCode::NewCase, 0, 31);
    assert_eq!(told[..3], [band, (ReasonCode::Linked, 0, 2), (ReasonCode::LinkedValue, 0, 951)]);
    let points: i32 = told.iter().map(|(_, points, _)| points).sum();
    assert_eq!(points, lines[0].ranked.score);
    assert!(lines[1..].iter().flat_map(|line| &line.ranked.reasons).all(|reason| reason.code != ReasonCode::Linked));
    assert_eq!(faults(&store), Vec::<String>::new());
    // Paid, it has nothing more to say: the next of the group is called, and the list says why.
    let paid = crate::support::book::payment("D002", "P2", tuesday(), 250_000, "F1");
    load(&mut store, now(tuesday(), 1), "bank", &[paid]).unwrap();
    close(&mut store, tuesday());
    let (_, lines) = list(&store, tuesday().plus(1));
    assert_eq!((lines[0].ranked.case, lines[0].because), (CaseId(1), Because::LinkEnded));
    assert_eq!(linked(&store, tuesday().plus(1)), [(5, 1, 1)]);
}

#[test]
fn what_was_agreed_stands_and_a_talk_lets_the_group_rest() {
    let debtors = [("ACME", "lea", 90_000), ("ACME", "lea", 250_000), ("ACME", "lea", 40_000)];
    let mut store = in_memory(&debtors);
    let at = now(tuesday(), 0).at;
    let back = Record::Callback { at, due_on: tuesday(), whom: None };
    let talk = call(now(monday(), 2), Outcome::NoCommitment);
    execute(&mut store, now(monday(), 1), &command(1, 3, None, What::Record(vec![back]))).unwrap();
    execute(&mut store, now(monday(), 2), &command(2, 1, None, What::Record(vec![talk]))).unwrap();
    close(&mut store, monday());
    let (_, lines) = list(&store, tuesday());
    assert_eq!((cases(&lines), lines[0].ranked.band), (vec![3], Band::CallbackDue));
    assert_eq!(linked(&store, tuesday()), [(2, 3, 1)], "with the call that is made anyway");
    close(&mut store, tuesday());
    // The call-back was not made and stands; were it made, the group would rest with the one talked to.
    let made = call(now(tuesday().plus(1), 3), Outcome::NoCommitment);
    execute(&mut store, now(tuesday().plus(1), 3), &command(3, 3, None, What::Record(vec![made]))).unwrap();
    close(&mut store, tuesday().plus(1));
    let day = tuesday().plus(2);
    let rest = Policy::default().rest_days(Some(Outcome::NoCommitment), true, 1);
    assert_eq!(cases(&list(&store, day).1), Vec::<i64>::new());
    assert_eq!(
        linked(&store, day),
        [(1, 3, rest - 1), (2, 3, rest - 1)],
        "until the rest of the last one talked to has ended"
    );
}

#[test]
fn a_group_code_that_very_many_have_is_no_group() {
    let debtors: Vec<(&str, &str, i64)> = (1..=LINKED_MAX as i64 + 1).map(|at| ("PME", "lea", at * 1_000)).collect();
    let mut store = in_memory(&debtors);
    assert_eq!(close(&mut store, monday()).queued, debtors.len() as u64);
    let mut store = in_memory(&debtors[1..]);
    assert_eq!(close(&mut store, monday()).queued, 1);
}

#[test]
fn any_number_of_readers_and_any_order_of_import_link_alike() {
    let groups = ["A", "B", "", "C"];
    let debtors: Vec<(&str, &str, i64)> =
        (0..40_usize).map(|at| (groups[at * 7 % 4], ["lea", "omar"][at / 3 % 2], 10_000 + 1_337 * at as i64)).collect();
    let told = |turned: bool, readers: usize| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book");
        let mut store = Store::create(&path, &settings(), false).unwrap();
        book_of(&mut store, &debtors, turned);
        drop(store);
        let mut store = Store::open(&path, Mode::Write).unwrap();
        let (mia, card, policy) = (who("mia"), Card::default_card(), Policy::default());
        let (host, process, at) = ("here", 7, now(monday(), 0));
        let ask = Ask { who: &mia, host, process, now: at, for_day: None, card: &card, policy: &policy, house: &[] };
        let done = close_with(&mut store, &ask, &mut Alone::default(), readers).unwrap();
        assert_eq!(done.orphans, 0);
        let name = |case: CaseId| store.case_row(case, tuesday()).unwrap().reference;
        let lines: Vec<String> = list(&store, tuesday()).1.iter().map(|line| line.reference.clone()).collect();
        let mut out: Vec<_> = excluded(&store, tuesday())
            .into_iter()
            .map(|line| (line.reference, line.reason, line.by.map(name)))
            .collect();
        out.sort();
        (lines, out)
    };
    let one = told(false, 1);
    assert!(one.1.iter().filter(|(_, reason, _)| *reason == Exclusion::Linked).count() > 20);
    for (turned, readers) in [(false, 3), (true, 1), (true, 2)] {
        assert_eq!(told(turned, readers), one);
    }
}

/// Which group, which collector, how much.
type Debtor = (usize, usize, i64);

/// Any debtors with their groups, and what was done on some.
fn any_book() -> impl Strategy<Value = (Vec<Debtor>, Vec<(usize, usize)>)> {
    let debtors = prop::collection::vec((0..4_usize, 0..2_usize, 1_000..90_000_i64), 2..14);
    (debtors, prop::collection::vec((0..14_usize, 0..4_usize), 0..6))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_list_has_two_proposed_calls_of_one_group((debtors, acts) in any_book()) {
        let debtors: Vec<_> = debtors.iter().map(|(g, c, cents)| (["", "A", "B", "A"][*g], ["lea", "omar"][*c], *cents)).collect();
        let mut store = in_memory(&debtors);
        for (step, (case, what)) in acts.iter().enumerate() {
            let (case, at) = (case % debtors.len() + 1, now(monday(), 1 + step as i64));
            let record = match what {
                0 => call(at, Outcome::NoAnswer),
                1 => call(at, Outcome::NoCommitment),
                2 => Record::Callback { at: now(tuesday(), 0).at, due_on: tuesday(), whom: None },
                _ => crate::support::book::promise(1_000, monday()),
            };
            let _refused_or_not = execute(&mut store, at, &command(step as u64 + 1, case as i64, None, What::Record(vec![record])));
        }
        let done = close(&mut store, monday());
        prop_assert_eq!(done.orphans, 0);
        let (_, lines) = list(&store, tuesday());
        let group = |case: CaseId| debtors[case.0 as usize - 1].0;
        let mut proposed: BTreeMap<(Option<Login>, &str), u32> = BTreeMap::new();
        for line in &lines {
            if matches!(line.ranked.band, Band::NewCase | Band::Index) && !group(line.ranked.case).is_empty() {
                *proposed.entry((line.ranked.collector.clone(), group(line.ranked.case))).or_default() += 1;
            }
        }
        prop_assert!(proposed.values().all(|lines| *lines == 1), "{proposed:?}");
        let gone = linked(&store, tuesday());
        for (case, by, days) in &gone {
            prop_assert!(*days > 0 && group(CaseId(*case)) == group(CaseId(*by)) && !group(CaseId(*case)).is_empty());
        }
        let others: i64 = lines.iter().flat_map(|line| &line.ranked.reasons).filter(|reason| reason.code == ReasonCode::Linked).map(|reason| reason.fact).sum();
        let spoken_of = gone.iter().filter(|(_, by, _)| cases(&lines).contains(by)).count();
        prop_assert_eq!(others, spoken_of as i64);
        prop_assert_eq!(faults(&store), Vec::<String>::new());
        // The same list made again, and as things are in a comparison.
        let (card, policy) = (Card::default_card(), Policy::default());
        let house = House { card: &card, policy: &policy };
        let then = Then { day: tuesday(), known_at: now(monday(), 100).at, house };
        let made = again(&store, &then, None).unwrap();
        let same: Vec<_> = made.lines(&store, None, 1_000).unwrap().into_iter().map(|line| line.ranked).collect();
        prop_assert_eq!(same, lines.iter().map(|line| line.ranked.clone()).collect::<Vec<_>>());
        prop_assert_eq!(made.excluded(&store, None).unwrap(), excluded(&store, tuesday()));
        let harder = Policy { minimum_minor: i64::MAX, ..policy.clone() };
        let told = what_if(&store, tuesday(), [house, House { card: &card, policy: &harder }], 1_000, &mut |_| {}).unwrap();
        for one in told.moves {
            let listed = lines.iter().any(|line| line.ranked.case == one.case);
            prop_assert_eq!(matches!(one.now, Stand::Listed { .. }), listed);
            if let Stand::Out(Exclusion::Linked, _, by) = one.now {
                prop_assert!(gone.iter().any(|(case, with, _)| (*case, Some(CaseId(*with))) == (one.case.0, by)));
            }
        }
    }
}

/// A book made by the program from two files.
fn imported(header: &str) -> Shell {
    let mut shell = Shell::new();
    shell.on("2026-03-16");
    let debtors = format!(
        "Référence;Nom;{header}\nC1;Hôtel du Port;LITTORAL\nC2;Hôtel de la Plage;LITTORAL\nC3;Garage Mistral;\nC4;Hôtel des Dunes;LITTORAL\n"
    );
    let invoices = "Code client;N° facture;Date facture;Échéance;Montant TTC\nC1;F1;2026-01-05;2026-02-05;900,00\n\
        C2;F2;2026-01-05;2026-02-05;2500,00\nC3;F3;2026-01-05;2026-02-05;700,00\nC4;F4;2026-01-05;2026-02-05;50,50\n";
    std::fs::write(shell.home().join("debtors.csv"), debtors).unwrap();
    std::fs::write(shell.home().join("invoices.csv"), invoices).unwrap();
    shell.run("init --no-input --company Port --lang fr --zone Europe/Paris --currency EUR").done();
    shell.run("import debtors debtors.csv").done();
    shell.run("import invoices invoices.csv").done();
    shell.run("close-day").done();
    shell
}

#[test]
fn a_column_of_groups_makes_one_call_and_every_place_says_so() {
    for header in ["Groupe", "group_code", "Parent"] {
        let shell = imported(header);
        let day = "2026-03-17";
        let told = shell.json(&format!("queue --excluded --day {day}"));
        let first = &told["entries"][0];
        assert_eq!(
            (first["reference"].as_str(), told["entries"].as_array().map(Vec::len)),
            (Some("C2"), Some(2)),
            "{header}"
        );
        let with = first["case"].as_str().unwrap();
        let out: Vec<_> = told["excluded"].as_array().unwrap().iter().collect();
        assert_eq!(out.len(), 2);
        for line in out {
            assert_eq!(
                (line["reason"].as_str(), line["by"].as_str(), line["until"].as_str()),
                (Some("linked"), Some(with), Some("2026-03-18"))
            );
        }
        for (lang, texts) in [
            (
                "fr",
                [
                    "va avec l'appel d'un débiteur lié",
                    "l'appel vaut aussi pour 2 débiteurs liés",
                    "à relancer chez eux : 951",
                ],
            ),
            (
                "en",
                [
                    "goes with the call to a linked debtor",
                    "the call is for 2 linked debtors as well",
                    "to be asked for there: 951",
                ],
            ),
        ] {
            let text = shell.run(&format!("queue --why --excluded --day {day} --lang {lang}")).done().to_owned();
            assert!(texts[1..].iter().all(|one| text.contains(one)), "{text}");
            let group = if lang == "fr" { format!("même groupe que {with}") } else { format!("same group as {with}") };
            assert_eq!(text.matches(&group).count(), 2, "{text}");
            let shown = shell.run(&format!("show C1 --lang {lang}")).done().to_owned();
            assert!(
                shown.contains("LITTORAL") && shown.contains("Hôtel de la Plage") && shown.contains(&group),
                "{shown}"
            );
            assert!(!shell.run(&format!("show C3 --lang {lang}")).done().contains("LITTORAL"));
        }
        let shown = shell.json("show C2");
        assert_eq!(shown["debtor"]["group"], "LITTORAL");
        let names: Vec<_> = shown["linked"].as_array().unwrap().iter().map(|one| one["reference"].clone()).collect();
        assert_eq!(names, ["C1", "C4"]);
        assert!(shown["score"]["reasons"].to_string().contains("\"linked\""));
        assert_eq!(shell.json("verify")["ok"], true);
    }
}

#[test]
fn a_replay_calls_a_group_once_about_all_that_it_owes() {
    let figures = |group: &str| {
        let store = in_memory(&[(group, "lea", 90_000), (group, "lea", 60_000)]);
        let (card, policy) = (Card::default_card(), Policy::default());
        let (from, to, model) = (monday(), monday(), Model { runs: 2, ..Model::default() });
        let ask = ReplayAsk { from, to, calls: 1, card: &card, policy: &policy, model };
        let played = replay(&store, &ask, &mut |_| true).unwrap();
        let index = played.rows.iter().find(|row| row.order == ReplayOrder::Index).unwrap();
        (played.lines, played.at_risk_minor, index.cash_bp)
    };
    assert_eq!(figures(""), (2, 150_000, 6_000));
    assert_eq!(figures("ACME"), (1, 150_000, 10_000));
}
