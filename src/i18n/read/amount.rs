//! Amounts as people write them: `1 234,50` `1234.50` `1.234,50` `1,234.50` `12k` `250 €`.
//! What never lives here: rules on amounts (zero, negative, above what is open): the domain decides.
//! Called through `read`.

use rust_decimal::Decimal;

use super::ReadError;
use crate::domain::values::{Currency, Money, MoneyError};

/// Longest text that can be an amount, in characters: the largest one, grouped, signed, with its currency, is 24.
const AMOUNT_CHARS_MAX: usize = 40;

/// Reads an amount of this currency. A minus sign is read (the domain refuses what must be above zero).
///
/// One mark alone followed by three digits (`1.234`) groups thousands when the currency has two decimals or none, for
/// then it can be nothing else; with three decimals it is ambiguous and refused.
pub fn amount(text: &str, currency: Currency) -> Result<Money, ReadError> {
    let (money, named) = parse(text, currency)?;
    if named && money.currency != currency { Err(ReadError::OtherCurrency) } else { Ok(money) }
}

/// Reads an amount that may name its own currency (`250 USD`), else in `default`.
pub fn amount_in(text: &str, default: Currency) -> Result<Money, ReadError> {
    parse(text, default).map(|(money, _)| money)
}

fn parse(text: &str, default: Currency) -> Result<(Money, bool), ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.chars().count() > AMOUNT_CHARS_MAX {
        return Err(ReadError::NotAnAmount);
    }
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (text, named) = strip_currency(text)?;
    let currency = named.unwrap_or(default);
    let trimmed = text.trim();
    let (figure, thousands) = match trimmed.strip_suffix(['k', 'K']) {
        Some(rest) => (rest.trim_end(), true),
        None => (trimmed, false),
    };
    let plain = plain_decimal(figure, currency, thousands)?;
    let mut value: Decimal = plain.parse().map_err(|_| ReadError::TooLarge)?;
    if thousands {
        value = value.checked_mul(Decimal::ONE_THOUSAND).ok_or(ReadError::TooLarge)?;
    }
    if negative {
        value.set_sign_negative(!value.is_zero());
    }
    let money = Money::from_decimal(value, currency).map_err(|error| match error {
        MoneyError::TooManyDecimals => ReadError::TooManyDecimals { digits: currency.minor_digits() },
        MoneyError::TooLarge => ReadError::TooLarge,
        MoneyError::NotAnAmount | MoneyError::Currency => ReadError::NotAnAmount,
    })?;
    Ok((money, named.is_some()))
}

/// Takes a currency sign or code off either end.
fn strip_currency(text: &str) -> Result<(&str, Option<Currency>), ReadError> {
    const SIGNS: [(char, &str); 3] = [('€', "EUR"), ('£', "GBP"), ('$', "USD")];
    let text = text.trim();
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign)) {
            return Ok((rest, code.parse().ok()));
        }
    }
    let letters = |c: char| c.is_ascii_alphabetic();
    let head = text.find(|c| !letters(c)).unwrap_or(text.len());
    if head == 3 {
        let currency = text[..3].parse().map_err(|_| ReadError::NotAnAmount)?;
        return Ok((&text[3..], Some(currency)));
    }
    let tail = text.rfind(|c| !letters(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    if tail > 0 && text.len() - tail == 3 {
        let currency = text[tail..].parse().map_err(|_| ReadError::NotAnAmount)?;
        return Ok((&text[..tail], Some(currency)));
    }
    Ok((text, None))
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}')
}

/// Digits with at most one point, from any way of grouping.
fn plain_decimal(figure: &str, currency: Currency, thousands: bool) -> Result<String, ReadError> {
    let unified: String = figure.chars().map(|c| if is_blank(c) { ' ' } else { c }).collect();
    if !unified.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',')) {
        return Err(ReadError::NotAnAmount);
    }
    let commas = unified.matches(',').count();
    let points = unified.matches('.').count();
    let decimal_mark = match (commas, points) {
        (0, 0) => None,
        (1, 1) => unified.chars().rev().find(|c| matches!(c, ',' | '.')),
        (1, 0) | (0, 1) => {
            let mark = if commas == 1 { ',' } else { '.' };
            lone_mark(&unified, mark, currency, thousands)?
        }
        (1, _) => Some(','),
        (_, 1) => Some('.'),
        (_, 0) | (0, _) => None,
        _ => return Err(ReadError::NotAnAmount),
    };
    let (whole, decimals) = match decimal_mark {
        Some(mark) => unified.rsplit_once(mark).ok_or(ReadError::NotAnAmount)?,
        None => (unified.as_str(), ""),
    };
    if !decimals.chars().all(|c| c.is_ascii_digit()) || (decimal_mark.is_some() && decimals.is_empty()) {
        return Err(ReadError::NotAnAmount);
    }
    let whole = ungroup(whole)?;
    Ok(if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") })
}

/// What a single mark is: the decimal mark, or one that groups.
fn lone_mark(text: &str, mark: char, currency: Currency, thousands: bool) -> Result<Option<char>, ReadError> {
    let (whole, after) = text.split_once(mark).ok_or(ReadError::NotAnAmount)?;
    let could_group = after.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    match (could_group, thousands || currency.minor_digits() >= 3) {
        (false, _) => Ok(Some(mark)),
        (true, false) => Ok(None),
        (true, true) => Err(ReadError::Ambiguous),
    }
}

/// Takes the grouping out of a whole number: one kind of mark, groups of three after the first.
fn ungroup(whole: &str) -> Result<String, ReadError> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return if whole.is_empty() { Err(ReadError::NotAnAmount) } else { Ok(whole.to_owned()) };
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let sound = groups.iter().enumerate().all(|(at, group)| {
        group.chars().all(|c| c.is_ascii_digit())
            && if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
    });
    if sound { Ok(groups.concat()) } else { Err(ReadError::NotAnAmount) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<i64, ReadError> {
        amount(text, Currency::EUR).map(|money| money.minor)
    }

    #[test]
    fn amounts_as_people_write_them() {
        for text in [
            "1234.50",
            "1234,50",
            "1 234,50",
            "1.234,50",
            "1,234.50",
            "1\u{202f}234,5",
            "1\u{a0}234,50 €",
            "€1,234.50",
            "1'234.50",
            "eur 1234,5",
            "1 234.50 EUR",
            "+1234,50",
        ] {
            assert_eq!(read(text), Ok(123_450), "{text}");
        }
        assert_eq!(read("12k"), Ok(1_200_000));
        assert_eq!(read("1,5k"), Ok(150_000));
        assert_eq!(read("1.234.567"), Ok(123_456_700));
        assert_eq!(read("1,234,567.8"), Ok(123_456_780));
        assert_eq!(read("1.234"), Ok(123_400));
        assert_eq!(read("0,5"), Ok(50));
        assert_eq!(read("0"), Ok(0));
        assert_eq!(read("-12"), Ok(-1_200));
    }

    #[test]
    fn what_is_not_an_amount_is_said_so() {
        for text in ["abc", "12 34", "1.2.3", "1,23,4", "1,", ",5", "NaN", "1e5", "--1", "1,2,3.4.5", "k", "€", "١٢"]
        {
            assert_eq!(read(text), Err(ReadError::NotAnAmount), "{text}");
        }
        assert_eq!(read("  "), Err(ReadError::Empty));
        assert_eq!(read("1234567890123456789"), Err(ReadError::TooLarge));
        assert_eq!(read(&"9".repeat(40)), Err(ReadError::TooLarge));
        assert_eq!(read("1,2345"), Err(ReadError::TooManyDecimals { digits: 2 }));
        assert_eq!(read("0.125"), Err(ReadError::TooManyDecimals { digits: 2 }));
        assert_eq!(read("12 USD"), Err(ReadError::OtherCurrency));
        assert_eq!(read("1.234k"), Err(ReadError::Ambiguous));
    }

    #[test]
    fn currencies_keep_their_digits() {
        let tnd: Currency = "TND".parse().unwrap();
        let jpy: Currency = "JPY".parse().unwrap();
        assert_eq!(amount("1.234", tnd), Err(ReadError::Ambiguous));
        assert_eq!(amount("1234,567", tnd).map(|m| m.minor), Ok(1_234_567));
        assert_eq!(amount("1,234", jpy).map(|m| m.minor), Ok(1_234));
        assert_eq!(amount("1.5", jpy), Err(ReadError::TooManyDecimals { digits: 0 }));
        assert_eq!(amount_in("12 usd", Currency::EUR).map(|m| m.currency.code().to_owned()), Ok("USD".to_owned()));
    }
}
