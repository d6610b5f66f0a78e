//! How near a name is to what was typed: words in any order, beginnings, abbreviations, slips of the finger.
//! What never lives here: SQL, a look at the book.
//! `find` ranks with it what the index narrowed; the marks it leaves are shown under the letters.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::values::text::{fold, fold_places};

/// Longest word compared letter by letter: longer ones are compared by their beginning.
pub(super) const WORD_CHARS_MAX: usize = 24;
/// Cost of a word typed that the name does not have.
const MISSING: u32 = 14;
/// Cost of a letter wrong, left out, too many, or swapped with its neighbour.
const SLIP: u32 = 3;
/// Cost of another writing of the same sound.
const SOUND: u32 = 4;

/// Short and long forms of the same word, as people shorten them on paper.
const FORMS: &[&[&str]] = &[
    &["ste", "societe", "soc"],
    &["ste", "sainte"],
    &["st", "saint"],
    &["ets", "etablissements", "etablissement", "etab"],
    &["cie", "compagnie"],
    &["co", "company"],
    &["gle", "generale"],
    &["gal", "general"],
    &["frs", "fres", "freres"],
    &["bros", "brothers"],
    &["bat", "batiment", "batiments"],
    &["ent", "entreprise", "entreprises"],
    &["asso", "assoc", "association"],
    &["intl", "international", "internationale"],
    &["mfg", "manufacturing"],
    &["ltd", "limited"],
    &["dr", "docteur", "doctor"],
    &["gpt", "groupement"],
    &["tpts", "transp", "transports", "transport"],
];

/// Words that say little: legal forms, titles, articles. What is typed is found without them.
const LIGHT: &[&str] = &[
    "sarl",
    "sas",
    "sasu",
    "sa",
    "eurl",
    "sci",
    "scop",
    "snc",
    "ei",
    "selarl",
    "gie",
    "scea",
    "earl",
    "ste",
    "societe",
    "soc",
    "ets",
    "etablissements",
    "etablissement",
    "ltd",
    "limited",
    "plc",
    "llc",
    "inc",
    "gmbh",
    "et",
    "and",
    "de",
    "du",
    "des",
    "d",
    "l",
    "la",
    "le",
    "les",
    "the",
    "of",
    "mr",
    "mme",
    "m",
    "monsieur",
    "madame",
    "mrs",
    "ms",
];

/// Ways of writing the same sound, in French mostly: the first stands for the second.
const SOUNDS: &[(&str, &str)] = &[
    ("eau", "o"),
    ("au", "o"),
    ("ph", "f"),
    ("th", "t"),
    ("qu", "k"),
    ("ai", "e"),
    ("er", "e"),
    ("en", "an"),
    ("y", "i"),
    ("x", "s"),
    ("z", "s"),
    ("c", "k"),
    ("g", "j"),
];

/// A word as it sounds: one writing for each sound, no letter twice in a row.
fn sound(word: &str) -> String {
    let mut sounded = word.to_owned();
    for (written, said) in SOUNDS {
        sounded = sounded.replace(written, said);
    }
    let mut out = String::with_capacity(sounded.len());
    for c in sounded.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Other writings of a word in which one sound, not the first letter, is written the other way.
pub(super) fn sounding(word: &str) -> Vec<String> {
    let mut out = vec![];
    for (one, two) in SOUNDS {
        for (from, to) in [(one, two), (two, one)] {
            for (at, _) in word.match_indices(from).filter(|(at, _)| *at > 0) {
                let mut other = word.to_owned();
                other.replace_range(at..at + from.len(), to);
                out.push(other);
            }
        }
    }
    out
}

/// The other forms of a word.
pub(super) fn forms(word: &str) -> Vec<&'static str> {
    let groups = FORMS.iter().filter(|forms| forms.contains(&word));
    groups.flat_map(|forms| forms.iter().copied()).filter(|form| *form != word).collect()
}

/// True for a word that says little.
pub(super) fn is_light(word: &str) -> bool {
    LIGHT.contains(&word)
}

/// Slips allowed in a word of so many letters.
pub(super) fn slips_max(letters: usize) -> u32 {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// How near a name is; the smaller the cost, the nearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Likeness {
    /// 0: every word typed is one of the name, whole, and the name has no other.
    pub(super) cost: u32,
    /// The words stand in another order in the name: of two as near, the one that has them as typed comes first.
    pub(super) reordered: bool,
    /// Places of the letters that matched, among the characters of the name.
    pub(super) marks: Vec<u32>,
}

/// What was typed, made ready to be compared with many names.
#[derive(Debug)]
pub(super) struct Typed {
    /// The words, folded.
    pub(super) words: Vec<String>,
    letters: Vec<Vec<char>>,
    joined: String,
}

/// A word of a name, folded, with the place of each of its letters in the name.
struct NameWord {
    text: String,
    letters: Vec<char>,
    places: Vec<u32>,
}

impl Typed {
    /// From what was typed.
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let letters = words.iter().map(|word| word.chars().take(WORD_CHARS_MAX).collect()).collect();
        Self { letters, joined: words.concat(), words }
    }

    /// The likeness of a name; none when it is too far away.
    pub(super) fn likeness(&self, name: &str, matcher: &SkimMatcherV2) -> Option<Likeness> {
        let words = name_words(name);
        let by_words = self.by_words(&words);
        // Written together or apart: `dupontfils`, `le febvre`.
        let glued = if self.joined.chars().count() > 6 { self.glued(&words, matcher) } else { None };
        match (by_words, glued) {
            (Some(one), Some(two)) => Some(if two.cost < one.cost { two } else { one }),
            (one, two) => one.or(two),
        }
    }

    fn by_words(&self, words: &[NameWord]) -> Option<Likeness> {
        let mut used = vec![false; words.len()];
        let mut places = vec![None; self.words.len()];
        let (mut cost, mut marks, mut weighty, mut missing) = (0, vec![], 0, 0);
        // The longest words choose first: a short one is found in many.
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.letters[*at].len()));
        for at in order {
            let (typed, letters) = (&self.words[at], &self.letters[at]);
            let free = words.iter().enumerate().filter(|(place, _)| !used[*place]);
            let fits = free.filter_map(|(place, word)| Some((word_cost(typed, letters, word)?, place)));
            let light = is_light(typed);
            weighty += u32::from(!light);
            match fits.min() {
                Some((near, place)) => {
                    used[place] = true;
                    places[at] = Some(place);
                    cost += near;
                    marks.extend(aligned(letters, &words[place]));
                }
                None if light => cost += 1,
                None => {
                    missing += 1;
                    cost += MISSING;
                }
            }
        }
        if missing > 0 && (weighty <= 1 || missing * 2 >= weighty) {
            return None;
        }
        let says_much = |word: &NameWord| word.letters.len() > 1 && !is_light(&word.text);
        let others = words.iter().zip(&used).filter(|(word, used)| !**used && says_much(word)).count();
        marks.sort_unstable();
        marks.dedup();
        let reordered = !places.iter().flatten().is_sorted();
        Some(Likeness { cost: cost + u32::try_from(others.min(3)).unwrap_or(3), reordered, marks })
    }

    fn glued(&self, words: &[NameWord], matcher: &SkimMatcherV2) -> Option<Likeness> {
        let typed: Vec<char> = self.joined.chars().take(WORD_CHARS_MAX * 2).collect();
        for from in 0..words.len() {
            let joined: String = words[from..].iter().map(|word| word.text.as_str()).collect();
            let letters: Vec<char> = joined.chars().take(typed.len() + 1).collect();
            let Some(slips) = distance(&typed, &letters[..letters.len().min(typed.len())], 1) else { continue };
            let places: Vec<u32> = words[from..].iter().flat_map(|word| word.places.iter().copied()).collect();
            let found = matcher.fuzzy_indices(&joined, &self.joined).map(|(_, at)| at).unwrap_or_default();
            let marks = found.into_iter().filter_map(|at| places.get(at).copied()).collect();
            let from = u32::try_from(from).unwrap_or(u32::MAX).min(3);
            return Some(Likeness { cost: 2 + slips * SLIP + from, reordered: false, marks });
        }
        None
    }
}

fn name_words(name: &str) -> Vec<NameWord> {
    let mut words: Vec<NameWord> = vec![];
    let mut open = false;
    for (c, place) in fold_places(name) {
        if c == ' ' {
            open = false;
            continue;
        }
        if !open {
            words.push(NameWord { text: String::new(), letters: vec![], places: vec![] });
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.text.push(c);
            word.places.push(place);
            if word.letters.len() < WORD_CHARS_MAX {
                word.letters.push(c);
            }
        }
    }
    let initials = initials(&words);
    words.extend(initials);
    words
}

/// Letters that stand alone in a row (`C.A.F.`) as one word.
fn initials(words: &[NameWord]) -> Vec<NameWord> {
    let runs = words.chunk_by(|one, two| one.letters.len() == 1 && two.letters.len() == 1);
    let join = |run: &[NameWord]| NameWord {
        text: run.iter().map(|word| word.text.as_str()).collect(),
        letters: run.iter().flat_map(|word| word.letters.iter().copied()).collect(),
        places: run.iter().flat_map(|word| word.places.iter().copied()).collect(),
    };
    runs.filter(|run| run.len() > 1).map(join).collect()
}

/// What it costs to read `typed` as this word; none: it is another.
fn word_cost(typed: &str, letters: &[char], word: &NameWord) -> Option<u32> {
    if word.text == typed {
        return Some(0);
    } else if word.text.starts_with(typed) || forms(typed).contains(&word.text.as_str()) {
        return Some(1);
    }
    let slips_max = slips_max(letters.len());
    let whole = distance(letters, &word.letters, slips_max).map(|slips| 1 + slips * SLIP);
    // The beginning of the word, a letter more or less: the person is still typing.
    let begun = (letters.len() >= 4)
        .then(|| {
            let cuts = letters.len().saturating_sub(1)..=(letters.len() + 1).min(word.letters.len());
            let slips = cuts.filter_map(|cut| distance(letters, word.letters.get(..cut)?, slips_max.min(2)));
            slips.min().map(|slips| 2 + slips * SLIP)
        })
        .flatten();
    let near = [whole, begun].into_iter().flatten().min();
    let other_head = u32::from(letters.first() != word.letters.first());
    let sounds = || letters.len() >= 3 && sound(typed) == sound(&word.text);
    match near.map(|cost| cost + other_head) {
        Some(cost) if cost <= SOUND => Some(cost),
        _ if sounds() => Some(SOUND),
        near => near.or_else(|| is_short_for(letters, &word.letters).then_some(3)),
    }
}

/// `gle` for `generale`: first and last letter the same, the others in their order.
fn is_short_for(short: &[char], long: &[char]) -> bool {
    let ends = short.first() == long.first() && short.last() == long.last();
    let mut rest = long.iter();
    (2..=5).contains(&short.len())
        && long.len() >= short.len() + 2
        && ends
        && short.iter().all(|c| rest.any(|l| l == c))
}

/// Letters wrong, left out, too many, or swapped with their neighbour, when there are no more than `most`.
fn distance(one: &[char], two: &[char], most: u32) -> Option<u32> {
    if one.len().abs_diff(two.len()) > most as usize {
        return None;
    }
    let first: Vec<u32> = (0..).take(two.len() + 1).collect();
    let (mut before, mut last) = (first.clone(), first);
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![u32::try_from(i).unwrap_or(u32::MAX) + 1];
        for (j, b) in two.iter().enumerate() {
            let mut best = (last[j] + u32::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == two[j - 1] && one[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

/// Places of the letters of a word that were typed, in their order (the longest common row of letters).
fn aligned(typed: &[char], word: &NameWord) -> Vec<u32> {
    let (rows, columns) = (typed.len(), word.letters.len());
    let mut common = vec![vec![0u32; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            common[i][j] = if typed[i] == word.letters[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, vec![]);
    while i < rows && j < columns {
        if typed[i] == word.letters[j] {
            places.push(word.places[j]);
            (i, j) = (i + 1, j + 1);
        } else if common[i + 1][j] >= common[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, name: &str) -> Option<u32> {
        Typed::new(typed).likeness(name, &SkimMatcherV2::default()).map(|likeness| likeness.cost)
    }

    #[test]
    fn slips_swaps_and_accents_stay_near_and_other_names_far() {
        for (typed, name) in [
            ("lefevre", "Lefèvre"),
            ("lefvere", "Lefèvre"),
            ("dupond", "Dupont"),
            ("matrin jean", "Martin Jean"),
            ("boulangrie", "Boulangerie Lefebvre"),
            ("ste gle", "Société Générale de Nettoyage"),
            ("sarl dupond", "Dupont SAS"),
            ("dupont fils", "Dupond & Fils"),
            ("dupontfils", "Dupont Fils"),
            ("le febvre", "Lefebvre"),
            ("borat", "Baurat"),
            ("caf", "C.A.F. du Rhône"),
            ("c a f", "C.A.F. du Rhône"),
            ("pol thevenau", "Paul Thévenau"),
            ("etablissements garnier", "Ets Garnier"),
        ] {
            assert!(cost(typed, name).is_some_and(|cost| cost <= 9), "{typed} {name}: {:?}", cost(typed, name));
        }
        for (typed, name) in [("lefevre", "Martin"), ("dupont", "Durand"), ("jean", "Marie"), ("zzzz", "Garage")] {
            assert_eq!(cost(typed, name), None, "{typed} {name}");
        }
        assert!(cost("dupont", "Dupont") < cost("dupont", "Dupont Fils"));
        assert!(cost("dupont", "Dupontel") < cost("dupont", "Dupond"));
    }

    #[test]
    fn marks_lie_under_the_letters_typed() {
        let marks = |typed, name: &str| {
            let likeness = Typed::new(typed).likeness(name, &SkimMatcherV2::default()).unwrap();
            let letters: Vec<char> = name.chars().collect();
            likeness.marks.iter().map(|at| letters[*at as usize]).collect::<String>()
        };
        assert_eq!(marks("oeuvre", "Les Œuvres"), "Œuvre");
        assert_eq!(marks("fils dup", "Dupont & Fils"), "DupFils");
        assert_eq!(marks("lefvre", "Lefèvre"), "Lefvre");
        assert_eq!(marks("gle", "Générale"), "Gle");
    }
}
