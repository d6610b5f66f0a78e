//! What a row of a table says of its debtor, whatever the table is of.
//! What never lives here: the other fields of a row (see `rows`), what is kept of them.
//! `rows` calls it.

use crate::domain::ledger::{DebtorFields, DebtorRow};
use crate::domain::values::Money;
use crate::domain::values::text::NAME_CHARS_MAX;

use super::cells::Cells;
use super::codes;
use super::error::{Reason, RowError};
use super::kind::Field;

/// The fields of a debtor and what they give.
pub(super) const DEBTOR_FIELDS: [(Field, DebtorFields); 14] = [
    (Field::Name, DebtorFields::NAME),
    (Field::Kind, DebtorFields::KIND),
    (Field::Address, DebtorFields::ADDRESS),
    (Field::Postcode, DebtorFields::POSTCODE),
    (Field::City, DebtorFields::CITY),
    (Field::Country, DebtorFields::COUNTRY),
    (Field::Phone, DebtorFields::PHONES),
    (Field::Mobile, DebtorFields::PHONES),
    (Field::Email, DebtorFields::EMAILS),
    (Field::Language, DebtorFields::LANGUAGE),
    (Field::Segment, DebtorFields::SEGMENT),
    (Field::Collector, DebtorFields::COLLECTOR),
    (Field::Group, DebtorFields::GROUP),
    (Field::CreditLimit, DebtorFields::CREDIT_LIMIT),
];

/// The debtor's fields of a row, and which of them the file has columns (or constants) for.
pub(super) fn debtor_fields(reference: &str, cells: &Cells<'_>) -> Result<(DebtorRow, DebtorFields), RowError> {
    let text = |field| cells.line_of(field, NAME_CHARS_MAX);
    let given = cells.columns.given;
    if given == DebtorFields::NONE {
        return Ok((DebtorRow { reference: reference.to_owned(), ..DebtorRow::default() }, given));
    }
    let mut phones = codes::several(cells.text(Field::Phone), &[';', '/', ',', '|', '\n']);
    phones.extend(codes::several(cells.text(Field::Mobile), &[';', '/', ',', '|', '\n']));
    let row = DebtorRow {
        reference: reference.to_owned(),
        name: text(Field::Name),
        kind: codes::debtor_kind(cells.text(Field::Kind)).to_owned(),
        address: text(Field::Address),
        postcode: text(Field::Postcode),
        city: text(Field::City),
        country: codes::country(&text(Field::Country)),
        phones,
        emails: codes::several(cells.text(Field::Email), &[';', ',', ' ', '|', '\n']),
        language: codes::language(cells.text(Field::Language)).to_owned(),
        segment: text(Field::Segment),
        collector: text(Field::Collector),
        group: text(Field::Group),
        credit_limit: credit_limit(cells)?,
    };
    Ok((row, given))
}

/// What the debtor may owe at most. Less than nothing is a slip, not a limit.
fn credit_limit(cells: &Cells<'_>) -> Result<Option<Money>, RowError> {
    if cells.text(Field::CreditLimit).is_empty() {
        return Ok(None);
    }
    match cells.money(Field::CreditLimit, cells.currency()?)? {
        Some(limit) if limit.minor < 0 => Err(cells.wrong(Field::CreditLimit, Reason::NotAnAmount)),
        limit => Ok(limit),
    }
}

pub(super) fn emptiness(row: &DebtorRow) -> [(DebtorFields, bool); 13] {
    [
        (DebtorFields::NAME, row.name.is_empty()),
        (DebtorFields::KIND, row.kind.is_empty()),
        (DebtorFields::ADDRESS, row.address.is_empty()),
        (DebtorFields::POSTCODE, row.postcode.is_empty()),
        (DebtorFields::CITY, row.city.is_empty()),
        (DebtorFields::COUNTRY, row.country.is_empty()),
        (DebtorFields::PHONES, row.phones.is_empty()),
        (DebtorFields::EMAILS, row.emails.is_empty()),
        (DebtorFields::LANGUAGE, row.language.is_empty()),
        (DebtorFields::SEGMENT, row.segment.is_empty()),
        (DebtorFields::COLLECTOR, row.collector.is_empty()),
        (DebtorFields::GROUP, row.group.is_empty()),
        (DebtorFields::CREDIT_LIMIT, row.credit_limit.is_none()),
    ]
}
