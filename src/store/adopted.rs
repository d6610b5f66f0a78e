//! What the house goes by, as versioned facts of the book: each text of its config and of its score card is one entry of
//! the book's stream, with the day from which it applies.
//! What never lives here: what the texts mean (see `config` and `ranking`), when a text is looked at (see `day`).
//! `day` calls it through `Store`; `read::journal` and `verify` read the entries.

use std::fmt;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::journal::{self, Draft, sha256};
use super::{Done, Store, StoreError, Stream, bind, digest, execute};
use crate::domain::event::Who;
use crate::domain::values::{ActId, Day, Instant, Now};

/// Version of the bodies written today.
const BODY_VERSION: i64 = 1;

/// Which text of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseKind {
    /// The config beside the book.
    Config,
    /// The score card in force.
    Card,
    /// What the book's own calls told.
    Learnt,
    /// The rules for contacts.
    Rules,
}

impl HouseKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Config, Self::Card, Self::Learnt, Self::Rules];

    /// Name of the event that adopts one.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::Config => "config-adopted",
            Self::Card => "card-adopted",
            Self::Learnt => "calls-learnt",
            Self::Rules => "rules-adopted",
        }
    }

    /// Name among the versions of a generation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Card => "card",
            Self::Learnt => "calls",
            Self::Rules => "rules",
        }
    }
}

/// A text of the house as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseText {
    /// Which.
    pub kind: HouseKind,
    /// The file's name, or the card's own where no file names it.
    pub name: String,
    /// Everything it says, byte by byte; empty when there is no such file.
    pub text: String,
}

/// Body of an entry that adopts a text, version 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// The file's name, or the card's own.
    pub name: String,
    /// SHA-256 of the text, hex.
    pub sha256: String,
    /// The text.
    pub text: String,
    /// The first day it applies to.
    pub applies_from: Day,
    /// True for a card that somebody chose or fitted here: it speaks until another is chosen, unless a config names a file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
    /// What a card was fitted on, when it was fitted here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<TrainedOn>,
}

/// What a card was fitted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainedOn {
    /// Mornings.
    pub rows: u64,
    /// … still unpaid seven days later.
    pub unpaid: u64,
    /// Cases.
    pub cases: u64,
    /// The first morning.
    pub from: Day,
    /// The last morning.
    pub to: Day,
    /// The card that spoke before.
    pub instead_of: String,
    /// True when only its probabilities were told anew, its points left.
    #[serde(default)]
    pub recalibrated: bool,
}

impl Adopted {
    fn of(house: &HouseText, applies_from: Day) -> Self {
        let HouseText { kind: _, name, text } = house;
        let sha256 = digest::hex(&sha256(&[text.as_bytes()]));
        let (chosen, training) = (false, None);
        Self { name: name.clone(), sha256, text: text.clone(), applies_from, chosen, training }
    }

    /// The body of an entry of the book's stream; `None` for another event, and when the body was erased.
    pub(in crate::store) fn read(event: &str, body: Option<&str>) -> Done<Option<Self>> {
        let Some(body) = body.filter(|_| HouseKind::ALL.iter().any(|kind| kind.event() == event)) else {
            return Ok(None);
        };
        serde_json::from_str(body).map(Some).map_err(|error| StoreError::Damaged(format!("{event}: {error}")))
    }

    /// True when the digest is that of the text.
    pub(in crate::store) fn holds(&self) -> bool {
        self.sha256 == digest::hex(&sha256(&[self.text.as_bytes()]))
    }
}

/// The numbers, in the book's stream, of the texts in force; written `config=3 card=1`, and nothing of what never was adopted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseVersions(pub Vec<(HouseKind, i64)>);

impl fmt::Display for HouseVersions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (kind, seq)) in self.0.iter().enumerate() {
            let blank = if place == 0 { "" } else { " " };
            write!(f, "{blank}{}={seq}", kind.name())?;
        }
        Ok(())
    }
}

impl Store {
    /// The text of each kind in force on a day: the last one adopted from that day or before, as known at an instant. Of
    /// the days before the first adoption nothing else is known, so the first one holds for them too. None of a kind
    /// that was never adopted, or whose text was erased.
    pub fn house_on(&self, day: Day, known_at: Instant) -> Done<Vec<(HouseKind, Adopted)>> {
        let mut out = vec![];
        for kind in HouseKind::ALL {
            out.extend(in_force(&self.conn, *kind, day, known_at)?.map(|adopted| (*kind, adopted)));
        }
        Ok(out)
    }

    /// The versions last adopted, whether they are in force yet or not.
    pub fn house_versions(&self) -> Done<HouseVersions> {
        versions(&self.conn)
    }

    /// True when one of these texts is not the one last adopted.
    pub fn to_adopt(&self, house: &[HouseText]) -> Done<bool> {
        for text in house {
            if !is_adopted(&self.conn, text)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adopts texts that were changed since they were last adopted, from a day on; nothing of what never was adopted:
    /// a book begins to go by its texts with its first close.
    /// True when there was something to adopt.
    pub fn adopt_changed(&mut self, who: &Who, now: Now, house: &[HouseText]) -> Done<bool> {
        let mut changed = vec![];
        for text in house {
            if last(&self.conn, text.kind)?.is_some() && !is_adopted(&self.conn, text)? {
                changed.push(text.clone());
            }
        }
        if !changed.is_empty() {
            self.adopt(who, now, &changed, now.today)?;
        }
        Ok(!changed.is_empty())
    }

    /// Adopts the texts that are not the ones last adopted, in one act, and says which versions are in force then.
    pub fn adopt(&mut self, who: &Who, now: Now, house: &[HouseText], applies_from: Day) -> Done<HouseVersions> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
        let act = ActId::new(now.at.0, u64::from_be_bytes(random));
        self.write(|conn| {
            let mut drafts = vec![];
            for text in house {
                if !is_adopted(conn, text)? {
                    drafts.push(draft(text, applies_from)?);
                }
            }
            if !drafts.is_empty() {
                let last: Instant = journal::head(conn, &Stream::Book)?.recorded_at;
                let at = execute::entry_instant(now.at, last)?;
                journal::append(conn, &Stream::Book, act, who, at, &drafts)?;
            }
            versions(conn)
        })
    }
}

/// Cards.
impl Store {
    /// Every card ever adopted, oldest first; erased ones are left out.
    pub fn cards(&self) -> Done<Vec<Adopted>> {
        let (book, id) = Stream::Book.key();
        let event = HouseKind::Card.event();
        let sql = "SELECT body FROM journal WHERE kind = $1 AND stream_id = $2 AND event = $3 ORDER BY seq";
        let bodies = bind::rows(&self.conn, sql, &[&book, &id, &event], |row| row.get::<_, Option<String>>(0))?;
        let all = bodies.iter().map(|body| Adopted::read(event, body.as_deref()));
        Ok(all.collect::<Done<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// What the book's calls told when they were last looked at; `None`: they never were.
    pub fn calls_learnt(&self) -> Done<Option<Adopted>> {
        Ok(last(&self.conn, HouseKind::Learnt)?.and_then(|(_, adopted)| adopted))
    }

    /// The card last chosen here; `None`: none ever was.
    pub fn card_chosen(&self) -> Done<Option<Adopted>> {
        Ok(self.cards()?.into_iter().rev().find(|card| card.chosen))
    }

    /// Lets a card speak from the next close on: one entry of the book's stream, with what it was fitted on.
    pub fn choose_card(
        &mut self,
        who: &Who,
        now: Now,
        name: &str,
        text: &str,
        training: Option<TrainedOn>,
    ) -> Done<()> {
        let house = HouseText { kind: HouseKind::Card, name: name.to_owned(), text: text.to_owned() };
        let adopted = Adopted { chosen: true, training, ..Adopted::of(&house, now.today) };
        let body = serde_json::to_string(&adopted).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let event = HouseKind::Card.event().to_owned();
        let draft = Draft { event, version: BODY_VERSION, day: now.today, body };
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
        let act = ActId::new(now.at.0, u64::from_be_bytes(random));
        self.write(|conn| {
            let last: Instant = journal::head(conn, &Stream::Book)?.recorded_at;
            let at = execute::entry_instant(now.at, last)?;
            journal::append(conn, &Stream::Book, act, who, at, &[draft]).map(|_| ())
        })
    }
}

fn draft(text: &HouseText, applies_from: Day) -> Done<Draft> {
    let adopted = Adopted::of(text, applies_from);
    let body = serde_json::to_string(&adopted).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(Draft { event: text.kind.event().to_owned(), version: BODY_VERSION, day: applies_from, body })
}

/// The last entry that adopted a text of a kind: its number and what it says.
fn last(conn: &Connection, kind: HouseKind) -> Done<Option<(i64, Option<Adopted>)>> {
    let (book, id) = Stream::Book.key();
    let sql =
        "SELECT seq, body FROM journal WHERE kind = $1 AND stream_id = $2 AND event = $3 ORDER BY seq DESC LIMIT 1";
    let found = bind::first(conn, sql, &[&book, &id, &kind.event()], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    found.map(|(seq, body)| Ok((seq, Adopted::read(kind.event(), body.as_deref())?))).transpose()
}

fn in_force(conn: &Connection, kind: HouseKind, day: Day, known_at: Instant) -> Done<Option<Adopted>> {
    let (book, id) = Stream::Book.key();
    let known = "SELECT body FROM journal WHERE kind = $1 AND stream_id = $2 AND event = $3 AND recorded_at <= $4";
    let body = |row: &rusqlite::Row<'_>| row.get::<_, Option<String>>(0);
    let sql = format!("{known} AND day <= $5 ORDER BY seq DESC LIMIT 1");
    let by_then = bind::first(conn, &sql, &[&book, &id, &kind.event(), &known_at.0, &day.0], body)?;
    let found = match by_then {
        Some(body) => body,
        // What was learnt later was not known then; before the first rules there were none.
        None if matches!(kind, HouseKind::Learnt | HouseKind::Rules) => None,
        None => {
            let sql = format!("{known} ORDER BY seq LIMIT 1");
            bind::first(conn, &sql, &[&book, &id, &kind.event(), &known_at.0], body)?.flatten()
        }
    };
    Adopted::read(kind.event(), found.as_deref())
}

/// True when the text is the one last adopted; the name alone is no difference.
fn is_adopted(conn: &Connection, text: &HouseText) -> Done<bool> {
    let last = last(conn, text.kind)?;
    Ok(last.and_then(|(_, adopted)| adopted).is_some_and(|adopted| adopted.text == text.text))
}

fn versions(conn: &Connection) -> Done<HouseVersions> {
    let mut out = HouseVersions::default();
    for kind in HouseKind::ALL {
        if let Some((seq, _)) = last(conn, *kind)? {
            out.0.push((*kind, seq));
        }
    }
    Ok(out)
}
