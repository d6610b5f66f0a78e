//! quick
use relance::domain::codes::Role;
use relance::domain::event::Who;
use relance::domain::ledger::*;
use relance::domain::values::*;
use relance::store::bulk::*;
use relance::store::*;
struct W(std::time::Instant, u64);
impl LoadWatch for W {
    fn ms(&mut self) -> u64 {
        self.1 += 1;
        self.0.elapsed().as_millis() as u64
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}
fn main() {
    let p = std::path::PathBuf::from("/tmp/w/imp/q.book");
    let st =
        BookSettings { zone: "UTC".into(), currency: Currency::EUR, language: "en".into(), company: String::new() };
    if std::env::args().nth(2).is_some() {
        for s in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{s}", p.display()));
        }
        drop(Store::create(&p, &st, false).unwrap());
    }
    let mut store = Store::open(&p, Mode::Write).unwrap();
    let t = std::time::Instant::now();
    let mut w = W(t, 0);
    let now = Now { at: Instant(1), today: Day(20000) };
    let head = LoadHead {
        source: "ledger".into(),
        kind: "invoices".into(),
        file: "x".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: Who { login: Login("a".into()), os_user: "a".into(), role: Role::Supervisor },
        host: "h".into(),
        dry_run: false,
    };
    let mut l = store.begin_load(head, now, &mut w).unwrap();
    let f = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for (n, line) in f.lines().skip(1).enumerate() {
        let mut c = line.split(',');
        let d = c.next().unwrap();
        let num = c.next().unwrap();
        let i: Day = c.next().unwrap().parse().unwrap();
        let u: Day = c.next().unwrap().parse().unwrap();
        let a = c.next().unwrap().replace('.', "").parse().unwrap();
        l.push(
            n as u64 + 2,
            DebtorFields::NONE,
            &LedgerRow::Invoice(
                d.into(),
                InvoiceRow { number: num.into(), issued_on: i, due_on: u, amount: Money::new(a, Currency::EUR) },
            ),
        )
        .unwrap();
    }
    println!("parsed {:?}", t.elapsed());
    let s = l.finish(FileCounts { rows: 1000000, ..Default::default() }, now).unwrap();
    println!("{:?} {s:?} looks {}", t.elapsed(), w.1);
}
