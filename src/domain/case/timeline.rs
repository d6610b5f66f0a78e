//! The history of a case: every channel and every fact in one line of time.
//! What never lives here: words, folding for a screen.
//! `store::read` calls it.

use std::collections::BTreeMap;

use crate::domain::bank::fee;
use crate::domain::case::Facts;
use crate::domain::case::back::sums;
use crate::domain::case::effective::{Standing, effective, standing};
use crate::domain::case::known_by::{Known, KnownBy};
use crate::domain::codes::{Channel, Direction, IdentityCheck, Outcome};
use crate::domain::event::Event;
use crate::domain::ledger::{PaymentRow, is_write_off};
use crate::domain::values::{ActId, Day, Instant, Money, SourceId};

/// One line of a case's history, from either kind of fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// The book's day.
    pub day: Day,
    /// What kind of line, with what a sentence needs.
    pub what: TimelineWhat,
    /// Who, a login or what the source said.
    pub who: String,
    /// The act, for what was recorded here.
    pub act: Option<ActId>,
    /// True when the act was undone or moved away: shown struck.
    pub undone: bool,
    /// Where it was imported from.
    pub source: Option<SourceId>,
}

/// What a line of the history says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineWhat {
    /// A contact.
    Contact {
        /// Channel.
        channel: Channel,
        /// Direction.
        direction: Direction,
        /// Outcome where known.
        outcome: Option<Outcome>,
        /// Seconds of talk.
        seconds: u32,
        /// Phone or address.
        point: String,
        /// What was checked of who spoke.
        checks: Vec<IdentityCheck>,
        /// Note.
        note: String,
        /// By what an imported one is known to be the debtor's.
        known_by: Option<KnownBy>,
    },
    /// An invoice issued (or a credit note).
    Invoice {
        /// Number.
        number: String,
        /// Amount.
        amount: Money,
        /// Due.
        due_on: Day,
    },
    /// A payment.
    Payment {
        /// Amount.
        amount: Money,
        /// Invoice it names.
        invoice: String,
        /// Inferred from an open-items file.
        inferred: bool,
        /// True when nobody paid: it was written off.
        written_off: bool,
    },
    /// A return that the bank told of, found to take a payment back.
    Returned {
        /// What the bank took.
        amount: Money,
        /// What of it the bank kept for itself.
        fee: Option<Money>,
    },
    /// Anything else of the journal.
    Event(Box<Event>),
}

/// Milliseconds of a day: an imported fact that has only a day stands at its beginning.
const DAY_MS: i64 = 86_400_000;

fn at_start_of(day: Day) -> Instant {
    Instant(i64::from(day.0) * DAY_MS)
}

/// Every entry, latest first; undone and moved acts are shown as such. Within a day what has only a day comes last.
#[must_use]
pub fn timeline(facts: &Facts) -> Vec<TimelineEntry> {
    let invoices = facts.invoices.iter().map(|row| TimelineEntry {
        at: at_start_of(row.row.issued_on),
        day: row.row.issued_on,
        what: TimelineWhat::Invoice { number: row.row.number.clone(), amount: row.row.amount, due_on: row.row.due_on },
        who: String::new(),
        act: None,
        undone: false,
        source: Some(row.source),
    });
    let back = facts.payments.iter().any(|row| row.row.amount.minor < 0);
    let sums = if back { sums(facts, &effective(facts, Day::MAX)) } else { BTreeMap::new() };
    let payments = facts.payments.iter().map(|row| TimelineEntry {
        at: at_start_of(row.row.paid_on),
        day: row.row.paid_on,
        what: payment(&row.row, &sums),
        who: String::new(),
        act: None,
        undone: false,
        source: Some(row.source),
    });
    let known = Known::of(facts);
    let contacts = facts.contacts.iter().map(|row| TimelineEntry {
        at: row.row.at,
        day: row.row.day,
        what: TimelineWhat::Contact {
            channel: row.row.channel,
            direction: row.row.direction,
            outcome: row.row.outcome,
            seconds: row.row.seconds,
            point: row.row.point.clone(),
            checks: vec![],
            note: row.row.note.clone(),
            known_by: known.by(&row.row),
        },
        who: row.row.collector.clone(),
        act: None,
        undone: false,
        source: Some(row.source),
    });
    let mut all: Vec<TimelineEntry> = invoices.chain(payments).chain(contacts).collect();
    // By day and instant; within one instant in the order of import or recording.
    all.extend(standing(facts).into_iter().map(of_journal));
    all.sort_by_key(|entry| (entry.day, entry.at));
    all.reverse();
    all
}

fn payment(row: &PaymentRow, sums: &BTreeMap<String, Money>) -> TimelineWhat {
    if row.amount.minor < 0 {
        let amount = Money::new(-row.amount.minor, row.amount.currency);
        return TimelineWhat::Returned { amount, fee: sums.get(&row.invoice).and_then(|paid| fee(amount, *paid)) };
    }
    TimelineWhat::Payment {
        amount: row.amount,
        invoice: row.invoice.clone(),
        inferred: row.inferred,
        written_off: is_write_off(&row.reference),
    }
}

fn of_journal(standing: Standing) -> TimelineEntry {
    let Standing { entry, counts } = standing;
    let (at, what) = if let Event::ContactRecorded(made) = entry.event {
        let what = TimelineWhat::Contact {
            channel: made.channel,
            direction: made.direction,
            outcome: Some(made.outcome),
            seconds: made.seconds,
            point: made.point,
            checks: made.checks,
            note: made.note,
            known_by: None,
        };
        (made.at, what)
    } else {
        (entry.recorded_at, TimelineWhat::Event(Box::new(entry.event)))
    };
    let (act, who) = (Some(entry.act), entry.who.0);
    TimelineEntry { at, day: entry.day, what, who, act, undone: !counts, source: None }
}
