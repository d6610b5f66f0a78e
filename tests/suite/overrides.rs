//! A contact that a rule blocks, asked for and granted: who may, for how long, for how often, and what everybody sees.
//! What never lives here: the rules themselves (see `permit`).
//! Run by the suite.

use relance::app::effect::Effect;
use relance::config::rules::rules;
use relance::domain::codes::{Channel, Outcome, OverrideState, Right, Role, Verdict};
use relance::domain::command::{Record, Refusal, What};
use relance::domain::event::Who;
use relance::domain::permit::{Allowed, Checked, OverrideAsked};
use relance::domain::person::Person;
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Day, EntryId, Login};
use relance::i18n::Lang;
use relance::store::{Recorded, Store, StoreError};
use serde_json::Value;

use crate::support::agreed::blocked_call;
use crate::support::book::{call, command, faults, in_memory, monday, now, who};
use crate::support::stage::{Stage, World, session};
use crate::support::world::{Around, World as Real};

const RULES: &str = "[house]\nversion = \"1\"\n[[house.rule]]\nid = \"house.calls-a-day\"\nkind = \"cap\"\ncount = 3\n\
    days = 1\nchannels = [\"call\"]\nseverity = \"block\"\nsource = \"house policy\"\nconfidence = \"policy\"\n\
    unknown = \"pass\"\n";

/// One book, its acts numbered, a minute apart.
struct House {
    store: Store,
    policy: Policy,
    acts: u32,
    day: Day,
}

impl House {
    fn new() -> Self {
        let policy = Policy { contact: rules(RULES).unwrap(), ..Policy::default() };
        Self { store: in_memory(3), policy, acts: 0, day: monday() }
    }

    fn act(&mut self, by: &Who, what: What) -> Result<Recorded, StoreError> {
        self.acts += 1;
        let told = command(u64::from(self.acts), 1, None, what);
        self.store.execute(by, now(self.day, i64::from(self.acts)), &self.policy, &told)
    }

    fn refused(&mut self, by: &Who, what: What) -> Refusal {
        match self.act(by, what) {
            Err(StoreError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    fn ask(&mut self, by: &Who) -> ActId {
        self.act(by, What::Record(vec![Record::AskOverride(blocked_call())])).unwrap().act
    }

    fn state(&self, on: Day) -> (OverrideState, usize) {
        let waiting = self.store.approvals(on).unwrap().len();
        (self.store.case(CaseId(1), on).unwrap().overrides[0].state, waiting)
    }
}

fn lea() -> Who {
    Who { role: Role::Collector, ..who("lea") }
}

fn half() -> Person {
    Person { given: vec![Right::Approve], ..Person::new(Login("zoe".into()), Role::Collector, vec![]) }
}

fn call_under(yes: Option<Allowed>, at: relance::domain::values::Now) -> What {
    let (rules, reason) = (vec!["house.calls-a-day".to_owned()], String::new());
    let verdict = Verdict::Blocked;
    let checked = Checked { channel: Channel::Call, point: String::new(), verdict, rules, reason, allowed: yes };
    What::Record(vec![Record::Checked(checked), call(at, Outcome::NoAnswer)])
}

#[test]
fn a_yes_is_for_one_contact_of_that_day_and_stands_once_used() {
    let (mut house, boss) = (House::new(), who("boss"));
    let asked = house.ask(&lea());
    assert_eq!(house.state(monday()), (OverrideState::Pending, 1));
    assert_eq!(faults(&house.store), Vec::<String>::new());
    let again = What::Record(vec![Record::AskOverride(blocked_call())]);
    assert_eq!(house.refused(&lea(), again), Refusal::AlreadyAsked { by: Login("lea".into()) });
    let approve = |refuse: Option<&str>| What::Approve { act: asked, refuse: refuse.map(Into::into) };
    assert!(matches!(house.refused(&lea(), approve(None)), Refusal::NotAllowed { .. }));
    assert_eq!(house.refused(&boss, approve(Some(" "))), Refusal::NothingSaid);
    // Nobody's word but the journal's: a yes that was made up opens nothing.
    let invented = Allowed { approval: EntryId { act: asked, index: 0 }, by: Login("lea".into()) };
    let at = now(monday(), 2);
    let made_up = house.refused(&lea(), call_under(Some(invented.clone()), at));
    assert_eq!(made_up, Refusal::ContactBlocked { ask: Role::Supervisor });
    let yes = house.act(&boss, approve(None)).unwrap();
    assert_eq!(house.state(monday()), (OverrideState::Approved, 0));
    assert_eq!(house.state(monday().plus(1)), (OverrideState::Lapsed, 0), "that day alone");
    assert_eq!(house.refused(&boss, approve(None)), Refusal::AlreadySettled);
    house.act(&boss, What::Undo(yes.act)).unwrap();
    assert_eq!(house.state(monday()), (OverrideState::Pending, 1), "a yes is taken back as any act");
    let yes = house.act(&boss, approve(None)).unwrap();
    let made = house.act(&lea(), call_under(Some(invented.clone()), at)).unwrap();
    assert_eq!(house.state(monday()), (OverrideState::Used, 0));
    let view = &house.store.case(CaseId(1), monday()).unwrap().overrides[0];
    assert_eq!((view.used, view.answered.as_ref().map(|(by, _)| by.0.as_str())), (Some(made.act), Some("boss")));
    assert_eq!(house.refused(&boss, What::Undo(yes.act)), Refusal::OthersRestOnIt(made.act));
    let second = house.refused(&lea(), call_under(Some(invented), at));
    assert_eq!(second, Refusal::ContactBlocked { ask: Role::Supervisor }, "one contact");
    house.act(&lea(), What::Undo(made.act)).unwrap();
    assert_eq!(house.state(monday()), (OverrideState::Approved, 0), "a call that never was took nothing");
    assert_eq!(faults(&house.store), Vec::<String>::new());
}

#[test]
fn a_no_has_a_reason_and_an_unanswered_request_ends_when_the_rules_do() {
    let (mut house, boss) = (House::new(), who("boss"));
    let asked = house.ask(&lea());
    assert_eq!(house.state(monday().plus(1)), (OverrideState::Lapsed, 0), "the rules allow it by themselves then");
    house.act(&boss, What::Approve { act: asked, refuse: Some("wait".into()) }).unwrap();
    assert_eq!(house.state(monday()), (OverrideState::Refused, 0));
    let view = &house.store.case(CaseId(1), monday()).unwrap().overrides[0];
    assert_eq!(view.refusal, "wait");
    // Asked again, the newest request stands first; rules that nothing names are not covered.
    let asked = house.ask(&lea());
    house.act(&boss, What::Approve { act: asked, refuse: None }).unwrap();
    let state = house.store.case(CaseId(1), monday()).unwrap();
    assert!(state.allowance(Channel::Call, &["house.calls-a-day"]).is_some());
    assert!(state.allowance(Channel::Call, &["house.calls-a-day", "fr.insolvency"]).is_none());
    assert!(state.allowance(Channel::Email, &["house.calls-a-day"]).is_none());
    assert!(state.allowance(Channel::Call, &[]).is_none());
    // Whoever approves promises, but may not set rules aside, may say no and not yes.
    house.store.put_person(&boss, now(monday(), 50), &half()).unwrap();
    house.acts = 50;
    let zoe = Who { role: Role::Collector, ..who("zoe") };
    house.day = monday().plus(1);
    let asked = house.ask(&lea());
    let approve = |refuse: Option<&str>| What::Approve { act: asked, refuse: refuse.map(Into::into) };
    assert!(matches!(house.refused(&zoe, approve(None)), Refusal::NotAllowed { .. }));
    house.act(&zoe, approve(Some("not today"))).unwrap();
    assert_eq!(faults(&house.store), Vec::<String>::new());
}

#[test]
fn whoever_asked_reads_the_answer_on_the_case() {
    let mut house = House::new();
    // The evening before: the screen's clock stands at nine on the day itself.
    house.day = monday().plus(-1);
    let asked = OverrideAsked { until: monday().plus(3), ..blocked_call() };
    house.act(&lea(), What::Record(vec![Record::AskOverride(asked)])).unwrap();
    let mut world = Real::open(house.store, Around { size: (120, 40), ..Around::day(monday()) });
    world.press("g a <enter> 3");
    let screen = world.screen();
    assert!(screen.contains("to be approved") && screen.contains("Nobody has answered yet"), "{screen}");
    assert!(screen.contains("3 Promises 1") && screen.contains("house.calls-a-day (house policy)"), "{screen}");
    world.press("a");
    let screen = world.screen();
    assert!(screen.contains("allowed today") && screen.contains("mia allows one contact"), "{screen}");
    world.press("u");
    assert!(world.screen().contains("to be approved"), "{}", world.screen());
}

#[test]
fn the_form_asks_in_one_key_and_says_what_was_answered() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut stage = blocked(size, lang, Role::Collector);
            stage.press("o v").settle();
            insta::assert_snapshot!(format!("override-offer-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
    let mut stage = blocked((80, 24), Lang::En, Role::Collector);
    stage.press("o v <ctrl-o>").settle();
    assert!(stage.screen().contains("the supervisor decides on that"), "{}", stage.screen());
    stage.press("he<space>asked <ctrl-o>").settle();
    let said = stage.asked.iter().rev().find_map(|effect| {
        let Effect::Execute(command) = effect else { return None };
        Some(command.what.clone())
    });
    let Some(What::Record(records)) = said else { panic!("{}", stage.screen()) };
    let [Record::Checked(checked), Record::AskOverride(asked)] = &records[..] else { panic!("{records:?}") };
    assert_eq!((checked.verdict, checked.reason.as_str(), asked.reason.as_str()), (Verdict::Blocked, "", "he asked"));
    assert_eq!((asked.rules[0].rule.as_str(), asked.rules[0].source.as_str()), ("own.closed", "note 12"));
    assert!(stage.app.form().is_none(), "what is typed waits as a draft");
    // Whoever may decide it has nobody to ask.
    let mut boss = blocked((80, 24), Lang::En, Role::Supervisor);
    boss.press("o v <ctrl-o>").settle();
    assert!(boss.screen().contains("nothing to ask") && boss.app.form().is_some(), "{}", boss.screen());
}

fn blocked(size: (u16, u16), lang: Lang, role: Role) -> Stage {
    let mut session = session(lang);
    session.who.role = role;
    session.policy.contact = rules(crate::permit::NEVER).unwrap();
    Stage::open(size, session, World::Sample, vec![])
}

#[test]
fn from_the_shell_to_the_history() {
    let shell = crate::permit::shell_with("debtor,name,kind,country,phone\nA1,Aubin,person,FR,0612345678\n");
    for (login, role) in [("lea", "collector"), ("omar", "collector"), ("sofia", "supervisor")] {
        shell.run(&format!("people add {login} --role {role} --user root")).done();
    }
    let may = |by: &str, more: &str| -> (i32, Value) {
        let ran = shell.run(&format!("--as {by} may A1 {more} --json"));
        (ran.code, serde_json::from_str(&ran.out).unwrap_or_default())
    };
    assert_eq!(may("lea", "--ask-override 'pour rien'").1["asked"], Value::Null, "nothing blocks it");
    for _ in 0..3 {
        shell.run("--as lea record contact A1 --outcome no-answer").done();
    }
    let (code, asked) = may("lea", "--ask-override 'ligne coupée'");
    let act = asked["asked"].as_str().unwrap().to_owned();
    assert_eq!((code, asked["verdict"].as_str()), (0, Some("blocked")));
    assert!(shell.run("--as omar may A1 --ask-override encore").refused().contains("lea"));
    let list = shell.json("approve");
    let row = &list["waiting"][0];
    assert_eq!((&row["what"], &row["channel"], &row["who"]), (&"override".into(), &"call".into(), &"lea".into()));
    assert_eq!((&row["rules"][0]["rule"], &row["reason"]), (&"house.calls-a-day".into(), &"ligne coupée".into()));
    assert!(row["rules"][0]["source"].as_str().is_some_and(|source| !source.is_empty()) && row["next_at"].is_string());
    assert!(shell.run("approve").done().contains("ligne coupée"));
    assert!(shell.run(&format!("--as lea approve {act}")).refused().contains("sofia"));
    assert_eq!(may("lea", "").0, 1);
    shell.run(&format!("--as sofia approve {act}")).done();
    let (code, told) = may("lea", "");
    assert_eq!((code, &told["allowed"]["by"], &told["verdict"]), (0, &"sofia".into(), &"blocked".into()));
    let shown = shell.json("show A1");
    assert_eq!(
        (&shown["overrides"][0]["state"], &shown["overrides"][0]["answered_by"]),
        (&"approved".into(), &"sofia".into())
    );
    shell.run("--as lea record contact A1 --outcome no-answer").done();
    assert_eq!((may("lea", "").0, &shell.json("show A1")["overrides"][0]["state"]), (1, &"used".into()));
    let history = shell.run("show A1 --timeline").done().to_owned();
    assert!(history.contains("ligne coupée"), "{history}");
    assert_eq!(shell.json("verify")["ok"], true);
}
