//! Call detail records of Asterisk and FreePBX: `Master.csv` with or without header, and the report their site exports.
//! What never lives here: whose number it is.
//! `cli` calls it.
//!
//! One call is several rows when it went through a queue or was passed on: rows of one `uniqueid` that stand near each
//! other are one call, the longest talk of them.

use std::collections::VecDeque;
use std::io::BufRead;

use csv::StringRecord;

use super::super::bank::{Text, broken};
use super::super::date::{DateFormat, read_moment};
use super::super::error::{ImportError, Reason, RowError};
use super::super::rows::WalkError;
use super::{Counts, Heard};
use crate::domain::codes::{Channel, Outcome};
use crate::domain::values::text::clean_line;
use crate::zone::Zone;

/// Calls between whose rows others may stand: a busy exchange writes them as they end.
const NEAR_CALLS: usize = 256;
/// Digits of the shortest number that is no extension.
const NUMBER_DIGITS_MIN: usize = 6;
/// Longest number or key kept, in characters.
const TEXT_CHARS_MAX: usize = 80;
/// Columns of a record without header, as Asterisk writes them; the last two only where it is told to.
const COLUMNS: [&str; 18] = [
    "accountcode",
    "src",
    "dst",
    "dcontext",
    "clid",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "uniqueid",
    "userfield",
];
/// Fewest cells of such a record.
const CELLS_MIN: usize = 16;

/// Reads the calls of a file one after another; a row that is none is told to `refused`.
pub fn calls<R: BufRead, E>(
    text: R,
    zone: Zone,
    each: &mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<Counts, WalkError<E>> {
    let (mut text, mut raw) = (Text::new(text), vec![]);
    let mut columns = None;
    let mut near: VecDeque<Heard> = VecDeque::with_capacity(NEAR_CALLS + 1);
    let mut counts = Counts::default();
    loop {
        let line = text.line();
        let Some(written) = text.next_line(&mut raw).map_err(WalkError::File)? else { break };
        if written.trim().is_empty() {
            continue;
        }
        let row = cells(&written);
        let columns = match &columns {
            Some(columns) => columns,
            None => {
                let found = &*columns.insert(Columns::of(&row).map_err(WalkError::File)?);
                if found.headed {
                    continue;
                }
                found
            }
        };
        take(columns.call(line, &row, zone), &mut counts, &mut near, each, refused)?;
    }
    for call in near {
        each(call).map_err(WalkError::Sink)?;
    }
    Ok(counts)
}

/// A row as read: a call, one that was never put through, or why it is neither.
type Read = Result<Option<Heard>, RowError>;

fn take<E>(
    read: Read,
    counts: &mut Counts,
    near: &mut VecDeque<Heard>,
    each: &mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<(), WalkError<E>> {
    counts.rows += 1;
    match read {
        Err(error) => {
            counts.rejected += 1;
            refused(error);
        }
        Ok(None) => counts.unplaced += 1,
        Ok(Some(call)) => match near.iter_mut().rev().find(|held| held.key == call.key) {
            Some(held) => held.join(call),
            None => {
                near.push_back(call);
                if near.len() > NEAR_CALLS
                    && let Some(first) = near.pop_front()
                {
                    each(first).map_err(WalkError::Sink)?;
                }
            }
        },
    }
    Ok(())
}

impl Heard {
    /// Another row of the same call: it began with the first, and what was said longest counts.
    fn join(&mut self, other: Self) {
        if other.at < self.at {
            (self.at, self.day) = (other.at, other.day);
        }
        if other.seconds >= self.seconds && (other.seconds > 0 || self.outcome_out.is_some()) {
            self.seconds = other.seconds;
            (self.outcome_in, self.outcome_out) = (other.outcome_in, other.outcome_out);
        }
        for (own, others) in [(&mut self.from, other.from), (&mut self.to, other.to)] {
            for number in others {
                if !own.contains(&number) {
                    own.push(number);
                }
            }
        }
    }
}

fn cells(line: &str) -> StringRecord {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let mut row = StringRecord::new();
    match reader.read_record(&mut row) {
        Ok(true) => row,
        Ok(false) | Err(_) => StringRecord::new(),
    }
}

/// Where each column of [`COLUMNS`] stands.
struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    headed: bool,
}

impl Columns {
    /// From the first row: a header names them, without one they are Asterisk's.
    fn of(first: &StringRecord) -> Result<Self, ImportError> {
        let names: Vec<String> = first.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let place = |name: &str| names.iter().position(|known| known == name);
        let places = COLUMNS.map(|name| place(name).or_else(|| (name == "start").then(|| place("calldate")).flatten()));
        let columns = Self { places, headed: true };
        if ["src", "dst", "start", "disposition"].iter().all(|name| columns.place(name).is_some()) {
            return Ok(columns);
        }
        if first.len() >= CELLS_MIN {
            return Ok(Self { places: std::array::from_fn(Some), headed: false });
        }
        Err(broken(1, "no-header", &clean_line(&names.join(","), TEXT_CHARS_MAX)))
    }

    fn place(&self, name: &str) -> Option<usize> {
        COLUMNS.iter().position(|known| *known == name).and_then(|at| self.places[at])
    }

    fn cell<'r>(&self, row: &'r StringRecord, name: &str) -> &'r str {
        self.place(name).and_then(|at| row.get(at)).unwrap_or("").trim()
    }

    fn call(&self, line: u64, row: &StringRecord, zone: Zone) -> Read {
        let refuse = |name: &str, reason| RowError {
            line,
            column: name.to_owned(),
            field: None,
            value: clean_line(self.cell(row, name), TEXT_CHARS_MAX),
            reason,
        };
        if !self.headed && row.len() < CELLS_MIN {
            return Err(RowError { column: String::new(), ..refuse("", Reason::Missing) });
        }
        let start = self.cell(row, "start");
        if start.is_empty() {
            return Err(refuse("start", Reason::Missing));
        }
        let (at, day) = read_moment(start, DateFormat::Iso, zone).map_err(|reason| refuse("start", reason))?;
        let seconds = self.seconds(row, "billsec").map_err(|()| refuse("billsec", Reason::NotAnAmount))?;
        let outcome = match self.cell(row, "disposition").to_uppercase().as_str() {
            "ANSWERED" => None,
            "BUSY" => Some(Outcome::Busy),
            "NO ANSWER" | "NOANSWER" => Some(Outcome::NoAnswer),
            // the exchange could not place it: nobody's telephone rang
            "FAILED" | "CONGESTION" | "CHANUNAVAIL" => return Ok(None),
            _ => return Err(refuse("disposition", Reason::NotACode)),
        };
        let (src, dst) = (self.cell(row, "src"), self.cell(row, "dst"));
        let shown = self.cell(row, "clid");
        let called = shown.split('<').next().unwrap_or("").trim_matches(|c: char| c == '"' || c.is_whitespace());
        let shown = shown.rsplit_once('<').and_then(|(_, rest)| rest.split('>').next()).unwrap_or("");
        let dialled = self.cell(row, "lastdata").split([',', '|', '&']).next().unwrap_or("");
        let dialled = dialled.rsplit('/').next().unwrap_or("").split('@').next().unwrap_or("");
        let key = match self.cell(row, "uniqueid") {
            "" => format!("{start} {src} {dst}"),
            key => key.to_owned(),
        };
        let key = clean_line(&format!("cdr {key}"), TEXT_CHARS_MAX);
        let seconds = if outcome.is_some() { 0 } else { seconds };
        Ok(Some(Heard {
            line,
            key,
            at,
            day,
            channel: Channel::Call,
            from: numbers(src, shown),
            to: numbers(dst, dialled),
            seconds,
            outcome_in: outcome,
            outcome_out: outcome,
            note: String::new(),
            numbers: vec![],
            debtor: String::new(),
            name: String::new(),
            thread: vec![],
            conversation: String::new(),
            quoted: String::new(),
            called: clean_line(called, TEXT_CHARS_MAX),
        }))
    }

    fn seconds(&self, row: &StringRecord, name: &str) -> Result<u32, ()> {
        match self.cell(row, name) {
            "" => Ok(0),
            text => text.parse().map_err(|_| ()),
        }
    }
}

/// The exchange's word first, whatever it is; then the other, when it is a number people outside have.
fn numbers(first: &str, other: &str) -> Vec<String> {
    let mut all = vec![clean_line(first, TEXT_CHARS_MAX)];
    let digits = other.chars().filter(char::is_ascii_digit).count();
    let is_number = other.chars().all(|c| c.is_ascii_digit() || "+ .-()".contains(c)) && digits >= NUMBER_DIGITS_MIN;
    let other = clean_line(other, TEXT_CHARS_MAX);
    if is_number && !all.contains(&other) {
        all.push(other);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Heard>, Counts, Vec<RowError>) {
        let (mut all, mut errors) = (vec![], vec![]);
        let mut each = |call| {
            all.push(call);
            Ok::<_, std::convert::Infallible>(())
        };
        let counts = calls(text.as_bytes(), Zone::PARIS, &mut each, &mut |error| errors.push(error)).unwrap();
        (all, counts, errors)
    }

    fn row(dst: &str, seconds: u32, disposition: &str, id: &str) -> String {
        format!(
            "\"\",\"201\",\"{dst}\",\"out\",\"\"\"Desk\"\" <201>\",\"SIP/201-1\",\"SIP/t-2\",\"Dial\",\
             \"SIP/trunk/{dst},30\",\"2026-03-02 09:15:02\",,\"2026-03-02 09:20:00\",{seconds},{seconds},\
             \"{disposition}\",\"DOCUMENTATION\",\"{id}\",\"\"\n"
        )
    }

    #[test]
    fn a_call_has_its_numbers_its_time_and_what_the_exchange_knows() {
        let text = row("0145556677", 42, "ANSWERED", "a.1") + &row("0145556688", 0, "BUSY", "a.2");
        let (all, counts, errors) = read(&text);
        assert_eq!((counts.rows, errors.len()), (2, 0));
        assert_eq!(
            (all[0].to.as_slice(), all[0].seconds, all[0].outcome_out),
            (&["0145556677".to_owned()][..], 42, None)
        );
        assert_eq!(all[0].at.to_string(), "2026-03-02T08:15:02.000Z");
        assert_eq!((all[1].seconds, all[1].outcome_out, all[1].key.as_str()), (0, Some(Outcome::Busy), "cdr a.2"));
    }

    #[test]
    fn rows_of_one_call_are_one_and_what_never_rang_is_none() {
        let text = row("600", 0, "NO ANSWER", "q.1") + &row("0145556677", 30, "ANSWERED", "q.1");
        let (all, counts, _) = read(&(text + &row("0145556677", 0, "FAILED", "q.2")));
        assert_eq!((all.len(), counts.rows, counts.unplaced), (1, 3, 1));
        assert_eq!((all[0].to.len(), all[0].seconds, all[0].outcome_out), (2, 30, None));
    }

    #[test]
    fn a_header_names_the_columns_and_a_torn_row_is_refused() {
        let text = "calldate,clid,src,dst,billsec,disposition,uniqueid\n\
                    2026-03-02 10:00:00,,+33145556677,201,12,ANSWERED,b.1\n\
                    2026-03-02 10:00:00,,1,2,x,ANSWERED,b.2\n,,,\n";
        let (all, counts, errors) = read(text);
        assert_eq!((all.len(), counts.rows, counts.rejected), (1, 3, 2));
        assert_eq!(all[0].from, ["+33145556677"]);
        let why: Vec<_> = errors.iter().map(|error| (error.line, error.reason)).collect();
        assert_eq!(why, [(3, Reason::NotAnAmount), (4, Reason::Missing)]);
        let torn = read(&(row("0145556677", 1, "ANSWERED", "c") + "\"\",\"short\"\n"));
        assert_eq!((torn.0.len(), torn.1.rejected), (1, 1));
    }
}
