//! The mapping of a file nobody knows: which column is which field, how dates and amounts are written.
//! What never lives here: reading the file or the mapping (see `exchange`), drawing.
//! The root shows it when an import could not understand its file.

use super::super::action::Action;
use super::super::effect::{Effect, FirstBook, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Fact, Say, Trouble, sentence};
use super::ScreenCtx;

/// What is shown of a file that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    /// Its path as given.
    pub file: String,
    /// The kind asked for (`invoices` …), as a mapping writes it.
    pub kind: String,
    /// The header row.
    pub headers: Vec<String>,
    /// The first rows under it.
    pub rows: Vec<Vec<String>>,
    /// Fields a column can be, as a mapping writes them.
    pub fields: Vec<String>,
    /// Groups of fields of which each needs one column.
    pub required: Vec<Vec<String>>,
    /// Columns recognised: field and place.
    pub known: Vec<(String, usize)>,
    /// Headers of columns that fit two readings.
    pub unsure: Vec<String>,
}

/// How dates are written.
const DATES: [&str; 4] = ["", "dmy", "mdy", "iso"];
/// How amounts are written.
const NUMBERS: [&str; 3] = ["", "comma", "point"];

/// The screen.
#[derive(Debug, Default)]
pub struct MappingScreen {
    /// The file.
    pub sample: Sample,
    /// The field of each column, a place in `sample.fields`.
    columns: Vec<Option<usize>>,
    /// The column under the hand.
    pub list: List,
    dates: usize,
    numbers: usize,
    /// Why the file could not be read with this mapping.
    pub trouble: Option<Trouble>,
    /// True while it is being imported.
    pub saving: bool,
}

impl MappingScreen {
    /// A screen for a file, with what was recognised filled in.
    #[must_use]
    pub fn new(sample: Sample) -> Self {
        let mut columns = vec![None; sample.headers.len()];
        for (field, at) in &sample.known {
            if let (Some(column), Some(place)) = (columns.get_mut(*at), sample.fields.iter().position(|f| f == field)) {
                *column = Some(place);
            }
        }
        // The hand begins where something is still to be said.
        let first = columns.iter().position(Option::is_none).unwrap_or(0);
        Self { sample, columns, list: List { at: first, top: 0 }, ..Self::default() }
    }

    /// The field of a column, as a mapping writes it.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<&str> {
        let place = (*self.columns.get(column)?)?;
        self.sample.fields.get(place).map(String::as_str)
    }

    /// How dates are written; empty: as the file shows by itself.
    #[must_use]
    pub fn dates(&self) -> &'static str {
        DATES[self.dates % DATES.len()]
    }

    /// How amounts are written; empty: as the file shows by itself.
    #[must_use]
    pub fn numbers(&self) -> &'static str {
        NUMBERS[self.numbers % NUMBERS.len()]
    }

    /// The first field of each group that still has no column.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let has = |wanted: &String| (0..self.columns.len()).any(|at| self.field(at) == Some(wanted));
        let lacking = self.sample.required.iter().filter(|group| !group.iter().any(has));
        lacking.filter_map(|group| group.first()).map(String::as_str).collect()
    }

    /// The mapping as a file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("kind = {}\n\n[columns]\n", quoted(&self.sample.kind));
        for (at, header) in self.sample.headers.iter().enumerate() {
            if let Some(field) = self.field(at) {
                out.push_str(&format!("{field} = {}\n", quoted(header)));
            }
        }
        let formats = [("date", self.dates()), ("number", self.numbers())];
        if formats.iter().any(|(_, format)| !format.is_empty()) {
            out.push_str("\n[formats]\n");
        }
        for (name, format) in formats.iter().filter(|(_, format)| !format.is_empty()) {
            out.push_str(&format!("{name} = {}\n", quoted(format)));
        }
        out
    }

    /// The next free field (or the one before) for the column under the hand; none comes between last and first.
    fn turn(&mut self, forward: bool) {
        let at = self.list.at;
        let Some(now) = self.columns.get(at).copied() else { return };
        let count = self.sample.fields.len() + 1;
        let mut place = now.map_or(0, |place| place + 1);
        for _ in 0..count {
            place = (place + if forward { 1 } else { count - 1 }) % count;
            let field = place.checked_sub(1);
            let taken = field.is_some() && self.columns.iter().enumerate().any(|(other, f)| other != at && *f == field);
            if !taken {
                self.columns[at] = field;
                return;
            }
        }
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if self.saving {
            return vec![];
        }
        if is_motion(action) {
            return if self.list.apply(action, self.columns.len(), ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::MapNext || action == Action::MapPrevious {
            self.turn(action == Action::MapNext);
        } else if action == Action::MapClear {
            if let Some(column) = self.columns.get_mut(self.list.at) {
                *column = None;
            }
        } else if action == Action::MapDates {
            self.dates += 1;
        } else if action == Action::MapNumbers {
            self.numbers += 1;
        } else if action == Action::MapSave {
            return self.save();
        } else {
            return vec![];
        }
        self.trouble = None;
        vec![Step::Draw]
    }

    fn save(&mut self) -> Flow {
        if let Some(first) = self.missing().first() {
            let field = Fact::Word(field_word(first));
            return vec![Step::Toast(Say::new("mapping-missing").with("field", field))];
        }
        self.saving = true;
        let (file, mapping) = (self.sample.file.clone(), self.text());
        vec![Step::Draw, Step::Ask(Effect::MakeBook(FirstBook::Mapped { file, mapping }))]
    }

    /// Takes an answer of the world: the file could not be read with this mapping.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        let Reply::NotOpened(trouble) = reply else { return vec![] };
        self.saving = false;
        self.trouble = Some(trouble.clone());
        vec![Step::Draw]
    }

    /// What stands in the way, if anything does.
    #[must_use]
    pub fn complaint(&self) -> Option<Say> {
        self.trouble.as_ref().map(sentence)
    }
}

/// The message that names a field.
#[must_use]
pub fn field_word(field: &str) -> String {
    format!("map-field-{}", field.replace('_', "-"))
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
