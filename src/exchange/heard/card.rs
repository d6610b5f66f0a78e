//! Visiting cards as people keep them (vCard 2.1, 3.0 and 4.0): who is to be had at which number or address.
//! What never lives here: whose card it is (see `store::read::whose`); pictures, sounds, postal addresses.
//! `cli` calls it.
//!
//! A file is cut into cards line by line, each of bounded size; the crate reads one card at a time.

use std::io::BufRead;

use calcard::vcard::{VCard, VCardEntry, VCardParameter, VCardParameterName as Name, VCardParameterValue as Param};
use calcard::vcard::{VCardProperty, VCardType, VCardValue};
use calcard::{Entry, Parser};

use super::super::bank::Text;
use super::super::error::{ImportError, Reason, RowError};
use super::super::rows::WalkError;
use super::Counts;
use crate::domain::codes::{Language, PartyRole};
use crate::domain::point::kind_and_key;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line, fold};

/// Longest card read, in bytes, its picture included.
const CARD_BYTES_MAX: usize = 8 << 20;
/// Numbers and addresses taken from one card.
const POINTS_MAX: usize = 32;
/// Words of a title that say what somebody is to the debt, in the languages that cards come in; folded.
const TITLES: [(PartyRole, &[&str]); 3] = [
    (
        PartyRole::Accounts,
        &[
            "compta",
            "account",
            "finance",
            "financ",
            "tresor",
            "payable",
            "fournisseur",
            "buchhalt",
            "contab",
            "daf",
            "cfo",
        ],
    ),
    (PartyRole::Representative, &["avocat", "lawyer", "attorney", "anwalt", "mandataire", "conseil", "solicitor"]),
    (
        PartyRole::Management,
        &[
            "direct",
            "gerant",
            "president",
            "pdg",
            "ceo",
            "owner",
            "geschaftsf",
            "manager",
            "chef d entreprise",
            "dirigeant",
        ],
    ),
];

/// A number or address of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPoint {
    /// As written, without `tel:` or `mailto:`.
    pub point: String,
    /// The card says to use it first.
    pub preferred: bool,
}

/// A card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The line it begins on.
    pub line: u64,
    /// Whose it is.
    pub name: String,
    /// The house they work for.
    pub house: String,
    /// What they are to the debt, as far as their title says.
    pub role: Option<PartyRole>,
    /// The language they like best.
    pub language: Option<Language>,
    /// Where they are to be had; faxes and pagers aside.
    pub points: Vec<CardPoint>,
}

/// Reads the cards of a file one after another; one that cannot be read is told to `refused`.
pub fn cards<R: BufRead, E>(
    text: R,
    each: &mut dyn FnMut(Card) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<Counts, WalkError<E>> {
    let (mut text, mut raw) = (Text::new(text), vec![]);
    let mut counts = Counts::default();
    let mut open: Option<Open> = None;
    loop {
        let line = text.line();
        let Some(written) = text.next_line(&mut raw).map_err(WalkError::File)? else { break };
        let bare = written.trim_start_matches('\u{feff}').trim();
        if bare.eq_ignore_ascii_case("BEGIN:VCARD") && open.is_none() {
            counts.rows += 1;
            open = Some(Open { line, text: String::new(), depth: 0 });
        }
        let Some(card) = &mut open else { continue };
        if card.take(&written, bare) {
            let done = open.take().map(Open::read);
            settle(done, &mut counts, each, refused)?;
        }
    }
    if let Some(cut) = open {
        let error = refusal(cut.line, Reason::CutShort, "");
        settle(Some(Err(error)), &mut counts, each, refused)?;
    }
    if counts.rows == 0 { Err(WalkError::File(ImportError::Empty)) } else { Ok(counts) }
}

fn settle<E>(
    done: Option<Result<Card, RowError>>,
    counts: &mut Counts,
    each: &mut dyn FnMut(Card) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<(), WalkError<E>> {
    match done {
        Some(Ok(card)) => each(card).map_err(WalkError::Sink),
        Some(Err(error)) => {
            counts.rejected += 1;
            refused(error);
            Ok(())
        }
        None => Ok(()),
    }
}

fn refusal(line: u64, reason: Reason, value: &str) -> RowError {
    RowError { line, column: String::new(), field: None, value: clean_line(value, NAME_CHARS_MAX), reason }
}

/// A card whose end has not come yet. What is beyond the most is not kept.
struct Open {
    line: u64,
    text: String,
    /// Cards inside it: an assistant's.
    depth: u32,
}

impl Open {
    /// Takes a line; true when it is the last.
    fn take(&mut self, written: &str, bare: &str) -> bool {
        if bare.eq_ignore_ascii_case("BEGIN:VCARD") {
            self.depth += 1;
        } else if bare.eq_ignore_ascii_case("END:VCARD") {
            self.depth -= 1;
        }
        if self.text.len() <= CARD_BYTES_MAX {
            self.text.push_str(written);
            self.text.push('\n');
        }
        self.depth == 0
    }

    fn read(self) -> Result<Card, RowError> {
        if self.text.len() > CARD_BYTES_MAX {
            return Err(refusal(self.line, Reason::TooLong, ""));
        }
        let Entry::VCard(card) = Parser::new(&self.text).entry() else {
            return Err(refusal(self.line, Reason::CutShort, ""));
        };
        let card = read(self.line, &card);
        if card.points.is_empty() { Err(refusal(self.line, Reason::Missing, &card.name)) } else { Ok(card) }
    }
}

fn read(line: u64, card: &VCard) -> Card {
    let mut found = Card { line, ..Card::default() };
    let mut language_rank = u32::MAX;
    for entry in &card.entries {
        let Some(text) = text(entry) else { continue };
        if matches!(entry.name, VCardProperty::Fn | VCardProperty::N) && found.name.is_empty() {
            found.name = text;
        } else if entry.name == VCardProperty::Org && found.house.is_empty() {
            found.house = text;
        } else if matches!(entry.name, VCardProperty::Title | VCardProperty::Role) {
            found.role = found.role.or_else(|| role(&text));
        } else if matches!(entry.name, VCardProperty::Lang | VCardProperty::Language) {
            let rank = entry.params.iter().find_map(rank).unwrap_or(u32::MAX - 1);
            if let Some(language) = language(&text).filter(|_| rank < language_rank) {
                (found.language, language_rank) = (Some(language), rank);
            }
        } else if matches!(entry.name, VCardProperty::Tel | VCardProperty::Email) && speaks(entry) {
            let point = without_scheme(&text);
            let known = found.points.iter().any(|held| kind_and_key(&held.point) == kind_and_key(point));
            if kind_and_key(point).is_some() && !known && found.points.len() < POINTS_MAX {
                let preferred = entry.params.iter().any(is_preferred);
                found.points.push(CardPoint { point: clean_line(point, NAME_CHARS_MAX), preferred });
            }
        }
    }
    found
}

/// What is written in the first value; of a name its parts, the given one first.
fn text(entry: &VCardEntry) -> Option<String> {
    let written: Vec<&str> = if let [VCardValue::Component(parts), ..] = entry.values.as_slice() {
        parts.iter().map(String::as_str).collect()
    } else {
        entry.values.iter().filter_map(VCardValue::as_text).collect()
    };
    let part = |at: usize| written.get(at).copied().unwrap_or_default();
    let text = if entry.name == VCardProperty::N { format!("{} {}", part(1), part(0)) } else { part(0).to_owned() };
    let text = clean_line(&text, NAME_CHARS_MAX);
    (!text.is_empty()).then_some(text)
}

/// True for what somebody speaks or writes to: not a fax, not a pager.
fn speaks(entry: &VCardEntry) -> bool {
    let silent = |param: &VCardParameter| matches!(&param.value, Param::Type(VCardType::Fax | VCardType::Pager));
    !entry.params.iter().any(silent)
}

fn rank(param: &VCardParameter) -> Option<u32> {
    if let (Name::Pref, Param::Integer(rank)) = (&param.name, &param.value) { Some(*rank) } else { None }
}

fn is_preferred(param: &VCardParameter) -> bool {
    if let Name::Other(name) = &param.name {
        return name.eq_ignore_ascii_case("pref");
    }
    if let Param::Text(text) = &param.value
        && text.eq_ignore_ascii_case("pref")
    {
        return true;
    }
    param.name == Name::Pref && rank(param).is_none_or(|rank| rank == 1)
}

fn without_scheme(text: &str) -> &str {
    let bare = ["tel:", "mailto:"].into_iter().find_map(|scheme| {
        let begins = text.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme));
        begins.then(|| &text[scheme.len()..])
    });
    // What follows a number is an extension, what follows an address a subject.
    bare.map_or(text, |bare| bare.split([';', '?']).next().unwrap_or(bare))
}

fn role(title: &str) -> Option<PartyRole> {
    let folded = fold(title);
    let says = |words: &[&str]| words.iter().any(|word| folded.split(' ').any(|own| own.starts_with(word)));
    TITLES.iter().find(|(_, words)| says(words)).map(|(role, _)| *role)
}

fn language(tag: &str) -> Option<Language> {
    let short = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    Some(short.parse().unwrap_or(Language::Other)).filter(|_| !short.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Vec<Card>, Vec<RowError>) {
        let (mut found, mut refused) = (vec![], vec![]);
        let mut each = |card| -> Result<(), std::convert::Infallible> {
            found.push(card);
            Ok(())
        };
        let _counts = cards(text.as_bytes(), &mut each, &mut |error| refused.push(error));
        (found, refused)
    }

    fn point(point: &str, preferred: bool) -> CardPoint {
        CardPoint { point: point.into(), preferred }
    }

    #[test]
    fn three_versions_say_the_same() {
        let old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=\r\n=C3=A9;;;\r\nORG:Ateliers Nord;Achats\r\nTITLE;ENCODING=QUOTED-PRINTABLE:Responsable comptabilit=E9\r\nTEL;WORK;PREF:01 55 55 01 23\r\nTEL;WORK;FAX:01 55 55 01 24\r\nEMAIL;INTERNET:zoe@ateliers.example\r\nEND:VCARD\r\n";
        let three = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoé Lefèvre\nORG:Ateliers Nord;Achats\nROLE:Comptabilité four\n nisseurs\nTEL;TYPE=WORK,PREF:01 55 55 01 23\nTEL;TYPE=FAX:01 55 55 01 24\nEMAIL:zoe@ateliers.example\nEND:VCARD\n";
        let four = "BEGIN:VCARD\nVERSION:4.0\nFN:Zoé Lefèvre\nORG:Ateliers Nord\nTITLE:Comptable\nLANG;PREF=2:en\nLANG;PREF=1:fr-FR\nTEL;VALUE=uri;PREF=1;TYPE=\"voice,work\":tel:01-55-55-01-23;ext=7\nEMAIL:mailto:zoe@ateliers.example?subject=x\nEND:VCARD\n";
        for (text, phone, language) in [
            (old, "01 55 55 01 23", None),
            (three, "01 55 55 01 23", None),
            (four, "01-55-55-01-23", Some(Language::French)),
        ] {
            let (found, refused) = all(text);
            assert_eq!(refused, []);
            assert_eq!(
                found,
                [Card {
                    line: 1,
                    name: "Zoé Lefèvre".into(),
                    house: "Ateliers Nord".into(),
                    role: Some(PartyRole::Accounts),
                    language,
                    points: vec![point(phone, true), point("zoe@ateliers.example", false)],
                }],
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_card_is_refused_with_its_line() {
        let text = "hello\nBEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nEND:VCARD\nBEGIN:VCARD\nFN:Cut\nTEL:0155550123\n";
        let (found, refused) = all(text);
        assert_eq!(found, []);
        let said: Vec<_> = refused.iter().map(|error| (error.line, error.reason, error.value.as_str())).collect();
        assert_eq!(said, [(2, Reason::Missing, "Nobody"), (6, Reason::CutShort, "")]);
        let (mut each, mut none) = (|_| Ok::<(), ()>(()), |_| {});
        assert!(matches!(cards(&b"nothing"[..], &mut each, &mut none), Err(WalkError::File(ImportError::Empty))));
    }

    #[test]
    fn a_card_too_long_is_refused_and_the_next_is_read() {
        let picture = " AAAA\n".repeat(CARD_BYTES_MAX / 6 + 10);
        let text =
            format!("BEGIN:VCARD\nFN:Big\nPHOTO:x\n{picture}END:VCARD\nBEGIN:VCARD\nFN:B\nTEL:0155550123\nEND:VCARD\n");
        let (found, refused) = all(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(refused[0].reason, Reason::TooLong);
    }
}
