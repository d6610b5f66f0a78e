//! A camt.053 statement of 100,000 entries imported and matched: wall time, processor time, peak memory at this size and
//! at a tenth of it.
//! What never lives here: a test.
//!
//! Run `cargo bench --bench bank`. `RELANCE_BENCH_ROWS` sets the entries (100,000). Targets: 10 s, and memory that does not
//! grow with the file but with the book.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and prints it")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so by failing")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Invoices of the book; each entry pays one.
const DEBTORS: usize = 20_000;

fn main() {
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
