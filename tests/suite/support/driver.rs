//! The program in a real pseudo-terminal: keys in, screen out, signals, exit.
//! What never lives here: an assertion of one story. The crate that holds the terminal is named here alone.
//! `pty` drives it.

use std::path::Path;
use std::time::Duration;

use termlens::{Key, Signal, Terminal};

/// Longest wait for anything on the screen: a very busy machine, a debug build. What comes earlier is not waited for.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running program and its terminal.
pub struct Driver {
    terminal: Terminal,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Code(u32),
    Killed,
}

impl Driver {
    /// Starts the program of this package with these arguments in a clean environment.
    pub fn relance(size: (u16, u16), home: &Path, arguments: &[&str]) -> Self {
        Self::start(Path::new(env!("CARGO_BIN_EXE_relance")), size, home, arguments, &[])
    }

    pub fn start(
        program: &Path,
        size: (u16, u16),
        home: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let terminal = Terminal::builder()
            .size(size.0, size.1)
            .timeout(PATIENCE)
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("LANG", "en_GB.UTF-8")
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", home)
            .envs(variables.iter().copied())
            .args(arguments)
            .answer_queries(false)
            .spawn(program)
            .expect("the program starts");
        Self { terminal }
    }

    /// Waits until the screen says this.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        if let Err(error) = self.terminal.wait_until(|screen| plain(&screen.text()).contains(text)) {
            panic!("never on the screen: {text:?}\n{error}\n{}", self.screen());
        }
        self
    }

    /// The screen as text; blanks inside numbers as plain ones.
    pub fn screen(&self) -> String {
        plain(&self.terminal.screen().text())
    }

    /// What was last put on the clipboard of the machine the person sits at.
    pub fn copied(&self) -> Option<String> {
        self.terminal.screen().clipboard().and_then(|copied| copied.text().map(str::to_owned))
    }

    /// Types text as it is.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.terminal.send_str(text).expect("keys are taken");
        self
    }

    pub fn enter(&mut self) -> &mut Self {
        self.terminal.send(Key::Enter).expect("keys are taken");
        self
    }

    /// Waits until the screen has been still for a while.
    pub fn rests(&mut self) -> &mut Self {
        self.terminal.wait_idle(Duration::from_millis(150)).expect("the screen comes to rest");
        self
    }

    pub fn pause(&mut self, ms: u64) -> &mut Self {
        std::thread::sleep(Duration::from_millis(ms));
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.resize(columns, rows).expect("the terminal takes a size");
        self
    }

    pub fn hang_up(&mut self) -> &mut Self {
        self.terminal.signal(Signal::Hup).expect("a signal");
        self
    }

    pub fn kill(&mut self) -> &mut Self {
        self.terminal.signal(Signal::Kill).expect("a signal");
        self
    }

    pub fn terminate(&mut self) -> &mut Self {
        self.terminal.signal(Signal::Term).expect("a signal");
        self
    }

    /// Waits for the end.
    pub fn ends(&mut self) -> Ended {
        let status = self.terminal.wait_exit().unwrap_or_else(|error| panic!("it does not end: {error}"));
        status.code().filter(|_| status.signal().is_none()).map_or(Ended::Killed, Ended::Code)
    }

    /// The terminal is as the shell left it: main screen, cursor shown, no paste brackets.
    pub fn is_given_back(&self) -> bool {
        let screen = self.terminal.screen();
        !screen.alternate_screen() && screen.cursor_visible() && !screen.bracketed_paste()
    }

    /// The program has the terminal: alternate screen and paste brackets.
    pub fn is_taken(&self) -> bool {
        let screen = self.terminal.screen();
        screen.alternate_screen() && screen.bracketed_paste()
    }

    /// Waits until the terminal is in the state asked for.
    pub fn waits_for(&mut self, what: impl Fn(&Self) -> bool) {
        for _ in 0..400 {
            let _still_moving = self.terminal.wait_idle_for(Duration::from_millis(20), Duration::from_millis(50));
            if what(self) {
                return;
            }
        }
        panic!("it never comes to that\n{}", self.screen());
    }
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
