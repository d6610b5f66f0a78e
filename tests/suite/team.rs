//! The team's day: what the close counts is what the lists and the cases say; what people do is taken off what is left; the
//! alerts of the house; hours and the days ahead.
//! What never lives here: who may do what (see `rights`), the order of a list.
//! Run by the suite.

use relance::app::effect::Effect;
use relance::app::screen::Screen;
use relance::day::{self, Ask};
use relance::domain::case::CaseRow;
use relance::domain::codes::{DeskFigure, Outcome, QueueMark, Role};
use relance::domain::command::{Record, What};
use relance::domain::person::Person;
use relance::domain::team::{AlertRule, Desk, Team, overdue_in};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Login};
use relance::i18n::Lang;
use relance::ranking::Card;
use relance::store::Store;

use crate::support::book::{call, command, execute, faults, in_memory, monday, now, promise, who};
use crate::support::days::{Alone, list};
use crate::support::shell::Shell;
use crate::support::stage::Stage;

fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.team.alerts = vec![
        AlertRule { name: "large".into(), overdue_minor: Some(125_000), ..AlertRule::default() },
        AlertRule { name: "silent".into(), silent_days: Some(6), late_days: Some(20), ..AlertRule::default() },
        AlertRule { name: "never".into(), broken: Some(9), ..AlertRule::default() },
    ];
    policy.order.untouched_days = 5;
    policy
}

fn close(store: &mut Store, today: Day) {
    let (mia, card, policy) = (who("mia"), Card::default_card(), policy());
    let (host, process, house) = ("here", 7, &[]);
    let ask = Ask { who: &mia, host, process, now: now(today, 0), for_day: None, card: &card, policy: &policy, house };
    day::close(store, &ask, &mut Alone::default()).unwrap();
}

fn desk<'t>(team: &'t Team, login: &str) -> &'t Desk {
    let login: Login = login.parse().unwrap();
    team.desks.iter().find(|desk| desk.login.as_ref() == Some(&login)).unwrap()
}

/// Twelve cases, half of them omar's; one promised, one put off.
fn house() -> Store {
    let mut store = in_memory(12);
    let friday = monday().plus(-3);
    let hours = "mon 9-9h02, tue-fri 9-12".parse().unwrap();
    let omar = Person { hours: Some(hours), ..Person::new("omar".parse().unwrap(), Role::Collector, vec![]) };
    store.put_person(&who("mia"), now(friday, 0), &omar).unwrap();
    for case in 7..=12 {
        let to = What::Assign { to: "omar".parse().unwrap(), until: None, note: String::new() };
        execute(&mut store, now(friday, 1), &command(case, case as i64, None, to)).unwrap();
    }
    let far = What::Record(vec![promise(100_000, monday().plus(3))]);
    execute(&mut store, now(friday, 2), &command(20, 1, None, far)).unwrap();
    let mark = Record::Mark { mark: QueueMark::Snooze, until: Some(monday().plus(2)), reason: "waits".into() };
    execute(&mut store, now(friday, 3), &command(21, 8, None, What::Record(vec![mark]))).unwrap();
    close(&mut store, friday);
    store
}

#[test]
fn what_the_close_counts_is_what_lists_and_cases_say() {
    let store = house();
    let team = store.team(monday(), now(monday(), 0).at).unwrap();
    let (generation, lines) = list(&store, monday());
    for login in ["mia", "omar"] {
        let own: Vec<_> =
            lines.iter().filter(|line| line.ranked.collector.as_ref().is_some_and(|c| c.0 == login)).collect();
        let tally = &desk(&team, login).tally;
        assert_eq!(tally.calls as usize, own.len(), "{login}");
        assert_eq!(tally.minor, own.iter().map(|line| line.ranked.value_minor).sum::<i64>());
        assert_eq!(tally.tenths, own.iter().map(|line| u64::from(line.ranked.factors.minutes_tenths)).sum::<u64>());
        let idle = own.iter().filter(|line| line.ranked.factors.untouched_days.is_some());
        assert_eq!(tally.idle.count as usize, idle.count());
    }
    assert!(desk(&team, "omar").tally.idle.count > 0);
    assert_eq!(desk(&team, "omar").tally.marked[0].case, CaseId(8));
    assert_eq!(desk(&team, "omar").tally.ahead[1].0, 1, "put off until Wednesday: {:?}", team.day.days);
    let share = generation.share(Some(&"omar".parse().unwrap())).unwrap();
    assert!(share.fits == 2 && share.beyond == 3, "two minutes on a Monday: {share:?}");
    assert_eq!(desk(&team, "omar").hours_tenths(monday().plus(1), &policy().order.capacity), 1_800);
}

#[test]
fn an_alert_names_the_cases_that_fit_it() {
    let store = house();
    let team = store.team(monday(), now(monday(), 0).at).unwrap();
    for (rule, alert) in policy().team.alerts.iter().zip(&team.day.alerts) {
        let mut fit = vec![];
        for case in (1..=12).map(CaseId) {
            let row = CaseRow::from(&store.case(case, monday()).unwrap());
            let overdue = overdue_in(&row, |minor, _| Some(minor));
            if rule.fits(&row, monday(), overdue) {
                fit.push((case, overdue));
            }
        }
        fit.sort_by_key(|(case, overdue)| (std::cmp::Reverse(*overdue), *case));
        assert_eq!((alert.name.as_str(), &alert.cases.first), (rule.name.as_str(), &fit));
        assert_eq!(alert.overdue_minor, fit.iter().map(|(_, overdue)| overdue).sum::<i64>());
        assert_eq!(fit.is_empty(), rule.name == "never");
    }
}

#[test]
fn what_people_do_is_counted_once_and_taken_back_with_its_undo() {
    let mut store = house();
    let before = store.team(monday(), now(monday(), 0).at).unwrap();
    let (left, calls) = (desk(&before, "omar").left, desk(&before, "omar").tally.calls);
    assert_eq!(left, calls);
    let omar = relance::domain::event::Who::new("omar".parse().unwrap(), "omar", Role::Collector);
    let act = |store: &mut Store, act: u64, case, what: What| {
        let ms = i64::try_from(act).unwrap() * 1_000;
        store.execute(&omar, now(monday(), ms), &policy(), &command(act, case, None, what)).unwrap().act
    };
    let reached = || call(now(monday(), 1), Outcome::NoCommitment);
    let first = act(&mut store, 40, 9, What::Record(vec![reached(), promise(50_000, monday().plus(4))]));
    act(&mut store, 41, 9, What::Record(vec![reached()]));
    act(&mut store, 42, 10, What::Record(vec![call(now(monday(), 1), Outcome::NoAnswer)]));
    store.lease(&omar, "here", now(monday(), 50_000).at, CaseId(11)).unwrap();
    let team = store.team(monday(), now(monday(), 60_000).at).unwrap();
    let own = desk(&team, "omar");
    assert_eq!((own.left, own.done.len(), own.calls, own.reached), (left - 2, 2, 3, 2));
    assert_eq!((own.talk_seconds, own.promises.len(), own.promised.iter().next().unwrap().minor), (180, 1, 50_000));
    assert_eq!(own.now, vec![(CaseId(11), now(monday(), 50_000).at)]);
    assert!(team.names[&CaseId(11)].contains("Société 11"));
    act(&mut store, 43, 9, What::Undo(first));
    let team = store.team(monday(), now(monday(), 70_000).at).unwrap();
    let own = desk(&team, "omar");
    assert_eq!((own.done.len(), own.calls, own.promises.len()), (2, 2, 0));
    let later = store.team(monday(), now(monday(), 700_000).at).unwrap();
    assert_eq!(desk(&later, "omar").now, vec![], "a lease that nobody renews is nobody's");
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn late_callbacks_and_disputes_are_whose_they_are() {
    let mut store = house();
    let at = now(monday().plus(1), 0);
    let callback = Record::Callback { at: at.at, due_on: at.today, whom: None };
    execute(&mut store, now(monday(), 1), &command(50, 9, None, What::Record(vec![callback]))).unwrap();
    let team = |day: Day, ms| store.team(day, now(day, ms).at).unwrap();
    assert_eq!(desk(&team(monday().plus(1), -1), "omar").callbacks.count, 0);
    assert_eq!(desk(&team(monday().plus(1), 1), "omar").callbacks.first, [(CaseId(9), 0)]);
}

#[test]
fn the_desk_is_printed_in_both_languages() {
    let shell = Shell::demo(60);
    shell.run("people add lea --role collector").done();
    shell.run("assign --nobodys --to lea --yes").done();
    shell.run("close-day").done();
    let told = shell.json("desk");
    assert_eq!(told["schema"], "relance.desk/1");
    let english = shell.run("desk").done().to_owned();
    assert!(english.contains("lea") && english.contains("left"), "{english}");
    let french = shell.run("desk --lang fr").done().to_owned();
    assert!(french.contains("restent"), "{french}");
}

#[test]
fn every_figure_opens_its_cases_and_what_is_left_opens_the_list() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g o j").settle();
    assert!(stage.screen().contains("9 calls of today do not fit"), "{}", stage.screen());
    stage.press("<enter>").settle();
    assert!(stage.screen().contains("Œuvrard") && stage.screen().contains("C-000103"), "{}", stage.screen());
    stage.press("<enter>").settle();
    assert!(matches!(stage.app.stack().top(), Screen::Case(_)));
    stage.press("<esc> <esc>").settle();
    // Whose list is left: theirs is read, and `g q` is one's own again.
    stage.press("l <enter>").settle();
    let asked = |stage: &Stage| {
        let mut asked = stage.asked.iter().rev();
        asked.find_map(
            |effect| if let Effect::LoadQueue { collector, .. } = effect { Some(collector.clone()) } else { None },
        )
    };
    assert_eq!(asked(&stage).flatten().map(|login| login.0), Some("lea".into()), "{}", stage.screen());
    assert!(stage.screen().contains("Queue of lea"), "{}", stage.screen());
    stage.press("g q").settle();
    assert_eq!(asked(&stage).flatten().map(|login| login.0), Some("mia".into()));
    // An alert opens its cases; a figure without any says so.
    stage.press("g o G k <enter>").settle();
    assert!(stage.screen().contains("gros et silencieux") && stage.screen().contains("2 of 57"), "{}", stage.screen());
    stage.press("<esc> g g l l <enter>").settle();
    assert!(stage.screen().contains("no cases behind"), "{}", stage.screen());
}

#[test]
fn the_team_at_every_size() {
    for lang in [Lang::Fr, Lang::En] {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut stage = Stage::new(size, lang);
            stage.press("g o j").settle();
            let name = format!("team_{}x{}_{}", size.0, size.1, lang.code());
            insta::assert_snapshot!(name, stage.screen());
        }
    }
    let mut far = Stage::new((80, 24), Lang::Fr);
    far.press("g o j").settle();
    for _ in 1..DeskFigure::ALL.len() {
        far.press("l");
    }
    insta::assert_snapshot!("team_last_figure", far.screen());
}
