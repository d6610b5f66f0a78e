//! Pictures: what they show is what was reckoned by hand, a page of them reads as strict XML and in a browser where there is
//! one, and the cases behind a bucket add up to it.
//! What never lives here: how a terminal draws them (see `report_screen`).

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::report_worked::worked;
use crate::support::programs::program;

fn sheets(told: &Value) -> &Vec<Value> {
    assert_eq!(told["schema"], "relance.sheets/1");
    told["sheets"].as_array().unwrap()
}

#[test]
fn pictures_show_what_was_reckoned_by_hand() {
    let shell = worked();
    let told = shell.json("report pictures");
    let all = sheets(&told);
    let bars = all[0]["charts"][0]["picture"]["bars"].as_array().unwrap();
    let lengths: Vec<i64> = bars.iter().map(|bar| bar["length"].as_i64().unwrap()).collect();
    assert_eq!(lengths, [5_000, 0, 0, 9_000], "not due, to 15 days, to 45, beyond");
    // twelve months up to March: open, overdue, sold, paid
    let lines = &all[1]["charts"][0]["picture"]["lines"];
    assert_eq!((lines[0][0].as_str(), lines[0][11].as_str()), (Some("2025-04"), Some("2026-03")));
    let last = |line: usize, back: usize| lines[1][line]["points"][11 - back].as_i64().unwrap();
    assert_eq!([last(0, 0), last(1, 0), last(2, 0), last(3, 0)], [14_000, 9_000, 5_000, 24_000]);
    assert_eq!([last(0, 1), last(1, 1), last(2, 1), last(3, 1)], [33_000, 13_000, 20_000, 0]);
    assert_eq!([last(0, 5), last(2, 4), last(0, 7)], [0, 3_000, 0]);
    // Tuesday at ten nobody, Thursday at ten the debtor, at two somebody else
    let heat = &all[2]["charts"][0]["picture"]["heat"];
    let hours: Vec<&str> = heat[0].as_array().unwrap().iter().map(|hour| hour.as_str().unwrap()).collect();
    assert_eq!(hours, ["10", "11", "12", "13", "14", "15"]);
    let field = |day: usize, hour: usize| heat[1][day][1][hour]["permille"].clone();
    assert_eq!(
        [field(1, 0), field(3, 0), field(3, 4), field(4, 5)].map(|p| p.as_i64()),
        [Some(0), Some(1_000), Some(0), Some(1_000)]
    );
    assert_eq!(field(0, 0), Value::Null);
    let sparks = all.last().unwrap()["charts"][0]["picture"]["sparks"].as_array().unwrap();
    let names: Vec<&str> = sparks.iter().map(|spark| spark["label"].as_str().unwrap()).collect();
    assert_eq!(names, ["lea", "omar"]);
    let text = shell.run("report pictures --lang fr");
    assert!(text.done().contains("2025-04 - 2026-03"), "{}", text.out);
    let plain = shell.run("report pictures --lang en").out;
    assert!(plain.lines().filter(|line| line.contains('#')).all(|line| line.replace('€', "").is_ascii()), "{plain}");
}

#[test]
fn the_cases_of_a_bucket_add_up_to_it_largest_first() {
    let shell = worked();
    let told = shell.json("report ageing --cases 3");
    let rows = sheets(&told)[0]["rows"].as_array().unwrap();
    let amounts: Vec<&str> = rows.iter().map(|row| row[3][0].as_str().unwrap()).collect();
    assert_eq!(amounts, ["€60.00", "€30.00"]);
    assert_eq!(rows[0][0][0], shell.json("show A1")["case"]);
    let past = shell.json("report ageing --cases 0 --as-of 2026-03-05");
    assert_eq!(sheets(&past)[0]["rows"].as_array().unwrap().len(), 2, "50.00 and 200.00 were not due then");
    assert_eq!(shell.run("report ageing --cases 9").code, 2);
}

/// Every tag closed, every entity known, nothing fetched and nothing run.
fn strict(page: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut pictures) = (0_i32, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position())) {
            Event::Start(tag) => {
                depth += 1;
                pictures += usize::from(tag.name().as_ref() == "svg");
                for attribute in tag.attributes() {
                    attribute.expect("attributes are written in full");
                }
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
    assert_eq!(depth, 0);
    for never in ["<script", "http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(never), "{never}");
    }
    pictures
}

#[test]
fn a_page_of_pictures_reads_as_strict_xml_and_in_a_browser() {
    let shell = worked();
    let path = shell.home().join("pictures.html");
    shell.run(&format!("report pictures --html {} --lang fr", path.display())).done();
    let page = std::fs::read_to_string(&path).unwrap();
    let pictures = strict(&page);
    assert_eq!(pictures, 5, "bars, lines, two heat maps, sparks");
    for verb in ["ageing --by segment", "figures", "forecast", "workload"] {
        let other = shell.home().join("other.html");
        shell.run(&format!("report {verb} --html {}", other.display())).done();
        strict(&std::fs::read_to_string(other).unwrap());
    }
    let Some(browser) = browser() else { return };
    let dom = shown(&browser, &path, (1_200, 900));
    assert_eq!(dom.matches("<svg").count(), pictures, "{dom}");
}

/// A browser that can print what it made of a page.
fn browser() -> Option<PathBuf> {
    program("browser", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"])
}

/// What the browser made of a page in a window of this size.
fn shown(browser: &Path, page: &Path, (width, height): (u32, u32)) -> String {
    let shown = Command::new(browser)
        .args(["--headless", "--disable-gpu", "--no-sandbox", "--dump-dom"])
        .arg(format!("--user-data-dir={}", page.with_extension("profile").display()))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    String::from_utf8_lossy(&shown.stdout).into_owned()
}

#[test]
fn a_wide_table_of_large_sums_stands_on_one_sheet_of_paper_whole() {
    let shell = worked();
    let rows: String = (1..9).map(|n| format!("A1,BIG{n},2025-0{n}-01,2025-0{n}-28,{n}28217967.23,EUR\n")).collect();
    let file = shell.home().join("big.csv");
    std::fs::write(&file, format!("debtor,number,issued,due,amount,currency\n{rows}")).unwrap();
    shell.run(&format!("import invoices {}", file.display())).done();
    let path = shell.home().join("wide.html");
    shell.run(&format!("report ageing --by segment --html {}", path.display())).done();
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.contains("size:A4 landscape"), "{page}");
    let Some(browser) = browser() else { return };
    // As it is printed, in a window as wide as the paper within its margins, and asked how wide it came out.
    let ask = "<script>document.title='wide '+document.querySelector('table').offsetWidth</script></body>";
    let paper = page.replace("@media print", "@media screen").replace("</body>", ask);
    std::fs::write(&path, paper).unwrap();
    let dom = shown(&browser, &path, (1_032, 700));
    let wide = dom.split("<title>wide ").nth(1).and_then(|rest| rest.split('<').next()?.parse::<u32>().ok());
    assert!(wide.is_some_and(|wide| (800..=1_032).contains(&wide)), "{wide:?} of 1,032: {dom}");
}

#[test]
fn tables_beside_the_pictures_hold_real_numbers_and_no_formula() {
    let shell = worked();
    let path = shell.home().join("p.csv");
    let file = shell.home().join("bad.csv");
    std::fs::write(&file, "reference,name\nA1,=1+2\n").unwrap();
    shell.run(&format!("import debtors {}", file.display())).done();
    shell.run(&format!("report ageing --cases 3 --csv {}", path.display())).done();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("'=1+2") && text.contains(",60.00,"), "{text}");
    shell.run(&format!("report pictures --csv {}", path.display())).done();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("2026-03,140.00,90.00,50.00,240.00"), "{text}");
    let book = shell.home().join("p.xlsx");
    shell.run(&format!("report pictures --xlsx {}", book.display())).done();
    assert!(std::fs::read(book).unwrap().starts_with(b"PK"));
}
