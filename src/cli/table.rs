//! Columns that line up in text output, by the width characters take on a terminal.
//! What never lives here: what stands in them.
//! The verbs use it.

use unicode_width::UnicodeWidthStr;

/// Widest a column gets; what is longer is cut with `…`.
pub const COLUMN_WIDTH_MAX: usize = 44;

/// Rows of cells; columns are as wide as their widest cell.
#[derive(Debug, Default)]
pub struct Table {
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// One entry a column: `>` lines it up on the right.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        Self { right: columns.iter().map(|align| *align == ">").collect(), rows: vec![] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        let cut = |(at, cell): (usize, String)| if at + 1 == N { cell } else { cut(&cell, COLUMN_WIDTH_MAX) };
        self.rows.push(cells.into_iter().enumerate().map(cut).collect());
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table; cells two spaces apart, no spaces at the ends of lines.
    #[must_use]
    pub fn text(&self) -> String {
        let width = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..self.right.len()).map(|column| width(column).unwrap_or(0)).collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let gap = " ".repeat(widths.get(column).copied().unwrap_or(0).saturating_sub(cell.width()));
                let right = self.right.get(column).copied().unwrap_or(false);
                let cell = if right { format!("{gap}{cell}") } else { format!("{cell}{gap}") };
                line.push_str(if column == 0 { "" } else { "  " });
                line.push_str(&cell);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The text cut to a width, with `…` where something is missing.
#[must_use]
pub fn cut(text: &str, width_max: usize) -> String {
    if text.width() <= width_max {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) >= width_max {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_letters() {
        let mut table = Table::new(&["", ">", ""]);
        table.row(["Élan".into(), "12,00".into(), "x".into()]);
        table.row(["東京".into(), "1 234,50".into(), String::new()]);
        assert_eq!(table.text(), "Élan     12,00  x\n東京  1 234,50\n");
        assert_eq!(cut("abcdef", 4), "abc…");
    }
}
