//! A theme of a person's own, `themes/NAME.toml` in their config folder: a patch over a theme that comes with the program.
//! What never lives here: drawing; how a role looks without a word about it (see the themes of the program).
//! `cli` judges the file by it; the text is handed to the workstation, which reads it anew.

use super::located::{Complaint, Reading, Table, near, read};
use super::prefs::THEMES;

/// What a piece of text can be: the names that a theme gives looks to.
pub const ROLES: &[&str] = &[
    "text",
    "muted",
    "title",
    "heading",
    "money",
    "danger",
    "warning",
    "good",
    "accent",
    "key",
    "selected",
    "border",
    "label",
    "field",
    "field-active",
    "struck",
    "toast",
    "off",
];
/// The sixteen colours of a terminal by name, and its own (`reset`).
const COLOURS: &[&str] = &[
    "reset",
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "dark-gray",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "white",
];
const SWITCHES: &[&str] = &["bold", "dim", "underlined", "reversed", "crossed"];

/// Judges the text of a theme.
pub fn theme(text: &str) -> Result<(), Vec<Complaint>> {
    read(text, walk)
}

fn walk(reading: &mut Reading<'_>, top: &Table<'_>) {
    reading.only(top, &["inherits", "roles"]);
    let _known = reading.word(top, "inherits", THEMES);
    let Some(roles) = reading.table(top, "roles") else { return };
    reading.only(roles, ROLES);
    for role in ROLES {
        let Some(look) = reading.table(roles, role) else { continue };
        let known: Vec<&str> = ["fg", "bg"].into_iter().chain(SWITCHES.iter().copied()).collect();
        reading.only(look, &known);
        for key in ["fg", "bg"] {
            colour(reading, look, key);
        }
        for key in SWITCHES {
            let _on = reading.switch(look, key);
        }
    }
}

/// A name, `#rrggbb`, or the number of one of the 256.
fn colour(reading: &mut Reading<'_>, look: &Table<'_>, key: &str) {
    let Some((text, at)) = reading.text(look, key) else { return };
    let hex = text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if hex || text.parse::<u8>().is_ok() || COLOURS.contains(&text.as_str()) {
        return;
    }
    let near = near(&text, COLOURS.iter().copied()).unwrap_or("red").to_owned();
    reading.complain(at, "not-a-colour", vec![("key", key.to_owned()), ("value", text), ("near", near)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_of_the_program_are_themes() {
        for text in [include_str!("../../themes/night.toml"), include_str!("../../themes/tritan.toml")] {
            assert_eq!(theme(text), Ok(()));
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let found =
            theme("inherits = 'night'\n[roles]\ndanger = { fg = 'rad', bold = 'yes' }\nmony = {}\n").unwrap_err();
        let said: Vec<_> = found.iter().map(|one| (one.line, one.code)).collect();
        assert_eq!(said, [(4, "unknown-key-near"), (3, "not-a-colour"), (3, "expects-switch")]);
    }
}
