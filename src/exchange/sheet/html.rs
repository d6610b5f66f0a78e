//! Sheets as one page: tables and pictures in the page itself; nothing is fetched, nothing runs, it prints well. Every tag is
//! closed, so that it is read as XML as well.
//! What never lives here: what is written.
//! `sheet` calls it.

use std::io::Write;

use super::{Cell, Sheet, SheetError, svg};

const STYLE: &str = "body{font:14px/1.4 system-ui,sans-serif;margin:2em;color:#111;background:#fff}\
h1{font-size:1.4em}h2{font-size:1.1em;margin-top:1.5em}p{margin:.2em 0;color:#444}\
table{border-collapse:collapse;margin-top:1em}th,td{padding:.25em .7em;border-bottom:1px solid #ccc;text-align:left}\
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}svg{margin-top:1em;display:block}\
svg text{font:13px system-ui,sans-serif;fill:#111}rect{fill:#35648f}polyline{fill:none;stroke-width:2}\
@media print{body{margin:0}table{page-break-inside:auto}tr{page-break-inside:avoid}}";

pub(super) fn write(out: &mut impl Write, lang: &str, sheets: &[Sheet]) -> Result<(), SheetError> {
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"/><title>{}</title><style>{STYLE}</style></head>\n<body>\n",
        escaped(title)
    )?;
    for (place, sheet) in sheets.iter().enumerate() {
        let level = if place == 0 { "h1" } else { "h2" };
        writeln!(out, "<{level}>{}</{level}>", escaped(&sheet.title))?;
        for note in &sheet.notes {
            writeln!(out, "<p>{}</p>", escaped(note))?;
        }
        for chart in &sheet.charts {
            svg::draw(out, chart)?;
        }
        table(out, sheet)?;
    }
    out.write_all(b"</body>\n</html>\n")?;
    Ok(())
}

fn table(out: &mut impl Write, sheet: &Sheet) -> Result<(), SheetError> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    let right = |column: usize| sheet.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number));
    let class = |column: usize| if right(column) { " class=\"n\"" } else { "" };
    let classes: Vec<&str> = (0..sheet.columns.len()).map(class).collect();
    out.write_all(b"<table>\n<thead><tr>")?;
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
    out.write_all(b"</tbody>\n</table>\n")?;
    Ok(())
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
