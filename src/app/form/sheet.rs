//! A sheet of fields: moving between them, typing in them, proposals, and what the draft keeps of them.
//! What never lives here: what the fields mean (each form knows), drawing (see `ui/form/sheet`).
//! Every form but the note is a sheet.

use crate::domain::values::{Day, Instant, Money};
use crate::i18n::read::ReadError;
use crate::input::{Key, KeyPress};

use super::super::action::Action;
use super::super::say::{Fact, Say};
use super::choice::Choice;
use super::grid::Grid;
use super::line::Line;
use super::lines::Lines;
use super::parts::{Parts, PartsStep};
use super::{FormStep, Typed};

/// How a hint is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Tells how what is typed is read.
    Plain,
    /// Allowed, worth a second look.
    Careful,
    /// Cannot be saved like this.
    Bad,
}

/// A line under a field, said while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub say: Say,
}

impl Hint {
    /// Tells.
    #[must_use]
    pub fn plain(say: Say) -> Self {
        Self { tone: Tone::Plain, say }
    }

    /// Warns.
    #[must_use]
    pub fn careful(say: Say) -> Self {
        Self { tone: Tone::Careful, say }
    }

    /// Refuses.
    #[must_use]
    pub fn bad(say: Say) -> Self {
        Self { tone: Tone::Bad, say }
    }
}

/// The sentence for a text that could not be read.
#[must_use]
pub fn unread(error: ReadError) -> Say {
    let say = Say::new(error.to_string());
    match error {
        ReadError::TooManyDecimals { digits } => say.with("digits", Fact::Count(digits.into())),
        ReadError::Empty
        | ReadError::NotAnAmount
        | ReadError::TooLarge
        | ReadError::OtherCurrency
        | ReadError::Ambiguous
        | ReadError::NotADay
        | ReadError::NoSuchDay
        | ReadError::NotATime => say,
    }
}

/// A line of text with what stands for it while it is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What is typed.
    pub line: Line,
    /// What holds while nothing is typed; several: the arrows change between them.
    proposed: Vec<Fact>,
    at: usize,
}

impl Text {
    /// An empty one.
    #[must_use]
    pub fn new(chars_max: usize) -> Self {
        Self { line: Line::new(chars_max), proposed: vec![], at: 0 }
    }

    /// Proposes one thing.
    pub fn propose(&mut self, fact: Fact) {
        self.proposed = vec![fact];
        self.at = 0;
    }

    /// Proposes several; the one under the hand stays when it is still among them.
    pub fn propose_all(&mut self, facts: Vec<Fact>) {
        // Until there are proposals, the place is the one a draft remembered.
        let before = self.proposal().map_or(Some(self.at), |before| facts.iter().position(|fact| fact == before));
        self.at = before.filter(|at| *at < facts.len()).unwrap_or(0);
        self.proposed = facts;
    }

    /// What holds while nothing is typed.
    #[must_use]
    pub fn proposal(&self) -> Option<&Fact> {
        self.proposed.get(self.at)
    }

    /// How many are proposed.
    #[must_use]
    pub fn proposals(&self) -> usize {
        self.proposed.len()
    }

    /// True when nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// The amount proposed.
    #[must_use]
    pub fn money(&self) -> Option<Money> {
        if let Some(Fact::Money(money)) = self.proposal() { Some(*money) } else { None }
    }

    /// The day proposed.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        if let Some(Fact::Day(day)) = self.proposal() { Some(*day) } else { None }
    }

    /// The moment proposed.
    #[must_use]
    pub fn moment(&self) -> Option<Instant> {
        if let Some(Fact::At(at)) = self.proposal() { Some(*at) } else { None }
    }

    /// What is typed, else the text proposed.
    #[must_use]
    pub fn said(&self) -> String {
        match self.proposal() {
            Some(Fact::Text(text)) if self.is_empty() => text.clone(),
            Some(_) | None => self.line.text().trim().to_owned(),
        }
    }

    fn typed(&mut self, typed: &Typed) -> FormStep {
        if self.line.text().is_empty() && self.proposed.len() > 1 {
            let len = self.proposed.len();
            if *typed == Typed::Key(KeyPress::plain(Key::Right)) {
                self.at = (self.at + 1) % len;
                return FormStep::Changed;
            } else if *typed == Typed::Key(KeyPress::plain(Key::Left)) {
                self.at = (self.at + len - 1) % len;
                return FormStep::Changed;
            }
        }
        let before = self.line.text().to_owned();
        if !self.line.typed(typed) {
            FormStep::Same
        } else if self.line.text() == before {
            FormStep::Moved
        } else {
            FormStep::Changed
        }
    }
}

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A line of text.
    Text(Text),
    /// One of a few.
    Choice(Choice),
    /// Invoices with amounts.
    Parts(Parts),
    /// Instalments.
    Lines(Lines),
    /// The outcomes of a contact.
    Grid(Grid),
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Kebab-case name: `field-NAME` in the words, and its name in the draft.
    pub id: &'static str,
    /// What stands in it.
    pub value: Value,
    /// Not asked here.
    pub hidden: bool,
}

/// Fields, one of them under the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    fields: Vec<Field>,
    at: usize,
}

impl Sheet {
    /// These fields, the first one under the hand.
    #[must_use]
    pub fn new(fields: Vec<(&'static str, Value)>) -> Self {
        let fields = fields.into_iter().map(|(id, value)| Field { id, value, hidden: false }).collect();
        Self { fields, at: 0 }
    }

    /// The fields that are asked.
    pub fn shown(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.hidden)
    }

    /// The field under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// True when this field is under the hand.
    #[must_use]
    pub fn is_at(&self, id: &str) -> bool {
        self.here().is_some_and(|field| field.id == id)
    }

    /// Goes to a field, when it is asked.
    pub fn go(&mut self, id: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.id == id && !field.hidden) {
            self.at = at;
        }
    }

    /// Asks a field, or does not.
    pub fn hide(&mut self, id: &str, hidden: bool) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.hidden = hidden;
        }
        if self.here().is_some_and(|field| field.hidden) {
            self.at = self.fields.iter().position(|field| !field.hidden).unwrap_or(0);
        }
    }

    fn value(&self, id: &str) -> Option<&Value> {
        self.fields.iter().find(|field| field.id == id).map(|field| &field.value)
    }

    fn value_mut(&mut self, id: &str) -> Option<&mut Value> {
        self.fields.iter_mut().find(|field| field.id == id).map(|field| &mut field.value)
    }

    /// A text field by its name.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&Text> {
        if let Some(Value::Text(text)) = self.value(id) { Some(text) } else { None }
    }

    /// … to change it.
    pub fn text_mut(&mut self, id: &str) -> Option<&mut Text> {
        if let Some(Value::Text(text)) = self.value_mut(id) { Some(text) } else { None }
    }

    /// Proposes something in a text field.
    pub fn propose(&mut self, id: &str, fact: Fact) {
        if let Some(text) = self.text_mut(id) {
            text.propose(fact);
        }
    }

    /// What is typed in a text field, else the text proposed there.
    #[must_use]
    pub fn said(&self, id: &str) -> String {
        self.text(id).map(Text::said).unwrap_or_default()
    }

    /// The code chosen in a field.
    #[must_use]
    pub fn code(&self, id: &str) -> Option<&str> {
        self.choice(id)?.code()
    }

    /// The code chosen, as one of our codes.
    #[must_use]
    pub fn coded<T: std::str::FromStr>(&self, id: &str) -> Option<T> {
        self.code(id)?.parse().ok()
    }

    /// A choice by its name.
    #[must_use]
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        if let Some(Value::Choice(choice)) = self.value(id) { Some(choice) } else { None }
    }

    /// … to change it.
    pub fn choice_mut(&mut self, id: &str) -> Option<&mut Choice> {
        if let Some(Value::Choice(choice)) = self.value_mut(id) { Some(choice) } else { None }
    }

    /// The table of parts.
    #[must_use]
    pub fn parts(&self) -> Option<&Parts> {
        self.fields.iter().find_map(|field| if let Value::Parts(parts) = &field.value { Some(parts) } else { None })
    }

    /// … to change it.
    pub fn parts_mut(&mut self) -> Option<&mut Parts> {
        let mut values = self.fields.iter_mut().map(|field| &mut field.value);
        values.find_map(|value| if let Value::Parts(parts) = value { Some(parts) } else { None })
    }

    /// The table of instalments.
    #[must_use]
    pub fn lines(&self) -> Option<&Lines> {
        self.fields.iter().find_map(|field| if let Value::Lines(lines) = &field.value { Some(lines) } else { None })
    }

    /// … to change it.
    pub fn lines_mut(&mut self) -> Option<&mut Lines> {
        let mut values = self.fields.iter_mut().map(|field| &mut field.value);
        values.find_map(|value| if let Value::Lines(lines) = value { Some(lines) } else { None })
    }

    /// The grid of outcomes.
    #[must_use]
    pub fn grid(&self) -> Option<&Grid> {
        self.fields.iter().find_map(|field| if let Value::Grid(grid) = &field.value { Some(grid) } else { None })
    }

    /// … to change it.
    pub fn grid_mut(&mut self) -> Option<&mut Grid> {
        let mut values = self.fields.iter_mut().map(|field| &mut field.value);
        values.find_map(|value| if let Value::Grid(grid) = value { Some(grid) } else { None })
    }

    /// Takes what was typed: moves between fields, or hands it to the field under the hand.
    pub fn typed(&mut self, typed: &Typed) -> FormStep {
        match typed {
            Typed::Do(Action::Save | Action::Accept) => return FormStep::Save,
            Typed::Do(Action::NextField) => return self.step(true),
            Typed::Do(Action::PreviousField) => {
                let first = self.fields.iter().position(|field| !field.hidden);
                return if first == Some(self.at) { FormStep::Before } else { self.step(false) };
            }
            Typed::Do(_) => return FormStep::Same,
            Typed::Key(_) | Typed::Paste(_) => {}
        }
        let (up, down) = (KeyPress::plain(Key::Up), KeyPress::plain(Key::Down));
        let Some(field) = self.fields.get_mut(self.at) else { return FormStep::Same };
        match (&mut field.value, typed) {
            (Value::Text(_) | Value::Choice(_), Typed::Key(press)) if *press == up => self.step(false),
            (Value::Text(_) | Value::Choice(_), Typed::Key(press)) if *press == down => self.step(true),
            (Value::Text(text), _) => text.typed(typed),
            (Value::Choice(choice), Typed::Key(press)) => {
                if choice.typed(*press) {
                    FormStep::Changed
                } else {
                    FormStep::Same
                }
            }
            (Value::Choice(_), Typed::Paste(_) | Typed::Do(_)) => FormStep::Same,
            (Value::Grid(grid), _) => grid.typed(typed),
            (Value::Parts(parts), _) => {
                let step = parts.typed(typed);
                self.table_step(step)
            }
            (Value::Lines(lines), _) => {
                let step = lines.typed(typed);
                self.table_step(step)
            }
        }
    }

    /// What a key did to a table: over its edge lies the next field.
    fn table_step(&mut self, step: PartsStep) -> FormStep {
        match step {
            PartsStep::Same => FormStep::Same,
            PartsStep::Moved => FormStep::Moved,
            PartsStep::Changed => FormStep::Changed,
            PartsStep::Above => self.step(false),
            PartsStep::Below => self.step(true),
        }
    }

    /// Takes what was typed; a letter that chooses in the field `id` goes on to the next field that is asked once `then`
    /// has seen the choice.
    pub fn typed_on(&mut self, id: &str, typed: &Typed, then: impl FnOnce(&mut Self)) -> FormStep {
        let letter = matches!(typed, Typed::Key(press) if press.typed().is_some_and(|c| c != ' '));
        let was_here = self.is_at(id);
        let step = self.typed(typed);
        then(self);
        if letter && was_here && matches!(step, FormStep::Changed) {
            self.step(true);
        }
        step
    }

    /// The next field that is asked, round and round.
    fn step(&mut self, forward: bool) -> FormStep {
        let len = self.fields.len();
        for by in 1..=len {
            let at = (self.at + if forward { by } else { len - by }) % len;
            if !self.fields[at].hidden {
                self.at = at;
                return FormStep::Moved;
            }
        }
        FormStep::Same
    }

    /// What the draft keeps: every field that a person touched, and where the hand was.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut out = vec![];
        for field in &self.fields {
            match &field.value {
                Value::Text(text) if !text.line.text().is_empty() => {
                    out.push((field.id.to_owned(), text.line.text().to_owned()));
                }
                Value::Text(text) if text.at > 0 => out.push((format!("{}:nth", field.id), text.at.to_string())),
                Value::Text(_) => {}
                Value::Choice(choice) if choice.is_kept() => out.push((field.id.to_owned(), choice.kept())),
                Value::Choice(_) => {}
                Value::Parts(parts) if parts.touched => {
                    out.push((field.id.to_owned(), String::new()));
                    out.extend(parts.pairs(field.id));
                }
                Value::Parts(_) => {}
                Value::Lines(lines) => out.extend(lines.pairs(field.id)),
                Value::Grid(grid) => out.extend(grid.chosen.map(|o| (field.id.to_owned(), o.name().to_owned()))),
            }
        }
        out.extend(self.here().map(|field| ("hand".to_owned(), field.id.to_owned())));
        out
    }

    /// Puts a draft's fields back; unknown names are passed over.
    pub fn restore(&mut self, pairs: &[(String, String)]) {
        for (name, text) in pairs {
            let (id, rest) = name.split_once(':').unwrap_or((name, ""));
            match self.value_mut(id) {
                Some(Value::Text(field)) if rest == "nth" => field.at = text.parse().unwrap_or(0),
                Some(Value::Text(field)) => field.line.put(text),
                Some(Value::Choice(choice)) => choice.restore(text),
                Some(Value::Parts(parts)) if rest.is_empty() => parts.touched = true,
                Some(Value::Parts(parts)) => parts.restore(rest, text),
                Some(Value::Lines(lines)) => lines.restore(rest, text),
                Some(Value::Grid(grid)) => grid.restore(text),
                None => {}
            }
        }
        self.hand_back(pairs);
    }

    /// Puts the hand where a draft left it, once the field there is asked.
    pub fn hand_back(&mut self, pairs: &[(String, String)]) {
        if let Some((_, hand)) = pairs.iter().find(|(name, _)| name == "hand") {
            self.go(hand);
        }
    }
}
