//! The case beside the queue: who, how much, why now, what was said last.
//! What never lives here: reading it (the hand must rest first).
//! `ui::screen::queue` calls it.

use ratatui::layout::Rect;

use crate::app::screen::queue::QueueScreen;
use crate::domain::codes::Because;
use crate::domain::heard::PointKind;
use crate::store::read::CaseView;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::text::{fit, wrap};
use super::{history, tabs};

/// Reasons shown when the points were not asked for.
const REASONS_SHOWN: usize = 3;

/// Rows for the reasons under a list, and when the points were asked for: then history can wait.
const REASON_ROWS: usize = 2;
const REASON_ROWS_ASKED: usize = 11;

/// Draws what is known of the case under the hand. While the hand moves, the case drawn last stays as it is.
pub fn draw(pen: &mut Pen<'_>, state: &QueueScreen, area: Rect) {
    let Some(view) = state.preview_shown() else { return };
    let mut at = area.y;
    let mut row = |pen: &mut Pen<'_>, pieces: &[(String, Role)]| {
        if at < area.bottom() {
            pen.pieces(area.x, at, area.width, pieces);
        }
        at += 1;
    };
    let debtor = &view.state.debtor;
    row(
        pen,
        &[
            (debtor.name.clone(), Role::Title),
            (debtor.reference.clone(), Role::Muted),
            (debtor.city.clone(), Role::Muted),
        ],
    );
    row(pen, &sums(pen, view));
    let shown = if state.points { usize::MAX } else { REASONS_SHOWN };
    if area.height <= 14 {
        let all: Vec<String> = reasons(pen, state, view, shown);
        let phone = phones(view).next().unwrap_or_default();
        let rows = if state.points { REASON_ROWS_ASKED } else { REASON_ROWS };
        for line in first_rows(pen, &all.join(" · "), usize::from(area.width), rows) {
            row(pen, &[(line, Role::Text)]);
        }
        row(pen, &[(phone, Role::Accent), (next(pen, view), Role::Muted)]);
    } else {
        row(pen, &[(next(pen, view), Role::Text)]);
        row(pen, &[(phones(view).collect::<Vec<_>>().join("  "), Role::Accent)]);
        row(pen, &[]);
        row(pen, &[(pen.t("preview-why"), Role::Heading)]);
        for text in reasons(pen, state, view, shown) {
            for line in wrap(&text, usize::from(area.width)) {
                row(pen, &[(line, Role::Text)]);
            }
        }
        row(pen, &[]);
        row(pen, &[(pen.t("preview-last"), Role::Heading)]);
    }
    let left = area.bottom().saturating_sub(at);
    if left > 0 {
        history::draw(pen, view, 0, None, Rect { y: at, height: left, ..area });
    }
}

/// The numbers that may be called, the one preferred first.
fn phones(view: &CaseView) -> impl Iterator<Item = String> {
    tabs::usable(view).filter(|point| point.kind == PointKind::Phone).map(|point| point.point.clone())
}

/// The sums that are not zero, each named.
pub fn sums(pen: &Pen<'_>, view: &CaseView) -> Vec<(String, Role)> {
    let balance = &view.state.balance;
    let named = [
        ("sum-overdue", &balance.overdue, Role::Money),
        ("sum-promised", &balance.promised, Role::Good),
        ("sum-disputed", &balance.disputed, Role::Warning),
        ("sum-unallocated", &balance.unallocated, Role::Accent),
        ("sum-open", &balance.open, Role::Muted),
    ];
    let shown = named.into_iter().filter(|(_, sums, _)| !sums.is_zero());
    let pieces: Vec<_> =
        shown.map(|(id, sums, role)| (pen.words.tf(id, &[("sums", pen.words.sums(sums).into())]), role)).collect();
    let dotted = pieces.iter().enumerate().map(|(at, (text, role))| {
        let text = if at > 0 { format!("{} {text}", pen.theme.signs.dot) } else { text.clone() };
        (text, *role)
    });
    dotted.collect()
}

/// What comes next on the case, and when.
pub fn next(pen: &Pen<'_>, view: &CaseView) -> String {
    let action = pen.t(&format!("next-action-{}", view.state.next_action));
    // A day that has come or gone is now: only what lies ahead has a date.
    match view.state.next_on.filter(|day| *day > view.state.as_of) {
        Some(day) => pen.words.tf("next-on", &[("action", action.into()), ("day", pen.words.day(day).into())]),
        None => action,
    }
}

/// The first rows of a text; what does not fit is seen to be cut.
fn first_rows(pen: &Pen<'_>, text: &str, width: usize, rows: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > rows {
        let last = lines.split_off(rows - 1).join(" ");
        lines.push(fit(&last, width, pen.theme.signs.cut).into_owned());
    }
    lines
}

/// The card the list was made by, and what would change the points while it still speaks.
fn card(pen: &Pen<'_>, state: &QueueScreen, view: &CaseView) -> Vec<String> {
    let made_by = state.generation().map(|generation| generation.card.clone()).unwrap_or_default();
    match &view.judged {
        Some(judged) if judged.card.name == made_by => pen.words.judged(judged),
        Some(_) | None => vec![pen.words.tf("factors-card", &[("card", made_by.into())])],
    }
}

/// Why the case stands where the list has it. Worked since, or not in the list: what the book says of it now.
fn reasons(pen: &Pen<'_>, state: &QueueScreen, view: &CaseView, shown: usize) -> Vec<String> {
    if let (Some((exclusion, until)), None) = (&view.excluded, view.rank) {
        let why = pen.words.rule(*exclusion, view.by);
        return vec![pen.words.tf("preview-excluded", &[("why", why.into()), ("until", pen.words.day(*until).into())])];
    }
    let line = state.line_of(view.state.case).filter(|line| !line.done);
    let all = line.map_or(&view.reasons, |line| &line.ranked.reasons);
    let mut texts: Vec<String> = all.iter().take(shown).map(|one| pen.words.reason(one)).collect();
    texts.extend(view.signals().into_iter().map(|signal| format!("? {}", pen.words.signal(signal))));
    if let Some(line) = line.filter(|_| state.points) {
        texts.push(pen.words.tf("side-score", &[("score", line.ranked.score.into())]));
        texts.extend(card(pen, state, view));
        texts.push(pen.words.factors(&line.ranked, line.value.currency));
        texts.push(pen.words.factors_from(&pen.session.policy.order));
        if line.because != Because::Nothing {
            let kind = pen.t(&format!("change-{}", line.change));
            let because = pen.t(&format!("because-{}", line.because));
            let facts = [("kind", kind.into()), ("because", because.into())];
            texts.push(pen.words.tf("day-line-moved", &facts));
        }
        if line.ranked.factors.drawn {
            texts.push(pen.t("factors-drawn"));
        }
        if let Some(days) = line.ranked.factors.untouched_days {
            texts.push(pen.words.tf("factors-untouched", &[("days", days.into())]));
        }
    }
    texts
}
