//! Plans in a few words: how many instalments, from when to when, and the debtor's word.
//! What never lives here: computing a plan (see `domain::schedule`).
//! `cli` and the screen say them through `Words`.

use super::Words;
use crate::domain::codes::PartyRole;
use crate::domain::event::{Acceptance, PlanLine};
use crate::domain::values::Money;

impl Words {
    /// `1 000,00 € en 4 fois, du 31/03/2026 au 30/06/2026`.
    #[must_use]
    pub fn plan(&self, amount: Money, lines: &[PlanLine]) -> String {
        let day = |line: Option<&PlanLine>| line.map(|line| self.date(line.due_on)).unwrap_or_default();
        let facts = [
            ("amount", self.money(amount).into()),
            ("count", lines.len().into()),
            ("first", day(lines.first()).into()),
            ("last", day(lines.last()).into()),
        ];
        self.tf("plan-in-short", &facts)
    }

    /// Who gave their word: the name, and what they are to the debt; nothing when neither was said.
    #[must_use]
    pub fn person(&self, role: Option<PartyRole>, name: &str) -> String {
        let role = role.map(|role| self.t(&format!("party-role-{role}")));
        match (role, name.is_empty()) {
            (Some(role), true) => role,
            (Some(role), false) => format!("{name} ({role})"),
            (None, _) => name.to_owned(),
        }
    }

    /// Signed or not, when, by whom.
    #[must_use]
    pub fn acceptance(&self, acceptance: &Acceptance) -> String {
        let id = if acceptance.signed { "plan-signed" } else { "plan-agreed" };
        let by = self.person(acceptance.role, &acceptance.by);
        let by = if by.is_empty() { "none" } else { by.as_str() };
        self.tf(id, &[("day", self.day(acceptance.on).into()), ("by", by.into())])
    }
}
