//! Is the terminal light or dark? One question (OSC 11), asked after the first frame, and an answer that may never come.
//! What never lives here: themes (see `ui`), sending or reading (see `Tty`, `keys`).
//! `Tty` asks through it, `keys` reads answers by it. Pure: the time is handed in.

/// The question: which colour is your background?
pub(super) const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";
/// An answer that comes later than this after the question is passed over: the person has begun to read.
pub(super) const ANSWER_MS_MAX: u64 = 200;

/// Where the question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Question {
    /// Nobody wants to know.
    #[default]
    Unasked,
    /// To be asked after the next frame.
    Wanted,
    /// Asked at this millisecond.
    Asked(u64),
}

impl Question {
    /// True when it is to be sent now; from then on an answer is waited for.
    pub(super) fn sent(&mut self, now_ms: u64) -> bool {
        let due = *self == Self::Wanted;
        if due {
            *self = Self::Asked(now_ms);
        }
        due
    }

    /// Takes an answer: the first one, in time.
    pub(super) fn answered(&mut self, light: bool, now_ms: u64) -> Option<bool> {
        let Self::Asked(at) = std::mem::take(self) else { return None };
        (now_ms.saturating_sub(at) <= ANSWER_MS_MAX).then_some(light)
    }
}

/// Whether the colour in an answer (`11;rgb:ffff/ffff/ffff`) is light; `None`: this is no such answer.
pub(super) fn light(answer: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(answer).ok()?.strip_prefix("11;")?;
    let parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut shares = parts.split('/').map(|digits| {
        // One to four hexadecimal digits: a share of the most they can say, in thousandths.
        let most = (1u32 << (4 * u32::try_from(digits.len()).ok().filter(|digits| (1..=4).contains(digits))?)) - 1;
        u32::from_str_radix(digits, 16).ok().map(|value| value * 1_000 / most)
    });
    let (red, green, blue) = (shares.next()??, shares.next()??, shares.next()??);
    Some(red * 299 + green * 587 + blue * 114 >= 500_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_light_or_dark_however_many_digits_they_have() {
        for (answer, expected) in [
            ("11;rgb:ffff/ffff/ffff", Some(true)),
            ("11;rgb:0000/0000/0000", Some(false)),
            ("11;rgb:fd/f6/e3", Some(true)),
            ("11;rgb:0/2/3", Some(false)),
            ("11;rgba:1e1e/1e1e/2e2e/ffff", Some(false)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:/ff/ff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;red", None),
            ("", None),
        ] {
            assert_eq!(light(answer.as_bytes()), expected, "{answer}");
        }
    }

    #[test]
    fn only_the_first_answer_in_time_counts() {
        let mut question = Question::default();
        assert!(!question.sent(0));
        assert_eq!(question.answered(true, 0), None, "nobody asked");
        question = Question::Wanted;
        assert!(question.sent(1_000) && !question.sent(1_001), "asked once");
        assert_eq!(question.answered(true, 1_200), Some(true));
        assert_eq!(question.answered(false, 1_201), None, "answered already");
        let mut late = Question::Asked(1_000);
        assert_eq!(late.answered(true, 1_201), None);
    }
}
