//! What the tray asks of the book: reading it, giving a line away, taking that back.
//! What never lives here: what the answer means to the screen.
//! `hands` calls it.

use crate::app::effect::Reply;
use crate::app::screen::tray::{Done, LINES_MAX, TrayAnswer, TrayAsk};
use crate::app::session::Session;
use crate::clock::Clock;
use crate::domain::values::Now;
use crate::store::bulk::Unheard;
use crate::store::{Store, StoreError};

use super::hands::trouble;

/// Answers.
pub(super) fn answer(store: &mut Store, session: &Session, clock: &Clock, now: Now, ask: &TrayAsk) -> Reply {
    let done = did(store, session, clock, now, ask);
    Reply::Tray(done.and_then(|done| read(store, done)).map(Box::new).map_err(trouble))
}

fn did(
    store: &mut Store,
    session: &Session,
    clock: &Clock,
    now: Now,
    ask: &TrayAsk,
) -> Result<Option<Done>, StoreError> {
    let (who, host) = (&session.who, session.host.as_str());
    match ask {
        TrayAsk::Load => Ok(None),
        TrayAsk::Give { point, case } => {
            let given = store.attach(who, host, now, point, *case, &mut Unheard(|| clock.monotonic_ms()))?;
            let contacts = i64::try_from(given.contacts).unwrap_or(i64::MAX);
            Ok(Some(match case {
                Some(case) => Done::Given(*case, contacts, given.batch),
                None => Done::LeftOut(contacts, given.batch),
            }))
        }
        TrayAsk::TakeBack(batch) => {
            store.undo_batch(who, host, now, *batch, &mut Unheard(|| clock.monotonic_ms()))?;
            Ok(Some(Done::Back))
        }
    }
}

fn read(store: &Store, done: Option<Done>) -> Result<TrayAnswer, StoreError> {
    let all = store.tray()?;
    let total = all.len();
    let mut lines = vec![];
    for line in all.into_iter().take(LINES_MAX) {
        let proposals = store.tray_proposals(&line)?;
        lines.push((line, proposals));
    }
    Ok(TrayAnswer { lines, total, done })
}
