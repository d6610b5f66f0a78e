//! Text for the clipboard of the machine the person sits at (OSC 52), also through tmux and screen.
//! What never lives here: what is copied.
//! `Device` calls it.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use super::caps::Inside;
use crate::domain::values::text::clean_note;

/// Longest text copied, in characters: a long note; terminals drop sequences of more than about 100 kB.
pub const COPY_CHARS_MAX: usize = 8_000;
/// Longest string GNU screen passes through at once, in bytes.
const SCREEN_CHUNK_BYTES: usize = 760;

/// The sequence that puts `text` on the clipboard; the text is scrubbed and cut first.
#[must_use]
pub fn sequence(text: &str, inside: Inside) -> String {
    let clean = clean_note(text, COPY_CHARS_MAX);
    let mut plain = String::new();
    if CopyToClipboard::to_clipboard_from(clean).write_ansi(&mut plain).is_err() {
        return String::new();
    }
    match inside {
        Inside::Nothing => plain,
        // As it is for `set-clipboard on`, and wrapped for `allow-passthrough on`: each alone is ignored by the other.
        Inside::Tmux => format!("{plain}\u{1b}Ptmux;{}\u{1b}\\", plain.replace('\u{1b}', "\u{1b}\u{1b}")),
        Inside::Screen => {
            // The end of the inner sequence would end the wrapping: a bell ends it as well.
            let body = plain.trim_end_matches("\u{1b}\\").to_owned() + "\u{7}";
            let chunks = body.as_bytes().chunks(SCREEN_CHUNK_BYTES).map(String::from_utf8_lossy);
            chunks.map(|chunk| format!("\u{1b}P{chunk}\u{1b}\\")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_scrubbed_and_wrapped() {
        assert_eq!(sequence("a\u{1b}b", Inside::Nothing), "\u{1b}]52;c;YWI=\u{1b}\\");
        let wrapped = "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YWI=\u{1b}\u{1b}\\\u{1b}\\";
        assert_eq!(sequence("ab", Inside::Tmux), format!("\u{1b}]52;c;YWI=\u{1b}\\{wrapped}"));
        assert_eq!(sequence("ab", Inside::Screen), "\u{1b}P\u{1b}]52;c;YWI=\u{7}\u{1b}\\");
        let long = sequence(&"x".repeat(100_000), Inside::Nothing);
        assert!(long.len() < 12_000, "{}", long.len());
        assert!(sequence(&"x".repeat(5_000), Inside::Screen).matches("\u{1b}P").count() > 5);
    }
}
