//! The codes of what a score card says: how risky a case is, where the card comes from.
//! What never lives here: points, words.
//! Any room may call, through `codes`.

use super::UnknownCode;

codes! {
    /// A quarter of the probability of staying unpaid for 7 more days.
    #[derive(Default)]
    Risk {
        #[default]
        Low = "low" / "l", Moderate = "moderate" / "m", High = "high" / "h", VeryHigh = "very-high" / "vh",
    }
}

impl Risk {
    /// The quarter of a probability in millionths.
    #[must_use]
    pub const fn of(ppm: u32) -> Self {
        match ppm {
            0..250_000 => Self::Low,
            250_000..500_000 => Self::Moderate,
            500_000..750_000 => Self::High,
            750_000.. => Self::VeryHigh,
        }
    }
}

codes! {
    /// Where a score card comes from: with the program, fitted on the book's own past, or a file of the house.
    CardSource { Shipped = "shipped" / "p", Fitted = "fitted" / "b", File = "file" / "f" }
}
