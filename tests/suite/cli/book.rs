//! The book as a file: making it, opening it, its config, the clock, copies.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::support::shell::{Shell, ran};

#[test]
fn init_makes_a_closed_book_and_its_config_and_never_overwrites() {
    let shell = Shell::new();
    let line = "init --zone Europe/Paris --currency eur --language fr --company 'Métaux & Cie' --login Mia";
    let made = shell.json(line);
    assert_eq!(made["login"], "mia");
    let mode = std::fs::metadata(shell.book()).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let config = std::fs::read_to_string(made["config"].as_str().unwrap()).unwrap();
    assert!(config.contains("réglages de la maison"));
    assert_eq!(shell.json("people")["people"][0]["role"], "supervisor");
    let bytes = std::fs::read(shell.book()).unwrap();
    assert!(shell.run("init").refused().contains("left as it is"));
    assert_eq!(std::fs::read(shell.book()).unwrap(), bytes);
}

/// The name of the group that files made here belong to, where the system names it.
fn own_group(shell: &Shell) -> Option<(String, u32)> {
    let gid = std::fs::metadata(shell.home()).unwrap().gid();
    let groups = std::fs::read_to_string("/etc/group").ok()?;
    let own = groups.lines().find(|line| line.split(':').nth(2).and_then(|id| id.parse().ok()) == Some(gid))?;
    Some((own.split(':').next()?.to_owned(), gid))
}

#[test]
fn a_shared_book_is_the_group_s_whatever_the_mask_says() {
    let shell = Shell::new();
    let Some((group, gid)) = own_group(&shell) else {
        eprintln!("skipped: the system has no name for the group of this user");
        return;
    };
    let folder = shell.home().join("shared");
    let book = folder.join("book.relance");
    let at = |path: &std::path::Path| {
        let found = std::fs::metadata(path).unwrap();
        (found.permissions().mode() & 0o7777, found.gid())
    };
    let masked = |line: &str| {
        let plain = shell.command(&format!("--book {} {line}", book.display()));
        let mut command = std::process::Command::new("/bin/sh");
        command.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(plain.get_program()).args(plain.get_args());
        command.env_clear().envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        ran(command.current_dir(shell.home()).stdin(std::process::Stdio::null()).output().unwrap())
    };
    masked(&format!("init --shared {group} --zone Europe/Paris --login mia")).done();
    assert_eq!(at(&folder), (0o2770, gid));
    let config = folder.join("book.relance.toml");
    for path in [&book, &config] {
        assert_eq!(at(path), (0o660, gid), "{}", path.display());
    }
    masked("people add paul --role collector --user paul").done();
    masked("close-day").done();
    let copy = folder.join("copy.relance");
    masked(&format!("backup {}", copy.display())).done();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(at(&path), (0o660, gid), "{}", path.display());
    }
    // The folder hands its group on.
    std::fs::create_dir(folder.join("inside")).unwrap();
    let (mode, inside) = at(&folder.join("inside"));
    assert_eq!((mode & 0o2000, inside), (0o2000, gid));
    // Not shared, a book and the folder made for it stay one person's.
    let own = shell.home().join("own/book.relance");
    shell.run(&format!("--book {} init --zone Europe/Paris --login mia", own.display())).done();
    assert_eq!((at(&own).0, at(&shell.home().join("own")).0 & 0o2000), (0o600, 0));
}

#[test]
fn init_refuses_what_it_cannot_read_and_makes_nothing() {
    let shell = Shell::new();
    for (line, says) in [
        ("init --zone Mars/Olympus", "Mars/Olympus"),
        ("init --currency euros", "euros"),
        ("init --language de", "de"),
        ("init --login 'no good'", "no good"),
    ] {
        let said = shell.run(line);
        assert!(said.code == 2 && said.err.contains(says), "{line}: {said:?}");
    }
    assert!(shell.run("init --shared no-such-group-here").refused().contains("no-such-group-here"));
    assert!(!shell.book().exists());
}

#[test]
fn a_config_with_mistakes_stops_every_verb_with_their_places() {
    let shell = Shell::demo(5);
    let mut name = shell.book().as_os_str().to_owned();
    name.push(".toml");
    std::fs::write(&name, "minimum = 5\n[promise]\nlongest_dayz = 3\ntolerance = -1\n").unwrap();
    for line in ["show D00001", "record note D00001 x", "queue"] {
        let said = shell.run(line);
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(said.err.contains("line 3, column 1") && said.err.contains("longest_days"), "{said:?}");
        assert!(said.err.contains("line 4, column 13"), "{said:?}");
    }
    std::fs::write(&name, "[promise]\nlongest_days = 2\n[promise.supervisor]\nlongest_days = 2\n").unwrap();
    assert!(shell.run("record promise D00001 --amount 1 --on +3").code == 1, "the config is in force");
    std::fs::write(&name, "card = 'own.toml'\n").unwrap();
    assert!(shell.run("show D00001").refused().contains("own.toml"));
}

#[test]
fn a_changed_config_is_one_entry_of_the_book_from_the_next_list_on() {
    let shell = Shell::demo(5);
    let adopted = || -> Vec<serde_json::Value> {
        let all = shell.json("journal --limit 10000")["entries"].as_array().unwrap().clone();
        let mut book: Vec<_> = all.into_iter().filter(|entry| entry["stream"] == "book").collect();
        // The clock stands still: acts of one instant come in no order.
        book.sort_by_key(|entry| entry["seq"].as_i64());
        book
    };
    let events = |entries: &[serde_json::Value]| -> Vec<String> {
        entries.iter().map(|entry| entry["event"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        events(&adopted()),
        ["config-adopted", "card-adopted", "rules-adopted"],
        "the demo closes two days by the same texts"
    );
    let mut name = shell.book().as_os_str().to_owned();
    name.push(".toml");
    std::fs::write(&name, "minimum = 5\n").unwrap();
    shell.run("close-day").done();
    shell.run("close-day").done();
    let all = adopted();
    assert_eq!(events(&all), ["config-adopted", "card-adopted", "rules-adopted", "config-adopted"]);
    assert_eq!((&all[3]["adopted"]["text"], &all[3]["day"]), (&"minimum = 5\n".into(), &"2026-03-18".into()));
    let said = shell.run("journal");
    assert!(said.done().contains("house settings: "), "{}", said.out);
    assert_eq!(shell.json("verify")["ok"], true);
}

#[test]
fn looking_only_writes_nothing() {
    let mut shell = Shell::demo(10);
    for line in ["record note D00001 x", "close-day", "people add mia", "assign D00001 --to mia"] {
        assert_eq!(shell.run(&format!("--read-only {line}")).code, 1, "{line}");
    }
    shell.run("--read-only show D00001").done();
    let before = shell.json("journal")["entries"].as_array().unwrap().len();
    shell.on("2026-01-05");
    assert!(shell.run("record note D00001 x").refused().len() > 10, "before the last entry one may only look");
    shell.run("show D00001").done();
    shell.on("2026-03-17");
    assert_eq!(shell.json("journal")["entries"].as_array().unwrap().len(), before);
    let said = ran(shell.command("show D00001").env("RELANCE_TODAY", "yesterday").output().unwrap());
    assert!(said.code == 2 && said.err.contains("yesterday"));
}

#[test]
fn a_file_that_is_no_book_is_left_as_it_is() {
    let shell = Shell::new();
    for (bytes, _why) in [(&b"not a book at all, only text that somebody wrote"[..], "text"), (&b""[..], "empty")] {
        std::fs::write(shell.book(), bytes).unwrap();
        for line in ["show D00001", "record note D00001 x", "verify", "close-day"] {
            let said = shell.run(line);
            assert!(!said.refused().contains('{'), "{said:?}");
            assert_eq!(std::fs::read(shell.book()).unwrap(), bytes, "{line}");
        }
    }
}

#[test]
fn a_backup_comes_back_whole_and_only_where_nothing_is() {
    let shell = Shell::demo(10);
    let act = shell.json("record note D00001 kept")["act"].clone();
    let copy = shell.home().join("copy.relance");
    shell.run(&format!("backup {}", copy.display())).done();
    assert!(shell.run(&format!("backup {}", copy.display())).refused().contains("left as it is"));
    assert!(shell.run(&format!("restore {}", copy.display())).refused().contains("left as it is"));
    let back = shell.home().join("back.relance");
    shell.run(&format!("--book {} restore {}", back.display(), copy.display())).done();
    let shown = shell.json(&format!("--book {} show D00001", back.display()));
    assert!(shown["timeline"].as_array().unwrap().iter().any(|line| line["act"] == act));
    let nothing =
        shell.run(&format!("--book {}/x restore {}/no-such-file", shell.home().display(), shell.home().display()));
    assert_eq!(nothing.code, 1);
}

#[test]
fn doctor_names_what_is_wrong() {
    let shell = Shell::demo(5);
    let well = shell.json("doctor");
    assert_eq!(well["ok"], true, "{well}");
    let names: Vec<&str> = well["checks"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["book", "file-system", "rights", "disk", "clock", "waiting", "settings", "terminal", "locale"]);
    std::fs::set_permissions(shell.book(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let ill = ran(shell.command("doctor").env("LANG", "C").output().unwrap());
    assert_eq!(ill.code, 1);
    assert!(ill.out.contains("! Rights 644") && ill.out.contains("! The locale (C)"), "{ill:?}");
}

#[test]
fn the_demo_repeats_and_its_files_are_the_same_story() {
    let shell = Shell::new();
    let (one, two) = (shell.home().join("one"), shell.home().join("two"));
    for folder in [&one, &two] {
        shell.run(&format!("demo --debtors 30 --seed 9 --files {}", folder.display())).done();
    }
    for name in ["debtors.csv", "invoices.csv", "payments.csv", "contacts.csv"] {
        let text = std::fs::read_to_string(one.join(name)).unwrap();
        assert!(text.lines().count() > 10, "{name}");
        assert_eq!(text, std::fs::read_to_string(two.join(name)).unwrap());
    }
    assert_eq!(shell.run(&format!("demo --files {}", one.display())).code, 1, "files are never overwritten");
    let said = shell.run("demo --debtors 30");
    assert!(said.done().contains("relance --book "), "{}", said.out);
    assert!(said.out.lines().count() > 8);
}
