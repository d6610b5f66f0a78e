//! Files nobody should have sent, through the program itself, for everything that is imported: one sentence naming file,
//! place and cause, or each bad row with its line; the book as it was, to the byte, whenever the file is refused.
//! What never lives here: what good files hold (see `bank`, `import`, `import_heard`).
//! Run by `cargo test --test suite bad_input`.

mod endless;
mod fuzzed;
mod values;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::shell::{Ran, Shell, ran};

/// A file that reads well, of each kind and way of writing it.
pub struct Sample {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

const MESSAGE: &str = "From: compta@lefevre.example\r\nTo: r@maison.example\r\nDate: Thu, 28 May 2026 09:30:00 +0200\r\n\
    Message-ID: <m1@lefevre.example>\r\nSubject: F-2013-0519\r\n\r\nNous payons vendredi.\r\n";
const PROMISES: &str = "debtor;ref;promise date;due date;amount;method;invoices;withdrawn;note\n\
    C-001;P-1;2026-01-12;2026-01-20;30,00;virement;FA-1001:30,00;;told on the phone\n";
const DISPUTES: &str = "client;ref;motif;nature;ouvert le;factures;responsable;service;décision;tranché le;avoir;fondé;\
    clos le\nC-001;L-1;QUA;litige;2026-01-12;FA-1001:40,00;lea;qualité;;;;;\n";

pub fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let read = |(kind, name): (&'static str, &str)| Sample { kind, bytes: std::fs::read(root.join(name)).unwrap() };
    let files = [
        ("camt", "bank/camt/two-statements.xml"),
        ("camt", "bank/camt/unchecked-notice.xml"),
        ("cfonb", "bank/cfonb/lines.txt"),
        ("cfonb", "bank/cfonb/one-line.txt"),
        ("cfonb", "bank/cfonb/returned-240.txt"),
        ("mt940", "bank/mt940/statement.sta"),
        ("ofx", "bank/ofx/sgml.ofx"),
        ("ofx", "bank/ofx/xml.ofx"),
        ("bank-csv", "bank/bank-csv/debit-credit.csv"),
        ("fec", "fec/columns-22.txt"),
        ("fec", "fec/montant-sens.txt"),
        ("invoices", "import/invoices-fr.csv"),
        ("debtors", "import/debtors.csv"),
        ("payments", "import/payments.csv"),
        ("contacts", "import/contacts.csv"),
        ("cdr", "calls/master.csv"),
        ("vcard", "cards/contacts.vcf"),
    ];
    let text = |kind, text: String| Sample { kind, bytes: text.into_bytes() };
    let second = MESSAGE.replace("m1@", "m2@");
    let own = [
        text("promises", PROMISES.to_owned()),
        text("disputes", DISPUTES.to_owned()),
        text("sms", "date;to;text\n2026-01-12 10:00;+33600000001;bonjour\n".to_owned()),
        text("letters", "reference;date;number\nL1;2026-01-12;FA-1001\n".to_owned()),
        text("mail", MESSAGE.to_owned()),
        text("mail", format!("From a Thu\r\n{MESSAGE}\r\nFrom b Thu\r\n{second}")),
    ];
    files.into_iter().map(read).chain(own).collect()
}

/// A book with debtors, and what was answered about each file so far.
pub struct Counter {
    pub shell: Shell,
    file: PathBuf,
}

impl Counter {
    pub fn new() -> Self {
        let shell = Shell::demo(5);
        let file = shell.home().join("given.dat");
        shell.run(&format!("import invoices {}/fixtures/import/invoices-fr.csv", env!("CARGO_MANIFEST_DIR")));
        Self { shell, file }
    }

    /// Everything that is in the book, to the byte.
    fn book(&self) -> Vec<u8> {
        let mut all = std::fs::read(self.shell.book()).unwrap();
        let log = self.shell.book().with_extension("relance-wal");
        all.extend(std::fs::read(log).unwrap_or_default());
        all
    }

    /// Hands a file over; what is said must be fit to print, and place what is wrong.
    #[track_caller]
    pub fn hand(&self, kind: &str, bytes: &[u8]) -> Ran {
        std::fs::write(&self.file, bytes).unwrap();
        self.hand_path(kind, &self.file)
    }

    #[track_caller]
    pub fn hand_path(&self, kind: &str, file: &Path) -> Ran {
        let before = self.book();
        let mut command = self.shell.command("import --json");
        let done = ran(command.arg(kind).arg(file).output().unwrap());
        let steers = |text: &str| text.chars().any(|c| c != '\n' && relance::domain::values::text::is_hostile(c));
        assert!(!steers(&done.out) && !steers(&done.err), "{kind}: {done:?}");
        match done.code {
            0 => assert_eq!(done.err, "", "{kind}"),
            1 => {
                let sentence = done.err.trim_end();
                let whole = sentence.lines().count() == 1 || sentence.contains("--map");
                assert!(done.out.is_empty() && whole && sentence.contains("given"), "{kind}: {done:?}");
                assert!(self.book() == before, "{kind}: the book changed, and it was said: {sentence}");
            }
            3 => {
                let errors: Value = serde_json::from_str(&done.out).unwrap();
                let errors = errors["errors"].as_array().unwrap();
                let placed = |error: &Value| error["line"].as_u64() > Some(0) && error["reason"].is_string();
                assert!(!errors.is_empty() && errors.iter().all(placed), "{kind}: {done:?}");
            }
            _ => panic!("{kind}: {done:?}"),
        }
        done
    }

    #[track_caller]
    pub fn verifies(&self) {
        assert_eq!(self.shell.json("verify")["ok"], true);
    }
}

/// Bytes with a doubtful byte in their middle.
fn with_middle(bytes: &[u8], middle: &[u8]) -> Vec<u8> {
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    [head, middle, tail].concat()
}

#[test]
fn what_is_none_of_it_is_refused_by_every_reader() {
    let counter = Counter::new();
    let noise: Vec<u8> = (0..3_000u32).map(|n| u8::try_from((n * 7_919 + 13) % 251 + 1).unwrap()).collect();
    let wide: Vec<u8> = "hello\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE D [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><D>&b;</D>";
    let page = "\n<!DOCTYPE html><html><head><title>Session expired</title></head><body>Sign in</body></html>\n";
    let nothings: [(&str, &[u8]); 14] = [
        ("empty", b""),
        ("blank", b" \n \r\n"),
        ("word", b"hello\n"),
        ("json", b"{\"a\":1}\n"),
        ("archive", b"PK\x03\x04\x00\x00\x01\x02 xl/workbook.xml"),
        ("old spreadsheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("packed", b"\x1f\x8b\x08\x00\x00\x00"),
        ("document", b"%PDF-1.4\n"),
        ("page", page.as_bytes()),
        ("table of a page", b"<TABLE><TR><TD>Client</TD></TR></TABLE>"),
        ("bomb", bomb.as_bytes()),
        ("noise", &noise),
        ("wide without mark", &wide),
        ("zeros", &[0; 4_096]),
    ];
    let mut kinds: Vec<&str> = samples().iter().map(|sample| sample.kind).collect();
    kinds.dedup();
    assert!(kinds.len() >= 14, "{kinds:?}");
    for kind in kinds {
        for (name, bytes) in nothings {
            let done = counter.hand(kind, bytes);
            assert_eq!(done.code, 1, "{kind} {name}: {done:?}");
        }
    }
    counter.verifies();
}

#[test]
fn files_that_break_off_are_refused_or_give_whole_rows_alone() {
    let counter = Counter::new();
    for Sample { kind, bytes } in samples() {
        let mut refused = 0;
        for twelfth in 1..12 {
            let done = counter.hand(kind, &bytes[..bytes.len() * twelfth / 12]);
            refused += u32::from(done.code != 0);
        }
        // a message may end anywhere, a table and a list of calls after any row
        assert!(refused > 0, "{kind}");
        for middle in [&b"\0"[..], b"\x1b[2J", b"\xff\xfe\xc3", b"\n\"\n", b"<", b"\r\n\r\n"] {
            counter.hand(kind, &with_middle(&bytes, middle));
        }
        if !matches!(kind, "mail") {
            assert!(counter.hand(kind, &with_middle(&bytes, b"\0")).refused().contains("NUL byte on line"), "{kind}");
        }
    }
    counter.verifies();
}

/// Times each sample is bent.
const BENT: u64 = 10;

/// A sample with a few pieces changed as a hand, a line or another program might: a byte, a piece gone, doubled or moved,
/// a number at its limits, a sign that steers. The same number bends in the same way.
fn bent(bytes: &[u8], number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most.max(1) as u64).unwrap()
    };
    let pieces: [&[u8]; 12] = [
        b"\"",
        b"\0",
        b"\x1b[2J",
        b"\r\n",
        b"-99999999999999999999",
        b"9223372036854775808",
        b"\xff\xfe",
        b"9999-99-99",
        b"&#xD800;",
        b"=cmd()",
        b"\xe2\x80\xae",
        b";;;;;;;;",
    ];
    let mut out = bytes.to_vec();
    for _ in 0..=below(4) {
        let at = below(out.len());
        let end = (at + 1 + below(40)).min(out.len());
        match below(5) {
            0 => out.splice(at..end.min(at + 1), pieces[below(pieces.len())].iter().copied()).for_each(drop),
            1 => out.drain(at..end).for_each(drop),
            2 => out.extend_from_within(at..end),
            3 => out.splice(at..at, pieces[below(pieces.len())].iter().copied()).for_each(drop),
            _ => {
                let to = below(out.len());
                out.swap(at, to);
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

#[test]
fn files_that_are_bent_are_read_refused_or_named_row_by_row() {
    let counter = Counter::new();
    let mut codes = [0_usize; 4];
    for (place, sample) in (0_u64..).zip(samples()) {
        for number in 0..BENT {
            let done = counter.hand(sample.kind, &bent(&sample.bytes, place * 1_000 + number));
            codes[usize::try_from(done.code).unwrap()] += 1;
        }
    }
    // Were all of one kind, the bending would try nothing.
    assert!(codes[0] > 0 && codes[1] > 0 && codes[3] > 0, "{codes:?}");
    counter.verifies();
}

#[test]
fn a_path_that_is_no_file_or_steers_a_terminal_is_named_as_text() {
    let counter = Counter::new();
    let home = counter.shell.home().to_owned();
    std::fs::create_dir(home.join("given")).unwrap();
    let hostile = home.join("given \u{1b}[31m\u{7}\u{202e}.xml");
    std::fs::write(&hostile, "hello\n").unwrap();
    for Sample { kind, .. } in samples() {
        for path in [home.join("given"), home.join("not given"), hostile.clone()] {
            assert_eq!(counter.hand_path(kind, &path).code, 1, "{kind} {}", path.display());
        }
    }
}

#[test]
fn half_an_amount_is_never_an_amount() {
    let counter = Counter::new();
    let cut = |kind: &str, text: &str| {
        let done = counter.hand(kind, text.as_bytes());
        (done.code, done.out + &done.err)
    };
    let (code, said) = cut("mt940", ":20:S\n:25:FR76\n:28C:1\n:60F:C260308EUR0,00\n:61:2603090309C1787");
    assert!(code == 1 && said.contains("line 5") && said.contains("breaks off"), "{said}");
    let (code, said) =
        cut("bank-csv", "Date;Label;Debit;Credit;Balance\n2026-03-09;VIR A;;1 787,65;1 787,65\n2026-03-10;VIR B;;2");
    assert!(code == 1 && said.contains("line 3") && said.contains("breaks off"), "{said}");
    let (code, said) =
        cut("payments", "debtor;paid_on;amount;reference\nC-001;2026-02-01;10,00;R1\nC-001;2026-02-02;12");
    assert!(code == 3 && said.contains("cut-short") && said.contains("\"line\":3"), "{said}");
    let (code, said) = cut("payments", "debtor;paid_on;amount\nC-001;2026-02-01;10,00\nC-001;2026-02-02;12");
    assert!(code == 3 && said.contains("cut-short") && said.contains("\"line\":3"), "{said}");
    let whole =
        std::fs::read_to_string(format!("{}/fixtures/bank/cfonb/lines.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let last = whole.trim_end().rfind('\n').unwrap() + 1;
    let (code, said) = cut("cfonb", &whole[..last + 96]);
    assert!(code == 1 && said.contains("before 07 is whole"), "{said}");
}
