//! The calls out of one case, told to what is learnt of all of them.
//! What never lives here: a share or a mean (see `domain::order`).
//! `score` calls it for every case of a book.

use crate::domain::case::Facts;
use crate::domain::case::callback::contacts;
use crate::domain::case::effective::standing;
use crate::domain::codes::{Channel, Direction, Outcome};
use crate::domain::event::Entry;
use crate::domain::learnt::{After, Learnt};
use crate::domain::order::OrderRules;
use crate::domain::slot::{Calls, Slot};
use crate::domain::values::Day;

/// Dialling and notes around a talk, in tenths of a minute: files tell how long the line was open. Half of the six minutes
/// that a talk is taken for as long as nothing is known; the median talk of 41,188 published bank calls is the other half.
const AROUND_A_TALK_TENTHS: u64 = 30;

/// Counts the calls of a case up to the end of `as_of`.
pub fn calls(facts: &Facts, as_of: Day, rules: &OrderRules, learnt: &mut Learnt) {
    let counts = standing(facts).into_iter().filter(|standing| standing.counts).map(|standing| standing.entry);
    let entries: Vec<Entry> = counts.filter(|entry| entry.day <= as_of).collect();
    let mut before = Calls::default();
    let mut last: Option<Outcome> = None;
    for contact in contacts(facts, &entries, as_of) {
        if contact.channel == Channel::Call && contact.direction == Direction::Out {
            let talk = contact.is_talk();
            if let Some(part) = contact.part {
                let attempt = before.this_fortnight(contact.day).min(rules.decay_permille.len() - 1);
                let reach = &mut learnt.reach[Slot::of(contact.day, part).index()];
                reach.calls += 1;
                reach.weight_permille += u64::from(rules.decay_permille[attempt]);
                reach.reached += u32::from(talk);
            }
            let line_open = (u64::from(contact.seconds) + 3) / 6;
            // A talk of unknown length is taken for a usual one, or a book that times no call would learn of misses alone.
            let tenths = match (contact.seconds, talk) {
                (0, true) => rules.minutes.talk.into(),
                (_, true) => line_open + AROUND_A_TALK_TENTHS,
                (_, false) => line_open + u64::from(rules.minutes.no_answer),
            };
            let lasting = &mut learnt.minutes[After::of(last) as usize];
            lasting.calls += 1;
            lasting.tenths += tenths;
            before.add(contact.day, contact.part, talk);
        }
        last = contact.outcome.filter(|outcome| !outcome.is_carriers()).or(last);
    }
}
