//! The loop of the workstation: wait, hand the input to the app, carry out what it asks, draw if something changed.
//! What never lives here: what a key means, what a screen shows, a rule.
//! `cli` calls [`run`]; tests drive a [`Workstation`] turn by turn.
//!
//! One thread does it all; the store answers between two frames. Two things run apart: drafts are written by a thread of
//! their own, the day's close is a process of its own.

mod beside;
mod close;
mod dial;
mod drafts;
mod hands;
mod making;
mod reports;
mod start;
mod taste;
mod told;
mod tray;
mod what_if;

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::app::effect::{Effect, Reply};
use crate::app::keymap::Keymap;
use crate::app::say::{Fact, Say};
use crate::app::session::Tick;
use crate::app::{App, Seen, Setup};
use crate::clock;
use crate::i18n::Words;
use crate::input::Input;
use crate::store::Store;
use crate::term::{Caps, Device, Tty};
use crate::ui::linear::Reader;
use crate::ui::theme::Theme;

pub use crate::app::effect::FirstBook;
pub use crate::app::screen::mapping::{Sample, SampleKind};
pub use crate::app::toast::Progress;
pub use crate::term::Interrupt;
pub use close::{ChildClose, Closer, NoClose};
pub use making::{Ended, Imported, Look, Made, Making};
pub use reports::{ChildReport, NoReport, Reporter};
pub use start::{House, HouseAsItWas, KeyFault, Maker, NotMade, OpenBook, Start, host, key_faults};
pub use taste::{Taste, TasteAsItWas, Tastes};
pub use told::{Ear, Told};
pub use what_if::{Asker, ChildAsk, NoAsk};

use dial::Dialer;
use hands::Hands;
use taste::Looks;

/// Inputs taken before a frame is shown, however many wait: a person wants to see where a held-down key has come.
const INPUTS_PER_FRAME_MAX: usize = 256;
/// While a program dials, it is looked this often whether it ended badly, in milliseconds.
const DIAL_LOOK_MS: u64 = 500;
/// Effects carried out for one input, those that replies lead to counted in; more is a circle in the app.
const EFFECTS_PER_INPUT_MAX: usize = 1_000;

/// How often a person's own files are looked at, in milliseconds: never while a key waits.
const TASTE_EVERY_MS: u64 = 1_000;

/// For ears: what changes while a field is typed in is said after so many milliseconds without a key.
const RESTS_MS: u64 = 600;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Left,
    /// The line was gone or the system asked us to end; drafts are written.
    LineGone,
    /// The program was at fault; that was said, drafts are written.
    Crashed,
}

/// Whether a person sits at both ends: keys can be read and a screen drawn, or lines added.
#[must_use]
pub fn is_interactive(linear: bool) -> bool {
    crate::term::is_interactive(linear)
}

/// Opens the screen and works until the person leaves. An error means that the terminal could not be had at all.
pub fn run(start: Start) -> io::Result<End> {
    let sentence = start.words.t("crash-said");
    let clock = start.book.as_ref().map_or(&start.clock, |book| &book.clock).clone();
    let caps = Caps::from_env(|name| std::env::var(name).ok());
    let device = Tty::open(&clock, caps, start.linear, start.crash_folder.clone(), sentence)?;
    let ended = catch_unwind(AssertUnwindSafe(move || {
        let mut station = Workstation::new(start, caps, device);
        while station.turn() {}
        station.end()
    }));
    Ok(ended.unwrap_or(End::Crashed))
}

/// The workstation on a device.
pub struct Workstation<D> {
    device: D,
    app: App,
    hands: Hands,
    dialer: Dialer,
    theme: Theme,
    looks: Looks,
    chosen: Chosen,
    words: Words,
    /// For ears: what was said so far.
    reader: Option<Reader>,
    repaint: bool,
    leaving: Option<End>,
    seen: Seen,
}

impl<D> std::fmt::Debug for Workstation<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workstation").field("leaving", &self.leaving).finish_non_exhaustive()
    }
}

impl<D: Device> Workstation<D> {
    /// Sits down: the first screen is asked for and its questions answered, nothing drawn yet.
    pub fn new(start: Start, caps: Caps, mut device: D) -> Self {
        let session = start.session();
        let Start { taste, tastes, linear, tour, .. } = start;
        let looks = Looks::of(caps.depth, caps.ascii);
        // Who chose a theme has it. Else the background chooses; asked for it is only where the environment does not say.
        let chooses = taste.theme.is_none() && looks.colour;
        let background = caps.light.filter(|_| chooses);
        if chooses && !linear && caps.light.is_none() && caps.asks {
            device.ask_background();
        }
        let theme = looks.theme(&taste, background.map(by_background));
        let keymap = Keymap::patched(&taste.keys).unwrap_or_default();
        let size = device.size();
        let dialer = Dialer::new(taste.dial.clone());
        let hands = Hands::new(start.book, session.clone(), start.clock, start.maker);
        let setup = Setup {
            session,
            keymap,
            drafts: hands.found_drafts(),
            views: hands.found_views(),
            seed: clock::random_u64(),
            size,
            tick: hands.tick(),
            tour,
        };
        let (app, effects) = App::new(setup);
        let words = start.words.ascii(looks.ascii(&taste));
        let reader = linear.then(Reader::default);
        let (seen, chosen) = (Seen::default(), Chosen { taste, tastes, background, asked_ms: hands.tick().mono_ms });
        let mut station = Self {
            device,
            app,
            hands,
            dialer,
            theme,
            looks,
            chosen,
            words,
            reader,
            repaint: false,
            leaving: None,
            seen,
        };
        station.carry_out(effects);
        station.hands.begin();
        station
    }

    /// One turn: draw if something changed, wait, take what came. False: it is over.
    pub fn turn(&mut self) -> bool {
        self.show();
        if self.leaving.is_some() {
            return false;
        }
        let tick = self.tick();
        let wake_at_ms = tick.mono_ms.saturating_add(self.app.wake_in_ms(tick));
        let owed_ms = if self.reader.as_ref().is_some_and(Reader::owes) { RESTS_MS } else { u64::MAX };
        let dial_ms = if self.dialer.runs() { DIAL_LOOK_MS } else { u64::MAX };
        let wait_ms = wake_at_ms.saturating_sub(tick.mono_ms).min(self.hands.look_in_ms()).min(owed_ms).min(dial_ms);
        match self.device.wait(wait_ms) {
            Some(input) => {
                self.take(input);
                self.drain();
            }
            None if self.tick().mono_ms >= wake_at_ms => self.take(Input::Wake),
            None => {}
        }
        if self.tick().mono_ms >= tick.mono_ms.saturating_add(owed_ms) {
            self.say(true);
        }
        if let Some(light) = self.device.light() {
            self.chosen.background = Some(light);
            self.dress();
        }
        self.look_at_taste();
        let mut replies = self.hands.look();
        replies.extend(self.dialer.failed().map(|trouble| Reply::Dialled(Err(trouble))));
        let tick = self.tick();
        for reply in replies {
            let effects = self.app.reply(reply, tick);
            self.carry_out(effects);
        }
        self.leaving.is_none()
    }

    /// Puts on the theme that is chosen now.
    fn dress(&mut self) {
        self.theme = self.looks.theme(&self.chosen.taste, self.chosen.background.map(by_background));
        self.device.repaint();
        self.repaint = true;
    }

    /// Takes what the person changed in their own files, or says what is wrong there and goes on as before.
    fn look_at_taste(&mut self) {
        let tick = self.tick();
        if tick.mono_ms < self.chosen.asked_ms + TASTE_EVERY_MS {
            return;
        }
        self.chosen.asked_ms = tick.mono_ms;
        match self.chosen.tastes.changed() {
            Some(Ok(taste)) => {
                self.app.take_keymap(Keymap::patched(&taste.keys).unwrap_or_default());
                self.words.set_ascii(self.looks.ascii(&taste));
                self.dialer.take(taste.dial.clone());
                self.app.take_dials(self.dialer.is_there());
                self.chosen.taste = taste;
                self.app.tell(Say::new("toast-taste-read"), tick);
                self.dress();
            }
            Some(Err(what)) => self.app.tell(Say::new("toast-taste-broken").with("what", Fact::Text(what)), tick),
            None => {}
        }
    }

    /// What already waits, before the next frame.
    fn drain(&mut self) {
        for _ in 0..INPUTS_PER_FRAME_MAX {
            if self.leaving.is_some() {
                return;
            }
            match self.device.wait(0) {
                Some(input) => self.take(input),
                None => return,
            }
        }
    }

    fn take(&mut self, input: Input) {
        let hangup = input == Input::Hangup;
        let effects = self.app.update(input, self.tick());
        self.carry_out(effects);
        if hangup {
            self.leaving = Some(End::LineGone);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        for _ in 0..EFFECTS_PER_INPUT_MAX {
            let Some(effect) = waiting.pop_front() else { return };
            let Some(reply) = self.carry(effect) else { continue };
            let tick = self.tick();
            waiting.extend(self.app.reply(reply, tick));
        }
    }

    fn carry(&mut self, effect: Effect) -> Option<Reply> {
        match effect {
            Effect::Copy(text) => match self.device.copy(&text) {
                Ok(()) => Some(Reply::Copied),
                Err(_) => self.line_gone(),
            },
            Effect::Offer(number) if self.dialer.is_there() => Some(Reply::Dialled(self.dialer.dial(&number))),
            Effect::Offer(number) => match self.device.copy(&number) {
                Ok(()) => Some(Reply::Copied),
                Err(_) => self.line_gone(),
            },
            Effect::Repaint => {
                self.device.repaint();
                self.repaint = true;
                None
            }
            Effect::Suspend => {
                match self.device.suspend() {
                    Ok(()) => {
                        let (columns, rows) = self.device.size();
                        self.repaint = true;
                        self.take(Input::Resize(columns, rows));
                    }
                    Err(_) => return self.line_gone(),
                }
                None
            }
            Effect::Quit => {
                self.leaving = self.leaving.or(Some(End::Left));
                None
            }
            Effect::LoadQueue { .. }
            | Effect::LoadCase { .. }
            | Effect::Find { .. }
            | Effect::LoadDay
            | Effect::LoadDisputes
            | Effect::LoadApprovals
            | Effect::LoadTeam
            | Effect::LoadFresh
            | Effect::Tray(_)
            | Effect::LoadWaiting { .. }
            | Effect::SetAside { .. }
            | Effect::LoadAside
            | Effect::TakeLineBack { .. }
            | Effect::LoadProposals { .. }
            | Effect::LoadChoices { .. }
            | Effect::Execute(_)
            | Effect::TakeLease(_)
            | Effect::ReleaseLeases
            | Effect::SaveDraft(_)
            | Effect::KeepViews(_)
            | Effect::DropDraft(_)
            | Effect::CloseDay
            | Effect::StopClose
            | Effect::WhatIf(_)
            | Effect::StopWhatIf
            | Effect::Report(_)
            | Effect::StopReport
            | Effect::MakeBook(_)
            | Effect::StopMaking => self.hands.carry(effect),
        }
    }

    fn line_gone(&mut self) -> Option<Reply> {
        self.leaving = Some(End::LineGone);
        None
    }

    fn show(&mut self) {
        let dirty = self.app.take_dirty();
        if (!dirty && !self.repaint) || self.leaving.is_some() {
            return;
        }
        if self.reader.is_some() {
            self.say(false);
            return;
        }
        self.repaint = false;
        let Self { device, app, theme, words, seen, .. } = self;
        let drawn = device.draw(&mut |frame| *seen = crate::ui::draw(app, theme, words, frame));
        match drawn {
            Ok(_) => self.app.saw(self.seen),
            Err(_) => self.take(Input::Hangup),
        }
    }

    /// For ears: adds what changed.
    fn say(&mut self, rested: bool) {
        let Self { device, app, theme, words, reader: Some(reader), .. } = self else { return };
        if std::mem::take(&mut self.repaint) {
            reader.forget();
        }
        let (text, seen) = reader.read(app, theme, words, rested);
        if text.is_empty() || device.print(&text).is_ok() {
            self.app.saw(seen);
        } else {
            self.take(Input::Hangup);
        }
    }

    fn tick(&self) -> Tick {
        self.hands.tick()
    }

    /// Puts everything away: drafts written, leases let go. Answers how it ended.
    pub fn end(mut self) -> End {
        self.hands.finish();
        self.leaving.unwrap_or(End::Left)
    }

    /// The app, for tests.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The device, for tests.
    pub fn device_mut(&mut self) -> &mut D {
        &mut self.device
    }

    /// The book, for tests.
    pub fn store_mut(&mut self) -> Option<&mut Store> {
        self.hands.store_mut()
    }
}

/// What the person chose, and what decides beside it.
#[derive(Debug)]
struct Chosen {
    taste: Taste,
    tastes: Box<dyn Tastes>,
    /// Whether the background is light, as far as the terminal told.
    background: Option<bool>,
    asked_ms: u64,
}

/// The theme for a background.
const fn by_background(light: bool) -> &'static str {
    if light { "day" } else { "night" }
}
