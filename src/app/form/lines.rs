//! The table of instalments: every line with its day and amount; one is typed over, and what that does to the others is
//! seen at once.
//! What never lives here: drawing, the arithmetic (see `domain::schedule`), whether it may be agreed (the domain refuses).
//! Sheets of plans hold one.

use std::collections::BTreeMap;

use crate::domain::codes::Every;
use crate::domain::command::Refusal;
use crate::domain::schedule::{Instalment, LINES_MAX, changed, nth_day};
use crate::domain::values::{Day, Money};
use crate::i18n::read;
use crate::input::Key;

use super::super::say::{Fact, Say, refused};
use super::Typed;
use super::common::WHEN_CHARS_MAX;
use super::line::Line;
use super::parts::{AMOUNT_CHARS_MAX, PartsStep};
use super::sheet::unread;

/// Where the hand is in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// On its day.
    #[default]
    Day,
    /// On its amount.
    Amount,
}

/// Where the hand was, among the pairs of a draft.
const HAND: &str = "hand";

/// What is typed over a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Over {
    on: Line,
    amount: Line,
}

impl Default for Over {
    fn default() -> Self {
        Self { on: Line::new(WHEN_CHARS_MAX), amount: Line::new(AMOUNT_CHARS_MAX) }
    }
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// As they would be without anything typed.
    base: Vec<Instalment>,
    /// As they are.
    rows: Vec<Instalment>,
    /// So many of the first ones cannot be changed.
    fixed: usize,
    typed: BTreeMap<usize, Over>,
    /// Line under the hand.
    pub at: usize,
    /// Column under the hand.
    pub column: Column,
    trouble: Option<Say>,
}

impl Lines {
    /// The lines as they are.
    #[must_use]
    pub fn rows(&self) -> &[Instalment] {
        &self.rows
    }

    /// … or why what is typed cannot be.
    pub fn read(&self) -> Result<&[Instalment], Say> {
        self.trouble.clone().map_or(Ok(&self.rows), Err)
    }

    /// True when a person typed over a line that there is.
    #[must_use]
    pub fn touched(&self) -> bool {
        self.typed.range(..self.rows.len()).next().is_some()
    }

    /// How many of the first lines cannot be changed.
    #[must_use]
    pub fn fixed(&self) -> usize {
        self.fixed
    }

    /// What a cell holds as typed; `None`: nothing is typed there.
    #[must_use]
    pub fn cell(&self, at: usize, column: Column) -> Option<&Line> {
        let over = self.typed.get(&at)?;
        let line = match column {
            Column::Day => &over.on,
            Column::Amount => &over.amount,
        };
        (!line.text().is_empty()).then_some(line)
    }

    /// True when a line is not what it would be without anything typed.
    #[must_use]
    pub fn moved(&self, at: usize) -> bool {
        self.base.get(at) != self.rows.get(at)
    }

    /// Lines that bear each other's changes; the first `fixed` stand.
    pub fn fill(&mut self, base: Vec<Instalment>, fixed: usize, today: Day) {
        (self.rows, self.fixed, self.trouble) = (base.clone(), fixed, None);
        self.base = base;
        for (at, over) in self.typed.iter().filter(|(at, _)| **at >= fixed && **at < self.base.len()) {
            let Some(line) = self.rows.get(*at).copied() else { break };
            match typed_over(over, line, today).and_then(|to| borne(&self.rows, *at, to)) {
                Ok(rows) => self.rows = rows,
                Err(say) => {
                    self.trouble = Some(say);
                    break;
                }
            }
        }
        self.keep_hand();
    }

    /// Free lines: each takes what is typed in it, the last one what is left; a month apart unless another day is typed.
    pub fn fill_free(&mut self, total: Money, first: Day, today: Day) {
        (self.base, self.fixed, self.trouble) = (vec![], 0, None);
        self.rows = vec![];
        let (mut left, mut next) = (total, first);
        while left.minor > 0 && self.rows.len() < LINES_MAX {
            let line = (next, left);
            let over = self.typed.get(&self.rows.len());
            let to = match over.map_or(Ok(line), |over| typed_over(over, line, today)) {
                Ok(to) if to.1.minor > left.minor => {
                    self.trouble = Some(Say::new("form-line-above").with("left", Fact::Money(left)));
                    line
                }
                Ok(to) => to,
                Err(say) => {
                    self.trouble = Some(say);
                    line
                }
            };
            self.rows.push(to);
            if self.trouble.is_some() {
                break;
            }
            left.minor -= to.1.minor;
            next = nth_day(to.0, Every::Month, 1);
        }
        self.base.clone_from(&self.rows);
        self.keep_hand();
    }

    fn keep_hand(&mut self) {
        // Before the case is read there is no line, and the hand stays where a draft left it.
        if self.rows.is_empty() {
            return;
        }
        self.at = self.at.max(self.fixed).min(self.rows.len().saturating_sub(1));
    }

    /// Takes a key or a paste.
    pub fn typed(&mut self, typed: &Typed) -> PartsStep {
        let last = self.rows.len().saturating_sub(1);
        let Typed::Key(press) = typed else { return self.edit(typed) };
        match press.code {
            Key::Up if self.at <= self.fixed => PartsStep::Above,
            Key::Down if self.at >= last => PartsStep::Below,
            Key::Up => self.go(self.at - 1),
            Key::Down => self.go(self.at + 1),
            Key::PageUp => self.go(self.at.saturating_sub(10).max(self.fixed)),
            Key::PageDown => self.go((self.at + 10).min(last)),
            Key::Left | Key::Right => {
                self.column = if self.column == Column::Day { Column::Amount } else { Column::Day };
                PartsStep::Moved
            }
            Key::Char(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::Home
            | Key::End
            | Key::F(_) => self.edit(typed),
        }
    }

    fn go(&mut self, at: usize) -> PartsStep {
        let moved = at != self.at;
        self.at = at;
        if moved { PartsStep::Moved } else { PartsStep::Same }
    }

    fn edit(&mut self, typed: &Typed) -> PartsStep {
        if self.at < self.fixed || self.at >= self.rows.len() {
            return PartsStep::Same;
        }
        let over = self.typed.entry(self.at).or_default();
        let line = match self.column {
            Column::Day => &mut over.on,
            Column::Amount => &mut over.amount,
        };
        let before = line.text().to_owned();
        let moved = line.typed(typed);
        let changed = line.text() != before;
        self.typed.retain(|_, over| !(over.on.text().is_empty() && over.amount.text().is_empty()));
        match (moved, changed) {
            (_, true) => PartsStep::Changed,
            (true, false) => PartsStep::Moved,
            (false, false) => PartsStep::Same,
        }
    }

    /// What the draft keeps: one pair a cell typed over.
    #[must_use]
    pub fn pairs(&self, id: &str) -> Vec<(String, String)> {
        let cells = self.typed.iter().flat_map(|(at, over)| [(at, "on", &over.on), (at, "amount", &over.amount)]);
        let typed = cells.filter(|(_, _, line)| !line.text().is_empty());
        let mut out: Vec<_> =
            typed.map(|(at, column, line)| (format!("{id}:{at}:{column}"), line.text().to_owned())).collect();
        if !out.is_empty() {
            out.push((
                format!("{id}:{}:{HAND}", self.at),
                if self.column == Column::Day { "on" } else { "amount" }.into(),
            ));
        }
        out
    }

    /// Puts back one pair of a draft.
    pub fn restore(&mut self, cell: &str, text: &str) {
        let Some((at, column)) = cell.split_once(':') else { return };
        let Some(at) = at.parse().ok().filter(|at| *at < LINES_MAX) else { return };
        if column == HAND {
            (self.at, self.column) = (at, if text == "on" { Column::Day } else { Column::Amount });
            return;
        }
        let over: &mut Over = self.typed.entry(at).or_default();
        match column {
            "on" => over.on.put(text),
            _amount => over.amount.put(text),
        }
    }
}

/// The line as it is typed over: what is not typed stays.
fn typed_over(over: &Over, line: Instalment, today: Day) -> Result<Instalment, Say> {
    let typed = |line: &Line| !line.text().trim().is_empty();
    let on = if typed(&over.on) { read::day(over.on.text(), today).map_err(unread)? } else { line.0 };
    if !typed(&over.amount) {
        return Ok((on, line.1));
    }
    match read::amount(over.amount.text(), line.1.currency) {
        Ok(money) if money.minor <= 0 => Err(refused(&Refusal::AmountNotPositive)),
        Ok(money) => Ok((on, money)),
        Err(error) => Err(unread(error)),
    }
}

/// The lines with one of them changed, or why the others cannot bear it.
fn borne(rows: &[Instalment], at: usize, to: Instalment) -> Result<Vec<Instalment>, Say> {
    if let Some(lines) = changed(rows, at, to) {
        return Ok(lines);
    }
    let before = at.checked_sub(1).and_then(|before| rows.get(before)).is_some_and(|line| line.0 >= to.0);
    let after = rows.get(at + 1).is_some_and(|line| line.0 <= to.0);
    if before || after {
        return Err(Say::new("form-line-days").with("day", Fact::Day(to.0)));
    } else if at + 1 == rows.len() {
        return Err(Say::new("form-line-last"));
    }
    let most: i64 = rows.iter().skip(at).map(|(_, money)| money.minor).sum();
    Err(Say::new("form-line-above").with("left", Fact::Money(Money::new(most, to.1.currency))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schedule::instalments;
    use crate::domain::values::Currency;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn press(lines: &mut Lines, keys: &str) {
        for press in crate::input::keys(keys).unwrap() {
            lines.typed(&Typed::Key(press));
        }
    }

    fn minors(lines: &Lines) -> Vec<i64> {
        lines.rows().iter().map(|(_, money)| money.minor).collect()
    }

    #[test]
    fn one_line_typed_over_is_borne_by_the_last_and_emptied_is_as_it_was() {
        let base = instalments(Money::new(40_000, Currency::EUR), 4, day("2026-03-31"), Every::Month);
        let today = day("2026-03-01");
        let mut lines = Lines::default();
        lines.fill(base.clone(), 0, today);
        press(&mut lines, "<down> <right> 150");
        lines.fill(base.clone(), 0, today);
        assert_eq!(minors(&lines), [10_000, 15_000, 10_000, 5_000]);
        assert_eq!((lines.moved(0), lines.moved(1), lines.moved(3)), (false, true, true));
        let mut again = Lines::default();
        lines.pairs("l").iter().for_each(|(name, text)| again.restore(name.split_once(':').unwrap().1, text));
        again.fill(base.clone(), 0, today);
        assert_eq!(again.rows(), lines.rows(), "the draft brings it back");
        press(&mut lines, "<ctrl-u> 500");
        lines.fill(base.clone(), 0, today);
        assert!(lines.read().is_err() && minors(&lines) == [10_000; 4]);
        press(&mut lines, "<ctrl-u>");
        lines.fill(base.clone(), 0, today);
        assert!(lines.read().is_ok() && !lines.touched());
        press(&mut lines, "<down> <down> 50");
        lines.fill(base, 0, today);
        assert_eq!(lines.read().unwrap_err().id, "form-line-last");
    }

    #[test]
    fn free_lines_leave_the_rest_to_the_last() {
        let (total, today) = (Money::new(90_000, Currency::EUR), day("2026-03-01"));
        let mut lines = Lines::default();
        lines.fill_free(total, day("2026-03-31"), today);
        assert_eq!(minors(&lines), [90_000]);
        press(&mut lines, "<right> 200");
        lines.fill_free(total, day("2026-03-31"), today);
        press(&mut lines, "<down> 300 <left> 5/5");
        lines.fill_free(total, day("2026-03-31"), today);
        assert_eq!(minors(&lines), [20_000, 30_000, 40_000]);
        assert_eq!(lines.rows()[2].0, day("2026-06-05"));
        press(&mut lines, "<right> <ctrl-u> 700,01");
        lines.fill_free(total, day("2026-03-31"), today);
        assert_eq!(lines.read().unwrap_err().id, "form-line-above");
    }
}
