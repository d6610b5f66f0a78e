//! Small books for the tests of the store: invented debtors, a stopped clock, everything through the two doors.
//! What never lives here: a test, SQL.
//! The modules of the suite call it.

use std::path::Path;

use relance::domain::bank::{BANK_KEY, BankLine, LineKind};
use relance::domain::codes::{Channel, Direction, DisputeReason, Every, HoldReason, Outcome, Role};
use relance::domain::command::{Command, Record, Rev, What};
use relance::domain::event::{ContactMade, Part, Who};
use relance::domain::heard::{PointKind, Unclaimed};
use relance::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, ItemKey, LedgerRow, PaymentRow};
use relance::domain::person::Person;
use relance::domain::schedule::instalments;
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Currency, Day, Instant, Login, Money, Now};
use relance::store::bank::BankSummary;
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadSummary, LoadWatch};
use relance::store::find_keys;
use relance::store::{BookSettings, Recorded, Store, StoreError};

/// The day most tests stand on: Monday 2026-06-01.
pub fn monday() -> Day {
    Day::from_ymd(2026, 6, 1).expect("in the calendar")
}

/// Nine o'clock and `ms` on a day, UTC.
pub fn now(today: Day, ms: i64) -> Now {
    Now { at: Instant(i64::from(today.0) * 86_400_000 + 9 * 3_600_000 + ms), today }
}

pub fn settings() -> BookSettings {
    BookSettings {
        zone: "Europe/Paris".into(),
        currency: Currency::EUR,
        language: "fr".into(),
        company: "Ateliers du Port".into(),
    }
}

pub fn who(login: &str) -> Who {
    Who::new(Login(login.into()), login, Role::Supervisor)
}

pub fn euros(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

pub fn debtor(reference: &str, name: &str) -> LedgerRow {
    LedgerRow::Debtor(DebtorRow {
        reference: reference.into(),
        name: name.into(),
        kind: "company".into(),
        city: "Nantes".into(),
        country: "FR".into(),
        phones: vec!["+33 6 50 38 96 16".into()],
        emails: vec![format!("compta@{}.example", reference.to_lowercase())],
        collector: "mia".into(),
        ..DebtorRow::default()
    })
}

pub fn invoice(reference: &str, number: &str, due_on: Day, cents: i64) -> LedgerRow {
    let row = InvoiceRow {
        number: number.into(),
        issued_on: due_on.plus(-30),
        due_on,
        amount: euros(cents),
        claim: relance::domain::ledger::Claim::PLAIN,
    };
    LedgerRow::Invoice(reference.into(), row)
}

pub fn payment(reference: &str, key: &str, paid_on: Day, cents: i64, invoice: &str) -> LedgerRow {
    let row = PaymentRow {
        reference: key.into(),
        paid_on,
        amount: euros(cents),
        invoice: invoice.into(),
        method: None,
        inferred: false,
    };
    LedgerRow::Payment(reference.into(), row)
}

pub fn past_contact(reference: &str, key: &str, day: Day) -> LedgerRow {
    let row = ContactRow {
        reference: key.into(),
        at: now(day, 0).at,
        day,
        channel: Channel::Call,
        direction: Direction::Out,
        outcome: Some(Outcome::NoAnswer),
        collector: "omar".into(),
        point: "0650389616".into(),
        seconds: 12,
        note: "sonne dans le vide".into(),
        thread: String::new(),
        quoted: String::new(),
    };
    LedgerRow::Contact(reference.into(), row)
}

/// A line of a statement of one account: money in, or money gone back.
pub fn bank_line(key: &str, on: Day, cents: i64, text: &str) -> BankLine {
    BankLine {
        reference: key.into(),
        account: "FR01".into(),
        booked_on: on,
        value_on: on,
        amount: euros(cents),
        kind: if cents > 0 { LineKind::Payment } else { LineKind::Return },
        payer: String::new(),
        payer_account: String::new(),
        end_to_end: String::new(),
        mandate: String::new(),
        structured: vec![],
        text: text.into(),
        reason: String::new(),
        code: String::new(),
    }
}

/// Loads lines as one statement of the bank.
pub fn statement(store: &mut Store, day: Day, lines: &[BankLine]) -> BankSummary {
    read_statement(store, day, lines, false)
}

/// Tries lines as one statement of the bank.
pub fn trial(store: &mut Store, day: Day, lines: &[BankLine]) -> BankSummary {
    read_statement(store, day, lines, true)
}

/// Searches again for all that waits.
pub fn match_again(store: &mut Store, day: Day) -> BankSummary {
    store.match_again(bank_head(false), now(day, 1), &mut Quiet).unwrap()
}

fn bank_head(dry_run: bool) -> LoadHead {
    LoadHead {
        source: "bank".into(),
        kind: "camt".into(),
        file: "a.xml".into(),
        sha256: [7; 32],
        mapping: String::new(),
        who: who("mia"),
        host: "here".into(),
        dry_run,
    }
}

fn read_statement(store: &mut Store, day: Day, lines: &[BankLine], dry_run: bool) -> BankSummary {
    let mut quiet = Quiet;
    let mut loader = store.begin_bank(bank_head(dry_run), now(day, 0), &mut quiet).unwrap();
    loader.until("FR01", day);
    for line in lines {
        loader.push(line.clone()).unwrap();
    }
    let counts = FileCounts { rows: lines.len() as u64, ..FileCounts::default() };
    loader.finish(counts, now(day, 1)).unwrap()
}

/// Never stops a load, tells no time.
pub struct Quiet;

impl LoadWatch for Quiet {
    fn ms(&mut self) -> u64 {
        0
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

/// Loads rows as one batch of the source `compta`; `file` tells batches apart.
pub fn load(store: &mut Store, now: Now, file: &str, rows: &[LedgerRow]) -> Result<LoadSummary, StoreError> {
    let mut sha256 = [0; 32];
    for (to, from) in sha256.iter_mut().zip(file.bytes()) {
        *to = from;
    }
    let head = LoadHead {
        source: "compta".into(),
        kind: "invoices".into(),
        file: file.into(),
        sha256,
        mapping: String::new(),
        who: who("mia"),
        host: "here".into(),
        dry_run: false,
    };
    let mut quiet = Quiet;
    let mut loader = store.begin_load(head, now, &mut quiet)?;
    for (line, row) in (2..).zip(rows) {
        loader.push(line, DebtorFields::ALL, row)?;
    }
    loader.finish(FileCounts { rows: rows.len() as u64, ..FileCounts::default() }, now)
}

/// Takes a batch back.
pub fn undo_batch(
    store: &mut Store,
    now: Now,
    batch: relance::domain::values::BatchId,
) -> Result<Option<u64>, StoreError> {
    store.undo_batch(&who("mia"), "here", now, batch, &mut Quiet)
}

/// `count` debtors `D1`… with two overdue invoices each, loaded a week before [`monday`].
pub fn fill(store: &mut Store, count: usize) -> Result<(), StoreError> {
    let then = monday().plus(-7);
    let mut rows = Vec::new();
    for at in 1..=count {
        let reference = format!("D{at:03}");
        rows.push(debtor(&reference, &format!("Société {at} Études")));
        rows.push(invoice(&reference, &format!("F{at:03}-1"), then.plus(-20), 100_000));
        rows.push(invoice(&reference, &format!("F{at:03}-2"), then.plus(-10), 50_000));
        rows.push(payment(&reference, &format!("P{at:03}"), then.plus(-5), 20_000, &format!("F{at:03}-1")));
        rows.push(past_contact(&reference, &format!("K{at:03}"), then.plus(-3)));
    }
    load(store, now(then, 0), "first", &rows).map(|_| ())
}

/// A book in memory with that many debtors.
pub fn in_memory(count: usize) -> Store {
    let mut store = Store::in_memory(&settings()).expect("a book in memory");
    fill(&mut store, count).expect("rows load");
    store
}

pub fn note(text: &str) -> What {
    What::Record(vec![Record::Note(text.into())])
}

pub fn call(at: Now, outcome: Outcome) -> Record {
    Record::Contact(ContactMade {
        at: at.at,
        day: at.today,
        channel: Channel::Call,
        direction: Direction::Out,
        outcome,
        point: String::new(),
        seconds: 60,
        checks: vec![],
        note: "a décroché".into(),
    })
}

pub fn promise(cents: i64, on: Day) -> Record {
    Record::Promise {
        amount: euros(cents),
        on,
        method: None,
        covers: vec![],
        by: None,
        replaces: None,
        note: String::new(),
    }
}

/// A command of one act; `act` makes its id.
pub fn command(act: u64, case: i64, seen: Option<Rev>, what: What) -> Command {
    Command { act: ActId::new(1_780_000_000_000, act), case: CaseId(case), seen, what }
}

/// Carries it out as mia, with the house's own terms.
pub fn execute(store: &mut Store, now: Now, command: &Command) -> Result<Recorded, StoreError> {
    store.execute(&who("mia"), now, &Policy::default(), command)
}

/// What verify finds, one line each.
pub fn faults(store: &Store) -> Vec<String> {
    let found = store.verify(None, &mut |_| true).expect("verify runs");
    found.faults.iter().map(|fault| format!("{}: {} {}", fault.place, fault.code.name(), fault.detail)).collect()
}

/// Goes on to the end, pauses nowhere.
struct Alone;

impl relance::day::Around for Alone {
    fn machine_now(&self) -> Instant {
        now(monday(), 0).at
    }
    fn goes_on(&mut self, _: relance::day::Progress) -> bool {
        true
    }
    fn pause(&mut self) {}
    fn is_gone(&self, _: &relance::store::task::Task) -> bool {
        true
    }
}

/// Closes the day; returns its seal.
pub fn close(store: &mut Store, now: Now) -> String {
    let (who, card, policy) = (who("mia"), relance::ranking::Card::default_card(), Policy::default());
    let ask = relance::day::Ask {
        who: &who,
        host: "here",
        process: 1,
        now,
        for_day: None,
        card: &card,
        policy: &policy,
        house: &[],
    };
    relance::day::close(store, &ask, &mut Alone).expect("the day closes").seal
}

/// A book in which something of everything happened, closed and sealed once.
pub fn full_book(path: &Path) -> String {
    let mut store = Store::create(path, &settings(), false).unwrap();
    fill(&mut store, 6).unwrap();
    let person = Person::new(Login("omar".into()), Role::Collector, vec!["omar".into()]);
    store.put_person(&who("mia"), now(monday(), 0), &person).unwrap();
    let facts = store.facts(CaseId(2), None).unwrap();
    let item =
        ItemKey { case: CaseId(2), source: facts.invoices[0].source, number: facts.invoices[0].row.number.clone() };
    let at = now(monday(), 1);
    let dispute = Record::Dispute {
        kind: relance::domain::codes::DisputeKind::Dispute,
        reason: DisputeReason::Quality,
        parts: vec![Part { item, amount: euros(10_000) }],
        owner: None,
        note: "rayures".into(),
    };
    let later = Instant(at.at.0 + 2 * 86_400_000);
    let callback = Record::Callback { at: later, due_on: monday().plus(2), whom: Some(Login("mia".into())) };
    let hold = Record::Hold { reason: HoldReason::StopContact, until: None, items: vec![] };
    let paid = Record::Payment {
        amount: euros(5_000),
        paid_on: monday(),
        parts: vec![],
        method: None,
        reference: "VIR 12".into(),
    };
    let acts: [(i64, Vec<Record>); 7] = [
        (1, vec![call(at, Outcome::Promise), promise(30_000, monday().plus(3))]),
        (2, vec![call(at, Outcome::Dispute), dispute]),
        (3, vec![call(at, Outcome::CallBackRequested), callback]),
        (4, vec![hold]),
        (5, vec![paid]),
        (6, vec![Record::Note("rappeler".into())]),
        (6, vec![call(at, Outcome::NoAnswer)]),
    ];
    for (act, (case, records)) in (1..).zip(acts) {
        execute(&mut store, at, &command(act, case, None, What::Record(records))).unwrap();
    }
    execute(&mut store, at, &command(20, 6, None, What::Merge { into: CaseId(5) })).unwrap();
    let batch = load(&mut store, now(monday(), 2), "second", &[payment("D001", "P900", monday(), 1_000, "")]).unwrap();
    undo_batch(&mut store, now(monday(), 3), batch.batch.unwrap()).unwrap();
    let first = store.facts(CaseId(3), None).unwrap().invoices[0].row.number.clone();
    let lines = [
        bank_line("aa01", monday(), 80_000, &format!("VIR {first}")),
        bank_line("aa02", monday(), 1_234, "VIREMENT"),
        bank_line("aa03", monday(), -80_000, "REJET"),
        bank_line("aa04", monday(), 99, "VIREMENT"),
    ];
    assert_eq!(statement(&mut store, monday(), &lines).matched, 1);
    let pick = Record::Payment {
        amount: euros(1_234),
        paid_on: monday(),
        parts: vec![],
        method: None,
        reference: format!("{BANK_KEY}aa02"),
    };
    execute(&mut store, at, &command(21, 4, None, What::Record(vec![pick]))).unwrap();
    let (line, payment, amount) = ("aa03".to_owned(), format!("{BANK_KEY}aa01"), euros(80_000));
    let back = Record::ReturnPayment { line, payment, amount, on: monday() };
    execute(&mut store, at, &command(22, 3, None, What::Record(vec![back]))).unwrap();
    let every = Some(Every::Month);
    let lines = instalments(euros(20_000), 3, monday().plus(7), Every::Month);
    let plan = Record::Plan { lines, every, method: None, covers: vec![], accepted: None, note: "2 mois".into() };
    execute(&mut store, at, &command(23, 4, None, What::Record(vec![plan]))).unwrap();
    tray(&mut store, now(monday(), 4));
    let seal = close(&mut store, now(monday(), 5));
    let raw = rusqlite::Connection::open(path).unwrap();
    raw.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    seal
}

/// Two calls of numbers that nobody has: one waits, the other is given away.
fn tray(store: &mut Store, now: Now) {
    let mut quiet = Quiet;
    let head = LoadHead {
        source: "compta".into(),
        kind: "cdr".into(),
        file: "Master.csv".into(),
        sha256: [7; 32],
        mapping: String::new(),
        who: who("mia"),
        host: "here".into(),
        dry_run: false,
    };
    let heard = |number: &str| Unclaimed {
        point: find_keys::point(PointKind::Phone, number).unwrap(),
        called: "Accueil".into(),
        contact: ContactRow {
            reference: format!("cdr {number}"),
            at: now.at,
            day: now.today,
            channel: Channel::Call,
            direction: Direction::In,
            outcome: None,
            collector: "200".into(),
            point: number.into(),
            seconds: 40,
            note: String::new(),
            thread: String::new(),
            quoted: String::new(),
        },
    };
    let (one, two) = (heard("01 99 00 77 01"), heard("01 99 00 77 02"));
    let mut loader = store.begin_load(head, now, &mut quiet).unwrap();
    loader.wait(&[one.clone(), two]).unwrap();
    loader.finish(FileCounts::default(), now).unwrap();
    store.attach(&who("mia"), "here", now, &one.point, Some(CaseId(1)), &mut quiet).unwrap();
}
