//! The French accounting export: every way of writing it gives the same customers, invoices and payments.
//! What never lives here: copies of the shared samples.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use relance::domain::ledger::{LedgerRow, is_write_off};
use relance::domain::values::{Currency, Day, Money};
use relance::exchange::ImportError;
use relance::exchange::bank::Utf8;
use relance::exchange::fec::{self, Asked, Held};
use relance::store::Store;

use super::compare::data;
use crate::support::book::{load, now, settings};
use crate::support::taken::Taken;

pub(super) fn read(bytes: &[u8]) -> Result<(Held, Taken), ImportError> {
    let encoding = if std::str::from_utf8(bytes).is_ok() { "utf-8" } else { "windows-1252" };
    let mut taken = Taken::default();
    let asked = Asked { currency: Currency::EUR, terms_days: 30 };
    let mut refused = vec![];
    let fec = fec::read(Utf8::new(BufReader::new(bytes), encoding), asked, &mut |error| refused.push(error))?;
    fec.pour(&mut taken).unwrap();
    taken.errors = refused;
    Ok((fec.held, taken))
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fec");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    assert!(all.len() >= 7);
    all
}

/// Every row in one line, without where it stood.
pub(super) fn shown(rows: &[LedgerRow]) -> Vec<String> {
    let mut all: Vec<String> = rows
        .iter()
        .map(|row| match row {
            LedgerRow::Debtor(row) => format!("debtor {} {}", row.reference, row.name),
            LedgerRow::Invoice(debtor, row) => {
                format!("invoice {debtor} {} {} due {} {}", row.number, row.issued_on, row.due_on, row.amount)
            }
            LedgerRow::Payment(debtor, row) => {
                let what = if is_write_off(&row.reference) { "write-off" } else { "payment" };
                format!("{what} {debtor} {} {} for {:?}", row.paid_on, row.amount, row.invoice)
            }
            LedgerRow::Contact(..) => panic!("no contacts in a FEC"),
        })
        .collect();
    all.sort();
    all
}

#[test]
fn every_way_of_writing_it_says_the_same() {
    let expected = [
        "debtor C0001 Pépinières Noël",
        "debtor C0002 Boulangerie Kerval",
        "invoice C0001 AV1 2026-03-01 due 2026-03-31 -24.00 EUR",
        "invoice C0001 FA1 2026-01-05 due 2026-02-20 120.00 EUR",
        "invoice C0001 FA2 2026-01-10 due 2026-02-25 240.00 EUR",
        "invoice C0002 FA3 2026-01-15 due 2026-02-14 360.00 EUR",
        "invoice C0002 FA4 2026-01-20 due 2026-02-19 600.00 EUR",
        "payment C0001 2026-02-25 120.00 EUR for \"FA1\"",
        "payment C0001 2026-02-25 240.00 EUR for \"FA2\"",
        "payment C0002 2026-02-26 500.00 EUR for \"FA4\"",
        "payment C0002 2026-02-27 60.00 EUR for \"\"",
    ];
    for path in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let done = read(&std::fs::read(&path).unwrap());
        if name.starts_with("bad-") {
            let Err(ImportError::Bank { line: 1, code: "not-fec", .. }) = done else { panic!("{name}") };
            continue;
        }
        let (held, taken) = done.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(shown(&taken.rows), expected, "{name}");
        assert_eq!((held.rows, held.kept, held.rejected), (22, 8, 0), "{name}");
        assert_eq!((held.unlettered, held.unlettered_minor), (3, 36_000 - 6_000 - 2_400), "{name}");
        let [odd] = held.unbalanced.as_slice() else { panic!("{name}: {:?}", held.unbalanced) };
        assert_eq!((odd.debtor.as_str(), odd.letter.as_str(), odd.difference.minor), ("C0002", "B", 10_000), "{name}");
    }
}

#[test]
fn every_cut_gives_a_reading_or_a_located_error() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        for end in 0..bytes.len() {
            if let Err(error) = read(&bytes[..end]) {
                assert!(
                    matches!(error, ImportError::Bank { line, .. } if line > 0),
                    "{} {end}: {error:?}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_go_in() {
    let good = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fec/tab-bom.txt")).unwrap();
    for (from, to, column) in [("120,00", "12O,00", "Debit"), ("20260105\t411000", "20261305\t411000", "EcritureDate")]
    {
        let (held, taken) = read(good.replacen(from, to, 1).as_bytes()).unwrap();
        assert_eq!(held.rejected, 1);
        assert_eq!((taken.errors[0].line, taken.errors[0].column.as_str()), (2, column));
    }
}

#[test]
fn the_shared_samples_read_and_the_large_one_ages_to_the_cent() {
    let Some(root) = data() else { return };
    for (file, kept, customers) in [
        ("fec/lsn/sample_pipe.txt", 1, "C002"),
        ("fec/lsn/sample_tab.txt", 1, "C001"),
        ("fec/odoo/odoo_l10n_fr_fec_expected.txt", 1, "7"),
    ] {
        let (held, taken) = read(&std::fs::read(root.join(file)).unwrap()).unwrap();
        assert_eq!((held.kept, held.rejected), (kept, 0), "{file}");
        assert!(shown(&taken.rows)[0].starts_with(&format!("debtor {customers} ")), "{file}");
    }
    let (held, taken) = read(&std::fs::read(root.join("fec/ibm_as_FEC20131031.txt")).unwrap()).unwrap();
    let text = std::fs::read(root.join("fec/ibm_as_FEC20131031.expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_slice(&text).unwrap();
    assert_eq!((held.rows, held.rejected), (expected["rows"].as_u64().unwrap(), 0));
    let day: Day = "2013-10-31".parse().unwrap();
    let mut store = Store::in_memory(&settings()).unwrap();
    load(&mut store, now(day, 0), "fec", &taken.rows).unwrap();
    let (mut invoices, mut open, mut overdue, mut debtors_open) = (0, vec![], vec![], 0);
    let mut buckets: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    let (cases, last) = store.night_size().unwrap();
    assert_eq!(cases, expected["debtors"].as_u64().unwrap());
    for case in 1..=last.0 {
        let state = store.case(relance::domain::values::CaseId(case), day).unwrap();
        invoices += state.items.len() as u64;
        debtors_open += u64::from(state.items.iter().any(|item| item.open_minor > 0));
        for item in state.items.iter().filter(|item| item.open_minor > 0) {
            open.push(item.open_minor);
            let late = day.since(item.due_on);
            let bucket = match late {
                ..=0 => "not due",
                1..=30 => "1-30",
                31..=60 => "31-60",
                61..=90 => "61-90",
                _ => ">90",
            };
            let slot = buckets.entry(bucket).or_default();
            *slot = (slot.0 + 1, slot.1 + item.open_minor);
            if late > 0 {
                overdue.push(item.open_minor);
            }
        }
    }
    let cents = |value: &serde_json::Value| -> i64 {
        let value: rust_decimal::Decimal = value.to_string().parse().unwrap();
        Money::from_decimal(value, Currency::EUR).unwrap().minor
    };
    assert_eq!(invoices, expected["invoices"].as_u64().unwrap());
    assert_eq!(
        (open.len() as u64, open.iter().sum::<i64>()),
        (expected["open_invoices"].as_u64().unwrap(), cents(&expected["open_amount"]))
    );
    assert_eq!(
        (overdue.len() as u64, overdue.iter().sum::<i64>()),
        (expected["overdue_invoices"].as_u64().unwrap(), cents(&expected["overdue_amount"]))
    );
    assert_eq!(debtors_open, expected["debtors_open"].as_u64().unwrap());
    for (name, figures) in expected["buckets"].as_object().unwrap() {
        let ours = buckets.get(name.as_str()).copied().unwrap_or_default();
        assert_eq!(ours, (figures[0].as_u64().unwrap(), cents(&figures[1])), "{name}");
    }
}
