//! A camt.053 statement of 100,000 entries imported and matched: wall time and peak memory at this size and at a tenth of
//! it; and the state of one case of 1,000 invoices and 1,000 payments.
//! What never lives here: a test.
//!
//! Run `cargo bench --bench bank`. `RELANCE_BENCH_ROWS` sets the entries (100,000). Targets: 10 s, and memory that does not
//! grow with the file but with the book; 1 ms a case.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and prints it")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so by failing")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use relance::domain::case::{Facts, derive};
use relance::domain::ledger::{InvoiceRow, Loaded, PaymentRow};
use relance::domain::values::{BatchId, CaseId, Currency, Day, Money, SourceId};

/// Invoices of the book; each entry pays one.
const DEBTORS: usize = 20_000;

fn main() {
    for (name, facts) in [("mixed", large_case(false)), ("all of one day, on account", large_case(true))] {
        let mut ms: Vec<f64> = (0..60).map(|_| timed(&facts)).collect();
        ms.sort_by(f64::total_cmp);
        println!("case of 1,000 invoices and 1,000 payments, {name}: median {:.2} ms, worst {:.2} ms", ms[30], ms[59]);
    }
    let rows: usize = std::env::var("RELANCE_BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    for entries in [rows / 10, rows] {
        let book = folder.path().join(format!("book-{entries}.relance"));
        run(&book, &["init", "--no-input", "--login", "bench"]);
        let (invoices, statement) = files(folder.path(), rows, entries);
        run(&book, &["import", "invoices", invoices.to_str().unwrap()]);
        let import = ["import", "camt", statement.to_str().unwrap()];
        let first = run(&book, &import);
        let mib = std::fs::metadata(&statement).unwrap().len() >> 20;
        println!("{entries:8} entries, {mib:4} MiB: {:6.2} s  peak {:4} MiB", first.0, first.1 >> 10);
        let again = run(&book, &import);
        println!("{:>8} the same file again: {:6.2} s  peak {:4} MiB", "", again.0, again.1 >> 10);
    }
}

fn timed(facts: &Facts) -> f64 {
    let began = Instant::now();
    let state = derive(facts, Day::from_ymd(2026, 11, 1).unwrap());
    assert!(!state.items.is_empty());
    began.elapsed().as_secs_f64() * 1_000.0
}

/// A debtor of many years: payments that name their invoice, that are on account, and that the bank told of. `alike`: every
/// invoice of the same days, every payment on account: the most an order in proportion can cost.
fn large_case(alike: bool) -> Facts {
    let (case, source, batch) = (CaseId(1), SourceId(1), BatchId(1));
    let first = Day::from_ymd(2023, 1, 2).unwrap();
    let mut facts = Facts { case, ..Facts::default() };
    let cents = |n: i64| Money::new(n * 7_919 % 90_000 + 1_000, Currency::EUR);
    for n in 0..1_000 {
        let at = i32::try_from(n).unwrap();
        let issued_on = if alike { first } else { first.plus(at) };
        let row = InvoiceRow {
            number: format!("F{n:06}"),
            issued_on,
            due_on: issued_on.plus(30),
            amount: cents(n),
            claim: relance::domain::ledger::Claim::PLAIN,
        };
        facts.invoices.push(Loaded { case, source, batch, row });
        let invoice = if alike || n % 3 == 1 { String::new() } else { format!("F{n:06}") };
        let key = if n % 3 == 2 { "bank:" } else { "P" };
        let (reference, paid_on) = (format!("{key}{n:06}"), first.plus(at + 45));
        let row = PaymentRow { reference, paid_on, amount: cents(n + 7), invoice, method: None, inferred: false };
        facts.payments.push(Loaded { case, source, batch, row });
    }
    facts
}

/// Wall seconds and peak memory (KiB) of one run of the program.
fn run(book: &Path, arguments: &[&str]) -> (f64, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
    command.env("RELANCE_BOOK", book).env("RELANCE_LANG", "en").stdout(Stdio::null());
    let began = Instant::now();
    let mut child = command.args(arguments).spawn().unwrap();
    let mut peak = 0;
    loop {
        peak = peak.max(memory_kib(child.id()));
        if let Some(done) = child.try_wait().unwrap() {
            assert!(done.success(), "{arguments:?}");
            return (began.elapsed().as_secs_f64(), peak);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

fn memory_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Invoices of a book, and a statement in which most entries name the invoice they pay.
fn files(folder: &Path, rows: usize, entries: usize) -> (std::path::PathBuf, std::path::PathBuf) {
    let mut invoices = String::from("debtor,name,number,issued_on,due_on,amount,currency\n");
    let amount = |n: usize| (n * 7_919) % 900_000 + 1_000;
    for n in 0..rows {
        let (debtor, cents) = (n % DEBTORS, amount(n));
        writeln!(
            invoices,
            "D{debtor:06},Maison {debtor},F{n:08},2026-01-05,2026-02-05,{}.{:02},EUR",
            cents / 100,
            cents % 100
        )
        .unwrap();
    }
    let mut xml = String::from(
        "<Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>FR7699999000010000000000199</IBAN></Id><Ccy>EUR</Ccy></Acct>\n",
    );
    let sum: usize = (0..entries).map(amount).sum();
    for (code, cents) in [("OPBD", 0), ("CLBD", sum)] {
        writeln!(
            xml,
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{}.{:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>",
            cents / 100,
            cents % 100
        )
        .unwrap();
    }
    for n in 0..entries {
        let (debtor, cents) = (n % DEBTORS, amount(n));
        // one in ten says nothing but the payer
        let text = if n % 10 == 0 { "VIREMENT".to_owned() } else { format!("Facture F{n:08}") };
        writeln!(
            xml,
            "<Ntry><Amt Ccy=\"EUR\">{}.{:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-20</Dt></BookgDt>\
             <ValDt><Dt>2026-02-20</Dt></ValDt><AcctSvcrRef>R{n:08}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E{n}</EndToEndId></Refs>\
             <RltdPties><Dbtr><Nm>MAISON {debtor}</Nm></Dbtr><DbtrAcct><Id><IBAN>FR76{debtor:020}</IBAN></Id></DbtrAcct></RltdPties>\
             <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
            cents / 100,
            cents % 100
        )
        .unwrap();
    }
    xml.push_str("</Stmt></BkToCstmrStmt></Document>\n");
    let (to, statement) = (folder.join("invoices.csv"), folder.join(format!("camt-{entries}.xml")));
    std::fs::write(&to, invoices).unwrap();
    std::fs::write(&statement, xml).unwrap();
    (to, statement)
}
