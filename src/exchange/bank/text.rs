//! The text under a reader: decoded on the way, never more of it at once than the house reads, lines counted.
//! What never lives here: any format.
//! The readers of `bank` and `fec` read through it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::super::error::ImportError;
use super::super::source::{Pieces, Written, survey};
use super::{Format, PIECE_BYTES_MAX, broken};

/// Bytes decoded at a time.
const BLOCK_BYTES: usize = 16 << 10;

/// Any bytes as UTF-8 text without mark; what does not decode becomes the sign for that.
pub struct Utf8<R> {
    from: R,
    decoder: Decoder,
    input: Vec<u8>,
    at: usize,
    ended: bool,
    finished: bool,
    out: Vec<u8>,
    held: usize,
    given: usize,
}

impl<R: Read> Utf8<R> {
    /// Decodes `from` by the label of an encoding (UTF-8 when it is unknown).
    pub fn new(from: R, encoding: &str) -> Self {
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
        let decoder = encoding.new_decoder_with_bom_removal();
        let out = vec![0; BLOCK_BYTES * 3 + 16];
        Self { from, decoder, input: vec![], at: 0, ended: false, finished: false, out, held: 0, given: 0 }
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given == self.held && !self.finished {
            if self.at == self.input.len() && !self.ended {
                self.input.resize(BLOCK_BYTES, 0);
                let n = self.from.read(&mut self.input)?;
                self.input.truncate(n);
                (self.at, self.ended) = (0, n == 0);
            }
            let (state, read, written, _) =
                self.decoder.decode_to_utf8(&self.input[self.at..], &mut self.out, self.ended);
            self.at += read;
            (self.given, self.held) = (0, written);
            self.finished = self.ended && state == CoderResult::InputEmpty;
        }
        Ok(&self.out[self.given..self.held])
    }

    fn consume(&mut self, n: usize) {
        self.given += n;
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let n = held.len().min(out.len());
        out[..n].copy_from_slice(&held[..n]);
        self.consume(n);
        Ok(n)
    }
}

/// Looks at a whole file (digest, whether it is text, its encoding) and opens it; `format`: none for a table of lines.
pub fn open(path: &Path, format: Option<Format>) -> Result<(Written, Utf8<BufReader<File>>), ImportError> {
    let pieces = match format {
        Some(Format::Camt | Format::Ofx) => Pieces::Elements,
        Some(Format::Cfonb) => Pieces::Records,
        Some(Format::Mt940 | Format::Csv) | None => Pieces::Lines,
    };
    let mut written = survey(File::open(path)?, None, pieces)?;
    if written.encoding == "windows-1252"
        && let Some(encoding) = declared(path)?
    {
        written.encoding = encoding;
    }
    let text = reopen(path, &written)?;
    Ok((written, text))
}

/// Opens a file again that was looked at.
pub fn reopen(path: &Path, written: &Written) -> Result<Utf8<BufReader<File>>, ImportError> {
    if std::fs::metadata(path)?.len() != written.bytes {
        return Err(ImportError::Changed);
    }
    Ok(Utf8::new(BufReader::with_capacity(BLOCK_BYTES, File::open(path)?), written.encoding))
}

/// The encoding an XML declaration names.
fn declared(path: &Path) -> Result<Option<&'static str>, ImportError> {
    let mut head = [0; 200];
    let n = File::open(path)?.read(&mut head)?;
    let head = String::from_utf8_lossy(&head[..n]);
    let named = head.split_once("encoding=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label = named.and_then(|rest| rest.split(['"', '\'']).next()).unwrap_or("");
    Ok(Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_8).map(Encoding::name))
}

/// A text that gives out no more than a budget between two refills, and counts its lines.
pub(in crate::exchange) struct Bounded<R> {
    from: R,
    budget: u64,
    line: u64,
    cut: bool,
}

/// Said through `io::Error` when the budget is used up.
const TOO_LONG: &str = "piece too long";

impl<R: BufRead> Bounded<R> {
    pub(in crate::exchange) const fn new(from: R) -> Self {
        Self { from, budget: PIECE_BYTES_MAX, line: 1, cut: false }
    }

    /// A new piece begins.
    pub(in crate::exchange) const fn refill(&mut self) {
        self.budget = PIECE_BYTES_MAX;
    }

    /// The line the next byte stands on, from 1.
    pub(in crate::exchange) const fn line(&self) -> u64 {
        self.line
    }

    /// True when the last piece read that holds anything had no end: at the end of a text, it may have been cut there.
    pub(in crate::exchange) const fn is_cut(&self) -> bool {
        self.cut
    }

    /// Looks at what is ready to be read.
    pub(in crate::exchange) fn peek<T>(&mut self, look: impl FnOnce(&[u8]) -> T) -> Result<T, ImportError> {
        self.refill();
        Ok(look(self.from.fill_buf()?))
    }

    /// What an error of this reader means.
    pub(in crate::exchange) fn explain(&self, error: io::Error) -> ImportError {
        if self.budget == 0 { broken(self.line, "too-long", "") } else { error.into() }
    }

    /// Reads up to and without `mark` into `out` (cleared); false at the end of the text without one.
    pub(in crate::exchange) fn until(&mut self, mark: u8, out: &mut Vec<u8>) -> Result<bool, ImportError> {
        self.refill();
        out.clear();
        let n = self.read_until(mark, out).map_err(|error| self.explain(error))?;
        let found = n > 0 && out.last() == Some(&mark);
        if n > 0 {
            self.cut = !found;
        }
        if found {
            out.pop();
        }
        Ok(found)
    }

    /// The next line without its end; none after the last.
    pub(in crate::exchange) fn next_line(&mut self, raw: &mut Vec<u8>) -> Result<Option<String>, ImportError> {
        let found = self.until(b'\n', raw)?;
        if !found && raw.is_empty() {
            return Ok(None);
        }
        while raw.last() == Some(&b'\r') {
            raw.pop();
        }
        Ok(Some(String::from_utf8_lossy(raw).into_owned()))
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.budget == 0 {
            return Err(io::Error::other(TOO_LONG));
        }
        let held = self.from.fill_buf()?;
        let most = usize::try_from(self.budget).unwrap_or(usize::MAX).min(held.len());
        Ok(&held[..most])
    }

    fn consume(&mut self, n: usize) {
        if n == 0 {
            return;
        }
        // what was handed out is still there: the buffer below is filled
        if let Ok(held) = self.from.fill_buf() {
            self.line += held[..n.min(held.len())].iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        self.budget = self.budget.saturating_sub(n as u64);
        self.from.consume(n);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let n = held.len().min(out.len());
        out[..n].copy_from_slice(&held[..n]);
        self.consume(n);
        Ok(n)
    }
}
