//! Numbers and addresses of a debtor: told, judged by what their contacts say, proposed, found again.
//! What never lives here: which number is the best of several (see `domain::point`), the call itself (see `calling`).
//! Run by the suite.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test picks the one effect it speaks of")]

use relance::app::effect::Effect;
use relance::domain::codes::*;
use relance::domain::command::{Command, Record, What};
use relance::domain::permit::Consent;
use relance::domain::point::PointTold;
use relance::i18n::Lang;
use serde_json::Value;

use crate::support::book::{in_memory, monday, now};
use crate::support::days::close;
use crate::support::samples::today;
use crate::support::shell::Shell;
use crate::support::stage::Stage;
use crate::support::world::{Around, World};

fn stage() -> Stage {
    Stage::new((80, 24), Lang::Fr)
}

fn recorded(keys: &str) -> Vec<Record> {
    let mut stage = stage();
    stage.press(keys);
    assert!(stage.app.form().is_none(), "still open after {keys}:\n{}", stage.screen());
    let commands = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Execute(Command { what: What::Record(records), .. }) => Some(records.clone()),
        _ => None,
    });
    commands.expect("something was recorded")
}

#[test]
fn a_point_is_told_with_few_keys() {
    let records =
        recorded("N 01<space>45<space>67<space>89<space>01 <tab> Mme<space>Noir <tab> a <tab> f <tab> p <enter>");
    let told = PointTold {
        point: "01 45 67 89 01".into(),
        name: "Mme Noir".into(),
        role: Some(PartyRole::Accounts),
        language: Some(Language::French),
        preferred: true,
        gone: false,
    };
    assert_eq!(records, [Record::Point(told)]);
    // The one under the hand of the contacts tab, with one thing changed.
    let [Record::Point(told)] = &recorded("<enter> 5 <enter> <tab> <tab> e <enter>")[..] else { panic!() };
    assert_eq!((told.language, told.role, told.preferred), (Some(Language::English), None, false));
    assert!(told.point.starts_with('0'), "{told:?}");
    let mut bad = stage();
    bad.press("N 12 <enter>").settle();
    assert!(bad.app.form().is_some() && bad.screen().contains("ni un numéro"), "{}", bad.screen());
}

#[test]
fn a_wish_is_recorded_on_the_screen() {
    let said = |channel, point: &str, refused| {
        let (point, origin) = (point.to_owned(), "appel".to_owned());
        Record::Consent(Consent { channel, point, refused, on: today(), origin })
    };
    assert_eq!(recorded("Y n <tab> appel <enter>"), [said(None, "", true)]);
    let records = recorded("Y o 1 <tab> <right> <tab> appel <enter>");
    let [Record::Consent(consent)] = &records[..] else { panic!("{records:?}") };
    assert_eq!((consent.channel, consent.refused), (Some(Channel::Call), false));
    assert!(!consent.point.is_empty(), "one number");
    let mut unsaid = stage();
    unsaid.press("Y <enter>").settle();
    assert!(unsaid.app.form().is_some() && unsaid.screen().contains("oui ou non"), "{}", unsaid.screen());
}

#[test]
fn forms_of_points_and_wishes_look_so() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let at = format!("{}-{}x{}", lang.code(), size.0, size.1);
            for (name, keys) in [("point", "N 0145678901 <tab> <tab> a"), ("consent", "Y n 1")] {
                let mut stage = Stage::new(size, lang);
                stage.press(keys).settle();
                insta::assert_snapshot!(format!("form-{name}-{at}"), stage.screen());
            }
        }
    }
}

#[test]
fn a_wrong_number_is_used_no_more_and_another_is_asked_for() {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    let mut world = World::open(store, Around::day(monday()));
    world.press("c x").sees("another");
    world.press("0145678901 <enter>");
    let case = |world: &mut World| {
        let all = (1..=5).map(relance::domain::values::CaseId);
        let views = all.map(|case| world.store().case_view(case, now(monday(), 1_000), None, 50).unwrap());
        views.into_iter().find(|view| view.state.rev.seq > 0).expect("one case was worked")
    };
    let view = case(&mut world);
    let of = |quality| view.points.iter().filter(move |point| point.quality == quality).collect::<Vec<_>>();
    assert_eq!(view.state.rev.seq, 2, "the call and the number are one act: {:?}", view.points);
    assert_eq!((of(PointQuality::Wrong).len(), of(PointQuality::Untried).len()), (1, 2), "{:?}", view.points);
    assert_eq!(of(PointQuality::Untried)[0].point, "0145678901");
    // Who calls from it is found, and what was told is taken back with the call.
    let found = world.store().find("01 45 67 89 01", monday(), 5).unwrap();
    assert_eq!(found.iter().map(|hit| hit.case).collect::<Vec<_>>(), [view.state.case]);
    world.press("u");
    let view = case(&mut world);
    assert_eq!((view.points.len(), view.points[0].quality), (2, PointQuality::Failed));
    // Nothing known: the call alone.
    let mut none = World::open(
        {
            let mut store = in_memory(5);
            close(&mut store, monday().plus(-3));
            store
        },
        Around::day(monday()),
    );
    none.press("c x <enter>");
    assert_eq!(case(&mut none).state.rev.seq, 1);
}

#[test]
fn the_command_line_tells_of_points_and_shows_what_they_are_worth() {
    let mut shell = Shell::new();
    shell.on("2026-03-03");
    shell.run("init").done();
    let debtors = "debtor,name,kind,country,phone,email\nA1,Aubin,company,FR,0612345678,a@aubin.example\n";
    std::fs::write(shell.home().join("debtors.csv"), debtors).unwrap();
    shell.run("import debtors debtors.csv").done();
    let points = |shell: &Shell| -> Vec<(String, String)> {
        let shown = shell.json("show A1");
        let all = shown["points"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.iter().map(|point| (text(&point["point"]), text(&point["quality"]))).collect()
    };
    shell
        .run("record point A1 --phone '+33 1 45 67 89 01' --name 'Mme Noir' --role accounts --language fr --prefer")
        .done();
    shell.run("record point A1 --phone 0145678901 --language en").done();
    let shown = shell.json("show A1");
    let told = &shown["points"][1];
    assert_eq!(
        (&told["name"], &told["role"], &told["language"], &told["preferred"], &told["point"]),
        (&"Mme Noir".into(), &"accounts".into(), &"en".into(), &true.into(), &"+33 1 45 67 89 01".into()),
        "what is not said again stays: {shown}"
    );
    for (line, quality) in [
        ("--outcome no-answer", "failed"),
        ("--outcome no-commitment", "reached"),
        ("--outcome wrong-number", "wrong"),
        ("--direction in --outcome no-commitment", "reached"),
        ("--outcome disconnected", "wrong"),
    ] {
        shell.run(&format!("record contact A1 --point 0612345678 {line}")).done();
        assert_eq!(points(&shell)[0].1, quality, "after {line}");
    }
    assert!(shell.run("--lang fr show A1").done().contains("hors d'usage"));
    // A person's word that it is good holds until it turns out bad again.
    shell.run("record point A1 --phone 0612345678").done();
    assert_eq!(points(&shell)[0].1, "reached");
    shell.run("record point A1 --phone 0612345678 --gone").done();
    assert_eq!(points(&shell)[0].1, "wrong");
    assert!(shell.run("record point A1 --phone 12").refused().contains("phone"));
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}
