//! Files given to other hands, many at once: which of them, to whom, and how desks are evened out with few moves.
//! What never lives here: who may (see `rights`), reading the book (see `day::desks`), words.
//! `day` asks it.

use super::case::CaseRow;
use super::codes::QueueMark;
use super::values::{CaseId, Currency, Day, Login, Tag};

/// What a desk's load is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Files.
    #[default]
    Cases,
    /// What may be asked for today, minor units of the reporting currency.
    Money,
    /// Tenths of a minute that today's calls are expected to take.
    Minutes,
}

/// What one file weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weight {
    /// What may be asked for today, minor units of the reporting currency.
    pub minor: i64,
    /// Tenths of a minute a call today is expected to take; 0: none is due.
    pub tenths: u32,
}

impl By {
    const fn of(self, weight: &Weight) -> i64 {
        match self {
            Self::Cases => 1,
            Self::Money => weight.minor,
            Self::Minutes => weight.tenths as i64,
        }
    }
}

/// Which files are meant; an empty one means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of these desks; empty: of any.
    pub from: Vec<Login>,
    /// Of nobody, beside those.
    pub nobodys: bool,
    /// Of this segment.
    pub segment: Option<Tag>,
    /// Of this country.
    pub country: Option<Tag>,
    /// At least so much overdue in a currency, minor units.
    pub overdue_min: Option<(i64, Currency)>,
    /// At most so much.
    pub overdue_max: Option<(i64, Currency)>,
    /// The oldest item is at least so many days past due.
    pub late_days_min: Option<i32>,
    /// A call-back, a promise or a dispute falls due by this day.
    pub due_by: Option<Day>,
    /// Called today with a score of at least so much.
    pub score_min: Option<i32>,
    /// … of at most so much.
    pub score_max: Option<i32>,
    /// Of a place whose postcode begins like this.
    pub postcode: Option<String>,
    /// Pinned, passed over or put off by a person.
    pub mark: Option<QueueMark>,
}

/// What a filter is asked about beside the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The day the row speaks of.
    pub day: Day,
    /// Its score, when it is called on that day.
    pub score: Option<i32>,
    /// The debtor's postcode; empty: unknown, or nobody asks.
    pub postcode: &'a str,
}

impl Filter {
    /// True when a file lies on a desk that is meant, whatever the rest says.
    #[must_use]
    pub fn of_desk(&self, desk: Option<&Login>) -> bool {
        match desk {
            Some(desk) => self.from.contains(desk) || (self.from.is_empty() && !self.nobodys),
            None => self.nobodys || self.from.is_empty(),
        }
    }

    /// True when a file on such a desk is meant.
    #[must_use]
    pub fn fits(&self, row: &CaseRow, beside: Beside<'_>) -> bool {
        let Beside { day, score, postcode } = beside;
        let marked = |wanted| row.mark.is_some_and(|(mark, until)| mark == wanted && until > day);
        let overdue = |of: Currency| row.money.iter().find(|m| m.currency == of).map_or(0, |m| m.overdue);
        let late_days = row.oldest_due.map_or(0, |due| day.since(due));
        let due = || {
            let agreed = [row.callback.as_ref().map(|c| c.due_on), row.promise_due_on, row.dispute_due_on];
            agreed.into_iter().flatten().min()
        };
        self.segment.is_none_or(|segment| row.profile.segment == segment)
            && self.country.is_none_or(|country| row.profile.country == country)
            && self.overdue_min.is_none_or(|(minor, of)| overdue(of) >= minor)
            && self.overdue_max.is_none_or(|(minor, of)| overdue(of) <= minor)
            && self.late_days_min.is_none_or(|days| late_days >= days)
            && self.due_by.is_none_or(|by| due().is_some_and(|on| on <= by))
            && self.score_min.is_none_or(|least| score.is_some_and(|score| score >= least))
            && self.score_max.is_none_or(|most| score.is_some_and(|score| score <= most))
            && self.postcode.as_deref().is_none_or(|begins| postcode.starts_with(begins))
            && self.mark.is_none_or(marked)
    }
}

/// A file that may be given: whose it is, by place in the list of desks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// The case.
    pub case: CaseId,
    /// Its desk.
    pub desk: usize,
    /// What it weighs.
    pub weight: Weight,
}

/// What lies on a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Files.
    pub cases: u64,
    /// What may be asked for today, minor units of the reporting currency.
    pub minor: i64,
    /// Tenths of a minute of today's calls.
    pub tenths: u64,
}

impl Load {
    /// With a file more.
    pub const fn add(&mut self, weight: &Weight) {
        self.cases += 1;
        self.minor = self.minor.saturating_add(weight.minor);
        self.tenths += weight.tenths as u64;
    }

    /// With a file less.
    pub const fn take(&mut self, weight: &Weight) {
        self.cases = self.cases.saturating_sub(1);
        self.minor = self.minor.saturating_sub(weight.minor);
        self.tenths = self.tenths.saturating_sub(weight.tenths as u64);
    }

    fn by(&self, by: By) -> i64 {
        match by {
            By::Cases => i64::try_from(self.cases).unwrap_or(i64::MAX),
            By::Money => self.minor,
            By::Minutes => i64::try_from(self.tenths).unwrap_or(i64::MAX),
        }
    }
}

/// A file and the desk it goes to.
pub type Given = (File, usize);

/// Gives files to desks, the heaviest first and each to the desk that then has least; `loads` are all desks as they are,
/// and come back as they will be. A file that lies on one of the desks already stays. `most`: files a desk may hold; what
/// then finds no room stays where it is.
pub fn give(files: &mut [File], loads: &mut [Load], to: &[usize], by: By, most: Option<u64>) -> Vec<Given> {
    heaviest_first(files, by);
    let mut given = vec![];
    for file in files.iter().filter(|file| !to.contains(&file.desk)) {
        let room = |desk: &&usize| most.is_none_or(|most| loads[**desk].cases < most);
        let Some(desk) = to.iter().filter(room).min_by_key(|desk| (loads[**desk].by(by), loads[**desk].cases)) else {
            break;
        };
        move_to(loads, file, *desk);
        given.push((*file, *desk));
    }
    given
}

/// Evens out the desks that `files` lie on: from those above the mean to those below it, the heaviest file that fits first,
/// so that few are moved. No desk crosses the mean, and none gets more than `most` files.
pub fn even_out(files: &mut [File], loads: &mut [Load], desks: &[usize], by: By, most: Option<u64>) -> Vec<Given> {
    heaviest_first(files, by);
    let sum: i128 = desks.iter().map(|desk| i128::from(loads[*desk].by(by))).sum();
    let count = i128::try_from(desks.len()).unwrap_or(1);
    // Times the number of desks, so that the mean is whole.
    let above = |load: &Load| i128::from(load.by(by)) * count - sum;
    let mut given = vec![];
    for file in files.iter().filter(|file| by.of(&file.weight) > 0) {
        let weight = i128::from(by.of(&file.weight)) * count;
        if !desks.contains(&file.desk) || above(&loads[file.desk]) < weight {
            continue;
        }
        let room = |desk: &&usize| most.is_none_or(|most| loads[**desk].cases < most);
        let Some(lightest) = desks.iter().filter(room).min_by_key(|desk| above(&loads[**desk])) else { break };
        if -above(&loads[*lightest]) >= weight {
            move_to(loads, file, *lightest);
            given.push((*file, *lightest));
        }
    }
    given
}

fn heaviest_first(files: &mut [File], by: By) {
    files.sort_by_key(|file| (std::cmp::Reverse(by.of(&file.weight)), file.case));
}

fn move_to(loads: &mut [Load], file: &File, desk: usize) {
    loads[file.desk].take(&file.weight);
    loads[desk].add(&file.weight);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn files(weights: &[(usize, i64)]) -> (Vec<File>, Vec<Load>) {
        let mut loads = vec![Load::default(); 4];
        let file = |(at, (desk, minor)): (usize, &(usize, i64))| {
            let weight = Weight { minor: *minor, tenths: 40 };
            loads[*desk].add(&weight);
            File { case: CaseId(at as i64 + 1), desk: *desk, weight }
        };
        (weights.iter().enumerate().map(file).collect(), loads)
    }

    #[test]
    fn ten_files_of_one_desk_are_shared_by_three() {
        let (mut all, mut loads) = files(&[(0, 100); 10]);
        let given = even_out(&mut all, &mut loads, &[0, 1, 2], By::Cases, None);
        assert_eq!((given.len(), loads.iter().map(|l| l.cases).collect::<Vec<_>>()), (6, vec![4, 3, 3, 0]));
        let (mut all, mut loads) = files(&[(0, 100); 10]);
        let given = give(&mut all, &mut loads, &[1, 2], By::Cases, Some(4));
        assert_eq!((given.len(), loads[0].cases, loads[1].cases, loads[2].cases), (8, 2, 4, 4), "two find no room");
    }

    #[test]
    fn by_money_one_large_file_is_moved_and_not_ten_small_ones() {
        let mut weights = vec![(0, 900), (1, 0)];
        weights.extend([(0, 90); 10]);
        let (mut all, mut loads) = files(&weights);
        let given = even_out(&mut all, &mut loads, &[0, 1], By::Money, None);
        assert_eq!((given.len(), loads[0].minor, loads[1].minor), (1, 900, 900));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_desk_crosses_the_mean(
            weights in prop::collection::vec((0_usize..4, 0_i64..10_000), 0..60),
            by in prop::sample::select(vec![By::Cases, By::Money, By::Minutes]),
        ) {
            let (mut all, mut loads) = files(&weights);
            let before = loads.clone();
            let desks = [0, 1, 2, 3];
            let given = even_out(&mut all, &mut loads, &desks, by, None);
            let sum = |loads: &[Load]| loads.iter().fold((0, 0, 0), |s, l| (s.0 + l.cases, s.1 + l.minor, s.2 + l.tenths));
            prop_assert_eq!(sum(&before), sum(&loads));
            let total: i64 = before.iter().map(|l| l.by(by)).sum();
            for (was, is) in before.iter().zip(&loads) {
                let (was, is) = (was.by(by) * 4 - total, is.by(by) * 4 - total);
                prop_assert!(is.abs() <= was.abs() && is.signum() * was.signum() >= 0, "{was} {is}");
            }
            let mut cases: Vec<CaseId> = given.iter().map(|(file, _)| file.case).collect();
            cases.dedup();
            prop_assert_eq!(cases.len(), given.len());
            // Asked again, nothing moves that moved already.
            let moved: std::collections::BTreeMap<CaseId, usize> = given.iter().map(|(file, to)| (file.case, *to)).collect();
            let mut after: Vec<File> =
                all.iter().map(|file| File { desk: moved.get(&file.case).copied().unwrap_or(file.desk), ..*file }).collect();
            prop_assert!(even_out(&mut after, &mut loads, &desks, by, None).is_empty() || by != By::Cases);
        }
    }
}
