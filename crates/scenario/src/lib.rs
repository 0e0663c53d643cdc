//! The document a person writes and everything between it and the engine.
//!
//! ```text
//! TOML text, link, preset, form -> Scenario -> lower (with the catalogue) -> Model -> evaluate -> Report
//! ```
//!
//! [`evaluate`] goes the whole way and returns a report or the problems, each at the path of its field.

pub mod catalog;
pub mod choice;
pub mod document;
pub mod estimate;
pub mod field;
pub mod format;
pub mod link;
pub mod lower;
pub mod nearest;
pub mod number;
pub mod presets;
pub mod problem;
pub mod report;
#[cfg(feature = "text")]
pub mod text;
pub mod words;

use catalog::Catalog;
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
/// use scenario::{catalog::Catalog, evaluate, presets};
/// let legal = presets::find("legal-contracts").expect("it is the first preset");
/// let report = evaluate(&legal.scenario, Catalog::embedded()).report.expect("it has no errors");
/// assert_eq!(report.cost.per_attempt_usd, (100_000.0 * 5.0 + 101_000.0 * 25.0) / 1e6);
/// ```
#[must_use]
pub fn evaluate(scenario: &Scenario, catalog: &Catalog) -> Evaluated {
    let lowered = lower::lower(scenario, catalog);
    let report = lowered.model.as_ref().map(|model| {
        let evaluation = economics::evaluate(model);
        report::report(scenario, &lowered, model, &evaluation)
    });
    Evaluated {
        report,
        problems: lowered.problems,
    }
}
