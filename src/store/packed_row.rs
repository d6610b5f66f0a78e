//! What a derived row says beyond its key, packed: the one place where a field of `CaseRow` is written and read back.
//! What never lives here: SQL (see `derived`), the formula (see `domain::case`).
//! `derived` and the night's reader call it.
//!
//! A new field of `CaseRow` or `Profile` gets one line in [`pack`] and one in [`unpack`], in the same place, and raises
//! `LAYOUT` in `store::pack`. Days are told from the row's own day. The first byte says whether the night has anything to look at.

use super::pack::{Packer, Unpacker};
use crate::domain::case::CaseRow;
use crate::domain::case::aged::Aged;
use crate::domain::case::permitted::RECENT_WRITTEN_MAX;
use crate::domain::case::row::{CaseMoney, NextCallback, Place};
use crate::domain::case::state::{Profile, Touch};
use crate::domain::codes::{Channel, QueueMark};
use crate::domain::slot::{Calls, RECENT_CALLS_MAX, SLOTS, Tries};
use crate::domain::terms::CalendarId;
use crate::domain::values::{ActId, CaseId, Currency, Day, EntryId, Group, Instant, Login, Tag};

/// The first byte of a row with something to do: overdue, to be called back, held or merged.
const BUSY: u8 = 1;
/// … and of all others: of these nothing is overdue.
const QUIET: u8 = 0;

/// Packs everything of a row that stands in no column of its own: all but case, revision, day, flip, merge, names, collector,
/// the disputes, which have rows of their own, and what the aged balance reads, which has a column of its own.
pub(in crate::store) fn pack(row: &CaseRow, out: &mut Vec<u8>) {
    out.clear();
    let day = row.as_of;
    let mut out = Packer(out);
    let busy =
        row.oldest_due.is_some() || row.callback.is_some() || row.held_until.is_some() || row.merged_into.is_some();
    out.byte(if busy { BUSY } else { QUIET });
    out.count(row.money.len() as u64);
    for money in &row.money {
        out.0.extend_from_slice(money.currency.code().as_bytes());
        let amounts = [money.open, money.overdue, money.disputed, money.promised, money.unallocated, money.collectable];
        amounts.into_iter().for_each(|minor| out.number(minor));
        out.count(money.dues.len() as u64);
        for (due_on, minor) in &money.dues {
            out.day(day, *due_on);
            out.number(*minor);
        }
    }
    out.count(row.overdue_items.into());
    out.day_or_none(day, row.oldest_due);
    out.day_or_none(day, row.next_due);
    match &row.callback {
        None => out.byte(0),
        Some(callback) => {
            out.byte(1);
            out.0.extend_from_slice(&callback.id.act.0);
            out.byte(callback.id.index);
            out.number(callback.at.0);
            out.day(day, callback.due_on);
            out.text(callback.whom.as_ref().map_or("", |login| login.0.as_str()));
        }
    }
    for agreed in [row.promise_due_on, row.promise_ends_on, row.dispute_due_on, row.held_until] {
        out.day_or_none(day, agreed);
    }
    for touch in [row.touch.map(|touch| touch.on), row.touch.map(|touch| touch.due_on)] {
        out.day_or_none(day, touch);
    }
    out.byte(row.held_whole.into());
    out.byte(row.to_approve.into());
    out.code_or_none(row.mark.map(|(mark, _)| mark));
    out.day_or_none(day, row.mark.map(|(_, until)| until));
    out.number(row.group.map_or(0, Group::number));
    pack_place(row, day, &mut out);
    pack_profile(&row.profile, day, &mut out);
    out.code(row.next_action);
    out.day_or_none(day, row.next_on);
}

fn pack_place(row: &CaseRow, day: Day, out: &mut Packer<'_>) {
    out.code_or_none(row.place.kind);
    out.number(row.place.country.number());
    out.byte(row.place.calendar as u8);
    out.byte(row.refuses_calls.into());
    out.count(row.written.len() as u64);
    for (on, channel) in &row.written {
        out.day(day, *on);
        out.code(*channel);
    }
}

fn pack_profile(past: &Profile, day: Day, out: &mut Packer<'_>) {
    out.count(past.paid_count.into());
    out.count(past.late_count.into());
    out.number(past.late_days_sum);
    out.day_or_none(Day(0), past.last_late_days.map(Day));
    let counts = [past.kept, past.broken, past.disputes, past.contacts, past.attempts_since_talk];
    counts.into_iter().for_each(|count| out.count(count.into()));
    out.day_or_none(day, past.last_contact_on);
    out.code_or_none(past.last_outcome);
    out.day_or_none(day, past.last_talk_on);
    pack_calls(&past.calls, day, out);
    out.day_or_none(day, past.last_paid_on);
    out.day_or_none(day, past.broken_on);
    out.day_or_none(day, past.returned_on);
    out.byte(past.never_worked.into());
    out.day_or_none(day, past.last_dispute_on);
    out.code_or_none(past.last_channel);
    out.number(past.segment.number());
    out.number(past.country.number());
    out.count(past.limit_use_mille.map_or(0, |used| u64::from(used) + 1));
    [past.missed, past.bounced, past.letters_back].into_iter().for_each(|count| out.count(count.into()));
    out.day_or_none(day, past.first_letter_on);
}

fn pack_calls(calls: &Calls, day: Day, out: &mut Packer<'_>) {
    out.count(calls.recent.len() as u64);
    calls.recent.iter().for_each(|on| out.day(day, *on));
    // One bit a slot with any calls: most have none in most slots.
    let used = |tries: &Tries| *tries != Tries::default();
    let bits =
        calls.slots.iter().enumerate().filter(|(_, tries)| used(tries)).fold(0_u8, |bits, (at, _)| bits | 1 << at);
    out.byte(bits);
    for tries in calls.slots.iter().filter(|tries| used(tries)) {
        out.count(tries.made.into());
        out.count(tries.reached.into());
    }
    out.code_or_none(calls.missed);
    out.code_or_none(calls.talk_outcome);
}

/// True when the night has to look at the row.
pub(in crate::store) fn is_busy(packed: &[u8]) -> bool {
    packed.first() != Some(&QUIET)
}

/// What stands in columns beside the packed bytes.
#[derive(Clone)]
pub(in crate::store) struct Key {
    pub(in crate::store) case: CaseId,
    pub(in crate::store) rev: crate::domain::command::Rev,
    pub(in crate::store) as_of: Day,
    pub(in crate::store) next_flip: Option<Day>,
    pub(in crate::store) merged_into: Option<CaseId>,
    pub(in crate::store) collector: Option<Login>,
    pub(in crate::store) reference: String,
    pub(in crate::store) name: String,
}

/// The row back from its columns and its packed bytes; `None`: they are not what was packed.
pub(in crate::store) fn unpack(key: Key, packed: &[u8]) -> Option<CaseRow> {
    let mut from = Unpacker(packed);
    let day = key.as_of;
    if from.byte()? > BUSY {
        return None;
    }
    let row = CaseRow {
        money: money(&mut from, day)?,
        overdue_items: from.small()?,
        oldest_due: from.day_or_none(day)?,
        next_due: from.day_or_none(day)?,
        callback: callback(&mut from, day)?,
        promise_due_on: from.day_or_none(day)?,
        promise_ends_on: from.day_or_none(day)?,
        dispute_due_on: from.day_or_none(day)?,
        disputes: vec![],
        held_until: from.day_or_none(day)?,
        touch: touch(&mut from, day)?,
        held_whole: flag(&mut from)?,
        to_approve: flag(&mut from)?,
        mark: mark(&mut from, day)?,
        group: Group::from_number(from.number()?),
        place: place(&mut from)?,
        refuses_calls: flag(&mut from)?,
        written: written(&mut from, day)?,
        profile: profile(&mut from, day)?,
        next_action: from.code()?,
        next_on: from.day_or_none(day)?,
        case: key.case,
        rev: key.rev,
        as_of: key.as_of,
        next_flip: key.next_flip,
        merged_into: key.merged_into,
        reference: key.reference,
        name: key.name,
        collector: key.collector,
        aged: Aged::default(),
    };
    from.is_done().then_some(row)
}

fn place(from: &mut Unpacker<'_>) -> Option<Place> {
    let (kind, country) = (from.code_or_none()?, Tag::from_number(from.number()?));
    let at = usize::from(from.byte()?);
    Some(Place { kind, country, calendar: *CalendarId::ALL.get(at)? })
}

fn written(from: &mut Unpacker<'_>, day: Day) -> Option<Vec<(Day, Channel)>> {
    let count = usize::try_from(from.count()?).ok().filter(|count| *count <= RECENT_WRITTEN_MAX)?;
    (0..count).map(|_| Some((from.day(day)?, from.code()?))).collect()
}

fn touch(from: &mut Unpacker<'_>, day: Day) -> Option<Option<Touch>> {
    match (from.day_or_none(day)?, from.day_or_none(day)?) {
        (None, None) => Some(None),
        (Some(on), Some(due_on)) => Some(Some(Touch { on, due_on })),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

fn mark(from: &mut Unpacker<'_>, day: Day) -> Option<Option<(QueueMark, Day)>> {
    match (from.code_or_none()?, from.day_or_none(day)?) {
        (None, None) => Some(None),
        (Some(mark), Some(until)) => Some(Some((mark, until))),
        (Some(_), None) | (None, Some(_)) => None,
    }
}

fn dues(from: &mut Unpacker<'_>, day: Day) -> Option<Vec<(Day, i64)>> {
    let count = usize::try_from(from.count()?).ok()?;
    // No longer than the bytes that are there.
    let mut all = Vec::with_capacity(count.min(from.0.len()));
    for _ in 0..count {
        all.push((from.day(day)?, from.number()?));
    }
    Some(all)
}

fn money(from: &mut Unpacker<'_>, day: Day) -> Option<Vec<CaseMoney>> {
    let count = from.small()?;
    // No longer than the bytes that are there.
    let mut all = Vec::with_capacity(usize::try_from(count).ok()?.min(from.0.len()));
    for _ in 0..count {
        let currency = std::str::from_utf8(from.bytes(3)?).ok()?.parse::<Currency>().ok()?;
        all.push(CaseMoney {
            currency,
            open: from.number()?,
            overdue: from.number()?,
            disputed: from.number()?,
            promised: from.number()?,
            unallocated: from.number()?,
            collectable: from.number()?,
            dues: dues(from, day)?,
        });
    }
    Some(all)
}

fn callback(from: &mut Unpacker<'_>, day: Day) -> Option<Option<NextCallback>> {
    if !flag(from)? {
        return Some(None);
    }
    let id = EntryId { act: ActId(from.bytes(10)?.try_into().ok()?), index: from.byte()? };
    let (at, due_on) = (Instant(from.number()?), from.day(day)?);
    let whom = Some(from.text()?).filter(|login| !login.is_empty()).map(|login| Login(login.to_owned()));
    Some(Some(NextCallback { id, at, due_on, whom }))
}

fn profile(from: &mut Unpacker<'_>, day: Day) -> Option<Profile> {
    Some(Profile {
        paid_count: from.small()?,
        late_count: from.small()?,
        late_days_sum: from.number()?,
        last_late_days: from.day_or_none(Day(0))?.map(|days| days.0),
        kept: from.small()?,
        broken: from.small()?,
        disputes: from.small()?,
        contacts: from.small()?,
        attempts_since_talk: from.small()?,
        last_contact_on: from.day_or_none(day)?,
        last_outcome: from.code_or_none()?,
        last_talk_on: from.day_or_none(day)?,
        calls: calls(from, day)?,
        last_paid_on: from.day_or_none(day)?,
        broken_on: from.day_or_none(day)?,
        returned_on: from.day_or_none(day)?,
        never_worked: flag(from)?,
        last_dispute_on: from.day_or_none(day)?,
        last_channel: from.code_or_none()?,
        segment: Tag::from_number(from.number()?),
        country: Tag::from_number(from.number()?),
        limit_use_mille: from.small()?.checked_sub(1),
        missed: from.small()?,
        bounced: from.small()?,
        letters_back: from.small()?,
        first_letter_on: from.day_or_none(day)?,
    })
}

fn calls(from: &mut Unpacker<'_>, day: Day) -> Option<Calls> {
    let mut calls = Calls::default();
    let recent = usize::try_from(from.count()?).ok().filter(|days| *days <= RECENT_CALLS_MAX)?;
    calls.recent.reserve_exact(recent);
    for _ in 0..recent {
        calls.recent.push(from.day(day)?);
    }
    let bits = from.byte()?;
    if u32::from(bits) >> SLOTS != 0 {
        return None;
    }
    for (_, tries) in calls.slots.iter_mut().enumerate().filter(|(at, _)| bits & 1 << at != 0) {
        *tries = Tries { made: from.tiny()?, reached: from.tiny()? };
    }
    calls.missed = from.code_or_none()?;
    calls.talk_outcome = from.code_or_none()?;
    Some(calls)
}

fn flag(from: &mut Unpacker<'_>) -> Option<bool> {
    match from.byte()? {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::codes::{Channel, DayPart, DebtorKind, NextAction, Outcome};
    use crate::domain::command::Rev;

    fn day() -> impl Strategy<Value = Option<Day>> {
        prop::option::of((Day::MIN.0..=Day::MAX.0).prop_map(Day))
    }

    fn one_money() -> impl Strategy<Value = CaseMoney> {
        let minor = || prop_oneof![Just(0_i64), any::<i64>()];
        let currency = "[A-Z]{3}".prop_map(|code| code.parse().unwrap());
        let dues = prop::collection::vec(((Day::MIN.0..=Day::MAX.0).prop_map(Day), any::<i64>()), 0..3);
        (currency, minor(), minor(), minor(), minor(), minor(), minor(), dues).prop_map(
            |(currency, open, overdue, disputed, promised, unallocated, collectable, dues)| CaseMoney {
                currency,
                open,
                overdue,
                disputed,
                promised,
                unallocated,
                collectable,
                dues,
            },
        )
    }

    fn one_callback() -> impl Strategy<Value = NextCallback> {
        let whom = prop::option::of("[a-z]{1,9}".prop_map(Login));
        (any::<[u8; 10]>(), any::<u8>(), any::<i64>(), day(), whom).prop_map(|(act, index, at, due_on, whom)| {
            let id = EntryId { act: ActId(act), index };
            NextCallback { id, at: Instant(at), due_on: due_on.unwrap_or_default(), whom }
        })
    }

    fn any_calls() -> impl Strategy<Value = Calls> {
        let code = prop::option::of(prop::sample::select(DayPart::ALL));
        let talk = prop::option::of(prop::sample::select(Outcome::ALL));
        let recent = prop::collection::vec((Day::MIN.0..=Day::MAX.0).prop_map(Day), 0..=RECENT_CALLS_MAX);
        (any::<[(u16, u16); SLOTS]>(), recent, code, talk).prop_map(|(slots, recent, missed, talk_outcome)| Calls {
            slots: slots.map(|(made, reached)| Tries { made: made % 3, reached: reached % 3 }),
            recent,
            missed,
            talk_outcome,
        })
    }

    fn one_profile() -> BoxedStrategy<Profile> {
        let outcome = prop::option::of(prop::sample::select(Outcome::ALL));
        let counts = any::<[u32; 11]>();
        let beside = (day(), prop::option::of(prop::sample::select(Channel::ALL)), any::<(i32, i32)>(), day(), day());
        let days = (day(), day(), day(), day(), any_calls(), beside);
        (counts, any::<i64>(), prop::option::of(any::<i32>()), outcome, days, any::<bool>())
            .prop_map(|(counts, late_days_sum, last_late_days, last_outcome, days, never_worked)| Profile {
                paid_count: counts[0],
                late_count: counts[1],
                late_days_sum,
                last_late_days,
                kept: counts[2],
                broken: counts[3],
                disputes: counts[4],
                contacts: counts[5],
                attempts_since_talk: counts[6],
                last_contact_on: days.0,
                last_outcome,
                last_talk_on: days.1,
                calls: days.4,
                last_paid_on: days.2,
                broken_on: days.3,
                returned_on: days.5.3,
                never_worked,
                last_dispute_on: days.5.0,
                last_channel: days.5.1,
                segment: Tag::from_number(days.5.2.0.into()),
                country: Tag::from_number(days.5.2.1.into()),
                limit_use_mille: counts[7].checked_sub(1),
                missed: counts[8],
                bounced: counts[9],
                letters_back: counts[10],
                first_letter_on: days.5.4,
            })
            .boxed()
    }

    /// Where the debtor is, what was written to it, and whether it refuses calls.
    type Placed = (Place, Vec<(Day, Channel)>, bool);

    /// Boxed, as the past below: a strategy of many parts is deep, and the stack of a test is not.
    fn one_place() -> BoxedStrategy<Placed> {
        let kind = prop::option::of(prop::sample::select(DebtorKind::ALL));
        let calendar = prop::sample::select(CalendarId::ALL.to_vec());
        let on = (Day::MIN.0..=Day::MAX.0).prop_map(Day);
        let written = prop::collection::vec((on, prop::sample::select(Channel::ALL)), 0..9);
        (kind, any::<i64>(), calendar, written, any::<bool>())
            .prop_map(|(kind, country, calendar, written, refuses)| {
                (Place { kind, country: Tag::from_number(country), calendar }, written, refuses)
            })
            .boxed()
    }

    prop_compose! {
        /// Any row at all, whether or not facts could lead to it.
        pub(in crate::store) fn any_row()(
            (case, seq, rev) in (1_i64..9_999_999, any::<i64>(), any::<i64>()),
            (as_of, next_flip, oldest_due, next_due, next_on) in (Day::MIN.0..=Day::MAX.0, day(), day(), day(), day()),
            merged_into in prop::option::of((1_i64..99).prop_map(CaseId)),
            (reference, name) in (".{0,9}", ".{0,9}"),
            collector in prop::option::of("[a-z]{1,9}".prop_map(Login)),
            money in prop::collection::vec(one_money(), 0..3),
            overdue_items: u32,
            callback in prop::option::of(one_callback()),
            (promise_due_on, promise_ends_on, dispute_due_on, held_until) in (day(), day(), day(), day()),
            (held_whole, to_approve) in any::<(bool, bool)>(),
            mark in prop::option::of((prop::sample::select(QueueMark::ALL), (Day::MIN.0..=Day::MAX.0).prop_map(Day))),
            group: i64,
            (place, written, refuses_calls) in one_place(),
            touch in prop::option::of((Day::MIN.0..=Day::MAX.0, Day::MIN.0..=Day::MAX.0)),
            profile in one_profile(),
            next_action in prop::sample::select(NextAction::ALL),
        ) -> CaseRow {
            CaseRow {
                case: CaseId(case), rev: Rev { seq, rev }, as_of: Day(as_of), next_flip, merged_into, reference, name, collector,
                money, overdue_items, oldest_due, next_due, callback, promise_due_on, promise_ends_on, dispute_due_on, disputes: vec![],
                aged: Aged::default(), held_until, held_whole, to_approve, mark, group: Group::from_number(group), profile, written, refuses_calls,
                place,
                touch: touch.map(|(on, due_on)| Touch { on: Day(on), due_on: Day(due_on) }), next_action, next_on,
            }
        }
    }

    fn key(row: &CaseRow) -> Key {
        Key {
            case: row.case,
            rev: row.rev,
            as_of: row.as_of,
            next_flip: row.next_flip,
            merged_into: row.merged_into,
            collector: row.collector.clone(),
            reference: row.reference.clone(),
            name: row.name.clone(),
        }
    }

    proptest! {
        #[test]
        fn a_row_reads_back_as_packed_and_no_part_of_it_passes_for_one(row in any_row(), cut: prop::sample::Index) {
            let mut packed = vec![];
            pack(&row, &mut packed);
            prop_assert_eq!(unpack(key(&row), &packed), Some(row.clone()));
            let something_to_do = row.oldest_due.is_some() || row.callback.is_some() || row.held_until.is_some();
            prop_assert_eq!(is_busy(&packed), something_to_do || row.merged_into.is_some());
            prop_assert_eq!(unpack(key(&row), &packed[..cut.index(packed.len())]), None);
        }

        #[test]
        fn bytes_that_nobody_packed_are_refused_or_read(row in any_row(), bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            let _either = unpack(key(&row), &bytes);
        }
    }
}
