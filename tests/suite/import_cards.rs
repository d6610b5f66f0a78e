//! Importing visiting cards by command line: whose they are, what they add, what a person said before, the same again.
//! What never lives here: how a card is written (see `exchange::heard`).

use std::path::Path;

use serde_json::Value;

use crate::import::Desk;

const DEBTORS: &str = "reference,name,phone,email\nD-1,Boulangerie Lefèvre,06 50 38 96 16,\n\
                       D-2,Garage du Port,01 99 00 11 22,\nD-3,Ateliers Nord,,nord@ateliers.example\n";

fn desk() -> (Desk, tempfile::TempDir) {
    let (desk, folder) = (Desk::new("2026-05-29"), tempfile::tempdir().unwrap());
    let path = folder.path().join("debtors.csv");
    std::fs::write(&path, DEBTORS).unwrap();
    desk.import(0, &["--today", "2026-05-29", "debtors", &path.display().to_string()]);
    (desk, folder)
}

fn fixture() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cards/contacts.vcf").display().to_string()
}

/// The points of a debtor: point, name, role, language, preferred.
fn points(desk: &Desk, reference: &str) -> Vec<(String, String, String, String, bool)> {
    let done = desk.run(&["show", reference, "--json", "--today", "2026-05-30"]);
    let shown: Value = serde_json::from_slice(&done.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let points = shown["points"].as_array().unwrap_or_else(|| panic!("{shown}")).clone();
    let of = |one: &Value| {
        (text(&one["point"]), text(&one["name"]), text(&one["role"]), text(&one["language"]), one["preferred"] == true)
    };
    points.iter().map(of).collect()
}

#[test]
fn cards_go_to_whom_they_belong_and_say_who_is_there() {
    let (desk, _folder) = desk();
    let (json, _) = desk.import(3, &["--today", "2026-05-30", "vcard", &fixture()]);
    assert_eq!(
        (json["rows"].as_u64(), json["accepted"].as_u64(), json["rejected"].as_u64()),
        (Some(4), Some(2), Some(1))
    );
    assert_eq!(json["errors"][0]["reason"].as_str(), Some("missing"));
    assert_eq!(json["warnings"][0]["code"].as_str(), Some("cards-nobodys"));
    let own = |point: &str, name: &str, role: &str, preferred| {
        (point.to_owned(), name.to_owned(), role.to_owned(), String::new(), preferred)
    };
    // By the number it has; by the name of the house.
    assert_eq!(
        points(&desk, "D-1"),
        [
            own("06 50 38 96 16", "Zoé Maillard", "accounts", false),
            own("01 55 55 01 70", "Zoé Maillard", "accounts", true),
            own("zoe.maillard@lefevre.example", "Zoé Maillard", "accounts", false),
        ]
    );
    assert_eq!(points(&desk, "D-2").len(), 3);
    assert!(points(&desk, "D-2").contains(&own("pablo@garage-du-port.example", "Pablo Ruiz", "management", true)));
    let (again, _) = desk.import(3, &["--today", "2026-05-30", "vcard", &fixture()]);
    assert_eq!((again["accepted"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(2)));
    desk.verifies();
}

#[test]
fn what_a_person_said_stands() {
    let (desk, folder) = desk();
    let today = ["--today", "2026-05-30"];
    let run = |args: &[&str]| assert!(desk.run(&[args, &today].concat()).status.success(), "{args:?}");
    run(&["record", "point", "D-1", "--phone", "06 50 38 96 16", "--name", "Madame Roux", "--prefer"]);
    run(&["record", "point", "D-1", "--phone", "01 55 55 01 70", "--gone"]);
    let (dry, _) = desk.import(3, &["--today", "2026-05-30", "vcard", "--dry-run", &fixture()]);
    assert_eq!((dry["accepted"].as_u64(), dry["changes"].as_array().map(Vec::len)), (Some(2), Some(2)));
    assert_eq!(points(&desk, "D-1").len(), 2, "shown, not done");
    desk.import(3, &["--today", "2026-05-30", "vcard", &fixture()]);
    let found = points(&desk, "D-1");
    assert_eq!((found[0].1.as_str(), found[0].4), ("Madame Roux", true), "{found:?}");
    assert!(
        found.iter().any(|point| point.0 == "01 55 55 01 70" && point.1.is_empty()),
        "out of use, and left so: {found:?}"
    );
    // A card with numbers of two debtors is neither's.
    let both = "BEGIN:VCARD\nFN:Both\nTEL:0650389616\nTEL:0199001122\nEND:VCARD\n";
    let path = folder.path().join("both.vcf");
    std::fs::write(&path, both).unwrap();
    let (json, _) = desk.import(0, &["--today", "2026-05-30", "vcard", &path.display().to_string()]);
    assert_eq!(json["warnings"][0]["code"].as_str(), Some("cards-several"));
    desk.verifies();
}

#[test]
fn cards_of_other_programs_are_read() {
    let Some(data) = std::env::var_os("RELANCE_TEST_DATA") else { return };
    let formats = Path::new(&data).join("formats");
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(formats.join("expected.json")).unwrap()).unwrap();
    let mut files = 0;
    for (name, wanted) in expected["vcard"].as_object().unwrap() {
        let (mut found, mut refused) = (vec![], 0);
        let bytes = std::fs::read(formats.join(name)).unwrap();
        let mut each = |card: relance::exchange::heard::Card| {
            found.push(card);
            Ok::<_, std::convert::Infallible>(())
        };
        let counts = relance::exchange::heard::cards(bytes.as_slice(), &mut each, &mut |_| refused += 1).unwrap();
        assert_eq!((Some(counts.rows), refused), (wanted["cards"].as_u64(), 0), "{name}");
        let points: usize = found.iter().map(|card| card.points.len()).sum();
        let (phones, mails) = (wanted["tel"].as_u64().unwrap(), wanted["email"].as_u64().unwrap());
        eprintln!("{name}: {points} of {phones} + {mails}: {found:?}");
        assert!(points > 0 && points as u64 <= phones + mails, "{name}: {points}");
        files += 1;
    }
    assert_eq!(files, 9);
}
