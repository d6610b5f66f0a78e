//! `doctor`: is everything around the book as it should be? The book's place and rights, disk, clock, terminal, locale.
//! What never lives here: the book's inner agreement (see `verify`), mending.
//! `cli` dispatches to it.

use serde::Serialize;

use crate::clock;
use crate::i18n::Words;
use crate::store::doctor::Health;
use crate::zone::Zone;

use super::taste::TasteFiles;
use super::{Ctx, Exit, exit};

/// Free space below which a book should not live, in bytes: room for one more copy of a middling book.
const FREE_BYTES_LOW: u64 = 256 * 1024 * 1024;
/// A last entry this far ahead of the clock means a clock set back, in milliseconds.
const CLOCK_AHEAD_MS: i64 = 60_000;
/// Smallest terminal the workstation draws in: columns, rows.
const SMALLEST: (u16, u16) = (60, 15);

/// Nothing to choose.
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    ok: bool,
    checks: Vec<Check>,
}

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    ok: bool,
    text: String,
}

/// Looks and says; fails when something is not as it should be.
pub fn run(ctx: &mut Ctx, _args: &Args) -> anyhow::Result<Exit> {
    let mut checks = book(ctx);
    checks.extend(settings(ctx));
    checks.extend([terminal(&ctx.words), locale(&ctx.words)]);
    let ok = checks.iter().all(|check| check.ok);
    if ctx.json {
        ctx.out.json(&Report { schema: "relance.doctor/1", ok, checks })?;
    } else {
        for check in checks {
            let sign = if check.ok { "✓" } else { "!" };
            ctx.out.line(format!("{sign} {}", check.text))?;
        }
    }
    Ok(if ok { Exit::Done } else { Exit::Failed })
}

fn book(ctx: &Ctx) -> Vec<Check> {
    let words = &ctx.words;
    let opened = ctx.read().and_then(|book| Ok((book.store.health()?, book)));
    let (health, book) = match opened {
        Ok(opened) => opened,
        Err(error) => return vec![Check { name: "book", ok: false, text: exit::sentence(words, &error) }],
    };
    let facts = [
        ("path", book.path.display().to_string().into()),
        ("schema", health.schema.into()),
        ("cases", health.cases.into()),
        ("kib", (health.book_bytes / 1024).into()),
    ];
    let mut checks = vec![Check { name: "book", ok: true, text: words.tf("doctor-book", &facts) }];
    checks.push(network(words, &health));
    checks.extend(rights(words, &health));
    checks.extend(disk(words, &health));
    checks.push(machine_clock(words, &health, book.clock.zone()));
    checks.push(waiting(words, &health));
    checks
}

fn network(words: &Words, health: &Health) -> Check {
    let id = if health.network { "doctor-network" } else { "doctor-local" };
    Check { name: "file-system", ok: !health.network, text: words.t(id) }
}

/// Nobody outside the owner and the book's group may read or write it.
fn rights(words: &Words, health: &Health) -> Option<Check> {
    let mode = health.mode? & 0o777;
    let ok = mode & 0o007 == 0;
    let id = if ok { "doctor-rights" } else { "doctor-rights-open" };
    Some(Check { name: "rights", ok, text: words.tf(id, &[("mode", format!("{mode:o}").into())]) })
}

fn disk(words: &Words, health: &Health) -> Option<Check> {
    let free = health.free_bytes?;
    let ok = free >= FREE_BYTES_LOW;
    let id = if ok { "doctor-disk" } else { "doctor-disk-low" };
    Some(Check { name: "disk", ok, text: words.tf(id, &[("mib", (free / (1024 * 1024)).into())]) })
}

fn machine_clock(words: &Words, health: &Health, zone: Zone) -> Check {
    let now = clock::machine_now();
    let ahead = health.last_instant.filter(|last| last.0 > now.0 + CLOCK_AHEAD_MS);
    let text = match ahead {
        Some(last) => words.tf("doctor-clock-behind", &[("last", words.moment(last, zone).into())]),
        None => words.tf("doctor-clock", &[("now", words.moment(now, zone).into()), ("zone", zone.name().into())]),
    };
    Check { name: "clock", ok: ahead.is_none(), text }
}

fn waiting(words: &Words, health: &Health) -> Check {
    let facts = [("stale", health.stale.into()), ("loading", health.loading.into())];
    Check { name: "waiting", ok: true, text: words.tf("doctor-waiting", &facts) }
}

/// The person's own files.
fn settings(ctx: &Ctx) -> Vec<Check> {
    let prefs = TasteFiles::new(ctx.again()).read();
    let text = match &prefs {
        Ok(_) => ctx.words.t("doctor-settings"),
        Err(fault) => fault.to_string().replace('\n', " "),
    };
    vec![Check { name: "settings", ok: prefs.is_ok(), text }]
}

fn terminal(words: &Words) -> Check {
    let name = std::env::var("TERM").unwrap_or_default();
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| (size.ws_col, size.ws_row));
    let no_colour = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    let colours = words.t(if no_colour { "doctor-no-colours" } else { "doctor-colours" });
    match size {
        Some((columns, rows)) => {
            let ok = columns >= SMALLEST.0 && rows >= SMALLEST.1 && name != "dumb";
            let id = if ok { "doctor-terminal" } else { "doctor-terminal-small" };
            let size = format!("{columns}×{rows}");
            let facts = [("name", name.into()), ("size", size.into()), ("colours", colours.into())];
            Check { name: "terminal", ok, text: words.tf(id, &facts) }
        }
        None => Check { name: "terminal", ok: true, text: words.t("doctor-terminal-none") },
    }
}

fn locale(words: &Words) -> Check {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let value = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let upper = value.to_uppercase();
    let ok = upper.contains("UTF-8") || upper.contains("UTF8");
    let id = if ok { "doctor-locale" } else { "doctor-locale-not-utf8" };
    Check { name: "locale", ok, text: words.tf(id, &[("value", value.into())]) }
}
