//! The mornings of the past: each overdue invoice on each morning looked at, as it was known then, and what became of it.
//! What never lives here: the fit, SQL.
//! `train` and `tried` call it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{HORIZON_DAYS, ScoreError};
use crate::domain::case::{CaseRow, CaseState, Facts, derive};
use crate::domain::codes::ReasonCode;
use crate::domain::ledger::{ItemKey, Loaded, is_write_off};
use crate::domain::terms::Policy;
use crate::domain::values::{BatchId, CaseId, Currency, Day, Instant, Tag};
use crate::ranking::features::{FEATURES, Sense, feature, sense};
use crate::ranking::index::converted;
use crate::ranking::train::{Column, MISSING, Table};
use crate::store::Store;
use crate::store::read::training::KnownFrom;

/// Days of the past looked at: three years; what was before says little of today's payers.
const PAST_DAYS: i32 = 1_096;
/// Invoices that are looked at every second morning; of a larger book, each is looked at less often, so that rows (and
/// memory) stay near a million.
const INVOICES_EVERY_SECOND: u64 = 50_000;
/// Rows at most; 14 features of 4 bytes each.
const ROWS_MAX: usize = 2_000_000;

/// Everything observed.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    /// Features in the order of [`FEATURES`], outcome as known at the end, the case as group.
    pub table: Table,
    /// The morning of each row.
    pub day: Vec<Day>,
    /// First morning on which a payment within the seven days was known; `Day::MAX` where there was none.
    pub told_on: Vec<Day>,
    /// What could be asked for, in the reporting currency, minor units.
    pub value_minor: Vec<i64>,
    /// Days late that morning.
    pub late_days: Vec<i32>,
    /// Segment of the debtor.
    pub segment: Vec<Tag>,
    /// Case by group number.
    pub cases: Vec<CaseId>,
    /// The words behind the numbers of columns that hold words.
    pub words: Vec<Tag>,
    /// Mornings between two looks at an invoice.
    pub stride: i32,
}

/// Looks at every case of a book as known at `known_at`, up to the morning of `as_of`; every `stride`-th morning of each
/// (`None`: by the size of the book).
pub fn observe(
    store: &Store,
    as_of: Day,
    known_at: Instant,
    policy: &Policy,
    stride: Option<i32>,
) -> Result<Observations, ScoreError> {
    let known = store.batches_known_from(known_at)?;
    let stride = match stride {
        Some(stride) => stride.max(1),
        None => by_size(store.invoices_about()?),
    };
    let column = |code: &ReasonCode| Column { name: code.name().to_owned(), sense: sense(*code), values: vec![] };
    let table = Table { columns: FEATURES.iter().map(column).collect(), ..Table::default() };
    let reporting = store.settings().currency;
    let mut watch = Watch {
        out: Observations { table, stride, ..Observations::default() },
        known,
        as_of,
        policy,
        reporting,
        places: HashMap::new(),
    };
    store.histories(known_at, &mut |facts| {
        watch.case(&facts);
        watch.out.table.len() < ROWS_MAX
    })?;
    Ok(watch.out)
}

/// Never a multiple of seven: every day of the week is seen.
fn by_size(invoices: u64) -> i32 {
    let stride = i32::try_from(2 * (invoices / INVOICES_EVERY_SECOND).max(1)).unwrap_or(i32::MAX);
    if stride % 7 == 0 { stride + 1 } else { stride }
}

struct Watch<'a> {
    out: Observations,
    known: KnownFrom,
    as_of: Day,
    policy: &'a Policy,
    reporting: Currency,
    places: HashMap<Tag, i32>,
}

/// What became of one invoice.
struct Fate {
    due_on: Day,
    settled_on: Option<Day>,
    /// First morning on which that was known.
    told_on: Day,
}

impl Watch<'_> {
    fn case(&mut self, facts: &Facts) {
        let fates = self.fates(facts);
        let group = u32::try_from(self.out.cases.len()).unwrap_or(u32::MAX);
        let from = self.as_of.plus(-PAST_DAYS);
        let phase = i32::try_from(facts.case.0.rem_euclid(1_009)).unwrap_or(0);
        let mut mornings: BTreeSet<Day> = BTreeSet::new();
        for fate in fates.values() {
            let end = fate.told_on.min(self.as_of);
            let mut day = fate.due_on.plus(1).max(from);
            day = day.plus((-(day.0 + phase)).rem_euclid(self.out.stride));
            while day < end {
                mornings.insert(day);
                day = day.plus(self.out.stride);
            }
        }
        let before = self.out.table.len();
        for day in mornings {
            let state = derive(&self.as_known(facts, day), day);
            self.morning(&state, day, &fates, group);
        }
        if self.out.table.len() > before {
            self.out.cases.push(facts.case);
        }
    }

    /// What became of every invoice, by all that is known.
    fn fates(&self, facts: &Facts) -> BTreeMap<ItemKey, Fate> {
        let latest = self.as_known(facts, Day::MAX);
        let told = |settled_on: Day| {
            let paid = latest.payments.iter().filter(|payment| payment.row.paid_on == settled_on);
            paid.map(|payment| self.first_morning(payment.batch, settled_on))
                .max()
                .unwrap_or_else(|| settled_on.plus(1))
        };
        // what was given up was not paid, and nobody calls for it after that
        let given_up = |on: Day| {
            let mut that_day = latest.payments.iter().filter(|payment| payment.row.paid_on == on).peekable();
            that_day.peek().is_some() && that_day.all(|payment| is_write_off(&payment.row.reference))
        };
        let fate = |item: crate::domain::case::state::ItemState| {
            let told_on = item.settled_on.map_or(Day::MAX, told);
            let settled_on = item.settled_on.filter(|on| !given_up(*on));
            (item.key, Fate { due_on: item.due_on, settled_on, told_on })
        };
        derive(&latest, self.as_of).items.into_iter().filter(|item| item.amount.minor > 0).map(fate).collect()
    }

    /// The first morning on which a row of a batch, true on `own`, was known.
    fn first_morning(&self, batch: BatchId, own: Day) -> Day {
        let recorded = self.known.get(&batch).copied().flatten();
        recorded.map_or(own, |recorded| recorded.max(own)).plus(1)
    }

    /// The facts known on a morning, of each row the version known then.
    fn as_known(&self, facts: &Facts, day: Day) -> Facts {
        let mut out = Facts {
            case: facts.case,
            debtor: facts.debtor.clone(),
            members: facts.members.clone(),
            ..Facts::default()
        };
        self.known_rows(&facts.invoices, day, |row| row.issued_on, |row| &row.number, &mut out.invoices);
        self.known_rows(&facts.payments, day, |row| row.paid_on, |row| &row.reference, &mut out.payments);
        self.known_rows(&facts.contacts, day, |row| row.day, |row| &row.reference, &mut out.contacts);
        out.contacts
            .sort_by(|a, b| (a.row.at, a.source, &a.row.reference).cmp(&(b.row.at, b.source, &b.row.reference)));
        let known = |recorded_at: Instant| Day::from_date(recorded_at.utc().date_naive()) < day;
        out.entries.extend(facts.entries.iter().filter(|entry| entry.day < day && known(entry.recorded_at)).cloned());
        out
    }

    fn known_rows<T: Clone>(
        &self,
        rows: &[Loaded<T>],
        day: Day,
        own: impl Fn(&T) -> Day,
        key: impl Fn(&T) -> &String,
        out: &mut Vec<Loaded<T>>,
    ) {
        for row in rows.iter().filter(|row| self.first_morning(row.batch, own(&row.row)) <= day) {
            match out.last_mut() {
                Some(last) if last.source == row.source && last.case == row.case && key(&last.row) == key(&row.row) => {
                    last.clone_from(row);
                }
                _ => out.push(row.clone()),
            }
        }
    }

    fn morning(&mut self, state: &CaseState, day: Day, fates: &BTreeMap<ItemKey, Fate>, group: u32) {
        let row = CaseRow::from(state);
        for item in &state.items {
            let minor = item.collectable_minor(day);
            let Some(fate) = fates.get(&item.key).filter(|_| minor > 0) else { continue };
            let within = fate.settled_on.is_some_and(|on| on <= day.plus(HORIZON_DAYS));
            let value = converted(minor, item.amount.currency, day, self.policy, self.reporting);
            for (place, code) in FEATURES.iter().enumerate() {
                let value = feature(*code, &row, Some(item.due_on), day);
                let value = match (value, sense(*code)) {
                    (None, _) => MISSING,
                    (Some(tag), Sense::Word) => self.word(Tag::from_number(tag)),
                    (Some(value), Sense::Rises | Sense::Falls | Sense::Free) => {
                        i32::try_from(value).unwrap_or(i32::MAX)
                    }
                };
                self.out.table.columns[place].values.push(value);
            }
            self.out.table.outcome.push(!within);
            self.out.table.group.push(group);
            self.out.day.push(day);
            self.out.told_on.push(if within { fate.told_on } else { Day::MAX });
            self.out.value_minor.push(value.unwrap_or(0));
            self.out.late_days.push(day.since(item.due_on));
            self.out.segment.push(row.profile.segment);
        }
    }

    fn word(&mut self, tag: Tag) -> i32 {
        let next = i32::try_from(self.out.words.len()).unwrap_or(i32::MAX);
        let place = *self.places.entry(tag).or_insert(next);
        if place == next {
            self.out.words.push(tag);
        }
        place
    }
}

impl Observations {
    /// Rows whose seven days had passed on a morning.
    #[must_use]
    pub fn closed_by(&self, day: Day) -> Vec<u32> {
        (0_u32..).zip(&self.day).filter(|(_, at)| at.plus(HORIZON_DAYS) < day).map(|(row, _)| row).collect()
    }

    /// The table as it looked on a morning: a payment that was not known yet had not happened.
    #[must_use]
    pub fn table_on(&self, day: Day) -> Table {
        let mut table = self.table.clone();
        for (outcome, told_on) in table.outcome.iter_mut().zip(&self.told_on) {
            *outcome = *told_on > day;
        }
        table
    }
}
