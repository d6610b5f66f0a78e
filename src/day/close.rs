//! The course of a close: take the task, bring the book to the next working day, place, order, switch, seal.
//! What never lives here: SQL, a rule, words.
//! `day` offers it as `day::close`.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::lines::Lines;
use super::pace::{Gate, Pace};
use super::walk::Walked;
use super::{Around, Ask, CLOSE_DAY, DayClosed, DayError, Phase, Progress, PromiseCounts, promises, walk};
use crate::domain::calendar::next_business_day;
use crate::domain::codes::{Exclusion, Right};
use crate::domain::queue::Generation;
use crate::domain::team::TeamDay;
use crate::domain::values::{CaseId, Day, Login};
use crate::store::adopted::HouseVersions;
use crate::store::blocks::Blocks;
use crate::store::night::{Beside, PART_CASES};
use crate::store::queue::{Kept, shares_text};
use crate::store::task::Task;
use crate::store::{Store, StoreError};

/// Signs of life are written this often at most: each is a transaction of its own.
const RENEW_EVERY_MS: i64 = 1_000;
/// Longest time between two looks at whether to go on.
const SIGN_OF_LIFE: Duration = Duration::from_millis(50);
/// Readers beside the writer: a machine of two cores is busy with them.
pub const READERS: usize = 2;

/// Closes a day: one close covers every day since the last. With nothing new since the last close of the same day,
/// nothing is changed and the same generation and seal are told again.
pub fn close(store: &mut Store, ask: &Ask<'_>, around: &mut dyn Around) -> Result<DayClosed, DayError> {
    close_with(store, ask, around, READERS)
}

/// The same with so many readers beside the writer; what comes out is the same with any number of them.
pub fn close_with(
    store: &mut Store,
    ask: &Ask<'_>,
    around: &mut dyn Around,
    readers: usize,
) -> Result<DayClosed, DayError> {
    store.allow(ask.who, Right::CloseDay)?;
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
        && Figures::read(&same.versions).next_flip.is_none_or(|flip| flip > day)
        && store.night_settled()?
    {
        return again(store, ask, same);
    }
    let mut task = task(ask, around);
    if let Some(holder) = store.take_task(&task, &|held| around.is_gone(held))? {
        return Err(DayError::BeingClosed(Box::new(holder)));
    }
    let work = Work { ask, closed, day, last, readers };
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
    /// First day after its own on which the calendar changes a row.
    next_flip: Option<Day>,
}

impl Figures {
    fn text(&self, made_from: &str, shares: &str, house: &HouseVersions) -> String {
        let PromiseCounts { kept, partially_kept, broken } = self.promises;
        let known = self.known.0;
        let flip = self.next_flip.unwrap_or(Day::MAX).0;
        format!(
            "{made_from}\nknown={known} flip={flip} kept={kept} partially-kept={partially_kept} broken={broken}\n{shares}\n{house}"
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
        let next_flip = i32::try_from(field("flip")).ok().filter(|flip| *flip < Day::MAX.0).map(Day);
        Self { known: CaseId(field("known").into()), promises, next_flip }
    }
}

struct Work<'a> {
    ask: &'a Ask<'a>,
    closed: Day,
    day: Day,
    last: Option<Kept>,
    readers: usize,
}

/// What the walk over the book found.
struct Book {
    lines: Lines,
    owners: Vec<Option<Login>>,
    cases: u64,
    excluded: BTreeMap<Exclusion, u64>,
    promised: Vec<CaseId>,
    known: CaseId,
    next_flip: Option<Day>,
    team: TeamDay,
    pace: Pace,
}

impl Work<'_> {
    fn run(&self, store: &mut Store, around: &mut dyn Around, task: &mut Task) -> Result<DayClosed, DayError> {
        let house = store.adopt(self.ask.who, self.ask.now, self.ask.house, self.day)?;
        let made_from = made_from(store, self.ask)?;
        store.night_lean()?;
        let mut touched = store.night_unsealed()?;
        let (number, interrupted) = store.night_begin(&self.planned(), self.closed, &mut || around.pause())?;
        if interrupted {
            // Rows it brought to the day already are not met again on the walk.
            let since = self.last.as_ref().map_or(Day(i32::MIN), |last| last.generation.day);
            touched.append(&mut store.night_promised(since)?);
        }
        around.enters(Phase::Walk);
        let mut book = self.walk(store, around, task)?;
        around.enters(Phase::Write);
        self.write(store, around, task, number, &mut book)?;
        touched.append(&mut book.promised);
        around.enters(Phase::Promises);
        let promises = self.promises(store, touched)?;
        let figures = Figures { known: book.known, promises, next_flip: book.next_flip };
        let (queued, left_out) = (book.lines.len(), book.lines.left_out());
        let versions = figures.text(&made_from, &shares_text(book.lines.shares()), &house);
        around.enters(Phase::Seal);
        for (whose, total) in book.owners.iter().zip(book.lines.totals()) {
            book.team.total(whose.as_ref(), *total);
        }
        book.team.finish();
        store.night_switch(number, (queued, left_out), &versions, &book.team)?;
        let seal = store.seal(self.ask.now, self.closed)?;
        around.enters(Phase::Drop);
        while store.night_drop_old(number, &mut || around.pause())? {
            around.pause();
        }
        Ok(DayClosed {
            closed: self.closed,
            next_day: self.day,
            generation: number,
            cases: book.cases,
            queued: queued.into(),
            excluded: book.excluded,
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

    /// Goes through the book by case number: each case is brought to the day and placed.
    fn walk(&self, store: &mut Store, around: &mut dyn Around, task: &mut Task) -> Result<Book, DayError> {
        let known = store.night_last()?;
        task.total = known.0.unsigned_abs();
        let by = walk::Around {
            day: self.day,
            card: self.ask.card,
            policy: self.ask.policy,
            reporting: store.settings().currency,
            past: self.past(store)?,
            lists: walk::ListNumbers::default(),
            cover: store.cover(self.day, None)?,
        };
        let mut book = Book {
            lines: Lines::default(),
            owners: vec![],
            cases: 0,
            excluded: BTreeMap::new(),
            promised: vec![],
            known,
            next_flip: None,
            team: TeamDay::new(self.day, self.ask.policy.calendar, &self.ask.policy.team.alerts),
            pace: Pace::new(Gate::default()),
        };
        let readers = (0..self.readers).map(|_| store.beside()).collect::<Result<Vec<_>, _>>()?;
        let readers: Vec<Beside> = readers.into_iter().flatten().collect();
        if readers.is_empty() {
            // A book in memory has one connection.
            for (after, last) in parts(known) {
                let part = store.night_reader(by.day, by.past.generation)?.part(after, last)?;
                let mut walked = walk::walk(part, &by);
                book.pace.keep(store, around, walked.fresh.drain(..))?;
                book.add(walked);
                alive(store, around, task, last.0.unsigned_abs())?;
            }
        } else {
            self.walk_beside(store, around, task, &by, readers, &mut book)?;
        }
        book.pace.rest(store, around)?;
        around.enters(Phase::Rank);
        let (owners, numbers) = by.lists.in_order();
        book.owners = owners;
        let rules = self.ask.policy.order.on(self.day, &store.people()?);
        book.lines.sort(&numbers, &book.owners, &rules, (self.day, by.reporting));
        if book.lines.linked() > 0 {
            book.excluded.insert(Exclusion::Linked, book.lines.linked());
        }
        Ok(book)
    }

    /// The same with several readers beside the writer: each takes the next part there is, and what they found is put
    /// together in the order of case numbers, so that nothing depends on who was faster.
    fn walk_beside(
        &self,
        store: &mut Store,
        around: &mut dyn Around,
        task: &mut Task,
        by: &walk::Around<'_>,
        readers: Vec<Beside>,
        book: &mut Book,
    ) -> Result<(), DayError> {
        let parts: Vec<(CaseId, CaseId)> = parts(book.known).collect();
        let gate = book.pace.gate();
        let next = AtomicUsize::new(0);
        let (send, found) = sync_channel::<Result<(usize, Walked), StoreError>>(readers.len());
        let mut waiting: BTreeMap<usize, Walked> = BTreeMap::new();
        std::thread::scope(|scope| {
            for beside in readers {
                let (send, gate, parts) = (send.clone(), gate.clone(), Parts { all: &parts, next: &next });
                scope.spawn(move || read_parts(&beside, &parts, &gate, by, &send));
            }
            drop(send);
            // Ending early drops the receiver with this closure, and every reader ends at its next part.
            let found = found;
            let mut due = 0;
            loop {
                match found.recv_timeout(SIGN_OF_LIFE) {
                    Ok(walked) => {
                        let (at, mut walked) = walked?;
                        book.pace.keep(store, around, walked.fresh.drain(..))?;
                        waiting.insert(at, walked);
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                while let Some(walked) = waiting.remove(&due) {
                    book.add(walked);
                    due += 1;
                }
                let done = due.checked_sub(1).and_then(|last| parts.get(last)).map_or(0, |(_, last)| last.0);
                alive(store, around, task, done.unsigned_abs())?;
            }
            if due == parts.len() { Ok(()) } else { Err(StoreError::Corrupt("a part was not read".into()).into()) }
        })
    }

    /// Writes the list, slice by slice, where nobody sees it yet; the next slice is packed while one is written.
    fn write(
        &self,
        store: &mut Store,
        around: &mut dyn Around,
        task: &mut Task,
        number: i64,
        book: &mut Book,
    ) -> Result<(), DayError> {
        let lengths = book.lines.lengths().iter().copied();
        let lists: Vec<(Option<Login>, u32)> = book.owners.iter().cloned().zip(lengths).collect();
        store.night_lists(number, &lists)?;
        let Book { lines, owners, pace, .. } = book;
        let (send, packed) = sync_channel::<Blocks>(1);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut blocks = Blocks::default();
                // Nobody takes them any more: the writing ended early.
                let mut sink = |ready: &mut Blocks| send.send(ready.hand_over()).map_err(|_unwanted| ());
                lines.order(&mut blocks, &mut sink)?;
                lines.lists(owners, &mut blocks, &mut sink)?;
                lines.cases(&mut blocks, &mut sink)
            });
            for mut ready in packed {
                pace.blocks(store, around, (number, &mut ready))?;
                alive(store, around, task, task.done)?;
            }
            Ok(())
        })
    }

    /// The list that the new one is compared with: the newest one for an earlier day.
    fn past(&self, store: &Store) -> Result<walk::Past, DayError> {
        let Some(before) = store.kept_before(self.day)? else { return Ok(walk::Past::default()) };
        let number = before.generation.number;
        Ok(walk::Past {
            generation: Some(number),
            owners: store.night_owners(number)?,
            since: Some(before.closed),
            known: Figures::read(&before.versions).known,
        })
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

/// Case numbers of each part: after, and up to.
fn parts(known: CaseId) -> impl Iterator<Item = (CaseId, CaseId)> {
    let step = usize::try_from(PART_CASES).unwrap_or(1);
    (0..known.0).step_by(step).map(move |after| (CaseId(after), CaseId(after + PART_CASES).min(known)))
}

/// The parts of the book, and which is to be read next.
struct Parts<'a> {
    all: &'a [(CaseId, CaseId)],
    next: &'a AtomicUsize,
}

/// Reads and places parts until there are none left, or nobody wants them any more.
fn read_parts(
    beside: &Beside,
    parts: &Parts<'_>,
    gate: &Gate,
    by: &walk::Around<'_>,
    send: &SyncSender<Result<(usize, Walked), StoreError>>,
) {
    let mut reader = match beside.reader(by.day, by.past.generation) {
        Ok(reader) => reader,
        Err(error) => {
            let _nobody_listens = send.send(Err(error));
            return;
        }
    };
    loop {
        let at = parts.next.fetch_add(1, Ordering::Relaxed);
        let Some((after, last)) = parts.all.get(at) else { return };
        let part = {
            let _reads = gate.read().unwrap_or_else(PoisonError::into_inner);
            reader.part(*after, *last)
        };
        let walked = part.map(|part| (at, walk::walk(part, by)));
        let failed = walked.is_err();
        if send.send(walked).is_err() || failed {
            return;
        }
    }
}

impl Book {
    fn add(&mut self, walked: Walked) {
        self.lines.add(walked.batch);
        self.cases += walked.cases;
        for (reason, cases) in walked.excluded {
            *self.excluded.entry(reason).or_default() += cases;
        }
        self.promised.extend(walked.promised);
        self.team.join(walked.team);
        self.next_flip = self.next_flip.into_iter().chain(walked.next_flip).min();
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
        match store.renew_task(task) {
            Ok(true) => {}
            Ok(false) => return Err(DayError::Stopped),
            // Somebody holds the book: the next sign of life will do.
            Err(StoreError::Busy { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
