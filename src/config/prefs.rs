//! A person's own settings, `settings.toml` in their config folder: looks, not rules.
//! What never lives here: the house's numbers (see `book`), colours.
//! `cli` reads it and hands it to the workstation.

use super::located::{Complaint, Reading, Table, read};

/// Themes that come with the program.
pub const THEMES: &[&str] = &["terminal", "day", "night", "contrast", "mono", "deuteran", "tritan"];

/// Where the number to dial stands among the arguments.
pub const NUMBER: &str = "{number}";

/// What a person may choose; nothing said keeps the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefs {
    /// One of [`THEMES`], or the name of an own one.
    pub theme: Option<String>,
    /// `fr` or `en`.
    pub language: Option<String>,
    /// Signs from ASCII alone, for fonts that lack the others.
    pub ascii_signs: bool,
    /// For a screen reader: changes are said as lines added below, nothing is drawn.
    pub linear: bool,
    /// The program that dials and its arguments, one of them with [`NUMBER`]; none: numbers are copied.
    pub dial: Vec<String>,
}

/// Reads the text of a person's settings.
pub fn prefs(text: &str) -> Result<Prefs, Vec<Complaint>> {
    prefs_with(text, &[])
}

/// The same where there are themes of these names beside those of the program.
pub fn prefs_with(text: &str, own: &[String]) -> Result<Prefs, Vec<Complaint>> {
    read(text, |reading, top| walk(reading, top, own))
}

fn walk(reading: &mut Reading<'_>, top: &Table<'_>, own: &[String]) -> Prefs {
    reading.only(top, &["theme", "language", "ascii_signs", "linear", "dial"]);
    let more = own.iter().map(String::as_str).filter(|own| !THEMES.contains(own));
    let themes: Vec<&str> = THEMES.iter().copied().chain(more).collect();
    Prefs {
        theme: reading.word(top, "theme", &themes),
        language: reading.word(top, "language", &["fr", "en"]),
        ascii_signs: reading.switch(top, "ascii_signs").unwrap_or(false),
        linear: reading.switch(top, "linear").unwrap_or(false),
        dial: dial(reading, top),
    }
}

/// A program and its arguments: a list, so that no shell has to take a line apart.
fn dial(reading: &mut Reading<'_>, top: &Table<'_>) -> Vec<String> {
    let mut words = vec![];
    for item in reading.list(top, "dial") {
        match item.get_ref().as_str() {
            Some(word) => words.push(word.to_owned()),
            None => reading.complain(item.span(), "expects-text", vec![("key", "dial".to_owned())]),
        }
    }
    if let Some(list) = top.get("dial").filter(|_| !words.iter().skip(1).any(|word| word.contains(NUMBER))) {
        reading.complain(list.span(), "dial-number", vec![("number", NUMBER.to_owned())]);
    }
    words
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
