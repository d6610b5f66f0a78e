//! What a frame says to somebody who hears it: its lines, the line under the hand, the field that takes the keys.
//! What never lives here: what was said before (see `linear`).
//! The pen fills it while it draws.

use std::collections::BTreeMap;

/// A piece of text and the columns it took.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    from: u16,
    end: u16,
    text: String,
    /// Of several, the one chosen.
    chosen: bool,
}

/// Who is spoken of just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speaks {
    /// Anybody: text of its own.
    #[default]
    Aloud,
    /// The line under the hand.
    Hand,
    /// What can be pressed.
    Hint,
    /// What is said for a few seconds.
    Toast,
    /// Nobody: other lines of a list, what stands beside.
    Not,
}

/// The field that takes the keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub label: String,
    /// What stands in it.
    pub text: String,
    /// What would stand in it were nothing typed.
    pub proposed: String,
}

/// What was drawn, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ear {
    lines: BTreeMap<u16, Vec<Piece>>,
    hand: Vec<Piece>,
    chosen: Vec<Piece>,
    hints: Vec<Piece>,
    toast: Vec<Piece>,
    field: Option<Field>,
    /// How what comes next is taken.
    pub speaks: Speaks,
}

impl Ear {
    /// Something is drawn over all before: that is not spoken of.
    pub fn hush(&mut self) {
        *self = Self { speaks: self.speaks, ..Self::default() };
    }

    /// A piece of text at its place; `chosen`: of several the one under the hand.
    pub fn hear(&mut self, (from, end): (u16, u16), y: u16, text: &str, chosen: bool) {
        let piece = Piece { from, end, text: text.to_owned(), chosen };
        match (self.speaks, &mut self.field) {
            (Speaks::Not, _) => {}
            (Speaks::Hint, _) => self.hints.push(piece),
            (Speaks::Toast, _) => self.toast.push(piece),
            (Speaks::Hand, Some(field)) => field.proposed.push_str(text),
            (Speaks::Hand, None) => self.hand.push(piece),
            (Speaks::Aloud, _) => {
                if chosen {
                    self.chosen.push(piece.clone());
                }
                self.lines.entry(y).or_default().push(piece);
            }
        }
    }

    /// The field that takes the keys; what stands before it in its row is its name.
    pub fn takes_keys(&mut self, x: u16, y: u16, text: &str) {
        let before = match self.speaks {
            Speaks::Hand => std::mem::take(&mut self.hand),
            Speaks::Aloud => self.lines.remove(&y).unwrap_or_default(),
            Speaks::Hint | Speaks::Toast | Speaks::Not => return,
        };
        let label = joined(before.into_iter().filter(|piece| piece.from < x));
        let label = label.trim_end_matches([':', ' ']).to_owned();
        self.field = Some(Field { label, text: text.replace('\n', " / "), proposed: String::new() });
    }

    /// The lines, from the top; blank ones left out.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let lines = self.lines.values().map(|pieces| joined(pieces.iter().cloned()));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// The line under the hand: of a choice its name, what is chosen, then all there is.
    #[must_use]
    pub fn hand(&self) -> String {
        let (chosen, others): (Vec<_>, Vec<_>) =
            self.hand.iter().filter(|piece| speaks(piece)).cloned().partition(|piece| piece.chosen);
        if chosen.is_empty() {
            return joined(others.into_iter());
        }
        let mut others = others.into_iter();
        let (name, chosen, rest) = (others.next(), joined(chosen.into_iter()), joined(others));
        let name = name.map(|name| format!("{}: ", name.text.trim())).unwrap_or_default();
        if rest.is_empty() { format!("{name}{chosen}") } else { format!("{name}{chosen}; {rest}") }
    }

    /// Of what is always in sight the one that is open: a tab, a cell of a grid.
    #[must_use]
    pub fn chosen(&self) -> String {
        joined(self.chosen.iter().cloned())
    }

    /// What can be pressed.
    #[must_use]
    pub fn hints(&self) -> String {
        // A key may be a sign: here each counts.
        joined_all(self.hints.clone())
    }

    /// What is said for a few seconds.
    #[must_use]
    pub fn toast(&self) -> String {
        joined(self.toast.iter().cloned())
    }

    /// The field that takes the keys.
    #[must_use]
    pub fn field(&self) -> Option<&Field> {
        self.field.as_ref()
    }
}

/// Pieces in their order as one line: those far from each other with a comma between. Signs without a letter or figure say
/// nothing to an ear.
fn joined(pieces: impl Iterator<Item = Piece>) -> String {
    joined_all(pieces.filter(speaks).collect())
}

fn speaks(piece: &Piece) -> bool {
    piece.text.chars().any(char::is_alphanumeric)
}

fn joined_all(mut pieces: Vec<Piece>) -> String {
    pieces.sort_by_key(|piece| piece.from);
    let (mut line, mut end) = (String::new(), 0_u16);
    for piece in pieces {
        let text = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_matches('·').trim();
        if !line.is_empty() {
            let near = piece.from <= end.saturating_add(1);
            line.push_str(if near { " " } else { ", " });
        }
        line.push_str(text);
        end = piece.end;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines() {
        let mut ear = Ear::default();
        ear.hear((1, 9), 0, "Call queue", false);
        ear.hear((40, 49), 0, "150 calls", false);
        ear.hear((1, 2), 1, "│", false);
        ear.speaks = Speaks::Hand;
        ear.hear((5, 6), 4, "1", false);
        ear.hear((10, 20), 4, "Dupont", false);
        ear.hear((8, 9), 4, "+", false);
        assert_eq!(ear.lines(), ["Call queue, 150 calls"]);
        assert_eq!(ear.hand(), "1, Dupont");
        ear.hush();
        ear.speaks = Speaks::Aloud;
        ear.hear((2, 6), 3, "Find:", false);
        ear.takes_keys(8, 3, "dup");
        let field = Field { label: "Find".into(), text: "dup".into(), proposed: String::new() };
        assert_eq!((ear.field(), ear.lines()), (Some(&field), vec![]));
        let mut choice = Ear { speaks: Speaks::Hand, ..Ear::default() };
        choice.hear((1, 7), 2, "Method", false);
        choice.hear((16, 20), 2, "card", true);
        choice.hear((22, 30), 2, "transfer", false);
        assert_eq!(choice.hand(), "Method: card; transfer");
    }
}
