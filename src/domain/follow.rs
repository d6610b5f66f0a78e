//! What happens to a dispute between its opening and its end: as asked for, and as the journal keeps it.
//! What never lives here: whether it may be done (see `case::decide`), what it leads to (see `case::dispute`).
//! `command` and `event` carry them.

use serde::{Deserialize, Serialize};

use super::codes::DisputeStep;
use super::event::Part;
use super::terms::DisputeTerms;
use super::values::{Day, Login, Money};

/// One step of a dispute's handling, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum DisputeFollow {
    /// It was given to somebody.
    Assigned {
        /// Who settles it now.
        owner: Login,
        /// Their department, when known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        department: String,
    },
    /// It was looked into.
    Checked {
        /// Where it stands: investigating, waiting for the debtor, waiting for our own people.
        at: DisputeStep,
        /// When it is looked at next.
        check_on: Option<Day>,
        /// Note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A piece of evidence was asked for, or came in.
    Evidence {
        /// What it is, in the words of whoever asked.
        name: String,
        /// True once it is here.
        received: bool,
    },
    /// A credit was proposed.
    Proposed {
        /// How much.
        credit: Money,
        /// True when it is above the authority of whoever proposed it.
        pending: bool,
        /// Note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// The debtor was told how it ended.
    Closed {
        /// Note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// It was taken up again, once, with what is contested now.
    Reopened {
        /// Why.
        reason: String,
        /// What is contested now: what the first decision did not credit, within what is open.
        parts: Vec<Part>,
        /// Terms frozen now.
        terms: DisputeTerms,
    },
}

/// What can be asked for on a dispute, its decision aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisputeMove {
    /// Give it to somebody.
    Assign {
        /// To whom.
        owner: Login,
        /// Their department; `None`: as it is.
        department: Option<String>,
    },
    /// Note where it stands.
    Check {
        /// Investigating, waiting for the debtor, waiting for our own people.
        at: DisputeStep,
        /// When it is looked at next.
        check_on: Option<Day>,
        /// Note.
        note: String,
    },
    /// Ask for a piece of evidence, or note that it came.
    Evidence {
        /// What it is.
        name: String,
        /// True once it is here.
        received: bool,
    },
    /// Propose a credit.
    Propose {
        /// How much.
        credit: Money,
        /// Note.
        note: String,
    },
    /// Note that the debtor was told how it ended.
    Close {
        /// Note.
        note: String,
    },
    /// Take it up again.
    Reopen {
        /// Why; never empty.
        reason: String,
    },
}

impl DisputeFollow {
    /// Kebab-case name, as in the journal; `dispute-follow-NAME` in the words.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Assigned { .. } => "assigned",
            Self::Checked { .. } => "checked",
            Self::Evidence { received: false, .. } => "evidence-asked",
            Self::Evidence { received: true, .. } => "evidence-received",
            Self::Proposed { .. } => "proposed",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// The words somebody typed with it.
    #[must_use]
    pub fn said(&self) -> &str {
        match self {
            Self::Assigned { department, .. } => department,
            Self::Checked { note, .. } | Self::Proposed { note, .. } | Self::Closed { note } => note,
            Self::Evidence { name, .. } => name,
            Self::Reopened { reason, .. } => reason,
        }
    }
}
