//! What the debtor said about being contacted: no or yes, to a channel, to one number or address of it.
//! What never lives here: what follows from it (see `domain::permit`), drawing.
//! The root opens it through `Form`.

use crate::domain::codes::Channel;
use crate::domain::command::Record;
use crate::domain::heard::PointKind;
use crate::domain::permit::Consent;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

use super::super::say::{Fact, Say};
use super::choice::{Choice, Choosable};
use super::common::{past_day, short_field, when_field};
use super::sheet::{Hint, Sheet, Value};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// What was said.
#[derive(Debug)]
pub struct ConsentForm {
    sheet: Sheet,
}

impl Default for ConsentForm {
    fn default() -> Self {
        let said = [("refuse", 'n'), ("allow", 'o')]
            .map(|(code, key)| Choosable::new(code, key, Say::new(format!("consent-say-{code}"))));
        let any = Choosable::new("", '0', Say::new("consent-any"));
        let channels = Channel::ALL
            .iter()
            .zip('1'..='8')
            .map(|(channel, key)| Choosable::new(channel.name(), key, Say::new(format!("channel-{channel}"))));
        let sheet = Sheet::new(vec![
            ("said", Value::Choice(Choice::new(said.to_vec()))),
            ("channel", Value::Choice(Choice::new([any].into_iter().chain(channels).collect()).on(""))),
            ("point", short_field()),
            ("origin", short_field()),
            ("said-on", when_field()),
        ]);
        Self { sheet }
    }
}

impl ConsentForm {
    fn channel(&self) -> Option<Channel> {
        self.sheet.coded("channel")
    }

    /// The number or address is asked for only where the channel has one; none stands for every one.
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let kind = match self.channel() {
            Some(Channel::Call | Channel::Sms | Channel::Im) => Some(PointKind::Phone),
            Some(Channel::Email) => Some(PointKind::Email),
            Some(Channel::Letter | Channel::RegisteredLetter | Channel::Visit | Channel::Portal) | None => None,
        };
        self.sheet.hide("point", kind.is_none());
        let points = ctx.view.into_iter().flat_map(|view| &view.points).filter(|point| Some(point.kind) == kind);
        let every = std::iter::once(String::new());
        let facts = every.chain(points.map(|point| point.point.clone())).map(Fact::Text).collect();
        if let Some(text) = self.sheet.text_mut("point") {
            text.propose_all(facts);
        }
        self.sheet.propose("said-on", Fact::Day(ctx.tick.now.today));
    }
}

impl FormRules for ConsentForm {
    fn kind(&self) -> FormKind {
        FormKind::Consent
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed_on("said", &typed, |_| {});
        self.refresh(ctx);
        step
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "said" if self.sheet.code("said").is_none() => Some(Hint::plain(Say::new("form-consent-said"))),
            "point" => Some(Hint::plain(Say::new("form-consent-point"))),
            "origin" => Some(Hint::plain(Say::new("form-consent-origin"))),
            "said-on" => past_day(&self.sheet, "said-on", ctx.tick.now.today).err().map(Hint::bad),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let said = self.sheet.code("said").ok_or_else(|| Say::new("form-consent-missing"))?;
        let asked = self.sheet.shown().any(|field| field.id == "point");
        let line = |id: &str| clean_line(&self.sheet.said(id), NAME_CHARS_MAX);
        Ok(vec![Record::Consent(Consent {
            channel: self.channel(),
            point: if asked { line("point") } else { String::new() },
            refused: said == "refuse",
            on: past_day(&self.sheet, "said-on", ctx.tick.now.today)?,
            origin: line("origin"),
        })])
    }
}
