//! The tour of a demo: the day in eight steps, each advanced by the thing it asks for being done, never by time.
//! What never lives here: words (`tour-1` …), drawing; another way to do anything.
//! The root keeps one; every action and every answer of the book passes by it.

use super::App;
use super::action::Action;
use super::effect::Reply;
use super::list::is_motion;
use super::overlay::Overlay;
use super::screen::Screen;

/// One step: the action it teaches, and what tells that it was done.
#[derive(Debug, Clone, Copy)]
struct Lesson {
    teaches: Action,
    done: fn(&App, &Tour) -> bool,
}

/// The day.
const LESSONS: [Lesson; 8] = [
    Lesson { teaches: Action::LineDown, done: |_, tour| tour.did.iter().any(|did| is_motion(*did)) },
    Lesson { teaches: Action::ToggleScore, done: |_, tour| tour.did.contains(&Action::ToggleScore) },
    Lesson { teaches: Action::OpenCase, done: |app, _| on_case(app) },
    Lesson { teaches: Action::Call, done: |_, tour| tour.wrote("contact-recorded") },
    Lesson { teaches: Action::RecordPromise, done: |_, tour| tour.wrote("promise-recorded") },
    Lesson { teaches: Action::Undo, done: |_, tour| tour.wrote("act-undone") },
    Lesson {
        // By the key that holds where letters are text, too.
        teaches: Action::Find,
        done: |app, tour| {
            let asked = tour.did.iter().any(|did| matches!(did, Action::Find | Action::FindCase));
            asked && tour.did.contains(&Action::Accept) && app.overlays().is_empty() && on_case(app)
        },
    },
    Lesson { teaches: Action::GoDay, done: |app, _| matches!(app.stack().top(), Screen::Day(_)) },
];

fn on_case(app: &App) -> bool {
    matches!(app.stack().top(), Screen::Case(_)) && !app.overlays().iter().any(|over| matches!(over, Overlay::Find(_)))
}

/// How far a person has come.
#[derive(Debug, Default)]
pub struct Tour {
    /// Lessons done.
    step: usize,
    /// False: left for a while; the same key takes it up again where it was.
    on: bool,
    did: Vec<Action>,
    written: Vec<String>,
}

/// What the strip says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strip {
    /// From 1; after the last lesson one more, for the good-bye.
    pub step: usize,
    /// Lessons in all.
    pub of: usize,
    /// The action whose key is named.
    pub teaches: Action,
}

impl Tour {
    /// At its beginning.
    #[must_use]
    pub fn begun() -> Self {
        Self { on: true, ..Self::default() }
    }

    fn wrote(&self, event: &str) -> bool {
        self.written.iter().any(|written| written == event)
    }
}

impl App {
    /// What the strip of the tour says; `None`: there is none.
    #[must_use]
    pub fn tour(&self) -> Option<Strip> {
        let tour = self.tour.as_ref().filter(|tour| tour.on)?;
        let teaches = LESSONS.get(tour.step).map_or(Action::Quit, |lesson| lesson.teaches);
        Some(Strip { step: tour.step + 1, of: LESSONS.len(), teaches })
    }

    /// Leaves the tour, or takes it up where it was; after its end, from the beginning.
    pub(super) fn toggle_tour(&mut self) {
        let tour = self.tour.get_or_insert_default();
        if !tour.on && tour.step >= LESSONS.len() {
            *tour = Tour::default();
        }
        tour.on = !tour.on;
        self.dirty = true;
    }

    pub(super) fn tour_did(&mut self, action: Action) {
        if let Some(tour) = self.tour.as_mut().filter(|tour| tour.on) {
            tour.did.push(action);
        }
    }

    pub(super) fn tour_heard(&mut self, reply: &Reply) {
        let (Some(tour), Reply::Recorded { answer: Ok(recorded), .. }) = (&mut self.tour, reply) else { return };
        if tour.on {
            tour.written.extend(recorded.entries.iter().map(|entry| entry.event.clone()));
        }
    }

    /// After everything that an input or an answer led to: is the lesson done?
    pub(super) fn tour_advances(&mut self) {
        let Some(tour) = self.tour.as_ref().filter(|tour| tour.on) else { return };
        let done = LESSONS.get(tour.step).is_some_and(|lesson| (lesson.done)(self, tour));
        if let Some(tour) = self.tour.as_mut().filter(|_| done) {
            *tour = Tour { step: tour.step + 1, on: true, ..Tour::default() };
            self.dirty = true;
        }
    }
}
