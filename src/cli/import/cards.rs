//! `import vcard FILE…`: the numbers and addresses of visiting cards go to the debtor who has one of them, or whose name
//! they bear, with whom one gets there.
//! What never lives here: the format (see `exchange::heard`), whose a number is (see `store::read::whose`).
//! `import` calls it.
//!
//! They go in by the door of people's acts, one act a card: a number told by a card is the word of whoever imports it, and
//! is taken back as one. What is known already is not told again, and what a person put out of use stays so.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::case::decide;
use crate::domain::codes::PointQuality;
use crate::domain::command::{Command, Record, What};
use crate::domain::point::{PointTold, PointView, kind_and_key};
use crate::domain::values::{ActId, CaseId};
use crate::exchange::heard::{self, Card};
use crate::exchange::{Reason, RowError, WalkError, bank};
use crate::store::StoreError;
use crate::store::bulk::LoadSummary;
use crate::store::read::whose::{Owner, Trace, Whose};

use super::super::{Book, Ctx};
use super::load::ERRORS_MAX;
use super::report::{ChangeJson, FileReport};
use super::say;

/// Its name on the command line.
pub(super) const NAME: &str = "vcard";

/// Cards that found nobody, or several.
#[derive(Default)]
struct Outside {
    nobodys: u64,
    several: u64,
    shown: [String; 2],
}

/// Imports the cards of one file.
pub(super) fn file(ctx: &mut Ctx, book: &mut Book, dry_run: bool, path: &Path) -> anyhow::Result<FileReport> {
    let (mut all, mut errors) = (vec![], vec![]);
    let (written, text) = bank::open(path, None).map_err(|error| say::failed(&ctx.words, path, error))?;
    let mut each = |card| -> Result<(), StoreError> {
        all.push(card);
        Ok(())
    };
    let mut refused = |error| {
        if errors.len() < ERRORS_MAX {
            errors.push(error);
        }
    };
    let mut counts = heard::cards(text, &mut each, &mut refused).map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    let (mut summary, mut outside, mut changes) = (LoadSummary::default(), Outside::default(), vec![]);
    for card in &all {
        let owner = match owner(book, card)? {
            Whose::Ones(owner) => owner,
            Whose::Several => {
                outside.add(card, true);
                continue;
            }
            Whose::Nobodys | Whose::LeftOut => {
                outside.add(card, false);
                continue;
            }
        };
        let Some(case) = book.store.resolve(&owner.reference)? else { continue };
        let news = news(card, &book.store.points(case, book.today())?);
        match tell(book, dry_run, case, news)? {
            Told::Nothing => summary.unchanged += 1,
            Told::New(points) => {
                summary.accepted += 1;
                if dry_run {
                    let text = format!("{} {}: {}", owner.reference, card.name, points.join(", "));
                    if ctx.json {
                        changes.push(ChangeJson::taken(false, text));
                    } else {
                        ctx.out.line(text)?;
                    }
                }
            }
            Told::Refused(why) => {
                counts.rejected += 1;
                let value = format!("{}: {}", card.name, ctx.words.refusal(&why));
                let error =
                    RowError { line: card.line, column: String::new(), field: None, value, reason: Reason::DoesNotFit };
                errors.push(error);
            }
        }
    }
    let said = outside.said(ctx);
    Ok(FileReport::of_heard(path, NAME, &written.sha256, dry_run, counts, errors, summary, said, changes))
}

impl Outside {
    fn add(&mut self, card: &Card, several: bool) {
        let count = if several { &mut self.several } else { &mut self.nobodys };
        *count += 1;
        let shown = &mut self.shown[usize::from(several)];
        if shown.is_empty() {
            let point = card.points.first().map_or("", |first| first.point.as_str());
            *shown = if card.name.is_empty() { point.to_owned() } else { card.name.clone() };
        }
    }

    fn said(&self, ctx: &Ctx) -> Vec<(&'static str, String)> {
        let all = [("cards-nobodys", self.nobodys, &self.shown[0]), ("cards-several", self.several, &self.shown[1])];
        let some = all.into_iter().filter(|(_, count, _)| *count > 0);
        some.map(|(code, count, shown)| {
            let facts = [("count", count.into()), ("example", shown.as_str().into())];
            (code, ctx.words.tf(&format!("import-{code}"), &facts))
        })
        .collect()
    }
}

/// Whose card it is: by its numbers and addresses, all of one debtor; else by the name of the house, then of the person.
fn owner(book: &Book, card: &Card) -> Result<Whose, StoreError> {
    let mut owners: Vec<Owner> = vec![];
    let mut several = false;
    for told in &card.points {
        let trace = if told.point.contains('@') { Trace::Email(&told.point) } else { Trace::Phone(&told.point) };
        match book.store.whose(trace)? {
            Whose::Ones(owner) => owners.push(owner),
            Whose::Several => several = true,
            Whose::Nobodys | Whose::LeftOut => {}
        }
    }
    owners.sort_unstable();
    owners.dedup();
    match owners.as_slice() {
        [owner] => return Ok(Whose::Ones(owner.clone())),
        [] => {}
        [_, ..] => return Ok(Whose::Several),
    }
    for name in [&card.house, &card.name].into_iter().filter(|name| !name.is_empty()) {
        match book.store.whose(Trace::Name(name))? {
            Whose::Ones(owner) => return Ok(Whose::Ones(owner)),
            Whose::Several => several = true,
            Whose::Nobodys | Whose::LeftOut => {}
        }
    }
    Ok(if several { Whose::Several } else { Whose::Nobodys })
}

/// What a card tells that is not known: what a person told before holds, what they left open is filled.
fn news(card: &Card, known: &[PointView]) -> Vec<PointTold> {
    let mut news = vec![];
    for told in &card.points {
        let Some((kind, key)) = kind_and_key(&told.point) else { continue };
        let before = known.iter().find(|view| kind_and_key(&view.point).is_some_and(|of| of == (kind, key.clone())));
        if before.is_some_and(|view| view.quality == PointQuality::Wrong) {
            continue;
        }
        // One that a person prefers stays the first of its kind.
        let taken = known.iter().any(|view| view.kind == kind && view.preferred);
        let taken = taken
            || news
                .iter()
                .any(|one: &PointTold| one.preferred && kind_and_key(&one.point).is_some_and(|of| of.0 == kind));
        let mut next = PointTold {
            point: before.map_or_else(|| told.point.clone(), |view| view.point.clone()),
            name: card.name.clone(),
            role: card.role,
            language: card.language,
            preferred: told.preferred && !taken,
            gone: false,
        };
        if let Some(view) = before {
            if !view.name.is_empty() {
                next.name.clone_from(&view.name);
            }
            next.role = view.role.or(next.role);
            next.language = view.language.or(next.language);
            next.preferred |= view.preferred;
            let same = (&view.name, view.role, view.language, view.preferred)
                == (&next.name, next.role, next.language, next.preferred);
            if same {
                continue;
            }
        }
        news.push(next);
    }
    news
}

/// What came of a card.
enum Told {
    Nothing,
    New(Vec<String>),
    Refused(crate::domain::command::Refusal),
}

fn tell(book: &mut Book, dry_run: bool, case: CaseId, news: Vec<PointTold>) -> anyhow::Result<Told> {
    if news.is_empty() {
        return Ok(Told::Nothing);
    }
    let act = act_of(case, &news);
    // It was told and taken back: a person's word on it.
    if book.store.has_act(act)? {
        return Ok(Told::Nothing);
    }
    let points = news.iter().map(|told| told.point.clone()).collect();
    let what = What::Record(news.into_iter().map(Record::Point).collect());
    let command = Command { act, case, seen: None, what };
    let (who, now, policy) = (book.who.clone(), book.now(), book.policy().clone());
    if dry_run {
        let facts = book.store.facts(case, None)?;
        return Ok(match decide(&facts, None, &policy, &who, now, &command) {
            Ok(_) => Told::New(points),
            Err(refusal) => Told::Refused(refusal),
        });
    }
    match book.store.execute(&who, now, &policy, &command) {
        Ok(_) => Ok(Told::New(points)),
        Err(StoreError::Refused(refusal)) => Ok(Told::Refused(refusal)),
        Err(error) => Err(error.into()),
    }
}

/// The act of a card: the same for the same words to the same case.
fn act_of(case: CaseId, news: &[PointTold]) -> ActId {
    let mut digest = Sha256::new();
    digest.update(format!("{NAME}\u{1f}{case}"));
    for told in news {
        digest.update(format!("\u{1f}{told:?}"));
    }
    let digest: [u8; 32] = digest.finalize().into();
    let mut id = [0; 10];
    id.copy_from_slice(&digest[..10]);
    ActId(id)
}
