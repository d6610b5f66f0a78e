//! Mistakes made good, each one act: undo, move to the right case, merge and unmerge.
//! What never lives here: deletion. A correction keeps the day of what it corrects.
//! `decide` calls it.

use crate::domain::case::effective::{Standing, standing};
use crate::domain::case::{Facts, OverrideView, derive};
use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::event::{Entry, Event, Who};
use crate::domain::values::{ActId, CaseId, Day, Now};

type Events = Vec<(CaseId, Day, Event)>;

/// The case at the other end of an act that concerns two.
pub(super) fn other_side(facts: &Facts, act: ActId) -> Option<CaseId> {
    facts.entries.iter().filter(|entry| entry.act == act).find_map(|entry| {
        // An undo of a move stands in both streams: the move says which.
        if let Event::ActUndone { undone } = entry.event {
            return if undone == act { None } else { other_side(facts, undone) };
        }
        entry.event.other_case()
    })
}

pub(super) fn undo(facts: &Facts, other: Option<&Facts>, who: &Who, now: Now, act: ActId) -> Result<Events, Refusal> {
    let here = standing(facts);
    let entries: Vec<&Standing> = here.iter().filter(|s| s.entry.act == act).collect();
    let Some(first) = entries.first() else { return Err(Refusal::NoSuchEntry(act.to_string())) };
    if let Some(turned) = turn_round(facts, other, who, now, &entries)? {
        return Ok(turned);
    }
    super::not_merged(facts)?;
    if !entries.iter().any(|s| s.counts) {
        return Err(Refusal::AlreadyUndone);
    }
    if entries.iter().any(|s| matches!(s.entry.event, Event::Assigned { .. })) {
        who.need_for(Right::Assign, derive(facts, now.today).owner().as_ref())?;
    }
    if entries.iter().any(|s| matches!(s.entry.event, Event::WrittenOff { .. })) {
        who.need_for(Right::WriteOff, derive(facts, now.today).owner().as_ref())?;
    }
    nothing_rests_on(&here, act)?;
    if entries.iter().any(|s| matches!(s.entry.event, Event::OverrideApproved { .. })) {
        let state = derive(facts, now.today);
        let gave = |view: &&OverrideView| entries.iter().any(|s| s.entry.event.refers_to() == Some(view.id));
        if let Some(made) = state.overrides.iter().find(gave).and_then(|view| view.used) {
            // The contact was made on its word.
            return Err(Refusal::OthersRestOnIt(made));
        }
    }
    let day = entries.iter().map(|s| s.entry.day).min().unwrap_or(first.entry.day);
    let undone = || Event::ActUndone { undone: act };
    let mut events = vec![(first.entry.case, day, undone())];
    let moved = entries.iter().find_map(|s| {
        let (Event::ActMovedOut { moved, .. } | Event::ActMovedIn { moved, .. }) = &s.entry.event else { return None };
        Some(*moved)
    });
    if let Some(case) = other_side(facts, act) {
        let other = other.filter(|other| other.case == case || other.members.contains(&case));
        let there = standing(other.ok_or(Refusal::NoSuchCase(case))?);
        nothing_rests_on(&there, act)?;
        if let Some(moved) = moved {
            for side in [&here, &there] {
                nothing_rests_on(side, moved)?;
                corrected_since(side, moved, act)?;
            }
        }
        events.push((case, day, undone()));
    }
    Ok(events)
}

/// Merges and partings are turned round by their opposite, not struck: which cases belong together is one simple history.
fn turn_round(
    facts: &Facts,
    other: Option<&Facts>,
    who: &Who,
    now: Now,
    entries: &[&Standing],
) -> Result<Option<Events>, Refusal> {
    let merge_of = |from: CaseId, into: CaseId| {
        let merged = if facts.case == from { Some(facts) } else { other.filter(|o| o.case == from) };
        let target = if facts.case == into { Some(facts) } else { other.filter(|o| o.case == into) };
        (merged, target)
    };
    for standing in entries {
        let Some((from, into, was_merge)) = standing.entry.event.joins(standing.entry.case) else { continue };
        who.need(Right::Merge)?;
        let (merged, target) = merge_of(from, into);
        let merged_now = merged.map_or_else(
            || target.is_some_and(|target| target.members.contains(&from)),
            |merged| merged.merged_into == Some(into),
        );
        return if merged_now != was_merge {
            Err(Refusal::AlreadyUndone)
        } else if was_merge {
            Ok(Some(part(from, into, now)))
        } else {
            let merged = merged.ok_or(Refusal::NoSuchCase(from))?;
            merge(merged, target, now, into).map(Some)
        };
    }
    Ok(None)
}

/// Refuses while a standing act decides on something this act made.
fn nothing_rests_on(standing: &[Standing], act: ActId) -> Result<(), Refusal> {
    let rests = standing
        .iter()
        .filter(|s| s.counts && s.entry.act != act)
        .find(|s| s.entry.event.refers_to().is_some_and(|id| id.act == act));
    rests.map_or(Ok(()), |s| Err(Refusal::OthersRestOnIt(s.entry.act)))
}

/// Refuses to take a move back once what it moved was itself undone, or moved on from where it arrived.
fn corrected_since(standing: &[Standing], moved: ActId, by: ActId) -> Result<(), Refusal> {
    let arrived = |s: &&Standing| s.entry.act == by && matches!(s.entry.event, Event::ActMovedIn { .. });
    let arrival = standing.iter().find(arrived).map(|s| (s.entry.case, s.entry.seq));
    let corrects = |event: &Event, at: (CaseId, i64)| {
        let undone = matches!(event, Event::ActUndone { undone } if *undone == moved);
        let moved_on = matches!(event, Event::ActMovedOut { moved: again, .. } if *again == moved);
        undone || moved_on && arrival.is_some_and(|arrival| arrival.0 == at.0 && at.1 > arrival.1)
    };
    let mut others = standing.iter().filter(|s| s.counts && s.entry.act != by);
    let later = others.find(|s| corrects(&s.entry.event, (s.entry.case, s.entry.seq)));
    later.map_or(Ok(()), |s| Err(Refusal::OthersRestOnIt(s.entry.act)))
}

pub(super) fn move_act(
    facts: &Facts,
    other: Option<&Facts>,
    now: Now,
    act: ActId,
    to: CaseId,
) -> Result<Events, Refusal> {
    super::not_merged(facts)?;
    let target = other.filter(|other| other.case == to && to != facts.case && !facts.members.contains(&to));
    super::not_merged(target.ok_or(Refusal::NoSuchCase(to))?)?;
    let here = standing(facts);
    let known = here.iter().any(|s| s.entry.act == act);
    let mut entries: Vec<&Entry> = here.iter().filter(|s| s.counts && s.entry.act == act).map(|s| &s.entry).collect();
    entries.sort_by_key(|entry| entry.index);
    let Some(first) = entries.first() else {
        return Err(if known { Refusal::AlreadyUndone } else { Refusal::NoSuchEntry(act.to_string()) });
    };
    if !entries.iter().all(|entry| entry.event.may_move()) {
        return Err(Refusal::NoSuchEntry(act.to_string()));
    }
    nothing_rests_on(&here, act)?;
    let recorded_on = entries.iter().map(|entry| entry.day).max().unwrap_or(now.today);
    let moved_in = Event::ActMovedIn {
        moved: act,
        from: first.case,
        who: first.who.clone(),
        recorded_at: first.recorded_at,
        events: entries.iter().map(|entry| entry.event.clone()).collect(),
    };
    Ok(vec![(first.case, recorded_on, Event::ActMovedOut { moved: act, to }), (to, recorded_on, moved_in)])
}

pub(super) fn merge(facts: &Facts, other: Option<&Facts>, now: Now, into: CaseId) -> Result<Events, Refusal> {
    super::not_merged(facts)?;
    if facts.case == into || !facts.members.is_empty() {
        return Err(Refusal::CannotMerge);
    }
    let target = other.filter(|other| other.case == into).ok_or(Refusal::NoSuchCase(into))?;
    if target.merged_into.is_some() {
        return Err(Refusal::CannotMerge);
    }
    Ok(vec![
        (facts.case, now.today, Event::MergedInto { into }),
        (into, now.today, Event::Absorbed { from: facts.case }),
    ])
}

pub(super) fn unmerge(facts: &Facts, now: Now) -> Result<Events, Refusal> {
    Ok(part(facts.case, facts.merged_into.ok_or(Refusal::NotMerged)?, now))
}

fn part(from: CaseId, into: CaseId, now: Now) -> Events {
    vec![(from, now.today, Event::Unmerged { from: into }), (into, now.today, Event::Released { case: from })]
}
