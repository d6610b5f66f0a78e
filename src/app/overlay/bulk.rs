//! Several disputes decided together: how many, how much, which first; one letter says how, Enter does it.
//! What never lives here: drawing, the acts themselves (one a case, made by the root).
//! The list of disputes opens it.

use crate::domain::codes::DisputeDecision;
use crate::domain::values::Sums;
use crate::store::read::DisputeRow;

use super::super::action::{Action, Scope};
use super::super::form::Typed;
use super::super::form::choice::{Choice, Choosable};
use super::super::nav::{Flow, Step};
use super::super::say::Say;
use super::super::screen::disputes::acts;
use super::{OverlayCtx, OverlayRules};

/// Disputes named before they are decided: enough to see a wrong mark.
pub const SAMPLE_LINES: usize = 5;

/// The question.
#[derive(Debug)]
pub struct BulkBox {
    /// What is to be decided.
    pub rows: Vec<DisputeRow>,
    /// How; a part cannot be accepted of many at once.
    pub decision: Choice,
    /// True after Enter without a decision.
    pub missing: bool,
}

impl BulkBox {
    /// Asks about these.
    #[must_use]
    pub fn new(rows: Vec<DisputeRow>) -> Self {
        let all =
            [(DisputeDecision::Accepted, 'a'), (DisputeDecision::Rejected, 'r'), (DisputeDecision::Withdrawn, 'w')];
        let options = all.map(|(decision, key)| {
            Choosable::new(decision.name(), key, Say::new(format!("dispute-decision-{decision}")))
        });
        Self { rows, decision: Choice::new(options.to_vec()), missing: false }
    }

    /// What is contested in all of them, per currency.
    #[must_use]
    pub fn sum(&self) -> Sums {
        self.rows.iter().filter_map(|row| row.line.amount).collect()
    }
}

impl OverlayRules for BulkBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, _ctx: OverlayCtx<'_>) -> Flow {
        match typed {
            Typed::Do(Action::Accept) => {
                let Some(decision) = self.decision.code().and_then(|code| code.parse().ok()) else {
                    self.missing = true;
                    return vec![Step::Draw];
                };
                vec![Step::Close, Step::ActAll(acts(&self.rows, decision))]
            }
            Typed::Key(press) if self.decision.typed(press) => {
                self.missing = false;
                vec![Step::Draw]
            }
            Typed::Do(_) | Typed::Key(_) | Typed::Paste(_) => vec![],
        }
    }
}
