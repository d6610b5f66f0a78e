//! The screen for ears: what changed is said as lines added below, never by moving a cursor; the field that takes the keys
//! comes last and grows as it is typed in.
//! What never lives here: what a screen shows (the same views draw it, into an [`Ear`]), a terminal.
//! `runtime` calls it in place of `draw`.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Seen};
use crate::i18n::Words;

use super::theme::Theme;
use super::widget::ear::{Ear, Field};
use super::widget::pen::Pen;

/// The page that is read from: one column of panes, rows enough for any form.
const PAGE: Rect = Rect { x: 0, y: 0, width: 99, height: 50 };
/// Places whose lines are remembered.
const PLACES_MAX: usize = 64;

/// What was said so far.
#[derive(Debug, Default)]
pub struct Reader {
    /// The lines last said at each screen: coming back to it only what changed is said.
    said: BTreeMap<String, Vec<String>>,
    /// Rows of keys that were said once.
    hints: BTreeSet<String>,
    place: Place,
    chosen: String,
    hand: String,
    toast: String,
    /// The field on the last line, which is not ended.
    open: Option<(String, String)>,
    /// Something beside the field has changed and waits until the hand rests.
    owes: bool,
}

/// Where one is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Place {
    name: String,
    /// A form or a box: always said whole when it opens.
    passing: bool,
    /// It asks one thing: what can be pressed is always said.
    asks: bool,
    /// What can be pressed stands there.
    keys: bool,
}

impl Reader {
    /// What is to be added to what was said; `rested`: nothing was typed for a while.
    pub fn read(&mut self, app: &App, theme: &Theme, words: &Words, rested: bool) -> (String, Seen) {
        let (ear, seen) = listen(app, theme, words);
        (self.tell(place(app), &ear, rested), seen)
    }

    /// True when something waits to be said once the hand rests.
    #[must_use]
    pub fn owes(&self) -> bool {
        self.owes
    }

    /// Says everything of the place anew.
    pub fn forget(&mut self) {
        let hints = std::mem::take(&mut self.hints);
        *self = Self { hints, ..Self::default() };
    }

    fn tell(&mut self, place: Place, ear: &Ear, rested: bool) -> String {
        let moved = place != self.place;
        if let (false, false, Some(field), Some((label, typed))) = (moved, rested, ear.field(), &self.open)
            && field.label == *label
            && field.text != *typed
        {
            let more = match field.text.strip_prefix(typed.as_str()) {
                Some(more) => more.to_owned(),
                None => format!("\r\n{}{}", labelled(field), field.text),
            };
            self.open = Some((field.label.clone(), field.text.clone()));
            self.owes = true;
            return more;
        }
        self.owes = false;
        let told = self.news(place, ear, moved);
        let open = ear.field().map(|field| (field.label.clone(), field.text.clone()));
        let asked = moved || !told.is_empty() || open != self.open;
        let mut out = String::new();
        if self.open.is_some() && asked {
            out.push_str("\r\n");
        }
        for line in told {
            out.extend([&line, "\r\n"]);
        }
        if let Some(field) = ear.field().filter(|_| asked) {
            out.extend([&labelled(field), field.text.as_str()]);
        }
        self.open = open;
        out
    }

    /// The lines that were not said yet.
    fn news(&mut self, place: Place, ear: &Ear, moved: bool) -> Vec<String> {
        let known = if moved && place.passing { vec![] } else { self.said.remove(&place.name).unwrap_or_default() };
        let lines = ear.lines();
        let is_new = |line: &String| !known.contains(&bare(line));
        // Where one comes to is always said.
        let mut told: Vec<String> = (0..)
            .zip(&lines)
            .filter(|(at, line)| (moved && *at == 0) || is_new(line))
            .map(|(_, line)| line.clone())
            .collect();
        for (now, before) in [(ear.chosen(), &mut self.chosen), (ear.hand(), &mut self.hand)] {
            if (moved || now != *before) && !now.is_empty() {
                told.push(now.clone());
            }
            *before = now;
        }
        let toast = ear.toast();
        if toast != self.toast && !toast.is_empty() {
            told.push(toast.clone());
        }
        self.toast = toast;
        let hints = ear.hints();
        // A sentence said for a few seconds takes most of their row.
        if place.keys
            && self.toast.is_empty()
            && !hints.is_empty()
            && (self.hints.insert(place.name.clone()) || (moved && place.asks))
        {
            told.push(hints);
        }
        if self.said.len() >= PLACES_MAX {
            self.said.clear();
        }
        self.said.insert(place.name.clone(), lines.iter().map(|line| bare(line)).collect());
        self.place = place;
        told
    }
}

/// The name of a field as it is asked for, with what is proposed while nothing is typed.
fn labelled(field: &Field) -> String {
    let proposed = if field.text.is_empty() && !field.proposed.is_empty() {
        format!(" ({})", field.proposed.trim())
    } else {
        String::new()
    };
    if field.label.is_empty() { format!("{proposed}> ") } else { format!("{}{proposed}: ", field.label) }
}

/// A line by its letters and figures alone: a comma more is no news.
fn bare(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What tells one place from another.
fn place(app: &App) -> Place {
    let form = app.form().map(|layer| layer.form.rules().kind().name());
    let over = app.overlays().last();
    Place {
        name: format!(
            "{:?} {form:?} {:?} {:?}",
            app.stack().top().crumb(),
            over.map(std::mem::discriminant),
            app.which_key()
        ),
        passing: form.is_some() || over.is_some() || app.which_key().is_some(),
        asks: over.is_some(),
        keys: app.which_key().is_none(),
    }
}

/// Draws a frame for the ear.
fn listen(app: &App, theme: &Theme, words: &Words) -> (Ear, Seen) {
    let mut page = Buffer::empty(PAGE);
    let mut pen = Pen::new(&mut page, theme, words, app.session()).listening();
    let seen = super::paint(&mut pen, app, PAGE);
    (pen.ear.take().unwrap_or_default(), seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ear(lines: &[&str], field: Option<(&str, &str)>) -> Ear {
        let mut ear = Ear::default();
        for (y, line) in (1..).zip(lines) {
            ear.hear((0, 10), y, line, false);
        }
        if let Some((label, text)) = field {
            ear.hear((0, 4), 40, label, false);
            ear.takes_keys(8, 40, text);
        }
        ear
    }

    #[test]
    fn only_what_changed_is_said_and_the_field_grows() {
        let mut reader = Reader::default();
        let mut tell = |name: &str, ear: &Ear, rested| {
            let place = Place { name: name.into(), passing: name == "form", asks: false, keys: true };
            reader.tell(place, ear, rested)
        };
        assert_eq!(tell("queue", &ear(&["Queue", "3 calls"], None), false), "Queue\r\n3 calls\r\n");
        assert_eq!(tell("queue", &ear(&["Queue", "3 calls"], None), false), "");
        assert_eq!(tell("queue", &ear(&["Queue", "2 calls"], None), false), "2 calls\r\n");
        assert_eq!(tell("form", &ear(&["Promise"], Some(("Amount", ""))), false), "Promise\r\nAmount: ");
        assert_eq!(tell("form", &ear(&["Promise", "Read as 1"], Some(("Amount", "1"))), false), "1");
        assert_eq!(tell("form", &ear(&["Promise", "Read as 12"], Some(("Amount", "12"))), false), "2");
        assert_eq!(
            tell("form", &ear(&["Promise", "Read as 12"], Some(("Amount", "12"))), true),
            "\r\nRead as 12\r\nAmount: 12"
        );
        assert_eq!(tell("form", &ear(&["Promise", "Read as 12"], Some(("Amount", "1"))), false), "\r\nAmount: 1");
        assert_eq!(tell("queue", &ear(&["Queue", "2 calls"], None), false), "\r\nQueue\r\n");
    }
}
