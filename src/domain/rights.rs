//! Who may do what: role × right × whose cases, one table. It protects against mistakes, not against a person who can write
//! the file.
//! What never lives here: who a person is (see `person`), how far they may go with money and days (see `terms`), wording.
//! `case::decide` asks it; screens ask it to show why a key is off.

use super::codes::{Right, Role, Scope, Verdict};
use super::command::{Record, Refusal, What};
use super::event::Who;
use super::values::Login;

/// Whose cases a role's right reaches to.
#[must_use]
pub const fn scope(role: Role, right: Right) -> Scope {
    match (role, right) {
        (Role::Auditor, _) => Scope::Nothing,
        (
            Role::Collector,
            Right::Assign
            | Right::Approve
            | Right::OverrideRule
            | Right::WriteOff
            | Right::ManagePeople
            | Right::ChangeCard,
        ) => Scope::Nothing,
        (Role::Supervisor, Right::Assign | Right::Approve | Right::WriteOff) => Scope::Team,
        (
            Role::Collector | Role::Supervisor,
            Right::Record | Right::Correct | Right::Merge | Right::Import | Right::CloseDay,
        )
        | (Role::Supervisor, Right::OverrideRule | Right::ManagePeople | Right::ChangeCard) => Scope::Book,
    }
}

/// Whose cases a role's right reaches to when it was given to a person of that role: as far as a supervisor's. An auditor
/// reads, whatever was given.
#[must_use]
pub const fn scope_given(role: Role, right: Right) -> Scope {
    match role {
        Role::Auditor => Scope::Nothing,
        Role::Collector | Role::Supervisor => scope(Role::Supervisor, right),
    }
}

/// The least role that may do it: whom to ask.
#[must_use]
pub fn who_may(right: Right) -> Role {
    if scope(Role::Collector, right) == Scope::Nothing { Role::Supervisor } else { Role::Collector }
}

impl Who {
    /// Whose cases a right of theirs reaches to.
    #[must_use]
    pub fn scope(&self, right: Right) -> Scope {
        let given = self.authority.given.contains(&right);
        if given { scope_given(self.role, right) } else { scope(self.role, right) }
    }

    /// True when they may do it, at least somewhere.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.scope(right) != Scope::Nothing
    }

    /// True when they may do it in a case of `holder`; what is nobody's, or of somebody of no team, is everyone's to look
    /// after.
    #[must_use]
    pub fn reaches(&self, right: Right, holder: Option<&Login>) -> bool {
        match self.scope(right) {
            Scope::Nothing => false,
            Scope::Own => holder == Some(&self.login),
            Scope::Team => holder.is_none_or(|holder| !self.authority.others.contains(holder)),
            Scope::Book => true,
        }
    }

    /// True when whose a case is changes nothing.
    #[must_use]
    pub fn reaches_all(&self, right: Right) -> bool {
        match self.scope(right) {
            Scope::Nothing | Scope::Own => false,
            Scope::Team => self.authority.others.is_empty(),
            Scope::Book => true,
        }
    }

    /// Refuses what they may not do anywhere.
    pub fn need(&self, right: Right) -> Result<(), Refusal> {
        if self.may(right) {
            return Ok(());
        }
        Err(Refusal::NotAllowed { ask: who_may(right), names: self.authority.ask.clone() })
    }

    /// Refuses what they may not do in a case of `holder`.
    pub fn need_for(&self, right: Right, holder: Option<&Login>) -> Result<(), Refusal> {
        self.need(right)?;
        match holder {
            Some(holder) if !self.reaches(right, Some(holder)) => Err(Refusal::NotYourTeam { holder: holder.clone() }),
            Some(_) | None => Ok(()),
        }
    }
}

/// What a command needs.
#[must_use]
pub fn right_for(what: &What) -> Right {
    match what {
        What::Record(records) if records.iter().any(|one| matches!(one, Record::WriteOff { .. })) => Right::WriteOff,
        What::Record(records) if records.iter().any(overrides) => Right::OverrideRule,
        What::Record(_) => Right::Record,
        What::Undo(_) | What::Move { .. } => Right::Correct,
        What::Merge { .. } | What::Unmerge => Right::Merge,
        What::Assign { .. } => Right::Assign,
        What::Approve { .. } => Right::Approve,
        What::TakeOver(_) => Right::Import,
    }
}

/// True for a contact made although a rule blocked it, and nobody allowed it.
fn overrides(record: &Record) -> bool {
    matches!(record, Record::Checked(checked) if checked.verdict == Verdict::Blocked
        && !checked.reason.is_empty() && checked.allowed.is_none())
}
