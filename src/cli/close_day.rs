//! `close-day [--for DATE]`: brings the book to the next working day and makes its queue.
//! What never lives here: the course of a close (see `day`).
//! `cli` dispatches to it; the workstation runs it beside itself.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::clock::{self, Clock};
use crate::day::{self, Around, Ask, DayClosed, DayError, Progress};
use crate::domain::values::{Day, Instant};
use crate::i18n::{Arg, Words};
use crate::runtime::Interrupt;
use crate::runtime::Told;
use crate::store::task::Task;

use super::score::{learn, refit};
use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, here, out};

/// Left to others between two slices of writing.
const PAUSE: Duration = Duration::from_millis(2);
/// A line of progress is printed this often when a person reads along.
const TELL_EVERY_MS: u64 = 2_000;
/// … for a program that draws them.
const TELL_PROGRAM_EVERY_MS: u64 = 250;

/// Which day.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long = "for", id = "for", value_name = "DATE")]
    for_day: Option<String>,
}

#[derive(Debug, Serialize)]
struct Closed {
    schema: &'static str,
    closed: Day,
    next_day: Day,
    generation: i64,
    cases: u64,
    queued: u64,
    excluded: BTreeMap<&'static str, u64>,
    promises: Promises,
    orphans: u64,
    seal: String,
    seconds: f64,
    /// Only when the card was brought up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<NewCard>,
}

#[derive(Debug, Serialize)]
struct NewCard {
    name: String,
    before: String,
    recalibrated: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Promises {
    kept: u64,
    partially_kept: u64,
    broken: u64,
}

/// Closes the day.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let for_day = args.for_day.as_deref().map(|text| Reader::new(ctx, &book).past_day("--for", text)).transpose()?;
    let closed = for_day.unwrap_or(book.today());
    let fitted = refit::at_months_close(&ctx.words, &mut book, closed)?;
    let learnt = learn::at_months_close(&ctx.words, &mut book, closed)?;
    // The fit before may be ended at any moment; of the close something would be left behind, though nothing visible.
    let stop = Interrupt::listen().ok();
    let done = close_until(&ctx.words, &mut book, for_day, stop.as_ref())?;
    if ctx.json {
        let seconds_ms = u32::try_from(book.clock.monotonic_ms()).unwrap_or(u32::MAX);
        let card = fitted.map(|done| NewCard { name: done.card, before: done.before, recalibrated: done.recalibrated });
        ctx.out.json(&Closed { card, ..Closed::of(&done, f64::from(seconds_ms) / 1_000.0) })?;
    } else {
        let lines = told(&ctx.words, &done);
        ctx.out.lines(&lines)?;
        for line in fitted.map(|fitted| fitted.line).into_iter().chain(learnt) {
            ctx.out.line(line)?;
        }
    }
    Ok(Exit::Done)
}

/// Closes a day of an open book; `None`: today.
pub fn close(words: &Words, book: &mut Book, for_day: Option<Day>) -> anyhow::Result<DayClosed> {
    close_until(words, book, for_day, None)
}

/// The same, until somebody asks for an end.
fn close_until(
    words: &Words,
    book: &mut Book,
    for_day: Option<Day>,
    stop: Option<&Interrupt>,
) -> anyhow::Result<DayClosed> {
    let host = here::host();
    let ask = Ask {
        who: &book.who,
        host: &host,
        process: std::process::id(),
        now: book.clock.now(),
        for_day,
        card: &book.written.1,
        policy: &book.written.0.policy,
        house: &book.house,
    };
    let teller = Teller::new(words, &book.clock, false);
    let mut around = Here { teller, stop };
    day::close(&mut book.store, &ask, &mut around).map_err(|error| said(words, error))
}

impl Closed {
    fn of(done: &DayClosed, seconds: f64) -> Self {
        let day::PromiseCounts { kept, partially_kept, broken } = done.promises;
        Self {
            schema: "relance.day/1",
            closed: done.closed,
            next_day: done.next_day,
            generation: done.generation,
            cases: done.cases,
            queued: done.queued,
            excluded: done.excluded.iter().map(|(reason, cases)| (reason.name(), *cases)).collect(),
            promises: Promises { kept, partially_kept, broken },
            orphans: done.orphans,
            seal: done.seal.clone(),
            seconds,
            card: None,
        }
    }
}

/// What was done, in words.
fn told(words: &Words, done: &DayClosed) -> String {
    let facts: &[(&str, Arg)] = &[
        ("closed", words.day(done.closed).into()),
        ("next", words.day(done.next_day).into()),
        ("generation", done.generation.into()),
        ("queued", done.queued.into()),
        ("cases", done.cases.into()),
        ("kept", done.promises.kept.into()),
        ("partly", done.promises.partially_kept.into()),
        ("broken", done.promises.broken.into()),
        ("seal", done.seal.as_str().into()),
        ("orphans", done.orphans.into()),
    ];
    let mut lines = vec![words.tf(if done.unchanged { "day-unchanged" } else { "day-closed" }, facts)];
    lines.push(words.tf("day-queue-made", facts));
    if !done.excluded.is_empty() {
        let part = |(reason, cases): (&crate::domain::codes::Exclusion, &u64)| {
            let reason = words.rule(*reason, None);
            words.tf("day-left-out-part", &[("reason", reason.into()), ("cases", (*cases).into())])
        };
        let parts: Vec<String> = done.excluded.iter().map(part).collect();
        lines.push(words.tf("day-left-out", &[("parts", parts.join(", ").into())]));
    }
    if done.promises != day::PromiseCounts::default() {
        lines.push(words.tf("day-promises", facts));
    }
    if done.orphans > 0 {
        lines.push(words.tf("day-orphans", facts));
    }
    lines.push(words.tf("day-seal", facts));
    lines.join("\n")
}

/// Why the day was not closed, in words.
fn said(words: &Words, error: DayError) -> anyhow::Error {
    let id = error.to_string();
    let sentence = match error {
        DayError::Store(error) => return error.into(),
        DayError::NotYet(day) => words.tf(&id, &[("day", words.day(day).into())]),
        DayError::ClosedLater { asked, last } => {
            words.tf(&id, &[("day", words.day(asked).into()), ("last", words.day(last).into())])
        }
        DayError::BeingClosed(task) => {
            let who = format!("{}@{}", task.login, task.host);
            words.tf(&id, &[("who", who.into()), ("done", task.done.into()), ("total", task.total.into())])
        }
        DayError::Stopped => words.t(&id),
    };
    Fault::failed(sentence).into()
}

/// Tells whoever reads along how far long work is, now and then: a person at a terminal in words, a program in JSON.
pub(super) struct Teller<'a> {
    words: &'a Words,
    clock: &'a Clock,
    /// When the last line was told; a program hears the first one at once.
    told_ms: Option<u64>,
    /// Between two lines; `None`: nobody reads along.
    every_ms: Option<u64>,
    program: bool,
}

impl<'a> Teller<'a> {
    /// `program`: one asked to be told.
    pub(super) fn new(words: &'a Words, clock: &'a Clock, program: bool) -> Self {
        let person = here::a_person_reads_errors().then_some(TELL_EVERY_MS);
        let every_ms = if program { Some(TELL_PROGRAM_EVERY_MS) } else { person };
        Self { words, clock, told_ms: (!program).then_some(0), every_ms, program }
    }

    /// Prints a line when it is time.
    pub(super) fn tell(&mut self, progress: Progress) {
        let Some(every_ms) = self.every_ms else { return };
        let ms = self.clock.monotonic_ms();
        if self.told_ms.is_some_and(|told_ms| ms < told_ms + every_ms) {
            return;
        }
        self.told_ms = Some(ms);
        if self.program {
            let told = Told { done: progress.done, total: progress.total, ms };
            out::warn(&serde_json::to_string(&told).unwrap_or_default());
            return;
        }
        let a_second = progress.done * 1_000 / ms.max(1);
        let left = progress.total.saturating_sub(progress.done) / a_second.max(1);
        let facts: [(&str, Arg); 4] = [
            ("done", progress.done.into()),
            ("total", progress.total.into()),
            ("rate", a_second.into()),
            ("left", left.into()),
        ];
        out::warn(&self.words.tf("day-progress", &facts));
    }
}

/// The world around a close on the command line.
struct Here<'a> {
    teller: Teller<'a>,
    stop: Option<&'a Interrupt>,
}

impl Around for Here<'_> {
    fn machine_now(&self) -> Instant {
        clock::machine_now()
    }

    fn goes_on(&mut self, progress: Progress) -> bool {
        self.teller.tell(progress);
        !self.stop.is_some_and(Interrupt::came)
    }

    fn pause(&mut self) {
        std::thread::sleep(PAUSE);
    }

    fn is_gone(&self, task: &Task) -> bool {
        here::is_gone(&task.host, task.process)
    }
}
