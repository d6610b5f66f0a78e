//! No verb: the workstation opens on the book, or on the first hour when there is none.
//! What never lives here: the loop and the screen (see `runtime`).
//! `cli::main` calls it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Book, Ctx, Exit, Fault, demo, exit, init, person};
use crate::runtime::{self, ChildClose, Closer, End, FirstBook, NoClose, OpenBook, Start};
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
    let keys = ctx.keys()?.into_iter().map(|patch| (patch.action, patch.keys)).collect();
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
    Box::new(move |which| first(&ctx, &which).map_err(|error| exit::sentence(&ctx.words, &error)))
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
        FirstBook::Import(_) => Err(Fault::failed(ctx.words.t("cli-first-import")).into()),
    }
}
