//! The JSON of the command line: structures whose field names are a contract (`"schema": "relance.NAME/1"`).
//! What never lives here: words other than `text` fields, which are in the chosen language.
//! The verbs fill them.

use serde::Serialize;

use crate::domain::codes::NextAction;
use crate::domain::values::{ActId, CaseId};
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
