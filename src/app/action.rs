//! Everything a person can mean, in one table: name, group, where it holds, keys, danger, one or many, what it needs.
//! Footer, `?`, palette, which-key box, the README's key table and the man page are printed from it.
//! What never lives here: what an action does (see `screen`), words (see `locales/*/app.ftl`: `action-NAME`, `action-NAME-help`).
//! `app` and `ui` read it; `cli` prints the key table and the man page from it.

pub use super::action_table::{ACTIONS, Action};

/// Where an action can be meant. The top layer names its scopes, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Every screen, as long as nothing is being typed.
    Global,
    /// Anything with a moving selection.
    List,
    /// The day's queue.
    Queue,
    /// One case.
    Case,
    /// My day.
    Day,
    /// All disputes.
    Disputes,
    /// What waits for a supervisor.
    Approvals,
    /// The team's day.
    Desk,
    /// The cases behind a figure.
    Cases,
    /// What waits at the bank.
    Reconcile,
    /// What an import of contacts could not attach.
    Tray,
    /// The first hour: no book yet.
    Start,
    /// The mapping of an unknown file.
    Mapping,
    /// Lists under other numbers.
    WhatIf,
    /// Reports.
    Report,
    /// A form: only keys that are no letters, so that letters stay text.
    Form,
    /// A box with a filter line: only keys that are no letters.
    Overlay,
    /// A yes-or-no question.
    Confirm,
    /// The line typed after `/`.
    Filter,
}

impl Scope {
    /// Every scope, in the order docs print them.
    pub const ALL: &'static [Self] = &[
        Self::Global,
        Self::List,
        Self::Queue,
        Self::Case,
        Self::Day,
        Self::Disputes,
        Self::Approvals,
        Self::Desk,
        Self::Cases,
        Self::Reconcile,
        Self::Tray,
        Self::Start,
        Self::Mapping,
        Self::WhatIf,
        Self::Report,
        Self::Form,
        Self::Overlay,
        Self::Confirm,
        Self::Filter,
    ];

    /// Kebab-case name: used in `keymap.toml` and as `scope-NAME` in the words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::List => "list",
            Self::Queue => "queue",
            Self::Case => "case",
            Self::Day => "day",
            Self::Disputes => "disputes",
            Self::Approvals => "approvals",
            Self::Desk => "desk",
            Self::Cases => "cases",
            Self::Reconcile => "reconcile",
            Self::Tray => "tray",
            Self::Start => "start",
            Self::Mapping => "mapping",
            Self::WhatIf => "what-if",
            Self::Report => "report",
            Self::Form => "form",
            Self::Overlay => "overlay",
            Self::Confirm => "confirm",
            Self::Filter => "filter",
        }
    }
}

/// How help and docs group the actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Writing down what was said.
    Record,
    /// Moving the selection.
    Move,
    /// Going from screen to screen.
    Go,
    /// Changing what is shown.
    View,
    /// Inside a form or a box.
    Type,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in the order help prints them.
    pub const ALL: &'static [Self] = &[Self::Record, Self::Move, Self::Go, Self::View, Self::Type, Self::Program];

    /// Kebab-case name; `group-NAME` in the words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Move => "move",
            Self::Go => "go",
            Self::View => "view",
            Self::Type => "type",
            Self::Program => "program",
        }
    }
}

/// How many things one action acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing, or the program.
    None,
    /// The one under the hand.
    One,
    /// All that are marked.
    Many,
}

/// What must be there before an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An open book.
    Book,
    /// A case under the hand.
    Case,
    /// A case that may be written to.
    Write,
    /// A case that may be written to, with something open.
    Open,
    /// A case with an undecided dispute.
    Dispute,
    /// A case with a hold in force.
    Hold,
    /// A case with a promise that is open or in grace.
    Promise,
    /// A case with a payment recorded here.
    Payment,
    /// A case with a plan that is proposed or in force.
    Plan,
    /// A case with something that waits for a supervisor.
    Approval,
    /// Something recorded that can be taken back.
    Undo,
    /// A book that may be written to.
    Writable,
    /// A book of invented debtors.
    Demo,
    /// A person who decides on card and numbers.
    Supervisor,
    /// A case that may be written to, and a person who may give it away.
    Assign,
    /// … and the person may write off, and something is open.
    WriteOff,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// The action.
    pub action: Action,
    /// Kebab-case name: typed after `:`, used in `keymap.toml`, key of the words.
    pub name: &'static str,
    /// Group.
    pub group: Group,
    /// Where it holds.
    pub scopes: &'static [Scope],
    /// Default keys, `g q` for two in a row.
    pub keys: &'static [&'static str],
    /// Asks before it is done, gone in read-only, never beside a movement key.
    pub danger: bool,
    /// One or many.
    pub reach: Reach,
    /// What it needs.
    pub needs: Needs,
    /// Place in the footer: 1 is shown first, 0 never.
    pub footer: u8,
}

impl Action {
    /// Its row.
    #[must_use]
    pub fn info(self) -> &'static Info {
        // The table and the enum are made by one macro: the index is the row.
        &ACTIONS[self as usize]
    }

    /// Kebab-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// By its kebab-case name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|info| info.name == name).map(|info| info.action)
    }

    /// Message id of its short label.
    #[must_use]
    pub fn label_id(self) -> String {
        format!("action-{}", self.name())
    }

    /// Message id of its one-sentence help.
    #[must_use]
    pub fn help_id(self) -> String {
        format!("action-{}-help", self.name())
    }
}

/// Whether an action can be done right now, and if not, why: a message id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Ready,
    /// It cannot, for the reason this message tells.
    Off(&'static str),
}

/// What the answer depends on: a plain snapshot taken from the top screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Situation {
    /// A book is open.
    pub book: bool,
    /// The book may not be written.
    pub read_only: bool,
    /// The debtors are invented.
    pub demo: bool,
    /// The person decides on card and numbers.
    pub supervisor: bool,
    /// The person may give cases to others.
    pub assigns: bool,
    /// The person may write off.
    pub writes_off: bool,
    /// A case is under the hand.
    pub case: bool,
    /// Somebody else has it.
    pub leased: bool,
    /// It was merged into another.
    pub merged: bool,
    /// Something is open on it; `None` when not known yet.
    pub open: Option<bool>,
    /// A dispute waits for a decision; `None` when not known yet.
    pub dispute: Option<bool>,
    /// A hold is in force; `None` when not known yet.
    pub hold: Option<bool>,
    /// A promise is open or in grace; `None` when not known yet.
    pub promise: Option<bool>,
    /// A payment was recorded here; `None` when not known yet.
    pub payment: Option<bool>,
    /// Something waits for a supervisor; `None` when not known yet.
    pub approval: Option<bool>,
    /// A plan is proposed or in force; `None` when not known yet.
    pub plan: Option<bool>,
    /// Something recorded can be taken back.
    pub undo: bool,
}

/// Says whether an action can be done in a situation.
#[must_use]
pub fn availability(action: Action, now: Situation) -> Availability {
    use Availability::{Off, Ready};
    let write = |next: Availability| {
        if now.read_only {
            Off("off-read-only")
        } else if !now.case {
            Off("off-no-case")
        } else if now.leased {
            Off("off-leased")
        } else if now.merged {
            Off("off-merged")
        } else {
            next
        }
    };
    // What is not known yet is left to the domain to refuse.
    let unless = |there: Option<bool>, why| if there == Some(false) { Off(why) } else { Ready };
    let needs = action.info().needs;
    if needs != Needs::Nothing && !now.book {
        return Off("off-no-book");
    }
    match needs {
        Needs::Nothing | Needs::Book => Ready,
        Needs::Writable if now.read_only => Off("off-read-only"),
        Needs::Writable => Ready,
        Needs::Demo if now.demo => Ready,
        Needs::Demo => Off("off-not-demo"),
        Needs::Supervisor if now.supervisor => Ready,
        Needs::Supervisor => Off("off-not-supervisor"),
        Needs::Assign if !now.assigns => Off("off-not-assigning"),
        Needs::Assign => write(Ready),
        Needs::WriteOff if !now.writes_off => Off("off-not-writing-off"),
        Needs::WriteOff => write(unless(now.open, "off-nothing-open")),
        Needs::Case if now.case => Ready,
        Needs::Case => Off("off-no-case"),
        Needs::Write => write(Ready),
        Needs::Open => write(unless(now.open, "off-nothing-open")),
        Needs::Dispute => write(unless(now.dispute, "off-no-dispute")),
        Needs::Hold => write(unless(now.hold, "off-no-hold")),
        Needs::Promise => write(unless(now.promise, "off-no-promise")),
        Needs::Payment => write(unless(now.payment, "off-no-payment")),
        Needs::Approval => write(unless(now.approval, "off-no-approval")),
        Needs::Plan => write(unless(now.plan, "off-no-plan")),
        Needs::Undo if now.read_only => Off("off-read-only"),
        Needs::Undo if now.undo => Ready,
        Needs::Undo => Off("off-nothing-to-undo"),
    }
}

/// Every message id of the form `off-…`, for the test that no word is missing or unused.
pub const OFF_IDS: &[&str] = &[
    "off-read-only",
    "off-no-case",
    "off-leased",
    "off-merged",
    "off-no-book",
    "off-nothing-open",
    "off-no-dispute",
    "off-no-hold",
    "off-no-promise",
    "off-no-payment",
    "off-no-plan",
    "off-no-approval",
    "off-nothing-to-undo",
    "off-not-demo",
    "off-not-supervisor",
    "off-not-writing-off",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_unique_and_found_again() {
        let mut seen = std::collections::HashSet::new();
        for (at, info) in ACTIONS.iter().enumerate() {
            assert_eq!(info.action as usize, at, "{}", info.name);
            assert!(seen.insert(info.name), "{} twice", info.name);
            assert!(info.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            assert_eq!(Action::named(info.name), Some(info.action));
        }
    }

    #[test]
    fn an_action_that_is_off_says_why() {
        let mut here = Situation { book: true, case: true, ..Situation::default() };
        assert_eq!(availability(Action::RecordPromise, here), Availability::Ready);
        here.open = Some(false);
        assert_eq!(availability(Action::RecordPromise, here), Availability::Off("off-nothing-open"));
        here.leased = true;
        assert_eq!(availability(Action::WriteNote, here), Availability::Off("off-leased"));
        here.read_only = true;
        assert_eq!(availability(Action::WriteNote, here), Availability::Off("off-read-only"));
        assert_eq!(availability(Action::Help, Situation::default()), Availability::Ready);
        assert_eq!(availability(Action::Find, Situation::default()), Availability::Off("off-no-book"));
    }
}
