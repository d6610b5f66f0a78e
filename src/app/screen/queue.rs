//! The day's queue: which line is under the hand, which window of it is loaded, and the case shown beside it.
//! What never lives here: the order (see `ranking`), SQL, drawing. The root owns it, always as the lowest screen.

mod sift;

use crate::domain::queue::{Generation, QueueLine, Share};
use crate::domain::values::{CaseId, Login};
use crate::domain::view::FILTER_CHARS_MAX;
use crate::store::read::{CaseView, QueuePage};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::line::Line;
use super::super::form::{FormKind, Typed};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step, ViewStep};
use super::super::say::Trouble;
use super::ScreenCtx;
use super::whose::Whose;

/// The hand rests: only then the case is read and drawn beside the list.
pub const REST_MS: u64 = 80;
/// Lines of a low screen: no fewer are read for one.
const SCREEN_LINES_MIN: u32 = 20;
/// Lines that `/` looks through: a day's calls of one team, read in one go.
pub const FILTER_LINES_MAX: u32 = 2_000;
/// Lines of history shown beside the list.
pub const PREVIEW_HISTORY: u32 = 12;

/// The loaded window of a generation.
#[derive(Debug, Clone)]
struct Loaded {
    page: QueuePage,
    /// Whose list it is; `None`: everybody's.
    whose: Option<Login>,
    /// Indexes into the window's lines that the filter lets through.
    shown: Vec<usize>,
}

/// The queue screen.
#[derive(Debug)]
pub struct QueueScreen {
    /// Whose lines.
    pub whose: Whose,
    /// Line under the hand and window, counted over the lines shown.
    pub list: List,
    /// What `/` filters for, while it does.
    pub filter: Option<Line>,
    /// True while the `/` line takes the keys.
    editing: bool,
    /// True when the points of the line under the hand are shown in the preview.
    pub points: bool,
    /// One pane over the whole screen: the list alone (false) or the preview alone (true).
    pub zoom: bool,
    /// Why there is nothing to show.
    pub trouble: Option<Trouble>,
    /// True once an answer came, even an empty one.
    pub answered: bool,
    /// A newer generation is there: taken with Enter, or with the next reading.
    pub news: Option<Box<QueuePage>>,
    loaded: Option<Loaded>,
    preview: Option<Box<CaseView>>,
    rest_at_ms: Option<u64>,
    /// When lines ahead of the hand are to be read.
    ahead_at_ms: Option<u64>,
    asked_mine: bool,
}

impl Default for QueueScreen {
    fn default() -> Self {
        Self {
            whose: Whose::Mine,
            list: List::default(),
            filter: None,
            editing: false,
            points: false,
            zoom: false,
            trouble: None,
            answered: false,
            news: None,
            loaded: None,
            preview: None,
            rest_at_ms: None,
            ahead_at_ms: None,
            asked_mine: false,
        }
    }
}

/// What is drawn of the queue.
impl QueueScreen {
    /// The generation shown.
    #[must_use]
    pub fn generation(&self) -> Option<&Generation> {
        self.loaded.as_ref().map(|loaded| &loaded.page.generation)
    }

    /// How much of the list shown fits into the day; nothing while a filter shows a part of it.
    #[must_use]
    pub fn share(&self) -> Option<Share> {
        let loaded = self.loaded.as_ref().filter(|_| !self.filter_on())?;
        loaded.page.generation.share(loaded.whose.as_ref()).filter(|share| share.beyond > 0)
    }

    /// Lines in all, filter aside.
    #[must_use]
    pub fn total(&self) -> usize {
        self.loaded.as_ref().map_or(0, |loaded| usize_of(loaded.page.total))
    }

    /// Lines that can be moved over: all of them, or those the filter lets through.
    #[must_use]
    pub fn len(&self) -> usize {
        let Some(loaded) = &self.loaded else { return 0 };
        if self.filter_on() { loaded.shown.len() } else { usize_of(loaded.page.total) }
    }

    /// True when there is nothing to move over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line at an index of the list; `None` outside the loaded window.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&QueueLine> {
        let loaded = self.loaded.as_ref()?;
        let within =
            if self.filter_on() { *loaded.shown.get(at)? } else { at.checked_sub(usize_of(loaded.page.from))? };
        loaded.page.lines.get(within)
    }

    /// The loaded line of a case.
    #[must_use]
    pub fn line_of(&self, case: CaseId) -> Option<&QueueLine> {
        self.loaded.as_ref()?.page.lines.iter().find(|line| line.ranked.case == case)
    }

    /// The line under the hand.
    #[must_use]
    pub fn selected(&self) -> Option<&QueueLine> {
        self.line(self.list.at)
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.selected().map(|line| line.ranked.case)
    }

    /// The case beside the list, once the hand rested on its line.
    #[must_use]
    pub fn preview(&self) -> Option<&CaseView> {
        self.preview.as_deref().filter(|view| Some(view.state.case) == self.case())
    }

    /// The case last drawn beside the list: it stays while the hand moves.
    #[must_use]
    pub fn preview_shown(&self) -> Option<&CaseView> {
        self.preview.as_deref()
    }

    /// True while the `/` line takes the keys.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.editing
    }

    /// Lines of the newer generation that moved or are new, as far as loaded.
    #[must_use]
    pub fn news_count(&self) -> usize {
        let moved = |line: &&QueueLine| line.change != crate::domain::codes::Change::Same;
        self.news.as_ref().map_or(0, |page| page.lines.iter().filter(moved).count())
    }

    fn filter_on(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| !filter.text().trim().is_empty())
    }
}

/// What it does.
impl QueueScreen {
    /// Reads the window around the hand.
    pub fn reload(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        let (from, limit) = if self.filter.is_some() { (0, FILTER_LINES_MAX) } else { self.around(ctx.rows) };
        let mut steps = vec![Step::Ask(Effect::LoadQueue { collector: self.collector(ctx), from, limit })];
        match self.preview().map(|view| view.state.case) {
            Some(case) => steps.push(Step::Ask(Effect::LoadCase { case, history: PREVIEW_HISTORY })),
            // The hand has just moved on: read when it rests.
            None => self.rest(ctx),
        }
        steps
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.len();
            return if self.list.step(action, len, ctx.rows, ctx.runs) { self.moved(ctx) } else { vec![] };
        }
        if let Some(kind) = FormKind::of(action) {
            return self.case().map_or(vec![], |case| vec![Step::OpenForm { kind, case }]);
        }
        if action == Action::OpenCase {
            return self.open(ctx);
        }
        if action == Action::Accept {
            self.editing = false;
            return vec![Step::Draw];
        }
        if action == Action::Leave || action == Action::Back {
            return self.clear_filter(ctx);
        }
        if action == Action::FilterList {
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
            let mut steps = vec![Step::Draw];
            if self.loaded.as_ref().is_some_and(|loaded| loaded.page.lines.len() < usize_of(loaded.page.total)) {
                steps.extend(self.reload(ctx));
            }
            return steps;
        }
        if action == Action::ToggleAll {
            let other = if self.whose == Whose::Mine { Whose::All } else { Whose::Mine };
            return self.show_of(other, ctx);
        }
        if action == Action::ToggleScore {
            self.points = !self.points;
            return vec![Step::Draw];
        }
        if action == Action::Zoom {
            self.zoom = !self.zoom;
            self.rest_at_ms = Some(ctx.tick.mono_ms);
            return vec![Step::Draw];
        }
        if action == Action::Copy {
            let text = self.selected().map(|line| format!("{} {}", line.name, line.reference));
            return text.map_or(vec![], |text| vec![Step::Ask(Effect::Copy(text))]);
        }
        if action == Action::Refresh {
            return self.reload(ctx);
        }
        vec![]
    }

    /// Takes a key or a paste while the `/` line is open.
    pub fn typed(&mut self, typed: &Typed, ctx: ScreenCtx<'_>) -> Flow {
        let changed = self.editing && self.filter.as_mut().is_some_and(|filter| filter.typed(typed));
        if !changed {
            return vec![];
        }
        self.sift();
        self.list = List::default();
        self.rest(ctx);
        vec![Step::Draw]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        match reply {
            Reply::Queue(Ok(page)) => self.take(page.as_ref(), ctx),
            Reply::Queue(Err(trouble)) => {
                (self.trouble, self.answered) = (Some(trouble.clone()), true);
                vec![Step::Draw]
            }
            Reply::Case { case, answer: Ok(view) } if Some(*case) == self.case() => {
                if self.preview.as_ref().is_some_and(|before| before == view) {
                    return vec![];
                }
                self.preview = Some(view.clone());
                vec![Step::Draw]
            }
            Reply::Case { .. }
            | Reply::Found { .. }
            | Reply::Day(_)
            | Reply::Disputes(_)
            | Reply::Approvals(_)
            | Reply::Team(_)
            | Reply::Fresh(_)
            | Reply::Dialled(_)
            | Reply::Tray(_)
            | Reply::Waiting(_)
            | Reply::Aside(_)
            | Reply::Proposals(_)
            | Reply::Choices(_)
            | Reply::Recorded { .. }
            | Reply::Lease { .. }
            | Reply::Changed
            | Reply::House(..)
            | Reply::Closing { .. }
            | Reply::Closed(_)
            | Reply::WhatIf { .. }
            | Reply::Comparing(_)
            | Reply::Report { .. }
            | Reply::Reporting(_)
            | Reply::NewCard { .. }
            | Reply::Opened(_)
            | Reply::NotOpened(_)
            | Reply::Unmapped(_)
            | Reply::Making(_)
            | Reply::Imported { .. }
            | Reply::DraftsLost
            | Reply::Copied => vec![],
        }
    }

    /// The case after (or before) `case` in the queue; the hand moves there. Lines already done are passed over.
    pub fn neighbour(&mut self, case: CaseId, forward: bool, ctx: ScreenCtx<'_>) -> Option<CaseId> {
        let len = self.len();
        let here =
            (0..len).find(|at| self.line(*at).is_some_and(|line| line.ranked.case == case)).unwrap_or(self.list.at);
        let fits = |at: &usize| self.line(*at).is_some_and(|line| line.ranked.case != case && !(forward && line.done));
        let to = if forward { (here + 1..len).find(fits) } else { (0..here).rev().find(fits) }?;
        self.list.put(to, len, ctx.rows);
        self.rest(ctx);
        self.case()
    }

    /// Milliseconds until something is to be read: lines ahead of the hand, or the case on which it rests.
    #[must_use]
    pub fn wake_in_ms(&self, tick: super::super::session::Tick) -> Option<u64> {
        let first = self.rest_at_ms.into_iter().chain(self.ahead_at_ms).min();
        first.map(|at| at.saturating_sub(tick.mono_ms))
    }

    /// The next page is read before it is asked for; once the hand has rested, the case beside the list.
    pub fn wake(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        if self.ahead_at_ms.take().is_some() && self.reaches(ctx.rows / 2, ctx.rows) {
            return vec![self.load(self.around(ctx.rows), ctx)];
        }
        if self.rest_at_ms.is_none_or(|at| at > ctx.tick.mono_ms) {
            return vec![];
        }
        self.rest_at_ms = None;
        let shown = self.preview.as_ref().map(|view| view.state.case);
        match self.case() {
            Some(case) if Some(case) != shown => {
                vec![Step::Ask(Effect::LoadCase { case, history: PREVIEW_HISTORY })]
            }
            Some(_) | None => vec![],
        }
    }

    fn open(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        if let Some(page) = self.news.take() {
            return self.show(&page, ctx);
        }
        self.case().map_or(vec![], |case| vec![Step::OpenCase(case)])
    }

    fn clear_filter(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        self.editing = false;
        if self.filter.take().is_none() {
            return vec![];
        }
        let case = self.case_by_shown();
        self.sift();
        if let Some(at) = case.and_then(|case| self.index_of(case)) {
            self.list.put(at, self.len(), ctx.rows);
        }
        let mut steps = self.moved(ctx);
        steps.push(Step::Views(ViewStep::Leave));
        steps
    }

    /// The case that was under the hand by the filtered indexes, though the filter is gone already.
    fn case_by_shown(&self) -> Option<CaseId> {
        let loaded = self.loaded.as_ref()?;
        loaded.page.lines.get(*loaded.shown.get(self.list.at)?).map(|line| line.ranked.case)
    }

    fn index_of(&self, case: CaseId) -> Option<usize> {
        let loaded = self.loaded.as_ref()?;
        let at = loaded.page.lines.iter().position(|line| line.ranked.case == case)?;
        if self.filter_on() {
            loaded.shown.iter().position(|shown| *shown == at)
        } else {
            Some(usize_of(loaded.page.from) + at)
        }
    }

    /// After the hand moved: the window may have to be read, the rest begins.
    fn moved(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        self.rest(ctx);
        let mut steps = vec![Step::Draw];
        if self.reaches(0, ctx.rows) {
            steps.push(self.load(self.on_screen(ctx.rows), ctx));
        }
        self.look_ahead(ctx);
        steps
    }

    /// The lines around those on screen are read after this key is drawn, before the next page is asked for.
    fn look_ahead(&mut self, ctx: ScreenCtx<'_>) {
        self.ahead_at_ms = self.reaches(ctx.rows / 2, ctx.rows).then_some(ctx.tick.mono_ms);
    }

    /// True when the lines on screen, with `margin` lines above and below, are not all read.
    fn reaches(&self, margin: usize, rows: usize) -> bool {
        let last = (self.list.top + rows + margin).min(self.len()).saturating_sub(1);
        !self.is_empty() && (self.line(self.list.top.saturating_sub(margin)).is_none() || self.line(last).is_none())
    }

    fn load(&self, (from, limit): (u32, u32), ctx: ScreenCtx<'_>) -> Step {
        Step::Ask(Effect::LoadQueue { collector: self.collector(ctx), from, limit })
    }

    /// The lines on screen: all that a key waits for.
    fn on_screen(&self, rows: usize) -> (u32, u32) {
        (u32_of(self.list.top), u32_of(rows).max(SCREEN_LINES_MIN))
    }

    /// Those lines, a screen above them and one below.
    fn around(&self, rows: usize) -> (u32, u32) {
        let (top, lines) = self.on_screen(rows);
        (top.saturating_sub(lines), 3 * lines)
    }

    fn rest(&mut self, ctx: ScreenCtx<'_>) {
        self.rest_at_ms = Some(ctx.tick.mono_ms + REST_MS);
    }

    /// Shows other lines.
    pub fn show_of(&mut self, whose: Whose, ctx: ScreenCtx<'_>) -> Flow {
        self.whose = whose;
        self.asked_mine = true;
        self.filter = None;
        self.list = List::default();
        self.reload(ctx)
    }

    fn collector(&self, ctx: ScreenCtx<'_>) -> Option<Login> {
        self.whose.collector(&ctx.session.who.login)
    }

    fn take(&mut self, page: Option<&QueuePage>, ctx: ScreenCtx<'_>) -> Flow {
        self.trouble = None;
        let first = !self.answered;
        self.answered = true;
        let Some(page) = page else {
            self.loaded = None;
            return vec![Step::Draw];
        };
        // Whoever has no line of their own sees everybody's, once, and is told so.
        if page.total == 0 && self.whose == Whose::Mine && !self.asked_mine {
            self.asked_mine = true;
            self.whose = Whose::All;
            return self.reload(ctx);
        }
        self.asked_mine = true;
        let newer = self.generation().is_some_and(|shown| shown.number < page.generation.number);
        if newer && !first {
            self.news = Some(Box::new(page.clone()));
            return vec![Step::Draw];
        }
        self.show(page, ctx)
    }

    fn show(&mut self, page: &QueuePage, ctx: ScreenCtx<'_>) -> Flow {
        let same = self.loaded.as_ref().is_some_and(|loaded| loaded.page == *page);
        if same {
            return vec![];
        }
        let case = self.case();
        self.loaded = Some(Loaded { page: page.clone(), whose: self.collector(ctx), shown: vec![] });
        self.sift();
        // The selection follows the case, not the row.
        let at = case.and_then(|case| self.index_of(case)).unwrap_or(self.list.at);
        self.list.put(at, self.len(), ctx.rows);
        self.look_ahead(ctx);
        if self.preview().is_none() {
            // At once, unless the hand is on its way.
            self.rest_at_ms.get_or_insert(ctx.tick.mono_ms);
        }
        vec![Step::Draw]
    }
}

fn usize_of(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn u32_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
