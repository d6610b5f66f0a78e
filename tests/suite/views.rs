//! Views of the queue: what a line of one lets through and in which order, the box that keeps them, and the same lines by name
//! from the shell.
//! What never lives here: the order of the queue itself.
//! Run by the suite.

use relance::app::effect::Effect;
use relance::domain::codes::{Band, Change};
use relance::domain::queue::QueueLine;
use relance::domain::values::Login;
use relance::domain::view::{OwnViews, Sift, View};
use relance::i18n::Lang;
use relance::store::{Mode, Store};
use serde_json::Value;

use crate::support::samples;
use crate::support::shell::Shell;
use crate::support::stage::{Stage, World, session};
use crate::support::world::{Around, World as Real};

fn lines() -> Vec<QueueLine> {
    (0..42).map(samples::line).collect()
}

fn ranks(filter: &str) -> Vec<u32> {
    let (sift, all) = (Sift::read(filter), lines());
    let mut shown: Vec<&QueueLine> = all.iter().filter(|line| sift.fits(line)).collect();
    sift.order(&mut shown, |line| line);
    shown.iter().map(|line| line.rank).collect()
}

fn those(fits: impl Fn(&QueueLine) -> bool) -> Vec<u32> {
    lines().iter().filter(|line| fits(line)).map(|line| line.rank).collect()
}

#[test]
fn each_field_lets_through_what_it_says() {
    assert_eq!(ranks(""), those(|_| true));
    assert_eq!(ranks("LEFEVRE"), those(|line| line.name.contains("Lefèvre")));
    assert_eq!(ranks("segment:gc"), those(|line| line.segment.to_string() == "gc"));
    assert_eq!(ranks("seg:GC,pme"), those(|_| true));
    assert_eq!(ranks("days>60"), those(|line| line.days_past_due > 60));
    assert_eq!(ranks("retard<20 montant>11500"), those(|line| line.days_past_due < 20 && line.value.minor > 1_150_000));
    let promised = |line: &QueueLine| matches!(line.ranked.band, Band::PromiseBroken | Band::PromiseDue);
    assert_eq!(ranks("type:promise"), those(promised), "a name by its beginning");
    assert_eq!(ranks("status:new,done"), those(|line| line.change == Change::New || line.done));
    assert_eq!(ranks("statut:todo action:call-back"), [1]);
    assert!(!ranks("type:promise").is_empty() && ranks("type:promise").len() < 42);
    // In order: the largest first, and what is equal as it was.
    assert_eq!(
        ranks("sort:-days days>150"),
        those(|line| line.days_past_due > 150).into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(ranks("tri:segment")[..14], those(|line| line.segment.to_string() == "gc")[..]);
    let by_name = ranks("sort:name");
    assert_eq!(by_name.len(), 42);
    assert_ne!(by_name, those(|_| true));
    assert_eq!(ranks("amount>lots"), [] as [u32; 0], "what is not understood shows nothing, and says so");
}

fn stage(size: (u16, u16), lang: Lang) -> Stage {
    let mut session = session(lang);
    let view = |name: &str, filter: &str| View { name: name.into(), filter: filter.into() };
    session.policy.team.views =
        vec![view("Grands comptes", "segment:gc sort:-amount"), view("Éloignés", "days>90 sort:-days")];
    Stage::open(size, session, World::Sample, vec![])
}

fn kept(stage: &Stage) -> Option<OwnViews> {
    stage.asked.iter().rev().find_map(|effect| {
        let Effect::KeepViews(views) = effect else { return None };
        Some(views.clone())
    })
}

#[test]
fn a_view_is_saved_shown_in_two_keys_renamed_and_deleted() {
    let mut stage = stage((80, 24), Lang::En);
    stage.press("v s").settle();
    assert!(stage.screen().contains("no filter to save"), "{}", stage.screen());
    stage.press("<esc> / d a y s > 6 0 <enter> v s L a t e <enter>").settle();
    assert!(stage.screen().contains("View “Late” saved"), "{}", stage.screen());
    let own = kept(&stage).unwrap();
    assert_eq!(own.views, [View { name: "Late".into(), filter: "days>60".into() }]);
    assert_eq!(own.last.as_deref(), Some("Late"));
    stage.press("v 2").settle();
    assert_eq!(kept(&stage).unwrap().last.as_deref(), Some("Grands comptes"));
    assert_eq!(stage.app.queue().unwrap().len(), ranks("segment:gc").len());
    let first = stage.app.queue().unwrap().line(0).unwrap().rank;
    assert_eq!(first, ranks("segment:gc sort:-amount")[0]);
    // The house's stay as they are; one's own is renamed, then deleted.
    stage.press("v <down> d").settle();
    assert!(stage.screen().contains("the house's"), "{}", stage.screen());
    stage.press("<up> r r <enter> <esc>").settle();
    assert_eq!(kept(&stage).unwrap().views[0].name, "Later");
    stage.press("v d <esc>").settle();
    assert_eq!(kept(&stage).unwrap().views, []);
    stage.press("<esc>").settle();
    assert_eq!((stage.app.queue().unwrap().len(), kept(&stage).unwrap().last), (42, None), "Esc: everything again");
}

#[test]
fn a_segment_that_nobody_has_says_so_and_how_to_leave() {
    let mut stage = stage((80, 24), Lang::En);
    stage.press("/").settle();
    for c in "segment:public".chars() {
        stage.press(&c.to_string());
    }
    stage.press("<enter>").settle();
    let screen = stage.screen();
    assert!(screen.contains("segment “public”") && screen.contains("Esc"), "{screen}");
    stage.press("<esc>").settle();
    assert_eq!(stage.app.queue().unwrap().len(), 42);
}

#[test]
fn the_views_at_every_size() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut stage = stage(size, lang);
            stage.press("v").settle();
            insta::assert_snapshot!(format!("views-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn the_shell_shows_the_lines_of_the_screen_by_the_same_name() {
    let mut shell = Shell::demo(60);
    shell.run("close-day").done();
    let day = shell.json("queue")["day"].as_str().unwrap().to_owned();
    shell.on(&day);
    let login: Login = "root".parse().unwrap();
    let mut own = OwnViews::default();
    assert!(own.keep("Gros", "amount>500 sort:-amount"));
    own.last = Some("Gros".into());
    Store::open(shell.book(), Mode::Write).unwrap().keep_views(&login, &own).unwrap();
    let names = |shown: &Value| -> Vec<String> {
        shown["entries"].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    let (all, some) = (names(&shell.json("queue")), names(&shell.json("queue --view gros")));
    assert!(some.len() > 3 && some.len() < all.len(), "{} of {}", some.len(), all.len());
    assert_eq!(names(&shell.json("queue --view gros --limit 2")), some[..2]);
    assert_eq!(names(&shell.json("queue --filter 'montant>500 tri:-montant'")), some);
    // The screen opens where it was left.
    let store = Store::open(shell.book(), Mode::Write).unwrap();
    let mut world = Real::open(store, Around { login: "root", size: (120, 40), ..Around::day(day.parse().unwrap()) });
    let screen = world.screen();
    assert!(screen.contains("amount>500"), "{screen}");
    let places: Vec<Option<usize>> = some.iter().take(3).map(|name| screen.find(&name[..name.len().min(9)])).collect();
    assert!(places[0].is_some() && places.is_sorted(), "{places:?} {some:?} {screen}");
    drop(world);
    assert!(shell.run("queue --view petit").refused().contains("Gros"));
    assert_eq!(shell.run("queue --filter amount>lots").code, 2);
    assert!(shell.run("queue --filter segment:personne").done().contains("personne"));
    // The house's, for whoever has none of their own of that name.
    let config = "[[view]]\nname = \"Loin\"\nfilter = \"days>30\"\n[[view]]\nname = \"gros\"\nfilter = \"days>1000\"\n";
    let mut path = shell.book().as_os_str().to_owned();
    path.push(".toml");
    std::fs::write(path, config).unwrap();
    // As every number of the house, from the next close on.
    shell.run("close-day").done();
    let next = shell.json("close-day")["next_day"].as_str().unwrap().to_owned();
    shell.on(&next);
    let loin = shell.run("queue --view loin");
    assert_eq!(loin.code, 0, "{loin:?}");
    let own = names(&shell.json("queue --filter 'amount>500 sort:-amount'"));
    assert_eq!(names(&shell.json("queue --view gros")), own);
}

#[test]
fn a_file_of_views_that_cannot_be_read_is_set_aside_before_another_is_written() {
    let shell = Shell::demo(5);
    let (login, own) = ("mia".parse::<Login>().unwrap(), OwnViews::default());
    let store = Store::open(shell.book(), Mode::Write).unwrap();
    store.keep_views(&login, &own).unwrap();
    let folder = shell.book().parent().unwrap().to_owned();
    let found = |ends: &str| {
        let mut all = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        all.find(|path| path.to_string_lossy().ends_with(ends))
    };
    std::fs::write(found("views-mia").unwrap(), "{broken").unwrap();
    assert_eq!(store.views(&login), own);
    store.keep_views(&login, &own).unwrap();
    assert_eq!(std::fs::read_to_string(found("views-mia.unreadable").unwrap()).unwrap(), "{broken");
}
