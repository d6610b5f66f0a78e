//! A person's own keys, `keymap.toml` in their config folder: a small patch over the keys that come with the program.
//! What never lives here: which actions and keys there are (the screen's table judges that and names line and column).
//! `cli` reads it and hands it to the workstation.

use super::located::{Complaint, Reading, Table, read};

/// Most keys for one action: more than a hand finds.
pub const KEYS_PER_ACTION_MAX: usize = 8;

/// The keys of one action in one scope; no key at all takes the action off the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPatch {
    /// Scope (`global`, `queue` …).
    pub scope: String,
    /// Action in kebab-case.
    pub action: String,
    /// Keys as written.
    pub keys: Vec<String>,
    /// Where the action's name stands, for complaints: line and column from 1.
    pub place: (usize, usize),
    /// Where the scope's name stands.
    pub scope_place: (usize, usize),
}

/// Reads the text of a keymap: `[scope]` tables of `action = "key"` or `action = ["key", "key"]`.
pub fn keys(text: &str) -> Result<Vec<KeyPatch>, Vec<Complaint>> {
    read(text, walk)
}

fn walk(reading: &mut Reading<'_>, top: &Table<'_>) -> Vec<KeyPatch> {
    let mut patches = vec![];
    for (scope, _) in top {
        let scope_place = reading.place(scope.span().start);
        let scope: &str = scope.get_ref();
        let Some(actions) = reading.table(top, scope) else { continue };
        for (action, value) in actions {
            let name: &str = action.get_ref();
            let keys = match value.get_ref().as_str() {
                Some(key) => vec![key.to_owned()],
                None => texts(reading, actions, name),
            };
            if keys.len() > KEYS_PER_ACTION_MAX {
                let facts = vec![("most", KEYS_PER_ACTION_MAX.to_string())];
                reading.complain(value.span(), "too-long", facts);
                continue;
            }
            let place = reading.place(action.span().start);
            patches.push(KeyPatch { scope: scope.to_owned(), action: name.to_owned(), keys, place, scope_place });
        }
    }
    patches
}

fn texts(reading: &mut Reading<'_>, table: &Table<'_>, key: &str) -> Vec<String> {
    let mut out = vec![];
    for value in reading.list(table, key) {
        match value.get_ref().as_str() {
            Some(text) => out.push(text.to_owned()),
            None => reading.complain(value.span(), "expects-text", vec![("key", key.to_owned())]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_or_several() {
        let patches = keys("[queue]\nrecord-promise = 'p'\nquit = ['q', 'ctrl-q']\nopen-help = []\n").unwrap();
        assert_eq!(patches.len(), 3);
        assert!(patches.iter().any(|p| p.action == "quit" && p.keys == ["q", "ctrl-q"] && p.place == (3, 1)));
    }
}
