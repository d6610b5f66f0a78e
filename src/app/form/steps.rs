//! Forms that begin with what is done: one of a few steps by its letter, each asking fields of its own.
//! What never lives here: what a step records.
//! The forms that follow disputes and plans share it.

use super::super::say::Say;
use super::choice::{Choice, Choosable};
use super::sheet::{Sheet, Value};

/// One step that can be taken.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Kebab-case code; `HEAD-CODE` in the words.
    pub code: &'static str,
    /// The letter that chooses it.
    pub letter: char,
    /// The fields it asks, besides those that are always asked.
    pub asks: &'static [&'static str],
}

/// The field that chooses among steps; nothing is chosen at first.
#[must_use]
pub fn steps_field(steps: &[Step], head: &str) -> Value {
    let all = steps.iter();
    let all = all.map(|step| Choosable::new(step.code, step.letter, Say::new(format!("{head}-{}", step.code))));
    Value::Choice(Choice::new(all.collect()))
}

/// Asks the fields of the step chosen in field `id`, and none of the others'.
pub fn ask(sheet: &mut Sheet, steps: &[Step], id: &str) {
    let chosen = steps.iter().find(|step| Some(step.code) == sheet.code(id)).map_or(&[][..], |step| step.asks);
    for field in steps.iter().flat_map(|step| step.asks) {
        sheet.hide(field, !chosen.contains(field));
    }
}
