//! `import promises` and `import disputes`: each row becomes one act of its case, with the days it had in the other system.
//! What never lives here: formats (see `exchange`), whether a row fits its case (see `domain`).
//! `import` calls it.
//!
//! They go in by the door of people's acts: what was agreed with a debtor is no ledger row, and work goes on with it here.
//! An act's id is made from the row's own key, so the same file again finds its acts; a dispute that ended meanwhile gets
//! its end, and an act that was undone here comes back as a new one.

use sha2::{Digest, Sha256};

use crate::domain::case::decide;
use crate::domain::command::{Command, Refusal, What};
use crate::domain::event::Who;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::takeover::TakenOver;
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, CaseId, EntryId, Money};
use crate::exchange::{self, Field, Plan, Reason, RowError, RowSink, WalkError};
use crate::i18n::Words;
use crate::store::StoreError;
use crate::store::bulk::LoadSummary;

use super::super::{Book, Ctx};
use super::load::ERRORS_MAX;
use super::report::{ChangeJson, FileReport};
use super::{Run, say};

/// Times a row may have been undone here and taken over again.
const TIMES_MAX: u32 = 20;

/// A row that was read.
struct Row {
    line: u64,
    debtor: String,
    reference: String,
    taken: TakenOver,
}

#[derive(Default)]
struct Taken {
    rows: Vec<Row>,
    errors: Vec<RowError>,
    rejected: u64,
}

/// What became of a row.
enum Done {
    /// It was taken over.
    New,
    /// It had been taken over before, and has ended since.
    Ended,
    Unchanged,
}

/// Takes one file over.
pub(super) fn load(ctx: &mut Ctx, book: &mut Book, run: &Run, plan: &Plan) -> anyhow::Result<FileReport> {
    let mut taken = Taken::default();
    let walked = exchange::walk(plan, &mut taken).map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, &plan.path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    let mut summary = LoadSummary::default();
    let mut changes = vec![];
    for row in &taken.rows {
        match one(book, run, plan, row)? {
            Ok(done @ (Done::New | Done::Ended)) => {
                summary.accepted += 1;
                if run.dry_run {
                    let held = matches!(done, Done::Ended);
                    let text = say::taken(&ctx.words, &row.debtor, &row.reference, &row.taken, held);
                    if ctx.json {
                        changes.push(ChangeJson::taken(held, text));
                    } else {
                        ctx.out.line(text)?;
                    }
                }
                if let Some(amount) = amount(&row.taken) {
                    summary.totals.add(amount);
                }
            }
            Ok(Done::Unchanged) => summary.unchanged += 1,
            Err(error) => {
                taken.rejected += 1;
                if taken.errors.len() < ERRORS_MAX {
                    taken.errors.push(error.said(&ctx.words, plan, row));
                }
            }
        }
    }
    taken.errors.sort_by_key(|error| error.line);
    let walked = exchange::Walked { rejected: walked.rejected + taken.rejected, ..walked };
    Ok(FileReport::new(plan, run.dry_run, walked, taken.errors, summary, None, changes))
}

/// Takes one row over, or says why it does not fit.
fn one(book: &mut Book, run: &Run, plan: &Plan, row: &Row) -> anyhow::Result<Result<Done, Unfit>> {
    let Some(case) = book.store.resolve(&row.debtor)? else { return Ok(Err(Unfit::Nobody)) };
    let state = book.store.case(case, book.today())?;
    for time in 0..TIMES_MAX {
        let act = act_of(plan, row, time);
        let id = EntryId { act, index: 0 };
        let dispute = state.disputes.iter().find(|view| view.id == id);
        let promise = state.promises.iter().find(|view| view.id == id);
        let ended = match (&row.taken, dispute, promise) {
            (TakenOver::Dispute(taken), Some(view), _) => {
                let decided = taken.decided.filter(|_| view.decided_on.is_none());
                decided.map(|decided| TakenOver::Ended { dispute: id, decided })
            }
            (TakenOver::Promise(taken), _, Some(view)) => {
                taken.withdrawn_on.filter(|_| view.is_running()).map(|on| TakenOver::Withdrawn { promise: id, on })
            }
            (_, None, None) if !book.store.has_act(act)? => {
                let done = execute(book, run, case, act, row.taken.clone(), Done::New)?;
                return Ok(done.map_err(Unfit::Refused));
            }
            // It was undone here: it is taken over again under another id.
            (_, None, None) => continue,
            (_, _, _) => None,
        };
        return match ended {
            Some(ended) => {
                let act = act_of(plan, row, TIMES_MAX + time);
                Ok(execute(book, run, case, act, ended, Done::Ended)?.map_err(Unfit::Refused))
            }
            None => Ok(Ok(Done::Unchanged)),
        };
    }
    Ok(Err(Unfit::Refused(Refusal::AlreadyUndone)))
}

fn execute(
    book: &mut Book,
    run: &Run,
    case: CaseId,
    act: ActId,
    taken: TakenOver,
    done: Done,
) -> anyhow::Result<Result<Done, Refusal>> {
    let command = Command { act, case, seen: None, what: What::TakeOver(Box::new(taken)) };
    let (who, now): (Who, _) = (book.who.clone(), book.now());
    if run.dry_run {
        let facts = book.store.facts(case, None)?;
        return Ok(decide(&facts, None, book.policy(), &who, now, &command).map(|_| done));
    }
    let policy = book.policy().clone();
    match book.store.execute(&who, now, &policy, &command) {
        Ok(_) => Ok(Ok(done)),
        Err(StoreError::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error.into()),
    }
}

/// The act of a row: the same for the same key in the same source, whatever file it stands in.
fn act_of(plan: &Plan, row: &Row, time: u32) -> ActId {
    let key = [plan.options.kind.name(), &plan.source, &row.debtor, &row.reference, &time.to_string()].join("\u{1f}");
    let digest: [u8; 32] = Sha256::digest(key.as_bytes()).into();
    let mut id = [0; 10];
    id.copy_from_slice(&digest[..10]);
    ActId(id)
}

fn amount(taken: &TakenOver) -> Option<Money> {
    match taken {
        TakenOver::Promise(promise) => Some(promise.amount),
        TakenOver::Dispute(dispute) => {
            let mut amounts = dispute.parts.iter().filter_map(|part| part.amount);
            let first = amounts.next()?;
            Some(Money::new(first.minor + amounts.map(|amount| amount.minor).sum::<i64>(), first.currency))
        }
        TakenOver::Ended { .. } | TakenOver::Withdrawn { .. } => None,
    }
}

/// Why a row does not fit the book.
enum Unfit {
    /// The book has no such debtor.
    Nobody,
    /// The domain refuses it.
    Refused(Refusal),
}

impl Unfit {
    /// The debtor nobody knows, by its column; or what the row speaks of, and the domain's own sentence.
    fn said(&self, words: &Words, plan: &Plan, row: &Row) -> RowError {
        let (line, field) = (row.line, Field::Debtor);
        match self {
            Self::Nobody => {
                let column = plan.column(field).map_or("", |column| plan.header(column.at)).to_owned();
                let value = clean_line(&row.debtor, REFERENCE_CHARS_MAX);
                RowError { line, column, field: Some(field), value, reason: Reason::NoSuchDebtor }
            }
            Self::Refused(refusal) => {
                let what = [row.debtor.as_str(), &row.reference].join(" ");
                let value = format!("{}: {}", what.trim_end(), words.refusal(refusal));
                RowError { line, column: String::new(), field: None, value, reason: Reason::DoesNotFit }
            }
        }
    }
}

impl RowSink for Taken {
    type Stop = StoreError;

    fn row(&mut self, _line: u64, _given: DebtorFields, _row: &LedgerRow) -> Result<(), StoreError> {
        Ok(())
    }

    fn open(&mut self, _debtor: &str, _number: &str, _open: Money) -> Result<(), StoreError> {
        Ok(())
    }

    fn taken(&mut self, line: u64, debtor: &str, reference: &str, taken: TakenOver) -> Result<(), StoreError> {
        self.rows.push(Row { line, debtor: debtor.to_owned(), reference: reference.to_owned(), taken });
        Ok(())
    }

    fn refused(&mut self, error: RowError) {
        if self.errors.len() < ERRORS_MAX {
            self.errors.push(error);
        }
    }
}
