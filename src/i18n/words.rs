//! The messages of one language, looked up by id and filled with arguments.
//! What never lives here: a message; deciding what to say.
//! One is made at the start and handed down by reference.

use std::borrow::Cow;

use fluent::concurrent::FluentBundle;
use fluent::resolver::{ResolverError, errors::ReferenceKind};
use fluent::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Lang, format};
use crate::domain::values::{Day, Instant, Money, Sums};
use crate::zone::Zone;

/// One room of messages: its name, the French file, the English file.
pub type Room = (&'static str, &'static str, &'static str);

macro_rules! rooms {
    ($($name:literal),+) => {
        /// Every room of messages, with both files.
        pub const ROOMS: &[Room] = &[$((
            $name,
            include_str!(concat!("../../locales/fr/", $name, ".ftl")),
            include_str!(concat!("../../locales/en/", $name, ".ftl")),
        )),+];
    };
}
rooms!("common", "codes", "domain", "cli", "import", "day", "app", "forms", "report", "score");

/// What fills a place in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text, used as it is.
    Text(String),
    /// A whole number: chooses the plural, printed with its thousands set apart.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}
impl From<i32> for Arg {
    fn from(count: i32) -> Self {
        Self::Count(count.into())
    }
}
impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}
impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// What stands for a fact that was not handed in: it is said that something is not known, not what it is called inside.
const UNKNOWN: &str = "?";

/// All words of one language.
pub struct Words {
    lang: Lang,
    ascii: bool,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).field("ascii", &self.ascii).finish_non_exhaustive()
    }
}

impl Words {
    /// Loads a language. A message that does not parse is left out (a test finds it); its id shows instead.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Fr => |value, _| counted(Lang::Fr, value),
            Lang::En => |value, _| counted(Lang::En, value),
        }));
        for (_, fr, en) in ROOMS {
            let text = match lang {
                Lang::Fr => *fr,
                Lang::En => *en,
            };
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, _)| partial);
            let _twice_is_found_by_a_test = bundle.add_resource(resource);
        }
        Self { lang, ascii: false, bundle }
    }

    /// The same words with currency codes instead of signs, for terminals that have no `€`.
    #[must_use]
    pub fn ascii(mut self, ascii: bool) -> Self {
        self.ascii = ascii;
        self
    }

    /// The same for words in use.
    pub fn set_ascii(&mut self, ascii: bool) {
        self.ascii = ascii;
    }

    /// Their language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether a message of this id exists.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// A message without arguments; an unknown id is shown as it is.
    #[must_use]
    pub fn t(&self, id: &str) -> String {
        self.tf(id, &[])
    }

    /// A message filled with arguments.
    #[must_use]
    pub fn tf(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            filled.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                    Arg::Count(count) => FluentValue::from(*count),
                },
            );
        }
        let mut gaps = vec![];
        let text = self.bundle.format_pattern(pattern, Some(&filled), &mut gaps).into_owned();
        // Every test that says something finds a place nobody filled; a person never reads its name.
        debug_assert!(gaps.is_empty(), "{id} lacks {gaps:?}: {text}");
        gaps.iter().fold(text, |text, gap| match gap {
            FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => {
                text.replace(&format!("{{${id}}}"), UNKNOWN)
            }
            FluentError::ResolverError(_) | FluentError::ParserError(_) | FluentError::Overriding { .. } => text,
        })
    }

    /// `ven. 28/06/2013`, `Fri 28 Jun 2013`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        format::day(self.lang, day)
    }

    /// `28/06/2013`, `28 Jun 2013`.
    #[must_use]
    pub fn date(&self, day: Day) -> String {
        format::date(self.lang, day)
    }

    /// `28/06`, `28 Jun`: where the year is plain.
    #[must_use]
    pub fn day_short(&self, day: Day) -> String {
        format::day_short(self.lang, day)
    }

    /// `ven.`, `Fri`.
    #[must_use]
    pub fn weekday(&self, day: Day) -> &'static str {
        format::weekday(self.lang, day)
    }

    /// `1 234,50 €`, `€1,234.50`.
    #[must_use]
    pub fn money(&self, money: Money) -> String {
        format::money(self.lang, money, self.ascii)
    }

    /// `1 234,50`, `1,234.50`: without the currency.
    #[must_use]
    pub fn amount(&self, money: Money) -> String {
        format::amount(self.lang, money)
    }

    /// One amount per currency, ` + ` between; `-` when there is none.
    #[must_use]
    pub fn sums(&self, sums: &Sums) -> String {
        format::sums(self.lang, sums, self.ascii)
    }

    /// `1 234`, `1,234`.
    #[must_use]
    pub fn count(&self, count: i64) -> String {
        format::count(self.lang, count)
    }

    /// `14h30`, `14:30`.
    #[must_use]
    pub fn time(&self, at: Instant, zone: Zone) -> String {
        format::time(self.lang, at, zone)
    }

    /// `ven. 28/06/2013 14h30`.
    #[must_use]
    pub fn moment(&self, at: Instant, zone: Zone) -> String {
        format::moment(self.lang, at, zone)
    }
}

fn counted(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    // Counts are made from `i64`s that a screen shows: far below 2^53.
    (number.value.fract() == 0.0).then(|| format::count(lang, number.value as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_filled() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            assert!(words.has("read-not-an-amount"));
            assert_eq!(words.t("no-such-message"), "no-such-message");
        }
        let fr = Words::new(Lang::Fr);
        let said = fr.tf("read-too-many-decimals", &[("digits", 2.into())]);
        assert!(said.contains('2') && !said.contains('\u{2068}'), "{said}");
    }
}
