//! Text being edited: one line or several, with a caret that steps over whole characters as people see them.
//! What never lives here: drawing, what the text means.
//! Forms, boxes and the `/` line keep one each.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::values::text::is_hostile;
use crate::input::{Key, KeyPress};

use super::Typed;

/// Text and its caret (a byte offset, always on the edge of a grapheme).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    caret: usize,
    /// Longest text in characters.
    chars_max: usize,
    /// Enter and pasted line ends stay line ends.
    many: bool,
}

impl Line {
    /// An empty line of at most `chars_max` characters.
    #[must_use]
    pub fn new(chars_max: usize) -> Self {
        Self { text: String::new(), caret: 0, chars_max, many: false }
    }

    /// Several lines, of at most `chars_max` characters in all.
    #[must_use]
    pub fn many(chars_max: usize) -> Self {
        Self { many: true, ..Self::new(chars_max) }
    }

    /// What stands there.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret, as a byte offset.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Puts other text, the caret at its end.
    pub fn put(&mut self, text: &str) {
        self.text.clear();
        self.caret = 0;
        self.insert(text);
    }

    /// Takes a key or a paste; true when text or caret changed.
    pub fn typed(&mut self, typed: &Typed) -> bool {
        let before = (self.text.len(), self.caret);
        match typed {
            Typed::Paste(text) => self.insert(text),
            Typed::Key(press) => self.key(*press),
            Typed::Do(_) => {}
        }
        before != (self.text.len(), self.caret)
    }

    /// Adds text at the caret: hostile characters left out, cut at the limit.
    pub fn insert(&mut self, text: &str) {
        let room = self.chars_max.saturating_sub(self.text.chars().count());
        let many = self.many;
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean: String = text
            .chars()
            .map(|c| if (c == '\n' && !many) || c == '\t' { ' ' } else { c })
            .filter(|c| *c == '\n' || !is_hostile(*c))
            .take(room)
            .collect();
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
        self.settle();
    }

    fn key(&mut self, press: KeyPress) {
        if let Some(c) = press.typed() {
            return self.insert(c.encode_utf8(&mut [0; 4]));
        }
        match press.code {
            Key::Char('a') if press.ctrl => self.caret = self.line_start(),
            Key::Char('e') if press.ctrl => self.caret = self.line_end(),
            Key::Char('u') if press.ctrl => self.cut(self.line_start(), self.caret),
            Key::Char('k') if press.ctrl => self.cut(self.caret, self.line_end()),
            Key::Char('w') if press.ctrl => self.cut(self.word_before(), self.caret),
            Key::Char('b') if press.alt => self.caret = self.word_before(),
            Key::Char('f') if press.alt => self.caret = self.word_after(),
            Key::Left if press.ctrl => self.caret = self.word_before(),
            Key::Right if press.ctrl => self.caret = self.word_after(),
            Key::Left => self.caret = self.before(),
            Key::Right => self.caret = self.after(),
            Key::Home => self.caret = self.line_start(),
            Key::End => self.caret = self.line_end(),
            Key::Backspace => self.cut(self.before(), self.caret),
            Key::Delete => self.cut(self.caret, self.after()),
            Key::Enter if self.many => self.insert("\n"),
            Key::Up if self.many => self.caret = self.row_above(),
            Key::Down if self.many => self.caret = self.row_below(),
            Key::Char(_)
            | Key::Enter
            | Key::Up
            | Key::Down
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Insert
            | Key::PageUp
            | Key::PageDown
            | Key::F(_) => {}
        }
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
        self.settle();
    }

    /// Joining two pieces may join graphemes: the caret moves to the next edge.
    fn settle(&mut self) {
        let caret = self.caret;
        let edge = self.text.grapheme_indices(true).map(|(at, _)| at).find(|at| *at >= caret);
        self.caret = edge.unwrap_or(self.text.len());
    }

    fn before(&self) -> usize {
        self.text[..self.caret].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(self.caret, |g| self.caret + g.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].split_word_bound_indices().rev();
        words.find(|(_, word)| !word.trim().is_empty()).map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.caret..].split_word_bound_indices();
        words
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(self.text.len(), |(at, word)| self.caret + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |at| self.caret + at)
    }

    fn row_above(&self) -> usize {
        let start = self.line_start();
        if start == 0 {
            return 0;
        }
        let above = self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        self.at_column(above, start - 1, self.column())
    }

    fn row_below(&self) -> usize {
        let end = self.line_end();
        if end == self.text.len() {
            return end;
        }
        let below = end + 1;
        let below_end = self.text[below..].find('\n').map_or(self.text.len(), |at| below + at);
        self.at_column(below, below_end, self.column())
    }

    fn column(&self) -> usize {
        self.text[self.line_start()..self.caret].graphemes(true).count()
    }

    fn at_column(&self, start: usize, end: usize, column: usize) -> usize {
        let mut edges = self.text[start..end].grapheme_indices(true).map(|(at, _)| start + at);
        edges.nth(column).unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(line: &mut Line, keys: &str) -> String {
        for press in crate::input::keys(keys).unwrap() {
            line.typed(&Typed::Key(press));
        }
        line.text().to_owned()
    }

    #[test]
    fn editing_steps_over_whole_characters() {
        let mut line = Line::new(20);
        line.insert("été e\u{301}\u{1b}[31m");
        assert_eq!(line.text(), "été e\u{301}[31m");
        line.put("e\u{301}a");
        assert_eq!(after(&mut line, "<left> <backspace>"), "a");
        assert_eq!(after(&mut line, "<end> bc <ctrl-a> x"), "xabc");
        assert_eq!(after(&mut line, "<ctrl-e> <space> def <ctrl-w>"), "xabc ");
        assert_eq!(after(&mut line, "<ctrl-u>"), "");
        line.insert(&"y".repeat(50));
        assert_eq!(line.text().len(), 20);
    }

    #[test]
    fn several_lines_keep_their_ends_and_one_line_does_not() {
        let mut one = Line::new(99);
        one.insert("a\r\nb");
        assert_eq!(one.text(), "a b");
        let mut many = Line::many(99);
        many.insert("long line\r\nb");
        assert_eq!(after(&mut many, "<up> X <down> Y"), "lXong line\nbY");
    }
}
