//! The golden files beside the samples: every entry and detail, field by field.
//! What never lives here: what a file holds as a whole (see `compare`).

use std::path::Path;

use relance::exchange::bank::{Entry, Format, Part};
use serde_json::Value;

use super::Reading;
use super::compare::{Field, decimal};

pub fn compare(format: Format, root: &Path, file: &str, ours: &Reading, out: &mut Vec<Field>) {
    let beside = |ending: &str| std::fs::read_to_string(root.join(file).with_extension(ending)).ok();
    match format {
        Format::Camt => {
            if let Some(text) = beside("json") {
                camt(file, &serde_json::from_str(&text).unwrap(), ours, out);
            }
        }
        Format::Mt940 => {
            if let Some(text) = beside("yml") {
                mt940(file, &text, ours, out);
            }
        }
        Format::Cfonb | Format::Ofx | Format::Csv => {}
    }
}

struct Row<'a> {
    file: &'a str,
    place: String,
    out: &'a mut Vec<Field>,
}

impl Row<'_> {
    fn add(&mut self, name: &str, ours: String, theirs: String) {
        self.out.push(Field { file: self.file.to_owned(), name: format!("{} {name}", self.place), ours, theirs });
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day of one of their dates, which stand in UTC.
fn day(value: &Value) -> String {
    text(&value["0"]).get(..10).unwrap_or("").to_owned()
}

fn camt(file: &str, golden: &Value, ours: &Reading, out: &mut Vec<Field>) {
    // entries hang below the message, or below its records
    let lists: Vec<&Value> = match golden["getRecords"].as_array() {
        Some(records) if records.iter().any(|record| record["getEntries"].is_array()) => {
            records.iter().map(|record| &record["getEntries"]).collect()
        }
        _ => vec![&golden["getEntries"]],
    };
    let theirs: Vec<&Value> =
        lists.iter().flat_map(|list| list.as_array().into_iter().flatten()).filter(|entry| entry.is_object()).collect();
    // of a message with several records they print the last one only
    let before = ours.entries().count().saturating_sub(theirs.len());
    for (at, (theirs, ours)) in theirs.iter().zip(ours.entries().skip(before)).enumerate() {
        let mut row = Row { file, place: format!("entry {at}"), out };
        let amount =
            ours.amount.map_or(String::new(), |money| format!("{} {}", money.to_decimal().normalize(), money.currency));
        let money = &theirs["getAmount"];
        let currency = text(&money["getCurrency"]["getCode"]);
        let places = if currency == "JPY" { 0 } else { 2 };
        let minor: i64 = text(&money["getAmount"]).parse().unwrap();
        let their_amount = rust_decimal::Decimal::new(minor, places).normalize();
        row.add("amount", amount, format!("{their_amount} {currency}"));
        row.add("booked", shown(ours.booked_on), day(&theirs["getBookingDate"]));
        row.add("value", shown(ours.value_on), day(&theirs["getValueDate"]));
        row.add("reversal", ours.reversal.to_string(), theirs["getReversalIndicator"].to_string());
        let booked = if text(&theirs["getStatus"]).is_empty() { "BOOK".to_owned() } else { text(&theirs["getStatus"]) };
        row.add("booked?", ours.booked.to_string(), (booked == "BOOK").to_string());
        row.add("reference", ours.bank_reference.clone(), text(&theirs["getAccountServicerReference"]));
        row.add("label", ours.label.clone(), text(&theirs["getAdditionalInfo"]));
        details(&mut row, theirs, ours);
    }
}

fn shown(day: Option<relance::domain::values::Day>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

fn details(row: &mut Row<'_>, theirs: &Value, ours: &Entry) {
    let first = [theirs["getTransactionDetail"].clone()];
    let all = theirs["getTransactionDetails"].as_array().cloned().unwrap_or_default();
    let place = row.place.clone();
    for (at, part) in ours.parts.iter().enumerate() {
        // the first is printed once, and named again as seen
        let detail = if at == 0 { &first[0] } else { all.get(at).unwrap_or(&Value::Null) };
        if !detail.is_object() {
            continue;
        }
        row.place = format!("{place} detail {at}");
        detail_fields(row, detail, part);
    }
    row.place = place;
}

fn detail_fields(row: &mut Row<'_>, detail: &Value, part: &Part) {
    let reference = &detail["getReference"];
    let no = |value: String| if value.eq_ignore_ascii_case("NOTPROVIDED") { String::new() } else { value };
    if reference.is_object() {
        row.add("end-to-end", part.end_to_end.clone(), no(text(&reference["getEndToEndId"])));
        row.add("mandate", part.mandate.clone(), no(text(&reference["getMandateId"])));
        row.add("cheque", part.cheque.clone(), no(text(&reference["getChequeNumber"])));
    }
    let parties = detail["getRelatedParties"].as_array().cloned().unwrap_or_default();
    for party in parties.iter().filter(|party| party.is_object()) {
        let kind = text(&party["getRelatedPartyType"]["__CLASS__"]);
        let ours = match kind.rsplit('\\').next() {
            Some("Debtor") => &part.debtor,
            Some("Creditor") => &part.creditor,
            _ => continue,
        };
        let name = kind.rsplit('\\').next().unwrap_or("").to_owned();
        row.add(&name, ours.name.clone(), text(&party["getRelatedPartyType"]["getName"]));
        if party["getAccount"].is_object() {
            let account = &party["getAccount"];
            let iban = if account["getIban"].is_object() {
                &account["getIban"]["getIban"]
            } else {
                &account["getIdentification"]
            };
            row.add(&format!("{name} account"), ours.account.clone(), text(iban));
        }
    }
    let remittance = &detail["getRemittanceInformation"];
    if remittance.is_object() {
        let message = text(&remittance["getMessage"]);
        let all = part.remittance.iter().chain(&part.structured).map(String::as_str);
        let found = message.is_empty()
            || all.clone().any(|text| text == message)
            || all.collect::<Vec<_>>().join(" ") == message;
        row.add("message", if found { message.clone() } else { part.remittance.join(" ") }, message);
    }
    let returned = &detail["getReturnInformation"];
    if returned.is_object() {
        row.add("reason", part.reason.clone(), text(&returned["getCode"]));
    }
}

/// The pieces of one transaction of the YAML that tell a field: `name: value`, scalars only.
fn scalar(block: &str, name: &str) -> Option<String> {
    let at = block.find(&format!("\n    {name}:"))?;
    let line = block[at + 1..].lines().next()?;
    let value = line.split_once(':')?.1.trim().trim_matches('\'').trim_matches('"');
    Some(if value == "null" || value == "~" { String::new() } else { value.to_owned() })
}

/// A pickled date: two bytes of the year, one of the month, one of the day, in base 64.
fn pickled(block: &str, name: &str) -> String {
    let Some(at) = block.find(&format!("\n    {name}:")) else { return String::new() };
    let text = block[at + 1..].lines().nth(2).unwrap_or("").trim();
    let value = |c: u8| -> u32 {
        match c {
            b'A'..=b'Z' => u32::from(c - b'A'),
            b'a'..=b'z' => u32::from(c - b'a') + 26,
            b'0'..=b'9' => u32::from(c - b'0') + 52,
            b'+' => 62,
            _ => 63,
        }
    };
    let mut bits = text.trim_end_matches('=').bytes().map(value).fold(0u64, |all, six| (all << 6) | u64::from(six));
    bits >>= 4; // six characters carry 36 bits, of which 32 are the date's
    let (year, month, day) = ((bits >> 16) & 0xffff, (bits >> 8) & 0xff, bits & 0xff);
    format!("{year:04}-{month:02}-{day:02}")
}

fn mt940(file: &str, yaml: &str, ours: &Reading, out: &mut Vec<Field>) {
    let Some(at) = yaml.find("\ntransactions:") else { return };
    let blocks: Vec<&str> = yaml[at..].split("python/object:mt940.models.Transaction\n").skip(1).collect();
    for (at, (block, ours)) in blocks.iter().zip(ours.entries()).enumerate() {
        let mut row = Row { file, place: format!("entry {at}"), out };
        let block = format!("\n{block}");
        let amount = block.split("decimal.Decimal").nth(1).and_then(|rest| rest.split('\'').nth(1)).unwrap_or("");
        let our_amount = ours.amount.map_or(String::new(), |money| money.to_decimal().normalize().to_string());
        row.add("amount", our_amount, decimal(amount));
        row.add("value", shown(ours.value_on), pickled(&block, "date"));
        if block.contains("\n    entry_date:") {
            row.add("booked", shown(ours.booked_on), pickled(&block, "entry_date"));
        }
        let no = |text: String| if text == "NONREF" { String::new() } else { text.trim().to_owned() };
        if let Some(code) = scalar(&block, "id") {
            row.add("code", ours.code.clone(), code);
        }
        if let Some(reference) = scalar(&block, "customer_reference") {
            row.add("reference", ours.parts[0].end_to_end.clone(), no(reference));
        }
        if let Some(reference) = scalar(&block, "bank_reference") {
            row.add("bank reference", ours.bank_reference.clone(), no(reference));
        }
    }
}
