//! CFONB: account statements in records of 120 characters, returned debits and transfers in records of 240.
//! What never lives here: other formats.
//! `bank::read` calls it. Records stand on lines, or one after another without any; the last digit of an amount carries
//! the sign.

use std::io::BufRead;

use super::text::Bounded;
use super::value::{FIELD_CHARS_MAX, Order, account, field, reference, short_day};
use super::{BALANCES_MAX, Balance, BalanceKind, Entry, Event, Head, Part, Party, Warning, broken};
use crate::domain::values::money::AMOUNT_MINOR_MAX;
use crate::domain::values::{Currency, Money};
use crate::exchange::error::ImportError;

/// Characters of a record.
const SHORT: usize = 120;
/// Characters of a record of the returned debits.
const LONG: usize = 240;
/// Last column of an amount in the short ones.
const AMOUNT_END: usize = 104;

/// Reads a file of either width: the record code of the first one tells which.
pub(super) fn read<R: BufRead, E: From<ImportError>>(
    text: R,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut records = Records { text: Bounded::new(text), raw: vec![], width: SHORT, pending: None };
    let mut reader = Reader::default();
    while let Some((line, record)) = records.next_record()? {
        let record = Record { chars: record, line };
        let events = if records.width == LONG { reader.long(&record)? } else { reader.short(&record)? };
        for event in events {
            each(event)?;
        }
    }
    for event in reader.finish(records.text.line())? {
        each(event)?;
    }
    Ok(())
}

/// Cuts a text into records.
struct Records<R> {
    text: Bounded<R>,
    raw: Vec<u8>,
    width: usize,
    /// Begun: what stands before the first record decided the width.
    pending: Option<Vec<char>>,
}

impl<R: BufRead> Records<R> {
    fn next_record(&mut self) -> Result<Option<(u64, Vec<char>)>, ImportError> {
        let mut chars: Vec<char> = self.pending.take().unwrap_or_default();
        self.text.refill();
        let mut line = self.text.line();
        loop {
            if chars.len() >= self.width {
                // the returned debits begin with record 31: twice as wide
                if self.width == SHORT && chars.starts_with(&['3', '1']) {
                    self.width = LONG;
                    continue;
                }
                return Ok(Some((line, chars)));
            }
            let Some(c) = self.next_char()? else {
                return Ok((!chars.iter().all(|c| c.is_whitespace())).then_some((line, chars)));
            };
            match c {
                '\n' if chars.iter().all(|c| c.is_whitespace()) => {
                    chars.clear();
                    self.text.refill();
                    line = self.text.line();
                }
                '\n' => return Ok(Some((line, chars))),
                '\r' => {}
                c => chars.push(c),
            }
        }
    }

    fn next_char(&mut self) -> Result<Option<char>, ImportError> {
        loop {
            let first = {
                let held = self.text.fill_buf();
                match held {
                    Ok(held) => held.first().copied(),
                    Err(error) => return Err(self.text.explain(error)),
                }
            };
            let Some(byte) = first else { return Ok(None) };
            self.text.consume(1);
            self.raw.push(byte);
            if let Ok(text) = std::str::from_utf8(&self.raw) {
                let c = text.chars().next();
                self.raw.clear();
                if c.is_some() {
                    return Ok(c);
                }
            } else if self.raw.len() >= 4 {
                self.raw.clear();
                return Ok(Some('\u{fffd}'));
            }
        }
    }
}

/// One record.
struct Record {
    chars: Vec<char>,
    line: u64,
}

impl Record {
    /// Columns `from` to `to`, counted from 1 as the standard does.
    fn raw(&self, from: usize, to: usize) -> String {
        self.chars.iter().skip(from - 1).take(to + 1 - from).collect()
    }

    fn at(&self, from: usize, to: usize) -> String {
        field(&self.raw(from, to))
    }

    fn code(&self) -> String {
        self.raw(1, 2)
    }

    /// Refuses a record of one of these codes that ends before its amount does: what stands of the amount is no amount.
    fn reaches(&self, codes: &[&str], columns: usize) -> Result<(), ImportError> {
        let code = self.code();
        let short = self.chars.len() < columns && codes.contains(&code.as_str());
        if short { Err(broken(self.line, "truncated", &code)) } else { Ok(()) }
    }
}

/// Digits whose last one carries the sign: `{` and `A` to `I` plus, `}` and `J` to `R` minus.
fn signed(text: &str, decimals: u32, currency: Currency) -> Option<i64> {
    let trimmed = text.trim();
    let last = trimmed.chars().next_back()?;
    let (digit, negative) = match last {
        '0'..='9' => (last, false),
        '{' => ('0', false),
        '}' => ('0', true),
        'A'..='I' => (char::from(b'1' + (last as u8 - b'A')), false),
        'J'..='R' => (char::from(b'1' + (last as u8 - b'J')), true),
        _ => return None,
    };
    let mut digits: String = trimmed.strip_suffix(last)?.chars().map(|c| if c == ' ' { '0' } else { c }).collect();
    digits.push(digit);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    let places = currency.minor_digits();
    let value = if decimals <= places {
        value.checked_mul(10_i64.checked_pow(places - decimals)?)?
    } else {
        let over = 10_i64.checked_pow(decimals - places)?;
        if value % over != 0 {
            return None;
        }
        value / over
    };
    (value <= AMOUNT_MINOR_MAX).then_some(if negative { -value } else { value })
}

/// What a file led to so far.
#[derive(Default)]
struct Reader {
    open: Option<Vec<Balance>>,
    entry: Option<Box<Entry>>,
    currency: Option<Currency>,
    seen: bool,
    long_head: Option<Head>,
    warnings: Vec<Event>,
}

impl Reader {
    fn entry_done(&mut self) -> Vec<Event> {
        let mut events = std::mem::take(&mut self.warnings);
        events.extend(self.entry.take().map(Event::Entry));
        events
    }

    fn warn(&mut self, line: u64, code: &'static str, value: &str) {
        self.warnings.push(Event::Warning(Warning { line, code, value: field(value) }));
    }

    fn money(&mut self, record: &Record, from: usize, to: usize) -> Option<Money> {
        let decimals = record.raw(20, 20).parse().unwrap_or(2);
        let currency = record.raw(17, 19).parse().ok().or(self.currency);
        let raw = record.raw(from, to);
        let minor = currency.and_then(|currency| Some(Money::new(signed(&raw, decimals, currency)?, currency)));
        if minor.is_none() {
            self.warn(record.line, if currency.is_none() { "currency" } else { "amount" }, &raw);
        }
        minor
    }

    fn day(&mut self, record: &Record, from: usize, to: usize) -> Option<crate::domain::values::Day> {
        let raw = record.raw(from, to);
        let day = short_day(&raw, Order::Dmy);
        if day.is_none() && !raw.trim().trim_matches('0').is_empty() {
            self.warn(record.line, "date", &raw);
        }
        day
    }

    fn balance(&mut self, record: &Record, kind: BalanceKind) -> Balance {
        let amount = self.money(record, 91, 104);
        let on = self.day(record, 35, 40);
        Balance { line: record.line, kind, code: record.code(), amount, on }
    }

    fn short(&mut self, record: &Record) -> Result<Vec<Event>, ImportError> {
        self.seen = true;
        let line = record.line;
        record.reaches(&["01", "04", "07"], AMOUNT_END)?;
        match (record.code().as_str(), self.open.is_some()) {
            ("01", true) => Err(broken(line, "cfonb-not-ended", "01")),
            ("01", false) => {
                let currency = record.raw(17, 19).parse().ok();
                self.currency = currency;
                let opening = self.balance(record, BalanceKind::Opening);
                self.open = Some(vec![opening]);
                let account = account(&format!("{}{}{}", record.raw(3, 7), record.raw(12, 16), record.raw(22, 32)));
                let mut events = vec![Event::Statement(Head { line, id: String::new(), account, currency })];
                events.append(&mut self.warnings);
                Ok(events)
            }
            ("04", true) => {
                let events = self.entry_done();
                self.operation(record);
                Ok(events)
            }
            ("05", true) => {
                if self.entry.is_none() {
                    return Err(broken(line, "cfonb-detail-alone", &record.at(46, 48)));
                }
                self.detail(record);
                Ok(vec![])
            }
            ("07", true) => {
                let closing = self.balance(record, BalanceKind::Closing);
                let mut events = self.entry_done();
                let mut balances = self.open.take().unwrap_or_default();
                if balances.len() < BALANCES_MAX {
                    balances.push(closing);
                }
                events.push(Event::Close(balances));
                Ok(events)
            }
            ("04" | "05" | "07", false) => Err(broken(line, "cfonb-not-begun", &record.code())),
            (_, true | false) => Err(broken(line, "not-cfonb", &record.at(1, 20))),
        }
    }

    fn operation(&mut self, record: &Record) {
        let amount = self.money(record, 91, 104);
        let (booked_on, value_on) = (self.day(record, 35, 40), self.day(record, 43, 48));
        let reason = record.at(41, 42);
        let label = record.at(49, 79);
        let part =
            Part { reason, structured: vec![], bank_reference: reference(&record.raw(82, 88)), ..Part::default() };
        let mut entry = Entry {
            line: record.line,
            amount,
            credit: amount.is_some_and(|money| money.minor >= 0),
            booked: true,
            reversal: false,
            booked_on,
            value_on,
            bank_reference: reference(&record.raw(105, 120)),
            code: record.at(33, 34),
            label,
            parts: vec![part],
        };
        entry.reversal = !entry.parts[0].reason.is_empty();
        self.entry = Some(Box::new(entry));
    }

    /// What a complement says, by its qualifier.
    fn detail(&mut self, record: &Record) {
        let Some(entry) = &mut self.entry else { return };
        let (qualifier, text) = (record.raw(46, 48), record.at(49, 118));
        let first = field(&record.raw(49, 83));
        let credit = entry.credit;
        let Some(part) = entry.parts.first_mut() else { return };
        let party = if credit || entry.reversal { &mut part.debtor } else { &mut part.creditor };
        match qualifier.as_str() {
            "NPY" | "NPO" => part.debtor.name = text,
            "NBE" | "NBU" => part.creditor.name = text,
            "IPY" => part.debtor.account = account(&text),
            "IBE" | "IBU" => part.creditor.account = account(&text),
            "CPY" | "IBN" if party.account.is_empty() => party.account = account(&first),
            "RCN" => part.end_to_end = reference(&first),
            "RUM" => part.mandate = reference(&first),
            "REF" => part.bank_reference = reference(&text),
            "CRE" | "RED" => part.structured.push(text),
            "MMO" | "CBE" | "BPY" | "IDY" => {}
            _ => part.remittance.push(text),
        }
    }

    /// Returned debits: 31 begins a batch, 34 is one return, 39 ends it with their sum.
    fn long(&mut self, record: &Record) -> Result<Vec<Event>, ImportError> {
        self.seen = true;
        let line = record.line;
        record.reaches(&["34", "39"], LONG)?;
        match (record.code().as_str(), self.long_head.is_some()) {
            ("31", false) => {
                let account = account(&record.raw(22, 42));
                let head = Head { line, id: String::new(), account, currency: Some(Currency::EUR) };
                self.long_head = Some(head.clone());
                Ok(vec![Event::Statement(head)])
            }
            ("34", true) => {
                self.returned(record);
                Ok(self.entry_done())
            }
            ("39", true) => {
                self.long_head = None;
                let zero = Balance {
                    line,
                    kind: BalanceKind::Opening,
                    code: "31".to_owned(),
                    amount: Some(Money::new(0, Currency::EUR)),
                    on: None,
                };
                let total = Balance {
                    kind: BalanceKind::Closing,
                    code: "39".to_owned(),
                    amount: self.total(record),
                    ..zero.clone()
                };
                let mut events = std::mem::take(&mut self.warnings);
                events.push(Event::Close(vec![zero, total]));
                Ok(events)
            }
            ("31", true) => Err(broken(line, "cfonb-not-ended", "31")),
            ("34" | "39", false) => Err(broken(line, "cfonb-not-begun", &record.code())),
            (_, true | false) => Err(broken(line, "not-cfonb", &record.at(1, 20))),
        }
    }

    /// Cents in the last twelve columns, money that left.
    fn total(&mut self, record: &Record) -> Option<Money> {
        let raw = record.raw(229, 240);
        let minor = signed(&raw, 2, Currency::EUR);
        if minor.is_none() {
            self.warn(record.line, "amount", &raw);
        }
        minor.map(|minor| Money::new(-minor.abs(), Currency::EUR))
    }

    fn returned(&mut self, record: &Record) {
        let amount = self.total(record);
        let day = self.day(record, 11, 16);
        let part = Part {
            debtor: Party { name: record.at(43, 66), account: account(&record.raw(22, 42)) },
            reason: record.at(9, 10),
            bank_reference: reference(&record.raw(223, 228)),
            remittance: vec![record.at(129, 216)],
            ..Part::default()
        };
        self.entry = Some(Box::new(Entry {
            line: record.line,
            amount,
            booked: true,
            reversal: true,
            booked_on: day,
            value_on: day,
            bank_reference: reference(&record.raw(123, 128)),
            code: record.at(9, 10),
            label: record.at(129, 216),
            parts: vec![part],
            ..Entry::default()
        }));
    }

    fn finish(&mut self, line: u64) -> Result<Vec<Event>, ImportError> {
        if self.open.is_some() || self.long_head.is_some() {
            return Err(broken(line, "truncated", if self.open.is_some() { "07" } else { "39" }));
        }
        if self.seen { Ok(vec![]) } else { Err(broken(line, "not-cfonb", "")) }
    }
}

const _: () = assert!(FIELD_CHARS_MAX >= LONG);
