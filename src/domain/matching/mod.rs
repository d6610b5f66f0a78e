//! Whose payment is this? Proposals for a line of a bank statement, each with its reason and how certain it is.
//! What never lives here: SQL, what a payment does once it is somebody's (see `case::allocation`).
//! `store::bank` calls it while a statement is read, `cli` for what waits.
//!
//! In this order: a number of an invoice in the text; the payer (account, reference, name) with the exact open amount of
//! one invoice, of a promise, of a small set; the payer alone; the amount alone. Only what leaves no doubt is certain.

mod set;
mod take;
mod words;

pub use take::{on_account, pay, take};
pub use words::{payer_in, squeeze, tokens};

use std::rc::Rc;

use serde::Serialize;

use super::bank::{BankLine, fee, fee_max};
use super::event::Part;
use super::ledger::{Claim, ItemKey};
use super::values::text::fold;
use super::values::{CaseId, Currency, Day, EntryId, Money};

/// Proposals kept for one line: more is no help to whoever picks.
pub const PROPOSALS_MAX: usize = 5;
/// A number this short may be a date, a page or a street: an amount must confirm it.
const SURE_NUMBER_CHARS: usize = 6;

/// Why a case is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Numbers of its invoices stand in the text.
    Number,
    /// A payment of the same amount was recorded by hand.
    Recorded,
    /// The payer is known and one invoice is open with exactly this amount.
    ExactInvoice,
    /// … a promise.
    ExactPromise,
    /// … one small set of invoices.
    ExactSet,
    /// It paid from this account before.
    PayerAccount,
    /// Its reference stands in the text.
    PayerReference,
    /// It bears the payer's name.
    PayerName,
    /// Nothing but the amount.
    Amount,
    /// It bears the end-to-end reference of a payment that came in.
    EndToEnd,
    /// It names the mandate a payment was collected under.
    Mandate,
}

impl Why {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Number,
        Self::Recorded,
        Self::ExactInvoice,
        Self::ExactPromise,
        Self::ExactSet,
        Self::PayerAccount,
        Self::PayerReference,
        Self::PayerName,
        Self::Amount,
        Self::EndToEnd,
        Self::Mandate,
    ];

    /// Kebab-case name; the sentence is `match-NAME`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Recorded => "recorded",
            Self::ExactInvoice => "exact-invoice",
            Self::ExactPromise => "exact-promise",
            Self::ExactSet => "exact-set",
            Self::PayerAccount => "payer-account",
            Self::PayerReference => "payer-reference",
            Self::PayerName => "payer-name",
            Self::Amount => "amount",
            Self::EndToEnd => "end-to-end",
            Self::Mandate => "mandate",
        }
    }
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// A person decides; little speaks for it.
    Possible,
    /// A person decides; much speaks for it.
    Likely,
    /// It applies by itself.
    Certain,
}

impl Certainty {
    /// Every degree.
    pub const ALL: &'static [Self] = &[Self::Possible, Self::Likely, Self::Certain];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Whose payment it would be.
    pub case: CaseId,
    /// Which invoices it would pay, within what is open; what is left goes on account.
    pub parts: Vec<Part>,
    /// Why.
    pub why: Why,
    /// How sure.
    pub certainty: Certainty,
    /// For money that went back: the payment it would take back.
    pub back: Option<Paid>,
}

/// A payment that came in, as a return may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// Its key: of the ledger without the mark of its part, or the entry's own id.
    pub key: String,
    /// Key of the bank's line it came with, with what begins it; else its reference.
    pub line: String,
    /// What it brought.
    pub amount: Money,
    /// What else of its bank line other cases have, minor units: a return takes all of the line back, from each its share.
    pub others: i64,
    /// Value date.
    pub on: Day,
    /// Numbers of the invoices it was for, as far as it said so.
    pub invoices: Vec<String>,
}

impl Paid {
    /// A payment of the ledger, nothing of it counted yet.
    pub(in crate::domain) fn none(key: &str, currency: Currency, on: Day) -> Self {
        Self {
            key: key.to_owned(),
            line: key.to_owned(),
            amount: Money::new(0, currency),
            others: 0,
            on,
            invoices: vec![],
        }
    }

    /// What a bank that took so much kept for itself.
    #[must_use]
    pub fn fee(&self, took: Money) -> Option<Money> {
        fee(took, Money::new(self.amount.minor + self.others, self.amount.currency))
    }

    /// True when a bank that took so much took this, and a fee at most.
    #[must_use]
    pub fn fits(&self, took: Money) -> bool {
        let kept = took.minor - self.amount.minor - self.others;
        self.amount.currency == took.currency && (0..=fee_max(took.currency)).contains(&kept)
    }
}

/// An open invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Its key.
    pub key: ItemKey,
    /// Day of issue.
    pub issued_on: Day,
    /// Due day.
    pub due_on: Day,
    /// What it claims.
    pub claim: Claim,
    /// What is open of it.
    pub open: Money,
}

/// What a case owes and expects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owing {
    /// The case, after every merge.
    pub case: CaseId,
    /// Its debtor's name, folded.
    pub name: String,
    /// Open invoices by due day.
    pub items: Vec<OpenItem>,
    /// Open promises: what is still to come, and what it covers.
    pub promises: Vec<(Money, Vec<Part>)>,
    /// Payments recorded by hand that no bank confirmed yet.
    pub recorded: Vec<(EntryId, Money, Day)>,
}

/// The questions a search asks of the book.
pub trait Look {
    /// Why an answer may fail.
    type Error;
    /// Cases that have an invoice of this squeezed number.
    fn numbered(&mut self, key: &str) -> Result<Vec<CaseId>, Self::Error>;
    /// Cases of this squeezed debtor reference.
    fn referenced(&mut self, key: &str) -> Result<Vec<CaseId>, Self::Error>;
    /// Cases that paid from this account.
    fn paid_from(&mut self, account: &str) -> Result<Vec<CaseId>, Self::Error>;
    /// Cases of exactly this folded name.
    fn named(&mut self, name: &str) -> Result<Vec<CaseId>, Self::Error>;
    /// Cases that may owe exactly this amount.
    fn owing_exactly(&mut self, amount: Money) -> Result<Vec<CaseId>, Self::Error>;
    /// The case after every merge.
    fn root(&mut self, case: CaseId) -> Result<CaseId, Self::Error>;
    /// What a case owes; its number after every merge stands in the answer.
    fn owing(&mut self, case: CaseId) -> Result<Rc<Owing>, Self::Error>;
}

/// Days between a payment recorded by hand and the bank's line of it.
pub const RECORDED_DAYS: i32 = 15;

/// Who paid, folded: as the bank says, else as the label does.
#[must_use]
pub fn payer_name(line: &BankLine) -> String {
    if line.payer.is_empty() { payer_in(&line.text) } else { fold(&line.payer) }
}

/// What is known of the payer of a line.
struct Payer {
    account: Vec<CaseId>,
    reference: Vec<CaseId>,
    name: Vec<CaseId>,
}

impl Payer {
    /// True when something names another case, and nothing this one.
    fn contradicts(&self, case: CaseId) -> bool {
        !self.account.is_empty() && !self.account.contains(&case)
    }

    /// Looks for the payer's reference in the text, and for its name.
    fn identify<L: Look>(&mut self, line: &BankLine, words: &[String], look: &mut L) -> Result<(), L::Error> {
        self.reference = roots(look, |look| {
            let mut all = vec![];
            for word in words.iter().filter(|word| word.len() >= SURE_NUMBER_CHARS) {
                all.extend(look.referenced(word)?);
            }
            Ok(all)
        })?;
        let name = payer_name(line);
        if name.len() >= SURE_NUMBER_CHARS {
            self.name = roots(look, |look| look.named(&name))?;
        }
        Ok(())
    }

    fn agrees(&self, case: CaseId) -> bool {
        self.account.contains(&case) || self.reference.contains(&case) || self.name.contains(&case)
    }
}

/// The proposals for a line, best first.
pub fn propose<L: Look>(line: &BankLine, look: &mut L) -> Result<Vec<Proposal>, L::Error> {
    let words = tokens(line);
    let account =
        roots(
            look,
            |look| {
                if line.payer_account.is_empty() { Ok(vec![]) } else { look.paid_from(&line.payer_account) }
            },
        )?;
    let mut payer = Payer { account, reference: vec![], name: vec![] };
    let mut found = by_number(line, &words, &payer, look)?;
    if found.first().is_none_or(|best| best.certainty != Certainty::Certain) {
        // who else it may be is asked only where the number leaves it open
        payer.identify(line, &words, look)?;
        if found.len() > 1 {
            found = by_number(line, &words, &payer, look)?;
        }
        let named: Vec<(CaseId, bool)> = found.iter().map(|one| (one.case, one.parts.is_empty())).collect();
        for mut proposal in by_payer(line, &payer, look)? {
            // the text names what another debtor owes, or of this one what is paid and no other: a person decides
            let elsewhere = |case: &CaseId, paid: bool| !paid && *case != proposal.case;
            let other = |case: &CaseId, paid: bool| paid && *case == proposal.case && !proposal.parts.is_empty();
            if named.iter().any(|(case, paid)| elsewhere(case, *paid) || other(case, *paid)) {
                proposal.certainty = proposal.certainty.min(Certainty::Likely);
            }
            found.push(proposal);
        }
    }
    if found.is_empty() {
        found = by_amount(line, look)?;
    }
    // the best of each case, the surest first, in the order found
    let mut best: Vec<Proposal> = vec![];
    for proposal in found {
        match best.iter_mut().find(|other| other.case == proposal.case) {
            Some(other) if other.certainty < proposal.certainty => *other = proposal,
            Some(_) => {}
            None => best.push(proposal),
        }
    }
    best.sort_by_key(|proposal| std::cmp::Reverse(proposal.certainty));
    if best.iter().filter(|proposal| proposal.certainty == Certainty::Certain).count() > 1 {
        // two certainties are a doubt
        for proposal in &mut best {
            proposal.certainty = proposal.certainty.min(Certainty::Likely);
        }
    }
    best.truncate(PROPOSALS_MAX);
    Ok(best)
}

fn roots<L: Look>(
    look: &mut L,
    ask: impl FnOnce(&mut L) -> Result<Vec<CaseId>, L::Error>,
) -> Result<Vec<CaseId>, L::Error> {
    let mut all = vec![];
    for case in ask(look)? {
        all.push(look.root(case)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn whole(items: &[&OpenItem]) -> Vec<Part> {
    items.iter().map(|item| Part { item: item.key.clone(), amount: item.open }).collect()
}

/// Pays items one after the other as far as the amount goes.
#[must_use]
pub fn fill(items: &[&OpenItem], amount: Money) -> Vec<Part> {
    let mut left = amount.minor;
    let mut parts = vec![];
    for item in items {
        let minor = left.min(item.open.minor);
        if minor > 0 {
            parts.push(Part { item: item.key.clone(), amount: Money::new(minor, amount.currency) });
            left -= minor;
        }
    }
    parts
}

fn sum(items: &[&OpenItem]) -> i64 {
    items.iter().map(|item| item.open.minor).sum()
}

fn by_number<L: Look>(
    line: &BankLine,
    words: &[String],
    payer: &Payer,
    look: &mut L,
) -> Result<Vec<Proposal>, L::Error> {
    let amount = line.amount;
    let mut cases: Vec<CaseId> = roots(look, |look| {
        let mut all = vec![];
        for word in words {
            all.extend(look.numbered(word)?);
        }
        Ok(all)
    })?;
    cases.truncate(PROPOSALS_MAX * 4);
    let alone = cases.len() == 1;
    let mut found = vec![];
    for case in cases {
        let owing = look.owing(case)?;
        let named: Vec<&OpenItem> = owing
            .items
            .iter()
            .filter(|item| item.open.currency == amount.currency && words.contains(&squeeze(&item.key.number)))
            .collect();
        let doubled = named.iter().any(|one| named.iter().filter(|two| two.key.number == one.key.number).count() > 1);
        let long = named.iter().all(|item| squeeze(&item.key.number).len() >= SURE_NUMBER_CHARS);
        let sure = !doubled && !payer.contradicts(case) && (alone || payer.agrees(case));
        let (parts, fits) = if named.is_empty() {
            (vec![], false)
        } else if sum(&named) == amount.minor {
            (whole(&named), true)
        } else if let Some(only) = set::only_set(&named, amount.minor) {
            (whole(&only), true)
        } else {
            (fill(&named, amount), named.len() == 1 && amount.minor < named[0].open.minor && long)
        };
        let certainty = match (fits && sure, named.is_empty()) {
            (true, _) => Certainty::Certain,
            (false, false) => Certainty::Likely,
            (false, true) => Certainty::Possible,
        };
        found.push(Proposal { case, parts, why: Why::Number, certainty, back: None });
    }
    Ok(found)
}

fn by_payer<L: Look>(line: &BankLine, payer: &Payer, look: &mut L) -> Result<Vec<Proposal>, L::Error> {
    let ways = [
        (Why::PayerAccount, &payer.account, true),
        (Why::PayerReference, &payer.reference, true),
        (Why::PayerName, &payer.name, false),
    ];
    let mut found = vec![];
    for (why, cases, strong) in ways {
        for case in cases {
            // a name alone must not speak against the account it came from
            let sure = cases.len() == 1 && !payer.contradicts(*case);
            let owing = look.owing(*case)?;
            found.push(of_payer(line, &owing, why, strong, sure));
        }
    }
    Ok(found)
}

/// What a known payer's payment is for.
fn of_payer(line: &BankLine, owing: &Owing, why: Why, strong: bool, sure: bool) -> Proposal {
    let amount = line.amount;
    let case = owing.case;
    let degree = |fits: bool| if fits && sure { Certainty::Certain } else { Certainty::Likely };
    let near = |day: Day| line.value_on.since(day).abs() <= RECORDED_DAYS;
    if owing.recorded.iter().any(|(_, money, on)| *money == amount && near(*on)) {
        return Proposal { case, parts: vec![], why: Why::Recorded, certainty: degree(true), back: None };
    }
    let items: Vec<&OpenItem> = owing.items.iter().filter(|item| item.open.currency == amount.currency).collect();
    let exact: Vec<&OpenItem> = items.iter().copied().filter(|item| item.open == amount).collect();
    if let [one] = exact.as_slice() {
        return Proposal { case, parts: whole(&[*one]), why: Why::ExactInvoice, certainty: degree(true), back: None };
    }
    if let Some((_, covers)) = owing.promises.iter().find(|(left, _)| *left == amount) {
        let parts = within(covers, &items, amount);
        return Proposal { case, parts, why: Why::ExactPromise, certainty: degree(true), back: None };
    }
    if let Some(only) = set::only_set(&items, amount.minor) {
        return Proposal { case, parts: whole(&only), why: Why::ExactSet, certainty: degree(strong), back: None };
    }
    let parts = if exact.len() > 1 { whole(&exact[..1]) } else { vec![] };
    let doubtful = exact.len() > 1;
    let certainty = degree(strong && !doubtful && why == Why::PayerAccount);
    Proposal { case, parts, why, certainty, back: None }
}

/// What a promise covers, within what is open now.
fn within(covers: &[Part], items: &[&OpenItem], amount: Money) -> Vec<Part> {
    let mut left = amount.minor;
    let mut parts = vec![];
    for cover in covers {
        let open = items.iter().find(|item| item.key == cover.item).map_or(0, |item| item.open.minor);
        let minor = open.min(cover.amount.minor).min(left);
        if minor > 0 {
            parts.push(Part { item: cover.item.clone(), amount: Money::new(minor, amount.currency) });
            left -= minor;
        }
    }
    parts
}

fn by_amount<L: Look>(line: &BankLine, look: &mut L) -> Result<Vec<Proposal>, L::Error> {
    let cases = roots(look, |look| look.owing_exactly(line.amount))?;
    let mut found = vec![];
    for case in cases {
        let owing = look.owing(case)?;
        let recorded = owing
            .recorded
            .iter()
            .any(|(_, money, on)| *money == line.amount && line.value_on.since(*on).abs() <= RECORDED_DAYS);
        let exact = owing.items.iter().find(|item| item.open == line.amount);
        if let (None, false) = (exact, recorded) {
            continue;
        }
        let parts = exact.filter(|_| !recorded).map(|item| whole(&[item])).unwrap_or_default();
        let why = if recorded { Why::Recorded } else { Why::Amount };
        found.push(Proposal { case, parts, why, certainty: Certainty::Possible, back: None });
    }
    if let [one] = found.as_mut_slice() {
        one.certainty = Certainty::Likely;
    }
    Ok(found)
}
