//! Text measured in columns: cut with a sign, set left or right.
//! What never lives here: styles, cells.
//! All of `ui` calls it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text if it fits in `columns`, else its beginning with the cut sign at the end.
#[must_use]
pub fn fit<'a>(text: &'a str, columns: usize, cut: &str) -> Cow<'a, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(cut.width());
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide > room {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if columns >= cut.width() {
        out.truncate(out.trim_end().len());
        out.push_str(cut);
    }
    Cow::Owned(out)
}

/// Breaks text into lines of at most `columns`, at blanks where there are any; line ends are kept. Byte ranges.
#[must_use]
pub fn wrap_ranges(text: &str, columns: usize) -> Vec<std::ops::Range<usize>> {
    let columns = columns.max(1);
    let mut out = vec![];
    let mut start = 0;
    for line in text.split('\n') {
        let (mut row, mut used, mut at) = (start, 0, start);
        for word in line.split_inclusive(' ') {
            if used > 0 && used + word.trim_end().width() > columns {
                out.push(row..at);
                (row, used) = (at, 0);
            }
            for grapheme in word.graphemes(true) {
                if used + grapheme.width() > columns && grapheme != " " {
                    out.push(row..at);
                    (row, used) = (at, 0);
                }
                used += grapheme.width();
                at += grapheme.len();
            }
        }
        out.push(row..at);
        start = at + 1;
    }
    out
}

/// The same, as lines without the blanks at their ends.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_ranges(text, columns).into_iter().map(|range| text[range].trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_text_says_so_and_never_takes_more() {
        assert_eq!(fit("Boulangerie", 20, "…"), "Boulangerie");
        assert_eq!(fit("Boulangerie Martin", 12, "…"), "Boulangerie…");
        assert_eq!(fit("日本語の名前", 5, "…"), "日本…");
        for columns in 0..9 {
            assert!(fit("é日b日 cd", columns, "…").width() <= columns);
        }
    }

    #[test]
    fn wrapped_lines_hold_all_words() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("a\n\nb", 7), ["a", "", "b"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    }
}
