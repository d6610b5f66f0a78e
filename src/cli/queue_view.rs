//! `queue --view NAME`, `queue --filter LINE`: the same lines, in the same order, as the screen shows by that name.
//! What never lives here: what a line means (see `domain::view`).
//! `queue` calls it.

use crate::domain::queue::QueueLine;
use crate::domain::view::Sift;
use crate::i18n::Words;

use super::{Book, Fault};

/// Which lines.
#[derive(Debug, Default, clap::Args)]
pub(super) struct ViewArgs {
    #[arg(long, value_name = "NAME", conflicts_with = "filter")]
    view: Option<String>,
    #[arg(long, value_name = "LINE")]
    filter: Option<String>,
}

impl ViewArgs {
    /// How to sift; `None`: everything is shown. A name is one's own, or the house's.
    pub(super) fn sift(&self, words: &Words, book: &Book) -> Result<Option<Sift>, Fault> {
        let line = match (&self.view, &self.filter) {
            (None, None) => return Ok(None),
            (None, Some(line)) => line.clone(),
            (Some(name), _) => {
                let (own, house) = (book.store.views(&book.who.login), &book.policy().team.views);
                let known = || {
                    let names: Vec<&str> = own.views.iter().chain(house).map(|view| view.name.as_str()).collect();
                    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
                };
                let facts = || [("name", name.as_str().into()), ("known", known().into())];
                let found = own.find(house, name);
                found.ok_or_else(|| Fault::failed(words.tf("view-unknown", &facts())))?.filter.clone()
            }
        };
        let sift = Sift::read(&line);
        match sift.unknown.first() {
            Some(word) => Err(Fault::usage(words.tf("config-view-word", &[("word", word.as_str().into())]))),
            None => Ok(Some(sift)),
        }
    }
}

/// The lines that are shown, in the order asked for, `limit` at most; how many there are in all; and what is said of a segment
/// that nobody has.
pub(super) fn sifted(
    words: &Words,
    sift: &Sift,
    lines: Vec<QueueLine>,
    limit: u32,
) -> (Vec<QueueLine>, u32, Option<String>) {
    let nobody = sift.empty_segments(lines.iter()).first().map(|tag| tag.to_string());
    let nobody = nobody.map(|name| words.tf("queue-empty-segment", &[("segment", name.into())]));
    let mut lines: Vec<QueueLine> = lines.into_iter().filter(|line| sift.fits(line)).collect();
    sift.order(&mut lines, |line| line);
    let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    (lines, total, nobody)
}
