//! SWIFT MT940 and MT942: fields that begin with a tag between colons, a statement from `:20:` to the next.
//! What never lives here: what the text of an entry says (see `mt940_info`).
//! `bank::read` calls it. Banks put envelopes around a statement, break lines where they like and leave fields out: what
//! is no field of ours is passed over.

use std::io::BufRead;

use super::mt940_info::inform;
use super::teller::Teller;
use super::text::Bounded;
use super::value::{Order, account, field, minor, reference, short_day};
use super::{BALANCES_MAX, Balance, BalanceKind, Entry, Event, Head, PIECE_BYTES_MAX, Part, Warning, broken};
use crate::domain::values::{Currency, Day, Money};
use crate::exchange::error::ImportError;

/// Reads fields one after another.
pub(super) fn read<R: BufRead, E: From<ImportError>>(
    text: R,
    fallback: Currency,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut text = Bounded::new(text);
    let mut raw = vec![];
    let mut reader = Reader { fallback: Some(fallback), given: Some(fallback), ..Reader::default() };
    let mut open: Option<Field> = None;
    loop {
        let at = text.line();
        let line = text.next_line(&mut raw)?;
        let Some(line) = line else { break };
        let bare = line.trim_start_matches('\u{feff}');
        if let Some(next) = Field::opening(bare, at) {
            reader.take(open.replace(next), each)?;
        } else if bare.trim_end() == "-" || bare.starts_with("-}") {
            reader.take(open.take(), each)?;
        } else if let Some(field) = &mut open {
            if (field.text.len() + bare.len()) as u64 > PIECE_BYTES_MAX {
                return Err(broken(at, "too-long", &field.tag).into());
            }
            field.text.push('\n');
            field.text.push_str(bare);
        }
    }
    if text.is_cut() && open.as_ref().is_some_and(|field| reader.lacks_end(&field.tag)) {
        return Err(broken(text.line(), "truncated", "62F").into());
    }
    reader.take(open, each)?;
    reader.finish(text.line(), each)
}

/// One tagged field.
struct Field {
    tag: String,
    text: String,
    line: u64,
}

impl Field {
    /// A field begins where a tag stands between two colons.
    fn opening(line: &str, at: u64) -> Option<Self> {
        let line = line.find(":20:").filter(|_| line.starts_with('{')).map_or(line, |place| &line[place..]);
        let (tag, rest) = line.strip_prefix(':')?.split_once(':')?;
        let known = [
            "20", "21", "25", "28", "28C", "60F", "60M", "61", "62F", "62M", "64", "65", "86", "NS", "13", "13D",
            "34F", "90D", "90C", "940",
        ];
        known.contains(&tag).then(|| Self { tag: tag.to_owned(), text: rest.to_owned(), line: at })
    }
}

#[derive(Default)]
struct Reader {
    /// Currency of a statement that names none; taken away where it names one that nobody can read.
    fallback: Option<Currency>,
    given: Option<Currency>,
    out: Teller,
    open: bool,
    seen: bool,
    entry: Option<Box<Entry>>,
    /// The text that follows an entry, over all its fields.
    info: Vec<String>,
    balances: Vec<Balance>,
}

type Each<'e, E> = &'e mut dyn FnMut(Event) -> Result<(), E>;

impl Reader {
    fn take<E: From<ImportError>>(&mut self, field: Option<Field>, each: Each<'_, E>) -> Result<(), E> {
        let Some(Field { tag, text, line }) = field else { return Ok(()) };
        match tag.as_str() {
            "20" => {
                self.close(each)?;
                (self.open, self.seen, self.fallback) = (true, true, self.given);
                self.out.begin(Head { line, id: reference(&text), ..Head::default() });
            }
            "25" => self.out.head.account = account(&text),
            "28" | "28C" if self.out.head.id.is_empty() => self.out.head.id = reference(&text),
            "60F" | "60M" => self.balance(&tag, BalanceKind::Opening, &text, line),
            "62F" | "62M" => {
                self.entry_done(each)?;
                self.balance(&tag, BalanceKind::Closing, &text, line);
            }
            "64" | "65" => self.balance(&tag, BalanceKind::Other, &text, line),
            "34F" if self.out.head.currency.is_none() => {
                self.out.head.currency = text.get(..3).and_then(|c| c.parse().ok())
            }
            "61" => {
                self.entry_done(each)?;
                (self.open, self.seen) = (true, true);
                self.entry(&text, line);
            }
            "86" | "NS" => self.info.push(text),
            _ => {}
        }
        Ok(())
    }

    fn entry_done<E>(&mut self, each: Each<'_, E>) -> Result<(), E> {
        let info = std::mem::take(&mut self.info);
        let Some(mut entry) = self.entry.take() else { return Ok(()) };
        inform(&mut entry, &info);
        self.out.tell(each)?;
        each(Event::Entry(entry))
    }

    fn close<E>(&mut self, each: Each<'_, E>) -> Result<(), E> {
        self.entry_done(each)?;
        if std::mem::take(&mut self.open) {
            self.out.tell(each)?;
            each(Event::Close(std::mem::take(&mut self.balances)))?;
        }
        Ok(())
    }

    fn finish<E: From<ImportError>>(&mut self, line: u64, each: Each<'_, E>) -> Result<(), E> {
        self.close(each)?;
        if self.seen { Ok(()) } else { Err(broken(line, "not-mt940", "").into()) }
    }

    /// True for a statement that tells what it began with and not what it came to, or that is at its beginning still; cut
    /// within a line, its last amount may be cut too.
    fn lacks_end(&self, last_tag: &str) -> bool {
        let told = |kind| self.balances.iter().any(|balance| balance.kind == kind);
        let head = ["20", "21", "25", "28", "28C", "60F", "60M"].contains(&last_tag);
        let ends = last_tag.starts_with("62") || told(BalanceKind::Closing);
        head || told(BalanceKind::Opening) && !ends
    }

    /// `C` or `D`, six digits of a day, a currency, an amount.
    fn balance(&mut self, code: &str, kind: BalanceKind, text: &str, line: u64) {
        let parts = (text.get(..1), text.get(1..7), text.get(7..10), text.get(10..));
        let (Some(sign), Some(day), Some(currency), Some(amount)) = parts else {
            self.out.warnings.push(Warning { line, code: "balance", value: field(text) });
            return;
        };
        let known = currency.parse::<Currency>().ok();
        self.fallback = self.fallback.filter(|_| known.is_some());
        self.out.head.currency = self.out.head.currency.or(known);
        let amount = known.or(self.out.head.currency).and_then(|known| {
            let minor = minor(amount.trim(), known)?;
            Some(Money::new(if sign == "D" { -minor } else { minor }, known))
        });
        if amount.is_none() || known.is_none() {
            self.out.warnings.push(Warning { line, code: "balance", value: field(text) });
        }
        let on = short_day(day, Order::Ymd);
        if self.balances.len() < BALANCES_MAX {
            self.balances.push(Balance { line, kind, code: code.to_owned(), amount, on });
        }
    }

    /// Value date, booking day, sign, amount, code, references; what follows on the next line belongs to it.
    fn entry(&mut self, text: &str, line: u64) {
        // some banks break the line inside: the amount then stands on the next
        let (first, second) = text.split_once('\n').unwrap_or((text, ""));
        let broken_inside =
            first.trim_end().ends_with(['C', 'D', 'R']) && second.starts_with(|c: char| c.is_ascii_digit());
        let (first, second) = if broken_inside {
            let (amount, rest) = second.split_once('\n').unwrap_or((second, ""));
            (format!("{}{amount}", first.trim_end()), rest)
        } else {
            (first.to_owned(), second)
        };
        let mut scan = Scan { rest: &first };
        let value = scan.digits(6);
        let value_on = self.value_day(value, line);
        let booked = scan.digits(4);
        let booked_on = value_on.and_then(|value_on| booking_day(booked, value_on));
        let mark = scan.letters(&["RC", "RD", "C", "D"]);
        let (credit, reversal) = match mark {
            "C" => (true, false),
            "RD" => (true, true),
            "RC" => (false, true),
            _ => (false, false),
        };
        // the third letter of the currency, or an R that some put after the sign
        let funds = if scan.rest.starts_with(|c: char| c.is_ascii_alphabetic()) { scan.skip(1) } else { "" };
        let amount_text = scan.amount();
        if self.out.head.currency.is_none() {
            self.out.warnings.push(Warning { line, code: "currency", value: String::new() });
        }
        let currency = self.out.head.currency.or(self.fallback);
        // a kind of entry is a capital and three signs: anything else belongs to an amount that cannot be read
        let ends = !scan.rest.starts_with(|c: char| c.is_ascii_lowercase());
        let amount = currency.filter(|_| ends).and_then(|currency| {
            let minor = minor(amount_text, currency)?;
            Some(Money::new(if credit { minor } else { -minor }, currency))
        });
        if amount.is_none() || mark.is_empty() {
            self.out.warnings.push(Warning { line, code: "amount", value: field(&first) });
        }
        let code = scan.skip(4);
        let (own, bank) = scan.rest.split_once("//").unwrap_or((scan.rest, ""));
        // sixteen characters of reference; what some write behind them is text
        let cut = own.char_indices().nth(16).map_or(own.len(), |(at, _)| at);
        let (own, beyond) = own.split_at(cut);
        let supplement = field(&format!("{beyond} {second}"));
        let part = Part { end_to_end: reference(own), ..Part::default() };
        let _third_letter = funds;
        self.entry = Some(Box::new(Entry {
            line,
            amount: amount.filter(|_| !mark.is_empty()),
            credit,
            booked: true,
            reversal,
            booked_on,
            value_on,
            bank_reference: reference(bank),
            code: field(code),
            label: supplement,
            parts: vec![part],
        }));
    }

    fn value_day(&mut self, digits: &str, line: u64) -> Option<Day> {
        // 30 February is written by banks that count thirty days a month: the last day of it
        let day = short_day(digits, Order::Ymd).or_else(|| {
            let february = digits.get(2..4) == Some("02") && matches!(digits.get(4..6), Some("29" | "30"));
            let year = digits.get(..2).filter(|_| february)?;
            short_day(&format!("{year}0229"), Order::Ymd).or_else(|| short_day(&format!("{year}0228"), Order::Ymd))
        });
        if day.is_none() {
            self.out.warnings.push(Warning { line, code: "date", value: field(digits) });
        }
        day
    }
}

/// Month and day of booking: of the year that brings it nearest to the value date.
fn booking_day(digits: &str, value_on: Day) -> Option<Day> {
    use chrono::Datelike;
    let (month, day) = (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?);
    let year = value_on.date().year();
    let near = [year - 1, year, year + 1].into_iter().filter_map(|year| Day::from_ymd(year, month, day));
    near.min_by_key(|day| day.since(value_on).abs())
}

/// The rest of a line that is read from the left.
struct Scan<'t> {
    rest: &'t str,
}

impl<'t> Scan<'t> {
    fn skip(&mut self, chars: usize) -> &'t str {
        let at = self.rest.char_indices().nth(chars).map_or(self.rest.len(), |(at, _)| at);
        let (taken, rest) = self.rest.split_at(at);
        self.rest = rest;
        taken
    }

    /// Exactly so many digits, or nothing.
    fn digits(&mut self, count: usize) -> &'t str {
        let fine = self.rest.get(..count).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if fine { self.skip(count) } else { "" }
    }

    fn letters(&mut self, words: &[&'static str]) -> &'static str {
        let Some(word) = words.iter().find(|word| self.rest.starts_with(**word)) else { return "" };
        self.rest = &self.rest[word.len()..];
        word
    }

    fn amount(&mut self) -> &'t str {
        let end = self.rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(self.rest.len());
        let (amount, rest) = self.rest.split_at(end);
        self.rest = rest;
        amount
    }
}
