//! The history of a case: every channel and every fact in one line of time.
//! What never lives here: words, folding for a screen.
//! `store::read` calls it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

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

impl TimelineEntry {
    /// The thread of a message, empty for all else.
    #[must_use]
    pub fn thread(&self) -> &str {
        if let TimelineWhat::Contact { thread, .. } = &self.what { thread } else { "" }
    }

    /// What a message quotes, empty for all else.
    #[must_use]
    pub fn quoted(&self) -> &str {
        if let TimelineWhat::Contact { quoted, .. } = &self.what { quoted } else { "" }
    }
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
        /// The thread of a message; empty: none is known.
        thread: String,
        /// What a message quotes of earlier ones.
        quoted: String,
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

/// The same up to a day, `lines` of them after the first `from`; and how many there are in all.
#[must_use]
pub fn timeline_page(facts: &Facts, up_to: Day, from: usize, lines: usize) -> (Vec<TimelineEntry>, usize) {
    let Ok(page) = timeline_with(facts, &mut Nothing, up_to, from, lines);
    page
}

/// The contacts that a tally stands for, latest first, looked at where they are kept.
pub trait Earlier {
    /// Why one could not be looked at.
    type Error;
    /// How many.
    fn count(&self) -> usize;
    /// When one took place, by its number from the latest.
    fn when(&mut self, at: usize) -> Result<(Day, Instant), Self::Error>;
    /// Some of them, whole, by time.
    fn some(&mut self, which: Range<usize>) -> Result<Vec<Loaded<ContactRow>>, Self::Error>;
}

/// All contacts are among the facts.
struct Nothing;

impl Earlier for Nothing {
    type Error = Infallible;
    fn count(&self) -> usize {
        0
    }
    fn when(&mut self, _at: usize) -> Result<(Day, Instant), Infallible> {
        Ok((Day::MIN, Instant(0)))
    }
    fn some(&mut self, _which: Range<usize>) -> Result<Vec<Loaded<ContactRow>>, Infallible> {
        Ok(vec![])
    }
}

/// A page of the history as [`timeline_page`] gives it, where the first contacts lie elsewhere: of those only the page's own
/// are read. What is not of the page is put in its place and no more: its texts are neither read nor copied.
///
/// # Errors
/// An earlier contact could not be looked at.
pub fn timeline_with<E: Earlier>(
    facts: &Facts,
    earlier: &mut E,
    up_to: Day,
    from: usize,
    lines: usize,
) -> Result<(Vec<TimelineEntry>, usize), E::Error> {
    let invoices = facts.invoices.iter().map(Fact::Invoice);
    let payments = facts.payments.iter().map(Fact::Payment);
    let contacts = facts.contacts.iter().map(Fact::Contact);
    // By day and instant; within one instant in the order of import or recording.
    let journal = standing(facts).into_iter().map(|standing| Fact::Journal(Box::new(standing)));
    let mut all: Vec<(Day, Instant, Fact<'_>)> =
        invoices.chain(payments).chain(contacts).chain(journal).map(Fact::placed).collect();
    all.retain(|(day, _, _)| *day <= up_to);
    all.sort_by_key(|(day, at, _)| (*day, *at));
    let total = all.len() + earlier.count();
    let over = skipped(&all, earlier, from)?;
    let read = earlier.some(over..over.saturating_add(lines).min(earlier.count()))?;
    all.truncate(all.len().saturating_sub(from - over));
    all.extend(read.iter().map(|contact| Fact::Contact(contact).placed()));
    all.sort_by_key(|(day, at, _)| (*day, *at));
    let back = facts.payments.iter().any(|row| row.row.amount.minor < 0);
    let sums = if back { sums(facts, &effective(facts, Day::MAX)) } else { BTreeMap::new() };
    let known = Known::of(facts, &read);
    let page = all.into_iter().rev().take(lines);
    Ok((page.map(|(day, at, fact)| fact.told(day, at, &sums, &known)).collect(), total))
}

/// How many of the earlier contacts are among the first `from` lines: the line of an earlier contact is its own number and
/// that of the other facts after it. Within one instant a contact comes after what has only a day.
fn skipped<E: Earlier>(own: &[(Day, Instant, Fact<'_>)], earlier: &mut E, from: usize) -> Result<usize, E::Error> {
    let (mut low, mut high) = (0, from.min(earlier.count()));
    while low < high {
        let middle = usize::midpoint(low, high);
        let when = earlier.when(middle)?;
        let later = own.len() - own.partition_point(|(day, at, _)| (*day, *at) <= when);
        if middle + later < from { low = middle + 1 } else { high = middle }
    }
    Ok(low)
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
                    thread: row.thread.clone(),
                    quoted: row.quoted.clone(),
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
            thread: String::new(),
            quoted: String::new(),
            known_by: None,
        }
    } else {
        TimelineWhat::Event(Box::new(entry.event))
    };
    let (act, who) = (Some(entry.act), entry.who.0);
    TimelineEntry { at, day: entry.day, what, who, act, undone: !counts, source: None }
}
