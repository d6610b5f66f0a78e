//! From what the terminal shows to what it should show, in few bytes: moves by the shortest way, unchanged cells left
//! alone or reprinted when that is shorter than a move, blank tails erased.
//! What never lives here: IO, colours (see `pen`).
//! `Wire` calls it.
//!
//! Only what every VT102 descendant knows is used: cursor moves, SGR, erasing, and lines taken out or put in between
//! margins when a list scrolled.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

use super::pen::{self, Depth, Pen};
use super::scroll::{self, Moved};

/// Blank cells in the middle of a row from which erasing them is shorter than printing them, its move counted in.
const ERASE_RUN_MIN: usize = 11;
/// Longest run of unchanged cells that may be cheaper to print again than to jump over.
const REPRINT_MAX: usize = 6;

/// What the terminal shows, as far as we know.
#[derive(Debug)]
pub(super) struct Shown {
    width: usize,
    height: usize,
    cells: Vec<Cell>,
    pub(super) pen: Pen,
    /// Column and row; `None` when not known for certain.
    pub(super) at: Option<(usize, usize)>,
    depth: Depth,
    /// The terminal takes links.
    links: bool,
}

impl Shown {
    pub(super) fn new(width: u16, height: u16, depth: Depth, links: bool) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        Self { width, height, cells: vec![Cell::EMPTY; width * height], pen: Pen::PLAIN, at: None, depth, links }
    }

    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Appends what makes the terminal show `next` (of our own size).
    pub(super) fn update(&mut self, next: &Buffer, out: &mut String) {
        if self.width == 0 {
            return;
        }
        let mut cells = next.content.clone();
        cells.chunks_mut(self.width).for_each(settle_widths);
        if let Some(moved) = scroll::find(&self.cells, &cells, self.width) {
            self.scroll(moved, out);
        }
        for (y, row) in cells.chunks(self.width).enumerate() {
            let from = y * self.width;
            if row.iter().zip(&self.cells[from..]).any(|(a, b)| !pen::same(a, b)) {
                self.row(y, row, out);
            }
        }
        self.cells = cells;
    }

    /// Lets the terminal move a part of the screen: margins around it, lines taken out at its top or put in there.
    fn scroll(&mut self, moved: Moved, out: &mut String) {
        self.take(Pen::for_erasing(self.pen), out);
        let Moved { top, end, by, up } = moved;
        let letter = if up { 'M' } else { 'L' };
        let _never_fails = write!(out, "\u{1b}[{};{end}r", top + 1);
        // Setting margins puts the cursor home: that of the screen, or of the margins, as terminals differ.
        self.at = None;
        self.park(0, top, out);
        let _never_fails = write!(out, "\u{1b}[{by}{letter}\u{1b}[r");
        self.at = None;
        let before = self.cells.clone();
        for row in top..end {
            let to = row * self.width;
            match moved.source(row) {
                Some(from) => {
                    let from = from * self.width;
                    self.cells[to..to + self.width].clone_from_slice(&before[from..from + self.width]);
                }
                None => self.cells[to..to + self.width].fill(Cell::EMPTY),
            }
        }
    }

    fn row(&mut self, y: usize, next: &[Cell], out: &mut String) {
        let from = y * self.width;
        let mut changed: Vec<bool> = (0..self.width).map(|x| !pen::same(&next[x], &self.cells[from + x])).collect();
        let linked = if self.links { linked(next, &mut changed) } else { vec![] };
        let tail = next.iter().rposition(|cell| !pen::is_erased(cell)).map_or(0, |last| last + 1);
        let in_tail = changed[tail..].iter().filter(|c| **c).count();
        let body = if in_tail > 3 { tail } else { self.width };
        let mut x = 0;
        while x < body {
            if !changed[x] {
                x += 1;
                continue;
            }
            // A changed right half brings its left half along.
            let start = if next[x].symbol().is_empty() && x > 0 { x - 1 } else { x };
            let run = next[start..body].iter().take_while(|cell| pen::is_erased(cell)).count();
            let worth = changed[start..start + run].iter().filter(|c| **c).count() >= ERASE_RUN_MIN;
            self.go(next, start, y, out);
            if worth {
                self.take(Pen::for_erasing(self.pen), out);
                let _never_fails = write!(out, "\u{1b}[{run}X");
                x = start + run;
            } else {
                x = start + self.print(&next[start], start, y, out);
            }
        }
        if body == tail && tail < self.width {
            let first = changed[tail..].iter().position(|c| *c).map_or(tail, |at| tail + at);
            self.go(next, first, y, out);
            self.take(Pen::for_erasing(self.pen), out);
            out.push_str("\u{1b}[K");
        }
        for (start, end) in linked {
            self.link(&next[start..end], (start, y), next, out);
        }
    }

    /// Prints a number as a link that a click hands to the telephone: its own text tells where it leads.
    fn link(&mut self, cells: &[Cell], (start, y): (usize, usize), row: &[Cell], out: &mut String) {
        let text: String = cells.iter().map(Cell::symbol).collect();
        let plus = if text.trim_start().starts_with('+') { "+" } else { "" };
        let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
        self.go(row, start, y, out);
        let _never_fails = write!(out, "\u{1b}]8;;tel:{plus}{digits}\u{1b}\\");
        for (at, cell) in cells.iter().enumerate() {
            self.print(cell, start + at, y, out);
        }
        out.push_str("\u{1b}]8;;\u{1b}\\");
    }

    /// Prints one cell; returns the columns it took.
    fn print(&mut self, cell: &Cell, x: usize, y: usize, out: &mut String) -> usize {
        self.take(Pen::of(cell, self.pen), out);
        let symbol = cell.symbol();
        if symbol.chars().any(char::is_control) || symbol.is_empty() {
            // The last guard: whatever slipped through, a terminal is never driven by data.
            out.push('?');
        } else {
            out.push_str(symbol);
        }
        let width = symbol.width().max(1);
        // Terminals disagree on the width of what is not one plain character: the place is only known after a jump.
        let plain = width == 1 && symbol.chars().count() <= 1;
        self.at = (plain && x + 1 < self.width).then_some((x + 1, y));
        width
    }

    fn take(&mut self, pen: Pen, out: &mut String) {
        pen::change(self.pen, pen, self.depth, out);
        self.pen = pen;
    }

    /// Moves to a place, by reprinting what lies between when that is shorter.
    fn go(&mut self, next: &[Cell], x: usize, y: usize, out: &mut String) {
        if self.at == Some((x, y)) {
            return;
        }
        let jump = shortest(self.at, (x, y));
        if let Some((here, row)) = self.at
            && row == y
            && here < x
            && x - here <= REPRINT_MAX
        {
            let gap = &next[here..x];
            let bytes: usize = gap.iter().map(|cell| cell.symbol().len()).sum();
            let alike = gap.iter().all(|cell| Pen::of(cell, self.pen) == self.pen && cell.symbol().len() == 1);
            if alike && bytes <= jump.len() {
                gap.iter().for_each(|cell| out.push_str(cell.symbol()));
                self.at = Some((x, y));
                return;
            }
        }
        out.push_str(&jump);
        self.at = Some((x, y));
    }

    /// Moves the cursor to where it is to be seen.
    pub(super) fn park(&mut self, x: usize, y: usize, out: &mut String) {
        if self.at != Some((x, y)) {
            out.push_str(&shortest(self.at, (x, y)));
            self.at = Some((x, y));
        }
    }
}

/// The links of a row of which anything changed, from where to where; they are printed whole, and apart from the rest.
fn linked(next: &[Cell], changed: &mut [bool]) -> Vec<(usize, usize)> {
    let mut runs = vec![];
    let mut x = 0;
    while x < next.len() {
        let run = next[x..].iter().take_while(|cell| cell.modifier.contains(pen::LINK)).count();
        if changed[x..x + run].contains(&true) {
            changed[x..x + run].fill(false);
            runs.push((x, x + run));
        }
        x += run.max(1);
    }
    runs
}

/// Marks the right halves of wide characters with an empty symbol, and drops one that has no room.
fn settle_widths(row: &mut [Cell]) {
    let mut x = 0;
    while x < row.len() {
        let width = row[x].symbol().width();
        if width < 2 {
            if width == 0 {
                row[x].set_symbol(" ");
            }
            x += 1;
            continue;
        }
        if x + width > row.len() {
            row[x].set_symbol(" ");
            x += 1;
            continue;
        }
        let look = row[x].clone();
        for right in &mut row[x + 1..x + width] {
            *right = look.clone();
            right.set_symbol("");
        }
        x += width;
    }
}

/// The shortest sequence from one place to another.
fn shortest(from: Option<(usize, usize)>, to: (usize, usize)) -> String {
    let (x, y) = to;
    let mut best = match (x, y) {
        (0, 0) => "\u{1b}[H".to_owned(),
        (0, _) => format!("\u{1b}[{}H", y + 1),
        _ => format!("\u{1b}[{};{}H", y + 1, x + 1),
    };
    let Some((here, row)) = from else { return best };
    let mut offer = |way: String| {
        if way.len() < best.len() {
            best = way;
        }
    };
    let counted = |n: usize, letter: char| {
        if n == 1 { format!("\u{1b}[{letter}") } else { format!("\u{1b}[{n}{letter}") }
    };
    let along = |from: usize| -> String {
        if from <= x {
            return if from == x { String::new() } else { counted(x - from, 'C') };
        }
        match from - x {
            _ if x == 0 => "\r".to_owned(),
            back @ 0..=3 => "\u{8}".repeat(back),
            back => counted(back, 'D'),
        }
    };
    if row <= y {
        let down = if y - row <= 3 { "\n".repeat(y - row) } else { counted(y - row, 'B') };
        offer(format!("\r{down}{}", along(0)));
        offer(format!("{down}{}", along(here)));
    } else {
        offer(format!("{}{}", counted(row - y, 'A'), along(here)));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_short() {
        let way = |from, to| shortest(from, to).replace('\u{1b}', "^");
        assert_eq!(way(None, (0, 0)), "^[H");
        assert_eq!(way(None, (4, 9)), "^[10;5H");
        assert_eq!(way(Some((3, 2)), (4, 2)), "^[C");
        assert_eq!(way(Some((30, 2)), (0, 3)), "\r\n");
        assert_eq!(way(Some((30, 2)), (28, 2)), "\u{8}\u{8}");
        assert_eq!(way(Some((5, 7)), (5, 6)), "^[A");
        assert_eq!(way(Some((70, 11)), (2, 12)), "\r\n^[2C");
    }
}
