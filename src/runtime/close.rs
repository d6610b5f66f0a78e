//! The day's close beside the screen: a process of its own, whose progress is read from the book.
//! What never lives here: the close itself (see `day`).
//! `Hands` drives it; tests have their own.

use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::app::say::Trouble;
use crate::domain::values::Day;

/// Longest cause taken from a close that failed, in characters.
const CAUSE_CHARS_MAX: usize = 300;

/// What closes the day of a book.
pub trait Closer: fmt::Debug {
    /// Starts; `for_day` `None`: the day it is. Nothing happens while one runs.
    fn start(&mut self, for_day: Option<Day>) -> Result<(), Trouble>;
    /// Whether one runs.
    fn runs(&self) -> bool;
    /// How it ended, once after it did.
    fn ended(&mut self) -> Option<Result<(), Trouble>>;
    /// Stops it; what it did so far stays invisible.
    fn stop(&mut self);
}

/// For a book that cannot be closed from here (read-only, in memory).
#[derive(Debug)]
pub struct NoClose;

impl Closer for NoClose {
    fn start(&mut self, _for_day: Option<Day>) -> Result<(), Trouble> {
        Err(broke("close-not-here", String::new()))
    }
    fn runs(&self) -> bool {
        false
    }
    fn ended(&mut self) -> Option<Result<(), Trouble>> {
        None
    }
    fn stop(&mut self) {}
}

/// The program itself, called with `close-day`.
#[derive(Debug)]
pub struct ChildClose {
    program: PathBuf,
    options: Vec<OsString>,
    child: Option<Child>,
    stopped: bool,
}

impl ChildClose {
    /// `options`: those that name the book, the person and the day (`--book …`).
    #[must_use]
    pub fn new(program: PathBuf, options: Vec<OsString>) -> Self {
        Self { program, options, child: None, stopped: false }
    }
}

impl Closer for ChildClose {
    fn start(&mut self, for_day: Option<Day>) -> Result<(), Trouble> {
        if self.child.is_some() {
            return Ok(());
        }
        let mut command = Command::new(&self.program);
        command.args(&self.options).arg("--no-input").arg("close-day");
        if let Some(day) = for_day {
            command.arg("--for").arg(day.to_string());
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| broke("close-failed", error.to_string()))?;
        self.child = Some(child);
        self.stopped = false;
        Ok(())
    }

    fn runs(&self) -> bool {
        self.child.is_some()
    }

    fn ended(&mut self) -> Option<Result<(), Trouble>> {
        let child = self.child.as_mut()?;
        let status = match child.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) => status,
            Err(error) => {
                self.child = None;
                return Some(Err(broke("close-failed", error.to_string())));
            }
        };
        let mut said = String::new();
        if let Some(stderr) = child.stderr.take() {
            let _what_came = stderr.take(4 * CAUSE_CHARS_MAX as u64).read_to_string(&mut said);
        }
        self.child = None;
        Some(match (status.success(), self.stopped) {
            (true, _) => Ok(()),
            (false, true) => Err(broke("close-stopped", String::new())),
            (false, false) => {
                let cause = crate::domain::values::text::clean_line(&said, CAUSE_CHARS_MAX);
                Err(broke("close-failed", cause))
            }
        })
    }

    fn stop(&mut self) {
        let Some(child) = self.child.as_mut() else { return };
        self.stopped = true;
        let pid = rustix::process::Pid::from_child(child);
        if rustix::process::kill_process(pid, rustix::process::Signal::TERM).is_err() {
            // It has ended already; `ended` tells how.
            let _gone = child.kill();
        }
    }
}

pub(super) fn broke(id: &str, detail: String) -> Trouble {
    Trouble::Broke { id: id.to_owned(), facts: vec![("detail", detail)] }
}
