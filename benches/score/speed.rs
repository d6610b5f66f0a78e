//! How long a card takes to be fitted on a book of many closed invoices: reading, looking at the mornings, fitting.
//! What never lives here: a judgement.
//!
//! `RELANCE_BENCH_INVOICES=1000000 cargo bench --bench score -- speed` (100,000 without it), three invoices a debtor.

use relance::clock::Clock;
use relance::domain::codes::Role;
use relance::domain::event::Who;
use relance::domain::ledger::DebtorFields;
use relance::domain::ledger::{DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::{Currency, Day, Instant, Login, Money, Now};
use relance::ranking::train::measure::Chance;
use relance::score::{observe, train};
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use relance::store::{BookSettings, Mode, Store};
use relance::zone::Zone;

struct Watch(u64);

impl LoadWatch for Watch {
    fn ms(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

fn today() -> Day {
    Day::from_ymd(2026, 6, 5).expect("a day of the calendar")
}

fn now(today: Day) -> Now {
    Now { at: Instant(i64::from(today.0) * 86_400_000 + 32_400_000), today }
}

fn rows(debtor: i64, chance: &mut Chance, out: &mut Vec<LedgerRow>) {
    let reference = format!("B{debtor:07}");
    out.push(LedgerRow::Debtor(DebtorRow {
        reference: reference.clone(),
        name: format!("Essai {debtor}"),
        ..DebtorRow::default()
    }));
    let usual = i32::try_from(chance.below(30)).unwrap_or(0) - 8;
    for number in 0..3 {
        let due_on = today().plus(-40 - i32::try_from(chance.below(1_000)).unwrap_or(0));
        let late = usual + i32::try_from(chance.below(20)).unwrap_or(0);
        let amount = Money::new(5_000 + i64::try_from(chance.below(400_000)).unwrap_or(0), Currency::EUR);
        let name = format!("F{debtor}-{number}");
        let issued_on = due_on.plus(-30);
        out.push(LedgerRow::Invoice(
            reference.clone(),
            InvoiceRow {
                number: name.clone(),
                issued_on,
                due_on,
                amount,
                claim: relance::domain::ledger::Claim::PLAIN,
            },
        ));
        let paid_on = due_on.plus(late);
        let paid =
            PaymentRow { reference: format!("P{name}"), paid_on, amount, invoice: name, method: None, inferred: false };
        out.push(LedgerRow::Payment(reference.clone(), paid));
    }
}

/// Makes a book in a folder of its own and measures.
pub fn measure() {
    let invoices: i64 = std::env::var("RELANCE_BENCH_INVOICES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("book");
    let settings = BookSettings {
        zone: "Europe/Paris".into(),
        currency: Currency::EUR,
        language: "fr".into(),
        company: "Essai".into(),
    };
    let mut store = Store::create(&path, &settings, false).expect("a new book");
    let head = LoadHead {
        source: "bench".into(),
        kind: "invoices".into(),
        file: "invented".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: Who::new(Login("bench".into()), "bench", Role::Supervisor),
        host: "bench".into(),
        dry_run: false,
    };
    let mut watch = Watch(0);
    let mut loader = store.begin_load(head, now(today()), &mut watch).expect("a load begins");
    let (mut line, mut some, mut chance) = (1, vec![], Chance::new(1));
    for debtor in 1..=invoices / 3 {
        rows(debtor, &mut chance, &mut some);
        for row in some.drain(..) {
            line += 1;
            loader.push(line, DebtorFields::ALL, &row).expect("a row is taken");
        }
    }
    loader.finish(FileCounts { rows: line, ..FileCounts::default() }, now(today())).expect("the load ends");
    drop(store);
    let store = Store::open(&path, Mode::Read).expect("the book opens");
    let clock = Clock::real(Zone::UTC);
    let start = clock.monotonic_ms();
    let past = observe(&store, today(), now(today()).at, &Policy::default(), None).expect("the past is read");
    let read = clock.monotonic_ms();
    let card = train(&past, today(), "bench").expect("a card is fitted");
    let done = clock.monotonic_ms();
    println!(
        "Training on {invoices} closed invoices: {:.1} s to look at {} mornings (every {} days), {:.1} s to fit {} features; {:.1} s in all (floor 30 s for 1,000,000)",
        (read - start) as f64 / 1_000.0,
        past.table.len(),
        past.stride,
        (done - read) as f64 / 1_000.0,
        card.card.codes().count(),
        (done - start) as f64 / 1_000.0
    );
}
