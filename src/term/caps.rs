//! What this terminal can do, as far as the environment tells; it is asked one thing only (see `background`).
//! What never lives here: themes (see `ui`).
//! `cli` and `runtime` read it at the start.

use super::wire::Depth;

/// What can be counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Colours.
    pub depth: Depth,
    /// Only signs that every font has: the Linux console, or a locale without UTF-8.
    pub ascii: bool,
    /// The line is slow or far: keys may arrive in pieces.
    pub remote: bool,
    /// Which multiplexer stands between, for the clipboard.
    pub inside: Inside,
    /// The terminal says its background is light (`COLORFGBG`); `None` when it does not say.
    pub light: Option<bool>,
    /// It may be asked for its background: of its kind none is known to print what it does not understand.
    pub asks: bool,
    /// It is known to take links (OSC 8); none is sent to one that might print them.
    pub links: bool,
}

/// A multiplexer that sequences must be wrapped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// None.
    Nothing,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

impl Caps {
    /// Reads the environment through `var`.
    #[must_use]
    pub fn from_env(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let inside = match (set("TMUX"), set("STY")) {
            (Some(_), _) => Inside::Tmux,
            (None, Some(_)) => Inside::Screen,
            (None, None) => Inside::Nothing,
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
        let eight_bit = locale.contains('.') && !locale.contains("utf");
        let light = set("COLORFGBG")
            .and_then(|pair| pair.rsplit(';').next().and_then(|bg| bg.parse::<u8>().ok()))
            .map(|bg| bg == 7 || bg >= 9);
        let depth = depth(&term, set("NO_COLOR").is_some(), set("COLORTERM"));
        Self {
            depth,
            ascii: term == "linux" || eight_bit,
            remote: set("SSH_CONNECTION").is_some() || set("SSH_TTY").is_some(),
            inside,
            light,
            links: inside != Inside::Screen && links(&term, &set),
            asks: inside != Inside::Screen
                && (depth > Depth::Sixteen || depth > Depth::Mono && term.starts_with("xterm")),
        }
    }

    /// How long a lone Esc is held back, in case it is the beginning of a key that arrives in pieces.
    #[must_use]
    pub fn escape_window_ms(&self) -> u64 {
        if self.remote { 100 } else { 10 }
    }
}

/// Terminals known to take links, by what they say of themselves; their `TERM` comes along over SSH, the rest does not.
fn links(term: &str, set: &impl Fn(&str) -> Option<String>) -> bool {
    const TERMS: [&str; 7] = ["xterm-kitty", "foot", "alacritty", "xterm-ghostty", "wezterm", "contour", "rio"];
    const PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "ghostty", "vscode", "rio"];
    let vte =
        set("VTE_VERSION").and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version >= 5_000);
    let program = set("TERM_PROGRAM").is_some_and(|program| PROGRAMS.contains(&program.as_str()));
    let marked = ["KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION"].iter().any(|name| set(name).is_some());
    vte || program || marked || TERMS.iter().any(|known| term.starts_with(known))
}

fn depth(term: &str, no_color: bool, colorterm: Option<String>) -> Depth {
    if no_color || term == "dumb" || term.starts_with("vt") {
        return Depth::Mono;
    }
    match colorterm.as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        Some(_) | None if term.contains("direct") => Depth::True,
        Some(_) | None if term.contains("256") => Depth::Indexed,
        Some(_) | None => Depth::Sixteen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caps(pairs: &'static [(&str, &str)]) -> Caps {
        Caps::from_env(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_tells() {
        assert_eq!(caps(&[("TERM", "xterm-256color")]).depth, Depth::Indexed);
        assert_eq!(caps(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]).depth, Depth::True);
        assert_eq!(caps(&[("TERM", "xterm"), ("NO_COLOR", "1"), ("COLORTERM", "truecolor")]).depth, Depth::Mono);
        assert_eq!(caps(&[("TERM", "xterm"), ("NO_COLOR", "")]).depth, Depth::Sixteen);
        let console = caps(&[("TERM", "linux"), ("LANG", "fr_FR.UTF-8")]);
        assert!(console.ascii && console.depth == Depth::Sixteen);
        assert!(caps(&[("LANG", "fr_FR.ISO-8859-15")]).ascii && !caps(&[("LANG", "C")]).ascii);
        assert!(
            caps(&[("TERM", "xterm-kitty"), ("SSH_CONNECTION", "x")]).links && caps(&[("VTE_VERSION", "7200")]).links
        );
        assert!(!caps(&[("TERM", "xterm-256color")]).links && !caps(&[("TERM", "foot"), ("STY", "x")]).links);
        assert_eq!(caps(&[("SSH_CONNECTION", "x")]).escape_window_ms(), 100);
        assert_eq!(caps(&[("TMUX", "x")]).inside, Inside::Tmux);
        assert_eq!(caps(&[("COLORFGBG", "0;15")]).light, Some(true));
        assert_eq!(caps(&[("COLORFGBG", "15;0")]).light, Some(false));
        assert!(caps(&[("TERM", "xterm")]).asks && caps(&[("TERM", "tmux-256color")]).asks);
        for quiet in ["linux", "vt220", "ansi", "dumb", ""] {
            assert!(!Caps::from_env(|name| (name == "TERM").then(|| quiet.to_owned())).asks, "{quiet}");
        }
        assert!(!caps(&[("TERM", "screen-256color"), ("STY", "x")]).asks);
        assert!(!caps(&[("TERM", "xterm"), ("NO_COLOR", "1")]).asks);
    }
}
