//! What to speak of in a call: what was promised, broken, contested, paid lately, what is owed, what was said last.
//! What never lives here: the reasons of the queue (they follow these), drawing, wording.
//! The call form's view reads it.

use crate::domain::case::TimelineWhat;
use crate::domain::case::state::PromiseView;
use crate::domain::codes::PromiseState;
use crate::domain::event::Event;
use crate::domain::values::text::clean_line;
use crate::domain::values::{Day, Money};
use crate::store::read::CaseView;

use super::super::say::{Fact, Say};
use super::sheet::Hint;

/// A payment is late news after so many days.
const PAID_LATELY_DAYS: i32 = 30;
/// Characters of a note that are shown.
const NOTE_CHARS: usize = 120;

/// The points, the most urgent first.
#[must_use]
pub fn talking_points(view: &CaseView) -> Vec<Hint> {
    let state = &view.state;
    let mut out = vec![];
    out.extend(broken(view));
    if let Some(on) = state.profile.returned_on {
        let back = state.returns.iter().find(|back| back.on == on).map(|back| back.amount);
        let say =
            Say::new(if back.is_some() { "talk-returned" } else { "talk-returned-day" }).with("day", Fact::Day(on));
        out.push(Hint::bad(back.into_iter().fold(say, |say, amount| say.with("amount", Fact::Money(amount)))));
    }
    let running = state.promises.iter().filter(|promise| promise.is_running());
    out.extend(running.map(|promise| Hint::plain(of_promise("talk-promised", promise))));
    out.extend(state.plans.iter().filter(|plan| plan.state.is_running()).map(|plan| {
        let missed = plan.lines.iter().filter(|line| line.state.has_failed()).count();
        let say = Say::new("talk-plan").with("amount", Fact::Money(plan.amount)).with("missed", count(missed));
        if missed > 0 { Hint::careful(say) } else { Hint::plain(say) }
    }));
    out.extend(state.disputes.iter().filter(|dispute| dispute.state.is_open()).map(|dispute| {
        let reason = Fact::Word(format!("dispute-reason-{}", dispute.reason));
        let say = Say::new(if dispute.amount().is_some() { "talk-disputed" } else { "talk-complaint" });
        let say = say.with("reason", reason).with("day", Fact::Day(dispute.due_on));
        Hint::careful(dispute.amount().into_iter().fold(say, |say, amount| say.with("amount", Fact::Money(amount))))
    }));
    out.extend(paid_lately(view).map(Hint::plain));
    if !state.balance.overdue.is_zero() {
        let items = state.items.iter().filter(|item| item.is_overdue(state.as_of));
        let say = Say::new("talk-overdue").with("sums", Fact::Sums(state.balance.overdue.clone()));
        let late = state.oldest_due.map_or(0, |day| state.as_of.since(day).max(0));
        out.push(Hint::plain(say.with("count", count(items.count())).with("days", Fact::Count(late.into()))));
    }
    if !state.balance.unallocated.is_zero() {
        out.push(Hint::careful(
            Say::new("talk-unallocated").with("sums", Fact::Sums(state.balance.unallocated.clone())),
        ));
    }
    out.extend(last_word(view).map(Hint::plain));
    out
}

fn count(n: usize) -> Fact {
    Fact::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn of_promise(id: &str, promise: &PromiseView) -> Say {
    let say = Say::new(id).with("amount", Fact::Money(promise.amount)).with("day", Fact::Day(promise.due_on));
    say.with("made", Fact::Day(promise.made_on))
}

/// The promise that broke last, while no newer one stands.
fn broken(view: &CaseView) -> Option<Hint> {
    let last = view.state.promises.iter().max_by_key(|promise| (promise.made_on, promise.id))?;
    let failed = last.state.has_failed() && last.state != PromiseState::Superseded;
    let paid = Fact::Money(Money::new(last.paid_minor, last.amount.currency));
    failed.then(|| Hint::bad(of_promise("talk-broken", last).with("paid", paid)))
}

/// The last payment, when it came lately.
fn paid_lately(view: &CaseView) -> Option<Say> {
    let today = view.state.as_of;
    let lately = |day: Day| (0..=PAID_LATELY_DAYS).contains(&today.since(day));
    let paid = view.timeline.iter().find_map(|entry| {
        let TimelineWhat::Payment { amount, written_off: false, .. } = &entry.what else { return None };
        Some((*amount, entry.day))
    });
    let (amount, day) = paid.filter(|(_, day)| lately(*day))?;
    Some(Say::new("talk-paid").with("amount", Fact::Money(amount)).with("day", Fact::Day(day)))
}

/// What was noted last.
fn last_word(view: &CaseView) -> Option<Say> {
    view.timeline.iter().filter(|entry| !entry.undone).find_map(|entry| {
        let text = match &entry.what {
            TimelineWhat::Contact { note, .. } => note.as_str(),
            TimelineWhat::Event(event) => {
                if let Event::NoteWritten { text } = &**event {
                    text.as_str()
                } else {
                    ""
                }
            }
            TimelineWhat::Invoice { .. } | TimelineWhat::Payment { .. } | TimelineWhat::Returned { .. } => "",
        };
        let text = clean_line(text, NOTE_CHARS);
        (!text.is_empty())
            .then(|| Say::new("talk-note").with("day", Fact::Day(entry.day)).with("text", Fact::Text(text)))
    })
}
