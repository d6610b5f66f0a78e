//! Files that are cut short, bent, hostile or endless: a reading or a located error, never a panic, never much memory.
//! What never lives here: good files compared with others' readings (see `compare`).

use std::collections::BTreeSet;
use std::io::{BufReader, Read};

use proptest::prelude::*;
use relance::domain::values::Currency;
use relance::exchange::ImportError;
use relance::exchange::bank::{self, Format, check};

use super::{fixtures, read_bytes};
use crate::support::shell::Shell;

fn located(error: &ImportError, what: &str) {
    let ImportError::Bank { line, code, .. } = error else { panic!("{what}: {error:?}") };
    assert!(*line > 0 && !code.is_empty(), "{what}");
}

#[test]
fn our_own_samples_read_and_add_up() {
    for (format, path) in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let encoding = if std::str::from_utf8(&bytes).is_ok() { "utf-8" } else { "windows-1252" };
        let text = bank::Utf8::new(BufReader::new(bytes.as_slice()), encoding);
        let checked = check::walk(format, text, Currency::EUR);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(code) = name.strip_prefix("bad-") {
            let code = code.split('.').next().unwrap();
            let error = checked.expect_err(&name);
            let ImportError::Bank { code: found, line, .. } = &error else { panic!("{name}: {error:?}") };
            assert_eq!(*found, code, "{name}, line {line}");
        } else {
            let checked = checked.unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert!(checked.statements.iter().map(|one| one.entries).sum::<u64>() > 0, "{name}");
            if !matches!(format, Format::Ofx) && !name.contains("unchecked") {
                assert!(checked.statements.iter().all(|one| one.checked), "{name}: {:?}", checked.warnings);
            }
        }
    }
}

#[test]
fn every_cut_of_every_sample_gives_a_reading_or_a_located_error() {
    for (format, path) in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let amounts = |bytes: &[u8]| {
            let reading = read_bytes(format, bytes);
            let told: BTreeSet<i64> = reading.entries().filter_map(|entry| Some(entry.amount?.minor)).collect();
            (told, reading.error)
        };
        let (whole, _) = amounts(&bytes);
        for end in 0..bytes.len() {
            let what = format!("{} cut at {end}", path.display());
            match amounts(&bytes[..end]) {
                (_, Some(error)) => located(&error, &what),
                (told, None) => assert!(told.is_subset(&whole), "{what}: half an amount was taken for one"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn bytes_bent_anywhere_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in any::<prop::sample::Index>()) {
        let all = fixtures();
        let (format, path) = which.get(&all);
        let mut bytes = std::fs::read(path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _reading = read_bytes(*format, &bytes);
        for other in Format::ALL {
            let _nonsense = read_bytes(*other, &bytes);
        }
    }
}

/// A head, then one byte for ever (as far as anybody reads), then nothing.
struct Endless {
    head: Vec<u8>,
    given: u64,
    fill: u8,
    length: u64,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let from = usize::try_from(self.given).unwrap_or(usize::MAX).min(self.head.len());
        let n = if from < self.head.len() {
            let n = out.len().min(self.head.len() - from);
            out[..n].copy_from_slice(&self.head[from..from + n]);
            n
        } else {
            let left = usize::try_from(self.length - self.given).unwrap_or(usize::MAX);
            let n = out.len().min(left);
            out[..n].fill(self.fill);
            n
        };
        self.given += n as u64;
        Ok(n)
    }
}

#[test]
fn a_line_of_a_gigabyte_is_refused_after_a_megabyte() {
    let camt = "<Document><BkToCstmrStmt><Stmt><Id>";
    for (format, head, fill) in [
        (Format::Camt, camt, b'x'),
        (Format::Camt, "<Document><BkToCstmrStmt ", b'x'),
        (Format::Camt, camt, b'&'),
        (Format::Mt940, ":20:X\n:86:", b'x'),
        (Format::Mt940, ":20:X\n:86:", b'\n'),
        (Format::Ofx, "OFXHEADER:100\n<OFX><STMTRS><MEMO>", b'x'),
        (Format::Ofx, "OFXHEADER:100\n<OFX><", b'x'),
        (Format::Csv, "Date;Label;Amount\n", b'x'),
        (Format::Csv, "Date;Label;Amount\n\"", b'\n'),
        (Format::Cfonb, "0115589", b'x'),
    ] {
        let mut endless = Endless { head: head.as_bytes().to_vec(), given: 0, fill, length: 1 << 30 };
        let text = bank::Utf8::new(&mut endless, "utf-8");
        let read = bank::read(format, text, Currency::EUR, &mut |_event| Ok::<(), ImportError>(()));
        let read_bytes = endless.given;
        let what = format!("{format} {}", char::from(fill));
        // blank lines say nothing: an MT940 field of them only is long, not wide
        located(&read.expect_err(&what), &what);
        assert!(read_bytes < 8 << 20, "{what}: {read_bytes} bytes were read");
    }
}

#[test]
fn no_entity_is_ever_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
                <Document><BkToCstmrStmt><Stmt><Id>&b;</Id></Stmt></BkToCstmrStmt></Document>";
    let code = |format, text: &str| match read_bytes(format, text.as_bytes()).error {
        Some(ImportError::Bank { code, .. }) => code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(Format::Camt, bomb), "document-type");
    assert_eq!(code(Format::Ofx, bomb), "document-type");
    let undeclared = "<Document><BkToCstmrStmt><Stmt><Id>&b;</Id></Stmt></BkToCstmrStmt></Document>";
    assert_eq!(code(Format::Camt, undeclared), "entity");
    let deep = format!("<Document>{}", "<a>".repeat(10_000));
    assert_eq!(code(Format::Camt, &deep), "too-deep");
}

#[test]
fn what_cannot_be_read_is_named_and_left_empty() {
    let ofx = |amount: &str, day: &str, currency: &str| {
        let text = format!(
            "OFXHEADER:100\n<OFX><STMTRS><CURDEF>{currency}<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{day}\
             <TRNAMT>{amount}<FITID>1<NAME>A</STMTTRN></BANKTRANLIST></STMTRS></OFX>"
        );
        let reading = read_bytes(Format::Ofx, text.as_bytes());
        assert!(reading.error.is_none(), "{:?}", reading.error);
        let entry = reading.entries().next().unwrap().clone();
        (entry.amount.map(|money| money.to_string()), entry.booked_on, reading.warnings)
    };
    for (amount, day, currency, code) in [
        ("1.005", "20260115", "EUR", "amount"),
        ("12abc", "20260115", "EUR", "amount"),
        ("999999999999999999999", "20260115", "EUR", "amount"),
        ("10.00", "20260231", "EUR", "date"),
        ("10.00", "99990101", "EUR", "date"),
        ("10.00", "15010101", "EUR", "date"),
        ("10.00", "20260115", "EURO", "currency"),
    ] {
        let (_, _, warnings) = ofx(amount, day, currency);
        assert!(
            warnings.iter().any(|warning| warning.code == code && warning.line > 0),
            "{amount} {day}: {warnings:?}"
        );
    }
    let (amount, day, warnings) = ofx("-0.00", "00000000", "JPY");
    assert_eq!((amount.as_deref(), day, warnings.len()), (Some("0 JPY"), None, 0));
}

/// The program itself, on files as banks' sites and spreadsheets write them.
#[test]
fn a_statement_reads_alike_in_utf_16_and_what_is_no_text_leaves_the_book_as_it_was() {
    let shell = Shell::demo(5);
    let batches = || shell.json("batches")["batches"].clone();
    let before = batches();
    let file = shell.home().join("statement");
    let accepted = |format: Format, path: &std::path::Path| {
        let told = shell.json(&format!("import {format} {} --dry-run", path.display()));
        (told["accepted"].as_u64().unwrap(), told["totals"].clone())
    };
    for (format, path) in fixtures() {
        if path.file_name().unwrap().to_string_lossy().starts_with("bad-") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned());
        let wanted = accepted(format, &path);
        assert!(wanted.0 > 0, "{}", path.display());
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect();
            std::fs::write(&file, wide).unwrap();
            assert_eq!(accepted(format, &file), wanted, "{}", path.display());
        }
    }
    for format in Format::ALL {
        for bytes in [&b""[..], b"\x00\x01\x02\xff\x00PK\x03\x04\x00\x00", b"hello\n", b"<a><b>"] {
            std::fs::write(&file, bytes).unwrap();
            let refused = shell.run(&format!("import {format} {}", file.display()));
            assert!(refused.refused().contains("statement"), "{format}: {refused:?}");
        }
    }
    assert_eq!(batches(), before);
}
