//! The histories of `fixtures/histories/disputes/disputes.txt`, played line by line, each state derived twice by different code.
//! What never lives here: a history (a collector can read and add them there).
//! Run by `cargo test dispute_histories`.

use std::collections::BTreeMap;

use relance::domain::case::audit;
use relance::domain::event::DisputeMove;

use super::*;

const FILE: &str = include_str!("../../../fixtures/histories/disputes/disputes.txt");

/// A history being played, with the names it gave its disputes.
struct Played {
    tale: Tale,
    names: BTreeMap<String, EntryId>,
    at: String,
}

impl Played {
    fn new() -> Self {
        Self { tale: Tale::with(&[]), names: BTreeMap::new(), at: String::new() }
    }

    fn id(&self, name: &str) -> EntryId {
        *self.names.get(name).unwrap_or_else(|| panic!("{}: nothing is called {name}", self.at))
    }

    fn line(&mut self, words: &[&str]) {
        if let ["invoice", number, amount, due] = words {
            self.tale.invoice(number, due, minor(amount));
            return;
        }
        let (today, rest) = words.split_first().unwrap();
        self.tale.today = day(today);
        match rest {
            ["is", name, state, wanted @ ..] => self.is(name, state, wanted),
            ["pay", amount, invoice @ ..] => {
                self.tale.paid(today, minor(amount), invoice.first().unwrap_or(&""));
            }
            ["credit-note", amount] => {
                let number = format!("AV{}", self.tale.facts.invoices.len());
                let (issued_on, due_on) = (day(today), day(today));
                let row = InvoiceRow {
                    number,
                    issued_on,
                    due_on,
                    amount: eur(-minor(amount)),
                    claim: relance::domain::ledger::Claim::PLAIN,
                };
                self.tale.facts.invoices.push(Loaded { case: A, source: SourceId(1), batch: BatchId(9), row });
            }
            ["refused", code, words @ ..] => {
                let refusal = self.act(words).expect_err(&self.at);
                assert_eq!(refusal.to_string(), *code, "{}", self.at);
            }
            words => {
                self.act(words).unwrap_or_else(|refusal| panic!("{}: {refusal}", self.at));
            }
        }
    }

    fn act(&mut self, words: &[&str]) -> Result<EntryId, Refusal> {
        let (verb, name) = (words[0], words[1]);
        let follow = |what| Some(what);
        let what = match words {
            ["undo", name] => {
                return self.tale.ask(None, What::Undo(self.id(name).act)).map(|act| EntryId { act, index: 0 });
            }
            ["promise", amount, on, parts @ ..] => {
                let parts = self.parts(parts);
                let (amount, note) = (eur(minor(amount)), String::new());
                return self.tale.record(Record::Promise {
                    amount,
                    on: day(on),
                    method: None,
                    covers: parts,
                    by: None,
                    replaces: None,
                    note,
                });
            }
            ["dispute", _, reason, parts @ ..] => return self.dispute(name, reason, parts),
            ["decide", _, decision, credit @ ..] => {
                let (dispute, decision) = (self.id(name), decision.parse().unwrap());
                let credit = credit.first().map(|text| eur(minor(text)));
                let decided = self.tale.record(Record::DecideDispute {
                    dispute,
                    decision,
                    credit,
                    justified: None,
                    resolution: None,
                })?;
                self.names.insert(format!("decide:{name}"), decided);
                return Ok(decided);
            }
            ["assign", _, owner] => follow(DisputeMove::Assign { owner: Login((*owner).into()), department: None }),
            ["check", _, at, check_on @ ..] => {
                let check_on = check_on.first().map(|text| day(text));
                follow(DisputeMove::Check { at: at.parse().unwrap(), check_on, note: String::new() })
            }
            ["evidence", _, name, here @ ..] => {
                follow(DisputeMove::Evidence { name: (*name).into(), received: here == ["received"] })
            }
            ["propose", _, credit] => follow(DisputeMove::Propose { credit: eur(minor(credit)), note: String::new() }),
            ["close", _] => follow(DisputeMove::Close { note: String::new() }),
            ["reopen", _, reason @ ..] => follow(DisputeMove::Reopen { reason: reason.join(" ") }),
            _other => None,
        };
        let what = what.unwrap_or_else(|| panic!("{}: not understood", self.at));
        let done = self.tale.record(Record::FollowDispute { dispute: self.id(name), what })?;
        self.names.insert(format!("{verb}:{name}"), done);
        Ok(done)
    }

    fn dispute(&mut self, name: &str, reason: &str, words: &[&str]) -> Result<EntryId, Refusal> {
        let said = |key: &str| words.iter().find_map(|word| word.strip_prefix(key));
        let kind = said("kind=").map_or(DisputeKind::Dispute, |kind| kind.parse().unwrap());
        let owner = said("owner=").map(|login| Login(login.into()));
        let parts: Vec<&str> = words.iter().copied().filter(|word| !word.contains('=')).collect();
        let (reason, parts) = (reason.parse().unwrap(), self.parts(&parts));
        let id = self.tale.record(Record::Dispute { kind, reason, parts, owner, note: String::new() })?;
        self.names.insert(name.to_owned(), id);
        Ok(id)
    }

    fn parts(&self, words: &[&str]) -> Vec<Part> {
        let part = |word: &&str| {
            let (number, amount) = word.split_once(':').unwrap();
            Part { item: self.tale.key(number), amount: eur(minor(amount)) }
        };
        words.iter().map(part).collect()
    }

    fn is(&self, name: &str, wanted: &str, more: &[&str]) {
        let state = derive(&self.tale.facts, self.tale.today);
        let view = state.disputes.iter().find(|view| view.id == self.id(name));
        let view = view.unwrap_or_else(|| panic!("{}: it is gone", self.at));
        assert_eq!(format!("{}/{}", view.state, view.step), wanted, "{}", self.at);
        for word in more {
            let (key, wanted) = word.split_once('=').unwrap();
            let money = |sums: &Sums| plain(sums.minor(Currency::EUR));
            let found = match key {
                "disputed" => money(&state.balance.disputed),
                "asked" => money(&state.balance.collectable),
                "open" => money(&state.balance.open),
                "next" => state.next_action.to_string(),
                "on" => state.next_on.map(|day| day.to_string()).unwrap_or_default(),
                "promise" => state.promises[0].state.to_string(),
                _other => panic!("{}: {key} is not understood", self.at),
            };
            assert_eq!(found, wanted, "{}: {key}", self.at);
        }
        let second = audit(&self.tale.facts, self.tale.today).differs_from(&CaseRow::from(&state));
        assert_eq!(second, None, "{}: the second derivation", self.at);
    }
}

fn minor(text: &str) -> i64 {
    let (units, cents) = text.split_once('.').unwrap_or((text, "00"));
    units.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap()
}

fn plain(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

#[test]
fn dispute_histories_come_out_as_written() {
    let (mut played, mut histories, mut looked) = (Played::new(), 0, 0);
    for (number, line) in (1..).zip(FILE.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        if let Some(title) = line.strip_prefix("= ") {
            (played, histories) = (Played { at: title.to_owned(), ..Played::new() }, histories + 1);
            continue;
        }
        played.at = format!("line {number}: {line}");
        looked += usize::from(line.contains(" is "));
        played.line(&line.split_whitespace().collect::<Vec<_>>());
    }
    assert!(histories >= 25 && looked >= 60, "{histories} histories, {looked} looks");
}

#[test]
fn a_credit_above_authority_waits_for_a_supervisor() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.policy.dispute.authority_minor = Some(2_000);
    let dispute = tale.dispute(&[("F1", 5_000)]).unwrap();
    let accept = |credit| Record::DecideDispute {
        dispute,
        decision: DisputeDecision::PartlyAccepted,
        credit: Some(eur(credit)),
        justified: Some(true),
        resolution: None,
    };
    assert_eq!(tale.record(accept(2_001)), Err(Refusal::AboveAuthority { max: eur(2_000) }));
    let propose =
        Record::FollowDispute { dispute, what: DisputeMove::Propose { credit: eur(2_001), note: String::new() } };
    tale.record(propose).unwrap();
    let view = tale.on("2026-03-02").disputes.remove(0);
    assert_eq!((view.step, view.proposed.map(|(_, credit)| credit)), (DisputeStep::PendingApproval, Some(eur(2_001))));
    let proposal = view.proposed.unwrap().0.act;
    let approve = |refuse: Option<&str>| What::Approve { act: proposal, refuse: refuse.map(Into::into) };
    assert_eq!(tale.ask(None, approve(None)), Err(Refusal::NotAllowed { ask: Role::Supervisor, names: vec![] }));
    tale.role = Role::Supervisor;
    let turned_down = tale.ask(None, approve(Some("photos first"))).unwrap();
    assert_eq!(tale.on("2026-03-02").disputes[0].step, DisputeStep::Investigating);
    tale.ask(None, What::Undo(turned_down)).unwrap();
    tale.ask(None, approve(None)).unwrap();
    let view = tale.on("2026-03-02").disputes.remove(0);
    assert_eq!((view.state, view.credit, view.proposed), (DisputeState::PartlyAccepted, Some(eur(2_001)), None));
}

#[test]
fn a_desk_of_the_house_settles_its_reasons() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    let owner = Some(Login("lea".into()));
    let desk = relance::domain::terms::Desk { reason: DisputeReason::Quality, department: "Quality".into(), owner };
    tale.policy.dispute.desks.push(desk);
    tale.dispute(&[("F1", 5_000)]).unwrap();
    let view = tale.on("2026-03-02").disputes.remove(0);
    assert_eq!((view.owner.0.as_str(), view.department.as_str(), view.step), ("lea", "Quality", DisputeStep::Assigned));
    tale.policy.dispute.complaint_holds = true;
    let parts = tale.parts(&[("F1", 5_000)]);
    let complaint = Record::Dispute {
        kind: DisputeKind::Complaint,
        reason: DisputeReason::Other,
        parts,
        owner: None,
        note: String::new(),
    };
    tale.record(complaint).unwrap();
    assert_eq!(
        tale.on("2026-03-02").balance.collectable.minor(Currency::EUR),
        0,
        "a complaint holds where the house says so"
    );
}
