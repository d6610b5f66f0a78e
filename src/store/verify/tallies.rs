//! What is kept of cases with very many contacts: each tally and each order of time is made again from all the facts.
//! What never lives here: how they are made (see `domain::case::tally` and `store::tally`).
//! `verify` calls it.

use rusqlite::Connection;

use super::super::{Done, facts, tally};
use super::{FaultCode, Run};

/// Checks every case of which something is kept.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    for case in tally::kept_cases(conn)? {
        let told = facts::load(conn, case, facts::NOW).and_then(|facts| tally::agrees(conn, &facts));
        if !matches!(told, Ok(true)) {
            run.found.fault(format!("row {case}"), FaultCode::Derived, "contact_tally");
        }
    }
    Ok(())
}
