//! Money: whole minor units and a currency; sums never cross currencies.
//! What never lives here: floats, rates, formatting for a person (see `i18n`).
//! Any room may call.

use std::{collections::BTreeMap, fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, de, ser::SerializeStruct};

/// Largest absolute amount in minor units (10^13: a hundred billion euros).
/// It leaves 900,000 such amounts of head room in an `i64` sum.
pub const AMOUNT_MINOR_MAX: i64 = 10_000_000_000_000;

/// An ISO 4217 code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro, default of a new book.
    pub const EUR: Self = Self(*b"EUR");

    /// The code as text.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point (ISO 4217): 0, 2 or 3.
    #[must_use]
    pub fn minor_digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().map_err(|_| MoneyError::Currency)?;
        let upper = bytes.map(|byte| byte.to_ascii_uppercase());
        if upper.iter().all(u8::is_ascii_uppercase) { Ok(Self(upper)) } else { Err(MoneyError::Currency) }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

/// Why a piece of text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not digits with at most one decimal mark.
    #[error("not-an-amount")]
    NotAnAmount,
    /// More decimals than the currency has.
    #[error("too-many-decimals")]
    TooManyDecimals,
    /// Beyond [`AMOUNT_MINOR_MAX`].
    #[error("amount-too-large")]
    TooLarge,
    /// Not three letters.
    #[error("not-a-currency")]
    Currency,
}

/// An amount in one currency. JSON: `{"amount":"1234.50","currency":"EUR"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Minor units (cents); negative for credits.
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// Builds an amount from minor units.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// From a plain decimal (`1234.5`); errors when it has more decimals than the currency, or is too large.
    pub fn from_decimal(value: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let mut scaled = value;
        let digits = currency.minor_digits();
        for _ in 0..digits {
            scaled = scaled.checked_mul(Decimal::TEN).ok_or(MoneyError::TooLarge)?;
        }
        if scaled.fract() != Decimal::ZERO {
            return Err(MoneyError::TooManyDecimals);
        }
        let minor = i64::try_from(scaled.trunc()).map_err(|_| MoneyError::TooLarge)?;
        if minor.abs() > AMOUNT_MINOR_MAX { Err(MoneyError::TooLarge) } else { Ok(Self { minor, currency }) }
    }

    /// The amount as a plain decimal with the currency's digits.
    #[must_use]
    pub fn to_decimal(&self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut out = s.serialize_struct("Money", 2)?;
        out.serialize_field("amount", &self.to_decimal().to_string())?;
        out.serialize_field("currency", &self.currency)?;
        out.end()
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            amount: String,
            currency: Currency,
        }
        let raw = Raw::deserialize(d)?;
        let value: Decimal = raw.amount.parse().map_err(de::Error::custom)?;
        Self::from_decimal(value, raw.currency).map_err(de::Error::custom)
    }
}

/// Sums per currency; never added across. JSON: a list of [`Money`], by currency code, zeros left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Currency, i64>);

impl Sums {
    /// Adds minor units of one currency.
    pub fn add(&mut self, money: Money) {
        *self.0.entry(money.currency).or_default() += money.minor;
    }

    /// The minor units held in one currency (0 when none).
    #[must_use]
    pub fn minor(&self, currency: Currency) -> i64 {
        self.0.get(&currency).copied().unwrap_or(0)
    }

    /// True when every currency is at zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|minor| *minor == 0)
    }

    /// Non-zero amounts in order of currency code.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        self.0.iter().filter(|(_, minor)| **minor != 0).map(|(currency, minor)| Money::new(*minor, *currency))
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<I: IntoIterator<Item = Money>>(items: I) -> Self {
        let mut sums = Self::default();
        for money in items {
            sums.add(money);
        }
        sums
    }
}

impl Serialize for Sums {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_the_digits_of_the_currency() {
        let money = Money::new(123_450, Currency::EUR);
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"amount":"1234.50","currency":"EUR"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        let yen = Money::new(1200, "jpy".parse().unwrap());
        assert_eq!(yen.to_string(), "1200 JPY");
    }

    #[test]
    fn limits_are_refused() {
        let big: Decimal = "1000000000000.00".parse().unwrap();
        assert_eq!(Money::from_decimal(big, Currency::EUR), Err(MoneyError::TooLarge));
        let fine: Decimal = "0.001".parse().unwrap();
        assert_eq!(Money::from_decimal(fine, Currency::EUR), Err(MoneyError::TooManyDecimals));
    }
}
