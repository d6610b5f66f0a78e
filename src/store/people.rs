//! People of the book: who they are and which users of the system may work as them; each change an entry of their stream.
//! What never lives here: what a role may do (see `domain`).
//! `cli` calls it through `Store`.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::columns::{from_lines, lines, parsed};
use super::journal::{self, Draft};
use super::{Done, Person, Store, StoreError, Stream, bind, execute};
use crate::domain::event::Who;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, Login, Now};

/// Name of the event in a person's stream.
pub(in crate::store) const PERSON_NAMED: &str = "person-named";

/// Body of [`PERSON_NAMED`], version 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct PersonNamed {
    pub(in crate::store) login: Login,
    pub(in crate::store) role: crate::domain::codes::Role,
    pub(in crate::store) os_users: Vec<String>,
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

impl Store {
    /// People of the book.
    pub fn people(&self) -> Done<Vec<Person>> {
        bind::rows(&self.conn, "SELECT login, role, os_users FROM person ORDER BY login", &[], |row| {
            Ok(Person {
                login: parsed(row, 0)?,
                role: parsed(row, 1)?,
                os_users: from_lines(&row.get::<_, String>(2)?),
            })
        })
    }

    /// Names a person, their role and the OS users that may work as them (an entry of the person's stream).
    pub fn put_person(&mut self, who: &Who, now: Now, person: &Person) -> Done<()> {
        let os_users: Vec<String> = person.os_users.iter().map(|user| clean_line(user, NAME_CHARS_MAX)).collect();
        let body = PersonNamed { login: person.login.clone(), role: person.role, os_users };
        let text = serde_json::to_string(&body).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        self.write_person(who, now, &person.login, (PERSON_NAMED, text), |conn| {
            bind::run_exactly(
                conn,
                "INSERT INTO person (login, role, os_users) VALUES ($1, $2, $3)
                 ON CONFLICT (login) DO UPDATE SET role = $2, os_users = $3",
                &[&body.login.0, &body.role.name(), &lines(&body.os_users)],
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
