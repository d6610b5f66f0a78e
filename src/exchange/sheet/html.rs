//! Sheets as one page: tables and pictures in the page itself; nothing is fetched, nothing runs, it prints well. Every tag is
//! closed, so that it is read as XML as well.
//! What never lives here: what is written.
//! `sheet` calls it.

use std::io::Write;

use super::{Cell, Sheet, SheetError, svg};

const STYLE: &str = "body{font:14px/1.4 system-ui,sans-serif;margin:2em;color:#111;background:#fff}\
h1{font-size:1.4em}h2{font-size:1.1em;margin-top:1.5em}p{margin:.2em 0;color:#444}\
.t{overflow-x:auto;margin-top:1em}summary{margin-top:1em;color:#444}\
table{border-collapse:collapse}th,td{padding:.25em .7em;border-bottom:1px solid #ccc;text-align:left}\
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}svg{margin-top:1em;display:block}\
svg text{font:13px system-ui,sans-serif;fill:#111}rect{fill:#35648f}polyline{fill:none;stroke-width:2}\
@media print{body{margin:0}.t{overflow:visible}table{font-size:var(--paper)}\
th,td{padding:.25em .4em}svg{max-width:100%;page-break-inside:avoid}h2{page-break-after:avoid}tr{page-break-inside:avoid}\
rect,polyline{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

/// A table beside a picture that already shows its figures is folded from so many rows on.
const FOLDED_ROWS: usize = 40;
/// Width of a sheet of A4 upright and across within its margins, and the height of letters there, in thousandths of a point.
const UPRIGHT: usize = 527_000;
const ACROSS: usize = 774_000;
const LETTER: usize = 9_000;
/// What a character takes, and the room beside a column, in thousandths of the height of a letter.
const CHARACTER: usize = 600;
const BESIDE: usize = 850;

pub(super) fn write(out: &mut impl Write, lang: &str, sheets: &[Sheet]) -> Result<(), SheetError> {
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let across = sheets.iter().any(|sheet| letter(sheet, UPRIGHT) < LETTER);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"/><title>{}</title><style>@page{{size:A4{};margin:12mm}}{STYLE}</style></head>\n<body>\n",
        escaped(title),
        if across { " landscape" } else { "" },
    )?;
    let room = if across { ACROSS } else { UPRIGHT };
    for (place, sheet) in sheets.iter().enumerate() {
        let level = if place == 0 { "h1" } else { "h2" };
        writeln!(out, "<{level}>{}</{level}>", escaped(&sheet.title))?;
        for note in &sheet.notes {
            writeln!(out, "<p>{}</p>", escaped(note))?;
        }
        for chart in &sheet.charts {
            svg::draw(out, chart)?;
        }
        table(out, sheet, letter(sheet, room))?;
    }
    out.write_all(b"</body>\n</html>\n")?;
    Ok(())
}

fn table(out: &mut impl Write, sheet: &Sheet, letter: usize) -> Result<(), SheetError> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    let right = |column: usize| sheet.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number));
    let class = |column: usize| if right(column) { " class=\"n\"" } else { "" };
    let classes: Vec<&str> = (0..sheet.columns.len()).map(class).collect();
    let folds = !sheet.charts.is_empty() && sheet.rows.len() >= FOLDED_ROWS;
    if folds {
        let (names, rows) = (escaped(&sheet.columns.join(" \u{b7} ")), sheet.rows.len());
        writeln!(out, "<details><summary>{names} ({rows})</summary>")?;
    }
    let (points, tenths) = (letter / 1_000, letter % 1_000 / 100);
    write!(out, "<div class=\"t\"><table style=\"--paper:{points}.{tenths}pt\">\n<thead><tr>")?;
    for (name, class) in sheet.columns.iter().zip(&classes) {
        write!(out, "<th{class}>{}</th>", escaped(name))?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    for row in &sheet.rows {
        out.write_all(b"<tr>")?;
        for (cell, class) in row.iter().zip(&classes) {
            write!(out, "<td{class}>{}</td>", escaped(&cell.text))?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody>\n</table></div>\n")?;
    if folds {
        out.write_all(b"</details>\n")?;
    }
    Ok(())
}

/// How high letters may be for every column of a sheet to stand in so much room, thousandths of a point.
fn letter(sheet: &Sheet, room: usize) -> usize {
    let longest = |column: usize| {
        let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.chars().count());
        cells.chain([sheet.columns[column].chars().count()]).max().unwrap_or(0)
    };
    let needs: usize = (0..sheet.columns.len()).map(|column| longest(column) * CHARACTER + BESIDE).sum();
    (room * 1_000 / needs.max(1)).min(LETTER)
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
