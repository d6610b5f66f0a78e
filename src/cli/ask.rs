//! Asking the person at the keyboard, one line at a time.
//! What never lives here: what to do without one (verbs look at `Ctx::no_input` first).
//! `init` uses it.

use std::io::{self, BufRead, Write};

/// Times a question is put again after an answer that cannot be read.
const TRIES_MAX: usize = 3;

/// Puts a question on standard error and reads the answer; an empty one is the default shown in brackets.
/// `read` turns it into a value or the sentence that says why not. `None`: nobody answers, or three times in vain.
pub fn ask<T>(question: &str, default: &str, mut read: impl FnMut(&str) -> Result<T, String>) -> io::Result<Option<T>> {
    let mut answers = io::stdin().lock();
    for _ in 0..TRIES_MAX {
        let mut stream = io::stderr();
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        write!(stream, "{question}{shown} ")?;
        stream.flush()?;
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let answer = line.trim();
        match read(if answer.is_empty() { default } else { answer }) {
            Ok(value) => return Ok(Some(value)),
            Err(why) => super::out::warn(&why),
        }
    }
    Ok(None)
}
