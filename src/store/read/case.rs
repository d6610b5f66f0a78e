//! "Show me this debtor": the state of a case on a day with its history and who has it in hand.
//! What never lives here: how the state is derived, formatting.
//! `cli` and `runtime` call it through `Store`.

use rusqlite::Connection;

use crate::domain::case::timeline::timeline_with;
use crate::domain::case::{CaseRow, Facts, TimelineEntry, derive, points};
use crate::domain::event::Who;
use crate::domain::point::PointView;
use crate::domain::queue::LINKED_MAX;
use crate::domain::values::{CaseId, Day, Group, Now};
use crate::store::queue::Standing;
use crate::store::read::CaseView;
use crate::store::tally::Kept;
use crate::store::{Done, Store, bind, derived, facts};

/// Most lines of history given at once: a screen takes a page of some hundred, and the whole when it is looked through.
pub const TIMELINE_MAX: u32 = 100_000;

impl Store {
    /// A case as its screen shows it on `now.today`, with the newest `lines` of its history (at most [`TIMELINE_MAX`]).
    /// The lease is told only when it is somebody else's than `who`'s.
    pub fn case_view(&self, case: CaseId, now: Now, who: Option<&Who>, lines: u32) -> Done<CaseView> {
        self.read(|conn| {
            let facts = facts::on(conn, case, now.today)?;
            let (history, timeline_total) = page(conn, &facts, now.today, 0, lines)?;
            let lease = self.lease_of(now.at, case)?.filter(|lease| who.is_none_or(|who| who.login != lease.login));
            let mut view = CaseView {
                state: derive(&facts, now.today),
                score: 0,
                reasons: vec![],
                judged: None,
                rank: None,
                excluded: None,
                by: None,
                linked: linked(conn, &facts, now.today)?,
                points: points(&facts, now.today),
                timeline: history,
                timeline_total,
                lease,
            };
            let Some(generation) = self.latest_generation()? else { return Ok(view) };
            match self.standing(generation.number, case)? {
                Standing::Queued(rank, line) => {
                    view.score = line.score;
                    view.rank = Some(rank);
                    view.reasons = line.reasons;
                }
                Standing::Excluded(reason, until) => view.excluded = Some((reason, until)),
                Standing::Absent => {}
            }
            Ok(view)
        })
    }

    /// The numbers and addresses of a case on a day.
    pub fn points(&self, case: CaseId, today: Day) -> Done<Vec<PointView>> {
        self.read(|conn| Ok(points(&facts::on(conn, case, today)?, today)))
    }

    /// A page of a case's history up to `today`, latest first, after the first `from` lines; and how many there are in all.
    pub fn timeline(&self, case: CaseId, today: Day, from: u32, lines: u32) -> Done<(Vec<TimelineEntry>, u32)> {
        self.read(|conn| page(conn, &facts::on(conn, case, today)?, today, from, lines))
    }
}

/// The other debtors of a case's group.
fn linked(conn: &Connection, facts: &Facts, today: Day) -> Done<Vec<CaseRow>> {
    let code = &facts.debtor.group;
    let Some(group) = Group::of(code).filter(|_| facts.merged_into.is_none()) else { return Ok(vec![]) };
    let sql = "SELECT DISTINCT case_id FROM debtor WHERE group_code = $1 AND group_code <> '' AND case_id <> $2
               ORDER BY case_id LIMIT $3";
    let most = i64::try_from(LINKED_MAX + 1).unwrap_or(i64::MAX);
    let cases = bind::rows(conn, sql, &[code, &facts.case.0, &most], |row| row.get(0).map(CaseId))?;
    let rows = cases.into_iter().map(|case| derived::row_for(conn, case, today)).collect::<Done<Vec<_>>>()?;
    // One whose code has changed since is no longer of it.
    Ok(rows.into_iter().filter(|row| row.group == Some(group)).collect())
}

/// A page of the history as it stands on `today`: a row dated later has not happened yet.
fn page(conn: &Connection, facts: &Facts, today: Day, from: u32, lines: u32) -> Done<(Vec<TimelineEntry>, u32)> {
    let count = |lines: u32| usize::try_from(lines).unwrap_or(usize::MAX);
    let earlier = &mut Kept::of(conn, facts);
    let (page, total) = timeline_with(facts, earlier, today, count(from), count(lines.min(TIMELINE_MAX)))?;
    Ok((page, u32::try_from(total).unwrap_or(u32::MAX)))
}
