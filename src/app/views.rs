//! The root's half that keeps the views of the queue: which there are, which is shown, which was left last.
//! What never lives here: what a view shows (see `domain::view`), the file (see `store::views`).
//! Only the root comes here.

use super::App;
use super::effect::Effect;
use super::nav::{Flow, Step, ViewStep};
use super::overlay::Overlay;
use super::overlay::views::ViewsBox;
use super::screen::Screen;

impl App {
    /// The box of views over the queue.
    pub(super) fn open_views(&self) -> Flow {
        let Screen::Queue(queue) = self.stack.top() else { return vec![] };
        let house = self.session.policy.team.views.clone();
        let views = ViewsBox::new(self.views.clone(), house, queue.filter_text().to_owned());
        vec![Step::OpenOverlay(Overlay::Views(Box::new(views)))]
    }

    /// What is shown is there again the next time, and what was left is not.
    pub(super) fn view_step(&mut self, step: ViewStep) -> Flow {
        match step {
            ViewStep::Show(view) => {
                self.views.last = Some(view.name.clone());
                let mut flow = self.on_queue(|queue, ctx| queue.show_view(&view, ctx));
                flow.push(self.keep_views());
                flow
            }
            ViewStep::Leave if self.views.last.take().is_none() => vec![],
            ViewStep::Leave => vec![self.keep_views()],
            ViewStep::Keep(views) => {
                self.views = views;
                vec![self.keep_views()]
            }
        }
    }

    /// At the start: the view that was left last.
    pub(super) fn last_view(&mut self) {
        let house = &self.session.policy.team.views;
        let last = self.views.last.as_ref().and_then(|name| self.views.find(house, name)).cloned();
        if let (Some(view), Screen::Queue(queue)) = (last, self.stack.top_mut()) {
            queue.put_view(&view);
        }
    }

    fn keep_views(&self) -> Step {
        Step::Ask(Effect::KeepViews(self.views.clone()))
    }
}
