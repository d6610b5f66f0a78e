//! The queue as it is read: generations, windows of their lines, what was left out, where one case stands.
//! What never lives here: the order or the rules (see `ranking`), writing a generation (see `night`).
//! `cli`, `day` and `runtime` call it.

use rusqlite::{Connection, Row};

use super::columns::{day, day_or_none, from_factors, login_or_none, login_text, parsed};
use super::read::QueuePage;
use super::{Done, Store, bind, derived, journal};
use crate::domain::case::CaseRow;
use crate::domain::case::row::CaseMoney;
use crate::domain::codes::{Band, Because, Change, DayPart, Exclusion, NextAction, QueueMark};
use crate::domain::command::Rev;
use crate::domain::queue::{ExcludedLine, Factors, Generation, QueueLine, Ranked, Reason, Share, looked_at_again};
use crate::domain::values::{CaseId, Currency, Day, Instant, Login, Money};

/// Most lines of one window: a screen shows sixty, a printed list some hundreds.
pub const QUEUE_PAGE_MAX: u32 = 1_000;

/// Where one case stands in a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// In the list.
    Queued(Box<Ranked>),
    /// Left out, until.
    Excluded(Exclusion, Day),
    /// Nothing of it was overdue, or it came later.
    Absent,
}

/// Columns of [`kept`].
const GENERATION: &str = "SELECT generation, day, planned_at, card, queued, excluded, closed_day, versions FROM generation WHERE state = 'live'";

/// A generation with what only the close and the lists need of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The generation.
    pub generation: Generation,
    /// The day that was closed when it was made.
    pub closed: Day,
    /// What it was made with (see `day`).
    pub versions: String,
}

/// Generations and lists.
impl Store {
    /// The newest generation for a day.
    pub fn generation_for(&self, for_day: Day) -> Done<Option<Generation>> {
        let sql = format!("{GENERATION} AND day = $1 ORDER BY generation DESC LIMIT 1");
        Ok(bind::first(&self.conn, &sql, &[&for_day.0], kept)?.map(|kept| kept.generation))
    }

    /// The newest generation of all.
    pub fn latest_generation(&self) -> Done<Option<Generation>> {
        Ok(self.latest_kept()?.map(|kept| kept.generation))
    }

    /// The newest generation of all, with what it was made with.
    pub fn latest_kept(&self) -> Done<Option<Kept>> {
        bind::first(&self.conn, &format!("{GENERATION} ORDER BY generation DESC LIMIT 1"), &[], kept)
    }

    /// The newest generation for a day before `day`: what its list is compared with.
    pub fn kept_before(&self, before: Day) -> Done<Option<Kept>> {
        let sql = format!("{GENERATION} AND day < $1 ORDER BY generation DESC LIMIT 1");
        bind::first(&self.conn, &sql, &[&before.0], kept)
    }

    /// A window of a generation's lines, after the first `from` of the list; `collector` `None`: everybody's.
    /// A line whose case has moved since is shown as the case stands on `today`: done when there is nothing left to call for.
    pub fn queue(
        &self,
        generation: i64,
        collector: Option<&Login>,
        from: u32,
        limit: u32,
        today: Day,
    ) -> Done<Vec<QueueLine>> {
        let limit = limit.min(QUEUE_PAGE_MAX);
        self.read(|conn| {
            let sql = format!("{GENERATION} AND generation = $1");
            let Some(made) = bind::first(conn, &sql, &[&generation], kept)? else { return Ok(vec![]) };
            let entries = match collector {
                None => {
                    let sql = format!("{ENTRY} WHERE k.generation = $1 AND k.rank > $2 ORDER BY k.rank LIMIT $3");
                    bind::rows(conn, &sql, &[&generation, &from, &limit], entry)?
                }
                Some(login) => {
                    // The ranks come from the index by collector alone: asked for the lines at once, the planner would walk
                    // everybody's list for the first of theirs.
                    let sql = format!(
                        "{ENTRY} WHERE k.generation = $1 AND k.rank IN
                           (SELECT rank FROM queue_rank WHERE generation = $1 AND collector = $2
                            ORDER BY rank LIMIT $3 OFFSET $4)
                         ORDER BY k.rank"
                    );
                    bind::rows(conn, &sql, &[&generation, &login.0, &limit, &from], entry)?
                }
            };
            let currency = self.settings.currency;
            let mut lines = Vec::with_capacity(entries.len());
            let share = made.generation.share(collector).filter(|share| share.price > 0);
            for (mut entry, rank) in entries.into_iter().zip(from.saturating_add(1)..) {
                let day = today.max(made.generation.day);
                let row = derived::row_for(conn, entry.ranked.case, day)?;
                // Nobody starves: whoever was left alone too long and is not reached today is written to.
                let unreached = share.as_ref().is_some_and(|share| rank > share.fits);
                if unreached && entry.ranked.factors.untouched_days.is_some() && entry.ranked.action == NextAction::Call
                {
                    entry.ranked.action = NextAction::Write;
                }
                let done = row.rev != entry.rev && left_nothing(conn, &entry, &row, &made)?;
                let value = Money::new(entry.ranked.value_minor, currency);
                lines.push(QueueLine { rank, value, done, ..line(entry, &row, made.generation.day) });
            }
            Ok(lines)
        })
    }

    /// The same window with its generation and the length of the whole list.
    pub fn queue_page(
        &self,
        generation: &Generation,
        collector: Option<&Login>,
        from: u32,
        limit: u32,
        today: Day,
    ) -> Done<QueuePage> {
        let lines = self.queue(generation.number, collector, from, limit, today)?;
        let total = self.queue_length(generation, collector)?;
        Ok(QueuePage { generation: generation.clone(), from, total, lines })
    }

    /// Lines of a collector's list; `None`: of everybody's.
    pub fn queue_length(&self, generation: &Generation, collector: Option<&Login>) -> Done<u32> {
        let Some(login) = collector else { return Ok(generation.queued) };
        let sql = "SELECT count(*) FROM queue_rank WHERE generation = $1 AND collector = $2";
        Ok(bind::first(&self.conn, sql, &[&generation.number, &login.0], |row| row.get(0))?.unwrap_or(0))
    }

    /// Cases left out of a generation, by case number, after `after`; `collector` `None`: everybody's.
    /// Cases of which nothing was overdue are not kept line by line: they are told from their rows.
    pub fn excluded(
        &self,
        generation: &Generation,
        collector: Option<&Login>,
        after: CaseId,
        limit: u32,
    ) -> Done<Vec<ExcludedLine>> {
        let sql = "SELECT r.case_id, r.name, r.reference, r.next_due, x.reason, x.until
             FROM case_row r LEFT JOIN queue_excluded x ON x.generation = $1 AND x.case_id = r.case_id
             WHERE r.case_id > $2 AND ($3 = '' OR COALESCE(x.collector, r.collector) = $3)
               AND (x.case_id IS NOT NULL OR (r.oldest_due IS NULL
                 AND NOT EXISTS (SELECT 1 FROM queue_entry e WHERE e.generation = $1 AND e.case_id = r.case_id)))
             ORDER BY r.case_id LIMIT $4";
        let limit = limit.min(QUEUE_PAGE_MAX);
        bind::rows(&self.conn, sql, &[&generation.number, &after.0, &login_text(collector), &limit], |row| {
            let kept: Option<String> = row.get(4)?;
            let (reason, until) = match kept {
                Some(_) => (parsed(row, 4)?, day(row, 5)?),
                None => (Exclusion::NothingOverdue, looked_at_again(day_or_none(row, 3)?, generation.day)),
            };
            Ok(ExcludedLine { case: CaseId(row.get(0)?), name: row.get(1)?, reference: row.get(2)?, reason, until })
        })
    }

    /// Where one case stood when a generation was made.
    pub fn standing(&self, generation: i64, case: CaseId) -> Done<Standing> {
        let queued = "SELECT e.case_id, COALESCE(r.collector, ''), 'same', 'nothing', e.band, e.score, e.probability, e.value, e.action,
               e.call_at, e.reasons, e.seq, e.rev, e.factors
             FROM queue_entry e LEFT JOIN case_row r ON r.case_id = e.case_id
             WHERE e.generation = $1 AND e.case_id = $2";
        if let Some(found) = bind::first(&self.conn, queued, &[&generation, &case.0], entry)? {
            return Ok(Standing::Queued(Box::new(found.ranked)));
        }
        let left = "SELECT reason, until FROM queue_excluded WHERE generation = $1 AND case_id = $2";
        let out = bind::first(&self.conn, left, &[&generation, &case.0], |row| Ok((parsed(row, 0)?, day(row, 1)?)))?;
        Ok(out.map_or(Standing::Absent, |(reason, until)| Standing::Excluded(reason, until)))
    }
}

/// One line as it is kept.
struct Entry {
    ranked: Ranked,
    change: Change,
    because: Because,
    rev: Rev,
}

/// Columns of [`entry`].
const ENTRY: &str =
    "SELECT k.case_id, k.collector, k.change, k.because, e.band, e.score, e.probability, e.value, e.action,
       e.call_at, e.reasons, e.seq, e.rev, e.factors
     FROM queue_rank k JOIN queue_entry e ON e.generation = k.generation AND e.case_id = k.case_id";

/// What a line of a list made before there were factors is multiplied with: itself.
const UNKNOWN: Factors = Factors {
    reach_permille: 1_000,
    part: DayPart::Morning,
    attempt: 1,
    decay_permille: 1_000,
    effect_permille: 1_000,
    word_permille: 1_000,
    minutes_tenths: 10,
    untouched_days: None,
    drawn: false,
};

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let (probability_ppm, value_minor): (u32, i64) = (row.get(6)?, row.get(7)?);
    let factors = from_factors(row.get_ref(13)?.as_str()?).unwrap_or(UNKNOWN);
    let ranked = Ranked {
        case: CaseId(row.get(0)?),
        collector: login_or_none(row, 1)?,
        band: parsed(row, 4)?,
        score: row.get(5)?,
        probability_ppm,
        value_minor,
        factors,
        index: factors.index(value_minor, probability_ppm),
        action: parsed(row, 8)?,
        call_at: row.get::<_, Option<i64>>(9)?.map(Instant),
        reasons: from_reasons(row.get_ref(10)?.as_str()?),
    };
    let because: Because = parsed(row, 3)?;
    let ranked = Ranked { factors: Factors { drawn: because == Because::Drawn, ..ranked.factors }, ..ranked };
    let rev = Rev { seq: row.get(11)?, rev: row.get(12)? };
    Ok(Entry { ranked, change: parsed(row, 2)?, because, rev })
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let versions: String = row.get(7)?;
    Ok(Kept {
        generation: Generation {
            number: row.get(0)?,
            day: day(row, 1)?,
            planned_at: Instant(row.get(2)?),
            card: row.get(3)?,
            queued: row.get(4)?,
            excluded: row.get(5)?,
            shares: from_shares(&versions),
        },
        closed: day(row, 6)?,
        versions,
    })
}

/// A line without its rank, value and whether it is done.
fn line(entry: Entry, row: &CaseRow, day: Day) -> QueueLine {
    let sums = |amount: fn(&CaseMoney) -> i64| row.money.iter().map(|m| Money::new(amount(m), m.currency)).collect();
    QueueLine {
        rank: 0,
        name: row.name.clone(),
        reference: row.reference.clone(),
        value: Money::new(0, Currency::EUR),
        open: sums(|money| money.open),
        overdue: sums(|money| money.overdue),
        oldest_due: row.oldest_due,
        days_past_due: row.oldest_due.map_or(0, |due| day.since(due).max(0)),
        change: entry.change,
        because: entry.because,
        done: false,
        ranked: entry.ranked,
    }
}

/// True when a case that moved since its line was made needs no call any more: it was contacted, or nothing of it is
/// left to ask for, or something was agreed for a later day.
fn left_nothing(conn: &Connection, entry: &Entry, row: &CaseRow, made: &Kept) -> Done<bool> {
    let day = made.generation.day;
    let later = row.callback.as_ref().map(|callback| callback.due_on).is_some_and(|on| on > day);
    let held = row.held_whole && row.held_until.is_some_and(|until| until > day);
    let collectable = row.money.iter().any(|money| money.collectable > 0);
    let agreed_call = match entry.ranked.band {
        Band::CallbackDue => row.callback.is_some() && !later,
        Band::PromiseDue => row.promise_due_on.is_some(),
        Band::Deadline => row.dispute_due_on.is_some(),
        Band::Pinned | Band::PromiseBroken | Band::NewCase | Band::Index => false,
    };
    let skipped = row.mark.is_some_and(|(mark, until)| mark == QueueMark::Skip && until > day);
    if later || held || skipped || row.merged_into.is_some() || (!collectable && !agreed_call) {
        return Ok(true);
    }
    // An undone contact no longer counts in the row, whatever the journal keeps of it.
    if row.profile.last_contact_on.is_none_or(|on| on < made.closed) {
        return Ok(false);
    }
    let sql =
        "SELECT 1 FROM journal WHERE kind = $1 AND stream_id = $2 AND seq > $3 AND event = 'contact-recorded' LIMIT 1";
    Ok(bind::first(conn, sql, &[&journal::CASE, &row.case.0, &entry.rev.seq], |_| Ok(()))?.is_some())
}

/// How the line of the shares begins among the versions of a generation.
const SHARES: &str = "shares=";

/// How much of each list fits, as one line of a generation's versions: `who:fits:minutes:gain:beyond:value:price;…`.
#[must_use]
pub fn shares_text(shares: &[Share]) -> String {
    let one = |share: &Share| {
        let Share { who, fits, minutes_tenths, gain, beyond, beyond_minor, price } = share;
        let who = login_text(who.as_ref());
        format!("{who}:{fits}:{minutes_tenths}:{gain}:{beyond}:{beyond_minor}:{price}")
    };
    format!("{SHARES}{}", shares.iter().map(one).collect::<Vec<_>>().join(";"))
}

/// Back from [`shares_text`]; none where nothing was counted.
fn from_shares(versions: &str) -> Vec<Share> {
    let Some(text) = versions.lines().find_map(|line| line.strip_prefix(SHARES)) else { return vec![] };
    let one = |text: &str| {
        let mut fields = text.split(':');
        let who = fields.next().filter(|who| !who.is_empty()).map(|who| Login(who.to_owned()));
        let fits = fields.next()?.parse().ok()?;
        let minutes_tenths = fields.next()?.parse().ok()?;
        let gain = fields.next()?.parse().ok()?;
        let beyond = fields.next()?.parse().ok()?;
        let beyond_minor = fields.next()?.parse().ok()?;
        Some(Share { who, fits, minutes_tenths, gain, beyond, beyond_minor, price: fields.next()?.parse().ok()? })
    };
    text.split(';').filter_map(one).collect()
}

/// Reasons as one column: `code:points:fact`, one after the other with `;`.
pub(in crate::store) fn reasons_text(reasons: &[Reason], out: &mut String) {
    use std::fmt::Write;
    out.clear();
    for reason in reasons {
        let sign = if out.is_empty() { "" } else { ";" };
        let _infallible = write!(out, "{sign}{}:{}:{}", reason.code.name(), reason.points, reason.fact);
    }
}

/// Back from [`reasons_text`]; a reason that cannot be read is left out (the list is derived, the close makes it again).
fn from_reasons(text: &str) -> Vec<Reason> {
    let read = |part: &str| {
        let mut fields = part.split(':');
        let code = fields.next()?.parse().ok()?;
        let points = fields.next()?.parse().ok()?;
        Some(Reason { code, points, fact: fields.next()?.parse().ok()? })
    };
    text.split(';').filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::ReasonCode;

    #[test]
    fn shares_read_back_as_written() {
        let share = |who: Option<&str>, fits| Share {
            who: who.map(|who| who.parse().unwrap()),
            fits,
            minutes_tenths: 3_590,
            gain: i128::MAX,
            beyond: 3,
            beyond_minor: -1,
            price: 7,
        };
        let all = vec![share(None, 4), share(Some("lea"), 0)];
        assert_eq!(from_shares(&format!("a b=1\n{}", shares_text(&all))), all);
        assert_eq!(from_shares("a b=1"), vec![]);
    }

    #[test]
    fn reasons_read_back_as_written() {
        let all: Vec<Reason> =
            (-3_i64..).zip(ReasonCode::ALL).map(|(fact, code)| Reason { code: *code, points: -7, fact }).collect();
        let mut text = String::new();
        reasons_text(&all, &mut text);
        assert_eq!(from_reasons(&text), all);
        reasons_text(&[], &mut text);
        assert_eq!(from_reasons(&text), vec![]);
    }
}
