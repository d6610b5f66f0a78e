//! The command line as a person at a shell meets it: the real program, in a home of its own.
//! What never lives here: the queue's order, imports, the close (they have tests of their own).

mod acts;
mod book;
mod contract;
mod house;
