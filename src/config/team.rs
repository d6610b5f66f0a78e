//! The team's parts of a book's config: `[[alert]]`, what the house wants to be told of, `[target]`, what people should
//! reach in a day, and `[[view]]`, views of the queue for everybody.
//! What never lives here: what an alert means (see `domain::team`).
//! `book` calls it.

use super::book::amount;
use super::located::{Reading, Table};
use crate::domain::team::{ALERTS_MAX, AlertRule, Targets, TeamRules};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Login, Tag};
use crate::domain::view::{FILTER_CHARS_MAX, Sift, VIEWS_MAX, View};

/// Longest silence or lateness that an alert may ask for, in days: ten years.
const DAYS_MAX: i32 = 3_660;
/// Highest count that an alert or a target may ask for.
const COUNT_MAX: i32 = 1_000;

const TARGETS: [&str; 3] = ["calls", "reached", "promises"];

/// Reads them.
pub(super) fn team(reading: &mut Reading<'_>, top: &Table<'_>, rules: &mut TeamRules, currency: Currency) {
    views(reading, top, rules);
    let alerts = reading.list(top, "alert");
    if !alerts.is_empty() {
        rules.alerts.clear();
    }
    for (at, entry) in alerts.into_iter().enumerate() {
        if at >= ALERTS_MAX {
            reading.complain(entry.span(), "alert-count", vec![("most", ALERTS_MAX.to_string())]);
            return;
        }
        let Some(part) = entry.get_ref().as_table() else {
            reading.complain(entry.span(), "expects-table", vec![("key", "alert".to_owned())]);
            continue;
        };
        if let Some(rule) = alert(reading, part, entry.span(), currency) {
            rules.alerts.push(rule);
        }
    }
    if let Some(part) = reading.table(top, "target") {
        reading.only(part, &[TARGETS.as_slice(), &["people"]].concat());
        rules.targets = targets(reading, part, rules.targets);
        people(reading, part, rules);
    }
}

fn views(reading: &mut Reading<'_>, top: &Table<'_>, rules: &mut TeamRules) {
    let list = reading.list(top, "view");
    if !list.is_empty() {
        rules.views.clear();
    }
    for (at, entry) in list.into_iter().enumerate() {
        if at >= VIEWS_MAX {
            reading.complain(entry.span(), "view-count", vec![("most", VIEWS_MAX.to_string())]);
            return;
        }
        let Some(part) = entry.get_ref().as_table() else {
            reading.complain(entry.span(), "expects-table", vec![("key", "view".to_owned())]);
            continue;
        };
        reading.only(part, &["name", "filter"]);
        let mut said = |key: &str, most: usize| {
            let text = reading.text(part, key).map(|(text, _)| clean_line(&text, most)).unwrap_or_default();
            if text.is_empty() {
                reading.complain(entry.span(), "missing-key", vec![("key", key.to_owned())]);
            }
            text
        };
        let (name, filter) = (said("name", NAME_CHARS_MAX), said("filter", FILTER_CHARS_MAX));
        if let Some(word) = Sift::read(&filter).unknown.first() {
            reading.complain(entry.span(), "view-word", vec![("word", word.clone())]);
        }
        rules.views.push(View { name, filter });
    }
}

fn alert(
    reading: &mut Reading<'_>,
    part: &Table<'_>,
    at: std::ops::Range<usize>,
    currency: Currency,
) -> Option<AlertRule> {
    reading.only(part, &["name", "overdue", "late_days", "silent_days", "broken", "disputes", "segment"]);
    let name = reading.text(part, "name").map(|(name, _)| clean_line(&name, NAME_CHARS_MAX)).unwrap_or_default();
    if name.is_empty() {
        reading.complain(at, "missing-key", vec![("key", "name".to_owned())]);
        return None;
    }
    let rule = AlertRule {
        overdue_minor: amount(reading, part, "overdue", currency),
        late_days: reading.whole(part, "late_days", 1, DAYS_MAX),
        silent_days: reading.whole(part, "silent_days", 1, DAYS_MAX),
        broken: count(reading, part, "broken"),
        disputes: count(reading, part, "disputes"),
        segment: reading.text(part, "segment").map(|(segment, _)| Tag::of(&segment)),
        name,
    };
    if rule == (AlertRule { name: rule.name.clone(), ..AlertRule::default() }) {
        reading.complain(at, "alert-nothing", vec![]);
        return None;
    }
    Some(rule)
}

fn count(reading: &mut Reading<'_>, part: &Table<'_>, key: &str) -> Option<u32> {
    reading.whole(part, key, 1, COUNT_MAX).and_then(|count| u32::try_from(count).ok())
}

fn targets(reading: &mut Reading<'_>, part: &Table<'_>, base: Targets) -> Targets {
    Targets {
        calls: count(reading, part, "calls").or(base.calls),
        reached: count(reading, part, "reached").or(base.reached),
        promises: count(reading, part, "promises").or(base.promises),
    }
}

fn people(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut TeamRules) {
    let Some(people) = reading.table(part, "people") else { return };
    for (key, value) in people {
        let name: &str = key.get_ref();
        let Ok(login) = name.parse::<Login>() else {
            let facts =
                vec![("key", "people".to_owned()), ("value", name.to_owned()), ("known", "lea, omar".to_owned())];
            reading.complain(value.span(), "not-among", facts);
            continue;
        };
        let Some(own) = reading.table(people, name) else { continue };
        reading.only(own, &TARGETS);
        let own = targets(reading, own, rules.targets);
        rules.people.retain(|(known, _)| *known != login);
        rules.people.push((login, own));
    }
}

#[cfg(test)]
mod tests {
    use super::super::book::book;
    use super::*;

    #[test]
    fn alerts_and_targets_are_read() {
        let text = "[[alert]]\nname = \"big and silent\"\noverdue = 5000\nsilent_days = 15\n\
                    [[alert]]\nname = \"promises\"\nbroken = 3\nsegment = \"Grands comptes\"\n\
                    [target]\ncalls = 40\npromises = 6\n[target.people.lea]\ncalls = 20\n";
        let rules = book(text, Currency::EUR).unwrap().policy.team;
        assert_eq!(rules.alerts[0].overdue_minor, Some(500_000));
        assert_eq!((rules.alerts[1].broken, rules.alerts[1].segment), (Some(3), Some(Tag::of("grands comptes"))));
        let of = |login: &str| rules.targets(&login.parse().unwrap());
        assert_eq!((of("lea").calls, of("lea").promises, of("omar").calls), (Some(20), Some(6), Some(40)));
        let house = book("[[view]]\nname = \"far\"\nfilter = \"days>90\"\n", Currency::EUR).unwrap().policy.team;
        assert_eq!(house.views, [View { name: "far".into(), filter: "days>90".into() }]);
        for wrong in [
            "[[view]]\nname = \"x\"\n",
            "[[view]]\nfilter = \"x\"\n",
            "[[alert]]\noverdue = 5\n",
            "[[alert]]\nname = \"x\"\n",
            "[[alert]]\nname = \"x\"\nlate = 3\n",
            "[target]\ncalls = 0\n",
        ] {
            assert!(book(wrong, Currency::EUR).is_err(), "{wrong}");
        }
    }
}
