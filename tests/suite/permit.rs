//! The rules for contacts: worked examples of the law, time zones, holidays, several people at one debtor, and one rule set
//! for the list of the night and for whoever is about to call.
//! What never lives here: the words of single rules.
//! Run by the suite.

use proptest::prelude::*;
use relance::config::rules::{PACKS, rules};
use relance::domain::case::permitted;
use relance::domain::case::row::{CaseRow, Place};
use relance::domain::codes::{Actor, Band, Channel, DebtorKind, Exclusion, HoldReason, Severity, Verdict};
use relance::domain::ledger::DebtorRow;
use relance::domain::permit::{Ask, Past, Rule, When, Why, next_open, on_day, permit};
use relance::domain::queue::Placed;
use relance::domain::slot::Calls;
use relance::domain::terms::{CalendarId, Policy};
use relance::domain::values::{Currency, Day, Instant, Tag};
use relance::ranking::{Card, place};
use relance::zone::{Local, Zone};
use serde_json::Value;

use relance::app::effect::Effect;
use relance::domain::codes::Role;
use relance::domain::command::{Record, What};
use relance::i18n::Lang;

use crate::support::rows::{monday, overdue};
use crate::support::shell::Shell;
use crate::support::stage::{Stage, World, session};

/// A debtor as the rules read one.
#[derive(Debug, Clone, Default)]
struct Debtor {
    kind: Option<DebtorKind>,
    country: &'static str,
    postcode: &'static str,
    made: Vec<(Day, Channel)>,
    talked_on: Option<Day>,
    held: Option<HoldReason>,
    refused: Option<Channel>,
    disputed: bool,
    letter: Option<Day>,
}

impl Debtor {
    fn person(country: &'static str) -> Self {
        Self { kind: Some(DebtorKind::Person), country, ..Self::default() }
    }

    fn row(&self) -> DebtorRow {
        DebtorRow { country: self.country.into(), postcode: self.postcode.into(), ..DebtorRow::default() }
    }
}

impl Past for Debtor {
    fn first_letter_on(&self) -> Option<Day> {
        self.letter
    }

    fn kind(&self) -> Option<DebtorKind> {
        self.kind
    }
    fn country(&self) -> Option<Tag> {
        Some(Tag::of(self.country)).filter(|tag| *tag != Tag::NONE)
    }
    fn calendar(&self) -> CalendarId {
        permitted::calendar(&self.row())
    }
    fn made(&self, each: &mut dyn FnMut(Day, Channel)) {
        self.made.iter().for_each(|(day, channel)| each(*day, *channel));
    }
    fn talked_on(&self) -> Option<Day> {
        self.talked_on
    }
    fn is_held(&self, reason: HoldReason) -> bool {
        self.held == Some(reason)
    }
    fn has_refused(&self, channel: Channel, _point: &str) -> bool {
        self.refused == Some(channel)
    }
    fn is_disputed(&self) -> bool {
        self.disputed
    }
}

fn pack(id: &str) -> Vec<Rule> {
    let (_, text) = PACKS.iter().find(|(name, _)| *name == id).unwrap();
    rules(text).unwrap().into_iter().filter(|rule| rule.binds(None)).collect()
}

fn all() -> Vec<Rule> {
    PACKS.iter().flat_map(|(id, _)| pack(id)).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const CALL: Ask<'_> = Ask { channel: Channel::Call, point: "" };

fn blocked(rules: &[Rule], debtor: &Debtor, on: &str) -> Option<(String, Why, Option<Day>)> {
    on_day(rules, debtor, CALL, day(on)).map(|found| (found.rule.id.clone(), found.why, found.until))
}

#[test]
fn who_collects_for_others_in_france_writes_first_and_who_collects_for_himself_need_not() {
    let (_, text) = PACKS.iter().find(|(name, _)| *name == "fr").unwrap();
    let bound = |actor| rules(text).unwrap().into_iter().filter(|rule| rule.binds(actor)).collect::<Vec<_>>();
    let on = When::On(day("2026-05-05"));
    let says = |rules: &[Rule], debtor: &Debtor, channel| {
        let answer = permit(rules, debtor, Ask { channel, point: "" }, on);
        answer.findings.iter().map(|found| (found.rule.id.clone(), found.why)).collect::<Vec<_>>()
    };
    let agency = bound(Some(Actor::ThirdPartyAgency));
    let debtor = Debtor::person("FR");
    let first = vec![("fr.first-letter".to_owned(), Why::NoLetter)];
    assert_eq!(says(&agency, &debtor, Channel::Call), first);
    assert_eq!(says(&agency, &debtor, Channel::Email), first, "a mail is no letter");
    assert_eq!(says(&agency, &debtor, Channel::Letter), []);
    let written = |on: &str| Debtor { letter: Some(day(on)), ..debtor.clone() };
    assert_eq!(says(&agency, &written("2026-05-05"), Channel::Call), []);
    assert_eq!(says(&agency, &written("2026-05-06"), Channel::Call), first, "dated later, it has not gone out");
    for other in [None, Some(Actor::FirstParty), Some(Actor::DebtPurchaser)] {
        assert_eq!(says(&bound(other), &debtor, Channel::Call), [], "{other:?}");
    }
    let mut strict = agency[agency.len() - 1].clone();
    strict.passes_unknown = false;
    assert!(strict.binds(None), "nobody told for whom the house collects: taken to bind");
}

#[test]
fn seven_calls_in_seven_days_are_the_most_of_regulation_f() {
    let us = pack("us-reg-f");
    let dates = ["2026-06-01", "2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05", "2026-06-06"];
    let made = dates.iter().map(|on| (day(on), Channel::Call)).collect();
    let debtor = Debtor { made, ..Debtor::person("US") };
    let (rule, why, until) = blocked(&us, &debtor, "2026-06-07").unwrap();
    assert_eq!((rule.as_str(), why), ("us.calls", Why::Cap { made: 7, count: 7, days: 7 }));
    assert_eq!(until, Some(day("2026-06-08")), "the two calls of the first leave the window");
    assert_eq!(blocked(&us, &debtor, "2026-06-08"), None);
    let written = Debtor { made: dates.iter().map(|on| (day(on), Channel::Email)).collect(), ..Debtor::person("US") };
    assert_eq!(blocked(&us, &written, "2026-06-07"), None, "e-mails are no calls");
}

#[test]
fn a_conversation_rests_for_seven_days_its_own_counted() {
    let us = pack("us-reg-f");
    let debtor = Debtor { talked_on: Some(day("2026-06-01")), ..Debtor::person("US") };
    let (rule, why, until) = blocked(&us, &debtor, "2026-06-07").unwrap();
    assert_eq!((rule.as_str(), until), ("us.conversation", Some(day("2026-06-08"))));
    assert_eq!(why, Why::Pause { talked_on: day("2026-06-01"), days: 7 });
    assert_eq!(blocked(&us, &debtor, "2026-06-08"), None);
    assert_eq!(next_open(&us, &debtor, CALL, day("2026-06-03")), Some((day("2026-06-08"), 8 * 60, 21 * 60)));
}

#[test]
fn hours_hold_in_every_zone_the_debtor_may_be_in() {
    let us = pack("us-reg-f");
    let debtor = Debtor::person("US");
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let ask = |text: &str| {
        let local = Local::of(&debtor.row(), Zone::PARIS, at(text));
        let verdict = local.answer(&us, &debtor, CALL).verdict();
        (verdict, local.next(&us, &debtor, CALL, at(text)).map(|next| next.to_string()))
    };
    // Noon in New York is six in Honolulu; two in the afternoon there is eight here, in winter.
    assert_eq!(ask("2026-01-20T17:00:00Z"), (Verdict::Blocked, Some("2026-01-20T18:00:00.000Z".to_owned())));
    assert_eq!(ask("2026-01-20T18:00:00Z").0, Verdict::Allowed);
    assert_eq!(ask("2026-01-21T01:59:00Z").0, Verdict::Allowed, "a minute before nine in the evening in New York");
    assert_eq!(ask("2026-01-21T02:00:00Z"), (Verdict::Blocked, Some("2026-01-21T18:00:00.000Z".to_owned())));
    // Réunion is three hours ahead of Paris in winter: what is nine here is noon there.
    let far = Debtor { postcode: "97400", ..Debtor::person("FR") };
    let local = Local::of(&far.row(), Zone::PARIS, at("2026-01-20T16:30:00Z"));
    assert_eq!(local.moments, [(day("2026-01-20"), 20 * 60 + 30)]);
    let (house, near) = (pack("house"), Debtor::person("FR"));
    assert_eq!(local.answer(&house, &far, CALL).verdict(), Verdict::Warned, "half past eight in the evening there");
    let here = Local::of(&near.row(), Zone::PARIS, at("2026-01-20T16:30:00Z"));
    assert_eq!(here.answer(&house, &near, CALL).verdict(), Verdict::Allowed);
}

#[test]
fn a_missing_fact_refuses_and_is_never_guessed() {
    let us = pack("us-reg-f");
    let nobody_told = Debtor { kind: Some(DebtorKind::Person), ..Debtor::default() };
    let (rule, why, until) = blocked(&us, &nobody_told, "2026-06-07").unwrap();
    assert_eq!((rule.as_str(), until), ("us.calls", None));
    assert_eq!(format!("{why:?}"), "Lacks(Country)");
    let unknown_kind = Debtor { kind: None, ..Debtor::person("US") };
    assert_eq!(format!("{:?}", blocked(&us, &unknown_kind, "2026-06-07").unwrap().1), "Lacks(Kind)");
    assert_eq!(
        blocked(&us, &Debtor { kind: None, ..Debtor::person("FR") }, "2026-06-07"),
        None,
        "another country's rules"
    );
    let company = Debtor { kind: Some(DebtorKind::Company), ..Debtor::person("US") };
    assert_eq!(blocked(&us, &company, "2026-06-07"), None, "consumers' rules");
    // The house says that it passes over: the book's own time is taken.
    let local = Local::of(&nobody_told.row(), Zone::PARIS, "2026-01-20T22:30:00Z".parse().unwrap());
    assert!(!local.known);
    assert_eq!(local.answer(&pack("house"), &nobody_told, CALL).verdict(), Verdict::Warned);
}

#[test]
fn a_holiday_is_that_of_the_debtors_place() {
    let house = pack("house");
    let good_friday = day("2026-04-03");
    let verdict = |postcode| {
        let debtor = Debtor { postcode, ..Debtor::person("FR") };
        permit(&house, &debtor, CALL, When::On(good_friday)).verdict()
    };
    assert_eq!((verdict("67000"), verdict("44000")), (Verdict::Warned, Verdict::Allowed));
    let monday = permit(&house, &Debtor::person("FR"), CALL, When::On(day("2026-04-06")));
    assert_eq!((monday.findings[0].why, monday.findings[0].until), (Why::Holiday, Some(day("2026-04-07"))));
    assert_eq!(permit(&house, &Debtor::person("DE"), CALL, When::On(good_friday)).verdict(), Verdict::Allowed);
    let letter = Ask { channel: Channel::Letter, point: "" };
    assert_eq!(permit(&house, &Debtor::person("FR"), letter, When::On(day("2026-04-06"))).verdict(), Verdict::Allowed);
}

#[test]
fn what_was_refused_or_is_held_blocks() {
    let every = all();
    let refused = Debtor { refused: Some(Channel::Sms), ..Debtor::person("FR") };
    let sms = Ask { channel: Channel::Sms, point: "" };
    let answer = permit(&every, &refused, sms, When::On(day("2026-03-03")));
    let ids: Vec<&str> = answer.findings.iter().map(|found| found.rule.id.as_str()).collect();
    assert_eq!((answer.verdict(), ids), (Verdict::Blocked, vec!["house.refused", "fr.refused"]));
    assert_eq!(permit(&every, &refused, CALL, When::On(day("2026-03-03"))).verdict(), Verdict::Allowed);
    let insolvent = Debtor { held: Some(HoldReason::Insolvency), ..Debtor::person("FR") };
    assert_eq!(blocked(&every, &insolvent, "2026-03-03").unwrap().0, "fr.insolvency");
    let vulnerable = Debtor { held: Some(HoldReason::Vulnerable), ..Debtor::person("FR") };
    assert_eq!(permit(&every, &vulnerable, CALL, When::On(day("2026-03-03"))).verdict(), Verdict::Warned);
    let suspended = Debtor { disputed: true, ..Debtor::person("GB") };
    assert_eq!(blocked(&every, &suspended, "2026-03-03").unwrap().0, "uk.disputed");
}

#[test]
fn every_shipped_rule_names_its_source() {
    let every: Vec<Rule> = PACKS.iter().flat_map(|(_, text)| rules(text).unwrap()).collect();
    let mut ids: Vec<&str> = every.iter().map(|rule| rule.id.as_str()).collect();
    assert!(every.iter().all(|rule| !rule.source.is_empty() && rule.pack.ends_with(" 2026.11")));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), every.len());
    // Together they are one text again, as a book adopts them.
    let joined = PACKS.map(|(_, text)| text).join("\n");
    assert_eq!(rules(&joined).unwrap().len(), every.len());
}

#[test]
fn a_broken_pack_says_what_is_wrong_and_where() {
    let wrong = |text: &str, code: &str| {
        let all = rules(text).unwrap_err();
        assert!(all.iter().any(|one| one.code == code), "{code}: {all:?}");
    };
    let rule = |rest: &str| format!("[x]\nversion = \"1\"\n[[x.rule]]\nid = \"a\"\n{rest}");
    let sure = "severity = \"warn\"\nsource = \"s\"\nconfidence = \"policy\"\n";
    wrong("x = 1", "expects-table");
    wrong(&rule("kind = \"hours\"\n"), "rule-without");
    wrong(&rule(&format!("kind = \"hours\"\n{sure}from = \"9\"\nto = \"10:00\"\n")), "rule-time");
    wrong(&rule(&format!("kind = \"hours\"\n{sure}from = \"11:00\"\nto = \"10:00\"\n")), "rule-hours");
    wrong(&rule(&format!("kind = \"cap\"\n{sure}count = 9\ndays = 7\n")), "number-range");
    wrong(&rule(&format!("kind = \"cap\"\n{sure}count = 3\ndays = 7\nchannels = [\"fax\"]\n")), "not-among");
    let one = format!("kind = \"no-holiday\"\n{sure}");
    wrong(&format!("{}[[x.rule]]\nid = \"a\"\n{one}", rule(&one)), "rule-twice");
}

#[test]
fn the_list_of_the_night_asks_the_same_rules() {
    let mut row = overdue(1);
    let policy = Policy { contact: pack("us-reg-f"), ..Policy::default() };
    row.place = Place { kind: Some(DebtorKind::Person), country: Tag::of("US"), calendar: CalendarId::Plain };
    let placed = |row: &CaseRow| place(row, monday(), &Card::default_card(), &policy, Currency::EUR);
    assert!(matches!(placed(&row), Placed::Queued(line) if line.band == Band::Index));
    let mut calls = Calls::default();
    (0..7).rev().for_each(|days| calls.add(monday().plus(-days), None, false));
    (row.profile.calls, row.profile.last_contact_on) = (calls, Some(monday().plus(-20)));
    let out = |row: &CaseRow| match placed(row) {
        Placed::Excluded { reason, until, .. } => (reason, until.since(monday())),
        Placed::Queued(line) => panic!("{line:?}"),
    };
    assert_eq!(out(&row), (Exclusion::ContactCap, 1));
    row.profile.calls = Calls::default();
    row.profile.last_talk_on = Some(monday().plus(-5));
    assert_eq!(out(&row), (Exclusion::ContactPause, 2));
    row.profile.last_talk_on = None;
    row.place.country = Tag::NONE;
    assert_eq!(out(&row).0, Exclusion::FactMissing);
    row.refuses_calls = true;
    row.place.country = Tag::of("US");
    assert_eq!(out(&row).0, Exclusion::OptedOut);
}

fn any_debtor() -> impl Strategy<Value = Debtor> {
    let kind = prop::option::of(prop::sample::select(DebtorKind::ALL));
    let country = prop::sample::select(vec!["", "FR", "US", "GB", "DE"]);
    let made = prop::collection::vec((-40i32..1, prop::sample::select(Channel::ALL)), 0..20);
    let talked = prop::option::of(-20i32..1);
    let held = prop::option::of(prop::sample::select(HoldReason::ALL));
    let refused = prop::option::of(prop::sample::select(Channel::ALL));
    (kind, country, made, talked, held, refused, any::<bool>()).prop_map(
        |(kind, country, made, talked, held, refused, disputed)| Debtor {
            kind,
            country,
            postcode: "",
            made: made.into_iter().map(|(days, channel)| (monday().plus(days), channel)).collect(),
            talked_on: talked.map(|days| monday().plus(days)),
            held,
            refused,
            disputed,
            letter: None,
        },
    )
}

proptest! {
    #[test]
    fn an_answer_keeps_its_word(
        debtor in any_debtor(), channel in prop::sample::select(Channel::ALL), ahead in 0i32..40,
    ) {
        let (every, day) = (all(), monday().plus(ahead));
        let ask = Ask { channel, point: "" };
        let answer = permit(&every, &debtor, ask, When::On(day));
        // What blocks stands first, and the day-wise question gives the first that blocks.
        prop_assert!(answer.findings.windows(2).all(|pair| pair[0].rule.severity >= pair[1].rule.severity));
        let first = answer.findings.iter().find(|found| found.rule.severity == Severity::Block);
        prop_assert_eq!(on_day(&every, &debtor, ask, day), first.cloned());
        for found in &answer.findings {
            // On the day told, and on no day before it, the same rule allows it.
            if let Some(until) = found.until {
                prop_assert!(until > day);
                let one = std::slice::from_ref(found.rule);
                prop_assert!(permit(one, &debtor, ask, When::On(until)).findings.is_empty(), "{:?}", found);
                let mut before = (1..until.since(day)).map(|days| day.plus(days));
                prop_assert!(before.all(|day| !permit(one, &debtor, ask, When::On(day)).findings.is_empty()));
            }
        }
        if let Some((open, first, last)) = next_open(&every, &debtor, ask, day) {
            prop_assert!(on_day(&every, &debtor, ask, open).is_none() && first < last);
        }
    }
}

pub const NEVER: &str = "[own]\nversion = \"1\"\n[[own.rule]]\nid = \"own.closed\"\nkind = \"hours\"\nfrom = \"22:00\"\n\
    to = \"23:00\"\nchannels = [\"call\"]\nseverity = \"block\"\nsource = \"note 12\"\nconfidence = \"policy\"\nunknown = \"pass\"\n";

fn stage(size: (u16, u16), lang: Lang, role: Role) -> Stage {
    let mut session = session(lang);
    session.who.role = role;
    session.policy.contact = rules(NEVER).unwrap();
    Stage::open(size, session, World::Sample, vec![])
}

#[test]
fn a_blocked_call_takes_a_reason_and_the_right() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut stage = stage(size, lang, Role::Supervisor);
            stage.press("o v").settle();
            insta::assert_snapshot!(format!("contact-blocked-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
    let said = |stage: &Stage| {
        stage.asked.iter().rev().find_map(|effect| {
            let Effect::Execute(command) = effect else { return None };
            Some(command.what.clone())
        })
    };
    let mut collector = stage((80, 24), Lang::En, Role::Collector);
    collector.press("o n <enter>").settle();
    assert!(collector.app.form().is_some() && said(&collector).is_none(), "{}", collector.screen());
    assert!(collector.screen().contains("only a supervisor"), "{}", collector.screen());
    // What came in, and what goes by another channel, is free; so is what was done before.
    collector.press("<esc>").settle();
    for keys in
        ["o <space> n <enter>", "o 2 n <enter>", "o n <tab> <tab> <tab> <tab> <tab> <tab> hier<space>10h <enter>"]
    {
        let mut free = stage((80, 24), Lang::En, Role::Collector);
        free.press(keys).settle();
        assert!(matches!(said(&free), Some(What::Record(records)) if records.len() == 1), "{keys}: {}", free.screen());
    }
    let mut supervisor = stage((80, 24), Lang::En, Role::Supervisor);
    supervisor.press("o n <enter>").settle();
    assert!(supervisor.screen().contains("say why it is made all the same"), "{}", supervisor.screen());
    supervisor.press("<up> a<space>demandé <enter>").settle();
    let Some(What::Record(records)) = said(&supervisor) else { panic!("{}", supervisor.screen()) };
    let [Record::Checked(checked), Record::Contact(_)] = &records[..] else { panic!("{records:?}") };
    assert_eq!((checked.verdict, checked.reason.as_str()), (Verdict::Blocked, "a demandé"));
    assert_eq!(checked.rules, ["own.closed"]);
}

pub fn shell_with(invoices_of: &str) -> Shell {
    let mut shell = Shell::new();
    shell.on("2026-03-03");
    shell.run("init").done();
    std::fs::write(shell.home().join("debtors.csv"), invoices_of).unwrap();
    shell.run("import debtors debtors.csv").done();
    let invoices = "debtor,number,issued_on,due_on,amount\nA1,F1,2026-01-05,2026-02-04,930.00\n";
    std::fs::write(shell.home().join("invoices.csv"), invoices).unwrap();
    shell.run("import invoices invoices.csv").done();
    shell
}

#[test]
fn several_people_share_one_cap() {
    let mut shell = shell_with("debtor,name,kind,country,phone\nA1,Aubin,person,FR,0612345678\n");
    for (login, role) in [("lea", "collector"), ("omar", "collector"), ("sofia", "supervisor")] {
        shell.run(&format!("people add {login} --role {role}")).done();
    }
    let may = |shell: &Shell, more: &str| -> Value {
        serde_json::from_str(&shell.run(&format!("{more} --json")).out).unwrap()
    };
    assert_eq!(may(&shell, "may A1")["verdict"], "allowed");
    // Whoever's it was: an import brings two calls of one, a third is recorded here by another.
    let contacts = "debtor,at,channel,direction,outcome,collector,reference\n\
        A1,2026-03-03 08:10,call,out,no-answer,lea,c1\nA1,2026-03-03 08:20,call,out,busy,omar,c2\n";
    std::fs::write(shell.home().join("contacts.csv"), contacts).unwrap();
    shell.run("import contacts contacts.csv").done();
    assert_eq!(may(&shell, "may A1")["verdict"], "allowed");
    shell.run("record contact A1 --outcome no-answer").done();
    let told = may(&shell, "may A1");
    assert_eq!((&told["verdict"], &told["findings"][0]["rule"]), (&"blocked".into(), &"house.calls-a-day".into()));
    assert_eq!(told["findings"][0]["until"], "2026-03-04");
    assert_eq!(told["next_at"], "2026-03-03T23:00:00.000Z", "midnight in Paris: the hours only warn");
    assert_eq!(shell.run("may A1").code, 1, "a script can ask");
    assert_eq!(may(&shell, "may A1 --channel letter")["verdict"], "allowed");
    // Every question stands in the history, and going on takes a reason.
    let gone_on = may(&shell, "may A1 --override 'a rappelé, ligne coupée'");
    assert_eq!((&gone_on["overridden"], shell.run("may A1 --override encore").code), (&true.into(), 0));
    let shown = shell.run("show A1 --timeline").done().to_owned();
    assert!(shown.contains("a rappelé, ligne coupée") && shown.matches("house.calls-a-day").count() >= 3, "{shown}");
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
    for lang in ["fr", "en"] {
        let said = shell.run(&format!("--lang {lang} may A1")).out;
        assert!(said.lines().count() >= 3 && !said.contains("why-"), "{said}");
    }
    shell.on("2026-03-04");
    assert_eq!(may(&shell, "may A1")["verdict"], "allowed", "another day");
}

#[test]
fn a_refusal_leaves_the_debtor_out_of_the_calls_until_it_is_taken_back() {
    let mut shell = shell_with("debtor,name,kind,country,phone\nA1,Aubin,person,FR,0612345678\n");
    shell.run("record consent A1 --refuse --channel call --origin 'e-mail du 2 mars' --on 2026-03-02").done();
    let next = |shell: &mut Shell, today: &str| {
        shell.on(today);
        let day = shell.json("close-day")["next_day"].as_str().unwrap().to_owned();
        shell.json(&format!("queue --day {day} --excluded"))
    };
    let list = next(&mut shell, "2026-03-03");
    assert_eq!((&list["entries"], &list["excluded"][0]["reason"]), (&Value::Array(vec![]), &"opted-out".into()));
    let told: Value = serde_json::from_str(&shell.run("may A1 --point 0612345678 --json").out).unwrap();
    assert_eq!(
        (&told["verdict"], &told["findings"][0]["source"]),
        (&"blocked".into(), &"code de la consommation, L121-7 3°".into())
    );
    shell.on("2026-03-04");
    shell.run("record consent A1 --allow --channel call --origin appel").done();
    assert_eq!(next(&mut shell, "2026-03-04")["entries"].as_array().unwrap().len(), 1);
    // Past lists are made again by the rules of then.
    let again = shell.json("queue --day 2026-03-04 --known-at '2026-03-03 20:00' --excluded");
    assert_eq!(again["excluded"][0]["reason"], "opted-out", "{again}");
}

#[test]
fn a_house_has_rules_of_its_own() {
    let shell = shell_with("debtor,name,kind,country\nA1,Aubin,person,FR\n");
    let config = shell.home().join("book.relance.toml");
    let own = "[own]\nversion = \"3\"\n[[own.rule]]\nid = \"own.never-tuesday\"\nkind = \"hours\"\nfrom = \"09:00\"\nto = \"18:00\"\n\
        days = [\"mon\", \"wed\"]\nseverity = \"block\"\nsource = \"note 12\"\nconfidence = \"policy\"\nunknown = \"pass\"\n";
    std::fs::write(shell.home().join("own.toml"), own).unwrap();
    let said = std::fs::read_to_string(&config).unwrap();
    let with = |packs: &str| {
        std::fs::write(&config, format!("{said}\n[contact]\npacks = [{packs}]\nrules = \"own.toml\"\n")).unwrap()
    };
    with("\"fr\"");
    let told: Value = serde_json::from_str(&shell.run("may A1 --json").out).unwrap();
    assert_eq!(
        (&told["findings"][0]["rule"], &told["findings"][0]["pack"]),
        (&"own.never-tuesday".into(), &"own 3".into())
    );
    assert_eq!(told["next_at"], "2026-03-04T08:00:00.000Z");
    with("\"mars\"");
    assert!(shell.run("may A1").err.contains("mars"));
    with("\"fr\"");
    std::fs::write(shell.home().join("own.toml"), own.replace("[own", "[fr")).unwrap();
    assert!(shell.run("may A1").err.contains("comes with the program too"));
    std::fs::write(shell.home().join("own.toml"), own.replace("09:00", "9h")).unwrap();
    assert!(shell.run("may A1").err.contains("9h"));
}
