//! Messages of one thread, whichever import they came with: one line of the history until it is opened; what a message
//! quotes is folded under it, and found.
//! What never lives here: reading a message (see `exchange::heard`), other channels (see `one_history`).

use std::path::Path;

use relance::i18n::Lang;
use serde_json::Value;

use super::one_history::case;
use crate::import::Desk;

const TODAY: &str = "2026-06-05";
const OURS: &str = "relances@maison.example";
const THEIRS: &str = "compta1@client.example";

fn message((from, to): (&str, &str), day: u32, head: &str, text: &str) -> String {
    format!(
        "From x Mon\nFrom: {from}\nTo: {to}\nDate: {day} May 2026 09:30:00 +0200\n{head}\
         Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )
}

/// Four messages of a thread in two imports, and one apart.
fn desk() -> (Desk, tempfile::TempDir) {
    let (desk, folder) = (Desk::new(TODAY), tempfile::tempdir().unwrap());
    for kind in ["debtors", "invoices"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/portfolio").join(format!("{kind}.csv"));
        desk.import(0, &["--today", TODAY, kind, &file.display().to_string()]);
    }
    let asked: String = (1..=42).map(|n| format!("> ligne {n} : palette numéro {}\n", n * 7)).collect();
    let first = message(
        (OURS, THEIRS),
        18,
        "Message-ID: <m1@maison.example>\nSubject: Facture de mars\n",
        "La facture de mars reste due.",
    );
    let later = [
        message(
            (THEIRS, OURS),
            20,
            "Message-ID: <m2@client.example>\nIn-Reply-To: <m1@maison.example>\nSubject: Re: Facture de mars\n",
            "Quelle facture ?\n\nLe 18 mai 2026, Relances a écrit :\n> La facture de mars reste due.",
        ),
        // It names the message before it alone.
        message(
            (OURS, THEIRS),
            21,
            "Message-ID: <m3@maison.example>\nIn-Reply-To: <m2@client.example>\nSubject: Re: Facture de mars\n",
            "Celle du 12, en pièce jointe.",
        ),
        message((THEIRS, OURS), 22, "Message-ID: <n1@client.example>\nSubject: Horaires\n", "Fermé vendredi."),
        message(
            (THEIRS, OURS),
            26,
            "Message-ID: <m4@client.example>\nReferences: <m1@maison.example> <m2@client.example> <m3@maison.example>\n\
             Subject: RE: Facture de mars\n",
            &format!("Bien reçu, nous réglons le 10.\n\nLe 21 mai 2026, Relances a écrit :\n{asked}"),
        ),
    ];
    for (name, text) in [("first", first), ("later", later.concat())] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let (json, _) = desk.import(0, &["--today", TODAY, "mail", &path.display().to_string()]);
        assert!(json["accepted"].as_u64() > Some(0), "{json}");
    }
    let done = desk.run(&["close-day", "--today", TODAY]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (desk, folder)
}

#[test]
fn a_thread_is_one_line_and_what_is_quoted_is_folded() {
    let (desk, _folder) = desk();
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut world = case(&desk, lang, size);
            let name = |what: &str| format!("{what}-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name("thread-folded"), world.screen());
            world.press("<enter> <enter>");
            insta::assert_snapshot!(name("thread-entry"), world.screen());
            world.press("<enter>");
            insta::assert_snapshot!(name("thread-quoted"), world.screen());
        }
    }
    desk.verifies();
}

#[test]
fn a_thread_is_opened_and_folded_and_what_it_quotes_is_found() {
    let (desk, _folder) = desk();
    let mut world = case(&desk, Lang::En, (200, 60));
    world.sees("4 e-mails").sees_not("Quelle facture");
    world.press("T").sees_not("4 e-mails").sees("Quelle facture").sees("Horaires");
    world.press("j j").press("T").sees("4 e-mails").sees_not("Quelle facture");
    // the hand came back to the line they are folded into
    world.press("T").sees("Quelle facture").press("T").sees("4 e-mails");
    world
        .press("/")
        .types("palette numero 294")
        .press("<enter>")
        .sees("Bien reçu")
        .sees_not("Horaires")
        .sees_not("palette numéro");
    world.press("<enter>").sees("palette numéro 7").press("<enter>").sees_not("palette numéro");
    world.press("<esc>").sees("4 e-mails");
}

#[test]
fn show_tells_the_thread_of_a_message() {
    let (desk, _folder) = desk();
    let done = desk.run(&["show", "P001", "--timeline", "--json", "--today", TODAY]);
    let shown: Value = serde_json::from_slice(&done.stdout).unwrap();
    let lines = shown["timeline"].as_array().unwrap();
    let of = |thread: &str| lines.iter().filter(|line| line["thread"] == thread).count();
    assert_eq!((of("m1@maison.example"), of("n1@client.example")), (4, 1), "{shown}");
    assert!(lines.iter().any(|line| line.get("thread").is_none()), "an invoice has none");
}
