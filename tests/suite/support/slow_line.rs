//! A program at the far end of a slow line: what is typed arrives late, what it sends comes back late, at so many bytes a
//! second. What never lives here: an assertion of one story.
//! `slow_line` of the suite drives it.

#![allow(
    clippy::disallowed_methods,
    reason = "a line has a speed of its own: the clock of the program does not tell it"
)]

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::fake_term::emulator;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(90);

/// How slow.
#[derive(Clone, Copy)]
pub struct Slowness {
    /// One way.
    pub delay: Duration,
    /// Bytes a second, each way.
    pub rate: u32,
}

impl Slowness {
    fn of(self, bytes: usize) -> Duration {
        Duration::from_secs(u64::try_from(bytes).unwrap_or(u64::MAX)) / self.rate
    }
}

/// The near end: keys in, screen out.
pub struct SlowLine {
    keys: Sender<(Instant, Vec<u8>)>,
    shown: Arc<Mutex<vt100::Parser>>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl SlowLine {
    /// Starts the program of this package at the far end, as after a log-in over a network.
    pub fn relance(slow: Slowness, (columns, rows): (u16, u16), home: &Path, arguments: &[&str]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_relance"));
        command.args(arguments);
        command.env_clear();
        for (name, value) in [
            ("TERM", "vt100"),
            ("LANG", "en_GB.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
            ("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let (keys, typed) = mpsc::channel();
        let shown = Arc::new(Mutex::new(emulator(columns, rows)));
        thread::spawn(move || carry_keys(slow, &typed, writer));
        let (far, near) = mpsc::channel();
        thread::spawn(move || take_output(slow, reader, &far));
        let screen = Arc::clone(&shown);
        thread::spawn(move || show(slow, &near, &screen));
        Self { keys, shown, child, _master: pair.master }
    }

    /// Types bytes now, whatever is on the screen.
    pub fn types(&mut self, bytes: &[u8]) -> &mut Self {
        self.keys.send((Instant::now(), bytes.to_vec())).expect("the line holds");
        self
    }

    /// The hand, or the network, pauses between two bytes.
    pub fn pause(&mut self, ms: u64) -> &mut Self {
        thread::sleep(Duration::from_millis(ms));
        self
    }

    /// The near screen as text.
    pub fn screen(&self) -> String {
        self.shown.lock().unwrap().screen().contents().replace('\u{a0}', " ")
    }

    /// Waits until the near screen says this.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen().contains(text) {
            assert!(Instant::now() < until, "never on the screen: {text:?}\n{}", self.screen());
            thread::sleep(Duration::from_millis(10));
        }
        self
    }

    /// Waits for the end; the exit code.
    pub fn ends(&mut self) -> u32 {
        self.child.wait().expect("it ends").exit_code()
    }
}

/// Each byte arrives `delay` after it was typed, one behind the other.
fn carry_keys(slow: Slowness, typed: &Receiver<(Instant, Vec<u8>)>, mut writer: Box<dyn Write + Send>) {
    let mut free_at = Instant::now();
    while let Ok((at, bytes)) = typed.recv() {
        for byte in bytes {
            free_at = free_at.max(at + slow.delay) + slow.of(1);
            thread::sleep(free_at.saturating_duration_since(Instant::now()));
            if writer.write_all(&[byte]).and_then(|()| writer.flush()).is_err() {
                return;
            }
        }
    }
}

/// Takes what the program sends no faster than the line carries it: what is not taken makes the program wait.
fn take_output(slow: Slowness, mut reader: Box<dyn Read + Send>, far: &Sender<(Instant, Vec<u8>)>) {
    let mut piece = [0; 48];
    while let Ok(taken @ 1..) = reader.read(&mut piece) {
        thread::sleep(slow.of(taken));
        if far.send((Instant::now(), piece[..taken].to_vec())).is_err() {
            return;
        }
    }
}

/// Shows it at the near end, `delay` later.
fn show(slow: Slowness, near: &Receiver<(Instant, Vec<u8>)>, shown: &Mutex<vt100::Parser>) {
    let mut waiting = VecDeque::new();
    while let Ok(piece) = near.recv() {
        waiting.push_back(piece);
        while let Some((at, bytes)) = waiting.pop_front() {
            thread::sleep((at + slow.delay).saturating_duration_since(Instant::now()));
            shown.lock().unwrap().process(&bytes);
        }
    }
}
