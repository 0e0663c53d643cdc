//! The drawings of hidden tokens.

use super::answer::EstimateReport;
use super::section::way_words;
use super::{FitReport, HiddenReport};
use scenario::format::count;
use telling::picture::plot::{Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};

/// One of the drawings.
#[must_use]
pub fn plot(found: &HiddenReport, name: &str) -> Option<Plot> {
    match name {
        "hidden-estimates" => Some(Plot::Bars(estimates_plot(found))),
        "hidden-fit" => found.demand.fit.as_ref().map(fit_plot).map(Plot::Lines),
        _ => None,
    }
}

fn estimates_plot(found: &HiddenReport) -> Bars {
    let bar = |estimate: &EstimateReport| {
        let range = estimate.low_tokens.zip(estimate.high_tokens);
        Bar {
            name: way_words(estimate.way).into(),
            values: vec![estimate.tokens.unwrap_or_default()],
            range: range.filter(|(low, high)| low < high),
            says: estimate.tokens.map_or("not known".into(), count),
        }
    };
    Bars {
        name: "hidden tokens of one answer".into(),
        written: Written::Count,
        parts: vec![("hidden tokens".into(), LineTone::Accent)],
        bars: found.estimates.iter().map(bar).collect(),
        level: Some((
            format!("this scenario: {}", count(found.assumed_tokens)),
            found.assumed_tokens,
        )),
        across: None,
    }
}

fn fit_plot(fit: &FitReport) -> Lines {
    let all = || {
        fit.tasks
            .iter()
            .flat_map(|task| [task.tokens, task.fitted_tokens])
    };
    let (low, high) = (
        all().fold(f64::INFINITY, f64::min),
        all().fold(f64::NEG_INFINITY, f64::max),
    );
    Lines {
        across: Axis::log("tokens by the fit", Written::Count),
        up: Axis::log("tokens of the task", Written::Count),
        lines: vec![Line {
            name: "as fitted".into(),
            tone: LineTone::Soft,
            points: vec![(low, low), (high, high)],
            is_dashed: true,
            ..Line::default()
        }],
        faint: Vec::new(),
        dots: fit
            .tasks
            .iter()
            .map(|task| (String::new(), (task.fitted_tokens, task.tokens)))
            .collect(),
    }
}
