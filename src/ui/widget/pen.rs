//! A pen on the cells of one frame, with the theme, the words and the place of the caret.
//! What never lives here: what is drawn.
//! Every view draws through it and through nothing else.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::session::Session;
use crate::i18n::Words;

use super::super::theme::{Role, Theme};
use super::ear::{Ear, Speaks};
use super::text::{fit, width};

/// The pen.
pub struct Pen<'a> {
    /// The cells.
    pub buf: &'a mut Buffer,
    /// Roles and signs.
    pub theme: &'a Theme,
    /// Words.
    pub words: &'a Words,
    /// Who, where.
    pub session: &'a Session,
    /// Where the terminal's own caret goes.
    pub caret: Option<(u16, u16)>,
    /// Style laid under everything written (the selected line).
    under: Option<Style>,
    /// The lines of a list drawn whole while the hand runs over it; `None`: it rests.
    whole: Option<Range<usize>>,
    /// Nothing is written from this column on: a line is sketched.
    edge: u16,
    /// What is drawn is heard as well.
    pub ear: Option<Ear>,
}

/// The mark of a telephone number: `term` makes a link of it where the terminal takes links, and nothing else.
const LINK: Modifier = Modifier::RAPID_BLINK;

/// Columns of a line that comes up while the hand runs: who or what it is; the rest is drawn once the hand rests.
const SKETCH: u16 = 28;

impl<'a> Pen<'a> {
    /// A pen on a frame.
    pub fn new(buf: &'a mut Buffer, theme: &'a Theme, words: &'a Words, session: &'a Session) -> Self {
        Self { buf, theme, words, session, caret: None, under: None, whole: None, edge: u16::MAX, ear: None }
    }

    /// A pen that is heard as well as seen.
    #[must_use]
    pub fn listening(self) -> Self {
        Self { ear: Some(Ear::default()), ..self }
    }

    /// What is drawn from here on covers all before: of that nothing is said.
    pub fn hush(&mut self) {
        if let Some(ear) = &mut self.ear {
            ear.hush();
        }
    }

    /// Draws something that is said in this way.
    pub fn saying(&mut self, how: Speaks, draw: impl FnOnce(&mut Self)) {
        let before = self.ear.as_ref().map(|ear| ear.speaks).unwrap_or_default();
        // What is not said is not said in parts either.
        let how = if before == Speaks::Not { before } else { how };
        self.speak(how);
        draw(self);
        self.speak(before);
    }

    /// The field that takes the keys, whole.
    pub fn takes_keys(&mut self, x: u16, y: u16, text: &str) {
        if let Some(ear) = &mut self.ear {
            ear.takes_keys(x, y, text);
        }
    }

    fn speak(&mut self, how: Speaks) {
        if let Some(ear) = &mut self.ear {
            ear.speaks = how;
        }
    }

    /// A hand that runs over a list: these lines are drawn whole, others sketched, and only its sign shows where it is.
    #[must_use]
    pub fn running(self, whole: Option<Range<usize>>) -> Self {
        Self { whole, ..self }
    }

    /// Writes at most `columns` of text, cut with the sign; returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        let area = self.buf.area;
        let end = area.right().min(self.edge);
        if columns == 0 || y >= area.bottom() || x >= end {
            return x;
        }
        let columns = columns.min(end - x);
        let cut = fit(text, usize::from(columns), self.theme.signs.cut);
        let style = self
            .under
            .map_or(self.theme.of(role), |under| under.patch(Style { sub_modifier: Modifier::DIM, ..Style::new() }));
        let (end, _) = self.buf.set_stringn(x, y, cut, usize::from(columns), style);
        if let Some(ear) = self.ear.as_mut().filter(|_| role != Role::Border) {
            ear.hear((x, end), y, text, role == Role::Selected);
        }
        end
    }

    /// Underlines characters of a text written at a place, as far as `columns` reach: a mark that needs no colour.
    pub fn mark(&mut self, x: u16, y: u16, columns: u16, text: &str, places: &[u32]) {
        let end = x.saturating_add(columns).min(self.buf.area.right());
        let (mut at, mut letter) = (x, [0; 4]);
        for (place, c) in (0..).zip(text.chars()) {
            let wide = u16::try_from(width(c.encode_utf8(&mut letter))).unwrap_or(0);
            if at >= end || y >= self.buf.area.bottom() {
                return;
            }
            if places.binary_search(&place).is_ok() {
                let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
                self.buf[(at, y)].set_style(underlined);
            }
            at = at.saturating_add(wide);
        }
    }

    /// Makes what was just written from `x` to `end` a number that a click hands to the telephone, where the terminal can.
    pub fn link(&mut self, x: u16, end: u16, y: u16) {
        let area = self.buf.area;
        if y < area.bottom() {
            for x in x..end.min(area.right()) {
                self.buf[(x, y)].modifier.insert(LINK);
            }
        }
    }

    /// Writes text so that it ends at the right edge of `columns`.
    pub fn right(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) {
        let wide = u16::try_from(width(text)).unwrap_or(u16::MAX).min(columns);
        self.text(x + (columns - wide), y, wide, text, role);
    }

    /// Writes pieces one after the other, a blank between, as far as `columns` reach; returns the column after them.
    pub fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[(String, Role)]) -> u16 {
        let end = x.saturating_add(columns);
        let mut at = x;
        for (text, role) in pieces.iter().filter(|(text, _)| !text.is_empty()) {
            let from = if at == x { at } else { at + 1 };
            if from >= end {
                break;
            }
            at = self.text(from, y, end - from, text, *role);
        }
        at
    }

    /// Makes every cell of an area blank in the role's style.
    pub fn clear(&mut self, area: Rect, role: Role) {
        let style = self.theme.of(role);
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buf[(x, y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// A horizontal line.
    pub fn rule(&mut self, x: u16, y: u16, columns: u16) {
        let line = self.theme.signs.line.repeat(usize::from(columns));
        self.text(x, y, columns, &line, Role::Border);
    }

    /// A vertical line.
    pub fn wall(&mut self, x: u16, y: u16, rows: u16) {
        for row in 0..rows {
            self.text(x, y + row, 1, self.theme.signs.wall, Role::Border);
        }
    }

    /// Draws one line of a list; when it is the one under the hand all of it is in the selection's style.
    pub fn line(&mut self, area: Rect, selected: bool, draw: impl FnOnce(&mut Self)) {
        if selected && self.whole.is_some() {
            self.text(area.x, area.y, 1, self.theme.signs.hand, Role::Text);
        } else if selected {
            let style = self.theme.of(Role::Selected);
            self.clear(Rect { height: 1, ..area }, Role::Selected);
            self.under = Some(style);
            let hand = self.theme.signs.hand;
            self.saying(Speaks::Not, |pen| _ = pen.text(area.x, area.y, 1, hand, Role::Selected));
        }
        self.saying(if selected { Speaks::Hand } else { Speaks::Not }, draw);
        self.under = None;
    }

    /// The same for line `at` of a list that scrolls, the hand on line `hand`.
    pub fn row(&mut self, area: Rect, (at, hand): (usize, usize), draw: impl FnOnce(&mut Self)) {
        self.sketch(area, at, |pen| pen.line(area, at == hand, draw));
    }

    /// What stands of line `at` outside the bar of the hand.
    pub fn beyond(&mut self, area: Rect, (at, hand): (usize, usize), draw: impl FnOnce(&mut Self)) {
        let how = if at == hand { Speaks::Hand } else { Speaks::Not };
        self.sketch(area, at, |pen| pen.saying(how, draw));
    }

    /// Draws of line `at` what there is time for.
    fn sketch(&mut self, area: Rect, at: usize, draw: impl FnOnce(&mut Self)) {
        if self.whole.as_ref().is_some_and(|whole| !whole.contains(&at)) {
            self.edge = area.x.saturating_add(SKETCH);
        }
        draw(self);
        self.edge = u16::MAX;
    }

    /// True while a line is sketched: marks in a colour of their own cost as much as half a name.
    #[must_use]
    pub fn sketches(&self) -> bool {
        self.edge != u16::MAX
    }

    /// The words of a message without facts.
    #[must_use]
    pub fn t(&self, id: &str) -> String {
        self.words.t(id)
    }
}
