//! Words of the index near to a word typed: a walk over the sorted words that looks only where a near one can be.
//! What never lives here: ranking (see `likeness`).
//! `find` calls it when exact words and beginnings give too little.
//!
//! The words are sorted, so they are a tree of letters: below each beginning the walk asks for the next word that begins
//! with it and one letter more, and leaves a beginning once it differs in more letters than allowed. No index of its own:
//! what a name can be found by is found by its slips too, the moment it is written.

use rusqlite::Connection;

use super::super::prepared::Prepared;
use crate::store::{Done, find_keys};

/// Questions to the index for everything typed: some 15 ms at most, whatever was typed.
pub(super) const SEEKS_MAX: u32 = 4_000;

/// A beginning near to the word typed: every word below it is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NearWord {
    /// Slips in it.
    pub(super) slips: u32,
    /// The beginning.
    pub(super) beginning: String,
}

/// Beginnings of words with at most `slips` letters wrong, left out, too many or swapped, the nearest first.
/// `left`: questions that may still be asked; with none left, what was found by then is answered.
pub(super) fn near_words(conn: &Connection, typed: &str, slips: u32, left: &mut u32) -> Done<Vec<NearWord>> {
    let sql = "SELECT key FROM find_key WHERE kind = $1 AND key >= $2 ORDER BY key LIMIT 1";
    let typed: Vec<char> = typed.chars().collect();
    let row: Vec<u32> = (0..).take(typed.len() + 1).collect();
    let mut walk = Walk { seek: Prepared::new(conn, sql, 2)?, typed, slips, left: *left, found: vec![] };
    walk.below(&mut String::new(), &Row { letters: row, before: vec![], last: None })?;
    *left = walk.left;
    walk.found.sort_unstable();
    Ok(walk.found)
}

/// The slips between a beginning and each beginning of the word typed.
struct Row {
    letters: Vec<u32>,
    /// Those of the beginning one letter shorter.
    before: Vec<u32>,
    /// The last letter of the beginning.
    last: Option<char>,
}

impl Row {
    fn next(&self, typed: &[char], c: char) -> Self {
        let mut letters = vec![self.letters[0] + 1];
        for (j, t) in typed.iter().enumerate() {
            let mut best = (self.letters[j] + u32::from(*t != c)).min(self.letters[j + 1] + 1).min(letters[j] + 1);
            if j > 0 && typed[j - 1] == c && self.last == Some(*t) && !self.before.is_empty() {
                best = best.min(self.before[j - 1] + 1);
            }
            letters.push(best);
        }
        Self { letters, before: self.letters.clone(), last: Some(c) }
    }

    fn least(&self) -> u32 {
        self.letters.iter().copied().min().unwrap_or(u32::MAX)
    }

    fn whole(&self) -> u32 {
        self.letters.last().copied().unwrap_or(u32::MAX)
    }
}

struct Walk<'c> {
    seek: Prepared<'c>,
    typed: Vec<char>,
    slips: u32,
    left: u32,
    found: Vec<NearWord>,
}

impl Walk<'_> {
    /// The first word from `from` on.
    fn seek(&mut self, from: &str) -> Done<Option<String>> {
        self.left = self.left.saturating_sub(1);
        let mut word = None;
        self.seek.each(&[&find_keys::NAME, &from], |row| {
            word = Some(row.get(0)?);
            Ok(false)
        })?;
        Ok(word)
    }

    fn below(&mut self, beginning: &mut String, row: &Row) -> Done<()> {
        if row.whole() <= self.slips {
            self.found.push(NearWord { slips: row.whole(), beginning: beginning.clone() });
            if row.whole() == row.least() {
                return Ok(());
            }
        }
        if row.least() == self.slips {
            // Nothing may go wrong any more: only letters that were typed about here can come next.
            return self.only_typed(beginning, row);
        }
        let mut from = '0';
        while self.left > 0 {
            let length = beginning.len();
            beginning.push(from);
            let word = self.seek(beginning);
            beginning.truncate(length);
            let Some(c) = word?.and_then(|word| word.strip_prefix(beginning.as_str())?.chars().next()) else { break };
            self.step(beginning, row, c)?;
            let Some(after) = char::from_u32(u32::from(c) + 1) else { break };
            from = after;
        }
        Ok(())
    }

    fn only_typed(&mut self, beginning: &mut String, row: &Row) -> Done<()> {
        let mut letters: Vec<char> = vec![];
        for (at, slips) in row.letters.iter().enumerate() {
            if *slips <= self.slips {
                letters
                    .extend(self.typed.get(at.saturating_sub(1)..(at + 2).min(self.typed.len())).unwrap_or_default());
            }
        }
        letters.sort_unstable();
        letters.dedup();
        for c in letters {
            if self.left == 0 || row.next(&self.typed, c).least() > self.slips {
                continue;
            }
            let length = beginning.len();
            beginning.push(c);
            let word = self.seek(beginning)?;
            let there = word.is_some_and(|word| word.starts_with(beginning.as_str()));
            beginning.truncate(length);
            if there {
                self.step(beginning, row, c)?;
            }
        }
        Ok(())
    }

    fn step(&mut self, beginning: &mut String, row: &Row, c: char) -> Done<()> {
        let next = row.next(&self.typed, c);
        if next.least() > self.slips {
            return Ok(());
        }
        let length = beginning.len();
        beginning.push(c);
        let done = self.below(beginning, &next);
        beginning.truncate(length);
        done
    }
}
