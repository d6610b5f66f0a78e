//! The part of a book's config that reports go by: `[report]` with its buckets, `[report.cost]`.
//! What never lives here: their meaning (see `domain::measure`).
//! `config::book` calls it.

use super::book::amount;
use super::located::{Reading, Table};
use crate::domain::measure::{BOUND_DAYS_MAX, BOUNDS_MAX, Buckets, Measures};
use crate::domain::values::Currency;

/// `[report]`.
pub(super) fn report_part(reading: &mut Reading<'_>, top: &Table<'_>, measures: &mut Measures, currency: Currency) {
    let Some(part) = reading.table(top, "report") else { return };
    reading.only(part, &["buckets", "cost"]);
    if part.contains_key("buckets")
        && let Some(read) = buckets(reading, part)
    {
        measures.buckets = read;
    }
    let Some(cost) = reading.table(part, "cost") else { return };
    let costs = &mut measures.costs;
    let keys = [
        ("salaries_month", &mut costs.salaries_month),
        ("tools_month", &mut costs.tools_month),
        ("legal_month", &mut costs.legal_month),
        ("recovered_month", &mut costs.recovered_month),
        ("letter", &mut costs.letter),
        ("registered_letter", &mut costs.registered_letter),
    ];
    let known: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    reading.only(cost, &known);
    for (key, to) in keys {
        if let Some(minor) = amount(reading, cost, key, currency) {
            *to = minor;
        }
    }
}

/// Upper bounds in days past due, each above the one before.
fn buckets(reading: &mut Reading<'_>, part: &Table<'_>) -> Option<Buckets> {
    let mut bounds: Vec<i32> = vec![];
    for item in reading.list(part, "buckets").into_iter().take(BOUNDS_MAX) {
        let written = item.get_ref().as_integer().map(|number| number.as_str().replace('_', ""));
        let Some(text) = written else {
            reading.complain(item.span(), "expects-number", vec![("key", "buckets".to_owned())]);
            return None;
        };
        let low = bounds.last().map_or(1, |last| last + 1);
        match text.parse::<i32>().ok().filter(|days| (low..=BOUND_DAYS_MAX).contains(days)) {
            Some(days) => bounds.push(days),
            None => {
                let range = [("low", low.to_string()), ("high", BOUND_DAYS_MAX.to_string())];
                let facts = [("key", "buckets".to_owned()), ("value", text)].into_iter().chain(range).collect();
                reading.complain(item.span(), "number-range", facts);
                return None;
            }
        }
    }
    Buckets::new(bounds)
}
