//! Programs of other people that some tests drive: found in `PATH`. Where `RELANCE_TEST_PROGRAMS` is set none may be missing.
//! What never lives here: what is asked of them.

use std::path::{Path, PathBuf};

/// The first of these names that is there. Missing, the test says so and passes, unless all must be there.
#[allow(clippy::print_stdout, reason = "a test that was not run says so")]
pub fn program(what: &str, names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found =
        folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name))).find(|at| Path::is_file(at));
    if found.is_none() {
        assert!(std::env::var_os("RELANCE_TEST_PROGRAMS").is_none(), "no {what} on this machine");
        println!("no {what} on this machine: what needs it was not tried");
    }
    found
}
