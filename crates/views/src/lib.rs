//! What opens below the report: other ways to the same result, what the tokens cost to make, what to charge for them,
//! and what becomes of it over time. Each is a view of the same scenario, worked out only when it is opened.
//!
//! What a view needs beyond the document's fields are its settings ([`scenario::setting`]).

pub mod alternatives;
pub mod hidden_tokens;
mod input;
pub mod market;
pub mod over_time;
mod sheets;
pub mod technical;

pub use input::{input, input_at, inputs, type_in};
pub use sheets::sheets;

use alternatives::AlternativesReport;
use catalogs::prices::Catalog;
use hidden_tokens::HiddenReport;
use market::MarketReport;
use over_time::OverTimeReport;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::sweep::Base;
use scenario::{evaluate_lowered, lower};
use serde::Serialize;
use technical::TechnicalReport;
use telling::picture::plot::Plot;
use telling::sections::Section;
use telling::sheet::Sheet;

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

/// A scenario that its views can be worked out for: lowered once, for all of them.
pub struct Viewed<'a> {
    scenario: Scenario,
    report: Report,
    base: Option<Base>,
    catalog: &'a Catalog,
}

impl<'a> Viewed<'a> {
    /// Nothing where the document has an error.
    #[must_use]
    pub fn new(scenario: Scenario, catalog: &'a Catalog) -> Option<Self> {
        let lowered = lower::lower(&scenario, catalog);
        let report = evaluate_lowered(&scenario, &lowered).report?;
        Some(Self {
            base: Base::of(&scenario, lowered),
            scenario,
            report,
            catalog,
        })
    }

    /// What a view is of.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            scenario: &self.scenario,
            report: &self.report,
            base: self.base.as_ref(),
            catalog: self.catalog,
        }
    }
}

/// Ids of the views, for the page and the command line, their names, and the question that each answers.
pub const VIEWS: [(&str, &str, &str); 5] = [
    ("alternatives", "Alternatives", "What else could I do?"),
    (
        "technical",
        "Technical",
        "What does it cost whoever runs the model?",
    ),
    ("market", "Market", "What do I charge inside my company?"),
    (
        "over-time",
        "Over time",
        "What happens over the next years?",
    ),
    ("hidden", "Hidden tokens", "How many tokens think unseen?"),
];

/// What a view found, with the names that programs read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(title = "View")
)]
#[serde(untagged)]
pub enum Found {
    /// Other ways to the same result.
    Alternatives(AlternativesReport),
    /// What the tokens take of a machine.
    Technical(Box<TechnicalReport>),
    /// What to charge inside the company.
    Market(MarketReport),
    /// The bill of the next years.
    OverTime(OverTimeReport),
    /// How many tokens think unseen.
    Hidden(HiddenReport),
}

/// Works a view out; nothing where there is none of that id.
#[must_use]
pub fn find(subject: &Subject, id: &str) -> Option<Found> {
    Some(match id {
        "alternatives" => Found::Alternatives(alternatives::alternatives(subject)),
        "technical" => Found::Technical(Box::new(technical::technical(subject))),
        "market" => Found::Market(market::market(subject)),
        "over-time" => Found::OverTime(over_time::over_time(subject)),
        "hidden" => Found::Hidden(hidden_tokens::hidden(subject)),
        _ => return None,
    })
}

impl Found {
    /// What a person reads of it.
    #[must_use]
    pub fn section(&self, subject: &Subject) -> Section {
        match self {
            Self::Alternatives(found) => alternatives::section(subject, found),
            Self::Technical(found) => technical::section(subject, found),
            Self::Market(found) => market::section(subject, found),
            Self::OverTime(found) => over_time::section(subject, found),
            Self::Hidden(found) => hidden_tokens::section(subject, found),
        }
    }

    /// Its table for a file, where it has one.
    #[must_use]
    pub fn sheet(&self, subject: &Subject) -> Option<Sheet> {
        match self {
            Self::Alternatives(found) => Some(alternatives::sheet(subject, found)),
            Self::OverTime(found) => Some(over_time::sheet(found)),
            Self::Technical(_) | Self::Market(_) | Self::Hidden(_) => None,
        }
    }

    /// One of its drawings, by the name that its section has it under.
    #[must_use]
    pub fn plot(&self, subject: &Subject, name: &str) -> Option<Plot> {
        match self {
            Self::Alternatives(found) => alternatives::plot(subject, found, name),
            Self::Technical(found) => technical::plot(subject, found, name),
            Self::Market(found) => market::plot(subject, found, name),
            Self::OverTime(found) => over_time::plot(subject, found, name),
            Self::Hidden(found) => hidden_tokens::plot(found, name),
        }
    }
}
