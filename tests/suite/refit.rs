//! The card at a month's close: fitted again or told anew, never silently, and one command goes back - from the command line,
//! and from the close that the workstation starts.
//! What never lives here: what a good card is (see `score`).
//! Run by the suite, by the real program.

use std::path::PathBuf;

use relance::domain::codes::CardSource;
use relance::domain::command::{Record, What};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day};
use relance::i18n::Lang;
use relance::ranking::Card;
use relance::runtime::{ChildClose, House, OpenBook};
use relance::store::{Mode, Store};
use serde_json::Value;

use crate::support::book::{command, execute, now};
use crate::support::shell::Shell;
use crate::support::world::{World, open_book};

/// The last working day of a month after the card was fitted, and the one of the month after.
const MONTHS_END: &str = "2026-04-30";
const NEXT_END: &str = "2026-05-29";

/// A book with a card fitted on 17 March, and that card's name.
fn book() -> (Shell, String) {
    let shell = Shell::demo(60);
    let name = shell.json("score train")["card"].as_str().unwrap().to_owned();
    (shell, name)
}

/// What the journal says of cards chosen here, oldest first.
fn chosen(shell: &Shell) -> Vec<Value> {
    let journal = shell.json("journal --limit 10000");
    let entries = journal["entries"].as_array().unwrap().iter();
    entries.map(|entry| entry["adopted"].clone()).filter(|adopted| adopted["chosen"] == true).collect()
}

#[test]
fn a_months_close_brings_a_fitted_card_up_to_date_and_says_so() {
    let (mut shell, first) = book();
    shell.on("2026-03-31");
    assert_eq!(shell.json("close-day").get("card"), None, "fitted this month: it waits");
    shell.on("2026-04-29");
    assert_eq!(shell.json("close-day").get("card"), None, "not yet the month's end");
    shell.on(MONTHS_END);
    let done = shell.json("close-day");
    let second = done["card"]["name"].as_str().unwrap().to_owned();
    assert_eq!(
        (done["card"]["before"].as_str(), done["card"]["recalibrated"].as_bool()),
        (Some(first.as_str()), Some(false))
    );
    assert_eq!(shell.json("queue --day 2026-05-04 --limit 1")["card"], *second, "tomorrow's list is made by it");
    let cards = chosen(&shell);
    let (name, training) = (|card: &Value| card["name"].clone(), |card: &Value| card["training"].clone());
    assert_eq!(cards.iter().map(name).collect::<Vec<_>>(), [first.as_str(), second.as_str()]);
    assert_eq!(training(&cards[1])["instead_of"], *first);
    assert!(training(&cards[1])["to"].as_str() > training(&cards[0])["to"].as_str(), "{cards:?}");
    assert!(shell.run("journal --limit 10000").done().contains(&second));
    assert_eq!(shell.json("score back")["card"], *first);
    let again = shell.json("close-day");
    assert_eq!(again.get("card"), None, "what a person chose within the month stays");
    assert_eq!(shell.json("queue --day 2026-05-04 --limit 1")["card"], *first);
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

#[test]
fn a_missed_months_end_is_made_up_for_by_the_next_close() {
    let (mut shell, first) = book();
    for day in ["2026-03-31", "2026-04-28"] {
        shell.on(day);
        shell.run("close-day").done();
    }
    shell.on("2026-05-05");
    let said = shell.run("close-day");
    assert!(said.done().contains("score back") && said.done().contains(&first), "{said:?}");
    assert_ne!(shell.json("score")["card"], *first);
    shell.on("2026-05-06");
    assert_eq!(shell.json("close-day").get("card"), None, "once");
}

/// Everybody pays all there is.
fn pay_all(shell: &Shell, day: Day) {
    let mut store = Store::open(shell.book(), Mode::Write).unwrap();
    for case in 1..=60 {
        let sums = store.case(CaseId(case), day).unwrap().balance.open;
        let paid = sums.iter().map(|amount| Record::Payment {
            amount,
            paid_on: day,
            parts: vec![],
            method: None,
            reference: String::new(),
        });
        let paid: Vec<Record> = paid.collect();
        if !paid.is_empty() {
            let pay = command(7_000 + case.unsigned_abs(), case, None, What::Record(paid));
            execute(&mut store, now(day, 0), &pay).unwrap();
        }
    }
}

#[test]
fn with_too_little_news_only_the_chances_are_told_anew() {
    let (mut shell, first) = book();
    pay_all(&shell, "2026-03-17".parse().unwrap());
    shell.on(MONTHS_END);
    let done = shell.json("close-day");
    assert_eq!(
        (done["card"]["before"].as_str(), done["card"]["recalibrated"].as_bool()),
        (Some(first.as_str()), Some(true))
    );
    let cards = chosen(&shell);
    let points = |card: &Value| {
        let text = card["text"].as_str().unwrap();
        text[text.find("[[feature]]").unwrap()..text.find("[probability]").unwrap()].to_owned()
    };
    let chances = |card: &Value| card["text"].as_str().unwrap().split("[probability]").nth(1).unwrap().to_owned();
    assert_eq!(points(&cards[1]), points(&cards[0]), "its points stay");
    assert_ne!(chances(&cards[1]), chances(&cards[0]));
    assert!(shell.run("journal --limit 10000").done().contains("told anew"));
    assert_eq!(shell.json("score back")["card"], *first);
    shell.on(NEXT_END);
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

/// The card last chosen in a book.
fn spoken(store: &Store) -> (Card, CardSource) {
    let chosen = store.card_chosen().unwrap().unwrap();
    (Card::parse(&chosen.text).unwrap(), CardSource::Fitted)
}

/// A house that goes by it.
#[derive(Debug)]
struct Chosen(PathBuf);

impl House for Chosen {
    fn in_force(&mut self) -> Option<(Policy, (Card, CardSource))> {
        Some((Policy::default(), spoken(&Store::open(&self.0, Mode::Read).unwrap())))
    }
}

#[test]
fn the_close_beside_the_screen_does_the_same_and_the_screen_says_it() {
    let (mut shell, first) = book();
    for day in ["2026-03-31", "2026-04-28"] {
        shell.on(day);
        shell.run("close-day").done();
    }
    let today: Day = "2026-05-04".parse().unwrap();
    let program = env!("CARGO_BIN_EXE_relance").into();
    let words = ["--book", shell.book().to_str().unwrap(), "--lang", "en", "--today", "2026-05-04"];
    let closer = ChildClose::new(program, words.iter().map(Into::into).collect());
    let store = Store::open(shell.book(), Mode::Write).unwrap();
    let card = spoken(&store);
    let house = Box::new(Chosen(shell.book().to_owned()));
    let book = OpenBook { closer: Box::new(closer), house, card, ..open_book(store, "mia", today) };
    let mut world = World::at(book, &Lang::En, (120, 40));
    for _ in 0..4_000 {
        if world.wait(1_000).screen().contains("speaks now (before:") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    world.sees(&format!("speaks now (before: {first}"));
    shell.on("2026-05-04");
    let second = shell.json("score")["card"].as_str().unwrap().to_owned();
    assert_ne!(second, first);
    assert_eq!(shell.json("queue --limit 1")["card"], *second);
    assert_eq!(shell.json("score back")["card"], *first);
}
