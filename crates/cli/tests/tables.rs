//! Tables for a spreadsheet, as the command writes them.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::presets;
use telling::sheet::{Cell, Sheet, rounded};
use tokenomics_cli::xlsx::workbook;

fn tokenomics(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn an_example_says_which_numbers_are_its_own_and_a_file_does_not_know() {
    let csv = |arguments: &[&str]| {
        let (code, text) = tokenomics(&[&["evaluate", "--format", "csv"], arguments].concat());
        assert_eq!(code, Some(0), "{text}");
        text
    };
    let of_example = csv(&["--preset", "legal-contracts"]);
    assert!(of_example.contains("\r\nReviews,500,,the example\u{2019}s\r\n"));
    let (_, link) = tokenomics(&["link", "--preset", "legal-contracts"]);
    let of_link = csv(&["--link", link.trim()]);
    assert!(
        of_link.contains("\r\nReviews,500,,entered\r\n"),
        "{of_link}"
    );
    let same = |text: &str| text.replace("the example\u{2019}s", "entered");
    assert_eq!(same(&of_example), of_link);
}

#[test]
fn a_view_gives_its_own_table_or_says_that_it_has_none() {
    let view = |id| {
        let of = ["evaluate", "--preset", "legal-contracts", "--format", "csv"];
        tokenomics(&[&of[..], &["--section", id]].concat())
    };
    let (code, months) = view("over-time");
    assert!(
        code == Some(0) && months.contains("\r\n36,500,"),
        "{months}"
    );
    let (code, ways) = view("alternatives");
    assert!(
        code == Some(0) && ways.contains("\r\nToday,0,7.23,"),
        "{ways}"
    );
    let (code, text) = view("market");
    assert_eq!(code, Some(1));
    assert!(
        text.contains("has no table for a spreadsheet; write --format json"),
        "{text}"
    );
}

/// The parts of a workbook, each by its name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().into_owned();
        parts.insert(name, text);
    }
    parts
}

/// What stands in each element of a name: its attributes, and what is inside.
fn elements<'a>(xml: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for rest in xml.split(&begin).skip(1) {
        if !rest.starts_with([' ', '>', '/']) {
            continue;
        }
        let (attributes, inside) = rest.split_once('>').unwrap();
        let inside = inside.split(&end).next().unwrap();
        found.push(match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, ""),
            None => (attributes, inside),
        });
    }
    found
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = attributes.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_string(), |text, (code, letter)| {
        text.replace(code, letter)
    })
}

/// A cell as a spreadsheet opens it.
#[derive(Debug, PartialEq)]
enum Opened {
    Text(String),
    Number(f64),
}

/// The sheets of a workbook by their names: each cell at its place, as `B7`.
fn opened(bytes: &[u8]) -> Vec<(String, BTreeMap<String, Opened>)> {
    let parts = parts(bytes);
    let texts: Vec<String> = elements(&parts["xl/sharedStrings.xml"], "si")
        .iter()
        .map(|(_, item)| unescaped(elements(item, "t")[0].1))
        .collect();
    let names = elements(&parts["xl/workbook.xml"], "sheet");
    let sheets = names.iter().enumerate().map(|(index, (sheet, _))| {
        let xml = &parts[&format!("xl/worksheets/sheet{}.xml", index + 1)];
        assert!(elements(xml, "f").is_empty(), "a formula");
        let cells = elements(xml, "c")
            .into_iter()
            .filter_map(|(about, inside)| {
                let (_, value) = *elements(inside, "v").first()?;
                let cell = match attribute(about, "t") {
                    Some("s") => Opened::Text(texts[value.parse::<usize>().unwrap()].clone()),
                    _ => Opened::Number(value.parse().unwrap()),
                };
                Some((attribute(about, "r").unwrap().to_string(), cell))
            });
        (
            attribute(sheet, "name").unwrap().to_string(),
            cells.collect(),
        )
    });
    sheets.collect()
}

/// The same from the tables: caption, an empty line, head, rows.
fn expected(sheet: &Sheet) -> BTreeMap<String, Opened> {
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    if !sheet.caption.is_empty() {
        lines.extend([vec![sheet.caption.as_str().into()], Vec::new()]);
    }
    if !sheet.head.is_empty() {
        lines.push(sheet.head.iter().map(|name| name.as_str().into()).collect());
    }
    lines.extend(sheet.rows.iter().cloned());
    let mut cells = BTreeMap::new();
    for (row, line) in lines.into_iter().enumerate() {
        for (column, cell) in ('A'..).zip(line) {
            let opened = match cell {
                Cell::Text(text) if text.is_empty() => continue,
                Cell::Text(text) => Opened::Text(text),
                Cell::Number(number, _) => Opened::Number(rounded(number)),
                Cell::Unknown => continue,
            };
            cells.insert(format!("{column}{}", row + 1), opened);
        }
    }
    cells
}

fn sheets(scenario: &Scenario) -> Vec<Sheet> {
    let evaluated = scenario::analysis::analyse(scenario, Catalog::embedded());
    let report = evaluated.report.unwrap();
    views::sheets(scenario, &report, None, Catalog::embedded())
}

#[test]
fn a_workbook_holds_every_cell_of_the_tables_and_no_formula() {
    let mut all: Vec<Scenario> = presets::all()
        .iter()
        .map(|preset| preset.scenario.clone())
        .collect();
    let mut awkward = all[0].clone();
    awkward.title = "=HYPERLINK(\"http://example.invalid\",\"x\") <b> & 'it'".into();
    awkward.steps[0].name = "+1 \u{1f4b8} \u{202f}".into();
    awkward.steps[0].success_rate = Some(0.0);
    awkward.work.tasks = 0.3;
    all.push(awkward);
    for scenario in &all {
        let sheets = sheets(scenario);
        let bytes = workbook(&sheets).unwrap();
        let found = opened(&bytes);
        assert_eq!(found.len(), sheets.len());
        for ((name, cells), sheet) in found.into_iter().zip(&sheets) {
            assert_eq!(name, sheet.tab);
            assert_eq!(cells, expected(sheet), "{}: {name}", scenario.title);
        }
        // The same tables give the same bytes, whenever they are written.
        assert!(workbook(&sheets).unwrap() == bytes);
    }
}

#[test]
fn a_workbook_shows_dollars_as_dollars_and_shares_as_per_cent() {
    let mut sheet = Sheet::new("Kinds", "", &[]);
    let cells = [
        Cell::usd(1234.5),
        Cell::usd(0.000_012),
        Cell::share(0.912),
        Cell::count(1e6),
        Cell::plain(2.5),
    ];
    sheet.rows.push(cells.into());
    let parts = parts(&workbook(&[sheet]).unwrap());
    let styles = &parts["xl/styles.xml"];
    let codes: BTreeMap<&str, String> = elements(styles, "numFmt")
        .iter()
        .map(|(about, _)| {
            let code = unescaped(attribute(about, "formatCode").unwrap());
            (attribute(about, "numFmtId").unwrap(), code)
        })
        .collect();
    let (_, formats) = elements(styles, "cellXfs")[0];
    let formats = elements(formats, "xf");
    let cells = elements(&parts["xl/worksheets/sheet1.xml"], "c");
    let shown: Vec<&str> = cells
        .iter()
        .map(|(about, _)| {
            let style: usize = attribute(about, "s").map_or(0, |style| style.parse().unwrap());
            let id = attribute(formats[style].0, "numFmtId").unwrap();
            codes.get(id).map_or(id, String::as_str)
        })
        .collect();
    // 0 is the program's own way.
    let expected = [
        "$#,##0.00;-$#,##0.00",
        "$0.00######;-$0.00######",
        "0.0%",
        "#,##0",
        "0",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_workbook_is_a_file_or_bytes_for_another_program() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("workbook");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("review.xlsx");
    let name = file.to_string_lossy().into_owned();
    let legal = ["evaluate", "--preset", "legal-contracts"];
    let (code, text) = tokenomics(&[&legal[..], &["--output", &name]].concat());
    assert_eq!((code, text.as_str()), (Some(0), ""));
    let written = std::fs::read(&file).unwrap();
    let printed = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(legal)
        .args(["--format", "xlsx"])
        .output()
        .unwrap();
    assert!(printed.stdout == written);
    let tabs: Vec<String> = opened(&written).into_iter().map(|(name, _)| name).collect();
    assert_eq!(tabs[..2], ["Answer", "Inputs"]);
    assert_eq!(tabs[8..], ["Alternatives", "Months"]);
}
