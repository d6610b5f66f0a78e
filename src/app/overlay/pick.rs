//! Whose a bank line is, said by hand: a debtor looked for, then the invoices it pays or the payment it takes back; an amount
//! typed gives them a share of it, and the rest goes on waiting.
//! What never lives here: searching (see `store`), drawing, the act (made by the root).
//! The reconciliation screen opens it.

use std::collections::BTreeSet;

use crate::domain::bank::{BankLine, LineKind};
use crate::domain::command::{Refusal, What};
use crate::domain::event::Part;
use crate::domain::matching::{Certainty, OpenItem, Proposal, Why, fill, pay, take};
use crate::domain::values::Money;
use crate::i18n::read;
use crate::input::Key;
use crate::store::read::Choices;

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::form::parts::AMOUNT_CHARS_MAX;
use super::super::form::sheet::unread;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::super::say::{Say, refused, sentence};
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
    /// The amount typed: this debtor's share of the line.
    pub typed: Line,
    /// Why it could not be read.
    pub trouble: Option<Say>,
}

impl PickBox {
    /// Asks whose this line is.
    #[must_use]
    pub fn new(line: BankLine) -> Self {
        let (find, list, marks) = (FindBox::default(), List::default(), BTreeSet::new());
        Self { line, find, choices: None, list, marks, typed: Line::new(AMOUNT_CHARS_MAX), trouble: None }
    }

    /// True when it went back.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.line.kind == LineKind::Return
    }

    /// What of the line is this debtor's: the amount typed, else all of it.
    pub fn share(&self) -> Result<Money, Say> {
        let left = self.line.amount;
        if self.typed.text().trim().is_empty() {
            return Ok(left);
        }
        match read::amount_in(self.typed.text(), left.currency) {
            Ok(money) if money.minor <= 0 || money.currency != left.currency => {
                Err(refused(&Refusal::AmountNotPositive))
            }
            Ok(money) if money.minor > left.minor => Err(refused(&Refusal::BeyondLine { left })),
            Ok(money) => Ok(money),
            Err(error) => Err(unread(error)),
        }
    }

    /// What of the line goes on waiting.
    #[must_use]
    pub fn left(&self) -> Money {
        let share = self.share().map_or(0, |share| share.minor);
        Money::new(self.line.amount.minor - share, self.line.amount.currency)
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
        self.share().map(|share| fill(&marked, share)).unwrap_or_default()
    }

    /// What is left of the share after that: it goes on account.
    #[must_use]
    pub fn rest(&self) -> Money {
        let paid: i64 = self.parts().iter().map(|part| part.amount.minor).sum();
        let share = self.share().unwrap_or(self.line.amount);
        Money::new(share.minor - paid, share.currency)
    }

    fn len(&self) -> usize {
        self.choices
            .as_ref()
            .map_or(0, |choices| if self.is_return() { choices.paid.len() } else { choices.items.len() })
    }

    fn accept(&mut self, on_account: bool) -> Flow {
        let Some(choices) = &self.choices else { return vec![] };
        let case = choices.case;
        let records = if !self.is_return() {
            let amount = match self.share() {
                Ok(amount) => amount,
                Err(why) => {
                    self.trouble = Some(why);
                    return vec![Step::Draw];
                }
            };
            let share = BankLine { amount, ..self.line.clone() };
            pay(&share, if on_account { vec![] } else { self.parts() })
        } else {
            let Some(paid) = choices.paid.get(self.list.at) else { return vec![] };
            let (why, certainty, back) = (Why::Amount, Certainty::Possible, Some(paid.clone()));
            take(&self.line, &Proposal { case, parts: vec![], why, certainty, back })
        };
        vec![Step::Close, Step::Act { case, what: What::Record(records) }]
    }

    /// The keys of an amount.
    fn type_share(&mut self, typed: &Typed) -> Flow {
        let of_amount = match typed {
            Typed::Key(press) => {
                let digit = matches!(press.code, Key::Char(letter) if letter.is_ascii_digit() || ",.".contains(letter));
                digit || press.code == Key::Backspace
            }
            Typed::Paste(_) => true,
            Typed::Do(_) => false,
        };
        if self.is_return() || !of_amount || !self.typed.typed(typed) {
            return vec![];
        }
        self.trouble = self.share().err();
        vec![Step::Draw]
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
            typed @ (Typed::Key(_) | Typed::Paste(_)) => self.type_share(&typed),
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
