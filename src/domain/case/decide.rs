//! What a command does to a case: events, or a refusal in one sentence.
//! What never lives here: IO; how events are stored; wording.
//! `store.execute` calls it, and tests.

use crate::domain::case::Facts;
use crate::domain::command::{Command, Refusal};
use crate::domain::event::{Event, Who};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Day, Now};

/// What a command leads to: events with their streams and days, in order, one act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// (stream of this case, day it is true, event).
    pub events: Vec<(CaseId, Day, Event)>,
}

/// Decides. `other` holds the facts of the second case of a move or merge; the store loads them for those two only.
pub fn decide(
    facts: &Facts,
    other: Option<&Facts>,
    policy: &Policy,
    who: &Who,
    now: Now,
    command: &Command,
) -> Result<Decision, Refusal> {
    let _ = (facts, other, policy, who, now, command);
    Err(Refusal::NothingSaid)
}
