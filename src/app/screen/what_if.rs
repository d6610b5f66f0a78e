//! What if: the next lists as they are beside those under another card or other numbers, for whoever decides on them.
//! What never lives here: making the lists (see `day::what_if`; the program asks itself beside the screen), drawing.
//! The root owns it. Nothing is written by it.

use serde::Deserialize;

use crate::domain::values::{CaseId, Day, Login, Money};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::prompt::{Asks, PromptBox};
use super::super::say::Trouble;
use super::super::toast::Progress;

/// Both lists beside each other, as `queue --what-if FILE --json` tells them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Comparison {
    /// The day they are for.
    pub day: Day,
    /// The cards.
    pub card: Cards,
    /// Each person's list.
    pub lists: Vec<Load>,
    /// The moves worth most.
    pub moves: Vec<Moved>,
    /// How many there are in all.
    pub moved: u64,
    /// Cases that only change their rank.
    pub shifted: u64,
}

/// The card that speaks, and the one that would.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Cards {
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
}

/// One person's list in both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Load {
    /// Whose; nobody's: the common one.
    pub collector: Option<Login>,
    /// As it is; `None`: there is none.
    pub now: Option<OneList>,
    /// As it would be.
    pub then: Option<OneList>,
}

/// What fits into a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OneList {
    /// Calls.
    pub calls: u32,
    /// Their minutes, with one decimal after a point.
    pub minutes: String,
    /// What they are expected to bring.
    pub gain: Money,
    /// Calls that do not fit.
    pub beyond: u32,
}

/// A case whose call of today would be another's or nobody's, or the other way round; both places in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Moved {
    /// The case.
    pub case: CaseId,
    /// Its debtor.
    pub name: String,
    /// Reference.
    pub reference: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
}

/// The screen.
#[derive(Debug, Default)]
pub struct WhatIfScreen {
    /// The file asked about; empty before one was named.
    pub file: String,
    /// The answer.
    pub told: Option<Box<Comparison>>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
    /// How far the lists are, while they are being made.
    pub asking: Option<Progress>,
    /// The hand, over the moves.
    pub list: List,
}

impl WhatIfScreen {
    /// Asks which file.
    #[must_use]
    pub fn ask_file() -> Step {
        Step::OpenOverlay(Overlay::Prompt(PromptBox::new(Asks::WhatIf)))
    }

    /// Lines that can be moved over.
    #[must_use]
    pub fn len(&self) -> usize {
        self.told.as_ref().map_or(0, |told| told.moves.len())
    }

    /// True without a line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.told.as_ref()?.moves.get(self.list.at).map(|one| one.case)
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, rows: usize) -> Flow {
        if is_motion(action) {
            let len = self.len();
            return if self.list.apply(action, len, rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::OpenCase {
            return vec![self.case().map_or_else(Self::ask_file, Step::OpenCase)];
        }
        if action == Action::Refresh && !self.file.is_empty() && self.asking.is_none() {
            return vec![Step::Ask(Effect::WhatIf(self.file.clone()))];
        }
        if action == Action::Back && self.asking.take().is_some() {
            return vec![Step::Ask(Effect::StopWhatIf), Step::Draw];
        }
        vec![]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        if let (Reply::Comparing(progress), Some(asking)) = (reply, &mut self.asking) {
            let news = *asking != *progress;
            *asking = *progress;
            return if news { vec![Step::Draw] } else { vec![] };
        }
        let Reply::WhatIf { file, answer } = reply else { return vec![] };
        self.file.clone_from(file);
        self.asking = answer.is_none().then(Progress::default);
        match answer {
            None => self.trouble = None,
            Some(Ok(told)) => {
                (self.told, self.trouble) = (Some(told.clone()), None);
                self.list = List::default();
            }
            Some(Err(trouble)) => self.trouble = Some(trouble.clone()),
        }
        vec![Step::Draw]
    }
}
