//! Reading a history and acting it out: rows go into the ledger, acts through `decide` on the day they are told.
//! What never lives here: a test, a rule.

use std::collections::BTreeMap;
use std::path::Path;

use relance::config::book;
use relance::domain::bank::BANK_KEY;
use relance::domain::case::state::PlanView;
use relance::domain::case::{CaseState, Facts, decide, derive};
use relance::domain::codes::*;
use relance::domain::command::{Command, Record, Refusal, Rev, What};
use relance::domain::event::{Acceptance, ContactMade, Entry, Part, Replaced, Who};
use relance::domain::ledger::{Claim, DebtorRow, InvoiceRow, ItemKey, Loaded, PaymentRow, WRITE_OFF_KEY};
use relance::domain::schedule::{Instalment, changed, instalments};
use relance::domain::values::*;

const CASE: CaseId = CaseId(1);

/// One history, acted out.
pub struct Card {
    pub title: String,
    /// Acts that were refused though they should not have been, or the other way round.
    pub faults: Vec<String>,
    pub expected: Vec<Expected>,
    facts: Facts,
    /// Day on which each row or act was seen.
    seen: Seen,
    names: BTreeMap<String, EntryId>,
    days: (Day, Day),
}

#[derive(Default)]
struct Seen {
    invoices: Vec<Day>,
    payments: Vec<Day>,
    entries: Vec<Day>,
}

/// What must hold at the end of a day.
pub struct Expected {
    pub place: String,
    pub day: Day,
    /// Only what was seen by then.
    pub known_on: Option<Day>,
    pub checks: Vec<Check>,
}

/// One figure or state.
pub struct Check {
    pub what: String,
    pub wanted: String,
}

/// The histories of a file.
pub fn cards(path: &Path) -> Vec<Card> {
    cards_of(&path.file_name().unwrap().to_string_lossy(), &std::fs::read_to_string(path).unwrap())
}

/// The histories of a text.
pub fn cards_of(name: &str, text: &str) -> Vec<Card> {
    let mut cards: Vec<(String, Vec<(String, &str)>)> = vec![];
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let place = format!("{name}:{number}");
        match line.strip_prefix("history: ") {
            Some(title) => cards.push((title.to_owned(), vec![])),
            None => cards.last_mut().unwrap_or_else(|| panic!("{place}: no history")).1.push((place, line)),
        }
    }
    cards.into_iter().map(|(title, lines)| Card::act_out(title, &lines)).collect()
}

struct Step<'a> {
    place: &'a str,
    day: Day,
    seen: Day,
    words: Vec<&'a str>,
}

impl Card {
    fn act_out(title: String, lines: &[(String, &str)]) -> Self {
        let facts = Facts {
            case: CASE,
            rev: Rev::default(),
            debtor: DebtorRow::default(),
            members: vec![],
            merged_into: None,
            invoices: vec![],
            payments: vec![],
            before: None,
            contacts: vec![],
            minutes: BTreeMap::new(),
            entries: vec![],
        };
        let (mut steps, mut expected) = (vec![], vec![]);
        for (place, line) in lines {
            match line.strip_prefix("= ") {
                Some(rest) => expected.push(read_expected(place, rest)),
                None => steps.push(read_step(place, line)),
            }
        }
        steps.sort_by_key(|step| step.seen);
        let days = || steps.iter().map(|step| step.day).chain(expected.iter().map(|e| e.day));
        let days = (days().min().unwrap(), days().max().unwrap());
        let mut card =
            Self { title, faults: vec![], expected, facts, seen: Seen::default(), names: BTreeMap::new(), days };
        let mut config = String::new();
        for step in &steps {
            if step.words[0] == "config" {
                config += &format!("{}\n", step.words[1..].join(" "));
            } else {
                card.step(step, &config);
            }
        }
        card
    }

    /// Every day of the history and some after it.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        (self.days.0.0 - 1..=self.days.1.0 + 30).map(Day)
    }

    /// The last day told.
    pub fn last(&self) -> Day {
        self.days.1
    }

    /// All facts, or those seen by a day.
    pub fn facts(&self, known_on: Option<Day>) -> Facts {
        let mut facts = self.facts.clone();
        let Some(by) = known_on else { return facts };
        let keep = |seen: &[Day]| seen.iter().map(|day| *day <= by).collect::<Vec<bool>>().into_iter();
        let (mut invoices, mut payments) = (keep(&self.seen.invoices), keep(&self.seen.payments));
        let mut entries = keep(&self.seen.entries);
        facts.invoices.retain(|_| invoices.next().unwrap());
        facts.payments.retain(|_| payments.next().unwrap());
        facts.entries.retain(|_| entries.next().unwrap());
        facts
    }

    fn step(&mut self, step: &Step<'_>, config: &str) {
        let words = &step.words;
        let batch = BatchId(i64::try_from(self.seen.payments.len() + self.seen.invoices.len()).unwrap() + 1);
        match words[0] {
            "segment" => words[1].clone_into(&mut self.facts.debtor.segment),
            "invoice" | "credit" => {
                let amount = money(words, 2);
                let amount = if words[0] == "credit" { Money::new(-amount.minor, amount.currency) } else { amount };
                let due_on = after(words, "due").map_or(step.day, day);
                let row = InvoiceRow {
                    number: words[1].to_owned(),
                    issued_on: step.day,
                    due_on,
                    amount,
                    claim: claim(words),
                };
                self.facts.invoices.push(Loaded { case: CASE, source: SourceId(1), batch, row });
                self.seen.invoices.push(step.seen);
            }
            "paid" | "bank" | "bank-return" | "written-off" => {
                let named = after(words, "for").unwrap_or_default().to_owned();
                let (reference, amount, invoice) = match words[0] {
                    "paid" => (format!("B{}", batch.0), money(words, 1), named),
                    "written-off" => (format!("{WRITE_OFF_KEY}B{}", batch.0), money(words, 1), named),
                    "bank" => (format!("{BANK_KEY}{}", words[1]), money(words, 2), named),
                    _back => {
                        let amount = money(words, 2);
                        let back = format!("{BANK_KEY}back-{}", words[1]);
                        (back, Money::new(-amount.minor, amount.currency), format!("{BANK_KEY}{}", words[1]))
                    }
                };
                let row = PaymentRow { reference, paid_on: step.day, amount, invoice, method: None, inferred: false };
                self.facts.payments.push(Loaded { case: CASE, source: SourceId(1), batch, row });
                self.seen.payments.push(step.seen);
            }
            "refused" => {
                let rest = Step { words: words[2..].to_vec(), ..*step };
                let got = self.act(&rest, config).map_or_else(|refusal| refusal.to_string(), |()| "done".to_owned());
                if got != words[1] {
                    self.faults.push(format!("{}: {got}, not {}", step.place, words[1]));
                }
            }
            _act => {
                if let Err(refusal) = self.act(step, config) {
                    self.faults.push(format!("{}: refused: {refusal:?}", step.place));
                }
            }
        }
    }

    /// An act of a person, decided on what is known that day.
    fn act(&mut self, step: &Step<'_>, config: &str) -> Result<(), Refusal> {
        let policy = book::book(config, Currency::EUR).unwrap_or_else(|e| panic!("{}: {e:?}", step.place)).policy;
        let count = u64::try_from(self.facts.entries.len()).unwrap();
        let at = Instant(i64::from(step.seen.0) * 86_400_000 + 32_400_000 + i64::try_from(count).unwrap());
        let now = Now { at, today: step.seen };
        let what = self.what(step, now);
        let by_supervisor = matches!(what, What::Approve { .. }) || step.words.ends_with(&["by", "supervisor"]);
        let role = if by_supervisor { Role::Supervisor } else { Role::Collector };
        let who = Who::new(Login("mia".into()), "mia", role);
        let act = ActId::new(at.0, count + 1);
        let command = Command { act, case: CASE, seen: None, what };
        let decision = decide(&self.facts, None, &policy, &who, now, &command)?;
        for (index, (case, day, event)) in (0u8..).zip(decision.events) {
            let seq = i64::try_from(self.facts.entries.len()).unwrap() + 1;
            let who = who.login.clone();
            self.facts.entries.push(Entry { case, seq, act, index, day, recorded_at: at, who, event });
            self.seen.entries.push(step.seen);
        }
        let undo = step.words[0] == "undo";
        let name = if undo { step.words.join(" ") } else { step.words.get(1).copied().unwrap_or("-").to_owned() };
        self.names.entry(name).or_insert(EntryId { act, index: 0 });
        Ok(())
    }

    fn what(&self, step: &Step<'_>, now: Now) -> What {
        let words = step.words.strip_suffix(&["by", "supervisor"]).unwrap_or(&step.words);
        let named = |at: usize| self.names[&words[at..].join(" ")];
        let id = || self.names[words[1]];
        let record = match words[0] {
            "promise" => self.promise(words),
            "withdraw" => Record::WithdrawPromise { promise: id(), by_debtor: words[3] == "debtor" },
            "plan" => self.plan(words, step.day),
            "accept" => Record::AcceptPlan { plan: id(), acceptance: word(words, step.day) },
            "cancel" => Record::CancelPlan { plan: id(), reason: "given up".into() },
            "change" => self.change(words, step.seen),
            "receipt" => {
                let (amount, parts) = (money(words, 2), self.parts(words, money(words, 2)));
                Record::Payment { amount, paid_on: step.day, parts, method: None, reference: String::new() }
            }
            "write-off" => {
                let (amount, parts) = (money(words, 2), self.parts(words, money(words, 2)));
                Record::WriteOff { amount, on: step.day, parts, reason: "bankrupt".into() }
            }
            "pick" => {
                let (amount, paid_on) = (money(words, 2), after(words, "dated").map_or(step.day, day));
                let (parts, reference) = (self.parts(words, amount), format!("{BANK_KEY}{}", words[1]));
                Record::Payment { amount, paid_on, parts, method: None, reference }
            }
            "returned" => Record::ReversePayment { payment: id(), on: step.day },
            "dispute" => {
                let parts = words[2..].iter().map(|text| self.part(text, None)).collect();
                let (kind, reason) = (DisputeKind::Dispute, DisputeReason::Quality);
                Record::Dispute { kind, reason, parts, owner: None, note: String::new() }
            }
            "decide" => {
                let credit = words.get(3).map(|_| money(words, 3));
                let decision = words[2].parse().unwrap();
                Record::DecideDispute { dispute: id(), decision, credit, justified: None, resolution: None }
            }
            "says-paid" => contact(now, Outcome::SaysPaid),
            "called" => contact(now, Outcome::NoCommitment),
            "approve" => return What::Approve { act: id().act, refuse: None },
            "refuse" => return What::Approve { act: id().act, refuse: Some("no".into()) },
            "undo" => return What::Undo(named(1).act),
            other => panic!("{}: no such word: {other}", step.place),
        };
        What::Record(vec![record])
    }

    fn promise(&self, words: &[&str]) -> Record {
        let amount = money(words, 2);
        let due = words.iter().position(|word| *word == "by").unwrap();
        let reason = words.iter().position(|word| *word == "because").map(|at| words[at + 1..].join(" "));
        let replaces = after(words, "replacing")
            .map(|name| Replaced { promise: self.names[name], reason: reason.unwrap_or_default() });
        Record::Promise {
            amount,
            on: day(words[due + 1]),
            method: words.get(due + 2).and_then(|word| word.parse().ok()),
            covers: self.parts(words, amount),
            by: None,
            replaces,
            note: String::new(),
        }
    }

    /// `plan L1 1000.00 in 4 month from DAY [signed|accepted] [for …]`, or `plan L1 lines DAY:AMOUNT …`.
    fn plan(&self, words: &[&str], on: Day) -> Record {
        let every: Option<Every> = words.get(5).and_then(|word| word.parse().ok()).filter(|_| words[2] != "lines");
        let lines: Vec<Instalment> = if let Some(every) = every {
            instalments(money(words, 2), words[4].parse().unwrap(), day(words[7]), every)
        } else {
            let free = words[3..].iter().filter_map(|word| word.split_once(':')).filter(|(on, _)| on.len() == 10);
            free.map(|(on, amount)| (day(on), Money::new(minor(amount), Currency::EUR))).collect()
        };
        let total = Money::new(lines.iter().map(|(_, money)| money.minor).sum(), Currency::EUR);
        let agreed = words.contains(&"signed") || words.contains(&"accepted");
        let accepted = agreed.then(|| word(words, on));
        Record::Plan { lines, every, method: None, covers: self.parts(words, total), accepted, note: String::new() }
    }

    /// `change L1 2 to 400.00`, or `change L1 2 due DAY`.
    fn change(&self, words: &[&str], today: Day) -> Record {
        let plan = self.names[words[1]];
        let state = derive(&self.facts, today);
        let view = state.plans.iter().find(|view| view.id == plan).unwrap();
        let lines: Vec<Instalment> = view.lines.iter().map(|line| (line.due_on, line.amount)).collect();
        let at = words[2].parse::<usize>().unwrap() - 1;
        let amount = after(words, "to").map_or(lines[at].1, |text| Money::new(minor(text), lines[at].1.currency));
        let to = (after(words, "due").map_or(lines[at].0, day), amount);
        Record::ChangePlan { plan, lines: changed(&lines, at, to).expect("the other lines bear it") }
    }

    /// The parts after `for`: an invoice alone takes what is left of the amount.
    fn parts(&self, words: &[&str], amount: Money) -> Vec<Part> {
        let Some(from) = words.iter().position(|word| *word == "for") else { return vec![] };
        let listed = words[from + 1..]
            .iter()
            .take_while(|word| !["replacing", "by", "because", "signed", "accepted"].contains(word));
        let mut left = amount;
        let part = |text: &&str| {
            let part = self.part(text, Some(left));
            left.minor -= part.amount.minor;
            part
        };
        listed.map(part).collect()
    }

    fn part(&self, text: &str, left: Option<Money>) -> Part {
        let (number, amount) = text.split_once(':').map_or((text, None), |(number, amount)| (number, Some(amount)));
        let item = ItemKey { case: CASE, source: SourceId(1), number: number.to_owned() };
        let row = self.facts.invoices.iter().find(|i| i.row.number == number).unwrap();
        let whole = left.map_or(row.row.amount, |left| Money::new(left.minor.min(row.row.amount.minor), left.currency));
        let currency = row.row.amount.currency;
        Part { item, amount: amount.map_or(whole, |amount| Money::new(minor(amount), currency)) }
    }

    /// What a check finds.
    pub fn found(&self, state: &CaseState, what: &str) -> String {
        let sums = |sums: &Sums| sums.iter().next().map_or("0.00".to_owned(), |m| m.to_decimal().to_string());
        let balance = &state.balance;
        let words: Vec<&str> = what.split(' ').collect();
        match words[0] {
            "open" => sums(&balance.open),
            "promised" => sums(&balance.promised),
            "disputed" => sums(&balance.disputed),
            "collectable" => sums(&balance.collectable),
            "unallocated" => sums(&balance.unallocated),
            "kept" => state.profile.kept.to_string(),
            "broken" => state.profile.broken.to_string(),
            "broken-on" => shown(state.profile.broken_on),
            "next" => {
                let on = state.next_on.map(|day| format!(" {day}"));
                format!("{}{}", state.next_action, on.unwrap_or_default())
            }
            name => self.found_of(state, name, words.get(1).copied()),
        }
    }

    fn found_of(&self, state: &CaseState, name: &str, what: Option<&str>) -> String {
        let (name, line) = name.split_once('.').map_or((name, None), |(name, line)| (name, line.parse::<usize>().ok()));
        let Some(id) = self.names.get(name) else {
            let item = state.items.iter().find(|item| item.key.number == name);
            let open = item.map(|item| Money::new(item.open_minor, item.amount.currency).to_decimal().to_string());
            return open.unwrap_or_else(|| format!("no {name}"));
        };
        if let Some(plan) = state.plans.iter().find(|plan| plan.id == *id) {
            return found_of_plan(plan, line, what);
        }
        if let Some(dispute) = state.disputes.iter().find(|dispute| dispute.id == *id) {
            return dispute.state.to_string();
        }
        let Some(promise) = state.promises.iter().find(|promise| promise.id == *id) else { return "none".into() };
        let decimal = |money: Option<Money>| money.map_or("none".to_owned(), |m| m.to_decimal().to_string());
        match what {
            None => promise.state.to_string(),
            Some("paid") => decimal(Some(Money::new(promise.paid_minor, promise.amount.currency))),
            Some("missing") => decimal(promise.residue()),
            Some("level") => promise.level.to_string(),
            Some("kept-on") => shown(promise.kept_on),
            Some("verify-by") => shown(promise.verify_by),
            Some("cause") => promise.cause.map_or("none".into(), |cause| cause.to_string()),
            Some("over") => promise.over.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"),
            Some(other) => format!("no such figure: {other}"),
        }
    }
}

/// A plan's own state and figures, or those of the line at a place.
fn found_of_plan(plan: &PlanView, line: Option<usize>, what: Option<&str>) -> String {
    let decimal = |minor| Money::new(minor, plan.amount.currency).to_decimal().to_string();
    let Some(line) = line else {
        return match what {
            None => plan.state.to_string(),
            Some("paid") => decimal(plan.paid_minor),
            Some("missed") => plan.missed().to_string(),
            Some("lines") => plan.lines.len().to_string(),
            Some("defaulted-on") => shown(plan.defaulted_on),
            Some("acknowledged-on") => shown(plan.acknowledged_on()),
            Some(other) => format!("no such figure: {other}"),
        };
    };
    let Some(line) = plan.lines.get(line - 1) else { return "none".into() };
    match what {
        None => line.state.to_string(),
        Some("amount") => decimal(line.amount.minor),
        Some("paid") => decimal(line.paid_minor),
        Some("due") => line.due_on.to_string(),
        Some(other) => format!("no such figure: {other}"),
    }
}

/// The debtor's word: signed, or agreed.
fn word(words: &[&str], on: Day) -> Acceptance {
    Acceptance { signed: words.contains(&"signed"), on, role: None, by: String::new() }
}

fn shown(day: Option<Day>) -> String {
    day.map_or("none".into(), |day| day.to_string())
}

fn contact(now: Now, outcome: Outcome) -> Record {
    let (channel, direction) = (Channel::Call, Direction::Out);
    let (point, note) = (String::new(), String::new());
    Record::Contact(ContactMade {
        at: now.at,
        day: now.today,
        channel,
        direction,
        outcome,
        point,
        seconds: 0,
        checks: vec![],
        note,
    })
}

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|_| panic!("not a day: {text}"))
}

fn minor(text: &str) -> i64 {
    Money::from_decimal(text.parse().unwrap_or_else(|_| panic!("not an amount: {text}")), Currency::EUR).unwrap().minor
}

/// The amount at a place, dollars when it says so.
fn money(words: &[&str], at: usize) -> Money {
    let currency = if words.get(at + 1) == Some(&"USD") { "USD".parse().unwrap() } else { Currency::EUR };
    Money::new(minor(words[at]), currency)
}

/// `as interest`, `as costs`, `at 12.15` percent a year.
fn claim(words: &[&str]) -> Claim {
    let nature = after(words, "as").map_or(Nature::Principal, |word| word.parse().unwrap());
    let late_rate = after(words, "at").map(|text| u32::try_from(minor(text)).unwrap());
    Claim { nature, late_rate }
}

/// The word after another.
fn after<'a>(words: &[&'a str], key: &str) -> Option<&'a str> {
    let at = words.iter().position(|word| *word == key)?;
    words.get(at + 1).copied()
}

fn read_step<'a>(place: &'a str, line: &'a str) -> Step<'a> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let on = day(words.remove(0));
    let seen = after(&words, "seen").map_or(on, day);
    if let Some(at) = words.iter().position(|word| *word == "seen") {
        words.drain(at..at + 2);
    }
    Step { place, day: on, seen, words }
}

/// `DAY [known] CHECK, CHECK …`: the last word of a check is what is wanted; of `next`, all after it.
fn read_expected(place: &str, line: &str) -> Expected {
    let (on, rest) = line.split_once(' ').unwrap();
    let day = day(on);
    let (known_on, rest) = rest.strip_prefix("known ").map_or((None, rest), |rest| (Some(day), rest));
    let check = |text: &str| {
        let cut = if text.starts_with("next ") { text.split_once(' ') } else { text.rsplit_once(' ') };
        let (what, wanted) = cut.unwrap_or_else(|| panic!("{place}: nothing wanted: {text}"));
        Check { what: what.to_owned(), wanted: wanted.to_owned() }
    };
    Expected { place: place.to_owned(), day, known_on, checks: rest.split(", ").map(check).collect() }
}
