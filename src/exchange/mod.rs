//! Files in and out: how an export is read, and what is wrong with it when it cannot be.
//! What never lives here: SQL, the ledger it goes into, wording, printing.
//! `cli` calls it: `detect::plan` looks at a file, `rows::walk` hands its rows on.

mod ahead;
pub mod amount;
pub mod bank;
mod cells;
pub mod codes;
mod contact;
pub mod date;
pub mod demo;
mod described;
pub mod detect;
pub mod error;
pub mod fec;
pub mod headers;
pub mod heard;
pub mod kind;
pub mod mapping;
pub mod preview;
pub mod rows;
pub mod sheet;
pub mod source;
mod taken;

pub use detect::{Note, Options, Plan, kind, plan, sample};
pub use error::{Ambiguity, ImportError, MappingError, Reason, RowError};
pub use kind::{Field, Kind};
pub use mapping::Mapping;
pub use preview::Preview;
pub use rows::{RowSink, WalkError, Walked, walk};
