//! Which payment a return takes back: the cases its text, account and payer lead to, and their payments of its amount, or of
//! a little less: what a bank keeps for itself.
//! What never lives here: payments that come in (see `domain::matching`), a write.
//! `load` gives back what is certain, `read` proposes the rest.

use super::super::{Done, bind};
use super::load::WAITING;
use super::seek::Seeker;
use super::{LINE, WHOLE, line_row};
use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::case::came_in;
use crate::domain::matching::{Certainty, Look, PROPOSALS_MAX, Paid, Proposal, Why, payer_name, squeeze, tokens};
use crate::domain::values::{CaseId, Day, Money};

/// What was paid under the same reference of a kind, the latest first: how a case came by it, and the line's key.
fn same(column: &str) -> String {
    format!(
        "SELECT case_id, reference FROM
           (SELECT p.case_id, l.reference, l.value_on FROM bank_line l JOIN payment p ON p.reference = $2 || l.reference
            WHERE l.{column} = $1 AND l.{column} <> '' AND l.kind = 'payment'
              AND p.reference >= 'bank:' AND p.reference < 'bank;'
            UNION SELECT k.case_id, l.reference, l.value_on FROM bank_line l JOIN bank_pick k ON k.reference = l.reference
            WHERE l.{column} = $1 AND l.{column} <> '' AND l.kind = 'payment' AND k.case_id > 0) s
         ORDER BY value_on DESC, reference, case_id LIMIT 12"
    )
}

impl Seeker<'_> {
    /// Returns of the book that have not found their payment yet, the oldest first.
    pub(super) fn waiting_returns(&self) -> Done<Vec<BankLine>> {
        let sql =
            format!("SELECT {LINE} {WAITING} AND l.kind = 'return' AND {WHOLE} ORDER BY l.booked_on, l.reference");
        bind::rows(self.conn, &sql, &[], |row| line_row(row, 0))
    }

    /// The payments a return may take back, each with its reason: of its very amount if there is one, else of less by a
    /// bank's fee. One alone is certain, but for a fee that only a name speaks for; of several, and of a line that was
    /// shared out, a person says which.
    pub(super) fn backs(&mut self, line: &BankLine) -> Done<Vec<Proposal>> {
        let amount = Money::new(-line.amount.minor, line.amount.currency);
        let mut found = self.same_reference(line, Why::EndToEnd, &line.end_to_end)?;
        if found.is_empty() {
            found = self.same_reference(line, Why::Mandate, &line.mandate)?;
        }
        if found.is_empty() {
            found = self.of_payer(line)?;
        }
        found.retain(|one| one.back.as_ref().is_some_and(|paid| !self.own.is_taken(&paid.key)));
        let told = |one: &Proposal| one.back.as_ref().is_some_and(|paid| paid.fee(amount).is_none());
        if found.iter().any(told) {
            found.retain(told);
        }
        if let [only] = found.as_mut_slice()
            && (told(only) || only.why != Why::PayerName)
            && only.back.as_ref().is_some_and(|paid| paid.others == 0)
        {
            only.certainty = Certainty::Certain;
        }
        found.truncate(PROPOSALS_MAX);
        Ok(found)
    }

    fn same_reference(&mut self, line: &BankLine, why: Why, reference: &str) -> Done<Vec<Proposal>> {
        if reference.is_empty() {
            return Ok(vec![]);
        }
        let sql = same(if why == Why::Mandate { "mandate" } else { "end_to_end" });
        let values: [&dyn rusqlite::ToSql; 2] = [&reference, &BANK_KEY];
        let mut same = bind::rows(self.conn, &sql, &values, |row| Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?)))?;
        same.extend(self.own.same_reference(reference));
        let mut found: Vec<Proposal> = vec![];
        for (case, key) in same {
            let (root, key) = (self.root(case)?, format!("{BANK_KEY}{key}"));
            let paid = self.fitting(root, line)?.into_iter().find(|paid| paid.line == key);
            let known = |paid: &Paid| found.iter().any(|one| one.case == root && one.back.as_ref() == Some(paid));
            found.extend(paid.filter(|paid| !known(paid)).map(|paid| back(root, why, paid)));
        }
        Ok(found)
    }

    fn of_payer(&mut self, line: &BankLine) -> Done<Vec<Proposal>> {
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
            let mut all = self.fitting(root, line)?;
            let named = |paid: &Paid| paid.invoices.iter().any(|number| words.contains(&squeeze(number)));
            if all.iter().any(named) {
                all.retain(named);
            }
            found.extend(all.into_iter().map(|paid| back(root, why, paid)));
        }
        Ok(found)
    }

    /// The payments of a case that a return may take back, the least fee first; a share of a line with all of its line.
    pub(super) fn fitting(&mut self, root: CaseId, line: &BankLine) -> Done<Vec<Paid>> {
        let took = Money::new(-line.amount.minor, line.amount.currency);
        let mut found = vec![];
        for mut paid in came_in(&self.facts(root)?, line.value_on) {
            if paid.amount.currency == took.currency && paid.amount.minor <= took.minor {
                paid.others = self.others(root, &paid.line, line.value_on)?;
                found.extend(Some(paid).filter(|paid| paid.fits(took)));
            }
        }
        Ok(found)
    }

    /// What other cases still have of a bank line that was shared out, minor units.
    fn others(&mut self, root: CaseId, key: &str, on: Day) -> Done<i64> {
        let Some(reference) = key.strip_prefix(BANK_KEY) else { return Ok(0) };
        let sql = "SELECT case_id FROM bank_pick WHERE reference = $1 AND case_id > 0 ORDER BY case_id";
        let cases = bind::rows(self.conn, sql, &[&reference], |row| row.get(0).map(CaseId))?;
        let mut seen = vec![root];
        let mut others = 0;
        for case in cases {
            let other = self.root(case)?;
            if seen.contains(&other) {
                continue;
            }
            seen.push(other);
            let all = came_in(&self.facts(other)?, on);
            others += all.iter().filter(|paid| paid.line == key).map(|paid| paid.amount.minor).sum::<i64>();
        }
        Ok(others)
    }
}

fn back(case: CaseId, why: Why, paid: Paid) -> Proposal {
    Proposal { case, parts: vec![], why, certainty: Certainty::Likely, back: Some(paid) }
}
