//! Values no bank should write, in every format: negative and zero amounts, unknown currencies, days beyond reason, other
//! encodings. Each is read rightly or named with its line; nothing is guessed.
//! What never lives here: files cut short or bent, endless lines, entities (see `bad`).

use relance::exchange::ImportError;
use relance::exchange::bank::Format;

use super::{Reading, read_bytes};

/// One entry of each format with these values, written as the format writes them.
fn file(format: Format, amount: &str, day: &str, currency: &str) -> String {
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    let short = digits.get(2..8).unwrap_or("");
    match format {
        Format::Camt => format!(
            "<Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>FR76</IBAN></Id></Acct><Ntry>\
             <Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
             <BookgDt><Dt>{day}</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>"
        ),
        Format::Mt940 => format!(
            ":20:S\n:25:FR76\n:28C:1\n:60F:C260101{currency}0,00\n:61:{short}C{}NTRFA\n:86:X\n-\n",
            amount.replace('.', ",")
        ),
        Format::Ofx => format!(
            "OFXHEADER:100\n<OFX><STMTRS><CURDEF>{currency}<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{digits}\
             <TRNAMT>{amount}<FITID>1<NAME>A</STMTTRN></BANKTRANLIST></STMTRS></OFX>"
        ),
        Format::Csv => format!("Date;Label;Amount;Currency\n{day};VIR A;{amount};{currency}\n"),
        Format::Cfonb => {
            let cents: String = amount.chars().filter(char::is_ascii_digit).collect();
            let last = cents.chars().last().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
            let sign = if amount.starts_with('-') { "}JKLMNOPQR" } else { "{ABCDEFGHI" };
            let sign = sign.chars().nth(last as usize).unwrap();
            let money = format!("{:0>13}{sign}", &cents[..cents.len().saturating_sub(1)]);
            let dmy = digits.get(2..8).map_or(String::new(), |d| format!("{}{}{}", &d[4..6], &d[2..4], &d[0..2]));
            let line = |code: &str, day: &str, text: &str, money: &str| {
                let head = format!("{code}99999    00001{currency:0<3}2 00000000019{:2}{day:0<6}  ", "05");
                format!("{head:<48}{text:<42}{money:<14}{:16}\n", "")
            };
            let none = "0000000000000{";
            line("01", "010126", "", none) + &line("04", &dmy, "VIR A", &money) + &line("07", "310126", "", &money)
        }
    }
}

/// The amount and day of the only entry, and what was named with its line.
fn told(format: Format, amount: &str, day: &str, currency: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let reading: Reading = read_bytes(format, file(format, amount, day, currency).as_bytes());
    let mut named: Vec<String> = reading.warnings.iter().map(|warning| warning.code.to_owned()).collect();
    assert!(reading.warnings.iter().all(|warning| warning.line > 0), "{format} {amount} {day} {currency}");
    if let Some(error) = &reading.error {
        let ImportError::Bank { line, code, .. } = error else { panic!("{format}: {error:?}") };
        assert!(*line > 0, "{format} {amount} {day} {currency}");
        named.push((*code).to_owned());
    }
    let entry = reading.entries().next();
    let money = entry.and_then(|entry| entry.amount).map(|money| money.to_string());
    (money, entry.and_then(|entry| entry.booked_on).map(|day| day.to_string()), named)
}

/// The day an entry counts, as far as the format tells it: MT940 names the value date alone.
fn day_of(format: Format, day: &str) -> Option<&str> {
    (format != Format::Mt940).then_some(day)
}

#[test]
fn a_good_entry_of_every_format_is_read() {
    for format in Format::ALL {
        let (money, day, _) = told(*format, "12.50", "2026-01-15", "EUR");
        assert_eq!((money.as_deref(), day.as_deref()), (Some("12.50 EUR"), day_of(*format, "2026-01-15")), "{format}");
    }
}

#[test]
fn what_is_beyond_reason_is_named_and_never_guessed() {
    for format in Format::ALL {
        let named = |amount: &str, day: &str, currency: &str, code: &str| {
            let (money, on, codes) = told(*format, amount, day, currency);
            assert!(codes.iter().any(|one| one == code), "{format} {amount} {day} {currency}: {codes:?}");
            (money, on)
        };
        // in the records of CFONB an amount is digits alone: other signs cannot stand there
        if *format != Format::Cfonb {
            assert_eq!(named("12x50", "2026-01-15", "EUR", "amount").0, None, "{format}");
            assert_eq!(named("1.005", "2026-01-15", "EUR", "amount").0, None, "{format}");
        }
        assert_eq!(named("99999999999999999.99", "2026-01-15", "EUR", "amount").0, None, "{format}");
        for day in ["2026-02-31", "2026-13-01", "2026-00-10"] {
            assert_eq!(named("12.50", day, "EUR", "date").1, None, "{format} {day}");
        }
        for currency in ["QQ", "E#R"] {
            named("12.50", "2026-01-15", currency, "currency");
        }
    }
}

#[test]
fn zero_and_negative_amounts_are_what_they_say() {
    for format in Format::ALL {
        assert_eq!(told(*format, "0.00", "2026-01-15", "EUR").0.as_deref(), Some("0.00 EUR"), "{format}");
        let (money, _, codes) = told(*format, "-12.50", "2026-01-15", "EUR");
        if *format == Format::Mt940 {
            // the sign is the letter before the amount
            assert_eq!((money, codes), (None, vec!["amount".to_owned()]));
        } else {
            assert_eq!(money.as_deref(), Some("-12.50 EUR"), "{format}");
        }
    }
}
