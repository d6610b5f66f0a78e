//! How the next character looks, and the shortest escape sequence that changes it.
//! What never lives here: which colour means what (see `ui`), positions.
//! The encoder of this folder calls it.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: only bold, reverse and their like (`NO_COLOR`).
    Mono,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// 256.
    Indexed,
    /// 24 bits.
    True,
}

/// What is visible of a blank's modifiers; all else of it is its background.
const SEEN_ON_BLANKS: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// The mark by which `ui` tells a telephone number that a click may follow: it is no look, no terminal is told of it as one.
pub(super) const LINK: Modifier = Modifier::RAPID_BLINK;

/// The look of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) mods: Modifier,
}

impl Pen {
    /// The terminal's own.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, mods: Modifier::empty() };

    /// What this cell needs, given that blanks show nothing of the foreground.
    pub(super) fn of(cell: &Cell, now: Self) -> Self {
        if is_blank(cell) {
            return Self { fg: now.fg, bg: cell.bg, mods: now.mods.difference(SEEN_ON_BLANKS) };
        }
        Self { fg: cell.fg, bg: cell.bg, mods: cell.modifier.difference(LINK) }
    }

    /// What erasing needs: the terminal's own background and nothing that might be drawn into blanks.
    pub(super) fn for_erasing(now: Self) -> Self {
        Self { fg: now.fg, bg: Color::Reset, mods: now.mods.difference(SEEN_ON_BLANKS) }
    }
}

/// A blank that shows nothing but its background.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// A blank on the terminal's own background: what erasing leaves.
pub(super) fn is_erased(cell: &Cell) -> bool {
    is_blank(cell) && cell.bg == Color::Reset
}

/// Whether two cells look the same.
pub(super) fn same(a: &Cell, b: &Cell) -> bool {
    if is_blank(a) && is_blank(b) {
        return a.bg == b.bg;
    }
    a.symbol() == b.symbol() && a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

const MODIFIERS: [(Modifier, &str, &str); 8] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Appends what changes `from` into `to`: the shorter of stepping there and starting afresh; nothing when they agree.
pub(super) fn change(from: Pen, to: Pen, depth: Depth, out: &mut String) {
    let step = stepwise(from, to, depth);
    if step.is_empty() {
        return;
    }
    let fresh = stepwise(Pen::PLAIN, to, depth);
    // A fresh start is `0` and a `;` before the rest, or nothing at all.
    let fresh_len = if fresh.is_empty() { 0 } else { fresh.len() + 2 };
    out.push_str("\u{1b}[");
    if fresh_len < step.len() {
        if !fresh.is_empty() {
            out.push_str("0;");
            out.push_str(&fresh);
        }
    } else {
        out.push_str(&step);
    }
    out.push('m');
}

fn stepwise(from: Pen, to: Pen, depth: Depth) -> String {
    let mut codes = String::new();
    let gone = from.mods.difference(to.mods);
    let mut had = from.mods.difference(gone);
    if gone.intersects(Modifier::BOLD | Modifier::DIM) {
        // One code ends both: the one that stays is set again.
        push(&mut codes, "22");
        had = had.difference(Modifier::BOLD | Modifier::DIM);
    }
    for (modifier, _, off) in MODIFIERS {
        if gone.contains(modifier) && off != "22" {
            push(&mut codes, off);
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if to.mods.contains(modifier) && !had.contains(modifier) {
            push(&mut codes, on);
        }
    }
    if depth > Depth::Mono {
        if colour(from.fg, depth, 30) != colour(to.fg, depth, 30) {
            push(&mut codes, &colour(to.fg, depth, 30));
        }
        if colour(from.bg, depth, 40) != colour(to.bg, depth, 40) {
            push(&mut codes, &colour(to.bg, depth, 40));
        }
    }
    codes
}

fn push(codes: &mut String, code: &str) {
    if !codes.is_empty() {
        codes.push(';');
    }
    codes.push_str(code);
}

/// The SGR code of a colour; `base` 30 for the foreground, 40 for the background.
fn colour(colour: Color, depth: Depth, base: u8) -> String {
    let mut code = String::new();
    let (index, rgb) = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Black => (0, None),
        Color::Red => (1, None),
        Color::Green => (2, None),
        Color::Yellow => (3, None),
        Color::Blue => (4, None),
        Color::Magenta => (5, None),
        Color::Cyan => (6, None),
        Color::Gray => (7, None),
        Color::DarkGray => (8, None),
        Color::LightRed => (9, None),
        Color::LightGreen => (10, None),
        Color::LightYellow => (11, None),
        Color::LightBlue => (12, None),
        Color::LightMagenta => (13, None),
        Color::LightCyan => (14, None),
        Color::White => (15, None),
        Color::Indexed(index) => (index, None),
        Color::Rgb(r, g, b) => (0, Some([r, g, b])),
    };
    let _never_fails = match (rgb, depth) {
        (Some([r, g, b]), Depth::True) => write!(code, "{};2;{r};{g};{b}", base + 8),
        (Some(rgb), Depth::Indexed) => write!(code, "{};5;{}", base + 8, nearest(rgb, 16..=255)),
        (Some(rgb), Depth::Sixteen | Depth::Mono) => write!(code, "{}", sixteen(nearest(rgb, 0..=15), base)),
        (None, _) if index < 16 => write!(code, "{}", sixteen(index, base)),
        (None, Depth::Indexed | Depth::True) => write!(code, "{};5;{index}", base + 8),
        (None, Depth::Sixteen | Depth::Mono) => write!(code, "{}", sixteen(nearest(palette(index), 0..=15), base)),
    };
    code
}

fn sixteen(index: u8, base: u8) -> u8 {
    if index < 8 { base + index } else { base + 60 + (index - 8) }
}

/// The colour of the standard palette at an index.
fn palette(index: u8) -> [u8; 3] {
    const BASE: [[u8; 3]; 16] = [
        [0, 0, 0],
        [170, 0, 0],
        [0, 170, 0],
        [170, 85, 0],
        [0, 0, 170],
        [170, 0, 170],
        [0, 170, 170],
        [170, 170, 170],
        [85, 85, 85],
        [255, 85, 85],
        [85, 255, 85],
        [255, 255, 85],
        [85, 85, 255],
        [255, 85, 255],
        [85, 255, 255],
        [255, 255, 255],
    ];
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..=15 => BASE[usize::from(index)],
        16..=231 => [step((index - 16) / 36), step((index - 16) / 6 % 6), step((index - 16) % 6)],
        232..=255 => [8 + 10 * (index - 232); 3],
    }
}

/// The nearest palette entry, by squared distance.
fn nearest(rgb: [u8; 3], among: std::ops::RangeInclusive<u8>) -> u8 {
    let far = |index: u8| -> u32 { palette(index).iter().zip(rgb).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let first = *among.start();
    among.min_by_key(|index| far(*index)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: Pen, to: Pen, depth: Depth) -> String {
        let mut out = String::new();
        change(from, to, depth, &mut out);
        out.replace('\u{1b}', "^")
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let bold = Pen { mods: Modifier::BOLD, ..Pen::PLAIN };
        let loud = Pen { fg: Color::Red, bg: Color::Blue, mods: Modifier::BOLD | Modifier::REVERSED };
        assert_eq!(said(Pen::PLAIN, Pen::PLAIN, Depth::True), "");
        assert_eq!(said(Pen::PLAIN, bold, Depth::True), "^[1m");
        assert_eq!(said(loud, Pen::PLAIN, Depth::Sixteen), "^[m");
        assert_eq!(said(loud, bold, Depth::Sixteen), "^[0;1m");
        assert_eq!(said(loud, Pen { fg: Color::Green, ..loud }, Depth::Sixteen), "^[32m");
    }

    #[test]
    fn ending_bold_keeps_dim() {
        let both = Pen { mods: Modifier::BOLD | Modifier::DIM, fg: Color::Red, bg: Color::Blue };
        let dim = Pen { mods: Modifier::DIM, ..both };
        assert_eq!(said(both, dim, Depth::Sixteen), "^[22;2m");
    }

    #[test]
    fn colours_fit_the_terminal() {
        let orange = Pen { fg: Color::Rgb(255, 90, 80), ..Pen::PLAIN };
        assert_eq!(said(Pen::PLAIN, orange, Depth::True), "^[38;2;255;90;80m");
        assert_eq!(said(Pen::PLAIN, orange, Depth::Indexed), "^[38;5;203m");
        assert_eq!(said(Pen::PLAIN, orange, Depth::Sixteen), "^[91m");
        assert_eq!(said(Pen::PLAIN, orange, Depth::Mono), "");
        let inverse = Pen { mods: Modifier::REVERSED, ..orange };
        assert_eq!(said(Pen::PLAIN, inverse, Depth::Mono), "^[7m");
    }

    #[test]
    fn blanks_show_their_background_only() {
        let mut a = Cell::new(" ");
        let mut b = Cell::new(" ");
        a.fg = Color::Red;
        a.modifier = Modifier::BOLD;
        assert!(same(&a, &b) && is_erased(&a));
        b.modifier = Modifier::REVERSED;
        assert!(!same(&a, &b) && !is_erased(&b));
    }
}
