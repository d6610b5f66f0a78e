//! The morning queue of 2013 on the same invoices: each overdue invoice scored afresh every working day; what the first
//! calls of an order reach; and a replay with an assumed effect of a call, the same for every order.
//! What never lives here: the gate and the minutes of a call (the reference has none either).

use std::collections::BTreeMap;
use std::path::Path;

use relance::ranking::features::Sense;
use relance::ranking::train::measure::{Chance, Said, auc, drawn, interval};
use relance::ranking::train::{Column, Settings, Table};

use super::ibm::{self, Bill, bills, by_customer, day, known};
use super::limit;
use super::reference;
use super::said::{line, other_draws, spread, trained, wins};

/// Usual delay of a payer who was never late, tenths of a day.
const USUAL_TENTHS: i32 = 97;

/// One overdue invoice on one morning.
#[derive(Clone)]
pub struct Morning {
    pub at: i32,
    pub bill: usize,
    pub customer: u32,
}

/// A table of mornings: the columns of the invoice date, then how late it is so far and against its payer's usual.
fn table(bills: &[Bill], mornings: &[Morning], of: &BTreeMap<u32, Vec<&Bill>>) -> Table {
    let column = |name: &str, sense| Column { name: name.into(), sense, values: vec![] };
    let mut columns = ibm::columns();
    let own = columns.len();
    columns.push(column("excess-days", Sense::Rises));
    columns.push(column("days-late", Sense::Falls));
    let mut table = Table { columns, ..Table::default() };
    for morning in mornings {
        let bill = &bills[morning.bill];
        let past = known(&of[&bill.customer], None, morning.at);
        ibm::push(&mut table.columns[..own], &past, bill.electronic);
        let usual = if past.late > 0 { 10 * past.late_days / past.late } else { USUAL_TENTHS };
        let late = morning.at - bill.due;
        table.columns[own].values.push(usual - 10 * late);
        table.columns[own + 1].values.push(late);
        table.outcome.push(bill.settled > morning.at + 7);
        table.group.push(bill.customer);
    }
    table
}

/// Mornings to learn from: every second day of an invoice's lateness, as the reference takes them.
fn learnt(bills: &[Bill], from: i32, to: i32) -> Vec<Morning> {
    let mut out = vec![];
    for (place, bill) in bills.iter().enumerate() {
        for late in (1..=bill.late).step_by(2) {
            let at = bill.due + late;
            if at >= from && at < to {
                out.push(Morning { at, bill: place, customer: bill.customer });
            }
        }
    }
    out
}

fn working(from: i32, to: i32) -> impl Iterator<Item = i32> {
    // 2012-01-01 was a Sunday.
    (from..=to).filter(|day| !matches!(day.rem_euclid(7), 0 | 6))
}

fn asked(bills: &[Bill], from: i32, to: i32) -> Vec<Morning> {
    let mut out = vec![];
    for at in working(from, to) {
        for (place, bill) in bills.iter().enumerate().filter(|(_, bill)| bill.due < at && bill.settled >= at) {
            out.push(Morning { at, bill: place, customer: bill.customer });
        }
    }
    out
}

/// A day's overdue invoices with what two cards say of them.
#[derive(Clone)]
struct Scored {
    mornings: Vec<Morning>,
    ours: Vec<Said>,
    theirs: Vec<Said>,
}

/// Fits at each of `fits` and scores the mornings from there to the next.
fn scored(bills: &[Bill], fits: &[i32], end: i32, settings: &Settings, leave: &[&str]) -> Scored {
    let of = by_customer(bills);
    let mut out = Scored { mornings: vec![], ours: vec![], theirs: vec![] };
    for (place, fit_on) in fits.iter().enumerate() {
        let to = fits.get(place + 1).map_or(end, |next| next - 1);
        let mut all = learnt(bills, day("2012-04-01"), fit_on - 8);
        let split = all.len() as u32;
        all.extend(asked(bills, if place == 0 { fit_on + 1 } else { *fit_on }, to));
        let mut table = table(bills, &all, &of);
        let (train, test): (Vec<u32>, Vec<u32>) = ((0..split).collect(), (split..all.len() as u32).collect());
        out.theirs.extend(reference::trained(&only(&table, &REFERENCE), &train, &test, reference::DAILY));
        table.columns.retain(|column| !leave.contains(&column.name.as_str()));
        let (_, _, said) = trained(&table, &train, &test, settings);
        out.ours.extend(said);
        out.mornings.extend(all.drain(split as usize..));
    }
    out
}

/// The reference's columns.
const REFERENCE: [&str; 7] =
    ["late-ratio", "mean-late-days", "overdue-items", "dispute-ratio", "electronic", "excess-days", "days-late"];

fn only(table: &Table, names: &[&str]) -> Table {
    let columns = table.columns.iter().filter(|column| names.contains(&column.name.as_str())).cloned().collect();
    Table { columns, outcome: table.outcome.clone(), group: table.group.clone() }
}

/// What orders the customers of a day.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Random,
    Oldest,
    Biggest,
    Risk,
    Ours,
    Theirs,
    Oracle,
}

const ORDERS: [(Order, &str); 7] = [
    (Order::Random, "random"),
    (Order::Oldest, "oldest first"),
    (Order::Biggest, "biggest first"),
    (Order::Risk, "risk alone"),
    (Order::Ours, "p x amount, this card"),
    (Order::Theirs, "p x amount, reference's refitted"),
    (Order::Oracle, "the unreachable best"),
];

/// One customer of one day.
#[derive(Default, Clone)]
struct Customer {
    of: u32,
    amount: f64,
    oldest: f64,
    most: f64,
    ours: f64,
    theirs: f64,
    at_risk: f64,
    left: f64,
    stays: bool,
    rows: Vec<usize>,
}

impl Customer {
    fn key(&self, order: Order, chance: &mut Chance) -> f64 {
        match order {
            Order::Random => chance.unit(),
            Order::Oldest => self.oldest,
            Order::Biggest => self.amount,
            Order::Risk => self.most,
            Order::Ours => self.ours,
            Order::Theirs => self.theirs,
            Order::Oracle => self.at_risk,
        }
    }
}

/// The customers of one day, from the rows that are still open.
fn customers(bills: &[Bill], all: &Scored, rows: impl Iterator<Item = usize>) -> Vec<Customer> {
    let mut out: BTreeMap<u32, Customer> = BTreeMap::new();
    for row in rows {
        let morning = &all.mornings[row];
        let bill = &bills[morning.bill];
        let one =
            out.entry(morning.customer).or_insert_with(|| Customer { of: morning.customer, ..Customer::default() });
        one.amount += bill.amount;
        one.oldest = one.oldest.max(f64::from(morning.at - bill.due));
        one.most = one.most.max(all.ours[row].probability);
        one.ours += all.ours[row].probability * bill.amount;
        one.theirs += all.theirs[row].probability * bill.amount;
        one.left += bill.amount * f64::from((bill.settled - morning.at - 3).max(0));
        if all.ours[row].event {
            one.at_risk += bill.amount;
            one.stays = true;
        }
        one.rows.push(row);
    }
    out.into_values().collect()
}

fn first(mut of: Vec<Customer>, order: Order, calls: usize, chance: &mut Chance) -> Vec<Customer> {
    let mut keyed: Vec<(f64, u64, Customer)> =
        of.drain(..).map(|one| (one.key(order, chance), chance.draw(), one)).collect();
    keyed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    keyed.into_iter().take(calls).map(|(_, _, one)| one).collect()
}

/// Rows of each day.
fn days(all: &Scored) -> BTreeMap<i32, Vec<usize>> {
    let mut out: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (row, morning) in all.mornings.iter().enumerate() {
        out.entry(morning.at).or_default().push(row);
    }
    out
}

/// Share of the at-risk cash reached in the first calls of every day, and of calls that were needless. `times`: how often
/// each customer is drawn (once each: the data as it is).
fn reached(bills: &[Bill], all: &Scored, order: Order, calls: usize, times: Option<&[u32]>) -> (f64, f64) {
    let (mut cash, mut total, mut needless, mut made) = (0.0, 0.0, 0.0, 0.0);
    let mut chance = Chance::new(7);
    for _ in 0..if order == Order::Random { 20 } else { 5 } {
        for rows in days(all).values() {
            let mut of = customers(bills, all, rows.iter().copied());
            if let Some(times) = times {
                of = of
                    .iter()
                    .flat_map(|one| std::iter::repeat_n(one.clone(), times[one.of as usize] as usize))
                    .collect();
            }
            total += of.iter().map(|one| one.at_risk).sum::<f64>();
            for one in first(of, order, calls, &mut chance) {
                cash += one.at_risk;
                needless += f64::from(u8::from(!one.stays));
                made += 1.0;
            }
        }
    }
    (cash / total, needless / made)
}

/// The response model of the replay: reached with .35; who is reached settles everything within 3 days with .60; no call
/// again within 5 days of a talk, 1 of a miss.
const REACH: f64 = 0.35;
const SETTLES: f64 = 0.60;
const SEEDS: u64 = 60;

/// Late money-days removed, per cent, over the seeds.
fn replayed(bills: &[Bill], all: &Scored, order: Order, calls: usize) -> Vec<f64> {
    let (from, to) = (day("2012-12-20"), day("2013-12-20"));
    let due = bills.iter().filter(|bill| bill.due >= from && bill.due < to);
    let base: f64 = due.map(|bill| bill.amount * f64::from(bill.late)).sum();
    let days = days(all);
    let one = |seed: u64| {
        let mut chance = Chance::new(seed);
        let (mut paid, mut blocked): (BTreeMap<usize, i32>, BTreeMap<u32, i32>) = (BTreeMap::new(), BTreeMap::new());
        for (at, rows) in &days {
            let open = |row: &usize| {
                let morning = &all.mornings[*row];
                paid.get(&morning.bill).is_none_or(|day| day > at)
                    && blocked.get(&morning.customer).is_none_or(|day| day <= at)
            };
            let rows: Vec<usize> = rows.iter().copied().filter(open).collect();
            let of = customers(bills, all, rows.into_iter());
            let of = if order == Order::Oracle {
                of.into_iter().map(|one| Customer { at_risk: one.left, ..one }).collect()
            } else {
                of
            };
            for called in first(of, order, calls, &mut chance) {
                if chance.unit() >= REACH {
                    blocked.insert(called.of, at + 1);
                    continue;
                }
                blocked.insert(called.of, at + 5);
                if chance.unit() < SETTLES {
                    for row in called.rows {
                        let place = all.mornings[row].bill;
                        if bills[place].settled > at + 3 && paid.get(&place).is_none_or(|day| *day > at + 3) {
                            paid.insert(place, at + 3);
                        }
                    }
                }
            }
        }
        let saved: f64 =
            paid.iter().map(|(place, on)| bills[*place].amount * f64::from(bills[*place].settled - on)).sum();
        100.0 * saved / base
    };
    (0..SEEDS).map(one).collect()
}

pub fn measure(data: &Path) {
    let bills = bills(data);
    let end = day("2013-12-20");
    let fits = [day("2013-01-01"), day("2013-07-01")];
    let all = scored(&bills, &fits, end, &Settings::default(), &[]);
    println!("Daily, 2013: still unpaid in 7 days, scored afresh every working day");
    line("this card", &all.ours, "ref .662 / .2136 / .046; floor .66");
    line("the reference's, refitted", &all.theirs, "");
    println!("  beats the reference's in {} of 10 seeded bootstraps by customer", wins(&all.ours, &all.theirs));
    let months: Vec<i32> = (1..=12).map(|month| day(&format!("2013-{month:02}-01"))).collect();
    let monthly = scored(&bills, &months, end, &Settings::default(), &[]);
    line("this card, refitted every month", &monthly.ours, "");
    println!("The first calls of a day (ref: this card's line .527 / .440, .730 / .504; oldest .318, best .768)");
    for (order, name) in ORDERS {
        let (three, five) = (reached(&bills, &all, order, 3, None), reached(&bills, &all, order, 5, None));
        println!(
            "  {name:<34} at-risk cash @3 {:.3} needless {:.3}   @5 {:.3} needless {:.3}",
            three.0, three.1, five.0, five.1
        );
    }
    let mut chance = Chance::new(2013);
    let (mut cash, mut needless, mut beats) = (vec![], vec![], 0);
    for draw in 0..200 {
        let times = drawn(100, &mut chance);
        let ours = reached(&bills, &all, Order::Ours, 3, Some(&times));
        if draw < 10 {
            beats += usize::from(ours.0 > reached(&bills, &all, Order::Theirs, 3, Some(&times)).0);
        }
        cash.push(ours.0);
        needless.push(ours.1);
    }
    let (cash, needless) = (interval(cash).unwrap_or_default(), interval(needless).unwrap_or_default());
    println!(
        "  95 %, customers drawn again: at-risk cash @3 {:.3}-{:.3}, needless {:.3}-{:.3}; beats the reference's in {beats} of 10 draws",
        cash.0, cash.1, needless.0, needless.1
    );
    let (mut areas, mut cash, mut needless) = (vec![], vec![], vec![]);
    for settings in other_draws() {
        let all = scored(&bills, &fits, end, &settings, &[]);
        areas.extend(auc(&all.ours));
        let three = reached(&bills, &all, Order::Ours, 3, None);
        cash.push(three.0);
        needless.push(three.1);
    }
    println!("  other draws of the trainer: AUC {}", spread(&areas));
    println!("    at-risk cash @3 {}   needless {}", spread(&cash), spread(&needless));
    let known = limit::known_beforehand(&bills, &all.mornings);
    line("own mean of both years, no card", &known, "a leak: no morning knows it");
    let known = Scored { ours: known, ..all.clone() };
    let (cash, needless) = reached(&bills, &known, Order::Ours, 3, None);
    println!("    at-risk cash @3 {cash:.3}   needless {needless:.3}");
    println!(
        "Late money-days removed, per cent; assumed: reached {REACH}, then settles within 3 days {SETTLES}, {SEEDS} seeds (ref 12.9 at one call)"
    );
    for (order, name) in ORDERS {
        let said: Vec<String> = [1, 2, 3]
            .map(|calls| {
                let all = replayed(&bills, &all, order, calls);
                let mean = all.iter().sum::<f64>() / all.len() as f64;
                let spread =
                    (all.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / all.len() as f64 / all.len() as f64)
                        .sqrt();
                format!("{calls} a day {mean:.2} (se {spread:.2})")
            })
            .to_vec();
        println!("  {name:<34} {}", said.join("   "));
    }
}

/// The year before, over settings and features.
pub fn tune(data: &Path) {
    let bills = bills(data);
    let fits: Vec<i32> = ["2012-07-01", "2012-08-15", "2012-10-01", "2012-11-15"].map(day).to_vec();
    let end = day("2012-12-31");
    println!("Daily in 2012");
    let try_one = |name: &str, settings: &Settings, leave: &[&str]| {
        let all = scored(&bills, &fits, end, settings, leave);
        line(name, &all.ours, "");
        let (cash, needless) = reached(&bills, &all, Order::Ours, 3, None);
        println!("      at-risk cash @3 {cash:.3} needless {needless:.3}");
        all
    };
    let base = Settings::default();
    let all = try_one("default", &base, &[]);
    line("the reference's, refitted", &all.theirs, "");
    let (cash, needless) = reached(&bills, &all, Order::Theirs, 3, None);
    println!("      at-risk cash @3 {cash:.3} needless {needless:.3}");
    for settings in super::said::grid() {
        try_one(&super::said::named(&settings), &settings, &[]);
    }
}
