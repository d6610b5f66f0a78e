//! What goes out to the terminal: one write a frame, only what changed, counted.
//! What never lives here: what is drawn (see `ui`), reading (see `events`).
//! `Screen` calls it; tests read its bytes back through a terminal emulator.

mod encode;
mod pen;
mod scroll;

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use pen::Depth;

use encode::Shown;

/// Frames up to this many bytes arrive in one piece on any line; beyond, the terminal is told to hold its drawing.
const UNSYNCED_BYTES_MAX: usize = 512;
const SYNC_BEGIN: &str = "\u{1b}[?2026h";
const SYNC_END: &str = "\u{1b}[?2026l";

/// Bytes and frames sent so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Frames that had something to say.
    pub frames: u64,
    /// Bytes in all.
    pub bytes: u64,
    /// Bytes of the last frame; 0 when it had nothing to say.
    pub last: usize,
}

/// The line to a terminal.
#[derive(Debug)]
pub struct Wire<W> {
    out: W,
    shown: Shown,
    depth: Depth,
    links: bool,
    fresh: bool,
    cursor_shown: bool,
    frame: String,
    sent: Sent,
}

impl<W: Write> Wire<W> {
    /// A line to a terminal whose alternate screen was just entered, cursor hidden; it is wiped with the first frame.
    pub fn new(out: W, width: u16, height: u16, depth: Depth) -> Self {
        let shown = Shown::new(width, height, depth, false);
        Self {
            out,
            shown,
            depth,
            links: false,
            fresh: true,
            cursor_shown: false,
            frame: String::new(),
            sent: Sent::default(),
        }
    }

    /// Numbers are sent as links from the next whole frame on.
    pub fn take_links(&mut self) {
        (self.links, self.fresh) = (true, true);
    }

    /// Forgets what the terminal shows: the next frame wipes and paints it whole.
    pub fn forget(&mut self) {
        self.fresh = true;
    }

    /// Sends what makes the terminal show `next`, in one write; nothing when it shows it already.
    pub fn present(&mut self, next: &Buffer, cursor: Option<Position>) -> io::Result<usize> {
        let (width, height) = (next.area.width, next.area.height);
        self.frame.clear();
        if self.fresh || self.shown.size() != (usize::from(width), usize::from(height)) {
            self.shown = Shown::new(width, height, self.depth, self.links);
            self.frame.push_str("\u{1b}[m\u{1b}[2J");
            self.fresh = false;
        }
        self.shown.update(next, &mut self.frame);
        match (cursor, self.cursor_shown) {
            (Some(at), shown) => {
                self.shown.park(usize::from(at.x), usize::from(at.y), &mut self.frame);
                if !shown {
                    self.frame.push_str("\u{1b}[?25h");
                }
            }
            (None, true) => self.frame.push_str("\u{1b}[?25l"),
            (None, false) => {}
        }
        self.cursor_shown = cursor.is_some();
        if self.frame.len() > UNSYNCED_BYTES_MAX {
            self.frame.insert_str(0, SYNC_BEGIN);
            self.frame.push_str(SYNC_END);
        }
        let bytes = self.frame.len();
        self.sent.last = bytes;
        if bytes > 0 {
            self.sent.frames += 1;
            self.sent.bytes += bytes as u64;
            if let Err(error) = self.out.write_all(self.frame.as_bytes()).and_then(|()| self.out.flush()) {
                self.fresh = true;
                return Err(error);
            }
        }
        Ok(bytes)
    }

    /// Sends a sequence that draws nothing (the clipboard).
    pub fn whisper(&mut self, sequence: &str) -> io::Result<()> {
        self.sent.bytes += sequence.len() as u64;
        self.out.write_all(sequence.as_bytes()).and_then(|()| self.out.flush())
    }

    /// The cursor was hidden or shown behind our back (the shell had the terminal).
    pub fn reset_cursor(&mut self) {
        self.cursor_shown = false;
    }

    /// What was sent so far.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// What the bytes go to.
    pub fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }
}
