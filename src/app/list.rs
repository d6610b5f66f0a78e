//! A list with one line under the hand: which line, and which window of lines is shown.
//! What never lives here: the lines themselves, drawing.
//! Screens and boxes keep one each.

use super::action::Action;

/// Selection and window over `len` lines; indexes count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// The line under the hand.
    pub at: usize,
    /// The first line shown.
    pub top: usize,
}

impl List {
    /// Moves as the action says; true when something moved. `rows`: lines on screen as last seen.
    pub fn apply(&mut self, action: Action, len: usize, rows: usize) -> bool {
        Motion::of(action).is_some_and(|motion| self.put(motion.from(self.at, len, rows), len, rows))
    }

    /// The same for a hand that may run: then, at the edge, the window moves by a whole page, so that each line is sent once.
    pub fn step(&mut self, action: Action, len: usize, rows: usize, runs: bool) -> bool {
        let before = *self;
        let moved = self.apply(action, len, rows);
        let rows = rows.max(1);
        if moved && runs && !(before.top..before.top + rows).contains(&self.at) {
            let top = if self.at < before.top { (self.at + 1).saturating_sub(rows) } else { self.at };
            self.top = top.min(len.saturating_sub(rows));
        }
        moved
    }

    /// Moves the window alone, for lists without a selection; true when it moved.
    pub fn scroll(&mut self, action: Action, len: usize, rows: usize) -> bool {
        let before = self.top;
        if let Some(motion) = Motion::of(action) {
            self.top = motion.from(self.top, len, rows).min(len.saturating_sub(rows.max(1)));
        }
        self.top != before
    }

    /// Puts the hand on a line and moves the window by half a page when the line is beyond its edge; true when moved.
    pub fn put(&mut self, at: usize, len: usize, rows: usize) -> bool {
        let before = *self;
        self.at = at.min(len.saturating_sub(1));
        self.top = window(self.at, self.top, len, rows.max(1));
        *self != before
    }
}

impl List {
    /// The same list as shown in `rows` lines: after a resize or under a form the hand is still in sight.
    #[must_use]
    pub fn shown_in(self, len: usize, rows: usize) -> Self {
        Self { at: self.at, top: window(self.at, self.top, len, rows) }
    }
}

/// The window of a list: a pure function of the line, the old window, the length and the rows seen.
/// At the edge it moves by half a page: a row-by-row scroll costs as many bytes as a page.
#[must_use]
pub fn window(at: usize, top: usize, len: usize, rows: usize) -> usize {
    let rows = rows.max(1);
    let furthest = len.saturating_sub(rows);
    let half = (rows / 2).max(1);
    let top = if at < top {
        at.saturating_sub(half.min(rows - 1))
    } else if at >= top + rows {
        (at + 1).saturating_sub(rows) + half.min(rows - 1)
    } else {
        top
    };
    top.min(furthest)
}

#[derive(Debug, Clone, Copy)]
enum Motion {
    By(isize),
    Half(isize),
    Page(isize),
    Start,
    End,
}

impl Motion {
    fn of(action: Action) -> Option<Self> {
        const MOTIONS: &[(Action, Motion)] = &[
            (Action::MoveDown, Motion::By(1)),
            (Action::LineDown, Motion::By(1)),
            (Action::MoveUp, Motion::By(-1)),
            (Action::LineUp, Motion::By(-1)),
            (Action::HalfDown, Motion::Half(1)),
            (Action::HalfUp, Motion::Half(-1)),
            (Action::PageDown, Motion::Page(1)),
            (Action::PageUp, Motion::Page(-1)),
            (Action::First, Motion::Start),
            (Action::Last, Motion::End),
        ];
        MOTIONS.iter().find(|(named, _)| *named == action).map(|(_, motion)| *motion)
    }

    /// The line this motion leads to, kept in the list.
    fn from(self, at: usize, len: usize, rows: usize) -> usize {
        let lines = |count: usize| isize::try_from(count.max(1)).unwrap_or(1);
        let to = match self {
            Self::By(by) => at.saturating_add_signed(by),
            Self::Half(sign) => at.saturating_add_signed(sign * lines(rows.div_ceil(2))),
            Self::Page(sign) => at.saturating_add_signed(sign * lines(rows)),
            Self::Start => 0,
            Self::End => len,
        };
        to.min(len.saturating_sub(1))
    }
}

/// True when the action moves the hand in a list.
#[must_use]
pub fn is_motion(action: Action) -> bool {
    Motion::of(action).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_is_always_in_the_window_and_the_window_in_the_list() {
        for len in 0..40 {
            for rows in 1..12 {
                let mut list = List::default();
                let walk = [
                    Action::LineDown,
                    Action::PageDown,
                    Action::LineUp,
                    Action::HalfDown,
                    Action::Last,
                    Action::PageUp,
                ];
                for step in 0..200 {
                    list.apply(walk[(step * 7 + len) % walk.len()], len, rows);
                    assert!(len == 0 || (list.top <= list.at && list.at < list.top + rows && list.at < len));
                    assert!(list.top <= len.saturating_sub(rows));
                }
            }
        }
    }

    #[test]
    fn a_hand_that_runs_turns_pages() {
        let mut list = List { at: 9, top: 0 };
        assert!(list.step(Action::LineDown, 100, 10, true) && list == List { at: 10, top: 10 });
        assert!(list.step(Action::LineUp, 100, 10, true) && list == List { at: 9, top: 0 });
        let mut last = List { at: 98, top: 89 };
        assert!(last.step(Action::LineDown, 100, 10, true) && last == List { at: 99, top: 90 });
        assert!(!last.step(Action::LineDown, 100, 10, true));
    }

    #[test]
    fn at_the_edge_it_scrolls_by_half_a_page() {
        let mut list = List { at: 9, top: 0 };
        assert!(list.apply(Action::LineDown, 100, 10));
        assert_eq!(list, List { at: 10, top: 6 });
        for _ in 0..5 {
            list.apply(Action::LineDown, 100, 10);
        }
        assert_eq!(list, List { at: 15, top: 6 }, "the next five lines do not scroll");
        let mut up = List { at: 20, top: 20 };
        up.apply(Action::LineUp, 100, 10);
        assert_eq!(up, List { at: 19, top: 14 });
    }
}
