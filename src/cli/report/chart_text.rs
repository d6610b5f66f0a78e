//! Pictures as lines of plain text that any terminal and any pipe can take.
//! What never lives here: colours, what they show.
//! `report pictures` prints them.

use unicode_width::UnicodeWidthStr;

use crate::exchange::sheet::{Chart, Picture, Series};

/// Longest bar, in columns.
const BAR_COLUMNS: i64 = 24;
/// Heights of a line, lowest first.
const LEVELS: [char; 8] = ['.', ':', '-', '=', '+', '*', '#', '@'];

/// The lines of a picture, each with its end of line.
pub(super) fn text(chart: &Chart) -> String {
    match &chart.picture {
        Picture::Bars(bars) => {
            let longest = bars.iter().map(|bar| bar.length).max().unwrap_or(0).max(1);
            let rows = bars.iter().map(|bar| {
                let columns = i128::from(bar.length.max(0)) * i128::from(BAR_COLUMNS) / i128::from(longest);
                [bar.label.clone(), bar.text.clone(), "#".repeat(usize::try_from(columns).unwrap_or(0))]
            });
            aligned(&rows.collect::<Vec<_>>())
        }
        Picture::Lines(names, lines) => {
            let highest = lines.iter().flat_map(|line| line.points.iter().flatten()).copied().max().unwrap_or(0);
            let rows = lines.iter().map(|line| [line.label.clone(), line.text.clone(), spark(line, highest)]);
            let span = format!("{} - {}", ends(names.first()), ends(names.last()));
            format!("{}{span}\n", aligned(&rows.collect::<Vec<_>>()))
        }
        Picture::Sparks(lines) => {
            let own = |line: &Series| line.points.iter().flatten().copied().max().unwrap_or(0);
            let rows = lines.iter().map(|line| [line.label.clone(), line.text.clone(), spark(line, own(line))]);
            aligned(&rows.collect::<Vec<_>>())
        }
        Picture::Heat(names, rows) => {
            let label = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
            let fields = rows.iter().flat_map(|(_, fields)| fields);
            let wide = fields.map(|field| field.text.width()).chain(names.iter().map(|name| name.width()));
            let wide = wide.max().unwrap_or(0) + 1;
            let line = |label_text: &str, cells: Vec<&str>| {
                let mut line = format!("{label_text}{}", " ".repeat(label - label_text.width()));
                for cell in cells {
                    line.push_str(&" ".repeat((wide + 1).saturating_sub(cell.width())));
                    line.push_str(cell);
                }
                format!("{}\n", line.trim_end())
            };
            let mut out = line("", names.iter().map(String::as_str).collect());
            for (label, fields) in rows {
                out.push_str(&line(label, fields.iter().map(|field| field.text.as_str()).collect()));
            }
            out
        }
    }
}

fn ends(name: Option<&String>) -> &str {
    name.map_or("", String::as_str)
}

/// One character a point.
fn spark(line: &Series, highest: i64) -> String {
    let top = i128::try_from(LEVELS.len()).unwrap_or(1) - 1;
    let level = |point: &Option<i64>| match point {
        Some(value) if *value > 0 => {
            let at = i128::from(*value) * top / i128::from(highest.max(1));
            LEVELS[usize::try_from(at).unwrap_or(0).min(LEVELS.len() - 1)]
        }
        Some(_) | None => '_',
    };
    line.points.iter().map(level).collect()
}

/// Label, figure, picture.
fn aligned(rows: &[[String; 3]]) -> String {
    let wide = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let (label, figure) = (wide(0), wide(1));
    let mut out = String::new();
    for [name, text, picture] in rows {
        let (after, before) = (" ".repeat(label - name.width()), " ".repeat(figure - text.width()));
        out.push_str(format!("{name}{after}  {before}{text}  {picture}").trim_end());
        out.push('\n');
    }
    out
}
