//! Tables as CSV (RFC 4180), for a spreadsheet: numbers stay numbers, whole and without units, and no text of a scenario
//! can become a formula.

use crate::sheet::{Cell, Sheet, rounded};
use scenario::number;

/// Begins that a spreadsheet takes for a formula, or skips on the way to one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The tables one below the other: what each shows, its columns, its rows, an empty line.
///
/// ```
/// use telling::sheet::{Cell, Sheet};
/// let mut sheet = Sheet::new("Cost", "What it costs", &["what", "US dollars"]);
/// sheet.rows.push(vec!["a try".into(), Cell::usd(0.25)]);
/// let text = telling::csv::written(&[sheet]);
/// assert_eq!(text, "What it costs\r\nwhat,US dollars\r\na try,0.25\r\n");
/// ```
#[must_use]
pub fn written(sheets: &[Sheet]) -> String {
    let blocks: Vec<String> = sheets.iter().map(block).collect();
    blocks.join("\r\n")
}

fn block(sheet: &Sheet) -> String {
    let mut text = String::new();
    if !sheet.caption.is_empty() {
        text += &line(&[sheet.caption.as_str().into()]);
    }
    if !sheet.head.is_empty() {
        let head: Vec<Cell> = sheet.head.iter().map(|name| name.as_str().into()).collect();
        text += &line(&head);
    }
    sheet.rows.iter().for_each(|row| text += &line(row));
    text
}

fn line(cells: &[Cell]) -> String {
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(&without_formula(text)),
        Cell::Number(number, _) => number::plain(rounded(*number)),
        Cell::Unknown => String::new(),
    }
}

/// A text cell that a spreadsheet shows as it is: one that begins like a formula gets an apostrophe before it, which a
/// spreadsheet reads as "this is text".
#[must_use]
pub fn without_formula(text: &str) -> String {
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.into()
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n', '\'']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

    use super::*;
    use crate::sheets::sheets;
    use catalogs::prices::Catalog;
    use scenario::analysis::analyse;
    use scenario::document::Scenario;
    use scenario::presets;
    use scenario::report::Report;

    fn changed(change: impl Fn(&mut Scenario)) -> (Report, String) {
        let mut scenario = presets::all()[0].scenario.clone();
        change(&mut scenario);
        let report = analyse(&scenario, Catalog::embedded()).report.unwrap();
        let text = written(&sheets(&scenario, &report));
        (report, text)
    }

    /// As a spreadsheet reads it.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let (mut is_quoted, mut characters) = (false, text.chars().peekable());
        while let Some(c) = characters.next() {
            let row = rows.last_mut().unwrap();
            match c {
                '"' if is_quoted && characters.peek() == Some(&'"') => {
                    row.last_mut().unwrap().push('"');
                    characters.next();
                }
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => row.push(String::new()),
                '\r' if !is_quoted => {}
                '\n' if !is_quoted => rows.push(vec![String::new()]),
                c => row.last_mut().unwrap().push(c),
            }
        }
        rows
    }

    #[test]
    fn every_figure_is_a_number_of_fifteen_digits() {
        let (report, text) = changed(|_| {});
        let rows = read(&text);
        let month = rows.iter().find(|row| row[0] == "a month").unwrap();
        assert_eq!(month[1], "3615");
        assert_eq!(rounded(report.cost.per_period_usd.unwrap()), 3615.0);
        let hidden = rows
            .iter()
            .find(|row| row[0] == "hidden reasoning")
            .unwrap();
        let class = report
            .cost
            .classes
            .iter()
            .find(|class| class.class == "hidden_reasoning")
            .unwrap();
        for (cell, figure) in [(&hidden[1], class.tokens), (&hidden[3], class.usd)] {
            let read: f64 = cell.parse().unwrap();
            assert!((read - figure).abs() <= 1e-14 * figure, "{read} {figure}");
        }
        let units = ['$', '%', '\u{202f}'];
        assert!(
            rows.iter()
                .filter(|row| !["Answer", ""].contains(&row[0].as_str()))
                .flat_map(|row| &row[1..])
                .all(|cell| !cell.contains(units))
        );
    }

    #[test]
    fn no_text_of_a_scenario_becomes_a_formula() {
        let formulas = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "=HYPERLINK(\"http://example.invalid\",\"x\")",
        ];
        for formula in formulas {
            let (_, text) = changed(|scenario| {
                scenario.title = formula.into();
                scenario.steps[0].name = formula.into();
            });
            let rows = read(&text);
            assert_eq!(rows[0][1], format!("'{formula}"));
            let cells: Vec<&String> = rows
                .iter()
                .flatten()
                .filter(|cell| cell.contains(formula))
                // A negative figure may hold "-1", too.
                .filter(|cell| *cell == formula || cell.parse::<f64>().is_err())
                .collect();
            assert!(
                cells.len() > 2 && cells.iter().all(|cell| cell.starts_with('\'')),
                "{cells:?}"
            );
        }
        for begin in FORMULA {
            assert_eq!(without_formula(&format!("{begin}1")), format!("'{begin}1"));
        }
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(cell(&Cell::plain(-2.5)), "-2.5");
        assert_eq!(cell(&"-2.5".into()), "\"'-2.5\"");
        assert_eq!(cell(&Cell::Unknown), "");
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        for text in ["a,b", "say \"so\"", "two\r\nlines", " space", "it's"] {
            assert_eq!(read(&cell(&text.into())), [[text]]);
        }
    }
}
