//! The history as a screen shows it: which entries, which of them folded into one line, where a word stands.
//! What never lives here: the entries (see `domain::case::timeline`), drawing.
//! The case screen owns one; `ui` draws its rows.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::codes::{Channel, Direction, Outcome};
use crate::domain::event::Event;
use crate::domain::values::text::{fold, fold_places};
use crate::domain::values::{Day, Instant};

/// Entries of one kind in a row that are folded into one line: two are read as quickly as one.
const BURST_MIN: usize = 3;

/// Which entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sift {
    /// All of them.
    #[default]
    All,
    /// Calls and visits.
    Calls,
    /// E-mail.
    Mail,
    /// Text messages, messengers, the portal.
    Messages,
    /// Letters, registered ones too.
    Letters,
    /// Invoices and payments.
    Money,
    /// Promises and plans.
    Agreed,
    /// Disputes.
    Disputes,
    /// Notes, call-backs, holds, changes of hands.
    Notes,
}

impl Sift {
    /// In the order in which one key walks them.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::Calls,
        Self::Mail,
        Self::Messages,
        Self::Letters,
        Self::Money,
        Self::Agreed,
        Self::Disputes,
        Self::Notes,
    ];

    /// Message id of its name.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::All => "sift-all",
            Self::Calls => "sift-calls",
            Self::Mail => "sift-mail",
            Self::Messages => "sift-messages",
            Self::Letters => "sift-letters",
            Self::Money => "sift-money",
            Self::Agreed => "sift-agreed",
            Self::Disputes => "sift-disputes",
            Self::Notes => "sift-notes",
        }
    }

    fn after(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Where an entry belongs.
    fn of(entry: &TimelineEntry) -> Self {
        match &entry.what {
            TimelineWhat::Contact { channel, .. } => Self::of_channel(*channel),
            TimelineWhat::Invoice { .. } | TimelineWhat::Payment { .. } | TimelineWhat::Returned { .. } => Self::Money,
            TimelineWhat::Event(event) => match &**event {
                Event::ContactRecorded(made) => Self::of_channel(made.channel),
                Event::ContactChecked(checked) => Self::of_channel(checked.channel),
                Event::OverrideAsked(asked) => Self::of_channel(asked.channel),
                Event::ConsentSaid(consent) => consent.channel.map_or(Self::Notes, Self::of_channel),
                Event::PointTold(_) => Self::Notes,
                Event::PaymentRecorded { .. }
                | Event::PaymentReversed { .. }
                | Event::PaymentReturned { .. }
                | Event::WrittenOff { .. } => Self::Money,
                Event::PromiseRecorded(_)
                | Event::PromiseWithdrawn { .. }
                | Event::PromiseApproved { .. }
                | Event::PlanApproved { .. }
                | Event::PromiseRefused { .. }
                | Event::PromiseReportedPaid { .. }
                | Event::PlanProposed(_)
                | Event::PlanAccepted { .. }
                | Event::PlanChanged { .. }
                | Event::PlanCancelled { .. } => Self::Agreed,
                Event::DisputeOpened(_) | Event::DisputeDecided { .. } | Event::DisputeFollowed { .. } => {
                    Self::Disputes
                }
                Event::CallbackSet { .. }
                | Event::NoteWritten { .. }
                | Event::OverrideApproved { .. }
                | Event::OverrideRefused { .. }
                | Event::HoldPlaced { .. }
                | Event::HoldReleased { .. }
                | Event::QueueMarked { .. }
                | Event::Assigned { .. }
                | Event::ActUndone { .. }
                | Event::ActMovedOut { .. }
                | Event::ActMovedIn { .. }
                | Event::MergedInto { .. }
                | Event::Absorbed { .. }
                | Event::Unmerged { .. }
                | Event::Released { .. } => Self::Notes,
            },
        }
    }

    const fn of_channel(channel: Channel) -> Self {
        match channel {
            Channel::Call | Channel::Visit => Self::Calls,
            Channel::Email => Self::Mail,
            Channel::Sms | Channel::Im | Channel::Portal => Self::Messages,
            Channel::Letter | Channel::RegisteredLetter => Self::Letters,
        }
    }
}

/// One line: an entry, and how many more like it are folded into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Place of the first entry, the latest of them.
    pub at: usize,
    /// Place of the earliest of them.
    pub first: usize,
    /// Entries in the line, one at least.
    pub count: usize,
}

/// The rows of a history, kept until something changes: a key costs what is on the screen, not the history.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Which kind is shown.
    pub sift: Sift,
    /// The rows.
    pub rows: Vec<Row>,
    /// Bursts that were opened, by the instant of their latest entry.
    open: BTreeSet<(Day, Instant)>,
    /// Threads of messages that were opened.
    open_threads: BTreeSet<String>,
    /// What each entry is searched in, folded: made when something is first looked for, so that a typed letter costs a look.
    haystacks: Vec<String>,
}

impl Rows {
    /// Makes the rows afresh; `wanted`: what is searched for, folded.
    pub fn make(&mut self, all: &[TimelineEntry], wanted: &str) {
        self.rows.clear();
        let shows = |entry: &TimelineEntry| self.sift == Sift::All || Sift::of(entry) == self.sift;
        if !wanted.is_empty() && self.haystacks.is_empty() {
            self.haystacks = all.iter().map(|entry| fold(&haystack(entry))).collect();
        }
        let fits = |at: &usize| {
            let found = wanted.is_empty() || self.haystacks.get(*at).is_some_and(|text| text.contains(wanted));
            found && shows(&all[*at])
        };
        let single = |at: usize| Row { at, first: at, count: 1 };
        let mut shown: Vec<Row> = (0..all.len()).filter(fits).map(single).collect();
        if wanted.is_empty() {
            shown = self.threads(all, shown);
        }
        let mut next = 0;
        while let Some(row) = shown.get(next).copied() {
            let entry = &all[row.at];
            let same = |other: &&Row| wanted.is_empty() && row.count == 1 && alike(entry, &all[other.at]);
            let count = 1 + shown[next + 1..].iter().take_while(same).count();
            let some = &shown[next..next + count];
            if count >= BURST_MIN && !self.open.contains(&(entry.day, entry.at)) {
                self.rows.push(Row { first: some[count - 1].at, count, ..row });
            } else {
                self.rows.extend(some);
            }
            next += count;
        }
    }

    /// The rows with the messages of each thread that is not open in one, where its latest stands.
    fn threads(&self, all: &[TimelineEntry], shown: Vec<Row>) -> Vec<Row> {
        let thread =
            |row: &Row| Some(all[row.at].thread()).filter(|id| !id.is_empty() && !self.open_threads.contains(*id));
        let mut sizes: HashMap<&str, (usize, usize)> = HashMap::new();
        for row in &shown {
            if let Some(id) = thread(row) {
                let (count, first) = sizes.entry(id).or_default();
                (*count, *first) = (*count + 1, row.at);
            }
        }
        let mut told: HashSet<&str> = HashSet::new();
        let folded = |row: Row| {
            let Some((id, size)) = thread(&row).and_then(|id| Some((id, sizes.get(id)?))) else { return Some(row) };
            let (count, first) = *size;
            if count < BURST_MIN {
                return Some(row);
            }
            told.insert(id).then_some(Row { first, count, ..row })
        };
        shown.into_iter().filter_map(folded).collect()
    }

    /// The history is another one: what it is searched in is made anew.
    pub fn forget(&mut self) {
        self.haystacks = vec![];
    }

    /// Shows the next kind.
    pub fn next_kind(&mut self) {
        self.sift = self.sift.after();
    }

    /// Opens what is folded under its latest entry: a thread, or a burst.
    pub fn open(&mut self, latest: &TimelineEntry) {
        if latest.thread().is_empty() {
            self.open.insert((latest.day, latest.at));
        } else {
            self.open_threads.insert(latest.thread().to_owned());
        }
    }

    /// Folds again what an entry was opened from.
    pub fn close(&mut self, all: &[TimelineEntry], entry: &TimelineEntry) {
        self.open_threads.remove(entry.thread());
        let latest = |key: &&(Day, Instant)| {
            key.0 == entry.day
                && key.1 >= entry.at
                && all.iter().any(|one| (one.day, one.at) == **key && alike(one, entry))
        };
        if let Some(key) = self.open.iter().find(latest).copied() {
            self.open.remove(&key);
        }
    }

    /// The row in which an entry stands, by its place.
    #[must_use]
    pub fn of_entry(&self, at: usize, all: &[TimelineEntry]) -> usize {
        let thread = all.get(at).map_or("", TimelineEntry::thread);
        let holds = |row: &Row| {
            let same = !thread.is_empty() && row.count > 1 && all[row.at].thread() == thread;
            same || row.at <= at && at <= row.first && all[row.at].thread().is_empty() || row.at == at
        };
        self.rows.iter().position(holds).unwrap_or(0)
    }

    /// The row of a day: its latest entry, or the next one before it.
    #[must_use]
    pub fn of_day(&self, all: &[TimelineEntry], day: Day) -> usize {
        let found = self.rows.iter().position(|row| all.get(row.at).is_some_and(|entry| entry.day <= day));
        found.unwrap_or(self.rows.len().saturating_sub(1))
    }
}

/// Tries and messages of one day that say the same one after the other; what was said to somebody is never folded away.
fn alike(one: &TimelineEntry, two: &TimelineEntry) -> bool {
    let (Some(a), Some(b)) = (try_of(one), try_of(two)) else { return false };
    one.day == two.day && one.undone == two.undone && a == b
}

fn try_of(entry: &TimelineEntry) -> Option<(Channel, Direction, Option<Outcome>)> {
    let TimelineWhat::Contact { channel, direction, outcome, seconds: 0, .. } = &entry.what else { return None };
    let spoke = *direction == Direction::In || outcome.is_some_and(Outcome::reached);
    let noted = matches!(channel, Channel::Letter | Channel::RegisteredLetter | Channel::Visit);
    (!spoke && !noted).then_some((*channel, *direction, *outcome))
}

/// Where a word stands in a text as it is written: places of its characters; none when it does not.
#[must_use]
pub fn marks(text: &str, wanted: &str) -> Vec<u32> {
    let wanted: Vec<char> = wanted.chars().collect();
    if wanted.is_empty() {
        return vec![];
    }
    let mut letters: Vec<(char, u32)> = vec![];
    for (c, place) in fold_places(text) {
        if c != ' ' || letters.last().is_some_and(|(last, _)| *last != ' ') {
            letters.push((c, place));
        }
    }
    let mut found: Vec<u32> = letters
        .windows(wanted.len())
        .filter(|some| some.iter().map(|(c, _)| *c).eq(wanted.iter().copied()))
        .flat_map(|some| some.iter().map(|(_, place)| *place))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What `/` looks through: what was written and typed, not the words of the screen.
fn haystack(entry: &TimelineEntry) -> String {
    let text = match &entry.what {
        TimelineWhat::Contact { point, note, outcome, quoted, .. } => {
            format!("{point} {note} {quoted} {}", outcome.map(|outcome| outcome.name()).unwrap_or_default())
        }
        TimelineWhat::Invoice { number, .. } => number.clone(),
        TimelineWhat::Payment { invoice, .. } => invoice.clone(),
        TimelineWhat::Returned { amount, .. } => amount.to_decimal().to_string(),
        TimelineWhat::Event(event) => format!("{} {}", event.name(), written(event)),
    };
    format!("{text} {}", entry.who)
}

fn written(event: &Event) -> String {
    match event {
        Event::ContactRecorded(made) => format!("{} {} {}", made.outcome, made.point, made.note),
        Event::PromiseRecorded(made) => made.note.clone(),
        Event::DisputeOpened(opened) => {
            let numbers: Vec<&str> = opened.parts.iter().map(|part| part.item.number.as_str()).collect();
            format!("{} {} {}", opened.reason, opened.note, numbers.join(" "))
        }
        Event::DisputeFollowed { what, .. } => what.said().to_owned(),
        Event::ConsentSaid(consent) => format!("{} {}", consent.point, consent.origin),
        Event::PointTold(told) => format!("{} {}", told.point, told.name),
        Event::ContactChecked(checked) => format!("{} {}", checked.point, checked.reason),
        Event::OverrideAsked(asked) => format!("{} {} {}", asked.point, asked.named(), asked.reason),
        Event::NoteWritten { text } => text.clone(),
        Event::PaymentRecorded { reference, .. } => reference.clone(),
        Event::HoldPlaced { reason, .. } => reason.to_string(),
        Event::QueueMarked { reason, .. } | Event::WrittenOff { reason, .. } => reason.clone(),
        Event::OverrideRefused { reason, .. } => reason.clone(),
        Event::PromiseRefused { reason, .. } | Event::PlanCancelled { reason, .. } => reason.clone(),
        Event::PlanProposed(made) => made.note.clone(),
        Event::PlanAccepted { acceptance, .. } => acceptance.by.clone(),
        Event::PromiseWithdrawn { .. }
        | Event::OverrideApproved { .. }
        | Event::PromiseApproved { .. }
        | Event::PlanApproved { .. }
        | Event::PromiseReportedPaid { .. }
        | Event::PlanChanged { .. }
        | Event::DisputeDecided { .. }
        | Event::CallbackSet { .. }
        | Event::HoldReleased { .. }
        | Event::PaymentReversed { .. }
        | Event::PaymentReturned { .. }
        | Event::Assigned { .. }
        | Event::ActUndone { .. }
        | Event::ActMovedOut { .. }
        | Event::ActMovedIn { .. }
        | Event::MergedInto { .. }
        | Event::Absorbed { .. }
        | Event::Unmerged { .. }
        | Event::Released { .. } => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: i32, minute: i64, outcome: Option<Outcome>, channel: Channel) -> TimelineEntry {
        let what = TimelineWhat::Contact {
            channel,
            direction: Direction::Out,
            outcome,
            seconds: 0,
            point: "01 23".into(),
            checks: vec![],
            note: format!("Échéance {minute}"),
            known_by: None,
            thread: String::new(),
            quoted: String::new(),
        };
        let at = Instant(i64::from(day) * 86_400_000 + minute * 60_000);
        TimelineEntry { at, day: Day(day), what, who: "lea".into(), act: None, undone: false, source: None }
    }

    fn rows(rows: &Rows) -> Vec<(usize, usize)> {
        rows.rows.iter().map(|row| (row.at, row.count)).collect()
    }

    #[test]
    fn tries_of_one_day_are_one_line_until_it_is_opened() {
        let missed = Some(Outcome::NoAnswer);
        let mut all: Vec<TimelineEntry> = (0..4).map(|n| entry(9, 60 - n, missed, Channel::Call)).collect();
        all.push(entry(8, 1, missed, Channel::Call));
        all.insert(0, entry(9, 90, Some(Outcome::Promise), Channel::Call));
        let mut shown = Rows::default();
        shown.make(&all, "");
        assert_eq!(rows(&shown), [(0, 1), (1, 4), (5, 1)]);
        shown.make(&all, "echeance 58");
        assert_eq!(rows(&shown), [(3, 1)], "what is searched for is never folded away");
        shown.open(&all[1]);
        shown.make(&all, "");
        assert_eq!(shown.rows.len(), 6);
        assert_eq!((shown.of_day(&all, Day(20)), shown.of_day(&all, Day(8)), shown.of_day(&all, Day(1))), (0, 5, 5));
    }

    #[test]
    fn messages_of_a_thread_are_one_line_wherever_they_stand() {
        let mail = |day: i32, id: &str, said: &str| {
            let mut one = entry(day, 1, None, Channel::Email);
            if let TimelineWhat::Contact { thread, quoted, .. } = &mut one.what {
                (*thread, *quoted) = (id.to_owned(), said.to_owned());
            }
            one
        };
        let call = entry(8, 5, Some(Outcome::Promise), Channel::Call);
        let all =
            [mail(9, "a", "> hier"), call, mail(8, "b", ""), mail(7, "a", ""), mail(6, "b", ""), mail(5, "a", "")];
        let mut shown = Rows::default();
        shown.make(&all, "");
        assert_eq!(rows(&shown), [(0, 3), (1, 1), (2, 1), (4, 1)], "two messages are read as quickly as one line");
        assert_eq!((shown.rows[0].first, shown.of_entry(3, &all), shown.of_entry(4, &all)), (5, 0, 3));
        shown.open(&all[0]);
        shown.make(&all, "");
        assert_eq!(shown.rows.len(), 6);
        shown.close(&all, &all[3]);
        shown.make(&all, "");
        assert_eq!(shown.rows.len(), 4);
        shown.make(&all, "hier");
        assert_eq!(rows(&shown), [(0, 1)], "what is quoted is found, too");
        shown.sift = Sift::Mail;
        shown.make(&all, "");
        assert_eq!(rows(&shown), [(0, 3), (2, 1), (4, 1)]);
    }

    #[test]
    fn every_kind_is_shown_by_one_walk_through_them() {
        let all: Vec<TimelineEntry> = Channel::ALL.iter().map(|channel| entry(9, 1, None, *channel)).collect();
        let mut shown = Rows::default();
        let mut seen = 0;
        for _ in 0..Sift::ALL.len() {
            shown.next_kind();
            shown.make(&all, "");
            seen += if shown.sift == Sift::All { 0 } else { shown.rows.len() };
        }
        assert_eq!((seen, shown.sift), (all.len(), Sift::All));
    }

    #[test]
    fn a_word_is_marked_where_it_stands() {
        assert_eq!(
            marks("Échéance à l'échéance", "echeance"),
            [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 15, 16, 17, 18, 19, 20]
        );
        assert_eq!(marks("a - b", "a b"), [0, 1, 4]);
        assert_eq!(marks("abc", "x"), Vec::<u32>::new());
    }
}
