//! The program itself, run once more beside the screen: it only reads, says how far it is, and prints one answer.
//! What never lives here: what is asked of it (see `what_if` and `reports`), what the answer means.
//! Both keep one each.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use super::told::Ear;
use crate::app::toast::Progress;

/// One run at a time, with what it was asked.
#[derive(Debug)]
pub(super) struct Beside<A> {
    running: Option<Running<A>>,
}

#[derive(Debug)]
struct Running<A> {
    child: Child,
    asked: A,
    ear: Ear,
    /// What it printed, once it has ended.
    told: Receiver<Vec<u8>>,
}

impl<A> Default for Beside<A> {
    fn default() -> Self {
        Self { running: None }
    }
}

impl<A> Beside<A> {
    /// Begins a run; the one before is dropped. `name`: its thread's.
    pub(super) fn start(&mut self, name: &str, asked: A, command: &mut Command) -> std::io::Result<()> {
        self.stop();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
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
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(both) {
            let _gone = child.kill();
            return Err(error);
        }
        self.running = Some(Running { child, asked, ear, told });
        Ok(())
    }

    /// How far the run is; none runs: `None`.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.running.as_ref().map(|running| running.ear.progress())
    }

    /// What was asked and what was printed, once after it ended; `Err`: what it said instead.
    pub(super) fn ended(&mut self) -> Option<(A, Result<Vec<u8>, String>)> {
        let told = self.running.as_ref()?.told.try_recv().ok()?;
        let Running { mut child, asked, ear, .. } = self.running.take()?;
        let done = child.wait().is_ok_and(|status| status.success());
        Some((asked, if done { Ok(told) } else { Err(ear.words()) }))
    }

    /// Stops it.
    pub(super) fn stop(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        // It reads and writes nothing: it may end at once.
        let _gone = running.child.kill();
        let _ended = running.child.wait();
    }
}

impl<A> Drop for Beside<A> {
    fn drop(&mut self) {
        self.stop();
    }
}
