//! A person's own keys judged before the screen opens: each complaint with its file, line, column and a hint.
//! What never lives here: reading the file (see `config::keys`), what a key means (see the table of actions).
//! `workstation` calls it.

use std::path::Path;

use crate::app::keymap::{action_names, scope_names};
use crate::config::KeyPatch;
use crate::config::located::near;
use crate::i18n::{Arg, Words};
use crate::runtime;

/// A complaint: where it stands, what it says.
type Found = ((usize, usize), String);

/// The keys of each action a person changed, or everything that is wrong with them, in lines.
pub(super) fn judged(words: &Words, path: &Path, patches: &[KeyPatch]) -> Result<Vec<(String, Vec<String>)>, String> {
    let keys: Vec<_> = patches.iter().map(|patch| (patch.action.clone(), patch.keys.clone())).collect();
    let mut found: Vec<Found> = scopes(words, patches);
    for fault in runtime::key_faults(&keys) {
        // Of an action written twice the later one counts, and is the one to look at.
        let place = patches.iter().rfind(|patch| patch.action == fault.action).map_or((1, 1), |patch| patch.place);
        let mut facts: Vec<(&str, Arg)> = fault.facts.iter().map(|(name, value)| (*name, value.into())).collect();
        let id = match near(&fault.action, action_names()) {
            Some(near) if fault.id == "config-keys-action" => {
                facts.push(("near", near.into()));
                "config-keys-action-near"
            }
            Some(_) | None => fault.id,
        };
        found.push((place, words.tf(id, &facts)));
    }
    if found.is_empty() {
        return Ok(keys);
    }
    found.sort();
    found.dedup();
    let mut lines = vec![words.tf("config-broken", &[("path", path.display().to_string().into())])];
    lines.extend(found.into_iter().map(|((line, column), what)| {
        let facts = [("line", line.to_string().into()), ("column", column.to_string().into()), ("what", what.into())];
        words.tf("config-at", &facts)
    }));
    Err(lines.join("\n"))
}

/// Headings that name no place of the program.
fn scopes(words: &Words, patches: &[KeyPatch]) -> Vec<Found> {
    let unknown = patches.iter().filter(|patch| !scope_names().any(|known| known == patch.scope));
    let known = scope_names().collect::<Vec<_>>().join(", ");
    unknown
        .map(|patch| {
            let facts = [("scope", patch.scope.as_str().into()), ("known", known.as_str().into())];
            (patch.scope_place, words.tf("config-keys-scope", &facts))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keys::keys;
    use crate::i18n::Lang;

    fn said(lang: Lang, text: &str) -> String {
        judged(&Words::new(lang), Path::new("/home/mia/keymap.toml"), &keys(text).unwrap()).unwrap_err()
    }

    #[test]
    fn each_mistake_is_named_with_its_place_and_a_hint() {
        let text = "# mine\n[queue]\nrecord-promise = 'nokey-x'\n  record-promize = 'x'\nfly-away-from-here = 'F5'\n[queeue]\nundo = 'z u'\n";
        let english = said(Lang::En, text);
        let lines: Vec<&str> = english.lines().collect();
        assert!(lines[0].contains("/home/mia/keymap.toml"), "{english}");
        assert!(lines[1].starts_with("line 3, column 1: \"nokey-x\""), "{english}");
        assert!(lines[2].starts_with("line 4, column 3: ") && lines[2].contains("record-promise"), "{english}");
        assert!(lines[3].starts_with("line 5, column 1: ") && lines[3].contains("the ? key"), "{english}");
        assert!(lines[4].starts_with("line 6, column 2: ") && lines[4].contains("queue, case"), "{english}");
        assert!(said(Lang::Fr, text).contains("ligne 4, colonne 3 : "));
        let twice = said(Lang::En, "[queue]\nrecord-promise = 'd'\n");
        assert!(twice.contains("line 2, column 1: ") && twice.contains("open-dispute"), "{twice}");
    }

    #[test]
    fn keys_that_can_be_are_handed_on() {
        let patches = keys("[queue]\nrecord-promise = ['p', 'ctrl-g']\n").unwrap();
        let judged = judged(&Words::new(Lang::En), Path::new("keymap.toml"), &patches);
        assert_eq!(judged, Ok(vec![("record-promise".into(), vec!["p".into(), "ctrl-g".into()])]));
    }
}
