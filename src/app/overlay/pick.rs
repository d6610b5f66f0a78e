//! Whose a bank line is, said by hand: a debtor looked for, then the invoices it pays or the payment it takes back.
//! What never lives here: searching (see `store`), drawing, the act (made by the root).
//! The reconciliation screen opens it.

use std::collections::BTreeSet;

use crate::domain::bank::{BankLine, LineKind};
use crate::domain::command::What;
use crate::domain::event::Part;
use crate::domain::matching::{Certainty, OpenItem, Proposal, Why, fill, pay, take};
use crate::domain::values::Money;
use crate::input::Key;
use crate::store::read::Choices;

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::super::say::{Say, sentence};
use super::find::FindBox;
use super::{OverlayCtx, OverlayRules};

/// The box.
#[derive(Debug)]
pub struct PickBox {
    /// The line to give away.
    pub line: BankLine,
    /// The debtor looked for, until one is chosen.
    pub find: FindBox,
    /// What the line may be given to there.
    pub choices: Option<Box<Choices>>,
    /// The hand among the choices.
    pub list: List,
    /// Invoices marked, by place.
    pub marks: BTreeSet<usize>,
    /// Why it could not be read.
    pub trouble: Option<Say>,
}

impl PickBox {
    /// Asks whose this line is.
    #[must_use]
    pub fn new(line: BankLine) -> Self {
        let (find, list, marks) = (FindBox::default(), List::default(), BTreeSet::new());
        Self { line, find, choices: None, list, marks, trouble: None }
    }

    /// True when it went back.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.line.kind == LineKind::Return
    }

    /// What it pays as things are: the invoices marked, or the one under the hand, by due day as far as the money goes.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let items: &[OpenItem] = self.choices.as_ref().map_or(&[], |choices| &choices.items);
        let marked: Vec<&OpenItem> = if self.marks.is_empty() {
            items.get(self.list.at).into_iter().collect()
        } else {
            self.marks.iter().filter_map(|at| items.get(*at)).collect()
        };
        fill(&marked, self.line.amount)
    }

    /// What is left of the line after that.
    #[must_use]
    pub fn rest(&self) -> Money {
        let paid: i64 = self.parts().iter().map(|part| part.amount.minor).sum();
        Money::new(self.line.amount.minor - paid, self.line.amount.currency)
    }

    fn len(&self) -> usize {
        self.choices
            .as_ref()
            .map_or(0, |choices| if self.is_return() { choices.paid.len() } else { choices.items.len() })
    }

    fn accept(&self, on_account: bool) -> Flow {
        let Some(choices) = &self.choices else { return vec![] };
        let case = choices.case;
        let records = if !self.is_return() {
            pay(&self.line, if on_account { vec![] } else { self.parts() })
        } else {
            let Some(paid) = choices.paid.get(self.list.at) else { return vec![] };
            let (why, certainty, back) = (Why::Amount, Certainty::Possible, Some(paid.clone()));
            take(&self.line, &Proposal { case, parts: vec![], why, certainty, back })
        };
        vec![Step::Close, Step::Act { case, what: What::Record(records) }]
    }

    /// Keys while a debtor is looked for: those of the find box, but Enter chooses instead of opening.
    fn finding(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if !matches!(typed, Typed::Do(Action::Accept)) {
            return self.find.typed(typed, ctx);
        }
        let hit = self.find.hits.get(self.find.list.at).filter(|_| self.find.is_answered());
        let line = Box::new(self.line.clone());
        hit.map_or(vec![], |hit| vec![Step::Ask(Effect::LoadChoices { case: hit.case, line })])
    }
}

impl OverlayRules for PickBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if self.choices.is_none() {
            return self.finding(typed, ctx);
        }
        match typed {
            Typed::Do(Action::Accept) => self.accept(false),
            Typed::Do(action) => {
                let len = self.len();
                if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] }
            }
            Typed::Key(press) if press.code == Key::Char('a') && !self.is_return() => self.accept(true),
            Typed::Key(press) if press.code == Key::Char(' ') && !self.is_return() => {
                let at = self.list.at;
                if !self.marks.remove(&at) && at < self.len() {
                    self.marks.insert(at);
                }
                let len = self.len();
                self.list.apply(Action::MoveDown, len, ctx.rows);
                vec![Step::Draw]
            }
            Typed::Key(_) | Typed::Paste(_) => vec![],
        }
    }

    fn reply(&mut self, reply: &Reply, ctx: OverlayCtx<'_>) -> Flow {
        let Reply::Choices(answer) = reply else {
            return if self.choices.is_none() { self.find.reply(reply, ctx) } else { vec![] };
        };
        match answer {
            Ok(choices) => (self.choices, self.trouble, self.list) = (Some(choices.clone()), None, List::default()),
            Err(trouble) => self.trouble = Some(sentence(trouble)),
        }
        self.marks.clear();
        vec![Step::Draw]
    }
}
