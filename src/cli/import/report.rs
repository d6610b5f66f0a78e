//! What an import did, as text and as JSON (`relance.import/1`).
//! What never lives here: sentences (see `say` and `locales`).
//! `import` prints it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::domain::matching::Certainty;
use crate::domain::values::{Currency, Day, Money, Sums};
use crate::exchange::bank::{Checked, Format};
use crate::exchange::fec::Held;
use crate::exchange::heard::Counts;
use crate::exchange::{Note, Plan, RowError, Walked};
use crate::i18n::{Arg, Words};
use crate::store::bank::BankSummary;
use crate::store::bulk::{Change, FileCounts, LoadSummary};
use crate::store::digest;

use super::absence::Settling;
use super::say;

/// Row errors printed as text; all of them are in the JSON.
const ERRORS_SHOWN: usize = 20;

/// One file.
#[derive(Debug)]
pub(super) struct FileReport {
    json: Json,
    notes: Vec<Note>,
    errors: Vec<RowError>,
    cases: u64,
    resumed: bool,
    part_paid: u64,
    reopened: u64,
    /// Warnings in words already.
    said: Vec<(&'static str, String)>,
    /// Lines of customers' accounts in a FEC.
    kept: u64,
}

#[derive(Debug, Serialize)]
struct Json {
    schema: &'static str,
    kind: &'static str,
    file: String,
    sha256: String,
    batch: Option<i64>,
    rows: u64,
    accepted: u64,
    unchanged: u64,
    rejected: u64,
    settled_by_absence: u64,
    totals: Sums,
    errors: Vec<ErrorJson>,
    warnings: Vec<WarningJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heard: Option<HeardJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank: Option<BankJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lettering: Option<LetteringJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dry_run: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeJson>>,
}

/// How sure it is whose the contacts of another system are.
#[derive(Debug, Serialize)]
struct HeardJson {
    certain: u64,
    likely: u64,
    possible: u64,
    waiting: u64,
}

/// What a bank statement held and led to.
#[derive(Debug, Serialize)]
struct BankJson {
    matched: u64,
    returned: u64,
    waiting: u64,
    statements: Vec<StatementJson>,
}

#[derive(Debug, Serialize)]
struct StatementJson {
    account: String,
    until: Option<Day>,
    entries: u64,
    opening: Option<Money>,
    closing: Option<Money>,
    checked: bool,
}

/// What the letters of a FEC left open.
#[derive(Debug, Serialize)]
struct LetteringJson {
    unlettered: u64,
    unlettered_sum: Money,
    unbalanced: Vec<UnbalancedJson>,
}

#[derive(Debug, Serialize)]
struct UnbalancedJson {
    debtor: String,
    letter: String,
    difference: Money,
}

#[derive(Debug, Serialize)]
struct ErrorJson {
    line: u64,
    column: String,
    field: Option<&'static str>,
    value: String,
    reason: &'static str,
}

#[derive(Debug, Serialize)]
struct WarningJson {
    code: &'static str,
    text: String,
}

/// A row that a dry run would write.
#[derive(Debug, Serialize)]
pub(super) struct ChangeJson {
    change: &'static str,
    text: String,
}

impl ChangeJson {
    /// What was agreed or contested elsewhere: new here, or ended since it was taken over.
    pub(super) fn taken(held: bool, text: String) -> Self {
        Self { change: if held { "corrected" } else { "new" }, text }
    }

    pub(super) fn new(words: &Words, change: &Change<'_>) -> Self {
        Self { change: if change.held.is_some() { "corrected" } else { "new" }, text: say::change(words, change) }
    }
}

impl FileReport {
    pub(super) fn new(
        plan: &Plan,
        dry_run: bool,
        walked: Walked,
        errors: Vec<RowError>,
        summary: LoadSummary,
        settling: Option<&Settling>,
        changes: Vec<ChangeJson>,
    ) -> Self {
        let notes: Vec<Note> = plan.notes.iter().chain(&walked.notes).cloned().collect();
        let json = Json {
            schema: "relance.import/1",
            kind: plan.options.kind.name(),
            file: plan.path.display().to_string(),
            sha256: digest::hex(&plan.written.sha256),
            batch: summary.batch.map(|batch| batch.0),
            rows: walked.rows,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: walked.rejected + summary.duplicate_count,
            settled_by_absence: settling.map_or(0, |settling| settling.absent),
            totals: summary.totals,
            errors: errors.iter().map(ErrorJson::from).collect(),
            warnings: vec![],
            heard: None,
            bank: None,
            lettering: None,
            dry_run: dry_run.then_some(true),
            changes: dry_run.then_some(changes),
        };
        let part_paid = settling.map_or(0, |settling| settling.part_paid);
        let reopened = settling.map_or(0, |settling| settling.reopened);
        Self {
            json,
            notes,
            errors,
            cases: summary.cases,
            resumed: summary.resumed,
            part_paid,
            reopened,
            said: vec![],
            kept: 0,
        }
    }

    /// Of a bank statement.
    #[expect(clippy::too_many_arguments, reason = "what a walk and a load told, put together once")]
    pub(super) fn of_bank(
        path: &Path,
        format: Format,
        sha256: &[u8; 32],
        dry_run: bool,
        checked: &Checked,
        counts: FileCounts,
        errors: Vec<RowError>,
        summary: BankSummary,
        said: Vec<(&'static str, String)>,
    ) -> Self {
        let statements = checked.statements.iter().map(|one| StatementJson {
            account: one.head.account.clone(),
            until: one.until,
            entries: one.entries,
            opening: one.opening,
            closing: one.closing,
            checked: one.checked,
        });
        let (matched, returned, waiting) = (summary.matched, summary.returned, summary.waiting);
        let bank = BankJson { matched, returned, waiting, statements: statements.collect() };
        let json = Json {
            schema: "relance.import/1",
            kind: format.name(),
            file: path.display().to_string(),
            sha256: digest::hex(sha256),
            batch: summary.batch.map(|batch| batch.0),
            rows: counts.rows,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: counts.rejected,
            settled_by_absence: 0,
            totals: summary.totals,
            errors: errors.iter().map(ErrorJson::from).collect(),
            warnings: vec![],
            heard: None,
            bank: Some(bank),
            lettering: None,
            dry_run: dry_run.then_some(true),
            changes: None,
        };
        Self { json, notes: vec![], errors, cases: 0, resumed: false, part_paid: 0, reopened: 0, said, kept: 0 }
    }

    /// Of an accounting export.
    #[expect(clippy::too_many_arguments, reason = "what a walk and a load told, put together once")]
    pub(super) fn of_fec(
        path: &Path,
        sha256: &[u8; 32],
        dry_run: bool,
        currency: Currency,
        held: &Held,
        errors: Vec<RowError>,
        summary: LoadSummary,
        changes: Vec<ChangeJson>,
        said: Vec<(&'static str, String)>,
    ) -> Self {
        let unbalanced = held.unbalanced.iter().map(|one| UnbalancedJson {
            debtor: one.debtor.clone(),
            letter: one.letter.clone(),
            difference: one.difference,
        });
        let lettering = LetteringJson {
            unlettered: held.unlettered,
            unlettered_sum: Money::new(held.unlettered_minor, currency),
            unbalanced: unbalanced.collect(),
        };
        let json = Json {
            schema: "relance.import/1",
            kind: "fec",
            file: path.display().to_string(),
            sha256: digest::hex(sha256),
            batch: summary.batch.map(|batch| batch.0),
            rows: held.rows,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: held.rejected + summary.duplicate_count,
            settled_by_absence: 0,
            totals: summary.totals,
            errors: errors.iter().map(ErrorJson::from).collect(),
            warnings: vec![],
            heard: None,
            bank: None,
            lettering: Some(lettering),
            dry_run: dry_run.then_some(true),
            changes: dry_run.then_some(changes),
        };
        let (cases, resumed) = (summary.cases, summary.resumed);
        Self { json, notes: vec![], errors, cases, resumed, part_paid: 0, reopened: 0, said, kept: held.kept }
    }

    /// Of contacts that another system kept.
    #[expect(clippy::too_many_arguments, reason = "what a walk and a load told, put together once")]
    pub(super) fn of_heard(
        path: &Path,
        kind: &'static str,
        sha256: &[u8; 32],
        dry_run: bool,
        counts: Counts,
        errors: Vec<RowError>,
        summary: LoadSummary,
        said: Vec<(&'static str, String)>,
        changes: Vec<ChangeJson>,
    ) -> Self {
        let json = Json {
            schema: "relance.import/1",
            kind,
            file: path.display().to_string(),
            sha256: digest::hex(sha256),
            batch: summary.batch.map(|batch| batch.0),
            rows: counts.rows,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: counts.rejected + summary.duplicate_count,
            settled_by_absence: 0,
            totals: summary.totals,
            errors: errors.iter().map(ErrorJson::from).collect(),
            warnings: vec![],
            heard: None,
            bank: None,
            lettering: None,
            dry_run: dry_run.then_some(true),
            changes: dry_run.then_some(changes),
        };
        Self {
            json,
            notes: vec![],
            errors,
            cases: 0,
            resumed: summary.resumed,
            part_paid: 0,
            reopened: 0,
            said,
            kept: 0,
        }
    }

    /// … and how its columns were read.
    pub(super) fn with_notes(self, notes: Vec<Note>) -> Self {
        Self { notes, ..self }
    }

    /// … and how sure it is whose they are; `waiting`: those that came to the tray.
    pub(super) fn with_sure(mut self, sure: &BTreeMap<Certainty, u64>, waiting: u64) -> Self {
        let of = |certainty| sure.get(&certainty).copied().unwrap_or(0);
        self.json.heard = Some(HeardJson {
            certain: of(Certainty::Certain),
            likely: of(Certainty::Likely),
            possible: of(Certainty::Possible),
            waiting,
        });
        self
    }

    /// What only a statement or a FEC has to say.
    fn more(&self, words: &Words, lines: &mut Vec<String>) {
        if let Some(lettering) = &self.json.lettering {
            let balance = words.money(lettering.unlettered_sum);
            let facts =
                [("kept", self.kept.into()), ("unlettered", lettering.unlettered.into()), ("balance", balance.into())];
            lines.push(words.tf("import-fec-done", &facts));
            for group in lettering.unbalanced.iter().take(ERRORS_SHOWN) {
                let facts = [
                    ("debtor", group.debtor.as_str().into()),
                    ("letter", group.letter.as_str().into()),
                    ("difference", words.money(group.difference).into()),
                ];
                lines.push(words.tf("import-fec-unbalanced", &facts));
            }
            let left = lettering.unbalanced.len().saturating_sub(ERRORS_SHOWN);
            if left > 0 {
                lines.push(words.tf("import-fec-more", &[("count", (left as u64).into())]));
            }
        }
        for statement in self.json.bank.iter().flat_map(|bank| &bank.statements).take(ERRORS_SHOWN) {
            let facts = [
                ("account", if statement.account.is_empty() { "?" } else { statement.account.as_str() }.into()),
                ("until", statement.until.map_or_else(|| "?".to_owned(), |day| words.day(day)).into()),
                ("entries", statement.entries.into()),
                ("checked", if statement.checked { "yes" } else { "no" }.into()),
            ];
            lines.push(words.tf("import-statement", &facts));
        }
        lines.extend(self.said.iter().map(|(_, text)| text.clone()));
        if let Some(heard) = &self.json.heard {
            let facts = [
                ("certain", heard.certain.into()),
                ("likely", heard.likely.into()),
                ("possible", heard.possible.into()),
                ("waiting", heard.waiting.into()),
            ];
            lines.push(words.tf("import-heard-sure", &facts));
        }
    }

    fn facts(&self, words: &Words) -> Vec<(&'static str, Arg)> {
        let json = &self.json;
        let heard = json.heard.as_ref().map_or(0, |heard| heard.waiting);
        let waiting = json.bank.as_ref().map_or(heard, |bank| bank.waiting);
        vec![
            ("file", json.file.as_str().into()),
            ("batch", json.batch.unwrap_or(0).into()),
            ("rows", json.rows.into()),
            ("accepted", json.accepted.into()),
            ("unchanged", json.unchanged.into()),
            ("rejected", json.rejected.into()),
            ("totals", words.sums(&json.totals).into()),
            ("cases", self.cases.into()),
            ("settled", json.settled_by_absence.into()),
            ("partly", self.part_paid.into()),
            ("reopened", self.reopened.into()),
            ("matched", json.bank.as_ref().map_or(0, |bank| bank.matched).into()),
            ("returned", json.bank.as_ref().map_or(0, |bank| bank.returned).into()),
            ("waiting", waiting.into()),
        ]
    }

    /// The report as lines.
    pub(super) fn text(&self, words: &Words) -> String {
        let facts = self.facts(words);
        let json = &self.json;
        let mut lines: Vec<String> = self.notes.iter().map(|note| say::note(words, note)).collect();
        if self.resumed {
            lines.push(words.t("import-resumed"));
        }
        self.more(words, &mut lines);
        let done = match (json.dry_run.is_some(), json.accepted) {
            _ if json.bank.is_some() => "import-bank-done",
            (false, 0) if json.heard.as_ref().is_some_and(|heard| heard.waiting > 0) => "import-heard-waits",
            (true, _) => "import-would",
            (false, 0) => "import-nothing-new",
            (false, _) => "import-done",
        };
        lines.push(words.tf(done, &facts));
        if self.cases > 0 {
            lines.push(words.tf("import-cases", &facts));
        }
        if json.settled_by_absence + self.part_paid + self.reopened > 0 {
            lines.push(words.tf("import-settled", &facts));
        }
        if json.rejected > 0 {
            lines.push(words.tf("import-rejected", &facts));
            lines.extend(self.errors.iter().take(ERRORS_SHOWN).map(|error| say::row_error(words, error)));
            let left = json.rejected.saturating_sub(ERRORS_SHOWN as u64);
            if left > 0 {
                lines.push(words.tf("import-more-errors", &[("count", left.into())]));
            }
        }
        if json.dry_run.is_none() && json.batch.is_some() {
            lines.push(words.tf("import-undo-hint", &facts));
        }
        lines.join("\n")
    }
}

impl From<&RowError> for ErrorJson {
    fn from(error: &RowError) -> Self {
        Self {
            line: error.line,
            column: error.column.clone(),
            field: error.field.map(|field| field.name()),
            value: error.value.clone(),
            reason: error.reason.code(),
        }
    }
}

/// All files of a run: one report stands alone, several in a list.
#[derive(Debug, Default)]
pub(super) struct Reports(Vec<FileReport>);

impl Reports {
    pub(super) fn add(&mut self, report: FileReport) {
        self.0.push(report);
    }

    pub(super) fn all_rows_went_in(&self) -> bool {
        self.0.iter().all(|report| report.json.rejected == 0)
    }

    /// Puts the warnings into words.
    pub(super) fn warn(&mut self, words: &Words) {
        for report in &mut self.0 {
            let warning = |note| WarningJson { code: say::note_code(note), text: say::note(words, note) };
            report.json.warnings = report.notes.iter().map(warning).collect();
            let said = report.said.iter().map(|(code, text)| WarningJson { code, text: text.clone() });
            report.json.warnings.extend(said);
        }
    }
}

#[derive(Serialize)]
struct Several<'a> {
    schema: &'static str,
    files: Vec<&'a Json>,
}

impl Serialize for Reports {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.json.serialize(s),
            all => Several { schema: "relance.import/1", files: all.iter().map(|report| &report.json).collect() }
                .serialize(s),
        }
    }
}
