//! Absences of people: entries of their streams, and whose list a line stands in because of them.
//! What never lives here: what an absence does to a list (see `domain::absence`), who may say one (see `domain::rights`).
//! `cli` and `day` call it through `Store`.

use serde::{Deserialize, Serialize};

use super::journal::PERSON;
use super::{Done, Store, StoreError, bind, facts};
use crate::domain::absence::{Absence, Cover, Said, standing};
use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::event::Who;
use crate::domain::values::{Day, Instant, Login, Now};

/// Name of the event of an absence.
const PERSON_AWAY: &str = "person-away";
/// … and of its end before its time.
const PERSON_BACK: &str = "person-back";

/// Body of [`PERSON_AWAY`], version 1.
#[derive(Debug, Serialize, Deserialize)]
struct Away {
    login: Login,
    from: Day,
    until: Day,
    cover: Option<Login>,
}

/// Body of [`PERSON_BACK`], version 1.
#[derive(Debug, Serialize, Deserialize)]
struct Back {
    login: Login,
    on: Day,
}

impl Store {
    /// Says that somebody is away, or here again (an entry of the person's stream). Whoever is away and whoever covers must
    /// be people of the book.
    pub fn say_absence(&mut self, who: &Who, now: Now, said: &Said) -> Done<()> {
        self.allow(who, Right::ManagePeople)?;
        let known: Vec<Login> = self.people()?.into_iter().map(|person| person.login).collect();
        let (login, cover, event, body) = match said {
            Said::Away(Absence { login, from, until, cover }) => {
                if until < from || *until < now.today {
                    return Err(Refusal::DayInThePast(*until).into());
                }
                let body = Away { login: login.clone(), from: *from, until: *until, cover: cover.clone() };
                (login, cover.as_ref(), PERSON_AWAY, serde_json::to_string(&body))
            }
            Said::Back { login, on } => {
                let body = Back { login: login.clone(), on: *on };
                (login, None, PERSON_BACK, serde_json::to_string(&body))
            }
        };
        if let Some(unknown) = [Some(login), cover].into_iter().flatten().find(|login| !known.contains(login)) {
            return Err(Refusal::NoSuchPerson(unknown.clone()).into());
        }
        let text = body.map_err(|error| StoreError::Corrupt(error.to_string()))?;
        self.write_person(who, now, login, (event, text), |_conn| Ok(()))
    }

    /// Absences as they stand after what was said by an instant; `None`: by now.
    pub fn absences(&self, known_at: Option<Instant>) -> Done<Vec<Absence>> {
        let sql = "SELECT event, body FROM journal WHERE kind = $1 AND event IN ($2, $3) AND recorded_at <= $4
                   ORDER BY recorded_at, stream_id, seq";
        let known_at = known_at.unwrap_or(facts::NOW).0;
        let said = bind::rows(&self.conn, sql, &[&PERSON, &PERSON_AWAY, &PERSON_BACK, &known_at], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
        })?;
        let said = said.iter().filter_map(|(event, body)| Some(read(event, body.as_deref()?)));
        Ok(standing(&said.collect::<Done<Vec<_>>>()?))
    }

    /// Whose list a line stands in on a day, as known at an instant; `None`: now.
    pub fn cover(&self, day: Day, known_at: Option<Instant>) -> Done<Cover> {
        Ok(Cover::on(&self.absences(known_at)?, day))
    }
}

fn read(event: &str, body: &str) -> Done<Said> {
    let damaged = |error: serde_json::Error| StoreError::Damaged(format!("{event}: {error}"));
    if event == PERSON_BACK {
        let Back { login, on } = serde_json::from_str(body).map_err(damaged)?;
        return Ok(Said::Back { login, on });
    }
    let Away { login, from, until, cover } = serde_json::from_str(body).map_err(damaged)?;
    Ok(Said::Away(Absence { login, from, until, cover }))
}
