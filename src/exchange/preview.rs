//! A file that was not understood, shown so that a person can say what its columns are.
//! What never lives here: drawing it.
//! `detect` makes it, `cli` and the mapping screen show it.

use super::kind::{Field, Kind};

/// Rows shown.
pub const PREVIEW_ROWS: usize = 20;
/// Characters of a cell shown.
pub const PREVIEW_CELL_CHARS: usize = 40;

/// Headers, first rows, and what was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The kind asked for.
    pub kind: Kind,
    /// The header row, cleaned.
    pub headers: Vec<String>,
    /// The first rows under it, cleaned and cut.
    pub rows: Vec<Vec<String>>,
    /// Columns that were recognised.
    pub known: Vec<(Field, usize)>,
    /// Fields without a column that this kind needs.
    pub missing: Vec<Field>,
}

impl Preview {
    /// A mapping to start from: known columns filled in, missing ones left to fill.
    #[must_use]
    pub fn draft(&self) -> String {
        let mut out = format!("kind = \"{}\"\n\n[columns]\n", self.kind);
        for (field, column) in &self.known {
            let header = self.headers.get(*column).map_or("", String::as_str);
            out.push_str(&format!("{} = {}\n", field.name(), quoted(header)));
        }
        for field in &self.missing {
            out.push_str(&format!("{} = \"?\"\n", field.name()));
        }
        out.push_str("\n# [formats]\n# date = \"dmy\"\n# number = \"comma\"\n\n# [constants]\n# currency = \"EUR\"\n");
        out
    }
}

/// A TOML string.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
