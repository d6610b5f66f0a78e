//! No verb: the workstation opens on the book, or on the first hour when there is none.
//! What never lives here: the loop and the screen (see `runtime`).
//! `cli::main` calls it.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::making::FirstImport;
use super::taste::TasteFiles;
use super::{Book, Ctx, Exit, Fault, demo, exit, init, person};
use crate::day::Card;
use crate::domain::codes::CardSource;
use crate::domain::terms::Policy;
use crate::exchange::{Field, Kind, Preview};
use crate::runtime::{
    self, ChildAsk, ChildClose, ChildReport, Closer, End, FirstBook, House, Made, NoClose, NotMade, OpenBook, Sample,
    SampleKind, Start,
};
use crate::store::{BookSettings, Mode, StoreError};
use crate::zone::Zone;

/// Opens the workstation and works until the person leaves.
pub(super) fn run(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let linear = ctx.linear()?;
    if !runtime::is_interactive(linear) {
        return Err(Fault::usage(ctx.words.t("cli-no-terminal")).into());
    }
    let path = ctx.book_path()?;
    let program = std::env::current_exe()?;
    let book = match ctx.look_or_write() {
        Ok(book) => Some(open_book(ctx, book, &program)?),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::NoBook(_))) => None,
        Err(error) => return Err(error),
    };
    let tastes = TasteFiles::new(ctx.again());
    let taste = tastes.read()?;
    let zone = init::machine_zone().parse().unwrap_or(Zone::UTC);
    let start = Start {
        book,
        who: person::who(&ctx.words, &[], &person::os_user(), None)?,
        clock: ctx.clock(zone)?,
        maker: maker(ctx.again(), program),
        host: runtime::host(),
        words: ctx.again().words,
        taste,
        linear,
        tour: ctx.tour(),
        tastes: Box::new(tastes),
        crash_folder: path.parent().map_or_else(std::env::temp_dir, Path::to_path_buf),
    };
    let end = runtime::run(start)
        .map_err(|error| Fault::failed(ctx.words.tf("cli-no-screen", &[("cause", error.to_string().into())])))?;
    Ok(match end {
        End::Left => Exit::Done,
        End::LineGone | End::Crashed => Exit::Failed,
    })
}

pub(super) fn open_book(ctx: &Ctx, mut book: Book, program: &Path) -> anyhow::Result<OpenBook> {
    if book.store.mode() == Mode::Write {
        book.adopt_changed()?;
    }
    let closer: Box<dyn Closer> = match book.store.mode() {
        Mode::Read => Box::new(NoClose),
        Mode::Write => Box::new(ChildClose::new(program.to_owned(), options(ctx, &book)?)),
    };
    let source = book.card_source();
    let asking = options(ctx, &book)?;
    Ok(OpenBook {
        clock: book.clock,
        who: book.who,
        policy: book.config.policy,
        demo: ctx.is_demo(),
        card: (book.card, source),
        closer,
        asker: Box::new(ChildAsk::new(program.to_owned(), asking.clone())),
        reporter: Box::new(ChildReport::new(program.to_owned(), asking)),
        house: Box::new(HouseOf(ctx.again())),
        store: book.store,
    })
}

/// The house of the book that the options name.
struct HouseOf(Ctx);

impl fmt::Debug for HouseOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HouseOf")
    }
}

impl House for HouseOf {
    fn in_force(&mut self) -> Option<(Policy, (Card, CardSource))> {
        let book = self.0.open(Mode::Read).ok()?;
        let source = book.card_source();
        Some((book.config.policy, (book.card, source)))
    }
}

/// What names this book, person and day to another run of the program.
fn options(ctx: &Ctx, book: &Book) -> anyhow::Result<Vec<OsString>> {
    let mut options: Vec<OsString> = vec!["--book".into(), book.path.clone().into()];
    options.extend(["--lang".into(), ctx.words.lang().code().into()]);
    if let Some(login) = ctx.wanted_login() {
        options.extend(["--as".into(), login.into()]);
    }
    if let Some(day) = ctx.stopped_day()? {
        options.extend(["--today".into(), day.to_string().into()]);
    }
    Ok(options)
}

/// Makes the first book while the screen is open. `program`: what is run for long work.
pub(super) fn maker(ctx: Ctx, program: PathBuf) -> runtime::Maker {
    Box::new(move |which| made(&ctx, &program, which))
}

fn made(ctx: &Ctx, program: &Path, which: FirstBook) -> Result<Made, NotMade> {
    let not_made = |error: anyhow::Error| NotMade::Sentence(exit::sentence(&ctx.words, &error));
    let (file, mapping) = match which {
        FirstBook::Demo | FirstBook::Empty => {
            return first(ctx, program, &which).map(|book| Made::Open(Box::new(book))).map_err(not_made);
        }
        FirstBook::Import(file) => (file, None),
        FirstBook::Mapped { file, kind, mapping } => (file, Some((kind, mapping))),
    };
    let mapping = mapping.map(|(kind, text)| (kind.parse().unwrap_or(Kind::Invoices), text));
    let running = FirstImport::start(ctx.again(), program.to_owned(), file, mapping).map_err(not_made)?;
    Ok(Made::Running(Box::new(running)))
}

/// What is shown of a file so that a person can say what its columns are.
pub(super) fn sample(file: &str, previews: Vec<Preview>, unsure: Vec<String>) -> Sample {
    let name = |field: &Field| field.name().to_owned();
    let mut sample = Sample { file: file.to_owned(), unsure, ..Sample::default() };
    for preview in previews {
        let kind = preview.kind;
        sample.kinds.push(SampleKind {
            name: kind.name().to_owned(),
            fields: Field::ALL.iter().filter(|field| field.belongs_to(kind)).map(name).collect(),
            required: kind.required().iter().map(|group| group.iter().map(name).collect()).collect(),
            known: preview.known.iter().map(|(field, at)| (name(field), *at)).collect(),
        });
        // The row taken for the header is the one of the likeliest kind.
        if sample.headers.is_empty() {
            (sample.headers, sample.rows) = (preview.headers, preview.rows);
        }
    }
    sample
}

fn first(ctx: &Ctx, program: &Path, which: &FirstBook) -> anyhow::Result<OpenBook> {
    if *which == FirstBook::Demo {
        let book = demo::first(ctx)?;
        let mut ctx = ctx.again();
        ctx.use_demo(book.path.clone());
        return open_book(&ctx, book, program);
    }
    let path: PathBuf = ctx.book_path()?;
    let settings = BookSettings {
        zone: init::machine_zone(),
        currency: crate::domain::values::Currency::EUR,
        language: ctx.words.lang().code().to_owned(),
        company: String::new(),
    };
    init::make(ctx, &path, &settings, &person::login_of(&person::os_user()), None)?;
    open_book(ctx, ctx.look_or_write()?, program)
}
