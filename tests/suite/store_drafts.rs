//! Drafts: they survive, they are recorded once, and a broken file is set aside.
//! What never lives here: forms.

use relance::domain::command::Refusal;
use relance::domain::values::{CaseId, Instant, Login};
use relance::store::drafts::{BODY_BYTES_MAX, DRAFTS_MAX, Draft};
use relance::store::{Mode, Store, StoreError};

use crate::support::book::{command, execute, fill, monday, note, now, settings};

fn draft(act: u64, text: &str) -> Draft {
    Draft {
        act: command(act, 1, None, note("")).act,
        case: CaseId(1),
        saved_at: Instant(i64::try_from(act).unwrap()),
        body: text.into(),
    }
}

#[test]
fn a_draft_comes_back_until_its_act_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 1).unwrap();
    let mia = Login("mia".into());
    let file = store.draft_file(&mia).unwrap();
    assert_eq!(store.drafts(&mia).unwrap(), vec![]);
    file.put(&draft(1, "pro")).unwrap();
    file.put(&draft(1, "promesse")).unwrap();
    file.put(&draft(2, "litige\nrayures")).unwrap();
    drop(store);
    let mut store = Store::open(&path, Mode::Write).unwrap();
    assert_eq!(store.drafts(&mia).unwrap(), vec![draft(2, "litige\nrayures"), draft(1, "promesse")]);
    assert_eq!(store.drafts(&Login("omar".into())).unwrap(), vec![], "everybody has their own");
    // The machine dies between the commit and the removal of the draft.
    execute(&mut store, now(monday(), 0), &command(1, 1, None, note("promesse"))).unwrap();
    assert_eq!(store.drafts(&mia).unwrap(), vec![draft(2, "litige\nrayures")]);
    file.remove(draft(2, "").act).unwrap();
    assert_eq!(store.drafts(&mia).unwrap(), vec![]);
    #[cfg(unix)]
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        use std::os::unix::fs::PermissionsExt;
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
}

#[test]
fn two_windows_of_one_person_lose_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("book"), &settings(), false).unwrap();
    let mia = Login("mia".into());
    let file = store.draft_file(&mia).unwrap();
    std::thread::scope(|scope| {
        for window in 0..4_u64 {
            let file = file.clone();
            scope.spawn(move || (0..20).for_each(|at| file.put(&draft(window * 20 + at, "x")).unwrap()));
        }
    });
    assert_eq!(store.drafts(&mia).unwrap().len(), 80);
}

#[test]
fn limits_hold_and_a_broken_file_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("book"), &settings(), false).unwrap();
    let mia = Login("mia".into());
    let file = store.draft_file(&mia).unwrap();
    let long = file.put(&draft(1, &"x".repeat(BODY_BYTES_MAX + 1)));
    assert!(matches!(long, Err(StoreError::Refused(Refusal::TooLong { .. }))));
    for act in 0..DRAFTS_MAX as u64 + 5 {
        file.put(&draft(act, "x")).unwrap();
    }
    let kept = store.drafts(&mia).unwrap();
    assert_eq!((kept.len(), kept.last().unwrap().act), (DRAFTS_MAX, draft(5, "").act), "the oldest went");
    let path = folder.path().join(".book.draft-mia");
    std::fs::write(&path, "{half").unwrap();
    assert!(matches!(store.drafts(&mia), Err(StoreError::Damaged(_))));
    assert_eq!(store.drafts(&mia).unwrap(), vec![], "said once");
    assert_eq!(std::fs::read_to_string(folder.path().join(".book.draft-mia.unreadable")).unwrap(), "{half");
    let elsewhere = Login("../../mia".into());
    store.draft_file(&elsewhere).unwrap().put(&draft(1, "x")).unwrap();
    assert!(folder.path().join(".book.draft-.._.._mia").exists(), "a login never leaves the folder");
}
