//! Two scenarios side by side: what was changed, and what it changes.
//!
//! A is what was kept, B is what is worked on. A difference is B less A.

use crate::words::{Span, field_name, part_words, spans};
use scenario::document::{Checking, Scenario, Step};
use scenario::entry;
use scenario::estimate::Measure::Tokens as InTokens;
use scenario::field::{Datum, Place, about};
use scenario::format;
use scenario::presets;
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
    /// What was changed between the two, in the order of the form; at most [`MOST`].
    pub inputs: Vec<Input>,
    /// So many more were changed.
    pub more: usize,
}

/// A figure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// Of A; empty where it has none.
    pub a: String,
    /// Of B.
    pub b: String,
    /// B less A, with its sign; empty where one has none, or periods differ.
    pub difference: String,
    /// Whether that is to the good; nothing where it is neither.
    pub is_better: Option<bool>,
    /// Whether it is a part of the figure above it.
    pub is_part: bool,
}

/// A field that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What the form calls it.
    pub label: String,
    /// In A.
    pub a: String,
    /// In B.
    pub b: String,
}

/// Fields that are listed at most.
pub const MOST: usize = 12;

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
    let (inputs, more) = inputs(a.scenario, b.scenario);
    Comparison {
        sentence: spans(&sentence(a.report, b.report)),
        rows: rows(a.report, b.report),
        inputs,
        more,
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
        return match verdict(of_a, of_b) {
            None => format!("A and B net the same a {period}."),
            Some(true) => format!("B nets *{by}* more a {period} than A."),
            Some(false) => format!("B nets *{by}* less a {period} than A."),
        };
    }
    match (spend(a), spend(b)) {
        (Some(of_a), Some(of_b)) => {
            let by = format::usd_cents((of_b - of_a).abs());
            match verdict(of_a, of_b) {
                None => format!("A and B cost the same a {period}."),
                Some(true) => format!("B costs *{by}* more a {period} than A."),
                Some(false) => format!("B costs *{by}* less a {period} than A."),
            }
        }
        _ => "Enter how often both are right to see which is worth more.".into(),
    }
}

/// Whether the second is more; nothing where the difference is rounding.
fn verdict(a: f64, b: f64) -> Option<bool> {
    let rounding = 1e-12 * a.abs().max(b.abs());
    ((b - a).abs() > rounding).then_some(b > a)
}

/// How a figure is written, and whether more of it is better.
#[derive(Clone, Copy)]
struct Measure {
    written: fn(f64) -> String,
    /// The same of a difference.
    apart: fn(f64) -> String,
    is_good: bool,
}

const INCOME: Measure = Measure {
    written: format::usd_cents,
    apart: format::usd_cents,
    is_good: true,
};
const SPENDING: Measure = Measure {
    is_good: false,
    ..INCOME
};
const CHANCE: Measure = Measure {
    written: format::share,
    apart: points,
    is_good: true,
};

/// `6.4 points`, of a share.
fn points(share: f64) -> String {
    format::counted(&format::count(100.0 * share), "point")
}

fn rows(a: &Report, b: &Report) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |label: String, is_part: bool, measure: Measure, of: [Option<f64>; 2]| {
        rows.extend(row(label, is_part, measure, of));
    };
    let is_alike = a.period == b.period;
    let a_period = |what: &str| {
        if is_alike {
            format!("{what} a {}", b.period)
        } else {
            format!("{what} a {} | a {}", a.period, b.period)
        }
    };
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
        CHANCE,
        both(&|report| Some(report.outcome.as_ref()?.right)),
    );
    add(
        "share that is wrong, unnoticed".into(),
        false,
        Measure {
            is_good: false,
            ..CHANCE
        },
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
fn row(label: String, is_part: bool, measure: Measure, of: [Option<f64>; 2]) -> Option<Row> {
    let [a, b] = of;
    let written = |figure: Option<f64>| figure.map_or(NOTHING.into(), measure.written);
    let difference = a.zip(b).map(|(a, b)| (b - a, verdict(a, b)));
    a.or(b)?;
    Some(Row {
        label,
        a: written(a),
        b: written(b),
        difference: difference.map_or(String::new(), |(by, is_more)| match is_more {
            None => "0".into(),
            Some(is_more) => {
                let sign = if is_more { "+" } else { "\u{2212}" };
                sign.to_owned() + &(measure.apart)(by.abs())
            }
        }),
        is_better: difference
            .and_then(|(_, is_more)| is_more)
            .map(|is_more| is_more == measure.is_good),
        is_part,
    })
}

/// What was changed, and how many fields more than are listed.
fn inputs(a: &Scenario, b: &Scenario) -> (Vec<Input>, usize) {
    let mut inputs = Vec::new();
    let (of_a, of_b) = (a.steps.len(), b.steps.len());
    if of_a != of_b {
        inputs.push(Input {
            label: "Steps".into(),
            a: of_a.to_string(),
            b: of_b.to_string(),
        });
    }
    let mut places = b.places();
    places.extend(a.places());
    let mut seen = Vec::new();
    for place in places {
        let is_told = [&about::TITLE, &about::DESCRIPTION].contains(&place.field);
        let is_of_both = !place.field.is_of_step() || place.step < of_a.min(of_b);
        let path = place.to_string();
        let [of_a, of_b] = [a, b].map(|scenario| scenario.get(&place));
        if is_told || !is_of_both || of_a == of_b || seen.contains(&path) {
            continue;
        }
        seen.push(path);
        inputs.push(Input {
            label: field_name(b, &place),
            a: written(&place, &of_a),
            b: written(&place, &of_b),
        });
    }
    let more = inputs.len().saturating_sub(MOST);
    inputs.truncate(MOST);
    (inputs, more)
}

/// Of an example that was opened: how many of its numbers are still there as it has them; nothing where what was opened is
/// no example, or none is.
///
/// ```
/// use telling::compared::from_example;
/// let opened = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let mut shown = opened.clone();
/// shown.work.tasks = 7.0;
/// let words = from_example(&opened, &shown);
/// assert!(words.is_some_and(|words| words.ends_with(" numbers are the example\u{2019}s.")));
/// ```
#[must_use]
pub fn from_example(opened: &Scenario, shown: &Scenario) -> Option<String> {
    let is_example = presets::all()
        .iter()
        .any(|preset| preset.scenario == *opened);
    if !is_example {
        return None;
    }
    let blank = Scenario {
        steps: vec![Step::default(); shown.steps.len()],
        checking: shown.checking.as_ref().map(|_| Checking::default()),
        ..Scenario::default()
    };
    let is_number = |place: &Place| matches!(shown.get(place), Datum::Number(_));
    let entered = |place: &Place| shown.get(place) != blank.get(place);
    let places: Vec<Place> = shown.places().into_iter().filter(is_number).collect();
    let counted: Vec<&Place> = places.iter().filter(|place| entered(place)).collect();
    let same = counted.iter().filter(|place| {
        let is_there = place.step < opened.steps.len() || !place.field.is_of_step();
        is_there && opened.get(place) == shown.get(place)
    });
    let (same, all) = (same.count(), counted.len());
    match same {
        0 => None,
        same if same == all => Some(format!("All {all} numbers are the example\u{2019}s.")),
        1 => Some(format!("One of {all} numbers is the example\u{2019}s.")),
        same => Some(format!("{same} of {all} numbers are the example\u{2019}s.")),
    }
}

fn written(place: &Place, datum: &Datum) -> String {
    match datum {
        Datum::Unset => NOTHING.into(),
        Datum::Number(number) => entry::with_unit(place.field.rule, *number),
        Datum::Range(_) => entry::shown(place.field.rule, datum, InTokens),
        Datum::Flag(flag) => if *flag { "yes" } else { "no" }.into(),
        Datum::Text(text) if text.is_empty() => NOTHING.into(),
        Datum::Text(text) => text.replace('_', " "),
        Datum::Names(names) => names.join(", "),
        Datum::Moment(moment) => moment.to_string().chars().take(10).collect(),
        Datum::Point(tokens, rate) => {
            format!(
                "{} at {} tokens",
                format::share(*rate),
                format::count(*tokens)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

    use super::*;
    use crate::words::plain_text;
    use catalogs::prices::Catalog;

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
        let number = |row: &Row| format::read(&row.difference.replace('\u{2212}', "-")).unwrap();
        let sign = |row: &Row| {
            if row.difference.starts_with('+') {
                1.0
            } else {
                -1.0
            }
        };
        let net = &found.rows[0];
        let parts: f64 = found
            .rows
            .iter()
            .filter(|row| row.is_part && row.difference != "0")
            .map(|row| sign(row) * number(row).abs())
            .sum();
        let whole = sign(net) * number(net).abs();
        assert!(
            (whole - parts).abs() < 0.05,
            "{whole} is not {parts}: {found:#?}"
        );
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
            right.difference.ends_with(" points") && right.is_better == Some(false),
            "{right:?}"
        );
        assert_eq!((input.a.as_str(), input.b.as_str()), ("80 %", "70 %"));
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
                .all(|row| row.is_better.is_none() && row.difference == "0")
        );
    }

    #[test]
    fn every_example_against_every_other_gives_figures() {
        for a in presets::all() {
            for b in presets::all() {
                let found = told(&a.scenario, &b.scenario);
                assert!(found.inputs.len() <= MOST);
                for row in &found.rows {
                    assert!(
                        !row.a.contains("NaN") && !row.difference.contains("NaN"),
                        "{row:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn numbers_of_an_example_are_counted_down_as_they_are_changed() {
        let opened = legal();
        let mut shown = opened.clone();
        let all = from_example(&opened, &shown).unwrap();
        assert!(
            all.starts_with("All ") && all.ends_with("example\u{2019}s."),
            "{all}"
        );
        let total: usize = all.split(' ').nth(1).unwrap().parse().unwrap();
        shown.work.tasks = 7.0;
        let words = from_example(&opened, &shown).unwrap();
        assert!(
            words.starts_with(&format!("{} of {total} ", total - 1)),
            "{words}"
        );
        assert_eq!(from_example(&shown, &shown), None);
    }
}
