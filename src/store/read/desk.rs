//! "Who works on what, what is done and what is left?": the team on a day, person by person, and the alerts of the house.
//! What never lives here: counting the book (the close did, see `domain::team`), what fits into hours (see
//! `domain::order`), words.
//! `runtime` and `cli` call it through `Store`. The work is that of a day's acts, never of the book's size.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::Connection;

use crate::domain::absence::Absence;
use crate::domain::codes::{Channel, ContactClass, Direction, Role};
use crate::domain::event::{ContactMade, Event};
use crate::domain::person::Person;
use crate::domain::team::{CASES_TOLD_MAX, Desk, Tally, Team, TeamDay};
use crate::domain::values::{ActId, CaseId, Day, Instant, Login};
use crate::store::blocks::Became;
use crate::store::columns::instant;
use crate::store::journal::{self, COLUMNS, Raw};
use crate::store::lease::LEASE_STALE_MS;
use crate::store::queue::{became, lists};
use crate::store::{Done, Store, bind, people};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The book's zone and UTC lie so far apart at most: entries of a day are looked for from so long before it.
const ZONES_APART_MS: i64 = 14 * 60 * 60 * 1000;
/// Call-backs and disputes past their day that are looked at; beyond, a count would tell nobody more.
const LATE_MAX: i64 = 20_000;

impl Store {
    /// The team on `today`, at `now`.
    pub fn team(&self, today: Day, now: Instant) -> Done<Team> {
        let people = self.people()?;
        let absences = self.absences(None)?;
        let generation = self.generation_for(today)?;
        let currency = self.settings().currency;
        self.read(|conn| {
            let day = match &generation {
                Some(generation) => kept(conn, generation.number)?,
                None => TeamDay::default(),
            };
            let mut desks = Desks::new(&people, &absences, today);
            for (login, tally) in &day.lists {
                let desk = desks.of(login.clone());
                desk.left = tally.calls;
                desk.tally = tally.clone();
            }
            let touched = desks.worked(conn, today)?;
            if let Some(generation) = &generation {
                desks.take_off(conn, generation.number, &touched)?;
            }
            desks.hold(conn, now)?;
            desks.late(conn, today, now)?;
            let (generation, desks) = (generation.clone(), desks.in_order());
            let mut team = Team { generation, currency, day, desks, names: BTreeMap::new() };
            team.names = names(conn, &team)?;
            Ok(team)
        })
    }

    /// People as they were known at an instant.
    pub fn people_at(&self, known_at: Instant) -> Done<Vec<Person>> {
        people::at(&self.conn, known_at)
    }
}

/// What the close counted.
fn kept(conn: &Connection, generation: i64) -> Done<TeamDay> {
    let sql = "SELECT team FROM generation WHERE generation = $1";
    let text: Option<String> = bind::first(conn, sql, &[&generation], |row| row.get(0))?;
    // A list made by a program before this one counted nothing.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

struct Desks<'a> {
    by_login: BTreeMap<Option<Login>, Desk>,
    people: &'a [Person],
    absences: &'a [Absence],
    today: Day,
}

impl<'a> Desks<'a> {
    /// Everyone who is named here, auditors aside: they have no list.
    fn new(people: &'a [Person], absences: &'a [Absence], today: Day) -> Self {
        let mut desks = Self { by_login: BTreeMap::new(), people, absences, today };
        for person in people.iter().filter(|person| person.role != Role::Auditor) {
            desks.of(Some(person.login.clone()));
        }
        desks
    }

    fn of(&mut self, login: Option<Login>) -> &mut Desk {
        let (people, absences, today) = (self.people, self.absences, self.today);
        self.by_login.entry(login).or_insert_with_key(|login| {
            let person = people.iter().find(|person| Some(&person.login) == login.as_ref());
            let away = |one: &&Absence| Some(&one.login) == login.as_ref() && one.from <= today && today <= one.until;
            Desk {
                login: login.clone(),
                role: person.map(|person| person.role),
                team: person.map(|person| person.team.clone()).unwrap_or_default(),
                hours: person.and_then(|person| person.hours.clone()),
                away: absences.iter().find(away).cloned(),
                ..Desk::default()
            }
        })
    }

    /// Counts what was recorded today and stands; returns the cases that were contacted.
    fn worked(&mut self, conn: &Connection, today: Day) -> Done<BTreeSet<CaseId>> {
        let since = i64::from(today.0) * DAY_MS - ZONES_APART_MS;
        let sql = format!(
            "SELECT {COLUMNS} FROM journal WHERE recorded_at >= $1 AND kind = $2 AND day = $3
               AND event IN ('contact-recorded', 'promise-recorded') ORDER BY recorded_at, stream_id, seq"
        );
        let undone = undone(conn, since)?;
        let mut touched = BTreeSet::new();
        for raw in bind::rows(conn, &sql, &[&since, &journal::CASE, &today.0], Raw::read)? {
            // Erased entries tell nothing.
            let Some(entry) = raw.entry()? else { continue };
            if undone.contains(&entry.act) {
                continue;
            }
            let desk = self.of(Some(entry.who.clone()));
            if let Event::ContactRecorded(contact) = &entry.event {
                touched.insert(entry.case);
                desk.done.insert(entry.case);
                count(desk, contact);
            } else if let Event::PromiseRecorded(promise) = &entry.event {
                desk.promises.insert(entry.case);
                desk.promised.add(promise.amount);
            }
        }
        Ok(touched)
    }

    /// Takes the lines that were contacted off what is left of their lists.
    fn take_off(&mut self, conn: &Connection, generation: i64, touched: &BTreeSet<CaseId>) -> Done<()> {
        let owners = lists(conn, generation)?;
        for case in touched {
            let Some(Became::Queued { list, .. }) = became(conn, generation, *case)? else { continue };
            let owner = usize::try_from(list).ok().and_then(|list| owners.get(list));
            if let Some(desk) = owner.and_then(|owner| self.by_login.get_mut(owner)) {
                desk.left = desk.left.saturating_sub(1);
            }
        }
        Ok(())
    }

    /// Who has what in hand.
    fn hold(&mut self, conn: &Connection, now: Instant) -> Done<()> {
        let sql = "SELECT case_id, login, since FROM lease WHERE renewed_at >= $1 ORDER BY since, case_id";
        let leases = bind::rows(conn, sql, &[&(now.0 - LEASE_STALE_MS)], |row| {
            Ok((CaseId(row.get(0)?), Login(row.get(1)?), instant(row, 2)?))
        })?;
        for (case, login, since) in leases {
            self.of(Some(login)).now.push((case, since));
        }
        Ok(())
    }

    /// Call-backs and disputes past their time.
    fn late(&mut self, conn: &Connection, today: Day, now: Instant) -> Done<()> {
        let sql = "SELECT case_id, collector, callback_for FROM case_row
                   WHERE callback_on IS NOT NULL AND callback_on <= $1 AND callback_at < $2 AND merged_into IS NULL
                   ORDER BY callback_on, case_id LIMIT $3";
        let callbacks = bind::rows(conn, sql, &[&today.0, &now.0, &LATE_MAX], |row| {
            Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })?;
        for (case, collector, whom) in callbacks {
            let whose = whom.parse().ok().or_else(|| collector.parse().ok());
            self.of(whose).callbacks.tell(case);
        }
        let sql = "SELECT case_id, owner FROM case_dispute WHERE due_on < $1 AND decision IS NULL
                   ORDER BY due_on, case_id, place LIMIT $2";
        let disputes =
            bind::rows(conn, sql, &[&today.0, &LATE_MAX], |row| Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?)))?;
        for (case, owner) in disputes {
            self.of(owner.parse().ok()).disputes.tell(case);
        }
        Ok(())
    }

    fn in_order(self) -> Vec<Desk> {
        let mut desks: Vec<Desk> = self.by_login.into_values().collect();
        desks.retain(|desk| desk.login.is_some() || desk.tally != Tally::default() || desk.callbacks.count > 0);
        desks.sort_by(|one, two| {
            (one.login.is_some(), &one.team, &one.login).cmp(&(two.login.is_some(), &two.team, &two.login))
        });
        desks
    }
}

fn count(desk: &mut Desk, contact: &ContactMade) {
    let call = contact.channel == Channel::Call;
    desk.calls += u32::from(call && contact.direction == Direction::Out);
    desk.reached += u32::from(contact.outcome.class() == ContactClass::RightParty);
    if call {
        desk.talk_seconds += u64::from(contact.seconds);
    }
}

/// Acts taken back since an instant; one taken back and then restored stands.
fn undone(conn: &Connection, since: i64) -> Done<HashSet<ActId>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE recorded_at >= $1 AND kind = $2 AND event = 'act-undone'
         ORDER BY recorded_at DESC, stream_id, seq DESC"
    );
    let mut gone = HashSet::new();
    for raw in bind::rows(conn, &sql, &[&since, &journal::CASE], Raw::read)? {
        let Some(entry) = raw.entry()? else { continue };
        if let Event::ActUndone { undone } = entry.event
            && !gone.contains(&entry.act)
        {
            gone.insert(undone);
        }
    }
    Ok(gone)
}

/// Names of every case that is told one by one.
fn names(conn: &Connection, team: &Team) -> Done<BTreeMap<CaseId, String>> {
    let mut cases = BTreeSet::new();
    for desk in &team.desks {
        cases.extend(desk.now.iter().map(|(case, _)| *case));
        for told in [&desk.callbacks, &desk.disputes, &desk.tally.idle] {
            cases.extend(told.first.iter().map(|(case, _)| *case));
        }
        cases.extend(desk.done.iter().chain(&desk.promises).take(2 * CASES_TOLD_MAX));
        cases.extend(desk.tally.marked.iter().map(|marked| marked.case));
    }
    cases.extend(team.day.alerts.iter().flat_map(|alert| &alert.cases.first).map(|(case, _)| *case));
    let sql = "SELECT name FROM case_row WHERE case_id = $1";
    let mut names = BTreeMap::new();
    for case in cases {
        if let Some(name) = bind::first(conn, sql, &[&case.0], |row| row.get::<_, String>(0))? {
            names.insert(case, name);
        }
    }
    Ok(names)
}
