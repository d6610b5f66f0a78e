//! Which payment a return takes back: the cases its text, account and payer lead to, and their payments of its amount, or of
//! a little less: what a bank keeps for itself.
//! What never lives here: payments that come in (see `domain::matching`), a write.
//! `load` gives back what is certain, `read` proposes the rest.

use super::super::{Done, bind};
use super::load::WAITING;
use super::seek::Seeker;
use super::{LINE, line_row};
use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::case::returnable;
use crate::domain::matching::{Certainty, Look, PROPOSALS_MAX, Paid, Proposal, Why, payer_name, squeeze, tokens};
use crate::domain::values::{CaseId, Money};

/// What was paid under the same end-to-end reference: how a case came by it, and the line's key.
const SAME_REFERENCE: &str =
    "SELECT p.case_id, l.reference FROM bank_line l JOIN payment p ON p.reference = $2 || l.reference
     WHERE l.end_to_end = $1 AND l.kind = 'payment' AND p.reference >= 'bank:' AND p.reference < 'bank;'
     UNION SELECT k.case_id, l.reference FROM bank_line l JOIN bank_pick k ON k.reference = l.reference
     WHERE l.end_to_end = $1 AND l.kind = 'payment' AND k.case_id > 0
     LIMIT 12";

impl Seeker<'_> {
    /// Returns of the book that have not found their payment yet, the oldest first.
    pub(super) fn waiting_returns(&self) -> Done<Vec<BankLine>> {
        let sql = format!("SELECT {LINE} {WAITING} AND l.kind = 'return' ORDER BY l.booked_on, l.reference");
        bind::rows(self.conn, &sql, &[], |row| line_row(row, 0))
    }

    /// The payments a return may take back, each with its reason: of its very amount if there is one, else of less by a
    /// bank's fee. One alone is certain, but for a fee that only a name speaks for; of several a person says which.
    pub(super) fn backs(&mut self, line: &BankLine) -> Done<Vec<Proposal>> {
        let amount = Money::new(-line.amount.minor, line.amount.currency);
        let mut found = self.same_reference(line, amount)?;
        if found.is_empty() {
            found = self.of_payer(line, amount)?;
        }
        found.retain(|one| one.back.as_ref().is_some_and(|paid| !self.own.is_taken(&paid.key)));
        let whole = |one: &Proposal| one.back.as_ref().is_some_and(|paid| paid.amount == amount);
        if found.iter().any(whole) {
            found.retain(whole);
        }
        if let [only] = found.as_mut_slice()
            && (whole(only) || only.why != Why::PayerName)
        {
            only.certainty = Certainty::Certain;
        }
        found.truncate(PROPOSALS_MAX);
        Ok(found)
    }

    fn same_reference(&mut self, line: &BankLine, amount: Money) -> Done<Vec<Proposal>> {
        if line.end_to_end.is_empty() {
            return Ok(vec![]);
        }
        let values: [&dyn rusqlite::ToSql; 2] = [&line.end_to_end, &BANK_KEY];
        let mut same =
            bind::rows(self.conn, SAME_REFERENCE, &values, |row| Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?)))?;
        same.extend(self.own.same_reference(&line.end_to_end));
        let mut found: Vec<Proposal> = vec![];
        for (case, key) in same {
            let (root, key) = (self.root(case)?, format!("{BANK_KEY}{key}"));
            let paid = returnable(&self.facts(root)?, amount, line.value_on).into_iter().find(|paid| paid.line == key);
            let known = |paid: &Paid| found.iter().any(|one| one.case == root && one.back.as_ref() == Some(paid));
            found.extend(paid.filter(|paid| !known(paid)).map(|paid| back(root, Why::EndToEnd, paid)));
        }
        Ok(found)
    }

    fn of_payer(&mut self, line: &BankLine, amount: Money) -> Done<Vec<Proposal>> {
        let words = tokens(line);
        let mut leads: Vec<(Why, CaseId)> = vec![];
        for word in &words {
            leads.extend(self.numbered(word)?.into_iter().map(|case| (Why::Number, case)));
        }
        if !line.payer_account.is_empty() {
            leads.extend(self.paid_from(&line.payer_account)?.into_iter().map(|case| (Why::PayerAccount, case)));
        }
        let name = payer_name(line);
        if !name.is_empty() {
            leads.extend(self.named(&name)?.into_iter().map(|case| (Why::PayerName, case)));
        }
        let mut found: Vec<Proposal> = vec![];
        for (why, case) in leads {
            let root = self.root(case)?;
            if found.iter().any(|one| one.case == root) {
                continue;
            }
            let mut all = returnable(&self.facts(root)?, amount, line.value_on);
            let named = |paid: &Paid| paid.invoices.iter().any(|number| words.contains(&squeeze(number)));
            if all.iter().any(named) {
                all.retain(named);
            }
            found.extend(all.into_iter().map(|paid| back(root, why, paid)));
        }
        Ok(found)
    }
}

fn back(case: CaseId, why: Why, paid: Paid) -> Proposal {
    Proposal { case, parts: vec![], why, certainty: Certainty::Likely, back: Some(paid) }
}
