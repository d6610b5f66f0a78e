//! The command tree with its help in the person's language: every text comes from `locales/*/cli.ftl`.
//! What never lives here: what a verb does.
//! `cli::main`, `completions`, `man` and the documentation tests use it.

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::i18n::Words;

use super::Cli;

/// The whole tree, worded.
#[must_use]
pub fn command(words: &Words) -> Command {
    worded(words, Cli::command(), "help", true).max_term_width(100)
}

/// The message ids that the tree asks for, for the test on missing and unused messages.
#[must_use]
pub fn message_ids() -> Vec<String> {
    let mut ids = vec![];
    collect(&Cli::command(), "help", true, &mut ids);
    ids
}

fn collect(command: &Command, id: &str, top: bool, ids: &mut Vec<String>) {
    ids.push(id.to_owned());
    for arg in command.get_arguments().filter(|arg| own(arg, top)) {
        ids.push(format!("{id}-{}", kebab(arg)));
    }
    for verb in command.get_subcommands() {
        collect(verb, &format!("{id}-{}", verb.get_name()), false, ids);
    }
}

/// Global options are worded once, at the top; clap hands them down.
fn own(arg: &Arg, top: bool) -> bool {
    !matches!(arg.get_id().as_str(), "help" | "version") && (top || !arg.is_global_set())
}

fn kebab(arg: &Arg) -> String {
    arg.get_id().as_str().replace('_', "-")
}

fn worded(words: &Words, command: Command, id: &str, top: bool) -> Command {
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let options = words.t("usage-options");

    let arguments = words.t("usage-arguments");
    let anywhere = words.t("usage-options-anywhere");
    let mut command = command
        .about(words.t(id))
        .help_template(template(words, top))
        .subcommand_help_heading(words.t("usage-verbs"))
        .subcommand_value_name(words.t("usage-verb"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .mut_args(|arg| {
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => arguments.clone(),
                (false, true) => anywhere.clone(),
                (false, false) => options.clone(),
            };
            let help = own(&arg, top).then(|| words.t(&format!("{id}-{}", kebab(&arg))));
            let valued = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            let arg = if valued { arg.hide_env(true).hide_default_value(true).hide_possible_values(true) } else { arg };
            match help {
                Some(help) => arg.help(help),
                None => arg,
            }
        });
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command = command.arg(help.help(words.t("usage-help")).help_heading(anywhere.clone()));
    if top {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true);
        command = command.arg(version.help(words.t("usage-version")).help_heading(anywhere));
    }
    for verb in verbs {
        let child = format!("{id}-{verb}");
        command = command.mut_subcommand(verb, |verb| worded(words, verb, &child, false));
    }
    command
}

fn template(words: &Words, top: bool) -> String {
    let usage = words.t("usage-usage");
    let after = if top { format!("\n{}\n", words.t("usage-after")) } else { String::new() };
    format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}\n{after}")
}
