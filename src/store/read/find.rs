//! "Who is this?": finds cases by number, reference, invoice, phone, e-mail or name, from exact to near.
//! What never lives here: how keys are made (see `find_keys`), the screen.
//! `cli` and `runtime` call it through `Store::find` and `Store::resolve`.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rusqlite::Connection;

use crate::domain::values::text::fold;
use crate::domain::values::{CaseId, Day, Money};
use crate::store::read::{FindHit, Matched};
use crate::store::{Done, Store, bind, derived, find_keys};

/// Most matches one question gives back: more is a list nobody reads; type another letter instead.
pub const HITS_MAX: u32 = 200;
/// Longest question, in characters.
const QUERY_CHARS_MAX: usize = 100;
/// Cases of one word that are crossed with those of another: read from the index alone, a few milliseconds.
const WORD_CASES_MAX: i64 = 20_000;
/// Names read and sorted for one question: a word more common than this tells nothing yet, the next letter will.
const NAMES_READ_MAX: usize = 400;
/// Names looked at by the last, near-enough rung.
const NEAR_NAMES_MAX: i64 = 600;
/// Fewer digits than this do not look for a phone.
const PHONE_DIGITS_MIN: usize = 4;

impl Store {
    /// Finds a case by number (`C-000123`) or by the exact reference of its debtor; merges are not followed.
    /// A reference known from two sources names the case with the lower number.
    pub fn resolve(&self, text: &str) -> Done<Option<CaseId>> {
        self.read(|conn| {
            if let Ok(case) = text.parse::<CaseId>() {
                return known(conn, case);
            }
            let key = find_keys::squeeze(text);
            let exact = "SELECT k.case_id FROM find_key k WHERE k.key = $1 AND k.kind = $2 ORDER BY k.case_id LIMIT 1";
            let found = bind::first(conn, exact, &[&key, &find_keys::REFERENCE], |row| row.get(0).map(CaseId))?;
            Ok(found.filter(|_| !key.is_empty()))
        })
    }

    /// Cases that `query` may mean, best first: case number, reference, invoice, phone, e-mail, words of the name by
    /// their beginnings, and at last names that are near it. At most `limit` (and [`HITS_MAX`]); what is open is told as of
    /// `today`.
    pub fn find(&self, query: &str, today: Day, limit: u32) -> Done<Vec<FindHit>> {
        let limit = usize::try_from(limit.min(HITS_MAX)).unwrap_or(0);
        let query: String = query.trim().chars().take(QUERY_CHARS_MAX).collect();
        if query.is_empty() || limit == 0 {
            return Ok(vec![]);
        }
        self.read(|conn| {
            let mut hits = Hits { found: vec![], seen: BTreeSet::new(), limit };
            hits.add(query.parse().ok().map(|case| known(conn, case)).transpose()?.flatten(), Matched::Reference);
            climb(conn, &query, &mut hits)?;
            if hits.found.is_empty() {
                hits.add(near(conn, &query, limit)?, Matched::Name);
            }
            hits.found.into_iter().map(|(case, matched)| hit(conn, case, today, matched)).collect()
        })
    }
}

/// Matches so far, each case once, in the order found.
struct Hits {
    found: Vec<(CaseId, Matched)>,
    seen: BTreeSet<CaseId>,
    limit: usize,
}

impl Hits {
    fn add(&mut self, cases: impl IntoIterator<Item = CaseId>, matched: Matched) {
        for case in cases {
            if !self.full() && self.seen.insert(case) {
                self.found.push((case, matched));
            }
        }
    }

    fn full(&self) -> bool {
        self.found.len() >= self.limit
    }
}

/// The rungs that the index answers.
fn climb(conn: &Connection, query: &str, hits: &mut Hits) -> Done<()> {
    let squeezed = find_keys::squeeze(query);
    let limit = i64::try_from(hits.limit).unwrap_or(i64::MAX);
    let phone = find_keys::phone_digits(query);
    let only_digits = query.chars().all(|c| c.is_ascii_digit() || " +.()/-".contains(c));
    let phone = if only_digits && phone.len() >= PHONE_DIGITS_MIN { phone } else { String::new() };
    let rungs = [
        (find_keys::REFERENCE, squeezed.clone(), Matched::Reference),
        (find_keys::INVOICE, squeezed, Matched::Invoice),
        (find_keys::PHONE, phone, Matched::Phone),
        (find_keys::EMAIL, query.to_lowercase(), Matched::Email),
    ];
    for (kind, key, matched) in rungs {
        if !hits.full() && !key.is_empty() {
            hits.add(starting_with(conn, kind, &key, limit)?, matched);
        }
    }
    if !hits.full() {
        hits.add(named(conn, query, hits.limit)?, Matched::Name);
    }
    Ok(())
}

/// A case by number, when there is one.
fn known(conn: &Connection, case: CaseId) -> Done<Option<CaseId>> {
    bind::first(conn, "SELECT case_id FROM case_row WHERE case_id = $1", &[&case.0], |row| row.get(0).map(CaseId))
}

/// The first text after all those that begin with `prefix`.
fn after(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

/// Cases with a key of this kind that begins with `prefix`, the shortest keys first.
fn starting_with(conn: &Connection, kind: i64, prefix: &str, limit: i64) -> Done<Vec<CaseId>> {
    let sql = "SELECT k.case_id FROM find_key k WHERE k.key >= $1 AND k.key < $2 AND k.kind = $3 ORDER BY k.key, k.case_id LIMIT $4";
    bind::rows(conn, sql, &[&prefix, &after(prefix), &kind, &limit], |row| row.get(0).map(CaseId))
}

/// Cases whose name has a word beginning with each word typed; whole words before beginnings, then by name.
fn named(conn: &Connection, query: &str, limit: usize) -> Done<Vec<CaseId>> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let cap = if words.len() == 1 { i64::try_from(NAMES_READ_MAX).unwrap_or(i64::MAX) } else { WORD_CASES_MAX };
    let mut cases: Option<BTreeSet<CaseId>> = None;
    for word in &words {
        let of_word: BTreeSet<CaseId> = starting_with(conn, find_keys::NAME, word, cap)?.into_iter().collect();
        cases = Some(match cases {
            None => of_word,
            Some(before) => before.intersection(&of_word).copied().collect(),
        });
    }
    let mut found = Vec::new();
    for case in cases.unwrap_or_default().into_iter().take(NAMES_READ_MAX) {
        let sql = "SELECT name, sort_key FROM case_row WHERE case_id = $1";
        if let Some((name, sort_key)) =
            bind::first(conn, sql, &[&case.0], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))?
        {
            let folded = fold(&name);
            let whole = words.iter().filter(|word| folded.split(' ').any(|have| have == **word)).count();
            found.push((words.len() - whole, !folded.starts_with(words[0]), sort_key, case));
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, _, _, case)| case).take(limit).collect())
}

/// Names near to what was typed (letters left out or swapped), among those with a word of the same first two letters,
/// else of the same first. A name that holds all letters in their order beats any that misses one.
fn near(conn: &Connection, query: &str, limit: usize) -> Done<Vec<CaseId>> {
    let folded = fold(query);
    let matcher = SkimMatcherV2::default();
    for letters in [2, 1] {
        let prefix: String = folded.chars().take(letters).collect();
        if prefix.is_empty() {
            break;
        }
        let sql = "SELECT k.case_id, r.name FROM find_key k CROSS JOIN case_row r
                   WHERE k.key >= $1 AND k.key < $2 AND k.kind = $3 AND r.case_id = k.case_id ORDER BY k.key, k.case_id LIMIT $4";
        let names = bind::rows(conn, sql, &[&prefix, &after(&prefix), &find_keys::NAME, &NEAR_NAMES_MAX], |row| {
            Ok((CaseId(row.get(0)?), fold(row.get_ref(1)?.as_str()?)))
        })?;
        let whole = scored(&names, |name| matcher.fuzzy_match(name, &folded));
        let found = if whole.is_empty() { scored(&names, |name| all_but_one(&matcher, name, &folded)) } else { whole };
        if !found.is_empty() {
            return Ok(found.into_iter().take(limit).collect());
        }
    }
    Ok(vec![])
}

/// Cases with a score, best first, each once.
fn scored(names: &[(CaseId, String)], score: impl Fn(&str) -> Option<i64>) -> Vec<CaseId> {
    let mut found: Vec<(i64, CaseId)> =
        names.iter().filter_map(|(case, name)| score(name).map(|score| (-score, *case))).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, case)| case).collect()
}

/// Score of a name that holds all letters typed but one, in their order.
fn all_but_one(matcher: &SkimMatcherV2, name: &str, typed: &str) -> Option<i64> {
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() <= 3 {
        return None;
    }
    let without = |skip: usize| -> String {
        letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, letter)| *letter).collect()
    };
    (0..letters.len()).filter_map(|skip| matcher.fuzzy_match(name, &without(skip))).max()
}

fn hit(conn: &Connection, case: CaseId, today: Day, matched: Matched) -> Done<FindHit> {
    let row = derived::row_for(conn, case, today)?;
    let open = row.money.iter().map(|money| Money::new(money.open, money.currency)).collect();
    Ok(FindHit { case, name: row.name, reference: row.reference, matched, open, collector: row.collector })
}
