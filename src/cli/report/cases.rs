//! `report ageing --cases N`: the cases behind one bucket, the largest amounts first.
//! What never lives here: which bucket something lies in (see `domain::measure`).
//! `report ageing` dispatches to it; the screen asks the same way.

use std::cmp::Reverse;

use crate::cli::table::Table;
use crate::cli::{Book, Ctx, Exit, Fault};
use crate::domain::case::aged::Aged;
use crate::domain::case::{Facts, derive};
use crate::domain::measure::Buckets;
use crate::domain::values::{CaseId, Currency, Day, Login, Money};
use crate::exchange::sheet::{Cell, Sheet, Value};
use crate::i18n::Words;

use super::aged::{self, AgedSum};
use super::sum::{self, Sum};
use super::{Common, When, bucket_name, heads, to_file};

/// Cases listed at most: more than anybody goes through by hand.
const CASES_MAX: usize = 500;

/// The largest amounts of a bucket so far.
#[derive(Debug, Clone)]
struct Largest {
    as_of: Day,
    buckets: Buckets,
    bucket: usize,
    /// Largest first once it is cut.
    cases: Vec<(Reverse<i64>, CaseId, Currency)>,
    count: u64,
}

impl Largest {
    fn cut(&mut self) {
        self.cases.sort_unstable();
        self.cases.truncate(CASES_MAX);
    }
}

impl AgedSum for Largest {
    fn add_aged(&mut self, case: CaseId, _collector: Option<&Login>, aged: &Aged) {
        for money in &aged.money {
            let inside = |due: &&crate::domain::case::aged::OpenDue| {
                self.buckets.place(self.as_of.since(due.due_on)) == self.bucket
            };
            let minor: i64 = money.open.iter().filter(inside).map(|due| due.minor).sum();
            if minor > 0 {
                self.count += 1;
                self.cases.push((Reverse(minor), case, money.currency));
            }
        }
        if self.cases.len() >= 4 * CASES_MAX {
            self.cut();
        }
    }

    fn join(&mut self, other: Self) {
        self.count += other.count;
        self.cases.extend(other.cases);
        self.cut();
    }
}

impl Sum for Largest {
    fn add(&mut self, facts: &Facts) {
        self.add_aged(facts.case, None, &Aged::of(&derive(facts, self.as_of)));
    }

    fn join(&mut self, other: Self) {
        AgedSum::join(self, other);
    }
}

/// Lists them; `today`: the rows may be asked.
pub(super) fn run(
    ctx: &mut Ctx,
    (book, when, common): (&Book, &When, &Common),
    (buckets, bucket): (Buckets, usize),
    today: bool,
) -> anyhow::Result<Exit> {
    if bucket >= buckets.len() {
        let last = i64::try_from(buckets.len() - 1).unwrap_or(0);
        return Err(Fault::usage(ctx.words.tf("report-no-bucket", &[("last", last.into())])).into());
    }
    let fresh = Largest { as_of: when.as_of, buckets, bucket, cases: vec![], count: 0 };
    let told = if today { aged::whole(&book.store, when, &fresh)? } else { None };
    let mut found = match told {
        Some(found) => found,
        None => sum::whole(ctx, book, (when.known_at, false), common, &fresh)?,
    };
    found.cut();
    let sheet = sheet(&ctx.words, heads(ctx, book, when), book, &found)?;
    if common.sheets || ctx.json {
        return super::to_screen(ctx, vec![sheet]);
    }
    if let Some(file) = common.file() {
        return to_file(ctx, file, &[sheet]);
    }
    sheet.notes.iter().try_for_each(|note| ctx.out.line(note))?;
    let mut table = Table::new(&["", "", "", ">", ""]);
    for row in &sheet.rows {
        table.row(std::array::from_fn::<String, 5, _>(|at| row.get(at).map_or_else(String::new, |c| c.text.clone())));
    }
    ctx.out.line("")?;
    ctx.out.lines(&table.text()).map(|()| Exit::Done)
}

fn sheet(words: &Words, mut notes: Vec<String>, book: &Book, found: &Largest) -> anyhow::Result<Sheet> {
    let name = bucket_name(words, &found.buckets, found.bucket);
    let facts = [("bucket", name.clone().into()), ("count", found.count.into()), ("shown", found.cases.len().into())];
    notes.push(words.tf("report-cases-of", &facts));
    let mut rows = vec![];
    for (Reverse(minor), case, currency) in &found.cases {
        let row = book.store.case_row(*case, found.as_of)?;
        let money = Money::new(*minor, *currency);
        rows.push(vec![
            Cell::text(case.to_string()),
            Cell::text(row.reference),
            Cell::text(row.name),
            Cell::new(Value::Money(money), words.money(money)),
            Cell::text(row.collector.map_or_else(String::new, |login| login.0)),
        ]);
    }
    let columns = ["report-case", "report-reference", "report-name", "report-open", "report-collector"];
    Ok(Sheet { title: name, notes, columns: columns.map(|id| words.t(id)).to_vec(), rows, charts: vec![] })
}
