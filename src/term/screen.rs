//! A screen to draw on: ratatui's frame on paper, the wire behind it.
//! What never lives here: what is drawn; reading keys.
//! `Device` and the tests' fake terminal are built on it. It never asks the terminal anything, so it cannot wait for one.

use std::cell::Cell as Shared;
use std::convert::Infallible;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};

use super::wire::{Depth, Sent, Wire};

/// A back end that keeps only the size and the cursor: what changed is worked out by the wire, from whole frames.
#[derive(Debug)]
struct Paper {
    size: Rc<Shared<Size>>,
    cursor: Rc<Shared<Option<Position>>>,
}

impl Backend for Paper {
    type Error = Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _content: I) -> Result<(), Infallible> {
        Ok(())
    }
    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor.set(None);
        Ok(())
    }
    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.get().unwrap_or_default())
    }
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor.set(Some(position.into()));
        Ok(())
    }
    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
    fn clear_region(&mut self, _clear_type: ClearType) -> Result<(), Infallible> {
        Ok(())
    }
    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size.get())
    }
    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size.get(), pixels: Size::default() })
    }
    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// A screen of a size, drawn on whole, sent in parts.
#[derive(Debug)]
pub struct Screen<W: Write> {
    paper: Terminal<Paper>,
    size: Rc<Shared<Size>>,
    cursor: Rc<Shared<Option<Position>>>,
    wire: Wire<W>,
}

impl<W: Write> Screen<W> {
    /// A screen of this many columns and rows (at least one of each).
    pub fn new(out: W, width: u16, height: u16, depth: Depth) -> Self {
        let size = Rc::new(Shared::new(Size::new(width.max(1), height.max(1))));
        let cursor = Rc::new(Shared::new(None));
        let paper = Paper { size: Rc::clone(&size), cursor: Rc::clone(&cursor) };
        let paper = match Terminal::new(paper) {
            Ok(terminal) => terminal,
            Err(never) => match never {},
        };
        let wire = Wire::new(out, size.get().width, size.get().height, depth);
        Self { paper, size, cursor, wire }
    }

    /// Draws a frame and sends what changed; answers the bytes sent.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<usize> {
        let cursor = Rc::clone(&self.cursor);
        let done = match self.paper.draw(draw) {
            Ok(done) => done,
            Err(never) => match never {},
        };
        let area = done.buffer.area;
        let inside = cursor.get().filter(|at| at.x < area.width && at.y < area.height);
        self.wire.present(done.buffer, inside)
    }

    /// Takes another size; the next frame is painted whole.
    pub fn resize(&mut self, width: u16, height: u16) {
        let size = Size::new(width.max(1), height.max(1));
        if self.size.get() != size {
            self.size.set(size);
            let area = Rect::new(0, 0, size.width, size.height);
            match self.paper.resize(area) {
                Ok(()) => {}
                Err(never) => match never {},
            }
        }
        self.wire.forget();
    }

    /// Paints the next frame whole.
    pub fn repaint(&mut self) {
        self.wire.forget();
    }

    /// The line behind it.
    pub fn wire_mut(&mut self) -> &mut Wire<W> {
        &mut self.wire
    }

    /// What was sent so far.
    pub fn sent(&self) -> Sent {
        self.wire.sent()
    }
}
