//! `init`: makes an empty book and a commented config beside it; whoever makes it is its first supervisor.
//! What never lives here: tables (see `store`), the config's meaning (see `config`).
//! `cli` dispatches to it; the workstation's first hour calls `make`.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::codes::Role;
use crate::domain::event::Who;
use crate::domain::person::Person;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Login};
use crate::i18n::{Lang, Words};
use crate::store::{BookSettings, Store};
use crate::zone::Zone;

use super::{Ctx, Exit, Fault, ask, person, places, text};

/// What the book is made with; what is not given is asked, or takes the default shown.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "GROUP")]
    shared: Option<String>,
    #[arg(long)]
    zone: Option<String>,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "fr|en")]
    language: Option<String>,
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    #[arg(long)]
    login: Option<String>,
}

#[derive(Debug, Serialize)]
struct Made {
    schema: &'static str,
    book: String,
    config: String,
    login: Login,
}

/// Makes the book.
pub fn run(ctx: &mut Ctx, args: Args) -> anyhow::Result<Exit> {
    let path = ctx.book_path()?;
    if path.exists() {
        return Err(Fault::failed(ctx.words.tf("store-exists", &[("path", path.display().to_string().into())])).into());
    }
    let asked = !ctx.no_input();
    let words = &ctx.words;
    let own = person::login_of(&person::os_user()).0;
    let wanted = args.login.clone().or_else(|| ctx.wanted_login().map(str::to_owned));
    let settings = BookSettings {
        language: told(words, asked, args.language, "cli-ask-language", words.lang().code(), language)?,
        zone: told(words, asked, args.zone, "cli-ask-zone", &machine_zone(), zone)?,
        currency: told(words, asked, args.currency, "cli-ask-currency", "EUR", currency)?,
        company: told(words, asked, args.company, "cli-ask-company", "", |_, text| {
            Ok(clean_line(text, NAME_CHARS_MAX))
        })?,
    };
    let login = told(words, asked, wanted, "cli-ask-login", &own, login)?;
    let config = make(ctx, &path, &settings, &login, args.shared.as_deref())?;
    if ctx.json {
        let (book, config) = (path.display().to_string(), config.display().to_string());
        ctx.out.json(&Made { schema: "relance.init/1", book, config, login })?;
        return Ok(Exit::Done);
    }
    let facts = [
        ("path", path.display().to_string().into()),
        ("config", config.display().to_string().into()),
        ("login", login.to_string().into()),
    ];
    let said = ctx.words.tf("cli-init-done", &facts);
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

/// Makes the folder, the book, its first person and its config; returns where the config lies.
pub fn make(
    ctx: &Ctx,
    path: &Path,
    settings: &BookSettings,
    login: &Login,
    shared: Option<&str>,
) -> anyhow::Result<PathBuf> {
    let zone: Zone = zone(&ctx.words, &settings.zone).map_err(Fault::failed)?.parse()?;
    let clock = ctx.clock(zone)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let failed = |error| Fault::failed(text::unreadable(&ctx.words, folder, &error));
        fs::create_dir_all(folder).map_err(failed)?;
        if let Some(group) = shared {
            share(&ctx.words, folder, group)?;
        }
    }
    let mut store = Store::create(path, settings, shared.is_some())?;
    let os_user = person::os_user();
    let first = Person::new(login.clone(), Role::Supervisor, vec![os_user.clone()]);
    let who = Who::new(login.clone(), os_user, Role::Supervisor);
    store.put_person(&who, clock.now(), &first)?;
    let config = places::book_config(path);
    if !config.exists() {
        let failed = |error| Fault::failed(text::unreadable(&ctx.words, &config, &error));
        fs::write(&config, template(&settings.language)).map_err(failed)?;
        if shared.is_some() {
            // Whatever the maker's mask says: who may open the book has to read its config.
            fs::set_permissions(&config, fs::Permissions::from_mode(0o660)).map_err(failed)?;
        }
    }
    Ok(config)
}

/// The commented config of a new book: everything it says is the default.
#[must_use]
pub fn template(language: &str) -> &'static str {
    match Lang::from_tag(language) {
        Some(Lang::Fr) => include_str!("../../locales/fr/book-config.toml"),
        Some(Lang::En) | None => include_str!("../../locales/en/book-config.toml"),
    }
}

/// Hands the folder to a group, so that what is made in it belongs to the group as well.
fn share(words: &Words, folder: &Path, group: &str) -> Result<(), Fault> {
    let groups = fs::read_to_string("/etc/group").unwrap_or_default();
    let gid = groups.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(group)).then(|| fields.nth(1)).flatten()?.parse().ok()
    });
    let gid: u32 = gid.ok_or_else(|| Fault::failed(words.tf("cli-no-such-group", &[("group", group.into())])))?;
    let failed = |error| Fault::failed(text::unreadable(words, folder, &error));
    chown(folder, None, Some(gid)).map_err(failed)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o2770)).map_err(failed)
}

/// A value given as a flag, else asked for, else its default.
fn told<T>(
    words: &Words,
    asked: bool,
    given: Option<String>,
    question: &str,
    default: &str,
    read: impl Fn(&Words, &str) -> Result<T, String>,
) -> anyhow::Result<T> {
    match given {
        Some(text) => Ok(read(words, &text).map_err(Fault::usage)?),
        None if asked => {
            let answer = ask::ask(&words.t(question), default, |text| read(words, text))?;
            Ok(answer.ok_or_else(|| Fault::failed(words.t("cli-no-answer")))?)
        }
        None => Ok(read(words, default).map_err(Fault::usage)?),
    }
}

fn language(words: &Words, text: &str) -> Result<String, String> {
    let lang = Lang::from_tag(text).ok_or_else(|| words.tf("cli-bad-language", &[("value", text.into())]));
    Ok(lang?.code().to_owned())
}

fn zone(words: &Words, text: &str) -> Result<String, String> {
    let zone: Result<Zone, _> = text.parse();
    zone.map(|zone| zone.name().to_owned()).map_err(|_| words.tf("cli-bad-zone", &[("value", text.into())]))
}

fn currency(words: &Words, text: &str) -> Result<Currency, String> {
    text.parse().map_err(|_| words.tf("cli-bad-currency", &[("value", text.into())]))
}

fn login(words: &Words, text: &str) -> Result<Login, String> {
    text.parse().map_err(|_| words.tf("cli-not-a-login", &[("login", text.into())]))
}

/// The machine's own zone where it can be read, else Paris.
pub fn machine_zone() -> String {
    let linked = fs::read_link("/etc/localtime").ok();
    let linked = linked.and_then(|path| path.to_str()?.split_once("zoneinfo/").map(|(_, name)| name.to_owned()));
    let candidates = [std::env::var("TZ").ok(), linked, fs::read_to_string("/etc/timezone").ok()];
    let known = candidates.into_iter().flatten().find_map(|name| name.trim().parse::<Zone>().ok());
    known.unwrap_or(Zone::PARIS).name().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{BookConfig, book::book};

    #[test]
    fn the_commented_config_says_the_defaults_and_every_line_of_it_can_be_switched_on() {
        for language in ["fr", "en"] {
            let text = template(language);
            assert_eq!(book(text, Currency::EUR), Ok(BookConfig::default()), "{language}");
            let on: String =
                text.lines().map(|line| format!("{}\n", line.strip_prefix("#: ").unwrap_or(line))).collect();
            assert_ne!(on, text);
            let config = book(&on, Currency::EUR).unwrap();
            assert_eq!(config.policy.rates.len(), 1, "{language}");
            assert!(config.card.is_some());
        }
    }
}
