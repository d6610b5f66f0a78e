//! What every verb has at hand: words, standard output, the options of the whole program; and the open book.
//! What never lives here: what a verb does.
//! `cli::main` makes it, the verbs use it.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::clock::Clock;
use crate::config::book::ContactPacks;
use crate::config::rules::PACKS;
use crate::config::{self, BookConfig, Card, Prefs};
use crate::domain::codes::{Actor, CardSource, Role};
use crate::domain::command::{Command, Refusal, What};
use crate::domain::event::Who;
use crate::domain::learnt::Learnt;
use crate::domain::permit::Rule;
use crate::domain::queue::CardName;
use crate::domain::terms::Policy;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{CaseId, Currency, Day, Instant, Now};
use crate::i18n::Words;
use crate::store::adopted::{Adopted, HouseKind, HouseText};
use crate::store::{Mode, Recorded, Store, StoreError};
use crate::zone::Zone;

use super::out::Out;
use super::{Fault, Global, person, places, text};

/// Most own themes that are offered by name.
const OWN_THEMES_MAX: usize = 64;

/// What a verb has at hand before any book is open.
#[derive(Debug)]
pub struct Ctx {
    /// The words of the chosen language.
    pub words: Words,
    /// Standard output.
    pub out: Out,
    /// One JSON object instead of text.
    pub json: bool,
    global: Global,
}

/// An open book with everything a command on it needs.
#[derive(Debug)]
pub struct Book {
    /// Where it lies.
    pub path: PathBuf,
    /// The book.
    pub store: Store,
    /// Its clock, in its zone; stopped by `--today`.
    pub clock: Clock,
    /// Who acts.
    pub who: Who,
    /// The house's numbers in force on the day of the clock.
    pub config: BookConfig,
    /// The score card in force then.
    pub card: Card,
    /// Both as their files say now: in force from the next act or the next list on.
    pub written: (BookConfig, Card),
    /// The rules for contacts as their files say now, those that bind another kind of house among them.
    rules: Vec<Rule>,
    /// The texts these were read from.
    pub house: Vec<HouseText>,
}

impl Ctx {
    /// From the words and the options of the whole program.
    #[must_use]
    pub fn new(words: Words, global: Global) -> Self {
        Self { words, out: Out::default(), json: global.json, global }
    }

    /// The book meant: `--book`, `RELANCE_BOOK`, or the one in the person's data folder.
    pub fn book_path(&self) -> Result<PathBuf, Fault> {
        let named = self.global.book.clone().filter(|path| !path.as_os_str().is_empty());
        named.or_else(places::default_book).ok_or_else(|| Fault::failed(self.words.t("cli-no-home")))
    }

    /// Works on a demo's book from here on.
    pub fn use_demo(&mut self, path: PathBuf) {
        self.global.book = Some(path);
        self.global.demo = true;
    }

    /// True when the book is a demo's.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.global.demo
    }

    /// True when nothing may be asked: `--no-input`, JSON, or nobody at the keyboard.
    #[must_use]
    pub fn no_input(&self) -> bool {
        self.global.no_input || self.json || !std::io::stdin().is_terminal()
    }

    /// True when `--read-only` was given.
    #[must_use]
    pub fn read_only(&self) -> bool {
        self.global.read_only
    }

    /// What `--as` says.
    #[must_use]
    pub fn wanted_login(&self) -> Option<&str> {
        self.global.login.as_deref().filter(|login| !login.is_empty())
    }

    /// The day `--today` names.
    pub fn stopped_day(&self) -> Result<Option<Day>, Fault> {
        let Some(text) = self.global.today.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let day = text.parse();
        day.map(Some).map_err(|_| Fault::usage(self.words.tf("cli-bad-today", &[("value", text.into())])))
    }

    /// A clock of a zone, stopped when `--today` says so.
    pub fn clock(&self, zone: Zone) -> Result<Clock, Fault> {
        Ok(self.stopped_day()?.map_or_else(|| Clock::real(zone), |day| Clock::stopped(day, zone)))
    }

    /// Opens the book to look.
    pub fn read(&self) -> anyhow::Result<Book> {
        self.open(Mode::Read)
    }

    /// Opens the book to write; refused with `--read-only`, or when `--today` stands before its last entry.
    pub fn write(&self) -> anyhow::Result<Book> {
        if self.global.read_only {
            return Err(Refusal::ReadOnly.into());
        }
        let book = self.open(Mode::Write)?;
        if book.is_past()? {
            return Err(Refusal::ReadOnly.into());
        }
        Ok(book)
    }

    /// Opens the book to write where that may be, else to look: the workstation shows a past day, and an auditor any, it does
    /// not refuse them.
    pub fn look_or_write(&self) -> anyhow::Result<Book> {
        if self.global.read_only {
            return self.read();
        }
        match self.open(Mode::Write) {
            Ok(book) if book.is_past()? || book.who.role == Role::Auditor => self.read(),
            Err(error) if matches!(error.downcast_ref(), Some(StoreError::ReadOnly)) => self.read(),
            opened => opened,
        }
    }

    /// The same words and options once more.
    #[must_use]
    pub fn again(&self) -> Self {
        self.maker()()
    }

    /// What makes the same words and options on another thread.
    pub fn maker(&self) -> impl FnOnce() -> Self + Send + 'static {
        let (lang, global) = (self.words.lang(), self.global.clone());
        move || Self::new(Words::new(lang), global)
    }

    /// Opens the book as it is told; `read` and `write` look at `--read-only` and `--today` first.
    pub fn open(&self, mode: Mode) -> anyhow::Result<Book> {
        let path = self.book_path()?;
        let store = Store::open(&path, mode)?;
        let settings = store.settings();
        let zone: Zone = settings
            .zone
            .parse()
            .map_err(|_| Fault::failed(self.words.tf("cli-bad-zone", &[("value", settings.zone.as_str().into())])))?;
        let (config, config_text) = self.book_config(&path, settings.currency)?;
        let (card, card_text) = self.card(&path, config.card.as_deref(), &store)?;
        let clock = self.clock(zone)?;
        let who = person::who(&self.words, &store.people()?, &person::os_user(), self.wanted_login())?;
        let mut config = config;
        let (rules, rules_text) = self.contact_rules(&path, &config.contact)?;
        config.policy.contact = binding(&rules, config.contact.actor);
        let mut house = vec![config_text, card_text, rules_text];
        if let Some(told) = store.calls_learnt()? {
            config.policy.order.learn(self.learnt(&told)?);
            house.push(HouseText { kind: HouseKind::Learnt, name: told.name, text: told.text });
        }
        let written = (config.clone(), card.clone());
        let mut book = Book { path, store, clock, who, config, card, written, rules, house };
        (book.config, book.card) = self.in_force(&book, book.today(), Instant(i64::MAX))?;
        Ok(book)
    }

    /// Config and card that were in force on a day, as known at an instant: as the book adopted them, whatever its files
    /// say now.
    pub fn in_force(&self, book: &Book, day: Day, known_at: Instant) -> anyhow::Result<(BookConfig, Card)> {
        let (mut config, mut card) = book.written.clone();
        let currency = book.store.settings().currency;
        let (mut told, mut rules) = (Learnt::default(), book.rules.clone());
        let adopted = book.store.house_on(day, known_at)?;
        let of = |kind| adopted.iter().any(|(other, _)| *other == kind);
        // A past day on which no rules were in force yet had none; a book that has adopted nothing goes by its files.
        if known_at < Instant(i64::MAX) && of(HouseKind::Config) && !of(HouseKind::Rules) {
            rules.clear();
        }
        for (kind, adopted) in adopted {
            if kind == HouseKind::Learnt {
                told = self.learnt(&adopted)?;
            }
            // Most days nothing has changed: what was read already need not be read again.
            if book.house.iter().any(|text| text.kind == kind && text.text == adopted.text) {
                continue;
            }
            let unreadable = |all: &[_]| Fault::failed(text::complaints(&self.words, Path::new(&adopted.name), all));
            match kind {
                HouseKind::Config => {
                    config = config::book::book(&adopted.text, currency).map_err(|all| unreadable(&all))?;
                }
                HouseKind::Card => card = config::card::card(&adopted.text).map_err(|fault| unreadable(&[fault]))?,
                HouseKind::Rules => rules = config::rules::rules(&adopted.text).map_err(|all| unreadable(&all))?,
                HouseKind::Learnt => {}
            }
        }
        config.policy.contact = binding(&rules, config.contact.actor);
        config.policy.order.learn(told);
        Ok((config, card))
    }

    fn learnt(&self, told: &Adopted) -> anyhow::Result<Learnt> {
        let read = config::learnt::learnt(&told.text);
        Ok(read.map_err(|fault| Fault::failed(text::complaints(&self.words, Path::new(&told.name), &[fault])))?)
    }

    /// The config beside a book with its text; its defaults, and no text, when there is no such file.
    pub fn book_config(&self, book: &Path, currency: Currency) -> Result<(BookConfig, HouseText), Fault> {
        let path = places::book_config(book);
        let text = self.config_text(&path)?.unwrap_or_default();
        let config = config::book::book(&text, currency);
        let config = config.map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))?;
        Ok((config, HouseText { kind: HouseKind::Config, name: file_name(&path), text }))
    }

    /// The card a config names, beside it, with its text; when it names none the card last chosen here (`score`), else the
    /// one that comes with the program.
    fn card(&self, book: &Path, named: Option<&Path>, store: &Store) -> anyhow::Result<(Card, HouseText)> {
        let Some(named) = named else {
            if let Some(chosen) = store.card_chosen()? {
                let card = config::card::card(&chosen.text);
                let card = card.map_err(|fault| Fault::failed(text::complaints(&self.words, book, &[fault])))?;
                return Ok((card, HouseText { kind: HouseKind::Card, name: chosen.name, text: chosen.text }));
            }
            let card = Card::default_card();
            let text = Card::DEFAULT_TEXT.to_owned();
            return Ok((card.clone(), HouseText { kind: HouseKind::Card, name: card.name().to_owned(), text }));
        };
        let path = places::book_config(book).parent().map_or_else(|| named.to_owned(), |folder| folder.join(named));
        let text = std::fs::read_to_string(&path);
        let text = text.map_err(|error| Fault::failed(text::unreadable(&self.words, &path, &error)))?;
        let card = config::card::card(&text);
        let card = card.map_err(|fault| Fault::failed(text::complaints(&self.words, &path, &[fault])))?;
        Ok((card, HouseText { kind: HouseKind::Card, name: file_name(&path), text }))
    }

    /// The rules for contacts that a config names, with their text: the packs of the program, then a file of the house.
    pub fn contact_rules(&self, book: &Path, named: &ContactPacks) -> Result<(Vec<Rule>, HouseText), Fault> {
        let packs = PACKS.iter().filter(|(id, _)| named.packs.iter().any(|named| named == id));
        let mut text = packs.map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
        let mut path = places::book_config(book);
        if let Some(file) = &named.file {
            path = path.parent().map_or_else(|| file.clone(), |folder| folder.join(file));
            let own = std::fs::read_to_string(&path);
            let own = own.map_err(|error| Fault::failed(text::unreadable(&self.words, &path, &error)))?;
            // By itself first: a complaint names the line of the file.
            let read = config::rules::own(&own, &named.packs);
            read.map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))?;
            text = [text, own].join("\n");
        }
        let rules = config::rules::rules(&text);
        let rules = rules.map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))?;
        Ok((rules, HouseText { kind: HouseKind::Rules, name: file_name(&path), text }))
    }

    /// The person's settings; their defaults when there is no such file.
    pub fn prefs(&self) -> Result<Prefs, Fault> {
        let Some(path) = places::settings() else { return Ok(Prefs::default()) };
        let Some(text) = self.config_text(&path)? else { return Ok(Prefs::default()) };
        config::prefs::prefs_with(&text, &own_themes())
            .map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))
    }

    /// A demo with its tour.
    pub fn tour(&self) -> bool {
        self.global.tour
    }

    /// The workstation gives the tour of a demo.
    pub fn give_tour(&mut self) {
        self.global.tour = true;
    }

    /// For ears: asked for on the command line, by the environment, or in the person's settings.
    pub fn linear(&self) -> Result<bool, Fault> {
        Ok(self.global.linear || self.prefs()?.linear)
    }

    /// The text of a theme of the person's own; `None` when there is none of that name.
    pub fn own_theme(&self, name: &str) -> Result<Option<String>, Fault> {
        let Some(path) = places::themes().map(|folder| folder.join(format!("{name}.toml"))) else { return Ok(None) };
        let Some(text) = self.config_text(&path)? else { return Ok(None) };
        config::theme::theme(&text).map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))?;
        Ok(Some(text))
    }

    /// The person's own keys; none when there is no such file.
    pub fn keys(&self) -> Result<Vec<config::KeyPatch>, Fault> {
        let Some(path) = places::keymap() else { return Ok(vec![]) };
        let Some(text) = self.config_text(&path)? else { return Ok(vec![]) };
        config::keys::keys(&text).map_err(|all| Fault::failed(text::complaints(&self.words, &path, &all)))
    }

    fn config_text(&self, path: &Path) -> Result<Option<String>, Fault> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::failed(text::unreadable(&self.words, path, &error))),
        }
    }
}

/// The names of the person's own themes.
/// The rules that bind a house that collects for `actor`.
fn binding(rules: &[Rule], actor: Option<Actor>) -> Vec<Rule> {
    rules.iter().filter(|rule| rule.binds(actor)).cloned().collect()
}

fn own_themes() -> Vec<String> {
    let files = places::themes().and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = files.into_iter().flatten().flatten().map(|file| file.path());
    let themes = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    themes.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).take(OWN_THEMES_MAX).collect()
}

/// The last part of a path, made safe to print.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    clean_line(&name, NAME_CHARS_MAX)
}

impl Book {
    /// The moment a decision is made at.
    #[must_use]
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// The book's day.
    #[must_use]
    pub fn today(&self) -> Day {
        self.clock.now().today
    }

    /// The house's numbers.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.config.policy
    }

    /// Where the card in force comes from.
    #[must_use]
    pub fn card_source(&self) -> CardSource {
        if self.card == Card::default_card() {
            CardSource::Shipped
        } else if self.config.card.is_some() {
            CardSource::File
        } else {
            CardSource::Fitted
        }
    }

    /// The card in force.
    #[must_use]
    pub fn card_name(&self) -> CardName {
        CardName { name: self.card.name().to_owned(), source: self.card_source() }
    }

    /// True when the clock was stopped on a day before the book's last entry: then one may only look.
    pub fn is_past(&self) -> anyhow::Result<bool> {
        let Some(last) = self.store.last_instant()? else { return Ok(false) };
        Ok(self.clock.is_stopped() && self.today() < self.clock.zone().day_of(last))
    }

    /// The case a person names: `C-000123` or the debtor's reference.
    pub fn case(&self, words: &Words, text: &str) -> anyhow::Result<CaseId> {
        let found = self.store.resolve(text)?;
        Ok(found.ok_or_else(|| Fault::failed(words.tf("cli-no-such-case", &[("value", text.into())])))?)
    }

    /// What is recorded goes by the texts as they are now: when they were changed since the last close, they are in
    /// force from today on, and the days before keep theirs.
    pub fn adopt_changed(&mut self) -> Result<(), StoreError> {
        if self.store.adopt_changed(&self.who, self.clock.now(), &self.house)? {
            (self.config, self.card) = self.written.clone();
        }
        Ok(())
    }

    /// Carries out one act on a case, as it stands.
    pub fn execute(&mut self, case: CaseId, what: What) -> anyhow::Result<Recorded> {
        let command = Command { act: self.clock.new_act(), case, seen: None, what };
        self.adopt_changed()?;
        Ok(self.store.execute(&self.who, self.clock.now(), &self.config.policy, &command)?)
    }
}
