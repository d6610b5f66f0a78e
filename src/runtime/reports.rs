//! Reports asked for on the screen: the program itself adds up beside it and tells sheets as JSON; nothing is written.
//! What never lives here: adding up (see `report`), drawing.
//! `Hands` drives it; tests have their own.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use super::beside::Beside;
use super::close::broke;
use crate::app::effect::{Effect, Reply};
use crate::app::say::Trouble;
use crate::app::screen::report::{ReportAsk, Sheets};
use crate::app::toast::Progress;

/// What makes reports.
pub trait Reporter: fmt::Debug {
    /// Begins one; the one that runs is dropped.
    fn start(&mut self, ask: ReportAsk) -> Result<(), Trouble>;
    /// How far the one that runs is; none runs: `None`.
    fn progress(&self) -> Option<Progress>;
    /// What was asked and the answer, once after it came.
    fn ended(&mut self) -> Option<(ReportAsk, Result<Box<Sheets>, Trouble>)>;
    /// Stops it.
    fn stop(&mut self);
}

/// Begins to make a report, or stops it.
pub(super) fn begin(reporter: &mut dyn Reporter, effect: &Effect) -> Option<Reply> {
    let Effect::Report(ask) = *effect else {
        reporter.stop();
        return None;
    };
    reporter.start(ask).err().map(|trouble| Reply::Report { ask, answer: Err(trouble) })
}

/// For a book that no other process can read (in memory).
#[derive(Debug)]
pub struct NoReport;

impl Reporter for NoReport {
    fn start(&mut self, _ask: ReportAsk) -> Result<(), Trouble> {
        Err(broke("report-not-here", String::new()))
    }
    fn progress(&self) -> Option<Progress> {
        None
    }
    fn ended(&mut self) -> Option<(ReportAsk, Result<Box<Sheets>, Trouble>)> {
        None
    }
    fn stop(&mut self) {}
}

/// The program itself, called with `report`.
#[derive(Debug)]
pub struct ChildReport {
    program: PathBuf,
    options: Vec<OsString>,
    run: Beside<ReportAsk>,
}

impl ChildReport {
    /// `options`: those that name the book, the person, the language and the day (`--book …`).
    #[must_use]
    pub fn new(program: PathBuf, options: Vec<OsString>) -> Self {
        Self { program, options, run: Beside::default() }
    }
}

impl Reporter for ChildReport {
    fn start(&mut self, ask: ReportAsk) -> Result<(), Trouble> {
        let mut command = Command::new(&self.program);
        command.args(&self.options).args(["--no-input", "report", ask.page.name(), "--sheets", "--progress"]);
        if let Some(day) = ask.as_of {
            command.args(["--as-of", &day.to_string()]);
        }
        if let Some(bucket) = ask.bucket {
            command.args(["--cases", &bucket.to_string()]);
        }
        self.run.start("report", ask, &mut command).map_err(|error| broke("report-failed", error.to_string()))
    }

    fn progress(&self) -> Option<Progress> {
        self.run.progress()
    }

    fn ended(&mut self) -> Option<(ReportAsk, Result<Box<Sheets>, Trouble>)> {
        let (ask, told) = self.run.ended()?;
        let read = |told: Vec<u8>| serde_json::from_slice(&told).map(Box::new).map_err(|error| error.to_string());
        Some((ask, told.and_then(read).map_err(|why| broke("report-failed", why))))
    }

    fn stop(&mut self) {
        self.run.stop();
    }
}
