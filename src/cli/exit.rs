//! How a run ends: the exit code, and one clear sentence on standard error when it failed.
//! What never lives here: the sentences themselves (see `locales`).
//! `cli::main` calls it; verbs make `Fault`s and return `Exit`s.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::domain::command::Refusal;
use crate::i18n::Words;
use crate::store::StoreError;

use super::{out, text};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Refused or failed: one sentence was said.
    Failed,
    /// The command was not understood.
    Usage,
    /// Done, but for some rows.
    Partly,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Partly => 3,
        })
    }
}

/// A failure that already has its sentence.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct Fault {
    sentence: String,
    exit: Exit,
}

impl Fault {
    /// Refused or failed (exit code 1).
    #[must_use]
    pub fn failed(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), exit: Exit::Failed }
    }

    /// The command is wrong as written (exit code 2).
    #[must_use]
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), exit: Exit::Usage }
    }
}

/// Says why a run failed and names its exit code. A reader that went away is no failure worth a word.
#[must_use]
pub fn failed(words: &Words, error: &anyhow::Error) -> Exit {
    if out::is_closed_pipe(error) {
        return Exit::Done;
    }
    out::warn(&sentence(words, error));
    error.downcast_ref::<Fault>().map_or(Exit::Failed, |fault| fault.exit)
}

/// The sentence of an error, with the causes that a sentence of ours does not already tell.
#[must_use]
pub fn sentence(words: &Words, error: &anyhow::Error) -> String {
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return fault.sentence.clone();
    }
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return words.refusal(refusal);
    }
    if let Some(store) = error.downcast_ref::<StoreError>() {
        return text::store_error(words, store);
    }
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    words.tf("cli-unexpected", &[("cause", causes.join(": ").into())])
}

/// Says what is wrong with the command as written, or prints the help that was asked for.
#[must_use]
pub fn usage(words: &Words, error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        let mut out = out::Out::default();
        let text = error.render().to_string();
        return match out.lines(text.trim_end()).and_then(|()| out.flush()) {
            Ok(()) => Exit::Done,
            Err(error) => failed(words, &error),
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        out::warn(error.render().to_string().trim_end());
        return Exit::Usage;
    }
    let hint = match (said(error, ContextKind::SuggestedArg), said(error, ContextKind::SuggestedSubcommand)) {
        (arg, _) if !arg.is_empty() => words.tf("usage-perhaps", &[("what", arg.into())]),
        (_, verb) if !verb.is_empty() => words.tf("usage-perhaps", &[("what", verb.into())]),
        _ => words.t("usage-see-help"),
    };
    out::warn(&format!("{} {hint}", misread(words, error)));
    Exit::Usage
}

#[allow(clippy::wildcard_enum_match_arm, reason = "clap's own list, which may grow: what is left has one sentence")]
fn misread(words: &Words, error: &clap::Error) -> String {
    let what = said(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => words.tf("usage-unknown-argument", &[("what", what.into())]),
        ErrorKind::InvalidSubcommand => {
            words.tf("usage-unknown-verb", &[("what", said(error, ContextKind::InvalidSubcommand).into())])
        }
        ErrorKind::MissingRequiredArgument => words.tf("usage-missing", &[("what", what.into())]),
        ErrorKind::MissingSubcommand => {
            words.tf("usage-missing", &[("what", said(error, ContextKind::ValidSubcommand).into())])
        }
        ErrorKind::ArgumentConflict => {
            let other = said(error, ContextKind::PriorArg);
            words.tf("usage-conflict", &[("what", what.into()), ("other", other.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, known) = (said(error, ContextKind::InvalidValue), said(error, ContextKind::ValidValue));
            let facts = [("what", what.into()), ("value", value.as_str().into()), ("known", known.as_str().into())];
            match (value.is_empty(), known.is_empty()) {
                (true, _) => words.tf("usage-no-value", &facts),
                (false, true) => words.tf("usage-bad-value", &facts),
                (false, false) => words.tf("usage-not-among", &facts),
            }
        }
        _ => words.t("usage-wrong"),
    }
}

fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(ContextValue::None) | None => String::new(),
        Some(other) => other.to_string(),
    }
}
