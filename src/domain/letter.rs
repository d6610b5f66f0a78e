//! What the post tells of a letter: its states with their days, kept behind what was written.
//! What never lives here: words of the post (see `exchange`), words we show (see `locales`).
//! `exchange` writes it, an import brings what it held and what it hears together, screens read it.
//!
//! The last line of a letter's note is `[sent 2026-06-01] [presented 2026-06-03]`: one entry of the history a letter, that
//! later news of it change and do not repeat.

use super::codes::Outcome;
use super::ledger::ContactRow;
use super::values::Day;
use super::values::text::{NOTE_CHARS_MAX, clean_note};

/// What begins the key of a letter.
pub const LETTER_KEY: &str = "letter ";
/// Most states kept of a letter: the post has seven.
const STEPS_MAX: usize = 12;
/// Characters left for what was written: the states take the rest.
const WRITTEN_CHARS_MAX: usize = NOTE_CHARS_MAX - STEPS_MAX * 32;

/// A state and its day.
pub type Step = (Outcome, Day);

/// How far a state is: what ends a letter comes after what was on its way.
const fn rank(state: Outcome) -> u8 {
    if matches!(state, Outcome::Sent) {
        0
    } else if matches!(state, Outcome::Presented) {
        1
    } else {
        2
    }
}

/// What was written, and the states behind it, the first one first.
#[must_use]
pub fn read(note: &str) -> (&str, Vec<Step>) {
    let (written, last) = note.rsplit_once('\n').unwrap_or(("", note));
    let parts = last.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let steps = parts.map(|parts| parts.split("] [").map(step).collect::<Option<Vec<Step>>>());
    match steps.flatten() {
        Some(steps) => (written, steps),
        None => (note, vec![]),
    }
}

fn step(part: &str) -> Option<Step> {
    let (state, on) = part.split_once(' ')?;
    Some((state.parse().ok()?, on.parse().ok()?))
}

/// A note with these states behind it.
#[must_use]
pub fn write(written: &str, steps: &[Step]) -> String {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|(state, on)| (rank(*state), *on, *state));
    steps.dedup();
    steps.truncate(STEPS_MAX);
    let told: Vec<String> = steps.iter().map(|(state, on)| format!("[{state} {on}]")).collect();
    let written = clean_note(written, WRITTEN_CHARS_MAX);
    format!("{written}\n{}", told.join(" "))
}

/// The state it is in: the furthest, and of two that end it the later.
#[must_use]
pub fn state(steps: &[Step]) -> Option<Outcome> {
    steps.iter().max_by_key(|(state, on)| (rank(*state), *on)).map(|(state, _)| *state)
}

/// What is held of a letter and what is heard of it, in one: in whatever order they come, the same.
#[must_use]
pub fn joined(held: &ContactRow, heard: ContactRow) -> ContactRow {
    let ((before, known), (now, told)) = (read(&held.note), read(&heard.note));
    let steps: Vec<Step> = known.into_iter().chain(told).collect();
    let written = [before, now].into_iter().max_by_key(|text| (text.chars().count(), *text)).unwrap_or("");
    let (note, outcome) = (write(written, &steps), state(&steps));
    let first = if held.at <= heard.at { held.clone() } else { heard };
    ContactRow { note, outcome, ..first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Channel, Direction};
    use crate::domain::values::Instant;

    fn row(on: &str, written: &str, state: Outcome) -> ContactRow {
        let day: Day = on.parse().unwrap();
        ContactRow {
            reference: "letter 1".into(),
            at: Instant(i64::from(day.0) * 86_400_000),
            day,
            channel: Channel::RegisteredLetter,
            direction: Direction::Out,
            outcome: Some(state),
            collector: String::new(),
            point: String::new(),
            seconds: 0,
            note: write(written, &[(state, day)]),
            thread: String::new(),
            quoted: String::new(),
        }
    }

    #[test]
    fn news_of_a_letter_come_in_any_order() {
        let sent = row("2026-06-01", "Mise en demeure", Outcome::Sent);
        let seen = row("2026-06-03", "", Outcome::Presented);
        let back = row("2026-06-20", "", Outcome::Unclaimed);
        let wanted = "Mise en demeure\n[sent 2026-06-01] [presented 2026-06-03] [unclaimed 2026-06-20]";
        for order in [[&sent, &seen, &back], [&back, &sent, &seen], [&seen, &back, &sent]] {
            let all = joined(&joined(order[0], order[1].clone()), order[2].clone());
            assert_eq!((all.note.as_str(), all.outcome, all.day), (wanted, Some(Outcome::Unclaimed), sent.day));
            assert_eq!(joined(&all, seen.clone()), all, "the same again changes nothing");
        }
    }

    #[test]
    fn what_is_no_state_is_what_was_written() {
        assert_eq!(read("two\nlines").0, "two\nlines");
        assert_eq!(read("[sent yesterday]"), ("[sent yesterday]", vec![]));
        assert_eq!(read("").1, vec![]);
        let long = write(&"x".repeat(9_000), &[(Outcome::Signed, "2026-06-01".parse().unwrap())]);
        assert!(long.chars().count() <= NOTE_CHARS_MAX);
        assert_eq!(read(&long).1.len(), 1);
    }
}
