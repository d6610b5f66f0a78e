//! What taking a line means: the records of a payment, or of a return, on the case it is given to.
//! What never lives here: deciding whose it is, writing.
//! `cli` and `app` hand the records to `execute` as one act, which undo takes back whole.

use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::codes::Method;
use crate::domain::command::Record;
use crate::domain::event::Part;
use crate::domain::values::Money;

use super::Proposal;

/// The line as the proposal says.
#[must_use]
pub fn take(line: &BankLine, proposal: &Proposal) -> Vec<Record> {
    proposal.back.as_ref().map_or_else(
        || pay(line, proposal.parts.clone()),
        |paid| {
            let amount = Money::new(-line.amount.minor, line.amount.currency);
            let (line, payment, on) = (line.reference.clone(), paid.key.clone(), line.value_on);
            vec![Record::ReturnPayment { line, payment, amount, on }]
        },
    )
}

/// Money that came in, for these invoices (none: on account), and on account for what is left.
#[must_use]
pub fn pay(line: &BankLine, parts: Vec<Part>) -> Vec<Record> {
    let sum: i64 = parts.iter().map(|part| part.amount.minor).sum();
    let record = |minor: i64, mark: &str, parts: Vec<Part>| Record::Payment {
        amount: Money::new(minor, line.amount.currency),
        paid_on: line.value_on,
        parts,
        method: Some(Method::Transfer),
        reference: format!("{BANK_KEY}{}{mark}", line.reference),
    };
    let rest = line.amount.minor - sum;
    match (sum > 0, rest > 0) {
        (true, true) => vec![record(sum, "", parts), record(rest, "/2", vec![])],
        (true, false) => vec![record(line.amount.minor, "", parts)],
        (false, _) => vec![record(line.amount.minor, "", vec![])],
    }
}
