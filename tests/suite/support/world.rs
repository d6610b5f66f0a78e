//! The real loop in process: keys in, screen out, over a real store, a stopped clock and a terminal of our own.
//! What never lives here: an assertion of one story; samples (see `stage`).
//! The tests of the runtime and of the story drive it.

use std::collections::VecDeque;
use std::io;

use ratatui::Frame;
use relance::clock::Clock;
use relance::domain::codes::CardSource;
use relance::domain::terms::Policy;
use relance::domain::values::Day;
use relance::i18n::{Lang, Words};
use relance::input::{Input, keys};
use relance::ranking::Card;
use relance::runtime::{
    Closer, End, HouseAsItWas, NoAsk, NoClose, NoReport, OpenBook, Start, Taste, TasteAsItWas, Workstation,
};
use relance::store::Store;
use relance::term::{Caps, Device, Screen};
use relance::zone::Zone;

use super::book::who;
use super::fake_term::emulator;

/// How long a hand rests after keys: previews are read, toasts stay.
const REST_MS: u64 = 120;

/// A terminal whose time stands still unless it is told to pass.
pub struct FakeDevice {
    inputs: VecDeque<Input>,
    screen: Screen<Vec<u8>>,
    shown: vt100::Parser,
    clock: Clock,
    size: (u16, u16),
    may_pass_ms: u64,
    /// Bytes of each frame, in order.
    pub frames: Vec<usize>,
    /// What was said for ears.
    pub printed: String,
    /// What was put on the clipboard.
    pub copied: Vec<String>,
    /// Times the shell had the terminal.
    pub suspended: u32,
    /// The line is gone: drawing fails.
    pub gone: bool,
    /// Times it was asked for its background.
    pub asked: u32,
    /// Its answer, when it has one.
    pub light: Option<bool>,
}

impl Device for FakeDevice {
    fn wait(&mut self, wait_ms: u64) -> Option<Input> {
        if let Some(input) = self.inputs.pop_front() {
            if let Input::Resize(columns, rows) = input {
                self.size = (columns, rows);
                self.screen.resize(columns, rows);
                self.shown = emulator(columns, rows);
            }
            return Some(input);
        }
        let passes = wait_ms.min(self.may_pass_ms);
        self.may_pass_ms -= passes;
        self.clock.advance(passes);
        None
    }
    fn size(&self) -> (u16, u16) {
        self.size
    }
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<usize> {
        if self.gone {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let bytes = self.screen.draw(draw)?;
        self.shown.process(&std::mem::take(self.screen.wire_mut().out_mut()));
        self.frames.push(bytes);
        Ok(bytes)
    }
    fn print(&mut self, text: &str) -> io::Result<()> {
        self.printed.push_str(text);
        Ok(())
    }
    fn repaint(&mut self) {
        self.screen.repaint();
    }
    fn suspend(&mut self) -> io::Result<()> {
        self.suspended += 1;
        self.screen.repaint();
        Ok(())
    }
    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }
    fn ask_background(&mut self) {
        self.asked += 1;
    }
    fn light(&mut self) -> Option<bool> {
        self.light.take()
    }
}

/// The workstation with its world around it.
pub struct World {
    station: Workstation<FakeDevice>,
    /// True while nobody has left.
    pub runs: bool,
}

/// What surrounds a world that is not said otherwise.
pub struct Around {
    pub today: Day,
    pub lang: Lang,
    pub size: (u16, u16),
    pub login: &'static str,
    pub closer: Box<dyn Closer>,
}

impl Around {
    pub fn day(today: Day) -> Self {
        Self { today, lang: Lang::En, size: (80, 24), login: "mia", closer: Box::new(NoClose) }
    }
}

/// A book of the house's own terms, whose day cannot be closed from the screen.
pub fn open_book(store: Store, login: &str, today: Day) -> OpenBook {
    OpenBook {
        store,
        clock: Clock::frozen(today, Zone::PARIS),
        who: who(login),
        policy: Policy::default(),
        card: (Card::default_card(), CardSource::Shipped),
        demo: false,
        closer: Box::new(NoClose),
        asker: Box::new(NoAsk),
        reporter: Box::new(NoReport),
        house: Box::new(HouseAsItWas),
    }
}

fn caps() -> Caps {
    Caps::from_env(|name| (name == "TERM").then(|| "xterm".to_owned()))
}

impl World {
    /// Somebody sits down at a book.
    pub fn open(store: Store, around: Around) -> Self {
        let book = OpenBook { closer: around.closer, ..open_book(store, around.login, around.today) };
        Self::at(book, &around.lang, around.size)
    }

    /// Somebody sits down at an open book.
    pub fn at(book: OpenBook, lang: &Lang, size: (u16, u16)) -> Self {
        let (clock, who) = (book.clock.clone(), book.who.clone());
        Self::start(Some(book), who, clock, lang, size, Box::new(|_| Err("no book here".into())))
    }

    /// Somebody who hears the screen.
    pub fn heard(store: Store, today: Day, lang: Lang) -> Self {
        let book = open_book(store, "mia", today);
        let (clock, who) = (book.clock.clone(), book.who.clone());
        Self::seated(
            Some(book),
            who,
            clock,
            lang,
            (80, 24),
            Box::new(|_| Err("no book here".into())),
            None,
            caps(),
            (true, false),
        )
    }

    /// Somebody who takes the tour of a demo.
    pub fn toured(store: Store, today: Day, lang: Lang, size: (u16, u16)) -> Self {
        let book = OpenBook { demo: true, ..open_book(store, "mia", today) };
        let (clock, who) = (book.clock.clone(), book.who.clone());
        Self::seated(
            Some(book),
            who,
            clock,
            lang,
            size,
            Box::new(|_| Err("no book here".into())),
            None,
            caps(),
            (false, true),
        )
    }

    /// What was said since this was asked last.
    pub fn hears(&mut self) -> String {
        std::mem::take(&mut self.device().printed).replace('\u{a0}', " ")
    }

    /// The numbers that the screen goes by.
    pub fn policy(&self) -> &Policy {
        &self.station.app().session().policy
    }

    /// Somebody with a theme of their own, at a terminal with this environment.
    pub fn themed(store: Store, today: Day, theme: Option<&str>, environment: &'static [(&str, &str)]) -> Self {
        let book = open_book(store, "mia", today);
        let (clock, who) = (book.clock.clone(), book.who.clone());
        let of = |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Self::seated(
            Some(book),
            who,
            clock,
            Lang::En,
            (80, 24),
            Box::new(|_| Err("no book here".into())),
            theme,
            Caps::from_env(of),
            (false, false),
        )
    }

    /// Every cell's colours, as text: for comparing two themes.
    pub fn colours(&mut self) -> String {
        let screen = self.station.device_mut().shown.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells
            .filter_map(|(row, column)| screen.cell(row, column))
            .map(|cell| format!("{:?}{:?} ", cell.fgcolor(), cell.bgcolor()))
            .collect()
    }

    /// Somebody sits down where there is no book yet.
    pub fn without_book(around: &Around, maker: relance::runtime::Maker) -> Self {
        let clock = Clock::frozen(around.today, Zone::PARIS);
        Self::start(None, who(around.login), clock, &around.lang, around.size, maker)
    }

    fn start(
        book: Option<OpenBook>,
        who: relance::domain::event::Who,
        clock: Clock,
        lang: &Lang,
        size: (u16, u16),
        maker: relance::runtime::Maker,
    ) -> Self {
        Self::seated(book, who, clock, *lang, size, maker, None, caps(), (false, false))
    }

    #[allow(clippy::too_many_arguments, reason = "everything that surrounds a desk, said once")]
    fn seated(
        book: Option<OpenBook>,
        who: relance::domain::event::Who,
        clock: Clock,
        lang: Lang,
        size: (u16, u16),
        maker: relance::runtime::Maker,
        theme: Option<&str>,
        caps: Caps,
        (linear, tour): (bool, bool),
    ) -> Self {
        let start = Start {
            book,
            who,
            clock: clock.clone(),
            maker,
            host: "here".into(),
            words: Words::new(lang),
            taste: Taste { theme: theme.map(str::to_owned), ..Taste::default() },
            tastes: Box::new(TasteAsItWas),
            linear,
            tour,
            crash_folder: std::env::temp_dir(),
        };
        let device = FakeDevice {
            inputs: VecDeque::new(),
            screen: Screen::new(vec![], size.0, size.1, caps.depth),
            shown: emulator(size.0, size.1),
            clock: clock.clone(),
            size,
            may_pass_ms: 0,
            frames: vec![],
            printed: String::new(),
            copied: vec![],
            suspended: 0,
            gone: false,
            asked: 0,
            light: None,
        };
        let station = Workstation::new(start, caps, device);
        let mut world = Self { station, runs: true };
        world.wait(REST_MS);
        world
    }

    /// Presses keys (see `input::keys`), each shown before the next, then rests the hand.
    pub fn press(&mut self, text: &str) -> &mut Self {
        for press in keys(text).expect("keys") {
            self.give(Input::Key(press));
        }
        self.wait(REST_MS)
    }

    /// Types text as it is, blanks and all.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.give(Input::Key(relance::input::KeyPress::char(c)));
        }
        self.wait(REST_MS)
    }

    /// Gives one input and lets it be shown.
    pub fn give(&mut self, input: Input) -> &mut Self {
        self.give_all([input])
    }

    /// Gives inputs that all wait at once.
    pub fn give_all(&mut self, inputs: impl IntoIterator<Item = Input>) -> &mut Self {
        self.station.device_mut().inputs.extend(inputs);
        while self.runs && !self.station.device_mut().inputs.is_empty() {
            self.turn();
        }
        self.turn();
        self
    }

    /// Lets time pass.
    pub fn wait(&mut self, ms: u64) -> &mut Self {
        self.station.device_mut().may_pass_ms = ms;
        while self.runs && self.station.device_mut().may_pass_ms > 0 {
            self.turn();
        }
        self.turn();
        self
    }

    fn turn(&mut self) {
        if self.runs {
            self.runs = self.station.turn();
        }
    }

    /// The screen as text; blanks inside numbers as plain ones.
    pub fn screen(&mut self) -> String {
        self.station.device_mut().shown.screen().contents().replace('\u{a0}', " ")
    }

    /// The screen says this.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "not on the screen: {text:?}\n{screen}");
        self
    }

    /// The screen does not say this.
    #[track_caller]
    pub fn sees_not(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "on the screen: {text:?}\n{screen}");
        self
    }

    /// The terminal.
    pub fn device(&mut self) -> &mut FakeDevice {
        self.station.device_mut()
    }

    /// The book.
    pub fn store(&mut self) -> &mut Store {
        self.station.store_mut().expect("a book")
    }

    /// Everybody goes home.
    pub fn end(self) -> End {
        self.station.end()
    }
}
