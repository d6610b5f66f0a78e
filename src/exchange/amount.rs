//! Amounts as exports write them: decimal point or comma, thousands by space, point, comma or apostrophe, minus anywhere.
//! What never lives here: how people type amounts into a form (see `i18n`), currencies' names.
//! `detect` asks which reading a column fits, `rows` reads.

use crate::domain::values::money::AMOUNT_MINOR_MAX;
use crate::domain::values::{Currency, Money};

use super::error::Reason;

/// Which sign stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

impl NumberFormat {
    /// Its name in a mapping.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    const fn marks(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// What one value says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// The same amount either way.
    Either,
    /// An amount only when the decimal mark is this one.
    Only(NumberFormat),
    /// Two different amounts: `1.234`.
    Both,
    /// No amount.
    Neither,
}

/// The bare digits and marks of a value, and its sign.
struct Bare {
    negative: bool,
    text: String,
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}')
}

fn bare(text: &str) -> Option<Bare> {
    let mut rest = text.trim();
    for sign in ["EUR", "eur", "€", "USD", "$", "GBP", "£", "CHF"] {
        rest = rest.trim_start_matches(sign).trim_end_matches(sign).trim();
    }
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (negative, rest) = (true, inner.trim());
    }
    let minus = ['-', '\u{2212}'];
    if let Some(inner) = rest.strip_prefix(minus).or_else(|| rest.strip_suffix(minus)) {
        if negative {
            return None;
        }
        (negative, rest) = (true, inner.trim());
    } else if let Some(inner) = rest.strip_prefix('+') {
        rest = inner.trim();
    }
    let fine = |c: char| c.is_ascii_digit() || c == '.' || c == ',' || is_gap(c);
    if rest.is_empty() || !rest.chars().all(fine) || !rest.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let text = rest.chars().map(|c| if is_gap(c) { ' ' } else { c }).collect();
    Some(Bare { negative, text })
}

/// Whole digits and decimals of a bare number under one reading.
fn split(bare: &str, format: NumberFormat) -> Option<(String, &str)> {
    let (decimal, thousand) = format.marks();
    let (whole, fraction) = bare.split_once(decimal).unwrap_or((bare, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let spaced = whole.contains(' ');
    if spaced && whole.contains(thousand) {
        return None;
    }
    let mut groups = whole.split(if spaced { ' ' } else { thousand });
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    if grouped && (first.is_empty() || first.len() > 3 || !groups.clone().all(|group| group.len() == 3)) {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let all_digits = whole.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == thousand);
    // ".50" is written by some; "." alone is nothing
    (all_digits && !(digits.is_empty() && fraction.is_empty())).then_some((digits, fraction))
}

/// Most amounts: digits around one mark that cannot stand before thousands.
fn marked(text: &[u8]) -> Option<NumberFormat> {
    let at = text.iter().position(|byte| !byte.is_ascii_digit())?;
    let format = match text[at] {
        b'.' => NumberFormat::Point,
        b',' => NumberFormat::Comma,
        _ => return None,
    };
    let after = &text[at + 1..];
    let thousands = after.len() == 3 && (1..=3).contains(&at);
    (text.len() > 1 && !thousands && after.iter().all(u8::is_ascii_digit)).then_some(format)
}

/// What a value says about the format of its column. Empty values say nothing and are not asked.
#[must_use]
pub fn fits(text: &str) -> Fits {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return if text.is_empty() { Fits::Neither } else { Fits::Either };
    }
    if let Some(format) = marked(text.as_bytes()) {
        return Fits::Only(format);
    }
    let Some(bare) = bare(text) else { return Fits::Neither };
    let readings = [NumberFormat::Point, NumberFormat::Comma].map(|format| {
        split(&bare.text, format).map(|(whole, fraction)| {
            (whole.trim_start_matches('0').to_owned(), fraction.trim_end_matches('0').to_owned())
        })
    });
    match readings {
        [None, None] => Fits::Neither,
        [Some(_), None] => Fits::Only(NumberFormat::Point),
        [None, Some(_)] => Fits::Only(NumberFormat::Comma),
        [Some(point), Some(comma)] => {
            if point == comma {
                return Fits::Either;
            }
            // a group of thousands never begins with 0: `0.234` has decimals
            match (bare.text.starts_with("0."), bare.text.starts_with("0,")) {
                (true, _) => Fits::Only(NumberFormat::Point),
                (_, true) => Fits::Only(NumberFormat::Comma),
                (false, false) => Fits::Both,
            }
        }
    }
}

/// Reads an amount in a known format.
pub fn read(text: &str, format: NumberFormat, currency: Currency) -> Result<Money, Reason> {
    let digits_due = currency.minor_digits() as usize;
    if let Some(minor) = plain(text.as_bytes(), format, digits_due) {
        return Ok(Money::new(minor, currency));
    }
    let bare = bare(text).ok_or(Reason::NotAnAmount)?;
    let (whole, fraction) = split(&bare.text, format).ok_or(Reason::NotAnAmount)?;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > digits_due {
        return Err(Reason::TooManyDecimals);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() + digits_due > 18 {
        return Err(Reason::AmountTooLarge);
    }
    let minor = format!("{whole}{fraction:0<digits_due$}");
    let minor: i64 = if minor.is_empty() { 0 } else { minor.parse().map_err(|_| Reason::NotAnAmount)? };
    if minor > AMOUNT_MINOR_MAX {
        return Err(Reason::AmountTooLarge);
    }
    Ok(Money::new(if bare.negative { -minor } else { minor }, currency))
}

/// The quick way for `1234.50`: digits, the decimal mark, exactly the currency's decimals.
fn plain(text: &[u8], format: NumberFormat, digits_due: usize) -> Option<i64> {
    if let [b'-', rest @ ..] = text {
        return if rest.starts_with(b"-") { None } else { plain(rest, format, digits_due).map(|minor| -minor) };
    }
    if text.len() > 14 || text.len() < digits_due + 2 || digits_due == 0 {
        return None;
    }
    let mark = text.len() - digits_due - 1;
    if text[mark] != format.marks().0 as u8 {
        return None;
    }
    let digits = text[..mark].iter().chain(&text[mark + 1..]);
    digits
        .into_iter()
        .try_fold(0i64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
        .filter(|minor| *minor <= AMOUNT_MINOR_MAX)
}

/// True for a number written with cents: after it, one without them at the very end of a file was cut.
pub(super) fn has_cents(text: &str) -> bool {
    let text = text.trim().as_bytes();
    let [.., mark, tens, ones] = text else { return false };
    matches!(mark, b'.' | b',') && tens.is_ascii_digit() && ones.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str, format: NumberFormat) -> Result<i64, Reason> {
        read(text, format, Currency::EUR).map(|money| money.minor)
    }

    #[test]
    fn amounts_are_read_as_exports_write_them() {
        use NumberFormat::{Comma, Point};
        for (text, format, due) in [
            ("1234.50", Point, 123_450),
            ("1,234.5", Point, 123_450),
            ("1 234,50 €", Comma, 123_450),
            ("1\u{202f}234,50\u{a0}€", Comma, 123_450),
            ("1.234.567,8", Comma, 123_456_780),
            ("1'234.50", Point, 123_450),
            ("-5", Point, -500),
            ("12,00-", Comma, -1_200),
            ("(12.00)", Point, -1_200),
            ("\u{2212}0,01", Comma, -1),
            ("0", Comma, 0),
            (".50", Point, 50),
            ("+7", Comma, 700),
            ("12.3400", Point, 1_234),
            ("-12.34", Point, -1_234),
        ] {
            assert_eq!(cents(text, format), Ok(due), "{text}");
        }
        let yen = "JPY".parse().unwrap();
        assert_eq!(read("1,200", Point, yen).map(|money| money.minor), Ok(1_200));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        use NumberFormat::{Comma, Point};
        for text in [
            "NaN",
            "",
            "abc",
            "1e5",
            "1.2.3",
            "12 34",
            "--5",
            "--5.00",
            "(-5)",
            "1,2,3",
            "∞",
            ".",
            "-",
            "1234567,123,1",
        ] {
            assert!(matches!(cents(text, Point), Err(Reason::NotAnAmount)), "{text}");
        }
        assert_eq!(cents("1,23,4", Comma), Err(Reason::NotAnAmount));
        assert_eq!(cents("1234567890123456789", Point), Err(Reason::AmountTooLarge));
        assert_eq!(cents("100000000000.01", Point), Err(Reason::AmountTooLarge));
        assert_eq!(cents("100000000000.00", Point), Ok(AMOUNT_MINOR_MAX));
        assert_eq!(cents("1.005", Point), Err(Reason::TooManyDecimals));
    }

    #[test]
    fn a_value_tells_what_it_can_be() {
        use NumberFormat::{Comma, Point};
        for (text, due) in [
            ("12", Fits::Either),
            ("1 234", Fits::Either),
            ("1.234", Fits::Both),
            ("1,234", Fits::Both),
            ("12.5", Fits::Only(Point)),
            ("12,5", Fits::Only(Comma)),
            ("1.234,5", Fits::Only(Comma)),
            ("1,234.5", Fits::Only(Point)),
            ("1.234.567", Fits::Only(Comma)),
            ("0.234", Fits::Only(Point)),
            ("1234.567", Fits::Only(Point)),
            ("x", Fits::Neither),
            ("1.234,567.8", Fits::Neither),
            (".", Fits::Neither),
            ("12.", Fits::Only(Point)),
            (".500", Fits::Only(Point)),
            ("1234,500", Fits::Only(Comma)),
            ("-12.50", Fits::Only(Point)),
        ] {
            assert_eq!(fits(text), due, "{text}");
        }
    }
}
