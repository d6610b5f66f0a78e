//! Terms: the numbers a promise, dispute or hold is judged by, frozen in the fact when it is accepted.
//! What never lives here: reading a config file (see `config`), judging (see `case`).
//! `config` fills them, `case::decide` freezes them, `case::derive` reads them.

use serde::{Deserialize, Serialize};

use super::calendar::business_day_from;
use super::codes::{DisputeKind, DisputeReason, Method, Outcome, Role};
use super::order::OrderRules;
use super::values::{Day, Login};

/// How a promise is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseTerms {
    /// Short by no more than this is kept, in minor units of the promise's currency (default 5.00).
    pub tolerance_minor: i64,
    /// … or by no more than this share of what was promised, in 1/10,000 (default 200 = 2 %) …
    pub tolerance_bp: i64,
    /// … capped at this, in minor units (default 50.00).
    pub tolerance_cap_minor: i64,
    /// Business days after the due date in which a payment still keeps it.
    pub grace_days: u8,
    /// Calendar that counts them.
    pub calendar: CalendarId,
    /// The last day of grace, counted when the promise was accepted.
    pub grace_ends_on: Day,
}

impl PromiseTerms {
    /// The largest shortfall that still keeps a promise of `promised_minor`.
    #[must_use]
    pub fn tolerance(&self, promised_minor: i64) -> i64 {
        let share = i128::from(promised_minor) * i128::from(self.tolerance_bp) / 10_000;
        let capped = i64::try_from(share).unwrap_or(i64::MAX).min(self.tolerance_cap_minor);
        self.tolerance_minor.max(capped)
    }
}

/// How a dispute is timed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeTerms {
    /// The day a decision is due.
    pub due_on: Day,
    /// True when its parts may not be asked for while it stands; a complaint leaves them collectable by default.
    #[serde(default = "holds")]
    pub holds: bool,
    /// First day on which the supervisor is told too that nothing was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor_on: Option<Day>,
}

/// Terms written before complaints were told apart held their parts.
const fn holds() -> bool {
    true
}

/// Who settles disputes of a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The reason.
    pub reason: DisputeReason,
    /// The department, when named.
    pub department: String,
    /// The person, when named.
    pub owner: Option<Login>,
}

/// How disputes are timed, routed and credited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputePolicy {
    /// Days a commercial dispute may take when its reason has no row.
    pub days_default: i32,
    /// … by reason.
    pub days: Vec<(DisputeReason, i32)>,
    /// Days a complaint may take.
    pub complaint_days: i32,
    /// True when a complaint holds the parts it names.
    pub complaint_holds: bool,
    /// Days until a refusal to pay must have been taken further.
    pub refusal_days: i32,
    /// Days after the due day from which the supervisor is told too.
    pub supervisor_after_days: i32,
    /// Who settles what.
    pub desks: Vec<Desk>,
    /// The most a collector credits alone, in minor units of the reporting currency; `None`: no limit.
    pub authority_minor: Option<i64>,
    /// The most a supervisor credits; `None`: no limit.
    pub supervisor_authority_minor: Option<i64>,
}

impl Default for DisputePolicy {
    fn default() -> Self {
        Self {
            days_default: 15,
            days: vec![],
            complaint_days: 10,
            complaint_holds: false,
            refusal_days: 5,
            supervisor_after_days: 5,
            desks: vec![],
            authority_minor: None,
            supervisor_authority_minor: None,
        }
    }
}

impl DisputePolicy {
    /// Days a dispute of this kind and reason may take.
    #[must_use]
    pub fn days(&self, kind: DisputeKind, reason: DisputeReason) -> i32 {
        match kind {
            DisputeKind::Complaint => self.complaint_days,
            DisputeKind::Refusal => self.refusal_days,
            DisputeKind::Dispute => {
                self.days.iter().find(|(r, _)| *r == reason).map_or(self.days_default, |(_, days)| *days)
            }
        }
    }

    /// Terms of a dispute opened today.
    #[must_use]
    pub fn terms(&self, calendar: CalendarId, kind: DisputeKind, reason: DisputeReason, today: Day) -> DisputeTerms {
        let due_on = business_day_from(calendar, today.plus(self.days(kind, reason)));
        let holds = kind != DisputeKind::Complaint || self.complaint_holds;
        DisputeTerms { due_on, holds, supervisor_on: Some(due_on.plus(self.supervisor_after_days.max(1))) }
    }

    /// Who settles disputes of this reason, as far as the house said.
    #[must_use]
    pub fn desk(&self, reason: DisputeReason) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.reason == reason)
    }

    /// The most this role credits alone, in minor units of the reporting currency.
    #[must_use]
    pub const fn authority(&self, role: Role) -> Option<i64> {
        match role {
            Role::Supervisor => self.supervisor_authority_minor,
            Role::Collector => self.authority_minor,
            Role::Auditor => Some(0),
        }
    }
}

/// Which public holidays count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalendarId {
    /// France.
    Fr,
    /// France with Alsace-Moselle's two more days.
    FrAlsaceMoselle,
    /// Weekends only.
    Plain,
}

/// The house's numbers in force today; `config` reads them, `decide` freezes what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Calendar of the creditor.
    pub calendar: CalendarId,
    /// See [`PromiseTerms::tolerance_minor`].
    pub tolerance_minor: i64,
    /// See [`PromiseTerms::tolerance_bp`].
    pub tolerance_bp: i64,
    /// See [`PromiseTerms::tolerance_cap_minor`].
    pub tolerance_cap_minor: i64,
    /// Longest delay of a promise, in days.
    pub promise_days_max: i32,
    /// Disputes.
    pub dispute: DisputePolicy,
    /// Overdue below this (minor units of the reporting currency) is not worth a call.
    pub minimum_minor: i64,
    /// Days of rest after a talk whose outcome says nothing else.
    pub rest_after_talk_days: i32,
    /// Days of rest after a miss whose outcome says nothing else.
    pub rest_after_miss_days: i32,
    /// Days of rest after an outcome, where the house wants others than the outcome's own.
    pub rest_by_outcome: Vec<(Outcome, i32)>,
    /// Dated rates: one unit of `from` is `micros`/1,000,000 of the reporting currency from that day on.
    pub rates: Vec<Rate>,
    /// What the order of the queue goes by.
    pub order: OrderRules,
}

/// One dated rate into the reporting currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// From which currency.
    pub from: super::values::Currency,
    /// First day it applies.
    pub since: Day,
    /// Millionths of the reporting currency for one unit.
    pub micros: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            calendar: CalendarId::Fr,
            tolerance_minor: 500,
            tolerance_bp: 200,
            tolerance_cap_minor: 5_000,
            promise_days_max: 30,
            dispute: DisputePolicy::default(),
            minimum_minor: 1_000,
            rest_after_talk_days: 5,
            rest_after_miss_days: 1,
            rest_by_outcome: vec![],
            rates: vec![],
            order: OrderRules::default(),
        }
    }
}

impl Policy {
    /// Business days of grace by method (`domain.md` §2.2): transfer 2, cheque 5, the rest 0; unknown as transfer.
    #[must_use]
    pub const fn grace_days(&self, method: Option<Method>) -> u8 {
        match method {
            Some(Method::Transfer) | None => 2,
            Some(Method::Cheque) => 5,
            Some(Method::DirectDebit | Method::Card | Method::Cash) => 0,
        }
    }

    /// Days of rest after a contact: the house's for its outcome, the outcome's own, else those after a talk or a miss.
    /// Never so many that a case would be left alone for too long.
    #[must_use]
    pub fn rest_days(&self, outcome: Option<Outcome>, talk: bool) -> i32 {
        let house = self.rest_by_outcome.iter().find(|(row, _)| Some(*row) == outcome).map(|(_, days)| *days);
        let own = || outcome.and_then(Outcome::rest_days).map(i32::from);
        let else_days = if talk { self.rest_after_talk_days } else { self.rest_after_miss_days };
        house.or_else(own).unwrap_or(else_days).min(self.order.untouched_days)
    }
}
