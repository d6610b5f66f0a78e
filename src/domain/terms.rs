//! Terms: the numbers a promise, dispute or hold is judged by, frozen in the fact when it is accepted.
//! What never lives here: reading a config file (see `config`), judging (see `case`).
//! `config` fills them, `case::decide` freezes them, `case::derive` reads them.

use serde::{Deserialize, Serialize};

use super::calendar::{business_day_from, business_days_since, plus_business_days, target2_from};
use super::call::{CallRules, Next};
use super::codes::{DayPart, DisputeKind, DisputeReason, Method, Outcome, Overpayment, Right, Role};
use super::event::Who;
use super::measure::Measures;
use super::order::OrderRules;
use super::permit::Rule;
use super::team::TeamRules;
use super::values::text::fold;
use super::values::{Day, Login};

/// Days after its value date in which a payment that comes back still breaks the promise it had kept (eight days, the
/// window of a core direct debit; `domain.md` §2.2).
pub const REVERSAL_DAYS: i32 = 8;

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
    /// A payment that comes back within this many days of its value date never counted; one that comes back later did.
    #[serde(default = "reversal_days")]
    pub reversal_days: i32,
}

const fn reversal_days() -> i32 {
    REVERSAL_DAYS
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

/// How a plan is judged, its lines apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTerms {
    /// Instalments that may be missed; one more is a default.
    pub misses_allowed: u8,
    /// Where money beyond an instalment goes.
    pub overpayment: Overpayment,
}

/// The house's rules for plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRules {
    /// See [`PlanTerms::misses_allowed`].
    pub misses_allowed: u8,
    /// See [`PlanTerms::overpayment`].
    pub overpayment: Overpayment,
    /// Latest day of the last instalment, in days from today.
    pub longest_days: i32,
}

impl Default for PlanRules {
    fn default() -> Self {
        Self { misses_allowed: 1, overpayment: Overpayment::Next, longest_days: 730 }
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

    /// The most somebody credits alone, in minor units of the reporting currency: their own limit, or their role's.
    #[must_use]
    pub fn authority(&self, who: &Who) -> Option<i64> {
        let house = match who.role {
            Role::Auditor => return Some(0),
            Role::Supervisor | Role::Collector if who.may(Right::Approve) => self.supervisor_authority_minor,
            Role::Supervisor | Role::Collector => self.authority_minor,
        };
        who.authority.limits.credit_minor.or(house)
    }
}

/// Which public holidays count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalendarId {
    /// France.
    Fr,
    /// France with Alsace-Moselle's two more days.
    FrAlsaceMoselle,
    /// Weekends only.
    #[default]
    Plain,
}

impl CalendarId {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Fr, Self::FrAlsaceMoselle, Self::Plain];
}

/// Business days of grace by method of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraceDays {
    /// Bank transfer.
    pub transfer: u8,
    /// Cheque.
    pub cheque: u8,
    /// Direct debit.
    pub direct_debit: u8,
    /// Card.
    pub card: u8,
    /// Cash.
    pub cash: u8,
    /// Method not said.
    pub unknown: u8,
}

impl GraceDays {
    /// Of one method.
    #[must_use]
    pub const fn of(&self, method: Option<Method>) -> u8 {
        match method {
            Some(Method::Transfer) => self.transfer,
            Some(Method::Cheque) => self.cheque,
            Some(Method::DirectDebit) => self.direct_debit,
            Some(Method::Card) => self.card,
            Some(Method::Cash) => self.cash,
            None => self.unknown,
        }
    }
}

/// How far a person may go with a promise: beyond a collector's limits a supervisor decides, beyond a supervisor's nobody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseLimits {
    /// Longest delay, in days from today.
    pub longest_days: i32,
    /// Smallest amount, minor units …
    pub smallest_minor: i64,
    /// … or this share of what is overdue, in 1/10,000: the higher of both. All that is open may always be promised.
    pub smallest_bp: i64,
    /// Promises that may run on one invoice at the same time.
    pub open_per_invoice: u32,
    /// Highest level (promises this debt has broken).
    pub level_max: u32,
}

/// The house's rules for promises, of everyone or of one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseRules {
    /// See [`PromiseTerms::tolerance_minor`].
    pub tolerance_minor: i64,
    /// See [`PromiseTerms::tolerance_bp`].
    pub tolerance_bp: i64,
    /// See [`PromiseTerms::tolerance_cap_minor`].
    pub tolerance_cap_minor: i64,
    /// Grace by method.
    pub grace: GraceDays,
    /// See [`PromiseTerms::reversal_days`].
    pub reversal_days: i32,
    /// Business days in which a payment that the debtor says was sent should be seen.
    pub verify_days: u8,
    /// How far a collector may go.
    pub collector: PromiseLimits,
    /// How far a supervisor may go.
    pub supervisor: PromiseLimits,
}

impl Default for PromiseRules {
    fn default() -> Self {
        Self {
            tolerance_minor: 500,
            tolerance_bp: 200,
            tolerance_cap_minor: 5_000,
            grace: GraceDays { transfer: 2, cheque: 5, direct_debit: 0, card: 0, cash: 0, unknown: 2 },
            reversal_days: REVERSAL_DAYS,
            verify_days: 3,
            collector: PromiseLimits {
                longest_days: 30,
                smallest_minor: 0,
                smallest_bp: 0,
                open_per_invoice: 1,
                level_max: 3,
            },
            supervisor: PromiseLimits {
                longest_days: 90,
                smallest_minor: 0,
                smallest_bp: 0,
                open_per_invoice: 5,
                level_max: 99,
            },
        }
    }
}

impl PromiseRules {
    /// How far somebody goes alone, and how far it goes with a supervisor's word. Who may approve needs nobody's word.
    #[must_use]
    pub fn limits(&self, who: &Who) -> (PromiseLimits, PromiseLimits) {
        let decides = who.may(Right::Approve);
        let house = if decides { self.supervisor } else { self.collector };
        let own =
            PromiseLimits { longest_days: who.authority.limits.promise_days.unwrap_or(house.longest_days), ..house };
        let longest_days = self.supervisor.longest_days.max(own.longest_days);
        (own, if decides { own } else { PromiseLimits { longest_days, ..self.supervisor } })
    }

    /// The terms a promise due on a day is accepted under. Money moved by banks is booked on their days only, so the last
    /// day of its grace is one of those.
    #[must_use]
    pub fn terms(&self, calendar: CalendarId, method: Option<Method>, due_on: Day) -> PromiseTerms {
        let grace_days = self.grace.of(method);
        let counted = plus_business_days(calendar, due_on, grace_days);
        let by_bank = match method {
            Some(Method::Transfer | Method::DirectDebit) | None => true,
            Some(Method::Cheque | Method::Card | Method::Cash) => false,
        };
        PromiseTerms {
            tolerance_minor: self.tolerance_minor,
            tolerance_bp: self.tolerance_bp,
            tolerance_cap_minor: self.tolerance_cap_minor,
            grace_days,
            calendar,
            grace_ends_on: if by_bank { target2_from(counted) } else { counted },
            reversal_days: self.reversal_days,
        }
    }
}

/// How old figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// As new as they should be.
    Fresh,
    /// Something should have come.
    Ageing,
    /// Not to be called upon.
    Stale,
}

/// From which age on figures of another system are doubted, in business days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreshRules {
    /// Doubtful from so many days on.
    pub ageing_days: u16,
    /// Stale from so many days on.
    pub stale_days: u16,
}

impl Default for FreshRules {
    fn default() -> Self {
        Self { ageing_days: 2, stale_days: 5 }
    }
}

impl FreshRules {
    /// How old figures of a day are.
    #[must_use]
    pub fn age(&self, calendar: CalendarId, of: Day, today: Day) -> Age {
        let days = business_days_since(calendar, of, today, self.stale_days.max(self.ageing_days));
        if days >= self.stale_days {
            Age::Stale
        } else if days >= self.ageing_days {
            Age::Ageing
        } else {
            Age::Fresh
        }
    }
}

/// The house's numbers in force today; `config` reads them, `decide` freezes what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Calendar of the creditor.
    pub calendar: CalendarId,
    /// Promises, of segments that have no rules of their own.
    pub promise: PromiseRules,
    /// Promises, of segments that have; names as the debtors' rows write them, compared without case.
    pub promise_by_segment: Vec<(String, PromiseRules)>,
    /// Payment plans.
    pub plan: PlanRules,
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
    /// When the bank's and the ledger's figures are doubted.
    pub fresh: FreshRules,
    /// What reports go by.
    pub measures: Measures,
    /// What is checked in a call, and when one that came to nothing is tried again.
    pub call: CallRules,
    /// The rules for contacts, of the law and the house; none where nobody read a pack.
    pub contact: Vec<Rule>,
    /// What the house wants to be told of, and what people should reach in a day.
    pub team: TeamRules,
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
            promise: PromiseRules::default(),
            promise_by_segment: vec![],
            plan: PlanRules::default(),
            dispute: DisputePolicy::default(),
            minimum_minor: 1_000,
            rest_after_talk_days: 5,
            rest_after_miss_days: 1,
            rest_by_outcome: vec![],
            rates: vec![],
            order: OrderRules::default(),
            fresh: FreshRules::default(),
            measures: Measures::default(),
            call: CallRules::default(),
            contact: vec![],
            team: TeamRules::default(),
        }
    }
}

impl Policy {
    /// The rules for promises of a debtor's segment.
    #[must_use]
    pub fn promise_rules(&self, segment: &str) -> &PromiseRules {
        let wanted = fold(segment);
        let own = self.promise_by_segment.iter().find(|(name, _)| !wanted.is_empty() && fold(name) == wanted);
        own.map_or(&self.promise, |(_, rules)| rules)
    }

    /// Days of rest after a contact: the house's for its outcome, the outcome's own, else those after a talk or a miss.
    /// Never so many that a case would be left alone for too long. `nth`: calls out without a talk so far.
    #[must_use]
    pub fn rest_days(&self, outcome: Option<Outcome>, talk: bool, nth: u32) -> i32 {
        let house = outcome.and_then(|outcome| self.house_rest(outcome));
        let house = house.or_else(|| self.call.rest_days(outcome?, nth));
        let own = || outcome.and_then(Outcome::rest_days).map(i32::from);
        let else_days = if talk { self.rest_after_talk_days } else { self.rest_after_miss_days };
        house.or_else(own).unwrap_or(else_days).min(self.order.untouched_days)
    }

    /// Days of rest after an outcome that the house wrote down itself.
    fn house_rest(&self, outcome: Outcome) -> Option<i32> {
        self.rest_by_outcome.iter().find(|(row, _)| *row == outcome).map(|(_, days)| *days)
    }

    /// When a call of `day` that ended so is tried again: the `nth` without a talk, made in this part of the day.
    #[must_use]
    pub fn next_try(&self, outcome: Outcome, nth: u32, day: Day, part: DayPart) -> Option<Next> {
        self.call.next(outcome, nth, (day, part), self.calendar, self.house_rest(outcome))
    }
}
