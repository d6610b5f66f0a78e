//! The same trainer, with nothing special to it, on other people's payers: credit default, traffic fines, calls of a bank.
//! What never lives here: a column that says who somebody is; the amount, save where cash is counted.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use relance::ranking::features::Sense;
use relance::ranking::train::measure::{Chance, Said, auc};
use relance::ranking::train::{Column, MISSING, Settings, Table, TrainFault, fit};

use super::ibm::mille;
use super::said::{line, other_draws, spread, trained};

fn column(name: &str, sense: Sense) -> Column {
    Column { name: name.into(), sense, values: vec![] }
}

fn push(columns: &mut [Column], values: &[i32]) {
    for (column, value) in columns.iter_mut().zip(values) {
        column.values.push(*value);
    }
}

/// 30,000 accounts, default next month; five folds by chance.
pub fn credit(data: &Path) {
    let mut file = csv::Reader::from_path(data.join("uci-credit-default/UCI_Credit_Card.csv")).expect("the file");
    let heads = file.headers().expect("a head").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (status, bills, paid): (Vec<usize>, Vec<usize>, Vec<usize>) = (
        ["PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6"].map(at).to_vec(),
        (1..=6).map(|n| at(&format!("BILL_AMT{n}"))).collect(),
        (1..=6).map(|n| at(&format!("PAY_AMT{n}"))).collect(),
    );
    let (limit, outcome) = (at("LIMIT_BAL"), heads.len() - 1);
    let names =
        ["status", "status-before", "months-late", "worst-late", "mean-late", "unpaid-months", "late-of-last-3"];
    let mut columns: Vec<Column> = names.iter().map(|name| column(name, Sense::Rises)).collect();
    columns.extend([
        column("limit-use", Sense::Free),
        column("paid-share", Sense::Falls),
        column("last-paid-share", Sense::Free),
        column("use-trend", Sense::Free),
        column("paid-of-limit", Sense::Falls),
        column("last-paid-of-limit", Sense::Falls),
        column("limit-thousands", Sense::Falls),
    ]);
    let mut table = Table { columns, ..Table::default() };
    for (row, group) in file.records().map(|row| row.expect("a row")).zip(0..) {
        let number = |place: usize| row[place].parse::<f64>().expect("a number");
        let late: Vec<f64> = status.iter().map(|place| number(*place)).collect();
        let sum = |places: &[usize]| places.iter().map(|place| number(*place)).sum::<f64>();
        let above = |some: &[f64]| some.iter().filter(|late| **late > 0.0).count() as i32;
        let worst = late.iter().fold(f64::MIN, |most, late| most.max(*late)) as i32;
        let unpaid = paid.iter().filter(|place| number(**place) == 0.0).count() as i32;
        let share = |part: f64, whole: f64| mille(part, whole.max(1.0)).clamp(0, 5_000);
        let max = number(limit);
        push(
            &mut table.columns,
            &[
                late[0] as i32,
                late[1] as i32,
                above(&late),
                worst,
                mille(late.iter().map(|late| late.max(0.0)).sum(), 6.0),
                unpaid,
                above(&late[..3]),
                mille(number(bills[0]), max),
                share(sum(&paid), bills.iter().map(|place| number(*place).max(1.0)).sum()),
                share(number(paid[0]), number(bills[1])),
                mille(number(bills[0]) - number(bills[5]), max),
                share(sum(&paid), max),
                share(number(paid[0]), max),
                (max / 1_000.0) as i32,
            ],
        );
        table.outcome.push(&row[outcome] == "1");
        table.group.push(group);
    }
    let mut chance = Chance::new(0);
    let folds: Vec<u64> = table.outcome.iter().map(|_| chance.below(5)).collect();
    let rows = |keep: &dyn Fn(u64) -> bool| {
        (0_u32..).zip(&folds).filter(|(_, f)| keep(**f)).map(|(at, _)| at).collect::<Vec<u32>>()
    };
    let said: Vec<Said> = (0..5)
        .flat_map(|fold| trained(&table, &rows(&|f| f != fold), &rows(&|f| f == fold), &Settings::default()).2)
        .collect();
    println!("UCI credit default, 5 folds, sex, education, marriage and age left out");
    line("this card", &said, "ref .771 (18 features), .768 (8), LightGBM .785; floor .765");
    let all: Vec<u32> = (0..table.len() as u32).collect();
    table.columns.push(Column { name: "SEX".into(), sense: Sense::Word, values: vec![1; table.len()] });
    let refused = fit(&table, &all, &Settings::default());
    println!("  a column called SEX is refused: {}", matches!(refused, Err(TrainFault::Forbidden(_))));
}

/// Everything of one fine.
#[derive(Default, Clone)]
struct Fine {
    created: Option<i32>,
    sent: Option<i32>,
    notified: Option<i32>,
    penalty: Option<(i32, f64)>,
    expense: f64,
    article: i32,
    vehicle: i32,
    notice: i32,
    points: i32,
    payments: Vec<(i32, f64)>,
    appeals: Vec<i32>,
}

/// 10,000 fines: on the day the penalty is added, will anything be paid within 180 days?
pub fn fines(data: &Path) {
    let mut file = csv::Reader::from_path(data.join("traffic-fines/traffic_fines.csv")).expect("the file");
    let mut fines: BTreeMap<String, Fine> = BTreeMap::new();
    let start = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");
    let mut order = vec![];
    for row in file.records().map(|row| row.expect("a row")) {
        let day = (NaiveDate::parse_from_str(&row[4], "%Y-%m-%d").expect("a day") - start).num_days() as i32;
        let number = |place: usize| row[place].parse::<f64>().unwrap_or(0.0);
        if !fines.contains_key(&row[0]) {
            order.push(row[0].to_owned());
        }
        let fine = fines.entry(row[0].to_owned()).or_default();
        match &row[1] {
            "Create Fine" if fine.created.is_none() => {
                fine.created = Some(day);
                fine.article = number(6) as i32;
                fine.vehicle = i32::from(row[15].bytes().next().unwrap_or(0));
                fine.points = number(13) as i32;
            }
            "Send Fine" if fine.sent.is_none() => {
                fine.sent = Some(day);
                fine.expense = number(8);
            }
            "Insert Fine Notification" if fine.notified.is_none() => {
                fine.notified = Some(day);
                fine.notice = i32::from(row[11].bytes().next().unwrap_or(0));
            }
            "Add penalty" if fine.penalty.is_none() => fine.penalty = Some((day, number(5))),
            "Payment" => fine.payments.push((day, number(12) / 10.0)),
            other if other.to_lowercase().contains("ppeal") => fine.appeals.push(day),
            _ => {}
        }
    }
    let names = [
        "days-to-send",
        "days-to-notify",
        "days-since-fine",
        "part-paid",
        "paid-share",
        "appeal",
        "month",
        "penalty-month",
    ];
    let mut columns: Vec<Column> = names.iter().map(|name| column(name, Sense::Free)).collect();
    columns.extend(["article", "vehicle", "notice", "points"].map(|name| column(name, Sense::Word)));
    let mut table = Table { columns, ..Table::default() };
    let (mut on, mut left, mut cash, mut age) = (vec![], vec![], vec![], vec![]);
    let month = |day: i32| chrono::Datelike::month(&(start + chrono::Days::new(day as u64))) as i32;
    for fine in order.iter().map(|name| &fines[name]) {
        let Some((penalty, due)) = fine.penalty else { continue };
        let created = fine.created.unwrap_or(penalty);
        let before: f64 = fine.payments.iter().filter(|(day, _)| *day < penalty).map(|(_, sum)| sum).sum();
        let after: f64 =
            fine.payments.iter().filter(|(day, _)| *day >= penalty && *day <= penalty + 180).map(|(_, sum)| sum).sum();
        let days = |from: Option<i32>, to: Option<i32>| from.zip(to).map_or(MISSING, |(from, to)| to - from);
        push(
            &mut table.columns,
            &[
                days(fine.created, fine.sent),
                days(fine.sent, fine.notified),
                penalty - created,
                i32::from(before > 0.0),
                mille(before, due + fine.expense),
                i32::from(fine.appeals.iter().any(|day| *day < penalty)),
                month(created),
                month(penalty),
                fine.article,
                fine.vehicle,
                fine.notice,
                fine.points,
            ],
        );
        table.outcome.push(after > 0.0);
        table.group.push(on.len() as u32);
        on.push(penalty);
        left.push((due + fine.expense - before).max(0.0));
        cash.push(after);
        age.push(penalty - created);
    }
    let at = |y, m, d| (NaiveDate::from_ymd_opt(y, m, d).expect("a day") - start).num_days() as i32;
    let rows = |keep: &dyn Fn(i32) -> bool| {
        (0_u32..).zip(&on).filter(|(_, day)| keep(**day)).map(|(at, _)| at).collect::<Vec<u32>>()
    };
    let (train, test) = (rows(&|day| day < at(2007, 11, 1)), rows(&|day| day >= at(2008, 5, 1)));
    let (_, _, said) = trained(&table, &train, &test, &Settings::default());
    println!("Traffic fines, on the day of the penalty: paid within 180 days? ({} to learn from)", train.len());
    line("this card, no amount", &said, "ref .613 / .135 / .034 (with amounts), LightGBM .634; floor .61");
    let all: f64 = test.iter().map(|row| cash[*row as usize]).sum();
    let reached = |key: &dyn Fn(usize) -> f64, part: usize| {
        let mut sorted: Vec<(f64, f64)> =
            test.iter().enumerate().map(|(place, row)| (key(place), cash[*row as usize])).collect();
        sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
        100.0 * sorted.iter().take(sorted.len() * part / 100).map(|(_, cash)| cash).sum::<f64>() / all
    };
    let share = |name: &str, key: &dyn Fn(usize) -> f64| {
        println!(
            "  {name:<34} cash in the first 10 % {:.1}  20 % {:.1}  30 % {:.1}",
            reached(key, 10),
            reached(key, 20),
            reached(key, 30)
        );
    };
    share("oldest first", &|place| f64::from(age[test[place] as usize]));
    share("biggest first", &|place| left[test[place] as usize]);
    share("chance to pay x amount", &|place| said[place].probability * left[test[place] as usize]);
    println!("  (ref: P x amount 30.4 in the first 20 %; floor 30)");
    let (mut areas, mut firsts) = (vec![], vec![]);
    for settings in other_draws() {
        let said = trained(&table, &train, &test, &settings).2;
        areas.extend(auc(&said));
        firsts.push(reached(&|place| said[place].probability * left[test[place] as usize], 20));
    }
    println!("  other draws of the trainer: AUC {}   first 20 % {}", spread(&areas), spread(&firsts));
    // What the learning part says of itself: its last two months by the ones before.
    let (before, last) =
        (rows(&|day| day < at(2007, 9, 1)), rows(&|day| day >= at(2007, 9, 1) && day < at(2007, 11, 1)));
    line(
        "its own last two months",
        &trained(&table, &before, &last, &Settings::default()).2,
        "no later fine looked at",
    );
}

/// 41,188 calls in date order: the first 70 % tell the last 30 %. Only what the calls themselves say.
pub fn bank(data: &Path) {
    let path = data.join("uci-bank-marketing/bank-additional-full.csv");
    let mut file = csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the file");
    let heads = file.headers().expect("a head").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (channel, month, weekday) = (at("contact"), at("month"), at("day_of_week"));
    let (attempt, since, before, last, outcome) =
        (at("campaign"), at("pdays"), at("previous"), at("poutcome"), at("y"));
    let mut table = Table {
        columns: vec![
            column("attempt", Sense::Falls),
            column("days-since", Sense::Falls),
            column("times-before", Sense::Rises),
            column("channel", Sense::Word),
            column("last-outcome", Sense::Word),
            column("month", Sense::Word),
            column("weekday", Sense::Word),
        ],
        ..Table::default()
    };
    let mut words: Vec<String> = vec![];
    for (row, group) in file.records().map(|row| row.expect("a row")).zip(0..) {
        let number = |place: usize| row[place].parse::<i32>().expect("a number");
        let mut word = |place: usize| {
            let text = row[place].to_owned();
            words.iter().position(|known| *known == text).unwrap_or_else(|| {
                words.push(text);
                words.len() - 1
            }) as i32
        };
        let (channel, last, month, weekday) = (word(channel), word(last), word(month), word(weekday));
        let since = if number(since) == 999 { MISSING } else { number(since) };
        push(&mut table.columns, &[number(attempt), since, number(before), channel, last, month, weekday]);
        table.outcome.push(&row[outcome] == "yes");
        table.group.push(group);
    }
    let split = (table.len() * 7 / 10) as u32;
    let (train, test): (Vec<u32>, Vec<u32>) = ((0..split).collect(), (split..table.len() as u32).collect());
    let (_, _, said) = trained(&table, &train, &test, &Settings::default());
    println!("Bank calls, chance of success from the history of calls, in time order");
    line("this card", &said, "ref .705, logistic .672, LightGBM .645; floor .70");
}
