//! The queue as it is read: generations, windows of their lines, what was left out, where one case stands.
//! What never lives here: the order or the rules (see `ranking`), writing a generation (see `night`).
//! `cli`, `day` and `runtime` call it.

use rusqlite::{Connection, Row};

use super::blocks::{Became, CaseBlock, KeptLine};
use super::columns::{day, login_or_none, login_text};
use super::list_lines::Lines;
use super::pack::FORMAT;
use super::read::QueuePage;
use super::{Done, Store, bind, derived, journal};
use crate::domain::case::CaseRow;
use crate::domain::case::row::CaseMoney;
use crate::domain::codes::{Band, Exclusion, NextAction, QueueMark, ReasonCode};
use crate::domain::queue::{ExcludedLine, Generation, QueueLine, Ranked, Share, looked_at_again, returned};
use crate::domain::signal::signals;
use crate::domain::values::{CaseId, Currency, Day, Instant, Login, Money};

/// Most lines of one window: a screen shows sixty, a printed list some hundreds.
pub const QUEUE_PAGE_MAX: u32 = 1_000;

/// Where one case stands in a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// In everybody's list, at a place of it, from 1.
    Queued(u32, Box<Ranked>),
    /// Left out, until.
    Excluded(Exclusion, Day),
    /// Nothing of it was overdue, or it came later.
    Absent,
}

/// Columns of [`kept`], of the generations that can be read: those packed by another program are made again by the close.
fn generations(which: &str) -> String {
    format!(
        "SELECT generation, day, planned_at, card, queued, excluded, closed_day, versions FROM generation
         WHERE state = 'live' AND format = {FORMAT} {which}"
    )
}

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
        let sql = generations("AND day = $1 ORDER BY generation DESC LIMIT 1");
        Ok(bind::first(&self.conn, &sql, &[&for_day.0], kept)?.map(|kept| kept.generation))
    }

    /// The newest generation of all.
    pub fn latest_generation(&self) -> Done<Option<Generation>> {
        Ok(self.latest_kept()?.map(|kept| kept.generation))
    }

    /// The newest generation of all, with what it was made with.
    pub fn latest_kept(&self) -> Done<Option<Kept>> {
        bind::first(&self.conn, &generations("ORDER BY generation DESC LIMIT 1"), &[], kept)
    }

    /// The newest generation for a day before `day`: what its list is compared with.
    pub fn kept_before(&self, before: Day) -> Done<Option<Kept>> {
        let sql = generations("AND day < $1 ORDER BY generation DESC LIMIT 1");
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
            let sql = generations("AND generation = $1");
            let Some(made) = bind::first(conn, &sql, &[&generation], kept)? else { return Ok(vec![]) };
            let reader = Lines::new(conn, &self.read_blocks, generation);
            let entries = match collector {
                None => reader.everybodys(from, limit)?,
                Some(login) => match list_of(conn, generation, login)? {
                    Some((list, lines)) => reader.of_list(list, lines, from, limit)?,
                    None => vec![],
                },
            };
            let currency = self.settings.currency;
            let mut lines = Vec::with_capacity(entries.len());
            let share = made.generation.share(collector);
            for (entry, rank) in entries.into_iter().zip(from.saturating_add(1)..) {
                let day = today.max(made.generation.day);
                let row = derived::row_for(conn, entry.ranked.case, day)?;
                let done = row.rev != entry.rev && left_nothing(conn, &entry, &row, &made)?;
                let mut line = line(entry, (rank, share.as_ref()), &row, made.generation.day, currency);
                tell_return(&mut line.ranked, &row, day);
                lines.push(QueueLine { done, ..line });
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
        Ok(list_of(&self.conn, generation.number, login)?.map_or(0, |(_, lines)| lines))
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
        let limit = usize::try_from(limit.min(QUEUE_PAGE_MAX)).unwrap_or(0);
        self.read(|conn| {
            let whose = lists(conn, generation.number)?;
            let mut all = Vec::new();
            let mut after = after;
            while all.len() < limit {
                let page = cases_after(conn, generation.number, after)?;
                let Some(last) = page.last() else { break };
                after = last.case;
                let wanted = page.into_iter().filter_map(|found| found.left_out(&whose, collector, generation.day));
                all.extend(wanted.take(limit - all.len()));
            }
            Ok(all)
        })
    }

    /// Where one case stood when a generation was made.
    pub fn standing(&self, generation: i64, case: CaseId) -> Done<Standing> {
        match became(&self.conn, generation, case)? {
            Some(Became::Queued { rank, list, own, .. }) => {
                let line = Lines::new(&self.conn, &self.read_blocks, generation).line(list, own)?;
                Ok(Standing::Queued(rank, Box::new(line.ranked)))
            }
            Some(Became::Excluded { reason, until, .. }) => Ok(Standing::Excluded(reason, until)),
            None => Ok(Standing::Absent),
        }
    }
}

/// Number and length of a collector's list.
fn list_of(conn: &Connection, generation: i64, login: &Login) -> Done<Option<(u32, u32)>> {
    let sql = "SELECT list, line_count FROM queue_list WHERE generation = $1 AND collector = $2";
    bind::first(conn, sql, &[&generation, &login.0], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Whose each list is, by its number.
pub(in crate::store) fn lists(conn: &Connection, generation: i64) -> Done<Vec<Option<Login>>> {
    let sql = "SELECT collector FROM queue_list WHERE generation = $1 ORDER BY list";
    bind::rows(conn, sql, &[&generation], |row| login_or_none(row, 0))
}

/// What became of a case in a generation; `None`: nothing of it was overdue, or it came later.
pub(in crate::store) fn became(conn: &Connection, generation: i64, case: CaseId) -> Done<Option<Became>> {
    let sql =
        "SELECT packed FROM queue_case WHERE generation = $1 AND first_case <= $2 ORDER BY first_case DESC LIMIT 1";
    let mut found = None;
    bind::each(conn, sql, &[&generation, &case.0], |row| {
        let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
        while let Some(Some((at, became))) = block.as_mut().and_then(CaseBlock::next) {
            if at >= case {
                found = (at == case).then_some(became);
                break;
            }
        }
        Ok(false)
    })?;
    Ok(found)
}

/// A case of the book beside what became of it in a generation.
struct Found {
    case: CaseId,
    name: String,
    reference: String,
    collector: Option<Login>,
    /// Nothing of it is overdue, as far as its row knows, and when something comes due.
    quiet: Option<Option<Day>>,
    became: Option<Became>,
}

/// The next cases after a case number.
fn cases_after(conn: &Connection, generation: i64, after: CaseId) -> Done<Vec<Found>> {
    let sql = format!("SELECT {} FROM case_row r WHERE r.case_id > $1 ORDER BY r.case_id LIMIT $2", derived::COLUMNS);
    let mut page = bind::rows(conn, &sql, &[&after.0, &QUEUE_PAGE_MAX], |row| {
        let row = derived::stored_row(row)?.row;
        let quiet = row.oldest_due.is_none().then_some(row.next_due);
        Ok(Found {
            case: row.case,
            name: row.name,
            reference: row.reference,
            collector: row.collector,
            quiet,
            became: None,
        })
    })?;
    let (Some(first), Some(last)) = (page.first().map(|f| f.case), page.last().map(|f| f.case)) else {
        return Ok(page);
    };
    // The block that the page begins in, and those that begin in it.
    let sql = "SELECT packed FROM queue_case WHERE generation = $1 AND first_case <= $3 AND first_case >=
            (SELECT COALESCE(max(first_case), 0) FROM queue_case WHERE generation = $1 AND first_case <= $2)
         ORDER BY first_case";
    bind::each(conn, sql, &[&generation, &first.0, &last.0], |row| {
        let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
        while let Some(Some((case, became))) = block.as_mut().and_then(CaseBlock::next) {
            if let Ok(at) = page.binary_search_by_key(&case, |found| found.case) {
                page[at].became = Some(became);
            }
        }
        Ok(true)
    })?;
    Ok(page)
}

impl Found {
    /// Its line among those left out, if it was left out of this collector's list (`None`: of anybody's).
    fn left_out(self, lists: &[Option<Login>], collector: Option<&Login>, day: Day) -> Option<ExcludedLine> {
        let (whose, (reason, by), until) = match self.became {
            Some(Became::Queued { .. }) => return None,
            Some(Became::Excluded { list, reason, by, until }) => {
                (usize::try_from(list).ok().and_then(|list| lists.get(list)).cloned().flatten(), (reason, by), until)
            }
            None => (self.collector, (Exclusion::NothingOverdue, None), looked_at_again(self.quiet?, day)),
        };
        let asked = collector.is_none_or(|login| whose.as_ref() == Some(login));
        asked.then_some(ExcludedLine { case: self.case, name: self.name, reference: self.reference, reason, by, until })
    }
}

pub(in crate::store) fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
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

/// A payment that came back since the list was made is told on its line the same day.
fn tell_return(ranked: &mut Ranked, row: &CaseRow, day: Day) {
    ranked.reasons.retain(|reason| reason.code != ReasonCode::PaymentReturned);
    let place = usize::from(ranked.band != Band::Index).min(ranked.reasons.len());
    if let Some(reason) = returned(&row.profile, day) {
        ranked.reasons.insert(place, reason);
    }
}

/// A line as it is shown at its rank in a list of which so much fits, beside the case as it stands; not done.
#[must_use]
pub fn line(
    entry: KeptLine,
    (rank, share): (u32, Option<&Share>),
    row: &CaseRow,
    day: Day,
    book: Currency,
) -> QueueLine {
    let sums = |amount: fn(&CaseMoney) -> i64| row.money.iter().map(|m| Money::new(amount(m), m.currency)).collect();
    let KeptLine { mut ranked, change, because, .. } = entry;
    // Nobody starves: whoever was left alone too long and is not reached today is written to.
    let unreached = share.is_some_and(|share| share.price > 0 && rank > share.fits);
    if unreached && ranked.factors.untouched_days.is_some() && ranked.action == NextAction::Call {
        ranked.action = NextAction::Write;
    }
    QueueLine {
        rank,
        name: row.name.clone(),
        reference: row.reference.clone(),
        segment: row.profile.segment,
        value: Money::new(ranked.value_minor, book),
        open: sums(|money| money.open),
        overdue: sums(|money| money.overdue),
        oldest_due: row.oldest_due,
        days_past_due: row.oldest_due.map_or(0, |due| day.since(due).max(0)),
        signals: signals(&row.profile),
        change,
        because,
        done: false,
        ranked,
    }
}

/// True when a case that moved since its line was made needs no call any more: it was contacted, or nothing of it is
/// left to ask for, or something was agreed for a later day.
fn left_nothing(conn: &Connection, entry: &KeptLine, row: &CaseRow, made: &Kept) -> Done<bool> {
    let day = made.generation.day;
    let later = row.callback.as_ref().map(|callback| callback.due_on).is_some_and(|on| on > day);
    let held = row.held_whole && row.held_until.is_some_and(|until| until > day);
    let collectable = row.money.iter().any(|money| money.collectable > 0);
    let agreed_call = match entry.ranked.band {
        Band::CallbackDue => row.callback.is_some() && !later,
        Band::PromiseDue => row.touch.is_some_and(|touch| touch.on <= day),
        Band::Deadline => row.dispute_due_on.is_some(),
        Band::Pinned | Band::PromiseBroken | Band::NewCase | Band::Index => false,
    };
    let skipped = row.mark.is_some_and(|(mark, until)| mark != QueueMark::Pin && until > day);
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
