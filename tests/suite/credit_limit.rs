//! The credit limit of a debtor: read from exports, shown, and what is used of it a feature of the score.
//! What never lives here: points of a shipped card.
//! Run by the suite.

use relance::domain::ledger::{DebtorRow, LedgerRow};
use relance::domain::terms::Policy;
use relance::domain::values::Day;
use relance::score::{observe, train};
use relance::store::Store;

use crate::support::book::{euros, invoice, load, monday, now, payment, settings};
use crate::support::shell::Shell;

fn shell_with(debtors: &str) -> Shell {
    let shell = Shell::new();
    shell.run("init").done();
    std::fs::write(shell.home().join("debtors.csv"), debtors).unwrap();
    shell
}

#[test]
fn a_limit_is_read_shown_and_corrected() {
    let shell = shell_with(
        "client;nom;limite de crédit;devise\nA1;Aubert;1 000,00;\nA2;Beyer;0;EUR\nA3;Cottin;;EUR\nA4;Dax;-5;EUR\n\
         A5;Estève;beaucoup;\nA6;Faye;50000;JPY\n",
    );
    let ran = shell.run("import debtors debtors.csv --json");
    let read = serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
    assert_eq!((&read["accepted"], &read["rejected"]), (&4.into(), &2.into()), "less than nothing is no limit");
    let invoices = "client;numero;date;echeance;montant;devise\nA1;F1;2026-01-05;2026-02-04;930,00;EUR\n\
        A2;F2;2026-01-05;2026-02-04;10,00;EUR\nA3;F3;2026-01-05;2026-02-04;10,00;EUR\nA6;F6;2026-01-05;2026-02-04;70,00;EUR\n";
    std::fs::write(shell.home().join("invoices.csv"), invoices).unwrap();
    shell.run("import invoices invoices.csv").done();
    let limit = |case: &str| shell.json(&format!("show {case}"))["debtor"]["credit_limit"]["amount"].clone();
    assert_eq!(
        [limit("A1"), limit("A2"), limit("A3"), limit("A6")],
        ["1000.00".into(), "0.00".into(), "".into(), "50000".into()].map(|text: serde_json::Value| if text == "" {
            serde_json::Value::Null
        } else {
            text
        })
    );
    let says = |lang: &str, case: &str| shell.run(&format!("--lang {lang} show {case}")).done().to_owned();
    assert!(says("en", "A1").contains("credit limit, 93% used"), "{}", says("en", "A1"));
    assert!(
        says("fr", "A2").contains("limite de crédit, utilisée à 999 %"),
        "owing anything is beyond a limit of zero"
    );
    assert!(!says("en", "A3").contains("credit limit"));
    assert!(says("en", "A6").contains("credit limit, 0% used"), "what is owed in another currency is not counted");
    std::fs::write(shell.home().join("debtors.csv"), "client;nom;limite de crédit\nA1;Aubert;2000\n").unwrap();
    shell.run("import debtors debtors.csv").done();
    assert!(says("en", "A1").contains("46% used"));
    assert_eq!(shell.json("import debtors debtors.csv")["accepted"], 0, "the same limit again is no news");
    shell.run("batches --undo 3").done();
    assert!(says("en", "A1").contains("93% used"));
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

/// Payers a few days late, but weeks when an invoice takes them near their limit.
fn book_where_limits_bind() -> Store {
    let mut rows = vec![];
    for who in 0..40_i64 {
        let reference = format!("D{who:02}");
        rows.push(LedgerRow::Debtor(DebtorRow {
            reference: reference.clone(),
            name: format!("Maison {who}"),
            credit_limit: Some(euros(100_000)),
            ..DebtorRow::default()
        }));
        for at in 0..18_i32 {
            let near = (who * 7 + i64::from(at) * 11) % 5 < 2;
            let (cents, late) = if near { (95_000, 30) } else { (8_000, 4) };
            let due_on = monday().plus(-620 + at * 33);
            let number = format!("F{who}-{at}");
            rows.push(invoice(&reference, &number, due_on, cents));
            rows.push(payment(&reference, &format!("P{who}-{at}"), due_on.plus(late), cents, &number));
        }
    }
    let mut store = Store::in_memory(&settings()).unwrap();
    load(&mut store, now(monday().plus(-700), 0), "first", &rows).unwrap();
    store
}

#[test]
fn where_limits_bind_the_card_learns_it() {
    let day: Day = monday().plus(-30);
    let store = book_where_limits_bind();
    let past = observe(&store, day, now(day, 0).at, &Policy::default(), Some(2)).unwrap();
    let card = train(&past, day, "t").unwrap();
    assert!(card.text.contains("code = \"limit-use\""), "{}", card.text);
}
