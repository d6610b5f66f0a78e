//! What if, asked beside the screen: the program itself makes both lists and tells them as JSON; nothing is written.
//! What never lives here: making the lists (see `day`), drawing.
//! `Hands` drives it; tests have their own.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use super::beside::Beside;
use super::close::broke;
use crate::app::say::Trouble;
use crate::app::screen::what_if::Comparison;
use crate::app::toast::Progress;

/// Moves told with their names at most: more than anybody reads, and the answer stays small.
const MOVES_MAX: u32 = 500;

/// What answers.
pub trait Asker: fmt::Debug {
    /// Asks about a file; the question before is dropped.
    fn start(&mut self, file: &str) -> Result<(), Trouble>;
    /// How far the one that runs is; none runs: `None`.
    fn progress(&self) -> Option<Progress>;
    /// The file and the answer, once after it came.
    fn ended(&mut self) -> Option<(String, Result<Box<Comparison>, Trouble>)>;
    /// Stops it.
    fn stop(&mut self);
}

/// For a book that no other process can read (in memory).
#[derive(Debug)]
pub struct NoAsk;

impl Asker for NoAsk {
    fn start(&mut self, _file: &str) -> Result<(), Trouble> {
        Err(broke("what-if-not-here", String::new()))
    }
    fn progress(&self) -> Option<Progress> {
        None
    }
    fn ended(&mut self) -> Option<(String, Result<Box<Comparison>, Trouble>)> {
        None
    }
    fn stop(&mut self) {}
}

/// The program itself, called with `queue --what-if`.
#[derive(Debug)]
pub struct ChildAsk {
    program: PathBuf,
    options: Vec<OsString>,
    run: Beside<String>,
}

impl ChildAsk {
    /// `options`: those that name the book, the person, the language and the day (`--book …`).
    #[must_use]
    pub fn new(program: PathBuf, options: Vec<OsString>) -> Self {
        Self { program, options, run: Beside::default() }
    }
}

impl Asker for ChildAsk {
    fn start(&mut self, file: &str) -> Result<(), Trouble> {
        let mut command = Command::new(&self.program);
        let most = MOVES_MAX.to_string();
        command.args(&self.options).args([
            "--no-input",
            "--json",
            "queue",
            "--progress",
            "--limit",
            &most,
            "--what-if",
        ]);
        command.arg(file);
        let run = self.run.start("what-if", file.to_owned(), &mut command);
        run.map_err(|error| broke("what-if-failed", error.to_string()))
    }

    fn progress(&self) -> Option<Progress> {
        self.run.progress()
    }

    fn ended(&mut self) -> Option<(String, Result<Box<Comparison>, Trouble>)> {
        let (file, told) = self.run.ended()?;
        let read = |told: Vec<u8>| serde_json::from_slice(&told).map(Box::new).map_err(|error| error.to_string());
        Some((file, told.and_then(read).map_err(|why| broke("what-if-failed", why))))
    }

    fn stop(&mut self) {
        self.run.stop();
    }
}
