//! A note on a case: free text of several lines.
//! What never lives here: drawing (see `ui/form/note`), storing.
//! The root opens it through `Form`; it is the example other forms follow.

use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};
use crate::input::{Key, KeyPress};

use super::super::action::Action;
use super::super::say::Say;
use super::line::Line;
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// The note being written.
#[derive(Debug)]
pub struct NoteForm {
    /// Its text.
    pub text: Line,
}

impl Default for NoteForm {
    fn default() -> Self {
        Self { text: Line::many(NOTE_CHARS_MAX) }
    }
}

impl FormRules for NoteForm {
    fn kind(&self) -> FormKind {
        FormKind::Note
    }

    fn fill(&mut self, _ctx: FormCtx<'_>) {}

    fn typed(&mut self, typed: Typed, _ctx: FormCtx<'_>) -> FormStep {
        if typed == Typed::Do(Action::Save) {
            return FormStep::Save;
        }
        // Enter writes a line end here: a note has several lines, Ctrl-S saves it.
        let typed = if typed == Typed::Do(Action::Accept) { Typed::Key(KeyPress::plain(Key::Enter)) } else { typed };
        let before = self.text.text().len();
        if !self.text.typed(&typed) {
            FormStep::Same
        } else if self.text.text().len() == before {
            FormStep::Moved
        } else {
            FormStep::Changed
        }
    }

    fn unused(&self) -> &'static [Action] {
        &[Action::Accept, Action::NextField, Action::PreviousField]
    }

    fn fields(&self) -> Vec<(String, String)> {
        vec![("text".to_owned(), self.text.text().to_owned())]
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        if let Some((_, text)) = fields.iter().find(|(name, _)| name == "text") {
            self.text.put(text);
        }
    }

    fn records(&self, _ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let text = clean_note(self.text.text(), NOTE_CHARS_MAX);
        if text.is_empty() { Err(Say::new("form-note-empty")) } else { Ok(vec![Record::Note(text)]) }
    }
}
