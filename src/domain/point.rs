//! Numbers and addresses of a debtor: what a person told of one, what the contacts so far say of it, and which one to
//! call now.
//! What never lives here: whether it may be called (see `permit`), dialling.
//! `case::points` derives them, the call form and the contacts tab show them.

use serde::{Deserialize, Serialize};

use super::codes::{DayPart, Language, PartyRole, PointQuality};
use super::heard::PointKind;
use super::slot::{Calls, Slot};
use super::values::{Day, Instant};

/// Digits of a French number without its country code or leading zero.
const FRENCH_DIGITS: usize = 9;
/// Fewer digits than this are an extension, not a number.
const PHONE_DIGITS_MIN: usize = 4;

/// Digits of a phone number; a French one without country code or leading zero; empty when too short.
#[must_use]
pub fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect();
    let international = digits.strip_prefix("00").unwrap_or(&digits);
    let national = international
        .strip_prefix("330")
        .or_else(|| international.strip_prefix("33"))
        .or_else(|| digits.strip_prefix('0'))
        .filter(|rest| rest.len() == FRENCH_DIGITS && !rest.starts_with('0'));
    match national {
        Some(national) => national.to_owned(),
        None if international.len() < PHONE_DIGITS_MIN => String::new(),
        None => international.to_owned(),
    }
}

/// An e-mail address as compared: trimmed, lower case; empty when it is no address.
#[must_use]
pub fn email_key(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text.contains('@') { text } else { String::new() }
}

/// What a text is, and how it is compared: an address when it holds an `@`, else a number; `None`: neither.
#[must_use]
pub fn kind_and_key(text: &str) -> Option<(PointKind, String)> {
    let (kind, key) =
        if text.contains('@') { (PointKind::Email, email_key(text)) } else { (PointKind::Phone, phone_digits(text)) };
    (!key.is_empty()).then_some((kind, key))
}

/// What a person told of a number or address: the last word on it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PointTold {
    /// The number or address, as it was written.
    pub point: String,
    /// Who is to be had there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What they are to the debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<PartyRole>,
    /// The language they speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// True for the one to use first; the last one told of its kind is it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preferred: bool,
    /// True when it is not to be used any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// A number or address on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointView {
    /// Number or address.
    pub kind: PointKind,
    /// As it was written.
    pub point: String,
    /// Who is to be had there.
    pub name: String,
    /// What they are to the debt.
    pub role: Option<PartyRole>,
    /// The language they speak.
    pub language: Option<Language>,
    /// The one to use first.
    pub preferred: bool,
    /// What the contacts so far say of it, and people.
    pub quality: PointQuality,
    /// Calls out to a number, counted by part of the week.
    pub calls: Calls,
    /// Contacts out.
    pub tried: u32,
    /// … in which the debtor was reached.
    pub reached: u32,
    /// The last contact either way.
    pub last_on: Option<Day>,
    /// When it turned out bad.
    pub bad_at: Option<Instant>,
}

impl PointView {
    /// One of which nothing is known yet.
    #[must_use]
    pub fn new(kind: PointKind, point: String) -> Self {
        Self {
            kind,
            point,
            name: String::new(),
            role: None,
            language: None,
            preferred: false,
            quality: PointQuality::Untried,
            calls: Calls::default(),
            tried: 0,
            reached: 0,
            last_on: None,
            bad_at: None,
        }
    }

    /// True while it may be used.
    #[must_use]
    pub const fn is_usable(&self) -> bool {
        !matches!(self.quality, PointQuality::Wrong)
    }

    /// Calls made to it in this part of the day, and how many reached.
    #[must_use]
    pub fn at_part(&self, part: DayPart) -> (u16, u16) {
        let slots = self.calls.slots.iter().enumerate();
        let same = slots
            .filter(|(at, _)| u8::try_from(*at).ok().and_then(Slot::numbered).is_some_and(|slot| slot.part() == part));
        same.fold((0, 0), |(made, reached), (_, tries)| (made + tries.made, reached + tries.reached))
    }
}

/// Why a number is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyPoint {
    /// The one to use first.
    Preferred,
    /// It answered at this time of day.
    AnsweredNow {
        /// The part of the day.
        part: DayPart,
        /// Calls that reached.
        reached: u16,
        /// Calls made.
        made: u16,
    },
    /// It answered before.
    Answered {
        /// Calls that reached.
        reached: u32,
        /// Calls made.
        made: u32,
    },
    /// Nobody tried it yet.
    Untried,
    /// Nobody was reached there so far.
    Failed {
        /// Calls made.
        made: u32,
    },
}

/// The numbers that may be called, the best first, each with why: the one preferred, then those that answered (at this
/// time of day before at any), then those not tried, then the others, the least tried first. Their places in `points`.
#[must_use]
pub fn numbers_to_call(points: &[PointView], part: DayPart) -> Vec<(usize, WhyPoint)> {
    let phones = points.iter().enumerate();
    let usable = phones.filter(|(_, point)| point.kind == PointKind::Phone && point.is_usable());
    let mut out: Vec<(usize, WhyPoint)> = usable.map(|(at, point)| (at, why(point, part))).collect();
    out.sort_by_key(|(at, why)| (order(*why), *at));
    out
}

fn why(point: &PointView, part: DayPart) -> WhyPoint {
    let (made, reached) = point.at_part(part);
    if point.preferred {
        WhyPoint::Preferred
    } else if reached > 0 {
        WhyPoint::AnsweredNow { part, reached, made }
    } else if point.reached > 0 {
        WhyPoint::Answered { reached: point.reached, made: point.tried }
    } else if point.tried == 0 {
        WhyPoint::Untried
    } else {
        WhyPoint::Failed { made: point.tried }
    }
}

/// The class of a reason, and within it the share that was not reached, per mille, or the calls made.
fn order(why: WhyPoint) -> (u8, u32) {
    let missed = |reached: u32, made: u32| 1_000 - (reached * 1_000).checked_div(made).unwrap_or(0).min(1_000);
    match why {
        WhyPoint::Preferred => (0, 0),
        WhyPoint::AnsweredNow { reached, made, .. } => (1, missed(reached.into(), made.into())),
        WhyPoint::Answered { reached, made } => (2, missed(reached, made)),
        WhyPoint::Untried => (3, 0),
        WhyPoint::Failed { made } => (4, made),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(point: &str, tried: u32, reached: u32) -> PointView {
        PointView { tried, reached, ..PointView::new(PointKind::Phone, point.to_owned()) }
    }

    #[test]
    fn one_number_however_written() {
        for text in ["+33 6 50 38 96 16", "06.50.38.96.16", "0033650389616", "+33 (0)6 50 38 96 16", "33650389616"] {
            assert_eq!(phone_digits(text), "650389616", "{text}");
        }
        assert_eq!(phone_digits("+32 2 555 12 12"), "3225551212");
        assert_eq!(phone_digits("p. 12"), "");
        assert_eq!(
            kind_and_key("Compta@Maison.example "),
            Some((PointKind::Email, "compta@maison.example".to_owned()))
        );
        assert_eq!((kind_and_key("12"), kind_and_key("")), (None, None));
    }

    #[test]
    fn the_number_to_call_is_the_one_preferred_then_the_one_that_answers() {
        let mut all = vec![
            number("wrong", 1, 1),
            number("never", 4, 0),
            number("seldom", 4, 1),
            number("often", 4, 3),
            number("new", 0, 0),
            number("mornings", 4, 1),
            PointView::new(PointKind::Email, "a@b.example".to_owned()),
        ];
        all[0].quality = PointQuality::Wrong;
        let monday = Day::from_ymd(2026, 3, 2).unwrap();
        all[5].calls.add(monday, Some(DayPart::Morning), true);
        all[5].calls.add(monday.plus(3), Some(DayPart::Morning), false);
        let names = |all: &[PointView], part| -> Vec<String> {
            numbers_to_call(all, part).into_iter().map(|(at, _)| all[at].point.clone()).collect()
        };
        assert_eq!(names(&all, DayPart::Morning), ["mornings", "often", "seldom", "new", "never"]);
        assert_eq!(names(&all, DayPart::Afternoon), ["often", "seldom", "mornings", "new", "never"]);
        let why = numbers_to_call(&all, DayPart::Morning)[0].1;
        assert_eq!(why, WhyPoint::AnsweredNow { part: DayPart::Morning, reached: 1, made: 2 });
        all[1].preferred = true;
        assert_eq!(numbers_to_call(&all, DayPart::Morning)[0], (1, WhyPoint::Preferred));
    }
}
