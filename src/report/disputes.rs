//! Where disputes come from and how long they take: counts, sums, age and time to resolve, by reason, owner, department or kind.
//! What never lives here: reading the book (see `store::read`), words.
//! `cli` feeds it case by case.
//!
//! Time to resolve is the median of business days from opening to the last decision (`domain.md` §2.5); age counts the
//! same way up to the day, of those that wait.

use std::collections::BTreeMap;

use crate::domain::calendar::business_days_since;
use crate::domain::case::state::DisputeView;
use crate::domain::codes::DisputeState;
use crate::domain::terms::CalendarId;
use crate::domain::values::{Day, Sums};

/// Days are counted no further: four years of business days.
const DAYS_MAX: u16 = 1_000;

/// What disputes are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Why.
    Reason,
    /// Who settles it.
    Owner,
    /// Their department.
    Department,
    /// Complaint, dispute or refusal.
    Kind,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reason, Self::Owner, Self::Department, Self::Kind];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Owner => "owner",
            Self::Department => "department",
            Self::Kind => "kind",
        }
    }

    fn key(self, dispute: &DisputeView) -> String {
        match self {
            Self::Reason => dispute.reason.name().to_owned(),
            Self::Owner => dispute.owner.to_string(),
            Self::Department => dispute.department.clone(),
            Self::Kind => dispute.kind.name().to_owned(),
        }
    }
}

/// The disputes of one reason, owner, department or kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Those that wait for a decision.
    pub open: u32,
    /// … of these past their day.
    pub overdue: u32,
    /// … what they contest.
    pub open_sums: Sums,
    /// … and the sum of their ages.
    open_days: u64,
    /// Those that were decided.
    pub decided: u32,
    /// … of these, where the debtor was right: accepted, in part or whole, or said to be justified.
    pub justified: u32,
    /// … what was credited.
    pub credited: Sums,
    took: Vec<u16>,
}

impl Group {
    /// Mean age of those that wait, in business days, rounded down; none waits: none.
    #[must_use]
    pub fn mean_age_days(&self) -> Option<u64> {
        self.open_days.checked_div(self.open.into())
    }

    /// Median time to resolve, in business days: of an even count the lower of the middle two.
    #[must_use]
    pub fn median_days(&self) -> Option<u16> {
        let mut took = self.took.clone();
        took.sort_unstable();
        took.get(took.len().saturating_sub(1) / 2).copied()
    }
}

/// Disputes by what they are told apart by.
#[derive(Debug)]
pub struct Causes {
    by: By,
    calendar: CalendarId,
    today: Day,
    /// The groups by their key: a code, a login, a department's name.
    pub groups: BTreeMap<String, Group>,
}

impl Causes {
    /// None yet.
    #[must_use]
    pub fn new(by: By, calendar: CalendarId, today: Day) -> Self {
        Self { by, calendar, today, groups: BTreeMap::new() }
    }

    /// Counts one in; void ones say nothing of a cause.
    pub fn add(&mut self, dispute: &DisputeView) {
        let days = |to: Day| business_days_since(self.calendar, dispute.opened_on, to, DAYS_MAX);
        let (decided, right) = match dispute.state {
            DisputeState::Void => return,
            DisputeState::Open | DisputeState::Overdue => (false, false),
            DisputeState::Accepted | DisputeState::PartlyAccepted => (true, true),
            DisputeState::Rejected | DisputeState::Withdrawn => (true, false),
        };
        let took = days(dispute.decided_on.unwrap_or(self.today));
        let age = days(self.today);
        let group = self.groups.entry(self.by.key(dispute)).or_default();
        if !decided {
            group.open += 1;
            group.overdue += u32::from(dispute.state == DisputeState::Overdue);
            group.open_days += u64::from(age);
            dispute.amount().into_iter().for_each(|amount| group.open_sums.add(amount));
            return;
        }
        group.decided += 1;
        group.justified += u32::from(dispute.justified.unwrap_or(right));
        group.took.push(took);
        dispute.credit.into_iter().for_each(|credit| group.credited.add(credit));
    }

    /// The groups, the most frequent first.
    #[must_use]
    pub fn ordered(&self) -> Vec<(&str, &Group)> {
        let mut all: Vec<(&str, &Group)> = self.groups.iter().map(|(key, group)| (key.as_str(), group)).collect();
        all.sort_by_key(|(_, group)| std::cmp::Reverse(group.open + group.decided));
        all
    }
}
