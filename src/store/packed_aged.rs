//! What the aged balance reads of a case, packed: written beside the derived row, in a column the night does not look at.
//! What never lives here: SQL (see `derived` and `read::aged`), a bucket.
//! `derived`, `read::aged` and `verify` call it.
//!
//! A new field of `Aged` gets one line in [`pack`] and one in [`unpack_into`], and raises `FORMULA_VERSION`: what was
//! packed before is then derived again. A reason stands by its name: few cases have one.

use super::pack::{Packer, Unpacker};
use crate::domain::case::Books;
use crate::domain::case::aged::{Aged, AgedMoney, HeldDue, OpenDue};
use crate::domain::values::{Currency, Day};

/// Packs; days are told from `day`.
pub(in crate::store) fn pack(aged: &Aged, day: Day) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    let mut out = Packer(&mut bytes);
    out.text(&aged.segment);
    out.day(day, aged.ledger_on);
    out.count(aged.money.len() as u64);
    for money in &aged.money {
        out.0.extend_from_slice(money.currency.code().as_bytes());
        out.byte(money.books.is_some().into());
        if let Some(books) = money.books {
            let Books { invoiced, allocated, credited, written_off, received, open } = books;
            [invoiced, allocated, credited, written_off, received, open].into_iter().for_each(|n| out.number(n));
        }
        [money.unallocated, money.disputed, money.promised].into_iter().for_each(|n| out.number(n));
        out.count(money.open.len() as u64);
        for due in &money.open {
            out.day(day, due.due_on);
            out.number(due.minor);
            out.count(due.items.into());
        }
        out.count(money.held.len() as u64);
        for held in &money.held {
            out.day(day, held.due_on);
            out.text(held.reason.name());
            out.number(held.minor);
            out.count(held.items.into());
            out.count(held.whole.into());
        }
    }
    bytes
}

/// Reads into `aged`, whose room is used again; `None`: they are not what was packed.
pub(in crate::store) fn unpack_into(aged: &mut Aged, bytes: &[u8], day: Day) -> Option<()> {
    let mut from = Unpacker(bytes);
    aged.segment.clear();
    aged.segment.push_str(from.text()?);
    aged.ledger_on = from.day(day)?;
    let count = usize::try_from(from.count()?).ok().filter(|count| *count <= bytes.len())?;
    aged.money.truncate(count);
    for at in 0..count {
        let currency = std::str::from_utf8(from.bytes(3)?).ok()?.parse::<Currency>().ok()?;
        if at == aged.money.len() {
            aged.money.push(AgedMoney {
                currency,
                books: None,
                unallocated: 0,
                disputed: 0,
                promised: 0,
                open: vec![],
                held: vec![],
            });
        }
        unpack_money(&mut aged.money[at], currency, &mut from, day)?;
    }
    from.is_done().then_some(())
}

fn unpack_money(money: &mut AgedMoney, currency: Currency, from: &mut Unpacker<'_>, day: Day) -> Option<()> {
    money.currency = currency;
    money.books = match from.byte()? {
        0 => None,
        1 => Some(Books {
            invoiced: from.number()?,
            allocated: from.number()?,
            credited: from.number()?,
            written_off: from.number()?,
            received: from.number()?,
            open: from.number()?,
        }),
        _ => return None,
    };
    (money.unallocated, money.disputed, money.promised) = (from.number()?, from.number()?, from.number()?);
    money.open.clear();
    for _ in 0..from.count()? {
        money.open.push(OpenDue { due_on: from.day(day)?, minor: from.number()?, items: from.small()? });
    }
    money.held.clear();
    for _ in 0..from.count()? {
        money.held.push(HeldDue {
            due_on: from.day(day)?,
            reason: from.text()?.parse().ok()?,
            minor: from.number()?,
            items: from.small()?,
            whole: from.small()?,
        });
    }
    Some(())
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::codes::DisputeReason;

    fn one_money() -> BoxedStrategy<AgedMoney> {
        let day = || (Day::MIN.0..=Day::MAX.0).prop_map(Day);
        let books = prop::option::of(any::<[i64; 6]>().prop_map(
            |[invoiced, allocated, credited, written_off, received, open]| Books {
                invoiced,
                allocated,
                credited,
                written_off,
                received,
                open,
            },
        ));
        let open = (day(), any::<i64>(), any::<u32>());
        let open = open.prop_map(|(due_on, minor, items)| OpenDue { due_on, minor, items });
        let held = (day(), prop::sample::select(DisputeReason::ALL), any::<i64>(), any::<(u32, u32)>());
        let held =
            held.prop_map(|(due_on, reason, minor, (items, whole))| HeldDue { due_on, reason, minor, items, whole });
        let lists = (prop::collection::vec(open, 0..3), prop::collection::vec(held, 0..3));
        ("[A-Z]{3}", books, any::<[i64; 3]>(), lists)
            .prop_map(|(code, books, [unallocated, disputed, promised], (open, held))| AgedMoney {
                currency: code.parse().unwrap(),
                books,
                unallocated,
                disputed,
                promised,
                open,
                held,
            })
            .boxed()
    }

    /// Any at all, whether or not facts could lead to it.
    pub(in crate::store) fn any_aged() -> BoxedStrategy<Aged> {
        let ledger_on = (Day::MIN.0..=Day::MAX.0).prop_map(Day);
        (".{0,9}", ledger_on, prop::collection::vec(one_money(), 0..3))
            .prop_map(|(segment, ledger_on, money)| Aged { segment, ledger_on, money })
            .boxed()
    }

    proptest! {
        #[test]
        fn it_reads_back_as_packed_whatever_stood_there_and_no_part_of_it_passes(
            (one, two) in (any_aged(), any_aged()), day in (Day::MIN.0..=Day::MAX.0).prop_map(Day), cut: prop::sample::Index,
        ) {
            let bytes = pack(&one, day);
            let mut read = two;
            prop_assert_eq!(unpack_into(&mut read, &bytes, day), Some(()));
            prop_assert_eq!(&read, &one);
            prop_assert_eq!(unpack_into(&mut read, &bytes[..cut.index(bytes.len())], day), None);
        }

        #[test]
        fn bytes_that_nobody_packed_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
            let _either = unpack_into(&mut Aged::default(), &bytes, Day(0));
        }
    }
}
