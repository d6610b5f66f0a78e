//! "Who is this?": finds cases by number, reference, invoice, phone, e-mail or name, from exact to near.
//! What never lives here: how keys are made (see `find_keys`), the screen.
//! `cli` and `runtime` call it through `Store::find` and `Store::resolve`.

use std::collections::BTreeSet;

use fuzzy_matcher::skim::SkimMatcherV2;
use rusqlite::Connection;

use super::likeness::{self, Likeness, Typed};
use super::near_words;
use crate::domain::values::text::fold_places;
use crate::domain::values::{CaseId, Day, Money};
use crate::store::prepared::Prepared;
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
/// With fewer matches than this, words near to those typed are looked for too: what a person sees without moving.
const ENOUGH: usize = 5;
/// Shorter words than this are not looked for by their slips: nearly everything is near them.
const NEAR_LETTERS_MIN: usize = 3;
/// Near words taken for one word typed, the nearest first.
const NEAR_WORDS_MAX: usize = 40;
/// Cases of near words for one word typed alone: their names are read.
const NEAR_CASES_MAX: i64 = 400;
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
    /// their beginnings, and names that are near it when those are few. At most `limit` (and [`HITS_MAX`]); what is open is told as of
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
            let squeezed = find_keys::squeeze(&query);
            hits.found.into_iter().map(|found| hit(conn, found, today, &squeezed)).collect()
        })
    }
}

/// A case found, by what, and for a name the places of the letters that matched.
struct Found {
    case: CaseId,
    matched: Matched,
    marks: Vec<u32>,
}

/// Matches so far, each case once, in the order found.
struct Hits {
    found: Vec<Found>,
    seen: BTreeSet<CaseId>,
    limit: usize,
}

impl Hits {
    fn add(&mut self, cases: impl IntoIterator<Item = CaseId>, matched: Matched) {
        self.add_marked(cases.into_iter().map(|case| (case, vec![])), matched);
    }

    fn add_marked(&mut self, cases: impl IntoIterator<Item = (CaseId, Vec<u32>)>, matched: Matched) {
        for (case, marks) in cases {
            if !self.full() && self.seen.insert(case) {
                self.found.push(Found { case, matched, marks });
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
            if matches!(matched, Matched::Phone | Matched::Email) && !hits.full() {
                hits.add(learnt(conn, kind, &key, limit)?, matched);
            }
        }
    }
    if !hits.full() {
        let enough = ENOUGH.saturating_sub(hits.found.len());
        hits.add_marked(named(conn, query, enough)?, Matched::Name);
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

/// Cases that a person gave a number or address to that begins with `prefix`; the last word on each.
fn learnt(conn: &Connection, kind: i64, prefix: &str, limit: i64) -> Done<Vec<CaseId>> {
    let sql =
        "SELECT DISTINCT coalesce(r.merged_into, r.case_id) FROM point_owner p JOIN batch b ON b.batch_id = p.batch_id
         JOIN case_row r ON r.case_id = p.case_id
         WHERE p.kind = $1 AND p.point >= $2 AND p.point < $3 AND b.state = 'complete'
           AND NOT EXISTS (SELECT 1 FROM point_owner l JOIN batch lb ON lb.batch_id = l.batch_id
             WHERE l.kind = p.kind AND l.point = p.point AND lb.state = 'complete' AND l.batch_id > p.batch_id)
         ORDER BY 1 LIMIT $4";
    bind::rows(conn, sql, &[&kind, &prefix, &after(prefix), &limit], |row| row.get(0).map(CaseId))
}

/// Cases by their names, the nearest first: words by their beginnings and other forms; when that is little, words near to
/// what was typed as well.
fn named(conn: &Connection, query: &str, enough: usize) -> Done<Vec<(CaseId, Vec<u32>)>> {
    let typed = Typed::new(query);
    if typed.words.is_empty() {
        return Ok(vec![]);
    }
    let mut sets = vec![];
    for word in &typed.words {
        sets.push(of_word(conn, word, typed.words.len())?);
    }
    let cases = narrowed(&typed, &sets);
    let mut ranked = ranked(conn, &typed, &cases)?;
    if ranked.len() < enough {
        let known: BTreeSet<i64> = cases.into_iter().collect();
        let mut more = near(conn, &typed, &mut sets)?;
        more.retain(|case| !known.contains(case));
        ranked.extend(self::ranked(conn, &typed, &more)?);
        ranked.sort_unstable();
    }
    Ok(ranked.into_iter().map(|found| (found.case, found.marks)).collect())
}

/// A name compared with what was typed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    cost: u32,
    reordered: bool,
    sort_key: Vec<u8>,
    case: CaseId,
    marks: Vec<u32>,
}

fn ranked(conn: &Connection, typed: &Typed, cases: &[i64]) -> Done<Vec<Ranked>> {
    let matcher = SkimMatcherV2::default();
    let mut read = Prepared::new(conn, "SELECT name, sort_key FROM case_row WHERE case_id = $1", 1)?;
    let mut found = vec![];
    for case in cases.iter().take(NAMES_READ_MAX) {
        read.each(&[case], |row| {
            if let Some(likeness) = typed.likeness(row.get_ref(0)?.as_str()?, &matcher) {
                let Likeness { cost, reordered, marks } = likeness;
                found.push(Ranked { cost, reordered, sort_key: row.get(1)?, case: CaseId(*case), marks });
            }
            Ok(false)
        })?;
    }
    found.sort_unstable();
    Ok(found)
}

/// Cases with a word that begins with what was typed, or is another form of it. Of one word typed alone no more are taken
/// than names are read, by the order of the words; of several, what is sorted can be crossed.
fn of_word(conn: &Connection, word: &str, words: usize) -> Done<Vec<i64>> {
    let cap = if words == 1 { i64::try_from(NAMES_READ_MAX).unwrap_or(i64::MAX) } else { WORD_CASES_MAX };
    let mut cases = vec![];
    for form in likeness::forms(word) {
        cases.extend(beginning_with(conn, form, cap)?);
    }
    cases.extend(beginning_with(conn, word, cap)?);
    if words > 1 {
        cases.sort_unstable();
    }
    Ok(cases)
}

fn beginning_with(conn: &Connection, word: &str, cap: i64) -> Done<Vec<i64>> {
    let sql = "SELECT k.case_id FROM find_key k WHERE k.kind = $1 AND k.key >= $2 AND k.key < $3
               ORDER BY k.key, k.case_id LIMIT $4";
    bind::rows(conn, sql, &[&find_keys::NAME, &word, &after(word), &cap], |row| row.get(0))
}

/// What all words have in common; when that is little, what the words that say much have in common.
fn narrowed(typed: &Typed, sets: &[Vec<i64>]) -> Vec<i64> {
    let mut all = together(sets.iter());
    if all.len() < ENOUGH {
        let weighty = typed.words.iter().zip(sets).filter(|(word, _)| !likeness::is_light(word)).map(|(_, set)| set);
        let more = together(weighty);
        all.extend(more);
    }
    dedup(&mut all);
    all
}

/// Each once, in the order they came.
fn dedup(cases: &mut Vec<i64>) {
    let mut seen = BTreeSet::new();
    cases.retain(|case| seen.insert(*case));
}

/// Cases that are in every set; of one set, its cases in their own order.
fn together<'a>(sets: impl Iterator<Item = &'a Vec<i64>>) -> Vec<i64> {
    let mut sets: Vec<&Vec<i64>> = sets.collect();
    sets.sort_by_key(|set| set.len());
    let Some((least, others)) = sets.split_first() else { return vec![] };
    least.iter().copied().filter(|case| others.iter().all(|set| set.binary_search(case).is_ok())).collect()
}

/// Cases by words near to those typed; `sets` grows by them.
fn near(conn: &Connection, typed: &Typed, sets: &mut [Vec<i64>]) -> Done<Vec<i64>> {
    let several = typed.words.len() > 1;
    let mut seeks = near_words::SEEKS_MAX;
    for (word, set) in typed.words.iter().zip(sets.iter_mut()) {
        let letters = word.chars().count();
        let comparable = (NEAR_LETTERS_MIN..=likeness::WORD_CHARS_MAX).contains(&letters);
        if !comparable || likeness::is_light(word) {
            continue;
        }
        let mut near = near_words::near_words(conn, word, 1, &mut seeks)?;
        if near.is_empty() && likeness::slips_max(letters) > 1 {
            near = near_words::near_words(conn, word, 2, &mut seeks)?;
        }
        for other in likeness::sounding(word) {
            set.extend(beginning_with(conn, &other, if several { WORD_CASES_MAX } else { NEAR_CASES_MAX })?);
        }
        // Several words share what is crossed; of one typed alone each near word has its turn.
        let mut left = if several { WORD_CASES_MAX } else { NEAR_CASES_MAX };
        let turns = i64::try_from(near.len().clamp(1, NEAR_WORDS_MAX)).unwrap_or(1);
        for one in near.iter().take(NEAR_WORDS_MAX) {
            let more = beginning_with(conn, &one.beginning, if several { left } else { NEAR_CASES_MAX / turns })?;
            left -= i64::try_from(more.len()).unwrap_or(left);
            set.extend(more);
        }
        if several {
            set.sort_unstable();
            set.dedup();
        }
    }
    let mut cases = narrowed(typed, sets);
    let weighty: Vec<usize> = (0..sets.len()).filter(|at| !likeness::is_light(&typed.words[*at])).collect();
    if cases.len() < ENOUGH && weighty.len() > 2 {
        // One word may be wrong altogether.
        for out in &weighty {
            cases.extend(together(weighty.iter().filter(|at| *at != out).map(|at| &sets[*at])));
        }
    }
    if cases.len() < ENOUGH {
        // A rare name says who it is, whatever stands beside it.
        let rarest = weighty.iter().map(|at| &sets[*at]).filter(|set| !set.is_empty()).min_by_key(|set| set.len());
        cases.extend(rarest.into_iter().flatten().take(NAMES_READ_MAX));
    }
    cases.extend(glued(conn, typed)?);
    dedup(&mut cases);
    Ok(cases)
}

/// Words written together that the name has apart, and the other way round.
fn glued(conn: &Connection, typed: &Typed) -> Done<Vec<i64>> {
    let cap = i64::try_from(NAMES_READ_MAX).unwrap_or(i64::MAX);
    let [word] = typed.words.as_slice() else { return beginning_with(conn, &typed.words.concat(), cap) };
    let places: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(NEAR_LETTERS_MIN).collect();
    for at in places.iter().take(places.len().saturating_sub(NEAR_LETTERS_MIN - 1)) {
        let (one, two) = word.split_at(*at);
        let there = "SELECT k.case_id FROM find_key k WHERE k.kind = $1 AND k.key = $2 ORDER BY k.case_id LIMIT $3";
        let whole = |cap: i64| bind::rows(conn, there, &[&find_keys::NAME, &one, &cap], |row| row.get::<_, i64>(0));
        if whole(1)?.is_empty() || beginning_with(conn, two, 1)?.is_empty() {
            continue;
        }
        let (one, two) = (whole(WORD_CASES_MAX)?, beginning_with(conn, two, WORD_CASES_MAX)?);
        let both: Vec<i64> = two.into_iter().filter(|case| one.binary_search(case).is_ok()).collect();
        if !both.is_empty() {
            return Ok(both);
        }
    }
    Ok(vec![])
}

fn hit(conn: &Connection, found: Found, today: Day, squeezed: &str) -> Done<FindHit> {
    let Found { case, matched, mut marks } = found;
    let row = derived::row_for(conn, case, today)?;
    let open = row.money.iter().map(|money| Money::new(money.open, money.currency)).collect();
    // A reference is found by its beginning, without its spaces and signs; not so a case by its number.
    if matched == Matched::Reference && find_keys::squeeze(&row.reference).starts_with(squeezed) {
        let letters = fold_places(&row.reference).into_iter().filter(|(letter, _)| *letter != ' ');
        marks = letters.map(|(_, place)| place).take(squeezed.chars().count()).collect();
    }
    Ok(FindHit { case, name: row.name, reference: row.reference, matched, marks, open, collector: row.collector })
}
