//! Every message exists in both languages with the same places to fill; none is asked for that is not there, none lies
//! about unused; every code of the trade has its words.
//! What never lives here: judging the words themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use relance::app::action::ACTIONS;
use relance::domain::codes::*;
use relance::i18n::{Lang, ROOMS, Words};

/// Messages of one file: id and its text with everything that belongs to it.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = vec![];
    for line in text.lines() {
        let id: String =
            line.chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').collect();
        match line[id.len()..].trim_start().strip_prefix('=') {
            Some(rest) if !id.is_empty() => out.push((id, rest.to_owned())),
            _ if line.starts_with([' ', '}']) => {
                if let Some((_, body)) = out.last_mut() {
                    body.push('\n');
                    body.push_str(line);
                }
            }
            _ => {}
        }
    }
    out
}

/// The places a message has.
fn places(body: &str) -> BTreeSet<&str> {
    let end = |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    body.split('$').skip(1).map(|rest| &rest[..end(rest)]).collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
                out.push((path, code));
            }
        }
    }
    let mut out = vec![];
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// Everything between quotes.
fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1)
}

/// Ids asked for by name: the literal after any of these.
const ASKS: [&str; 5] = [".t(\"", ".tf(\"", ".tf(\n", "Say::new(\"", "Availability::Off(\""];

fn asked(code: &str) -> BTreeSet<&str> {
    let looks_like_id = |text: &&str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    ASKS.iter()
        .flat_map(|ask| code.match_indices(ask).map(move |(at, _)| &code[at + ask.len()..]))
        .filter_map(|rest| rest.trim_start().trim_start_matches('"').split('"').next())
        .filter(looks_like_id)
        .collect()
}

/// Beginnings of ids made otherwise: the help of verbs and options comes from the table of verbs, and a table of codes
/// is said whole even while one of its codes is not shown anywhere.
const HEADS: [&str; 2] = ["help-", "contact-class-"];

/// Beginnings of ids that code builds: `format!("outcome-{…}")`.
fn built(code: &str) -> impl Iterator<Item = &str> {
    literals(code).filter_map(|text| text.split_once('{')).map(|(head, _)| head).filter(|head| head.ends_with('-'))
}

/// Ends of ids that code builds: `format!("{tab}-empty")`.
fn built_ends(code: &str) -> impl Iterator<Item = &str> {
    literals(code).filter_map(|text| text.rsplit_once('}')).map(|(_, tail)| tail).filter(|tail| {
        tail.len() > 3 && tail.starts_with('-') && tail.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    })
}

#[test]
fn both_languages_say_the_same_things() {
    let mut seen = BTreeMap::new();
    for (room, fr, en) in ROOMS {
        let (fr, en): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (messages(fr).into_iter().collect(), messages(en).into_iter().collect());
        let ids = |map: &BTreeMap<String, String>| map.keys().cloned().collect::<BTreeSet<_>>();
        let (only_fr, only_en): (Vec<_>, Vec<_>) =
            (ids(&fr).difference(&ids(&en)).cloned().collect(), ids(&en).difference(&ids(&fr)).cloned().collect());
        assert!(only_fr.is_empty() && only_en.is_empty(), "{room}: only in fr {only_fr:?}, only in en {only_en:?}");
        for (id, body) in &fr {
            assert_eq!(places(body), places(&en[id]), "{room}: places of {id}");
            assert_eq!(seen.insert(id.clone(), *room), None, "{id} is said twice");
        }
    }
    assert!(seen.len() > 100);
}

#[test]
fn every_file_reads_and_says_no_id_twice() {
    for (room, fr, en) in ROOMS {
        for (lang, text) in [("fr", fr), ("en", en)] {
            let read = fluent::FluentResource::try_new((*text).to_owned());
            let errors = read.err().map(|(_, errors)| errors).unwrap_or_default();
            assert!(errors.is_empty(), "locales/{lang}/{room}.ftl: {errors:?}");
            let all = messages(text);
            let ids: BTreeSet<_> = all.iter().map(|(id, _)| id).collect();
            assert_eq!(ids.len(), all.len(), "locales/{lang}/{room}.ftl says an id twice");
        }
    }
}

#[test]
fn what_is_asked_for_is_there() {
    let (fr, en) = (Words::new(Lang::Fr), Words::new(Lang::En));
    let mut missing = vec![];
    for (path, code) in sources() {
        for id in asked(&code) {
            if !fr.has(id) || !en.has(id) {
                missing.push(format!("{}: {id}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "no such message:\n{}", missing.join("\n"));
}

#[test]
fn no_message_lies_about_unused() {
    let sources = sources();
    let said: BTreeSet<&str> = sources.iter().flat_map(|(_, code)| literals(code)).collect();
    let heads = sources.iter().flat_map(|(_, code)| built(code)).chain(HEADS);
    let heads: BTreeSet<&str> = heads.collect();
    let ends: BTreeSet<&str> = sources.iter().flat_map(|(_, code)| built_ends(code)).collect();
    let all = ROOMS.iter().flat_map(|(_, _, en)| messages(en));
    let unused: Vec<_> = all
        .map(|(id, _)| id)
        .filter(|id| !said.contains(id.as_str()) && !heads.iter().any(|head| id.starts_with(head)))
        .filter(|id| !ends.iter().any(|end| id.ends_with(end)))
        .collect();
    assert!(unused.is_empty(), "nobody says: {unused:?}");
}

#[test]
fn every_code_has_its_words() {
    fn table<T: Copy>(head: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
        all.iter().map(|code| format!("{head}-{}", name(*code))).collect()
    }
    let ids: Vec<String> = [
        table("channel", Channel::ALL, Channel::name),
        table("direction", Direction::ALL, Direction::name),
        table("method", Method::ALL, Method::name),
        table("contact-class", ContactClass::ALL, ContactClass::name),
        table("outcome", Outcome::ALL, Outcome::name),
        table("dispute-reason", DisputeReason::ALL, DisputeReason::name),
        table("dispute-decision", DisputeDecision::ALL, DisputeDecision::name),
        table("resolution", Resolution::ALL, Resolution::name),
        table("every", Every::ALL, Every::name),
        table("dispute-kind", DisputeKind::ALL, DisputeKind::name),
        table("dispute-step", DisputeStep::ALL, DisputeStep::name),
        table("dispute-state", DisputeState::ALL, DisputeState::name),
        table("promise-state", PromiseState::ALL, PromiseState::name),
        table("plan-state", PlanState::ALL, PlanState::name),
        table("promise-limit", PromiseLimit::ALL, PromiseLimit::name),
        table("promise-cause", BrokenCause::ALL, BrokenCause::name),
        table("party-role", PartyRole::ALL, PartyRole::name),
        table("hold-reason", HoldReason::ALL, HoldReason::name),
        table("band", Band::ALL, Band::name),
        table("exclusion", Exclusion::ALL, Exclusion::name),
        table("reason", ReasonCode::ALL, ReasonCode::name),
        table("reason-short", ReasonCode::ALL, ReasonCode::name),
        table("change", Change::ALL, Change::name),
        table("because", Because::ALL, Because::name),
        table("next-action", NextAction::ALL, NextAction::name),
        table("role", Role::ALL, Role::name),
    ]
    .concat();
    let actions = ACTIONS.iter().map(|row| format!("action-{}", row.name));
    let ids: Vec<String> = ids.into_iter().chain(actions).collect();
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let missing: Vec<_> = ids.iter().filter(|id| !words.has(id)).collect();
        assert!(missing.is_empty(), "{lang:?} has no words for {missing:?}");
    }
}
