//! The numbers and addresses of a debtor on a day: those of its row and those told here, each with what its contacts say.
//! What never lives here: which one to call (see `domain::point`).
//! `store::read` calls it; nothing of it is kept: a quality is never a fact.

use serde::{Deserialize, Serialize};

use crate::domain::case::effective::effective;
use crate::domain::case::known_by::is_heard;
use crate::domain::case::{Facts, Tally};
use crate::domain::codes::{Channel, ContactClass, Direction, Outcome, PointQuality};
use crate::domain::event::Event;
use crate::domain::heard::PointKind;
use crate::domain::ledger::{ContactRow, DebtorRow};
use crate::domain::point::{PointTold, PointView, kind_and_key};
use crate::domain::slot::part_of;
use crate::domain::values::{Day, Instant};

/// Every number and address up to `as_of`: phones, then e-mails, those of the debtor's row first.
#[must_use]
pub fn points(facts: &Facts, as_of: Day) -> Vec<PointView> {
    let entries = effective(facts, as_of);
    let past = facts.contacts.iter().filter(|contact| contact.row.day <= as_of);
    let mut words: Vec<Word<'_>> = past.map(|contact| Word::Used(Use::of(&contact.row))).collect();
    words.extend(entries.iter().filter_map(|entry| {
        if let Event::PointTold(told) = &entry.event {
            return Some(Word::Told(told, entry.recorded_at));
        }
        let Event::ContactRecorded(made) = &entry.event else { return None };
        let (at, day, outcome, point) = (made.at, made.day, Some(made.outcome), made.point.as_str());
        Some(Word::Used(Use {
            at,
            day,
            channel: made.channel,
            direction: made.direction,
            outcome,
            point,
            heard: false,
        }))
    }));
    // Within one instant the order of the journal holds: the last word is the one said last.
    words.sort_by_key(Word::at);
    let mut all = Tally::points(facts);
    for word in &words {
        match word {
            Word::Told(told, _) => all.tell(told),
            Word::Used(one) => all.count(one, facts),
        }
    }
    all.judged()
}

/// What is said of a point: by a person, or by what came of a contact.
enum Word<'f> {
    Told(&'f PointTold, Instant),
    Used(Use<'f>),
}

impl<'f> Use<'f> {
    fn of(row: &'f ContactRow) -> Self {
        let (at, day, channel, direction, outcome) = (row.at, row.day, row.channel, row.direction, row.outcome);
        Self { at, day, channel, direction, outcome, point: &row.point, heard: is_heard(row) }
    }
}

impl Word<'_> {
    const fn at(&self) -> Instant {
        match self {
            Self::Told(_, at) | Self::Used(Use { at, .. }) => *at,
        }
    }
}

/// A contact as far as a point is concerned.
struct Use<'f> {
    at: Instant,
    day: Day,
    channel: Channel,
    direction: Direction,
    outcome: Option<Outcome>,
    point: &'f str,
    /// Another system kept it, and it was found to be this debtor's.
    heard: bool,
}

/// One with its key and the last word on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    key: String,
    view: PointView,
    /// A person said that it is not to be used any more.
    gone: bool,
    /// Somebody was reached there, or wrote from there.
    good: bool,
}

/// The points of a debtor as far as they were told of and used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Points(Vec<Known>);

impl Points {
    /// Those of its row, of which nothing is known yet.
    pub(super) fn of(debtor: &DebtorRow) -> Self {
        let mut all = Self(vec![]);
        for text in debtor.phones.iter().chain(&debtor.emails) {
            let _known = all.known(text);
        }
        all
    }

    /// The one of that number or address, new when it is not known yet.
    fn known(&mut self, text: &str) -> Option<&mut Known> {
        let (kind, key) = kind_and_key(text)?;
        let at = self.0.iter().position(|known| known.view.kind == kind && known.key == key).unwrap_or(self.0.len());
        if at == self.0.len() {
            let view = PointView::new(kind, text.trim().to_owned());
            self.0.push(Known { key, view, gone: false, good: false });
        }
        self.0.get_mut(at)
    }

    fn has(&self, kind: PointKind, key: &str) -> bool {
        self.0.iter().any(|known| known.view.kind == kind && known.key == key)
    }

    fn tell(&mut self, told: &PointTold) {
        let Some((kind, _)) = kind_and_key(&told.point) else { return };
        if told.preferred {
            self.0.iter_mut().filter(|known| known.view.kind == kind).for_each(|known| known.view.preferred = false);
        }
        let Some(known) = self.known(&told.point) else { return };
        (known.view.role, known.view.language) = (told.role, told.language);
        known.view.name.clone_from(&told.name);
        (known.view.preferred, known.gone, known.view.bad_at) = (told.preferred && !told.gone, told.gone, None);
    }

    /// The point of a contact; one that names none used the only one there is.
    fn used(&mut self, one: &Use<'_>) -> Option<&mut Known> {
        let kind = match one.channel {
            Channel::Call | Channel::Sms | Channel::Im => PointKind::Phone,
            Channel::Email => PointKind::Email,
            Channel::Letter | Channel::RegisteredLetter | Channel::Visit | Channel::Portal => return None,
        };
        let key = kind_and_key(one.point).filter(|(of, _)| *of == kind).map(|(_, key)| key);
        if one.heard && key.as_ref().is_some_and(|key| !self.has(kind, key)) {
            // A number given to this debtor, or an address that wrote about its invoices: learnt, and used from now on.
            return (kind == PointKind::Phone || one.direction == Direction::In)
                .then(|| self.known(one.point))
                .flatten();
        }
        let mut same = self.0.iter_mut().filter(|known| known.view.kind == kind);
        match key {
            Some(key) => same.find(|known| known.key == key),
            None if one.point.trim().is_empty() => same.next().filter(|_| same.next().is_none()),
            None => None,
        }
    }

    /// Counts a contact of the past.
    pub(super) fn count_contact(&mut self, row: &ContactRow, facts: &Facts) {
        self.count(&Use::of(row), facts);
    }

    fn count(&mut self, one: &Use<'_>, facts: &Facts) {
        let Some(known) = self.used(one) else { return };
        let class = one.outcome.map(Outcome::class);
        let reached = one.direction == Direction::In || one.outcome.is_some_and(Outcome::reached);
        known.view.last_on = Some(one.day);
        if reached {
            (known.good, known.gone, known.view.bad_at) = (true, false, None);
        }
        if one.direction == Direction::In {
            return;
        }
        known.view.tried += 1;
        known.view.reached += u32::from(reached);
        if one.channel == Channel::Call {
            let part = facts.minutes.get(&one.at).map(|minute| part_of(*minute));
            known.view.calls.add(one.day, part, reached);
        }
        // What a gateway could not deliver to a number says nothing of a call to it.
        if class == Some(ContactClass::BadPoint) && one.channel != Channel::Sms {
            known.view.bad_at = Some(one.at);
        }
    }

    fn judged(self) -> Vec<PointView> {
        let mut out: Vec<PointView> = self.0.into_iter().map(Known::judged).collect();
        out.sort_by_key(|view| view.kind);
        out
    }
}

impl Known {
    fn judged(mut self) -> PointView {
        self.view.quality = if self.gone || self.view.bad_at.is_some() {
            PointQuality::Wrong
        } else if self.good {
            PointQuality::Reached
        } else if self.view.tried > 0 {
            PointQuality::Failed
        } else {
            PointQuality::Untried
        };
        self.view
    }
}
