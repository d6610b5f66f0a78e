//! What happens at the terminal, in one line: bytes typed and signals, each brought by its own small thread.
//! What never lives here: what a key means; a clock of its own.
//! `Device` waits on it. Waiting costs nothing: no thread wakes unless something came.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::keys::Decoder;
use crate::clock::Clock;
use crate::input::Input;

/// Bytes read at once: a held-down key, a paste's piece.
const READ_BYTES: usize = 4_096;

/// What a thread brings.
#[derive(Debug)]
enum Brought {
    Bytes(Vec<u8>),
    Ended,
    Signal(i32),
}

/// What the loop is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Happened {
    Input(Input),
    /// The terminal may have another size.
    Resized,
    /// We run again after having been stopped.
    Continued,
    /// Somebody asks us to stop (not by a key).
    StopAsked,
    /// The terminal says that its background is light, or that it is not.
    Background(bool),
    /// Nothing, for as long as was asked.
    Nothing,
}

/// The line of events.
#[derive(Debug)]
pub(super) struct Events {
    brought: Receiver<Brought>,
    decoder: Decoder,
    ready: VecDeque<Happened>,
    clock: Clock,
    ended: bool,
}

impl Events {
    /// Starts listening to stdin and to signals.
    pub(super) fn listen(clock: Clock, escape_window_ms: u64) -> io::Result<Self> {
        let (sender, brought) = mpsc::channel();
        let stdin = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        let signals = Signals::new([SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT])?;
        let bytes = sender.clone();
        thread::Builder::new().name("keys".into()).spawn(move || bring_bytes(stdin, &bytes))?;
        thread::Builder::new().name("signals".into()).spawn(move || bring_signals(signals, &sender))?;
        Ok(Self { brought, decoder: Decoder::new(escape_window_ms), ready: VecDeque::new(), clock, ended: false })
    }

    /// Waits for the next thing, at most so many milliseconds.
    pub(super) fn wait(&mut self, wait_ms: u64) -> Happened {
        let until = self.clock.monotonic_ms().saturating_add(wait_ms);
        loop {
            if let Some(happened) = self.ready.pop_front() {
                return happened;
            }
            if self.ended {
                return Happened::Input(Input::Hangup);
            }
            let now = self.clock.monotonic_ms();
            let next = self.decoder.deadline_ms().map_or(until, |deadline| deadline.min(until));
            match self.brought.recv_timeout(Duration::from_millis(next.saturating_sub(now))) {
                Ok(brought) => self.take(brought),
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
                Err(RecvTimeoutError::Timeout) => {
                    let now = self.clock.monotonic_ms();
                    let mut inputs = vec![];
                    self.decoder.settle(now, &mut inputs);
                    self.ready.extend(inputs.into_iter().map(Happened::Input));
                    if self.ready.is_empty() && now >= until {
                        return Happened::Nothing;
                    }
                }
            }
        }
    }

    /// Forgets that we were stopped and continued (it was our own doing).
    pub(super) fn drop_continued(&mut self) {
        while let Ok(brought) = self.brought.try_recv() {
            self.take(brought);
        }
        self.ready.retain(|happened| !matches!(happened, Happened::Continued | Happened::StopAsked));
    }

    fn take(&mut self, brought: Brought) {
        match brought {
            Brought::Bytes(bytes) => {
                let mut inputs = vec![];
                self.decoder.feed(&bytes, self.clock.monotonic_ms(), &mut inputs);
                self.ready.extend(inputs.into_iter().map(Happened::Input));
                self.ready.extend(self.decoder.take_light().map(Happened::Background));
            }
            Brought::Ended => self.ended = true,
            Brought::Signal(SIGWINCH) => self.ready.push_back(Happened::Resized),
            Brought::Signal(SIGCONT) => self.ready.push_back(Happened::Continued),
            Brought::Signal(SIGTSTP) => self.ready.push_back(Happened::StopAsked),
            Brought::Signal(_) => self.ready.push_back(Happened::Input(Input::Hangup)),
        }
    }
}

fn bring_bytes(mut stdin: File, sender: &Sender<Brought>) {
    let mut buffer = [0; READ_BYTES];
    loop {
        let brought = match stdin.read(&mut buffer) {
            Ok(0) => Brought::Ended,
            Ok(n) => Brought::Bytes(buffer[..n].to_vec()),
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {
                thread::sleep(Duration::from_millis(5));
                continue;
            }
            Err(_) => Brought::Ended,
        };
        let ended = matches!(brought, Brought::Ended);
        if sender.send(brought).is_err() || ended {
            return;
        }
    }
}

fn bring_signals(mut signals: Signals, sender: &Sender<Brought>) {
    for signal in signals.forever() {
        if sender.send(Brought::Signal(signal)).is_err() {
            return;
        }
    }
}
