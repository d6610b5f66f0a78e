//! Runs the real program as a person at a shell would, in a home of its own.
//! What never lives here: what it should answer.
//! The command-line tests use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A home with nothing in it, and the program.
pub struct Shell {
    home: tempfile::TempDir,
    book: PathBuf,
    today: String,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The JSON object on standard output.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.err, "", "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The sentence of a run that was refused.
    #[track_caller]
    pub fn refused(&self) -> &str {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{self:?}");
        let sentence = self.err.trim_end();
        assert!(!sentence.is_empty() && sentence.lines().count() == 1, "one sentence: {self:?}");
        sentence
    }

    /// The standard output of a run that went well.
    #[track_caller]
    pub fn done(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        &self.out
    }
}

impl Shell {
    /// A fresh home; the clock is stopped on a Tuesday.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let book = home.path().join("book.relance");
        Self { home, book, today: "2026-03-17".to_owned() }
    }

    /// A fresh home with a demo book of so many debtors.
    pub fn demo(debtors: u32) -> Self {
        let mut shell = Self::new();
        let made = shell.run(&format!("demo --json --debtors {debtors} --seed 5")).json();
        shell.book = PathBuf::from(made["book"].as_str().unwrap());
        shell
    }

    /// Stops the clock on another day.
    pub fn on(&mut self, today: &str) {
        self.today = today.to_owned();
    }

    /// Where the book lies.
    pub fn book(&self) -> &Path {
        &self.book
    }

    /// The home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A command in this home, words apart by spaces (`'…'` keeps them together).
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command.env_clear().current_dir(self.home.path()).stdin(Stdio::null());
        let home = self.home.path();
        for (name, folder) in
            [("HOME", "home"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("TMPDIR", "")]
        {
            command.env(name, home.join(folder));
        }
        command.env("LANG", "en_GB.UTF-8").env("RELANCE_BOOK", &self.book).env("RELANCE_TODAY", &self.today);
        command.args(split(line));
        command
    }

    /// Runs it to its end.
    pub fn run(&self, line: &str) -> Ran {
        ran(self.command(line).output().unwrap())
    }

    /// Runs it and reads the JSON.
    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        self.run(&format!("{line} --json")).json()
    }
}

/// The end of a process as text.
pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn split(line: &str) -> Vec<String> {
    let mut words = vec![];
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
