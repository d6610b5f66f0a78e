//! The text of `show`: a page a person reads from top to bottom.
//! What never lives here: JSON.
//! `show` calls it.

use crate::cli::history;
use crate::cli::table::Table;
use crate::domain::case::state::{PlanView, PromiseView};
use crate::domain::case::{CaseState, TimelineEntry};
use crate::domain::codes::{PointQuality, PromiseState};
use crate::domain::values::{Money, Sums};
use crate::i18n::Words;
use crate::store::read::CaseView;
use crate::zone::Zone;

/// The whole page.
pub(super) fn text(words: &Words, zone: Zone, view: &CaseView) -> String {
    let mut page = Page { words, out: String::new() };
    page.head(view);
    page.balance(&view.state);
    page.linked(view);
    page.invoices(&view.state);
    page.agreements(zone, &view.state);
    page.why(view);
    page.history(zone, view);
    page.out
}

struct Page<'w> {
    words: &'w Words,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A titled block; nothing at all when there is nothing in it.
    fn block(&mut self, title: &str, table: &Table) {
        if table.is_empty() {
            return;
        }
        self.titled(&self.words.t(title), table);
    }

    fn titled(&mut self, title: &str, table: &Table) {
        self.line("");
        self.line(title);
        for line in table.text().lines() {
            self.line(&format!("  {line}"));
        }
    }

    fn head(&mut self, view: &CaseView) {
        let state = &view.state;
        let debtor = &state.debtor;
        self.line(&format!("{}  {}  {}", state.case, debtor.name, debtor.reference));
        let place = [debtor.address.as_str(), debtor.postcode.as_str(), debtor.city.as_str(), debtor.country.as_str()];
        let points = view.points.iter().map(|point| match point.quality {
            PointQuality::Wrong => format!("{} ({})", point.point, self.words.t("point-gone")),
            PointQuality::Untried | PointQuality::Reached | PointQuality::Failed => point.point.clone(),
        });
        let parts = [place.join(" "), points.collect::<Vec<_>>().join(", ")];
        let said: Vec<String> = parts
            .iter()
            .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|p| !p.is_empty())
            .collect();
        if !said.is_empty() {
            self.line(&said.join(" · "));
        }
        if let Some(into) = state.merged_into {
            self.line(&self.words.tf("cli-show-merged", &[("case", into.to_string().into())]));
        }
        if let Some(assigned) = &state.assignment {
            let until = assigned.until.map(|day| self.words.tf("cli-until", &[("day", self.words.day(day).into())]));
            let facts = [("login", assigned.to.to_string().into()), ("until", until.unwrap_or_default().into())];
            self.line(self.words.tf("cli-show-assigned", &facts).trim_end());
        }
        if let Some(lease) = &view.lease {
            self.line(&self.words.tf("cli-show-lease", &[("login", lease.login.to_string().into())]));
        }
        for signal in view.signals() {
            self.line(&format!("? {}", self.words.signal(signal)));
        }
        let next = self.words.t(&format!("next-action-{}", state.next_action));
        let next = match state.next_on {
            Some(day) => self.words.tf("cli-next-on", &[("next", next.into()), ("day", self.words.day(day).into())]),
            None => next,
        };
        self.line(&self.words.tf("cli-show-next", &[("next", next.into())]));
        if let Some((rule, until)) = view.excluded {
            let rule = self.words.rule(rule, view.by);
            let facts = [("rule", rule.into()), ("day", self.words.day(until).into())];
            self.line(&self.words.tf("cli-show-excluded", &facts));
        }
    }

    fn balance(&mut self, state: &CaseState) {
        let balance = &state.balance;
        let rows: [(&str, &Sums); 5] = [
            ("cli-open", &balance.open),
            ("cli-overdue", &balance.overdue),
            ("cli-disputed", &balance.disputed),
            ("cli-promised", &balance.promised),
            ("cli-unallocated", &balance.unallocated),
        ];
        let mut table = Table::new(&["", ">"]);
        for (label, sums) in rows.into_iter().filter(|(label, sums)| *label == "cli-open" || !sums.is_zero()) {
            table.row([self.words.t(label), self.words.sums(sums)]);
        }
        if let (Some(limit), Some(used)) = (state.debtor.credit_limit, state.profile.limit_use_mille) {
            let used = self.words.tf("cli-credit-limit", &[("percent", (used / 10).into())]);
            table.row([used, self.words.money(limit)]);
        }
        self.block("cli-show-balance", &table);
    }

    /// The debtors of its group, with what is overdue of each.
    fn linked(&mut self, view: &CaseView) {
        if view.linked.is_empty() {
            return;
        }
        let group = view.state.debtor.group.as_str();
        let title = self.words.tf("cli-show-linked", &[("group", group.into())]);
        let mut table = Table::new(&["", "", "", ">", ""]);
        for row in &view.linked {
            let overdue = row.money.iter().map(|money| Money::new(money.overdue, money.currency)).collect();
            let collector = row.collector.as_ref().map(ToString::to_string).unwrap_or_default();
            let (case, name, reference) = (row.case.to_string(), row.name.clone(), row.reference.clone());
            table.row([case, name, reference, self.words.sums(&overdue), collector]);
        }
        self.titled(&title, &table);
    }

    fn invoices(&mut self, state: &CaseState) {
        let words = self.words;
        let mut table = Table::new(&["", "", "", ">", ">", ""]);
        for item in state.items.iter().filter(|item| item.open_minor != 0) {
            let money = |minor| words.amount(Money::new(minor, item.amount.currency));
            let late = item.days_past_due(state.as_of);
            let mut signs = vec![];
            signs.extend(Some(words.claim(item.claim)).filter(|said| !said.is_empty()));
            if item.is_overdue(state.as_of) {
                signs.push(words.tf("cli-days-late", &[("days", late.into())]));
            }
            if item.disputed_minor > 0 {
                signs.push(words.tf("cli-part-disputed", &[("amount", money(item.disputed_minor).into())]));
            }
            if item.promised_minor > 0 {
                signs.push(words.tf("cli-part-promised", &[("amount", money(item.promised_minor).into())]));
            }
            if let Some(day) = item.held_until {
                signs.push(words.tf("cli-part-held", &[("day", words.day(day).into())]));
            }
            let open = words.money(Money::new(item.open_minor, item.amount.currency));
            let days = [words.date(item.issued_on), words.date(item.due_on)];
            let [issued, due] = days;
            table.row([item.key.number.clone(), issued, due, money(item.amount.minor), open, signs.join(", ")]);
        }
        self.block("cli-show-invoices", &table);
    }

    fn agreements(&mut self, zone: Zone, state: &CaseState) {
        let words = self.words;
        let mut table = Table::new(&["", "", ">", "", ""]);
        for p in &state.promises {
            let said = promise_state(words, p);
            let name = words.t("event-promise-recorded");
            table.row([name, words.day(p.due_on), words.money(p.amount), said, p.id.to_string()]);
        }
        for plan in &state.plans {
            let said = plan_state(words, plan);
            let name = words.t("event-plan-proposed");
            table.row([name, words.day(plan.made_on), words.money(plan.amount), said, plan.id.to_string()]);
            for (at, line) in plan.lines.iter().enumerate() {
                let name = words.tf("plan-line", &[("number", (at + 1).into())]);
                let said = words.t(&format!("promise-state-{}", line.state));
                table.row([name, words.day(line.due_on), words.money(line.amount), said, String::new()]);
            }
        }
        for d in &state.disputes {
            let said = words.t(&format!("dispute-state-{}", d.state));
            let reason = words.dispute_name(d.kind, d.reason);
            table.row([reason, words.day(d.due_on), words.sums(&history::sum(&d.parts)), said, d.id.to_string()]);
        }
        for c in &state.callbacks {
            let whom = c.whom.as_ref().map_or_else(|| words.t("cli-anyone"), ToString::to_string);
            table.row([words.t("event-callback-set"), words.moment(c.at, zone), String::new(), whom, c.id.to_string()]);
        }
        for h in &state.holds {
            let numbers: Vec<&str> = h.items.iter().map(|item| item.number.as_str()).collect();
            let reason = words.t(&format!("hold-reason-{}", h.reason));
            table.row([reason, words.day(h.until), String::new(), numbers.join(", "), h.id.to_string()]);
        }
        for p in &state.payments {
            let name = words.t("event-payment-recorded");
            table.row([name, words.day(p.paid_on), words.money(p.amount), p.reference.clone(), p.id.to_string()]);
        }
        for r in &state.returns {
            let fee = words.bank_fee(r.fee);
            table.row([
                words.t("event-payment-returned"),
                words.day(r.on),
                words.money(r.amount),
                fee,
                r.payment.clone(),
            ]);
        }
        self.block("cli-show-agreements", &table);
    }

    fn why(&mut self, view: &CaseView) {
        let mut table = Table::new(&[">", ""]);
        table.row([view.score.to_string(), self.words.t("cli-show-score")]);
        for why in &view.reasons {
            table.row([String::new(), self.words.reason(why)]);
        }
        for text in view.judged.iter().flat_map(|judged| self.words.judged(judged)) {
            table.row([String::new(), text]);
        }
        self.block("cli-show-why", &table);
    }

    fn history(&mut self, zone: Zone, view: &CaseView) {
        let mut table = Table::new(&["", "", "", ""]);
        for entry in &view.timeline {
            let [day, who, act] = [self.words.date(entry.day), entry.who.clone(), act_of(self.words, entry)];
            table.row([day, who, act, history::line(self.words, zone, entry)]);
        }
        self.block("cli-show-history", &table);
        let hidden = view.timeline_total.saturating_sub(u32::try_from(view.timeline.len()).unwrap_or(u32::MAX));
        if hidden > 0 {
            self.line(&self.words.tf("cli-show-more", &[("count", hidden.into())]));
        }
    }
}

/// The state of a promise, with why it is broken or what has to be approved.
fn promise_state(words: &Words, promise: &PromiseView) -> String {
    let said = words.t(&format!("promise-state-{}", promise.state));
    let cause = promise.cause.map(|cause| words.t(&format!("promise-cause-{cause}")));
    let pending = promise.state == PromiseState::PendingApproval;
    let over = promise.over.iter().filter(|_| pending).map(|limit| words.t(&format!("promise-limit-{limit}")));
    let residue = promise.residue().map(|rest| words.tf("cli-promise-residue", &[("rest", words.money(rest).into())]));
    let why: Vec<String> = cause.into_iter().chain(over).chain(residue).collect();
    if why.is_empty() { said } else { format!("{said} ({})", why.join(", ")) }
}

/// The state of a plan, with the debtor's word and what was missed.
fn plan_state(words: &Words, plan: &PlanView) -> String {
    let said = words.t(&format!("plan-state-{}", plan.state));
    let word = plan.acceptance.as_ref().map(|acceptance| words.acceptance(acceptance));
    let missed = (plan.missed() > 0).then(|| {
        let facts = [("missed", plan.missed().into()), ("allowed", i32::from(plan.misses_allowed).into())];
        words.tf("plan-missed", &facts)
    });
    let why: Vec<String> = word.into_iter().chain(missed).collect();
    if why.is_empty() { said } else { format!("{said} ({})", why.join(", ")) }
}

/// The act of a line; said to be taken back when it was.
fn act_of(words: &Words, entry: &TimelineEntry) -> String {
    let act = entry.act.map(|act| act.to_string()).unwrap_or_default();
    if entry.undone { format!("{act} {}", words.t("cli-undone")) } else { act }
}
