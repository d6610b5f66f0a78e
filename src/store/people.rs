//! People of the book: who they are and which users of the system may work as them; each change an entry of their stream.
//! What never lives here: what a role may do (see `domain`).
//! `cli` calls it through `Store`.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::columns::{from_lines, lines, parsed};
use super::journal::{self, Draft};
use super::{Done, Store, StoreError, Stream, bind, execute};
use crate::domain::codes::{Right, Role};
use crate::domain::event::Who;
use crate::domain::person::{Authority, Hours, Limits, Person};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, Instant, Login, Now};

/// Name of the event in a person's stream.
pub(in crate::store) const PERSON_NAMED: &str = "person-named";

/// Body of [`PERSON_NAMED`], version 1; what later versions of the program add is optional.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PersonNamed {
    pub(in crate::store) login: Login,
    role: Role,
    os_users: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    team: String,
    /// As [`Hours`] writes them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    hours: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    given: Vec<Right>,
    #[serde(flatten)]
    limits: Limits,
}

impl PersonNamed {
    fn of(person: &Person) -> Self {
        Self {
            login: person.login.clone(),
            role: person.role,
            os_users: person.os_users.iter().map(|user| clean_line(user, NAME_CHARS_MAX)).collect(),
            team: clean_line(&person.team, NAME_CHARS_MAX),
            hours: person.hours.as_ref().map(Hours::to_string).unwrap_or_default(),
            given: person.given.clone(),
            limits: person.limits,
        }
    }

    fn person(self) -> Person {
        Person {
            hours: self.hours.parse().ok(),
            team: self.team,
            given: self.given,
            limits: self.limits,
            ..Person::new(self.login, self.role, self.os_users)
        }
    }

    /// The columns after the login, as written.
    pub(in crate::store) fn kept(&self) -> Kept {
        let given: Vec<String> = self.given.iter().map(ToString::to_string).collect();
        let Limits { promise_days, instalments, credit_minor, write_off_minor } = self.limits;
        let texts =
            [self.role.to_string(), lines(&self.os_users), self.team.clone(), self.hours.clone(), lines(&given)];
        (texts, [promise_days.map(i64::from), instalments.map(i64::from), credit_minor, write_off_minor])
    }
}

/// A person's columns after the login: role, users, team, hours, rights given; then the limits.
pub(in crate::store) type Kept = ([String; 5], [Option<i64>; 4]);

/// Every person's columns, unread, by login.
pub(in crate::store) fn kept(conn: &Connection) -> Done<Vec<(String, Kept)>> {
    let sql = "SELECT login, role, os_users, team, hours, given, promise_days, instalments, credit, write_off
               FROM person ORDER BY login";
    bind::rows(conn, sql, &[], |row| {
        let texts = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((row.get(0)?, (texts, [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?])))
    })
}

/// What every body of a person's stream says.
#[derive(Deserialize)]
struct OfPerson {
    login: Login,
}

/// The login a person's entry speaks of; empty when erased or unreadable.
pub(in crate::store) fn login_in(body: Option<&str>) -> Login {
    let read = body.and_then(|body| serde_json::from_str::<OfPerson>(body).ok());
    read.map_or_else(|| Login(String::new()), |person| person.login)
}

/// People of the book, by login.
pub(in crate::store) fn all(conn: &Connection) -> Done<Vec<Person>> {
    let sql = "SELECT login, role, os_users, team, hours, given, promise_days, instalments, credit, write_off
               FROM person ORDER BY login";
    bind::rows(conn, sql, &[], |row| {
        Ok(Person {
            login: parsed(row, 0)?,
            role: parsed(row, 1)?,
            os_users: from_lines(&row.get::<_, String>(2)?),
            team: row.get(3)?,
            hours: row.get::<_, String>(4)?.parse().ok(),
            given: from_lines(&row.get::<_, String>(5)?).iter().filter_map(|name| name.parse().ok()).collect(),
            limits: Limits {
                promise_days: row.get(6)?,
                instalments: row.get(7)?,
                credit_minor: row.get(8)?,
                write_off_minor: row.get(9)?,
            },
        })
    })
}

/// People as they were known at an instant: the last word on each.
pub(in crate::store) fn at(conn: &Connection, known_at: Instant) -> Done<Vec<Person>> {
    let sql = "SELECT body FROM journal WHERE kind = $1 AND event = $2 AND recorded_at <= $3
               ORDER BY recorded_at, stream_id, seq";
    let bodies =
        bind::rows(conn, sql, &[&journal::PERSON, &PERSON_NAMED, &known_at.0], |row| row.get::<_, Option<String>>(0))?;
    let mut people: BTreeMap<Login, Person> = BTreeMap::new();
    for body in bodies.into_iter().flatten() {
        let named: PersonNamed =
            serde_json::from_str(&body).map_err(|error| StoreError::Damaged(format!("{PERSON_NAMED}: {error}")))?;
        people.insert(named.login.clone(), named.person());
    }
    Ok(people.into_values().collect())
}

/// Who acts, as the book knows them at this moment: a session may be older than what was decided of a person since.
/// Somebody the book does not name stays what the session says.
pub(in crate::store) fn known(conn: &Connection, who: &Who) -> Done<Who> {
    let people = all(conn)?;
    let role = people.iter().find(|person| person.login == who.login).map_or(who.role, |person| person.role);
    let authority = Authority::of(&who.login, &people);
    Ok(Who { login: who.login.clone(), os_user: who.os_user.clone(), role, authority })
}

impl Store {
    /// People of the book, by login.
    pub fn people(&self) -> Done<Vec<Person>> {
        all(&self.conn)
    }

    /// Refuses what somebody may not do, as the book knows them now.
    pub(crate) fn allow(&self, who: &Who, right: Right) -> Done<()> {
        Ok(known(&self.conn, who)?.need(right)?)
    }

    /// Names a person with all that is known of them (an entry of the person's stream).
    pub fn put_person(&mut self, who: &Who, now: Now, person: &Person) -> Done<()> {
        self.allow(who, Right::ManagePeople)?;
        let body = PersonNamed::of(person);
        let text = serde_json::to_string(&body).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let (texts, limits) = body.kept();
        let [role, os_users, team, hours, given] = &texts;
        let [promise_days, instalments, credit, write_off] = &limits;
        self.write_person(who, now, &person.login, (PERSON_NAMED, text), |conn| {
            bind::run_exactly(
                conn,
                "INSERT INTO person (login, role, os_users, team, hours, given, promise_days, instalments, credit, write_off)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT (login) DO UPDATE SET role = $2, os_users = $3, team = $4, hours = $5, given = $6,
                   promise_days = $7, instalments = $8, credit = $9, write_off = $10",
                &[
                    &body.login.0,
                    role,
                    os_users,
                    team,
                    hours,
                    given,
                    promise_days,
                    instalments,
                    credit,
                    write_off,
                ],
                1,
            )
        })
    }

    /// An entry of a person's stream, and what goes with it.
    pub(in crate::store) fn write_person(
        &mut self,
        who: &Who,
        now: Now,
        login: &Login,
        (event, body): (&str, String),
        also: impl FnOnce(&Connection) -> Done<()>,
    ) -> Done<()> {
        let draft = Draft { event: event.to_owned(), version: 1, day: now.today, body };
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
        let act = ActId::new(now.at.0, u64::from_be_bytes(random));
        let stream = Stream::Person(login.clone());
        self.write(|conn| {
            let at = execute::entry_instant(now.at, journal::head(conn, &stream)?.recorded_at)?;
            journal::append(conn, &stream, act, who, at, std::slice::from_ref(&draft))?;
            also(conn)
        })
    }
}
