//! Pictures of a page, drawn in the page itself: bars, lines, sparks, heat maps.
//! What never lives here: what they show; a colour that alone says something (every figure stands beside its mark).
//! `html` calls it.

use std::io::Write;

use super::html::escaped;
use super::{Bar, Chart, Field, Picture, Series, SheetError};

/// Width of a picture and height of one row, in pixels of the page.
const CHART_WIDTH: i64 = 640;
const ROW_HEIGHT: i64 = 22;
/// Room for labels at the left and figures at the right.
const LABEL_WIDTH: i64 = 150;
const FIGURE_WIDTH: i64 = 130;
/// Height of the lines, and room for their names below.
const LINES_HEIGHT: i64 = 160;
/// Strokes of lines, told apart by their dashes as well.
const STROKES: [(&str, &str); 4] = [("#35648f", "0"), ("#a4452c", "6 3"), ("#4d7a34", "2 3"), ("#6b4c9a", "9 3 2 3")];

fn places(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

/// `part` of `whole` of so many pixels.
fn scaled(part: i64, room: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(part.max(0)) * i128::from(room) / i128::from(whole.max(1))).unwrap_or(0)
}

pub(super) fn draw(out: &mut impl Write, chart: &Chart) -> Result<(), SheetError> {
    let title = escaped(&chart.title);
    let height = match &chart.picture {
        Picture::Bars(bars) => ROW_HEIGHT * places(bars.len()) + 4,
        Picture::Lines(_, lines) => LINES_HEIGHT + ROW_HEIGHT * (1 + places(lines.len())),
        Picture::Sparks(lines) => ROW_HEIGHT * places(lines.len()) + 4,
        Picture::Heat(_, rows) => ROW_HEIGHT * (1 + places(rows.len())) + 4,
    };
    writeln!(
        out,
        "<svg role=\"img\" aria-label=\"{title}\" width=\"{CHART_WIDTH}\" height=\"{height}\" viewBox=\"0 0 {CHART_WIDTH} {height}\"><title>{title}</title>"
    )?;
    match &chart.picture {
        Picture::Bars(bars) => draw_bars(out, bars)?,
        Picture::Lines(names, lines) => draw_lines(out, names, lines)?,
        Picture::Sparks(lines) => draw_sparks(out, lines)?,
        Picture::Heat(names, rows) => draw_heat(out, names, rows)?,
    }
    out.write_all(b"</svg>\n")?;
    Ok(())
}

fn draw_bars(out: &mut impl Write, bars: &[Bar]) -> Result<(), SheetError> {
    let longest = bars.iter().map(|bar| bar.length.max(0)).max().unwrap_or(0);
    for (row, bar) in (0..).zip(bars) {
        let top = row * ROW_HEIGHT;
        let width = scaled(bar.length, CHART_WIDTH - LABEL_WIDTH - FIGURE_WIDTH, longest);
        let (label, figure, base) = (escaped(&bar.label), escaped(&bar.text), top + 16);
        let (bar_top, bar_height, after) = (top + 3, ROW_HEIGHT - 6, LABEL_WIDTH + width + 6);
        writeln!(
            out,
            "<text x=\"0\" y=\"{base}\">{label}</text><rect x=\"{LABEL_WIDTH}\" y=\"{bar_top}\" width=\"{width}\" height=\"{bar_height}\"/><text x=\"{after}\" y=\"{base}\">{figure}</text>"
        )?;
    }
    Ok(())
}

/// The points of a line in a room, its lowest figure at zero.
fn points(line: &Series, (left, top): (i64, i64), (width, height): (i64, i64), highest: i64) -> String {
    let step = places(line.points.len()).max(2) - 1;
    let place = |(at, point): (i64, &Option<i64>)| {
        point.map(|value| format!("{},{}", left + at * width / step, top + height - scaled(value, height, highest)))
    };
    (0..).zip(&line.points).filter_map(place).collect::<Vec<_>>().join(" ")
}

fn highest(line: &Series) -> i64 {
    line.points.iter().flatten().copied().max().unwrap_or(0)
}

fn draw_lines(out: &mut impl Write, names: &[String], lines: &[Series]) -> Result<(), SheetError> {
    let top_value = lines.iter().map(highest).max().unwrap_or(0);
    let room = (CHART_WIDTH - LABEL_WIDTH, LINES_HEIGHT - 10);
    for (line, (stroke, dash)) in lines.iter().zip(STROKES.iter().cycle()) {
        let points = points(line, (LABEL_WIDTH / 2, 5), room, top_value);
        writeln!(out, "<polyline points=\"{points}\" stroke=\"{stroke}\" stroke-dasharray=\"{dash}\"/>")?;
    }
    let base = LINES_HEIGHT + 14;
    for (name, (x, anchor)) in names
        .first()
        .into_iter()
        .chain(names.last())
        .zip([(LABEL_WIDTH / 2, "start"), (CHART_WIDTH - LABEL_WIDTH / 2, "end")])
    {
        writeln!(out, "<text x=\"{x}\" y=\"{base}\" text-anchor=\"{anchor}\">{}</text>", escaped(name))?;
    }
    for (row, (line, (stroke, dash))) in (1..).zip(lines.iter().zip(STROKES.iter().cycle())) {
        let (base, middle) = (LINES_HEIGHT + row * ROW_HEIGHT + 14, LINES_HEIGHT + row * ROW_HEIGHT + 10);
        let (label, text) = (escaped(&line.label), escaped(&line.text));
        writeln!(
            out,
            "<polyline points=\"75,{middle} 105,{middle}\" stroke=\"{stroke}\" stroke-dasharray=\"{dash}\"/><text x=\"112\" y=\"{base}\">{label}: {text}</text>"
        )?;
    }
    Ok(())
}

fn draw_sparks(out: &mut impl Write, lines: &[Series]) -> Result<(), SheetError> {
    let width = CHART_WIDTH - LABEL_WIDTH - FIGURE_WIDTH;
    for (row, line) in (0..).zip(lines) {
        let (top, base) = (row * ROW_HEIGHT, row * ROW_HEIGHT + 16);
        let points = points(line, (LABEL_WIDTH, top + 3), (width, ROW_HEIGHT - 6), highest(line));
        let (stroke, after) = (STROKES[0].0, LABEL_WIDTH + width + 6);
        let (label, text) = (escaped(&line.label), escaped(&line.text));
        writeln!(
            out,
            "<text x=\"0\" y=\"{base}\">{label}</text><polyline points=\"{points}\" stroke=\"{stroke}\"/><text x=\"{after}\" y=\"{base}\">{text}</text>"
        )?;
    }
    Ok(())
}

fn draw_heat(out: &mut impl Write, names: &[String], rows: &[(String, Vec<Field>)]) -> Result<(), SheetError> {
    let wide = (CHART_WIDTH - LABEL_WIDTH) / places(names.len()).max(1);
    for (at, name) in (0..).zip(names) {
        let x = LABEL_WIDTH + at * wide + wide / 2;
        writeln!(out, "<text x=\"{x}\" y=\"16\" text-anchor=\"middle\">{}</text>", escaped(name))?;
    }
    for (row, (label, fields)) in (1..).zip(rows) {
        let (top, base) = (row * ROW_HEIGHT, row * ROW_HEIGHT + 16);
        writeln!(out, "<text x=\"0\" y=\"{base}\">{}</text>", escaped(label))?;
        for (at, field) in (0..).zip(fields) {
            let Some(permille) = field.permille else { continue };
            let (x, inside, height) = (LABEL_WIDTH + at * wide, wide - 2, ROW_HEIGHT - 2);
            // A field is never so dark that its figure cannot be read.
            let shade = permille.clamp(0, 1_000) * 6 / 10;
            let middle = x + wide / 2;
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{top}\" width=\"{inside}\" height=\"{height}\" fill-opacity=\"0.{shade:03}\"/><text x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\">{}</text>",
                escaped(&field.text)
            )?;
        }
    }
    Ok(())
}
