//! OFX: SGML (1.x, tags that nobody closes) and XML (2.x) read alike, as a row of tags and values.
//! What never lives here: a real SGML reader; nothing is nested deeper than the tags below.
//! `bank::read` calls it.

use std::io::BufRead;

use super::teller::Teller;
use super::text::Bounded;
use super::value::{FIELD_CHARS_MAX, Order, account, field, iso_day, minor, reference, short_day};
use super::{Balance, BalanceKind, Entry, Event, Head, Part, Warning, broken};
use crate::domain::values::text::clean_line;
use crate::domain::values::{Currency, Day, Money};
use crate::exchange::error::ImportError;

/// Reads tag after tag. The header block before the first `<` says nothing the text does not.
pub(super) fn read<R: BufRead, E: From<ImportError>>(
    text: R,
    fallback: Currency,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut text = Bounded::new(text);
    let (mut raw, mut tag) = (vec![], vec![]);
    let mut reader = Reader { fallback: Some(fallback), given: Some(fallback), ..Reader::default() };
    text.until(b'<', &mut raw)?;
    loop {
        let line = text.line();
        if !text.until(b'>', &mut tag)? {
            if !tag.is_empty() {
                return Err(broken(line, "truncated", &String::from_utf8_lossy(&tag)).into());
            }
            break;
        }
        let name = String::from_utf8_lossy(&tag).trim().to_ascii_uppercase();
        if name.starts_with("!DOCTYPE") || name.starts_with("!ENTITY") {
            return Err(broken(line, "document-type", &name).into());
        }
        let more = text.until(b'<', &mut raw)?;
        let value = unescape(String::from_utf8_lossy(&raw).trim());
        reader.tag(&name, &value, line, each)?;
        if !more {
            break;
        }
    }
    reader.finish(text.line())
}

/// The five that XML knows and the space that banks write.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return clean_line(text, FIELD_CHARS_MAX);
    }
    let mut out = text.to_owned();
    for (name, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        out = out.replace(name, sign);
    }
    clean_line(&out, FIELD_CHARS_MAX)
}

#[derive(Default)]
struct Reader {
    /// Currency of a statement that names none; taken away where it names one that nobody can read.
    fallback: Option<Currency>,
    given: Option<Currency>,
    out: Teller,
    statement: bool,
    from: bool,
    document: bool,
    ended: bool,
    entry: Option<Box<Entry>>,
    amount: String,
    balance: Option<(Balance, String)>,
    balances: Vec<(Balance, String)>,
}

type Each<'e, E> = &'e mut dyn FnMut(Event) -> Result<(), E>;

impl Reader {
    fn tag<E: From<ImportError>>(&mut self, name: &str, value: &str, line: u64, each: Each<'_, E>) -> Result<(), E> {
        match name {
            "OFX" => self.document = true,
            "/OFX" => self.ended = true,
            "STMTRS" | "CCSTMTRS" => {
                self.close(each)?;
                self.out.begin(Head { line, ..Head::default() });
                (self.statement, self.fallback) = (true, self.given);
            }
            "/STMTRS" | "/CCSTMTRS" => self.close(each)?,
            "CURDEF" => {
                self.out.head.currency = value.parse().ok();
                self.fallback = self.fallback.filter(|_| value.is_empty());
                if self.out.head.currency.is_none() {
                    self.out.warnings.push(Warning { line, code: "currency", value: field(value) });
                }
            }
            "BANKACCTFROM" | "CCACCTFROM" => self.from = true,
            "/BANKACCTFROM" | "/CCACCTFROM" => self.from = false,
            "ACCTID" if self.from => self.out.head.account = account(value),
            "STMTTRN" => {
                self.entry_done(each)?;
                let entry = Entry { line, booked: true, parts: vec![Part::default()], ..Entry::default() };
                self.entry = Some(Box::new(entry));
                self.amount.clear();
            }
            "/STMTTRN" | "/BANKTRANLIST" => self.entry_done(each)?,
            "LEDGERBAL" | "AVAILBAL" => {
                self.entry_done(each)?;
                let kind = if name == "LEDGERBAL" { BalanceKind::Closing } else { BalanceKind::Other };
                let balance = Balance { line, kind, code: name.to_owned(), amount: None, on: None };
                self.balance = Some((balance, String::new()));
            }
            "/LEDGERBAL" | "/AVAILBAL" => self.balance_done(),
            _ => self.value(name, value, line),
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: &str, line: u64) {
        if let Some((balance, amount)) = &mut self.balance {
            match name {
                "BALAMT" => value.clone_into(amount),
                "DTASOF" => balance.on = day(value, line, &mut self.out.warnings),
                _ => {}
            }
            return;
        }
        let Some(entry) = &mut self.entry else { return };
        let Some(part) = entry.parts.first_mut() else { return };
        match name {
            "TRNTYPE" => entry.code = value.to_ascii_uppercase(),
            "DTPOSTED" => entry.booked_on = day(value, line, &mut self.out.warnings),
            "DTAVAIL" | "VALUEDATE" => entry.value_on = day(value, line, &mut self.out.warnings),
            "TRNAMT" => value.clone_into(&mut self.amount),
            "FITID" => entry.bank_reference = reference(value),
            "CHECKNUM" | "CHKNUM" => part.cheque = reference(value),
            "REFNUM" => part.end_to_end = reference(value),
            "NAME" => part.debtor.name = field(value),
            "PAYEE" if part.debtor.name.is_empty() => part.debtor.name = field(value),
            "ACCTID" => part.debtor.account = account(value),
            "MEMO" | "MEMO2" if !value.is_empty() => part.remittance.push(field(value)),
            "CURRENCY" | "ORIGCURRENCY" | "CURSYM" if self.out.head.currency.is_none() => {
                self.out.head.currency = value.parse().ok();
            }
            _ => {}
        }
    }

    fn money(&self, text: &str) -> Option<Money> {
        let currency = self.out.head.currency.or(self.fallback)?;
        minor(text, currency).map(|minor| Money::new(minor, currency))
    }

    fn entry_done<E>(&mut self, each: Each<'_, E>) -> Result<(), E> {
        let Some(mut entry) = self.entry.take() else { return Ok(()) };
        entry.amount = self.money(&self.amount);
        if entry.amount.is_none() {
            self.out.warnings.push(Warning { line: entry.line, code: "amount", value: field(&self.amount) });
        }
        entry.credit = entry.amount.is_some_and(|money| money.minor >= 0);
        if !entry.credit {
            for part in &mut entry.parts {
                part.creditor = std::mem::take(&mut part.debtor);
            }
        }
        self.out.tell(each)?;
        each(Event::Entry(entry))
    }

    fn balance_done(&mut self) {
        if let Some((balance, amount)) = self.balance.take() {
            self.balances.push((balance, amount));
            self.balances.truncate(super::BALANCES_MAX);
        }
    }

    fn close<E>(&mut self, each: Each<'_, E>) -> Result<(), E> {
        self.entry_done(each)?;
        self.balance_done();
        if std::mem::take(&mut self.statement) {
            let mut balances = vec![];
            for (mut balance, text) in std::mem::take(&mut self.balances) {
                balance.amount = self.money(&text);
                if balance.amount.is_none() {
                    self.out.warnings.push(Warning { line: balance.line, code: "balance", value: field(&text) });
                }
                balances.push(balance);
            }
            self.out.tell(each)?;
            each(Event::Close(balances))?;
        }
        Ok(())
    }

    fn finish<E: From<ImportError>>(&self, line: u64) -> Result<(), E> {
        if !self.document {
            return Err(broken(line, "not-ofx", "").into());
        }
        if self.statement || !self.ended { Err(broken(line, "truncated", "/OFX").into()) } else { Ok(()) }
    }
}

/// Eight digits or more; six are day, month, year; zeros are no day at all.
fn day(text: &str, line: u64, warnings: &mut Vec<Warning>) -> Option<Day> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let day = if digits.len() == 6 { short_day(&digits, Order::Dmy) } else { iso_day(&digits) };
    let nothing = text.is_empty() || (!digits.is_empty() && digits.bytes().all(|byte| byte == b'0'));
    if (day.is_none() && !nothing) || digits.len() == 6 {
        warnings.push(Warning { line, code: "date", value: field(text) });
    }
    day
}
