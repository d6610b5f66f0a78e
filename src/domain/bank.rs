//! One line of a bank statement: money that came, or went back, before anyone says whose it is.
//! What never lives here: files, SQL, the search for whose it is (see `matching`).
//! `exchange` makes them, `store` keeps them, `matching` reads them.

use serde::{Deserialize, Serialize};

use super::values::{Currency, Day, Money};

/// What begins the key of a payment that a bank told of, in the ledger and in the journal.
pub const BANK_KEY: &str = "bank:";

/// What a bank may keep for a return beyond the payment, in whole units of the currency: what banks ask for a bounced cheque
/// or a rejected debit stays below (Code monétaire et financier, art. D. 131-25, allows a drawer's bank 50 €).
const FEE_UNITS_MAX: i64 = 50;

/// The largest fee in a currency, in minor units.
#[must_use]
pub fn fee_max(currency: Currency) -> i64 {
    FEE_UNITS_MAX * 10_i64.pow(currency.minor_digits())
}

/// What a bank that took so much for the return of a payment kept for itself; none when it took the payment alone.
#[must_use]
pub fn fee(took: Money, paid: Money) -> Option<Money> {
    let fee = took.minor - paid.minor;
    (fee > 0 && took.currency == paid.currency).then(|| Money::new(fee, took.currency))
}

/// What a line is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Money that came in.
    Payment,
    /// Money that had come in and went back: a returned debit, a bounced cheque.
    Return,
    /// Anything else: what we paid, fees, interest. Kept, never matched.
    Other,
}

impl LineKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Payment, Self::Return, Self::Other];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Return => "return",
            Self::Other => "other",
        }
    }
}

/// A line of a statement; its `reference` is the same however often and from whichever file it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankLine {
    /// Key within the bank source.
    pub reference: String,
    /// Our own account.
    pub account: String,
    /// Day of booking.
    pub booked_on: Day,
    /// Value date: the day the money counts.
    pub value_on: Day,
    /// Signed: what came in is positive.
    pub amount: Money,
    /// What it is to us.
    pub kind: LineKind,
    /// Who paid, as the bank writes it.
    pub payer: String,
    /// The payer's account.
    pub payer_account: String,
    /// End-to-end reference.
    pub end_to_end: String,
    /// Mandate of a direct debit.
    pub mandate: String,
    /// Structured references: creditor reference, document number.
    pub structured: Vec<String>,
    /// Remittance text and label.
    pub text: String,
    /// Why it came back.
    pub reason: String,
    /// The bank's code of what it is.
    pub code: String,
}
