//! The generations of the queue: whole, in order, their points adding up. They are derived and disposable: what a line
//! says of its case is made again by the next close, so here every block must be what was written, and all blocks together
//! one list. What never lives here: the order's rules. `verify` calls it.

use rusqlite::Connection;

use super::super::blocks::{Became, CaseBlock, KeptLine, LineBlock, checked, unpack_order};
use super::super::pack::FORMAT;
use super::super::{Done, bind};
use super::{FaultCode, Run};
use crate::domain::team::TeamDay;
use crate::domain::values::CaseId;

/// Checks every generation that can be seen.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let live =
        "SELECT generation, queued, excluded FROM generation WHERE state = 'live' AND format = $1 ORDER BY generation";
    for (generation, queued, excluded) in
        bind::rows(conn, live, &[&FORMAT], |row| Ok((row.get(0)?, row.get::<_, u32>(1)?, row.get::<_, u32>(2)?)))?
    {
        let mut list =
            List { conn, generation, place: format!("generation {generation}"), lengths: vec![], cases: vec![] };
        list.lines(run)?;
        list.order(run, queued)?;
        list.became(run, queued, excluded)?;
        list.team(run)?;
    }
    let unknown =
        "SELECT generation, state FROM generation WHERE state NOT IN ('live', 'building', 'dropping', 'dropped')";
    for (generation, state) in
        bind::rows(conn, unknown, &[], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
    {
        run.found.fault(format!("generation {generation}"), FaultCode::Queue, state);
    }
    stayed(conn, run)?;
    let lost = "SELECT DISTINCT generation FROM
          (SELECT generation FROM queue_order UNION SELECT generation FROM queue_case UNION SELECT generation FROM queue_list) b
        WHERE NOT EXISTS (SELECT 1 FROM generation g WHERE g.generation = b.generation AND g.state <> 'dropped')
        UNION SELECT DISTINCT generation FROM queue_line b
        WHERE NOT EXISTS (SELECT 1 FROM generation g WHERE g.generation = b.generation)";
    for generation in bind::rows(conn, lost, &[], |row| row.get::<_, i64>(0))? {
        run.found.fault(format!("generation {generation}"), FaultCode::Queue, "blocks of no list");
    }
    Ok(())
}

impl List<'_> {
    /// What the team's day says of each list is what the list has; nothing, of a list made before that was counted.
    fn team(&self, run: &mut Run<'_>) -> Done<()> {
        let sql = "SELECT team FROM generation WHERE generation = $1";
        let text: String = bind::first(self.conn, sql, &[&self.generation], |row| row.get(0))?.unwrap_or_default();
        if text.is_empty() {
            return Ok(());
        }
        let sql = "SELECT collector, line_count FROM queue_list WHERE generation = $1 ORDER BY collector";
        let lists = bind::rows(self.conn, sql, &[&self.generation], |row| {
            Ok((row.get::<_, String>(0)?.parse().ok(), row.get::<_, u32>(1)?))
        })?;
        let day: Option<TeamDay> = serde_json::from_str(&text).ok();
        let same = |day: &TeamDay| {
            let said: Vec<_> = day.lists.iter().map(|(whose, tally)| (whose.clone(), tally.calls)).collect();
            said == lists
        };
        if !day.as_ref().is_some_and(same) {
            run.found.fault(self.place.clone(), FaultCode::Queue, "team");
        }
        Ok(())
    }
}

/// What stayed of lists that were dropped: every block is what was written, and its lines add up.
fn stayed(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let sql = "SELECT l.generation, l.list, l.first_own, l.packed FROM queue_line l
               JOIN generation g ON g.generation = l.generation WHERE g.state = 'dropped' AND g.format = $1
               ORDER BY l.generation, l.list, l.first_own";
    let mut bad = vec![];
    bind::each(conn, sql, &[&FORMAT], |row| {
        let (generation, list, first) = (row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, u32>(2)?);
        let packed = row.get_ref(3)?.as_blob()?;
        let block = checked(packed).and_then(|_| LineBlock::read(packed)).filter(|block| block.first == first);
        let whole = block.is_some_and(|mut block| {
            std::iter::from_fn(|| block.next()).all(|line| line.is_some_and(|line| adds_up(&line)))
        });
        if !whole {
            bad.push((generation, list, first));
        }
        Ok(true)
    })?;
    for (generation, list, first) in bad {
        run.step()?;
        run.found.fault(
            format!("generation {generation}"),
            FaultCode::Queue,
            format!("kept line {first} of list {list}"),
        );
    }
    Ok(())
}

/// One generation, as far as it was read.
struct List<'c> {
    conn: &'c Connection,
    generation: i64,
    place: String,
    /// Lines of each list.
    lengths: Vec<u32>,
    /// The cases of each list in its order.
    cases: Vec<Vec<i64>>,
}

impl List<'_> {
    fn fault(&self, run: &mut Run<'_>, what: impl Into<String>) {
        run.found.fault(self.place.clone(), FaultCode::Queue, what);
    }

    /// Every list is there, with all its lines, each of which reads and adds up.
    fn lines(&mut self, run: &mut Run<'_>) -> Done<()> {
        let sql = "SELECT list, collector, line_count FROM queue_list WHERE generation = $1 ORDER BY list";
        let read =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, row.get::<_, u32>(2)?));
        let lists = bind::rows(self.conn, sql, &[&self.generation], read)?;
        let mut owners = Vec::with_capacity(lists.len());
        for (number, (list, collector, lines)) in (0..).zip(lists) {
            if list != number {
                self.fault(run, format!("list {list} where {number} is due"));
            }
            owners.push(collector);
            self.lengths.push(lines);
            self.cases.push(vec![]);
        }
        let sql = "SELECT list, first_own, packed FROM queue_line WHERE generation = $1 ORDER BY list, first_own";
        let read =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?));
        for (list, first, packed) in bind::rows(self.conn, sql, &[&self.generation], read)? {
            run.step()?;
            let at = usize::try_from(list).unwrap_or(usize::MAX);
            let due = self.cases.get(at).map(|cases| cases.len() + 1);
            let block = checked(&packed).and_then(|_| LineBlock::read(&packed));
            let Some(mut block) = block.filter(|block| {
                block.first == first
                    && due == usize::try_from(first).ok()
                    && owners.get(at).is_some_and(|owner| owner == block.collector)
            }) else {
                self.fault(run, format!("list {list} from {first}"));
                continue;
            };
            while let Some(line) = block.next() {
                match line.filter(adds_up) {
                    Some(line) => self.cases[at].push(line.ranked.case.0),
                    None => {
                        self.fault(run, format!("a line of list {list} after {first}"));
                        break;
                    }
                }
            }
        }
        for (list, (due, cases)) in self.lengths.iter().zip(&self.cases).enumerate() {
            if usize::try_from(*due) != Ok(cases.len()) {
                self.fault(run, format!("list {list}: {} lines, {due} were written", cases.len()));
            }
        }
        Ok(())
    }

    /// Everybody's order names every line of every list once, each list in its order.
    fn order(&mut self, run: &mut Run<'_>, queued: u32) -> Done<()> {
        let sql = "SELECT first_rank, packed FROM queue_order WHERE generation = $1 ORDER BY first_rank";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?));
        let mut own = vec![0_u32; self.lengths.len()];
        let mut rank = 0;
        for (first, packed) in bind::rows(self.conn, sql, &[&self.generation], read)? {
            let Some((said, places)) = checked(&packed).and_then(|_| unpack_order(&packed)) else {
                self.fault(run, format!("order from {first}"));
                continue;
            };
            if (said, first) != (rank + 1, rank + 1) {
                self.fault(run, format!("order from {first} where {} is due", rank + 1));
            }
            for (list, place) in places {
                rank += 1;
                match own.get_mut(usize::try_from(list).unwrap_or(usize::MAX)) {
                    Some(own) if *own + 1 == place => *own = place,
                    Some(_) | None => self.fault(run, format!("rank {rank}")),
                }
            }
        }
        if rank != queued || own != self.lengths {
            self.fault(run, format!("{rank} lines, {queued} were written"));
        }
        Ok(())
    }

    /// Every case is told of once, those in the list with their place in it, and is in the book.
    fn became(&mut self, run: &mut Run<'_>, queued: u32, excluded: u32) -> Done<()> {
        let sql = "SELECT first_case, packed FROM queue_case WHERE generation = $1 ORDER BY first_case";
        let read = |row: &rusqlite::Row<'_>| Ok((CaseId(row.get(0)?), row.get::<_, Vec<u8>>(1)?));
        let (mut in_list, mut out, mut last) = (0, 0, CaseId(0));
        for (first, packed) in bind::rows(self.conn, sql, &[&self.generation], read)? {
            run.step()?;
            let block = checked(&packed).and_then(|_| CaseBlock::read(&packed));
            let Some(mut block) = block.filter(|block| block.first() == first) else {
                self.fault(run, format!("cases from {first}"));
                continue;
            };
            while let Some(step) = block.next() {
                let Some((case, became)) = step.filter(|(case, _)| *case > last) else {
                    self.fault(run, format!("cases from {first}, after {last}"));
                    break;
                };
                last = case;
                match became {
                    Became::Excluded { .. } => out += 1,
                    Became::Queued { list, own, .. } => {
                        in_list += 1;
                        let cases = self.cases.get(usize::try_from(list).unwrap_or(usize::MAX));
                        let at = usize::try_from(own).ok().and_then(|own| own.checked_sub(1));
                        if cases.zip(at).and_then(|(cases, at)| cases.get(at)) != Some(&case.0) {
                            self.fault(run, case.to_string());
                        }
                    }
                }
            }
        }
        if (in_list, out) != (queued, excluded) {
            self.fault(run, format!("{in_list} in the list and {out} left out, {queued} and {excluded} were written"));
        }
        let newest = "SELECT COALESCE(MAX(case_id), 0) FROM case_row";
        if bind::first(self.conn, newest, &[], |row| row.get(0).map(CaseId))?.is_some_and(|newest| last > newest) {
            self.fault(run, last.to_string());
        }
        Ok(())
    }
}

/// The points of a line's reasons are its score.
fn adds_up(line: &KeptLine) -> bool {
    let points = line.ranked.reasons.iter().map(|reason| i64::from(reason.points));
    points.sum::<i64>() == i64::from(line.ranked.score)
}
