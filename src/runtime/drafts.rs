//! Drafts off the key path: a thread writes them, the last one of an act wins, and the end waits until all are on disk.
//! What never lives here: the file's format (see `store::drafts`), what a draft means.
//! `Hands` keeps one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::draft::Draft;
use crate::app::effect::{Effect, Reply};
use crate::domain::values::ActId;
use crate::store::drafts::{Draft as Kept, DraftFile};

/// How long a draft that was recorded stays on disk at least.
const FORGET_AFTER: Duration = Duration::from_millis(50);

/// What the thread is asked; the last word on an act counts.
type Jobs = BTreeMap<ActId, Option<Kept>>;

/// Keeps a person's drafts.
#[derive(Debug, Default)]
pub(super) struct DraftKeeper {
    jobs: Arc<Mutex<Jobs>>,
    bell: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    failed: Arc<AtomicBool>,
}

impl DraftKeeper {
    /// Keeps them in this file; nowhere for a book in memory, or when no thread can be had (then nothing is kept and
    /// [`Self::take_failed`] says so).
    pub(super) fn new(file: Option<DraftFile>) -> Self {
        let mut keeper = Self::default();
        let Some(file) = file else { return keeper };
        let (bell, rung) = mpsc::channel();
        let (jobs, failed) = (Arc::clone(&keeper.jobs), Arc::clone(&keeper.failed));
        let thread = thread::Builder::new().name("drafts".into()).spawn(move || write(&file, &jobs, &failed, &rung));
        match thread {
            Ok(thread) => {
                keeper.thread = Some(thread);
                keeper.bell = Some(bell);
            }
            Err(_) => keeper.failed.store(true, Ordering::SeqCst),
        }
        keeper
    }

    /// Keeps or forgets one, as a key asked. Returns at once.
    pub(super) fn keep(&self, effect: &Effect) -> Option<Reply> {
        if let Effect::SaveDraft(draft) = effect {
            self.put(draft);
        } else if let Effect::DropDraft(act) = effect {
            self.remove(*act);
        }
        None
    }

    /// Keeps this one. Returns at once.
    pub(super) fn put(&self, draft: &Draft) {
        let kept = Kept { act: draft.act, case: draft.case, saved_at: draft.at, body: draft.body() };
        self.ask(draft.act, Some(kept));
    }

    /// Forgets the one of this act. Returns at once.
    pub(super) fn remove(&self, act: ActId) {
        self.ask(act, None);
    }

    /// True once after drafts could not be written.
    pub(super) fn take_failed(&self) -> bool {
        self.failed.swap(false, Ordering::SeqCst)
    }

    fn ask(&self, act: ActId, job: Option<Kept>) {
        let Some(bell) = &self.bell else { return };
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).insert(act, job);
        let _thread_gone_is_told_by_failed = bell.send(());
    }
}

impl Drop for DraftKeeper {
    /// Waits until everything is on disk.
    fn drop(&mut self) {
        self.bell = None;
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// The drafts found beside the book, as forms know them. One that an older program wrote and we cannot read stays in
/// the file.
pub(super) fn read(kept: Vec<Kept>) -> Vec<Draft> {
    kept.into_iter().filter_map(|kept| Draft::from_body(kept.act, kept.case, kept.saved_at, &kept.body)).collect()
}

fn write(file: &DraftFile, jobs: &Mutex<Jobs>, failed: &AtomicBool, rung: &Receiver<()>) {
    loop {
        let mut last = rung.recv().is_err();
        // What is only to be forgotten can wait: the act that recorded it is known by its number, and its screen comes first.
        let hurry = jobs.lock().unwrap_or_else(PoisonError::into_inner).values().any(Option::is_some);
        if !hurry && !last {
            last = rung.recv_timeout(FORGET_AFTER) == Err(RecvTimeoutError::Disconnected);
        }
        let todo = std::mem::take(&mut *jobs.lock().unwrap_or_else(PoisonError::into_inner));
        for (act, job) in todo {
            let done = match job {
                Some(draft) => file.put(&draft),
                None => file.remove(act),
            };
            if done.is_err() {
                failed.store(true, Ordering::SeqCst);
            }
        }
        if last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::draft::DraftStep;
    use crate::domain::values::{CaseId, Instant};
    use crate::store::{BookSettings, Store};

    #[test]
    fn what_was_typed_last_is_on_disk_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let settings = BookSettings {
            zone: "Europe/Paris".into(),
            currency: crate::domain::values::Currency::EUR,
            language: "fr".into(),
            company: String::new(),
        };
        let store = Store::create(&folder.path().join("book"), &settings, false).unwrap();
        let login = "mia".parse().unwrap();
        let keeper = DraftKeeper::new(store.draft_file(&login));
        let draft = |n: u64, text: &str| Draft {
            act: ActId::new(1, n),
            case: CaseId(7),
            name: "Lefèvre".into(),
            steps: vec![DraftStep { form: "note".into(), fields: vec![("text".into(), text.into())] }],
            at: Instant(5),
        };
        for n in 0..50 {
            keeper.put(&draft(1, &"x".repeat(n)));
            keeper.put(&draft(2, "gone"));
        }
        keeper.remove(ActId::new(1, 2));
        drop(keeper);
        assert_eq!(read(store.drafts(&login).unwrap()), [draft(1, &"x".repeat(49))]);
    }
}
