//! Invented names, and names as people type them in a hurry: always the same ones for a seed.
//! What never lives here: a real person, a search. The bench of `find` and the tests of the suite share it.

use std::collections::BTreeSet;

/// A row of numbers fixed by its seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Chance(pub u64);

impl Chance {
    /// The next number below `many`.
    pub fn below(&mut self, many: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % many.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

const HEADS: &[&str] = &[
    "Bre", "Cha", "Du", "Fou", "Gué", "Le", "Mar", "Pel", "Rou", "Thé", "Va", "Ber", "Col", "Des", "Gar", "Lam", "Mon",
    "Per", "Ri", "Sau", "Tou", "Vi", "Bau", "Cor", "Hé", "Jo", "Mou", "Pou", "Re", "Œu",
];
const MIDDLES: &[&str] = &[
    "bra", "che", "dou", "fè", "gna", "lan", "mi", "no", "pi", "que", "ra", "ssi", "ti", "vre", "zan", "lle", "mon",
    "ni", "ro", "tte", "va", "ber", "cou", "pha",
];
const TAILS: &[&str] =
    &["rd", "t", "x", "et", "ault", "eau", "ier", "in", "on", "y", "er", "ot", "vre", "nd", "s", "ez"];
const FIRSTS: &[&str] = &[
    "Jean",
    "Zoé",
    "Anaïs",
    "Loïc",
    "François",
    "Chloé",
    "Jérôme",
    "Agnès",
    "Rémi",
    "Hélène",
    "Côme",
    "Marie",
    "Paul",
    "Karim",
    "Linh",
    "Stéphane",
];
const TRADES: &[&str] = &[
    "Boulangerie",
    "Menuiserie",
    "Garage",
    "Clinique",
    "Imprimerie",
    "Transports",
    "Pépinières",
    "Électricité",
    "Hôtel",
    "Maçonnerie",
    "Librairie",
    "Pharmacie",
    "Société Générale",
    "Établissements",
    "Compagnie",
    "Plomberie",
];
const FORMS: &[&str] = &["SARL", "SAS", "EURL", "Ets", "SCI", "SA"];

/// So many names, each once.
pub fn names(seed: u64, many: usize) -> Vec<String> {
    let mut chance = Chance(seed);
    let (mut seen, mut out) = (BTreeSet::new(), vec![]);
    while out.len() < many {
        let mut family = format!("{}{}", chance.pick(HEADS), chance.pick(MIDDLES));
        for _ in 0..chance.below(2) {
            family.push_str(chance.pick(MIDDLES));
        }
        family.push_str(chance.pick(TAILS));
        let name = match chance.below(5) {
            0 | 1 => format!("{family} {}", chance.pick(FIRSTS)),
            2 => format!("{} {} {family}", chance.pick(FORMS), chance.pick(TRADES)),
            3 => format!("{} {family}", chance.pick(TRADES)),
            _ => format!("{family} {} {}", chance.pick(&["& Fils", "Frères", "et Cie"]), chance.pick(FORMS)),
        };
        if seen.insert(name.clone()) {
            out.push(name);
        }
    }
    out
}

/// Pairs that sound alike, either way round.
const SOUNDS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("eau", "o"),
    ("au", "o"),
    ("an", "en"),
    ("y", "i"),
    ("ss", "s"),
    ("ll", "l"),
    ("tt", "t"),
    ("th", "t"),
    ("qu", "k"),
    ("ai", "e"),
    ("er", "e"),
    ("x", "s"),
    ("c", "k"),
    ("g", "j"),
    ("mm", "m"),
    ("nn", "n"),
];
/// Keys side by side on a French keyboard.
const KEYS: &[&str] = &["azertyuiop", "qsdfghjklm", "wxcvbn"];
const SHORT: &[(&str, &str)] = &[
    ("societe", "ste"),
    ("etablissements", "ets"),
    ("ets", "etablissements"),
    ("compagnie", "cie"),
    ("generale", "gle"),
    ("freres", "frs"),
    ("saint", "st"),
    ("cie", "compagnie"),
    ("transports", "tpts"),
];
const LIGHT: &[&str] =
    &["sarl", "sas", "eurl", "sci", "sa", "sasu", "snc", "et", "de", "du", "des", "la", "le", "les", "d", "l"];

/// A folded name as it is typed in a hurry, and what went wrong.
pub fn misspelt(folded: &str, chance: &mut Chance) -> (String, &'static str) {
    let all: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    let mut words: Vec<String> =
        all.iter().filter(|word| !LIGHT.contains(&word.as_str()) || chance.below(3) == 0).cloned().collect();
    if words.iter().all(|word| LIGHT.contains(&word.as_str())) {
        words = all;
    }
    for _ in 0..8 {
        let mut tried = words.clone();
        if let Some(what) = slip(&mut tried, chance)
            && tried != words
        {
            return (tried.join(" "), what);
        }
    }
    (words.join(" "), "accents left out")
}

fn slip(words: &mut Vec<String>, chance: &mut Chance) -> Option<&'static str> {
    let longest = (0..words.len()).max_by_key(|at| words[*at].len())?;
    let at = if chance.below(4) == 0 { chance.below(words.len()) } else { longest };
    let letters: Vec<char> = words[at].chars().collect();
    let place = 1 + chance.below(letters.len().saturating_sub(2));
    let with = |edit: &dyn Fn(&mut Vec<char>)| {
        let mut letters = letters.clone();
        edit(&mut letters);
        letters.into_iter().collect::<String>()
    };
    match chance.below(10) {
        0 | 1 if letters.len() > 3 => {
            words[at] = with(&|letters| letters.swap(place, place + 1));
            Some("letters swapped")
        }
        2 if letters.len() > 4 => {
            words[at] = with(&|letters| {
                letters.remove(place);
            });
            Some("a letter left out")
        }
        3 if letters.len() > 3 => {
            words[at] = with(&|letters| letters.insert(place, letters[place]));
            Some("a letter twice")
        }
        4 if letters.len() > 3 => {
            let row: Vec<char> = KEYS.iter().find(|row| row.contains(letters[place]))?.chars().collect();
            let key = row.iter().position(|key| *key == letters[place])?;
            let beside = if key == 0 { 1 } else { key - 1 };
            words[at] = with(&|letters| letters[place] = row[beside]);
            Some("the key beside")
        }
        5 | 6 => {
            let (from, to) = sounding(&words[at], chance)?;
            // Not the first letter: who knows a name knows how it begins.
            let found = words[at].match_indices(from).map(|(place, _)| place).find(|place| *place > 0)?;
            words[at].replace_range(found..found + from.len(), to);
            Some("as it sounds")
        }
        7 => {
            let (long, short) = SHORT[chance.below(SHORT.len())];
            let word = words.iter_mut().find(|word| *word == long)?;
            short.clone_into(word);
            Some("shortened")
        }
        8 if words.len() > 1 => {
            let first = words.remove(0);
            words.push(first);
            Some("in another order")
        }
        9 if words.len() > 1 => {
            let last = words.pop()?;
            words.last_mut()?.push_str(&last);
            Some("written together")
        }
        _ => None,
    }
}

/// A sound of a word and how else it is written.
fn sounding(word: &str, chance: &mut Chance) -> Option<(&'static str, &'static str)> {
    let begin = chance.below(SOUNDS.len());
    let pairs = (0..SOUNDS.len()).map(|step| SOUNDS[(begin + step) % SOUNDS.len()]);
    let mut both = pairs.flat_map(|(one, two)| [(one, two), (two, one)]);
    both.find(|(from, _)| word.match_indices(from).any(|(place, _)| place > 0))
}
