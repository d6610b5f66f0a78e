//! Whatever is packed reads back, and nothing else passes for it.
//! What never lives here: SQL. Run by `cargo test blocks`.

use proptest::prelude::*;

use super::*;
use crate::domain::codes::{DayPart, NextAction, ReasonCode};

prop_compose! {
    fn any_line()(
        case in 1_i64..9_999_999,
        (change, because) in (prop::sample::select(Change::ALL), prop::sample::select(Because::ALL)),
        (band, action) in (prop::sample::select(Band::ALL), prop::sample::select(NextAction::ALL)),
        (score, probability_ppm, value_minor) in (any::<i32>(), 0..=1_000_000_u32, any::<i64>()),
        call_at in prop::option::of(any::<i64>().prop_map(Instant)),
        (seq, rev) in (any::<i64>(), any::<i64>()),
        (shares, untouched_days) in (prop::array::uniform5(0..=1_000_u16), prop::option::of(0..9_999_i32)),
        (part, attempt) in (prop::sample::select(DayPart::ALL), any::<u8>()),
        reasons in prop::collection::vec((prop::sample::select(ReasonCode::ALL), any::<i32>(), any::<i64>()), 0..9),
    ) -> KeptLine {
        let reasons = reasons.into_iter().map(|(code, points, fact)| Reason { code, points, fact }).collect();
        let [reach_permille, decay_permille, effect_permille, word_permille, minutes_tenths] = shares;
        let factors = Factors {
            reach_permille, part, attempt, decay_permille, effect_permille, word_permille, minutes_tenths, untouched_days,
            drawn: because == Because::Drawn,
        };
        let index = factors.index(value_minor, probability_ppm);
        let case = CaseId(case);
        let ranked =
            Ranked { case, collector: None, band, score, probability_ppm, value_minor, factors, index, call_at, action, reasons };
        KeptLine { ranked, rev: Rev { seq, rev }, change, because }
    }
}

fn packed(lines: &[KeptLine], collector: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for (own, line) in (1..).zip(lines) {
        let mut bytes = vec![];
        pack_line(&line.ranked, line.rev, &mut bytes);
        blocks.line((7, collector), own, line.ranked.case, (line.change, line.because), &bytes);
    }
    blocks.end();
    blocks.take_ready()
}

proptest! {
    #[test]
    fn lines_read_back_as_packed_one_by_one_and_in_a_row(
        mut lines in prop::collection::vec(any_line(), 1..12), collector in "[a-z]{0,9}",
    ) {
        let whose = Some(Login(collector.clone())).filter(|login| !login.0.is_empty());
        lines.iter_mut().for_each(|line| line.ranked.collector.clone_from(&whose));
        let blocks = packed(&lines, &collector);
        prop_assert_eq!(blocks.len(), 1);
        prop_assert!(checked(&blocks[0].bytes).is_some());
        let (whole, mut block) = (LineBlock::read(&blocks[0].bytes).unwrap(), LineBlock::read(&blocks[0].bytes).unwrap());
        let cases = lines.iter().map(|line| line.ranked.case);
        prop_assert_eq!(whole.cases().collect::<Vec<_>>(), cases.collect::<Vec<_>>());
        for (at, line) in (0..).zip(&lines) {
            prop_assert_eq!(whole.line(at), Some(line.clone()));
            prop_assert_eq!(block.next(), Some(Some(line.clone())));
        }
        prop_assert_eq!(block.next(), None);
    }

    #[test]
    fn cases_read_back_as_packed(
        lines in prop::collection::vec(any_line(), 1..12),
        out in prop::sample::select(Exclusion::ALL), until in Day::MIN.0..=Day::MAX.0, step in 1_i64..99_999,
    ) {
        let mut blocks = Blocks::default();
        let mut due = vec![];
        for (at, line) in (0_u32..).zip(&lines) {
            let case = CaseId(1 + i64::from(at) * step);
            let by = (out == Exclusion::Linked).then_some(CaseId(step));
            if at % 3 == 1 {
                blocks.excluded(case, at, (out, by), Day(until));
                due.push((case, Became::Excluded { list: at, reason: out, by, until: Day(until) }));
            } else {
                let mut bytes = vec![];
                let head = pack_line(&line.ranked, line.rev, &mut bytes);
                blocks.queued(case, at + 5, at, at + 9, &bytes[..head]);
                let ranked = &line.ranked;
                let head = Head { band: ranked.band, score: ranked.score, value_minor: ranked.value_minor, rev: line.rev };
                due.push((case, Became::Queued { rank: at + 5, list: at, own: at + 9, head }));
            }
        }
        blocks.end();
        let ready = blocks.take_ready();
        let mut block = CaseBlock::read(&ready[0].bytes).unwrap();
        prop_assert_eq!((block.first(), ready[0].place), (CaseId(1), Place::Cases(CaseId(1))));
        let read: Vec<_> = std::iter::from_fn(|| block.next()).map(Option::unwrap).collect();
        prop_assert_eq!(read, due);
    }

    #[test]
    fn bytes_that_nobody_packed_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let mut lines = LineBlock::read(&bytes);
        while lines.as_mut().and_then(LineBlock::next).flatten().is_some() {}
        let mut cases = CaseBlock::read(&bytes);
        while cases.as_mut().and_then(CaseBlock::next).flatten().is_some() {}
        let _either = unpack_order(&bytes);
    }
}

#[test]
fn a_list_goes_on_in_the_next_block_and_another_list_begins_one() {
    let mut blocks = Blocks::default();
    for own in 1..=BLOCK_LINES + 1 {
        blocks.line((0, "mia"), own, CaseId(own.into()), (Change::Same, Because::Nothing), &[]);
    }
    blocks.line((1, "omar"), 1, CaseId(9), (Change::Same, Because::Nothing), &[]);
    blocks.end();
    (1..=BLOCK_PLACES + 1).for_each(|rank| blocks.order(rank, 0, rank));
    blocks.end();
    let places: Vec<Place> = blocks.take_ready().iter().map(|block| block.place).collect();
    let next = Place::Lines(0, BLOCK_LINES + 1);
    assert_eq!(places, [Place::Lines(0, 1), next, Place::Lines(1, 1), Place::Order(1), Place::Order(BLOCK_PLACES + 1)]);
}
