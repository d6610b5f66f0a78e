//! What waits for a supervisor drawn: debtor, what is asked, which limit it goes beyond, who asks; columns cut for the width.
//! What never lives here: deciding.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::approvals::ApprovalsScreen;
use crate::domain::permit::OverrideAsked;
use crate::i18n::Arg;
use crate::store::read::{ApprovalRow, Waits};

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;
use super::tabs::{MONEY, table};

/// Columns of the day.
const DAY: u16 = 11;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &ApprovalsScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("approvals-trouble"), &[text]);
        return 1;
    }
    if state.rows.is_empty() {
        if state.answered {
            let lines = [pen.t("approvals-empty-next")];
            super::empty(pen, area, &pen.t("approvals-empty"), &lines);
        }
        return 1;
    }
    let columns = Columns::of(area);
    let heads = |pen: &mut Pen<'_>, at: Rect| {
        let ids = ["queue-head-name", "approvals-amount", "promise-due", "approvals-why", "approvals-who"];
        let texts = ids.map(|id| pen.t(id));
        columns.put(pen, at.y, &texts, [Role::Heading; 5]);
    };
    // The one under the hand is told in full: the columns cut it.
    let told: Vec<String> = state.here().map(|row| told(pen, row)).unwrap_or_default();
    let columns_wide = usize::from(area.width.saturating_sub(2));
    let told: Vec<String> = told.iter().flat_map(|text| wrap(text, columns_wide)).collect();
    let foot = u16::try_from(told.len() + 1).unwrap_or(u16::MAX).min(area.height / 2);
    let (foot_y, area) = (area.bottom() - foot, Rect { height: area.height - foot, ..area });
    pen.rule(area.x, foot_y, area.width);
    for (at, text) in (1..foot).zip(&told) {
        pen.text(area.x + 1, foot_y + at, area.width.saturating_sub(2), text, Role::Text);
    }
    table(pen, state.list, state.rows.len(), area, heads, |pen, at, line| {
        let row = &state.rows[at];
        let roles = [Role::Text, Role::Money, Role::Text, Role::Warning, Role::Muted];
        let texts = texts(pen, row);
        columns.put(pen, line.y, &texts, roles);
    })
}

/// Debtor, amount, day, why it waits, who asks.
fn texts(pen: &Pen<'_>, row: &ApprovalRow) -> [String; 5] {
    let words = pen.words;
    let (amount, day, why) = match &row.what {
        Waits::Promise { amount, due_on, limits, .. } => {
            let limits: Vec<String> = limits.iter().map(|limit| words.t(&format!("promise-limit-{limit}"))).collect();
            let facts = [("limits", limits.join(", ").into())];
            (Some(*amount), Some(*due_on), words.tf("approvals-promise", &facts))
        }
        Waits::Plan { amount, instalments, ends_on } => {
            (Some(*amount), Some(*ends_on), words.tf("approvals-plan", &[("count", (*instalments).into())]))
        }
        Waits::Credit { credit, of, kind, reason, due_on } => {
            let of = of.map(|of| words.money(of)).unwrap_or_default();
            let facts = [("reason", words.dispute_name(*kind, *reason).into()), ("of", of.into())];
            (Some(*credit), Some(*due_on), words.tf("approvals-credit", &facts))
        }
        Waits::Override(asked) => {
            let next = asked.next_at.map(|at| pen.session.zone.day_of(at));
            (None, next, words.override_asked(asked))
        }
    };
    let amount = amount.map(|amount| words.money(amount)).unwrap_or_default();
    let day = day.map(|day| words.date(day)).unwrap_or_default();
    [row.name.clone(), amount, day, why, row.who.to_string()]
}

/// One in full: whose it is, what is asked and beyond what, and how often this debt broke its word.
fn told(pen: &Pen<'_>, row: &ApprovalRow) -> Vec<String> {
    let [name, amount, day, why, who] = texts(pen, row);
    let facts = [
        ("name", name.into()),
        ("reference", row.reference.as_str().into()),
        ("amount", amount.into()),
        ("day", day.into()),
        ("who", who.into()),
    ];
    let level = match &row.what {
        Waits::Promise { level, .. } => Some(pen.words.tf("promise-level", &[("level", (*level).into())])),
        Waits::Plan { .. } | Waits::Credit { .. } | Waits::Override(_) => None,
    };
    if let Waits::Override(asked) = &row.what {
        return override_told(pen, asked, &facts, why);
    }
    [Some(pen.words.tf("approvals-told", &facts)), Some(why), level].into_iter().flatten().collect()
}

/// A contact that rules block: whom, how and why, each rule with where it stands, when nothing would block it any more.
fn override_told(pen: &Pen<'_>, asked: &OverrideAsked, facts: &[(&'static str, Arg)], why: String) -> Vec<String> {
    let next = asked.next_at.map_or_else(|| "none".to_owned(), |at| pen.words.moment(at, pen.session.zone));
    let rules = [("rules", asked.sources().into()), ("next", next.into())];
    vec![pen.words.tf("approvals-override-told", facts), why, pen.words.tf("approvals-override-rules", &rules)]
}

/// Where the columns stand; who asks is not shown where there is no room.
struct Columns {
    x: u16,
    name: u16,
    why: u16,
    who: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let rest = area.width.saturating_sub(MONEY + DAY + 6);
        let who = if area.width >= 80 { 10 } else { 0 };
        let name = ((rest - who.min(rest)) * 2 / 5).min(34);
        Self { x: area.x + 1, name, why: rest.saturating_sub(who + name), who }
    }

    fn put(&self, pen: &mut Pen<'_>, y: u16, texts: &[String; 5], roles: [Role; 5]) {
        let cut = |wide: u16| wide.saturating_sub(1);
        let amount = self.x + self.name;
        let day = amount + MONEY + 2;
        let why = day + DAY + 1;
        pen.text(self.x, y, cut(self.name), &texts[0], roles[0]);
        pen.right(amount, y, MONEY, &texts[1], roles[1]);
        pen.text(day, y, DAY, &texts[2], roles[2]);
        pen.text(why, y, cut(self.why), &texts[3], roles[3]);
        pen.text(why + self.why, y, self.who, &texts[4], roles[4]);
    }
}
