//! A case called first, passed over or put off, for some days and with a reason.
//! What never lives here: drawing, what the mark does to the order (see `ranking`).
//! The root opens it through `Form`.

use crate::domain::calendar::{business_day_from, next_business_day};
use crate::domain::codes::QueueMark;
use crate::domain::command::{PIN_DAYS, Record, SNOOZE_DAYS};

use super::super::say::{Fact, Say};
use super::common::{day_ahead, note, note_field, when_field};
use super::sheet::{Hint, Sheet};
use super::{FormCtx, FormKind, FormRules};

/// The mark being set.
#[derive(Debug)]
pub struct MarkForm {
    mark: QueueMark,
    sheet: Sheet,
}

impl MarkForm {
    /// An empty one.
    #[must_use]
    pub fn new(mark: QueueMark) -> Self {
        Self { mark, sheet: Sheet::new(vec![("note", note_field()), ("until", when_field())]) }
    }
}

impl FormRules for MarkForm {
    fn kind(&self) -> FormKind {
        match self.mark {
            QueueMark::Pin => FormKind::Pin,
            QueueMark::Skip => FormKind::Skip,
            QueueMark::Snooze => FormKind::Snooze,
        }
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        let today = ctx.tick.now.today;
        let until = match self.mark {
            QueueMark::Pin => today.plus(PIN_DAYS),
            QueueMark::Skip => next_business_day(ctx.session.policy.calendar, today),
            QueueMark::Snooze => business_day_from(ctx.session.policy.calendar, today.plus(SNOOZE_DAYS)),
        };
        if let Some(text) = self.sheet.text_mut("until") {
            text.propose(Fact::Day(until));
        }
    }

    fn hint(&self, id: &str, _ctx: FormCtx<'_>) -> Option<Hint> {
        let why = match self.mark {
            QueueMark::Pin => "form-pin-why",
            QueueMark::Skip => "form-skip-why",
            QueueMark::Snooze => "form-snooze-why",
        };
        (id == "note").then(|| Hint::plain(Say::new(why)))
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let reason = note(&self.sheet);
        if reason.is_empty() {
            return Err(Say::new("form-mark-reason"));
        }
        let until = Some(day_ahead(&self.sheet, "until", ctx.tick.now.today)?);
        Ok(vec![Record::Mark { mark: self.mark, until, reason }])
    }

    fn advances(&self) -> bool {
        true
    }
}
