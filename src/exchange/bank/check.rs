//! The first walk over a statement file: is it whole, and do its balances add up to the cent?
//! What never lives here: reading a format.
//! `cli` walks a file here before anything of it is handed on.

use std::io::BufRead;

use super::{BalanceKind, Event, Format, Head, Warning, broken, read};
use crate::domain::values::{Currency, Day, Money};
use crate::exchange::error::ImportError;

/// Warnings kept one by one; more are counted.
const WARNINGS_MAX: usize = 1_000;

/// One statement, in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub head: Head,
    /// Booked balance before it.
    pub opening: Option<Money>,
    /// Booked balance after it.
    pub closing: Option<Money>,
    /// Sum of its booked entries in the currency of the balances, signed.
    pub sum: i64,
    /// Last day it tells of: of a balance, or else of an entry.
    pub until: Option<Day>,
    /// Entries.
    pub entries: u64,
    /// Entries that brought money.
    pub credits: u64,
    /// False when there was nothing to check the sum against.
    pub checked: bool,
}

/// What a file holds, in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Its statements.
    pub statements: Vec<Statement>,
    /// What could not be read, the first thousand.
    pub warnings: Vec<Warning>,
    /// … and how many in all.
    pub warning_count: u64,
}

struct Walk {
    format: Format,
    done: Checked,
    now: Statement,
    sums: Vec<(Currency, i64)>,
    unread: bool,
}

/// Walks a whole text; refuses one without a statement, and one whose balances do not add up.
pub fn walk<R: BufRead>(format: Format, text: R, fallback: Currency) -> Result<Checked, ImportError> {
    let mut walk = Walk { format, done: Checked::default(), now: Statement::default(), sums: vec![], unread: false };
    read(format, text, fallback, &mut |event| walk.event(event))?;
    if walk.done.statements.is_empty() { Err(broken(1, "no-statement", "")) } else { Ok(walk.done) }
}

impl Walk {
    fn event(&mut self, event: Event) -> Result<(), ImportError> {
        match event {
            Event::Statement(head) => {
                self.now = Statement { head, ..Statement::default() };
                self.sums.clear();
                self.unread = false;
            }
            Event::Entry(entry) => {
                self.now.entries += 1;
                self.now.credits += u64::from(entry.credit);
                self.now.until = self.now.until.max(entry.booked_on.or(entry.value_on));
                match entry.amount {
                    Some(amount) if entry.booked => {
                        let slot = self.sums.iter().position(|(currency, _)| *currency == amount.currency);
                        let slot = slot.unwrap_or_else(|| {
                            self.sums.push((amount.currency, 0));
                            self.sums.len() - 1
                        });
                        let sum = self.sums[slot].1.checked_add(amount.minor);
                        self.sums[slot].1 = sum.ok_or_else(|| broken(entry.line, "sum-too-large", ""))?;
                    }
                    Some(_) => {}
                    None => self.unread = true,
                }
            }
            Event::Close(balances) => self.close(&balances)?,
            Event::Warning(warning) => self.warn(warning),
        }
        Ok(())
    }

    fn warn(&mut self, warning: Warning) {
        self.done.warning_count += 1;
        if self.done.warnings.len() < WARNINGS_MAX {
            self.done.warnings.push(warning);
        }
    }

    fn close(&mut self, balances: &[super::Balance]) -> Result<(), ImportError> {
        let mut now = std::mem::take(&mut self.now);
        let of = |kind| balances.iter().filter(move |balance| balance.kind == kind);
        let (opening, closing) = (of(BalanceKind::Opening).next(), of(BalanceKind::Closing).next_back());
        let line = closing.or(opening).map_or(now.head.line, |balance| balance.line.max(now.head.line));
        now.until = of(BalanceKind::Closing).filter_map(|balance| balance.on).max().or(now.until);
        (now.opening, now.closing) = (opening.and_then(|b| b.amount), closing.and_then(|b| b.amount));
        let currency = now.closing.or(now.opening).map(|money| money.currency);
        let sum = currency.and_then(|currency| self.sums.iter().find(|(one, _)| *one == currency)).map_or(0, |s| s.1);
        now.sum = sum;
        if let (Some(from), Some(to)) = (now.opening, now.closing) {
            if self.unread {
                // an entry whose amount is unknown leaves the sum unknown
                self.warn(Warning { line, code: "unchecked", value: now.head.id.clone() });
            } else {
                let reached = Money::new(from.minor + sum, from.currency);
                if reached != to {
                    let what = format!("{reached} ≠ {to}");
                    return Err(broken(line, "balance", &what));
                }
                now.checked = true;
            }
        } else if matches!(self.format, Format::Cfonb | Format::Mt940) && now.entries > 0 {
            self.warn(Warning { line, code: "unchecked", value: now.head.id.clone() });
        }
        self.done.statements.push(now);
        Ok(())
    }
}
