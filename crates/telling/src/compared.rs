//! Two scenarios side by side: what was changed, and what it changes.
//!
//! A is what was kept, B is what is worked on. A difference is B less A.

mod inputs;
mod sheets;

pub use inputs::{Input, from_example};
pub(crate) use inputs::{blank, example, is_in};
pub use sheets::sheets;

use crate::sheet::rounded_beside;
use crate::table::Table;
use crate::words::{Span, part_words, spans};
use scenario::document::Scenario;
use scenario::format;
use scenario::report::{Part, Report};

/// A scenario with what it comes to.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// Its report.
    pub report: &'a Report,
}

/// What stands beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Which of the two is worth more, and by how much.
    pub sentence: Vec<Span>,
    /// The figures that matter, then the parts of the net of a period.
    pub rows: Vec<Row>,
    /// What was changed between the two, in the order of the form.
    pub inputs: Vec<Input>,
}

/// A figure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// What it counts.
    pub measure: Measure,
    /// Of A; nothing where it has none.
    pub a: Option<f64>,
    /// Of B.
    pub b: Option<f64>,
    /// Whether the difference is to the good; nothing where it is neither.
    pub is_better: Option<bool>,
    /// Whether it is a part of the figure above it.
    pub is_part: bool,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// US dollars.
    Usd,
    /// A part of a whole, from 0 to 1.
    Share,
}

impl Row {
    /// B less A, 0 where that is rounding; nothing where one of the two has no figure.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        let (a, b) = self.a.zip(self.b)?;
        Some(rounded_beside(self.apart()?, a.abs().max(b.abs())))
    }

    /// The same as it was computed, which is enough for showing: rounding it takes code.
    fn apart(&self) -> Option<f64> {
        let (a, b) = self.a.zip(self.b)?;
        Some(is_more(a, b).map_or(0.0, |_| b - a))
    }

    /// As a person reads it: what it is, A, B, and B less A with its sign, empty where one of the two has no figure.
    #[must_use]
    pub fn cells(&self) -> [String; 4] {
        let is_usd = self.measure == Measure::Usd;
        let written = if is_usd {
            format::usd_cents
        } else {
            format::share
        };
        let apart = if is_usd { format::usd_cents } else { points };
        let figure = |figure: Option<f64>| figure.map_or(NOTHING.into(), written);
        let difference = match self.apart() {
            None => String::new(),
            Some(0.0) => "0".into(),
            Some(by) => {
                let sign = if by > 0.0 { "+" } else { "\u{2212}" };
                sign.to_owned() + &apart(self.as_exact(by.abs()))
            }
        };
        [
            self.label.clone(),
            figure(self.a),
            figure(self.b),
            difference,
        ]
    }

    /// A difference to cents where one of the two is told in cents, unless that is nothing.
    fn as_exact(&self, by: f64) -> f64 {
        let is_in_cents = |figure: Option<f64>| figure.is_some_and(|usd| usd.abs() >= 1.0);
        let cents = libm::round(100.0 * by) / 100.0;
        let has_cents =
            self.measure == Measure::Usd && (is_in_cents(self.a) || is_in_cents(self.b));
        if has_cents && cents > 0.0 { cents } else { by }
    }
}

/// What is not there, in a table.
const NOTHING: &str = "\u{2013}";

/// A and B, side by side.
///
/// ```
/// use catalogs::prices::Catalog;
/// use telling::compared::{Side, compared};
/// let a = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let mut b = a.clone();
/// b.value.gain_usd = 90.0;
/// let report = |made| scenario::evaluate(made, Catalog::embedded()).report;
/// let (of_a, of_b) = (report(&a), report(&b));
/// if let (Some(of_a), Some(of_b)) = (of_a, of_b) {
///     let found = compared(Side { scenario: &a, report: &of_a }, Side { scenario: &b, report: &of_b });
///     assert_eq!(found.inputs.len(), 1);
///     assert_eq!(found.rows[0].is_better, Some(false));
/// }
/// ```
#[must_use]
pub fn compared(a: Side, b: Side) -> Comparison {
    Comparison {
        sentence: spans(&sentence(a.report, b.report)),
        rows: rows(a.report, b.report),
        inputs: inputs::changed(a.scenario, b.scenario),
    }
}

/// Names of the columns.
pub const HEADS: [&str; 4] = ["", "A", "B", "B against A"];

impl Comparison {
    /// Both in figures.
    #[must_use]
    pub fn figures(&self) -> Table {
        Table {
            caption: "A and B".into(),
            head: HEADS.map(Into::into).into(),
            rows: self.rows.iter().map(|row| row.cells().into()).collect(),
        }
    }

    /// Of what was changed, so many fields at most.
    #[must_use]
    pub fn changed(&self, most: usize) -> Table {
        let inputs = self.inputs.iter().take(most);
        Table {
            caption: "What was changed".into(),
            head: HEADS[..3].iter().map(|name| (*name).into()).collect(),
            rows: inputs.map(|input| input.cells().into()).collect(),
        }
    }
}

fn sentence(a: &Report, b: &Report) -> String {
    let period = &b.period;
    let net = |report: &Report| Some(report.value.as_ref()?.net_per_period_usd);
    let spend = |report: &Report| report.cost.per_period_usd;
    if a.period != b.period {
        return format!(
            "A is told for a {}, B for a {period}: only a task of each can be compared.",
            a.period
        );
    }
    if let (Some(of_a), Some(of_b)) = (net(a), net(b)) {
        let by = format::usd_cents((of_b - of_a).abs());
        return match is_more(of_a, of_b) {
            None => format!("A and B net the same a {period}."),
            Some(true) => format!("B nets *{by}* more a {period} than A."),
            Some(false) => format!("B nets *{by}* less a {period} than A."),
        };
    }
    match (spend(a), spend(b)) {
        (Some(of_a), Some(of_b)) => {
            let by = format::usd_cents((of_b - of_a).abs());
            match is_more(of_a, of_b) {
                None => format!("A and B cost the same a {period}."),
                Some(true) => format!("B costs *{by}* more a {period} than A."),
                Some(false) => format!("B costs *{by}* less a {period} than A."),
            }
        }
        _ => "Enter how often both are right to see which is worth more.".into(),
    }
}

/// Whether the second is more; nothing where the difference is rounding.
fn is_more(a: f64, b: f64) -> Option<bool> {
    let rounding = 1e-12 * a.abs().max(b.abs());
    ((b - a).abs() > rounding).then_some(b > a)
}

/// What a figure counts, and whether more of it is better.
type Kind = (Measure, bool);
const INCOME: Kind = (Measure::Usd, true);
const SPENDING: Kind = (Measure::Usd, false);

/// `6.4 points`, of a share.
fn points(share: f64) -> String {
    format::counted(&format::count(100.0 * share), "point")
}

fn rows(a: &Report, b: &Report) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |label: String, is_part: bool, kind: Kind, of: [Option<f64>; 2]| {
        rows.extend(row(label, is_part, kind, of));
    };
    let is_alike = a.period == b.period;
    let a_period = |what: &str| format!("{what} a {}", b.period);
    let both = |read: &dyn Fn(&Report) -> Option<f64>| [read(a), read(b)];
    let value = |report: &Report| report.value.clone();
    if is_alike {
        add(
            a_period("net"),
            false,
            INCOME,
            both(&|report| Some(value(report)?.net_per_period_usd)),
        );
        for part in parts(a, b) {
            let of = |report: &Report| {
                let parts = value(report)?.parts;
                let found = parts.iter().find(|row| row.part == part);
                found.map(|row| row.period_usd)
            };
            add(part_words(part).into(), true, INCOME, both(&of));
        }
        add(
            a_period("cost"),
            false,
            SPENDING,
            both(&|report| report.cost.per_period_usd),
        );
    }
    add(
        format!("net of a {}", b.task_name),
        false,
        INCOME,
        both(&|report| Some(value(report)?.net_usd)),
    );
    add(
        format!("cost of a right {}", b.task_name),
        false,
        SPENDING,
        both(&|report| report.cost.per_success_usd),
    );
    add(
        "share that is right".into(),
        false,
        (Measure::Share, true),
        both(&|report| Some(report.outcome.as_ref()?.right)),
    );
    add(
        "share that is wrong, unnoticed".into(),
        false,
        (Measure::Share, false),
        both(&|report| Some(report.outcome.as_ref()?.wrong)),
    );
    rows
}

/// Parts of the net that either has.
fn parts(a: &Report, b: &Report) -> Vec<Part> {
    let mut parts = Vec::new();
    for report in [b, a] {
        let rows = report.value.iter().flat_map(|value| &value.parts);
        for row in rows.filter(|row| row.part != Part::Net) {
            if !parts.contains(&row.part) {
                parts.push(row.part);
            }
        }
    }
    parts
}

/// Nothing where neither has the figure.
fn row(
    label: String,
    is_part: bool,
    (measure, is_good): Kind,
    of: [Option<f64>; 2],
) -> Option<Row> {
    let [a, b] = of;
    a.or(b)?;
    let is_more = a.zip(b).and_then(|(a, b)| is_more(a, b));
    Some(Row {
        label,
        measure,
        a,
        b,
        is_better: is_more.map(|is_more| is_more == is_good),
        is_part,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

    use super::*;
    use crate::words::plain_text;
    use catalogs::prices::Catalog;
    use scenario::presets;

    fn told(a: &Scenario, b: &Scenario) -> Comparison {
        let report = |made: &Scenario| {
            scenario::evaluate(made, Catalog::embedded())
                .report
                .unwrap()
        };
        let (of_a, of_b) = (report(a), report(b));
        let side = |scenario, report| Side { scenario, report };
        compared(side(a, &of_a), side(b, &of_b))
    }

    fn legal() -> Scenario {
        presets::find("legal-contracts").unwrap().scenario.clone()
    }

    #[test]
    fn the_difference_of_the_net_is_the_sum_of_the_differences_of_its_parts() {
        let (a, mut b) = (legal(), legal());
        b.steps[0].success_rate = Some(0.7);
        b.value.gain_usd += 5.0;
        let found = told(&a, &b);
        // By what is read, to the cent of each row, and by the figures themselves.
        let read = |row: &Row| {
            let [.., text] = row.cells();
            let size = format::read(text.trim_start_matches(['+', '\u{2212}'])).unwrap();
            if text.starts_with('+') { size } else { -size }
        };
        let figure = |row: &Row| row.difference().unwrap();
        let parts: Vec<&Row> = found.rows.iter().filter(|row| row.is_part).collect();
        for (of, near) in [(&read as &dyn Fn(&Row) -> f64, 0.05), (&figure, 1e-6)] {
            let sum: f64 = parts.iter().map(|row| of(row)).sum();
            let whole = of(&found.rows[0]);
            assert!(
                (whole - sum).abs() < near,
                "{whole} is not {sum}: {found:#?}"
            );
        }
    }

    #[test]
    fn what_was_changed_is_listed_with_both_values_and_nothing_else() {
        let (a, mut b) = (legal(), legal());
        b.steps[0].success_rate = Some(0.7);
        b.title = "Another name".into();
        let found = told(&a, &b);
        let [input] = found.inputs.as_slice() else {
            panic!("{:?}", found.inputs);
        };
        let right = found
            .rows
            .iter()
            .find(|row| row.label == "share that is right")
            .unwrap();
        assert!(
            right.cells()[3].ends_with(" points") && right.is_better == Some(false),
            "{right:?}"
        );
        assert_eq!(input.cells()[1..], ["80 %", "70 %"]);
        assert!(
            plain_text(&found.sentence).contains("less a month than A"),
            "{found:?}"
        );
    }

    #[test]
    fn the_same_twice_is_neither_better_nor_worse() {
        let found = told(&legal(), &legal());
        assert_eq!(plain_text(&found.sentence), "A and B net the same a month.");
        assert!(found.inputs.is_empty());
        assert!(
            found
                .rows
                .iter()
                .all(|row| row.is_better.is_none() && row.cells()[3] == "0")
        );
    }

    #[test]
    fn a_difference_is_told_as_exactly_as_what_it_lies_between() {
        let told = |a: f64, b: f64, measure| {
            let row = row("of it".into(), false, (measure, true), [Some(a), Some(b)]);
            let [.., difference] = row.unwrap().cells();
            difference
        };
        assert_eq!(told(7.927_63, 8.730_16, Measure::Usd), "+$0.80");
        assert_eq!(told(1.5, 0.25, Measure::Usd), "\u{2212}$1.25");
        assert_eq!(told(0.25, 0.375_5, Measure::Usd), "+$0.1255");
        assert_eq!(told(5_000.0, 5_000.001, Measure::Usd), "+$0.001");
        assert_eq!(told(0.912, 0.693, Measure::Share), "\u{2212}21.9 points");
    }

    #[test]
    fn every_example_against_every_other_gives_figures() {
        for a in presets::all() {
            for b in presets::all() {
                let found = told(&a.scenario, &b.scenario);
                for row in &found.rows {
                    assert!(!row.cells().concat().contains("NaN"), "{row:?}");
                }
            }
        }
    }
}
