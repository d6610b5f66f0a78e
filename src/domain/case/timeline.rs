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
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::{ContactRow, InvoiceRow, Loaded, PaymentRow, is_write_off};
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
    timeline_page(facts, Day::MAX, 0, usize::MAX).0
}

/// The same up to a day, `lines` of them after the first `from`; and how many there are in all. What is not of the page is
/// put in its place and no more: its texts are neither read nor copied.
#[must_use]
pub fn timeline_page(facts: &Facts, up_to: Day, from: usize, lines: usize) -> (Vec<TimelineEntry>, usize) {
    let invoices = facts.invoices.iter().map(Fact::Invoice);
    let payments = facts.payments.iter().map(Fact::Payment);
    let contacts = facts.contacts.iter().map(Fact::Contact);
    // By day and instant; within one instant in the order of import or recording.
    let journal = standing(facts).into_iter().map(|standing| Fact::Journal(Box::new(standing)));
    let mut all: Vec<(Day, Instant, Fact<'_>)> =
        invoices.chain(payments).chain(contacts).chain(journal).map(Fact::placed).collect();
    all.retain(|(day, _, _)| *day <= up_to);
    all.sort_by_key(|(day, at, _)| (*day, *at));
    let total = all.len();
    let back = facts.payments.iter().any(|row| row.row.amount.minor < 0);
    let sums = if back { sums(facts, &effective(facts, Day::MAX)) } else { BTreeMap::new() };
    let known = Known::of(facts);
    let page = all.into_iter().rev().skip(from).take(lines);
    (page.map(|(day, at, fact)| fact.told(day, at, &sums, &known)).collect(), total)
}

/// A fact of the history, not yet told.
enum Fact<'f> {
    Invoice(&'f Loaded<InvoiceRow>),
    Payment(&'f Loaded<PaymentRow>),
    Contact(&'f Loaded<ContactRow>),
    Journal(Box<Standing>),
}

impl Fact<'_> {
    fn placed(self) -> (Day, Instant, Self) {
        let (day, at) = match &self {
            Self::Invoice(row) => (row.row.issued_on, at_start_of(row.row.issued_on)),
            Self::Payment(row) => (row.row.paid_on, at_start_of(row.row.paid_on)),
            Self::Contact(row) => (row.row.day, row.row.at),
            Self::Journal(standing) => (standing.entry.day, moment(&standing.entry)),
        };
        (day, at, self)
    }

    fn told(self, day: Day, at: Instant, sums: &BTreeMap<String, Money>, known: &Known) -> TimelineEntry {
        let (what, who, source) = match self {
            Self::Journal(standing) => return of_journal(*standing),
            Self::Invoice(Loaded { row, source, .. }) => {
                let what = TimelineWhat::Invoice { number: row.number.clone(), amount: row.amount, due_on: row.due_on };
                (what, String::new(), *source)
            }
            Self::Payment(Loaded { row, source, .. }) => (payment(row, sums), String::new(), *source),
            Self::Contact(Loaded { row, source, .. }) => {
                let what = TimelineWhat::Contact {
                    channel: row.channel,
                    direction: row.direction,
                    outcome: row.outcome,
                    seconds: row.seconds,
                    point: row.point.clone(),
                    checks: vec![],
                    note: row.note.clone(),
                    known_by: known.by(row),
                };
                (what, row.collector.clone(), *source)
            }
        };
        TimelineEntry { at, day, what, who, act: None, undone: false, source: Some(source) }
    }
}

/// When an entry of the journal stands: a contact when it took place, all else when it was recorded.
fn moment(entry: &Entry) -> Instant {
    if let Event::ContactRecorded(made) = &entry.event { made.at } else { entry.recorded_at }
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
    let at = moment(&entry);
    let what = if let Event::ContactRecorded(made) = entry.event {
        TimelineWhat::Contact {
            channel: made.channel,
            direction: made.direction,
            outcome: Some(made.outcome),
            seconds: made.seconds,
            point: made.point,
            checks: made.checks,
            note: made.note,
            known_by: None,
        }
    } else {
        TimelineWhat::Event(Box::new(entry.event))
    };
    let (act, who) = (Some(entry.act), entry.who.0);
    TimelineEntry { at, day: entry.day, what, who, act, undone: !counts, source: None }
}
