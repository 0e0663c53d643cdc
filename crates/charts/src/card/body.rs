//! The drawing on a picture: the bars of tokens and cost, or any other.

use crate::look::Look;
use crate::mark::{Measure, Reading};
use crate::paint::Failed;
use crate::two_bars::{self, TwoBars};
use crate::{
    areas, bars, frontier_curve, lines, marginal_curve, net_bars, orders, splits, value_curve,
    workflow,
};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::report::Report;
use scenario::sweep::Base;
use telling::picture;
use telling::picture::plot::Plot;
use telling::picture::{
    FrontierCurve, MarginalCurve, NetBars, Orders, Splits, ValueCurve, Workflow,
};

/// What is drawn below the sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Tokens above cost, by class.
    Cost(TwoBars),
    /// Worth and spend along effort.
    Value(ValueCurve),
    /// What the next dollar returns.
    Marginal(MarginalCurve),
    /// Steps ordered by several measures.
    Orders(Orders),
    /// Steps and their arrows.
    Workflow(Workflow),
    /// How effort is split.
    Splits(Splits),
    /// Nets that a task can have.
    Risk(NetBars),
    /// Where two numbers at once break even.
    Frontier(FrontierCurve),
    /// A drawing of a view, of one of the general kinds.
    Plot(Plot),
}

impl Default for Body {
    fn default() -> Self {
        Self::Cost(TwoBars::default())
    }
}

impl Body {
    /// Names of the drawings, as sections name them.
    pub const NAMES: [&'static str; 8] = [
        "cost", "value", "marginal", "orders", "workflow", "splits", "risk", "frontier",
    ];

    /// The drawing of a name; nothing where the scenario has none.
    #[must_use]
    pub fn named(name: &str, report: &Report, base: Option<&Base>) -> Option<Self> {
        Some(match name {
            "cost" => Self::Cost(TwoBars::of(report)),
            "value" => Self::Value(picture::value_curve(base?, report)?),
            "marginal" => Self::Marginal(picture::marginal_curve(base?, report)?),
            "orders" => Self::Orders(picture::orders(report)?),
            "workflow" => Self::Workflow(picture::workflow(base?, report)),
            "splits" => Self::Splits(picture::splits(base?, report)?),
            "risk" => {
                let expected = report.outcome.as_ref()?.expected_net_usd;
                Self::Risk(picture::net_bars(report.risk.as_ref()?, expected))
            }
            "frontier" => Self::Frontier(picture::frontier_curve(base?, report)?),
            _ => return None,
        })
    }

    /// What it needs at a width.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        match self {
            Self::Cost(_) => two_bars::height(width),
            Self::Value(_) => value_curve::height(width),
            Self::Marginal(_) => marginal_curve::height(width),
            Self::Orders(data) => orders::height(data, width),
            Self::Workflow(data) => workflow::height(data, width),
            Self::Splits(data) => splits::height(data, width),
            Self::Risk(_) => net_bars::height(width),
            Self::Frontier(_) => frontier_curve::height(width),
            Self::Plot(Plot::Lines(_)) => lines::height(width),
            Self::Plot(Plot::Bars(data)) => bars::height(data, width),
            Self::Plot(Plot::Areas(data)) => areas::height(data, width),
        }
    }

    /// What can be read off where a person points; drawings that say every number have nothing more to say.
    #[must_use]
    pub fn readings(&self, width: f64, measure: Measure) -> Vec<Reading> {
        match self {
            Self::Value(data) => value_curve::readings(data, width, measure),
            Self::Marginal(data) => marginal_curve::readings(data, width, measure),
            Self::Frontier(data) => frontier_curve::readings(data, width, measure),
            Self::Plot(Plot::Lines(data)) => lines::readings(data, width, measure),
            Self::Plot(Plot::Bars(data)) => bars::readings(data, width, measure),
            Self::Plot(Plot::Areas(data)) => areas::readings(data, width, measure),
            _ => Vec::new(),
        }
    }

    /// Draws it over the whole area.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        look: &Look,
    ) -> Result<(), Failed<B>> {
        match self {
            Self::Cost(data) => two_bars::draw(area, data, look),
            Self::Value(data) => value_curve::draw(area, data, look),
            Self::Marginal(data) => marginal_curve::draw(area, data, look),
            Self::Orders(data) => orders::draw(area, data, look),
            Self::Workflow(data) => workflow::draw(area, data, look),
            Self::Splits(data) => splits::draw(area, data, look),
            Self::Risk(data) => net_bars::draw(area, data, look),
            Self::Frontier(data) => frontier_curve::draw(area, data, look),
            Self::Plot(Plot::Lines(data)) => lines::draw(area, data, look),
            Self::Plot(Plot::Bars(data)) => bars::draw(area, data, look),
            Self::Plot(Plot::Areas(data)) => areas::draw(area, data, look),
        }
    }
}
