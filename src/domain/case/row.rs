//! The derived row: the little of a case that the night and the lists read, one row a case.
//! What never lives here: anything that is not a function of `CaseState`.
//! `store` keeps it, `ranking` reads it.

use crate::domain::case::aged::Aged;
use crate::domain::case::state::{DisputeView, Profile, PromiseView, Touch};
use crate::domain::case::{CaseState, next, permitted};
use crate::domain::codes::{
    Channel, DebtorKind, DisputeDecision, DisputeKind, DisputeReason, DisputeState, DisputeStep, NextAction,
    OverrideState, PromiseState, QueueMark,
};
use crate::domain::command::Rev;
use crate::domain::permit::Past;
use crate::domain::terms::CalendarId;
use crate::domain::values::{CaseId, Currency, Day, EntryId, Group, Instant, Login, Money, Tag};

/// Version of the formula behind the row; a row of another version is derived afresh.
pub const FORMULA_VERSION: i64 = 15;

/// Sums of one currency, minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseMoney {
    /// The currency.
    pub currency: Currency,
    /// Open.
    pub open: i64,
    /// Overdue.
    pub overdue: i64,
    /// Disputed.
    pub disputed: i64,
    /// Promised.
    pub promised: i64,
    /// Unallocated.
    pub unallocated: i64,
    /// What may be asked for today.
    pub collectable: i64,
    /// … by the due day of its invoices, earliest first; together `collectable`.
    pub dues: Vec<(Day, i64)>,
}

/// The next call-back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextCallback {
    /// Its id.
    pub id: EntryId,
    /// When.
    pub at: Instant,
    /// The book's day of `at`.
    pub due_on: Day,
    /// For whom.
    pub whom: Option<Login>,
}

/// A dispute that waits: to be decided, or to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeLine {
    /// Its id.
    pub id: EntryId,
    /// Complaint, dispute or refusal.
    pub kind: DisputeKind,
    /// Why.
    pub reason: DisputeReason,
    /// How far it has come.
    pub step: DisputeStep,
    /// How it was decided, when it was.
    pub decision: Option<DisputeDecision>,
    /// Who settles it.
    pub owner: Login,
    /// Their department.
    pub department: String,
    /// When it was opened.
    pub opened_on: Day,
    /// When a decision is due.
    pub due_on: Day,
    /// When it is looked at next.
    pub check_on: Option<Day>,
    /// First day on which the supervisor is told too.
    pub supervisor_on: Option<Day>,
    /// What is contested of its invoices.
    pub amount: Option<Money>,
    /// The credit proposed or, once decided, granted.
    pub credit: Option<Money>,
}

impl DisputeLine {
    /// The line of a dispute; `None` for one that is closed or void.
    fn of(view: &DisputeView) -> Option<Self> {
        let decision = match view.state {
            DisputeState::Open | DisputeState::Overdue => None,
            DisputeState::Accepted => Some(DisputeDecision::Accepted),
            DisputeState::PartlyAccepted => Some(DisputeDecision::PartlyAccepted),
            DisputeState::Rejected => Some(DisputeDecision::Rejected),
            DisputeState::Withdrawn => Some(DisputeDecision::Withdrawn),
            DisputeState::Void => return None,
        };
        (view.step != DisputeStep::Closed).then(|| Self {
            id: view.id,
            kind: view.kind,
            reason: view.reason,
            step: view.step,
            decision,
            owner: view.owner.clone(),
            department: view.department.clone(),
            opened_on: view.opened_on,
            due_on: view.due_on,
            check_on: view.check_on,
            supervisor_on: view.supervisor_on,
            amount: view.amount(),
            credit: view.credit.or(view.proposed.map(|(_, credit)| credit)),
        })
    }

    /// Its state on a day that this line speaks of.
    #[must_use]
    pub fn state(&self, today: Day) -> DisputeState {
        match self.decision {
            Some(DisputeDecision::Accepted) => DisputeState::Accepted,
            Some(DisputeDecision::PartlyAccepted) => DisputeState::PartlyAccepted,
            Some(DisputeDecision::Rejected) => DisputeState::Rejected,
            Some(DisputeDecision::Withdrawn) => DisputeState::Withdrawn,
            None if self.due_on < today => DisputeState::Overdue,
            None => DisputeState::Open,
        }
    }
}

/// Where and what a debtor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Company or person.
    pub kind: Option<DebtorKind>,
    /// Country.
    pub country: Tag,
    /// Whose public holidays are kept there.
    pub calendar: CalendarId,
}

/// One row a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// Revision it was derived at.
    pub rev: Rev,
    /// The day it speaks of.
    pub as_of: Day,
    /// First later day on which the calendar alone changes it.
    pub next_flip: Option<Day>,
    /// Merged into, when it was.
    pub merged_into: Option<CaseId>,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// Whose: the assignment, else the source's collector.
    pub collector: Option<Login>,
    /// The group of debtors it belongs to; none once it is merged into another case.
    pub group: Option<Group>,
    /// Per currency, by code.
    pub money: Vec<CaseMoney>,
    /// Overdue items with something collectable.
    pub overdue_items: u32,
    /// Earliest due day among overdue items with something collectable; else among overdue ones.
    pub oldest_due: Option<Day>,
    /// Earliest due day still to come among open items.
    pub next_due: Option<Day>,
    /// Next call-back.
    pub callback: Option<NextCallback>,
    /// Due day of the earliest open promise or instalment.
    pub promise_due_on: Option<Day>,
    /// First day after the end (grace, or verification of what was reported sent) of the open promise that ends first.
    pub promise_ends_on: Option<Day>,
    /// The reminder or check of promised money that is to be made first.
    pub touch: Option<Touch>,
    /// Earliest due day among open disputes.
    pub dispute_due_on: Option<Day>,
    /// Disputes that wait for somebody.
    pub disputes: Vec<DisputeLine>,
    /// A place in the queue that a person decided, and the first day on which it no longer counts.
    pub mark: Option<(QueueMark, Day)>,
    /// First day of work again, while the whole case is on hold; else of the item hold that ends first.
    pub held_until: Option<Day>,
    /// True when the hold is on the whole case.
    pub held_whole: bool,
    /// True when something of it waits for a supervisor, or would if money that voided it went back.
    pub to_approve: bool,
    /// Where and what the debtor is, as rules for contacts ask; no card reads it.
    pub place: Place,
    /// The last contacts out of each channel but calls, latest first, at most
    /// [`RECENT_WRITTEN_MAX`](super::permitted::RECENT_WRITTEN_MAX).
    pub written: Vec<(Day, Channel)>,
    /// True when the debtor refused to be called at all.
    pub refuses_calls: bool,
    /// Past.
    pub profile: Profile,
    /// Next step.
    pub next_action: NextAction,
    /// Its day.
    pub next_on: Option<Day>,
    /// What the aged balance reads of it.
    pub aged: Aged,
}

impl From<&CaseState> for CaseRow {
    fn from(state: &CaseState) -> Self {
        let today = state.as_of;
        let overdue = || state.items.iter().filter(move |item| item.is_overdue(today));
        let collectable = || overdue().filter(move |item| item.collectable_minor(today) > 0);
        let instalments = || state.plans.iter().flat_map(|plan| plan.running());
        let open_promises = || {
            let promises = state.promises.iter().filter(|p| p.state.is_running()).map(|p| (p.due_on, p.ends_on));
            promises.chain(instalments().map(|line| (line.due_on, line.grace_ends_on)))
        };
        let whole = state.holds.iter().filter(|hold| hold.items.is_empty()).map(|hold| hold.until).max();
        Self {
            case: state.case,
            rev: state.rev,
            as_of: today,
            next_flip: state.next_flip,
            merged_into: state.merged_into,
            reference: state.debtor.reference.clone(),
            name: state.debtor.name.clone(),
            collector: state.owner(),
            group: Group::of(&state.debtor.group).filter(|_| state.merged_into.is_none()),
            money: money(state),
            overdue_items: u32::try_from(collectable().count()).unwrap_or(u32::MAX),
            oldest_due: collectable().map(|i| i.due_on).min().or_else(|| overdue().map(|i| i.due_on).min()),
            next_due: state.items.iter().filter(|i| i.open_minor > 0 && i.due_on >= today).map(|i| i.due_on).min(),
            callback: state.callbacks.first().map(|c| NextCallback {
                id: c.id,
                at: c.at,
                due_on: c.due_on,
                whom: c.whom.clone(),
            }),
            promise_due_on: open_promises().map(|(due_on, _)| due_on).min(),
            promise_ends_on: open_promises().map(|(_, ends_on)| ends_on.plus(1)).min(),
            touch: next::next_touch(state),
            dispute_due_on: state.disputes.iter().filter(|d| d.state.is_open() && d.holds).map(|d| d.due_on).min(),
            disputes: state.disputes.iter().filter_map(DisputeLine::of).collect(),
            mark: state.mark.as_ref().map(|mark| (mark.mark, mark.until)),
            held_until: whole.or_else(|| state.holds.iter().map(|hold| hold.until).min()),
            held_whole: whole.is_some(),
            to_approve: to_approve(state),
            place: Place {
                kind: permitted::kind(&state.debtor),
                country: Tag::of(&state.debtor.country),
                calendar: permitted::calendar(&state.debtor),
            },
            written: written(state),
            refuses_calls: state.has_refused(Channel::Call, ""),
            profile: state.profile.clone(),
            next_action: state.next_action,
            next_on: state.next_on,
            aged: Aged::of(state),
        }
    }
}

fn to_approve(state: &CaseState) -> bool {
    let promise = |p: &PromiseView| {
        let voided = p.state == PromiseState::Void && !p.over.is_empty() && p.due_on >= state.as_of;
        p.state == PromiseState::PendingApproval || voided
    };
    state.promises.iter().any(promise)
        || state.plans.iter().any(|plan| plan.to_approve)
        || state.disputes.iter().any(|d| d.step == DisputeStep::PendingApproval)
        || state.overrides.iter().any(|view| view.state == OverrideState::Pending)
}

fn written(state: &CaseState) -> Vec<(Day, Channel)> {
    state.made_out.iter().filter(|(_, channel)| *channel != Channel::Call).copied().collect()
}

fn money(state: &CaseState) -> Vec<CaseMoney> {
    let balance = &state.balance;
    let all = [&balance.open, &balance.overdue, &balance.disputed, &balance.promised, &balance.unallocated];
    let mut currencies: Vec<Currency> = all.iter().flat_map(|sums| sums.iter().map(|m| m.currency)).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let row = |currency| CaseMoney {
        currency,
        open: balance.open.minor(currency),
        overdue: balance.overdue.minor(currency),
        disputed: balance.disputed.minor(currency),
        promised: balance.promised.minor(currency),
        unallocated: balance.unallocated.minor(currency),
        collectable: balance.collectable.minor(currency),
        dues: dues(state, currency),
    };
    currencies.into_iter().map(row).collect()
}

/// What may be asked for in one currency, by due day.
fn dues(state: &CaseState, currency: Currency) -> Vec<(Day, i64)> {
    let today = state.as_of;
    let items = state.items.iter().filter(|item| item.amount.currency == currency && item.is_overdue(today));
    let mut dues: Vec<(Day, i64)> = items.map(|item| (item.due_on, item.collectable_minor(today))).collect();
    dues.retain(|(_, minor)| *minor > 0);
    dues.sort_unstable();
    dues.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    dues
}
