//! The first hour's import: a file of invoices looked at before there is a book, then read into it.
//! What never lives here: asking (see the mapping screen of `app`), printing: a screen is open.
//! The workstation calls it.

use std::path::Path;

use super::super::{Book, Ctx, Fault, init};
use super::{Run, file, say};
use crate::domain::values::Currency;
use crate::exchange::{self, ImportError, Kind, Mapping, Options, Preview};
use crate::zone::Zone;

/// What a look at a file told.
pub(in crate::cli) enum Look {
    /// It can be read as it is.
    Fine,
    /// A person has to say what its columns are; these headers fit two readings.
    Ask(Box<Preview>, Vec<String>),
}

fn mapping(ctx: &Ctx, path: &Path, text: Option<&str>) -> Result<Option<Mapping>, Fault> {
    let read = text.map(|text| Mapping::read(text, Kind::Invoices)).transpose();
    read.map_err(|wrong| Fault::failed(say::mapping(&ctx.words, path, &wrong)))
}

/// Looks at a file of invoices without writing anything.
pub(in crate::cli) fn look(ctx: &Ctx, path: &Path, text: Option<&str>) -> anyhow::Result<Look> {
    let zone = init::machine_zone().parse().unwrap_or(Zone::UTC);
    let mapping = mapping(ctx, path, text)?;
    let options = Options { kind: Kind::Invoices, mapping, currency: Currency::EUR, zone, open_items: None };
    match exchange::plan(path, options.clone()) {
        Ok(_) => Ok(Look::Fine),
        Err(ImportError::UnknownHeaders(preview)) => Ok(Look::Ask(preview, vec![])),
        Err(ImportError::Ambiguous(unsure)) if options.mapping.is_none() => {
            let preview = exchange::sample(path, &options).map_err(|error| say::failed(&ctx.words, path, error))?;
            Ok(Look::Ask(Box::new(preview), unsure.into_iter().map(|one| one.header).collect()))
        }
        Err(error) => Err(say::failed(&ctx.words, path, error)),
    }
}

/// Reads the file into a book.
pub(in crate::cli) fn first(ctx: &mut Ctx, book: &mut Book, path: &Path, text: Option<&str>) -> anyhow::Result<()> {
    let mapping = mapping(ctx, path, text)?;
    let run = Run { kind: Kind::Invoices, mapping, dry_run: false, open_items: None, yes: false, quiet: true };
    file(ctx, book, &run, path)?;
    Ok(())
}
