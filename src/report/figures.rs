//! The figures of a period (`domain.md` §2.5): each with the two numbers it is made of, so that anybody can check it.
//! What never lives here: words, formulas as people read them (see `locales`, `figure-CODE`), a float.
//! `cli::report` adds cases and reads the list.
//!
//! Ratios are whole numbers in 1/10,000, days in tenths, money in minor units; all rounded half up, once, at the end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::flows::{Money, Promises, Sales};
use super::pace::Pace;
use super::roll::{self, Roll};
use crate::domain::case::aged::Aged;
use crate::domain::case::{Applied, CaseState, Facts, derive, derive_with_applied, timeline};
use crate::domain::codes::NextAction;
use crate::domain::measure::{Buckets, Costs};
use crate::domain::order::{Capacity, OrderRules};
use crate::domain::permit::{Rule, at_cap};
use crate::domain::terms::CalendarId;
use crate::domain::values::{Currency, Day};

/// The first and last day of what is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day; stocks are as of its end.
    pub to: Day,
}

impl Period {
    /// Days in it, both ends counted.
    #[must_use]
    pub fn days(&self) -> i64 {
        i64::from(self.to.since(self.from)) + 1
    }

    /// True on its days.
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The day before it begins: stocks at its start are as of the end of that day.
    #[must_use]
    pub fn before(&self) -> Day {
        self.from.plus(-1)
    }
}

/// A figure's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, in 1/10,000.
    Share,
    /// Days, in tenths.
    Days,
    /// Minor units of its currency.
    Money,
    /// A plain number, in tenths.
    Number,
}

/// What stands above and below the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeOf {
    /// Both money of the figure's currency, or both counts where it has none.
    Alike,
    /// Above, money times days.
    MoneyAndDays,
    /// Below, minutes.
    MoneyAndMinutes,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Kebab-case name; `locales` has its title (`figure-CODE`) and formula (`figure-CODE-formula`).
    pub code: &'static str,
    /// Of which currency; `None`: it counts things.
    pub currency: Option<Currency>,
    /// What it is measured in.
    pub unit: Unit,
    /// The figure; `None`: what it divides by is nothing.
    pub value: Option<i64>,
    /// What stands above and below the line (minor units, or counts).
    pub parts: (i64, i64),
    /// What the two numbers are, where they are not what the figure's currency says.
    pub made_of: MadeOf,
}

/// Every code, in the order they are listed.
pub const CODES: [&str; 31] = [
    "dso",
    "dso-count-back",
    "best-possible-dso",
    "average-days-delinquent",
    "weighted-delay",
    "collection-effectiveness",
    "recovery-rate",
    "recovery-rate-overdue",
    "liquidation-rate",
    "unpaid-rate",
    "current-share",
    "beyond-90-share",
    "dispute-rate",
    "dispute-days",
    "cure-rate",
    "kept-rate",
    "kept-rate-amount",
    "right-party-rate",
    "contact-rate",
    "promise-rate",
    "calls-per-debtor",
    "contact-pressure",
    "at-cap-share",
    "blocked-attempts",
    "calls-per-hour",
    "right-party-per-hour",
    "promised-per-hour",
    "collected-per-hour",
    "cost-to-collect",
    "activation-rate",
    "coverage",
];

/// Those that are told apart by reason.
const OF_REASON: [&str; 4] = ["unpaid-rate", "current-share", "beyond-90-share", "dispute-days"];

/// What is measured, and by which numbers of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The period.
    pub period: Period,
    /// Business days are counted in it.
    pub calendar: CalendarId,
    /// Hours at the queue.
    pub capacity: Capacity,
    /// Buckets of the roll rates.
    pub buckets: Buckets,
    /// The rules for contacts, whose caps count.
    pub contact: Vec<Rule>,
    /// What collecting costs, and in which currency; none where the house did not say.
    pub costs: Option<(Currency, Costs)>,
}

impl Measure {
    /// By the numbers of a house that changed none.
    #[must_use]
    pub fn plain(period: Period) -> Self {
        let capacity = OrderRules::default().capacity;
        Self { period, calendar: CalendarId::Fr, capacity, buckets: Buckets::default(), contact: vec![], costs: None }
    }
}

/// What figures are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The debtor's segment.
    Segment,
    /// Who has the case; of contacts and promises, who made or took them.
    Collector,
    /// Why it is contested: of what is open, of how long disputes took. An invoice with several reasons is shared between
    /// them by amount, what is not disputed stands under none; together they are all that is open.
    Reason,
}

/// The sums behind the figures of every group; complete when every case was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    measure: Measure,
    by: Option<By>,
    groups: BTreeMap<String, Sums>,
}

impl Grouped {
    /// Nothing added yet; without a `by` there is one group, of no name.
    #[must_use]
    pub fn new(measure: Measure, by: Option<By>) -> Self {
        let groups = by.is_none().then(|| (String::new(), Sums::default()));
        Self { measure, by, groups: groups.into_iter().collect() }
    }

    /// Adds a case.
    pub fn add(&mut self, facts: &Facts) {
        let period = self.measure.period;
        let before = derive(facts, period.before());
        let (after, applied) = derive_with_applied(facts, period.to);
        if self.by == Some(By::Reason) {
            return self.by_reason(&after);
        }
        let own = match self.by {
            None | Some(By::Reason) => String::new(),
            Some(By::Segment) => after.debtor.segment.clone(),
            Some(By::Collector) => after.owner().map_or_else(String::new, |login| login.0),
        };
        let group = self.groups.entry(own.clone()).or_default();
        group.money(facts, (&before, &after), &applied, &self.measure);
        for dispute in &after.disputes {
            group.pace.dispute(dispute, period, self.measure.calendar);
        }
        let by_person = self.by == Some(By::Collector);
        for promise in &after.promises {
            let name = if by_person { promise.who.0.clone() } else { own.clone() };
            let group = self.groups.entry(name).or_default();
            group.pace.promise(promise, period);
            if period.has(promise.grace_ends_on) {
                group.promises.entry(promise.amount.currency).or_default().add(promise, facts);
            }
        }
        let lines = timeline(facts);
        if !by_person {
            return self.groups.entry(own).or_default().pace.contacts(lines.iter(), period);
        }
        let people: BTreeSet<&str> = lines.iter().filter(|line| period.has(line.day)).map(|l| l.who.as_str()).collect();
        for who in people {
            let own = lines.iter().filter(|line| line.who == who);
            let mut pace = Pace::default();
            pace.contacts(own, period);
            if pace != Pace::default() {
                self.groups.entry(who.to_owned()).or_default().pace.join(pace);
            }
        }
    }

    /// Adds what is open at the end to the reasons that hold it, and the disputes decided to theirs.
    fn by_reason(&mut self, after: &CaseState) {
        let period = self.measure.period;
        for dispute in &after.disputes {
            let mut pace = Pace::default();
            pace.dispute(dispute, period, self.measure.calendar);
            if pace != Pace::default() {
                self.groups.entry(dispute.reason.name().to_owned()).or_default().pace.join(pace);
            }
        }
        for money in Aged::of(after).money {
            let mut add = |reason: &str, due_on: Day, minor: i64| {
                let group = self.groups.entry(reason.to_owned()).or_default();
                group.money.entry(money.currency).or_default().ends(due_on, minor, period.to);
            };
            for due in &money.open {
                let held = money.held.iter().filter(|held| held.due_on == due.due_on);
                let rest = due.minor - held.clone().map(|held| held.minor).sum::<i64>();
                held.for_each(|held| add(held.reason.name(), due.due_on, held.minor));
                if rest > 0 {
                    add("", due.due_on, rest);
                }
            }
        }
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (name, sums) in other.groups {
            self.groups.entry(name).or_default().join(sums);
        }
    }

    /// All figures, group by group in order of name, each in the order of [`CODES`], each currency in turn.
    #[must_use]
    pub fn figures(&self) -> Vec<(&str, Vec<Figure>)> {
        self.groups.iter().map(|(name, sums)| (name.as_str(), sums.figures(&self.measure, self.by))).collect()
    }

    /// Where what was open at the start stands at the end, per group and currency.
    pub fn rolls(&self) -> impl Iterator<Item = (&str, Currency, &Roll)> {
        self.groups.iter().flat_map(|(name, sums)| sums.rolls.iter().map(move |(c, roll)| (name.as_str(), *c, roll)))
    }

    /// The measure.
    #[must_use]
    pub const fn measure(&self) -> &Measure {
        &self.measure
    }
}

/// The sums behind the figures of one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Sums {
    money: BTreeMap<Currency, Money>,
    sales: BTreeMap<Currency, Sales>,
    promises: BTreeMap<Currency, Promises>,
    pace: Pace,
    open_cases: u64,
    paying_cases: u64,
    overdue_cases: u64,
    planned_cases: u64,
    capped_cases: u64,
    overdue_before: u64,
    cured_cases: u64,
    rolls: BTreeMap<Currency, Roll>,
}

impl Sums {
    /// Adds a case's stocks at both ends, and what flowed between.
    fn money(&mut self, facts: &Facts, (before, after): (&CaseState, &CaseState), applied: &[Applied], by: &Measure) {
        let period = by.period;
        let paid: Vec<_> = applied.iter().filter(|part| period.has(part.on)).collect();
        for part in &paid {
            self.money.entry(part.currency).or_default().paid(part, period);
        }
        for item in before.items.iter().filter(|item| item.open_minor > 0) {
            self.money.entry(item.amount.currency).or_default().begins_with(item, period.before());
        }
        for item in after.items.iter().filter(|item| item.open_minor > 0) {
            self.money.entry(item.amount.currency).or_default().ends_with(item, period.to);
        }
        let mut given_up = false;
        for (currency, books) in &after.books {
            let was = before.books.iter().find(|(one, _)| one == currency).map_or(0, |(_, books)| books.written_off);
            self.money.entry(*currency).or_default().written_off += books.written_off - was;
            given_up |= books.written_off > was;
        }
        for row in facts.invoices.iter().filter(|row| row.row.issued_on <= period.to) {
            self.sales.entry(row.row.amount.currency).or_default().add(&row.row, period);
        }
        let open_before = before.items.iter().any(|item| item.open_minor > 0);
        let overdue = after.items.iter().any(|item| item.is_overdue(period.to));
        self.open_cases += u64::from(open_before);
        self.paying_cases += u64::from(open_before && !paid.is_empty());
        self.overdue_cases += u64::from(overdue);
        self.planned_cases += u64::from(overdue && after.next_action != NextAction::Nothing);
        self.capped_cases += u64::from(overdue && at_cap(&by.contact, after, period.to));
        let overdue_before = before.items.iter().any(|item| item.is_overdue(period.before()));
        self.overdue_before += u64::from(overdue_before);
        self.cured_cases += u64::from(overdue_before && !overdue && !given_up);
        roll::add(&mut self.rolls, &by.buckets, before, after);
    }

    fn join(&mut self, other: Self) {
        for (currency, money) in other.money {
            self.money.entry(currency).or_default().join(&money);
        }
        for (currency, sales) in other.sales {
            self.sales.entry(currency).or_default().join(&sales);
        }
        for (currency, promises) in other.promises {
            self.promises.entry(currency).or_default().join(&promises);
        }
        self.pace.join(other.pace);
        self.open_cases += other.open_cases;
        self.paying_cases += other.paying_cases;
        self.overdue_cases += other.overdue_cases;
        self.planned_cases += other.planned_cases;
        self.capped_cases += other.capped_cases;
        self.overdue_before += other.overdue_before;
        self.cured_cases += other.cured_cases;
        for (currency, roll) in other.rolls {
            self.rolls.entry(currency).or_default().join(&roll);
        }
    }

    fn figures(&self, measure: &Measure, by: Option<By>) -> Vec<Figure> {
        let mut out = vec![];
        let mut currencies: Vec<Currency> = self.money.keys().chain(self.sales.keys()).copied().collect();
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            self.of_currency(currency, measure.period, &mut out);
        }
        for (currency, promises) in &self.promises {
            out.push(share("kept-rate-amount", Some(*currency), promises.paid, promises.promised));
        }
        let ended: u64 = self.promises.values().map(|promises| promises.ended).sum();
        let kept: u64 = self.promises.values().map(|promises| promises.kept).sum();
        out.extend([
            share("kept-rate", None, number(kept), number(ended)),
            share("activation-rate", None, number(self.paying_cases), number(self.open_cases)),
            share("cure-rate", None, number(self.cured_cases), number(self.overdue_before)),
            share("at-cap-share", None, number(self.capped_cases), number(self.overdue_cases)),
            share("coverage", None, number(self.planned_cases), number(self.overdue_cases)),
        ]);
        self.of_work(measure, &mut out);
        // What a house pays for is paid for all of it.
        if let (Some((currency, costs)), None) = (measure.costs, by) {
            let (letters, registered) = (number(self.pace.letters), number(self.pace.registered));
            let cost = costs.of(measure.period.days(), letters, registered);
            let paid = self.money.get(&currency).map_or(0, |money| money.paid);
            out.push(share("cost-to-collect", Some(currency), cost, paid));
        }
        out.retain(|figure| by != Some(By::Reason) || (OF_REASON.contains(&figure.code) && figure.value.is_some()));
        out.sort_by_key(|figure| CODES.iter().position(|code| *code == figure.code));
        out
    }

    /// Contacts, hours and disputes.
    fn of_work(&self, measure: &Measure, out: &mut Vec<Figure>) {
        let pace = &self.pace;
        let minutes = pace.minutes(&measure.capacity);
        let calls = number(pace.attempts);
        let hourly = |code, above| ratio(code, None, Unit::Number, 600, above, minutes);
        out.extend([
            share("right-party-rate", None, number(pace.right_party), calls),
            share("contact-rate", None, number(pace.right_party + pace.third_party), calls),
            share("promise-rate", None, number(pace.promises), number(pace.right_party)),
            ratio("calls-per-debtor", None, Unit::Number, 10, calls, number(pace.called)),
            ratio("contact-pressure", None, Unit::Number, 10, number(pace.pressure), number(pace.called)),
            share("blocked-attempts", None, number(pace.blocked), number(pace.blocked + pace.contacts)),
            hourly("calls-per-hour", calls),
            hourly("right-party-per-hour", number(pace.right_party)),
        ]);
        let paid = self.money.iter().map(|(currency, money)| ("collected-per-hour", *currency, money.paid));
        let promised = pace.promised.iter().map(|(currency, minor)| ("promised-per-hour", *currency, *minor));
        let money = promised.chain(paid).filter(|(_, _, minor)| *minor != 0);
        out.extend(money.map(|(code, currency, minor)| Figure {
            made_of: MadeOf::MoneyAndMinutes,
            ..ratio(code, Some(currency), Unit::Money, 60, minor, minutes)
        }));
        let (median, decided) = (pace.median_days(), pace.dispute_days.len());
        let parts = (median.unwrap_or(0), i64::try_from(decided).unwrap_or(i64::MAX));
        let value = median.map(|days| days * 10);
        out.push(Figure { value, parts, ..ratio("dispute-days", None, Unit::Days, 10, 0, 0) });
    }

    fn of_currency(&self, currency: Currency, period: Period, out: &mut Vec<Figure>) {
        let money = self.money.get(&currency).cloned().unwrap_or_default();
        let sales = self.sales.get(&currency).cloned().unwrap_or_default();
        let days = period.days();
        let days_of = |code, above: i64| Figure {
            parts: (above, sales.in_period),
            ..ratio(code, Some(currency), Unit::Days, 10 * days, above, sales.in_period)
        };
        let dso = days_of("dso", money.end);
        let best = days_of("best-possible-dso", money.end_current);
        let late = dso.value.zip(best.value).map(|(dso, best)| dso - best);
        let back = sales.count_back(money.end, period.to);
        let moved = money.begin + sales.in_period;
        let of = |code, above, below| share(code, Some(currency), above, below);
        out.extend([
            Figure { value: back.days, parts: (money.end, back.sold), ..days_of("dso-count-back", money.end) },
            Figure { value: late, parts: (money.end - money.end_current, sales.in_period), ..dso.clone() }
                .named("average-days-delinquent"),
            dso,
            best,
            Figure {
                made_of: MadeOf::MoneyAndDays,
                ..ratio("weighted-delay", Some(currency), Unit::Days, 10, money.paid_days_late, money.paid)
            },
            of("collection-effectiveness", moved - money.end - money.written_off, moved - money.end_current),
            of("recovery-rate", money.paid_of_begin, money.begin),
            of("recovery-rate-overdue", money.paid_of_begin_overdue, money.begin_overdue),
            of("liquidation-rate", money.paid, moved),
            of("unpaid-rate", money.end_overdue, money.end),
            of("current-share", money.end_current, money.end),
            of("beyond-90-share", money.end_beyond_90, money.end),
            of("dispute-rate", money.end_disputed, money.end),
        ]);
    }
}

impl Figure {
    fn named(self, code: &'static str) -> Self {
        Self { code, ..self }
    }
}

/// The month a day lies in, counted from year 0.
pub(super) fn month_of(day: Day) -> i32 {
    let date = day.date();
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn share(code: &'static str, currency: Option<Currency>, above: i64, below: i64) -> Figure {
    ratio(code, currency, Unit::Share, 10_000, above, below)
}

/// `above` × `scale` ÷ `below`, rounded half up; nothing below: no figure.
fn ratio(code: &'static str, currency: Option<Currency>, unit: Unit, scale: i64, above: i64, below: i64) -> Figure {
    Figure { code, currency, unit, value: divided(above, scale, below), parts: (above, below), made_of: MadeOf::Alike }
}

/// `above` × `scale` ÷ `below`, rounded half up; `None` unless something is below.
#[must_use]
pub fn divided(above: i64, scale: i64, below: i64) -> Option<i64> {
    if below <= 0 {
        return None;
    }
    let (exact, below) = (i128::from(above) * i128::from(scale), i128::from(below));
    i64::try_from((2 * exact + below).div_euclid(2 * below)).ok()
}
