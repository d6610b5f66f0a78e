//! The terminal is borrowed: what is switched on at the start is switched off again, whichever way the program ends.
//! What never lives here: drawing, keys.
//! `Device` holds one; the panic hook of `crash` uses the same way out.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::termios::LocalModes;

/// Alternate screen, bracketed paste, the wheel as arrows (the terminal's own setting saved first), cursor hidden, wiped.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?2004h\u{1b}[?1007s\u{1b}[?1007h\u{1b}[?25l\u{1b}[m\u{1b}[2J";
/// All of it undone, in reverse; a synchronized frame cut short is ended first.
const LEAVE: &str = "\u{1b}[?2026l\u{1b}[m\u{1b}[?1007r\u{1b}[?2004l\u{1b}[?25h\u{1b}[?1049l";

/// For ears: the screen stays as it is, only pastes are marked; nothing at all where the terminal can do nothing.
const ENTER_LINEAR: &str = "\u{1b}[?2004h";
const LEAVE_LINEAR: &str = "\u{1b}[?2004l\r\n";

static LINEAR: AtomicBool = AtomicBool::new(false);
static BARE: AtomicBool = AtomicBool::new(false);
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Holds the terminal while it lives.
#[derive(Debug)]
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal; `linear`: lines are added to it, nothing is drawn. `bare`: it knows no sequence.
    pub(super) fn enter(linear: bool, bare: bool) -> io::Result<Self> {
        LINEAR.store(linear, Ordering::SeqCst);
        BARE.store(bare, Ordering::SeqCst);
        take()?;
        Ok(Self(()))
    }

    /// Takes it again after somebody else may have had it. Where it still is raw (we were told twice that we go on), it
    /// stays so all the while: a key pressed in a cooked moment would come out as another.
    pub(super) fn enter_again(&self) -> io::Result<()> {
        if is_held() && is_raw() {
            return send(entering());
        }
        give_back();
        take()
    }

    /// Lends it to the shell.
    pub(super) fn lend(&self) {
        give_back();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let written = send(entering());
    if written.is_err() {
        give_back();
    }
    written
}

fn entering() -> &'static str {
    match (LINEAR.load(Ordering::SeqCst), BARE.load(Ordering::SeqCst)) {
        (false, _) => ENTER,
        (true, false) => ENTER_LINEAR,
        (true, true) => "",
    }
}

fn leaving() -> &'static str {
    match (LINEAR.load(Ordering::SeqCst), BARE.load(Ordering::SeqCst)) {
        (false, _) => LEAVE,
        (true, false) => LEAVE_LINEAR,
        (true, true) => "\r\n",
    }
}

fn is_raw() -> bool {
    let cooked = LocalModes::ICANON | LocalModes::ECHO;
    rustix::termios::tcgetattr(io::stdin()).is_ok_and(|modes| !modes.local_modes.intersects(cooked))
}

/// Whether the terminal is ours just now.
pub(super) fn is_held() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Gives the terminal back if it was taken; does nothing the second time. Errors cannot be told to anybody: the line is gone.
pub(super) fn give_back() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _line_gone = send(leaving());
        let _line_gone = disable_raw_mode();
    }
}

fn send(sequence: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(sequence.as_bytes())?;
    out.flush()
}
