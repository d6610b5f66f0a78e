//! What a book's calls told, as the text that its journal keeps, and back.
//! What never lives here: what is made of it (see `domain::order`).
//! `cli` calls it.

use std::fmt::Write;

use super::located::Complaint;
use crate::domain::learnt::{After, Learnt};
use crate::domain::values::Day;

/// The text of what the calls up to the end of `until` told.
#[must_use]
pub fn written(learnt: &Learnt, until: Day) -> String {
    let mut out = format!(
        "# What this book's own calls told up to {until}: by part of the week (Monday to Wednesday, then the rest;\n"
    );
    out.push_str(
        "# morning, midday, afternoon), and how long they took by how the contact before had ended.\n\nreach = [\n",
    );
    for part in &learnt.reach {
        let (calls, weight, reached) = (part.calls, part.weight_permille, part.reached);
        let _ = writeln!(out, "  {{ calls = {calls}, weight_permille = {weight}, reached = {reached} }},");
    }
    out.push_str("]\n\nminutes = [\n");
    for (after, lasting) in After::ALL.iter().zip(&learnt.minutes) {
        let (calls, tenths) = (lasting.calls, lasting.tenths);
        let _ = writeln!(out, "  {{ calls = {calls}, tenths = {tenths} }}, # {after:?}");
    }
    out.push_str("]\n");
    out
}

/// Reads such a text.
pub fn learnt(text: &str) -> Result<Learnt, Complaint> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let detail = error.message().lines().collect::<Vec<_>>().join(", ");
        Complaint { line, column: 1, code: "calls-syntax", facts: vec![("detail", detail)] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::learnt::{Lasting, Reaching};

    #[test]
    fn what_is_written_reads_back() {
        let mut all = Learnt::default();
        all.reach[4] = Reaching { calls: 7, weight_permille: 6_120, reached: 3 };
        all.minutes[After::Dispute as usize] = Lasting { calls: 2, tenths: 251 };
        let text = written(&all, Day(16_000));
        assert_eq!(learnt(&text), Ok(all), "{text}");
        assert_eq!(learnt(&text.replace("tenths", "hours")).unwrap_err().line, 14);
    }
}
