//! What a reader has to tell of the statement it is in: its head once, then what was wrong with it since.
//! What never lives here: reading.
//! `mt940` and `ofx` keep one: both learn of a head piece by piece.

use super::{Event, Head, Warning};

/// Head and warnings of the statement at hand.
#[derive(Default)]
pub(super) struct Teller {
    pub(super) head: Head,
    pub(super) warnings: Vec<Warning>,
    told: bool,
}

impl Teller {
    /// A statement begins.
    pub(super) fn begin(&mut self, head: Head) {
        (self.head, self.told) = (head, false);
    }

    /// Tells the head, unless it was told, and every warning.
    pub(super) fn tell<E>(&mut self, each: &mut dyn FnMut(Event) -> Result<(), E>) -> Result<(), E> {
        if !self.told {
            self.told = true;
            each(Event::Statement(self.head.clone()))?;
        }
        for warning in self.warnings.drain(..) {
            each(Event::Warning(warning))?;
        }
        Ok(())
    }
}
