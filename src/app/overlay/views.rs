//! The views of the queue: one's own and the house's, one key for each; saved, renamed and deleted here.
//! What never lives here: what a view shows (see `domain::view`), keeping them (the root does), drawing.
//! The queue opens it.

use crate::domain::values::text::NAME_CHARS_MAX;
use crate::domain::view::{OwnViews, View};

use super::super::action::{Action, Scope};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::List;
use super::super::nav::{Flow, Step, ViewStep};
use super::super::say::{Fact, Say};
use super::{OverlayCtx, OverlayRules};

/// What a name is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// The line of the queue is saved under it.
    Save,
    /// One's own view of this name gets another.
    Rename(String),
}

/// The box.
#[derive(Debug)]
pub struct ViewsBox {
    /// One's own.
    pub own: OwnViews,
    /// The house's.
    pub house: Vec<View>,
    /// The line the queue is filtered by; empty: none.
    pub filter: String,
    /// The hand.
    pub list: List,
    /// The name being typed.
    pub naming: Option<(Naming, Line)>,
    /// Why something could not be.
    pub trouble: Option<Say>,
}

impl ViewsBox {
    /// The views there are, and the line that could be saved.
    #[must_use]
    pub fn new(own: OwnViews, house: Vec<View>, filter: String) -> Self {
        Self { own, house, filter, list: List::default(), naming: None, trouble: None }
    }

    /// All of them, one's own first.
    pub fn rows(&self) -> impl Iterator<Item = &View> {
        self.own.views.iter().chain(&self.house)
    }

    fn len(&self) -> usize {
        self.own.views.len() + self.house.len()
    }

    fn show(&self, at: usize) -> Flow {
        let view = self.rows().nth(at).cloned();
        view.map_or(vec![], |view| vec![Step::Close, Step::Views(ViewStep::Show(view))])
    }

    fn keep(&self) -> Step {
        Step::Views(ViewStep::Keep(self.own.clone()))
    }

    /// The hand is on one of one's own; else why it cannot be changed.
    fn mine(&mut self) -> Option<View> {
        let view = self.own.views.get(self.list.at).cloned();
        self.trouble = view.is_none().then(|| Say::new("views-house"));
        view
    }

    fn pressed(&mut self, c: char) -> Flow {
        self.trouble = None;
        if let Some(at) = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)) {
            return self.show(at);
        }
        match c {
            's' if self.filter.is_empty() => self.trouble = Some(Say::new("views-nothing")),
            's' => self.naming = Some((Naming::Save, Line::new(NAME_CHARS_MAX))),
            'r' => {
                if let Some(view) = self.mine() {
                    let mut line = Line::new(NAME_CHARS_MAX);
                    line.put(&view.name);
                    self.naming = Some((Naming::Rename(view.name), line));
                }
            }
            'd' => {
                if let Some(view) = self.mine() {
                    self.own.views.remove(self.list.at);
                    self.own.last = self.own.last.take().filter(|last| *last != view.name);
                    return vec![Step::Draw, self.keep()];
                }
            }
            _other => return vec![],
        }
        vec![Step::Draw]
    }

    /// The name is typed.
    fn named(&mut self) -> Flow {
        let Some((naming, line)) = self.naming.take() else { return vec![] };
        let name = line.text().trim().to_owned();
        let done = match &naming {
            Naming::Save => self.own.keep(&name, &self.filter),
            Naming::Rename(from) => self.own.rename(from, &name),
        };
        if !done {
            self.trouble = Some(Say::new("views-no-name"));
            self.naming = Some((naming, line));
            return vec![Step::Draw];
        }
        if naming != Naming::Save {
            return vec![Step::Draw, self.keep()];
        }
        self.own.last = Some(name.clone());
        let told = Say::new("views-kept").with("name", Fact::Text(name));
        vec![Step::Close, self.keep(), Step::Toast(told)]
    }
}

impl OverlayRules for ViewsBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if let Some((_, line)) = &mut self.naming {
            if typed == Typed::Do(Action::Accept) {
                return self.named();
            }
            return if line.typed(&typed) { vec![Step::Draw] } else { vec![] };
        }
        match typed {
            Typed::Do(Action::Accept) => self.show(self.list.at),
            Typed::Do(action) => {
                let len = self.len();
                if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] }
            }
            Typed::Key(press) => press.typed().map_or(vec![], |c| self.pressed(c)),
            Typed::Paste(_) => vec![],
        }
    }
}
