//! Bank statements: every format read, whole, cut short and bent, and the readings of other parsers beside ours.
//! What never lives here: the book (see `import`), copies of the shared samples.
//! Run by `cargo test --test suite bank`.

mod bad;
mod compare;
mod fec;
mod fec_odd;
mod golden;
mod matching;
mod odd;
mod returns;
mod shares;

use std::io::BufReader;
use std::path::Path;

use relance::domain::values::Currency;
use relance::exchange::ImportError;
use relance::exchange::bank::{self, Balance, Entry, Event, Format, Head, Warning};

/// Everything a reader told of one statement.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub head: Head,
    pub entries: Vec<Entry>,
    pub balances: Vec<Balance>,
    pub closed: bool,
}

/// Everything a reader told of a file, up to where it failed.
#[derive(Debug, Default)]
pub struct Reading {
    pub statements: Vec<Told>,
    pub warnings: Vec<Warning>,
    pub error: Option<ImportError>,
}

impl Reading {
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.statements.iter().flat_map(|told| &told.entries)
    }
}

/// Reads bytes as they would be read from a file: decoded first.
pub fn read_bytes(format: Format, bytes: &[u8]) -> Reading {
    let encoding = if std::str::from_utf8(bytes).is_ok() { "utf-8" } else { "windows-1252" };
    let text = bank::Utf8::new(BufReader::new(bytes), encoding);
    let mut reading = Reading::default();
    let done = bank::read(format, text, Currency::EUR, &mut |event| {
        match event {
            Event::Statement(head) => reading.statements.push(Told { head, ..Told::default() }),
            Event::Entry(entry) => reading.statements.last_mut().unwrap().entries.push(*entry),
            Event::Close(balances) => {
                let told = reading.statements.last_mut().unwrap();
                (told.balances, told.closed) = (balances, true);
            }
            Event::Warning(warning) => reading.warnings.push(warning),
        }
        Ok::<(), ImportError>(())
    });
    reading.error = done.err();
    reading
}

pub fn read_file(format: Format, path: &Path) -> Reading {
    read_bytes(format, &std::fs::read(path).unwrap())
}

/// Our own samples, with their format.
pub fn fixtures() -> Vec<(Format, std::path::PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bank");
    let mut all = vec![];
    for format in Format::ALL {
        let folder = root.join(format.name());
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display())) {
            all.push((*format, entry.unwrap().path()));
        }
    }
    all.sort_by(|a, b| a.1.cmp(&b.1));
    assert!(all.len() >= 12, "{}", all.len());
    all
}
