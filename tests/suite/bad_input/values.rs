//! Values nobody should write, in every table and statement: refused by row and column, or kept for what they say.
//! What never lives here: files whose structure is broken.

use serde_json::Value;

use super::Counter;

/// One row of each kind that carries money, with these values.
fn files(amount: &str, day: &str, currency: &str, name: &str) -> Vec<(&'static str, String)> {
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    let short = digits.get(2..8).unwrap_or("");
    vec![
        (
            "invoices",
            format!(
                "debtor;name;number;issued_on;due_on;amount;currency\nV1;{name};I-1;{day};{day};{amount};{currency}\n"
            ),
        ),
        ("payments", format!("debtor;paid_on;amount;currency;reference\nC-001;{day};{amount};{currency};{name}\n")),
        (
            "promises",
            format!(
                "debtor;ref;promise date;due date;amount;currency;note\nC-001;{name};{day};{day};{amount};{currency};{name}\n"
            ),
        ),
        (
            "disputes",
            format!("debtor;ref;reason;opened on;invoices;note\nC-001;{name};QUA;{day};FA-1001:{amount};{name}\n"),
        ),
        (
            "camt",
            format!(
                "<Document><BkToCstmrStmt><Stmt><Id>{name}</Id><Acct><Id><IBAN>FR76</IBAN></Id></Acct><Ntry>\
             <Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>\
             <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"
            ),
        ),
        (
            "mt940",
            format!(
                ":20:S\n:25:FR76\n:28C:1\n:60F:C260101{currency}0,00\n:61:{short}C{}NTRFA\n:86:{name}\n-\n",
                amount.replace('.', ",")
            ),
        ),
        (
            "ofx",
            format!(
                "OFXHEADER:100\n<OFX><STMTRS><CURDEF>{currency}<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{digits}\
             <TRNAMT>{amount}<FITID>1<NAME>{name}</STMTTRN></BANKTRANLIST></STMTRS></OFX>"
            ),
        ),
        ("bank-csv", format!("Date;Label;Amount;Currency\n{day};{name};{amount};{currency}\n")),
        (
            "fec",
            format!(
                "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n\
             VE|Ventes|1|{digits}|411000|Clients|V2|{name}|F1|{digits}|{name}|{amount}|0.00|||{digits}||\n\
             VE|Ventes|1|{digits}|706000|Ventes|||F1|{digits}|{name}|0.00|{amount}|||{digits}||\n"
            ),
        ),
    ]
}

/// What a file became: how it ended, and the first thing told of it.
fn told(counter: &Counter, kind: &str, text: &str) -> (i32, Value, String) {
    let done = counter.hand(kind, text.as_bytes());
    let json = serde_json::from_str(&done.out).unwrap_or(Value::Null);
    (done.code, json, done.err)
}

#[test]
fn amounts_and_days_beyond_reason_come_in_nowhere() {
    let counter = Counter::new();
    let amounts = ["99999999999999999999.00", "NaN", "Infinity", "1e9", "12x50", "--5", "0x10"];
    let days = ["2026-04-31", "9999-12-31", "0000-00-00", "1066-10-14", "2026-13-01"];
    let cases = amounts.iter().map(|amount| (*amount, "2026-01-15")).chain(days.iter().map(|day| ("12.50", *day)));
    for (amount, day) in cases {
        // two digits of a year are beyond nobody's reason
        for (kind, text) in
            files(amount, day, "EUR", "X").into_iter().filter(|(k, _)| *k != "mt940" || day.starts_with("2026"))
        {
            let (code, json, said) = told(&counter, kind, &text);
            assert_eq!(json["accepted"].as_u64().unwrap_or(0), 0, "{kind} {amount} {day}: {json}");
            let named = json["errors"].as_array().is_some_and(|all| !all.is_empty())
                || json["warnings"].as_array().is_some_and(|all| !all.is_empty());
            assert!(code == 1 && !said.is_empty() || named, "{kind} {amount} {day}: {code} {json} {said}");
        }
    }
    counter.verifies();
}

#[test]
fn zero_and_negative_amounts_and_foreign_money_are_kept_for_what_they_are_or_named() {
    let counter = Counter::new();
    for (amount, currency) in [("0.00", "EUR"), ("-12.50", "EUR"), ("12.50", "QQ"), ("12.50", "E#R"), ("12", "JPY")] {
        for (kind, text) in files(amount, "2026-01-15", currency, "X") {
            let (code, json, said) = told(&counter, kind, &text);
            let errors = json["errors"].as_array().map_or(0, Vec::len);
            let warnings = json["warnings"].as_array().map_or(0, Vec::len);
            let fine = match (kind, amount, currency) {
                // nothing to say of a zero, and money that leaves an account is no payment of a debtor
                ("invoices" | "camt" | "ofx" | "bank-csv", "0.00" | "-12.50", _) => code == 0,
                ("mt940" | "fec", "0.00", _) => code == 0,
                (_, "12", _) if kind != "promises" && kind != "payments" => code == 0 || code == 3,
                _ => code == 1 && !said.is_empty() || errors + warnings > 0 || code == 0,
            };
            assert!(fine, "{kind} {amount} {currency}: {code} {json} {said}");
            if matches!(kind, "payments" | "promises") && amount != "12.50" && amount != "12" {
                assert_eq!((code, json["accepted"].as_u64()), (3, Some(0)), "{kind} {amount}: {json}");
            }
            if currency.len() != 3 && kind != "fec" && kind != "disputes" {
                assert_eq!(json["accepted"].as_u64().unwrap_or(0), 0, "{kind} {currency}: {json}");
            }
        }
    }
    counter.verifies();
}

#[test]
fn names_that_steer_a_terminal_are_text_wherever_they_are_shown() {
    let counter = Counter::new();
    let long = "n".repeat(20_000);
    for name in ["\u{1b}[2J\u{1b}]0;pwned\u{7}Corp", "\u{202e}RTL\u{200b}\u{feff}", "\u{9b}31mC1", &long, "a\tb"] {
        // XML and tables hold such bytes or refuse them; what is shown of them never steers
        for (kind, text) in files("12.50", "2026-01-15", "EUR", name) {
            counter.hand(kind, text.as_bytes());
        }
    }
    for shown in ["queue --excluded", "find V1", "show V1", "reconcile", "batches", "report ageing", "journal"] {
        let done = counter.shell.run(shown);
        let steers = |c: char| c != '\n' && relance::domain::values::text::is_hostile(c);
        assert!(!(done.out + &done.err).chars().any(steers), "{shown}");
    }
    counter.verifies();
}
