//! The device: everything that mentions an escape code, a tty or a signal.
//! What never lives here: what is drawn (see `ui`), what a key means (see `app`), words.
//! `runtime` drives it; `cli` asks `caps` and whether there is a terminal at all.

mod background;
pub mod caps;
pub mod clipboard;
pub mod crash;
mod events;
mod guard;
mod interrupt;
pub mod keys;
mod screen;
pub mod wire;

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::path::PathBuf;

use ratatui::Frame;
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::clock::Clock;
use crate::input::Input;

pub use caps::Caps;
pub use interrupt::Interrupt;
pub use screen::Screen;
pub use wire::{Depth, Sent};

use background::Question;
use events::{Events, Happened};
use guard::Guard;

/// Size taken when the terminal does not tell its own.
const SIZE_UNKNOWN: (u16, u16) = (80, 24);

/// Whether a person sits at both ends, at a terminal that can move its cursor where
/// more than lines are wanted: keys can be read and a screen drawn.
#[must_use]
pub fn is_interactive(linear: bool) -> bool {
    let moves_its_cursor = std::env::var("TERM").is_ok_and(|term| !term.is_empty() && term != "dumb");
    (linear || moves_its_cursor) && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the loop needs of a terminal; tests have their own.
pub trait Device {
    /// Waits for the next input, at most so many milliseconds; `None`: nothing came.
    fn wait(&mut self, wait_ms: u64) -> Option<Input>;
    /// Columns and rows.
    fn size(&self) -> (u16, u16);
    /// Draws a frame; answers the bytes sent. An error means the line is gone.
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<usize>;
    /// Adds text to what stands there, for ears.
    fn print(&mut self, text: &str) -> io::Result<()>;
    /// Paints the next frame whole.
    fn repaint(&mut self);
    /// Hands the terminal to the shell until `fg`.
    fn suspend(&mut self) -> io::Result<()>;
    /// Puts text on the person's clipboard.
    fn copy(&mut self, text: &str) -> io::Result<()>;
    /// Asks the terminal after the next frame whether its background is light.
    fn ask_background(&mut self);
    /// The answer, once, when it came in time.
    fn light(&mut self) -> Option<bool>;
}

/// The real terminal.
#[derive(Debug)]
pub struct Tty {
    // Order of fields is order of dropping: the terminal is given back last.
    screen: Screen<File>,
    events: Events,
    caps: Caps,
    size: (u16, u16),
    clock: Clock,
    question: Question,
    light: Option<bool>,
    guard: Guard,
}

impl Tty {
    /// Takes the terminal; `linear`: only lines are added to it. `crash_folder` and `crash_sentence`: see [`crash::install`].
    pub fn open(
        clock: &Clock,
        caps: Caps,
        linear: bool,
        crash_folder: PathBuf,
        crash_sentence: String,
    ) -> io::Result<Self> {
        let events = Events::listen(clock.clone(), caps.escape_window_ms())?;
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let size = measure();
        let bare = std::env::var("TERM").is_ok_and(|term| term.is_empty() || term == "dumb");
        let guard = Guard::enter(linear, bare)?;
        crash::install(crash_folder, crash_sentence);
        let mut screen = Screen::new(out, size.0, size.1, caps.depth);
        if caps.links {
            screen.wire_mut().take_links();
        }
        let (clock, question) = (clock.clone(), Question::default());
        Ok(Self { screen, events, caps, size, clock, question, light: None, guard })
    }

    /// What was sent so far.
    #[must_use]
    pub fn sent(&self) -> Sent {
        self.screen.sent()
    }

    fn resized(&mut self) -> Input {
        self.size = measure();
        self.screen.resize(self.size.0, self.size.1);
        Input::Resize(self.size.0, self.size.1)
    }
}

/// Asks the kernel, not the terminal: it answers at once.
fn measure() -> (u16, u16) {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        Ok(_) | Err(_) => SIZE_UNKNOWN,
    }
}

impl Device for Tty {
    fn wait(&mut self, wait_ms: u64) -> Option<Input> {
        match self.events.wait(wait_ms) {
            Happened::Input(input) => Some(input),
            Happened::Nothing => None,
            Happened::Background(light) => {
                self.light = self.question.answered(light, self.clock.monotonic_ms());
                None
            }
            Happened::Resized => Some(self.resized()),
            Happened::Continued => match self.guard.enter_again() {
                Ok(()) => Some(self.resized()),
                Err(_) => Some(Input::Hangup),
            },
            Happened::StopAsked => match self.suspend() {
                Ok(()) => Some(self.resized()),
                Err(_) => Some(Input::Hangup),
            },
        }
    }

    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn draw(&mut self, draw: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<usize> {
        let sent = self.screen.draw(draw)?;
        if self.question.sent(self.clock.monotonic_ms()) {
            self.screen.wire_mut().whisper(background::QUESTION)?;
        }
        Ok(sent)
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        self.screen.wire_mut().whisper(text)
    }

    fn ask_background(&mut self) {
        self.question = Question::Wanted;
    }

    fn light(&mut self) -> Option<bool> {
        self.light.take()
    }

    fn repaint(&mut self) {
        self.screen.repaint();
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.lend();
        emulate_default_handler(SIGTSTP)?;
        self.guard.enter_again()?;
        self.events.drop_continued();
        self.screen.wire_mut().reset_cursor();
        let (width, height) = measure();
        self.size = (width, height);
        self.screen.resize(width, height);
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let sequence = clipboard::sequence(text, self.caps.inside);
        self.screen.wire_mut().whisper(&sequence)
    }
}
