//! From bytes to keys: escape sequences joined however the line cuts them up, pastes kept whole.
//! What never lives here: reading (see `events`), what a key means (see `app`).
//! `events` feeds it. Pure: the time is handed in, so that every way of cutting a stream can be tested.

use crate::input::{Input, Key, KeyPress};

/// How long the beginning of a sequence is waited for to become whole, in milliseconds. Dropped afterwards: half a key
/// must never turn into letters.
const SEQUENCE_WAIT_MS: u64 = 500;
/// How long after a lone Esc was given out its late tail (`[A`) is still taken for one key, in milliseconds.
const LATE_TAIL_MS: u64 = 250;
/// How long a paste may pause before it is taken as ended, in milliseconds.
const PASTE_WAIT_MS: u64 = 5_000;
/// Largest paste kept, in bytes: far above a note's limit. The rest is dropped.
pub const PASTE_BYTES_MAX: usize = 64 * 1024;
/// Longest sequence held; what is longer is no key.
const SEQUENCE_BYTES_MAX: usize = 256;

const ESC: u8 = 0x1b;

/// The decoder's memory between two reads.
#[derive(Debug, Default)]
pub struct Decoder {
    held: Vec<u8>,
    paste: Option<Vec<u8>>,
    escape_window_ms: u64,
    held_since_ms: u64,
    esc_given_ms: Option<u64>,
    light: Option<bool>,
}

/// What the beginning of the held bytes is.
enum Step {
    /// So many bytes, meaning this (nothing for what we do not know).
    Whole(usize, Option<Input>),
    /// The paste begins after so many bytes.
    PasteBegins(usize),
    /// More must come.
    Partial,
}

impl Decoder {
    /// A decoder that holds a lone Esc for so many milliseconds.
    #[must_use]
    pub fn new(escape_window_ms: u64) -> Self {
        Self { escape_window_ms, ..Self::default() }
    }

    /// Takes bytes as they came, gives out what is whole.
    pub fn feed(&mut self, bytes: &[u8], now_ms: u64, out: &mut Vec<Input>) {
        self.rejoin(bytes, now_ms);
        self.held.extend_from_slice(bytes);
        self.held_since_ms = now_ms;
        self.drain(out);
    }

    /// The terminal's answer about its background, once: light or not.
    pub fn take_light(&mut self) -> Option<bool> {
        self.light.take()
    }

    /// The time at which what is held must be settled; `None`: nothing is held.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<u64> {
        let wait = match (self.paste.is_some(), self.held.as_slice()) {
            (true, _) => PASTE_WAIT_MS,
            (false, []) => return None,
            (false, [ESC]) => self.escape_window_ms,
            (false, _) => SEQUENCE_WAIT_MS,
        };
        Some(self.held_since_ms + wait)
    }

    /// Gives out what has waited long enough: a lone Esc is the key, half a sequence is dropped.
    pub fn settle(&mut self, now_ms: u64, out: &mut Vec<Input>) {
        if self.deadline_ms().is_none_or(|deadline| now_ms < deadline) {
            return;
        }
        if let Some(text) = self.paste.take() {
            self.held.clear();
            out.push(pasted(&text));
            return;
        }
        if self.held == [ESC] {
            out.push(Input::Key(KeyPress::plain(Key::Esc)));
            self.esc_given_ms = Some(now_ms);
        }
        self.held.clear();
    }

    /// A tail that arrives just after its Esc was given out belongs to it.
    fn rejoin(&mut self, bytes: &[u8], now_ms: u64) {
        let late = self.esc_given_ms.take().is_some_and(|given| now_ms.saturating_sub(given) <= LATE_TAIL_MS);
        let tail = matches!(bytes, [b'[', b'A'..=b'D' | b'F' | b'H' | b'Z' | b'0'..=b'9', ..])
            || matches!(bytes, [b'O', b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S'])
            || bytes == b"[";
        if late && tail && self.held.is_empty() {
            self.held.push(ESC);
        }
    }

    fn drain(&mut self, out: &mut Vec<Input>) {
        loop {
            if self.paste.is_some() {
                if !self.drain_paste(out) {
                    return;
                }
                continue;
            }
            if self.held.is_empty() {
                return;
            }
            match first(&self.held) {
                Step::Partial if self.held.len() > SEQUENCE_BYTES_MAX => self.held.clear(),
                Step::Partial => return,
                Step::Whole(bytes, input) => {
                    if let Some(answer) = self.held[..bytes].strip_prefix(b"\x1b]") {
                        let end = answer.iter().position(|b| matches!(*b, 7 | ESC)).unwrap_or(answer.len());
                        self.light = super::background::light(&answer[..end]).or(self.light);
                    }
                    self.held.drain(..bytes);
                    out.extend(input);
                }
                Step::PasteBegins(bytes) => {
                    self.held.drain(..bytes);
                    self.paste = Some(vec![]);
                }
            }
        }
    }

    /// Moves held bytes into the paste; true when it ended.
    fn drain_paste(&mut self, out: &mut Vec<Input>) -> bool {
        const END: &[u8] = b"\x1b[201~";
        let Some(text) = &mut self.paste else { return false };
        let end = self.held.windows(END.len()).position(|window| window == END);
        // Keep back what could be the beginning of the end mark.
        let keep = (1..END.len()).rev().find(|n| self.held.ends_with(&END[..*n])).unwrap_or(0);
        let upto = end.unwrap_or(self.held.len() - keep);
        let room = PASTE_BYTES_MAX.saturating_sub(text.len());
        text.extend_from_slice(&self.held[..upto.min(room)]);
        self.held.drain(..upto + if end.is_some() { END.len() } else { 0 });
        if end.is_some() {
            out.push(pasted(text));
            self.paste = None;
        }
        end.is_some()
    }
}

fn pasted(bytes: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n"))
}

/// The first thing the bytes say.
fn first(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] => Step::Partial,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => ss3(rest),
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        [ESC, ESC, ..] => Step::Whole(1, Some(Input::Key(KeyPress::plain(Key::Esc)))),
        [ESC, rest @ ..] => match character(rest) {
            Step::Whole(taken, Some(Input::Key(press))) => {
                Step::Whole(taken + 1, Some(Input::Key(KeyPress { alt: true, ..press })))
            }
            Step::Whole(taken, other) => Step::Whole(taken + 1, other),
            Step::PasteBegins(taken) => Step::PasteBegins(taken + 1),
            Step::Partial => Step::Partial,
        },
        _ => character(bytes),
    }
}

fn key(taken: usize, press: KeyPress) -> Step {
    Step::Whole(taken, Some(Input::Key(press)))
}

/// A character or a control byte.
fn character(bytes: &[u8]) -> Step {
    let Some(&byte) = bytes.first() else { return Step::Partial };
    match byte {
        // A terminal that was cooked when the key came has made a newline of it.
        b'\r' | b'\n' => key(1, KeyPress::plain(Key::Enter)),
        b'\t' => key(1, KeyPress::plain(Key::Tab)),
        0x7f | 0x08 => key(1, KeyPress::plain(Key::Backspace)),
        0 => key(1, KeyPress::ctrl(' ')),
        1..=26 => key(1, KeyPress::ctrl(char::from(byte - 1 + b'a'))),
        ESC => key(1, KeyPress::plain(Key::Esc)),
        0x1c..=0x1f => key(1, KeyPress::ctrl(char::from(byte + 0x40))),
        0x20..=0x7e => key(1, KeyPress::char(char::from(byte))),
        0x80.. => {
            let length = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return Step::Whole(1, None),
            };
            let Some(whole) = bytes.get(..length) else {
                let torn = bytes[1..].iter().any(|b| !(0x80..=0xbf).contains(b));
                return if torn { Step::Whole(1, None) } else { Step::Partial };
            };
            match std::str::from_utf8(whole).ok().and_then(|text| text.chars().next()) {
                Some(c) if c.is_control() => Step::Whole(length, None),
                Some(c) => key(length, KeyPress::char(c)),
                None => Step::Whole(1, None),
            }
        }
    }
}

/// `ESC O x`: arrows and F1–F4 of the application mode.
fn ss3(rest: &[u8]) -> Step {
    let Some(&last) = rest.first() else { return Step::Partial };
    if last == b'M' {
        return key(3, KeyPress::plain(Key::Enter));
    }
    Step::Whole(3, lettered(last).map(|code| Input::Key(KeyPress::plain(code))))
}

/// `ESC ] … BEL` and the like: an answer to somebody else's question. Taken and dropped.
fn string(rest: &[u8]) -> Step {
    let bell = rest.iter().position(|b| *b == 7).map(|at| at + 1);
    let end = rest.windows(2).position(|two| two == b"\x1b\\").map(|at| at + 2);
    match bell.into_iter().chain(end).min() {
        Some(length) => Step::Whole(2 + length, None),
        None => Step::Partial,
    }
}

/// `ESC [ … letter`.
fn csi(rest: &[u8]) -> Step {
    if let [b'[', after @ ..] = rest {
        // The Linux console's F1 to F5.
        return match after.first() {
            None => Step::Partial,
            Some(letter @ b'A'..=b'E') => key(4, KeyPress::plain(Key::F(letter - b'A' + 1))),
            Some(_) => Step::Whole(4, None),
        };
    }
    let Some(length) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else { return Step::Partial };
    let taken = 2 + length + 1;
    let last = rest[length];
    if !(0x40..=0x7e).contains(&last) {
        // Broken off by something else: what came so far is dropped, the rest read afresh.
        return Step::Whole(2 + length, None);
    }
    let text = std::str::from_utf8(&rest[..length]).unwrap_or("");
    let mut numbers = text.split(';').map(|part| part.split(':').next().unwrap_or("").parse::<u32>().ok());
    let first = numbers.next().flatten();
    let modifiers = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let code = match last {
        b'~' if first == Some(200) => return Step::PasteBegins(taken),
        b'~' => first.and_then(numbered),
        b'u' => first.and_then(unicode),
        // A cursor report has two numbers and ends like F3; F3 with modifiers always begins with 1.
        b'R' if first != Some(1) => None,
        _ => lettered(last),
    };
    Step::Whole(taken, code.map(|code| Input::Key(with_modifiers(code, modifiers))))
}

fn with_modifiers(code: Key, bits: u32) -> KeyPress {
    let (shift, alt, ctrl) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
    if let Key::Char(c) = code {
        let c = if shift { c.to_uppercase().next().unwrap_or(c) } else { c };
        return KeyPress { code: Key::Char(c), ctrl, alt, shift: false };
    }
    if code == Key::BackTab || (code == Key::Tab && shift) {
        return KeyPress { code: Key::BackTab, ctrl, alt, shift: false };
    }
    KeyPress { code, ctrl, alt, shift }
}

fn lettered(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        b'P'..=b'S' => Key::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(u8::try_from(number - 10).ok()?),
        17..=21 => Key::F(u8::try_from(number - 11).ok()?),
        23..=24 => Key::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

fn unicode(code: u32) -> Option<Key> {
    Some(match code {
        13 => Key::Enter,
        27 => Key::Esc,
        9 => Key::Tab,
        8 | 127 => Key::Backspace,
        _ => Key::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(bytes: &[u8]) -> Vec<Input> {
        let mut decoder = Decoder::new(10);
        let mut out = vec![];
        decoder.feed(bytes, 0, &mut out);
        decoder.settle(10_000, &mut out);
        out
    }

    fn said(bytes: &[u8]) -> String {
        let words: Vec<_> = whole(bytes)
            .iter()
            .map(|input| match input {
                Input::Key(press) => press.to_string(),
                Input::Paste(text) => format!("paste({text})"),
                Input::Resize(..) | Input::Wake | Input::Hangup => format!("{input:?}"),
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn a_newline_is_enter_and_a_pasted_one_is_text() {
        assert_eq!(said(b"a\nb"), "a enter b");
        assert_eq!(said(b"\x1b[200~a\nb\x1b[201~"), "paste(a\nb)");
    }

    #[test]
    fn an_answer_about_the_background_is_no_key_however_it_is_cut() {
        for answer in ["\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x07"] {
            for cut in 0..answer.len() {
                let (mut decoder, mut out) = (Decoder::new(10), vec![]);
                decoder.feed(&answer.as_bytes()[..cut], 0, &mut out);
                decoder.feed(&answer.as_bytes()[cut..], 1, &mut out);
                assert_eq!((decoder.take_light(), decoder.take_light()), (Some(true), None), "cut at {cut}");
                assert!(out.is_empty(), "cut at {cut}: {out:?}");
            }
        }
        let (mut decoder, mut out) = (Decoder::new(10), vec![]);
        decoder.feed(b"\x1b]10;rgb:ffff/ffff/ffff\x07j", 0, &mut out);
        assert_eq!((decoder.take_light(), out.len()), (None, 1));
    }

    #[test]
    fn sequences_become_keys() {
        assert_eq!(said(b"p250\t\r\x7f"), "p 2 5 0 tab enter backspace");
        assert_eq!(said(b"\x1b[A\x1bOB\x1b[1;5C\x1b[3~\x1b[Z\x1b[15~\x1b[[A"), "up down ctrl-right del back-tab f5 f1");
        assert_eq!(said("é€\u{1f600}".as_bytes()), "é € \u{1f600}");
        assert_eq!(said(b"\x1bx\x1b\x1b[B\x03"), "alt-x esc down ctrl-c");
        assert_eq!(said(b"\x1b[97;5u\x1b[13u\x1b[112;2u"), "ctrl-a enter P");
    }

    #[test]
    fn what_is_no_key_is_dropped() {
        assert_eq!(said(b"\x1b]11;rgb:0000/0000/0000\x07j"), "j");
        assert_eq!(said(b"\x1bP>|term\x1b\\j\x1b[?62;4cj\x1b[12;40Rj"), "j j j");
        assert_eq!(said(b"a\xffb\xc3"), "a b");
        assert_eq!(said(b"\x1b["), "");
    }

    #[test]
    fn a_paste_is_one_thing() {
        assert_eq!(said(b"x\x1b[200~a\rb\x1b[A\x1b[201~y"), "x paste(a\nb\u{1b}[A) y");
        let mut big = b"\x1b[200~".to_vec();
        big.extend(std::iter::repeat_n(b'z', PASTE_BYTES_MAX * 2));
        big.extend(b"\x1b[201~q");
        let out = whole(&big);
        assert!(matches!(&out[..], [Input::Paste(text), Input::Key(_)] if text.len() == PASTE_BYTES_MAX));
    }

    #[test]
    fn a_lone_escape_waits_for_its_window() {
        let mut decoder = Decoder::new(100);
        let mut out = vec![];
        decoder.feed(b"\x1b", 0, &mut out);
        decoder.settle(60, &mut out);
        assert!(out.is_empty() && decoder.deadline_ms() == Some(100));
        decoder.feed(b"[A", 60, &mut out);
        assert_eq!(out, [Input::Key(KeyPress::plain(Key::Up))]);
        out.clear();
        decoder.feed(b"\x1b", 200, &mut out);
        decoder.settle(300, &mut out);
        assert_eq!(out, [Input::Key(KeyPress::plain(Key::Esc))]);
        // The tail comes later than the window: it is still not three letters.
        decoder.feed(b"[D", 380, &mut out);
        assert_eq!(out[1..], [Input::Key(KeyPress::plain(Key::Left))]);
        decoder.feed(b"OP", 1_000, &mut out);
        assert_eq!(out[2..], [Input::Key(KeyPress::char('O')), Input::Key(KeyPress::char('P'))]);
    }

    #[test]
    fn half_a_sequence_never_becomes_letters() {
        let mut decoder = Decoder::new(10);
        let mut out = vec![];
        decoder.feed(b"\x1b[1;", 0, &mut out);
        decoder.settle(400, &mut out);
        decoder.feed(b"5A", 450, &mut out);
        assert_eq!(out.len(), 1);
        decoder.feed(b"\x1b[1;", 500, &mut out);
        decoder.settle(1_100, &mut out);
        assert_eq!(out.len(), 1);
    }

    proptest! {
        #[test]
        fn however_a_stream_is_cut_it_says_the_same(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "\x1b[A", "\x1bOP", "é", "€", "\x1b[200~x\x1b[y\x1b[201~", "\x1b[1;5C", "\r", "\x1b]0;t\x07", "\x1bq", "[", "O",
            ]), 0..12),
            cuts in prop::collection::vec(1_usize..5, 0..60),
        ) {
            let bytes = parts.concat().into_bytes();
            let mut decoder = Decoder::new(10);
            let (mut out, mut at) = (vec![], 0);
            for cut in cuts.into_iter().chain(std::iter::repeat(3)) {
                if at >= bytes.len() { break; }
                let end = (at + cut).min(bytes.len());
                decoder.feed(&bytes[at..end], 0, &mut out);
                at = end;
            }
            decoder.settle(10_000, &mut out);
            prop_assert_eq!(out, whole(&bytes));
        }

        #[test]
        fn no_bytes_panic(chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..20)) {
            let mut decoder = Decoder::new(10);
            let mut out = vec![];
            for (at, chunk) in chunks.iter().enumerate() {
                decoder.feed(chunk, at as u64 * 40, &mut out);
                decoder.settle(at as u64 * 40 + 20, &mut out);
            }
        }
    }
}
