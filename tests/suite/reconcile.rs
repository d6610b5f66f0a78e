//! The reconciliation screen: how it looks, and what its keys ask of the world.
//! What never lives here: the search itself (see `bank`).

use relance::app::effect::Effect;
use relance::domain::bank::BANK_KEY;
use relance::domain::command::{Record, What};
use relance::i18n::Lang;

use crate::support::stage::Stage;

const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

/// The keys, and what is seen once the hand has rested after the last ones.
fn shots(name: &str, to: &str, keys: &str) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = Stage::new(size, lang);
            stage.press(to).settle().press(keys).settle();
            insta::assert_snapshot!(format!("reconcile-{name}-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn what_waits_is_listed_with_its_proposals() {
    shots("list", "g r", "");
    shots("return", "g r j j", "<tab>");
    shots("unknown", "g r", "G");
}

#[test]
fn invoices_and_payments_are_picked_in_a_box() {
    shots("invoices", "g r", "i <space> <space>");
    shots("payments", "g r j j", "i <down>");
    shots("debtor", "g r", "o gar");
    shots("share", "g r", "i 5 0 0");
    shots("share-beyond", "g r", "i 9 0 0 0");
}

/// What the last command asked for, with its case.
fn asked(stage: &Stage) -> Option<(i64, Vec<Record>)> {
    let commands = stage.asked.iter().rev().filter_map(|effect| {
        let Effect::Execute(command) = effect else { return None };
        let What::Record(records) = &command.what else { return None };
        Some((command.case.0, records.clone()))
    });
    commands.take(1).next()
}

fn pressed(keys: &str) -> Option<(i64, Vec<Record>)> {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r").settle().press(keys).settle();
    asked(&stage)
}

/// Amount and invoices of every payment.
fn paid(records: &[Record]) -> Vec<(i64, Vec<String>)> {
    let one = |record: &Record| {
        let Record::Payment { amount, parts, reference, .. } = record else { panic!("{record:?}") };
        assert!(reference.starts_with(BANK_KEY));
        (amount.minor, parts.iter().map(|part| part.item.number.clone()).collect())
    };
    records.iter().map(one).collect()
}

#[test]
fn one_key_accepts_another_picks_another_leaves_it_on_account() {
    let (case, records) = pressed("<enter>").unwrap();
    assert_eq!((case, paid(&records)), (102, vec![(120_000, vec!["F-2013-0456".to_owned()])]));
    let (case, records) = pressed("<tab> <enter>").unwrap();
    assert_eq!((case, paid(&records)), (103, vec![(120_000, vec![])]), "the second proposal");
    let (case, records) = pressed("a").unwrap();
    assert_eq!((case, paid(&records)), (102, vec![(120_000, vec![])]));
    // two invoices marked, the rest on account
    let (_, records) = pressed("i <space> <space> <enter>").unwrap();
    let numbers = ["F-2013-0411", "F-2013-0412"].map(str::to_owned).to_vec();
    assert_eq!(paid(&records), [(105_000, numbers), (15_000, vec![])]);
    let (_, records) = pressed("i <down> <down> <enter>").unwrap();
    assert_eq!(paid(&records), [(31_000, vec!["F-2013-0413".to_owned()]), (89_000, vec![])]);
    let (_, records) = pressed("i a").unwrap();
    assert_eq!(paid(&records), [(120_000, vec![])]);
    // a share of the line: its invoices first, what is left of the share on account, what is left of the line waits
    let (_, records) = pressed("i 5 0 0 , 5 <enter>").unwrap();
    assert_eq!(paid(&records), [(45_000, vec!["F-2013-0411".to_owned()]), (5_050, vec![])]);
    let (_, records) = pressed("i 5 0 0 a").unwrap();
    assert_eq!(paid(&records), [(50_000, vec![])]);
    assert_eq!(pressed("i 1 2 0 0 . 0 1 <enter>"), None, "never more than the line");
    assert_eq!(pressed("i 0 <enter>"), None);
}

#[test]
fn a_return_is_given_to_the_payment_it_takes_back() {
    let back = |keys: &str| {
        let mut stage = Stage::new((80, 24), Lang::En);
        stage.press("g r j j").settle().press(keys).settle();
        asked(&stage).map(|(case, records)| match records.as_slice() {
            [Record::ReturnPayment { line, payment, amount, .. }] => {
                (case, line.clone(), payment.clone(), amount.minor)
            }
            other => panic!("{other:?}"),
        })
    };
    let taken = |payment: &str| Some((102, "b3".to_owned(), payment.to_owned(), 45_050));
    assert_eq!(back("<enter>"), taken("bank:p2"));
    assert_eq!(back("<tab> <enter>"), taken("bank:p1"));
    assert_eq!(back("i <down> <enter>"), taken("bank:p1"));
    assert_eq!(back("a"), None, "money that went back cannot stand on account");
}

#[test]
fn nothing_is_taken_before_it_was_seen() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r j <enter>");
    assert_eq!(asked(&stage), None, "the proposals of the second line have not come yet");
    stage.settle().press("<enter>");
    assert_eq!(asked(&stage).unwrap().0, 102);
}

#[test]
fn a_filter_finds_a_line_by_who_or_how_much() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r / garage <enter>").settle();
    assert!(stage.screen().contains("REJET PRLV") && !stage.screen().contains("LEFEVRE"), "{}", stage.screen());
    stage.press("<esc> / 840 <enter>").settle().press("<enter>");
    assert_eq!(asked(&stage).unwrap().1.len(), 1);
    stage.press("<esc>").settle();
    assert!(stage.screen().contains("GARAGE"), "{}", stage.screen());
}

#[test]
fn a_debtor_that_nothing_tells_of_is_found_by_name() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r G").settle().press("<enter>");
    assert_eq!(asked(&stage), None);
    stage.press("o gar <enter>").settle().press("<enter>").settle();
    let (_, records) = asked(&stage).unwrap();
    assert_eq!(paid(&records), [(9_900, vec!["F-2013-0411".to_owned()])]);
}

#[test]
fn what_is_nobodys_is_set_aside_once_a_reason_is_given() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r").settle().press("x <enter>");
    assert!(stage.screen().contains("Say why it is nobody's"), "{}", stage.screen());
    let aside = |stage: &Stage| {
        let last = stage.asked.iter().rev().find_map(|effect| {
            let Effect::SetAside { line, reason } = effect else { return None };
            Some((line.clone(), reason.clone()))
        });
        last.map(|(line, reason)| (line.is_empty(), reason))
    };
    assert_eq!(aside(&stage), None);
    stage.press("our<space>own <enter>");
    assert_eq!(aside(&stage), Some((false, "our own".to_owned())));
    assert!(!stage.screen().contains("Why is this line"), "{}", stage.screen());
}

#[test]
fn what_was_set_aside_is_listed_with_its_reason_and_one_key_takes_a_line_back() {
    shots("aside", "g r", "X <down>");
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("g r").settle().press("X").settle().press("<down> <enter>").settle();
    let back: Vec<_> =
        stage.asked.iter().filter(|one| matches!(one, Effect::TakeLineBack { line } if line == "a2")).collect();
    assert_eq!(back.len(), 1);
    let screen = stage.screen();
    assert!(screen.contains("sick pay (mia") && !screen.contains("ELECTRICITE"), "{screen}");
    let again = stage.asked.iter().rev().take_while(|one| !matches!(one, Effect::TakeLineBack { .. }));
    assert!(again.into_iter().any(|one| matches!(one, Effect::LoadWaiting { .. })), "what waits is read again");
}
