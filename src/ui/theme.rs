//! Roles, not colours: what a piece of text is, and how each theme shows that.
//! What never lives here: layout, words. No other file of the room names a colour.
//! `ui` draws by roles; `cli` picks the theme by name.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Plain text.
    Text,
    /// Less important.
    Muted,
    /// A title.
    Title,
    /// The head of a column.
    Heading,
    /// An amount.
    Money,
    /// Something is wrong: broken promise, refusal.
    Danger,
    /// Look here.
    Warning,
    /// It went well.
    Good,
    /// A note on the side.
    Accent,
    /// A key to press.
    Key,
    /// The line under the hand.
    Selected,
    /// Lines between things.
    Border,
    /// The name of a field.
    Label,
    /// A field.
    Field,
    /// The field being typed in.
    FieldActive,
    /// Taken back.
    Struck,
    /// What is said for a few seconds.
    Toast,
    /// What cannot be done now.
    Off,
}

const ROLES: [(Role, &str); 18] = [
    (Role::Text, "text"),
    (Role::Muted, "muted"),
    (Role::Title, "title"),
    (Role::Heading, "heading"),
    (Role::Money, "money"),
    (Role::Danger, "danger"),
    (Role::Warning, "warning"),
    (Role::Good, "good"),
    (Role::Accent, "accent"),
    (Role::Key, "key"),
    (Role::Selected, "selected"),
    (Role::Border, "border"),
    (Role::Label, "label"),
    (Role::Field, "field"),
    (Role::FieldActive, "field-active"),
    (Role::Struck, "struck"),
    (Role::Toast, "toast"),
    (Role::Off, "off"),
];

/// Signs drawn beside words. Each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// The line under the hand.
    pub hand: &'static str,
    /// Text was cut here.
    pub cut: &'static str,
    /// It moved up.
    pub up: &'static str,
    /// It moved down.
    pub down: &'static str,
    /// It is new.
    pub new: &'static str,
    /// Done.
    pub done: &'static str,
    /// From us.
    pub out: &'static str,
    /// To us.
    pub inward: &'static str,
    /// Between things on one line.
    pub dot: &'static str,
    /// Between breadcrumbs.
    pub crumb: &'static str,
    /// A horizontal line.
    pub line: &'static str,
    /// A vertical line.
    pub wall: &'static str,
}

const UNICODE: Signs = Signs {
    hand: "▌",
    cut: "…",
    up: "↑",
    down: "↓",
    new: "+",
    done: "✓",
    out: "→",
    inward: "←",
    dot: "·",
    crumb: "›",
    line: "─",
    wall: "│",
};

const ASCII: Signs = Signs {
    hand: ">",
    cut: "~",
    up: "^",
    down: "v",
    new: "+",
    done: "x",
    out: ">",
    inward: "<",
    dot: "-",
    crumb: ">",
    line: "-",
    wall: "|",
};

/// A theme ready to draw with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
    /// Signs.
    pub signs: Signs,
}

/// The themes that come with the program: name and file.
pub const THEMES: [(&str, &str); 7] = [
    ("terminal", include_str!("../../themes/terminal.toml")),
    ("day", include_str!("../../themes/day.toml")),
    ("night", include_str!("../../themes/night.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
    ("deuteran", include_str!("../../themes/deuteran.toml")),
    ("tritan", include_str!("../../themes/tritan.toml")),
];

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFault {
    /// No theme of that name.
    #[error("theme-unknown")]
    Unknown(String),
    /// The file does not read.
    #[error("theme-unreadable")]
    Unreadable(String),
    /// A theme inherits from itself, or too deep.
    #[error("theme-circle")]
    Circle(String),
}

/// Themes inherit at most this deep.
const INHERITS_MAX: usize = 4;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    inherits: Option<String>,
    #[serde(default)]
    roles: std::collections::BTreeMap<String, Look>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    underlined: bool,
    reversed: bool,
    crossed: bool,
}

impl Look {
    fn style(&self) -> Result<Style, ThemeFault> {
        let colour = |name: &Option<String>| -> Result<Option<Color>, ThemeFault> {
            let Some(name) = name else { return Ok(None) };
            name.parse().map(Some).map_err(|_| ThemeFault::Unreadable(name.clone()))
        };
        let flags = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underlined, Modifier::UNDERLINED),
            (self.reversed, Modifier::REVERSED),
            (self.crossed, Modifier::CROSSED_OUT),
        ];
        let modifiers = flags.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
        Ok(Style { fg: colour(&self.fg)?, bg: colour(&self.bg)?, ..Style::new() }.add_modifier(modifiers))
    }
}

impl Theme {
    /// One of the themes that come with the program. `colour`: false where NO_COLOR asks for none (the mono theme is
    /// taken whatever was asked); `ascii`: signs from ASCII alone.
    pub fn named(name: &str, colour: bool, ascii: bool) -> Result<Self, ThemeFault> {
        let mut styles = [Style::new(); ROLES.len()];
        fill(&mut styles, if colour { name } else { "mono" }, 0)?;
        Ok(Self { styles, signs: if ascii { ASCII } else { UNICODE } })
    }

    /// A theme of a person's own, from its text; without `inherits` it patches the terminal's own colours.
    pub fn written(text: &str, colour: bool, ascii: bool) -> Result<Self, ThemeFault> {
        let mut theme = Self::named("terminal", colour, ascii)?;
        if colour {
            patch(&mut theme.styles, text, 0)?;
        }
        Ok(theme)
    }

    /// No style at all: for the case that not even the default theme reads.
    #[must_use]
    pub fn bare(ascii: bool) -> Self {
        Self { styles: [Style::new(); ROLES.len()], signs: if ascii { ASCII } else { UNICODE } }
    }

    /// The style of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

fn fill(styles: &mut [Style; ROLES.len()], name: &str, depth: usize) -> Result<(), ThemeFault> {
    if depth >= INHERITS_MAX {
        return Err(ThemeFault::Circle(name.to_owned()));
    }
    let (_, text) =
        THEMES.iter().find(|(named, _)| *named == name).ok_or_else(|| ThemeFault::Unknown(name.to_owned()))?;
    patch(styles, text, depth)
}

fn patch(styles: &mut [Style; ROLES.len()], text: &str, depth: usize) -> Result<(), ThemeFault> {
    let file: File = toml::from_str(text).map_err(|fault| ThemeFault::Unreadable(fault.to_string()))?;
    if let Some(base) = &file.inherits {
        fill(styles, base, depth + 1)?;
    }
    for (role, look) in &file.roles {
        let Some(at) = ROLES.iter().position(|(_, named)| named == role) else {
            return Err(ThemeFault::Unreadable(role.clone()));
        };
        styles[at] = look.style()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_shows_what_matters() {
        for (at, (role, name)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, at, "{name}");
        }
        for (name, _) in THEMES {
            let theme = Theme::named(name, true, false).unwrap();
            assert!(theme.of(Role::Selected).add_modifier.contains(Modifier::REVERSED), "{name}");
            assert_ne!(theme.of(Role::Danger), theme.of(Role::Text), "{name}");
        }
        assert_eq!(Theme::named("nothing", true, false), Err(ThemeFault::Unknown("nothing".into())));
    }

    #[test]
    fn an_own_theme_patches_another() {
        let theme = Theme::written("inherits = 'night'\n[roles]\ndanger = { fg = '#ff0000' }\n", true, false).unwrap();
        let night = Theme::named("night", true, false).unwrap();
        assert_eq!(theme.of(Role::Danger).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(theme.of(Role::Money), night.of(Role::Money));
        let mono = Theme::written("[roles]\ndanger = { fg = 'red' }\n", false, false).unwrap();
        assert_eq!(mono.of(Role::Danger).fg, None);
        assert!(Theme::written("[roles]\ndangr = {}\n", true, false).is_err());
    }

    #[test]
    fn without_colour_there_is_only_reverse_and_bold() {
        let theme = Theme::named("night", false, true).unwrap();
        for (role, name) in ROLES {
            let style = theme.of(role);
            assert_eq!((style.fg, style.bg), (None, None), "{name}");
            assert!((Modifier::REVERSED | Modifier::BOLD).contains(style.add_modifier), "{name}");
        }
    }

    #[test]
    fn signs_are_one_column_wide() {
        for signs in [UNICODE, ASCII] {
            for sign in [signs.hand, signs.cut, signs.up, signs.down, signs.new, signs.done, signs.out, signs.inward] {
                assert_eq!(unicode_width::UnicodeWidthStr::width(sign), 1, "{sign}");
            }
        }
    }
}
