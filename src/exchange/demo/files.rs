//! The demo as the import files another system would export.
//! What never lives here: what stands in them (see `story`).
//! `cli::demo` writes them, and loads a demo under their names and digests.

use super::Demo;
use crate::domain::values::Money;

/// One import file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Kind, as `import` names it.
    pub kind: &'static str,
    /// File name.
    pub name: &'static str,
    /// Its text: comma-separated, UTF-8, ISO dates, decimal points.
    pub text: String,
}

/// The four files, in the order they are imported.
#[must_use]
pub fn files(demo: &Demo) -> Vec<File> {
    vec![
        File { kind: "debtors", name: "debtors.csv", text: debtors(demo) },
        File { kind: "invoices", name: "invoices.csv", text: invoices(demo) },
        File { kind: "payments", name: "payments.csv", text: payments(demo) },
        File { kind: "contacts", name: "contacts.csv", text: contacts(demo) },
    ]
}

fn debtors(demo: &Demo) -> String {
    let mut out =
        line(&["reference", "name", "kind", "postcode", "city", "country", "phone", "email", "language", "segment"]);
    for d in &demo.debtors {
        let (phone, email) = (d.phones.join(" / "), d.emails.join(" / "));
        let fields =
            [&d.reference, &d.name, &d.kind, &d.postcode, &d.city, &d.country, &phone, &email, &d.language, &d.segment];
        out.push_str(&line(&fields.map(String::as_str)));
    }
    out
}

fn invoices(demo: &Demo) -> String {
    let mut out = line(&["debtor", "number", "issued_on", "due_on", "amount", "currency"]);
    for (debtor, i) in &demo.invoices {
        let (issued, due) = (i.issued_on.to_string(), i.due_on.to_string());
        out.push_str(&line(&[debtor, &i.number, &issued, &due, &amount(i.amount), i.amount.currency.code()]));
    }
    out
}

fn payments(demo: &Demo) -> String {
    let mut out = line(&["debtor", "paid_on", "amount", "currency", "invoice", "method", "reference"]);
    for (debtor, p) in &demo.payments {
        let method = p.method.map_or("", |method| method.name());
        let day = p.paid_on.to_string();
        out.push_str(&line(&[
            debtor,
            &day,
            &amount(p.amount),
            p.amount.currency.code(),
            &p.invoice,
            method,
            &p.reference,
        ]));
    }
    out
}

fn contacts(demo: &Demo) -> String {
    let mut out = line(&["debtor", "at", "channel", "direction", "outcome", "collector", "seconds", "reference"]);
    for (debtor, c) in &demo.contacts {
        let (at, seconds) = (c.at.to_string(), c.seconds.to_string());
        let outcome = c.outcome.map_or("", |outcome| outcome.short());
        let fields =
            [debtor, at.as_str(), c.channel.name(), c.direction.name(), outcome, &c.collector, &seconds, &c.reference];
        out.push_str(&line(&fields));
    }
    out
}

fn amount(money: Money) -> String {
    money.to_decimal().to_string()
}

/// One line; the invented texts hold neither quotes nor line ends, but may hold a comma one day.
fn line(fields: &[&str]) -> String {
    let quoted = fields.iter().map(|field| {
        if field.contains([',', '"', '\n']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            (*field).to_owned()
        }
    });
    let mut out = quoted.collect::<Vec<_>>().join(",");
    out.push('\n');
    out
}
