//! Importing the calls of a telephone exchange, e-mail, text messages and letters by command line: whose they are, what stays out, the same again.
//! What never lives here: the columns of a record, the parts of a message (see `exchange::heard`).
//! Run by `cargo test --test suite import_heard`.

use std::path::Path;

use serde_json::Value;

use crate::import::Desk;

const DEBTORS: &str = "reference,name,phone\nD-1,Boulangerie Lefèvre,06 50 38 96 16\nD-2,Garage du Port,01 99 00 11 22\n\
                       D-3,Garage du Pont,01 99 00 11 22\n";

fn desk() -> (Desk, tempfile::TempDir) {
    let (desk, folder) = (Desk::new("2026-05-29"), tempfile::tempdir().unwrap());
    desk.import(0, &["--today", "2026-05-29", "debtors", &written(&folder, "debtors.csv", DEBTORS)]);
    (desk, folder)
}

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn master() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/calls/master.csv").display().to_string()
}

fn codes(json: &Value) -> Vec<&str> {
    json["warnings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

fn calls(desk: &Desk, reference: &str) -> Vec<(String, String, String)> {
    let done = desk.run(&["show", reference, "--timeline", "--json", "--today", "2026-05-30"]);
    let shown: Value = serde_json::from_slice(&done.stdout).unwrap();
    let entries = shown["timeline"].as_array().unwrap().iter().filter(|one| one["channel"] == "call");
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    entries.map(|one| (text(&one["at"]), text(&one["direction"]), text(&one["outcome"]))).collect()
}

#[test]
fn calls_stand_in_the_history_of_whose_number_it_is() {
    let (desk, _folder) = desk();
    let (json, _) = desk.import(3, &["--today", "2026-05-30", "cdr", &master()]);
    assert_eq!(
        (json["kind"].as_str(), json["rows"].as_u64(), json["accepted"].as_u64()),
        (Some("cdr"), Some(7), Some(3))
    );
    assert_eq!((json["rejected"].as_u64(), json["errors"][0]["line"].as_u64()), (Some(1), Some(7)));
    assert_eq!(codes(&json), ["calls-nobodys", "calls-unplaced"]);
    let found = calls(&desk, "D-1");
    let wanted = [
        ("2026-05-29T08:30:00.000Z", "in", ""),
        ("2026-05-28T13:02:11.000Z", "out", ""),
        ("2026-05-28T07:12:40.000Z", "out", "no-answer"),
    ];
    assert_eq!(found, wanted.map(|(at, direction, outcome)| (at.into(), direction.into(), outcome.into())));
    let (again, _) = desk.import(3, &["--today", "2026-05-30", "cdr", &master()]);
    assert_eq!((again["accepted"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)));
    assert_eq!(calls(&desk, "D-1").len(), 3, "nothing stands twice");
    desk.verifies();
}

#[test]
fn a_number_of_several_debtors_tells_nothing_and_a_new_one_is_found_later() {
    let (desk, folder) = desk();
    let row = |dst: &str, id: &str| format!("2026-05-28 10:00:00,,201,{dst},30,ANSWERED,{id}\n");
    let text = format!(
        "calldate,clid,src,dst,billsec,disposition,uniqueid\n{}{}",
        row("0199001122", "a"),
        row("0199005544", "b")
    );
    let file = written(&folder, "report.csv", &text);
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "cdr", &file]);
    assert_eq!((json["accepted"].as_u64(), codes(&json)), (Some(0), vec!["calls-nobodys", "calls-several"]));
    assert_eq!(tray(&desk, &[])["lines"].as_array().map(Vec::len), Some(2));
    let more = written(&folder, "more.csv", "reference,name,phone\nD-4,Hôtel de la Gare,+33 1 99 00 55 44\n");
    desk.import(0, &["--today", "2026-05-30", "debtors", &more]);
    let (dry, _) = desk.import(0, &["--today", "2026-05-30", "cdr", &file, "--dry-run"]);
    assert_eq!((dry["accepted"].as_u64(), calls(&desk, "D-4").len()), (Some(1), 0));
    desk.import(0, &["--today", "2026-05-30", "cdr", &file]);
    assert_eq!(calls(&desk, "D-4").len(), 1);
}

#[test]
fn what_is_no_file_of_calls_is_said_and_nothing_is_written() {
    let (desk, folder) = desk();
    for (text, said) in [("name,town\nA,B\n", "report.csv"), ("", "empty"), ("\u{0}\u{1}\u{2}PNG", "NUL byte")] {
        let file = written(&folder, "report.csv", text);
        let (_, error) = desk.import(1, &["--today", "2026-05-30", "cdr", &file]);
        assert!(error.contains(said), "{text:?}: {error}");
    }
}

/// The records others publish, where they lie beside the project.
#[test]
fn published_records_are_read() {
    let Some(data) = std::env::var_os("RELANCE_TEST_DATA") else { return };
    let (desk, _folder) = desk();
    let file = |name: &str| Path::new(&data).join("formats/cdr").join(name).display().to_string();
    for (name, code, rows, rejected) in [
        ("asterisk_guide_16col.csv", 0, 3, 0),
        ("asterisk_public_tests_18col.csv", 0, 5, 0),
        ("asterisk_malformed.csv", 3, 2, 2),
    ] {
        let (json, _) = desk.import(code, &["--today", "2026-07-30", "cdr", &file(name)]);
        assert_eq!((json["rows"].as_u64(), json["rejected"].as_u64()), (Some(rows), Some(rejected)), "{name}: {json}");
    }
}

fn message(from: &str, to: &str, id: &str, subject: &str, text: &str) -> String {
    format!(
        "From: {from}\nTo: {to}\nDate: Thu, 28 May 2026 09:30:00 +0200\nMessage-ID: <{id}@x.example>\n\
         Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    )
}

#[test]
fn messages_stand_in_the_history_of_whose_address_or_invoice_they_show() {
    let (desk, folder) = desk();
    let debtors = "reference,name,email\nD-1,Boulangerie Lefèvre,compta@lefevre.example\nD-5,Œuvres du Port,\n";
    desk.import(0, &["--today", "2026-05-29", "debtors", &written(&folder, "mails.csv", debtors)]);
    let invoices = "debtor,number,due,amount\nD-5,F-2026-0519,2026-05-01,120.00\n";
    desk.import(0, &["--today", "2026-05-29", "invoices", &written(&folder, "invoices.csv", invoices)]);
    let ours = "relances@maison.example";
    let text = [
        message("compta@LEFEVRE.example", ours, "m1", "votre relance", "Nous réglons vendredi."),
        message(ours, "compta@lefevre.example", "m2", "Relance", "Sauf erreur…\u{1b}[31m"),
        message("perso@autre.example", ours, "m3", "facture F-2026-0519", "Est-elle échue ?"),
        message("pub@autre.example", ours, "m4", "offre 2026", "Achetez."),
    ];
    let mailbox: String = text.iter().map(|one| format!("From x Thu\n{one}\n")).collect();
    let mailbox = written(&folder, "box", &mailbox);
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "mail", &mailbox]);
    assert_eq!(
        (json["kind"].as_str(), json["rows"].as_u64(), json["accepted"].as_u64()),
        (Some("mail"), Some(4), Some(3))
    );
    assert_eq!(codes(&json), ["mail-nobodys"]);
    let shown = desk.run(&["show", "D-1", "--timeline", "--json", "--today", "2026-05-30"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("votre relance · Nous réglons vendredi.") && !shown.contains("u001b"), "{shown}");
    let shown = desk.run(&["show", "D-5", "--timeline", "--today", "2026-05-30"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("Est-elle échue"), "{shown:?}");
    let (again, _) = desk.import(0, &["--today", "2026-05-30", "mail", &mailbox]);
    assert_eq!((again["accepted"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)));
    desk.verifies();
}

/// Messages others publish, odd ones among them: each is read or refused, none ends the import.
#[test]
fn published_messages_are_read_or_refused_one_by_one() {
    let Some(data) = std::env::var_os("RELANCE_TEST_DATA") else { return };
    let (desk, _folder) = desk();
    for (part, least) in [("rfc", 5), ("legacy", 54)] {
        let folder = Path::new(&data).join("formats/eml/eml").join(part).display().to_string();
        let done = desk.run(&["import", "--json", "--today", "2026-05-30", "mail", &folder]);
        assert!(matches!(done.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&done.stderr));
        let json: Value = serde_json::from_slice(&done.stdout).unwrap();
        let (rows, rejected) = (json["rows"].as_u64().unwrap(), json["rejected"].as_u64().unwrap());
        println!("{part}: {rows} messages, {rejected} refused");
        assert!(rows - rejected >= least, "{json}");
    }
}

fn kept(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name).display().to_string()
}

/// What the history of a debtor says of a channel: day, outcome, text.
fn told(desk: &Desk, reference: &str, channel: &str) -> Vec<[String; 3]> {
    let done = desk.run(&["show", reference, "--timeline", "--json", "--today", "2026-05-30"]);
    let shown: Value = serde_json::from_slice(&done.stdout).unwrap();
    let entries = shown["timeline"].as_array().unwrap().iter().filter(|one| one["channel"] == channel);
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    entries.map(|one| [text(&one["at"])[..10].to_owned(), text(&one["outcome"]), text(&one["text"])]).collect()
}

#[test]
fn letters_stand_once_in_the_state_they_are_in() {
    let (desk, _folder) = desk();
    let import = |code, name: &str| desk.import(code, &["--today", "2026-05-30", "letters", &kept(name)]).0;
    let json = import(3, "letters/suivi.csv");
    let counts = ["rows", "accepted", "rejected"].map(|name| json[name].as_u64().unwrap());
    assert_eq!((counts, json["errors"][0]["value"].as_str()), ([5, 2, 1], Some("fumé")));
    assert!(codes(&json).contains(&"letters-nobodys"), "{json}");
    let sent = "outcome 1A 100 000 0001 1 Mise en demeure F-2026-0519";
    let first = told(&desk, "D-1", "registered-letter");
    assert_eq!(first.len(), 1, "two rows of one letter are one: {first:?}");
    assert_eq!((first[0][0].as_str(), first[0][1].as_str()), ("2026-05-13", "presented"));
    assert!(sent.split(' ').skip(1).all(|word| first[0][2].contains(word)), "{first:?}");
    assert_eq!(told(&desk, "D-2", "registered-letter")[0][1], "letter-returned", "found by its name");
    // a later file knows the letter by its number alone
    let json = import(0, "letters/later.csv");
    assert_eq!((json["accepted"].as_u64(), json["unchanged"].as_u64()), (Some(1), Some(0)));
    let after = told(&desk, "D-1", "registered-letter");
    assert_eq!((after.len(), after[0][0].as_str(), after[0][1].as_str()), (1, "2026-05-13", "unclaimed"));
    assert!(after[0][2].contains("Mise en demeure"), "{after:?}");
    for (name, code) in [("letters/suivi.csv", 3), ("letters/later.csv", 0)] {
        let json = import(code, name);
        assert_eq!(json["accepted"].as_u64(), Some(0), "{name} again changes nothing: {json}");
    }
    let batch = json["batch"].to_string();
    assert!(desk.run(&["batches", "--undo", &batch, "--no-input"]).status.success());
    assert_eq!(told(&desk, "D-1", "registered-letter")[0][1], "presented", "the undone news are gone");
    desk.verifies();
}

#[test]
fn text_messages_are_found_by_the_number_outside() {
    let (desk, folder) = desk();
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "sms", &kept("sms/gateway.csv")]);
    assert_eq!((json["rows"].as_u64(), json["accepted"].as_u64()), (Some(4), Some(3)));
    assert_eq!(codes(&json).last(), Some(&"sms-nobodys"));
    let found = told(&desk, "D-1", "sms");
    let outcomes: Vec<&str> = found.iter().map(|one| one[1].as_str()).collect();
    assert_eq!(outcomes, ["not-delivered", "reply-received", "delivered"]);
    let (again, _) = desk.import(0, &["--today", "2026-05-30", "sms", &kept("sms/gateway.csv")]);
    assert_eq!((again["accepted"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)));
    // a gateway of which nobody knows the columns is read by a mapping
    let odd = written(&folder, "odd.csv", "wann;wer;was\n28.05.2026 10:00;06 50 38 96 16;Hallo\n");
    let (_, said) = desk.import(1, &["--today", "2026-05-30", "sms", &odd]);
    assert!(said.contains("wann"), "{said}");
    let map = "[columns]\nat = \"wann\"\nto = \"wer\"\nnote = \"was\"\n";
    let map = written(&folder, "map.toml", map);
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "sms", &odd, "--map", &map]);
    assert_eq!(json["accepted"].as_u64(), Some(1), "{json}");
    // the number goes to another debtor: what was attached stays where it is
    let moved = "reference,name,phone\nD-1,Boulangerie Lefèvre,01 11 11 11 11\nD-2,Garage du Port,06 50 38 96 16\n";
    desk.import(0, &["--today", "2026-05-30", "debtors", &written(&folder, "moved.csv", moved)]);
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "sms", &kept("sms/gateway.csv")]);
    assert_eq!((json["accepted"].as_u64(), told(&desk, "D-1", "sms").len()), (Some(0), 4));
    desk.verifies();
}

fn tray(desk: &Desk, arguments: &[&str]) -> Value {
    let done = desk.run(&[&["tray", "--json", "--today", "2026-05-30"], arguments].concat());
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn what_finds_nobody_waits_and_the_choice_is_remembered() {
    let (desk, folder) = desk();
    let (json, _) = desk.import(3, &["--today", "2026-05-30", "cdr", &master()]);
    assert_eq!(json["heard"], serde_json::json!({"certain": 3, "likely": 0, "possible": 0, "waiting": 1}));
    let waits = tray(&desk, &[]);
    assert_eq!((waits["waiting"].as_u64(), waits["lines"][0]["point"].as_str()), (Some(1), Some("0199005544")));
    assert_eq!(waits["lines"][0]["direction"].as_str(), Some("out"));
    let (again, _) = desk.import(3, &["--today", "2026-05-30", "cdr", &master()]);
    assert_eq!(again["heard"]["waiting"].as_u64(), Some(0), "nothing waits twice");
    let done = tray(&desk, &["01 99 00 55 44", "--case", "D-2"]);
    assert_eq!((done["contacts"].as_u64(), done["waits"].as_bool()), (Some(1), Some(false)), "{done}");
    assert_eq!((calls(&desk, "D-2").len(), tray(&desk, &[])["waiting"].as_u64()), (1, Some(0)));
    // the next call of that number finds its debtor by itself
    let row = |id: &str, dst: &str| format!("2026-05-29 10:00:00,,201,{dst},30,ANSWERED,{id}\n");
    let text = format!("calldate,clid,src,dst,billsec,disposition,uniqueid\n{}", row("z.1", "+33199005544"));
    let next = written(&folder, "next.csv", &text);
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "cdr", &next]);
    assert_eq!((json["accepted"].as_u64(), calls(&desk, "D-2").len()), (Some(1), 2));
    desk.verifies();
    // taken back: what was attached by hand waits again, what an import attached stays
    let back = tray(&desk, &["+33 1 99 00 55 44", "--take-back"]);
    assert_eq!((back["waits"].as_bool(), calls(&desk, "D-2").len()), (Some(true), 1), "{back}");
    assert_eq!(tray(&desk, &[])["waiting"].as_u64(), Some(1));
    // dismissed: it waits no more, and nothing of it comes again
    tray(&desk, &["0199005544", "--dismiss"]);
    assert_eq!(tray(&desk, &[])["waiting"].as_u64(), Some(0));
    let text = format!("calldate,clid,src,dst,billsec,disposition,uniqueid\n{}", row("z.2", "0199005544"));
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "cdr", &written(&folder, "more.csv", &text)]);
    assert_eq!((codes(&json), json["heard"]["waiting"].as_u64()), (vec!["heard-left-out"], Some(0)));
    assert_eq!(tray(&desk, &["--settled"])["lines"].as_array().map(Vec::len), Some(1));
    let refused = desk.run(&["tray", "0199005544", "--case", "D-2"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("relance tray"), "{refused:?}");
    desk.verifies();
}

#[test]
fn several_debtors_and_a_houses_domain_are_proposed_or_taken() {
    let (desk, folder) = desk();
    let debtors = "reference,name,email\nD-1,Boulangerie Lefèvre,compta@lefevre.example\nD-6,Paul Petit,paul@gmail.com\n\
                   D-7,Petit Bois,a@petit.example\nD-8,Petit Fer,b@petit.example\n";
    desk.import(0, &["--today", "2026-05-29", "debtors", &written(&folder, "mails.csv", debtors)]);
    let ours = "relances@maison.example";
    let text = [
        message("direction@lefevre.example", ours, "m1", "bonjour", "a"),
        message("autre@gmail.com", ours, "m2", "bonjour", "b"),
        message("chef@petit.example", ours, "m3", "bonjour", "c"),
        message("Paul Petit <pp@nowhere.example>", ours, "m4", "bonjour", "d"),
    ];
    let mailbox: String = text.iter().map(|one| format!("From x Thu\n{one}\n")).collect();
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "mail", &written(&folder, "box", &mailbox)]);
    assert_eq!(json["heard"], serde_json::json!({"certain": 0, "likely": 1, "possible": 0, "waiting": 3}), "{json}");
    assert_eq!(told(&desk, "D-1", "email").len(), 1, "a house's own domain tells");
    let waits = tray(&desk, &[]);
    let proposed = |point: &str| -> Vec<String> {
        let line = waits["lines"].as_array().unwrap().iter().find(|line| line["point"] == point).unwrap();
        let all = line["proposals"].as_array().unwrap().iter();
        all.map(|one| format!("{} {}", one["reference"].as_str().unwrap(), one["why"].as_str().unwrap())).collect()
    };
    assert_eq!(proposed("autre@gmail.com"), Vec::<String>::new(), "anybody's domain tells nothing");
    assert_eq!(proposed("chef@petit.example"), ["D-7 domain", "D-8 domain"]);
    assert_eq!(proposed("pp@nowhere.example"), ["D-6 called"]);
    let text = desk.run(&["tray", "--today", "2026-05-30", "--lang", "fr"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("probable : a des adresses de ce domaine"), "{text}");
    // the import taken back takes what waits with it
    assert!(desk.run(&["batches", "--undo", &json["batch"].to_string(), "--no-input"]).status.success());
    assert_eq!(tray(&desk, &[])["waiting"].as_u64(), Some(0));
    desk.verifies();
}

/// The history of a debtor, as text.
fn lines(desk: &Desk, reference: &str) -> Vec<String> {
    let done = desk.run(&["show", reference, "--timeline", "--json", "--today", "2026-05-30"]);
    let shown: Value = serde_json::from_slice(&done.stdout).unwrap();
    let entries = shown["timeline"].as_array().unwrap().iter().filter(|one| !one["channel"].is_null());
    entries.map(|one| one["text"].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn a_message_that_answers_another_is_whose_that_is_and_says_how_it_is_known() {
    let (desk, folder) = desk();
    let invoices = "debtor,number,issued,due,amount\nD-2,F-2026-0077,2026-04-01,2026-05-01,100.00\n";
    desk.import(0, &["--today", "2026-05-29", "invoices", &written(&folder, "invoices.csv", invoices)]);
    let message = |id: &str, from: &str, answers: &str, text: &str| {
        format!(
            "From {id} Thu\nFrom: {from}\nTo: relances@maison.example\nDate: Thu, 28 May 2026 09:30:00 +0200\n\
             Message-ID: <{id}@x>\n{answers}Subject: x\n\n{text}\n\n"
        )
    };
    let text = [
        message("1", "patron@gmail.com", "", "a propos de F-2026-0077"),
        message("2", "associe@gmail.com", "References: <0@x> <1@x>\n", "je confirme"),
        message("3", "comptable@gmail.com", "In-Reply-To: <2@x>\n", "moi aussi"),
        message("4", "inconnu@gmail.com", "In-Reply-To: <9@x>\n", "bonjour"),
    ];
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "mail", &written(&folder, "box", &text.concat())]);
    assert_eq!((json["accepted"].as_u64(), json["heard"]["likely"].as_u64()), (Some(3), Some(3)), "{json}");
    let history = lines(&desk, "D-2");
    assert_eq!(history.iter().filter(|line| line.ends_with("given?")).count(), 2, "{history:?}");
    assert_eq!(history.iter().filter(|line| line.ends_with("invoice?")).count(), 1, "{history:?}");
    // Later, to a message that the book holds.
    let later = message("5", "associe@gmail.com", "In-Reply-To: <3@x>\n", "encore");
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "mail", &written(&folder, "later", &later)]);
    assert_eq!(json["accepted"].as_u64(), Some(1), "{json}");
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "mail", &written(&folder, "later", &later)]);
    assert_eq!(json["unchanged"].as_u64(), Some(1), "{json}");
    desk.verifies();
}

#[test]
fn a_number_that_was_given_is_found_and_stands_among_the_debtors() {
    let (desk, folder) = desk();
    let text =
        "calldate,clid,src,dst,billsec,disposition,uniqueid\n2026-05-28 10:00:00,,0199005544,201,30,ANSWERED,u.1\n";
    desk.import(0, &["--today", "2026-05-30", "cdr", &written(&folder, "c.csv", text)]);
    let run = |args: &[&str]| {
        let done = desk.run(&[args, &["--json", "--today", "2026-05-30"]].concat());
        serde_json::from_slice::<Value>(&done.stdout).unwrap_or_default()
    };
    let found = |query: &str| run(&["find", query])["matches"].as_array().map_or(0, Vec::len);
    assert_eq!(found("01 99 00 55 44"), 0);
    run(&["tray", "0199005544", "--case", "D-1"]);
    assert_eq!(found("01 99 00 55 44"), 1, "as it was written elsewhere");
    let points = run(&["show", "D-1"])["points"].clone();
    assert!(points.as_array().unwrap().iter().any(|one| one["point"] == "0199005544"), "{points}");
    run(&["tray", "0199005544", "--take-back"]);
    assert_eq!(found("01 99 00 55 44"), 0, "taken back");
    desk.verifies();
}
