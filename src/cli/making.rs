//! The first hour's import apart from the screen: the file is looked at by a thread; then the book is made under another name beside its place, filled by
//! `import` as a process of its own, and put in its place when all went well. Stopped or failed, nothing of it is left.
//! What never lives here: reading a file (see `import`), drawing.
//! `workstation` starts it, the loop looks at it.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{BufReader, Read};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::import::{self, Look as Seen};
use super::{Ctx, exit, init, person, places, text, workstation};
use crate::domain::values::Currency;
use crate::exchange::Kind;
use crate::runtime::{Ear, Ended, Imported, Look, Making, NotMade, Progress};
use crate::store::BookSettings;

/// What the name of a book being made ends with, before the number of the process that makes it.
const MAKING: &str = ".making-";

/// What of the report is told to the person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Report {
    rows: u64,
    rejected: u64,
    #[serde(deserialize_with = "first")]
    errors: Option<RefusedRow>,
}

/// The first row that was refused: of a million the person sees one, and the mapping that is to blame for all.
#[derive(Debug, Deserialize)]
struct RefusedRow {
    line: u64,
    column: String,
    value: String,
    reason: String,
}

/// The first of a list; the others are read past.
fn first<'de, D: Deserializer<'de>, T: Deserialize<'de>>(list: D) -> Result<Option<T>, D::Error> {
    struct First<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for First<T> {
        type Value = Option<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<T>, A::Error> {
            let first = list.next_element()?;
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(first)
        }
    }
    list.deserialize_seq(First(PhantomData))
}

/// The threads that hear the process out.
type Ears = (JoinHandle<()>, JoinHandle<Report>);

/// An import into a first book.
#[derive(Debug)]
pub(super) struct FirstImport {
    ctx: Ctx,
    program: PathBuf,
    /// As the person gave it.
    named: String,
    file: PathBuf,
    kind: Kind,
    mapping: Option<String>,
    wanted: PathBuf,
    making: PathBuf,
    /// The look at the file; its thread is left to itself when nobody waits for it any more.
    looking: Option<JoinHandle<Result<Seen, String>>>,
    child: Option<Child>,
    ear: Ear,
    ears: Option<Ears>,
}

impl FirstImport {
    /// Begins to look at a file. `mapping`: what a person said about it, with the kind meant.
    pub(super) fn start(
        ctx: Ctx,
        program: PathBuf,
        named: String,
        mapping: Option<(Kind, String)>,
    ) -> anyhow::Result<Self> {
        let wanted = ctx.book_path()?;
        let file = expanded(&named);
        let making = with(&wanted, &format!("{MAKING}{}", std::process::id()));
        let (make, path, said) = (ctx.maker(), file.clone(), mapping.clone());
        let looking = std::thread::spawn(move || {
            let ctx = make();
            let said = said.as_ref().map(|(kind, text)| (*kind, text.as_str()));
            import::look(&ctx, &path, said).map_err(|error| exit::sentence(&ctx.words, &error))
        });
        Ok(Self {
            ctx,
            program,
            named,
            file,
            kind: Kind::Invoices,
            mapping: mapping.map(|(_, text)| text),
            wanted,
            making,
            looking: Some(looking),
            child: None,
            ear: Ear::default(),
            ears: None,
        })
    }

    /// The file was looked at: it is read into a book, or a person is asked.
    fn looked(&mut self, seen: Result<Seen, String>) -> Look {
        match seen {
            Ok(Seen::Fine(kind)) => {
                self.kind = kind;
                match self.begin() {
                    Ok(()) => Look::Goes(Progress::default()),
                    Err(error) => {
                        self.sweep();
                        Look::Ended(Err(NotMade::Sentence(exit::sentence(&self.ctx.words, &error))))
                    }
                }
            }
            Ok(Seen::Ask(previews, unsure)) => {
                let sample = workstation::sample(&self.named, previews, unsure);
                Look::Ended(Err(NotMade::Unmapped(Box::new(sample))))
            }
            Err(sentence) => Look::Ended(Err(NotMade::Sentence(sentence))),
        }
    }

    /// Makes an empty book beside its place and starts to fill it.
    fn begin(&mut self) -> anyhow::Result<()> {
        if let Some(folder) = self.wanted.parent() {
            sweep(folder, &self.wanted);
        }
        let settings = BookSettings {
            zone: init::machine_zone(),
            currency: Currency::EUR,
            language: self.ctx.words.lang().code().to_owned(),
            company: String::new(),
        };
        init::make(&self.ctx, &self.making, &settings, &person::login_of(&person::os_user()), None)?;
        if let Some(mapping) = &self.mapping {
            fs::write(self.map_file(), mapping)?;
        }
        self.spawn()
    }

    fn spawn(&mut self) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        let options: [OsString; 7] = [
            "--book".into(),
            self.making.clone().into(),
            "--lang".into(),
            self.ctx.words.lang().code().into(),
            "--no-input".into(),
            "--json".into(),
            "import".into(),
        ];
        command.args(options).arg(self.kind.name()).arg(&self.file).arg("--progress");
        if self.mapping.is_some() {
            command.arg("--map").arg(self.map_file());
        }
        if let Some(day) = self.ctx.stopped_day()? {
            command.arg("--today").arg(day.to_string());
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let ear = self.ear.clone();
        let listen = std::thread::spawn(move || err.into_iter().for_each(|err| ear.listen(err)));
        let report = std::thread::spawn(move || out.map(report).unwrap_or_default());
        self.child = Some(child);
        self.ears = Some((listen, report));
        Ok(())
    }

    fn map_file(&self) -> PathBuf {
        with(&self.making, ".map.toml")
    }

    /// It has ended: the book is put in its place, or what is left of it is taken away.
    fn ended(&mut self, code: Option<i32>) -> Ended {
        let report = self.ears.take().map(|(listen, report)| {
            let _heard = listen.join();
            report.join().unwrap_or_default()
        });
        // 3: some rows were refused, the good ones are in.
        if !matches!(code, Some(0 | 3)) {
            self.sweep();
            return Err(NotMade::Sentence(self.ear.words()));
        }
        let report = report.unwrap_or_default();
        if let Some(row) = report.errors.as_ref().filter(|_| report.rejected == report.rows) {
            self.sweep();
            let row = import::row_refused(&self.ctx.words, row.line, &row.column, &row.value, &row.reason);
            return Err(NotMade::Sentence(self.ctx.words.tf("start-all-refused", &[("row", row.into())])));
        }
        let imported = Imported { kind: self.kind.name().to_owned(), rows: report.rows, rejected: report.rejected };
        let open = self.put_in_place().and_then(|()| {
            let book = self.ctx.look_or_write()?;
            Ok(Box::new(workstation::open_book(&self.ctx, book, &self.program)?))
        });
        self.keep_mapping();
        self.sweep();
        open.map(|book| (book, imported)).map_err(|error| NotMade::Sentence(exit::sentence(&self.ctx.words, &error)))
    }

    /// The book and, unless the person has written one meanwhile, its config.
    fn put_in_place(&self) -> anyhow::Result<()> {
        if self.wanted.exists() {
            return Err(crate::store::StoreError::Exists(self.wanted.clone()).into());
        }
        fs::rename(&self.making, &self.wanted)?;
        let config = places::book_config(&self.wanted);
        if !config.exists() {
            fs::rename(places::book_config(&self.making), config)?;
        }
        Ok(())
    }

    /// The mapping beside the file, for the next one of its kind, unless something stands there. The batch holds it too.
    fn keep_mapping(&self) {
        let Some(mapping) = &self.mapping else { return };
        let beside = self.file.with_extension("map.toml");
        if let Ok(mut kept) = fs::OpenOptions::new().write(true).create_new(true).open(beside) {
            let _kept_with_the_batch = std::io::Write::write_all(&mut kept, mapping.as_bytes());
        }
    }

    fn sweep(&self) {
        remove(&self.making);
    }
}

impl Making for FirstImport {
    fn look(&mut self) -> Look {
        if let Some(looking) = self.looking.take_if(|looking| looking.is_finished()) {
            let broke = |_| Err(String::new());
            return self.looked(looking.join().unwrap_or_else(broke));
        }
        let Some(child) = self.child.as_mut() else { return Look::Goes(Progress::default()) };
        match child.try_wait() {
            Ok(None) => Look::Goes(self.ear.progress()),
            Ok(Some(status)) => {
                self.child = None;
                Look::Ended(self.ended(status.code()))
            }
            Err(error) => {
                self.stop();
                Look::Ended(Err(NotMade::Sentence(text::unreadable(&self.ctx.words, &self.program, &error))))
            }
        }
    }

    fn stop(&mut self) {
        self.looking = None;
        let Some(mut child) = self.child.take() else { return };
        // The book under its other name is thrown away whole: there is nothing to end in good order.
        let _gone_already = child.kill();
        let _reaped = child.wait();
        self.sweep();
    }
}

impl Drop for FirstImport {
    fn drop(&mut self) {
        self.stop();
    }
}

fn report(out: ChildStdout) -> Report {
    let mut out = BufReader::new(out);
    let report = serde_json::from_reader(&mut out).unwrap_or_default();
    // What else it says is let run out, so that it never waits for us.
    let _rest = std::io::copy(&mut out.take(u64::MAX), &mut std::io::sink());
    report
}

/// A path as typed, `~/` read as the home folder.
fn expanded(file: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (file.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (_, _) => PathBuf::from(file),
    }
}

fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Takes away a book being made, with everything beside it.
fn remove(making: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal", ".toml", ".map.toml"] {
        let _not_there = fs::remove_file(with(making, suffix));
    }
}

/// Takes away what processes that are gone left behind.
fn sweep(folder: &Path, wanted: &Path) {
    let Some(prefix) = wanted.file_name().map(|name| format!("{}{MAKING}", name.to_string_lossy())) else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process =
            name.strip_prefix(&prefix).map(|rest| rest.split(['-', '.']).next().unwrap_or_default().to_owned());
        let Some(process) = process.and_then(|digits| digits.parse::<u32>().ok()) else { continue };
        if super::here::is_gone(&super::here::host(), process) {
            remove(&folder.join(format!("{prefix}{process}")));
        }
    }
}
