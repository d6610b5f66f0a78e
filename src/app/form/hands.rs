//! A case in other hands: to whom, and until when if only for a while.
//! What never lives here: drawing, who may (the domain says whom to ask), many cases at once (see `cli::assign`).
//! The root opens it through `Form`. Its act is no record but a change of hands.

use crate::domain::command::{Record, What};
use crate::domain::values::text::NOTE_CHARS_MAX;
use crate::domain::values::{Day, Login};
use crate::i18n::read;

use super::super::say::{Fact, Say};
use super::common::when_field;
use super::sheet::{Hint, Sheet, Text, Value};
use super::{FormCtx, FormKind, FormRules};

/// Longest login typed, in characters.
const LOGIN_CHARS_MAX: usize = 64;

/// The change being made.
#[derive(Debug)]
pub struct HandsForm {
    sheet: Sheet,
    people: Vec<Login>,
    today: Day,
}

impl Default for HandsForm {
    fn default() -> Self {
        let sheet = Sheet::new(vec![
            ("to", Value::Text(Text::new(LOGIN_CHARS_MAX))),
            ("until", when_field()),
            ("note", Value::Text(Text::new(NOTE_CHARS_MAX))),
        ]);
        Self { sheet, people: vec![], today: Day::default() }
    }
}

impl HandsForm {
    /// Whoever is meant: a login, or the beginning of only one.
    fn to(&self) -> Result<Login, Say> {
        let said = self.sheet.said("to").to_lowercase();
        if let Some(same) = self.people.iter().find(|login| login.0.to_lowercase() == said) {
            return Ok(same.clone());
        }
        let mut begins =
            self.people.iter().filter(|login| !said.is_empty() && login.0.to_lowercase().starts_with(&said));
        match (begins.next(), begins.next()) {
            (Some(only), None) => Ok(only.clone()),
            (Some(_), Some(_)) => Err(Say::new("form-hands-several")),
            (None, _) => Err(Say::new("form-hands-nobody")),
        }
    }

    fn until(&self) -> Result<Option<Day>, Say> {
        let said = self.sheet.said("until");
        if said.is_empty() {
            return Ok(None);
        }
        read::day(&said, self.today).map(Some).map_err(super::sheet::unread)
    }
}

impl FormRules for HandsForm {
    fn kind(&self) -> FormKind {
        FormKind::Hands
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.today = ctx.tick.now.today;
        self.people.clone_from(&ctx.session.people);
        let now = ctx.view.and_then(|view| view.state.assignment.as_ref()).map(|assignment| &assignment.to);
        let others = self.people.iter().filter(|login| Some(*login) != now);
        let facts = others.map(|login| Fact::Text(login.0.clone())).collect();
        if let Some(text) = self.sheet.text_mut("to") {
            text.propose_all(facts);
        }
    }

    fn hint(&self, id: &str, _ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "to" => Some(match self.to() {
                Ok(login) => Hint::plain(Say::new("form-hands-to").with("login", Fact::Text(login.0))),
                Err(say) => Hint::bad(say),
            }),
            "until" => Some(match self.until() {
                Ok(None) => Hint::plain(Say::new("form-hands-for-good")),
                Ok(Some(day)) => Hint::plain(Say::new("form-hands-until").with("day", Fact::Day(day))),
                Err(say) => Hint::bad(say),
            }),
            _other => None,
        }
    }

    fn records(&self, _ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        Ok(vec![])
    }

    fn answer(&self) -> Option<Result<What, Say>> {
        Some(self.to().and_then(|to| Ok(What::Assign { to, until: self.until()?, note: self.sheet.said("note") })))
    }
}
