//! Reports drawn: tabs, the day, then sentences, pictures and tables as they were told.
//! What never lives here: a figure, its words.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::report::{Chart, Page, Picture, ReportScreen, Row, Sheet};

use super::super::theme::Role;
use super::super::widget::chart;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::{width, wrap};

/// Widest a column of a table gets.
const COLUMN_MAX: usize = 34;

/// A text keeps so many columns while others have no room.
const TEXT_MIN: usize = 8;
/// Columns between two of a table, where there is room.
const GAP: usize = 2;

/// Rows of the line between and of what a figure means.
const HELP_ROWS: u16 = 4;

/// Draws it; returns the lines on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &ReportScreen, area: Rect) -> usize {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    head(pen, app, state, inside);
    let list_area = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, list_area, &pen.t("report-trouble"), &[text, String::new(), pen.t("report-again")]);
        return 1;
    }
    if let Some(progress) = state.asking {
        let far = if progress.total == 0 {
            pen.t("report-asking")
        } else {
            pen.words.tf("closing-progress", &super::far(progress))
        };
        super::empty(pen, list_area, &pen.t(&page_id(state.ask.page)), &[far, pen.t("report-stop")]);
        return 1;
    }
    if state.told.is_none() {
        super::empty(pen, list_area, &pen.t(&page_id(state.ask.page)), &[pen.t("report-again")]);
        return 1;
    }
    let rows = state.rows();
    let list_area = help(pen, state, &rows, list_area);
    let height = usize::from(list_area.height.max(1));
    let list = state.list.shown_in(rows.len(), height);
    for (at, row) in rows.iter().enumerate().skip(list.top).take(height) {
        let y = list_area.y + u16::try_from(at - list.top).unwrap_or(0);
        let place = Rect { y, height: 1, ..list_area };
        let whole = Rect { x: area.x, width: area.width, ..place };
        pen.line(whole, at == list.at, |pen| draw_row(pen, row, place));
    }
    height
}

/// The line under the hand in full, below the list: a sentence, a figure with what it means, a row with its heads. Returns the
/// room left.
fn help(pen: &mut Pen<'_>, state: &ReportScreen, rows: &[Row<'_>], area: Rect) -> Rect {
    if state.ask.page == Page::Pictures || area.height < 3 * HELP_ROWS {
        return area;
    }
    let room = Rect { height: area.height - HELP_ROWS, ..area };
    pen.rule(area.x, room.bottom(), area.width);
    let text = match rows.get(state.list.at) {
        Some(Row::Cells(_, cells)) if state.ask.page == Page::Figures && cells.last().is_some_and(|cell| !cell.1) => {
            let of = |cell: Option<&(String, bool)>| cell.map_or_else(String::new, |cell| cell.0.clone());
            format!("{}: {}", of(cells.first()), of(cells.last()))
        }
        Some(Row::Cells(sheet, cells)) => {
            let pair = |(head, cell): (&String, &(String, bool))| format!("{head} {}", cell.0).trim().to_owned();
            let pairs: Vec<String> = sheet.columns.iter().zip(*cells).map(pair).collect();
            pairs.join(&format!(" {} ", pen.theme.signs.dot))
        }
        Some(Row::Note(text) | Row::Title(text)) => (*text).to_owned(),
        Some(
            Row::Gap | Row::Bar(..) | Row::Line(..) | Row::Span(..) | Row::Hours(..) | Row::Heat(..) | Row::Heads(_),
        )
        | None => String::new(),
    };
    for (row, line) in (1..HELP_ROWS).zip(wrap(&text, usize::from(area.width))) {
        pen.text(area.x, room.bottom() + row, area.width, &line, Role::Text);
    }
    room
}

fn page_id(page: Page) -> String {
    format!("report-page-{}", page.name())
}

/// The tabs, and as of when.
fn head(pen: &mut Pen<'_>, app: &App, state: &ReportScreen, area: Rect) {
    let mut x = area.x;
    for page in Page::ALL {
        let role = if page == state.ask.page { Role::Title } else { Role::Muted };
        let name = pen.t(&page_id(page));
        // The page one is on is marked by more than its colour.
        let name = if page == state.ask.page { format!("[{name}]") } else { format!(" {name} ") };
        x = pen.text(x, area.y, area.right().saturating_sub(x), &name, role) + 1;
    }
    let day = state.ask.as_of.unwrap_or(app.tick().now.today);
    let text = pen.words.tf("report-as-of", &[("day", pen.words.day(day).into())]);
    pen.right(x, area.y, area.right().saturating_sub(x), &text, Role::Muted);
}

fn draw_row(pen: &mut Pen<'_>, row: &Row<'_>, place: Rect) {
    let place = Rect { x: place.x + 1, width: place.width.saturating_sub(1), ..place };
    match row {
        Row::Title(text) => put(pen, place, text, Role::Heading),
        Row::Note(text) => put(pen, place, text, Role::Muted),
        Row::Gap => {}
        Row::Bar(bar, longest, _) => chart::bar(pen, place, (&bar.label, &bar.text), (bar.length, *longest)),
        Row::Line(line, highest) => chart::line(pen, place, (&line.label, &line.text), (&line.points, *highest)),
        Row::Span(first, last) => put(pen, place, &format!("{first} {} {last}", pen.theme.signs.out), Role::Muted),
        Row::Hours(names, chart) => {
            let columns = heat_columns(chart);
            chart::heads(pen, place, names, columns);
        }
        Row::Heat(name, fields, chart) => {
            let fields: Vec<_> = fields.iter().map(|field| (field.permille, field.text.as_str())).collect();
            chart::heat(pen, place, name, &fields, heat_columns(chart));
        }
        Row::Heads(sheet) => {
            let heads: Vec<&str> = sheet.columns.iter().map(String::as_str).collect();
            cells(pen, place, sheet, &heads, Role::Heading);
        }
        Row::Cells(sheet, row) => {
            let texts: Vec<&str> = row.iter().map(|(text, _)| text.as_str()).collect();
            cells(pen, place, sheet, &texts, Role::Text);
        }
    }
}

fn put(pen: &mut Pen<'_>, place: Rect, text: &str, role: Role) {
    pen.text(place.x, place.y, place.width, text, role);
}

fn heat_columns(chart: &Chart) -> u16 {
    match &chart.picture {
        Picture::Heat(names, rows) => {
            let fields = rows.iter().flat_map(|(_, fields)| fields.iter().map(|field| field.text.as_str()));
            chart::field_columns(fields.chain(names.iter().map(String::as_str)))
        }
        Picture::Bars(_) | Picture::Lines(..) | Picture::Sparks(_) => 1,
    }
}

/// One row of a table. What has no room at the right is left out, a number never cut.
fn cells(pen: &mut Pen<'_>, place: Rect, sheet: &Sheet, texts: &[&str], role: Role) {
    let (columns, gap) = columns(sheet, usize::from(place.width));
    let mut x = place.x;
    for ((text, column), wide) in texts.iter().zip(0..).zip(columns) {
        let wide = u16::try_from(wide).unwrap_or(0);
        if wide == 0 {
            continue;
        }
        if is_number(sheet, column) {
            pen.right(x, place.y, wide, text, role);
        } else {
            pen.text(x, place.y, wide, text, role);
        }
        x = x.saturating_add(wide + gap);
    }
}

fn is_number(sheet: &Sheet, column: usize) -> bool {
    sheet.rows.iter().filter_map(|row| row.get(column)).any(|(_, right)| *right)
}

/// How wide each column is and how far they stand apart: as wide as their widest cell; where that is too wide they move
/// together, then texts give way, then what is left at the right has no room (0).
fn columns(sheet: &Sheet, room: usize) -> (Vec<usize>, u16) {
    let cells = |at: usize| sheet.rows.iter().filter_map(move |row| row.get(at)).map(|(text, _)| width(text));
    let widest = |(at, head): (usize, &String)| cells(at).chain([width(head)]).max().unwrap_or(0).min(COLUMN_MAX);
    let mut wide: Vec<usize> = sheet.columns.iter().enumerate().map(widest).collect();
    let whole = |wide: &[usize], gap: usize| {
        let shown = wide.iter().filter(|columns| **columns > 0).count();
        wide.iter().sum::<usize>() + gap * shown.saturating_sub(1)
    };
    let gap = if whole(&wide, GAP) <= room { GAP } else { 1 };
    let over = |wide: &[usize]| whole(wide, gap).saturating_sub(room);
    // What stands further to the right gives way first; a head before what stands under it, a number not at all.
    for at in (0..wide.len()).rev() {
        let least = if is_number(sheet, at) { cells(at).max().unwrap_or(0) } else { TEXT_MIN };
        wide[at] -= over(&wide).min(wide[at].saturating_sub(least));
    }
    for at in (0..wide.len()).rev() {
        let keeps = over(&wide) == 0 || wide[at] == 0;
        // A text that is last of all may be cut.
        let cut = if is_number(sheet, at) { 0 } else { wide[at].saturating_sub(over(&wide)) };
        wide[at] = if keeps { wide[at] } else { cut };
    }
    (wide, u16::try_from(gap).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[(&str, bool)]]) -> Sheet {
        let row = |row: &&[(&str, bool)]| row.iter().map(|(text, right)| ((*text).to_owned(), *right)).collect();
        let columns = ["Bucket", "Not due", "1 to 30 days", "Beyond"].map(str::to_owned).to_vec();
        Sheet { columns, rows: rows.iter().map(row).collect(), ..Sheet::default() }
    }

    #[test]
    fn numbers_are_whole_or_not_there() {
        let money = "€123,456,789.00";
        let row = [("the whole of the portfolio", false), (money, true), (money, true), (money, true)];
        let sheet = sheet(&[&row]);
        for room in 0..100 {
            let (wide, gap) = columns(&sheet, room);
            let shown: Vec<usize> = wide.iter().copied().filter(|columns| *columns > 0).collect();
            let whole = shown.iter().sum::<usize>() + usize::from(gap) * shown.len().saturating_sub(1);
            assert!(whole <= room, "{room}: {wide:?}");
            assert!(wide[1..].iter().all(|columns| *columns == 0 || *columns >= 15), "{room}: {wide:?}");
        }
        assert_eq!(columns(&sheet, 77), (vec![26, 15, 15, 15], 2));
        assert_eq!(columns(&sheet, 60), (vec![12, 15, 15, 15], 1), "texts give way first");
        assert_eq!(columns(&sheet, 50), (vec![8, 15, 15, 0], 1), "then the last has no room");
    }
}
