//! The sentences of an import: what is wrong with a file, how it is read, what a row would change.
//! What never lives here: deciding any of it (see `exchange`).
//! `import` and `report` call it.

use std::path::Path;

use crate::domain::ledger::{LedgerRow, is_write_off};
use crate::domain::takeover::TakenOver;
use crate::exchange::amount::NumberFormat;
use crate::exchange::date::DateFormat;
use crate::exchange::{Ambiguity, ImportError, MappingError, Note, Preview, RowError};
use crate::i18n::{Arg, Words};
use crate::store::bulk::Change;

use super::super::table::Table;
use super::super::{Fault, text};

/// Columns of a preview shown beside each other.
const PREVIEW_COLUMNS: usize = 8;

/// Why a file was not read.
pub(super) fn failed(words: &Words, path: &Path, error: ImportError) -> anyhow::Error {
    let id = error.to_string();
    let file: (&str, Arg) = ("file", path.display().to_string().into());
    let sentence = match error {
        ImportError::Io(error) => text::unreadable(words, path, &error),
        ImportError::Empty | ImportError::Changed => words.tf(&id, &[file]),
        ImportError::Binary(what) => {
            let what = words.t(&format!("import-binary-{what}"));
            words.tf(&id, &[file, ("what", what.into())])
        }
        ImportError::Nul { line } | ImportError::RowTooLong { line } => words.tf(&id, &[file, ("line", line.into())]),
        ImportError::Bank { line, code, what } => {
            let facts = [file.clone(), ("line", line.into()), ("what", what.into())];
            let why = words.tf(&format!("import-bank-{code}"), &facts);
            words.tf(&id, &[file, ("line", line.into()), ("why", why.into())])
        }
        ImportError::UnknownHeaders(preview) => unknown_headers(words, path, &preview),
        ImportError::Ambiguous(doubts) => {
            let mut lines = vec![words.tf(&id, &[file])];
            lines.extend(doubts.iter().map(|doubt| ambiguity(words, doubt)));
            lines.push(words.tf("import-ambiguous-hint", &[("mapping", formats(&doubts).into())]));
            lines.join("\n")
        }
        ImportError::Mapping(wrong) => mapping(words, path, &wrong),
    };
    Fault::failed(sentence).into()
}

fn ambiguity(words: &Words, doubt: &Ambiguity) -> String {
    let id = if doubt.mixed { "import-mixed-column" } else { "import-ambiguous-column" };
    let facts: &[(&str, Arg)] = &[
        ("header", doubt.header.as_str().into()),
        ("value", doubt.value.as_str().into()),
        ("line", doubt.line.into()),
        ("one", words.t(&format!("import-format-{}", doubt.readings[0])).into()),
        ("other", words.t(&format!("import-format-{}", doubt.readings[1])).into()),
    ];
    words.tf(id, facts)
}

/// The lines of a mapping that would decide.
fn formats(doubts: &[Ambiguity]) -> String {
    let line = |doubt: &Ambiguity| format!("{} = \"{}\"", doubt.field.name(), doubt.readings[0]);
    let mut lines = vec!["[formats]".to_owned()];
    lines.extend(doubts.iter().map(line));
    lines.join("\n")
}

fn unknown_headers(words: &Words, path: &Path, preview: &Preview) -> String {
    let missing: Vec<&str> = preview.missing.iter().map(|field| field.name()).collect();
    let facts: &[(&str, Arg)] = &[
        ("file", path.display().to_string().into()),
        ("missing", missing.join(", ").into()),
        ("headers", preview.headers.join(" · ").into()),
    ];
    let mut lines = vec![words.tf("import-unknown-headers", facts)];
    let mut table = Table::new(&[""; PREVIEW_COLUMNS]);
    let cells = |row: &[String]| -> [String; PREVIEW_COLUMNS] {
        std::array::from_fn(|at| row.get(at).cloned().unwrap_or_default())
    };
    table.row(cells(&preview.headers));
    for row in &preview.rows {
        table.row(cells(row));
    }
    lines.push(table.text());
    lines.push(words.tf("import-mapping-hint", &[("draft", preview.draft().into())]));
    lines.join("\n")
}

/// What is wrong in a mapping, and where.
pub(super) fn mapping(words: &Words, path: &Path, wrong: &MappingError) -> String {
    let facts: &[(&str, Arg)] = &[
        ("file", path.display().to_string().into()),
        ("line", wrong.line.into()),
        ("column", wrong.column.into()),
        ("what", wrong.what.as_str().into()),
    ];
    let why = words.tf(&format!("import-mapping-{}", wrong.code), facts);
    let mut all = facts.to_vec();
    all.push(("why", why.into()));
    words.tf("import-mapping", &all)
}

/// One row error.
pub(super) fn row_error(words: &Words, error: &RowError) -> String {
    row_refused(words, error.line, &error.column, &error.value, error.reason.code())
}

/// A row that was refused, as the JSON of an import tells it.
pub(in crate::cli) fn row_refused(words: &Words, line: u64, column: &str, value: &str, reason: &str) -> String {
    let facts: &[(&str, Arg)] = &[
        ("line", line.into()),
        ("column", column.into()),
        ("value", value.into()),
        ("reason", words.t(&format!("import-reason-{reason}")).into()),
    ];
    words.tf(if column.is_empty() { "import-row-whole" } else { "import-row" }, facts)
}

/// The code of a note, for JSON.
pub(super) fn note_code(note: &Note) -> &'static str {
    match note {
        Note::Dates { .. } => "dates-read-as",
        Note::Numbers { .. } => "amounts-read-as",
        Note::Written { .. } => "written-as",
        Note::Unused(_) => "columns-not-used",
        Note::NoRows => "no-rows",
        Note::DueBeforeIssue(_) => "due-before-issue",
    }
}

/// How a file is read, said aloud.
pub(super) fn note(words: &Words, note: &Note) -> String {
    let id = format!("import-note-{}", note_code(note));
    match note {
        Note::Dates { header, format, because } => read_as(words, &id, header, date_name(*format), because.as_ref()),
        Note::Numbers { header, format, because } => {
            read_as(words, &id, header, number_name(*format), because.as_ref())
        }
        Note::Written { encoding, delimiter } => {
            let shown = if *delimiter == '\t' { words.t("import-tab") } else { delimiter.to_string() };
            words.tf(&id, &[("encoding", (*encoding).into()), ("delimiter", shown.into())])
        }
        Note::Unused(headers) => words.tf(&id, &[("headers", headers.join(", ").into())]),
        Note::NoRows => words.t(&id),
        Note::DueBeforeIssue(count) => words.tf(&id, &[("count", (*count).into())]),
    }
}

fn read_as(words: &Words, id: &str, header: &str, format: &str, because: Option<&(String, u64)>) -> String {
    let (value, line) = because.map_or(("", 0), |(value, line)| (value.as_str(), *line));
    let format = words.t(&format!("import-format-{format}"));
    words
        .tf(id, &[("header", header.into()), ("format", format.into()), ("value", value.into()), ("line", line.into())])
}

const fn date_name(format: DateFormat) -> &'static str {
    format.name()
}

const fn number_name(format: NumberFormat) -> &'static str {
    format.name()
}

/// One row that would be written.
pub(super) fn change(words: &Words, change: &Change<'_>) -> String {
    let what = row(words, change.row);
    match change.held {
        Some(held) => words.tf("import-change-corrected", &[("what", what.into()), ("held", row(words, held).into())]),
        None if change.new_case => words.tf("import-change-new-case", &[("what", what.into())]),
        None => words.tf("import-change-new", &[("what", what.into())]),
    }
}

fn row(words: &Words, row: &LedgerRow) -> String {
    match row {
        LedgerRow::Debtor(row) => {
            let place = format!("{} {}", row.postcode, row.city);
            let parts = [row.name.as_str(), place.trim(), &row.phones.join(", "), &row.emails.join(", ")];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            words.tf(
                "import-row-debtor",
                &[("debtor", row.reference.as_str().into()), ("name", parts.join(" · ").into())],
            )
        }
        LedgerRow::Invoice(debtor, row) => words.tf(
            "import-row-invoice",
            &[
                ("debtor", debtor.as_str().into()),
                ("number", row.number.as_str().into()),
                ("amount", words.money(row.amount).into()),
                ("issued", words.day(row.issued_on).into()),
                ("due", words.day(row.due_on).into()),
            ],
        ),
        LedgerRow::Payment(debtor, row) => words.tf(
            match (row.inferred, is_write_off(&row.reference)) {
                (true, _) => "import-row-inferred",
                (false, true) => "import-row-write-off",
                (false, false) => "import-row-payment",
            },
            &[
                ("debtor", debtor.as_str().into()),
                ("number", row.invoice.as_str().into()),
                ("amount", words.money(row.amount).into()),
                ("paid", words.day(row.paid_on).into()),
            ],
        ),
        LedgerRow::Contact(debtor, row) => words.tf(
            "import-row-contact",
            &[
                ("debtor", debtor.as_str().into()),
                ("channel", words.t(&format!("channel-{}", row.channel)).into()),
                ("day", words.day(row.day).into()),
            ],
        ),
    }
}

/// How far a load is, how fast, and how long it will still take.
pub(super) fn progress(words: &Words, done: u64, total: u64, elapsed_ms: u64) -> String {
    let rate = done.saturating_mul(1_000) / elapsed_ms.max(1);
    let left = total.saturating_sub(done) / rate.max(1);
    words.tf(
        "import-progress",
        &[("done", done.into()), ("total", total.into()), ("rate", rate.into()), ("left", left.into())],
    )
}

/// A promise or dispute of another system that a dry run would take over; `held`: it was before, and has ended since.
pub(super) fn taken(words: &Words, debtor: &str, reference: &str, taken: &TakenOver, held: bool) -> String {
    let (what, amounts, day) = match taken {
        TakenOver::Promise(promise) => (
            "event-promise-recorded",
            vec![promise.amount],
            Some(promise.withdrawn_on.filter(|_| held).unwrap_or(promise.due_on)),
        ),
        TakenOver::Dispute(dispute) => {
            let amounts = dispute.parts.iter().filter_map(|part| part.amount).collect();
            let ended = dispute.decided.as_ref().map(|decided| decided.on).filter(|_| held);
            ("event-dispute-opened", amounts, Some(ended.unwrap_or(dispute.opened_on)))
        }
        TakenOver::Ended { decided, .. } => ("event-dispute-decided", vec![], Some(decided.on)),
        TakenOver::Withdrawn { on, .. } => ("event-promise-withdrawn", vec![], Some(*on)),
    };
    let sums = words.sums(&amounts.into_iter().collect());
    let pieces = [
        debtor.to_owned(),
        words.t(what),
        reference.to_owned(),
        sums,
        day.map(|day| words.date(day)).unwrap_or_default(),
    ];
    let what = pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ");
    words.tf(if held { "import-change-ended" } else { "import-change-new" }, &[("what", what.into())])
}
