//! Calls drawn at random: a share of a day's slots goes to whoever may be called, whatever their index. Only such calls
//! can tell what a call changes: a log of chosen calls says that calling makes people pay later, because those are chosen
//! who pay badly.
//! What never lives here: learning from them; the share and the seed (see `domain::order`).
//! `day` calls it on each person's finished list.

use crate::domain::values::{CaseId, Day};

/// A list after the draw: its lines in their new order, and which of them were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Places in the old order, in the new one.
    pub order: Vec<usize>,
    /// By place in the old order.
    pub drawn: Vec<bool>,
}

/// Draws `share_permille` of the first `fits` slots (rounded up) from the lines that may be drawn: all lines by index.
/// A drawn line that fits already stays where it is; the others take the last slots that fit, and who stood there goes
/// below the line. The same seed, day and cases give the same draw.
#[must_use]
pub fn draw(lines: &[(CaseId, bool)], fits: usize, share_permille: u16, seed: u64, day: Day) -> Drawn {
    let fits = fits.min(lines.len());
    let slots = (fits * usize::from(share_permille)).div_ceil(1_000);
    let mut lots: Vec<(u64, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, (_, eligible))| *eligible)
        .map(|(place, (case, _))| (lot(seed, day, *case), place))
        .collect();
    lots.sort_unstable();
    lots.truncate(slots);
    let mut drawn = vec![false; lines.len()];
    for (_, place) in &lots {
        drawn[*place] = true;
    }
    let mut lifted: Vec<usize> = lots.iter().map(|(_, place)| *place).filter(|place| *place >= fits).collect();
    lifted.sort_unstable();
    // Of those that fit, the last ones that may be displaced: neither agreed for a time nor drawn themselves.
    let movable = (0..fits).rev().filter(|place| lines[*place].1 && !drawn[*place]);
    let displaced: Vec<usize> = movable.take(lifted.len()).collect();
    lifted.truncate(displaced.len());
    for (_, place) in &lots {
        drawn[*place] = *place < fits || lifted.contains(place);
    }
    let stays = (0..fits).filter(|place| !displaced.contains(place));
    let below = (fits..lines.len()).filter(|place| !lifted.contains(place));
    let order = stays.chain(lifted.iter().copied()).chain(displaced.iter().rev().copied()).chain(below).collect();
    Drawn { order, drawn }
}

/// A case's lot of the day (splitmix64 over seed, day and case).
fn lot(seed: u64, day: Day, case: CaseId) -> u64 {
    let day = u64::from(day.0.unsigned_abs());
    let mixed = |from: u64| {
        let mixed = (from ^ (from >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    mixed(mixed(seed.wrapping_add(0x9E37_79B9_7F4A_7C15) ^ mixed(day)) ^ case.0.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: i64) -> Vec<(CaseId, bool)> {
        (1..=count).map(|case| (CaseId(case), case > 3)).collect()
    }

    #[test]
    fn a_draw_fills_its_share_of_the_slots_and_loses_nobody() {
        for seed in 0..200 {
            let all = lines(60);
            let done = draw(&all, 20, 100, seed, Day(16_000));
            assert_eq!(done.drawn.iter().filter(|drawn| **drawn).count(), 2);
            let mut places = done.order.clone();
            places.sort_unstable();
            assert_eq!(places, (0..60).collect::<Vec<_>>());
            assert_eq!(done.order[..3], [0, 1, 2], "what has a time stays first");
            assert!(done.order[..20].iter().filter(|place| done.drawn[**place]).count() == 2, "drawn lines fit");
            assert_eq!(done, draw(&all, 20, 100, seed, Day(16_000)));
        }
    }

    #[test]
    fn nothing_is_drawn_without_a_share_or_without_anybody_to_draw() {
        let kept = |done: Drawn| done.order == (0..done.order.len()).collect::<Vec<_>>() && !done.drawn.contains(&true);
        assert!(kept(draw(&lines(9), 5, 0, 1, Day(1))));
        assert!(kept(draw(&lines(3), 2, 500, 1, Day(1))));
        assert!(kept(draw(&[], 0, 500, 1, Day(1))));
    }

    #[test]
    fn everybody_is_drawn_about_as_often() {
        let mut times = [0_u32; 60];
        for day in 0..3_000 {
            for (place, drawn) in draw(&lines(60), 20, 100, 7, Day(day)).drawn.iter().enumerate() {
                times[place] += u32::from(*drawn);
            }
        }
        // 2 of 57 a day: 105 times each, give or take four standard deviations.
        assert!(times[3..].iter().all(|times| (65..=146).contains(times)), "{times:?}");
    }
}
