//! Calls, mail, text messages and letters that are cut short, bent, hostile or endless: a reading or a row error, never a
//! panic, never much memory.
//! What never lives here: good files (see `import_heard`).

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use relance::domain::values::Currency;
use relance::exchange::heard::{self, Counts, Heard};
use relance::exchange::{Kind, Options, RowError, plan};
use relance::zone::Zone;

use crate::import::Desk;

/// Address space of an import in KiB: what a message of the longest kind needs twice over, and no more.
const SPACE_KIB: u32 = 700_000;

type Read = (Vec<Heard>, Vec<RowError>, Option<Counts>);

/// What a reader makes of a file: the contacts, the rows refused, and the counts unless the file itself was refused.
fn read(kind: &str, path: &Path) -> Read {
    let (mut all, mut errors) = (vec![], vec![]);
    let mut each = |heard| {
        all.push(heard);
        Ok::<_, std::convert::Infallible>(())
    };
    let mut refused = |error| errors.push(error);
    let counts = match kind {
        "cdr" => heard::calls(std::fs::read(path).unwrap().as_slice(), Zone::PARIS, &mut each, &mut refused).ok(),
        "mail" => heard::messages(path, Zone::PARIS, &mut each, &mut refused).ok().map(|(counts, _)| counts),
        kind => {
            let kind: Kind = kind.parse().unwrap();
            let options = Options { kind, mapping: None, currency: Currency::EUR, zone: Zone::PARIS, open_items: None };
            plan(path, options).ok().and_then(|plan| heard::table(&plan, &mut each, &mut refused).ok())
        }
    };
    (all, errors, counts)
}

fn sane((all, errors, counts): &Read, what: &str) {
    let Some(counts) = counts else { return };
    assert!(counts.rejected <= counts.rows && errors.len() as u64 == counts.rejected, "{what}: {counts:?}");
    for heard in all {
        let texts = heard.from.iter().chain(&heard.to).chain([&heard.key, &heard.name, &heard.called]);
        let hostile = |text: &String| text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\n']);
        assert!(!texts.clone().any(hostile) && !heard.note.contains('\u{1b}'), "{what}: {heard:?}");
        assert!(!heard.key.is_empty() && heard.note.chars().count() <= 4_000, "{what}: {heard:?}");
    }
}

fn fixtures() -> Vec<(&'static str, PathBuf)> {
    let of = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    vec![
        ("cdr", of("calls/master.csv")),
        ("cdr", of("story/master.csv")),
        ("mail", of("story/box")),
        ("sms", of("sms/gateway.csv")),
        ("letters", of("letters/suivi.csv")),
    ]
}

#[test]
fn every_cut_of_every_sample_is_a_reading_or_a_row_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut");
    for (kind, fixture) in fixtures() {
        let bytes = std::fs::read(&fixture).unwrap();
        let (whole, _, counts) = read(kind, &fixture);
        assert!(!whole.is_empty() && counts.is_some(), "{}", fixture.display());
        for cut in (0..bytes.len()).step_by(3) {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            sane(&read(kind, &path), &format!("{} cut at {cut}", fixture.display()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_a_reading_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..600), head in 0usize..6) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any");
        let heads: [&[u8]; 6] = [
            b"",
            b"From a\nFrom: a@b.example\nDate: Thu, 28 May 2026 09:30:00 +0200\n",
            b"From: a@b.example\nDate: Thu, 28 May 2026 09:30:00 +0200\nContent-Type: multipart/mixed; boundary=B\n\n--B\n",
            b"src,dst,start,disposition,billsec\n",
            b"from,to,date,body\n",
            b"tracking,status,date,status date\n",
        ];
        std::fs::write(&path, [heads[head], &bytes].concat()).unwrap();
        for kind in ["cdr", "mail", "sms", "letters"] {
            sane(&read(kind, &path), kind);
        }
        let card = [b"BEGIN:VCARD\nVERSION:2.1\nTEL;ENCODING=QUOTED-PRINTABLE:".as_slice(), &bytes, b"\nEND:VCARD\n"].concat();
        sane_cards(&card, "card");
    }
}

/// What the reader of visiting cards makes of bytes: each card has a point and no text that steers a terminal.
fn sane_cards(bytes: &[u8], what: &str) -> usize {
    let (mut all, mut errors) = (vec![], 0_u64);
    let mut each = |card: heard::Card| {
        all.push(card);
        Ok::<_, std::convert::Infallible>(())
    };
    let counts = heard::cards(bytes, &mut each, &mut |_| errors += 1);
    if let Ok(counts) = counts {
        assert_eq!((counts.rows, counts.rejected), (all.len() as u64 + errors, errors), "{what}");
    }
    for card in &all {
        let texts = card.points.iter().map(|point| &point.point).chain([&card.name, &card.house]);
        let hostile = |text: &String| text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\n']);
        assert!(!texts.clone().any(hostile) && !card.points.is_empty(), "{what}: {card:?}");
    }
    all.len()
}

#[test]
fn cards_that_are_cut_or_bent_are_a_reading_or_a_row_error() {
    let whole = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cards/contacts.vcf")).unwrap();
    assert_eq!(sane_cards(&whole, "whole"), 3);
    for cut in 0..whole.len() {
        sane_cards(&whole[..cut], &format!("cut at {cut}"));
        for bent in [b':', b';', b'=', b'\n', 0, 0xff, 0x1b] {
            let mut bytes = whole.clone();
            bytes[cut] = bent;
            sane_cards(&bytes, &format!("{bent} at {cut}"));
        }
    }
    // A card within a card a hundred thousand times, and lines folded as often.
    let deep = "BEGIN:VCARD\n".repeat(100_000);
    sane_cards(deep.as_bytes(), "deep");
    let folded = format!("BEGIN:VCARD\nFN:a\n{}TEL:0155550123\nEND:VCARD\n", " b\n".repeat(100_000));
    sane_cards(folded.as_bytes(), "folded");
    let many = format!("BEGIN:VCARD\nFN:a\n{}END:VCARD\n", "TEL;TYPE=CELL:0155550123\n".repeat(50_000));
    assert_eq!(sane_cards(many.as_bytes(), "many"), 1);
}

#[test]
fn numbers_as_exchanges_write_them_and_broken_quotes() {
    let desk = Desk::new("2026-05-29");
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let debtors = "reference,name,phone\nD-1,Boulangerie,06 50 38 96 16\nD-2,Garage,+44 20 7946 0018\n";
    desk.import(0, &["--today", "2026-05-29", "debtors", &written("d.csv", debtors)]);
    let row = |src: &str, id: u32| {
        format!(
            "\"\",\"{src}\",\"201\",\"in\",\"\",\"a\",\"b\",\"Dial\",\"d\",\"2026-05-28 09:12:{id:02}\",,\
             \"2026-05-28 09:13:00\",5,5,\"ANSWERED\",\"D\",\"n.{id}\",\"\"\n"
        )
    };
    let numbers =
        ["+33 (0)6 50 38 96 16", "0033650389616", "+33650389616", "0650389616", "0044 20 7946 0018", "+442079460018"];
    let mut text: String = (0..).zip(numbers).map(|(id, number)| row(number, id)).collect();
    for hidden in ["anonymous", "Unavailable", ""] {
        text += &row(hidden, 30 + u32::try_from(hidden.len()).unwrap());
    }
    text += "\"\",\"06503\"89616\",\"x,\"\n\"\"\"\n\"\u{1b}[31m";
    let (json, _) = desk.import(3, &["--today", "2026-05-30", "cdr", &written("q.csv", &text)]);
    assert_eq!((json["accepted"].as_u64(), json["heard"]["certain"].as_u64()), (Some(6), Some(6)), "{json}");
    assert_eq!((json["heard"]["waiting"].as_u64(), json["rejected"].as_u64()), (Some(0), Some(3)), "{json}");
    assert_eq!(json["warnings"][0]["code"].as_str(), Some("heard-no-point"), "nobody can attach them: {json}");
    assert!(!json.to_string().contains("\\u001b"), "{json}");
    desk.verifies();
}

/// Runs an import in little memory; its code and what it said.
fn in_little_memory(desk: &Desk, path: &Path) -> (i32, String) {
    let mut command = Command::new("sh");
    command.env_clear().env("HOME", path.parent().unwrap()).env("USER", "mia").env("RELANCE_LANG", "en");
    command.arg("-c").arg(format!("ulimit -v {SPACE_KIB}; exec \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_relance"));
    command.arg("--book").arg(desk.book()).args(["--today", "2026-05-30", "import", "--json", "mail"]).arg(path);
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
    (done.status.code().unwrap_or(-1), said)
}

#[test]
fn a_message_of_any_size_takes_little_memory() {
    let desk = Desk::new("2026-05-29");
    let folder = tempfile::tempdir().unwrap();
    let head = |id: &str| {
        format!(
            "From: a@b.example\r\nTo: x@maison.example\r\nDate: Thu, 28 May 2026 09:30:00 +0200\r\n\
             Message-ID: <{id}@x>\r\nSubject: {id}\r\nMIME-Version: 1.0\r\n"
        )
    };
    let file = |name: &str| (folder.path().join(name), std::fs::File::create(folder.path().join(name)).unwrap());

    let (big, mut out) = file("big.eml");
    out.write_all(head("big").as_bytes()).unwrap();
    out.write_all(b"\r\n").unwrap();
    let line = [[b'x'; 76].as_slice(), b"\r\n"].concat().repeat(1_000);
    for _ in 0..1_350 {
        out.write_all(&line).unwrap();
    }
    assert!(out.metadata().unwrap().len() > 100 << 20);
    let (code, said) = in_little_memory(&desk, &big);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("too-long"), "{said}");

    let (many, mut out) = file("many.eml");
    write!(out, "{}Content-Type: multipart/mixed; boundary=B\r\n\r\n", head("many")).unwrap();
    write!(out, "--B\r\nContent-Type: text/plain\r\n\r\nbonjour\r\n").unwrap();
    for at in 0..10_000 {
        write!(out, "--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a{at}.pdf\"\r\n\r\nJVBERi0=\r\n").unwrap();
    }
    drop(out);
    let (code, said) = in_little_memory(&desk, &many);
    assert!(code == 0 && said.contains("\"waiting\":1"), "{code} {said}");

    let (deep, mut out) = file("deep.eml");
    write!(out, "{}Content-Type: multipart/mixed; boundary=B0\r\n\r\n", head("deep")).unwrap();
    for at in 0..20_000 {
        write!(out, "--B{at}\r\nContent-Type: multipart/mixed; boundary=B{}\r\n\r\n", at + 1).unwrap();
    }
    drop(out);
    let (code, said) = in_little_memory(&desk, &deep);
    assert!(matches!(code, 0 | 3) && !said.contains("panicked"), "{code} {said}");
    desk.verifies();
}
