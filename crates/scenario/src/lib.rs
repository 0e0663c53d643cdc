//! The document a person writes and everything between it and the engine.
//!
//! ```text
//! TOML text, link, preset, form -> Scenario -> lower (with the catalogue) -> Model -> evaluate -> Report
//! ```
//!
//! [`evaluate`] goes the whole way and returns a report or the problems, each at the path of its field.

pub mod amount;
pub mod analysis;
pub mod break_even;
pub mod choice;
pub mod datum;
pub mod decimal;
pub mod document;
pub mod edit;
pub mod entry;
pub mod estimate;
pub mod field;
pub mod format;
pub mod link;
pub mod lower;
pub mod number;
pub mod presets;
pub mod problem;
pub mod report;
pub mod setting;
pub mod sweep;
#[cfg(feature = "text")]
pub mod text;
mod wire;
pub mod workflow;

use catalogs::prices::Catalog;
use document::Scenario;
use problem::Problem;
use report::Report;

/// What a document comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// The report; nothing where a problem is an error.
    pub report: Option<Report>,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
}

/// Lowers and evaluates a document with the prices of a catalogue.
///
/// ```
/// use catalogs::prices::Catalog;
/// use scenario::{evaluate, presets};
/// let legal = presets::find("legal-contracts").expect("it is the first preset");
/// let report = evaluate(&legal.scenario, Catalog::embedded()).report.expect("it has no errors");
/// assert_eq!(report.cost.per_attempt_usd, (100_000.0 * 5.0 + 101_000.0 * 25.0) / 1e6);
/// ```
#[must_use]
pub fn evaluate(scenario: &Scenario, catalog: &Catalog) -> Evaluated {
    evaluate_lowered(scenario, &lower::lower(scenario, catalog))
}

/// [`evaluate`] of a document that is lowered already.
#[must_use]
pub fn evaluate_lowered(scenario: &Scenario, lowered: &lower::Lowered) -> Evaluated {
    let report = lowered.model.as_ref().map(|model| {
        let evaluation = economics::evaluate(model);
        report::report(scenario, lowered, model, &evaluation)
    });
    Evaluated {
        report,
        problems: lowered.problems.clone(),
    }
}

/// [`analysis::analyse`] for a document of which not everything could be read: those problems come first, and no step that
/// has one is told that its counts do not fit, because the counts may be the ones that were not read.
#[must_use]
pub fn evaluate_read(scenario: &Scenario, unread: Vec<Problem>, catalog: &Catalog) -> Evaluated {
    if unread.iter().any(|problem| problem.path.is_empty()) {
        return Evaluated {
            report: None,
            problems: unread,
        }; // no document at all
    }
    let evaluated = analysis::analyse(scenario, catalog);
    if unread.is_empty() {
        return evaluated;
    }
    let step_of = |problem: &Problem| problem.path.split(']').next().map(str::to_string);
    let broken: Vec<_> = unread.iter().map(step_of).collect();
    let may_follow = |problem: &Problem| {
        let is_count = problem.path.ends_with("_tokens") || problem.path.contains(".price.");
        !(is_count && broken.contains(&step_of(problem)))
    };
    let mut problems = unread;
    for problem in evaluated.problems.into_iter().filter(may_follow) {
        if problems.iter().all(|known| known.path != problem.path) {
            problems.push(problem);
        }
    }
    Evaluated {
        report: None,
        problems,
    }
}
