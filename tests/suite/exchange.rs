//! Reading files that are cut short or bent anywhere: a reading or a located error, never a panic.
//! What never lives here: the book.
//! Run by `cargo test --test suite exchange`.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use relance::domain::ledger::LedgerRow;
use relance::domain::values::Currency;
use relance::exchange::{self, ImportError, Kind, Mapping, Options, WalkError};
use relance::zone::Zone;

use crate::support::taken::Taken;

fn read(path: &Path, kind: Kind, mapping: Option<Mapping>) -> Result<Taken, ImportError> {
    let options = Options { kind, mapping, currency: Currency::EUR, zone: Zone::PARIS, open_items: None };
    let plan = exchange::plan(path, options)?;
    let mut taken = Taken::default();
    match exchange::walk(&plan, &mut taken) {
        Ok(walked) => {
            assert_eq!(walked.rows, plan.rows);
            assert_eq!(walked.rejected, taken.errors.len() as u64);
            Ok(taken)
        }
        Err(WalkError::File(error)) => Err(error),
        Err(WalkError::Sink(())) => panic!("the sink never stops"),
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import");
    let list = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
    };
    let mut all = list(&root);
    all.extend(list(&root.join("bad")));
    all.sort();
    assert!(all.len() > 20);
    all
}

fn mapping() -> Mapping {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import/one-row.toml");
    Mapping::read(&std::fs::read_to_string(path).unwrap(), Kind::Invoices).unwrap()
}

#[test]
fn every_truncation_of_every_fixture_is_a_reading_or_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.csv");
    let (mut read_well, mut refused) = (0, 0);
    for fixture in fixtures() {
        let bytes = std::fs::read(&fixture).unwrap();
        // every cut of the small ones; of the long name only some
        let step = if bytes.len() > 2_000 { 97 } else { 1 };
        for cut in (0..=bytes.len()).step_by(step) {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            // each cut as one kind, by turns; some with a mapping
            match read(&path, Kind::ALL[cut % Kind::ALL.len()], None) {
                Ok(_) => read_well += 1,
                Err(_) => refused += 1,
            }
            if cut % 7 == 0 {
                let _either = read(&path, Kind::Invoices, Some(mapping()));
            }
            if let Ok(text) = std::str::from_utf8(&bytes[..cut]) {
                let _either = Mapping::read(text, Kind::Invoices);
            }
        }
    }
    assert!(read_well > 500 && refused > 500, "{read_well} {refused}");
}

#[test]
fn the_same_rows_whatever_the_delimiter_and_line_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let text = "debtor;number;due_on;amount;name\nD1;1;2026-01-31;12,50;\"A; b, c\td\"\nD2;2;2026-02-28;7;E\n";
    let mut before: Option<Vec<LedgerRow>> = None;
    for (delimiter, ends) in [(";", "\n"), (";", "\r\n"), ("\t", "\n"), ("|", "\r\n")] {
        let text = text.replace("A; b, c\td", "A").replace(';', delimiter).replace('\n', ends);
        std::fs::write(&path, text).unwrap();
        let taken = read(&path, Kind::Invoices, None).unwrap();
        assert!(taken.errors.is_empty());
        if let Some(before) = &before {
            assert_eq!(*before, taken.rows);
        }
        before = Some(taken.rows);
    }
    std::fs::write(&path, text).unwrap();
    assert_eq!(read(&path, Kind::Invoices, None).unwrap().rows.len(), 4);
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(
        &path,
        "Balance âgée au 28/02/2026;;;\n;;;\nClient;Facture;Échéance;Montant\nD1;1;31/01/2026;5,00\n",
    )
    .unwrap();
    assert_eq!(read(&path, Kind::Invoices, None).unwrap().rows.len(), 1);
}

#[test]
fn a_row_that_never_ends_does_not_fill_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let mut bytes = b"debtor,number,due_on,amount\nD1,1,2026-01-31,5\nD2,\"".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 6 << 20));
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(read(&path, Kind::Invoices, None), Err(ImportError::RowTooLong { line: 3 })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_a_reading_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400), with_header in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.csv");
        let mut all = if with_header { b"debtor;number;due_on;amount;name\n".to_vec() } else { vec![] };
        all.extend(bytes);
        std::fs::write(&path, all).unwrap();
        for kind in Kind::ALL {
            let _either = read(&path, *kind, None);
        }
    }

    #[test]
    fn an_amount_written_is_read_back(minor in -10_000_000_000_000i64..=10_000_000_000_000, comma in any::<bool>(), gaps in any::<bool>()) {
        use relance::exchange::amount::{NumberFormat, read};
        let (whole, cents) = (minor.abs() / 100, minor.abs() % 100);
        let mut digits = whole.to_string();
        if gaps {
            let mut at = digits.len();
            while at > 3 {
                at -= 3;
                digits.insert(at, '\u{202f}');
            }
        }
        let sign = if minor < 0 { "-" } else { "" };
        let text = format!("{sign}{digits}{}{cents:02}", if comma { ',' } else { '.' });
        let format = if comma { NumberFormat::Comma } else { NumberFormat::Point };
        prop_assert_eq!(read(&text, format, Currency::EUR).map(|money| money.minor), Ok(minor));
    }
}
