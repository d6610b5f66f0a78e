//! What a close of the day costs: the first one after an import, which derives every case, and the one of the next day.
//! Prints seconds, cases a second and the peak of memory. Not a test: nothing here fails on a slow machine.
//! What never lives here: an assertion about the order.
//!
//! `cargo bench --bench day` (10,000 invented debtors), or `RELANCE_BENCH_DEBTORS=1000000 cargo bench --bench day`.
//! Each debtor has three invoices, two payments, ten contacts; one in three has something overdue.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;

use relance::clock::{Clock, machine_now};
use relance::day::{self, Around, Ask, DayClosed, Progress};
use relance::domain::codes::{Channel, Direction, Outcome, Role};
use relance::domain::event::Who;
use relance::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::{Currency, Day, Instant, Login, Money, Now};
use relance::ranking::Card;
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use relance::store::task::Task;
use relance::store::{BookSettings, Mode, Store};
use relance::zone::Zone;

fn friday() -> Day {
    Day::from_ymd(2026, 6, 5).expect("a day of the calendar")
}

fn now(today: Day) -> Now {
    Now { at: Instant(i64::from(today.0) * 86_400_000 + 32_400_000), today }
}

fn who() -> Who {
    Who { login: Login("bench".into()), os_user: "bench".into(), role: Role::Supervisor }
}

struct Watch<'a>(&'a Clock);

impl LoadWatch for Watch<'_> {
    fn ms(&mut self) -> u64 {
        self.0.monotonic_ms()
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

struct Here {
    pauses: u64,
}

impl Around for Here {
    fn machine_now(&self) -> Instant {
        machine_now()
    }
    fn goes_on(&mut self, _: Progress) -> bool {
        true
    }
    fn pause(&mut self) {
        self.pauses += 1;
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    fn is_gone(&self, _: &Task) -> bool {
        true
    }
}

/// The rows of one invented debtor.
fn rows(at: i64, out: &mut Vec<LedgerRow>) {
    let reference = format!("B{at:07}");
    out.push(LedgerRow::Debtor(DebtorRow {
        reference: reference.clone(),
        name: format!("Société d'essai {at}"),
        collector: format!("c{:03}", at % 150),
        ..DebtorRow::default()
    }));
    let late = i32::try_from(at * 7 % 40).unwrap_or(0);
    for number in 0..3 {
        let due_on = friday().plus(-100 + number * 45 - i32::try_from(at % 3).unwrap_or(0) * 2);
        let amount = Money::new(5_000 + at * 37 % 400_000, Currency::EUR);
        let invoice = InvoiceRow { number: format!("F{at}-{number}"), issued_on: due_on.plus(-30), due_on, amount };
        out.push(LedgerRow::Invoice(reference.clone(), invoice));
        if number == 0 || (number == 1 && at % 3 != 0) {
            let paid = PaymentRow {
                reference: format!("P{at}-{number}"),
                paid_on: due_on.plus(late),
                amount,
                invoice: format!("F{at}-{number}"),
                method: None,
                inferred: false,
            };
            out.push(LedgerRow::Payment(reference.clone(), paid));
        }
    }
    for contact in 0..10 {
        let day = friday().plus(-400 + contact * 38);
        let made = ContactRow {
            reference: format!("K{at}-{contact}"),
            at: now(day).at,
            day,
            channel: Channel::Call,
            direction: Direction::Out,
            outcome: Some(if contact % 3 == 0 { Outcome::NoCommitment } else { Outcome::NoAnswer }),
            collector: "bench".into(),
            point: String::new(),
            seconds: 60,
            note: String::new(),
        };
        out.push(LedgerRow::Contact(reference.clone(), made));
    }
}

fn fill(path: &Path, debtors: i64, clock: &Clock) {
    let settings = BookSettings {
        zone: "Europe/Paris".into(),
        currency: Currency::EUR,
        language: "fr".into(),
        company: "Banc d'essai".into(),
    };
    let mut store = Store::create(path, &settings, false).expect("a new book in a new folder");
    let head = LoadHead {
        source: "bench".into(),
        kind: "invoices".into(),
        file: "invented".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: who(),
        host: "bench".into(),
        dry_run: false,
    };
    let mut watch = Watch(clock);
    let mut loader = store.begin_load(head, now(friday()), &mut watch).expect("a load begins");
    let (mut line, mut some) = (1, Vec::new());
    for at in 1..=debtors {
        rows(at, &mut some);
        for row in some.drain(..) {
            line += 1;
            loader.push(line, DebtorFields::ALL, &row).expect("a row is taken");
        }
    }
    let counts = FileCounts { rows: line, ..FileCounts::default() };
    loader.finish(counts, now(friday())).expect("the load ends");
}

fn close(store: &mut Store, today: Day) -> DayClosed {
    let (who, card, policy) = (who(), Card::default_card(), Policy::default());
    let ask = Ask {
        who: &who,
        host: "bench",
        process: std::process::id(),
        now: now(today),
        for_day: None,
        card: &card,
        policy: &policy,
        house: &[],
    };
    day::close(store, &ask, &mut Here { pauses: 0 }).expect("the day closes")
}

/// Peak of resident memory in MiB, where the system tells.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1_024
}

fn main() {
    let debtors = std::env::var("RELANCE_BENCH_DEBTORS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let clock = Clock::real(Zone::UTC);
    let folder = tempfile::tempdir().expect("a folder for the book");
    // A book made before may be used again: its second close is then the first one measured.
    let kept = std::env::var_os("RELANCE_BENCH_BOOK").map(std::path::PathBuf::from);
    let path = kept.unwrap_or_else(|| folder.path().join("bench.relance"));
    if !path.exists() {
        let from = clock.monotonic_ms();
        fill(&path, debtors, &clock);
        println!("{debtors} debtors loaded in {} ms, peak {} MiB", clock.monotonic_ms() - from, peak_mib());
    }
    let mut store = Store::open(&path, Mode::Write).expect("the book opens");
    let first = store.latest_kept().expect("the book is read").map_or(friday(), |kept| kept.closed.plus(1));
    for days in 0..4 {
        let today = first.plus(days);
        let from = clock.monotonic_ms();
        let done = close(&mut store, today);
        let ms = (clock.monotonic_ms() - from).max(1);
        let a_second = done.cases * 1_000 / ms;
        println!(
            "close of {today}: {ms} ms, {} cases, {} queued, {a_second} cases a second, peak {} MiB",
            done.cases,
            done.queued,
            peak_mib()
        );
    }
}
