//! The invented ledger of `fixtures/portfolio`, read plainly and loaded as four batches of one source.
//! What never lives here: a test; the importer's reading of files (it has tests of its own).
//! The story calls it.

use std::collections::HashMap;
use std::path::Path;

use relance::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::values::{CaseId, Currency, Day, Instant, Money};
use relance::store::Store;

use super::book::{load, now, settings};

type Fields = HashMap<String, String>;

/// Friday, 5 June 2026: the day the ledger is told as of.
pub fn friday() -> Day {
    Day::from_ymd(2026, 6, 5).unwrap()
}

fn table(name: &str) -> Vec<Fields> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/portfolio").join(name);
    let mut file = csv::Reader::from_path(path).unwrap();
    file.deserialize().map(Result::unwrap).collect()
}

fn money(fields: &Fields) -> Money {
    let currency: Currency = fields["currency"].parse().unwrap();
    Money::from_decimal(fields["amount"].parse().unwrap(), currency).unwrap()
}

fn debtor(f: &Fields) -> LedgerRow {
    LedgerRow::Debtor(DebtorRow {
        reference: f["reference"].clone(),
        name: f["name"].clone(),
        kind: f["kind"].clone(),
        address: f["address"].clone(),
        postcode: f["postcode"].clone(),
        city: f["city"].clone(),
        country: f["country"].clone(),
        phones: vec![f["phone"].clone()],
        emails: vec![f["email"].clone()],
        language: f["language"].clone(),
        segment: f["segment"].clone(),
        collector: f["collector"].clone(),
        ..DebtorRow::default()
    })
}

fn invoice(f: &Fields) -> LedgerRow {
    let (issued_on, due_on) = (f["issued_on"].parse().unwrap(), f["due_on"].parse().unwrap());
    let row = InvoiceRow {
        number: f["number"].clone(),
        issued_on,
        due_on,
        amount: money(f),
        claim: relance::domain::ledger::Claim::PLAIN,
    };
    LedgerRow::Invoice(f["debtor"].clone(), row)
}

fn payment(f: &Fields) -> LedgerRow {
    let row = PaymentRow {
        reference: f["reference"].clone(),
        paid_on: f["paid_on"].parse().unwrap(),
        amount: money(f),
        invoice: f["invoice"].clone(),
        method: f["method"].parse().ok(),
        inferred: false,
    };
    LedgerRow::Payment(f["debtor"].clone(), row)
}

fn contact(f: &Fields) -> LedgerRow {
    let at: Instant = f["at"].parse().unwrap();
    let row = ContactRow {
        reference: f["reference"].clone(),
        at,
        day: Day::from_date(at.utc().date_naive()),
        channel: f["channel"].parse().unwrap(),
        direction: f["direction"].parse().unwrap(),
        outcome: f["outcome"].parse().ok(),
        collector: f["collector"].clone(),
        point: String::new(),
        seconds: f["seconds"].parse().unwrap(),
        note: String::new(),
        thread: String::new(),
        quoted: String::new(),
    };
    LedgerRow::Contact(f["debtor"].clone(), row)
}

/// Makes a row of the ledger from the fields of a line.
type Reader = fn(&Fields) -> LedgerRow;

/// A book in memory that holds the ledger, loaded on that Friday.
pub fn book() -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let files: [(&str, Reader); 4] =
        [("debtors.csv", debtor), ("invoices.csv", invoice), ("payments.csv", payment), ("contacts.csv", contact)];
    for (name, row) in files {
        let rows: Vec<LedgerRow> = table(name).iter().map(row).collect();
        load(&mut store, now(friday(), -3_600_000), name, &rows).unwrap();
    }
    store
}

/// The case of a debtor of the ledger.
pub fn case(store: &Store, reference: &str) -> CaseId {
    store.resolve(reference).unwrap().unwrap_or_else(|| panic!("a case for {reference}"))
}
