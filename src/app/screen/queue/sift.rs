//! What the queue's `/` line lets through, and in which order; a saved view put into it.
//! What never lives here: what a line of a view means (see `domain::view`).
//! The queue's screen comes here.

use super::{FILTER_LINES_MAX, Loaded, QueueScreen, ScreenCtx, usize_of};
use crate::app::form::line::Line;
use crate::app::list::List;
use crate::app::nav::{Flow, Step};
use crate::app::say::{Fact, Say};
use crate::domain::queue::QueueLine;
use crate::domain::view::{FILTER_CHARS_MAX, Sift, View};

impl QueueScreen {
    /// The line of the filter as it would be saved; empty: there is none.
    #[must_use]
    pub fn filter_text(&self) -> &str {
        self.filter.as_ref().map_or("", |filter| filter.text().trim())
    }

    /// Shows the lines of a view.
    pub fn show_view(&mut self, view: &View, ctx: ScreenCtx<'_>) -> Flow {
        self.put_view(view);
        let mut flow = self.reload(ctx);
        flow.push(Step::Draw);
        flow
    }

    /// Puts the line of a view where one is typed; what is loaded is sifted by it.
    pub fn put_view(&mut self, view: &View) {
        let mut line = Line::new(FILTER_CHARS_MAX);
        line.put(&view.filter);
        (self.editing, self.filter, self.list) = (false, Some(line), List::default());
        self.sift();
    }

    pub(super) fn sift(&mut self) {
        let sift = Sift::read(self.filter_text());
        let Some(Loaded { page, shown, .. }) = &mut self.loaded else { return };
        let mut lines: Vec<(usize, &QueueLine)> =
            page.lines.iter().enumerate().filter(|(_, line)| sift.fits(line)).collect();
        sift.order(&mut lines, |(_, line)| line);
        *shown = lines.into_iter().map(|(at, _)| at).collect();
    }

    /// Why nothing is shown, where a word asks for what no line has: not understood, or a segment that nobody is in.
    #[must_use]
    pub fn nobody(&self) -> Option<Say> {
        let sift = Sift::read(self.filter_text());
        let lines = self.loaded.as_ref().map_or(&[][..], |loaded| &loaded.page.lines);
        let say = |id: &str, name: &'static str, text: String| Say::new(id).with(name, Fact::Text(text));
        if let Some(word) = sift.unknown.first() {
            return Some(say("config-view-word", "word", word.clone()));
        }
        let nobody = sift.empty_segments(lines.iter());
        nobody.first().map(|tag| say("queue-empty-segment", "segment", tag.to_string()))
    }

    /// What is said when a filter looks through a part only.
    #[must_use]
    pub fn filter_limit(&self) -> Option<Say> {
        let loaded = self.loaded.as_ref()?;
        let part = self.filter_on() && loaded.page.lines.len() < usize_of(loaded.page.total);
        part.then(|| Say::new("queue-filter-part").with("count", Fact::Count(i64::from(FILTER_LINES_MAX))))
    }
}
