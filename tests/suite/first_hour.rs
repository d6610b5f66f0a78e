//! The first hour over the real loop, the real command line and a disk: an import makes the book apart from the screen,
//! says what it read, and leaves nothing when it is stopped.
//! What never lives here: reading of files (see `exchange`, `import`), the looks of the screens.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use relance::domain::values::Day;
use relance::i18n::Lang;
use relance::store::{Mode, Store};

use crate::support::world::{Around, World};

/// Looks taken at work done by another process before it is given up: a minute of them.
const LOOKS_MAX: usize = 6_000;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("data/book.relance")
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn today() -> Day {
        Day::from_ymd(2026, 3, 17).unwrap()
    }

    fn sit(&self) -> World {
        let mut around = Around::day(Self::today());
        around.lang = Lang::Fr;
        let book = self.book();
        let options = ["--book".into(), book.into(), "--today".into(), Self::today().to_string().into()];
        let program = PathBuf::from(env!("CARGO_BIN_EXE_relance"));
        World::without_book(&around, relance::cli::first_hour(Lang::Fr, &options, program).unwrap())
    }

    /// What lies in the folder of the book.
    fn left(&self) -> Vec<String> {
        let folder = self.book().parent().map(Path::to_owned).unwrap();
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

/// Lets the other process work until the screen says this.
#[track_caller]
fn until(world: &mut World, text: &str) {
    for _ in 0..LOOKS_MAX {
        if world.wait(110).screen().contains(text) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("never on the screen: {text:?}\n{}", world.screen());
}

fn invoices(rows: usize) -> String {
    let mut text = String::from("Code client;Nom client;N° facture;Date facture;Échéance;Montant TTC\n");
    for n in 0..rows {
        writeln!(text, "C{:06};Société {};F{n:07};25/01/2026;25/02/2026;{},50", n / 3, n / 3, 100 + n % 900).unwrap();
    }
    text
}

#[test]
fn an_import_makes_the_book_and_its_first_list() {
    let desk = Desk::new();
    let file = desk.file("export.csv", &invoices(40));
    let mut world = desk.sit();
    world.sees("Bienvenue").press("i").types(&file).press("<enter>");
    until(&mut world, "factures : 40 lignes.");
    until(&mut world, "Société 3");
    world.sees_not("Bienvenue");
    assert_eq!(world.store().night_size().unwrap().0, 14);
    drop(world);
    let mut left = desk.left();
    left.sort();
    assert!(left.iter().all(|name| !name.contains("making")), "{left:?}");
    assert!(left.contains(&"book.relance.toml".to_owned()), "{left:?}");
    let audit = Store::open(&desk.book(), Mode::Read).unwrap().verify(None, &mut |_| true).unwrap();
    assert!(audit.faults.is_empty(), "{audit:?}");
}

#[test]
fn debtors_payments_and_contacts_are_told_by_their_headers() {
    let files = [
        ("débiteurs", "Code client;Raison sociale;Téléphone\nC1;Établissements Œuvrard;01 55 55 01 23\n"),
        (
            "règlements",
            "client;date;montant;facture;mode;reference\nC1;03/02/2026;12,50;F1;virement;R1\nC1;25/02/2026;1,00;;;R2\n",
        ),
        ("contacts", "client;date appel;canal;résultat\nC1;25/02/2026;appel;absent\n"),
    ];
    for (kind, text) in files {
        let desk = Desk::new();
        let file = desk.file("export.csv", text);
        let mut world = desk.sit();
        world.press("i").types(&file).press("<enter>");
        until(&mut world, &format!("Lu comme {kind} : {} ligne", text.lines().count() - 1));
        assert_eq!(world.store().night_size().unwrap().0, 1, "{kind}");
    }
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_and_can_be_started_again() {
    let desk = Desk::new();
    let large = desk.file("large.csv", &invoices(60_000));
    let mut world = desk.sit();
    for said in ["Lecture du fichier", "lignes sur 60"] {
        world.press("i").types(&large).press("<enter>");
        until(&mut world, said);
        world.press("<esc>").sees("L'import est arrêté").sees("Bienvenue");
        assert_eq!(desk.left(), Vec::<String>::new(), "{said}");
    }
    let small = desk.file("small.csv", &invoices(3));
    world.press("i").types(&small).press("<enter>");
    until(&mut world, "factures : 3 lignes.");
}

#[test]
fn a_file_of_which_no_row_can_be_read_makes_no_book_and_says_why() {
    let desk = Desk::new();
    let file = desk.file("wrong.csv", &invoices(2).replace(",50\n", " sacs\n"));
    let mut world = desk.sit();
    world.press("i").types(&file).press("<enter>");
    until(&mut world, "Aucune ligne du fichier");
    world.sees("Ligne 2").sees("Bienvenue");
    assert_eq!(desk.left(), Vec::<String>::new());
}

#[test]
fn leaving_in_the_middle_of_an_import_leaves_nothing() {
    let desk = Desk::new();
    let large = desk.file("large.csv", &invoices(60_000));
    let mut world = desk.sit();
    world.press("i").types(&large).press("<enter>");
    until(&mut world, "Lecture du fichier");
    world.press("q");
    assert!(!world.runs);
    world.end();
    assert_eq!(desk.left(), Vec::<String>::new());
}

#[test]
fn a_mapping_is_said_imported_and_kept_beside_the_file() {
    let desk = Desk::new();
    let text =
        "Kd-Nr;Buchung;Betrag;Text\nK1;03/02/2026;12,50;a\nK1;25/02/2026;pas un montant;b\nK2;26/02/2026;7,00;c\n";
    let file = desk.file("zahlungen.csv", text);
    let mut world = desk.sit();
    world.press("i").types(&file).press("<enter>");
    until(&mut world, "Kd-Nr");
    // Said to be payments; then debtor, value date and amount by their columns.
    for _ in 0..4 {
        if world.screen().contains("règlements : que contiennent") {
            break;
        }
        world.press("t");
    }
    world.sees("règlements : que contiennent");
    for (header, field) in [("Kd-Nr", "référence du débiteur"), ("Buchung", "date de règlement"), ("Betrag", "montant")]
    {
        let said = |screen: &str| {
            let mut lines = screen.lines().filter(|line| line.contains(header));
            lines.any(|line| line.split(header).nth(1).is_some_and(|rest| rest.trim_start().starts_with(field)))
        };
        let turns = (0..12).find(|_| said(&world.screen()) || !world.press("l").runs);
        assert!(turns.is_some(), "{header} is never {field}");
        world.press("j");
    }
    world.press("<enter>");
    until(&mut world, "Lu comme règlements : 3 lignes, 1 refusée");
    let kept = std::fs::read_to_string(desk.folder.path().join("zahlungen.map.toml")).unwrap();
    assert!(kept.contains("kind = \"payments\"") && kept.contains("paid_on = \"Buchung\""), "{kept}");
    assert_eq!(world.store().night_size().unwrap().0, 2);
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_nothing_is_made() {
    let desk = Desk::new();
    let mut world = desk.sit();
    for (name, text) in [("empty.csv", ""), ("image.csv", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR")] {
        let file = desk.file(name, text);
        world.press("i").types(&file).press("<enter>");
        until(&mut world, "Le livre n'a pas pu être créé");
        world.sees("Bienvenue").press("<esc>");
    }
    world.press("i").types("/no/such/file.csv").press("<enter>");
    until(&mut world, "/no/such/file.csv");
    world.sees("n'a pas pu être créé");
    assert_eq!(desk.left(), Vec::<String>::new());
}
