//! One case: what its facts say on a day (`derive`), what a command does to it (`decide`), its history (`timeline`).
//! What never lives here: IO, clock, language, the order of the queue (see `ranking`).
//! `store` calls `decide` and `derive`; everyone reads `state`.

pub mod aged;
mod allocation;
pub mod audit;
mod audit_dispute;
mod back;
mod books;
mod callback;
pub mod calls;
pub mod decide;
pub mod derive;
mod dispute;
mod effective;
pub mod facts;
mod hold;
pub mod known_by;
mod mark;
mod next;
mod overrides;
pub mod permitted;
mod plan;
mod plan_view;
mod pledge;
mod points;
mod profile;
mod promise;
pub mod row;
pub mod state;
pub mod tally;
pub mod timeline;
mod told;

pub use allocation::{Rank, rank, share};
pub use audit::{AuditMoney, AuditRow, audit};
pub use back::{came_in, returnable};
pub use books::{Applied, Books};
pub use decide::{
    Bound, Decision, LimitView, WORD_DAYS_MAX, check_change, check_plan, decide, limits_of, not_in_the_past, note_text,
    propose_promise, rest_by_invoice, rest_to_promise, second_case,
};
pub use derive::{derive, derive_with_applied};
pub use facts::Facts;
pub use known_by::KnownBy;
pub use overrides::OverrideView;
pub use points::points;
pub use row::CaseRow;
pub use state::{Balance, CaseState};
pub use tally::Tally;
pub use timeline::{TimelineEntry, TimelineWhat, timeline};
pub use told::{picks, unconfirmed};
