//! Boxes over the screen: find, palette, questions, the close of the day, my day and the first hour.
//! What never lives here: what they look like (see `forms_look`).
//! Run by the suite.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test picks the one effect it speaks of")]

use relance::app::action::Action;
use relance::app::effect::{Effect, FirstBook, Reply};
use relance::app::overlay::Overlay;
use relance::app::screen::Screen;
use relance::domain::command::What;
use relance::domain::values::CaseId;
use relance::i18n::Lang;

use relance::app::screen::mapping::{Sample, SampleKind};
use relance::exchange::{Field, Kind, Mapping};

use crate::support::samples::act;
use crate::support::stage::{Stage, World, session};

fn stage() -> Stage {
    Stage::new((80, 24), Lang::Fr)
}

fn first_hour() -> Stage {
    let mut session = session(Lang::Fr);
    session.book = false;
    Stage::open((80, 24), session, World::Empty, vec![])
}

#[test]
fn find_asks_at_each_letter_and_enter_opens() {
    let mut stage = stage();
    stage.press("f zo <down>");
    let asked: Vec<_> = stage.asked.iter().filter(|effect| matches!(effect, Effect::Find { .. })).collect();
    assert_eq!(asked.len(), 2, "one question a letter");
    stage.press("e <enter>");
    let Screen::Case(case) = stage.app.stack().top() else { panic!("{}", stage.screen()) };
    assert_eq!(case.case, CaseId(107));
    assert!(stage.app.overlays().is_empty());
}

#[test]
fn an_answer_to_an_older_question_is_passed_over() {
    let mut stage = stage();
    stage.press("f zoe");
    let late = Reply::Found { query: "z".into(), answer: Ok(vec![]) };
    let tick = stage.app.tick();
    stage.app.reply(late, tick);
    let Some(Overlay::Find(found)) = stage.app.overlays().last() else { panic!() };
    assert!(found.is_answered() && !found.hits.is_empty());
}

#[test]
fn the_palette_does_what_it_names_and_says_why_it_cannot() {
    let mut stage = stage();
    stage.press(": promesse <enter>");
    assert!(stage.app.form().is_some_and(|form| form.form.rules().kind().name() == "promise"));
    let mut read_only = session(Lang::Fr);
    read_only.read_only = true;
    let mut stage = Stage::open((80, 24), read_only, World::Sample, vec![]);
    stage.press(": record-promise");
    assert!(stage.screen().contains("lecture seule"), "{}", stage.screen());
    stage.press("<enter>");
    assert!(stage.app.form().is_none());
    assert_eq!(stage.app.toast().map(|toast| toast.say.id.as_str()), Some("off-read-only"));
}

#[test]
fn the_palette_knows_every_action_of_the_screen() {
    use relance::app::action::Scope;
    use relance::app::overlay::palette::PaletteBox;
    let scopes = [Scope::Queue, Scope::List, Scope::Global];
    let palette = PaletteBox::new(&scopes, Lang::En);
    for action in [Action::CloseDay, Action::GoDay, Action::Help, Action::Quit, Action::RecordContact, Action::Undo] {
        assert!(palette.rows().contains(&action), "{}", action.name());
    }
}

#[test]
fn an_undo_says_what_it_takes_back_before_it_does() {
    let mut stage = stage();
    stage.press("<enter> u");
    let screen = stage.screen().replace('\u{a0}', " ");
    assert!(screen.contains("promesse de 1 000,00 €") && screen.contains("appel : promesse de paiement"), "{screen}");
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Execute(_))), "nothing before the yes");
    stage.press("<enter>");
    let undone = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Execute(command) => Some(command.what.clone()),
        _ => None,
    });
    assert_eq!(undone, Some(What::Undo(act(9))));
}

#[test]
fn the_close_shows_how_far_it_is_and_can_be_left_alone_or_stopped() {
    let mut stage = stage();
    stage.press(": close-day <enter>");
    assert!(!stage.asked.contains(&Effect::CloseDay), "it is asked first");
    stage.press("<enter>");
    assert!(stage.asked.contains(&Effect::CloseDay));
    let tick = stage.app.tick();
    stage.app.reply(Reply::Closing { done: 250, total: 1000, rate: 500, seconds_left: 2 }, tick);
    assert!(stage.screen().contains("250 dossiers sur"), "{}", stage.screen());
    stage.press("<esc>");
    assert!(stage.asked.contains(&Effect::StopClose));
    stage.app.reply(Reply::Closed(Ok(())), tick);
    assert!(stage.app.overlays().is_empty(), "the box leaves with the close");
}

#[test]
fn my_day_opens_call_backs_and_drafts() {
    let mut stage = stage();
    stage.press("p 250 <esc> g e");
    assert!(stage.screen().contains("Promesse"), "{}", stage.screen());
    stage.press("<enter>");
    assert!(stage.app.form().is_some(), "the draft is open again:\n{}", stage.screen());
    stage.press("<esc> <esc>");
    assert!(matches!(stage.app.stack().top(), Screen::Queue(_)));
}

#[test]
fn the_first_hour_offers_three_ways() {
    let made = |keys: &str| {
        let mut stage = first_hour();
        stage.press(keys);
        stage.asked.iter().rev().find_map(|effect| match effect {
            Effect::MakeBook(first) => Some(first.clone()),
            _ => None,
        })
    };
    assert_eq!(made("d"), Some(FirstBook::Demo));
    assert_eq!(made("<enter>"), Some(FirstBook::Demo), "the first way is under the hand");
    assert_eq!(made("j j <enter>"), Some(FirstBook::Empty));
    assert_eq!(made("e"), Some(FirstBook::Empty));
    assert_eq!(made("i factures.csv <enter>"), Some(FirstBook::Import("factures.csv".into())));
    assert_eq!(made("i <enter>"), None, "a path is needed");
}

/// A file with one column that everybody knows, one that nobody does, and dates that fit two readings.
pub fn unknown_file() -> Sample {
    let name = |field: &Field| field.name().to_owned();
    let row = |cells: [&str; 5]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let of_kind = |kind: Kind| SampleKind {
        name: kind.name().into(),
        fields: Field::ALL.iter().filter(|field| field.belongs_to(kind)).map(name).collect(),
        required: kind.required().iter().map(|group| group.iter().map(name).collect()).collect(),
        known: if kind == Kind::Invoices { vec![("number".into(), 1)] } else { vec![] },
    };
    Sample {
        file: "export.csv".into(),
        headers: row(["Kd-Nr", "Invoice number", "Fällig \"neu\"", "Betrag", "Bemerkung"]),
        rows: (1..=20)
            .map(|n| {
                row([&format!("K{:03}", n * 7), &format!("R-{n:04}"), &format!("0{}/03/2025", n % 9 + 1), "1.250", ""])
            })
            .collect(),
        kinds: [Kind::Invoices, Kind::Payments].map(of_kind).into(),
        unsure: vec!["Fällig \"neu\"".into()],
    }
}

#[test]
fn the_columns_of_an_unknown_file_are_told_and_kept() {
    let mut stage = first_hour();
    let tick = stage.app.tick();
    stage.app.reply(Reply::Unmapped(Box::new(unknown_file())), tick);
    assert!(stage.screen().contains("Kd-Nr"), "{}", stage.screen());
    stage.press("<enter>");
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::MakeBook(_))), "something is still missing");
    // The reference is the first field; the due day and the amount are further on; dates day first, decimal point.
    stage.press("l j j l l l");
    let Screen::Mapping(screen) = stage.app.stack().top() else { panic!() };
    assert_eq!((screen.field(0), screen.field(1)), (Some("debtor"), Some("number")));
    while let Screen::Mapping(screen) = stage.app.stack().top()
        && screen.field(2) != Some("due_on")
    {
        stage.press("l");
    }
    stage.press("j");
    while let Screen::Mapping(screen) = stage.app.stack().top()
        && screen.field(3) != Some("amount")
    {
        stage.press("l");
    }
    stage.press("d n n <enter>");
    let made = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::MakeBook(FirstBook::Mapped { file, kind, mapping }) => {
            assert_eq!(kind, "invoices");
            Some((file.clone(), mapping.clone()))
        }
        _ => None,
    });
    let (file, text) = made.expect("the import is asked for");
    assert_eq!(file, "export.csv");
    let mapping = Mapping::read(&text, Kind::Invoices).expect(&text);
    let columns: Vec<_> = mapping.columns.iter().map(|(field, header, _)| (field.name(), header.as_str())).collect();
    let wanted =
        [("amount", "Betrag"), ("debtor", "Kd-Nr"), ("due_on", "Fällig \"neu\""), ("number", "Invoice number")];
    assert!(wanted.iter().all(|pair| columns.contains(pair)) && columns.len() == 4, "{columns:?}");
    assert!(mapping.date_of(Field::DueOn).is_some() && mapping.number_of(Field::Amount).is_some());
}

#[test]
fn a_column_takes_no_field_twice_and_can_be_left_out() {
    let mut stage = first_hour();
    let tick = stage.app.tick();
    stage.app.reply(Reply::Unmapped(Box::new(unknown_file())), tick);
    for _ in 0..60 {
        stage.press("l");
        let Screen::Mapping(screen) = stage.app.stack().top() else { panic!() };
        assert_ne!(screen.field(0), Some("number"), "column 2 has it");
    }
    stage.press("x");
    let Screen::Mapping(screen) = stage.app.stack().top() else { panic!() };
    assert_eq!(screen.field(0), None);
    stage.press("<esc>");
    assert!(matches!(stage.app.stack().top(), Screen::Start(_)), "one step back to the first hour");
}
