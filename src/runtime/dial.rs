//! A number handed to the house's own telephone: a program with its arguments, started beside the screen, never through
//! a shell, never waited for.
//! What never lives here: which number (see `app`), the clipboard (see `term`).
//! `Workstation` keeps one.

use std::process::{Child, Command, Stdio};

use crate::app::say::Trouble;

/// Where the number stands among the arguments.
const NUMBER: &str = "{number}";

/// The program with its arguments, as the person's settings say, and what runs of it.
#[derive(Debug, Default)]
pub(super) struct Dialer {
    words: Vec<String>,
    running: Vec<Child>,
}

impl Dialer {
    pub(super) fn new(words: Vec<String>) -> Self {
        Self { words, running: vec![] }
    }

    /// Another program from now on; what runs of the one before goes on.
    pub(super) fn take(&mut self, words: Vec<String>) {
        self.words = words;
    }

    /// True when there is something to dial with.
    pub(super) fn is_there(&self) -> bool {
        !self.words.is_empty()
    }

    /// Starts it for a number. Returns at once: how it ends is told by [`Self::failed`].
    pub(super) fn dial(&mut self, number: &str) -> Result<(), Trouble> {
        let number = plain(number);
        let mut words = self.words.iter().map(|word| word.replace(NUMBER, &number));
        let Some(program) = words.next() else { return Ok(()) };
        let mut command = Command::new(&program);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => {
                self.running.push(child);
                Ok(())
            }
            Err(error) => Err(failed(&program, error.to_string())),
        }
    }

    /// Why the last one that ended badly did, once. Never waits.
    pub(super) fn failed(&mut self) -> Option<Trouble> {
        let mut trouble = None;
        self.running.retain_mut(|child| match child.try_wait() {
            Ok(None) => true,
            Ok(Some(status)) => {
                if !status.success() {
                    trouble = Some(status.to_string());
                }
                false
            }
            Err(error) => {
                trouble = Some(error.to_string());
                false
            }
        });
        trouble.map(|detail| failed(self.words.first().map_or("", String::as_str), detail))
    }

    /// True while something is awaited.
    pub(super) fn runs(&self) -> bool {
        !self.running.is_empty()
    }
}

fn failed(program: &str, detail: String) -> Trouble {
    Trouble::Broke { id: "dial-failed".to_owned(), facts: vec![("program", program.to_owned()), ("detail", detail)] }
}

/// A number as telephones take it: digits, a plus in front where it had one; `+33 (0)1 …` without the zero.
fn plain(number: &str) -> String {
    let number = number.replace("(0)", "");
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("{plus}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(|word| (*word).to_owned()).collect()
    }

    fn ends(dialer: &mut Dialer) -> Option<Trouble> {
        for _ in 0..500 {
            let trouble = dialer.failed();
            if trouble.is_some() || !dialer.runs() {
                return trouble;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it never ended");
    }

    #[test]
    fn the_number_is_an_argument_and_no_shell_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dialled");
        let at = file.to_str().unwrap();
        let mut dialer = Dialer::new(words(&["cp", "/dev/null", &format!("{at}-{NUMBER}")]));
        dialer.dial("+33 (0)1 45;touch x").unwrap();
        assert_eq!(ends(&mut dialer), None);
        assert!(folder.path().join("dialled-+33145").exists());
        assert_eq!((plain("06.12.34"), plain("(+33) 1")), ("061234".to_owned(), "331".to_owned()));
    }

    #[test]
    fn what_cannot_be_started_or_ends_badly_says_so() {
        let mut none = Dialer::new(words(&["/no/such/program", NUMBER]));
        let trouble = none.dial("06").unwrap_err();
        assert!(
            matches!(&trouble, Trouble::Broke { id, facts } if id == "dial-failed" && facts[0].1 == "/no/such/program")
        );
        let mut bad = Dialer::new(words(&["false", NUMBER]));
        bad.dial("06").unwrap();
        assert!(ends(&mut bad).is_some());
        assert!(!Dialer::default().is_there() && Dialer::default().dial("06").is_ok());
    }
}
