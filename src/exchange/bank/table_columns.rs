//! Which column of a bank's table is what, and how its days and amounts are written.
//! What never lives here: the entries.
//! `table` calls it with the first rows of a file.

use csv::StringRecord;

use super::value::minor;
use crate::domain::values::text::fold;
use crate::domain::values::{Currency, Day};
use crate::exchange::date::{self, DateFormat};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Booked,
    Value,
    Label,
    Amount,
    Debit,
    Credit,
    Sign,
    Balance,
    Currency,
    Name,
    Account,
    Reference,
}

/// Headers, folded, of banks' exports in French and English.
const HEADERS: [(&str, Role); 78] = [
    ("date", Role::Booked),
    ("date operation", Role::Booked),
    ("date d operation", Role::Booked),
    ("date de l operation", Role::Booked),
    ("date comptable", Role::Booked),
    ("date de comptabilisation", Role::Booked),
    ("dateop", Role::Booked),
    ("booking date", Role::Booked),
    ("transaction date", Role::Booked),
    ("posting date", Role::Booked),
    ("date valeur", Role::Value),
    ("date de valeur", Role::Value),
    ("dateval", Role::Value),
    ("value date", Role::Value),
    ("label", Role::Label),
    ("libelle", Role::Label),
    ("libelle operation", Role::Label),
    ("libelle de l operation", Role::Label),
    ("libelle complet", Role::Label),
    ("libelle simplifie", Role::Label),
    ("description", Role::Label),
    ("details", Role::Label),
    ("detail", Role::Label),
    ("memo", Role::Label),
    ("motif", Role::Label),
    ("communication", Role::Label),
    ("narrative", Role::Label),
    ("payment reference", Role::Label),
    ("remittance information", Role::Label),
    ("informations complementaires", Role::Label),
    ("information complementaire", Role::Label),
    ("amount", Role::Amount),
    ("montant", Role::Amount),
    ("montant eur", Role::Amount),
    ("montant en eur", Role::Amount),
    ("montant en euros", Role::Amount),
    ("montant operation", Role::Amount),
    ("debit", Role::Debit),
    ("debit euros", Role::Debit),
    ("debit eur", Role::Debit),
    ("montant debit", Role::Debit),
    ("paid out", Role::Debit),
    ("withdrawal", Role::Debit),
    ("money out", Role::Debit),
    ("credit", Role::Credit),
    ("credit euros", Role::Credit),
    ("credit eur", Role::Credit),
    ("montant credit", Role::Credit),
    ("paid in", Role::Credit),
    ("deposit", Role::Credit),
    ("money in", Role::Credit),
    ("d c", Role::Sign),
    ("sens", Role::Sign),
    ("debit credit", Role::Sign),
    ("dr cr", Role::Sign),
    ("balance", Role::Balance),
    ("running balance", Role::Balance),
    ("solde", Role::Balance),
    ("currency", Role::Currency),
    ("devise", Role::Currency),
    ("name", Role::Name),
    ("partner name", Role::Name),
    ("counterparty", Role::Name),
    ("counterparty name", Role::Name),
    ("payer", Role::Name),
    ("payee", Role::Name),
    ("nom", Role::Name),
    ("tiers", Role::Name),
    ("contrepartie", Role::Name),
    ("donneur d ordre", Role::Name),
    ("nom de la contrepartie", Role::Name),
    ("bank account", Role::Account),
    ("iban", Role::Account),
    ("iban contrepartie", Role::Account),
    ("compte contrepartie", Role::Account),
    ("counterparty account", Role::Account),
    ("reference", Role::Reference),
    ("operation number", Role::Reference),
];

/// A table's header, understood.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    roles: Vec<(usize, Role)>,
    pub(super) days: DateFormat,
    /// Debit is what came in: some tables are written from the bank's side.
    pub(super) swapped: bool,
    /// The newest row stands first.
    pub(super) newest_first: bool,
}

impl Columns {
    /// Reads a header; none when it is no header of a bank's table.
    pub(super) fn of(header: &StringRecord) -> Option<Self> {
        let known = |text: &str| HEADERS.iter().find(|(name, _)| *name == fold(text)).map(|(_, role)| *role);
        let roles: Vec<(usize, Role)> =
            header.iter().enumerate().filter_map(|(at, text)| Some((at, known(text)?))).collect();
        let has = |role| roles.iter().any(|(_, one)| *one == role);
        let fine = has(Role::Booked) || has(Role::Value);
        let fine = fine && (has(Role::Amount) || has(Role::Debit) || has(Role::Credit));
        fine.then_some(Self { roles, days: DateFormat::Iso, swapped: false, newest_first: false })
    }

    /// The first cell of a role.
    pub(super) fn cell<'r>(&self, row: &'r StringRecord, role: Role) -> &'r str {
        self.cells(row, role).next().unwrap_or("")
    }

    /// Every cell of a role.
    pub(super) fn cells<'r>(&self, row: &'r StringRecord, role: Role) -> impl Iterator<Item = &'r str> {
        self.roles.iter().filter(move |(_, one)| *one == role).map(|(at, _)| row.get(*at).unwrap_or("").trim())
    }

    /// Signed amount of a row: what came in is positive.
    pub(super) fn amount(&self, row: &StringRecord, currency: Currency) -> Option<i64> {
        let (debit, credit) = (self.cell(row, Role::Debit), self.cell(row, Role::Credit));
        let sign = self.cell(row, Role::Sign);
        if !debit.is_empty() || !credit.is_empty() {
            let side = |text: &str| if text.is_empty() { Some(0) } else { minor(text, currency).map(i64::abs) };
            let signed = side(credit)? - side(debit)?;
            return Some(if self.swapped { -signed } else { signed });
        }
        let amount = minor(self.cell(row, Role::Amount), currency)?;
        match fold(sign).as_str() {
            "d" | "debit" | "dr" => Some(-amount.abs()),
            "c" | "credit" | "cr" => Some(amount.abs()),
            _ => Some(amount),
        }
    }

    /// Decides the order of day and month; the error is a value that the rows leave open.
    pub(super) fn decide_days(&mut self, rows: &[(u64, StringRecord)]) -> Result<(), String> {
        let texts: Vec<&str> = rows.iter().map(|(_, row)| self.day_text(row)).filter(|text| !text.is_empty()).collect();
        let fit = |format| texts.iter().filter(|text| date::read(text, format).is_ok()).count();
        let mut best: Vec<(usize, DateFormat)> = [DateFormat::Iso, DateFormat::DayFirst, DateFormat::MonthFirst]
            .map(|format| (fit(format), format))
            .to_vec();
        best.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let [(most, first), (second, other), ..] = best.as_slice() else { return Ok(()) };
        self.days = *first;
        if *most == 0 || most != second {
            return Ok(());
        }
        let days = |format| -> Vec<Day> { texts.iter().filter_map(|text| date::read(text, format).ok()).collect() };
        let (one, two) = (days(*first), days(*other));
        if one == two {
            return Ok(());
        }
        // a statement is written in the order of its days
        let sorted = |days: &[Day]| days.is_sorted() || days.iter().rev().is_sorted();
        match (sorted(&one), sorted(&two)) {
            (true, false) => Ok(()),
            (false, true) => {
                self.days = *other;
                Ok(())
            }
            // whoever writes a decimal comma does not write the month first
            (true, true) | (false, false) if self.writes_commas(rows) => {
                self.days = DateFormat::DayFirst;
                Ok(())
            }
            (true, true) | (false, false) => Err(texts.first().copied().unwrap_or("").to_owned()),
        }
    }

    fn writes_commas(&self, rows: &[(u64, StringRecord)]) -> bool {
        let comma = |text: &str| text.len() > 3 && text.as_bytes()[text.len() - 3] == b',';
        let cells = |row| [Role::Amount, Role::Debit, Role::Credit].map(|role| self.cell(row, role));
        rows.iter().any(|(_, row)| cells(row).into_iter().any(comma))
    }

    fn day_text<'r>(&self, row: &'r StringRecord) -> &'r str {
        let booked = self.cell(row, Role::Booked);
        if booked.is_empty() { self.cell(row, Role::Value) } else { booked }
    }

    /// Reads a day of a row.
    pub(super) fn day(&self, row: &StringRecord, role: Role) -> Option<Day> {
        date::read(self.cell(row, role), self.days).ok()
    }

    /// Finds from a running balance which way the table is written and what its signs mean.
    pub(super) fn decide_order(&mut self, rows: &[(u64, StringRecord)], currency: Currency) {
        let pairs: Vec<(i64, i64)> = rows
            .iter()
            .filter_map(|(_, row)| {
                let balance = minor(self.cell(row, Role::Balance), currency)?;
                Some((self.amount(row, currency)?, balance))
            })
            .collect();
        let votes = |newest_first: bool, sign: i64| {
            let fits = |pair: &[(i64, i64)]| {
                let (before, after) = if newest_first { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
                before.1 + sign * after.0 == after.1
            };
            pairs.windows(2).filter(|pair| fits(pair)).count()
        };
        let ways = [(false, 1), (true, 1), (false, -1), (true, -1)];
        let best = ways.iter().rev().max_by_key(|(newest, sign)| votes(*newest, *sign));
        if let Some((newest, sign)) = best.filter(|(newest, sign)| votes(*newest, *sign) > 0) {
            self.newest_first = *newest;
            let sided = self.roles.iter().any(|(_, role)| matches!(role, Role::Debit | Role::Credit));
            self.swapped = *sign < 0 && sided;
        }
    }
}
