//! A person's own settings, `settings.toml` in their config folder: looks, not rules.
//! What never lives here: the house's numbers (see `book`), colours.
//! `cli` reads it and hands it to the workstation.

use super::located::{Complaint, Reading, Table, read};

/// Themes that come with the program.
pub const THEMES: &[&str] = &["terminal", "day", "night", "contrast", "mono", "deuteran"];

/// What a person may choose; nothing said keeps the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefs {
    /// One of [`THEMES`].
    pub theme: Option<String>,
    /// `fr` or `en`.
    pub language: Option<String>,
    /// Signs from ASCII alone, for fonts that lack the others.
    pub ascii_signs: bool,
}

/// Reads the text of a person's settings.
pub fn prefs(text: &str) -> Result<Prefs, Vec<Complaint>> {
    read(text, walk)
}

fn walk(reading: &mut Reading<'_>, top: &Table<'_>) -> Prefs {
    reading.only(top, &["theme", "language", "ascii_signs"]);
    Prefs {
        theme: reading.word(top, "theme", THEMES),
        language: reading.word(top, "language", &["fr", "en"]),
        ascii_signs: reading.switch(top, "ascii_signs").unwrap_or(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let prefs = prefs("theme = 'night'\nlanguage = 'fr'\nascii_signs = true\n").unwrap();
        assert_eq!(prefs.theme.as_deref(), Some("night"));
        assert_eq!(prefs.language.as_deref(), Some("fr"));
        assert!(prefs.ascii_signs);
    }
}
