//! The table of parts: which open invoices, and how much of each.
//! What never lives here: drawing, the rules of an amount (the domain refuses; hints warn).
//! Sheets of promises, disputes and payments hold one.

use crate::domain::case::state::ItemState;
use crate::domain::event::Part;
use crate::domain::ledger::ItemKey;
use crate::domain::values::{CaseId, Currency, Day, Money, SourceId};
use crate::i18n::{Lang, format, read};
use crate::input::Key;

use super::super::say::{Say, refused};
use super::Typed;
use super::line::Line;
use super::sheet::unread;
use crate::domain::command::Refusal;

/// Longest amount typed, in characters: the largest one, grouped, with its currency.
pub const AMOUNT_CHARS_MAX: usize = 32;

/// One invoice that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// Which.
    pub key: ItemKey,
    /// Its due day.
    pub due_on: Day,
    /// What of it can be named at most.
    pub free: Money,
    /// True when it is named.
    pub chosen: bool,
    /// How much, as typed; empty: all that is free.
    pub amount: Line,
}

impl PartRow {
    /// The amount named, when it can be read.
    #[must_use]
    pub fn read(&self) -> Option<Result<Money, Say>> {
        if !self.chosen {
            return None;
        }
        if self.amount.text().trim().is_empty() {
            return Some(Ok(self.free));
        }
        Some(match read::amount(self.amount.text(), self.free.currency) {
            Ok(money) if money.minor <= 0 => Err(refused(&Refusal::AmountNotPositive)),
            Ok(money) if money.minor > self.free.minor => {
                let (number, free) = (self.key.number.clone(), self.free);
                Err(refused(&Refusal::AboveUndisputed { number, free }))
            }
            Ok(money) => Ok(money),
            Err(error) => Err(unread(error)),
        })
    }
}

/// What a key did to the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsStep {
    /// Nothing.
    Same,
    /// The hand moved.
    Moved,
    /// Something was named or typed.
    Changed,
    /// The hand went over the upper edge.
    Above,
    /// … the lower one.
    Below,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    rows: Vec<PartRow>,
    /// Line under the hand.
    pub at: usize,
    /// Named before and not in the table (any more): kept with what was typed.
    lost: Vec<(ItemKey, String)>,
    /// True once a person named something.
    pub touched: bool,
}

impl Parts {
    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[PartRow] {
        &self.rows
    }

    /// Invoices named that cannot be named any more.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.lost.len()
    }

    /// Puts the invoices of a case, each with what of it is free; what was named stays named.
    pub fn fill(&mut self, items: &[ItemState], free: impl Fn(&ItemState) -> i64) {
        let mut kept = std::mem::take(&mut self.lost);
        let named = self.rows.drain(..).filter(|row| row.chosen);
        kept.extend(named.map(|row| (row.key, row.amount.text().to_owned())));
        for item in items.iter().filter(|item| item.amount.minor > 0) {
            let minor = free(item);
            if minor <= 0 {
                continue;
            }
            let mut amount = Line::new(AMOUNT_CHARS_MAX);
            let was = kept.iter().position(|(key, _)| *key == item.key).map(|at| kept.remove(at));
            if let Some((_, text)) = &was {
                amount.put(text);
            }
            let free = Money::new(minor, item.amount.currency);
            let (key, due_on, chosen) = (item.key.clone(), item.due_on, was.is_some());
            self.rows.push(PartRow { key, due_on, free, chosen, amount });
        }
        self.lost = kept;
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    /// Names one by itself, unless a person named something.
    pub fn propose(&mut self, wanted: impl Fn(&PartRow) -> bool) {
        if self.touched {
            return;
        }
        for (at, row) in self.rows.iter_mut().enumerate() {
            row.chosen = wanted(row);
            if row.chosen {
                self.at = at;
            }
        }
    }

    /// Names these by itself, each with its amount, unless a person named something.
    pub fn propose_parts(&mut self, wanted: &[Part], lang: Lang) {
        if self.touched {
            return;
        }
        for row in &mut self.rows {
            let part = wanted.iter().find(|part| part.item == row.key);
            row.chosen = part.is_some();
            let amount = part.filter(|part| part.amount != row.free).map(|part| format::amount(lang, part.amount));
            row.amount.put(&amount.unwrap_or_default());
        }
    }

    /// True when at least one is named.
    #[must_use]
    pub fn any(&self) -> bool {
        self.rows.iter().any(|row| row.chosen)
    }

    /// The parts named, or what cannot be read.
    pub fn read(&self) -> Result<Vec<Part>, Say> {
        let named = self.rows.iter().filter_map(|row| row.read().map(|amount| (row, amount)));
        named.map(|(row, amount)| amount.map(|amount| Part { item: row.key.clone(), amount })).collect()
    }

    /// Their sum, when all can be read and are in one currency; nothing named: none.
    #[must_use]
    pub fn sum(&self) -> Option<Money> {
        let parts = self.read().ok()?;
        let currency = parts.first()?.amount.currency;
        let one = parts.iter().all(|part| part.amount.currency == currency);
        let minor = parts.iter().fold(0, |sum: i64, part| sum.saturating_add(part.amount.minor));
        one.then(|| Money::new(minor, currency))
    }

    /// The currency of the first one named.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.rows.iter().find(|row| row.chosen).map(|row| row.free.currency)
    }

    /// Takes a key or a paste.
    pub fn typed(&mut self, typed: &Typed) -> PartsStep {
        let Typed::Key(press) = typed else { return self.edit(typed) };
        let last = self.rows.len().saturating_sub(1);
        match press.code {
            Key::Up if self.at == 0 => PartsStep::Above,
            Key::Down if self.at >= last => PartsStep::Below,
            Key::Up => self.go(self.at - 1),
            Key::Down => self.go(self.at + 1),
            Key::PageUp => self.go(self.at.saturating_sub(10)),
            Key::PageDown => self.go((self.at + 10).min(last)),
            Key::Char('a' | 'A') if !press.ctrl && !press.alt => self.name_all(),
            Key::Char(' ') if self.amount_empty() => self.toggle(),
            Key::Backspace if self.amount_empty() => self.forget(),
            Key::Char(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End
            | Key::F(_) => self.edit(typed),
        }
    }

    fn amount_empty(&self) -> bool {
        self.rows.get(self.at).is_none_or(|row| row.amount.text().is_empty())
    }

    fn go(&mut self, at: usize) -> PartsStep {
        let moved = at != self.at;
        self.at = at;
        if moved { PartsStep::Moved } else { PartsStep::Same }
    }

    fn toggle(&mut self) -> PartsStep {
        let Some(row) = self.rows.get_mut(self.at) else { return PartsStep::Same };
        row.chosen = !row.chosen;
        self.touched = true;
        PartsStep::Changed
    }

    fn forget(&mut self) -> PartsStep {
        match self.rows.get_mut(self.at).filter(|row| row.chosen) {
            Some(row) => {
                row.chosen = false;
                self.touched = true;
                PartsStep::Changed
            }
            None => PartsStep::Same,
        }
    }

    /// All, or none when all are named already.
    fn name_all(&mut self) -> PartsStep {
        let all = self.rows.iter().all(|row| row.chosen);
        for row in &mut self.rows {
            row.chosen = !all;
        }
        self.touched = true;
        if self.rows.is_empty() { PartsStep::Same } else { PartsStep::Changed }
    }

    /// Typing an amount names the invoice.
    fn edit(&mut self, typed: &Typed) -> PartsStep {
        let Some(row) = self.rows.get_mut(self.at) else { return PartsStep::Same };
        let before = row.amount.text().to_owned();
        if !row.amount.typed(typed) {
            return PartsStep::Same;
        }
        if row.amount.text() == before {
            return PartsStep::Moved;
        }
        row.chosen |= !row.amount.text().is_empty();
        self.touched = true;
        PartsStep::Changed
    }

    /// What the draft keeps: one pair an invoice named.
    #[must_use]
    pub fn pairs(&self, id: &str) -> Vec<(String, String)> {
        let rows = self.rows.iter().filter(|row| row.chosen).map(|row| (&row.key, row.amount.text()));
        let lost = self.lost.iter().map(|(key, text)| (key, text.as_str()));
        rows.chain(lost).map(|(key, text)| (format!("{id}:{}", key_text(key)), text.to_owned())).collect()
    }

    /// Puts back one pair of a draft; it stands in the table once the case is read.
    pub fn restore(&mut self, key: &str, text: &str) {
        if let Some(key) = read_key(key) {
            self.touched = true;
            self.lost.retain(|(other, _)| *other != key);
            self.lost.push((key, text.to_owned()));
        }
    }
}

fn key_text(key: &ItemKey) -> String {
    format!("{}:{}:{}", key.case.0, key.source.0, key.number)
}

fn read_key(text: &str) -> Option<ItemKey> {
    let mut pieces = text.splitn(3, ':');
    let case = CaseId(pieces.next()?.parse().ok()?);
    let source = SourceId(pieces.next()?.parse().ok()?);
    Some(ItemKey { case, source, number: pieces.next()?.to_owned() })
}
