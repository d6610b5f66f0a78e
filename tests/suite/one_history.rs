//! One history: a script imports the ledger, the calls of an exchange, mail, text messages and letters, records what a
//! collector does, and a case shows all of it in one line of time.
//! What never lives here: the readers on their own (see `import_heard`), keys of other screens.

use std::path::Path;

use relance::domain::values::Day;
use relance::i18n::Lang;
use relance::store::{Mode, Store};

use crate::import::Desk;
use crate::support::world::{Around, World};

const TODAY: &str = "2026-06-05";

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name).display().to_string()
}

/// The script.
fn desk() -> Desk {
    let desk = Desk::new(TODAY);
    for kind in ["debtors", "invoices", "payments"] {
        desk.import(0, &["--today", TODAY, kind, &fixture(&format!("portfolio/{kind}.csv"))]);
    }
    for (kind, file) in [("cdr", "master.csv"), ("mail", "box"), ("sms", "sms.csv"), ("letters", "letters.csv")] {
        let (json, _) = desk.import(0, &["--today", TODAY, kind, &fixture(&format!("story/{file}"))]);
        assert!(json["accepted"].as_u64() > Some(0), "{kind}: {json}");
    }
    for line in [
        "record contact P001 --outcome promise --seconds 140",
        "record promise P001 --amount 500 --on 2026-06-12",
        "record note P001 rappeler",
        "close-day",
    ] {
        let done = desk.run(&[&line.split(' ').collect::<Vec<_>>()[..], &["--today", TODAY]].concat());
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
    }
    desk
}

/// The screen of the desk's one case, opened by its reference.
pub fn case(desk: &Desk, lang: Lang, size: (u16, u16)) -> World {
    let store = Store::open(&desk.book(), Mode::Write).unwrap();
    let today: Day = "2026-06-08".parse().unwrap();
    let mut world = World::open(store, Around { lang, size, ..Around::day(today) });
    world.press("f").types("P001").press("<enter>");
    world.wait(400);
    world
}

#[test]
fn every_channel_stands_in_one_line_of_time() {
    let desk = desk();
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut world = case(&desk, lang, size);
            insta::assert_snapshot!(format!("one-history-{}-{}x{}", lang.code(), size.0, size.1), world.screen());
        }
    }
    desk.verifies();
}

#[test]
fn it_is_sifted_searched_opened_and_a_day_is_gone_to() {
    let desk = desk();
    let mut world = case(&desk, Lang::En, (120, 40));
    world.sees("4 × no answer");
    // one kind after the other, Esc shows all again
    world.press("V").sees("History: calls").sees("no answer").sees_not("Mise en demeure");
    world.press("V").sees("History: e-mail 2").sees("Re: Rel");
    world.press("V V").sees("History: letters").sees("signed for");
    world.press("<enter>").sees("presented, notice left 28 May").press("<enter>");
    world.press("<esc>").sees("Mise en demeure");
    // tries folded into one line open, and what was searched for is never folded
    world.press("/").types("no-answer").sees_not("4 ×").press("<enter> <esc>").sees("4 ×");
    world.press("/").types("virement part").sees("le virement part vendredi").sees_not("Mise en demeure");
    world.press("<enter> <enter>").sees("Bonjour, le virement part vendredi").press("<esc> <esc>");
    // to a day, as people write it
    world.press("g t").types("2026-05-29").press("<enter>");
    world.press("<enter>").sees("signed for").press("<esc>");
    world.press("g t").types("never").press("<enter>").sees("This is no day").press("<esc>");
}

/// A desk with what nobody has in its tray: a call, and a mail of somebody who is called like a debtor.
fn tray(desk: &Desk, lang: Lang, size: (u16, u16)) -> World {
    let store = Store::open(&desk.book(), Mode::Write).unwrap();
    let today: Day = "2026-06-08".parse().unwrap();
    let mut world = World::open(store, Around { lang, size, ..Around::day(today) });
    world.press("g i");
    world
}

fn with_strangers() -> (Desk, tempfile::TempDir) {
    let (desk, folder) = (desk(), tempfile::tempdir().unwrap());
    let path = folder.path().join("strangers.eml");
    let mail = "From: \"Atelier Bécasse & Fils\" <b@nowhere.example>\nTo: relances@maison.example\n\
        Date: Thu, 04 Jun 2026 11:00:00 +0200\nMessage-ID: <s1@nowhere.example>\nSubject: votre courrier\n\
        Content-Type: text/plain; charset=utf-8\n\nMerci de me rappeler.\n";
    std::fs::write(&path, mail).unwrap();
    desk.import(0, &["--today", TODAY, "mail", &path.display().to_string()]);
    (desk, folder)
}

#[test]
fn the_tray_as_it_looks() {
    let (desk, _folder) = with_strangers();
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut world = tray(&desk, lang, size);
            insta::assert_snapshot!(format!("tray-{}-{}x{}", lang.code(), size.0, size.1), world.screen());
        }
    }
}

#[test]
fn one_key_gives_a_line_of_the_tray_away_and_another_takes_it_back() {
    let (desk, _folder) = with_strangers();
    let mut world = tray(&desk, Lang::En, (120, 40));
    world.sees("2 numbers and addresses").sees("possible: is called the same");
    // the proposal, and back
    world.press("<enter>").sees("1 contact stands with C-000002 now").sees("1 number or address");
    world.press("U").sees("it waits again").sees("2 numbers and addresses");
    // nothing proposed: the find box opens
    world.press("j").sees("Nothing tells whose this is").press("<enter>").sees("Whose is 0155000099?");
    world.types("P003").press("<enter>").sees("1 contact stands with C-000003 now");
    world.press("/").types("nobody").sees("No line fits").press("<esc>").sees("1 number or address");
    // left out
    world.press("x").sees("Left out").sees("Nothing waits");
    world.press("U").sees("1 number or address");
    drop(world);
    let kept = desk.run(&["tray", "--settled", "--json", "--today", "2026-06-08"]);
    assert!(String::from_utf8_lossy(&kept.stdout).contains("\"case\":\"C-000003\""), "{kept:?}");
    desk.verifies();
}
