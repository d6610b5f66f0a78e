//! The demo: an invented ledger and the calls of the last weeks, as of a day, the same for the same seed.
//! What never lives here: real data, a store (the command line loads it through the two doors), chance that does not repeat.
//! `cli::demo` calls it.

mod chance;
mod files;
mod names;
mod story;

pub use files::{File, files};

use crate::domain::codes::{DisputeReason, HoldReason, Method, Outcome};
use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, PaymentRow};
use crate::domain::values::{Currency, Day, Instant, Money};
use crate::zone::Zone;

/// Debtors when nobody says how many: a morning's list.
pub const DEBTORS_DEFAULT: u32 = 120;
/// Most debtors of a demo; `import` is the way to more.
pub const DEBTORS_MAX: u32 = 20_000;

/// What demo is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// How many debtors, from 1 to [`DEBTORS_MAX`].
    pub debtors: u32,
    /// Which of all demos.
    pub seed: u64,
    /// The day it is told as of.
    pub today: Day,
    /// The zone of the days.
    pub zone: Zone,
    /// Currency of everything in it.
    pub currency: Currency,
}

/// An invented book before it is loaded.
#[derive(Debug, Clone, Default)]
pub struct Demo {
    /// Debtors.
    pub debtors: Vec<DebtorRow>,
    /// Invoices, with the debtor's reference.
    pub invoices: Vec<(String, InvoiceRow)>,
    /// Payments, with the debtor's reference.
    pub payments: Vec<(String, PaymentRow)>,
    /// Contacts of the past, with the debtor's reference.
    pub contacts: Vec<(String, ContactRow)>,
    /// What was recorded in the last weeks, by time.
    pub acts: Vec<Act>,
}

/// One act of the last weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When it was recorded.
    pub at: Instant,
    /// The debtor's reference.
    pub reference: String,
    /// What was recorded together.
    pub said: Vec<Said>,
}

/// One thing recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A call and its outcome.
    Call(Outcome, String),
    /// A promise on an invoice.
    Promise {
        /// The invoice.
        invoice: String,
        /// How much.
        amount: Money,
        /// When.
        on: Day,
        /// How.
        method: Method,
    },
    /// A dispute on an invoice.
    Dispute {
        /// The invoice.
        invoice: String,
        /// How much of it.
        amount: Money,
        /// Why.
        reason: DisputeReason,
    },
    /// A call-back for anyone.
    Callback(Instant),
    /// A hold until the reason's review date.
    Hold(HoldReason),
    /// A note.
    Note(String),
}

/// Makes a demo.
#[must_use]
pub fn demo(ask: &Ask) -> Demo {
    let mut demo = Demo::default();
    let debtors = ask.debtors.clamp(1, DEBTORS_MAX);
    for n in 1..=debtors {
        story::tell(ask, n, &mut demo);
    }
    demo.acts.sort_by(|a, b| (a.at, &a.reference).cmp(&(b.at, &b.reference)));
    demo
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(seed: u64) -> Ask {
        let today = Day::from_ymd(2026, 3, 17).unwrap();
        Ask { debtors: 150, seed, today, zone: Zone::PARIS, currency: Currency::EUR }
    }

    #[test]
    fn the_same_seed_tells_the_same_and_another_does_not() {
        let told = |seed| files(&demo(&ask(seed))).into_iter().map(|file| file.text).collect::<Vec<_>>();
        assert_eq!(told(1), told(1));
        assert_ne!(told(1), told(2));
        assert_eq!(demo(&ask(1)).acts, demo(&ask(1)).acts);
    }

    #[test]
    fn every_story_is_told_and_nothing_lies_ahead() {
        let demo = demo(&ask(7));
        let now = Zone::PARIS.instant_of(ask(7).today, 9, 0);
        assert!(demo.acts.iter().all(|act| act.at < now));
        let all = || demo.acts.iter().flat_map(|act| &act.said);
        assert!(all().any(|s| matches!(s, Said::Promise { on, .. } if *on > ask(7).today)));
        assert!(all().any(|s| matches!(s, Said::Promise { on, .. } if *on < ask(7).today)));
        assert!(all().any(|s| matches!(s, Said::Dispute { .. })));
        assert!(all().any(|s| matches!(s, Said::Callback(at) if *at > now)));
        assert!(all().any(|s| matches!(s, Said::Hold(_))));
        assert!(demo.payments.iter().all(|(_, p)| p.amount.minor > 0 && p.paid_on <= ask(7).today));
        let names: Vec<&str> = demo.debtors.iter().map(|d| d.name.as_str()).collect();
        assert!(names.iter().any(|n| n.contains('é')) && names.iter().any(|n| n.ends_with("Ltd")));
    }
}
