//! What a letter went through, in words: what was written, then each state with its day.
//! What never lives here: how the states are kept (see `domain::letter`).
//! Screens and the command line say a contact's note through it.

use crate::domain::letter;

use super::Words;

impl Words {
    /// The note of a contact; of a letter its states too.
    #[must_use]
    pub fn contact_note(&self, note: &str) -> String {
        let (written, steps) = letter::read(note);
        let states = steps.iter().map(|(state, on)| {
            let facts = [("state", self.t(&format!("outcome-{state}")).into()), ("day", self.day_short(*on).into())];
            self.tf("letter-step", &facts)
        });
        let written = Some(written.to_owned()).filter(|text| !text.is_empty());
        written.into_iter().chain(states).collect::<Vec<_>>().join(" · ")
    }
}
