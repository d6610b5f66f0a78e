//! Reports asked for on the screen: the program itself adds up beside it and tells sheets as JSON; nothing is written.
//! What never lives here: adding up (see `report`), drawing.
//! `Hands` drives it; tests have their own.

use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use super::close::broke;
use super::told::Ear;
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
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    ask: ReportAsk,
    ear: Ear,
    /// What it printed, once it has ended.
    told: Receiver<Vec<u8>>,
}

impl ChildReport {
    /// `options`: those that name the book, the person, the language and the day (`--book …`).
    #[must_use]
    pub fn new(program: PathBuf, options: Vec<OsString>) -> Self {
        Self { program, options, running: None }
    }
}

impl Reporter for ChildReport {
    fn start(&mut self, ask: ReportAsk) -> Result<(), Trouble> {
        self.stop();
        let mut command = Command::new(&self.program);
        command.args(&self.options).args(["--no-input", "report", ask.page.name(), "--sheets", "--progress"]);
        if let Some(day) = ask.as_of {
            command.args(["--as-of", &day.to_string()]);
        }
        if let Some(bucket) = ask.bucket {
            command.args(["--cases", &bucket.to_string()]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let failed = |error: std::io::Error| broke("report-failed", error.to_string());
        let mut child = command.spawn().map_err(failed)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (ear, (send, told)) = (Ear::default(), channel());
        let hears = ear.clone();
        // A pipe holds some pages only: both are emptied while the child goes on.
        let both = move || {
            let listens = std::thread::spawn(move || stderr.into_iter().for_each(|err| hears.listen(err)));
            let mut all = vec![];
            if let Some(mut out) = stdout {
                let _what_came = out.read_to_end(&mut all);
            }
            let _heard = listens.join();
            // Nobody waits for it once it was stopped.
            let _told = send.send(all);
        };
        if let Err(error) = std::thread::Builder::new().name("report".to_owned()).spawn(both) {
            let _gone = child.kill();
            return Err(failed(error));
        }
        self.running = Some(Running { child, ask, ear, told });
        Ok(())
    }

    fn progress(&self) -> Option<Progress> {
        self.running.as_ref().map(|running| running.ear.progress())
    }

    fn ended(&mut self) -> Option<(ReportAsk, Result<Box<Sheets>, Trouble>)> {
        let told = self.running.as_ref()?.told.try_recv().ok()?;
        let Running { mut child, ask, ear, .. } = self.running.take()?;
        let done = child.wait().is_ok_and(|status| status.success());
        let answer = if done {
            serde_json::from_slice(&told).map(Box::new).map_err(|error| broke("report-failed", error.to_string()))
        } else {
            Err(broke("report-failed", ear.words()))
        };
        Some((ask, answer))
    }

    fn stop(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        // It reads and writes nothing: it may end at once.
        let _gone = running.child.kill();
        let _ended = running.child.wait();
    }
}

impl Drop for ChildReport {
    fn drop(&mut self) {
        self.stop();
    }
}
