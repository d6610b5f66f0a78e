//! What an invoice claims and the late rate agreed for it, from a file to the order in which it is paid.
//! What never lives here: the order itself (see `case_histories`).
//! Run by `cargo test --test suite import_claims`.

use serde_json::Value;

use crate::import::Desk;

fn numbers(json: &Value) -> Vec<(u64, &str, &str)> {
    let errors = json["errors"].as_array().unwrap();
    let one = |e: &'_ Value| (e["line"].as_u64().unwrap(), e["field"].as_str().unwrap().to_owned());
    assert!(errors.iter().all(|e| one(e).0 > 0));
    errors
        .iter()
        .map(|e| (e["line"].as_u64().unwrap(), e["field"].as_str().unwrap(), e["value"].as_str().unwrap()))
        .collect()
}

#[test]
fn interest_costs_and_rates_go_in_once_and_decide_what_is_paid_first() {
    let desk = Desk::new("2026-03-02");
    let (json, _) = desk.file(0, "invoices", "claims-fr.csv", &[]);
    assert_eq!((json["accepted"].as_u64(), json["rejected"].as_u64()), (Some(4), Some(0)), "{json}");
    let said = |number: &str| {
        let invoice = desk.invoice("MEN", number);
        (invoice["nature"].clone(), invoice["late_rate"].clone(), invoice["open"]["amount"].clone())
    };
    assert_eq!(said("FA-2001"), (Value::Null, "12.15".into(), "1000.00".into()));
    assert_eq!(said("FA-2002"), (Value::Null, Value::Null, "500.00".into()));
    assert_eq!(said("INT-1"), ("interest".into(), Value::Null, "4.66".into()));
    assert_eq!(said("IFR-1"), ("costs".into(), Value::Null, "40.00".into()));
    let (again, _) = desk.file(0, "invoices", "claims-fr.csv", &[]);
    assert_eq!((again["unchanged"].as_u64(), &again["batch"]), (Some(4), &Value::Null));
    let done =
        desk.run(&["record", "payment", "MEN", "--amount", "1100", "--on", "2026-03-01", "--today", "2026-03-02"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let open = ["INT-1", "FA-2001", "FA-2002", "IFR-1"].map(|number| said(number).2);
    assert_eq!(open, ["0.00", "0.00", "404.66", "40.00"].map(Value::from), "interest, the dear one, the other, costs");
    desk.verifies();
}

#[test]
fn a_word_of_the_document_says_it_too_and_what_is_no_rate_is_said_with_its_line() {
    let desk = Desk::new("2026-03-02");
    let (json, _) = desk.file(3, "invoices", "claims-en.csv", &[]);
    assert_eq!(numbers(&json), [(4, "late_rate", "0.08125")]);
    assert_eq!(desk.invoice("K200", "INT-9")["nature"], "interest");
    assert_eq!(desk.invoice("K200", "INV-9")["late_rate"], "8.00");
    desk.verifies();
}
