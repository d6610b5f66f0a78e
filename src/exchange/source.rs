//! A file as text rows: what encoding, what delimiter, where the header stands; read in bounded memory, however long.
//! What never lives here: what a column means.
//! `detect` looks at a file here, `rows` walks it.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest, Sha256};

use super::bank::{PIECE_BYTES_MAX, broken};
use super::error::ImportError;

/// Longest row read, in bytes: a quote that is never closed must not swallow the memory.
const ROW_BYTES_MAX: u64 = 4 << 20;
/// Bytes read at a time.
const BLOCK_BYTES: usize = 64 << 10;
/// Bytes looked at to find the delimiter.
const SAMPLE_BYTES: usize = 128 << 10;
/// Rows looked at for the same.
const SAMPLE_ROWS: usize = 60;
/// Delimiters tried.
const DELIMITERS: [u8; 4] = *b";\t,|";

/// How a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its length.
    pub bytes: u64,
    /// Name of its encoding (`UTF-8`, `windows-1252` …).
    pub encoding: &'static str,
    /// Between the cells.
    pub delimiter: u8,
    /// True when the last line has its end.
    pub ended: bool,
}

/// What a text falls into. A piece that does not end is refused once it is longer than any is, before the rest is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pieces {
    /// Rows of a table.
    Rows,
    /// Lines.
    Lines,
    /// Elements, be they all on one line.
    Elements,
    /// Records that begin with digits, be they all on one line.
    Records,
}

impl Pieces {
    const fn bytes_max(self) -> u64 {
        match self {
            Self::Rows => ROW_BYTES_MAX,
            Self::Lines | Self::Elements | Self::Records => PIECE_BYTES_MAX,
        }
    }

    /// True for a byte that every piece begins or ends with.
    fn has_mark(self, byte: u8) -> bool {
        match self {
            Self::Rows | Self::Lines => matches!(byte, b'\n' | b'\r'),
            Self::Elements => matches!(byte, b'\n' | b'\r' | b'<'),
            Self::Records => matches!(byte, b'\n' | b'\r' | b'0'..=b'9'),
        }
    }

    fn too_long(self, line: u64) -> ImportError {
        match self {
            Self::Rows => ImportError::RowTooLong { line },
            Self::Lines | Self::Elements | Self::Records => broken(line, "too-long", ""),
        }
    }

    /// Bytes since the last mark after one more part of a text; `before`: those before it. None: a piece is too long.
    fn run(self, before: u64, part: &[u8]) -> Option<u64> {
        let mark = |byte: &u8| self.has_mark(*byte);
        let first = part.iter().position(mark).unwrap_or(part.len()) as u64;
        let since = part.iter().rposition(mark).map(|at| (part.len() - at - 1) as u64);
        (before + first <= self.bytes_max()).then(|| since.unwrap_or(before + first))
    }
}

/// Looks at a whole file once: its digest, its encoding, whether it is text at all, its delimiter.
pub fn look(path: &Path, wanted_encoding: Option<&str>, wanted_delimiter: Option<u8>) -> Result<Written, ImportError> {
    let mut written = survey(File::open(path)?, wanted_encoding, Pieces::Rows)?;
    written.delimiter = match wanted_delimiter {
        Some(delimiter) => delimiter,
        None => sniff(path, &written)?,
    };
    Ok(written)
}

/// The same without the delimiter: for files that are no tables.
pub(super) fn survey(
    mut file: impl Read,
    wanted_encoding: Option<&str>,
    pieces: Pieces,
) -> Result<Written, ImportError> {
    let mut block = vec![0; BLOCK_BYTES];
    let (mut hash, mut bytes, mut lines, mut blank) = (Sha256::new(), 0u64, 1u64, true);
    let (mut utf8, mut carry): (bool, Vec<u8>) = (true, vec![]);
    let mut encoding: Option<&'static Encoding> = None;
    let (mut run, mut ended) = (0, true);
    loop {
        let n = file.read(&mut block)?;
        if n == 0 {
            break;
        }
        let part = &block[..n];
        if bytes == 0 {
            if let Some(what) = magic(part) {
                return Err(ImportError::Binary(what));
            }
            encoding = Encoding::for_bom(part).map(|(encoding, _)| encoding);
        }
        hash.update(part);
        bytes += n as u64;
        let wide = encoding == Some(UTF_16LE) || encoding == Some(UTF_16BE);
        if !wide && let Some(at) = part.iter().position(|byte| *byte == 0) {
            let line = lines + count_lines(&part[..at]);
            return Err(if bytes > 1_000 && is_mostly_odd(part) {
                ImportError::Binary("binary")
            } else {
                ImportError::Nul { line }
            });
        }
        run = pieces.run(run, part).ok_or_else(|| pieces.too_long(lines))?;
        lines += count_lines(part);
        // in UTF-16 half of a line end is a zero
        let last = part.iter().rev().find(|byte| **byte != 0);
        ended = last.map_or(ended, |byte| matches!(byte, b'\n' | b'\r' | 0x1a));
        blank &= part.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf | 0xff | 0xfe));
        utf8 = utf8 && still_utf8(&mut carry, part);
    }
    utf8 &= carry.is_empty();
    if blank {
        return Err(ImportError::Empty);
    }
    let wanted = wanted_encoding.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = wanted.or(encoding).unwrap_or(if utf8 { UTF_8 } else { WINDOWS_1252 });
    Ok(Written { sha256: hash.finalize().into(), bytes, encoding: encoding.name(), delimiter: b',', ended })
}

fn count_lines(part: &[u8]) -> u64 {
    part.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// True when a part holds more control bytes than any text would.
fn is_mostly_odd(part: &[u8]) -> bool {
    let odd = part.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    odd * 20 > part.len()
}

/// What well-known files begin with.
pub(super) fn magic(head: &[u8]) -> Option<&'static str> {
    const PAGES: [&[u8]; 3] = [b"<!doctype html", b"<html", b"<table"];
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if PAGES.iter().any(|page| text.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page))) {
        return Some("page");
    }
    const KNOWN: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "xlsx"),
        (b"\xd0\xcf\x11\xe0", "xls"),
        (b"%PDF", "pdf"),
        (b"\x1f\x8b", "gzip"),
        (b"7z\xbc\xaf", "zip"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"\x7fELF", "binary"),
        (b"SQLite format 3\0", "binary"),
    ];
    KNOWN.iter().find(|(start, _)| head.starts_with(start)).map(|(_, what)| *what)
}

/// Checks the next part of a text; `carry` holds the bytes of a character cut by the end of the part.
fn still_utf8(carry: &mut Vec<u8>, part: &[u8]) -> bool {
    let joined: Vec<u8>;
    let text = if carry.is_empty() {
        part
    } else {
        joined = carry.iter().chain(part).copied().collect();
        &joined
    };
    match std::str::from_utf8(text) {
        Ok(_) => {
            carry.clear();
            true
        }
        Err(error) if error.error_len().is_none() => {
            *carry = text[error.valid_up_to()..].to_vec();
            true
        }
        Err(_) => false,
    }
}

/// The delimiter under which most rows of the sample have the same number of cells, the more the better.
fn sniff(path: &Path, written: &Written) -> Result<u8, ImportError> {
    let mut bytes = vec![0; SAMPLE_BYTES];
    let mut text = Text::open(path, written.encoding)?;
    let mut filled = 0;
    while filled + BLOCK_BYTES / 2 <= bytes.len() {
        let n = text.read(&mut bytes[filled..])?;
        if n == 0 {
            break;
        }
        filled += n;
    }
    let sample = String::from_utf8_lossy(&bytes[..filled]);
    let first = sample.lines().next().unwrap_or("");
    if let Some(named) = first.trim().to_ascii_lowercase().strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return Ok(named);
    }
    let score = |delimiter: u8| {
        let mut counts: Vec<usize> = reader(sample.as_bytes(), delimiter)
            .records()
            .take(SAMPLE_ROWS)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .filter(|cells| *cells > 1)
            .collect();
        counts.sort_unstable();
        let runs = counts.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0]));
        runs.max().unwrap_or((0, 0))
    };
    let best = DELIMITERS.iter().copied().rev().max_by_key(|delimiter| score(*delimiter));
    Ok(best.filter(|delimiter| score(*delimiter).0 > 0).unwrap_or(b','))
}

fn reader<R: Read>(from: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(from)
}

/// The rows of a file, one after another.
pub struct Rows {
    csv: csv::Reader<Bounded<Text>>,
    budget: Rc<Cell<u64>>,
    record: csv::StringRecord,
}

/// One row of a file.
#[derive(Debug, Clone, Copy)]
pub struct Line<'r> {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its cells.
    pub record: &'r csv::StringRecord,
    /// True when it ran to the end of the file because a quote was left open.
    pub unclosed: bool,
}

/// Put after the last line of a file: a row that holds it was opened by a quote and never closed.
const END: &str = "\u{1}end\u{4}";

impl Rows {
    /// Opens a file that was looked at.
    pub fn open(path: &Path, written: &Written) -> Result<Self, ImportError> {
        if std::fs::metadata(path)?.len() != written.bytes {
            return Err(ImportError::Changed);
        }
        let budget = Rc::new(Cell::new(ROW_BYTES_MAX));
        let text = Bounded::new(Text::open(path, written.encoding)?, Rc::clone(&budget));
        Ok(Self { csv: reader(text, written.delimiter), budget, record: csv::StringRecord::new() })
    }

    /// The next row; `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<Line<'_>>, ImportError> {
        let mut record = std::mem::take(&mut self.record);
        let read = self.next_into(&mut record);
        self.record = record;
        Ok(read?.map(|(line, unclosed)| Line { line, record: &self.record, unclosed }))
    }

    /// Reads the next row into `record`: the line it begins on, and whether a quote was left open; `None` at the end.
    pub(super) fn next_into(&mut self, record: &mut csv::StringRecord) -> Result<Option<(u64, bool)>, ImportError> {
        self.budget.set(ROW_BYTES_MAX);
        let line = self.csv.position().line();
        match self.csv.read_record(record) {
            Ok(true) => {
                let last = record.iter().next_back().unwrap_or("");
                if record.len() == 1 && last == END {
                    return Ok(None);
                }
                let unclosed = last.trim_end_matches('\n').ends_with(END);
                // counted from the end, for empty lines before a row are passed over
                let ends = u64::from(!unclosed) + count_lines(record.as_slice().as_bytes());
                let line = self.csv.position().line().saturating_sub(ends);
                Ok(Some((line, unclosed)))
            }
            Ok(false) => Ok(None),
            Err(_) if self.budget.get() == 0 => Err(ImportError::RowTooLong { line }),
            Err(error) => {
                // the text was decoded before it came here: anything else is a file that changed meanwhile
                if let csv::ErrorKind::Io(error) = error.into_kind() {
                    Err(error.into())
                } else {
                    Err(ImportError::Changed)
                }
            }
        }
    }
}

/// Gives out no more than the budget between two refills of it; every line ends in `\n` and after the last stands
/// [`END`], so that lines can be counted and an open quote is known.
struct Bounded<R> {
    from: R,
    budget: Rc<Cell<u64>>,
    held_return: bool,
    last: u8,
    ended: bool,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.budget.get() == 0 {
            return Err(io::Error::other("row too long"));
        }
        if self.ended || out.len() < 16 {
            return Ok(0);
        }
        // room for a return that was held back
        let room = out.len() - 1;
        let n = self.from.read(&mut out[..room])?;
        self.budget.set(self.budget.get().saturating_sub(n as u64));
        let n = if n == 0 { self.end(out) } else { self.without_returns(out, n) };
        if let Some(last) = out[..n].last() {
            self.last = *last;
        }
        // a block of nothing but a held return is not the end
        if n == 0 && !self.ended { self.read(out) } else { Ok(n) }
    }
}

impl<R> Bounded<R> {
    fn new(from: R, budget: Rc<Cell<u64>>) -> Self {
        Self { from, budget, held_return: false, last: b'\n', ended: false }
    }

    fn end(&mut self, out: &mut [u8]) -> usize {
        self.ended = true;
        let ended = self.last == b'\n' && !self.held_return;
        let tail = format!("{}{END}\n", if ended { "" } else { "\n" });
        out[..tail.len()].copy_from_slice(tail.as_bytes());
        tail.len()
    }

    /// Drops each return before a line end; one that stands last waits for what follows.
    fn without_returns(&mut self, out: &mut [u8], n: usize) -> usize {
        if !self.held_return && !out[..n].contains(&b'\r') {
            return n;
        }
        let mut n = n;
        if std::mem::take(&mut self.held_return) && out[0] != b'\n' {
            out.copy_within(0..n, 1);
            out[0] = b'\r';
            n += 1;
        }
        let mut to = 0;
        for from in 0..n {
            let byte = out[from];
            if byte == b'\r' && from + 1 == n {
                self.held_return = true;
            } else if byte != b'\r' || out[from + 1] != b'\n' {
                out[to] = byte;
                to += 1;
            }
        }
        to
    }
}

/// A file as UTF-8, without its mark.
struct Text {
    from: BufReader<File>,
    decoder: Option<Decoder>,
    input: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Text {
    fn open(path: &Path, encoding: &str) -> io::Result<Self> {
        let mut from = BufReader::with_capacity(BLOCK_BYTES, File::open(path)?);
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
        let decoder = if encoding == UTF_8 {
            skip_mark(&mut from)?;
            None
        } else {
            Some(encoding.new_decoder_with_bom_removal())
        };
        Ok(Self { from, decoder, input: vec![], at: 0, ended: false })
    }
}

fn skip_mark(from: &mut BufReader<File>) -> io::Result<()> {
    use io::BufRead;
    if from.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        from.consume(3);
    }
    Ok(())
}

impl Read for Text {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.from.read(out) };
        // the decoder needs room for one character at least
        if out.len() < 8 {
            return Err(io::Error::other("buffer too small"));
        }
        loop {
            if self.at == self.input.len() && !self.ended {
                self.input.resize(BLOCK_BYTES, 0);
                let n = self.from.read(&mut self.input)?;
                self.input.truncate(n);
                self.at = 0;
                self.ended = n == 0;
            }
            let (result, read, written, _) = decoder.decode_to_utf8(&self.input[self.at..], out, self.ended);
            self.at += read;
            if self.ended && result == CoderResult::InputEmpty {
                // It may not be asked again; the file behind it has nothing more.
                self.decoder = None;
                return Ok(written);
            }
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let written = look(&path, None, None).unwrap();
        let mut rows = Rows::open(&path, &written).unwrap();
        let mut out = vec![];
        while let Some(Line { line, record, .. }) = rows.next_row().unwrap() {
            out.push((line, record.iter().map(str::to_owned).collect()));
        }
        out
    }

    fn lines(bytes: &[u8]) -> Vec<u64> {
        rows(bytes).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        assert_eq!(lines(b"a;b\n1;2\n3;4\n"), [1, 2, 3]);
        assert_eq!(lines(b"a;b\r\n1;2\r\n3;4"), [1, 2, 3]);
        assert_eq!(lines(b"a;b\n\n\n1;\"2\nx\"\n3;4"), [1, 4, 6]);
        assert_eq!(lines(b"a;b\r\n1;\"2\r\nx\"\r\n3;4\r\n"), [1, 2, 4]);
        assert_eq!(lines(b"a;b\n1;\"2\nx;y\n3;4"), [1, 2]);
        assert_eq!(lines(b"a;b\n1;\"2\n\""), [1, 2]);
        let long: Vec<u8> = b"a;b\r\n".iter().copied().chain(b"12;345\r\n".repeat(40_000)).collect();
        assert_eq!(lines(b"\xff\xfea\0;\0b\0\n\x001\0;\x002\0\n\0x"), [1, 2, 3], "cut within a character");
        assert_eq!(lines(&long), (1..=40_001).collect::<Vec<u64>>(), "wherever the blocks are cut");
    }

    #[test]
    fn what_does_not_end_is_refused_without_reading_on() {
        for (pieces, fill) in
            [(Pieces::Rows, b'1'), (Pieces::Lines, b'<'), (Pieces::Elements, b'1'), (Pieces::Records, b'<')]
        {
            let (max, whole) = (pieces.bytes_max(), 1 << 30);
            let mut endless = (&b"a\n<0"[..]).chain(io::repeat(fill).take(whole));
            let refused = survey(&mut endless, None, pieces).expect_err("too long");
            let (ImportError::RowTooLong { line } | ImportError::Bank { line, code: "too-long", .. }) = refused else {
                panic!("{refused:?}")
            };
            let read = whole - endless.into_inner().1.limit();
            assert!(line == 2 && read >= max && read <= max + BLOCK_BYTES as u64, "{pieces:?} {line} {read}");
            let longest = io::repeat(fill).take(max).chain(&b"\n"[..]).chain(io::repeat(fill).take(max));
            survey(longest, None, pieces).expect("as long as a piece may be");
        }
    }

    #[test]
    fn encodings_and_delimiters_are_found() {
        assert_eq!(rows("\u{feff}né\tà\n".as_bytes())[0].1, ["né", "à"]);
        assert_eq!(rows(b"n\xe9;\x80 5,00;c\n1;2;3\n")[0].1, ["né", "€ 5,00", "c"]);
        assert_eq!(rows(b"sep=;\na,1;b\n")[1].1, ["a,1", "b"]);
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("é;b\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(rows(&wide)[0].1, ["é", "b"]);
    }
}
