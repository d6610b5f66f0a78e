//! The story of one invented debtor: how it pays, what it owes, what was said in the last weeks.
//! What never lives here: names (see `names`), loading.
//! `demo` calls it for every debtor.

use chrono::Weekday;

use super::chance::Chance;
use super::{Act, Ask, Demo, Said, names};
use crate::domain::codes::{Channel, Direction, DisputeReason, HoldReason, Method, Outcome};
use crate::domain::ledger::{ContactRow, InvoiceRow, PaymentRow};
use crate::domain::values::{Day, Instant, Money};

/// Months of history before today, in days.
const HISTORY_DAYS: i32 = 420;

/// How a debtor pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Payer {
    Prompt,
    Late,
    Slow,
    /// Paid well, and stopped lately.
    Stopped,
    /// New: a first invoice has just fallen due.
    New,
}

/// What was said in the last weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plot {
    Nothing,
    Silence,
    OpenPromise,
    BrokenPromise,
    KeptPromise,
    PartlyKept,
    Dispute,
    CallbackToday,
    CallbackLater,
    Hold,
    Talk,
}

/// Tells debtor `n`; each has a row of chance of its own, so that more debtors do not change the first ones.
pub(super) fn tell(ask: &Ask, n: u32, demo: &mut Demo) {
    let mut chance = Chance::new(ask.seed ^ (u64::from(n) << 20) ^ 0x0072_656c_616e_6365);
    let debtor = names::debtor(&mut chance, n);
    let mut teller = Teller { ask, chance, reference: debtor.reference.clone(), n, contacts: 0, demo };
    teller.demo.debtors.push(debtor);
    let payer = teller.payer();
    let owed = teller.ledger(payer);
    teller.past_calls(&owed);
    if let Some(invoice) = owed.into_iter().next() {
        let plot = teller.plot(payer);
        teller.play(plot, &invoice);
    }
}

struct Teller<'a> {
    ask: &'a Ask,
    chance: Chance,
    reference: String,
    n: u32,
    contacts: u32,
    demo: &'a mut Demo,
}

impl Teller<'_> {
    fn payer(&mut self) -> Payer {
        match self.chance.between(1, 100) {
            1..=28 => Payer::Prompt,
            29..=62 => Payer::Late,
            63..=82 => Payer::Slow,
            83..=93 => Payer::Stopped,
            _ => Payer::New,
        }
    }

    fn plot(&mut self, payer: Payer) -> Plot {
        if payer == Payer::New {
            return Plot::Nothing;
        }
        match self.chance.between(1, 100) {
            1..=22 => Plot::Nothing,
            23..=34 => Plot::Silence,
            35..=46 => Plot::OpenPromise,
            47..=58 => Plot::BrokenPromise,
            59..=63 => Plot::KeptPromise,
            64..=68 => Plot::PartlyKept,
            69..=77 => Plot::Dispute,
            78..=83 => Plot::CallbackToday,
            84..=88 => Plot::CallbackLater,
            89..=92 => Plot::Hold,
            _ => Plot::Talk,
        }
    }

    /// Invoices and payments; returns what is overdue and unpaid, oldest first.
    fn ledger(&mut self, payer: Payer) -> Vec<InvoiceRow> {
        let today = self.ask.today;
        let terms = *self.chance.pick(&[30, 30, 45, 60]);
        let size = *self.chance.pick(&[18_000, 45_000, 45_000, 120_000, 120_000, 480_000, 1_900_000]);
        let step = self.chance.between(18, 70);
        let mut issued = match payer {
            Payer::New => today.plus(-terms - self.chance.between(3, 12)),
            Payer::Prompt | Payer::Late | Payer::Slow | Payer::Stopped => {
                today.plus(-HISTORY_DAYS + self.chance.between(0, 90))
            }
        };
        let (mut owed, mut count) = (vec![], 0);
        while issued < today {
            count += 1;
            let minor = i64::from(self.chance.between(size / 3, size)) + i64::from(self.chance.between(0, 99));
            let invoice = InvoiceRow {
                number: format!("F{:05}-{count:02}", self.n),
                issued_on: issued,
                due_on: issued.plus(terms),
                amount: Money::new(minor, self.ask.currency),
                claim: crate::domain::ledger::Claim::PLAIN,
            };
            let paid = self.settle(payer, &invoice);
            if !paid && invoice.due_on < today {
                owed.push(invoice.clone());
            }
            self.demo.invoices.push((self.reference.clone(), invoice));
            issued = issued.plus(step + self.chance.between(-6, 6));
        }
        owed
    }

    /// Pays an invoice as this payer does; false while it is not paid by today.
    fn settle(&mut self, payer: Payer, invoice: &InvoiceRow) -> bool {
        let late = match payer {
            Payer::Prompt => self.chance.between(-6, 4),
            Payer::Late => self.chance.between(4, 34),
            Payer::Slow => self.chance.between(35, 130),
            Payer::Stopped => self.chance.between(-4, 6),
            Payer::New => return false,
        };
        let paid_on = working(invoice.due_on.plus(late));
        let stopped = payer == Payer::Stopped && paid_on > self.ask.today.plus(-75);
        if paid_on >= self.ask.today || stopped {
            return false;
        }
        self.pay(invoice, invoice.amount, paid_on);
        true
    }

    fn pay(&mut self, invoice: &InvoiceRow, amount: Money, paid_on: Day) {
        let method =
            Some(*self.chance.pick(&[Method::Transfer, Method::Transfer, Method::Cheque, Method::DirectDebit]));
        let reference = format!("R{:05}-{}", self.n, self.demo.payments.len() + 1);
        let row = PaymentRow { reference, paid_on, amount, invoice: invoice.number.clone(), method, inferred: false };
        self.demo.payments.push((self.reference.clone(), row));
    }

    /// Calls made with another system before this book, on what is still owed.
    fn past_calls(&mut self, owed: &[InvoiceRow]) {
        for invoice in owed.iter().take(2) {
            let mut day = invoice.due_on.plus(8);
            while day < self.ask.today.plus(-32) {
                let outcome = *self.chance.pick(&[
                    Outcome::NoAnswer,
                    Outcome::NoAnswer,
                    Outcome::Voicemail,
                    Outcome::NoCommitment,
                    Outcome::SaysPaid,
                    Outcome::InvoiceNotReceived,
                ]);
                self.past_call(day, outcome);
                day = day.plus(self.chance.between(9, 24));
            }
        }
    }

    fn past_call(&mut self, day: Day, outcome: Outcome) {
        let day = working(day);
        self.contacts += 1;
        let row = ContactRow {
            reference: format!("K{:05}-{}", self.n, self.contacts),
            at: self.hour(day),
            day,
            channel: Channel::Call,
            direction: Direction::Out,
            outcome: Some(outcome),
            collector: "camille".to_owned(),
            point: String::new(),
            seconds: if outcome.reached() { self.chance.between(40, 400).unsigned_abs() } else { 0 },
            note: String::new(),
            thread: String::new(),
            quoted: String::new(),
        };
        self.demo.contacts.push((self.reference.clone(), row));
    }

    fn play(&mut self, plot: Plot, invoice: &InvoiceRow) {
        let today = self.ask.today;
        match plot {
            Plot::Nothing => {}
            Plot::Silence => {
                for ago in [19, 12, 6] {
                    let outcome = *self.chance.pick(&[Outcome::NoAnswer, Outcome::Voicemail, Outcome::Busy]);
                    self.act(-ago, vec![Said::Call(outcome, String::new())]);
                }
            }
            Plot::OpenPromise => {
                let on = working(today.plus(self.chance.between(1, 14)));
                let ago = self.chance.between(1, 6);
                self.promise(-ago, invoice, on);
            }
            Plot::BrokenPromise => {
                let ago = self.chance.between(16, 26);
                let on = working(today.plus(-self.chance.between(5, 9)));
                self.promise(-ago, invoice, on);
            }
            Plot::KeptPromise | Plot::PartlyKept => {
                let on = working(today.plus(-self.chance.between(6, 12)));
                self.promise(-24, invoice, on);
                let share = if plot == Plot::KeptPromise { 100 } else { self.chance.between(30, 60) };
                let minor = invoice.amount.minor * i64::from(share) / 100;
                self.pay(invoice, Money::new(minor, invoice.amount.currency), on);
            }
            Plot::Dispute => {
                let share = *self.chance.pick(&[100, 100, 50, 25]);
                let amount = Money::new(invoice.amount.minor * share / 100, invoice.amount.currency);
                let reason = *self.chance.pick(&[
                    DisputeReason::Quality,
                    DisputeReason::Price,
                    DisputeReason::Delivery,
                    DisputeReason::Quantity,
                    DisputeReason::PurchaseOrder,
                ]);
                let dispute = Said::Dispute { invoice: invoice.number.clone(), amount, reason };
                let ago = self.chance.between(2, 20);
                self.act(-ago, vec![Said::Call(Outcome::Dispute, String::new()), dispute]);
            }
            Plot::CallbackToday | Plot::CallbackLater => {
                let later = if plot == Plot::CallbackToday { 0 } else { self.chance.between(1, 6) };
                let (hour, minute) = *self.chance.pick(&[(10, 0), (10, 30), (11, 15), (14, 0), (15, 30), (16, 45)]);
                let at = self.ask.zone.instant_of(working(today.plus(later)), hour, minute);
                let ago = self.chance.between(1, 5);
                self.act(-ago, vec![Said::Call(Outcome::CallBackRequested, String::new()), Said::Callback(at)]);
            }
            Plot::Hold => {
                let reason =
                    *self.chance.pick(&[HoldReason::Insolvency, HoldReason::Represented, HoldReason::Agreement]);
                let ago = self.chance.between(3, 20);
                self.act(-ago, vec![Said::Hold(reason)]);
            }
            Plot::Talk => {
                let ago = self.chance.between(1, 9);
                let note = *self.chance.pick(&[
                    "La comptable revient lundi.",
                    "Demande le bon de commande.",
                    "Will ask the approver.",
                    "Changement de banque en cours.",
                ]);
                self.act(-ago, vec![Said::Call(Outcome::NoCommitment, note.to_owned())]);
                self.act(-ago, vec![Said::Note(note.to_owned())]);
            }
        }
    }

    fn promise(&mut self, ago: i32, invoice: &InvoiceRow, on: Day) {
        let method = *self.chance.pick(&[Method::Transfer, Method::Transfer, Method::Cheque]);
        let promise = Said::Promise { invoice: invoice.number.clone(), amount: invoice.amount, on, method };
        self.act(ago, vec![Said::Call(Outcome::Promise, String::new()), promise]);
    }

    fn act(&mut self, ago: i32, said: Vec<Said>) {
        let mut day = self.ask.today.plus(ago);
        while !weekday(day) {
            day = day.plus(-1);
        }
        let at = self.hour(day);
        self.demo.acts.push(Act { at, reference: self.reference.clone(), said });
    }

    /// A minute of the working day.
    fn hour(&mut self, day: Day) -> Instant {
        let minute = self.chance.between(9 * 60, 17 * 60 + 29).unsigned_abs();
        self.ask.zone.instant_of(day, minute / 60, minute % 60)
    }
}

fn weekday(day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day, or the Monday after it.
fn working(day: Day) -> Day {
    let mut day = day;
    while !weekday(day) {
        day = day.plus(1);
    }
    day
}
