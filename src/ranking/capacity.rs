//! What fits into a day: the line in each person's list below which nothing is reached today, the price of a minute there,
//! and what lies beyond it.
//! What never lives here: the hours (see `domain::order`), drawing the line.
//! `day` cuts the finished lists with it.

use crate::domain::order::Capacity;
use crate::domain::queue::Share;
use crate::domain::values::Login;

/// One list while it is filled, line by line in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    who: Option<Login>,
    /// Tenths of a minute left.
    left: u32,
    full: bool,
    share: Share,
}

impl Filling {
    /// An empty list with a person's day before it.
    #[must_use]
    pub fn new(who: Option<Login>, capacity: &Capacity) -> Self {
        let left = capacity.tenths(who.as_ref());
        Self { share: Share { who: who.clone(), ..Share::default() }, who, left, full: false }
    }

    /// Takes in the next line; true when it still fits into the day. Once a line does not fit, none after it does: the
    /// order is not bent to fill the last minutes.
    pub fn take(&mut self, minutes_tenths: u16, index: i128, value_minor: i64) -> bool {
        let minutes = u32::from(minutes_tenths);
        self.full = self.full || minutes > self.left;
        if self.full {
            self.share.price = self.share.price.max(index);
            self.share.beyond += 1;
            self.share.beyond_minor = self.share.beyond_minor.saturating_add(value_minor);
            return false;
        }
        self.left -= minutes;
        self.share.fits += 1;
        self.share.minutes_tenths += minutes;
        self.share.gain = self.share.gain.saturating_add(index * i128::from(minutes) / 10);
        true
    }

    /// The list as it was filled.
    #[must_use]
    pub fn done(self) -> Share {
        self.share
    }

    /// Whose it is.
    #[must_use]
    pub fn who(&self) -> Option<&Login> {
        self.who.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_filled_in_order_and_what_does_not_fit_is_counted() {
        let capacity = Capacity { minutes: 30, pause_minutes: 5, people: vec![("lea".parse().unwrap(), 10)] };
        let mut all = Filling::new(None, &capacity);
        let fits: Vec<bool> = [(120, 9), (100, 8), (60, 7), (10, 6)]
            .into_iter()
            .map(|(minutes, index)| all.take(minutes, index * 1_000_000, 500))
            .collect();
        assert_eq!(
            fits,
            [true, true, false, false],
            "25 minutes: twelve and ten; six no more, and nothing jumps ahead"
        );
        let share = all.done();
        assert_eq!((share.fits, share.minutes_tenths, share.beyond, share.beyond_minor), (2, 220, 2, 1_000));
        assert_eq!((share.price, share.gain), (7_000_000, 12 * 9_000_000 + 10 * 8_000_000));
        let mut lea = Filling::new(Some("lea".parse().unwrap()), &capacity);
        assert!(lea.take(50, 1, 1) && !lea.take(10, 1, 1), "ten minutes less five of pause");
    }
}
