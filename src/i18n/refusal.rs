//! The sentence of a refusal: its message filled with its facts.
//! What never lives here: deciding to refuse (see `domain`).
//! `cli` and the screen say it through `Words::refusal`.

use super::{Arg, Words};
use crate::domain::command::Refusal;

impl Words {
    /// Why something was not done, in one sentence. The facts of a refusal carry the names of its fields.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let args: Vec<(&str, Arg)> = match refusal {
            Refusal::NoSuchCase(case) | Refusal::CaseMerged(case) => vec![("case", case.to_string().into())],
            Refusal::NoSuchEntry(entry) => vec![("entry", entry.into())],
            Refusal::Stale { by } => {
                vec![("by", by.as_ref().map_or_else(|| "none".into(), ToString::to_string).into())]
            }
            Refusal::AboveOpen { open } => vec![("open", self.money(*open).into())],
            Refusal::BatchRestsOnIt { batch } => vec![("batch", batch.0.to_string().into())],
            Refusal::BeyondLine { left } => vec![("left", self.money(*left).into())],
            Refusal::AboveUndisputed { number, free } => {
                vec![("number", number.into()), ("free", self.money(*free).into())]
            }
            Refusal::RejectedBefore { on } => vec![("day", self.day(*on).into())],
            Refusal::AboveAuthority { max } => vec![("max", self.money(*max).into())],
            Refusal::PartsDiffer { parts } => vec![("parts", self.money(*parts).into())],
            Refusal::DayInThePast(day) | Refusal::DayInTheFuture(day) => vec![("day", self.day(*day).into())],
            Refusal::BeyondTerms { last } => vec![("last", self.day(*last).into())],
            Refusal::OverLimit { limit } => vec![("limit", self.t(&format!("promise-limit-{limit}")).into())],
            Refusal::NothingToApprove(act) | Refusal::OthersRestOnIt(act) => vec![("act", act.to_string().into())],
            Refusal::ContactBlocked { ask } => vec![("ask", self.t(&format!("role-{ask}")).into())],
            Refusal::NotAllowed { ask, names } => {
                let names: Vec<&str> = names.iter().map(|login| login.0.as_str()).collect();
                let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                vec![("ask", self.t(&format!("role-{ask}")).into()), ("names", names.into())]
            }
            Refusal::AlreadyAsked { by } => vec![("by", by.to_string().into())],
            Refusal::NotYourTeam { holder } => vec![("holder", holder.to_string().into())],
            Refusal::TooManyInstalments { most } => vec![("most", i64::from(*most).into())],
            Refusal::TooMany { most } => vec![("most", (*most).into())],
            Refusal::TooLong { chars_max } => vec![("max", (*chars_max).into())],
            Refusal::ClockBehind { last } => vec![("last", last.to_string().into())],
            Refusal::HeldByOther(login) | Refusal::NoSuchPerson(login) => vec![("login", login.to_string().into())],
            Refusal::AmountNotPositive
            | Refusal::NothingOpen
            | Refusal::NoPoint
            | Refusal::NotDecided
            | Refusal::ReopenedOnce
            | Refusal::CreditNoteAwaited
            | Refusal::AlreadySettled
            | Refusal::AlreadyUndone
            | Refusal::CannotMerge
            | Refusal::NotMerged
            | Refusal::NothingSaid
            | Refusal::ReadOnly => vec![],
        };
        self.tf(&refusal.message_id(), &args)
    }
}
