//! What the tests share: makers of rows, worlds and drivers.
//! What never lives here: a test.
//! The modules of the suite call it.

pub mod agreed;
pub mod bank_samples;
pub mod book;
pub mod days;
pub mod deeds;
pub mod driver;
pub mod fake_term;
pub mod histories;
pub mod ibm;
pub mod portfolio;
pub mod programs;
pub mod rows;
pub mod samples;
pub mod shell;
pub mod slow_line;
pub mod stage;
pub mod taken;
pub mod teams;
pub mod world;
