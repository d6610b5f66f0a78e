//! Contacts that found nobody: which end of each is outside, and what waits under it.
//! What never lives here: whose it may be (see `store::read::tray`), writing.
//! `heard` gathers them here.
//!
//! Of two ends that may both be outside, the house's own is the one met more often in the file.

use std::collections::HashMap;

use crate::domain::codes::{Channel, Direction};
use crate::domain::heard::{Point, PointKind, Unclaimed};
use crate::domain::letter;
use crate::exchange::heard::Heard;
use crate::store::{Store, StoreError, find_keys};

use super::party::contact;

/// Contacts of one file that come to wait; more are counted and left in the file: whoever looks through a tray has a day.
const WAITING_MAX: usize = 10_000;

/// Contacts that found nobody.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// How many are nobody's, and one of them.
    pub(super) nobodys: u64,
    pub(super) nobodys_shown: String,
    /// How many may be several debtors', and one of them.
    pub(super) several: u64,
    pub(super) several_shown: String,
    /// How many are beyond what waits.
    pub(super) beyond: u64,
    /// How many show nothing they could wait under: a number held back, an extension.
    pub(super) pointless: u64,
    met: HashMap<String, u32>,
    all: Vec<(Heard, bool)>,
}

impl Outside {
    /// Adds one; `several`: more than one debtor has its number.
    pub(super) fn add(&mut self, heard: Heard, several: bool) {
        let (count, example) = match several {
            true => (&mut self.several, &mut self.several_shown),
            false => (&mut self.nobodys, &mut self.nobodys_shown),
        };
        *count += 1;
        if example.is_empty() {
            *example = shown(&heard);
        }
        if self.all.len() == WAITING_MAX {
            self.beyond += 1;
            return;
        }
        for end in heard.from.iter().chain(&heard.to) {
            *self.met.entry(end.clone()).or_default() += 1;
        }
        self.all.push((heard, several));
    }

    /// What comes to wait: not what waits already, but news of a letter that does.
    pub(super) fn unclaimed(&mut self, store: &Store) -> Result<Vec<Unclaimed>, StoreError> {
        let mut out = vec![];
        for (heard, several) in std::mem::take(&mut self.all) {
            let held = store.heard_held(&heard.key)?;
            let is_letter = matches!(heard.channel, Channel::Letter | Channel::RegisteredLetter);
            match (held, self.one(&heard)) {
                (Some(held), Some(new)) if is_letter => {
                    let joined = letter::joined(&held.contact, new.contact);
                    if joined != held.contact {
                        out.push(Unclaimed { contact: joined, ..held });
                    }
                }
                (None, Some(new)) => out.push(new),
                (Some(_), _) => {}
                (None, None) => {
                    *(if several { &mut self.several } else { &mut self.nobodys }) -= 1;
                    self.pointless += 1;
                }
            }
        }
        Ok(out)
    }

    fn one(&self, heard: &Heard) -> Option<Unclaimed> {
        if matches!(heard.channel, Channel::Letter | Channel::RegisteredLetter) {
            let number = heard.to.first().map_or("", String::as_str);
            let named = find_keys::point(PointKind::Name, &heard.name);
            let point = named.or_else(|| find_keys::point(PointKind::Letter, number))?;
            return Some(Unclaimed {
                point,
                called: heard.name.clone(),
                contact: contact(heard, Direction::Out, number, ""),
            });
        }
        let kind = if heard.channel == Channel::Email { PointKind::Email } else { PointKind::Phone };
        let ends = |ends: &[String], way: Direction| -> Vec<(u32, Direction, String, Point)> {
            let met = |end: &String| self.met.get(end).copied().unwrap_or(0);
            let point = |end: &String| Some((met(end), way, end.clone(), find_keys::point(kind, end)?));
            ends.iter().filter_map(point).collect()
        };
        let mut all = ends(&heard.from, Direction::In);
        all.extend(ends(&heard.to, Direction::Out));
        let (_, way, shown, point) = all.into_iter().min_by_key(|(met, ..)| *met)?;
        let (ours, called) = match way {
            Direction::In => (&heard.to, heard.called.clone()),
            Direction::Out => (&heard.from, String::new()),
        };
        let ours = ours.first().map_or("", String::as_str);
        Some(Unclaimed { point, called, contact: contact(heard, way, &shown, ours) })
    }
}

/// The number or address as an example: of a call the one outside, as far as its length tells, of a mail the sender's, of
/// a letter its number.
fn shown(heard: &Heard) -> String {
    let longest = heard.to.iter().chain(&heard.from).max_by_key(|number| number.len());
    let shown = match heard.channel {
        Channel::Call => longest,
        Channel::Email => heard.from.first(),
        Channel::Sms | Channel::Letter | Channel::RegisteredLetter | Channel::Im | Channel::Visit | Channel::Portal => {
            heard.to.first().or(heard.from.first())
        }
    };
    shown.cloned().unwrap_or_default()
}
