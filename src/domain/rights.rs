//! Who may do what: role × action, one table. It protects against mistakes, not against a person who can write the file.
//! What never lives here: who a person is (see `store`), wording.
//! `case::decide` asks it; screens ask it to show why a key is off.

use super::codes::{Role, Verdict};
use super::command::{Record, Refusal, What};

/// What a person may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Record on a case: contact, promise, dispute, call-back, note, hold, payment.
    Record,
    /// Take an act back, or move it to its right case.
    Correct,
    /// Merge two cases, or part them.
    Merge,
    /// Give a case to somebody.
    Assign,
    /// Accept or turn down what goes beyond a collector's limits.
    Approve,
    /// Contact a debtor although a rule blocks it, with a reason.
    OverrideRule,
    /// Write off what nobody will pay.
    WriteOff,
    /// Bring files in, or undo a batch.
    Import,
    /// Close the day.
    CloseDay,
    /// Name people and their roles.
    ManagePeople,
    /// Choose the score card that speaks, or fit a new one.
    ChangeCard,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: &'static [Self] = &[
        Self::Record,
        Self::Correct,
        Self::Merge,
        Self::Assign,
        Self::Approve,
        Self::OverrideRule,
        Self::WriteOff,
        Self::Import,
        Self::CloseDay,
        Self::ManagePeople,
        Self::ChangeCard,
    ];
}

/// True when the role may do it.
#[must_use]
pub const fn may(role: Role, action: Action) -> bool {
    match (role, action) {
        (Role::Auditor, _) => false,
        (Role::Supervisor, _) => true,
        (
            Role::Collector,
            Action::Assign
            | Action::Approve
            | Action::OverrideRule
            | Action::WriteOff
            | Action::ManagePeople
            | Action::ChangeCard,
        ) => false,
        (Role::Collector, Action::Record | Action::Correct | Action::Merge | Action::Import | Action::CloseDay) => true,
    }
}

/// The least role that may do it: whom to ask.
#[must_use]
pub const fn who_may(action: Action) -> Role {
    if may(Role::Collector, action) { Role::Collector } else { Role::Supervisor }
}

/// Refuses when the role may not do what a command asks.
pub fn check(role: Role, what: &What) -> Result<(), Refusal> {
    let action = match what {
        What::Record(records) if records.iter().any(|one| matches!(one, Record::WriteOff { .. })) => Action::WriteOff,
        What::Record(records) if records.iter().any(overrides) => Action::OverrideRule,
        What::Record(_) => Action::Record,
        What::Undo(_) | What::Move { .. } => Action::Correct,
        What::Merge { .. } | What::Unmerge => Action::Merge,
        What::Assign { .. } => Action::Assign,
        What::Approve { .. } => Action::Approve,
        What::TakeOver(_) => Action::Import,
    };
    if may(role, action) { Ok(()) } else { Err(Refusal::NotAllowed { ask: who_may(action) }) }
}

/// True for a contact made although a rule blocked it.
fn overrides(record: &Record) -> bool {
    matches!(record, Record::Checked(checked) if checked.verdict == Verdict::Blocked && !checked.reason.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_writes_nothing_and_assigning_is_for_supervisors() {
        assert!(Action::ALL.iter().all(|action| !may(Role::Auditor, *action)));
        assert!(Action::ALL.iter().all(|action| may(Role::Supervisor, *action)));
        assert!(!may(Role::Collector, Action::Assign));
        assert_eq!(check(Role::Collector, &What::Unmerge), Ok(()));
        assert_eq!(check(Role::Auditor, &What::Unmerge), Err(Refusal::NotAllowed { ask: Role::Collector }));
    }
}
