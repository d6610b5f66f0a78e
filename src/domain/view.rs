//! Views of the queue: which of its lines are shown and in which order, as one line of text that a person types, and its name.
//! What never lives here: the order of the queue itself (see `ranking`), where views are kept, words on the screen.
//! The queue's screen and `relance queue` sift by it.
//!
//! The line is words (a part of the name or reference), `FIELD:VALUE[,VALUE…]`, `FIELD>NUMBER`, `FIELD<NUMBER`, and
//! `sort:FIELD` or `sort:-FIELD` (largest first). All of them hold together.

use serde::{Deserialize, Serialize};

use super::codes::{Band, Change, NextAction, ViewField};
use super::queue::QueueLine;
use super::values::Tag;
use super::values::text::{NAME_CHARS_MAX, clean_line, fold};

/// Longest line of a view, in characters: a name, five fields and an order.
pub const FILTER_CHARS_MAX: usize = 120;
/// Most views of a person, and most of a house: more are not found again.
pub const VIEWS_MAX: usize = 20;

/// A named view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its name.
    pub name: String,
    /// Its line.
    pub filter: String,
}

/// The views a person has of their own, and the one they left the queue in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OwnViews {
    /// In the order they were made.
    pub views: Vec<View>,
    /// Its name, one's own or the house's.
    #[serde(default)]
    pub last: Option<String>,
}

impl OwnViews {
    /// The view of a name among one's own, then among the house's; case and accents do not count.
    #[must_use]
    pub fn find<'v>(&'v self, house: &'v [View], name: &str) -> Option<&'v View> {
        let wanted = fold(name);
        self.views.iter().chain(house).find(|view| fold(&view.name) == wanted)
    }

    /// Keeps a view in the place of one's own of the same name; false when there is no room or nothing to keep.
    pub fn keep(&mut self, name: &str, filter: &str) -> bool {
        let (name, filter) = (clean_line(name, NAME_CHARS_MAX), clean_line(filter, FILTER_CHARS_MAX));
        let wanted = fold(&name);
        if wanted.is_empty() || filter.is_empty() {
            return false;
        }
        let (view, room) = (View { name, filter }, self.views.len() < VIEWS_MAX);
        match self.views.iter_mut().find(|view| fold(&view.name) == wanted) {
            Some(old) => *old = view,
            None if room => self.views.push(view),
            None => return false,
        }
        true
    }

    /// Gives one's own view another name; false when it has none or the name is taken.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        let to = clean_line(to, NAME_CHARS_MAX);
        let taken = self.views.iter().any(|view| fold(&view.name) == fold(&to) && view.name != from);
        let Some(view) = self.views.iter_mut().find(|view| view.name == from).filter(|_| !taken) else { return false };
        if fold(&to).is_empty() {
            return false;
        }
        self.last = self.last.take().map(|last| if last == from { to.clone() } else { last });
        view.name = to;
        true
    }
}

/// What a line must be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// Its name or reference holds this, folded.
    Word(String),
    /// Its segment is one of these.
    Segment(Vec<Tag>),
    /// Its place, its move or its next step is one of these names.
    Named(ViewField, Vec<&'static str>),
    /// A number of it is above, or below.
    Number(ViewField, std::cmp::Ordering, i64),
}

/// A line of a view, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sift {
    terms: Vec<Term>,
    sort: Option<(ViewField, bool)>,
    /// Words that name a field and a value it never has.
    pub unknown: Vec<String>,
}

/// A line already worked, or with nothing left to call for.
const DONE: &str = "done";
/// The opposite.
const TODO: &str = "todo";

impl Sift {
    /// Reads a line; what is not finished being typed asks for nothing yet.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut sift = Self::default();
        for word in text.split_whitespace() {
            sift.word(word);
        }
        sift
    }

    /// True when it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.sort.is_none()
    }

    fn word(&mut self, word: &str) {
        let cut = word.find([':', '>', '<']).map(|at| (word[..at].to_lowercase(), &word[at..=at], &word[at + 1..]));
        let Some((field, sign, value)) = cut else { return self.plain(word) };
        // `amount:>5000`, as many write it.
        let (sign, value) = match value.get(..1).filter(|next| sign == ":" && [">", "<"].contains(next)) {
            Some(next) => (next, &value[1..]),
            None => (sign, value),
        };
        if field == "sort" || field == "tri" {
            let (key, falls) = value.strip_prefix('-').map_or((value, false), |key| (key, true));
            match key.to_lowercase().parse::<ViewField>() {
                Ok(key) => self.sort = Some((key, falls)),
                Err(_) if key.is_empty() => {}
                Err(_) => self.unknown.push(word.to_owned()),
            }
            return;
        }
        let Ok(field) = field.parse::<ViewField>() else { return self.plain(word) };
        if value.is_empty() {
            return;
        }
        let term = match sign {
            ":" => named(field, value),
            above => {
                let order = if above == ">" { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
                let number = value.replace(['_', ' '], "").parse().ok().filter(|_| field.is_number());
                number.map(|number| Term::Number(field, order, number))
            }
        };
        match term {
            Some(term) => self.terms.push(term),
            None => self.unknown.push(word.to_owned()),
        }
    }

    fn plain(&mut self, word: &str) {
        let folded = fold(word);
        if !folded.is_empty() {
            self.terms.push(Term::Word(folded));
        }
    }

    /// True for a line that is shown.
    #[must_use]
    pub fn fits(&self, line: &QueueLine) -> bool {
        self.unknown.is_empty() && self.terms.iter().all(|term| term.fits(line))
    }

    /// Puts lines, each with where it was found, into the order asked for: what is equal stays as it was.
    pub fn order<T>(&self, lines: &mut [T], of: impl Fn(&T) -> &QueueLine) {
        let Some((field, falls)) = self.sort else { return };
        let compare = |one: &T, two: &T| {
            let (one, two) = (of(one), of(two));
            let order = match field {
                ViewField::Name => fold(&one.name).cmp(&fold(&two.name)),
                ViewField::Segment => one.segment.to_string().cmp(&two.segment.to_string()),
                ViewField::Kind => one.ranked.band.cmp(&two.ranked.band),
                ViewField::Action => one.ranked.action.name().cmp(two.ranked.action.name()),
                ViewField::Status => (one.done, one.change.name()).cmp(&(two.done, two.change.name())),
                ViewField::Amount | ViewField::Score | ViewField::Days => field.number(one).cmp(&field.number(two)),
            };
            if falls { order.reverse() } else { order }
        };
        lines.sort_by(compare);
    }

    /// The segments it asks for, none of which a line has.
    #[must_use]
    pub fn empty_segments<'l>(&self, lines: impl Iterator<Item = &'l QueueLine> + Clone) -> Vec<Tag> {
        let asked = self.terms.iter().filter_map(|term| if let Term::Segment(tags) = term { Some(tags) } else { None });
        let nobody = |tag: &&Tag| !lines.clone().any(|line| line.segment == **tag);
        asked.flatten().filter(nobody).copied().collect()
    }
}

impl ViewField {
    const fn is_number(self) -> bool {
        matches!(self, Self::Amount | Self::Score | Self::Days)
    }

    /// Whole units of money, points, days.
    fn number(self, line: &QueueLine) -> i64 {
        match self {
            Self::Amount => amount(line),
            Self::Score => line.ranked.score.into(),
            Self::Days => line.days_past_due.into(),
            Self::Segment | Self::Kind | Self::Status | Self::Action | Self::Name => 0,
        }
    }
}

/// What the list shows as overdue where that is the book's currency, minor units; else what may be collected, in it.
fn amount(line: &QueueLine) -> i64 {
    let mut sums = line.overdue.iter();
    match (sums.next(), sums.next()) {
        (Some(only), None) if only.currency == line.value.currency => only.minor,
        (_, _) => line.value.minor,
    }
}

/// `FIELD:VALUE`: a name may be given by its beginning.
fn named(field: ViewField, value: &str) -> Option<Term> {
    let values: Vec<&str> = value.split(',').filter(|value| !value.is_empty()).collect();
    let begins = |all: &[&'static str]| {
        let fits = |name: &&&'static str| values.iter().any(|value| name.starts_with(&value.to_lowercase()));
        let found: Vec<&'static str> = all.iter().filter(fits).copied().collect();
        (!found.is_empty()).then_some(Term::Named(field, found))
    };
    match field {
        ViewField::Segment => Some(Term::Segment(values.iter().map(|value| Tag::of(value)).collect())),
        ViewField::Name => Some(Term::Word(fold(value))),
        ViewField::Kind => begins(&Band::ALL.iter().map(|band| band.name()).collect::<Vec<_>>()),
        ViewField::Action => begins(&NextAction::ALL.iter().map(|action| action.name()).collect::<Vec<_>>()),
        ViewField::Status => {
            let moves = Change::ALL.iter().map(|change| change.name());
            begins(&moves.chain([DONE, TODO]).collect::<Vec<_>>())
        }
        ViewField::Amount | ViewField::Score | ViewField::Days => {
            Some(Term::Number(field, std::cmp::Ordering::Equal, value.parse().ok()?))
        }
    }
}

impl Term {
    fn fits(&self, line: &QueueLine) -> bool {
        match self {
            Self::Word(wanted) => fold(&line.name).contains(wanted) || fold(&line.reference).contains(wanted),
            Self::Segment(tags) => tags.contains(&line.segment),
            Self::Named(field, names) => {
                let has = |name: &str| names.contains(&name);
                match field {
                    ViewField::Kind => has(line.ranked.band.name()),
                    ViewField::Action => has(line.ranked.action.name()),
                    ViewField::Status => has(line.change.name()) || has(if line.done { DONE } else { TODO }),
                    ViewField::Segment | ViewField::Amount | ViewField::Score | ViewField::Days | ViewField::Name => {
                        false
                    }
                }
            }
            Self::Number(field, order, wanted) => {
                let unit = if *field == ViewField::Amount { 10_i64.pow(line.value.currency.minor_digits()) } else { 1 };
                field.number(line).cmp(&wanted.saturating_mul(unit)) == *order
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_views_are_kept_renamed_and_found() {
        let mut own = OwnViews::default();
        assert!(own.keep("Grands comptes", "segment:gc sort:-amount") && own.keep("grands  Comptes", "segment:gc"));
        assert_eq!((own.views.len(), own.views[0].filter.as_str()), (1, "segment:gc"));
        assert!(!own.keep(" ", "x") && !own.keep("x", " "));
        assert!(own.keep("b", "x") && !own.rename("b", "GRANDS comptes") && !own.rename("b", ""));
        own.last = Some("b".into());
        assert!(own.rename("b", "c") && own.last.as_deref() == Some("c"));
        let house = [View { name: "Éloignés".into(), filter: "days>90".into() }];
        assert_eq!(own.find(&house, "eloignes").map(|view| view.filter.as_str()), Some("days>90"));
        for n in 0..VIEWS_MAX {
            let room = own.views.len() < VIEWS_MAX;
            assert_eq!(own.keep(&format!("n{n}"), "x"), room);
        }
    }

    #[test]
    fn what_is_not_understood_is_told_and_what_is_half_typed_is_not() {
        for half in ["segment:", "amount>", "amount:>", "sort:", "type: score<", "  "] {
            assert!(Sift::read(half).is_empty() && Sift::read(half).unknown.is_empty(), "{half}");
        }
        for wrong in ["type:zzz", "amount>lots", "sort:zzz", "segment>3", "status:x"] {
            assert_eq!(Sift::read(wrong).unknown, [wrong]);
        }
        assert_eq!(Sift::read("amount:>5000"), Sift::read("amount>5000"));
        assert!(Sift::read("F-12:3").unknown.is_empty(), "a word of a name");
    }
}
