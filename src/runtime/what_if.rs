//! What if, asked beside the screen: the program itself makes both lists and tells them as JSON; nothing is written.
//! What never lives here: making the lists (see `day`), drawing.
//! `Hands` drives it; tests have their own.

use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use super::close::broke;
use super::told::Ear;
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
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    file: String,
    ear: Ear,
    /// What it printed, once it has ended.
    told: Receiver<Vec<u8>>,
}

impl ChildAsk {
    /// `options`: those that name the book, the person, the language and the day (`--book …`).
    #[must_use]
    pub fn new(program: PathBuf, options: Vec<OsString>) -> Self {
        Self { program, options, running: None }
    }
}

impl Asker for ChildAsk {
    fn start(&mut self, file: &str) -> Result<(), Trouble> {
        self.stop();
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
        command.arg(file).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let failed = |error: std::io::Error| broke("what-if-failed", error.to_string());
        let mut child = command.spawn().map_err(failed)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (ear, (send, told)) = (Ear::default(), channel());
        let hears = ear.clone();
        // A pipe holds some pages only: both are emptied while the child goes on.
        let listens = move || stderr.into_iter().for_each(|err| hears.listen(err));
        let reads = move || {
            let mut all = vec![];
            if let Some(mut out) = stdout {
                let _what_came = out.read_to_end(&mut all);
            }
            all
        };
        let both = move || {
            let listens = std::thread::spawn(listens);
            let all = reads();
            let _heard = listens.join();
            // Nobody waits for it once it was stopped.
            let _told = send.send(all);
        };
        if let Err(error) = std::thread::Builder::new().name("what-if".to_owned()).spawn(both) {
            let _gone = child.kill();
            return Err(failed(error));
        }
        self.running = Some(Running { child, file: file.to_owned(), ear, told });
        Ok(())
    }

    fn progress(&self) -> Option<Progress> {
        self.running.as_ref().map(|running| running.ear.progress())
    }

    fn ended(&mut self) -> Option<(String, Result<Box<Comparison>, Trouble>)> {
        let told = self.running.as_ref()?.told.try_recv().ok()?;
        let Running { mut child, file, ear, .. } = self.running.take()?;
        let done = child.wait().is_ok_and(|status| status.success());
        let answer = if done {
            serde_json::from_slice(&told).map(Box::new).map_err(|error| broke("what-if-failed", error.to_string()))
        } else {
            Err(broke("what-if-failed", ear.words()))
        };
        Some((file, answer))
    }

    fn stop(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        // It reads and writes nothing: it may end at once.
        let _gone = running.child.kill();
        let _ended = running.child.wait();
    }
}

impl Drop for ChildAsk {
    fn drop(&mut self) {
        self.stop();
    }
}
