//! What the targets share: bytes handed to a reader of the program as the program hands them over, its answer thrown away.
//! A reader reads, or says where it cannot: anything else - a panic, an overflow, memory without end - is a finding.
//! What never lives here: what a reader must answer (see `tests/suite`).

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::LazyLock;

use relance::domain::ledger::{DebtorFields, LedgerRow};
use relance::domain::values::{Currency, Money};
use relance::exchange::{Kind, Options, RowError, RowSink, bank, fec, heard, plan, walk};
use relance::input::Input;
use relance::term::keys::Decoder;
use relance::zone::Zone;

/// A file of this process, for readers that take a path.
static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("relance-fuzz-{}", std::process::id())));

fn as_file(bytes: &[u8]) -> &'static PathBuf {
    std::fs::write(&*FILE, bytes).expect("the folder for temporary files can be written");
    &FILE
}

struct Nowhere;

impl RowSink for Nowhere {
    type Stop = Infallible;

    fn row(&mut self, _line: u64, _given: DebtorFields, _row: &LedgerRow) -> Result<(), Infallible> {
        Ok(())
    }

    fn open(&mut self, _debtor: &str, _number: &str, _open: Money) -> Result<(), Infallible> {
        Ok(())
    }

    fn refused(&mut self, error: RowError) {
        assert!(error.line > 0, "every row error has its line");
    }
}

/// A table of a ledger, of a gateway or of the post.
pub fn table(kind: Kind, bytes: &[u8]) {
    let options = Options { kind, mapping: None, currency: Currency::EUR, zone: Zone::PARIS, open_items: None };
    if let Ok(plan) = plan(as_file(bytes), options) {
        let _either = walk(&plan, &mut Nowhere);
    }
}

/// A statement of a bank.
pub fn statement(format: bank::Format, bytes: &[u8]) {
    let _either = bank::read::<_, relance::exchange::ImportError>(format, bytes, Currency::EUR, &mut |_| Ok(()));
}

/// The accounting entries of a French company.
pub fn entries(bytes: &[u8]) {
    let asked = fec::Asked { currency: Currency::EUR, terms_days: 30 };
    if let Ok(read) = fec::read(bytes, asked, &mut |_| {}) {
        let Ok(()) = read.pour(&mut Nowhere);
    }
}

/// The calls of a telephone system.
pub fn calls(bytes: &[u8]) {
    let _either = heard::calls::<_, Infallible>(bytes, Zone::PARIS, &mut |_| Ok(()), &mut |_| {});
}

/// A message, or a box of them.
pub fn messages(bytes: &[u8]) {
    let _either = heard::messages::<Infallible>(as_file(bytes), Zone::PARIS, &mut |_| Ok(()), &mut |_| {});
}

/// The cards of an address book.
pub fn cards(bytes: &[u8]) {
    let _either = heard::cards::<_, Infallible>(bytes, &mut |_| Ok(()), &mut |_| {});
}

/// A text, where the bytes are one.
pub fn text<T>(bytes: &[u8], read: impl FnOnce(&str) -> T) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
    }
}

/// What a terminal sends, in two reads cut where the first byte says.
pub fn typed(bytes: &[u8]) {
    let Some((first, sent)) = bytes.split_first() else { return };
    let (before, after) = sent.split_at(usize::from(*first).min(sent.len()));
    let (mut decoder, mut out): (Decoder, Vec<Input>) = (Decoder::new(50), vec![]);
    decoder.feed(before, 0, &mut out);
    decoder.feed(after, 10, &mut out);
    decoder.settle(1_000, &mut out);
    assert!(out.len() <= sent.len() + 1, "no more keys than bytes");
}
