//! Finds out that a part of the screen moved up or down, so that the terminal can move it itself.
//! What never lives here: escape codes, IO.
//! The encoder of this folder calls it, and only for frames in which many rows changed.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::Cell;

use super::pen;

/// Rows that must change before a move is looked for.
const CHANGED_ROWS_MIN: usize = 6;
/// Rows a move must spare to be worth its own sequences.
const SPARED_ROWS_MIN: usize = 3;
/// Unlike rows inside a moved part: the old and the new selected line.
const GAP_ROWS_MAX: usize = 2;

/// A part of the screen that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    /// First row of the part.
    pub(super) top: usize,
    /// The row after its last.
    pub(super) end: usize,
    /// By so many rows.
    pub(super) by: usize,
    /// Up, else down.
    pub(super) up: bool,
}

impl Moved {
    /// Where a row's content comes from, when it is moved and not blank afterwards.
    pub(super) fn source(self, row: usize) -> Option<usize> {
        let from = if self.up { row.checked_add(self.by)? } else { row.checked_sub(self.by)? };
        (self.top..self.end).contains(&from).then_some(from)
    }
}

/// What a row looks like, in a number; blank rows are 0.
fn print(row: &[Cell]) -> u64 {
    if row.iter().all(pen::is_erased) {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    for cell in row {
        if pen::is_blank(cell) {
            (" ", cell.bg).hash(&mut hasher);
        } else {
            (cell.symbol(), cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
        }
    }
    hasher.finish().max(1)
}

/// The move that spares most, if any is worth it. Both screens are of this width, row by row.
pub(super) fn find(shown: &[Cell], next: &[Cell], width: usize) -> Option<Moved> {
    let prints = |cells: &[Cell]| cells.chunks(width.max(1)).map(print).collect::<Vec<_>>();
    let (old, new) = (prints(shown), prints(next));
    let changed = old.iter().zip(&new).filter(|(a, b)| a != b).count();
    if changed < CHANGED_ROWS_MIN {
        return None;
    }
    let moves = (1..old.len()).flat_map(|by| [(by, true), (by, false)]);
    let best = moves.filter_map(|(by, up)| best_part(&old, &new, by, up)).max_by_key(|(gain, _)| *gain)?;
    (best.0 >= SPARED_ROWS_MIN as isize).then_some(best.1)
}

/// The best part that moved by this much, and the rows it spares.
fn best_part(old: &[u64], new: &[u64], by: usize, up: bool) -> Option<(isize, Moved)> {
    let came_from = |row: usize| if up { row.checked_add(by) } else { row.checked_sub(by) };
    let matches = |row: &usize| {
        let from = came_from(*row).and_then(|from| old.get(from));
        new[*row] != 0 && from == Some(&new[*row]) && old[*row] != new[*row]
    };
    let rows: Vec<usize> = (0..new.len()).filter(matches).collect();
    let runs = rows.chunk_by(|a, b| b - a <= GAP_ROWS_MAX + 1);
    let parts = runs.filter_map(|run| {
        let (first, last) = (*run.first()?, *run.last()?);
        let (top, end) = if up { (first, last + by + 1) } else { (first - by, last + 1) };
        let moved = Moved { top, end, by, up };
        let right = |row: usize, shows: u64| isize::from(new[row] != 0 && shows == new[row]);
        let before: isize = (top..end).map(|row| right(row, old[row])).sum();
        let after: isize = (top..end).map(|row| right(row, moved.source(row).map_or(0, |from| old[from]))).sum();
        Some((after - before, moved))
    });
    parts.max_by_key(|(gain, _)| *gain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    fn rows(lines: &[&str]) -> Vec<Cell> {
        Buffer::with_lines(lines.to_vec()).content
    }

    #[test]
    fn a_scrolled_list_is_seen() {
        let old = rows(&["head", "a", "b", "c", "d", "e", "f", "g", "foot"]);
        let up = rows(&["head", "d", "e", "f", "g", "h", "i", "j", "foot"]);
        assert_eq!(find(&old, &up, 4), Some(Moved { top: 1, end: 8, by: 3, up: true }));
        assert_eq!(find(&up, &old, 4), Some(Moved { top: 1, end: 8, by: 3, up: false }));
    }

    #[test]
    fn another_screen_is_no_move() {
        let old = rows(&["a", "b", "c", "d", "e", "f", "g", "h"]);
        assert_eq!(find(&old, &rows(&["1", "2", "3", "4", "5", "6", "7", "8"]), 1), None);
        assert_eq!(find(&old, &old.clone(), 1), None);
        assert_eq!(find(&old, &rows(&["b", "a", "c", "d", "e", "f", "g", "h"]), 1), None);
    }
}
