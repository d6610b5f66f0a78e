//! Loading a statement: new lines are kept, certain payments and returns go into the ledger beside them, in one batch.
//! What never lives here: reading the file, judging a match.
//! `cli` opens a loader with `Store::begin_bank`, hands it the lines, finishes it.
//!
//! Lines are searched outside the lock, gathered, and written by key in short holds: neighbours share pages, and a page
//! written once a block costs less than one written for every line.

use rusqlite::Connection;

use super::super::bulk::{self, FileCounts, Flip, LoadHead, LoadWatch, Pace};
use super::super::digest::{self, BatchSum};
use super::super::prepared::ROWS_PER_STATEMENT;
use super::super::{Done, Store, StoreError, bind};
use super::own::Unmatched;
use super::seek::Seeker;
use super::write::{Give, Writer};
use super::{AGAIN_KIND, line_row};
use crate::domain::bank::{BANK_KEY, BankLine, LineKind};
use crate::domain::codes::{Method, Right};
use crate::domain::ledger::PaymentRow;
use crate::domain::matching::{Certainty, Proposal, propose};
use crate::domain::values::{BatchId, Day, Money, Now, SourceId, Sums};

/// Lines searched with one read transaction, between two looks whether to stop.
const CHUNK_LINES: usize = 128;
/// Rounds of returns and of what they open: a debt paid and given back more often within one statement waits for a person.
const ROUNDS_MAX: usize = 8;
/// Rows gathered before they are written: some MiB, whatever the file.
const BLOCK_ROWS: usize = 16_384;

/// What a load of a statement did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankSummary {
    /// The batch; none when nothing was to be written.
    pub batch: Option<BatchId>,
    /// New lines.
    pub accepted: u64,
    /// Lines held already.
    pub unchanged: u64,
    /// New payments that were certain and applied.
    pub matched: u64,
    /// New payments, and returns without a payment they take back, that wait for a person.
    pub waiting: u64,
    /// New returns that took a payment back.
    pub returned: u64,
    /// Cases whose money changed.
    pub cases: u64,
    /// Sum of new payments.
    pub totals: Sums,
}

/// An open load. Dropping it without [`BankLoader::finish`] leaves an invisible batch.
pub struct BankLoader<'s> {
    conn: &'s Connection,
    watch: &'s mut dyn LoadWatch,
    head: LoadHead,
    now: Now,
    batch: Option<(BatchId, SourceId)>,
    seeker: Seeker<'s>,
    pending: Vec<BankLine>,
    /// Returns, searched when all payments of the statement are known.
    returns: Vec<BankLine>,
    /// Returns of earlier statements that waited for their payment.
    earlier: Vec<BankLine>,
    unmatched: Unmatched,
    lines: Vec<BankLine>,
    gives: Vec<Give>,
    writer: Writer<'s>,
    touched: Vec<i64>,
    digest: BatchSum,
    pace: Pace,
    seen: u64,
    untils: Vec<(String, Day)>,
    summary: BankSummary,
}

impl Store {
    /// Opens a load of a statement; one import at a time per book.
    pub fn begin_bank<'s>(
        &'s mut self,
        head: LoadHead,
        now: Now,
        watch: &'s mut dyn LoadWatch,
    ) -> Done<BankLoader<'s>> {
        if !head.dry_run {
            self.allow(&head.who, Right::Import)?;
        }
        let conn: &'s Connection = &self.conn;
        if !head.dry_run {
            bulk::claim(conn, &head.who.login, &head.host, now.at)?;
        }
        Ok(BankLoader {
            conn,
            watch,
            head,
            now,
            batch: None,
            seeker: Seeker::new(conn, now.today, now.at),
            pending: vec![],
            returns: vec![],
            earlier: vec![],
            unmatched: Unmatched::default(),
            lines: vec![],
            gives: vec![],
            writer: Writer::new(conn),
            touched: vec![],
            digest: BatchSum::default(),
            pace: Pace::default(),
            seen: 0,
            untils: vec![],
            summary: BankSummary::default(),
        })
    }

    /// Searches again for every line that waits, and applies what has become certain, as a batch of its own.
    pub fn match_again(&mut self, head: LoadHead, now: Now, watch: &mut dyn LoadWatch) -> Done<BankSummary> {
        let waiting = self.waiting_lines()?;
        let mut loader = self.begin_bank(LoadHead { kind: AGAIN_KIND.to_owned(), ..head }, now, watch)?;
        for chunk in waiting.chunks(CHUNK_LINES) {
            loader.search(chunk)?;
        }
        loader.finish(FileCounts { rows: waiting.len() as u64, ..FileCounts::default() }, now)
    }
}

impl BankLoader<'_> {
    /// Notes up to which day the statements of an account tell.
    pub fn until(&mut self, account: &str, day: Day) {
        match self.untils.iter_mut().find(|(known, _)| known == account) {
            Some((_, known)) => *known = day.max(*known),
            None => self.untils.push((account.to_owned(), day)),
        }
    }

    /// Hands over one line.
    pub fn push(&mut self, line: BankLine) -> Done<()> {
        self.pending.push(line);
        if self.pending.len() == CHUNK_LINES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Done<()> {
        let pending = std::mem::take(&mut self.pending);
        let mut fresh = vec![];
        self.conn.execute_batch("BEGIN")?;
        for line in pending {
            if held(self.conn, &line.reference, self.batch)? {
                self.summary.unchanged += 1;
            } else {
                fresh.push(line);
            }
            self.seen += 1;
        }
        self.conn.execute_batch("COMMIT")?;
        self.summary.accepted += fresh.len() as u64;
        for line in fresh.iter().filter(|line| line.kind == LineKind::Payment) {
            self.summary.totals.add(line.amount);
        }
        self.search(&fresh)?;
        if !self.head.dry_run {
            self.lines.append(&mut fresh);
        }
        if self.lines.len() + self.gives.len() >= BLOCK_ROWS {
            self.write()?;
        }
        self.went()
    }

    fn went(&mut self) -> Done<()> {
        if self.watch.went(self.seen) { Ok(()) } else { Err(StoreError::Stopped) }
    }

    /// Searches for the payers of lines, and keeps what is certain to be written.
    fn search(&mut self, all: &[BankLine]) -> Done<()> {
        self.conn.execute_batch("BEGIN")?;
        let searched = self.gives_of(all);
        self.conn.execute_batch("COMMIT")?;
        let mut gives = searched?;
        if !self.head.dry_run {
            self.gives.append(&mut gives);
        }
        Ok(())
    }

    /// Writes what was gathered, by key.
    fn write(&mut self) -> Done<()> {
        let (mut lines, mut gives) = (std::mem::take(&mut self.lines), std::mem::take(&mut self.gives));
        if lines.is_empty() && gives.is_empty() {
            return Ok(());
        }
        let (batch, source) = self.open()?;
        self.seeker.own.wrote(batch);
        lines.sort_unstable_by(|a, b| a.reference.cmp(&b.reference));
        gives.sort_unstable_by(|a, b| (a.case, &a.row.reference).cmp(&(b.case, &b.row.reference)));
        for line in &lines {
            self.digest.add(&digest::bank_line(line));
        }
        for give in &gives {
            self.digest.add(&digest::payment(give.case, source, &give.row));
            self.touched.push(give.case.0);
        }
        self.in_holds(&lines, |writer, some| writer.lines(batch, some))?;
        self.in_holds(&gives, |writer, some| writer.payments(batch, source, some))?;
        // all that was given can be read back: what is kept in mind does not grow with the file
        self.seeker.forget_if_many();
        Ok(())
    }

    /// Writes rows as many to a hold as it has time for.
    fn in_holds<T>(&mut self, rows: &[T], send: impl Fn(&mut Writer<'_>, &[T]) -> Done<()>) -> Done<()> {
        let mut left = rows;
        while !left.is_empty() {
            let (conn, writer) = (self.conn, &mut self.writer);
            left = self.pace.hold(conn, self.watch, |until_ms, watch| {
                let mut left = left;
                loop {
                    let (some, rest) = left.split_at(left.len().min(ROWS_PER_STATEMENT));
                    send(writer, some)?;
                    left = rest;
                    if left.is_empty() || watch.ms() >= until_ms {
                        return Ok(left);
                    }
                }
            })?;
            self.went()?;
        }
        Ok(())
    }

    fn gives_of(&mut self, all: &[BankLine]) -> Done<Vec<Give>> {
        let mut gives = vec![];
        for line in all {
            match line.kind {
                LineKind::Payment => {
                    let best = propose(line, &mut self.seeker)?.into_iter().next();
                    match best.filter(|best| best.certainty == Certainty::Certain) {
                        Some(best) => {
                            self.summary.matched += 1;
                            self.seeker.took(line, &best);
                            gives.extend(self.kept(line, payments(line, &best)));
                        }
                        None => self.unmatched.note(line, self.head.dry_run),
                    }
                }
                LineKind::Return => self.returns.push(line.clone()),
                LineKind::Other => {}
            }
        }
        Ok(gives)
    }

    /// What is given for a line; a trial keeps it in mind.
    fn kept(&mut self, line: &BankLine, gives: Vec<Give>) -> Vec<Give> {
        if self.head.dry_run {
            self.seeker.own.keep(line, &gives);
        }
        gives
    }

    /// Returns take payments back, of this statement or an earlier one; what that opens may be what a payment was for; and
    /// that payment may have gone back too. What is left waits for a person.
    fn settle(&mut self) -> Done<()> {
        self.write()?;
        if self.summary.matched > 0 && self.head.kind != AGAIN_KIND {
            // a return may have come before its payment
            self.earlier = self.seeker.waiting_returns()?;
        }
        for _ in 0..ROUNDS_MAX {
            let (own, earlier) = (std::mem::take(&mut self.returns), std::mem::take(&mut self.earlier));
            let before = self.summary.returned;
            self.returns = self.give_back(own)?;
            self.earlier = self.give_back(earlier)?;
            self.write()?;
            if self.summary.returned == before {
                break;
            }
            let (mut left, matched) = (std::mem::take(&mut self.unmatched), self.summary.matched);
            loop {
                let some = left.next(self.conn, CHUNK_LINES)?;
                if some.is_empty() {
                    break;
                }
                self.search(&some)?;
                self.went()?;
            }
            self.write()?;
            if self.summary.matched == matched {
                break;
            }
        }
        self.summary.waiting = self.unmatched.len() + self.returns.len() as u64;
        Ok(())
    }

    /// Gives returns to the payments they certainly take back; hands back the others.
    fn give_back(&mut self, returns: Vec<BankLine>) -> Done<Vec<BankLine>> {
        let mut left = vec![];
        for line in returns {
            let best = self.seeker.backs(&line)?.into_iter().find(|one| one.certainty == Certainty::Certain);
            let Some((case, target)) = best.and_then(|best| Some((best.case, best.back?.key))) else {
                left.push(line);
                continue;
            };
            self.summary.returned += 1;
            self.seeker.own.took_back(&target);
            self.seeker.forget(case);
            let gives = vec![Give { case, row: payment(&line, "", line.amount, &target) }];
            let mut gives = self.kept(&line, gives);
            if !self.head.dry_run {
                self.gives.append(&mut gives);
            }
        }
        Ok(left)
    }

    /// The batch, made with the first row that is written.
    fn open(&mut self) -> Done<(BatchId, SourceId)> {
        if let Some(open) = self.batch {
            return Ok(open);
        }
        bulk::begin(self.conn)?;
        let made = bulk::new_batch(self.conn, &self.head, self.now);
        let open = bulk::end(self.conn, made)?;
        (self.batch, self.summary.batch) = (Some(open), Some(open.0));
        Ok(open)
    }

    /// Writes what is left and makes the batch visible in one step.
    pub fn finish(mut self, counts: FileCounts, now: Now) -> Done<BankSummary> {
        self.flush()?;
        self.settle()?;
        self.touched.sort_unstable();
        self.touched.dedup();
        self.summary.cases = self.touched.len() as u64;
        if let Some((batch, _)) = self.batch {
            bulk::begin(self.conn)?;
            let noted = self.untils.iter().try_for_each(|(account, day)| {
                let sql = "INSERT INTO bank_until (batch_id, account, until) VALUES ($1, $2, $3)";
                bind::run_exactly(self.conn, sql, &[&batch.0, account, &day.0], 1)
            });
            bulk::end(self.conn, noted)?;
            for (account, day) in &self.untils {
                self.digest.add(&digest::bank_until(account, *day));
            }
            let totals: Vec<Money> = self.summary.totals.iter().collect();
            let totals = serde_json::to_string(&totals).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            let flip = Flip::Complete {
                now,
                counts,
                accepted: self.summary.accepted,
                unchanged: self.summary.unchanged,
                rejected: counts.rejected,
                totals,
                digest: self.digest.bytes(),
            };
            bulk::mark_and_flip(self.conn, batch, &mut self.touched, &flip, self.watch)?;
        }
        Ok(std::mem::take(&mut self.summary))
    }
}

impl Drop for BankLoader<'_> {
    fn drop(&mut self) {
        if !self.head.dry_run {
            let _left_to_time_out = bulk::release(self.conn);
        }
    }
}

/// True when the book, or this load, has the line.
fn held(conn: &Connection, reference: &str, own: Option<(BatchId, SourceId)>) -> Done<bool> {
    let own = own.map_or(0, |(batch, _)| batch.0);
    let sql = "SELECT 1 FROM bank_line l JOIN batch b ON b.batch_id = l.batch_id
               WHERE l.reference = $1 AND (b.state = 'complete' OR b.batch_id = $2) LIMIT 1";
    Ok(bind::first(conn, sql, &[&reference, &own], |_| Ok(()))?.is_some())
}

/// A payment of a line: its key, with the mark of the part when there are several.
fn payment(line: &BankLine, mark: &str, amount: Money, invoice: &str) -> PaymentRow {
    PaymentRow {
        reference: format!("{BANK_KEY}{}{mark}", line.reference),
        paid_on: line.value_on,
        amount,
        invoice: invoice.to_owned(),
        method: Some(Method::Transfer),
        inferred: false,
    }
}

/// One payment for each invoice, and one on account for what is left.
fn payments(line: &BankLine, best: &Proposal) -> Vec<Give> {
    let mut gives = vec![];
    let mut left = line.amount.minor;
    let mark = |at: usize| if at == 0 { String::new() } else { format!("/{}", at + 1) };
    for part in &best.parts {
        left -= part.amount.minor;
        let row = payment(line, &mark(gives.len()), part.amount, &part.item.number);
        gives.push(Give { case: part.item.case, row });
    }
    if left > 0 {
        let row = payment(line, &mark(gives.len()), Money::new(left, line.amount.currency), "");
        gives.push(Give { case: best.case, row });
    }
    gives
}

/// Lines that no visible payment and no picks have taken whole, by booking day: payments, and returns.
pub(super) const WAITING: &str = "FROM bank_line l JOIN batch b ON b.batch_id = l.batch_id
     WHERE b.state = 'complete' AND l.kind <> 'other'
       AND NOT EXISTS (SELECT 1 FROM payment p JOIN batch pb ON pb.batch_id = p.batch_id
                       WHERE p.reference = 'bank:' || l.reference AND p.reference >= 'bank:' AND p.reference < 'bank;'
                         AND pb.state = 'complete')
       AND (SELECT COALESCE(CAST(SUM(COALESCE(k.amount, ABS(l.amount))) AS INTEGER), 0)
            FROM bank_pick k WHERE k.reference = l.reference) < ABS(l.amount)";

impl Store {
    /// Every line that waits whole, by booking day: one that a person began to share out is theirs to end.
    pub(super) fn waiting_lines(&self) -> Done<Vec<BankLine>> {
        let (columns, whole) = (super::LINE, super::WHOLE);
        let sql = format!("SELECT {columns} {WAITING} AND {whole} ORDER BY l.booked_on, l.reference");
        bind::rows(&self.conn, &sql, &[], |row| line_row(row, 0))
    }
}
