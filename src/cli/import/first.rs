//! The first hour's import: a file looked at before there is a book.
//! What never lives here: asking (see the mapping screen of `app`), reading it into a book (see `making`).
//! The workstation calls it.

use std::path::Path;

use super::super::{Ctx, Fault, init};
use super::say;
use crate::domain::values::Currency;
use crate::exchange::{self, ImportError, Kind, Mapping, Options, Preview};
use crate::zone::Zone;

/// What a look at a file told.
pub(in crate::cli) enum Look {
    /// It can be read as it is, as a file of this kind.
    Fine(Kind),
    /// A person has to say what its columns are, for one of these kinds, the likeliest first; these headers fit two readings.
    Ask(Vec<Preview>, Vec<String>),
}

/// Looks at a file without writing anything. `mapping`: what the person said, with the kind meant.
pub(in crate::cli) fn look(ctx: &Ctx, path: &Path, mapping: Option<(Kind, &str)>) -> anyhow::Result<Look> {
    let failed = |error| say::failed(&ctx.words, path, error);
    let (kind, mapping) = match mapping {
        Some((kind, text)) => {
            let read = Mapping::read(text, kind);
            let read = read.map_err(|wrong| Fault::failed(say::mapping(&ctx.words, path, &wrong)))?;
            (kind, Some(read))
        }
        // Headers that nobody knows are most often those of an invoice.
        None => (exchange::kind(path).map_err(failed)?.unwrap_or(Kind::Invoices), None),
    };
    let zone = init::machine_zone().parse().unwrap_or(Zone::UTC);
    let options = Options { kind, mapping, currency: Currency::EUR, zone, open_items: None };
    let unsure = match exchange::plan(path, options.clone()) {
        Ok(_) => return Ok(Look::Fine(kind)),
        Err(ImportError::UnknownHeaders(_)) => vec![],
        Err(ImportError::Ambiguous(unsure)) if options.mapping.is_none() => {
            unsure.into_iter().map(|one| one.header).collect()
        }
        Err(error) => return Err(failed(error)),
    };
    let kinds =
        std::iter::once(kind).chain(Kind::ALL.iter().copied().filter(|other| *other != kind && !other.is_heard()));
    let previews = kinds.map(|kind| exchange::sample(path, &Options { kind, ..options.clone() }).map_err(failed));
    Ok(Look::Ask(previews.collect::<Result<_, _>>()?, unsure))
}
