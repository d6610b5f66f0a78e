//! What an element of a camt statement means, by its path inside the statement.
//! What never lives here: XML.
//! `camt` calls it. Versions differ in where a few things stand (`Sts/Cd` for `Sts`, `Pty/Nm` for `Nm`,
//! `Tp/Cd` for `Tp/CdOrPrtry/Cd`): both places are read.

use super::value::{account, field, iso_day, minor, reference};
use super::{BALANCES_MAX, Balance, BalanceKind, Entry, Event, Head, PARTS_MAX, Part, Warning, broken};
use crate::domain::values::{Currency, Day, Money};
use crate::exchange::error::ImportError;

/// A statement on its way.
pub(super) struct Statement {
    /// Length of the path of the statement itself.
    pub(super) root: usize,
    head: Option<Head>,
    balances: Vec<Balance>,
    balance: Option<Balance>,
    entry: Option<Box<Entry>>,
    part: Option<Part>,
    /// Amount and sign of the detail, and the amount its `AmtDtls` tell.
    told: Option<Money>,
    warnings: Vec<Warning>,
}

impl Statement {
    pub(super) fn new(root: usize, line: u64) -> Self {
        let head = Some(Head { line, ..Head::default() });
        let (balances, warnings) = (vec![], vec![]);
        Self { root, head, balances, balance: None, entry: None, part: None, told: None, warnings }
    }

    /// An element began; `path` is its path inside the statement.
    pub(super) fn opened(&mut self, path: &str, line: u64) -> Result<(), ImportError> {
        match path {
            "/Bal" => {
                self.balance =
                    Some(Balance { line, kind: BalanceKind::Other, code: String::new(), amount: None, on: None });
            }
            "/Ntry" => self.entry = Some(Box::new(Entry { line, booked: true, ..Entry::default() })),
            "/Ntry/NtryDtls/TxDtls" | "/Ntry/TxDtls" => {
                let full = self.entry.as_ref().is_some_and(|entry| entry.parts.len() >= PARTS_MAX);
                if full {
                    return Err(broken(line, "too-many-details", &PARTS_MAX.to_string()));
                }
                (self.part, self.told) = (Some(Part::default()), None);
            }
            _ => {}
        }
        Ok(())
    }

    /// An element ended with this text; what is complete goes to `events`.
    pub(super) fn value(&mut self, path: &str, text: &str, currency: &str, line: u64, events: &mut Vec<Event>) {
        if let Some(inner) = path.strip_prefix("/Ntry/NtryDtls/TxDtls").or_else(|| path.strip_prefix("/Ntry/TxDtls")) {
            self.detail(inner, text, currency, line);
        } else if let Some(inner) = path.strip_prefix("/Ntry") {
            if inner.is_empty() {
                self.entry_ends(events);
            } else {
                self.of_entry(inner, text, currency, line);
            }
        } else if let Some(inner) = path.strip_prefix("/Bal") {
            self.of_balance(inner, text, currency, line);
        } else if let Some(head) = &mut self.head {
            match path {
                "/Id" => head.id = field(text),
                "/Acct/Id/IBAN" | "/Acct/Id/Othr/Id" | "/Acct/Id/PrtryAcct/Id" => head.account = account(text),
                "/Acct/Ccy" => head.currency = text.parse().ok(),
                _ => {}
            }
        }
    }

    fn amount(&mut self, text: &str, currency: &str, line: u64) -> Option<Money> {
        let known = currency.parse::<Currency>().ok().or_else(|| self.head.as_ref().and_then(|head| head.currency));
        let Some(known) = known else {
            self.warnings.push(Warning { line, code: "currency", value: field(currency) });
            return None;
        };
        let minor = minor(text, known);
        if minor.is_none() {
            self.warnings.push(Warning { line, code: "amount", value: field(text) });
        }
        minor.map(|minor| Money::new(minor, known))
    }

    fn day(&mut self, text: &str, line: u64) -> Option<Day> {
        let day = iso_day(text);
        if day.is_none() {
            self.warnings.push(Warning { line, code: "date", value: field(text) });
        }
        day
    }

    fn of_balance(&mut self, path: &str, text: &str, currency: &str, line: u64) {
        let amount = if path == "/Amt" { self.amount(text, currency, line) } else { None };
        let day =
            if matches!(path, "/Dt/Dt" | "/Dt/DtTm" | "/Dt") && !text.is_empty() { self.day(text, line) } else { None };
        let Some(balance) = &mut self.balance else { return };
        match path {
            "/Tp/CdOrPrtry/Cd" | "/Tp/CdOrPrtry/Prtry" | "/Tp/Cd" => balance.code = field(text),
            "/Amt" => balance.amount = amount,
            "/CdtDbtInd" if text.eq_ignore_ascii_case("DBIT") => {
                balance.amount = balance.amount.map(|money| Money::new(-money.minor, money.currency));
            }
            "/Dt/Dt" | "/Dt/DtTm" | "/Dt" => balance.on = day.or(balance.on),
            "" => {
                balance.kind = match balance.code.as_str() {
                    "OPBD" | "PRCD" => BalanceKind::Opening,
                    "CLBD" => BalanceKind::Closing,
                    _ => BalanceKind::Other,
                };
                if self.balances.len() < BALANCES_MAX {
                    self.balances.extend(self.balance.take());
                }
            }
            _ => {}
        }
    }

    fn of_entry(&mut self, path: &str, text: &str, currency: &str, line: u64) {
        let amount = if path == "/Amt" { self.amount(text, currency, line) } else { None };
        let dated = matches!(path, "/BookgDt/Dt" | "/BookgDt/DtTm" | "/ValDt/Dt" | "/ValDt/DtTm");
        let day = if dated { self.day(text, line) } else { None };
        let Some(entry) = &mut self.entry else { return };
        match path {
            "/Amt" => entry.amount = amount,
            "/CdtDbtInd" => entry.credit = text.eq_ignore_ascii_case("CRDT"),
            "/RvslInd" => entry.reversal = text == "true" || text == "1",
            "/Sts" | "/Sts/Cd" if !text.is_empty() => entry.booked = text.eq_ignore_ascii_case("BOOK"),
            "/BookgDt/Dt" | "/BookgDt/DtTm" => entry.booked_on = day,
            "/ValDt/Dt" | "/ValDt/DtTm" => entry.value_on = day,
            "/AcctSvcrRef" => entry.bank_reference = reference(text),
            "/AddtlNtryInf" => entry.label = field(text),
            "/BkTxCd/Domn/Cd" | "/BkTxCd/Domn/Fmly/Cd" | "/BkTxCd/Domn/Fmly/SubFmlyCd" => {
                if !entry.code.is_empty() {
                    entry.code.push('/');
                }
                entry.code.push_str(&field(text));
            }
            "/BkTxCd/Prtry/Cd" if entry.code.is_empty() => entry.code = field(text),
            _ => {}
        }
    }

    fn detail(&mut self, path: &str, text: &str, currency: &str, line: u64) {
        if path.is_empty() {
            let told = self.told.take();
            if let (Some(mut part), Some(entry)) = (self.part.take(), &mut self.entry) {
                part.amount = part.amount.or(told);
                entry.parts.push(part);
            }
            return;
        }
        let amount =
            if matches!(path, "/Amt" | "/AmtDtls/TxAmt/Amt") { self.amount(text, currency, line) } else { None };
        let Some(part) = &mut self.part else { return };
        match path {
            "/Amt" => part.amount = amount,
            "/AmtDtls/TxAmt/Amt" => self.told = amount,
            "/Refs/EndToEndId" => part.end_to_end = reference(text),
            "/Refs/MndtId" => part.mandate = reference(text),
            "/Refs/AcctSvcrRef" => part.bank_reference = reference(text),
            "/Refs/TxId" if part.bank_reference.is_empty() => part.bank_reference = reference(text),
            "/Refs/ChqNb" => part.cheque = reference(text),
            "/RltdPties/Dbtr/Nm" | "/RltdPties/Dbtr/Pty/Nm" | "/RltdPties/Dbtr/Agt/FinInstnId/Nm" => {
                part.debtor.name = field(text)
            }
            "/RltdPties/Cdtr/Nm" | "/RltdPties/Cdtr/Pty/Nm" | "/RltdPties/Cdtr/Agt/FinInstnId/Nm" => {
                part.creditor.name = field(text)
            }
            "/RltdPties/DbtrAcct/Id/IBAN"
            | "/RltdPties/DbtrAcct/Id/Othr/Id"
            | "/RltdPties/DbtrAcct/Id/PrtryAcct/Id" => {
                part.debtor.account = account(text);
            }
            "/RltdPties/CdtrAcct/Id/IBAN"
            | "/RltdPties/CdtrAcct/Id/Othr/Id"
            | "/RltdPties/CdtrAcct/Id/PrtryAcct/Id" => {
                part.creditor.account = account(text);
            }
            "/RmtInf/Ustrd" => part.remittance.push(field(text)),
            "/RmtInf/Strd/CdtrRefInf/Ref" | "/RmtInf/Strd/CdtrRefInf/CdtrRef" | "/RmtInf/Strd/RfrdDocInf/Nb" => {
                part.structured.push(field(text));
            }
            "/RmtInf/Strd/AddtlRmtInf" => part.remittance.push(field(text)),
            "/AddtlTxInf" => part.remittance.push(field(text)),
            "/RtrInf/Rsn/Cd" | "/RtrInf/Rsn/Prtry" | "/RtrInf/RtrRsn/Cd" => part.reason = field(text),
            _ => {}
        }
    }

    fn entry_ends(&mut self, events: &mut Vec<Event>) {
        let Some(mut entry) = self.entry.take() else { return };
        if !entry.credit {
            entry.amount = entry.amount.map(|money| Money::new(-money.minor, money.currency));
        }
        if entry.parts.is_empty() {
            entry.parts.push(Part::default());
        }
        self.tell(events);
        events.push(Event::Entry(entry));
    }

    /// What was found so far: the head before anything else.
    fn tell(&mut self, events: &mut Vec<Event>) {
        events.extend(self.head.take().map(Event::Statement));
        events.extend(self.warnings.drain(..).map(Event::Warning));
    }

    /// The statement is over.
    pub(super) fn close(&mut self) -> Vec<Event> {
        let mut events = vec![];
        self.tell(&mut events);
        events.push(Event::Close(std::mem::take(&mut self.balances)));
        events
    }
}
