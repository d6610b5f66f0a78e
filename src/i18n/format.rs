//! Numbers, amounts, dates and times as each language writes them.
//! What never lives here: messages; alignment (the widget's).
//! `words` calls it, and whoever formats without messages.
//!
//! Blanks inside numbers are U+00A0: one column wide everywhere, in every console font, and never a place to wrap.

use chrono::Datelike;

use super::Lang;
use crate::domain::values::{Currency, Day, Instant, Money, Sums};
use crate::zone::Zone;

/// The blank inside numbers.
pub const NBSP: char = '\u{a0}';

const WEEKDAYS: [[&str; 7]; 2] =
    [["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."], ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A whole number with its thousands set apart.
#[must_use]
pub fn count(lang: Lang, number: i64) -> String {
    grouped(lang, &number.unsigned_abs().to_string(), number < 0)
}

/// A number given in tenths: `66.7`, `66,7`.
#[must_use]
pub fn tenths(lang: Lang, value: i64) -> String {
    let mark = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    format!("{}{mark}{}", count(lang, value / 10), value.unsigned_abs() % 10)
}

fn grouped(lang: Lang, digits: &str, negative: bool) -> String {
    let mark = match lang {
        Lang::Fr => NBSP,
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() * 2);
    if negative {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// An amount without its currency: `1 234,50`, `1,234.50`.
#[must_use]
pub fn amount(lang: Lang, money: Money) -> String {
    let digits = money.currency.minor_digits();
    let unit = 10_u64.pow(digits);
    let minor = money.minor.unsigned_abs();
    let mut out = grouped(lang, &(minor / unit).to_string(), money.minor < 0);
    if digits > 0 {
        out.push(match lang {
            Lang::Fr => ',',
            Lang::En => '.',
        });
        out.push_str(&format!("{:0width$}", minor % unit, width = digits as usize));
    }
    out
}

/// An amount with its currency: `1 234,50 €`, `€1,234.50`, `CHF 1,234.50`. `ascii`: codes instead of signs.
#[must_use]
pub fn money(lang: Lang, money: Money, ascii: bool) -> String {
    let figure = amount(lang, money);
    let sign = if ascii { None } else { sign(money.currency) };
    match (lang, sign) {
        (Lang::Fr, sign) => format!("{figure}{NBSP}{}", sign.unwrap_or(money.currency.code())),
        (Lang::En, Some(sign)) => match figure.strip_prefix('-') {
            Some(rest) => format!("-{sign}{rest}"),
            None => format!("{sign}{figure}"),
        },
        (Lang::En, None) => format!("{}{NBSP}{figure}", money.currency),
    }
}

/// Signs that mean one currency only to people in Europe; the rest are written by their code.
fn sign(currency: Currency) -> Option<&'static str> {
    match currency.code() {
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        "USD" => Some("$"),
        _ => None,
    }
}

/// Sums, one amount per currency, ` + ` between; nothing: a dash.
#[must_use]
pub fn sums(lang: Lang, sums: &Sums, ascii: bool) -> String {
    let all: Vec<_> = sums.iter().map(|one| money(lang, one, ascii)).collect();
    if all.is_empty() { "-".to_owned() } else { all.join(" + ") }
}

/// A day with its weekday: `ven. 28/06/2013`, `Fri 28 Jun 2013`.
#[must_use]
pub fn day(lang: Lang, day: Day) -> String {
    format!("{} {}", weekday(lang, day), date(lang, day))
}

/// A day without its weekday: `28/06/2013`, `28 Jun 2013`.
#[must_use]
pub fn date(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Fr => format!("{}/{:04}", day_short(lang, day), day.date().year()),
        Lang::En => format!("{} {:04}", day_short(lang, day), day.date().year()),
    }
}

/// A day of a year that is plain from the context: `28/06`, `28 Jun`.
#[must_use]
pub fn day_short(lang: Lang, day: Day) -> String {
    let date = day.date();
    match lang {
        Lang::Fr => format!("{:02}/{:02}", date.day(), date.month()),
        Lang::En => format!("{:02} {}", date.day(), MONTHS_EN[date.month0() as usize]),
    }
}

/// The day of the week: `ven.`, `Fri`.
#[must_use]
pub fn weekday(lang: Lang, day: Day) -> &'static str {
    let row = match lang {
        Lang::Fr => 0,
        Lang::En => 1,
    };
    WEEKDAYS[row][day.weekday().num_days_from_monday() as usize]
}

/// A time of day: `14h30`, `14:30`.
#[must_use]
pub fn time(lang: Lang, at: Instant, zone: Zone) -> String {
    let (hour, minute) = zone.hour_minute(at);
    clock(lang, hour, minute)
}

/// The same of a minute of the day, 0 to 1,440.
#[must_use]
pub fn wall_clock(lang: Lang, minute: u16) -> String {
    clock(lang, u32::from(minute / 60), u32::from(minute % 60))
}

fn clock(lang: Lang, hour: u32, minute: u32) -> String {
    match lang {
        Lang::Fr => format!("{hour:02}h{minute:02}"),
        Lang::En => format!("{hour:02}:{minute:02}"),
    }
}

/// A day and a time: `ven. 28/06/2013 14h30`.
#[must_use]
pub fn moment(lang: Lang, at: Instant, zone: Zone) -> String {
    format!("{} {}", day(lang, zone.day_of(at)), time(lang, at, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn plain(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn amounts_follow_the_language() {
        assert_eq!(plain(&money(Lang::Fr, eur(123_450), false)), "1 234,50 €");
        assert_eq!(money(Lang::En, eur(-123_450), false), "-€1,234.50");
        assert_eq!(plain(&money(Lang::En, Money::new(1_234_567, "JPY".parse().unwrap()), false)), "JPY 1,234,567");
        assert_eq!(plain(&money(Lang::Fr, eur(5), true)), "0,05 EUR");
        assert_eq!(plain(&amount(Lang::Fr, eur(-100_000_000))), "-1 000 000,00");
        assert_eq!(plain(&amount(Lang::En, Money::new(1_500, "TND".parse().unwrap()))), "1.500");
        assert_eq!(sums(Lang::Fr, &Sums::default(), false), "-");
        assert_eq!(plain(&count(Lang::Fr, -1_234_567)), "-1 234 567");
        assert_eq!(count(Lang::En, 999), "999");
    }

    #[test]
    fn days_follow_the_language() {
        let friday: Day = "2013-06-28".parse().unwrap();
        assert_eq!(day(Lang::Fr, friday), "ven. 28/06/2013");
        assert_eq!(day(Lang::En, friday), "Fri 28 Jun 2013");
        assert_eq!(day_short(Lang::Fr, friday), "28/06");
        assert_eq!(day_short(Lang::En, friday), "28 Jun");
        let at = "2013-06-28T12:05:00Z".parse().unwrap();
        assert_eq!(moment(Lang::Fr, at, Zone::PARIS), "ven. 28/06/2013 14h05");
        assert_eq!(time(Lang::En, at, Zone::UTC), "12:05");
    }
}
