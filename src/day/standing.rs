//! What the lists say of one case, and which list a day is shown by.
//! What never lives here: a walk over the book.
//! `cli` and `runtime` call it.

use crate::domain::calendar::business_day_from;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, CardSource, Exclusion};
use crate::domain::queue::{CardName, Judged, LINKED_MAX, Placed, Ranked, Reason, tell_linked};
use crate::domain::terms::CalendarId;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};
use crate::ranking::explain::explain;
use crate::ranking::linked::{Covered, covered};
use crate::ranking::{Card, gate, order, place, reasons};
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
            view.reasons.clone_from(&line.reasons);
            (view.excluded, view.by) = (None, None);
            let mine = Mine { row: &row, line, others: &view.linked };
            if let Some(covered) = linked(&mine, day, &mut view.reasons, (card, policy, reporting)) {
                (view.excluded, view.by) = (Some((Exclusion::Linked, covered.until)), Some(covered.by));
            }
        }
        Placed::Excluded { reason, until, .. } => {
            view.score = explained.worth.score;
            view.reasons = reasons::reasons(&row, day, explained.worth.points, Band::Index);
            view.excluded = Some((reason, until));
        }
    }
}

/// A case with a line of its own, beside the others of its group.
struct Mine<'a> {
    row: &'a CaseRow,
    line: Ranked,
    others: &'a [CaseRow],
}

/// How the case goes with another one of its group in the same list, as the close would have it; when it speaks of others,
/// that is told among its reasons.
fn linked(
    mine: &Mine<'_>,
    day: Day,
    reasons: &mut Vec<Reason>,
    (card, policy, reporting): (&Card, &Policy, Currency),
) -> Option<Covered> {
    if mine.others.is_empty() || mine.others.len() > LINKED_MAX {
        return None;
    }
    let own = &mine.line.collector;
    let (mut lines, mut resting) = (vec![mine.line.clone()], vec![]);
    for row in std::iter::once(mine.row).chain(mine.others) {
        let whose = match place(row, day, card, policy, reporting) {
            Placed::Queued(line) if row.case != mine.row.case && line.collector == *own => {
                lines.push(line);
                own.clone()
            }
            Placed::Queued(Ranked { collector, .. }) | Placed::Excluded { collector, .. } => collector,
        };
        resting.extend(gate::resting(row, day, policy).filter(|_| whose == *own).map(|until| (row.case, until)));
    }
    order(&mut lines, &policy.order);
    let bands: Vec<_> = lines.iter().map(|line| (line.case, line.band)).collect();
    let covered = covered(&bands, &resting, day);
    let with_me: Vec<_> = covered.iter().filter(|one| one.by == mine.row.case).map(|one| one.case).collect();
    if !with_me.is_empty() {
        let value = lines.iter().filter(|line| with_me.contains(&line.case)).map(|line| line.value_minor).sum();
        tell_linked(reasons, i64::try_from(with_me.len()).unwrap_or(i64::MAX), value, reporting);
    }
    covered.into_iter().find(|one| one.case == mine.row.case)
}
