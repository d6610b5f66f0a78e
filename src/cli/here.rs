//! This machine: its name, whether one of its processes lives, whether a person reads along.
//! What never lives here: the clock, files.
//! The verbs that take a lease or a long task ask it.

use std::io::IsTerminal;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

/// Longest host name kept, in characters: as long as the system allows one to be.
const HOST_CHARS_MAX: usize = 64;

/// The machine's name.
#[must_use]
pub fn host() -> String {
    let name = rustix::system::uname();
    crate::domain::values::text::clean_line(&name.nodename().to_string_lossy(), HOST_CHARS_MAX)
}

/// True when a process of this machine is known to be gone; of another machine nothing is known.
#[must_use]
pub fn is_gone(host: &str, process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    host == self::host() && pid.is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH))
}

/// True when standard error is a terminal.
#[must_use]
pub fn a_person_reads_errors() -> bool {
    std::io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_lives_and_one_that_ended_does_not() {
        assert!(!host().is_empty());
        assert!(!is_gone(&host(), std::process::id()));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let ended = child.id();
        child.wait().unwrap();
        assert!(is_gone(&host(), ended));
        assert!(!is_gone("elsewhere.example", ended));
    }
}
