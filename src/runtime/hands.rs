//! The hands of the app: every effect that touches the book is carried out here and answered.
//! What never lives here: deciding what to ask; the device.
//! The loop calls it. Every call to the store is short: what a screen shows, one command; long work is `close`'s.

use std::collections::VecDeque;

use crate::app::draft::Draft;
use crate::app::effect::{Effect, Fresh, Reply};
use crate::app::say::Trouble;
use crate::app::screen::reconcile::LINES_MAX;
use crate::app::session::{Session, Tick};
use crate::app::toast::Progress;
use crate::clock::{self, Clock};
use crate::day::{CLOSE_DAY, Card, fill_view, queue_day};
use crate::domain::codes::CardSource;
use crate::domain::values::{CaseId, Day, Login, Now};
use crate::domain::view::OwnViews;
use crate::i18n::Lang;
use crate::store::adopted::HouseVersions;
use crate::store::read::{CaseView, MyDay, QueuePage};
use crate::store::task::{TASK_STALE_MS, Task};
use crate::store::{Store, StoreError};

use super::drafts::{self, DraftKeeper};
use super::making::{Look, Made, Making};
use super::reports;
use super::start::{self, Maker, NotMade, OpenBook};
use super::what_if::Asker;

/// How often it is looked whether somebody else changed the book, in milliseconds.
const LOOK_MS: u64 = 1_000;
/// … and while a close runs: its progress is watched.
const LOOK_CLOSING_MS: u64 = 200;

/// … and while a first book is being made.
const LOOK_MAKING_MS: u64 = 100;

/// An open book in hand.
#[derive(Debug)]
struct Held {
    book: OpenBook,
    session: Session,
    drafts: DraftKeeper,
    version: i64,
    /// The house's texts adopted last, and the day on which it was looked which of them are in force.
    house: (HouseVersions, Day),
    /// The close seen running, ours or somebody else's: its last progress.
    closing: Option<(u64, u64)>,
    /// What is said when that has ended.
    later: Option<Reply>,
}

/// Carries out effects.
pub(super) struct Hands {
    held: Option<Held>,
    clock: Clock,
    maker: Maker,
    making: Option<Box<dyn Making>>,
    host: String,
    lang: Lang,
    looked_ms: u64,
    /// When something was last asked of the book.
    asked_ms: u64,
    unsaid: VecDeque<Reply>,
}

impl Hands {
    /// On an open book, or before there is one (`clock` is for then).
    pub(super) fn new(book: Option<OpenBook>, session: Session, clock: Clock, maker: Maker) -> Self {
        let clock = book.as_ref().map_or(clock, |book| book.clock.clone());
        let looked_ms = clock.monotonic_ms();
        let (host, lang) = (session.host.clone(), session.lang);
        let held = book.map(|book| Held::new(book, session));
        Self { held, clock, maker, making: None, host, lang, looked_ms, asked_ms: looked_ms, unsaid: VecDeque::new() }
    }

    pub(super) fn tick(&self) -> Tick {
        Tick { now: self.clock.now(), mono_ms: self.clock.monotonic_ms() }
    }

    pub(super) fn store_mut(&mut self) -> Option<&mut Store> {
        self.held.as_mut().map(|held| &mut held.book.store)
    }

    /// Drafts beside the book that no act has recorded.
    pub(super) fn found_drafts(&self) -> Vec<Draft> {
        let Some(held) = &self.held else { return vec![] };
        // A file that cannot be read was set aside by the store; work goes on without it.
        held.book.store.drafts(&held.session.who.login).map(drafts::read).unwrap_or_default()
    }

    /// The views beside the book.
    pub(super) fn found_views(&self) -> OwnViews {
        self.held.as_ref().map(|held| held.book.store.views(&held.session.who.login)).unwrap_or_default()
    }

    /// The morning: without a queue for today, the missed close is begun beside the screen.
    pub(super) fn begin(&mut self) {
        let now = self.clock.now();
        let Some(held) = self.held.as_mut().filter(|held| !held.session.read_only) else { return };
        let store = &held.book.store;
        let wanted = queue_day(held.session.policy.calendar, now.today);
        let (Ok(None), Ok(latest)) = (store.generation_for(wanted), store.latest_generation()) else { return };
        let planned_ahead = latest.as_ref().is_some_and(|generation| generation.day > wanted);
        // Counting is for a book that never had a list; later on it would cost the first frame.
        let empty = latest.is_none() && store.night_size().is_ok_and(|(cases, _)| cases == 0);
        if planned_ahead || empty || held.running_elsewhere() {
            return;
        }
        if let Err(trouble) = held.book.closer.start(Some(now.today.plus(-1))) {
            self.unsaid.push_back(Reply::Closed(Err(trouble)));
        } else {
            held.closing = Some((0, 0));
        }
    }

    /// Milliseconds until the next look at the book.
    pub(super) fn look_in_ms(&self) -> u64 {
        if !self.unsaid.is_empty() {
            return 0;
        }
        let every = if self.making.is_some() {
            LOOK_MAKING_MS
        } else if self.held.as_ref().is_some_and(|held| held.is_busy()) {
            LOOK_CLOSING_MS
        } else {
            LOOK_MS
        };
        (self.looked_ms + every).saturating_sub(self.clock.monotonic_ms())
    }

    /// Looks whether something happened in the book, when it is time.
    pub(super) fn look(&mut self) -> Vec<Reply> {
        let mut replies: Vec<Reply> = self.unsaid.drain(..).collect();
        if self.look_in_ms() > 0 {
            return replies;
        }
        self.looked_ms = self.clock.monotonic_ms();
        self.look_at_making(&mut replies);
        let Some(held) = self.held.as_mut() else { return replies };
        if self.looked_ms >= self.asked_ms + LOOK_MS && !held.session.read_only {
            // What it could not move now is moved the next time.
            let _later = held.book.store.settle();
        }
        let today = self.clock.now().today;
        held.look_at_close(today, &mut replies);
        if let Some((file, answer)) = held.book.asker.ended() {
            replies.push(Reply::WhatIf { file, answer: Some(answer) });
        }
        replies.extend(held.book.asker.progress().map(Reply::Comparing));
        let reported = held.book.reporter.ended();
        replies.extend(reported.map(|(ask, answer)| Reply::Report { ask, answer }));
        replies.extend(held.book.reporter.progress().map(Reply::Reporting));
        // An error shows itself at the next thing asked of the book.
        if let Ok(version) = held.book.store.data_version()
            && version != held.version
        {
            held.version = version;
            held.look_at_house(today, &mut replies);
            held.look_at_people(&mut replies);
            // The close renews its own row every second: that alone is no news.
            if held.closing.is_none() {
                replies.push(Reply::Changed);
            }
        }
        if held.house.1 != today {
            held.look_at_house(today, &mut replies);
        }
        if held.drafts.take_failed() {
            replies.push(Reply::DraftsLost);
        }
        replies
    }

    /// Carries out an effect on the book.
    pub(super) fn carry(&mut self, effect: Effect) -> Option<Reply> {
        self.asked_ms = self.clock.monotonic_ms();
        if let Effect::MakeBook(which) = effect {
            return Some(match (self.maker)(which) {
                Ok(Made::Open(book)) => self.opened(*book),
                Ok(Made::Running(making)) => {
                    self.making = Some(making);
                    Reply::Making(Progress::default())
                }
                Err(not_made) => not_opened(not_made),
            });
        }
        if effect == Effect::StopMaking {
            let mut making = self.making.take()?;
            making.stop();
            return Some(Reply::NotOpened(Trouble::Broke { id: "start-stopped".to_owned(), facts: vec![] }));
        }
        self.held.as_mut().and_then(|held| held.carry(effect, self.clock.now()))
    }

    fn opened(&mut self, book: OpenBook) -> Reply {
        let session = book.session(&self.host, self.lang);
        self.clock = book.clock.clone();
        self.held = Some(Held::new(book, session.clone()));
        self.begin();
        Reply::Opened(Box::new(session))
    }

    fn look_at_making(&mut self, replies: &mut Vec<Reply>) {
        let Some(making) = &mut self.making else { return };
        match making.look() {
            Look::Goes(progress) => replies.push(Reply::Making(progress)),
            Look::Ended(ended) => {
                self.making = None;
                match ended {
                    Ok((book, read)) => {
                        replies.push(self.opened(*book));
                        replies.push(Reply::Imported { kind: read.kind, rows: read.rows, rejected: read.rejected });
                    }
                    Err(not_made) => replies.push(not_opened(not_made)),
                }
            }
        }
    }

    /// Everything put away.
    pub(super) fn finish(&mut self) {
        if let Some(mut held) = self.held.take() {
            let Session { who, host, read_only, .. } = &held.session;
            if !read_only {
                // One that cannot be let go of goes stale by itself.
                let _stale_soon = held.book.store.release_leases(who, host);
            }
        }
    }
}

impl Held {
    fn new(book: OpenBook, session: Session) -> Self {
        // Left as it is, an act now and then takes longer.
        let _slower = book.store.settles_when_idle();
        let version = book.store.data_version().unwrap_or_default();
        let house = (book.store.house_versions().unwrap_or_default(), book.clock.now().today);
        let file = (!session.read_only).then(|| book.store.draft_file(&session.who.login)).flatten();
        Self { book, session, drafts: DraftKeeper::new(file), version, house, closing: None, later: None }
    }

    /// Something runs beside the screen and is looked at often.
    fn is_busy(&self) -> bool {
        let book = &self.book;
        self.closing.is_some() || book.asker.progress().is_some() || book.reporter.progress().is_some()
    }

    fn carry(&mut self, effect: Effect, now: Now) -> Option<Reply> {
        let (session, OpenBook { store, clock, closer, asker, reporter, card, .. }) = (&self.session, &mut self.book);
        Some(match effect {
            Effect::LoadQueue { collector, from, limit } => {
                Reply::Queue(queue(store, session, now.today, collector.as_ref(), from, limit).map_err(trouble))
            }
            Effect::LoadCase { case, history } => {
                Reply::Case { case, answer: one_case(store, session, card, (case, history), now) }
            }
            Effect::Find { query, limit } => {
                Reply::Found { answer: store.find(&query, now.today, limit).map_err(trouble), query }
            }
            Effect::LoadDay => Reply::Day(my_day(store, session, now.today).map_err(trouble)),
            Effect::LoadDisputes => Reply::Disputes(store.disputes(now.today).map_err(trouble)),
            Effect::LoadFresh => Reply::Fresh(fresh(store)),
            Effect::LoadTeam => Reply::Team(store.team(now.today, now.at).map(Box::new).map_err(trouble)),
            Effect::LoadApprovals => Reply::Approvals(store.approvals(now.today).map_err(trouble)),
            Effect::Tray(ask) => super::tray::answer(store, session, clock, now, &ask),
            effect @ (Effect::LoadWaiting { .. }
            | Effect::SetAside { .. }
            | Effect::LoadAside
            | Effect::TakeLineBack { .. }
            | Effect::LoadProposals { .. }
            | Effect::LoadChoices { .. }) => return of_bank(store, session, effect, now),
            Effect::Execute(command) => {
                let answer = store.execute(&session.who, now, &session.policy, &command).map_err(trouble);
                Reply::Recorded { act: command.act, answer }
            }
            Effect::TakeLease(case) => {
                let answer = store.lease(&session.who, &session.host, now.at, case).map_err(trouble);
                Reply::Lease { case, answer }
            }
            Effect::ReleaseLeases => {
                // One that cannot be let go of goes stale by itself.
                let _stale_soon = store.release_leases(&session.who, &session.host);
                return None;
            }
            effect @ (Effect::SaveDraft(_) | Effect::DropDraft(_)) => return self.drafts.keep(&effect),
            Effect::KeepViews(views) => {
                return store.keep_views(&session.who.login, &views).is_err().then_some(Reply::DraftsLost);
            }
            Effect::CloseDay => match closer.start(None) {
                Ok(()) => {
                    self.closing = Some((0, 0));
                    return None;
                }
                Err(trouble) => Reply::Closed(Err(trouble)),
            },
            Effect::StopClose => {
                closer.stop();
                return None;
            }
            Effect::WhatIf(_) | Effect::StopWhatIf => return what_if(asker.as_mut(), effect),
            Effect::Report(_) | Effect::StopReport => return reports::begin(reporter.as_mut(), &effect),
            Effect::Copy(_)
            | Effect::Offer(_)
            | Effect::MakeBook(_)
            | Effect::StopMaking
            | Effect::Repaint
            | Effect::Suspend
            | Effect::Quit => return None,
        })
    }

    /// Somebody else's close that is alive.
    fn running_elsewhere(&self) -> bool {
        self.task().is_some() && !self.book.closer.runs()
    }

    fn task(&self) -> Option<Task> {
        let task = self.book.store.task(CLOSE_DAY).ok().flatten()?;
        let fresh = clock::machine_now().0.saturating_sub(task.renewed_at.0) < TASK_STALE_MS;
        fresh.then_some(task)
    }

    /// What others adopted, or what came into force with the day, holds here too from now on.
    fn look_at_house(&mut self, today: Day, replies: &mut Vec<Reply>) {
        let Ok(versions) = self.book.store.house_versions() else { return };
        let looked_at = (versions, today);
        if self.house == looked_at {
            return;
        }
        self.house = looked_at;
        let Some((policy, card)) = self.book.house.in_force() else { return };
        let before = std::mem::replace(&mut self.book.card, card);
        if self.book.card.0 != before.0 {
            let (card, before) = (self.book.card.0.name().to_owned(), before.0.name().to_owned());
            // A close that brought it up to date has the last word first.
            match self.closing {
                Some(_) => self.later = Some(Reply::NewCard { card, before }),
                None => replies.push(Reply::NewCard { card, before }),
            }
        }
        if self.session.policy != policy {
            self.session.policy = policy.clone();
            replies.push(Reply::House(Box::new(policy), self.session.people.clone()));
        }
    }

    /// Cases can be given to whoever has come since.
    fn look_at_people(&mut self, replies: &mut Vec<Reply>) {
        let people = start::people(&self.book.store);
        if self.session.people != people {
            self.session.people.clone_from(&people);
            replies.push(Reply::House(Box::new(self.session.policy.clone()), people));
        }
    }

    fn look_at_close(&mut self, today: Day, replies: &mut Vec<Reply>) {
        if let Some(ended) = self.book.closer.ended() {
            self.closing = None;
            self.version = self.book.store.data_version().unwrap_or(self.version);
            replies.push(Reply::Closed(ended));
            replies.extend(self.later.take());
            // What it adopted just now is not seen as a change any more.
            self.look_at_house(today, replies);
            return;
        }
        match (self.task(), self.closing) {
            (Some(task), seen) if seen != Some((task.done, task.total)) => {
                self.closing = Some((task.done, task.total));
                replies.push(progress(&task));
            }
            (Some(_), _) => {}
            (None, Some(_)) if !self.book.closer.runs() => {
                self.closing = None;
                replies.push(Reply::Closed(Ok(())));
                replies.extend(self.later.take());
            }
            (None, _) => {}
        }
    }
}

/// Begins to make the lists under other numbers, or stops it.
fn what_if(asker: &mut dyn Asker, effect: Effect) -> Option<Reply> {
    let Effect::WhatIf(file) = effect else {
        asker.stop();
        return None;
    };
    let answer = asker.start(&file).err().map(Err);
    Some(Reply::WhatIf { file, answer })
}

fn not_opened(not_made: NotMade) -> Reply {
    match not_made {
        NotMade::Sentence(detail) => {
            Reply::NotOpened(Trouble::Broke { id: "start-failed".to_owned(), facts: vec![("detail", detail)] })
        }
        NotMade::Unmapped(sample) => Reply::Unmapped(sample),
    }
}

fn progress(task: &Task) -> Reply {
    let ran_ms = u64::try_from(task.renewed_at.0 - task.since.0).unwrap_or(0).max(1);
    let rate = task.done.saturating_mul(1_000) / ran_ms;
    let left = task.total.saturating_sub(task.done);
    Reply::Closing { done: task.done, total: task.total, rate, seconds_left: left / rate.max(1) }
}

/// Up to which day the figures tell. What cannot be read is not shown; whatever is wrong shows itself at the next thing
/// asked of the book.
fn fresh(store: &Store) -> Fresh {
    let (bank, ledger) = store.fresh_days().unwrap_or_default();
    Fresh { bank, ledger }
}

/// What is asked of the bank's lines.
fn of_bank(store: &mut Store, session: &Session, effect: Effect, now: Now) -> Option<Reply> {
    if let Effect::SetAside { line, reason } = &effect {
        let done = store.set_aside(&session.who, now, line, reason);
        return Some(Reply::Waiting(done.and_then(|()| store.waiting_list(LINES_MAX)).map_err(trouble)));
    }
    if let Effect::TakeLineBack { line } = &effect {
        let done = store.take_line_back(&session.who, now, line);
        return Some(Reply::Aside(done.and_then(|()| store.aside("")).map_err(trouble)));
    }
    if effect == Effect::LoadAside {
        return Some(Reply::Aside(store.aside("").map_err(trouble)));
    }
    if let Effect::LoadWaiting { limit } = effect {
        return Some(Reply::Waiting(store.waiting_list(limit).map_err(trouble)));
    }
    if let Effect::LoadProposals { line } = &effect {
        let found = store.waiting_line(now, line).map(|found| found.map(Box::new));
        return Some(Reply::Proposals(found.map_err(trouble)));
    }
    let Effect::LoadChoices { case, line } = &effect else { return None };
    Some(Reply::Choices(store.choices(*case, line, now).map(Box::new).map_err(trouble)))
}

/// The newest list for today (the next working day where nobody works today), else the newest of all.
fn queue(
    store: &Store,
    session: &Session,
    today: Day,
    collector: Option<&Login>,
    from: u32,
    limit: u32,
) -> Result<Option<QueuePage>, StoreError> {
    let generation = match store.generation_for(queue_day(session.policy.calendar, today))? {
        Some(generation) => Some(generation),
        None => store.latest_generation()?,
    };
    generation.map(|generation| store.queue_page(&generation, collector, from, limit, today)).transpose()
}

/// A case as its screen shows it, judged by the card in force.
fn one_case(
    store: &Store,
    session: &Session,
    card: &(Card, CardSource),
    (case, history): (CaseId, u32),
    now: Now,
) -> Result<Box<CaseView>, Trouble> {
    let mut view = store.case_view(case, now, Some(&session.who), history).map_err(trouble)?;
    fill_view(&mut view, (&card.0, card.1), &session.policy, session.currency);
    Ok(Box::new(view))
}

/// A person's day, with the disputes they have to be told of.
fn my_day(store: &Store, session: &Session, today: Day) -> Result<Box<MyDay>, StoreError> {
    let who = &session.who;
    let mut day = store.my_day(&who.login, today)?;
    day.disputes = store.disputes(today)?.0;
    day.disputes.retain(|row| row.alerts(&who.login, who.role, today));
    Ok(Box::new(day))
}

/// What a screen is told of an error of the store.
pub(super) fn trouble(error: StoreError) -> Trouble {
    let id = error.to_string();
    let facts = error.facts();
    match error {
        StoreError::Refused(refusal) => Trouble::Refused(refusal),
        StoreError::NoBook(_)
        | StoreError::Exists(_)
        | StoreError::NotABook(_)
        | StoreError::Damaged(_)
        | StoreError::Newer { .. }
        | StoreError::Older { .. }
        | StoreError::Busy { .. }
        | StoreError::ReadOnly
        | StoreError::Denied(_)
        | StoreError::DiskFull
        | StoreError::Network(_)
        | StoreError::Stopped
        | StoreError::Io(_)
        | StoreError::Corrupt(_)
        | StoreError::Engine(_) => Trouble::Broke { id, facts },
    }
}
