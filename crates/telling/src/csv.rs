//! Tables of the report as CSV (RFC 4180), for a spreadsheet: numbers stay numbers, whole and without units, and no text
//! of a scenario can become a formula.

use crate::table;
use crate::words::class_words;
use scenario::number;
use scenario::report::Report;

/// Begins that a spreadsheet takes for a formula, or skips on the way to one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

enum Cell {
    Text(String),
    Number(f64),
    /// A number that is not known.
    Unknown,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Unknown, Self::Number)
    }
}

impl Cell {
    fn write(&self) -> String {
        match self {
            Self::Text(text) => quoted(&without_formula(text)),
            Self::Number(number) => number::plain(rounded(*number)),
            Self::Unknown => String::new(),
        }
    }
}

/// To fifteen digits, which is what a spreadsheet holds: more would only show how a sum was made.
fn rounded(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A text cell that a spreadsheet shows as it is: one that begins like a formula gets an apostrophe before it, which a
/// spreadsheet reads as "this is text".
fn without_formula(text: &str) -> String {
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

/// The tables one below the other: what each shows, its columns, its rows, an empty line.
#[must_use]
pub fn tables(report: &Report) -> String {
    let mut text = line(&["Scenario".into(), report.title.as_str().into()]);
    let blocks = [
        totals(report),
        classes(report),
        steps(report),
        break_even(report),
        rates(report),
    ];
    for rows in blocks.iter().filter(|rows| rows.len() > 2) {
        text += "\r\n";
        rows.iter().for_each(|row| text += &line(row));
    }
    text
}

fn line(cells: &[Cell]) -> String {
    let cells: Vec<String> = cells.iter().map(Cell::write).collect();
    cells.join(",") + "\r\n"
}

type Rows = Vec<Vec<Cell>>;

fn head(caption: &str, columns: &[&str]) -> Rows {
    let columns = columns.iter().map(|name| (*name).into()).collect();
    vec![vec![caption.into()], columns]
}

fn totals(report: &Report) -> Rows {
    let mut rows = head("What it costs", &["what", "US dollars"]);
    rows.extend(
        table::total_rows(report)
            .into_iter()
            .map(|(label, usd)| vec![Cell::Text(label), usd.into()]),
    );
    rows
}

fn classes(report: &Report) -> Rows {
    let columns = [
        "class of token",
        "tokens a try",
        "share of the tokens",
        "US dollars a try",
        "share of the cost",
    ];
    let mut rows = head("Tokens and cost of a try, by class", &columns);
    let cost = &report.cost;
    for class in cost.classes.iter().filter(|class| class.tokens > 0.0) {
        let name = class_words(class.class).into();
        rows.push(vec![
            name,
            class.tokens.into(),
            class.token_share.into(),
            class.usd.into(),
            class.cost_share.into(),
        ]);
    }
    if cost.fees_usd > 0.0 {
        let share = cost.fees_usd / cost.per_attempt_usd;
        rows.push(vec![
            "fees of calls".into(),
            0.0.into(),
            0.0.into(),
            cost.fees_usd.into(),
            share.into(),
        ]);
    }
    rows
}

fn steps(report: &Report) -> Rows {
    let columns = [
        "step",
        "tokens a try",
        "share of the tokens",
        "US dollars a try",
        "share of the cost",
        "success rate",
        "quality",
    ];
    let mut rows = head("Tokens and cost of a try, by step", &columns);
    for step in &report.steps {
        rows.push(vec![
            step.name.as_str().into(),
            step.tokens.into(),
            step.token_share.into(),
            step.cost_usd.into(),
            step.cost_share.into(),
            step.success_rate.into(),
            step.quality.into(),
        ]);
    }
    rows
}

fn break_even(report: &Report) -> Rows {
    let mut rows = head(
        "Until when it pays",
        &["number", "today", "threshold", "room as a share of today"],
    );
    for row in &report.break_even {
        rows.push(vec![
            row.path.as_str().into(),
            row.today.into(),
            row.threshold.into(),
            row.room.into(),
        ]);
    }
    rows
}

fn rates(report: &Report) -> Rows {
    let columns = [
        "step",
        "provider",
        "model",
        "source",
        "rate",
        "US dollars",
        "for how many",
        "above input tokens",
    ];
    let mut rows = head("Rates", &columns);
    for source in &report.price_sources {
        for rate in &source.rates {
            let mut add = |usd: f64, above: Option<f64>| {
                rows.push(vec![
                    source.step.as_str().into(),
                    source.provider.as_str().into(),
                    source.model.as_str().into(),
                    source.source.as_str().into(),
                    Cell::Text(table::rate_words(rate.unit)),
                    usd.into(),
                    rate.per.into(),
                    above.into(),
                ]);
            };
            add(rate.usd, None);
            rate.tiers
                .iter()
                .for_each(|tier| add(tier.usd, Some(tier.above_input_tokens)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

    use super::*;
    use catalogs::prices::Catalog;
    use scenario::analysis::analyse;
    use scenario::document::Scenario;
    use scenario::presets;

    fn report_of(change: impl Fn(&mut Scenario)) -> Report {
        let mut scenario = presets::all()[0].scenario.clone();
        change(&mut scenario);
        analyse(&scenario, Catalog::embedded()).report.unwrap()
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
        let report = report_of(|_| {});
        let rows = read(&tables(&report));
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
            let report = report_of(|scenario| {
                scenario.title = formula.into();
                scenario.steps[0].name = formula.into();
            });
            let text = tables(&report);
            let rows = read(&text);
            assert_eq!(rows[0][1], format!("'{formula}"));
            let cells: Vec<&String> = rows
                .iter()
                .flatten()
                .filter(|cell| cell.contains(formula))
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
        assert_eq!(Cell::from(-2.5).write(), "-2.5");
        assert_eq!(Cell::from("-2.5").write(), "\"'-2.5\"");
        assert_eq!(Cell::from(None).write(), "");
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        for text in ["a,b", "say \"so\"", "two\r\nlines", " space", "it's"] {
            assert_eq!(read(&Cell::from(text).write()), [[text]]);
        }
    }
}
