//! Ledger rows as packed bytes: what the arena holds between the file and the tables.
//! What never lives here: SQL, a file's format, reading the bytes (see `view`). The packing is never stored.
//! `bulk` calls it.

use crate::domain::codes::Nature;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::values::Money;

use super::super::StoreError;
use super::super::digest::RowKind;

/// Kind of a row and its key within its debtor.
pub(super) fn key_of(row: &LedgerRow) -> (RowKind, &str, &str) {
    match row {
        LedgerRow::Debtor(row) => (RowKind::Debtor, &row.reference, ""),
        LedgerRow::Invoice(debtor, row) => (RowKind::Invoice, debtor, &row.number),
        LedgerRow::Payment(debtor, row) => (RowKind::Payment, debtor, &row.reference),
        LedgerRow::Contact(debtor, row) => (RowKind::Contact, debtor, &row.reference),
    }
}

/// The sort key: reference, 0, kind, key, 0. Cleaned text holds no 0, so the order is that of the parts.
pub(super) fn sort_key(row: &LedgerRow, out: &mut Vec<u8>) {
    let (kind, reference, key) = key_of(row);
    out.clear();
    out.extend_from_slice(reference.as_bytes());
    out.extend_from_slice(&[0, kind as u8]);
    out.extend_from_slice(key.as_bytes());
    out.push(0);
}

/// Reference, kind and key back from a sort key.
pub(super) fn split_key(key: &[u8]) -> Result<(&str, RowKind, &str), StoreError> {
    let bad = || StoreError::Corrupt("packed key".into());
    let end = key.iter().position(|byte| *byte == 0).ok_or_else(bad)?;
    let reference = std::str::from_utf8(&key[..end]).map_err(|_| bad())?;
    let (kind, key) = tail_of_key(key, end).ok_or_else(bad)?;
    Ok((reference, kind, key))
}

/// Kind and key of a sort key whose reference is that long.
pub(super) fn tail_of_key(key: &[u8], reference_len: usize) -> Option<(RowKind, &str)> {
    let rest = key.get(reference_len + 1..key.len().saturating_sub(1))?;
    let (kind, text) = rest.split_first()?;
    let kind = [RowKind::Debtor, RowKind::Invoice, RowKind::Payment, RowKind::Contact]
        .into_iter()
        .find(|known| *known as u8 == *kind)?;
    Some((kind, std::str::from_utf8(text).ok()?))
}

/// Packs the fields.
pub(super) fn pack(given: DebtorFields, row: &LedgerRow, out: &mut Vec<u8>) {
    out.clear();
    match row {
        LedgerRow::Debtor(row) => {
            out.extend_from_slice(&given.bits().to_le_bytes());
            for text in [&row.name, &row.kind, &row.address, &row.postcode, &row.city, &row.country] {
                put(out, text);
            }
            put(out, &row.phones.join("\n"));
            put(out, &row.emails.join("\n"));
            for text in [&row.language, &row.segment, &row.collector, &row.group] {
                put(out, text);
            }
            out.push(u8::from(row.credit_limit.is_some()));
            if let Some(limit) = row.credit_limit {
                put_money(out, limit);
            }
        }
        LedgerRow::Invoice(_, row) => {
            out.extend_from_slice(&row.issued_on.0.to_le_bytes());
            out.extend_from_slice(&row.due_on.0.to_le_bytes());
            put_money(out, row.amount);
            out.push(
                u8::try_from(Nature::ALL.iter().position(|one| *one == row.claim.nature).unwrap_or(0)).unwrap_or(0),
            );
            out.extend_from_slice(&row.claim.late_rate.map_or(u32::MAX, |rate| rate).to_le_bytes());
        }
        LedgerRow::Payment(_, row) => {
            out.extend_from_slice(&row.paid_on.0.to_le_bytes());
            put_money(out, row.amount);
            out.push(u8::from(row.inferred));
            put(out, &row.invoice);
            put(out, row.method.map_or("", |method| method.name()));
        }
        LedgerRow::Contact(_, row) => {
            out.extend_from_slice(&row.at.0.to_le_bytes());
            out.extend_from_slice(&row.day.0.to_le_bytes());
            out.extend_from_slice(&row.seconds.to_le_bytes());
            put(out, row.channel.name());
            put(out, row.direction.name());
            put(out, row.outcome.map_or("", |outcome| outcome.name()));
            for text in [&row.collector, &row.point, &row.note, &row.thread, &row.quoted] {
                put(out, text);
            }
        }
    }
}

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

fn put_money(out: &mut Vec<u8>, money: Money) {
    out.extend_from_slice(&money.minor.to_le_bytes());
    out.extend_from_slice(money.currency.code().as_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::view;
    use super::*;
    use crate::domain::codes::{Channel, Direction, Method};
    use crate::domain::ledger::{Claim, ContactRow, DebtorRow, InvoiceRow, PaymentRow};
    use crate::domain::values::{Currency, Day, Instant};

    fn there_and_back(row: &LedgerRow) {
        let (mut key, mut body) = (vec![], vec![]);
        sort_key(row, &mut key);
        pack(DebtorFields::ALL, row, &mut body);
        assert_eq!(&view::owned(&key, &body).unwrap(), row);
        for cut in 0..body.len() {
            assert!(view::owned(&key, &body[..cut]).is_err(), "a torn row is never read");
        }
    }

    #[test]
    fn every_kind_comes_back() {
        let amount = Money::new(-1234, Currency::EUR);
        there_and_back(&LedgerRow::Debtor(DebtorRow {
            reference: "D1".into(),
            name: "Été SARL".into(),
            phones: vec!["01".into(), "02".into()],
            group: "HOLDING-9".into(),
            credit_limit: Some(amount),
            ..DebtorRow::default()
        }));
        let claim = Claim { nature: Nature::Interest, late_rate: Some(1_215) };
        let invoice = InvoiceRow { number: "F-1".into(), issued_on: Day(1), due_on: Day(-31), amount, claim };
        there_and_back(&LedgerRow::Invoice("D1".into(), invoice));
        there_and_back(&LedgerRow::Payment(
            "D1".into(),
            PaymentRow {
                reference: "R".into(),
                paid_on: Day(3),
                amount,
                invoice: "F-1".into(),
                method: Some(Method::Cheque),
                inferred: true,
            },
        ));
        there_and_back(&LedgerRow::Contact(
            "D1".into(),
            ContactRow {
                reference: "K".into(),
                at: Instant(5),
                day: Day(0),
                channel: Channel::Sms,
                direction: Direction::In,
                outcome: None,
                collector: "c1".into(),
                point: String::new(),
                seconds: 7,
                note: "a\nb".into(),
                thread: String::new(),
                quoted: String::new(),
            },
        ));
    }
}
