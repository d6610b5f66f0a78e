//! The one small set of open invoices that adds up to an amount, if there is exactly one.
//! What never lives here: whose they are.
//! `matching` calls it. The search is bounded: a debtor with hundreds of open invoices has many sets for any amount, and
//! none of them means anything.

use super::OpenItem;

/// Open invoices searched.
const ITEMS_MAX: usize = 18;
/// Invoices in a set.
const SET_MAX: usize = 6;

/// The only set of two or more items whose open amounts add up to `minor`; none when there is none or more than one.
pub(super) fn only_set<'i>(items: &[&'i OpenItem], minor: i64) -> Option<Vec<&'i OpenItem>> {
    if items.len() > ITEMS_MAX || items.len() < 2 || minor <= 0 {
        return None;
    }
    let mut search = Search { items, chosen: vec![], found: None, several: false };
    search.go(0, minor);
    if search.several { None } else { search.found }
}

struct Search<'s, 'i> {
    items: &'s [&'i OpenItem],
    chosen: Vec<&'i OpenItem>,
    found: Option<Vec<&'i OpenItem>>,
    several: bool,
}

impl Search<'_, '_> {
    fn go(&mut self, at: usize, left: i64) {
        if left == 0 && self.chosen.len() > 1 {
            self.several |= self.found.is_some();
            self.found = Some(self.chosen.clone());
            return;
        }
        if left <= 0 || self.chosen.len() == SET_MAX {
            return;
        }
        for next in at..self.items.len() {
            if self.several {
                return;
            }
            self.chosen.push(self.items[next]);
            self.go(next + 1, left - self.items[next].open.minor);
            self.chosen.pop();
        }
    }
}
