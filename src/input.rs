//! What comes in from a person or the world, free of any terminal library: keys, pastes, sizes, wakes, hang-ups.
//! What never lives here: what a key means (see `app`), how bytes become keys (see `term`).
//! `term` makes it, `app` reads it, `runtime` carries it; tests write it as text.

use std::fmt;
use std::str::FromStr;

/// One thing that happened to the workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyPress),
    /// Text pasted whole; scrubbed by whoever keeps it.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The time asked for with `wake_in_ms` has come.
    Wake,
    /// The line dropped, or the system asks us to end: save and go.
    Hangup,
}

/// A key, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed: `P` is capital p, with no shift noted.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F24.
    F(u8),
}

/// A key with its modifiers. `shift` is set only for keys that are not characters (a character shows its own case).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyPress {
    /// Which key.
    pub code: Key,
    /// Control held.
    pub ctrl: bool,
    /// Alt (or Esc before it) held.
    pub alt: bool,
    /// Shift held.
    pub shift: bool,
}

impl KeyPress {
    /// A key alone.
    #[must_use]
    pub const fn plain(code: Key) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character alone.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// Control and a character.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: Key::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// The character this press types into a field, when it types one.
    #[must_use]
    pub fn typed(&self) -> Option<char> {
        let Key::Char(c) = self.code else { return None };
        (!self.ctrl && !self.alt && !c.is_control()).then_some(c)
    }
}

impl From<KeyPress> for Input {
    fn from(press: KeyPress) -> Self {
        Self::Key(press)
    }
}

/// Names of the keys that are not characters, first the one printed.
const NAMES: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("back-tab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("del", Key::Delete),
    ("ins", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("space", Key::Char(' ')),
    ("minus", Key::Char('-')),
    ("lt", Key::Char('<')),
    ("return", Key::Enter),
    ("escape", Key::Esc),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("page-up", Key::PageUp),
    ("page-down", Key::PageDown),
    ("shift-tab", Key::BackTab),
];

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Key::F(n) = self.code {
            return write!(f, "f{n}");
        }
        match (NAMES.iter().find(|(_, key)| *key == self.code), self.code) {
            (Some((name, key)), _) if !matches!(key, Key::Char('-' | '<')) => f.write_str(name),
            (_, Key::Char(c)) => write!(f, "{c}"),
            (_, other) => write!(f, "{other:?}"),
        }
    }
}

/// Text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not-a-key")]
pub struct NotAKey(pub String);

impl FromStr for KeyPress {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut press = Self::plain(Key::Esc);
        let mut rest = text;
        loop {
            let mut chars = rest.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                press.code = Key::Char(c);
                return Ok(press);
            }
            let lower = rest.to_ascii_lowercase();
            if let Some((_, key)) = NAMES.iter().find(|(name, _)| *name == lower) {
                press.code = *key;
                return Ok(press);
            }
            if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=24).contains(n)) {
                press.code = Key::F(n);
                return Ok(press);
            }
            let (held, after) = [("ctrl-", 0), ("alt-", 1), ("shift-", 2)]
                .iter()
                .find_map(|(name, which)| lower.starts_with(name).then(|| (*which, &rest[name.len()..])))
                .ok_or_else(|| NotAKey(text.to_owned()))?;
            match held {
                0 => press.ctrl = true,
                1 => press.alt = true,
                _ => press.shift = true,
            }
            rest = after;
        }
    }
}

/// Keys written as text, the way tests and tours write them: words are typed, `<name>` is a key, blanks only separate
/// (`<space>` types one): `p 250 <tab> ven <enter>`.
pub fn keys(text: &str) -> Result<Vec<KeyPress>, NotAKey> {
    let mut out = vec![];
    for word in text.split_whitespace() {
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            if c == '<'
                && let Some((name, after)) = rest[1..].split_once('>')
            {
                out.push(name.parse()?);
                rest = after;
            } else {
                out.push(KeyPress::char(c));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_printed() {
        for text in
            ["p", "P", "ctrl-p", "alt-enter", "f12", "space", "pgdn", "back-tab", "-", "<", "ctrl--", "é", "shift-up"]
        {
            let press: KeyPress = text.parse().unwrap();
            assert_eq!(press.to_string(), text);
        }
        assert_eq!("Shift-Tab".parse(), Ok(KeyPress::plain(Key::BackTab)));
        assert!("ctrl-nothing".parse::<KeyPress>().is_err() && "".parse::<KeyPress>().is_err());
    }

    #[test]
    fn a_line_of_keys_is_read_in_order() {
        let read = keys("p 250 <tab>ven<enter>").unwrap();
        let printed: Vec<_> = read.iter().map(ToString::to_string).collect();
        assert_eq!(printed, ["p", "2", "5", "0", "tab", "v", "e", "n", "enter"]);
        assert!(keys("<nokey>").is_err());
    }

    #[test]
    fn only_plain_characters_type() {
        assert_eq!(KeyPress::char('é').typed(), Some('é'));
        assert_eq!(KeyPress::ctrl('c').typed(), None);
        assert_eq!(KeyPress::plain(Key::Enter).typed(), None);
    }
}
