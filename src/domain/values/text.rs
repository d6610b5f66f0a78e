//! Text from outside made safe and comparable: scrubbed of what drives a terminal, folded for searching, cut by limits.
//! What never lives here: wording, widths of columns.
//! Any room may call.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest debtor name kept, in characters: more than the longest registered company name (160).
pub const NAME_CHARS_MAX: usize = 200;
/// Longest reference or invoice number kept, in characters.
pub const REFERENCE_CHARS_MAX: usize = 64;
/// Longest note, in characters: two screens of text; more belongs in a document.
pub const NOTE_CHARS_MAX: usize = 4_000;

/// True for characters that could drive a terminal or hide the direction of text.
#[must_use]
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One clean line: hostile characters and line ends become one space, ends trimmed, cut at `chars_max`.
#[must_use]
pub fn clean_line(text: &str, chars_max: usize) -> String {
    let mut out = String::with_capacity(text.len().min(chars_max * 4));
    let mut gap = false;
    let mut count = 0;
    for c in text.chars() {
        if is_hostile(c) || c == ' ' {
            gap = !out.is_empty();
            continue;
        }
        if count + usize::from(gap) >= chars_max {
            break;
        }
        if gap {
            out.push(' ');
            count += 1;
            gap = false;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// Clean text of several lines (notes): keeps `\n`, drops other hostile characters, cut at `chars_max`.
#[must_use]
pub fn clean_note(text: &str, chars_max: usize) -> String {
    let kept = text.chars().filter(|c| *c == '\n' || *c == '\t' || !is_hostile(*c));
    kept.map(|c| if c == '\t' { ' ' } else { c }).take(chars_max).collect::<String>().trim().to_owned()
}

/// Folded for searching: lower case, no accents, œ as oe, letters and digits kept, the rest as single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        // references and numbers: millions of them when a ledger is read
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte.to_ascii_lowercase()));
            } else if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match plain(c) {
            "" if c.is_alphanumeric() => out.push(c),
            "" if out.ends_with(' ') || out.is_empty() => {}
            "" => out.push(' '),
            letters => out.push_str(letters),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The plain letters that stand for one that decomposition leaves as it is.
const fn plain(c: char) -> &'static str {
    match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'ı' => "i",
        _ => "",
    }
}

/// Folded as by [`fold`], letter by letter, each with the place of the character it comes from; spaces may repeat.
#[must_use]
pub fn fold_places(text: &str) -> Vec<(char, u32)> {
    let mut out = Vec::with_capacity(text.len());
    for (place, whole) in (0..).zip(text.chars()) {
        for c in std::iter::once(whole).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            match plain(c) {
                "" => out.push((if c.is_alphanumeric() { c } else { ' ' }, place)),
                letters => out.extend(letters.chars().map(|letter| (letter, place))),
            }
        }
    }
    out
}

/// A key whose byte order is the order people sort names in (Unicode collation, root locale: the same for French and
/// English). Stored beside a name, so that no database ever sorts words.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    use icu_collator::{CollatorBorrowed, options::CollatorOptions};
    thread_local! {
        static ROOT: Option<CollatorBorrowed<'static>> =
            icu_collator::Collator::try_new(icu_collator::CollatorPreferences::default(), CollatorOptions::default()).ok();
    }
    let mut key = Vec::with_capacity(text.len() * 2 + 8);
    ROOT.with(|root| {
        if let Some(root) = root {
            let _infallible = root.write_sort_key_to(text, &mut key);
        }
    });
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hostile_survives() {
        let name = "\u{1b}[31mÉvil\u{202e} \0 Corp\r\nInc\u{7}";
        assert_eq!(clean_line(name, 200), "[31mÉvil Corp Inc");
        assert_eq!(clean_line(&"é".repeat(10_000), NAME_CHARS_MAX).chars().count(), NAME_CHARS_MAX);
        assert_eq!(clean_note("a\n\u{1b}b\tc ", 99), "a\nb c");
    }

    #[test]
    fn accents_sort_where_people_look() {
        let mut names = ["Zoé", "Élan", "Eden", "étale", "Ernest", "Œuvre", "Oeuf"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Eden", "Élan", "Ernest", "étale", "Oeuf", "Œuvre", "Zoé"]);
    }

    #[test]
    fn folding_with_places_is_folding() {
        for text in ["Hôpital  Lefèvre-Œuvré", "  C.A.F. ", "Straße Łódź", "e\u{301}t\u{e9}", "東京 商事", ""]
        {
            let letters: String = fold_places(text).into_iter().map(|(letter, _)| letter).collect();
            assert_eq!(letters.split_whitespace().collect::<Vec<_>>().join(" "), fold(text), "{text}");
        }
        assert_eq!(fold_places("Œu"), [('o', 0), ('e', 0), ('u', 1)]);
    }

    #[test]
    fn folding_meets_what_people_type() {
        assert_eq!(fold("Hôpital  Lefèvre-Œuvré"), "hopital lefevre oeuvre");
        assert_eq!(fold("  C.A.F. "), "c a f");
        assert_eq!(fold("-F 2026/001--"), fold("-F 2026/001--é").trim_end_matches('e').trim_end());
    }
}
