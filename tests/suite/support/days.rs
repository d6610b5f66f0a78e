//! Closing days in tests: a close that nobody watches, and what a list says.
//! What never lives here: a test.
//! The tests of the day and of the story call it.

use relance::day::{self, Around, Ask, DayClosed, DayError, Progress};
use relance::domain::codes::Exclusion;
use relance::domain::queue::{Generation, QueueLine};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Instant};
use relance::ranking::Card;
use relance::store::Store;
use relance::store::adopted::HouseText;
use relance::store::task::Task;

use super::book::{now, who};

/// Nobody watches, nobody else is there; stops after so many signs of life when told to.
#[derive(Debug, Default)]
pub struct Alone {
    pub stop_after: Option<u32>,
    pub gone: bool,
    pub signs: u32,
}

impl Around for Alone {
    fn machine_now(&self) -> Instant {
        Instant(i64::from(self.signs) * 2_000)
    }
    fn goes_on(&mut self, _: Progress) -> bool {
        self.signs += 1;
        self.stop_after.is_none_or(|stop| self.signs <= stop)
    }
    fn pause(&mut self) {}
    fn is_gone(&self, _: &Task) -> bool {
        self.gone
    }
}

/// Closes `today` as mia, with the card and the numbers of the house.
pub fn close(store: &mut Store, today: Day) -> DayClosed {
    try_close(store, today, None, &mut Alone::default()).expect("the day closes")
}

pub fn try_close(
    store: &mut Store,
    today: Day,
    for_day: Option<Day>,
    around: &mut Alone,
) -> Result<DayClosed, DayError> {
    close_by(store, today, for_day, &[], around)
}

/// The same by the texts of the house.
pub fn close_by(
    store: &mut Store,
    today: Day,
    for_day: Option<Day>,
    house: &[HouseText],
    around: &mut Alone,
) -> Result<DayClosed, DayError> {
    let (mia, card, policy) = (who("mia"), Card::default_card(), Policy::default());
    let (host, process, now) = ("here", 7, now(today, 0));
    let ask = Ask { who: &mia, host, process, now, for_day, card: &card, policy: &policy, house };
    day::close(store, &ask, around)
}

pub fn list(store: &Store, day: Day) -> (Generation, Vec<QueueLine>) {
    let generation = store.generation_for(day).unwrap().unwrap_or_else(|| panic!("a list for {day}"));
    let lines = store.queue(generation.number, None, 0, 1_000, day).unwrap();
    (generation, lines)
}

/// The line of a case in the list of a day.
pub fn line(store: &Store, day: Day, case: CaseId) -> Option<QueueLine> {
    list(store, day).1.into_iter().find(|line| line.ranked.case == case)
}

/// Why a case is not in the list of a day, and until when.
pub fn left_out(store: &Store, day: Day, case: CaseId) -> Option<(Exclusion, Day)> {
    let generation = store.generation_for(day).unwrap()?;
    let all = store.excluded(&generation, None, CaseId(0), 1_000).unwrap();
    all.into_iter().find(|line| line.case == case).map(|line| (line.reason, line.until))
}

/// Everything a generation says, as text: for comparing two.
pub fn printed(store: &Store, day: Day) -> String {
    let (generation, lines) = list(store, day);
    let excluded = store.excluded(&generation, None, CaseId(0), 1_000).unwrap();
    format!("{} {} {}\n{lines:#?}\n{excluded:#?}", generation.day, generation.queued, generation.excluded)
}
