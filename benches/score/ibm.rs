//! The invoices of 100 customers: late at the invoice date (A), and a week after the due date (B), rolling by quarter.
//! What never lives here: the daily queue (see `queue`).

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use relance::ranking::features::Sense;
use relance::ranking::train::measure::{Said, auc};
use relance::ranking::train::{Column, MISSING, Settings, Table};

use super::reference;
use super::said::{line, other_draws, spread, trained, wins};

/// One invoice; days from 2012-01-01.
#[derive(Debug, Clone)]
pub struct Bill {
    pub customer: u32,
    pub issued: i32,
    pub due: i32,
    pub settled: i32,
    pub late: i32,
    pub amount: f64,
    pub disputed: bool,
    pub electronic: bool,
}

pub fn day(text: &str) -> i32 {
    let date = NaiveDate::parse_from_str(text, "%m/%d/%Y").or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
    let start = NaiveDate::from_ymd_opt(2012, 1, 1).expect("a day of the calendar");
    (date.expect("a date") - start).num_days() as i32
}

/// Every invoice by day of issue and number, as the reference reads them.
pub fn bills(data: &Path) -> Vec<Bill> {
    let mut file = csv::Reader::from_path(data.join("ibm-ar/WA_Fn-UseC_-Accounts-Receivable.csv")).expect("the file");
    let mut rows: Vec<csv::StringRecord> = file.records().map(|row| row.expect("a row")).collect();
    rows.sort_by_key(|row| (day(&row[4]), row[3].to_owned()));
    let names: std::collections::BTreeSet<String> = rows.iter().map(|row| row[1].to_owned()).collect();
    let number: BTreeMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
    let bill = |row: &csv::StringRecord| Bill {
        customer: number[&row[1]],
        issued: day(&row[4]),
        due: day(&row[5]),
        settled: day(&row[8]),
        late: row[11].parse().expect("days late"),
        amount: row[6].parse().expect("an amount"),
        disputed: &row[7] == "Yes",
        electronic: &row[9] == "Electronic",
    };
    rows.iter().map(bill).collect()
}

/// What was known of a customer on the morning of a day, the bill scored left aside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    pub paid: i32,
    pub late: i32,
    pub late_days: i32,
    pub last: Option<i32>,
    pub overdue: i32,
    pub disputed: i32,
    /// Days late weighted by age, and the weights.
    pub recent: (i64, i64),
}

pub fn known(of: &[&Bill], skip: Option<&Bill>, day: i32) -> Known {
    let mut out = Known::default();
    let mut last: Option<(i32, i32)> = None;
    let seen = of.iter().filter(|bill| bill.issued < day && skip.is_none_or(|skip| !std::ptr::eq(**bill, skip)));
    let (paid, open): (Vec<&Bill>, Vec<&Bill>) = seen.copied().partition(|bill| bill.settled < day);
    for bill in &paid {
        out.paid += 1;
        out.late += i32::from(bill.late > 0);
        out.late_days += bill.late;
        out.disputed += i32::from(bill.disputed);
        if last.is_none_or(|(settled, _)| settled <= bill.settled) {
            last = Some((bill.settled, bill.late));
        }
    }
    for bill in &paid {
        let weight = weight(last.map_or(0, |(settled, _)| settled) - bill.settled);
        out.recent.0 += weight * i64::from(bill.late.min(RECENT_CAP));
        out.recent.1 += weight;
    }
    out.overdue = open.iter().filter(|bill| bill.due < day).count() as i32;
    out.last = last.map(|(_, late)| late);
    out
}

const RECENT_CAP: i32 = 30;

/// Weight of an invoice settled so many days before the last: halved every 120 days.
fn weight(age: i32) -> i64 {
    let whole = 1024_i64 >> (age / 120).min(10);
    whole - whole / 2 * i64::from(age % 120) / 120
}

/// Tenths of a day, pulled towards 3.6 days by the weight of two invoices.
fn recent(known: &Known) -> i32 {
    let (sum, weights) = known.recent;
    ((sum * 10 + 2048 * 36) / (weights + 2048)) as i32
}

pub fn mille(part: f64, whole: f64) -> i32 {
    (1000.0 * part / whole).round() as i32
}

/// The six columns of the reference's small card.
pub fn columns() -> Vec<Column> {
    let column = |name: &str, sense| Column { name: name.into(), sense, values: vec![] };
    vec![
        column("late-ratio", Sense::Rises),
        column("mean-late-days", Sense::Rises),
        column("last-late-days", Sense::Rises),
        column("overdue-items", Sense::Rises),
        column("dispute-ratio", Sense::Rises),
        column("electronic", Sense::Falls),
        column("recent-late", Sense::Rises),
    ]
}

pub fn push(columns: &mut [Column], known: &Known, electronic: bool) {
    let paid = f64::from(known.paid);
    let tenths = |days: i32| if known.paid > 0 { (f64::from(days) * 10.0 / paid).round() as i32 } else { MISSING };
    let values = [
        mille(f64::from(known.late) + 1.08, paid + 3.0),
        tenths(known.late_days),
        known.last.unwrap_or(MISSING),
        known.overdue,
        mille(f64::from(known.disputed) + 0.69, paid + 3.0),
        i32::from(electronic),
        recent(known),
    ];
    for (column, value) in columns.iter_mut().zip(values) {
        column.values.push(value);
    }
}

pub fn by_customer(bills: &[Bill]) -> BTreeMap<u32, Vec<&Bill>> {
    let mut out: BTreeMap<u32, Vec<&Bill>> = BTreeMap::new();
    for bill in bills {
        out.entry(bill.customer).or_default().push(bill);
    }
    out
}

/// Task A (`due` false) or B, a row a bill, with its day of issue.
fn table(bills: &[Bill], at_due: bool) -> (Table, Vec<i32>) {
    let of = by_customer(bills);
    let mut table = Table { columns: columns(), ..Table::default() };
    let mut issued = vec![];
    for bill in bills.iter().filter(|bill| !at_due || bill.settled > bill.due) {
        let day = if at_due { bill.due } else { bill.issued };
        push(&mut table.columns, &known(&of[&bill.customer], Some(bill), day), bill.electronic);
        table.outcome.push(bill.late > if at_due { 7 } else { 0 });
        table.group.push(bill.customer);
        issued.push(bill.issued);
    }
    (table, issued)
}

/// The quarters of a year with the rows to learn from and to say something of.
fn rolled(issued: &[i32], quarters: &[&str]) -> Vec<(Vec<u32>, Vec<u32>)> {
    let rows = |from: i32, to: i32| {
        (0_u32..).zip(issued).filter(|(_, day)| **day >= from && **day < to).map(|(at, _)| at).collect()
    };
    quarters.windows(2).map(|pair| (rows(i32::MIN, day(pair[0]) - 75), rows(day(pair[0]), day(pair[1])))).collect()
}

const YEAR_2013: [&str; 5] = ["2013-01-01", "2013-04-01", "2013-07-01", "2013-10-01", "2014-01-02"];
const YEAR_2012: [&str; 4] = ["2012-07-01", "2012-09-01", "2012-11-01", "2013-01-01"];

fn ours(table: &Table, folds: &[(Vec<u32>, Vec<u32>)], settings: &Settings) -> Vec<Said> {
    folds.iter().flat_map(|(train, test)| trained(table, train, test, settings).2).collect()
}

fn theirs(table: &Table, folds: &[(Vec<u32>, Vec<u32>)]) -> Vec<Said> {
    let six = Table { columns: table.columns[..6].to_vec(), ..table.clone() };
    let table = &six;
    folds.iter().flat_map(|(train, test)| reference::trained(table, train, test, reference::SMALL)).collect()
}

pub fn measure(data: &Path) {
    let bills = bills(data);
    for (at_due, name, said) in [
        (false, "A  late at the invoice date, 2013", "ref .874 / .1314 / .036 / 2.79; floor .870 / .132 / .04"),
        (true, "B  a week after due, 2013", "ref .682 / .227 / .061 / 1.56; floor .68"),
    ] {
        let (table, issued) = table(&bills, at_due);
        let folds = rolled(&issued, &YEAR_2013);
        let (ours, theirs) = (ours(&table, &folds, &Settings::default()), theirs(&table, &folds));
        println!("{name}");
        line("this card", &ours, said);
        line("the reference's, refitted", &theirs, "");
        println!("  beats the reference's in {} of 10 seeded bootstraps by customer", wins(&ours, &theirs));
        let all: Vec<f64> = other_draws().filter_map(|settings| auc(&self::ours(&table, &folds, &settings))).collect();
        println!("  other draws of the trainer: AUC {}", spread(&all));
    }
}

pub fn tune(data: &Path) {
    let bills = bills(data);
    for at_due in [false, true] {
        let (table, issued) = table(&bills, at_due);
        let folds = rolled(&issued, &YEAR_2012);
        println!("{} in 2012", if at_due { "B" } else { "A" });
        for settings in super::said::grid() {
            line(&super::said::named(&settings), &ours(&table, &folds, &settings), "");
        }
        line("the reference's, refitted", &theirs(&table, &folds), "");
    }
}
