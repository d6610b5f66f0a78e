//! A contact: what came of it (one key an outcome), how and with whom, and the form that the outcome leads to.
//! What never lives here: drawing, what an outcome means (see `domain::codes`).
//! The root opens it through `Form`; all that follows it is saved with it as one act.

use crate::domain::call::Next;
use crate::domain::codes::{Channel, ContactClass, DayPart, Direction, Follow, Outcome};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::ContactMade;
use crate::domain::heard::PointKind;
use crate::domain::permit::Checked;
use crate::domain::point::numbers_to_call;
use crate::domain::slot::part_of;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{Day, Instant};
use crate::i18n::read;
use crate::input::{Key, KeyPress};
use crate::store::read::CaseView;

use super::super::action::Action;
use super::super::say::{Fact, Say, refused};
use super::call::Called;
use super::callback::next_try;
use super::choice::{Choice, Choosable};
use super::common::{follows, note, note_field, or_then, short_field, then_field, when_field};
use super::grid::Grid;
use super::permitted::Permitted;
use super::sheet::{Hint, Sheet, Text, Value, unread};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// Longest talk kept, in seconds: a day.
pub const TALK_SECONDS_MAX: u32 = 86_400;

/// The contact being recorded.
#[derive(Debug)]
pub struct ContactForm {
    sheet: Sheet,
    at: Option<Instant>,
    permitted: Permitted,
    /// The call it tells of, where one was made with the call form.
    called: Option<Called>,
}

impl Default for ContactForm {
    fn default() -> Self {
        let channels = Channel::ALL
            .iter()
            .zip('1'..='8')
            .map(|(channel, key)| Choosable::new(channel.name(), key, Say::new(format!("channel-{channel}"))));
        let directions = [(Direction::Out, 'o'), (Direction::In, 'i')]
            .map(|(direction, key)| Choosable::new(direction.name(), key, Say::new(format!("direction-{direction}"))));
        let kinds =
            [FormKind::Promise, FormKind::Dispute, FormKind::Callback, FormKind::Hold, FormKind::Point, FormKind::Note];
        let sheet = Sheet::new(vec![
            ("outcome", Value::Grid(Grid::default())),
            ("override", short_field()),
            ("note", note_field()),
            ("then", then_field(&kinds)),
            ("channel", Value::Choice(Choice::new(channels.collect()).on(Channel::Call.name()))),
            ("direction", Value::Choice(Choice::new(directions.to_vec()).on(Direction::Out.name()))),
            ("point", short_field()),
            ("seconds", Value::Text(Text::new(12))),
            ("at", when_field()),
        ]);
        let mut sheet = sheet;
        sheet.hide("override", true);
        Self { sheet, at: None, permitted: Permitted::default(), called: None }
    }
}

impl ContactForm {
    /// What came of it, once chosen.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.sheet.grid()?.chosen
    }

    /// How it travelled.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.sheet.coded("channel").unwrap_or(Channel::Call)
    }

    /// Who began it.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.sheet.coded("direction").unwrap_or(Direction::Out)
    }

    /// True while the grid takes the keys.
    #[must_use]
    pub fn on_grid(&self) -> bool {
        self.sheet.is_at("outcome")
    }

    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let part = part_of(ctx.session.zone.minute_of(ctx.tick.now.at));
        let points = ctx.view.map(|view| points(view, self.channel(), part)).unwrap_or_default();
        let mut points = points;
        if let Some(called) = self.called.as_ref().filter(|called| !called.point.is_empty()) {
            points.retain(|point| *point != called.point);
            points.insert(0, called.point.clone());
        }
        self.propose_talk();
        if let Some(text) = self.sheet.text_mut("point") {
            text.propose_all(points.into_iter().map(Fact::Text).collect());
        }
        if let (Some(at), Some(text)) = (self.at, self.sheet.text_mut("at")) {
            text.propose(Fact::At(at));
        }
        // What was done before, and what the debtor began, is told, not asked.
        let now = self.direction() == Direction::Out && self.sheet.text("at").is_none_or(Text::is_empty);
        let point = clean_line(&self.sheet.said("point"), NAME_CHARS_MAX);
        self.permitted = if now { Permitted::asked(ctx, self.channel(), &point) } else { Permitted::default() };
        self.sheet.hide("override", !self.permitted.is_blocked());
    }

    /// How long was spoken, as the clock of the call says: of a call that nobody took, nothing.
    fn propose_talk(&mut self) {
        let spoken = self.outcome().is_some_and(|outcome| outcome.class() != ContactClass::NoContact);
        let seconds = self.called.as_ref().filter(|_| spoken).map_or(0, |called| called.seconds);
        let facts =
            if seconds > 0 { vec![Fact::Text(format!("{}:{:02}", seconds / 60, seconds % 60))] } else { vec![] };
        if let Some(text) = self.sheet.text_mut("seconds") {
            text.propose_all(facts);
        }
    }

    /// What was to be checked before anything was disclosed, and was not.
    fn unchecked(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        let (called, needed) = (self.called.as_ref()?, usize::from(ctx.session.policy.call.checks_needed));
        let disclosed = self.outcome().is_some_and(Outcome::reached);
        let count = |n: usize| Fact::Count(i64::try_from(n).unwrap_or(i64::MAX));
        (disclosed && called.checks.len() < needed).then(|| {
            let say = Say::new("form-call-unchecked").with("done", count(called.checks.len()));
            Hint::careful(say.with("needed", count(needed)))
        })
    }

    /// When the house's rules try again after a call that came to nothing: `2nd try: again Thursday, in the afternoon`.
    fn tried_again(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        if self.channel() != Channel::Call || self.direction() != Direction::Out {
            return None;
        }
        let (nth, next) = next_try(ctx, self.outcome()?)?;
        let say = |id: &str| Say::new(id).with("nth", Fact::Count(nth.into()));
        Some(Hint::plain(match next {
            Next::Minutes(minutes) => {
                let at = Instant(ctx.tick.now.at.0 + i64::from(minutes) * 60_000);
                say("form-retry-minutes").with("minutes", Fact::Count(minutes.into())).with("at", Fact::At(at))
            }
            Next::On(day, None) => say("form-retry-day").with("day", Fact::Day(day)),
            Next::On(day, Some(part)) => {
                say("form-retry-part").with("day", Fact::Day(day)).with("part", Fact::Word(format!("day-part-{part}")))
            }
        }))
    }

    /// An outcome was chosen: on to its form, or to the note.
    fn chosen(&mut self) -> FormStep {
        let next = self.outcome().and_then(follows);
        if let Some(then) = self.sheet.choice_mut("then") {
            // Another outcome, another form after it: what was chosen for the one before does not hold.
            then.touched = false;
            then.propose(next.map_or("", FormKind::name));
        }
        match next {
            Some(kind) => FormStep::Then(kind),
            None => {
                self.sheet.go("note");
                FormStep::Changed
            }
        }
    }

    fn grid_typed(&mut self, typed: &Typed) -> FormStep {
        if *typed == Typed::Do(Action::Accept) {
            let Some(grid) = self.sheet.grid_mut() else { return FormStep::Same };
            if let Some(here) = grid.here() {
                grid.choose(here);
            }
            return self.chosen();
        }
        if let Typed::Key(press) = typed {
            if press.typed().is_some_and(|c| ('1'..='8').contains(&c)) {
                let changed = self.sheet.choice_mut("channel").is_some_and(|channel| channel.typed(*press));
                return if changed { FormStep::Changed } else { FormStep::Same };
            } else if press.code == Key::Char(' ') {
                let next = KeyPress::plain(Key::Right);
                let changed = self.sheet.choice_mut("direction").is_some_and(|direction| direction.typed(next));
                return if changed { FormStep::Changed } else { FormStep::Same };
            }
        }
        let step = self.sheet.typed(typed);
        if matches!((&step, typed), (FormStep::Changed, Typed::Key(_))) { self.chosen() } else { step }
    }

    fn seconds(&self) -> Result<u32, Say> {
        let said = self.sheet.said("seconds");
        if said.is_empty() {
            return Ok(0);
        }
        read_seconds(&said).ok_or_else(|| Say::new("form-seconds-unread"))
    }

    fn moment(&self, ctx: FormCtx<'_>) -> Result<(Instant, Day), Say> {
        let zone = ctx.session.zone;
        let typed = self.sheet.text("at").filter(|text| !text.is_empty());
        let at = match typed {
            Some(text) => read::past_moment(text.line.text(), ctx.tick.now, zone).map_err(unread)?,
            None => self.at.unwrap_or(ctx.tick.now.at).min(ctx.tick.now.at),
        };
        let day = zone.day_of(at);
        if at > ctx.tick.now.at { Err(refused(&Refusal::DayInTheFuture(day))) } else { Ok((at, day)) }
    }
}

/// The phones, addresses or address that a channel uses, the one to use first first.
fn points(view: &CaseView, channel: Channel, part: DayPart) -> Vec<String> {
    let debtor = &view.state.debtor;
    match channel {
        Channel::Call | Channel::Sms | Channel::Im => {
            let best = numbers_to_call(&view.points, part);
            best.into_iter().map(|(at, _)| view.points[at].point.clone()).collect()
        }
        Channel::Email => {
            let usable = view.points.iter().filter(|point| point.kind == PointKind::Email && point.is_usable());
            let mut usable: Vec<_> = usable.collect();
            usable.sort_by_key(|point| !point.preferred);
            usable.into_iter().map(|point| point.point.clone()).collect()
        }
        Channel::Letter | Channel::RegisteredLetter | Channel::Visit => {
            let line = [debtor.address.as_str(), debtor.postcode.as_str(), debtor.city.as_str()];
            let line = line.iter().filter(|piece| !piece.is_empty()).copied().collect::<Vec<_>>().join(" ");
            if line.is_empty() { vec![] } else { vec![line] }
        }
        Channel::Portal => vec![],
    }
}

/// `95`, `95s`, `2m`, `2:30`, `1h` as seconds.
fn read_seconds(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let seconds = if let Some((minutes, seconds)) = text.split_once([':', 'm']).filter(|(_, rest)| !rest.is_empty()) {
        let seconds: u32 = seconds.trim_end_matches('s').trim().parse().ok().filter(|s| *s < 60)?;
        minutes.trim().parse::<u32>().ok()?.checked_mul(60)?.checked_add(seconds)?
    } else {
        let (number, unit) = match text.strip_suffix(['s', 'm', 'h']) {
            Some(number) => (number, text.chars().next_back()),
            None => (text.as_str(), None),
        };
        let unit = match unit {
            Some('m') => 60,
            Some('h') => 3_600,
            Some(_) | None => 1,
        };
        number.trim().parse::<u32>().ok()?.checked_mul(unit)?
    };
    (seconds <= TALK_SECONDS_MAX).then_some(seconds)
}

impl FormRules for ContactForm {
    fn kind(&self) -> FormKind {
        FormKind::Contact
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.at.get_or_insert(ctx.tick.now.at);
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = if self.on_grid() {
            self.grid_typed(&typed)
        } else {
            let step = self.sheet.typed(&typed);
            or_then(&self.sheet, step)
        };
        self.refresh(ctx);
        step
    }

    fn fields(&self) -> Vec<(String, String)> {
        super::with_moment(self.sheet.pairs(), self.at)
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        self.at = super::moment_of(fields);
        let next = self.outcome().and_then(follows).map_or("", FormKind::name);
        if let Some(then) = self.sheet.choice_mut("then") {
            then.propose(next);
        }
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "note" if self.unchecked(ctx).is_some() => self.unchecked(ctx),
            "note" | "then" if self.tried_again(ctx).is_some() => self.tried_again(ctx),
            "note" | "then" => match self.outcome().map(Outcome::follow)? {
                Follow::RetryDays(days) => {
                    Some(Hint::plain(Say::new("form-outcome-retry").with("days", Fact::Count(days.into()))))
                }
                Follow::PromiseForm
                | Follow::PlanForm
                | Follow::DisputeForm
                | Follow::CallbackForm
                | Follow::HoldForm
                | Follow::Nothing => None,
            },
            "point" => {
                let several = self.sheet.text("point").is_some_and(|text| text.is_empty() && text.proposals() > 1);
                several.then(|| Hint::plain(Say::new("form-point-several")))
            }
            "seconds" => self.seconds().err().map(Hint::bad),
            "at" => self.moment(ctx).err().map(Hint::bad),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let outcome = self.outcome().ok_or_else(|| Say::new("form-outcome-missing"))?;
        let (at, day) = self.moment(ctx)?;
        let contact = ContactMade {
            at,
            day,
            channel: self.channel(),
            direction: self.direction(),
            outcome,
            point: clean_line(&self.sheet.said("point"), NAME_CHARS_MAX),
            seconds: self.seconds()?,
            checks: self.called.as_ref().map(|called| called.checks.clone()).unwrap_or_default(),
            note: note(&self.sheet),
        };
        let checked = self.permitted.journalled(ctx, &clean_line(&self.sheet.said("override"), NAME_CHARS_MAX))?;
        Ok(checked.map(Record::Checked).into_iter().chain([Record::Contact(contact)]).collect())
    }

    fn after(&mut self, earlier: &[Form]) {
        let called =
            earlier.iter().rev().find_map(|form| if let Form::Call(call) = form { Some(call.called()) } else { None });
        let Some(called) = called else { return };
        self.at = called.at.or(self.at);
        if let Some(direction) = self.sheet.choice_mut("direction") {
            direction.propose(called.direction.name());
        }
        if let Some(text) = self.sheet.text_mut("override").filter(|text| text.is_empty()) {
            text.line.put(&called.reason);
        }
        self.called = Some(called);
    }

    fn blocked(&self) -> Option<Checked> {
        self.permitted.blocked()
    }

    fn may_ask(&self) -> bool {
        self.permitted.may_ask()
    }

    fn ask_override(&mut self) -> Option<Result<Vec<Record>, Say>> {
        let asked = self.permitted.ask(&clean_line(&self.sheet.said("override"), NAME_CHARS_MAX));
        if matches!(asked, Some(Err(_))) {
            self.sheet.go("override");
        }
        asked
    }

    fn came_in(&self) -> bool {
        self.called.as_ref().is_some_and(|called| called.direction == Direction::In)
    }

    fn has_limits(&self) -> bool {
        !self.permitted.hints().is_empty()
    }

    fn limits(&self, _ctx: FormCtx<'_>) -> Vec<Hint> {
        self.permitted.hints().to_vec()
    }

    fn advances(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_time_is_read_as_people_write_it() {
        let all = [("95", 95), ("95s", 95), ("2m", 120), ("2:30", 150), ("2m30", 150), ("1 h", 3600), ("0", 0)];
        for (text, seconds) in all {
            assert_eq!(read_seconds(text), Some(seconds), "{text}");
        }
        for text in ["", "x", "-5", "2:75", "99999999999", "90000", "2m x"] {
            assert_eq!(read_seconds(text), None, "{text}");
        }
    }
}
