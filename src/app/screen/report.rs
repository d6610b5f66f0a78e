//! Reports on the screen: the aged balance, figures, what is to come, pictures, as of any day; and the cases behind a bucket.
//! What never lives here: adding up (the program asks itself beside the screen), drawing.
//! The root owns it. Nothing is written by it.

use serde::Deserialize;

use crate::domain::values::{CaseId, Day};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::Trouble;
use super::super::toast::Progress;
use super::ScreenCtx;

/// Days that the longer step goes.
const MONTH_DAYS: i32 = 30;

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// The aged balance.
    #[default]
    Ageing,
    /// The figures of ninety days.
    Figures,
    /// Cash to come.
    Forecast,
    /// Pictures.
    Pictures,
}

impl Page {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Ageing, Self::Figures, Self::Forecast, Self::Pictures];

    /// The verb that makes it; `report-page-NAME` in the words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ageing => "ageing",
            Self::Figures => "figures",
            Self::Forecast => "forecast",
            Self::Pictures => "pictures",
        }
    }

    const fn place(self) -> usize {
        self as usize
    }

    fn beside(self, steps: usize) -> Self {
        Self::ALL[(self.place() + steps) % Self::ALL.len()]
    }
}

/// What is asked of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportAsk {
    /// Which report.
    pub page: Page,
    /// As of a past day; `None`: today.
    pub as_of: Option<Day>,
    /// The cases of this bucket instead.
    pub bucket: Option<usize>,
}

/// Tables and pictures as `report … --sheets` tells them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sheets {
    /// One below the other.
    pub sheets: Vec<Sheet>,
}

/// One table with what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// Lines above it.
    pub notes: Vec<String>,
    /// Headings.
    pub columns: Vec<String>,
    /// Cells, each with whether it lines up on the right.
    pub rows: Vec<Vec<(String, bool)>>,
    /// Pictures above the table.
    pub charts: Vec<Chart>,
}

/// A picture under its title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub picture: Picture,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Picture {
    /// From top to bottom.
    Bars(Vec<Bar>),
    /// On one scale, beside the names of their points.
    Lines(Vec<String>, Vec<Series>),
    /// Each on a scale of its own.
    Sparks(Vec<Series>),
    /// Names of the columns, then rows with as many fields.
    Heat(Vec<String>, Vec<(String, Vec<Field>)>),
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length; the longest fills the width.
    pub length: i64,
    /// Its figure.
    pub text: String,
}

/// One line, from left to right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Series {
    /// What it stands for.
    pub label: String,
    /// Its points.
    pub points: Vec<Option<i64>>,
    /// Its last figure.
    pub text: String,
}

/// One field of a heat map.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Field {
    /// How hot, per mille; `None`: nothing was there.
    pub permille: Option<i64>,
    /// Its figure.
    pub text: String,
}

/// One line of the page, in the order they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'a> {
    /// A title.
    Title(&'a str),
    /// A sentence.
    Note(&'a str),
    /// Nothing.
    Gap,
    /// A bar, the longest of its picture, and whose place it is there.
    Bar(&'a Bar, i64, usize),
    /// A line, and the highest of its picture.
    Line(&'a Series, i64),
    /// The names below lines: the first and the last.
    Span(&'a str, &'a str),
    /// Names of the columns of a heat map, which is its sheet's and its chart's place.
    Hours(&'a [String], &'a Chart),
    /// A row of a heat map.
    Heat(&'a str, &'a [Field], &'a Chart),
    /// The heads of a table.
    Heads(&'a Sheet),
    /// A row of a table.
    Cells(&'a Sheet, &'a [(String, bool)]),
}

/// The screen.
#[derive(Debug, Default)]
pub struct ReportScreen {
    /// What is shown, or was asked for.
    pub ask: ReportAsk,
    /// The answer, to what was asked.
    pub told: Option<(ReportAsk, Box<Sheets>)>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
    /// How far it is, while it is being made.
    pub asking: Option<Progress>,
    /// The hand, over the lines of the page.
    pub list: List,
}

impl ReportScreen {
    /// Asks for what is to be shown.
    pub fn reload(&mut self) -> Flow {
        self.asking = Some(Progress::default());
        self.trouble = None;
        vec![Step::Draw, Step::Ask(Effect::Report(self.ask))]
    }

    /// Something changed in the book: a report that was told stays until it is asked for again.
    pub fn book_changed(&mut self) -> Flow {
        if self.told.is_none() && self.asking.is_none() { self.reload() } else { vec![] }
    }

    fn show(&mut self, ask: ReportAsk) -> Flow {
        self.ask = ask;
        self.list = List::default();
        self.reload()
    }

    /// The sheets shown.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        self.told.as_ref().map_or(&[], |(_, told)| &told.sheets)
    }

    /// Lines that can be moved over.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = vec![];
        for (place, sheet) in self.sheets().iter().enumerate() {
            if place > 0 {
                rows.extend([Row::Gap, Row::Title(&sheet.title)]);
            }
            rows.extend(sheet.notes.iter().map(|note| Row::Note(note)));
            for chart in &sheet.charts {
                if chart.title != sheet.title {
                    rows.extend([Row::Gap, Row::Title(&chart.title)]);
                }
                picture(chart, &mut rows);
            }
            // Behind a line of pictures the table says the same again.
            if !sheet.rows.is_empty() && self.ask.page != Page::Pictures {
                rows.extend([Row::Gap, Row::Heads(sheet)]);
                rows.extend(sheet.rows.iter().map(|row| Row::Cells(sheet, row)));
            }
        }
        rows
    }

    /// The case under the hand, where the page lists cases.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        let rows = self.rows();
        let Some(Row::Cells(_, cells)) = rows.get(self.list.at) else { return None };
        self.told.as_ref()?.0.bucket?;
        cells.first()?.0.parse().ok()
    }

    /// The bucket under the hand, where the page is the aged balance.
    #[must_use]
    pub fn bucket(&self) -> Option<usize> {
        match self.rows().get(self.list.at) {
            Some(Row::Bar(_, _, place)) if self.ask.page == Page::Ageing && self.ask.bucket.is_none() => Some(*place),
            Some(_) | None => None,
        }
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.rows().len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        let (today, ask) = (ctx.tick.now.today, self.ask);
        let day = |step: i32| {
            let moved = ask.as_of.unwrap_or(today).plus(step);
            (moved < today).then_some(moved)
        };
        let of = |page| ReportAsk { page, bucket: None, ..ask };
        let days = [
            (Action::DayBefore, -1),
            (Action::DayAfter, 1),
            (Action::MonthBefore, -MONTH_DAYS),
            (Action::MonthAfter, MONTH_DAYS),
        ];
        if action == Action::OpenBucket {
            return match (self.case(), self.bucket()) {
                (Some(case), _) => vec![Step::OpenCase(case)],
                (None, Some(bucket)) => self.show(ReportAsk { bucket: Some(bucket), ..ask }),
                (None, None) => vec![],
            };
        }
        if let Some((_, step)) = days.iter().find(|(of, _)| *of == action) {
            // There is nothing after today yet.
            let moves = *step < 0 || ask.as_of.is_some();
            return if moves { self.show(ReportAsk { as_of: day(*step), ..ask }) } else { vec![] };
        }
        if action == Action::NextReport {
            return self.show(of(ask.page.beside(1)));
        }
        if action == Action::PreviousReport {
            return self.show(of(ask.page.beside(Page::ALL.len() - 1)));
        }
        if action == Action::Refresh {
            return self.reload();
        }
        if action == Action::Back && self.asking.take().is_some() {
            return vec![Step::Ask(Effect::StopReport), Step::Draw];
        }
        if action == Action::Back && ask.bucket.is_some() {
            return self.show(ReportAsk { bucket: None, ..ask });
        }
        vec![]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        if let (Reply::Reporting(progress), Some(asking)) = (reply, &mut self.asking) {
            let news = *asking != *progress;
            *asking = *progress;
            return if news { vec![Step::Draw] } else { vec![] };
        }
        let Reply::Report { ask, answer } = reply else { return vec![] };
        // What was asked before and comes now is of no account.
        if *ask != self.ask {
            return vec![];
        }
        self.asking = None;
        match answer {
            Ok(told) => (self.told, self.trouble) = (Some((*ask, told.clone())), None),
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        self.list.at = self.list.at.min(self.rows().len().saturating_sub(1));
        vec![Step::Draw]
    }
}

fn highest(line: &Series) -> i64 {
    line.points.iter().flatten().copied().max().unwrap_or(0)
}

/// The lines of a picture.
fn picture<'a>(chart: &'a Chart, rows: &mut Vec<Row<'a>>) {
    match &chart.picture {
        Picture::Bars(bars) => {
            let longest = bars.iter().map(|bar| bar.length).max().unwrap_or(0);
            rows.extend(bars.iter().enumerate().map(|(place, bar)| Row::Bar(bar, longest, place)));
        }
        Picture::Lines(names, lines) => {
            let top = lines.iter().map(highest).max().unwrap_or(0);
            rows.extend(lines.iter().map(|line| Row::Line(line, top)));
            if let (Some(first), Some(last)) = (names.first(), names.last()) {
                rows.push(Row::Span(first, last));
            }
        }
        Picture::Sparks(lines) => rows.extend(lines.iter().map(|line| Row::Line(line, highest(line)))),
        Picture::Heat(names, fields) => {
            rows.push(Row::Hours(names, chart));
            rows.extend(fields.iter().map(|(label, fields)| Row::Heat(label, fields, chart)));
        }
    }
}
