//! The small values everything is made of: money, days, instants, ids, clean text.
//! What never lives here: anything that knows a debtor, a language or a column.
//! Any room may call.

pub mod date;
pub mod id;
pub mod money;
pub mod tag;
pub mod text;

pub use date::{Day, Instant, Now};
pub use id::{ActId, BatchId, CaseId, EntryId, Login, SourceId};
pub use money::{Currency, Money, MoneyError, Sums};
pub use tag::{Group, Tag};
