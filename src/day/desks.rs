//! The desks of the house: what lies on each, and which files a change of hands would move.
//! What never lives here: the rule by which files are shared (see `domain::hands`), SQL, words.
//! `cli` calls it; it walks the book part by part and keeps some thirty bytes a file.

use std::collections::HashMap;

use crate::domain::case::CaseRow;
use crate::domain::hands::{Beside, By, File, Filter, Given, Load, Weight, even_out, give};
use crate::domain::queue::Placed;
use crate::domain::values::{CaseId, Day, Login};
use crate::ranking::place;
use crate::store::{Store, StoreError};

use super::what_if::House;

/// Rows read at once.
const PART_ROWS: u32 = 1_024;

/// How the files that are meant are shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// Which.
    pub filter: Filter,
    /// To whom; with `even`, the desks that are evened out.
    pub to: Vec<Login>,
    /// Even these desks out, rather than giving everything that is meant.
    pub even: bool,
    /// What is counted.
    pub by: By,
    /// Most files of a desk.
    pub most: Option<u64>,
}

/// What a change of hands would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Desks, by login; the first is nobody's.
    pub desks: Vec<Option<Login>>,
    /// What lies on each now.
    pub before: Vec<Load>,
    /// … and afterwards.
    pub after: Vec<Load>,
    /// Files that are meant.
    pub meant: u64,
    /// Files of the same desks that the filter leaves out.
    pub hidden: u64,
    /// Files given, by case, and the desk each goes to.
    pub given: Vec<Given>,
}

impl Plan {
    /// Whose a desk is.
    #[must_use]
    pub fn login(&self, desk: usize) -> Option<&Login> {
        self.desks.get(desk).and_then(Option::as_ref)
    }

    /// The cases with the person each goes to.
    #[must_use]
    pub fn moves(&self) -> Vec<(CaseId, Login)> {
        let to = |(file, desk): &Given| Some((file.case, self.login(*desk)?.clone()));
        self.given.iter().filter_map(to).collect()
    }
}

/// Looks at every file of the book as it stands on `day` and shares those that are meant; nothing is written.
pub fn plan(store: &Store, day: Day, house: House<'_>, sharing: &Sharing) -> Result<Plan, StoreError> {
    let mut plan = Plan::default();
    let mut places: HashMap<Option<Login>, usize> = HashMap::new();
    let mut place_of = |plan: &mut Plan, desk: &Option<Login>| {
        if let Some(place) = places.get(desk) {
            return *place;
        }
        let place = plan.desks.len();
        places.insert(desk.clone(), place);
        plan.desks.push(desk.clone());
        plan.before.push(Load::default());
        place
    };
    place_of(&mut plan, &None);
    let to: Vec<usize> = sharing.to.iter().map(|login| place_of(&mut plan, &Some(login.clone()))).collect();
    let mut files = vec![];
    let mut after = CaseId(0);
    loop {
        let rows = store.rows_after(after, PART_ROWS, day)?;
        let Some(last) = rows.last() else { break };
        let first = after;
        after = last.case;
        let postcodes = match sharing.filter.postcode {
            Some(_) => store.postcodes(first, after)?,
            None => HashMap::new(),
        };
        for row in rows.iter().filter(|row| row.merged_into.is_none()) {
            let (weight, score) = weight(row, day, house, store);
            let desk = place_of(&mut plan, &row.collector);
            plan.before[desk].add(&weight);
            if !sharing.filter.of_desk(row.collector.as_ref()) {
                continue;
            }
            let postcode = postcodes.get(&row.case).map_or("", String::as_str);
            if sharing.filter.fits(row, Beside { day, score, postcode }) {
                files.push(File { case: row.case, desk, weight });
            } else {
                plan.hidden += 1;
            }
        }
    }
    plan.meant = files.len() as u64;
    plan.after.clone_from(&plan.before);
    let share = if sharing.even { even_out } else { give };
    plan.given = share(&mut files, &mut plan.after, &to, sharing.by, sharing.most);
    plan.given.sort_unstable_by_key(|(file, _)| file.case);
    Ok(plan)
}

/// What a file weighs, and its score: nothing is expected of one that is not called today.
fn weight(row: &CaseRow, day: Day, house: House<'_>, store: &Store) -> (Weight, Option<i32>) {
    if row.oldest_due.is_none() && row.callback.is_none() {
        return (Weight::default(), None);
    }
    match place(row, day, house.card, house.policy, store.settings().currency) {
        Placed::Queued(line) => {
            let weight = Weight { minor: line.value_minor, tenths: line.factors.minutes_tenths.into() };
            (weight, Some(line.score))
        }
        Placed::Excluded { .. } => (Weight::default(), None),
    }
}
