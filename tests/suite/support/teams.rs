//! A team of four on the sample's day: one over their hours, one away, one with late call-backs, an alert that found cases.
//! What never lives here: an assertion. All names are invented.
//! `stage` answers with it.

use relance::domain::absence::Absence;
use relance::domain::codes::{QueueMark, Role};
use relance::domain::queue::{Generation, Share};
use relance::domain::team::{Alerted, Cases, Desk, Marked, Tally, Team, TeamDay};
use relance::domain::values::{CaseId, Currency, Instant, Login};

use super::samples::{at, eur, today};

fn cases(count: u32, first: &[(i64, i64)]) -> Cases {
    Cases { count, first: first.iter().map(|(case, minor)| (CaseId(*case), *minor)).collect() }
}

fn login(name: &str) -> Login {
    Login(name.into())
}

/// The team.
pub fn team() -> Team {
    let days = [4, 5, 6, 7, 8].map(|ahead| today().plus(ahead - 1));
    let tally = Tally {
        calls: 61,
        tenths: 4_300,
        minor: 12_345_600,
        overdue: 140,
        promised: 12,
        idle: cases(9, &[(101, 845_000), (104, 51_200)]),
        ahead: [(12, 700), (41, 2_460), (3, 180), (0, 0), (0, 0)],
        marked: vec![Marked { case: CaseId(102), mark: QueueMark::Pin.name().into(), until: today().plus(2) }],
    };
    let lea = Desk {
        login: Some(login("lea")),
        role: Some(Role::Collector),
        team: "nord".into(),
        now: vec![(CaseId(103), Instant(at().0 - 240_000))],
        left: 49,
        done: [101, 102, 105].map(CaseId).into(),
        calls: 14,
        reached: 5,
        talk_seconds: 4_320,
        promises: [102].map(CaseId).into(),
        promised: [eur(123_450)].into_iter().collect(),
        callbacks: cases(2, &[(101, 0), (106, 0)]),
        disputes: cases(1, &[(104, 0)]),
        tally: tally.clone(),
        ..Desk::default()
    };
    let away = Absence { login: login("omar"), from: today(), until: today().plus(5), cover: Some(login("lea")) };
    let omar = Desk { login: Some(login("omar")), team: "nord".into(), away: Some(away), ..Desk::default() };
    let nobodys = Desk { tally: Tally { calls: 3, tenths: 180, ..Tally::default() }, left: 3, ..Desk::default() };
    let zoe = Desk { login: Some(login("zoe-alexandra")), team: "sud".into(), ..Desk::default() };
    let share = Share {
        who: Some(login("lea")),
        fits: 52,
        minutes_tenths: 3_590,
        beyond: 9,
        beyond_minor: 451_200,
        ..Share::default()
    };
    let generation = Generation {
        number: 7,
        day: today(),
        planned_at: at(),
        card: "default".into(),
        queued: 64,
        excluded: 30,
        shares: vec![share],
    };
    let names = [
        (101, "Boulangerie Lefèvre"),
        (102, "Garage du Vieux-Pont"),
        (103, "Établissements Œuvrard & Fils"),
        (104, "Hôtel de la Gare"),
        (105, "Northfield Components Ltd"),
        (106, "Zoé Martin"),
    ];
    Team {
        generation: Some(generation),
        currency: Currency::EUR,
        day: TeamDay { days, lists: vec![(Some(login("lea")), tally)], alerts: alerts() },
        desks: vec![nobodys, lea, omar, zoe],
        names: names.map(|(case, name)| (CaseId(case), name.to_owned())).into(),
    }
}

fn alerts() -> Vec<Alerted> {
    vec![
        Alerted {
            name: "gros et silencieux".into(),
            cases: cases(57, &[(103, 4_812_517), (101, 3_549_321)]),
            overdue_minor: 66_188_838,
        },
        Alerted { name: "promesses rompues".into(), ..Alerted::default() },
    ]
}
