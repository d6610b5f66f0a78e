//! Boxes over the screen: help, questions, lists to choose from. The top one gets every key.
//! What never lives here: drawing (see `ui/overlay`, same file names), doing what was chosen (a box returns steps).
//! The root owns the stack of boxes.
//!
//! To add a box: its state in a file of its own with `OverlayRules`, a line in `Overlay`, its drawing in `ui/overlay`.

pub mod bulk;
pub mod closing;
pub mod confirm;
pub mod entry;
pub mod find;
pub mod help;
pub mod nobodys;
pub mod owner;
pub mod palette;
pub mod pick;
pub mod prompt;
pub mod undo;
pub mod views;

use super::action::{Action, Scope, Situation};
use super::effect::Reply;
use super::form::Typed;
use super::keymap::Keymap;
use super::nav::Flow;
use super::session::{Session, Tick};
use bulk::BulkBox;
use closing::ClosingBox;
use confirm::Confirm;
use entry::EntryBox;
use find::FindBox;
use help::HelpBox;
use nobodys::NobodysBox;
use owner::OwnerBox;
use palette::PaletteBox;
use pick::PickBox;
use prompt::PromptBox;
use views::ViewsBox;

/// Boxes on top of each other at most; a find over a form over a question is three.
pub const OVERLAYS_MAX: usize = 4;

/// What a box may read.
#[derive(Debug, Clone, Copy)]
pub struct OverlayCtx<'a> {
    /// Who, where, rules.
    pub session: &'a Session,
    /// The moment.
    pub tick: Tick,
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// What can be done underneath.
    pub situation: Situation,
    /// The scopes underneath, nearest first.
    pub scopes: &'a [Scope],
    /// Lines of its list on screen, as last seen.
    pub rows: usize,
}

/// What every box can do.
pub trait OverlayRules: std::fmt::Debug {
    /// The scope its keys are looked up in.
    fn scope(&self) -> Scope;
    /// Takes what was typed. `leave` never comes here: the root closes the box.
    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow;
    /// Takes an answer of the world (find, close of the day); most boxes ask for none.
    fn reply(&mut self, reply: &Reply, ctx: OverlayCtx<'_>) -> Flow {
        let _ = (reply, ctx);
        vec![]
    }
}

/// One of the boxes.
#[derive(Debug)]
pub enum Overlay {
    /// What can be pressed here.
    Help(HelpBox),
    /// A yes-or-no question.
    Confirm(Confirm),
    /// Find a case.
    Find(FindBox),
    /// Every action by its name.
    Palette(PaletteBox),
    /// The close of the day while it runs.
    Closing(ClosingBox),
    /// A file asked for.
    Prompt(PromptBox),
    /// Several disputes decided together.
    Bulk(BulkBox),
    /// Whose a bank line is.
    Pick(Box<PickBox>),
    /// The bank's lines that are nobody's.
    Nobodys(NobodysBox),
    /// Whose a number or address is.
    Owner(Box<OwnerBox>),
    /// An entry of the history, whole.
    Entry(Box<EntryBox>),
    /// The views of the queue.
    Views(Box<ViewsBox>),
}

impl Overlay {
    /// What it can do.
    #[must_use]
    pub fn rules(&self) -> &dyn OverlayRules {
        match self {
            Self::Help(over) => over,
            Self::Confirm(over) => over,
            Self::Find(over) => over,
            Self::Palette(over) => over,
            Self::Closing(over) => over,
            Self::Prompt(over) => over,
            Self::Bulk(over) => over,
            Self::Pick(over) => &**over,
            Self::Nobodys(over) => over,
            Self::Owner(over) => &**over,
            Self::Entry(over) => &**over,
            Self::Views(over) => &**over,
        }
    }

    /// What it can do, changing.
    pub fn rules_mut(&mut self) -> &mut dyn OverlayRules {
        match self {
            Self::Help(over) => over,
            Self::Confirm(over) => over,
            Self::Find(over) => over,
            Self::Palette(over) => over,
            Self::Closing(over) => over,
            Self::Prompt(over) => over,
            Self::Bulk(over) => over,
            Self::Pick(over) => &mut **over,
            Self::Nobodys(over) => over,
            Self::Owner(over) => &mut **over,
            Self::Entry(over) => &mut **over,
            Self::Views(over) => &mut **over,
        }
    }
}

/// The actions that can be meant in these scopes, in the order of the table, each once.
#[must_use]
pub fn actions_in(scopes: &[Scope]) -> Vec<Action> {
    let rows = super::action::ACTIONS.iter();
    rows.filter(|info| info.scopes.iter().any(|scope| scopes.contains(scope))).map(|info| info.action).collect()
}
