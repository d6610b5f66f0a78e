//! The settings a book was made with, and the digest that guards them.
//! What never lives here: the config file of the house (see `config`).
//! `engine` reads and writes them, `verify` checks them.

use rusqlite::Connection;

use super::{BookSettings, Done, StoreError, bind, digest, journal};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

const SETTING_KEYS: [&str; 4] = ["zone", "currency", "language", "company"];

pub(in crate::store) fn write(conn: &Connection, settings: &BookSettings) -> Done<()> {
    let company = clean_line(&settings.company, NAME_CHARS_MAX);
    let values = [settings.zone.as_str(), settings.currency.code(), settings.language.as_str(), company.as_str()];
    let sum = settings_digest(&values);
    for (key, value) in SETTING_KEYS.iter().zip(values).chain([(&"digest", sum.as_str())]) {
        bind::run_exactly(conn, "INSERT INTO setting (key, value) VALUES ($1, $2)", &[key, &value], 1)?;
    }
    Ok(())
}

/// Digest over the settings as kept beside them; `verify` makes it again.
fn settings_digest(values: &[&str]) -> String {
    let fields = values.iter().fold(digest::Fields::default(), |fields, value| fields.text(value));
    digest::hex(&journal::sha256(&[fields.bytes()]))
}

pub(in crate::store) fn read(conn: &Connection) -> Done<BookSettings> {
    let values = setting_values(conn)?;
    let value = |key: &str| {
        let found = values.iter().find(|(have, _)| have == key).map(|(_, value)| value.clone());
        found.ok_or_else(|| StoreError::Damaged(format!("setting {key}")))
    };
    Ok(BookSettings {
        zone: value("zone")?,
        currency: value("currency")?.parse().map_err(|_| StoreError::Damaged("setting currency".into()))?,
        language: value("language")?,
        company: value("company")?,
    })
}

fn setting_values(conn: &Connection) -> Done<Vec<(String, String)>> {
    bind::rows(conn, "SELECT key, value FROM setting", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// True when the settings are what they were made as.
pub(in crate::store) fn whole(conn: &Connection) -> Done<bool> {
    let values = setting_values(conn)?;
    let value = |key: &str| values.iter().find(|(have, _)| have == key).map_or("", |(_, value)| value.as_str());
    let now = SETTING_KEYS.map(value);
    Ok(settings_digest(&now) == value("digest"))
}
