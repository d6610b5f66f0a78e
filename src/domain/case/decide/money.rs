//! Payments seen here before any system sent them, payments that came back, and what is written off.
//! What never lives here: what they pay (see `allocation`).
//! `decide` calls it.

use super::{Scene, sum};
use crate::domain::case::effective::effective;
use crate::domain::case::returnable;
use crate::domain::codes::Method;
use crate::domain::command::Refusal;
use crate::domain::event::{Event, Part};
use crate::domain::values::money::AMOUNT_MINOR_MAX;
use crate::domain::values::text::{NOTE_CHARS_MAX, REFERENCE_CHARS_MAX, clean_line};
use crate::domain::values::{Day, EntryId, Money};

impl Scene<'_> {
    pub(super) fn payment(
        &self,
        amount: Money,
        paid_on: Day,
        parts: &[Part],
        method: Option<Method>,
        reference: &str,
    ) -> Result<Event, Refusal> {
        if amount.minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        } else if amount.minor > AMOUNT_MINOR_MAX {
            return Err(Refusal::AboveOpen { open: Money::new(AMOUNT_MINOR_MAX, amount.currency) });
        } else if paid_on > self.now.today {
            return Err(Refusal::DayInTheFuture(paid_on));
        }
        let parts = self.parts(parts, amount.currency)?;
        let total = sum(&parts, amount.currency);
        if !parts.is_empty() && total != amount {
            return Err(Refusal::PartsDiffer { parts: total });
        }
        let reference = clean_line(reference, REFERENCE_CHARS_MAX);
        Ok(Event::PaymentRecorded { amount, paid_on, parts, method, reference })
    }

    /// What is written off is open, of the invoices named or of the account.
    pub(super) fn write_off(&self, amount: Money, on: Day, parts: &[Part], reason: &str) -> Result<Event, Refusal> {
        let reason = clean_line(reason, NOTE_CHARS_MAX);
        if amount.minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        } else if on > self.now.today {
            return Err(Refusal::DayInTheFuture(on));
        } else if reason.is_empty() {
            return Err(Refusal::NothingSaid);
        }
        let max = self.who.authority.limits.write_off_minor;
        if let Some(max) = max.filter(|max| amount.minor > *max) {
            return Err(Refusal::AboveAuthority { max: Money::new(max, amount.currency) });
        }
        let parts = self.parts(parts, amount.currency)?;
        let total = sum(&parts, amount.currency);
        if !parts.is_empty() && total != amount {
            return Err(Refusal::PartsDiffer { parts: total });
        }
        for part in &parts {
            let open = Money::new(self.item(&part.item)?.open_minor, amount.currency);
            if part.amount.minor > open.minor {
                return Err(Refusal::AboveOpen { open });
            }
        }
        let of_currency = |item: &&crate::domain::case::state::ItemState| item.amount.currency == amount.currency;
        let open = self.state.items.iter().filter(of_currency).map(|item| item.open_minor.max(0)).sum();
        if amount.minor > open {
            return Err(Refusal::AboveOpen { open: Money::new(open, amount.currency) });
        }
        Ok(Event::WrittenOff { amount, on, parts, reason })
    }

    pub(super) fn reverse(&self, payment: EntryId, on: Day) -> Result<Event, Refusal> {
        let entries = effective(self.facts, self.now.today);
        let paid_on = entries.iter().find_map(|entry| {
            let Event::PaymentRecorded { paid_on, .. } = &entry.event else { return None };
            (entry.id() == payment).then_some(*paid_on)
        });
        let paid_on = paid_on.ok_or_else(|| Refusal::NoSuchEntry(payment.to_string()))?;
        let came_back = |event: &Event| matches!(event, Event::PaymentReversed { payment: p, .. } if *p == payment);
        if entries.iter().any(|entry| came_back(&entry.event)) {
            Err(Refusal::AlreadySettled)
        } else if on > self.now.today {
            Err(Refusal::DayInTheFuture(on))
        } else if on < paid_on {
            Err(Refusal::DayInThePast(on))
        } else {
            Ok(Event::PaymentReversed { payment, on })
        }
    }

    /// A return is given to a payment of its own amount, or of less by a bank's fee, that had come by then.
    pub(super) fn returned(&self, line: &str, payment: &str, amount: Money, on: Day) -> Result<Event, Refusal> {
        if amount.minor <= 0 {
            Err(Refusal::AmountNotPositive)
        } else if on > self.now.today {
            Err(Refusal::DayInTheFuture(on))
        } else if let Some(paid) = returnable(self.facts, amount, on).iter().find(|paid| paid.key == payment) {
            let (line, payment, fee) = (line.to_owned(), payment.to_owned(), paid.fee(amount));
            Ok(Event::PaymentReturned { line, payment, amount, on, fee })
        } else {
            Err(Refusal::NoSuchEntry(payment.to_owned()))
        }
    }

    /// True when a standing entry of this case made what `id` names.
    pub(super) fn made_here(&self, id: EntryId, is_it: impl Fn(&Event) -> bool) -> bool {
        effective(self.facts, self.now.today).iter().any(|entry| entry.id() == id && is_it(&entry.event))
    }
}
