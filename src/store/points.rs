//! Numbers and addresses told here: the keys a case is found by through them.
//! What never lives here: those of imported rows (see `bulk`), what a point is worth (see `domain::point`).
//! `execute` calls it in its transaction.

use rusqlite::Connection;

use super::{Done, bind, find_keys};
use crate::domain::case::Decision;
use crate::domain::event::Event;
use crate::domain::heard::PointKind;
use crate::domain::point::kind_and_key;
use crate::domain::values::CaseId;

/// Makes the case found by every point its decision tells of. A key stays when the point is given up: who calls from an
/// old number is found as well.
pub(super) fn note_points(conn: &Connection, decision: &Decision) -> Done<()> {
    for (case, _, event) in &decision.events {
        let arrived = if let Event::ActMovedIn { events, .. } = event { events.as_slice() } else { &[] };
        for event in [event].into_iter().chain(arrived) {
            if let Event::PointTold(told) = event {
                note(conn, *case, &told.point)?;
            }
        }
    }
    Ok(())
}

fn note(conn: &Connection, case: CaseId, text: &str) -> Done<()> {
    let Some((kind, key)) = kind_and_key(text) else { return Ok(()) };
    let mut keys = vec![(find_keys::of_point(kind), key.clone())];
    if kind == PointKind::Email {
        keys.extend(key.split_once('@').map(|(_, domain)| (find_keys::DOMAIN, domain.to_owned())));
    }
    for (kind, key) in keys {
        let sql = "INSERT INTO find_key (key, kind, case_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        // none when it is known already
        bind::run(conn, sql, &[&key, &kind, &case.0])?;
    }
    Ok(())
}
