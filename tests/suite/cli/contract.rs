//! Verbs, help, usage, exit codes, JSON fields: what scripts rely on.

use std::collections::BTreeSet;
use std::process::Stdio;

use relance::app::action::{ACTIONS, Scope};
use relance::app::keymap::Keymap;
use relance::cli::help;
use relance::i18n::{Lang, Words};
use serde_json::Value;

use crate::support::shell::{Shell, ran};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[track_caller]
fn has_exactly(value: &Value, fields: &[&str]) {
    assert_eq!(keys(value), fields.iter().copied().collect::<BTreeSet<_>>());
}

#[test]
fn the_tree_is_sound_and_worded_in_both_languages() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        help::command(&words).debug_assert();
        let missing: Vec<String> = help::message_ids().into_iter().filter(|id| !words.has(id)).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}

#[test]
fn help_speaks_the_language_asked_for() {
    let shell = Shell::new();
    for (lang, heading, other) in [("fr", "Usage :", "Usage: "), ("en", "Usage: ", "Usage :")] {
        for verb in ["", "record promise", "init", "journal"] {
            let said = shell.run(&format!("{verb} --lang {lang} --help"));
            assert!(said.done().contains(heading) && !said.out.contains(other), "{}", said.out);
            for english in
                ["Print help", "Options:\n  -h", "[env", "[default", "[possible", "Arguments:\n  <CASE>  Num\n"]
            {
                assert!(!said.out.contains(english), "{lang} {verb}: {english}");
            }
        }
    }
    let by_locale = ran(shell.command("--help").env("LANG", "fr_FR.UTF-8").output().unwrap());
    assert!(by_locale.done().contains("Codes de sortie"));
    let by_variable = ran(shell.command("--help").env("RELANCE_LANG", "fr").output().unwrap());
    assert!(by_variable.done().contains("Codes de sortie"));
}

#[test]
fn a_command_that_cannot_be_read_ends_with_two_and_a_sentence() {
    let shell = Shell::new();
    for (line, says) in [
        ("quee", "no verb quee"),
        ("--colour", "no option --colour"),
        ("show", "missing: <CASE>"),
        ("record contact D00001", "missing: --outcome"),
        ("record contact D00001 --outcome dancing", "dancing is not a value"),
        ("completions tcsh", "tcsh is not a value"),
        ("queue --limit many", "many cannot be read"),
        ("record", "missing: contact, promise"),
        ("demo --debtors 0", "0 cannot be read"),
        ("record dispute D00001 --reason price --decide X accepted --invoice 1", "do not go together"),
    ] {
        let said = shell.run(line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{line}: {said:?}");
        assert!(said.err.contains(says), "{line}: {said:?}");
    }
    let french = shell.run("quee --lang fr");
    assert_eq!(french.err, "Il n'y a pas de verbe quee. Vouliez-vous dire queue ?\n");
    let near = shell.run("journl");
    assert!(near.err.contains("journal"), "{near:?}");
}

#[test]
fn without_a_book_every_verb_says_where_to_begin_and_makes_nothing() {
    let shell = Shell::new();
    for line in
        ["queue", "show D00001", "find dupont", "record note D00001 x", "verify", "journal", "people", "close-day"]
    {
        let said = shell.run(line);
        assert!(said.refused().contains("relance init"), "{line}: {said:?}");
        let french = shell.run(&format!("{line} --lang fr"));
        assert!(french.refused().contains("relance init") && french.err.starts_with("Il n'y a pas"), "{french:?}");
    }
    assert_eq!(std::fs::read_dir(shell.home()).unwrap().count(), 0, "nothing was made");
}

#[test]
fn json_says_what_the_contract_says() {
    let shell = Shell::demo(40);
    let case = "D00001";
    let recorded = shell.json(&format!("record note {case} hello"));
    has_exactly(&recorded, &["schema", "act", "case", "entries", "next_action"]);
    assert_eq!(recorded["schema"], "relance.recorded/1");
    has_exactly(&recorded["entries"][0], &["stream", "seq", "event"]);
    assert_eq!(recorded["entries"][0]["event"], "note-written");
    let found = shell.json("find D00001");
    has_exactly(&found, &["schema", "query", "matches"]);
    assert_eq!(found["schema"], "relance.find/1");
    has_exactly(&found["matches"][0], &["case", "name", "reference", "matched", "open", "collector"]);
    assert_eq!(found["matches"][0]["matched"], "reference");
    let shown = shell.json(&format!("show {case}"));
    assert_eq!(shown["schema"], "relance.show/1");
    let fields = "schema case debtor balance invoices promises plans disputes callbacks points holds payments assignment score next_action timeline";
    has_exactly(&shown, &fields.split(' ').collect::<Vec<_>>());
    has_exactly(&shown["balance"], &["open", "overdue", "disputed", "promised", "unallocated"]);
    let invoice = ["number", "issued_on", "due_on", "amount", "open", "disputed", "promised"];
    has_exactly(&shown["invoices"][0], &invoice);
    has_exactly(&shown["invoices"][0]["amount"], &["amount", "currency"]);
    has_exactly(&shown["score"], &["value", "reasons"]);
    has_exactly(&shown["timeline"][0], &["at", "channel", "direction", "outcome", "who", "text", "act"]);
    let verified = shell.json("verify");
    has_exactly(&verified, &["schema", "ok", "checked", "faults"]);
    assert_eq!(verified["ok"], true, "{verified}");
}

#[test]
fn every_case_with_something_agreed_says_so_in_json() {
    let shell = Shell::demo(80);
    let (mut promises, mut disputes, mut callbacks, mut holds) = (0, 0, 0, 0);
    for n in 1..=80 {
        let shown = shell.json(&format!("show D{n:05}"));
        for promise in shown["promises"].as_array().unwrap() {
            let fields =
                "id amount on state level made_on grace_ends_on paid kept_on cause verify_by over replaces residue";
            has_exactly(promise, &fields.split(' ').collect::<Vec<_>>());
            promises += 1;
        }
        for dispute in shown["disputes"].as_array().unwrap() {
            let handling = "kind step owner department opened_on check_on evidence proposed decided_on credit justified reopened closed_on";
            let fields: Vec<&str> =
                ["id", "reason", "state", "amount", "due_on"].into_iter().chain(handling.split(' ')).collect();
            has_exactly(dispute, &fields);
            disputes += 1;
        }
        callbacks += shown["callbacks"].as_array().unwrap().len();
        holds += shown["holds"].as_array().unwrap().len();
        let points = shown["score"]["reasons"].as_array().unwrap().iter().map(|r| r["points"].as_i64().unwrap());
        assert_eq!(points.sum::<i64>(), shown["score"]["value"].as_i64().unwrap(), "printed points add up: {shown}");
    }
    assert!(promises > 5 && disputes > 2 && callbacks > 2 && holds > 0, "{promises} {disputes} {callbacks} {holds}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let shell = Shell::demo(30);
    for line in ["journal", "queue", "show D00001 --timeline", "--help", "man"] {
        let mut child = shell.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let said = ran(child.wait_with_output().unwrap());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{line}");
    }
}

#[test]
fn completions_and_man_know_every_verb() {
    let shell = Shell::new();
    let command = help::command(&Words::new(Lang::En));
    let verbs: Vec<&str> = command.get_subcommands().map(|verb| verb.get_name()).collect();
    assert!(verbs.len() > 15);
    for kind in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = shell.run(&format!("completions {kind}"));
        let script = said.done();
        assert!(verbs.iter().all(|verb| script.contains(verb)), "{kind}");
    }
    let said = shell.run("man");
    let page = said.done();
    assert!(page.contains(".TH relance"));
    for verb in verbs {
        assert!(page.contains(&format!(".SH \"relance {verb}\"")), "{verb}");
    }
}

#[test]
fn the_manual_names_every_key_of_the_program_in_both_languages() {
    let shell = Shell::new();
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let said = shell.run(&format!("--lang {} man", lang.code()));
        let (_, keys) = said.done().split_once(&format!(".SH {}", words.t("man-keys"))).unwrap();
        // As it is read: without the marks of the page.
        let plain =
            keys.replace("\\-", "-").replace("\\&", "").replace("\\fB", "").replace("\\fR", "").replace("\\*(Aq", "'");
        let rows: Vec<(&str, &str)> =
            plain.split(".TP\n").skip(1).filter_map(|row| row.trim_end().split_once('\n')).collect();
        let mut named = 0;
        for info in ACTIONS.iter().filter(|info| !info.keys.is_empty()) {
            let help = words.t(&info.action.help_id());
            let row = rows.iter().find(|(_, said)| said.starts_with(&format!("{help} (")));
            let (shown, _) = row.unwrap_or_else(|| panic!("{lang:?}: {} is not in {rows:?}", info.name));
            let shown: Vec<&str> = shown.split(", ").collect();
            // A key is shown under its one name: shift-tab is back-tab.
            let keys = Keymap::default().keys_of(info.action, Scope::ALL);
            assert!(keys.iter().all(|key| shown.contains(&key.as_str())), "{lang:?} {}: {shown:?}", info.name);
            named += info.keys.len();
        }
        assert!(named > 40, "{named}");
    }
}
