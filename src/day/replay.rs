//! The book's own past, day by day, under several orders: what the first calls of each day would have reached, and what
//! they would have changed if calls work as a stated model says.
//! What never lives here: words, a clock. Nothing is written.
//! `cli` calls it.
//!
//! Each morning is seen as it was: what was paid, said or recorded on the day itself is not known yet.

use std::collections::{BTreeMap, BTreeSet};

use super::Progress;
use super::linked::{Gone, Member, Resting, gone};
use crate::domain::calendar::is_business_day;
use crate::domain::case::{CaseRow, CaseState, Facts, derive};
use crate::domain::codes::{Band, ReplayOrder};
use crate::domain::ledger::ItemKey;
use crate::domain::queue::{Placed, Ranked};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Currency, Day, Group, Login};
use crate::ranking::{Card, gate, index, order, place};
use crate::store::{Store, StoreError};

/// What is still unpaid after so many days was at risk.
pub const RISK_DAYS: i32 = 7;
/// Cases times days looked at in one replay: some minutes of work.
pub const STEPS_MAX: u64 = 20_000_000;

/// How calls are assumed to work, the same for every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Model {
    /// A call reaches the debtor, per mille.
    pub reach_permille: u16,
    /// A debtor who was reached settles what is overdue, per mille …
    pub settle_permille: u16,
    /// … within so many days.
    pub settle_days: i32,
    /// Days without a call after one that reached, and after one that did not.
    pub rest_days: (i32, i32),
    /// How often the days are played.
    pub runs: u32,
    /// What chance begins from.
    pub seed: u64,
}

impl Default for Model {
    fn default() -> Self {
        Self { reach_permille: 350, settle_permille: 600, settle_days: 3, rest_days: (5, 1), runs: 60, seed: 1 }
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct ReplayAsk<'a> {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Calls a day.
    pub calls: u32,
    /// The card.
    pub card: &'a Card,
    /// The house's numbers.
    pub policy: &'a Policy,
    /// The model.
    pub model: Model,
}

/// What one order would have done; shares in 1/10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplayRow {
    /// Which order.
    pub order: ReplayOrder,
    /// At-risk cash reached by the first calls of each day, of all that was at risk.
    pub cash_bp: i64,
    /// Calls to debtors who paid everything within the week by themselves, of all calls.
    pub needless_bp: i64,
    /// Money-days of lateness removed, of all, if calls work as the model says; mean of the runs.
    pub removed_bp: i64,
    /// Standard error of that mean.
    pub removed_error_bp: i64,
}

/// A replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// Working days played.
    pub days: u32,
    /// Lines of all days.
    pub lines: u64,
    /// At-risk cash of all days, minor units of the book's currency.
    pub at_risk_minor: i128,
    /// Money-days of lateness, minor units × days.
    pub late_minor_days: i128,
    /// One row an order.
    pub rows: Vec<ReplayRow>,
}

/// Why there is no replay. `Display` gives the code of the sentence.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// Nothing was overdue on any working day of these.
    #[error("replay-empty")]
    Empty,
    /// Too many cases times days.
    #[error("replay-too-long")]
    TooLong,
    /// The person stopped it.
    #[error("replay-stopped")]
    Stopped,
    /// The book refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An invoice as a call would find it.
struct Owed {
    item: usize,
    minor: i64,
    /// Still unpaid a week later.
    stays: i64,
}

/// A line of a day.
struct Line {
    case: CaseId,
    index: i128,
    owed: Vec<Owed>,
}

/// An invoice over the whole time.
struct Item {
    due_on: Day,
    /// When it was paid, or the end of the replay.
    until: Day,
}

/// Everything the days need, gathered case by case.
#[derive(Default)]
struct Book {
    days: BTreeMap<Day, Vec<Line>>,
    items: Vec<Item>,
    late: i128,
    lists: BTreeMap<Option<Login>, u32>,
    groups: BTreeMap<Day, Groups>,
}

/// The lines of a day that belong to cases with a group, and who rests.
#[derive(Default)]
struct Groups {
    lines: Vec<Grouped>,
    resting: Vec<Resting>,
}

/// A line of a case with a group.
struct Grouped {
    key: [u64; 3],
    case: CaseId,
    band: Band,
    list: u32,
    group: Group,
    /// Its place among the lines of the day.
    at: usize,
}

/// Plays the days. `goes_on` hears how many cases were gone through, and may answer `false` to stop.
pub fn replay(
    store: &Store,
    ask: &ReplayAsk<'_>,
    goes_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Replay, ReplayError> {
    let days: Vec<Day> = (0..=ask.to.since(ask.from)).map(|n| ask.from.plus(n)).collect();
    let (cases, last) = store.night_size()?;
    if cases.saturating_mul(u64::try_from(days.len()).unwrap_or(u64::MAX)) > STEPS_MAX {
        return Err(ReplayError::TooLong);
    }
    let reporting = store.settings().currency;
    let mut book = Book::default();
    let total = last.0.unsigned_abs();
    for number in 1..=last.0 {
        if !goes_on(Progress { done: number.unsigned_abs() - 1, total }) {
            return Err(ReplayError::Stopped);
        }
        match store.facts(CaseId(number), None) {
            Ok(facts) => book.add(&facts, &days, ask, reporting),
            Err(StoreError::Refused(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    book.link();
    let at_risk: i128 = book.lines().flat_map(|line| &line.owed).map(|owed| i128::from(owed.stays)).sum();
    let lines = u64::try_from(book.lines().count()).unwrap_or(u64::MAX);
    if lines == 0 {
        return Err(ReplayError::Empty);
    }
    let mut on = || goes_on(Progress { done: total, total });
    let rows = ReplayOrder::ALL.iter().map(|order| row(&book, *order, ask, at_risk, &mut on));
    let rows = rows.collect::<Option<Vec<_>>>().ok_or(ReplayError::Stopped)?;
    let days = u32::try_from(book.days.len()).unwrap_or(u32::MAX);
    Ok(Replay { days, lines, at_risk_minor: at_risk, late_minor_days: book.late, rows })
}

impl Book {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.days.values().flatten()
    }

    fn add(&mut self, facts: &Facts, days: &[Day], ask: &ReplayAsk<'_>, reporting: Currency) {
        let (Some(first), Some(end)) = (days.first(), days.last()) else { return };
        if !facts.invoices.iter().any(|invoice| invoice.row.due_on < *end) {
            return;
        }
        let mornings = Mornings::of(facts, *first, end.plus(RISK_DAYS + 1));
        let settled = derive(facts, Day::MAX);
        let in_book = |minor, currency, day| index::converted(minor, currency, day, ask.policy, reporting).unwrap_or(0);
        let mut numbers: BTreeMap<ItemKey, usize> = BTreeMap::new();
        for item in settled.items.iter().filter(|item| item.amount.minor > 0 && item.due_on < *end) {
            let until = item.settled_on.unwrap_or(*end).max(item.due_on);
            if until >= *first {
                let late = i128::from(until.since(item.due_on));
                self.late += late * i128::from(in_book(item.amount.minor, item.amount.currency, item.due_on));
            }
            numbers.insert(item.key.clone(), self.items.len());
            self.items.push(Item { due_on: item.due_on, until });
        }
        for day in days.iter().filter(|day| is_business_day(ask.policy.calendar, **day)) {
            let (state, later) = (mornings.at(*day), mornings.at(day.plus(RISK_DAYS + 1)));
            let row = CaseRow { as_of: *day, ..CaseRow::from(state) };
            let placed = place(&row, *day, ask.card, ask.policy, reporting);
            self.rests(&row, &placed, *day, ask.policy);
            let Placed::Queued(line) = placed else { continue };
            let collectable = state.items.iter().filter(|item| item.collectable_minor(*day) > 0);
            let owed = collectable.filter_map(|item| {
                let minor = item.collectable_minor(*day);
                let left = later.items.iter().find(|later| later.key == item.key).map_or(0, |later| later.open_minor);
                let currency = item.amount.currency;
                let stays = in_book(left.min(minor), currency, *day);
                numbers.get(&item.key).map(|number| Owed {
                    item: *number,
                    minor: in_book(minor, currency, *day),
                    stays,
                })
            });
            let owed: Vec<Owed> = owed.collect();
            if !owed.is_empty() {
                let lines = self.days.entry(*day).or_default();
                let at = lines.len();
                lines.push(Line { case: row.case, index: line.index, owed });
                self.joins(&row, &line, *day, at, ask.policy);
            }
        }
    }

    fn list(&mut self, whose: &Option<Login>) -> u32 {
        let next = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        *self.lists.entry(whose.clone()).or_insert(next)
    }

    fn rests(&mut self, row: &CaseRow, placed: &Placed, day: Day, policy: &Policy) {
        let (Some(group), Some(until)) = (row.group, gate::resting(row, day, policy)) else { return };
        let list = match placed {
            Placed::Queued(Ranked { collector, .. }) | Placed::Excluded { collector, .. } => self.list(collector),
        };
        self.groups.entry(day).or_default().resting.push(Resting { list, group, case: row.case, until });
    }

    fn joins(&mut self, row: &CaseRow, line: &Ranked, day: Day, at: usize, policy: &Policy) {
        let Some(group) = row.group else { return };
        let key = order::packed(&order::sort_key(line, &policy.order));
        let list = self.list(&line.collector);
        let one = Grouped { key, case: row.case, band: line.band, list, group, at };
        self.groups.entry(day).or_default().lines.push(one);
    }

    /// One call per group, as in the lists: the line that speaks of another one finds what that one owes as well.
    fn link(&mut self) {
        for (day, mut groups) in std::mem::take(&mut self.groups) {
            groups.lines.sort_unstable_by_key(|one| (one.key, one.case));
            let one = |place: u32| &groups.lines[usize::try_from(place).unwrap_or(usize::MAX)];
            let members = (0_u32..).zip(&groups.lines);
            let members = members.map(|(place, one)| Member { list: one.list, group: one.group, place }).collect();
            let gone = gone(members, groups.resting, day, &mut |place| (one(place).case, one(place).band));
            let Some(lines) = self.days.get_mut(&day) else { continue };
            for Gone { place, speaker, .. } in &gone {
                let owed = std::mem::take(&mut lines[one(*place).at].owed);
                if let Some(speaker) = speaker {
                    lines[one(*speaker).at].owed.extend(owed);
                }
            }
            lines.retain(|line| !line.owed.is_empty());
        }
        self.days.retain(|_, lines| !lines.is_empty());
    }
}

/// A case every morning: derived anew only where something is due, ends or was learnt.
struct Mornings {
    states: Vec<(Day, CaseState)>,
}

impl Mornings {
    fn of(facts: &Facts, first: Day, last: Day) -> Self {
        let learnt: BTreeSet<Day> = facts
            .payments
            .iter()
            .map(|row| row.row.paid_on)
            .chain(facts.contacts.iter().map(|row| row.row.day))
            .chain(facts.invoices.iter().map(|row| row.row.issued_on))
            .chain(facts.entries.iter().map(|entry| entry.day))
            .map(|day| day.plus(1))
            .collect();
        let mut states: Vec<(Day, CaseState)> = vec![];
        let mut next = Some(first);
        while let Some(day) = next {
            let state = derive(&before(facts, day), day);
            let flip = state.next_flip.filter(|flip| *flip > day);
            let news = learnt.range(day.plus(1)..).next().copied();
            states.push((day, state));
            next = flip.into_iter().chain(news).min().filter(|next| *next <= last);
        }
        Self { states }
    }

    fn at(&self, day: Day) -> &CaseState {
        let after = self.states.partition_point(|(from, _)| *from <= day);
        &self.states[after.saturating_sub(1)].1
    }
}

/// What was known before a day began.
fn before(facts: &Facts, day: Day) -> Facts {
    let mut known = facts.clone();
    known.payments.retain(|row| row.row.paid_on < day);
    known.contacts.retain(|row| row.row.day < day);
    known.invoices.retain(|row| row.row.issued_on < day);
    known.entries.retain(|entry| entry.day < day);
    known
}

/// One order played; `None`: it was stopped.
fn row(
    book: &Book,
    order: ReplayOrder,
    ask: &ReplayAsk<'_>,
    at_risk: i128,
    goes_on: &mut dyn FnMut() -> bool,
) -> Option<ReplayRow> {
    let runs = if order == ReplayOrder::Random { ask.model.runs.max(1) } else { 1 };
    let (mut cash, mut needless, mut calls) = (0_i128, 0_i128, 0_i128);
    for run in 0..runs {
        if !goes_on() {
            return None;
        }
        let mut chance = Chance::of(ask.model.seed, run);
        for (day, lines) in &book.days {
            let open = lines.iter().map(|line| (line, line.owed.iter().collect::<Vec<_>>())).collect();
            let by = By { order, alone: true, day: *day };
            for (_, owed) in first(open, by, ask, book, &mut chance) {
                let stays: i64 = owed.iter().map(|owed| owed.stays).sum();
                cash += i128::from(stays);
                needless += i128::from(stays == 0);
                calls += 1;
            }
        }
    }
    let removed =
        (0..ask.model.runs.max(1)).map(|run| goes_on().then(|| share(play(book, order, ask, run), book.late)));
    let removed = removed.collect::<Option<Vec<i128>>>()?;
    let (removed_bp, removed_error_bp) = mean(&removed);
    Some(ReplayRow {
        order,
        cash_bp: bp(share(cash, at_risk * i128::from(runs))),
        needless_bp: bp(share(needless, calls)),
        removed_bp,
        removed_error_bp,
    })
}

/// What the lines of a day are put in order by.
#[derive(Clone, Copy)]
struct By {
    order: ReplayOrder,
    /// Nothing that a call changes is looked at: the best order knows what stays unpaid, not how long.
    alone: bool,
    day: Day,
}

/// The lines called first, with what they owe by now.
fn first<'b>(
    open: Vec<(&'b Line, Vec<&'b Owed>)>,
    by: By,
    ask: &ReplayAsk<'_>,
    book: &Book,
    chance: &mut Chance,
) -> Vec<(&'b Line, Vec<&'b Owed>)> {
    let mut keyed: Vec<_> =
        open.into_iter().map(|(line, owed)| (key(line, &owed, by, ask, book, chance), line, owed)).collect();
    keyed.sort_by_key(|(key, line, _)| (std::cmp::Reverse(*key), line.case));
    let calls = usize::try_from(ask.calls).unwrap_or(usize::MAX);
    keyed.into_iter().take(calls).map(|(_, line, owed)| (line, owed)).collect()
}

/// What a line is called for; the highest first.
fn key(line: &Line, owed: &[&Owed], by: By, ask: &ReplayAsk<'_>, book: &Book, chance: &mut Chance) -> i128 {
    let day = by.day;
    let sum = |of: &dyn Fn(&Owed) -> i128| owed.iter().map(|owed| of(owed)).sum::<i128>();
    match by.order {
        // The index of the morning, for what the calls before have left of it.
        ReplayOrder::Index => {
            let all: i128 = line.owed.iter().map(|owed| i128::from(owed.minor)).sum();
            line.index * sum(&|owed| owed.minor.into()) / all.max(1)
        }
        ReplayOrder::Oldest => owed.iter().map(|o| i128::from(day.since(book.items[o.item].due_on))).max().unwrap_or(0),
        ReplayOrder::Biggest => sum(&|owed| owed.minor.into()),
        ReplayOrder::Random => chance.next().into(),
        ReplayOrder::Best if by.alone => sum(&|owed| owed.stays.into()),
        ReplayOrder::Best => sum(&|owed| {
            let left = book.items[owed.item].until.since(day.plus(ask.model.settle_days)).max(0);
            i128::from(owed.minor) * i128::from(left)
        }),
    }
}

/// Plays all days once; the money-days of lateness that the calls removed.
fn play(book: &Book, order: ReplayOrder, ask: &ReplayAsk<'_>, run: u32) -> i128 {
    let model = &ask.model;
    let mut chance = Chance::of(model.seed ^ 0x5151, run);
    let mut paid: BTreeMap<usize, (Day, i64)> = BTreeMap::new();
    let mut resting: BTreeMap<CaseId, Day> = BTreeMap::new();
    for (day, lines) in &book.days {
        let awake = lines.iter().filter(|line| resting.get(&line.case).is_none_or(|until| until <= day));
        let unpaid = |owed: &&Owed| paid.get(&owed.item).is_none_or(|(on, _)| on > day);
        let open = awake.map(|line| (line, line.owed.iter().filter(unpaid).collect::<Vec<_>>()));
        let open = open.filter(|(_, owed)| !owed.is_empty()).collect();
        let by = By { order, alone: false, day: *day };
        for (line, owed) in first(open, by, ask, book, &mut chance) {
            let reached = chance.happens(model.reach_permille);
            let rest = if reached { model.rest_days.0 } else { model.rest_days.1 };
            resting.insert(line.case, day.plus(rest));
            if !reached || !chance.happens(model.settle_permille) {
                continue;
            }
            let on = day.plus(model.settle_days);
            for owed in owed.iter().filter(|owed| book.items[owed.item].until > on) {
                let sooner = paid.get(&owed.item).is_none_or(|(before, _)| *before > on);
                if sooner {
                    paid.insert(owed.item, (on, owed.minor));
                }
            }
        }
    }
    paid.iter().map(|(item, (on, minor))| i128::from(*minor) * i128::from(book.items[*item].until.since(*on))).sum()
}

/// Parts of a million.
fn share(part: i128, whole: i128) -> i128 {
    if whole == 0 { 0 } else { (2_000_000 * part + whole) / (2 * whole) }
}

fn bp(ppm: i128) -> i64 {
    i64::try_from((ppm + 50) / 100).unwrap_or(0)
}

/// Mean of shares and the standard error of the mean, in 1/10,000.
fn mean(shares: &[i128]) -> (i64, i64) {
    let runs = i128::try_from(shares.len()).unwrap_or(1).max(1);
    let mean = shares.iter().sum::<i128>() / runs;
    let squares: i128 = shares.iter().map(|share| (share - mean) * (share - mean)).sum();
    let error = (squares / runs / runs).isqrt();
    (bp(mean), bp(error))
}

/// Chance that is the same on every machine: splitmix64 (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    /// Where a run begins is mixed too: runs that begin a step apart would be one and the same run.
    fn of(seed: u64, run: u32) -> Self {
        Self(Self::mixed(seed ^ Self::mixed(u64::from(run) + 1)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        Self::mixed(self.0)
    }

    fn mixed(from: u64) -> u64 {
        let mixed = (from ^ (from >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn happens(&mut self, permille: u16) -> bool {
        self.next() % 1_000 < u64::from(permille)
    }
}
