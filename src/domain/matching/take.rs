//! What taking a line means: the records of a payment, or of a return, on the case it is given to.
//! What never lives here: deciding whose it is, writing.
//! `cli` and `app` hand the records to `execute` as one act, which undo takes back whole.

use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::case::{rank, share};
use crate::domain::codes::Method;
use crate::domain::command::Record;
use crate::domain::event::Part;
use crate::domain::values::{Day, Money};

use super::{OpenItem, Proposal};

/// The line as the proposal says.
#[must_use]
pub fn take(line: &BankLine, proposal: &Proposal) -> Vec<Record> {
    proposal.back.as_ref().map_or_else(
        || pay(line, proposal.parts.clone()),
        |paid| {
            // of a line shared out each gives back its share, the last one with the bank's fee
            let took = Money::new(-line.amount.minor, line.amount.currency);
            let amount = if paid.others > 0 { paid.amount } else { took };
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

/// Takes money on account off open invoices as `case::allocation` will, so that what is looked for next does not find
/// them open again.
pub fn on_account(items: &mut [OpenItem], money: Money, on: Day) {
    let mut left = money.minor;
    let mut places: Vec<usize> = (0..items.len()).filter(|at| items[*at].open.currency == money.currency).collect();
    let turn = |item: &OpenItem| (item.due_on > on, rank(item.claim, item.due_on, item.issued_on));
    places.sort_by_key(|at| turn(&items[*at]));
    while left > 0 && !places.is_empty() {
        let first = turn(&items[places[0]]);
        let equals: Vec<usize> = places.iter().copied().take_while(|at| turn(&items[*at]) == first).collect();
        let open: Vec<i64> = equals.iter().map(|at| items[*at].open.minor).collect();
        for (at, minor) in equals.iter().zip(share(left, &open)) {
            items[*at].open.minor -= minor;
            left -= minor;
        }
        places.drain(..equals.len());
    }
}
