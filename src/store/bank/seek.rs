//! The questions a search for a payer asks, answered from the book; what a case owes is derived once and then kept.
//! What never lives here: a judgement (see `domain::matching`), a write.
//! `load` and `read` use it.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::Connection;

use super::super::{Done, StoreError, bind, facts, find_keys};
use super::own::Own;
use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::case::{Facts, derive, unconfirmed};
use crate::domain::codes::PromiseState;
use crate::domain::event::Part;
use crate::domain::matching::{Look, OpenItem, Owing, Proposal, on_account, payer_in};
use crate::domain::values::text::fold;
use crate::domain::values::{CaseId, Day, Instant, Money};

/// Cases one key may lead to; a key of more says nothing.
const CASES_MAX: i64 = 12;
/// Cases whose debts are kept in mind, some KiB each: as many as two blocks of lines may name.
const CASES_KEPT_MAX: usize = 32_768;
/// How far back payments recorded by hand are looked for, in milliseconds: two months.
const RECORDED_BACK_MS: i64 = 60 * 24 * 60 * 60 * 1000;
/// Cases with such a payment that are read.
const RECORDED_CASES_MAX: i64 = 2_000;
/// Merges followed.
const MERGES_MAX: usize = 8;

/// A search over one book on one day.
pub(super) struct Seeker<'c> {
    pub(super) conn: &'c Connection,
    today: Day,
    now: Instant,
    owing: HashMap<CaseId, Rc<Owing>>,
    roots: HashMap<CaseId, CaseId>,
    /// Cases that the book says paid from an account.
    paid: HashMap<String, Vec<CaseId>>,
    /// Accounts that certain payments of this very load came from.
    learnt: HashMap<String, CaseId>,
    /// Amounts of invoices as issued, sorted, with their cases; read when first asked for.
    amounts: Option<Vec<(i64, CaseId)>>,
    /// Names that persons gave payments under, folded, with the cases they gave them to; read when first asked for.
    aliases: Option<HashMap<String, Vec<CaseId>>>,
    /// Cases with a payment recorded by hand that waits for its bank, by amount.
    recorded: Option<HashMap<Money, Vec<CaseId>>>,
    /// What this very load gave.
    pub(super) own: Own,
    /// Cases that have a share of the line looked at: what they were given of it does not speak for them again.
    pub(super) sharing: Vec<CaseId>,
}

impl<'c> Seeker<'c> {
    pub(super) fn new(conn: &'c Connection, today: Day, now: Instant) -> Self {
        let (owing, roots, paid, learnt) = (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
        let own = Own::default();
        Self {
            conn,
            today,
            now,
            owing,
            roots,
            paid,
            learnt,
            amounts: None,
            aliases: None,
            recorded: None,
            own,
            sharing: vec![],
        }
    }

    /// The case after every merge.
    pub(super) fn root(&mut self, case: CaseId) -> Done<CaseId> {
        if let Some(root) = self.roots.get(&case) {
            return Ok(*root);
        }
        let mut root = case;
        for _ in 0..MERGES_MAX {
            let sql = "SELECT merged_into FROM case_row WHERE case_id = $1";
            let into = bind::first(self.conn, sql, &[&root.0], |row| row.get::<_, Option<i64>>(0))?.flatten();
            let Some(into) = into else { break };
            root = CaseId(into);
        }
        self.roots.insert(case, root);
        Ok(root)
    }

    pub(super) fn facts(&self, case: CaseId) -> Done<Facts> {
        let mut facts = facts::load(self.conn, case, facts::NOW)?;
        self.own.add_to(self.conn, &mut facts)?;
        Ok(facts)
    }

    fn by_key(&self, kind: i64, key: &str) -> Done<Vec<CaseId>> {
        let sql = "SELECT case_id FROM find_key WHERE kind = $1 AND key = $2 LIMIT $3";
        let found = bind::rows(self.conn, sql, &[&kind, &key, &CASES_MAX], |row| row.get(0).map(CaseId))?;
        Ok(if i64::try_from(found.len()) == Ok(CASES_MAX) { vec![] } else { found })
    }

    /// Takes a certain match off what the case owes, so that the next line does not find it open again.
    pub(super) fn took(&mut self, line: &BankLine, proposal: &Proposal) {
        if !line.payer_account.is_empty() {
            self.learnt.insert(line.payer_account.clone(), proposal.case);
        }
        let Some(owing) = self.owing.get_mut(&proposal.case).map(Rc::make_mut) else { return };
        let mut left = line.amount.minor;
        for part in &proposal.parts {
            if let Some(item) = owing.items.iter_mut().find(|item| item.key == part.item) {
                item.open.minor -= part.amount.minor;
                left -= part.amount.minor;
            }
        }
        on_account(&mut owing.items, Money::new(left, line.amount.currency), line.value_on);
        owing.items.retain(|item| item.open.minor > 0);
        owing.recorded.retain(|(_, money, _)| *money != line.amount);
        owing.promises.retain(|(money, _)| *money != line.amount);
    }

    /// A case changed: ask afresh.
    pub(super) fn forget(&mut self, case: CaseId) {
        self.owing.remove(&case);
    }

    /// Everything this load gave is written: when many cases are kept in mind, they are asked afresh.
    pub(super) fn forget_if_many(&mut self) {
        if self.owing.len() <= CASES_KEPT_MAX {
            return;
        }
        (self.owing, self.roots, self.paid) = (HashMap::new(), HashMap::new(), HashMap::new());
    }

    fn read_amounts(&mut self) -> Done<&[(i64, CaseId)]> {
        if self.amounts.is_none() {
            let sql = "SELECT i.amount, i.case_id FROM invoice i CROSS JOIN batch b
                       WHERE b.batch_id = i.batch_id AND b.state = 'complete' AND i.amount > 0";
            let mut all = bind::rows(self.conn, sql, &[], |row| Ok((row.get(0)?, CaseId(row.get(1)?))))?;
            all.sort_unstable();
            all.dedup();
            self.amounts = Some(all);
        }
        Ok(self.amounts.as_deref().unwrap_or(&[]))
    }

    fn paid_before(&self, account: &str) -> Done<Vec<CaseId>> {
        let sql = "SELECT DISTINCT case_id FROM
             (SELECT p.case_id FROM bank_line l JOIN payment p ON p.reference = $2 || l.reference
                JOIN batch b ON b.batch_id = p.batch_id
              WHERE l.payer_account = $1 AND l.payer_account <> '' AND l.kind = 'payment' AND b.state = 'complete'
                AND p.reference >= 'bank:' AND p.reference < 'bank;' AND p.amount > 0
              LIMIT 40)";
        let mut cases = bind::rows(self.conn, sql, &[&account, &BANK_KEY], |row| row.get(0).map(CaseId))?;
        let sql = "SELECT DISTINCT case_id FROM
             (SELECT k.case_id FROM bank_line l JOIN bank_pick k ON k.reference = l.reference
              WHERE l.payer_account = $1 AND l.payer_account <> '' AND k.case_id > 0 LIMIT 40)";
        cases.extend(bind::rows(self.conn, sql, &[&account], |row| row.get(0).map(CaseId))?);
        Ok(cases)
    }

    /// A pick is the dated fact that a name, like an account, is learnt from: undone, it is forgotten.
    fn alias(&mut self, name: &str) -> Done<Vec<CaseId>> {
        if self.aliases.is_none() {
            let sql = "SELECT DISTINCT l.payer, l.text, k.case_id FROM bank_pick k
                       JOIN bank_line l ON l.reference = k.reference WHERE k.case_id > 0";
            let mut all: HashMap<String, Vec<CaseId>> = HashMap::new();
            let picked = bind::rows(self.conn, sql, &[], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, CaseId(row.get(2)?)))
            })?;
            for (payer, text, case) in picked {
                let name = if payer.is_empty() { payer_in(&text) } else { fold(&payer) };
                all.entry(name).or_default().push(case);
            }
            self.aliases = Some(all);
        }
        Ok(self.aliases.as_ref().and_then(|all| all.get(name)).cloned().unwrap_or_default())
    }

    fn read_recorded(&mut self) -> Done<()> {
        if self.recorded.is_some() {
            return Ok(());
        }
        let sql = "SELECT DISTINCT stream_id FROM journal
                   WHERE recorded_at >= $1 AND event = 'payment-recorded' AND kind = $2 LIMIT $3";
        let since = self.now.0.saturating_sub(RECORDED_BACK_MS);
        let kind = super::super::journal::CASE;
        let cases = bind::rows(self.conn, sql, &[&since, &kind, &RECORDED_CASES_MAX], |row| row.get(0).map(CaseId))?;
        let mut all: HashMap<Money, Vec<CaseId>> = HashMap::new();
        for case in cases {
            let root = self.root(case)?;
            for (_, money, _) in unconfirmed(&self.facts(root)?, self.today) {
                all.entry(money).or_default().push(root);
            }
        }
        self.recorded = Some(all);
        Ok(())
    }
}

impl Look for Seeker<'_> {
    type Error = StoreError;

    fn numbered(&mut self, key: &str) -> Done<Vec<CaseId>> {
        self.by_key(find_keys::INVOICE, key)
    }

    fn referenced(&mut self, key: &str) -> Done<Vec<CaseId>> {
        self.by_key(find_keys::REFERENCE, key)
    }

    fn paid_from(&mut self, account: &str) -> Done<Vec<CaseId>> {
        let mut cases = match self.paid.get(account) {
            Some(cases) => cases.clone(),
            None => {
                let cases = self.paid_before(account)?;
                self.paid.insert(account.to_owned(), cases.clone());
                cases
            }
        };
        cases.extend(self.learnt.get(account));
        cases.retain(|case| !self.sharing.contains(case));
        Ok(cases)
    }

    fn named(&mut self, name: &str) -> Done<Vec<CaseId>> {
        let mut words = find_keys::name_words(name);
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut found: Vec<(CaseId, String)> = vec![];
        for word in words {
            // a word that many bear tells nobody from anybody
            let common = "SELECT 1 FROM find_key WHERE kind = $1 AND key = $2 LIMIT 1 OFFSET 60";
            if bind::first(self.conn, common, &[&find_keys::NAME, &word], |_| Ok(()))?.is_some() {
                continue;
            }
            let sql = "SELECT k.case_id, r.name FROM find_key k JOIN case_row r ON r.case_id = k.case_id
                       WHERE k.kind = $1 AND k.key = $2";
            found = bind::rows(self.conn, sql, &[&find_keys::NAME, &word], |row| {
                Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?))
            })?;
            break;
        }
        let same = |text: &str| {
            let folded = fold(text);
            folded == name || bare(&folded) == bare(name)
        };
        let mut cases: Vec<CaseId> = found.into_iter().filter(|(_, text)| same(text)).map(|(case, _)| case).collect();
        cases.extend(self.alias(name)?);
        cases.retain(|case| !self.sharing.contains(case));
        Ok(cases)
    }

    fn owing_exactly(&mut self, amount: Money) -> Done<Vec<CaseId>> {
        self.read_recorded()?;
        let mut cases = self.recorded.as_ref().and_then(|all| all.get(&amount)).cloned().unwrap_or_default();
        let amounts = self.read_amounts()?;
        let from = amounts.partition_point(|(minor, _)| *minor < amount.minor);
        let same = amounts[from..].iter().take_while(|(minor, _)| *minor == amount.minor);
        cases.extend(same.take(usize::try_from(CASES_MAX).unwrap_or(0)).map(|(_, case)| *case));
        Ok(cases)
    }

    fn root(&mut self, case: CaseId) -> Done<CaseId> {
        Self::root(self, case)
    }

    fn owing(&mut self, case: CaseId) -> Done<Rc<Owing>> {
        let root = self.root(case)?;
        if let Some(owing) = self.owing.get(&root) {
            return Ok(Rc::clone(owing));
        }
        let facts = self.facts(root)?;
        let state = derive(&facts, self.today);
        let items = state.items.iter().filter(|item| item.open_minor > 0).map(|item| OpenItem {
            key: item.key.clone(),
            issued_on: item.issued_on,
            due_on: item.due_on,
            claim: item.claim,
            open: Money::new(item.open_minor, item.amount.currency),
        });
        let open = state.promises.iter().filter(|p| matches!(p.state, PromiseState::Open | PromiseState::InGrace));
        let promises: Vec<(Money, Vec<Part>)> =
            open.map(|p| (Money::new(p.amount.minor - p.paid_minor, p.amount.currency), p.covers.clone())).collect();
        let owing = Owing {
            case: root,
            name: fold(&state.debtor.name),
            items: items.collect(),
            promises,
            recorded: unconfirmed(&facts, self.today),
        };
        let owing = Rc::new(owing);
        self.owing.insert(root, Rc::clone(&owing));
        Ok(owing)
    }
}

/// A name without what says only what kind of company it is.
fn bare(name: &str) -> String {
    const FORMS: [&str; 16] = [
        "sa",
        "sas",
        "sasu",
        "sarl",
        "eurl",
        "snc",
        "sci",
        "scop",
        "ets",
        "etablissements",
        "ltd",
        "limited",
        "gmbh",
        "inc",
        "m",
        "mme",
    ];
    name.split(' ').filter(|word| !FORMS.contains(word)).collect::<Vec<_>>().join(" ")
}
