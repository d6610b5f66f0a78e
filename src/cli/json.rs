//! The JSON of the command line: structures whose field names are a contract (`"schema": "relance.NAME/1"`).
//! What never lives here: words other than `text` fields, which are in the chosen language.
//! The verbs fill them.

use serde::Serialize;

use crate::domain::codes::{NextAction, ReasonCode, SignalCode};
use crate::domain::queue::Reason;
use crate::domain::signal;
use crate::domain::values::{ActId, CaseId};
use crate::i18n::Words;
use crate::store;

/// `record`, `undo`, `move`, `merge`, `unmerge`, `assign`.
#[derive(Debug, Serialize)]
pub struct Recorded {
    schema: &'static str,
    act: ActId,
    case: CaseId,
    entries: Vec<Entry>,
    next_action: NextAction,
}

#[derive(Debug, Serialize)]
struct Entry {
    stream: String,
    seq: i64,
    event: String,
}

impl From<&store::Recorded> for Recorded {
    fn from(recorded: &store::Recorded) -> Self {
        let entry =
            |e: &store::RecordedEntry| Entry { stream: e.stream.to_string(), seq: e.seq, event: e.event.clone() };
        Self {
            schema: "relance.recorded/1",
            act: recorded.act,
            case: recorded.case,
            entries: recorded.entries.iter().map(entry).collect(),
            next_action: recorded.next_action,
        }
    }
}

/// A reason of the order.
#[derive(Debug, Serialize)]
pub struct Why {
    code: ReasonCode,
    points: i32,
    text: String,
}

/// The reasons of a case, each with its sentence.
#[must_use]
pub fn reasons(words: &Words, all: &[Reason]) -> Vec<Why> {
    all.iter().map(|one| Why { code: one.code, points: one.points, text: words.reason(one) }).collect()
}

/// A weak signal.
#[derive(Debug, Serialize)]
pub struct Signal {
    code: SignalCode,
    fact: i64,
    text: String,
}

/// The signals of a case, each with its sentence.
#[must_use]
pub fn signals(words: &Words, all: &[signal::Signal]) -> Vec<Signal> {
    all.iter().map(|one| Signal { code: one.code, fact: one.fact, text: words.signal(*one) }).collect()
}
