//! A real ledger of 2,466 invoices, when `RELANCE_TEST_DATA` names the folder it lies in; never shipped.
//! What never lives here: a test; the importer's reading of files (it has tests of its own).
//! The stories on real data call it.

use std::path::PathBuf;

use relance::domain::ledger::{DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::values::{Currency, Day, Money};
use relance::store::Store;

use super::book::{load, now, settings};

/// An invoice of the file.
pub struct Bill {
    pub customer: String,
    pub number: String,
    pub issued_on: Day,
    pub due_on: Day,
    pub settled_on: Day,
    pub cents: i64,
}

/// Where the real data lies; says so when it does not.
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("RELANCE_TEST_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("RELANCE_TEST_DATA is not set: nothing was tried on real data");
    }
    folder
}

fn day(text: &str) -> Day {
    let parts: Vec<u32> = text.split('/').map(|part| part.parse().unwrap()).collect();
    Day::from_ymd(i32::try_from(parts[2]).unwrap(), parts[0], parts[1]).unwrap()
}

/// Every invoice of the file, `None` without the data.
pub fn bills() -> Option<Vec<Bill>> {
    let path = folder()?.join("ibm-ar/WA_Fn-UseC_-Accounts-Receivable.csv");
    let mut file = csv::Reader::from_path(path).unwrap();
    let heads = file.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (customer, number, issued, due) = (at("customerID"), at("invoiceNumber"), at("InvoiceDate"), at("DueDate"));
    let (settled, amount) = (at("SettledDate"), at("InvoiceAmount"));
    let bill = |row: csv::StringRecord| Bill {
        customer: row[customer].to_owned(),
        number: row[number].to_owned(),
        issued_on: day(&row[issued]),
        due_on: day(&row[due]),
        settled_on: day(&row[settled]),
        cents: Money::from_decimal(row[amount].parse().unwrap(), Currency::EUR).unwrap().minor,
    };
    Some(file.records().map(|row| bill(row.unwrap())).collect())
}

/// A book in memory with the whole file, loaded on a day.
pub fn book(bills: &[Bill], on: Day) -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let mut rows = Vec::new();
    for bill in bills {
        let customer = bill.customer.clone();
        rows.push(LedgerRow::Debtor(DebtorRow {
            reference: customer.clone(),
            name: customer.clone(),
            ..DebtorRow::default()
        }));
        let amount = Money::new(bill.cents, Currency::EUR);
        let (number, issued_on, due_on) = (bill.number.clone(), bill.issued_on, bill.due_on);
        rows.push(LedgerRow::Invoice(
            customer.clone(),
            InvoiceRow { number, issued_on, due_on, amount, claim: relance::domain::ledger::Claim::PLAIN },
        ));
        let paid = PaymentRow {
            reference: format!("S{}", bill.number),
            paid_on: bill.settled_on,
            amount,
            invoice: bill.number.clone(),
            method: None,
            inferred: false,
        };
        rows.push(LedgerRow::Payment(customer, paid));
    }
    load(&mut store, now(on, -3_600_000), "ibm", &rows).unwrap();
    store
}
