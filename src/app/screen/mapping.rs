//! The mapping of a file nobody knows: which column is which field, how dates and amounts are written.
//! What never lives here: reading the file or the mapping (see `exchange`), drawing.
//! The root shows it when an import could not understand its file.

use super::super::action::Action;
use super::super::effect::{Effect, FirstBook, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Fact, Say, Trouble, sentence};
use super::super::toast::Progress;
use super::ScreenCtx;

/// What is shown of a file that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sample {
    /// Its path as given.
    pub file: String,
    /// What it may be, the likeliest first.
    pub kinds: Vec<SampleKind>,
    /// The header row.
    pub headers: Vec<String>,
    /// The first rows under it.
    pub rows: Vec<Vec<String>>,
    /// Headers of columns that fit two readings.
    pub unsure: Vec<String>,
}

/// A kind of file, with what its columns can be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SampleKind {
    /// Its name (`invoices` …), as a mapping writes it.
    pub name: String,
    /// Fields a column can be, as a mapping writes them.
    pub fields: Vec<String>,
    /// Groups of fields of which each needs one column.
    pub required: Vec<Vec<String>>,
    /// Columns recognised: field and place.
    pub known: Vec<(String, usize)>,
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
    /// The kind meant, a place in `sample.kinds`.
    kind: usize,
    /// The field of each column, a place among the fields of the kind.
    columns: Vec<Option<usize>>,
    /// The column under the hand.
    pub list: List,
    dates: usize,
    numbers: usize,
    /// Why the file could not be read with this mapping.
    pub trouble: Option<Trouble>,
    /// How far it is while it is being imported.
    pub saving: Option<Progress>,
}

impl MappingScreen {
    /// A screen for a file, with what was recognised filled in.
    #[must_use]
    pub fn new(sample: Sample) -> Self {
        let mut screen = Self { sample, ..Self::default() };
        screen.begin();
        // The hand begins where something is still to be said.
        screen.list.at = screen.columns.iter().position(Option::is_none).unwrap_or(0);
        screen
    }

    /// The columns as they are recognised for the kind meant.
    fn begin(&mut self) {
        self.columns = vec![None; self.sample.headers.len()];
        let Some(kind) = self.sample.kinds.get(self.kind) else { return };
        for (field, at) in &kind.known {
            let place = kind.fields.iter().position(|f| f == field);
            if let (Some(column), Some(place)) = (self.columns.get_mut(*at), place) {
                *column = Some(place);
            }
        }
    }

    /// The kind meant, by its name.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.sample.kinds.get(self.kind).map_or("", |kind| &kind.name)
    }

    /// The field of a column, as a mapping writes it.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<&str> {
        let place = (*self.columns.get(column)?)?;
        self.sample.kinds.get(self.kind)?.fields.get(place).map(String::as_str)
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
        let required = self.sample.kinds.get(self.kind).map(|kind| kind.required.as_slice()).unwrap_or_default();
        let lacking = required.iter().filter(|group| !group.iter().any(has));
        lacking.filter_map(|group| group.first()).map(String::as_str).collect()
    }

    /// The mapping as a file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("kind = {}\n\n[columns]\n", quoted(self.kind()));
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
        let count = self.sample.kinds.get(self.kind).map_or(0, |kind| kind.fields.len()) + 1;
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
        if self.saving.is_some() {
            return if action == Action::Back { vec![Step::Ask(Effect::StopMaking)] } else { vec![] };
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
        } else if action == Action::MapKind {
            self.kind = (self.kind + 1) % self.sample.kinds.len().max(1);
            self.begin();
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
        self.saving = Some(Progress::default());
        let (file, kind, mapping) = (self.sample.file.clone(), self.kind().to_owned(), self.text());
        vec![Step::Draw, Step::Ask(Effect::MakeBook(FirstBook::Mapped { file, kind, mapping }))]
    }

    /// Takes an answer of the world: how far the import is, or why the file could not be read with this mapping.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        if let Reply::Making(progress) = reply {
            self.saving = Some(*progress);
        } else if let Reply::NotOpened(trouble) = reply {
            (self.saving, self.trouble) = (None, Some(trouble.clone()));
        } else if let Reply::Unmapped(_) = reply {
            self.saving = None;
        } else {
            return vec![];
        }
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
