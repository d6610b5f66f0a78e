//! What the lists say of one case, and which list a day is shown by.
//! What never lives here: a walk over the book.
//! `cli` and `runtime` call it.

use crate::domain::calendar::business_day_from;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, CardSource};
use crate::domain::queue::{CardName, Judged, Placed};
use crate::domain::terms::CalendarId;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};
use crate::ranking::explain::explain;
use crate::ranking::{Card, place, reasons};
use crate::store::read::CaseView;

/// The day whose list is shown when none is asked: today if people work, else the next working day.
#[must_use]
pub fn queue_day(calendar: CalendarId, today: Day) -> Day {
    business_day_from(calendar, today)
}

/// Fills what the store cannot know of a case: its score with the reasons, or the rule that leaves it out and its date.
/// A case left out keeps its score: it says what the card thinks of it. `source`: where the card comes from.
pub fn fill_view(view: &mut CaseView, (card, source): (&Card, CardSource), policy: &Policy, reporting: Currency) {
    let row = CaseRow::from(&view.state);
    let day = view.state.as_of;
    let explained = explain(&row, card, policy, reporting);
    let card_name = CardName { name: card.name().to_owned(), source };
    view.judged = Some(Judged { card: card_name, risk: explained.risk, nearest: explained.nearest });
    match place(&row, day, card, policy, reporting) {
        Placed::Queued(line) => {
            view.score = line.score;
            view.reasons = line.reasons;
            view.excluded = None;
        }
        Placed::Excluded { reason, until, .. } => {
            view.score = explained.worth.score;
            view.reasons = reasons::reasons(&row, day, explained.worth.points, Band::Index);
            view.excluded = Some((reason, until));
        }
    }
}
