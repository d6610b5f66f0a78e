//! Words, dates, amounts: how things are said to a person, and how what a person types is read.
//! What never lives here: the messages themselves (see `locales/`), a width, a colour, a clock.
//! `cli`, `ui` and `runtime` say; `app` and `cli` read. Parsing never depends on the language: both are always accepted.

mod claim;
mod factors;
mod follow;
pub mod format;
mod letter;
mod matching;
mod permit;
mod plan;
mod point;
pub mod read;
mod reason;
mod refusal;
pub mod team;
mod tray;
mod words;

pub use reason::SHORT_COLUMNS_MAX;
pub use words::{Arg, ROOMS, Room, Words};

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// `fr` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// From a language tag or locale (`fr`, `fr_FR.UTF-8`, `en-GB`); `None` for any other language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let head = tag.split(['-', '_', '.', '@']).next().unwrap_or("").to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == head)
    }

    /// The language the environment asks for: the first that is set of `LC_ALL`, `LC_MESSAGES`, `LANG`; English when it
    /// is neither of ours. `var` reads a variable.
    #[must_use]
    pub fn from_env(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(var).find(|value| !value.is_empty());
        set.and_then(|tag| Self::from_tag(&tag)).unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_a_language() {
        let env = |pairs: &'static [(&str, &str)]| {
            Lang::from_env(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(env(&[("LANG", "fr_FR.UTF-8")]), Lang::Fr);
        assert_eq!(env(&[("LC_ALL", "en_GB"), ("LANG", "fr_FR")]), Lang::En);
        assert_eq!(env(&[("LC_ALL", ""), ("LANG", "fr")]), Lang::Fr);
        assert_eq!(env(&[("LANG", "C")]), Lang::En);
    }
}
