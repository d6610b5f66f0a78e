//! The disputes of a case drawn: one line each, and under them what happened to the one under the hand.
//! What never lives here: the state.
//! `ui::screen::case` calls it.

use ratatui::layout::Rect;

use crate::app::list::List;
use crate::domain::case::state::{DisputeView, EvidenceView};
use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::event::Event;
use crate::store::read::CaseView;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::text::wrap;
use super::tabs::{MONEY, dispute_sign, table};

/// Rows the lines keep when the one under the hand is told in full.
const LINES_MIN: u16 = 4;
/// Columns of the step.
const STEP: u16 = 26;

/// Draws the tab; returns the lines of the list on screen.
pub fn disputes(pen: &mut Pen<'_>, view: &CaseView, list: List, area: Rect) -> usize {
    let all = &view.state.disputes;
    let here = all.get(list.at.min(all.len().saturating_sub(1)));
    let told = here.map(|dispute| told(pen, view, dispute)).unwrap_or_default();
    let columns = usize::from(area.width.saturating_sub(2));
    let rows: Vec<(String, Role)> = told
        .into_iter()
        .flat_map(|(text, role)| wrap(&text, columns).into_iter().map(move |line| (line, role)))
        .collect();
    let lines = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_add(2).max(LINES_MIN);
    let lines = lines.min(area.height.saturating_sub(LINES_MIN).max(LINES_MIN)).min(area.height);
    let shown = table(pen, list, all.len(), Rect { height: lines, ..area }, heads, |pen, at, line| {
        one(pen, &all[at], line);
    });
    if area.height > lines + 1 {
        pen.rule(area.x, area.y + lines, area.width);
        for (at, (text, role)) in (0..area.height - lines - 1).zip(rows) {
            pen.text(area.x + 1, area.y + lines + 1 + at, area.width.saturating_sub(2), &text, role);
        }
    }
    shown
}

fn heads(pen: &mut Pen<'_>, at: Rect) {
    pen.text(at.x + 1, at.y, STEP, &pen.t("dispute-state"), Role::Heading);
    pen.text(at.x + STEP + 2, at.y, 11, &pen.t("dispute-due"), Role::Heading);
    pen.right(at.x + STEP + 13, at.y, MONEY, &pen.t("dispute-amount"), Role::Heading);
    let about = at.x + STEP + 15 + MONEY;
    pen.text(about, at.y, at.right().saturating_sub(about), &pen.t("dispute-about"), Role::Heading);
}

fn one(pen: &mut Pen<'_>, dispute: &DisputeView, line: Rect) {
    let (sign, role) = dispute_sign(dispute.state);
    let step = format!("{sign} {}", said_state(pen, dispute));
    pen.text(line.x + 1, line.y, STEP, &step, role);
    pen.text(line.x + STEP + 2, line.y, 11, &pen.words.date(dispute.due_on), Role::Text);
    let sums = dispute.parts.iter().map(|part| part.amount).collect();
    pen.right(line.x + STEP + 13, line.y, MONEY, &pen.words.sums(&sums), Role::Money);
    let reason = pen.words.dispute_name(dispute.kind, dispute.reason);
    let about = [reason, dispute.owner.to_string()].join(" · ");
    let x = line.x + STEP + 15 + MONEY;
    pen.text(x, line.y, line.right().saturating_sub(x), &about, Role::Text);
}

/// How far it has come while it waits, else how it ended.
fn said_state(pen: &Pen<'_>, dispute: &DisputeView) -> String {
    if dispute.state.is_open() {
        return pen.t(&format!("dispute-step-{}", dispute.step));
    }
    let state = pen.t(&format!("dispute-state-{}", dispute.state));
    if dispute.closed_on.is_some() { format!("{state} ({})", pen.t("dispute-step-closed")) } else { state }
}

/// The one under the hand in full: what it is, its invoices, what is agreed, evidence, what happened.
fn told(pen: &Pen<'_>, view: &CaseView, dispute: &DisputeView) -> Vec<(String, Role)> {
    let department = if dispute.department.is_empty() { "none" } else { dispute.department.as_str() };
    let facts = [
        ("kind", pen.t(&format!("dispute-kind-{}", dispute.kind)).into()),
        ("reason", pen.t(&format!("dispute-reason-{}", dispute.reason)).into()),
        ("day", pen.words.day(dispute.opened_on).into()),
        ("department", department.into()),
    ];
    let mut rows = vec![(pen.words.tf("dispute-detail", &facts), Role::Title)];
    let parts = dispute.parts.iter().map(|part| format!("{} {}", part.item.number, pen.words.money(part.amount)));
    rows.push((parts.collect::<Vec<_>>().join(" · "), Role::Text));
    let day = |id: &str, day| pen.words.tf(id, &[("day", pen.words.day(day).into())]);
    let money = |id: &str, credit| pen.words.tf(id, &[("credit", pen.words.money(credit).into())]);
    let agreed = [
        dispute.check_on.filter(|_| dispute.state.is_open()).map(|on| day("dispute-check-on", on)),
        dispute.proposed.map(|(_, credit)| money("dispute-proposed", credit)),
        dispute.credit.map(|credit| money("dispute-credited", credit)),
        dispute.resolution.map(|how| pen.t(&format!("resolution-{how}"))),
        dispute.closed_on.map(|on| day("dispute-closed-on", on)),
    ];
    rows.push((agreed.into_iter().flatten().collect::<Vec<_>>().join(" · "), Role::Accent));
    rows.push((dispute.note.clone(), Role::Text));
    if !dispute.evidence.is_empty() {
        rows.push((pen.t("dispute-evidence"), Role::Heading));
        rows.extend(dispute.evidence.iter().map(|evidence| piece(pen, evidence)));
    }
    rows.extend(view.timeline.iter().filter_map(|entry| happened(pen, entry, dispute)));
    rows.retain(|(text, _)| !text.trim().is_empty());
    rows
}

fn piece(pen: &Pen<'_>, evidence: &EvidenceView) -> (String, Role) {
    let day = |id: &str, day| pen.words.tf(id, &[("day", pen.words.day(day).into())]);
    let (sign, role) = if evidence.received_on.is_some() { ("+", Role::Good) } else { ("~", Role::Warning) };
    let asked = evidence.asked_on.map(|on| day("dispute-evidence-asked", on));
    let here = evidence.received_on.map(|on| day("dispute-evidence-here", on));
    let told: Vec<String> = [Some(evidence.name.clone()), asked, here].into_iter().flatten().collect();
    (format!("{sign} {}", told.join(" · ")), role)
}

/// A line of the history that is about this dispute.
fn happened(pen: &Pen<'_>, entry: &TimelineEntry, dispute: &DisputeView) -> Option<(String, Role)> {
    let TimelineWhat::Event(event) = &entry.what else { return None };
    if entry.undone || event.refers_to() != Some(dispute.id) {
        return None;
    }
    let said = if let Event::DisputeFollowed { what, .. } = event.as_ref() {
        pen.words.dispute_follow(what)
    } else {
        let (kind, facts) = super::super::widget::sentence::history(pen.words, pen.session.zone, entry);
        format!("{kind}: {facts}")
    };
    Some((format!("{}  {said} · {}", pen.words.date(entry.day), entry.who), Role::Muted))
}
