//! The second walk over a file: each row becomes ledger rows, or says why not; good rows go in whatever the others say.
//! What never lives here: deciding formats (see `detect`), comparing with the book (see `store::bulk`).
//! `cli` walks a plan here and hands the rows on.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::ledger::{DebtorFields, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::takeover::TakenOver;
use crate::domain::values::Money;

use super::ahead::each_row;
use super::amount::has_cents;
use super::cells::{Cells, Columns};
use super::described::{debtor_fields, emptiness};
use super::detect::{Note, Plan};
use super::error::{ImportError, Reason, RowError};
use super::heard::{Heard, letter, sms};
use super::kind::{Field, Kind};
use super::source::Line;
use super::{codes, contact, taken};

/// Debtors remembered as said already, so that a million lines of one customer do not say its name a million times.
const DEBTORS_REMEMBERED: usize = 500_000;
/// Before the number of the invoice, in the key of a settlement that its own row told of.
const SETTLED_KEY: &str = "settled:";

/// Where rows go.
pub trait RowSink {
    /// Why it may stop.
    type Stop;
    /// A ledger row of a line.
    fn row(&mut self, line: u64, given: DebtorFields, row: &LedgerRow) -> Result<(), Self::Stop>;
    /// In a file of invoices with a column for it: what is still open of one.
    fn open(&mut self, debtor: &str, number: &str, open: Money) -> Result<(), Self::Stop>;
    /// A promise or dispute of a line, by its debtor and its key there; files of other kinds have none.
    fn taken(&mut self, _line: u64, _debtor: &str, _reference: &str, _taken: TakenOver) -> Result<(), Self::Stop> {
        Ok(())
    }
    /// A contact of a line that others kept; only their files have some.
    fn heard(&mut self, _heard: Heard) -> Result<(), Self::Stop> {
        Ok(())
    }
    /// A line that does not go in.
    fn refused(&mut self, error: RowError);
}

/// Why a walk ended early.
#[derive(Debug)]
pub enum WalkError<S> {
    /// The file.
    File(ImportError),
    /// The sink.
    Sink(S),
}

impl<S> From<ImportError> for WalkError<S> {
    fn from(error: ImportError) -> Self {
        Self::File(error)
    }
}

/// What a walk found besides rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// Data rows read.
    pub rows: u64,
    /// Rows that do not go in.
    pub rejected: u64,
    /// More to say.
    pub notes: Vec<Note>,
}

/// Walks the rows of a plan.
pub fn walk<S: RowSink>(plan: &Plan, sink: &mut S) -> Result<Walked, WalkError<S::Stop>> {
    let columns = Columns::of(plan);
    let mut walk = Walk {
        plan,
        said: HashSet::new(),
        occurrences: HashMap::new(),
        due_before_issue: 0,
        cents_before: false,
        reference: String::new(),
        number: String::new(),
    };
    let (mut skip, mut walked) = (plan.skip, Walked::default());
    each_row(&plan.path, &plan.written, |read| {
        if skip > 0 {
            skip -= 1;
            return Ok(());
        }
        if read.record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        walked.rows += 1;
        match walk.line(&columns, walked.rows, read, sink) {
            Ok(()) => {}
            Err(Refused::Row(error)) => {
                walked.rejected += 1;
                sink.refused(*error);
            }
            Err(Refused::Stop(stop)) => return Err(WalkError::Sink(stop)),
        }
        Ok(())
    })?;
    if walk.due_before_issue > 0 {
        walked.notes.push(Note::DueBeforeIssue(walk.due_before_issue));
    }
    Ok(walked)
}

enum Refused<S> {
    Row(Box<RowError>),
    Stop(S),
}

impl<S> From<RowError> for Refused<S> {
    fn from(error: RowError) -> Self {
        Self::Row(Box::new(error))
    }
}

struct Walk<'p> {
    plan: &'p Plan,
    said: HashSet<u64>,
    occurrences: HashMap<u64, u32>,
    due_before_issue: u64,
    /// The row before ends with an amount with cents.
    cents_before: bool,
    /// Memory of the keys of the row before.
    reference: String,
    number: String,
}

impl Walk<'_> {
    fn line<S: RowSink>(
        &mut self,
        columns: &Columns,
        walked: u64,
        read: Line<'_>,
        sink: &mut S,
    ) -> Result<(), Refused<S::Stop>> {
        let plan = self.plan;
        let (last_open, cents_before) = (!plan.written.ended && walked == plan.rows, self.cents_before);
        let cells = Cells { read, line: read.line, record: read.record, plan, columns, last_open, cents_before };
        self.cents_before = read.record.iter().next_back().is_some_and(has_cents);
        cells.whole()?;
        match plan.options.kind {
            Kind::Invoices => self.invoice(&cells, sink),
            Kind::Debtors => debtor(&cells, sink),
            Kind::Payments => self.payment(&cells, sink),
            Kind::Contacts => self.contact(&cells, sink),
            Kind::Promises | Kind::Disputes => self.taken(&cells, sink),
            Kind::Sms | Kind::Letters => {
                let mut heard = if plan.options.kind == Kind::Sms { sms(&cells)? } else { letter(&cells)? };
                if heard.key.is_empty() {
                    heard.key = self.derived_key(&[&heard.at.to_string(), &heard.to.join(" "), &heard.note]);
                }
                sink.heard(heard).map_err(Refused::Stop)
            }
        }
    }

    fn invoice<S: RowSink>(&mut self, cells: &Cells<'_>, sink: &mut S) -> Result<(), Refused<S::Stop>> {
        let reference = cells.required_key_in(Field::Debtor, std::mem::take(&mut self.reference))?;
        let number = cells.required_key_in(Field::Number, std::mem::take(&mut self.number))?;
        let (issued, due) = (cells.day(Field::IssuedOn)?, cells.day(Field::DueOn)?);
        let due_days = cells.plan.options.mapping.as_ref().and_then(|mapping| mapping.due_days).unwrap_or(0);
        let due_on = due.or_else(|| issued.map(|day| day.plus(due_days)));
        let due_on = due_on.ok_or_else(|| cells.wrong(Field::DueOn, Reason::Missing))?;
        let issued_on = issued.unwrap_or(due_on);
        let currency = cells.currency()?;
        let open = cells.money(Field::Open, currency)?;
        let amount = cells.money(Field::Amount, currency)?.or(open);
        let mut amount = amount.ok_or_else(|| cells.wrong(Field::Amount, Reason::Missing))?;
        if amount.minor > 0 && codes::is_credit_note(cells.text(Field::Document)) {
            amount.minor = -amount.minor;
        }
        let settled = match cells.text(Field::SettledOn) {
            // what exports write for "not yet"
            "" | "0000-00-00" | "00/00/0000" | "0" | "9999-12-31" | "31/12/9999" | "12/31/9999" => None,
            _ => cells.day(Field::SettledOn)?,
        };
        let claim = cells.claim()?;
        self.due_before_issue += u64::from(due_on < issued_on);
        self.debtor_of_row(&reference, cells, sink)?;
        let row = LedgerRow::Invoice(reference, InvoiceRow { number, issued_on, due_on, amount, claim });
        sink.row(cells.line, DebtorFields::ALL, &row).map_err(Refused::Stop)?;
        let LedgerRow::Invoice(reference, invoice) = row else { return Ok(()) };
        if let Some(open) = open {
            sink.open(&reference, &invoice.number, open).map_err(Refused::Stop)?;
        }
        let Some(paid_on) = settled.filter(|_| amount.minor > 0) else {
            (self.reference, self.number) = (reference, invoice.number);
            return Ok(());
        };
        let payment = PaymentRow {
            reference: format!("{SETTLED_KEY}{}", invoice.number),
            paid_on,
            amount,
            invoice: invoice.number,
            method: None,
            inferred: false,
        };
        sink.row(cells.line, DebtorFields::ALL, &LedgerRow::Payment(reference, payment)).map_err(Refused::Stop)
    }

    /// The debtor that a row of invoices speaks of, where it says more than the reference, once per content.
    fn debtor_of_row<S: RowSink>(
        &mut self,
        reference: &str,
        cells: &Cells<'_>,
        sink: &mut S,
    ) -> Result<(), Refused<S::Stop>> {
        if cells.columns.given == DebtorFields::NONE {
            return Ok(());
        }
        let (row, mut given) = debtor_fields(reference, cells)?;
        // an empty cell beside an invoice takes nothing back
        for (field, empty) in emptiness(&row) {
            if empty {
                given = DebtorFields::from_bits(given.bits() & !field.bits());
            }
        }
        if given == DebtorFields::NONE {
            return Ok(());
        }
        let content = serde_json::to_string(&row).unwrap_or_default();
        if self.said.len() < DEBTORS_REMEMBERED && !self.said.insert(hash_of(&content)) {
            return Ok(());
        }
        sink.row(cells.line, given, &LedgerRow::Debtor(row)).map_err(Refused::Stop)
    }

    fn payment<S: RowSink>(&mut self, cells: &Cells<'_>, sink: &mut S) -> Result<(), Refused<S::Stop>> {
        let debtor = cells.required_key(Field::Debtor)?;
        let paid_on = cells.day(Field::PaidOn)?.ok_or_else(|| cells.wrong(Field::PaidOn, Reason::Missing))?;
        let amount = cells.money(Field::Amount, cells.currency()?)?;
        let amount = amount.ok_or_else(|| cells.wrong(Field::Amount, Reason::Missing))?;
        if amount.minor <= 0 {
            return Err(cells.wrong(Field::Amount, Reason::NotPositive).into());
        }
        let invoice = cells.key(Field::Invoice)?;
        let method = codes::method(cells.text(Field::Method));
        let mut reference = cells.key(Field::Reference)?;
        if reference.is_empty() {
            let method = method.map_or("", |method| method.name());
            reference = self.derived_key(&[&debtor, &paid_on.to_string(), &amount.to_string(), &invoice, method]);
        }
        let reference = codes::key_by_method(cells.text(Field::Method), reference);
        let row = PaymentRow { reference, paid_on, amount, invoice, method, inferred: false };
        sink.row(cells.line, DebtorFields::ALL, &LedgerRow::Payment(debtor, row)).map_err(Refused::Stop)
    }

    fn contact<S: RowSink>(&mut self, cells: &Cells<'_>, sink: &mut S) -> Result<(), Refused<S::Stop>> {
        let debtor = cells.required_key(Field::Debtor)?;
        let mut row = contact::row(cells)?;
        row.reference = cells.key(Field::Reference)?;
        if row.reference.is_empty() {
            let said = cells.text(Field::Outcome);
            let content = [&debtor, &row.at.to_string(), row.channel.name(), row.direction.name(), said];
            row.reference = self.derived_key(&content);
        }
        sink.row(cells.line, DebtorFields::ALL, &LedgerRow::Contact(debtor, row)).map_err(Refused::Stop)
    }

    fn taken<S: RowSink>(&mut self, cells: &Cells<'_>, sink: &mut S) -> Result<(), Refused<S::Stop>> {
        let debtor = cells.required_key(Field::Debtor)?;
        let mut reference = cells.key(Field::Reference)?;
        let taken = taken::row(cells, cells.plan.options.kind)?;
        if reference.is_empty() {
            reference = self.derived_key(&taken::key(&debtor, cells));
        }
        sink.taken(cells.line, &debtor, &reference, taken).map_err(Refused::Stop)
    }

    /// A stable key for a row that brings none: its content, and which of the rows with that content it is.
    fn derived_key(&mut self, content: &[&str]) -> String {
        let hash = hash_of(&content.join("\u{1f}"));
        let count = self.occurrences.entry(hash).or_default();
        *count += 1;
        format!("auto:{hash:016x}:{count}")
    }
}

fn hash_of(text: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    u64::from_be_bytes(std::array::from_fn(|at| digest[at]))
}

fn debtor<S: RowSink>(cells: &Cells<'_>, sink: &mut S) -> Result<(), Refused<S::Stop>> {
    let (row, given) = debtor_fields(&cells.required_key(Field::Debtor)?, cells)?;
    sink.row(cells.line, given, &LedgerRow::Debtor(row)).map_err(Refused::Stop)
}
