//! Which keys mean which action, by scope: the defaults of the table, patched by a person's own file.
//! What never lives here: reading the file (see `config`), what an action does.
//! `app` looks keys up here; `ui` asks it for the keys to print.

use super::action::{ACTIONS, Action, Group, Scope};
use crate::input::KeyPress;

/// Keys pressed one after the other that mean one action: one key, or a prefix and a key.
pub type Chord = Vec<KeyPress>;

/// The longest chord: a prefix and a key. A third key is more than a hand remembers.
pub const CHORD_KEYS_MAX: usize = 2;

/// One binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The keys.
    pub chord: Chord,
    /// What it means.
    pub action: Action,
}

/// What a person's keymap file says that cannot be: the message id and its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeymapFault {
    /// No action of that name.
    UnknownAction(String),
    /// No such key.
    UnknownKey {
        /// The action.
        action: String,
        /// The key as written.
        key: String,
    },
    /// Two actions on the same keys in one scope.
    Twice {
        /// The keys.
        key: String,
        /// The first.
        first: &'static str,
        /// The second.
        second: &'static str,
    },
}

/// What a key means after the keys pressed before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// This action.
    Action(Action),
    /// The beginning of a chord.
    Prefix,
    /// Nothing.
    Nothing,
}

/// All bindings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::with_capacity(ACTIONS.len() * 2);
        for info in ACTIONS {
            for key in info.keys {
                // A default that does not read is caught by `every_default_key_reads` and simply has no key.
                let Ok(chord) = read_chord(key) else { continue };
                bindings.extend(info.scopes.iter().map(|scope| Binding {
                    scope: *scope,
                    chord: chord.clone(),
                    action: info.action,
                }));
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// The defaults with a person's differences: each pair replaces all keys of one action.
    pub fn patched(patch: &[(String, Vec<String>)]) -> Result<Self, Vec<KeymapFault>> {
        let mut map = Self::default();
        let mut faults = vec![];
        for (name, keys) in patch {
            let Some(action) = Action::named(name) else {
                faults.push(KeymapFault::UnknownAction(name.clone()));
                continue;
            };
            map.bindings.retain(|binding| binding.action != action);
            for key in keys {
                match read_chord(key) {
                    Ok(chord) => map.bindings.extend(action.info().scopes.iter().map(|scope| Binding {
                        scope: *scope,
                        chord: chord.clone(),
                        action,
                    })),
                    Err(key) => faults.push(KeymapFault::UnknownKey { action: name.clone(), key }),
                }
            }
        }
        faults.extend(map.duplicates());
        if faults.is_empty() { Ok(map) } else { Err(faults) }
    }

    /// Keys that mean two things in one scope, or are the beginning of another chord there.
    #[must_use]
    pub fn duplicates(&self) -> Vec<KeymapFault> {
        let mut out = vec![];
        for (at, one) in self.bindings.iter().enumerate() {
            for two in &self.bindings[at + 1..] {
                let clash = one.chord.starts_with(&two.chord) || two.chord.starts_with(&one.chord);
                if one.scope == two.scope && one.action != two.action && clash {
                    out.push(KeymapFault::Twice {
                        key: print_chord(&one.chord),
                        first: one.action.name(),
                        second: two.action.name(),
                    });
                }
            }
        }
        out
    }

    /// What `key` means after `before`, the nearest scope first.
    #[must_use]
    pub fn look(&self, scopes: &[Scope], before: &[KeyPress], key: KeyPress) -> Meaning {
        let mut pressed = before.to_vec();
        pressed.push(key);
        for scope in scopes {
            let here = || self.bindings.iter().filter(|binding| binding.scope == *scope);
            // `g g` may live in one scope and `g q` in another: a prefix is not the end of the search for its chords,
            // but it hides a single key of a farther scope.
            if here().any(|binding| binding.chord.len() > pressed.len() && binding.chord.starts_with(&pressed)) {
                return Meaning::Prefix;
            }
            if let Some(found) = here().find(|binding| binding.chord == pressed) {
                return Meaning::Action(found.action);
            }
        }
        Meaning::Nothing
    }

    /// The keys of an action in these scopes, as printed, the first one first.
    #[must_use]
    pub fn keys_of(&self, action: Action, scopes: &[Scope]) -> Vec<String> {
        let mut out: Vec<String> = vec![];
        for binding in self.bindings.iter().filter(|b| b.action == action && scopes.contains(&b.scope)) {
            let key = print_chord(&binding.chord);
            if !out.contains(&key) {
                out.push(key);
            }
        }
        out
    }

    /// The one key a hint shows.
    #[must_use]
    pub fn key_of(&self, action: Action, scopes: &[Scope]) -> Option<String> {
        self.keys_of(action, scopes).into_iter().next()
    }

    /// What can follow the keys pressed: the next key and its action, for the which-key box.
    #[must_use]
    pub fn after(&self, scopes: &[Scope], before: &[KeyPress]) -> Vec<(String, Action)> {
        let mut out: Vec<(String, Action)> = vec![];
        for scope in scopes {
            for binding in self.bindings.iter().filter(|b| b.scope == *scope) {
                if let Some([next, ..]) = binding.chord.strip_prefix(before)
                    && !out.iter().any(|(key, _)| *key == next.to_string())
                {
                    out.push((next.to_string(), binding.action));
                }
            }
        }
        out
    }

    /// Every binding, for docs and tests.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

/// Reads `g q` or `ctrl-p`; the error is the part that is no key.
fn read_chord(text: &str) -> Result<Chord, String> {
    let keys: Vec<&str> = text.split_whitespace().collect();
    if keys.is_empty() || keys.len() > CHORD_KEYS_MAX {
        return Err(text.to_owned());
    }
    keys.into_iter().map(|key| key.parse().map_err(|_| key.to_owned())).collect()
}

/// A chord as people read it.
#[must_use]
pub fn print_chord(chord: &[KeyPress]) -> String {
    chord.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The names a person's keymap may give actions.
pub fn action_names() -> impl Iterator<Item = &'static str> {
    ACTIONS.iter().map(|info| info.name)
}

/// The names a person's keymap may give the places where keys hold.
pub fn scope_names() -> impl Iterator<Item = &'static str> {
    Scope::ALL.iter().map(|scope| scope.name())
}

/// A row of the printed key tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The group the action belongs to.
    pub group: Group,
    /// What it does, in words.
    pub help: String,
    /// Its keys as printed.
    pub keys: Vec<String>,
    /// Where they hold, in words.
    pub places: Vec<String>,
}

/// Every action that has a key, by group in the order of the table. `say` turns a message id into words.
#[must_use]
pub fn table(keymap: &Keymap, say: &dyn Fn(&str) -> String) -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = vec![];
    for group in Group::ALL {
        let begin = rows.len();
        for info in ACTIONS.iter().filter(|info| info.group == *group) {
            let keys = keymap.keys_of(info.action, Scope::ALL);
            let help = say(&info.action.help_id());
            let places = info.scopes.iter().map(|scope| say(&format!("scope-{}", scope.name())));
            // Two actions that do the same (the arrow and the letter) share a row.
            let at = rows[begin..].iter().position(|row| row.help == help).map_or(rows.len(), |at| begin + at);
            if at == rows.len() {
                rows.push(KeyRow { group: *group, help, keys: vec![], places: vec![] });
            }
            rows[at].keys.extend(keys);
            for place in places.filter(|_| !info.keys.is_empty()) {
                if !rows[at].places.contains(&place) {
                    rows[at].places.push(place);
                }
            }
        }
    }
    rows.retain(|row| !row.keys.is_empty());
    rows
}

/// The README's key table as Markdown.
#[must_use]
pub fn markdown(keymap: &Keymap, say: &dyn Fn(&str) -> String) -> String {
    let mut out = format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        say("keys-head-key"),
        say("keys-head-does"),
        say("keys-head-where")
    );
    for KeyRow { group: _, help, keys, places } in table(keymap, say) {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        out.push_str(&format!("| {} | {help} | {} |\n", keys.join(" "), places.join(", ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Needs;
    use crate::input::Key;

    #[test]
    fn every_default_key_reads_and_no_scope_has_one_twice() {
        for info in ACTIONS {
            for key in info.keys {
                assert!(read_chord(key).is_ok(), "{}: {key}", info.name);
            }
        }
        assert_eq!(Keymap::default().duplicates(), []);
    }

    #[test]
    fn no_default_needs_altgr_and_no_stray_escape_tail_writes() {
        let tails = ['[', 'O', 'A', 'B', 'C', 'D', 'F', 'H', 'P', 'Q', 'R', 'S', 'Z'];
        for binding in Keymap::default().bindings() {
            for press in &binding.chord {
                let Key::Char(c) = press.code else { continue };
                assert!(!"[]{}@#\\|~`^".contains(c), "AltGr on a French keyboard: {c}");
                let writes = matches!(
                    binding.action.info().needs,
                    Needs::Write | Needs::Open | Needs::Dispute | Needs::Undo | Needs::Writable
                );
                assert!(!(writes && !press.ctrl && tails.contains(&c)), "{c} may be the tail of a split sequence");
            }
        }
    }

    #[test]
    fn a_patch_replaces_the_keys_of_one_action_and_reports_what_cannot_be() {
        let patch = |name: &str, key: &str| Keymap::patched(&[(name.into(), vec![key.into()])]);
        let map = patch("record-promise", ".").unwrap();
        let scopes = [Scope::Queue, Scope::List, Scope::Global];
        assert_eq!(map.look(&scopes, &[], KeyPress::char('.')), Meaning::Action(Action::RecordPromise));
        assert_eq!(map.look(&scopes, &[], KeyPress::char('p')), Meaning::Nothing);
        assert_eq!(patch("nothing", "x").unwrap_err(), [KeymapFault::UnknownAction("nothing".into())]);
        assert!(matches!(patch("undo", "no-key").unwrap_err()[..], [KeymapFault::UnknownKey { .. }]));
        let twice = patch("record-promise", "d").unwrap_err();
        assert!(matches!(&twice[0], KeymapFault::Twice { key, .. } if key == "d"), "{twice:?}");
    }

    #[test]
    fn a_prefix_waits_for_its_second_key() {
        let map = Keymap::default();
        let scopes = [Scope::Queue, Scope::List, Scope::Global];
        let g = KeyPress::char('g');
        assert_eq!(map.look(&scopes, &[], g), Meaning::Prefix);
        assert_eq!(map.look(&scopes, &[g], KeyPress::char('q')), Meaning::Action(Action::GoQueue));
        assert_eq!(map.look(&scopes, &[g], g), Meaning::Action(Action::First));
        let of_table = ACTIONS.iter().filter(|info| {
            info.scopes.iter().any(|scope| scopes.contains(scope)) && info.keys.iter().any(|key| key.starts_with("g "))
        });
        assert_eq!(map.after(&scopes, &[g]).len(), of_table.count());
    }
}
