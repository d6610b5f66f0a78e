//! Ledger rows as packed bytes and back: what the arena holds between the file and the tables.
//! What never lives here: SQL, a file's format. The packing is never stored.
//! `bulk` calls it.

use crate::domain::codes::{Channel, Direction, Method, Outcome};
use crate::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{Currency, Day, Instant, Money};

use super::super::StoreError;
use super::super::digest::RowKind;

/// A row read back from the arena, with its debtor's reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Which fields of a debtor the file speaks of (all for other rows).
    pub(super) given: DebtorFields,
    /// The row.
    pub(super) row: LedgerRow,
}

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
pub(super) fn split_key(key: &[u8]) -> Result<(&str, u8, &str), StoreError> {
    let bad = || StoreError::Corrupt("packed key".into());
    let end = key.iter().position(|byte| *byte == 0).ok_or_else(bad)?;
    let rest = key.get(end + 1..key.len().saturating_sub(1)).ok_or_else(bad)?;
    let (kind, text) = rest.split_first().ok_or_else(bad)?;
    let reference = std::str::from_utf8(&key[..end]).map_err(|_| bad())?;
    Ok((reference, *kind, std::str::from_utf8(text).map_err(|_| bad())?))
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
            for text in [&row.language, &row.segment, &row.collector] {
                put(out, text);
            }
        }
        LedgerRow::Invoice(_, row) => {
            out.extend_from_slice(&row.issued_on.0.to_le_bytes());
            out.extend_from_slice(&row.due_on.0.to_le_bytes());
            put_money(out, row.amount);
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
            for text in [&row.collector, &row.point, &row.note] {
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

struct Reader<'a>(&'a [u8]);

fn torn() -> StoreError {
    StoreError::Corrupt("packed row".into())
}

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or_else(torn)?;
        self.0 = rest;
        Ok(*head)
    }

    fn text(&mut self) -> Result<&'a str, StoreError> {
        let len = u32::from_le_bytes(self.take()?) as usize;
        let (head, rest) = self.0.split_at_checked(len).ok_or_else(torn)?;
        self.0 = rest;
        std::str::from_utf8(head).map_err(|_| torn())
    }

    fn owned(&mut self) -> Result<String, StoreError> {
        self.text().map(str::to_owned)
    }

    fn lines(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(super::super::columns::from_lines(self.text()?))
    }

    fn day(&mut self) -> Result<Day, StoreError> {
        Ok(Day(i32::from_le_bytes(self.take()?)))
    }

    fn money(&mut self) -> Result<Money, StoreError> {
        let minor = i64::from_le_bytes(self.take()?);
        let code: [u8; 3] = self.take()?;
        let code = std::str::from_utf8(&code).map_err(|_| torn())?;
        Ok(Money::new(minor, code.parse::<Currency>().map_err(|_| torn())?))
    }

    fn code<T: std::str::FromStr>(&mut self) -> Result<Option<T>, StoreError> {
        match self.text()? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| torn()),
        }
    }
}

/// Unpacks a row.
pub(super) fn unpack(key: &[u8], body: &[u8]) -> Result<Row, StoreError> {
    let (reference, kind, key) = split_key(key)?;
    let mut from = Reader(body);
    let mut given = DebtorFields::ALL;
    let debtor = reference.to_owned();
    let row = if kind == RowKind::Debtor as u8 {
        given = DebtorFields::from_bits(u16::from_le_bytes(from.take()?));
        LedgerRow::Debtor(unpack_debtor(debtor, &mut from)?)
    } else if kind == RowKind::Invoice as u8 {
        let (issued_on, due_on) = (from.day()?, from.day()?);
        LedgerRow::Invoice(debtor, InvoiceRow { number: key.to_owned(), issued_on, due_on, amount: from.money()? })
    } else if kind == RowKind::Payment as u8 {
        let (paid_on, amount) = (from.day()?, from.money()?);
        let inferred = from.take::<1>()? != [0];
        let (invoice, method) = (from.owned()?, from.code::<Method>()?);
        LedgerRow::Payment(debtor, PaymentRow { reference: key.to_owned(), paid_on, amount, invoice, method, inferred })
    } else if kind == RowKind::Contact as u8 {
        LedgerRow::Contact(debtor, unpack_contact(key, &mut from)?)
    } else {
        return Err(torn());
    };
    Ok(Row { given, row })
}

fn unpack_debtor(reference: String, from: &mut Reader<'_>) -> Result<DebtorRow, StoreError> {
    Ok(DebtorRow {
        reference,
        name: from.owned()?,
        kind: from.owned()?,
        address: from.owned()?,
        postcode: from.owned()?,
        city: from.owned()?,
        country: from.owned()?,
        phones: from.lines()?,
        emails: from.lines()?,
        language: from.owned()?,
        segment: from.owned()?,
        collector: from.owned()?,
    })
}

fn unpack_contact(key: &str, from: &mut Reader<'_>) -> Result<ContactRow, StoreError> {
    Ok(ContactRow {
        reference: key.to_owned(),
        at: Instant(i64::from_le_bytes(from.take()?)),
        day: from.day()?,
        seconds: u32::from_le_bytes(from.take()?),
        channel: from.code::<Channel>()?.ok_or_else(torn)?,
        direction: from.code::<Direction>()?.ok_or_else(torn)?,
        outcome: from.code::<Outcome>()?,
        collector: from.owned()?,
        point: from.owned()?,
        note: from.owned()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(row: &LedgerRow) {
        let (mut key, mut body) = (vec![], vec![]);
        sort_key(row, &mut key);
        pack(DebtorFields::ALL, row, &mut body);
        assert_eq!(&unpack(&key, &body).unwrap().row, row);
        for cut in 0..body.len() {
            assert!(unpack(&key, &body[..cut]).is_err(), "a torn row is never read");
        }
    }

    #[test]
    fn every_kind_comes_back() {
        let amount = Money::new(-1234, Currency::EUR);
        there_and_back(&LedgerRow::Debtor(DebtorRow {
            reference: "D1".into(),
            name: "Été SARL".into(),
            phones: vec!["01".into(), "02".into()],
            ..DebtorRow::default()
        }));
        let invoice = InvoiceRow { number: "F-1".into(), issued_on: Day(1), due_on: Day(-31), amount };
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
            },
        ));
    }
}
