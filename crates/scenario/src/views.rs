//! What opens below the report: other ways to the same result, what the tokens cost to make, what to charge for them,
//! and what becomes of it over time. Each is a view of the same scenario, worked out only when it is opened.
//!
//! What a view needs beyond the document's fields are its settings ([`crate::setting`]).

pub mod alternatives;
mod input;

pub use input::{input, input_at, inputs, type_in};

use crate::catalog::Catalog;
use crate::document::Scenario;
use crate::picture::plot::Plot;
use crate::report::Report;
use crate::sections::Section;
use crate::sweep::Base;
use alternatives::AlternativesReport;
use serde::Serialize;

/// What a view is of.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// What it comes to.
    pub report: &'a Report,
    /// The document taken apart; nothing while a success rate is unknown.
    pub base: Option<&'a Base>,
    /// The price list.
    pub catalog: &'a Catalog,
}

/// Ids of the views, for the page and the command line, and their names.
pub const VIEWS: [(&str, &str); 1] = [("alternatives", "Alternatives")];

/// What a view found, with the names that programs read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Found {
    /// Other ways to the same result.
    Alternatives(AlternativesReport),
}

/// Works a view out; nothing where there is none of that id.
#[must_use]
pub fn find(subject: &Subject, id: &str) -> Option<Found> {
    Some(match id {
        "alternatives" => Found::Alternatives(alternatives::alternatives(subject)),
        _ => return None,
    })
}

impl Found {
    /// What a person reads of it.
    #[must_use]
    pub fn section(&self, subject: &Subject) -> Section {
        match self {
            Self::Alternatives(found) => alternatives::section(subject, found),
        }
    }

    /// One of its drawings, by the name that its section has it under.
    #[must_use]
    pub fn plot(&self, subject: &Subject, name: &str) -> Option<Plot> {
        match self {
            Self::Alternatives(found) => alternatives::plot(subject, found, name),
        }
    }
}
