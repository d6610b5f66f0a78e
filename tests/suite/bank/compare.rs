//! The shared samples: what other parsers read of them, field by field, and a checked-in table of what we read otherwise.
//! What never lives here: the samples; without `RELANCE_TEST_DATA` these tests say so and pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use relance::domain::values::Money;
use relance::exchange::bank::{BalanceKind, Format};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Reading, golden, read_file};

/// One field of one file, as they read it and as we do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    pub file: String,
    pub name: String,
    pub ours: String,
    pub theirs: String,
}

pub fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("RELANCE_TEST_DATA").map(PathBuf::from).filter(|path| path.join("formats").is_dir());
    if folder.is_none() {
        eprintln!("RELANCE_TEST_DATA names no folder with formats: not compared");
    }
    folder.map(|path| path.join("formats"))
}

/// A decimal without trailing zeros.
pub fn decimal(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |value| value.normalize().to_string())
}

fn sum(amounts: impl Iterator<Item = Money>) -> String {
    amounts.map(|money| money.to_decimal()).sum::<Decimal>().normalize().to_string()
}

fn list(values: impl Iterator<Item = String>) -> String {
    values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn texts(value: &Value) -> String {
    list(value.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or("").to_owned()))
}

struct Table<'f> {
    file: &'f str,
    out: &'f mut Vec<Field>,
}

impl Table<'_> {
    fn add(&mut self, name: &str, ours: impl ToString, theirs: impl ToString) {
        let (file, name) = (self.file.to_owned(), name.to_owned());
        self.out.push(Field { file, name, ours: ours.to_string(), theirs: theirs.to_string() });
    }
}

fn camt(file: &str, theirs: &Value, ours: &Reading, out: &mut Vec<Field>) {
    let mut table = Table { file, out };
    let signed = |credit: bool| {
        let of = ours.entries().filter(move |entry| entry.credit == credit);
        sum(of.filter_map(|entry| entry.amount).map(|money| Money::new(money.minor.abs(), money.currency)))
    };
    let currencies: BTreeSet<String> =
        ours.entries().filter_map(|entry| entry.amount).map(|money| money.currency.to_string()).collect();
    let parts = || ours.entries().flat_map(|entry| &entry.parts);
    table.add("statements", ours.statements.len(), &theirs["statements"]);
    table.add("entries", ours.entries().count(), &theirs["entries"]);
    table.add("credits", ours.entries().filter(|entry| entry.credit).count(), &theirs["credits"]);
    table.add("sum_credits", signed(true), decimal(theirs["sum_credits"].as_str().unwrap()));
    table.add("sum_debits", signed(false), decimal(theirs["sum_debits"].as_str().unwrap()));
    table.add("reversals", ours.entries().filter(|entry| entry.reversal).count(), &theirs["reversals"]);
    let details = parts().filter(|part| **part != relance::exchange::bank::Part::default()).count();
    table.add("tx_details", details, &theirs["tx_details"]);
    table.add("currencies", list(currencies.into_iter()), texts(&theirs["currencies"]));
    let balance = |balance: &relance::exchange::bank::Balance| {
        let money = balance.amount.unwrap();
        let side = if money.minor < 0 { "DBIT" } else { "CRDT" };
        format!("{} {} {side}", balance.code, Money::new(money.minor.abs(), money.currency).to_decimal().normalize())
    };
    let their_balances = theirs["balances"].as_array().into_iter().flatten().map(|one| {
        let text = |at: usize| one[at].as_str().unwrap_or("");
        format!("{} {} {}", text(0), decimal(text(1)), text(2))
    });
    let our_balances = ours.statements.iter().flat_map(|told| &told.balances).map(balance);
    table.add("balances", list(our_balances), list(their_balances));
    let iban = |account: &str| account.len() > 14 && account.as_bytes()[..2].iter().all(u8::is_ascii_uppercase);
    let accounts = ours.statements.iter().map(|told| told.head.account.clone()).filter(|account| iban(account));
    table.add("iban", list(accounts), texts(&theirs["iban"]));
    table.add("end_to_end", list(parts().map(|part| part.end_to_end.clone())), texts(&theirs["end_to_end"]));
    // free text also holds what structured blocks add: every piece of theirs must be among ours
    let remittance: Vec<&String> = parts().flat_map(|part| &part.remittance).collect();
    let missing: Vec<&str> = theirs["unstructured"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|text| !remittance.iter().any(|ours| ours == text))
        .collect();
    table.add("unstructured", missing.len(), 0);
}

fn cfonb(file: &str, theirs: &Value, ours: &Reading, out: &mut Vec<Field>) {
    let mut table = Table { file, out };
    let told = || ours.statements.iter();
    let closed = told().filter(|told| told.closed).count();
    let entries: Vec<_> = ours.entries().collect();
    let balanced = told().filter(|told| told.closed && adds_up(told).0).count();
    table.add("statements", closed, &theirs["statements"]);
    table.add("ops", entries.len(), &theirs["ops"]);
    table.add("balances_ok", balanced, &theirs["balances_ok"]);
    let figures = told().filter(|told| told.closed).map(|told| {
        let (fine, opening, sum, closing) = adds_up(told);
        format!("{opening} {sum} {closing} {fine}")
    });
    let their_figures = theirs["st"].as_array().into_iter().flatten().map(|one| {
        let number = |at: usize| decimal(&one[at].to_string());
        format!("{} {} {} {}", number(0), number(1), number(2), one[3])
    });
    table.add("st", list(figures), list(their_figures));
}

fn adds_up(told: &super::Told) -> (bool, String, String, String) {
    let of = |kind| told.balances.iter().find(|balance| balance.kind == kind).and_then(|balance| balance.amount);
    let sum: Decimal = told.entries.iter().filter_map(|entry| entry.amount).map(|money| money.to_decimal()).sum();
    let figure = |money: Option<Money>| money.map(|money| money.to_decimal()).unwrap_or_default();
    let (from, to) = (figure(of(BalanceKind::Opening)), figure(of(BalanceKind::Closing)));
    let text = |value: Decimal| value.normalize().to_string();
    (from + sum == to, text(from), text(sum), text(to))
}

fn mt940(file: &str, theirs: &Value, ours: &Reading, out: &mut Vec<Field>) {
    let mut table = Table { file, out };
    let amounts: Vec<Decimal> = ours.entries().filter_map(|e| e.amount).map(|money| money.to_decimal()).collect();
    let text = |value: Decimal| value.normalize().to_string();
    let number = |name: &str| decimal(theirs[name].as_str().unwrap());
    table.add("transactions", ours.entries().count(), &theirs["transactions"]);
    table.add("with_amount", amounts.len(), &theirs["with_amount"]);
    table.add("net", text(amounts.iter().sum()), number("net"));
    table.add("credits", text(amounts.iter().filter(|a| a.is_sign_positive()).sum()), number("credits"));
    table.add("debits", text(amounts.iter().filter(|a| a.is_sign_negative()).sum()), number("debits"));
    // the last final balance of the file, as they keep it
    let balance = |code: &str| {
        let all = ours.statements.iter().flat_map(|told| &told.balances).filter(|balance| balance.code == code);
        let mut all = all;
        all.next_back().map_or(String::new(), |balance| {
            let money = balance.amount.unwrap();
            format!("{} {} @ {}", money.to_decimal().normalize(), money.currency, balance.on.unwrap())
        })
    };
    let their_balance = |name: &str| {
        let text = theirs[name].as_str().unwrap_or("");
        text.split_once(' ').map_or(String::new(), |(amount, rest)| format!("{} {rest}", decimal(amount)))
    };
    table.add("opening", balance("60F"), their_balance("opening"));
    table.add("closing", balance("62F"), their_balance("closing"));
    let account = ours.statements.last().map_or(String::new(), |told| told.head.account.clone());
    table.add("account", account, theirs["account"].as_str().unwrap_or(""));
}

fn ofx(file: &str, theirs: &Value, ours: &Reading, out: &mut Vec<Field>) {
    if !theirs["error"].is_null() {
        // they read nothing of it; we read its one entry
        assert_eq!(ours.entries().count(), 1, "{file}");
        assert!(ours.error.is_none(), "{file}: {:?}", ours.error);
        return;
    }
    let mut table = Table { file, out };
    table.add("accounts", ours.statements.len(), &theirs["accounts"]);
    table.add("transactions", ours.entries().count(), &theirs["transactions"]);
    table.add("net", sum(ours.entries().filter_map(|entry| entry.amount)), decimal(theirs["net"].as_str().unwrap()));
    let balances = ours.statements.iter().flat_map(|told| &told.balances);
    let balances = balances.filter(|balance| balance.kind == BalanceKind::Closing).filter_map(|b| b.amount);
    let theirs = theirs["balance"].as_array().into_iter().flatten().map(|one| decimal(one.as_str().unwrap()));
    table.add("balance", list(balances.map(|m| m.to_decimal().normalize().to_string())), list(theirs));
}

/// Reads every sample of one format that stands in `expected`.
fn walk(
    root: &Path,
    expected: &Value,
    format: Format,
    compare: fn(&str, &Value, &Reading, &mut Vec<Field>),
    out: &mut Vec<Field>,
) -> usize {
    let files = expected.as_object().unwrap();
    for (file, theirs) in files {
        let ours = read_file(format, &root.join(file));
        compare(file, theirs, &ours, out);
        golden::compare(format, root, file, &ours, out);
    }
    files.len()
}

#[test]
fn every_sample_is_read_as_others_read_it_or_stands_in_the_table() {
    let Some(root) = data() else { return };
    let json = |path: &str| -> Value { serde_json::from_slice(&std::fs::read(root.join(path)).unwrap()).unwrap() };
    let (all, cfonb_all) = (json("expected.json"), json("cfonb/expected.json"));
    let mut fields = vec![];
    let mut files = walk(&root, &all["camt"], Format::Camt, camt, &mut fields);
    files += walk(&root, &cfonb_all, Format::Cfonb, cfonb, &mut fields);
    files += walk(&root, &all["mt940"], Format::Mt940, mt940, &mut fields);
    files += walk(&root, &all["ofx"], Format::Ofx, ofx, &mut fields);
    assert!(files >= 75, "{files}");
    let differ: Vec<&Field> = fields.iter().filter(|field| field.ours != field.theirs).collect();
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bank/differences.csv");
    let mut known: Vec<Field> = vec![];
    for row in csv::Reader::from_path(&table).unwrap().records() {
        let row = row.unwrap();
        assert!(row[4].split_whitespace().count() >= 3, "say why: {row:?}");
        known.push(Field {
            file: row[0].to_owned(),
            name: row[1].to_owned(),
            ours: row[2].to_owned(),
            theirs: row[3].to_owned(),
        });
    }
    let new: Vec<&&Field> = differ.iter().filter(|field| !known.contains(field)).collect();
    for field in &new {
        eprintln!("{:?}", field);
    }
    assert!(new.is_empty(), "{} of {} fields differ and do not stand in the table", new.len(), fields.len());
    let gone: Vec<&Field> = known.iter().filter(|field| !differ.contains(field)).collect();
    assert!(gone.is_empty(), "no longer differ: {gone:?}");
    let share = differ.len() * 100 / fields.len();
    eprintln!("{} fields of {files} files, {} differ", fields.len(), differ.len());
    assert!(share < 5, "{} of {} fields differ", differ.len(), fields.len());
}

#[test]
fn every_table_of_a_bank_reads_or_says_why() {
    let Some(root) = data() else { return };
    let mut read = 0;
    for entry in std::fs::read_dir(root.join("bank-csv/oca")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ours = read_file(Format::Csv, &path);
        let amounts = list(ours.entries().map(|entry| entry.amount.map_or("?".into(), |money| money.to_string())));
        let days: BTreeSet<String> =
            ours.entries().map(|e| e.booked_on.map_or("?".into(), |d| d.to_string())).collect();
        let expected = match name.as_str() {
            "balance.csv" => "-33.50 EUR · 1533.50 EUR",
            "debit_credit.csv" => "-33.50 EUR · 1533.50 EUR",
            "debit_credit_amount.csv" => "-20.00 EUR · -13.50 EUR · 33.50 EUR · 1500.00 EUR",
            "meta_data_separated_credit_debit.csv" => "-50.00 EUR · -100.00 EUR · -80.68 EUR · 1300.00 EUR",
            "multi_currency.csv" => "-33.50 USD · 1525.00 EUR",
            "original_currency.csv" | "original_currency_empty.csv" => "1525.00 EUR",
            "sample_statement_credit_card_inverse_sign_en.csv" => "33.50 USD · -1525.00 EUR",
            "sample_statement_en.csv" => "-33.50 USD · 1525.00 EUR",
            "empty_statement_en.csv" => "",
            "original_currency_no_header.csv" => {
                assert!(ours.error.is_some(), "a table without a header is not guessed at");
                continue;
            }
            other => panic!("a new sample: {other}"),
        };
        assert_eq!(amounts, expected, "{name}");
        assert!(ours.error.is_none(), "{name}");
        let fine = days.iter().all(|day| day == "2018-12-15" || day == "2020-04-01" || day == "2020-04-02");
        assert!(fine, "{name}: {days:?}");
        read += 1;
    }
    assert_eq!(read, 10);
}
