//! Other ways to the same result, each a change of the scenario that the same engine evaluates.

use super::Subject;
use crate::picture::plot::Plot;
use crate::sections::Section;
use serde::Serialize;

/// All alternatives of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlternativesReport {}

/// Works them out.
#[must_use]
pub fn alternatives(_subject: &Subject) -> AlternativesReport {
    AlternativesReport {}
}

/// What a person reads.
#[must_use]
pub fn section(_subject: &Subject, _found: &AlternativesReport) -> Section {
    Section {
        id: "alternatives".into(),
        name: "Alternatives".into(),
        source: "extension".into(),
        ..Section::default()
    }
}

/// The frontier of cost and quality.
#[must_use]
pub fn plot(_subject: &Subject, _found: &AlternativesReport, _name: &str) -> Option<Plot> {
    None
}
