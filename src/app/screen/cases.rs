//! The cases behind a figure: a plain list, from which each is opened.
//! What never lives here: reading them (whoever opens it hands them over), drawing.
//! The root owns it.

use crate::domain::values::{CaseId, Currency, Money};

use super::super::action::Action;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Fact, Say};
use super::ScreenCtx;

/// The screen.
#[derive(Debug)]
pub struct CasesScreen {
    /// Whose, and what of them.
    pub title: Say,
    /// Case, debtor, and an amount in minor units (0: none is told).
    pub rows: Vec<(CaseId, String, i64)>,
    /// How many there are in all.
    pub total: u32,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The hand.
    pub list: List,
}

impl CasesScreen {
    /// Over some cases, the largest of `total`.
    #[must_use]
    pub fn new(title: Say, rows: Vec<(CaseId, String, i64)>, total: u32, currency: Currency) -> Self {
        Self { title, rows, total, currency, list: List::default() }
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.rows.get(self.list.at).map(|(case, _, _)| *case)
    }

    /// What is said when not all are listed.
    #[must_use]
    pub fn left_off(&self) -> Option<Say> {
        let shown = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        (shown < self.total).then(|| {
            let count = |count: u32| Fact::Count(count.into());
            Say::new("cases-left-off").with("shown", count(shown)).with("total", count(self.total))
        })
    }

    /// The amount of a line; `None`: none is told.
    #[must_use]
    pub fn amount(&self, at: usize) -> Option<Money> {
        let minor = self.rows.get(at).map_or(0, |(_, _, minor)| *minor);
        (minor != 0).then(|| Money::new(minor, self.currency))
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.rows.len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::OpenCase {
            return self.case().map_or(vec![], |case| vec![Step::OpenCase(case)]);
        }
        vec![]
    }
}
