//! Amounts and days as banks write them, exactly or not at all.
//! What never lives here: how people type them (see `i18n`), columns that must agree with each other (see `amount`).
//! The readers of `bank` and `fec` call it.

use crate::domain::values::money::AMOUNT_MINOR_MAX;
use crate::domain::values::text::clean_line;
use crate::domain::values::{Currency, Day};

/// Longest text kept of one field, in characters.
pub(super) const FIELD_CHARS_MAX: usize = 500;

/// Digits with at most one decimal mark, as whole minor units of a currency. Decimals beyond the currency's must be zeros.
/// Thousands marks are read where both marks stand: the last one is the decimal mark.
pub(in crate::exchange) fn minor(text: &str, currency: Currency) -> Option<i64> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{202f}' | '\'')).collect();
    let (negative, digits) = match (bare.strip_prefix('-'), bare.strip_suffix('-')) {
        (Some(rest), _) | (None, Some(rest)) => (true, rest),
        (None, None) => (false, bare.strip_prefix('+').unwrap_or(&bare)),
    };
    let mark = digits.rfind(['.', ',']);
    let (whole, fraction) = mark.map_or((digits, ""), |at| (&digits[..at], &digits[at + 1..]));
    let other = if digits.as_bytes().get(mark.unwrap_or(0)) == Some(&b',') { '.' } else { ',' };
    let whole: String = whole.chars().filter(|c| *c != other).collect();
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !numeric(&whole) || !numeric(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let places = currency.minor_digits() as usize;
    let (kept, beyond) = fraction.split_at(fraction.len().min(places));
    if beyond.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let all = format!("{whole}{kept:0<places$}");
    let value: i64 = all.parse().ok()?;
    (value <= AMOUNT_MINOR_MAX).then_some(if negative { -value } else { value })
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `YYYYMMDD` or `YYYY-MM-DD`, whatever follows.
pub(in crate::exchange) fn iso_day(text: &str) -> Option<Day> {
    let digits: String = text.trim().chars().take(10).filter(char::is_ascii_digit).take(8).collect();
    if digits.len() < 8 {
        return None;
    }
    Day::from_ymd(i32::try_from(number(&digits[..4])?).ok()?, number(&digits[4..6])?, number(&digits[6..8])?)
}

/// Two digits of a year: 80 to 99 are the last century's.
const fn century(year: u32) -> u32 {
    if year >= 80 { 1900 + year } else { 2000 + year }
}

/// Six digits in the order given by `order` (`ymd` or `dmy`).
pub(super) fn short_day(text: &str, order: Order) -> Option<Day> {
    let part = |at: usize| number(text.get(at..at + 2)?);
    let (year, month, day) = match order {
        Order::Ymd => (part(0)?, part(2)?, part(4)?),
        Order::Dmy => (part(4)?, part(2)?, part(0)?),
    };
    Day::from_ymd(i32::try_from(century(year)).ok()?, month, day)
}

/// Order of six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Ymd,
    Dmy,
}

/// One clean line of a field.
pub(in crate::exchange) fn field(text: &str) -> String {
    clean_line(text, FIELD_CHARS_MAX)
}

/// An account: no spaces, capitals.
pub(super) fn account(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    clean_line(&kept, 64)
}

/// A reference: what stands for "none" becomes nothing.
pub(super) fn reference(text: &str) -> String {
    let line = field(text);
    let none = ["NOTPROVIDED", "NOT PROVIDED", "NONREF", "NONE", "NON FOURNI"];
    if none.iter().any(|word| line.eq_ignore_ascii_case(word)) { String::new() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_nothing() {
        let eur = |text| minor(text, Currency::EUR);
        assert_eq!(
            [eur("8.850"), eur("1.234,50"), eur("1,234.50"), eur("9,"), eur(",5")],
            [Some(885), Some(123_450), Some(123_450), Some(900), Some(50)]
        );
        assert_eq!(
            [eur("-12,30"), eur("12,30-"), eur("+ 1006.60"), eur("000000001000,00")],
            [Some(-1_230), Some(-1_230), Some(100_660), Some(100_000)]
        );
        assert_eq!(
            [eur("1.005"), eur(""), eur("."), eur("12a"), eur("1,2,3.4.5"), eur("99999999999999999999")],
            [None; 6]
        );
        assert_eq!([eur("0"), eur("0,00"), eur("000")], [Some(0); 3]);
    }

    #[test]
    fn days_out_of_reason_are_none() {
        assert_eq!(iso_day("20260115120000[0:GMT]"), Day::from_ymd(2026, 1, 15));
        assert_eq!(iso_day("2026-01-15T10:00:00"), Day::from_ymd(2026, 1, 15));
        assert_eq!([iso_day("00000000"), iso_day("20260230"), iso_day("99991231"), iso_day("0226-01-15")], [None; 4]);
        assert_eq!(short_day("110722", Order::Ymd), Day::from_ymd(2011, 7, 22));
        assert_eq!(short_day("150519", Order::Dmy), Day::from_ymd(2019, 5, 15));
        assert_eq!(short_day("15é519", Order::Dmy), None);
    }
}
