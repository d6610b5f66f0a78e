//! Moments as people write them: `14:30` `14h30` `9h` `2pm` `ven 10h` `demain 9h` `+30min` and ISO instants.
//! What never lives here: a clock (now is handed in), opening hours.
//! Called through `read`.

use super::{ReadError, day::day, day::past_day};
use crate::domain::values::{Day, Instant, Now, text::fold};
use crate::zone::Zone;

/// Hour taken when a moment ahead names a day only: the start of a day's calls.
const DEFAULT_HOUR: u32 = 9;
/// Furthest a moment may be named in hours or minutes from now: a week, in minutes.
const RELATIVE_MINUTES_MAX: i64 = 7 * 24 * 60;

/// Reads a moment ahead. A time alone is today's, or tomorrow's once it has passed; a day alone is 09:00 of it.
pub fn moment(text: &str, now: Now, zone: Zone) -> Result<Instant, ReadError> {
    parse(text, now, zone, true)
}

/// Reads a moment behind: a time alone is today's, or yesterday's while it has not come; a day needs its time.
pub fn past_moment(text: &str, now: Now, zone: Zone) -> Result<Instant, ReadError> {
    parse(text, now, zone, false)
}

fn parse(text: &str, now: Now, zone: Zone, ahead: bool) -> Result<Instant, ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Ok(at) = text.parse::<Instant>() {
        return if (Day::MIN..=Day::MAX).contains(&zone.day_of(at)) { Ok(at) } else { Err(ReadError::NoSuchDay) };
    }
    if let Some(minutes) = relative_minutes(text)? {
        return Ok(Instant(now.at.0 + minutes * 60_000));
    }
    let spaced = split_iso(text);
    let words: Vec<&str> =
        spaced.split_whitespace().filter(|word| !matches!(*word, "à" | "a" | "at" | "@" | "vers" | "around")).collect();
    let time_last = words.split_last().and_then(|(last, rest)| Some((time(last)?, rest)));
    let time_first = || words.split_first().and_then(|(first, rest)| Some((time(first)?, rest)));
    let Some((clock, rest)) = time_last.or_else(time_first) else {
        return if ahead {
            Ok(zone.instant_of(day(text, now.today)?, DEFAULT_HOUR, 0))
        } else {
            Err(ReadError::NotATime)
        };
    };
    let (hour, minute) = clock?;
    if rest.is_empty() {
        let today = zone.instant_of(now.today, hour, minute);
        return Ok(match (ahead, today > now.at) {
            (true, false) => zone.instant_of(now.today.plus(1), hour, minute),
            (false, true) => zone.instant_of(now.today.plus(-1), hour, minute),
            (true, true) | (false, false) => today,
        });
    }
    let rest = rest.join(" ");
    let day = if ahead { day(&rest, now.today)? } else { past_day(&rest, now.today)? };
    Ok(zone.instant_of(day, hour, minute))
}

/// `2026-12-15T14:30` is written as two words.
fn split_iso(text: &str) -> String {
    match text.split_once(['T', 't']) {
        Some((date, time)) if date.parse::<Day>().is_ok() => format!("{date} {time}"),
        _ => text.to_owned(),
    }
}

/// `+30min`, `+2h`, `+1h30`: minutes from now. `+2 10h` is none of them: a day ahead and its time.
fn relative_minutes(text: &str) -> Result<Option<i64>, ReadError> {
    let Some(rest) = text.strip_prefix('+') else { return Ok(None) };
    let folded = fold(rest);
    let mut words = folded.split_whitespace();
    if words.next().is_some_and(|days| days.bytes().all(|b| b.is_ascii_digit()))
        && words.any(|word| time(word).is_some())
    {
        return Ok(None);
    }
    let rest = folded.replace(' ', "");
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let Ok(number) = rest[..digits].parse::<i64>() else { return Ok(None) };
    let minutes = match &rest[digits..] {
        "min" | "mn" | "minutes" | "minute" => number,
        "h" | "heure" | "heures" | "hour" | "hours" => number.saturating_mul(60),
        unit => match unit.strip_prefix('h').and_then(|minutes| minutes.parse::<i64>().ok()) {
            Some(minutes) if minutes < 60 => number.saturating_mul(60).saturating_add(minutes),
            _ => return Ok(None),
        },
    };
    if minutes > RELATIVE_MINUTES_MAX { Err(ReadError::NoSuchDay) } else { Ok(Some(minutes)) }
}

/// A word that is written like a time of day: hour and minute, or an error when there is no such time.
fn time(word: &str) -> Option<Result<(u32, u32), ReadError>> {
    let lower = word.to_ascii_lowercase();
    let named = match lower.as_str() {
        "midi" | "noon" => Some((12, 0)),
        "minuit" | "midnight" => Some((0, 0)),
        _ => None,
    };
    if let Some(time) = named {
        return Some(Ok(time));
    }
    let (body, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(body), _) => (body, Some(0)),
        (_, Some(body)) => (body, Some(12)),
        (None, None) => (lower.as_str(), None),
    };
    let (hour, minute) = match body.split_once([':', 'h']) {
        Some((hour, rest)) => {
            let rest = rest.split(':').next().unwrap_or("");
            let bare_h = rest.is_empty() && body.ends_with('h');
            (two(hour)?, if bare_h { 0 } else { two(rest)? })
        }
        None => (half.and_then(|_| two(body))?, 0),
    };
    let hour = match half {
        None => Some(hour),
        Some(add) => (1..=12).contains(&hour).then_some(hour % 12 + add),
    };
    Some(match hour {
        Some(hour) if hour < 24 && minute < 60 => Ok((hour, minute)),
        _ => Err(ReadError::NotATime),
    })
}

fn two(text: &str) -> Option<u32> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday 2026-11-20, 10:00 in Paris.
    fn now() -> Now {
        Now { at: "2026-11-20T09:00:00Z".parse().unwrap(), today: "2026-11-20".parse().unwrap() }
    }

    fn ahead(text: &str) -> Result<String, ReadError> {
        moment(text, now(), Zone::PARIS).map(|at| at.to_string()[..16].to_owned())
    }

    #[test]
    fn moments_as_people_write_them() {
        for text in
            ["14:30", "14h30", "2:30pm", "14:30:00", "20/11 14:30", "aujourd'hui à 14h30", "today at 14:30", "+4h30"]
        {
            assert_eq!(ahead(text).as_deref(), Ok("2026-11-20T13:30"), "{text}");
        }
        for text in
            ["9h", "09:00", "9am", "demain 9h", "tomorrow 9am", "demain", "9h demain", "2026-11-21T09:00", "+23h"]
        {
            assert_eq!(ahead(text).as_deref(), Ok("2026-11-21T08:00"), "{text}");
        }
        for text in ["ven 10h", "friday 10:00", "27/11 10h", "2026-11-27 10:00", "2026-11-27T09:00:00Z"] {
            assert_eq!(ahead(text).as_deref(), Ok("2026-11-27T09:00"), "{text}");
        }
        for text in ["+2 10h", "+2 at 10:00", "+2j 10h", "+2 10am", "+ 2 10h", "10h +2", "+2 jours 10h"] {
            assert_eq!(ahead(text).as_deref(), Ok("2026-11-22T09:00"), "{text}");
        }
        assert_eq!(ahead("+1 10h").as_deref(), Ok("2026-11-21T09:00"), "not 110 hours");
        assert_eq!(ahead("+1w 14h30").as_deref(), Ok("2026-11-27T13:30"));
        for text in ["+2 h", "+2 heures", "+1 h 60", "+120min"] {
            let said = ahead(text);
            assert_eq!(said.is_ok(), text != "+1 h 60", "{text}: {said:?}");
        }
        assert_eq!(ahead("+30min").as_deref(), Ok("2026-11-20T09:30"));
        assert_eq!(ahead("midi").as_deref(), Ok("2026-11-20T11:00"));
        assert_eq!(ahead("12am").as_deref(), Ok("2026-11-20T23:00"));
    }

    #[test]
    fn moments_behind_lean_back() {
        let behind = |text: &str| past_moment(text, now(), Zone::PARIS).map(|at| at.to_string()[..16].to_owned());
        assert_eq!(behind("9h").as_deref(), Ok("2026-11-20T08:00"));
        assert_eq!(behind("14h30").as_deref(), Ok("2026-11-19T13:30"));
        assert_eq!(behind("hier 16h").as_deref(), Ok("2026-11-19T15:00"));
        assert_eq!(behind("hier"), Err(ReadError::NotATime));
    }

    #[test]
    fn what_is_no_moment_is_said_so() {
        assert_eq!(ahead("25:00"), Err(ReadError::NotATime));
        assert_eq!(ahead("14h75"), Err(ReadError::NotATime));
        assert_eq!(ahead("13pm"), Err(ReadError::NotATime));
        assert_eq!(ahead("blah 10h"), Err(ReadError::NotADay));
        assert_eq!(ahead("blah"), Err(ReadError::NotADay));
        assert_eq!(ahead(""), Err(ReadError::Empty));
        assert_eq!(ahead("+999h"), Err(ReadError::NoSuchDay));
    }
}
