//! No verb: the workstation opens on the book, or on the first hour when there is none.
//! What never lives here: the loop and the screen (see `runtime`).
//! `cli::main` calls it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::import::Look;
use super::{Book, Ctx, Exit, Fault, close_day, demo, exit, import, init, keys, person, places};
use crate::domain::calendar::previous_business_day;
use crate::exchange::Field;
use crate::runtime::{self, ChildClose, Closer, End, FirstBook, NoClose, NotMade, OpenBook, Sample, Start};
use crate::store::{BookSettings, Mode, StoreError};
use crate::zone::Zone;

/// Opens the workstation and works until the person leaves.
pub(super) fn run(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    if !runtime::is_interactive() {
        return Err(Fault::usage(ctx.words.t("cli-no-terminal")).into());
    }
    let path = ctx.book_path()?;
    let book = match ctx.look_or_write() {
        Ok(book) => Some(open_book(ctx, book)?),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::NoBook(_))) => None,
        Err(error) => return Err(error),
    };
    let prefs = ctx.prefs()?;
    let keymap = places::keymap().unwrap_or_default();
    let keys = keys::judged(&ctx.words, &keymap, &ctx.keys()?).map_err(Fault::failed)?;
    let zone = init::machine_zone().parse().unwrap_or(Zone::UTC);
    let start = Start {
        book,
        who: person::who(&ctx.words, &[], &person::os_user(), None)?,
        clock: ctx.clock(zone)?,
        maker: maker(ctx.again()),
        host: runtime::host(),
        words: ctx.again().words,
        theme: prefs.theme,
        ascii: prefs.ascii_signs,
        keys,
        crash_folder: path.parent().map_or_else(std::env::temp_dir, Path::to_path_buf),
    };
    let end = runtime::run(start)
        .map_err(|error| Fault::failed(ctx.words.tf("cli-no-screen", &[("cause", error.to_string().into())])))?;
    Ok(match end {
        End::Left => Exit::Done,
        End::LineGone | End::Crashed => Exit::Failed,
    })
}

fn open_book(ctx: &Ctx, book: Book) -> anyhow::Result<OpenBook> {
    let closer: Box<dyn Closer> = match book.store.mode() {
        Mode::Read => Box::new(NoClose),
        Mode::Write => Box::new(ChildClose::new(std::env::current_exe()?, options(ctx, &book)?)),
    };
    Ok(OpenBook {
        clock: book.clock,
        who: book.who,
        policy: book.config.policy,
        demo: ctx.is_demo(),
        card: book.card,
        closer,
        store: book.store,
    })
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

/// Makes the first book while the screen is open.
fn maker(ctx: Ctx) -> runtime::Maker {
    Box::new(move |which| {
        if let Some(sample) = unmapped(&ctx, &which).map_err(|error| not_made(&ctx, &error))? {
            return Err(NotMade::Unmapped(Box::new(sample)));
        }
        first(&ctx, &which).map_err(|error| not_made(&ctx, &error))
    })
}

fn not_made(ctx: &Ctx, error: &anyhow::Error) -> NotMade {
    NotMade::Sentence(exit::sentence(&ctx.words, error))
}

/// What a person has to say about the file before it can be read, if anything. Nothing is written.
fn unmapped(ctx: &Ctx, which: &FirstBook) -> anyhow::Result<Option<Sample>> {
    let (file, mapping) = match which {
        FirstBook::Demo | FirstBook::Empty => return Ok(None),
        FirstBook::Import(file) => (file, None),
        FirstBook::Mapped { file, mapping } => (file, Some(mapping.as_str())),
    };
    let Look::Ask(preview, unsure) = import::look(ctx, &expanded(file), mapping)? else { return Ok(None) };
    let name = |field: &Field| field.name().to_owned();
    Ok(Some(Sample {
        file: file.clone(),
        kind: preview.kind.name().to_owned(),
        fields: Field::ALL.iter().filter(|field| field.belongs_to(preview.kind)).map(name).collect(),
        required: preview.kind.required().iter().map(|group| group.iter().map(name).collect()).collect(),
        known: preview.known.iter().map(|(field, at)| (name(field), *at)).collect(),
        headers: preview.headers,
        rows: preview.rows,
        unsure,
    }))
}

/// A path as typed, `~/` read as the home folder.
fn expanded(file: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (file.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (_, _) => PathBuf::from(file),
    }
}

/// A new book with a file of invoices in it. The mapping is kept beside the file, unless something stands there.
fn imported(ctx: &Ctx, file: &str, mapping: Option<&str>) -> anyhow::Result<OpenBook> {
    let path = expanded(file);
    first(ctx, &FirstBook::Empty)?;
    let mut ctx = ctx.again();
    let mut book = ctx.look_or_write()?;
    import::first(&mut ctx, &mut book, &path, mapping)?;
    if let Some(text) = mapping {
        let beside = path.with_extension("map.toml");
        if let Ok(mut kept) = std::fs::OpenOptions::new().write(true).create_new(true).open(beside) {
            // The batch holds the mapping too: this copy is for the next file of its kind.
            let _kept_with_the_batch = std::io::Write::write_all(&mut kept, text.as_bytes());
        }
    }
    // The last working day is closed at once: what was just imported is today's list, not tomorrow's.
    let closed = previous_business_day(book.policy().calendar, book.today());
    close_day::close(&ctx.words, &mut book, Some(closed))?;
    open_book(&ctx, book)
}

fn first(ctx: &Ctx, which: &FirstBook) -> anyhow::Result<OpenBook> {
    match which {
        FirstBook::Empty => {
            let path: PathBuf = ctx.book_path()?;
            let settings = BookSettings {
                zone: init::machine_zone(),
                currency: crate::domain::values::Currency::EUR,
                language: ctx.words.lang().code().to_owned(),
                company: String::new(),
            };
            init::make(ctx, &path, &settings, &person::login_of(&person::os_user()), None)?;
            open_book(ctx, ctx.look_or_write()?)
        }
        FirstBook::Demo => {
            let book = demo::first(ctx)?;
            let mut ctx = ctx.again();
            ctx.use_demo(book.path.clone());
            open_book(&ctx, book)
        }
        FirstBook::Import(file) => imported(ctx, file, None),
        FirstBook::Mapped { file, mapping } => imported(ctx, file, Some(mapping)),
    }
}
