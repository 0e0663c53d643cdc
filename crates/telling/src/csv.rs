//! Tables as CSV (RFC 4180), for a spreadsheet: numbers stay numbers, whole and without units, and no text of a scenario
//! can become a formula.

use crate::sheet::{Cell, Sheet, rounded};
use scenario::number::{self, Style};

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
    STANDARD.blocks(sheets)
}

/// The same as the spreadsheet of somebody opens it who writes numbers in a style: where decimals stand behind a comma, and
/// in Switzerland, semicolons stand between cells.
///
/// ```
/// use scenario::number::Style;
/// use telling::sheet::{Cell, Sheet};
/// let mut sheet = Sheet::new("Cost", "", &[]);
/// sheet.rows.push(vec!["a try; in all".into(), Cell::usd(1234.25)]);
/// assert_eq!(telling::csv::written_in(&[sheet], Style::Comma), "\"a try; in all\";1234,25\r\n");
/// ```
#[must_use]
pub fn written_in(sheets: &[Sheet], style: Style) -> String {
    let (_, point) = style.marks();
    let between = if style == Style::Point { "," } else { ";" };
    Marks { between, point }.blocks(sheets)
}

/// What stands between cells and before decimals.
#[derive(Clone, Copy)]
struct Marks {
    between: &'static str,
    point: &'static str,
}

const STANDARD: Marks = Marks {
    between: ",",
    point: ".",
};

impl Marks {
    fn blocks(self, sheets: &[Sheet]) -> String {
        let blocks: Vec<String> = sheets.iter().map(|sheet| self.block(sheet)).collect();
        blocks.join("\r\n")
    }

    fn block(self, sheet: &Sheet) -> String {
        let mut text = String::new();
        if !sheet.caption.is_empty() {
            text += &self.line(&[sheet.caption.as_str().into()]);
        }
        if !sheet.head.is_empty() {
            let head: Vec<Cell> = sheet.head.iter().map(|name| name.as_str().into()).collect();
            text += &self.line(&head);
        }
        sheet.rows.iter().for_each(|row| text += &self.line(row));
        text
    }

    fn line(self, cells: &[Cell]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
        cells.join(self.between) + "\r\n"
    }

    fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => self.quoted(&without_formula(text)),
            Cell::Number(number, _) => number::plain(rounded(*number)).replace('.', self.point),
            Cell::Unknown => String::new(),
        }
    }

    fn quoted(self, text: &str) -> String {
        let is_plain = !text.contains(self.between)
            && !text.contains(['"', '\r', '\n', '\''])
            && text.trim_matches(' ') == text;
        if is_plain {
            text.into()
        } else {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
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
        assert_eq!(STANDARD.cell(&Cell::plain(-2.5)), "-2.5");
        assert_eq!(STANDARD.cell(&"-2.5".into()), "\"'-2.5\"");
        assert_eq!(STANDARD.cell(&Cell::Unknown), "");
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        for text in ["a,b", "say \"so\"", "two\r\nlines", " space", "it's"] {
            assert_eq!(read(&STANDARD.cell(&text.into())), [[text]]);
        }
    }

    #[test]
    fn in_every_style_the_same_cells_are_read_back() {
        let (_, standard) = changed(|scenario| {
            scenario.title = "a;b,c \"d\"".into();
            scenario.steps[0].name = "1.5;2".into();
        });
        let mut scenario = presets::all()[0].scenario.clone();
        scenario.title = "a;b,c \"d\"".into();
        scenario.steps[0].name = "1.5;2".into();
        let report = analyse(&scenario, Catalog::embedded()).report.unwrap();
        let sheets = sheets(&scenario, &report);
        assert_eq!(written_in(&sheets, Style::Point), standard);
        for style in [Style::Comma, Style::SpaceComma, Style::ApostrophePoint] {
            let text = written_in(&sheets, style);
            // A reader of such files: semicolons between cells, the style's mark before decimals of numbers.
            let turned: String = text
                .split('"')
                .enumerate()
                .map(|(index, part)| match index % 2 {
                    0 => part
                        .replace(';', "\u{0}")
                        .replace(',', ".")
                        .replace('\u{0}', ","),
                    _ => part.to_string(),
                })
                .collect::<Vec<_>>()
                .join("\"");
            assert_eq!(numbers(&turned), numbers(&standard), "{style:?}");
            assert_eq!(read(&turned)[0], ["Scenario", "a;b,c \"d\""]);
        }
    }

    /// Every cell that is a number.
    fn numbers(text: &str) -> Vec<f64> {
        let cells = read(text).into_iter().flatten();
        cells.filter_map(|cell| cell.parse().ok()).collect()
    }
}
