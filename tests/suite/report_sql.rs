//! The figures of a real ledger at four dates beside plain SQL over a table of its file: another language, another engine's
//! arithmetic, nothing of the program's own.
//! What never lives here: figures of hours (see `report_worked`).

use relance::domain::values::{Currency, Day};
use relance::report::ageing::{Ageing, Buckets, By};
use relance::report::figures::{Grouped, Measure, Period};
use relance::store::read::walk::Walk;
use rusqlite::{Connection, named_params};

use super::support::ibm;
use super::support::shell::Shell;

/// The file as one table; days are counted from 1970-01-01.
fn table(bills: &[ibm::Bill]) -> Connection {
    let sql = Connection::open_in_memory().unwrap();
    sql.execute_batch("CREATE TABLE bill (issued INTEGER, due INTEGER, settled INTEGER, cents INTEGER)").unwrap();
    for bill in bills {
        let row = [i64::from(bill.issued_on.0), i64::from(bill.due_on.0), i64::from(bill.settled_on.0), bill.cents];
        sql.execute("INSERT INTO bill VALUES (?1, ?2, ?3, ?4)", row).unwrap();
    }
    sql
}

/// Code, above the line, below the line, and the value: shares in 1/10,000, days in tenths.
type Told = (String, i64, i64, i64);

/// Every figure of money, in one statement.
const FIGURES: &str = "
WITH b AS (SELECT *, issued <= :to AND settled > :to AS open_end, issued < :from AND settled >= :from AS open_start,
                  settled BETWEEN :from AND :to AS paid FROM bill),
s AS (SELECT SUM(cents * open_end) AS fin, SUM(cents * (open_end AND due >= :to)) AS cur,
             SUM(cents * (open_end AND due < :to - 90)) AS old,
             SUM(cents * open_start) AS start, SUM(cents * (open_start AND due < :from - 1)) AS start_late,
             SUM(cents * (issued BETWEEN :from AND :to)) AS sold, SUM(cents * paid) AS got,
             SUM(cents * paid * MAX(settled - due, 0)) AS late_days,
             SUM(cents * (paid AND issued < :from)) AS got_start,
             SUM(cents * (paid AND issued < :from AND due < :from - 1)) AS got_late,
             :to - :from + 1 AS days FROM b),
f(code, above, below, scale) AS (
  SELECT 'dso', fin, sold, 10 * days FROM s UNION ALL
  SELECT 'best-possible-dso', cur, sold, 10 * days FROM s UNION ALL
  SELECT 'weighted-delay', late_days, got, 10 FROM s UNION ALL
  SELECT 'collection-effectiveness', start + sold - fin, start + sold - cur, 10000 FROM s UNION ALL
  SELECT 'recovery-rate', got_start, start, 10000 FROM s UNION ALL
  SELECT 'recovery-rate-overdue', got_late, start_late, 10000 FROM s UNION ALL
  SELECT 'liquidation-rate', got, start + sold, 10000 FROM s UNION ALL
  SELECT 'unpaid-rate', fin - cur, fin, 10000 FROM s UNION ALL
  SELECT 'current-share', cur, fin, 10000 FROM s UNION ALL
  SELECT 'beyond-90-share', old, fin, 10000 FROM s)
SELECT code, above, below, CAST(ROUND(1.0 * above * scale / below) AS INTEGER) FROM f";

/// Days of sales that what is open amounts to: whole months going back, the last pro rata.
const COUNT_BACK: &str = "
WITH m AS (SELECT strftime('%Y-%m', issued * 86400, 'unixepoch') AS month, SUM(cents) AS sold,
                  julianday(MIN(date(:to * 86400, 'unixepoch'),
                      date(issued * 86400, 'unixepoch', 'start of month', '+1 month', '-1 day')))
                  - julianday(date(issued * 86400, 'unixepoch', 'start of month')) + 1 AS days
           FROM bill WHERE issued <= :to GROUP BY 1),
back AS (SELECT *, SUM(sold) OVER (ORDER BY month DESC) - sold AS before FROM m),
open AS (SELECT SUM(cents) AS fin FROM bill WHERE issued <= :to AND settled > :to)
SELECT CAST(ROUND(10 * SUM(days * MIN(1.0, 1.0 * (fin - before) / sold))) AS INTEGER) FROM back, open WHERE before < fin";

#[test]
fn figures_at_four_dates_are_those_of_plain_sql() {
    let Some(bills) = ibm::bills() else { return };
    let store = ibm::book(&bills, "2014-01-31".parse().unwrap());
    let sql = table(&bills);
    for (from, to) in [
        ("2012-04-01", "2012-06-30"),
        ("2013-01-01", "2013-03-31"),
        ("2013-04-01", "2013-06-28"),
        ("2013-10-03", "2013-12-31"),
    ] {
        let period = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
        let mut sums = Grouped::new(Measure::plain(period), None);
        let mut ageing = Ageing::new(period.to, Buckets::default(), By::All);
        store
            .each_case(&Walk::whole(None, true), &mut |facts| {
                sums.add(facts);
                ageing.add(&relance::domain::case::derive(facts, period.to));
                true
            })
            .unwrap();
        let figures = sums.figures().remove(0).1;
        let figure = |code: &str| figures.iter().find(|figure| figure.code == code).unwrap().clone();
        let mut asked = sql.prepare(FIGURES).unwrap();
        let days = named_params! { ":from": period.from.0, ":to": period.to.0 };
        let rows = asked.query_map(days, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
        let wanted: Vec<Told> = rows.map(Result::unwrap).collect();
        assert_eq!(wanted.len(), 10);
        for (code, above, below, value) in wanted {
            let told = figure(&code);
            assert_eq!((told.parts, told.value), ((above, below), Some(value)), "{code} to {to}");
        }
        let back: i64 = sql.query_row(COUNT_BACK, named_params! { ":to": period.to.0 }, |row| row.get(0)).unwrap();
        let told = figure("dso-count-back").value.unwrap();
        // The program rounds the last month alone, the statement all of it at once.
        assert!((told - back).abs() <= 1, "{told} {back} to {to}");
        buckets(&sql, &ageing, period.to);
    }
}

fn buckets(sql: &Connection, ageing: &Ageing, day: Day) {
    let place = "CASE WHEN due >= :to THEN 0 WHEN due >= :to - 30 THEN 1 WHEN due >= :to - 60 THEN 2
                 WHEN due >= :to - 90 THEN 3 ELSE 4 END";
    let text = format!(
        "SELECT {place} AS place, SUM(cents), COUNT(*) FROM bill WHERE issued <= :to AND settled > :to GROUP BY 1"
    );
    let line = ageing.totals()[&Currency::EUR].clone();
    let mut found = vec![0_i64; 5];
    let mut items = 0_u64;
    let mut asked = sql.prepare(&text).unwrap();
    let mut rows = asked.query(named_params! { ":to": day.0 }).unwrap();
    while let Some(row) = rows.next().unwrap() {
        found[usize::from(row.get::<_, u8>(0).unwrap())] = row.get(1).unwrap();
        items += row.get::<_, i64>(2).unwrap().unsigned_abs();
    }
    assert_eq!((line.buckets, line.items), (found, items), "{day}");
}

/// Whom the house's caps leave no room on the last day: three calls that day, or eight contacts out in seven days.
const AT_CAP: &str = "
SELECT debtor FROM contact GROUP BY debtor
HAVING SUM(day = :to AND channel = 'call') >= 3 OR SUM(day > :to - 7) >= 8";

#[test]
fn the_pressure_on_debtors_is_that_of_plain_sql() {
    const DEBTORS: i32 = 24;
    let to: Day = "2026-03-31".parse().unwrap();
    let mut shell = Shell::new();
    shell.on("2026-03-31");
    shell.run("init --zone Europe/Paris --currency EUR --company Essais --login mia --no-input").done();
    let sql = Connection::open_in_memory().unwrap();
    sql.execute_batch("CREATE TABLE contact (debtor INTEGER, day INTEGER, channel TEXT)").unwrap();
    let mut invoices = "debtor,name,number,issued_on,due_on,amount\n".to_owned();
    let mut contacts = "debtor,reference,at,channel,direction,outcome,collector\n".to_owned();
    let mut dice = 7_u32;
    for debtor in 0..DEBTORS {
        invoices.push_str(&format!("A{debtor},Ambre {debtor},F{debtor},2026-01-05,2026-02-04,930.00\n"));
        for n in 0..debtor {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (day, call) = (to.plus(-i32::try_from(dice >> 24).unwrap() % 10), dice & 0x1_0000 == 0);
            let (channel, outcome) = if call { ("call", "no-answer") } else { ("email", "sent") };
            contacts.push_str(&format!("A{debtor},K{debtor}-{n},{day} 08:{n:02},{channel},out,{outcome},lea\n"));
            sql.execute("INSERT INTO contact VALUES (?1, ?2, ?3)", (debtor, day.0, channel)).unwrap();
        }
    }
    for (kind, text) in [("invoices", invoices), ("contacts", contacts)] {
        std::fs::write(shell.home().join(format!("{kind}.csv")), text).unwrap();
        shell.run(&format!("import {kind} {kind}.csv")).done();
    }
    let mut asked = sql.prepare(AT_CAP).unwrap();
    let rows = asked.query_map(named_params! { ":to": to.0 }, |row| row.get(0)).unwrap();
    let full: Vec<i32> = rows.map(Result::unwrap).collect();
    assert!((3..DEBTORS - 3).contains(&i32::try_from(full.len()).unwrap()), "{full:?}");
    let questions: Vec<i32> = (0..DEBTORS).step_by(5).collect();
    for debtor in &questions {
        let blocked = shell.run(&format!("may A{debtor}")).code == 1;
        assert_eq!(blocked, full.contains(debtor), "A{debtor}");
    }
    let shown = shell.json("report figures --from 2026-03-01");
    let parts = |code: &str| {
        let found = shown["figures"].as_array().unwrap().iter().find(|figure| figure["code"] == code).unwrap();
        (found["above"].as_str().unwrap().to_owned(), found["below"].as_str().unwrap().to_owned())
    };
    assert_eq!(parts("at-cap-share"), (full.len().to_string(), DEBTORS.to_string()));
    let blocked = i64::try_from(questions.iter().filter(|debtor| full.contains(debtor)).count()).unwrap();
    let made: i64 = sql.query_row("SELECT COUNT(*) FROM contact", [], |row| row.get(0)).unwrap();
    assert_eq!(parts("blocked-attempts"), (blocked.to_string(), (blocked + made).to_string()));
}
