//! What the rules for contacts read of a case: whom it is about, every contact out of the last month, what was refused.
//! What never lives here: the rules (see `permit`).
//! `derive` collects it; `permit` reads a state or a derived row through it.

use crate::domain::case::{CaseRow, CaseState};
use crate::domain::codes::{Channel, DebtorKind, HoldReason};
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::DebtorRow;
use crate::domain::permit::{Consent, Past};
use crate::domain::terms::CalendarId;
use crate::domain::values::{Day, Tag};

/// Contacts out remembered one by one, of each channel: as many as a cap may allow.
const RECENT_MAX: usize = crate::domain::permit::CAP_MAX as usize;
/// … of all channels but calls.
pub const RECENT_WRITTEN_MAX: usize = RECENT_MAX * (Channel::ALL.len() - 1);

/// The country code of France.
const FRANCE: &str = "FR";
/// Postcodes of Moselle, Bas-Rhin and Haut-Rhin begin so.
const ALSACE_MOSELLE: [&str; 3] = ["57", "67", "68"];

/// What the debtor said about being contacted, the last word on each channel and point, in the order they were said.
pub(super) fn consents(entries: &[Entry]) -> Vec<Consent> {
    let mut out: Vec<Consent> = vec![];
    for entry in entries {
        if let Event::ConsentSaid(consent) = &entry.event {
            out.retain(|before| !before.is_about_the_same(consent));
            out.push(consent.clone());
        }
    }
    out
}

/// What `DebtorRow::kind` says.
#[must_use]
pub fn kind(debtor: &DebtorRow) -> Option<DebtorKind> {
    debtor.kind.parse().ok()
}

/// Whose public holidays are kept where the debtor is: those of France, or none that are known here.
#[must_use]
pub fn calendar(debtor: &DebtorRow) -> CalendarId {
    let alsace = ALSACE_MOSELLE.iter().any(|begins| debtor.postcode.starts_with(begins));
    match (debtor.country.as_str(), alsace) {
        (FRANCE, true) => CalendarId::FrAlsaceMoselle,
        (FRANCE, false) => CalendarId::Fr,
        _ => CalendarId::Plain,
    }
}

impl Past for CaseState {
    fn kind(&self) -> Option<DebtorKind> {
        kind(&self.debtor)
    }

    fn country(&self) -> Option<Tag> {
        Some(Tag::of(&self.debtor.country)).filter(|tag| *tag != Tag::NONE)
    }

    fn calendar(&self) -> CalendarId {
        calendar(&self.debtor)
    }

    fn made(&self, each: &mut dyn FnMut(Day, Channel)) {
        self.made_out.iter().for_each(|(day, channel)| each(*day, *channel));
    }

    fn talked_on(&self) -> Option<Day> {
        self.profile.last_talk_on
    }

    fn is_held(&self, reason: HoldReason) -> bool {
        self.holds.iter().any(|hold| hold.reason == reason && hold.items.is_empty())
    }

    fn has_refused(&self, channel: Channel, point: &str) -> bool {
        self.consents.iter().rev().find(|consent| consent.concerns(channel, point)).is_some_and(|last| last.refused)
    }

    fn is_disputed(&self) -> bool {
        self.disputes.iter().any(|dispute| dispute.state.is_open() && dispute.holds)
    }

    fn first_letter_on(&self) -> Option<Day> {
        self.profile.first_letter_on
    }
}

/// A derived row is asked about calls only; holds on the whole case are looked at before any rule.
impl Past for CaseRow {
    fn kind(&self) -> Option<DebtorKind> {
        self.place.kind
    }

    fn country(&self) -> Option<Tag> {
        Some(self.place.country).filter(|tag| *tag != Tag::NONE)
    }

    fn calendar(&self) -> CalendarId {
        self.place.calendar
    }

    fn made(&self, each: &mut dyn FnMut(Day, Channel)) {
        self.profile.calls.recent.iter().for_each(|day| each(*day, Channel::Call));
        self.written.iter().for_each(|(day, channel)| each(*day, *channel));
    }

    fn talked_on(&self) -> Option<Day> {
        self.profile.last_talk_on
    }

    fn is_held(&self, _reason: HoldReason) -> bool {
        false
    }

    fn has_refused(&self, channel: Channel, point: &str) -> bool {
        self.refuses_calls && channel == Channel::Call && point.is_empty()
    }

    fn is_disputed(&self) -> bool {
        self.money.iter().any(|money| money.disputed > 0)
    }

    fn first_letter_on(&self) -> Option<Day> {
        self.profile.first_letter_on
    }
}
