//! What happened to a dispute, in a few words.
//! What never lives here: its name in a list of events (`event-…`), states.
//! `cli` and the screen say it through `Words::dispute_follow`.

use super::Words;
use crate::domain::codes::{DisputeKind, DisputeReason};
use crate::domain::event::DisputeFollow;

impl Words {
    /// What a dispute is called: a commercial dispute by its reason, a complaint or refusal as such, with its reason
    /// when one was named.
    #[must_use]
    pub fn dispute_name(&self, kind: DisputeKind, reason: DisputeReason) -> String {
        let reason_said = self.t(&format!("dispute-reason-{reason}"));
        let kind_said = self.t(&format!("dispute-kind-{kind}"));
        match (kind, reason == DisputeReason::Other) {
            (DisputeKind::Dispute, _) => reason_said,
            (DisputeKind::Complaint | DisputeKind::Refusal, true) => kind_said,
            (DisputeKind::Complaint | DisputeKind::Refusal, false) => format!("{kind_said} ({reason_said})"),
        }
    }

    /// One step of a dispute's handling: `waiting for the debtor · next look Friday 13 March · asked for photos`.
    #[must_use]
    pub fn dispute_follow(&self, what: &DisputeFollow) -> String {
        let pieces = match what {
            DisputeFollow::Assigned { owner, department } => {
                vec![self.tf("dispute-follow-assigned", &[("owner", owner.to_string().into())]), department.clone()]
            }
            DisputeFollow::Checked { at, check_on, note } => {
                let next = check_on.map(|day| self.tf("dispute-follow-check", &[("day", self.day(day).into())]));
                vec![self.t(&format!("dispute-step-{at}")), next.unwrap_or_default(), note.clone()]
            }
            DisputeFollow::Evidence { name, received } => {
                let id = if *received { "dispute-follow-evidence-received" } else { "dispute-follow-evidence-asked" };
                vec![self.tf(id, &[("name", name.into())])]
            }
            DisputeFollow::Proposed { credit, pending, note } => {
                let id = if *pending { "dispute-follow-pending" } else { "dispute-follow-proposed" };
                vec![self.tf(id, &[("credit", self.money(*credit).into())]), note.clone()]
            }
            DisputeFollow::Closed { note } => vec![self.t("dispute-follow-closed"), note.clone()],
            DisputeFollow::Reopened { reason, parts, .. } => {
                let sums = parts.iter().map(|part| part.amount).collect();
                vec![self.t("dispute-follow-reopened"), self.sums(&sums), reason.clone()]
            }
        };
        let flat = |piece: String| piece.split_whitespace().collect::<Vec<_>>().join(" ");
        pieces.into_iter().map(flat).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
