//! Standard output: lines made safe for a terminal, JSON, and a reader that went away.
//! What never lives here: what is said.
//! The verbs print through it and through nothing else.

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::domain::values::text::is_hostile;

/// Standard output, buffered. A closed pipe (`relance queue | head`) ends the program quietly.
#[derive(Debug)]
pub struct Out {
    stream: BufWriter<io::Stdout>,
}

impl Default for Out {
    fn default() -> Self {
        Self { stream: BufWriter::new(io::stdout()) }
    }
}

impl Out {
    /// One line; what could drive a terminal is left out of it.
    pub fn line(&mut self, text: impl AsRef<str>) -> anyhow::Result<()> {
        self.stream.write_all(scrubbed(text.as_ref()).as_bytes())?;
        self.stream.write_all(b"\n")?;
        Ok(())
    }

    /// One line with some of its characters in bold; for a terminal only (see [`Self::is_coloured`]).
    pub fn marked(&mut self, text: &str, places: &[usize]) -> anyhow::Result<()> {
        let mut out = String::with_capacity(text.len() + places.len() * 8);
        let mut bold = false;
        for (place, c) in text.chars().enumerate() {
            let marked = places.contains(&place);
            if marked != bold {
                out.push_str(if marked { "\u{1b}[1m" } else { "\u{1b}[22m" });
                bold = marked;
            }
            if !is_hostile(c) {
                out.push(c);
            }
        }
        out.push_str(if bold { "\u{1b}[22m\n" } else { "\n" });
        Ok(self.stream.write_all(out.as_bytes())?)
    }

    /// True when a person reads along on a terminal that shows more than plain letters, and wants it to.
    #[must_use]
    pub fn is_coloured(&self) -> bool {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        self.is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_some_and(|term| term != "dumb")
    }

    /// Several lines, as they are broken.
    pub fn lines(&mut self, text: &str) -> anyhow::Result<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// One JSON object on one line; hostile characters are written as escapes, so that it reads back unchanged.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string(value)?;
        self.stream.write_all(escaped(&text).as_bytes())?;
        self.stream.write_all(b"\n")?;
        Ok(())
    }

    /// Bytes as they are (completions, man page).
    pub fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        Ok(self.stream.write_all(bytes)?)
    }

    /// Hands everything to the system.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.stream.flush()?)
    }

    /// True when a person reads along.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }
}

/// One line on standard error, made safe likewise. A closed error stream is nobody's concern.
pub fn warn(text: &str) {
    let mut stream = io::stderr();
    for line in text.lines() {
        if writeln!(stream, "{}", scrubbed(line)).is_err() {
            return;
        }
    }
}

/// True when the error is a reader that went away.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe))
}

/// The text without what could drive a terminal.
#[must_use]
pub fn scrubbed(text: &str) -> String {
    text.chars().filter(|c| !is_hostile(*c)).collect()
}

fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if !is_hostile(c) {
            out.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_printed_drives_a_terminal_and_json_reads_back() {
        let evil = "a\u{1b}[31m\u{9b}b\u{202e}c\u{e0041}";
        assert_eq!(scrubbed(evil), "a[31mbc");
        let json = escaped(&serde_json::to_string(evil).unwrap());
        assert!(!json.chars().any(is_hostile), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), evil);
    }
}
