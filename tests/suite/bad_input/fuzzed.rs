//! Every reader of what others wrote has a fuzz target: of each kind of file, of each text of the house, of the keyboard.
//! What never lives here: running them (see `fuzz/Cargo.toml`).

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use relance::exchange::Kind;
use relance::exchange::bank::Format;

use super::samples;

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.filter(|path| path.is_file()).map(|path| (stem(&path), read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_reader_has_a_fuzz_target() {
    let targets = files("fuzz/fuzz_targets");
    let manifest = read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in &targets {
        let built = format!("name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"");
        assert!(manifest.contains(&built), "{name} stands in no [[bin]]");
    }
    let names: BTreeSet<&str> = targets.iter().map(|(name, _)| name.as_str()).collect();
    let kinds = samples().into_iter().map(|sample| sample.kind);
    let kinds = kinds.chain(Kind::ALL.iter().map(|kind| kind.name())).chain(Format::ALL.iter().map(|one| one.name()));
    for kind in kinds.chain(["keyboard"]) {
        assert!(names.contains(kind), "{kind} is read and never fuzzed");
    }
    // `located` is what all of them read with.
    for (name, text) in files("src/config").into_iter().filter(|(name, _)| name != "located") {
        let reads = text.lines().any(|line| line.starts_with("pub fn ") && line.contains("(text: &str"));
        let called = format!("config::{name}::");
        assert!(!reads || targets.iter().any(|(_, target)| target.contains(&called)), "{called} is never fuzzed");
    }
}
