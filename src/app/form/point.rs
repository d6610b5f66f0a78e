//! A number or address of the debtor: who is to be had there, in which language, whether it is used first or no more.
//! What never lives here: what the contacts say of it (see `domain::point`), drawing.
//! The root opens it through `Form`; an outcome that says a number is wrong leads here for another.

use crate::domain::codes::{ContactClass, Language, Outcome};
use crate::domain::command::{Record, Refusal};
use crate::domain::point::{PointTold, PointView, kind_and_key};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{or_then, outcome_before, role_field, short_field, then_field};
use super::sheet::{Hint, Sheet, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The letters of the languages, in the order of the table of codes.
const LETTERS: [char; 8] = ['f', 'e', 'd', 'n', 's', 'i', 'p', 'o'];
/// How it is used from now on.
const USES: [(&str, char); 3] = [("usual", 'u'), ("first", 'p'), ("gone", 'g')];

/// The number or address being told of.
#[derive(Debug)]
pub struct PointForm {
    sheet: Sheet,
    /// After a contact: an empty one is passed over, nothing is told.
    follows: bool,
}

impl Default for PointForm {
    fn default() -> Self {
        let languages = Language::ALL.iter().zip(LETTERS);
        let languages =
            languages.map(|(code, key)| Choosable::new(code.name(), key, Say::new(format!("language-{code}"))));
        let unsaid = Choosable::new("", '-', Say::new("form-role-unsaid"));
        let languages = [unsaid].into_iter().chain(languages).collect();
        let uses = USES.map(|(code, key)| Choosable::new(code, key, Say::new(format!("point-use-{code}"))));
        let sheet = Sheet::new(vec![
            ("number", short_field()),
            ("person", short_field()),
            ("role", role_field()),
            ("language", Value::Choice(Choice::new(languages).on(""))),
            ("use", Value::Choice(Choice::new(uses.to_vec()).on("usual"))),
            ("then", then_field(&[FormKind::Callback, FormKind::Note])),
        ]);
        Self { sheet, follows: false }
    }
}

/// True for an outcome after which another number is asked for.
#[must_use]
pub fn wants_another(outcome: Outcome) -> bool {
    outcome.class() == ContactClass::BadPoint && outcome != Outcome::LetterReturned
}

impl PointForm {
    /// The one typed, as it is known so far.
    fn known<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a PointView> {
        let key = kind_and_key(&self.sheet.said("number"))?;
        ctx.view?.points.iter().find(|view| kind_and_key(&view.point).as_ref() == Some(&key))
    }

    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let Some(known) = self.known(ctx) else { return };
        let used = if known.preferred { "first" } else { "usual" };
        let proposed = [
            ("role", known.role.map_or("", |role| role.name())),
            ("language", known.language.map_or("", |language| language.name())),
            ("use", used),
        ];
        for (id, code) in proposed {
            if let Some(choice) = self.sheet.choice_mut(id) {
                choice.propose(code);
            }
        }
        if !known.name.is_empty() {
            self.sheet.propose("person", Fact::Text(known.name.clone()));
        }
    }
}

impl FormRules for PointForm {
    fn kind(&self) -> FormKind {
        FormKind::Point
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn about(&mut self, text: &str) {
        if let Some(number) = self.sheet.text_mut("number").filter(|number| number.is_empty()) {
            number.line.put(text);
        }
        self.sheet.go("person");
    }

    fn after(&mut self, earlier: &[Form]) {
        self.follows = outcome_before(earlier).is_some();
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed(&typed);
        self.refresh(ctx);
        or_then(&self.sheet, step)
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "number" => {
                let said = self.sheet.said("number");
                Some(match (said.is_empty(), kind_and_key(&said), self.known(ctx)) {
                    (true, _, _) if self.follows => Hint::plain(Say::new("form-point-another")),
                    (true, _, _) => Hint::plain(Say::new("form-point-which")),
                    (false, None, _) => Hint::bad(refused(&Refusal::NoPoint)),
                    (false, Some(_), Some(_)) => Hint::plain(Say::new("form-point-known")),
                    (false, Some(_), None) => Hint::plain(Say::new("form-point-new")),
                })
            }
            "use" => Some(Hint::plain(Say::new("form-point-use"))),
            _other => None,
        }
    }

    fn records(&self, _ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let point = clean_line(&self.sheet.said("number"), NAME_CHARS_MAX);
        if point.is_empty() && self.follows {
            return Ok(vec![]);
        }
        kind_and_key(&point).ok_or_else(|| refused(&Refusal::NoPoint))?;
        let used = self.sheet.code("use");
        Ok(vec![Record::Point(PointTold {
            point,
            name: clean_line(&self.sheet.said("person"), NAME_CHARS_MAX),
            role: self.sheet.coded("role"),
            language: self.sheet.coded("language"),
            preferred: used == Some("first"),
            gone: used == Some("gone"),
        })])
    }

    fn advances(&self) -> bool {
        false
    }
}
