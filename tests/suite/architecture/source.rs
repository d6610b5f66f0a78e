//! Rust source taken apart for the rules: code without comments and strings, the strings, the test modules cut out.
//! What never lives here: a rule.

/// One file of the house.
pub struct Source {
    /// Path from the package's root, with `/`.
    pub path: String,
    /// Text as it stands.
    pub text: String,
    /// Same lines; comments and the insides of strings are blank, test modules too.
    pub code: String,
    /// Strings outside test modules: line from 1, and what they say.
    pub strings: Vec<(usize, String)>,
}

impl Source {
    /// Takes a text apart.
    pub fn new(path: &str, text: &str) -> Self {
        let (mut code, mut strings) = strip(text);
        for (from, to) in test_items(&code) {
            let lines = line_of(&code, from)..=line_of(&code, to);
            strings.retain(|(line, _)| !lines.contains(line));
            let blank: String = code[from..to].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            // Blanks may take fewer bytes than what they replace: put them in from the end only.
            code.replace_range(from..to, &pad(&blank, to - from));
        }
        Self { path: path.to_owned(), text: text.to_owned(), code, strings }
    }

    /// The room: the first folder or file under `src`.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = inside.split('/').next().unwrap_or(inside);
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn pad(blank: &str, bytes: usize) -> String {
    let mut out = blank.to_owned();
    while out.len() < bytes {
        out.push(' ');
    }
    out
}

/// Line, from 1, of a byte.
pub fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte].iter().filter(|b| **b == b'\n').count() + 1
}

/// Blanks comments and the insides of strings and chars; bytes keep their places.
fn strip(text: &str) -> (String, Vec<(usize, String)>) {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut strings = vec![];
    let mut at = 0;
    let blank = |out: &mut Vec<u8>, from: usize, to: usize| {
        for byte in &mut out[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    while at < bytes.len() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            let end = rest.find('\n').map_or(bytes.len(), |n| at + n);
            blank(&mut out, at, end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(bytes.len(), |n| at + n + 2);
            blank(&mut out, at, end);
            at = end;
        } else if let Some(hashes) = raw_string(rest, at, bytes) {
            let open = at + rest.find('"').unwrap_or(0) + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = text[open..].find(&close).map_or(bytes.len(), |n| open + n);
            strings.push((line_of(text, open), text[open..end].to_owned()));
            blank(&mut out, open, end);
            at = (end + close.len()).min(bytes.len());
        } else if bytes[at] == b'"' {
            let end = closing(bytes, at + 1, b'"');
            strings.push((line_of(text, at), text[at + 1..end].to_owned()));
            blank(&mut out, at + 1, end);
            at = end + 1;
        } else if bytes[at] == b'\'' && char_literal(rest) {
            let end = closing(bytes, at + 1, b'\'');
            blank(&mut out, at + 1, end);
            at = end + 1;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    (String::from_utf8(out).expect("whole characters were blanked"), strings)
}

/// The number of hashes when a raw string starts here.
fn raw_string(rest: &str, at: usize, bytes: &[u8]) -> Option<usize> {
    if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_') {
        return None;
    }
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn closing(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len().saturating_sub(1))
}

/// A char literal, not a lifetime.
fn char_literal(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    matches!((chars.next(), chars.next()), (Some('\\'), _) | (Some(_), Some('\'')))
}

/// Byte ranges of items under `#[cfg(test)]`.
fn test_items(code: &str) -> Vec<(usize, usize)> {
    let mut out = vec![];
    let mut from = 0;
    while let Some(found) = code[from..].find("#[cfg(test)]").map(|n| from + n) {
        let end = match (code[found..].find('{'), code[found..].find(';')) {
            (Some(open), semi) if semi.is_none_or(|semi| open < semi) => block_end(code, found + open),
            (_, Some(semi)) => found + semi + 1,
            _ => code.len(),
        };
        out.push((found, end));
        from = end;
    }
    out
}

/// The byte after the brace that closes the one at `open`.
pub fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (place, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return place + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

#[test]
fn sources_come_apart() {
    let text = "//! x\nfn a<'a>() { let s = \"a // \\\" b\"; let c = '\"'; } // \"no\"\nlet r = r#\"raw \" x\"#;\n#[cfg(test)]\nmod tests { fn t() { \"t\"; x.unwrap(); } }\nfn b() {}\n";
    let source = Source::new("src/store/a.rs", text);
    let strings: Vec<&str> = source.strings.iter().map(|(_, s)| s.as_str()).collect();
    assert_eq!(strings, ["a // \\\" b", "raw \" x"]);
    assert!(!source.code.contains("unwrap") && source.code.contains("fn b()"), "{}", source.code);
    assert_eq!(source.code.lines().count(), text.lines().count());
    assert_eq!((source.room(), source.strings[1].0), ("store", 3));
}
