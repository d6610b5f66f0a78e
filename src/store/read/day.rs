//! "My day": what a person did on a day, what is left of it, and what the next one begins with.
//! What never lives here: the queue's order, the screen.
//! `runtime` and `cli` call it through `Store::my_day`.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::case::{Facts, TimelineWhat, timeline};
use crate::domain::codes::{Channel, ContactClass, Direction};
use crate::domain::event::Event;
use crate::domain::values::{CaseId, Day, Instant, Login};
use crate::store::columns::instant;
use crate::store::queue::QUEUE_PAGE_MAX;
use crate::store::read::MyDay;
use crate::store::{Done, Store, bind, facts, journal};

/// Lines of the next day shown.
pub const TOMORROW_LINES: usize = 5;
/// Lines of a list looked at for what is left; a day reaches a few hundred, so the lines beyond are all still to do.
const LINES_LOOKED_AT_MAX: u32 = 5_000;
/// Call-backs of a day looked at; nobody makes more calls than that.
const CALLBACKS_MAX: i64 = 500;

impl Store {
    /// What `login` did on `today` and what is left of it. Counts come from the journal (undone acts do not count),
    /// lines left from the newest list for the day.
    pub fn my_day(&self, login: &Login, today: Day) -> Done<MyDay> {
        self.read(|conn| {
            let mut day = MyDay::default();
            for case in touched(conn, login, today)? {
                count(&mut day, &facts::on(conn, case, today)?, login, today);
            }
            day.callbacks = callbacks(conn, login, None, today)?;
            let mut undone = Vec::new();
            if let Some(generation) = self.generation_for(today)? {
                let whose = self.own_list(generation.number, login, today)?;
                undone = self.undone_lines(generation.number, whose, today)?;
                let beyond = if whose.is_none() { generation.queued.saturating_sub(LINES_LOOKED_AT_MAX) } else { 0 };
                day.left = u32::try_from(undone.len()).unwrap_or(u32::MAX).saturating_add(beyond);
            }
            day.tomorrow = self.tomorrow(conn, login, today, undone)?;
            Ok(day)
        })
    }

    /// Whose list a person works from: their own, or everybody's when none of its lines is theirs.
    fn own_list<'a>(&self, generation: i64, login: &'a Login, today: Day) -> Done<Option<&'a Login>> {
        let own = self.queue(generation, Some(login), 0, 1, today)?;
        Ok((!own.is_empty()).then_some(login))
    }

    /// Lines of a list with nothing done on them, in order, among the first [`LINES_LOOKED_AT_MAX`].
    fn undone_lines(&self, generation: i64, whose: Option<&Login>, today: Day) -> Done<Vec<(CaseId, String)>> {
        let mut undone = Vec::new();
        let mut from = 0;
        loop {
            let page = self.queue(generation, whose, from, QUEUE_PAGE_MAX, today)?;
            let full = page.len() == usize::try_from(QUEUE_PAGE_MAX).unwrap_or(0);
            undone.extend(page.into_iter().filter(|line| !line.done).map(|line| (line.ranked.case, line.name)));
            from += QUEUE_PAGE_MAX;
            if !full || from >= LINES_LOOKED_AT_MAX {
                return Ok(undone);
            }
        }
    }

    /// The next day's first lines: of its list when it was made, else its call-backs and what today leaves undone.
    fn tomorrow(
        &self,
        conn: &Connection,
        login: &Login,
        today: Day,
        undone: Vec<(CaseId, String)>,
    ) -> Done<Vec<(CaseId, String)>> {
        let lines = u32::try_from(TOMORROW_LINES).unwrap_or(0);
        if let Some(next) = self.latest_generation()?.filter(|generation| generation.day > today) {
            let whose = self.own_list(next.number, login, today)?;
            let page = self.queue(next.number, whose, 0, lines, today)?;
            return Ok(page.into_iter().map(|line| (line.ranked.case, line.name)).collect());
        }
        let called = callbacks(conn, login, Some(today), today.plus(1))?;
        let mut first: Vec<(CaseId, String)> = called.into_iter().map(|(case, name, _)| (case, name)).collect();
        for line in undone {
            if !first.contains(&line) {
                first.push(line);
            }
        }
        first.truncate(TOMORROW_LINES);
        Ok(first)
    }
}

/// Cases a person wrote on, on a day.
fn touched(conn: &Connection, login: &Login, today: Day) -> Done<BTreeSet<CaseId>> {
    let sql = "SELECT DISTINCT stream_id FROM journal WHERE who = $1 AND day = $2 AND kind = $3";
    let cases = bind::rows(conn, sql, &[&login.0, &today.0, &journal::CASE], |row| row.get(0).map(CaseId))?;
    Ok(cases.into_iter().collect())
}

/// Adds up what a person's standing lines of a day say; undone and moved acts do not count.
fn count(day: &mut MyDay, facts: &Facts, login: &Login, today: Day) {
    let lines = timeline(facts);
    let own =
        lines.iter().filter(|line| line.act.is_some() && !line.undone && line.day == today && line.who == login.0);
    for line in own {
        match &line.what {
            TimelineWhat::Contact { channel, direction, outcome, .. } => {
                let call = *channel == Channel::Call && *direction == Direction::Out;
                day.calls += u32::from(call);
                let reached = outcome.is_some_and(|outcome| outcome.class() == ContactClass::RightParty);
                day.reached += u32::from(reached);
            }
            TimelineWhat::Event(event) => {
                if let Event::PromiseRecorded(promise) = event.as_ref() {
                    day.promises += 1;
                    day.promised.add(promise.amount);
                }
            }
            TimelineWhat::Invoice { .. } | TimelineWhat::Payment { .. } | TimelineWhat::Returned { .. } => {}
        }
    }
}

/// Call-backs due after `after` (`None`: ever) until `until` that are this person's: agreed for them, or for anyone on
/// a case of theirs; by time.
fn callbacks(conn: &Connection, login: &Login, after: Option<Day>, until: Day) -> Done<Vec<(CaseId, String, Instant)>> {
    let after = after.unwrap_or(Day::MIN);
    let sql = "SELECT case_id, name, callback_at FROM case_row
               WHERE callback_on IS NOT NULL AND callback_on > $1 AND callback_on <= $2 AND merged_into IS NULL
                 AND (callback_for = $3 OR (callback_for = '' AND collector = $3))
               ORDER BY callback_on, callback_at, case_id LIMIT $4";
    bind::rows(conn, sql, &[&after.0, &until.0, &login.0, &CALLBACKS_MAX], |row| {
        Ok((CaseId(row.get(0)?), row.get(1)?, instant(row, 2)?))
    })
}
