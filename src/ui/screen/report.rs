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

/// One row of a table, its columns as wide as their widest cell; what has no room at the right is left out.
fn cells(pen: &mut Pen<'_>, place: Rect, sheet: &Sheet, texts: &[&str], role: Role) {
    let mut x = place.x;
    for (at, text) in texts.iter().enumerate() {
        let rows = sheet.rows.iter().filter_map(|row| row.get(at));
        let head = sheet.columns.get(at).map_or(0, |head| width(head));
        let wide = rows.clone().map(|(text, _)| width(text)).chain([head]).max().unwrap_or(0).min(COLUMN_MAX);
        let wide = u16::try_from(wide).unwrap_or(0).min(place.right().saturating_sub(x));
        if wide == 0 {
            continue;
        }
        if rows.clone().any(|(_, right)| *right) {
            pen.right(x, place.y, wide, text, role);
        } else {
            pen.text(x, place.y, wide, text, role);
        }
        x = x.saturating_add(wide + 2).min(place.right());
    }
}
