//! `relance`: a keyboard-driven terminal workstation for people who collect unpaid invoices.
//!
//! This page is the house map and nothing else.
//!
//! | If the line … | it lives in |
//! |---|---|
//! | would still be true with pen and paper | [`domain`] |
//! | decides who is called first, or not at all | `ranking` |
//! | contains SQL or a column name | `store` |
//! | knows a file format | `exchange` |
//! | says what a key means now | [`app`] |
//! | mentions a column, border, colour, width | `ui` |
//! | mentions an escape code, a tty, a signal | `term` |
//! | is a word a person reads | `locales/` |
//! | prints to stdout | `cli` |

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod day;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod input;
pub mod ranking;
pub mod report;
pub mod runtime;
pub mod score;
pub mod store;
pub mod term;
pub mod ui;
pub mod zone;
