//! Who collects for others writes before anything else: with the rule in force nothing is proposed, and what is asked is
//! answered so, until a letter went out.
//! What never lives here: the rule by itself (see `permit`).

use serde_json::Value;

use relance::app::effect::Reply;
use relance::config::rules::{PACKS, rules};
use relance::domain::codes::Actor;
use relance::domain::values::CaseId;
use relance::i18n::Lang;

use super::permit::shell_with;
use crate::support::book::monday;
use crate::support::samples;
use crate::support::shell::Shell;
use crate::support::stage::{Stage, World, session};

#[test]
fn an_agency_writes_before_it_calls() {
    let mut shell = shell_with("debtor,name,kind,country,phone\nA1,Aubin,person,FR,0612345678\n");
    let config = shell.home().join("book.relance.toml");
    let said = std::fs::read_to_string(&config).unwrap();
    let own = "[own]\nversion = \"1\"\n[[own.rule]]\nid = \"own.letter\"\nkind = \"first-letter\"\nseverity = \"block\"\n\
        source = \"note 13\"\nconfidence = \"policy\"\nactors = [\"third-party-agency\"]\nunknown = \"pass\"\n";
    std::fs::write(shell.home().join("own.toml"), own).unwrap();
    let told = |shell: &Shell| -> Value { serde_json::from_str(&shell.run("may A1 --json").out).unwrap() };
    let collects_for = |actor: &str| {
        let part = format!("{said}\n[contact]\n{actor}packs = [\"fr\"]\nrules = \"own.toml\"\n");
        std::fs::write(&config, part).unwrap();
    };
    for free in ["", "actor = \"first-party\"\n"] {
        collects_for(free);
        assert_eq!(told(&shell)["verdict"], "allowed", "{free}");
    }
    collects_for("actor = \"agency\"\n");
    assert!(shell.run("may A1").err.contains("third-party-agency"), "the words that are known are told");
    collects_for("actor = \"third-party-agency\"\n");
    let said = told(&shell);
    let rules: Vec<&str> =
        said["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!((&said["verdict"], rules), (&"blocked".into(), vec!["own.letter", "fr.first-letter"]));
    // No call is proposed either, until the letter is out.
    let left_out = |shell: &Shell| shell.json("queue --excluded")["excluded"].clone();
    shell.run("close-day").done();
    shell.on("2026-03-04");
    assert_eq!(left_out(&shell)[0]["reason"], "letter-first");
    shell.run("record contact A1 --channel letter --outcome sent").done();
    assert_eq!(told(&shell)["verdict"], "allowed");
    shell.run("close-day").done();
    shell.on("2026-03-05");
    assert!(left_out(&shell).as_array().unwrap().iter().all(|one| one["reason"] != "letter-first"));
}

#[test]
fn the_call_shows_the_letter_to_be_recalled_where_the_rule_binds() {
    let (_, text) = PACKS.iter().find(|(name, _)| *name == "fr").unwrap();
    for (actor, shown) in [(Actor::ThirdPartyAgency, true), (Actor::FirstParty, false)] {
        let mut view = samples::case(CaseId(101));
        view.state.profile.first_letter_on = Some(monday().plus(-20));
        let mut session = session(Lang::Fr);
        session.policy.contact = rules(text).unwrap().into_iter().filter(|rule| rule.binds(Some(actor))).collect();
        let mut stage = Stage::open((80, 24), session, World::Sample, vec![]);
        stage.press("c").settle();
        stage.tell(Reply::Case { case: CaseId(101), answer: Ok(Box::new(view)) });
        assert_eq!(stage.screen().contains("première lettre"), shown, "{}", stage.screen());
    }
}
