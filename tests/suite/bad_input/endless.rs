//! Files of a gigabyte that never come to an end of anything: refused after a few megabytes, in bounded memory.
//! What never lives here: what is refused for another cause.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use super::{Counter, samples};
use crate::support::shell::ran;

/// What a pipe was made to take.
const WHOLE_BYTES: u64 = 1 << 30;
/// The longest piece the house reads is 4 MiB; a pipe holds some more.
const TAKEN_BYTES_MAX: u64 = 6 << 20;
/// Address space given, in KiB: what the program needs at all, and no file in it.
const SPACE_KIB: u32 = 400_000;

/// Runs an import in bounded memory while this end of the pipe is filled; the bytes that were taken.
fn pour(counter: &Counter, kind: &str, pipe: &Path, fill: u8) -> (Output, u64) {
    let command = counter.shell.command("import --json");
    let mut bounded = std::process::Command::new("sh");
    bounded.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    bounded.args(["-c", &format!("ulimit -v {SPACE_KIB} && exec \"$@\""), "sh"]).arg(command.get_program());
    bounded.args(command.get_args()).arg(kind).arg(pipe);
    let child = bounded.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut taken = 0;
    if let Ok(mut end) = std::fs::OpenOptions::new().write(true).open(pipe) {
        let block = vec![fill; 64 << 10];
        while taken < WHOLE_BYTES {
            match end.write(&block) {
                Ok(bytes) => taken += bytes as u64,
                Err(_) => break,
            }
        }
    }
    (child.wait_with_output().unwrap(), taken)
}

#[test]
fn a_line_of_a_gigabyte_is_refused_after_a_few_megabytes() {
    let counter = Counter::new();
    let pipe = counter.shell.home().join("given.pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut kinds: Vec<&str> = samples().iter().map(|sample| sample.kind).filter(|kind| *kind != "mail").collect();
    kinds.dedup();
    for kind in kinds {
        let (done, taken) = pour(&counter, kind, &pipe, b'x');
        let done = ran(done);
        assert!(done.refused().contains("line 1"), "{kind}: {done:?}");
        assert!((1 << 20..TAKEN_BYTES_MAX).contains(&taken), "{kind}: {taken}");
    }
}

/// A message may be long; a file of a gigabyte, most of it a hole, is one that is too long.
#[test]
fn a_message_of_a_gigabyte_is_refused_in_bounded_memory() {
    let counter = Counter::new();
    let file = counter.shell.home().join("given.eml");
    std::fs::write(&file, super::MESSAGE).unwrap();
    std::fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(WHOLE_BYTES).unwrap();
    let (done, _) = pour(&counter, "mail", &file, b'x');
    let done = ran(done);
    assert!(done.code == 3 && done.out.contains("too-long"), "{done:?}");
}
