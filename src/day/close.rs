//! The course of a close: take the task, bring the book to the next working day, place, order, switch, seal.
//! What never lives here: SQL, a rule, words.
//! `day` offers it as `day::close`.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::lines::{Lines, Past};
use super::{Around, Ask, CLOSE_DAY, DayClosed, DayError, Progress, PromiseCounts, promises};
use crate::domain::calendar::next_business_day;
use crate::domain::codes::Exclusion;
use crate::domain::command::Rev;
use crate::domain::queue::{Generation, Placed};
use crate::domain::values::{CaseId, Day};
use crate::ranking::place;
use crate::store::Store;
use crate::store::adopted::HouseVersions;
use crate::store::night::PLACE_ROWS;
use crate::store::queue::{Kept, shares_text};
use crate::store::task::Task;

/// Signs of life are written this often at most: each is a transaction of its own.
const RENEW_EVERY_MS: i64 = 1_000;

/// Closes a day: one close covers every day since the last. With nothing new since the last close of the same day,
/// nothing is changed and the same generation and seal are told again.
pub fn close(store: &mut Store, ask: &Ask<'_>, around: &mut dyn Around) -> Result<DayClosed, DayError> {
    let closed = ask.for_day.unwrap_or(ask.now.today);
    if closed > ask.now.today {
        return Err(DayError::NotYet(closed));
    }
    let last = store.latest_kept()?;
    if let Some(last) = last.as_ref().filter(|last| last.closed > closed) {
        return Err(DayError::ClosedLater { asked: closed, last: last.closed });
    }
    let day = next_business_day(ask.policy.calendar, closed);
    if let Some(same) = last.as_ref().filter(|last| last.closed == closed && last.generation.day == day)
        && !store.to_adopt(ask.house)?
        && same.versions.lines().next() == Some(&made_from(store, ask)?)
        && store.night_settled(day)?
    {
        return again(store, ask, same);
    }
    let mut task = task(ask, around);
    if let Some(holder) = store.take_task(&task, &|held| around.is_gone(held))? {
        return Err(DayError::BeingClosed(Box::new(holder)));
    }
    let work = Work { ask, closed, day, last };
    let done = work.run(store, around, &mut task);
    // Should letting go fail, the task goes stale by itself.
    let _let_go = store.drop_task(&task);
    done
}

/// What a queue is made from besides the day: entries, batches, the card, the house's numbers.
fn made_from(store: &Store, ask: &Ask<'_>) -> Result<String, DayError> {
    let marks = store.night_marks()?;
    Ok(format!(
        "{marks} card={} policy={}",
        short_hash(&ask.card.canonical()),
        short_hash(&format!("{:?}", ask.policy))
    ))
}

/// Enough of a hash to tell two texts apart, in hex.
fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn task(ask: &Ask<'_>, around: &dyn Around) -> Task {
    let since = around.machine_now();
    Task {
        name: CLOSE_DAY.to_owned(),
        login: ask.who.login.clone(),
        host: ask.host.to_owned(),
        process: ask.process,
        since,
        renewed_at: since,
        done: 0,
        total: 0,
    }
}

/// The answer when nothing was new.
fn again(store: &mut Store, ask: &Ask<'_>, same: &Kept) -> Result<DayClosed, DayError> {
    let (cases, _) = store.night_size()?;
    let generation = &same.generation;
    let mut excluded = store.night_excluded(generation.number)?;
    let told = u64::from(generation.queued) + excluded.values().sum::<u64>();
    let quiet = cases.saturating_sub(told);
    if quiet > 0 {
        *excluded.entry(Exclusion::NothingOverdue).or_default() += quiet;
    }
    Ok(DayClosed {
        closed: same.closed,
        next_day: generation.day,
        generation: generation.number,
        cases,
        queued: generation.queued.into(),
        excluded,
        promises: Figures::read(&same.versions).promises,
        orphans: store.night_orphans(generation.number)?,
        seal: store.seal(ask.now, same.closed)?,
        unchanged: true,
    })
}

/// Figures of a close kept with its generation.
struct Figures {
    /// The highest case number it knew.
    known: CaseId,
    /// Promises that found their end.
    promises: PromiseCounts,
}

impl Figures {
    fn text(&self, made_from: &str, shares: &str, house: &HouseVersions) -> String {
        let PromiseCounts { kept, partially_kept, broken } = self.promises;
        let known = self.known.0;
        format!(
            "{made_from}\nknown={known} kept={kept} partially-kept={partially_kept} broken={broken}\n{shares}\n{house}"
        )
    }

    /// Back from [`Self::text`]; what is not there counts nothing.
    fn read(versions: &str) -> Self {
        let fields = versions.lines().nth(1).unwrap_or_default();
        let field = |name: &str| {
            let mut pairs = fields.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).and_then(|(_, value)| value.parse::<u32>().ok()).unwrap_or(0)
        };
        let promises = PromiseCounts {
            kept: field("kept").into(),
            partially_kept: field("partially-kept").into(),
            broken: field("broken").into(),
        };
        Self { known: CaseId(field("known").into()), promises }
    }
}

struct Work<'a> {
    ask: &'a Ask<'a>,
    closed: Day,
    day: Day,
    last: Option<Kept>,
}

/// What the walk over the book found.
struct Walked {
    lines: Lines,
    cases: u64,
    excluded: BTreeMap<Exclusion, u64>,
    /// Cases left out with a line of their own.
    left_out: u32,
    promised: Vec<CaseId>,
    known: CaseId,
}

impl Work<'_> {
    fn run(&self, store: &mut Store, around: &mut dyn Around, task: &mut Task) -> Result<DayClosed, DayError> {
        let house = store.adopt(self.ask.who, self.ask.now, self.ask.house, self.day)?;
        let made_from = made_from(store, self.ask)?;
        let mut touched = store.night_unsealed()?;
        let number = store.night_begin(&self.planned(), self.closed, &mut || around.pause())?;
        let mut walked = self.walk(store, around, task, number)?;
        walked.lines.sort();
        walked.lines.draw(self.day);
        for ranks in walked.lines.ranks(PLACE_ROWS) {
            store.night_ranks(number, &ranks)?;
            around.pause();
            alive(store, around, task, task.done)?;
        }
        touched.append(&mut walked.promised);
        let figures = Figures { known: walked.known, promises: self.promises(store, touched)? };
        let queued = u32::try_from(walked.lines.len()).unwrap_or(u32::MAX);
        let shares = shares_text(&walked.lines.shares());
        let versions = figures.text(&made_from, &shares, &house);
        store.night_switch(number, queued, walked.left_out, &versions)?;
        let seal = store.seal(self.ask.now, self.closed)?;
        while store.night_drop_old(number)? {
            around.pause();
        }
        Ok(DayClosed {
            closed: self.closed,
            next_day: self.day,
            generation: number,
            cases: walked.cases,
            queued: queued.into(),
            excluded: walked.excluded,
            promises: figures.promises,
            orphans: store.night_orphans(number)?,
            seal,
            unchanged: false,
        })
    }

    fn planned(&self) -> Generation {
        Generation {
            number: 0,
            day: self.day,
            planned_at: self.ask.now.at,
            card: self.ask.card.name().to_owned(),
            queued: 0,
            excluded: 0,
            shares: vec![],
        }
    }

    /// Goes through the book by case number: each case is brought to the day, placed and kept.
    fn walk(
        &self,
        store: &mut Store,
        around: &mut dyn Around,
        task: &mut Task,
        number: i64,
    ) -> Result<Walked, DayError> {
        let reporting = store.settings().currency;
        let mut walked = Walked {
            lines: Lines::new(self.past(store)?, &self.ask.policy.order),
            cases: 0,
            excluded: BTreeMap::new(),
            left_out: 0,
            promised: vec![],
            known: CaseId(0),
        };
        task.total = store.night_size()?.0;
        let mut placed: Vec<(Placed, Rev)> = Vec::with_capacity(PLACE_ROWS);
        while let Some(mut slice) = store.night_slice(walked.known, self.day, &mut || around.pause())? {
            let busy = u64::try_from(slice.rows.len()).unwrap_or(slice.cases);
            *walked.excluded.entry(Exclusion::NothingOverdue).or_default() += slice.cases.saturating_sub(busy);
            for row in &slice.rows {
                let place = place(row, self.day, self.ask.card, self.ask.policy, reporting);
                match &place {
                    Placed::Queued(line) => walked.lines.add(line, row),
                    Placed::Excluded { reason, .. } => {
                        *walked.excluded.entry(*reason).or_default() += 1;
                        if *reason == Exclusion::NothingOverdue && row.oldest_due.is_none() {
                            continue;
                        }
                        walked.left_out += 1;
                    }
                }
                placed.push((place, row.rev));
                if placed.len() == PLACE_ROWS {
                    store.night_places(number, &placed)?;
                    placed.clear();
                    around.pause();
                }
            }
            walked.cases += slice.cases;
            walked.known = slice.last;
            walked.promised.append(&mut slice.promised);
            alive(store, around, task, walked.cases)?;
        }
        store.night_places(number, &placed)?;
        walked.excluded.retain(|_, cases| *cases > 0);
        Ok(walked)
    }

    /// The list that the new one is compared with: the newest one for an earlier day.
    fn past(&self, store: &Store) -> Result<Past, DayError> {
        let Some(before) = store.kept_before(self.day)? else { return Ok(Past::default()) };
        let number = before.generation.number;
        let known = Figures::read(&before.versions).known;
        Ok(Past::new(store.night_earlier(number)?, store.night_left_out(number)?, before.closed, known))
    }

    /// Promises that found their end since the last close; of the same day, those of its first close count too.
    fn promises(&self, store: &Store, mut touched: Vec<CaseId>) -> Result<PromiseCounts, DayError> {
        touched.sort_unstable();
        touched.dedup();
        let last = self.last.as_ref();
        let counts = promises::settled_since(store, &touched, last.map(|last| &last.generation), self.day)?;
        let same_day = last.filter(|last| last.closed == self.closed);
        Ok(same_day.map_or(counts, |last| counts.plus(Figures::read(&last.versions).promises)))
    }
}

/// Gives a sign of life now and then, and asks whether to go on.
fn alive(store: &mut Store, around: &mut dyn Around, task: &mut Task, done: u64) -> Result<(), DayError> {
    task.done = done;
    if !around.goes_on(Progress { done, total: task.total }) {
        return Err(DayError::Stopped);
    }
    let now = around.machine_now();
    if now.0 - task.renewed_at.0 >= RENEW_EVERY_MS {
        task.renewed_at = now;
        if !store.renew_task(task)? {
            return Err(DayError::Stopped);
        }
    }
    Ok(())
}
