//! The suite: one binary, one module a subject.
//! What never lives here: a test.
//! Run by `cargo test`.

#![allow(unreachable_pub, reason = "helpers are shared between the modules of one test binary")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail like tests")]
#![allow(clippy::print_stderr, reason = "a test that could not try something says so")]

mod approvals;
mod architecture;
mod bad_input;
mod bank;
mod budgets;
mod calling;
mod case_histories;
mod causes;
mod cli;
mod close_again;
mod config;
mod credit_limit;
mod day;
mod docs;
mod domain;
mod domain_stories;
mod exchange;
mod first_hour;
mod flows;
mod forms;
mod forms_book;
mod forms_look;
mod forms_plan;
mod forms_promise;
mod hands;
mod heard_bad;
mod i18n;
mod import;
mod import_cards;
mod import_claims;
mod import_heard;
mod learnt;
mod letter_first;
mod linear;
mod linked;
mod long_case;
mod mail_threads;
#[path = "../../benches/find/misspelt.rs"]
mod misspelt;
mod monkey;
mod multiplexers;
mod one_history;
mod overlays;
mod overrides;
mod past_lists;
mod permit;
mod points;
mod pty;
mod ranking;
mod reasons;
mod reconcile;
mod refit;
mod replay;
mod report;
mod report_pictures;
mod report_screen;
mod report_sql;
mod report_worked;
mod rights;
mod runtime;
mod said;
mod score;
mod screens;
mod slow_line;
mod snooze;
mod store_drafts;
mod store_execute;
mod store_find;
mod store_open;
mod store_processes;
mod store_released;
mod store_verify;
mod story;
mod story_cli;
mod story_real;
mod support;
mod team;
mod team_processes;
mod touch;
mod tour;
mod views;
mod what_if;
mod wire;
mod worth;
