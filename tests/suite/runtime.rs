//! The loop over a real book: what is asked is carried out and shown, nothing is written when nothing changed, drafts
//! survive, a line that drops is no loss.
//! What never lives here: the words and looks of screens.

use relance::clock::machine_now;
use relance::day::CLOSE_DAY;
use relance::domain::codes::{CardSource, Role};
use relance::domain::command::What;
use relance::domain::person::Person;
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Instant};
use relance::i18n::Lang;
use relance::input::{Input, keys};
use relance::ranking::Card;
use relance::runtime::{End, FirstBook, House, Made, OpenBook};
use relance::store::adopted::{HouseKind, HouseText};
use relance::store::task::{TASK_STALE_MS, Task};
use relance::store::{Mode, Store};

use crate::support::book::{command, execute, fill, in_memory, monday, now, promise, settings, who};
use crate::support::days::close;
use crate::support::world::{Around, World, open_book};

/// A book of five debtors whose list for Monday is made.
fn monday_book() -> Store {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    store
}

fn world() -> World {
    World::open(monday_book(), Around::day(monday()))
}

#[test]
fn the_queue_comes_up_and_a_case_opens() {
    let mut world = world();
    world.sees("Société 1 Études").sees("1,300.00");
    world.press("<enter>");
    world.sees("C-00000");
    world.press("<esc>").sees("Société 5 Études");
}

#[test]
fn an_idle_screen_sends_nothing() {
    let mut world = world();
    let drawn = world.device().frames.len();
    world.wait(30_000);
    assert_eq!(world.device().frames[drawn..].iter().sum::<usize>(), 0, "{:?}", &world.device().frames[drawn..]);
}

#[test]
fn held_down_keys_become_one_frame() {
    let mut world = world();
    let before = world.device().frames.len();
    world.give_all(keys("j j j k j k j").unwrap().into_iter().map(Input::Key));
    assert!(world.device().frames.len() - before <= 2);
}

#[test]
fn a_note_is_on_disk_when_the_screen_says_so() {
    let mut world = world();
    world.press("n").types("promised by phone").press("<ctrl-s>");
    let case = world.store().latest_generation().unwrap().map(|g| g.number).unwrap();
    let first = world.store().queue(case, None, 0, 10, monday()).unwrap();
    let noted = first.iter().any(|line| {
        let view = world.store().timeline(line.ranked.case, Day::MAX, 0, 50).unwrap().0;
        format!("{view:?}").contains("promised by phone")
    });
    assert!(noted);
}

/// A book of three debtors in a file, closed for the day before, that a second connection can open.
fn in_a_file() -> (tempfile::TempDir, std::path::PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 3).unwrap();
    close(&mut store, monday().plus(-3));
    (folder, path, store)
}

/// A house whose terms somebody is changing.
#[derive(Debug)]
struct Changing(Policy);

impl House for Changing {
    fn in_force(&mut self) -> Option<(Policy, (Card, CardSource))> {
        Some((self.0.clone(), (Card::default_card(), CardSource::Shipped)))
    }
}

#[test]
fn terms_changed_by_others_hold_on_an_open_screen() {
    let (_folder, path, store) = in_a_file();
    let strict = Policy { minimum_minor: 77_700, ..Policy::default() };
    let book = OpenBook { house: Box::new(Changing(strict.clone())), ..open_book(store, "mia", monday()) };
    let mut world = World::at(book, &Lang::En, (80, 24));
    assert_ne!(*world.policy(), strict);
    let mut other = Store::open(&path, Mode::Write).unwrap();
    let what = What::Record(vec![promise(130_000, monday().plus(4))]);
    execute(&mut other, now(monday(), 0), &command(1, 1, None, what)).unwrap();
    world.wait(2_000);
    assert_ne!(*world.policy(), strict, "a promise is no change of terms");
    let text = HouseText { kind: HouseKind::Config, name: "book.toml".into(), text: "# other terms".into() };
    other.adopt(&who("lea"), now(monday(), 1), &[text], monday()).unwrap();
    world.wait(2_000);
    assert_eq!(*world.policy(), strict);
    world.sees("terms have changed");
}

#[test]
fn whoever_came_since_can_be_given_a_case() {
    let (_folder, path, store) = in_a_file();
    let mut world = World::open(store, Around::day(monday()));
    let mut other = Store::open(&path, Mode::Write).unwrap();
    let person = Person::new("odile".parse().unwrap(), Role::Collector, vec![]);
    other.put_person(&who("mia"), now(monday(), 0), &person).unwrap();
    world.wait(1_100);
    world.press("A").types("od").press("<enter>");
    let given = (1..=3).map(|case| other.case_view(CaseId(case), now(monday(), 1_000), None, 1).unwrap().state);
    let given: Vec<_> = given.filter_map(|state| state.assignment).collect();
    assert_eq!(given.iter().map(|to| to.to.0.as_str()).collect::<Vec<_>>(), ["odile"], "{}", world.screen());
}

#[test]
fn somebody_elses_change_is_seen_within_a_second() {
    let (_folder, path, store) = in_a_file();
    let mut world = World::open(store, Around::day(monday()));
    let drawn = world.device().frames.len();
    world.wait(5_000);
    assert_eq!(world.device().frames[drawn..].iter().sum::<usize>(), 0);
    let mut other = Store::open(&path, Mode::Write).unwrap();
    let what = What::Record(vec![promise(130_000, monday().plus(4))]);
    execute(&mut other, now(monday(), 0), &command(1, 1, None, what)).unwrap();
    drop(other);
    let before = world.screen();
    world.wait(1_100);
    assert!(world.device().frames.len() > drawn, "the list was read again");
    assert_ne!(world.screen(), before);
}

#[test]
fn a_dropped_line_keeps_what_was_typed() {
    let (_folder, path, store) = in_a_file();
    let mut world = World::open(store, Around::day(monday()));
    world.press("n").types("half a sent").give(Input::Hangup);
    assert!(!world.runs);
    assert_eq!(world.end(), End::LineGone);

    let store = Store::open(&path, Mode::Write).unwrap();
    let leased: Vec<_> = (1..=3).filter_map(|case| store.lease_of(Instant(i64::MAX), CaseId(case)).unwrap()).collect();
    assert!(leased.is_empty(), "{leased:?}");
    assert_eq!(store.drafts(&who("mia").login).unwrap().len(), 1);
    let mut again = World::open(store, Around::day(monday()));
    again.sees("half a sent");
}

#[test]
fn a_terminal_that_cannot_be_written_ends_the_work() {
    let mut world = world();
    world.device().gone = true;
    world.press("j");
    assert!(!world.runs);
    assert_eq!(world.end(), End::LineGone);
}

#[test]
fn leaving_is_one_key_and_suspending_repaints() {
    let mut world = world();
    let drawn = world.device().frames.len();
    world.press("<ctrl-z>");
    assert_eq!(world.device().suspended, 1);
    assert!(world.device().frames[drawn..].iter().any(|bytes| *bytes > 500), "painted whole again");
    world.press("q");
    assert!(!world.runs);
    assert_eq!(world.end(), End::Left);
}

#[test]
fn a_small_terminal_says_what_it_needs() {
    let mut world = world();
    world.give(Input::Resize(60, 14)).sees("60").sees("15").sees_not("Société");
    world.give(Input::Resize(60, 15)).sees("Société");
    world.give(Input::Resize(1, 1));
    world.give(Input::Resize(200, 60)).sees("Société");
}

#[test]
fn the_first_hour_makes_a_book() {
    let mut around = Around::day(monday());
    around.lang = Lang::Fr;
    let mut world = World::without_book(
        &around,
        Box::new(|which| match which {
            FirstBook::Empty => Ok(Made::Open(Box::new(open_book(monday_book(), "mia", monday())))),
            FirstBook::Demo | FirstBook::Import(_) | FirstBook::Mapped { .. } => Err("pas de place".into()),
        }),
    );
    world.sees("Bienvenue").press("d").sees("pas de place");
    world.press("e").sees("Société 1 Études").sees_not("Bienvenue");
}

/// A book of three debtors on a disk, with its list for Monday.
fn on_disk(folder: &std::path::Path) -> Store {
    let mut store = Store::create(&folder.join("book"), &settings(), false).unwrap();
    fill(&mut store, 3).unwrap();
    close(&mut store, monday().plus(-3));
    store
}

#[test]
fn how_far_somebody_elses_close_is_is_on_screen_until_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::open(on_disk(folder.path()), Around::day(monday()));
    world.sees_not("closing");
    let mut other = Store::open(&folder.path().join("book"), Mode::Write).unwrap();
    let began = machine_now();
    let task = |done, after_ms| Task {
        name: CLOSE_DAY.into(),
        login: who("omar").login,
        host: "elsewhere".into(),
        process: 7,
        since: began,
        renewed_at: Instant(began.0 + after_ms),
        done,
        total: 1_000,
    };
    assert!(other.take_task(&task(250, 1_000), &|_| false).unwrap().is_none());
    world.wait(1_100).sees("250/1,000").sees("250/s").sees("3 s left");
    assert!(other.renew_task(&task(800, 2_000)).unwrap());
    world.wait(300).sees("800/1,000");
    world.press("n").types("work goes on").press("<ctrl-s>").sees("800/1,000");
    other.drop_task(&task(1_000, 2_100)).unwrap();
    world.wait(300).sees_not("800/1,000").sees("The day is closed.");
    // One that gives no sign of life is none.
    assert!(other.take_task(&task(100, -2 * TASK_STALE_MS), &|_| true).unwrap().is_none());
    world.wait(1_100).sees_not("100/1,000");
}

#[test]
fn a_first_list_that_is_being_made_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 3).unwrap();
    let mut other = Store::open(&path, Mode::Write).unwrap();
    let began = machine_now();
    let task = Task {
        name: CLOSE_DAY.into(),
        login: who("omar").login,
        host: "elsewhere".into(),
        process: 7,
        since: began,
        renewed_at: began,
        done: 1,
        total: 3,
    };
    assert!(other.take_task(&task, &|_| false).unwrap().is_none());
    let mut world = World::open(store, Around::day(monday()));
    world.wait(1_100).sees("The call queue is being made").sees_not("Import your invoices");
    other.drop_task(&task).unwrap();
    world.wait(300).sees("Import your invoices");
}

/// Waits for the thread that writes drafts: it is no part of the loop.
fn until(world: &mut World, text: &str) {
    for _ in 0..2_000 {
        if world.wait(1_000).screen().contains(text) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("never on the screen: {text:?}\n{}", world.screen());
}

#[cfg(unix)]
#[test]
fn a_draft_that_cannot_be_written_is_said_and_the_form_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    type Block = fn(&std::path::Path);
    let blocks: [(&str, Block); 3] = [
        ("a full disk", |folder| symlink("/dev/full", folder.join(".book.draft-mia.new")).unwrap()),
        ("a lock that cannot be had", |folder| std::fs::create_dir(folder.join(".book.draft-mia.lock")).unwrap()),
        ("a folder that may only be read", |folder| {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o555)).unwrap();
        }),
    ];
    for (name, block) in blocks {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::open(on_disk(folder.path()), Around::day(monday()));
        block(folder.path());
        if std::fs::File::create(folder.path().join("probe")).is_ok() && name.starts_with("a folder") {
            eprintln!("not tried as a person who may write everywhere: {name}");
            continue;
        }
        world.press("n").types("half a sent");
        until(&mut world, "could not be kept safe");
        world.sees("half a sent").types("ence").sees("half a sentence");
        world.press("<ctrl-s>").sees("Recorded");
        let said =
            (1..=3).map(|case| format!("{:?}", world.store().timeline(CaseId(case), Day::MAX, 0, 50).unwrap().0));
        assert!(said.collect::<String>().contains("half a sentence"), "{name}: it can still be recorded");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn the_background_chooses_the_theme_unless_a_person_did() {
    const XTERM: &[(&str, &str)] = &[("TERM", "xterm-256color")];
    let sit = |theme, environment| World::themed(monday_book(), monday(), theme, environment);
    let mut chosen = ["day", "night", "terminal"].map(|theme| {
        let mut world = sit(Some(theme), XTERM);
        assert_eq!(world.device().asked, 0, "who chose {theme} is not asked about");
        world.colours()
    });
    let [day, night, terminal] = &mut chosen;
    assert!(day != night && night != terminal && day != terminal);
    for (light, theme) in [(true, &day), (false, &night)] {
        let mut world = sit(None, XTERM);
        assert_eq!((world.device().asked, &world.colours()), (1, &*terminal), "the first frame waits for nothing");
        world.device().light = Some(light);
        world.wait(50);
        assert_eq!(&&mut world.colours(), theme, "light: {light}");
        world.press("j k").sees("Société 1 Études");
    }
    let mut told = sit(None, &[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")]);
    assert_eq!((told.device().asked, &told.colours()), (0, &*day), "the environment says it");
    for quiet in [&[("TERM", "linux")] as &[_], &[("TERM", "xterm"), ("NO_COLOR", "1")]] {
        assert_eq!(sit(None, quiet).device().asked, 0, "{quiet:?}");
    }
}
