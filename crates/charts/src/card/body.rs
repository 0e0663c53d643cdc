//! The drawing on a picture: the bars of tokens and cost, or any other.

use crate::look::Look;
use crate::mark::{Drawn, Measure, Reading};
use crate::paint::{Failed, paint};
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

    /// What is drawn at a width, with what can be read off where a person points. The bars of tokens and cost paint
    /// themselves; drawings that say every number have nothing more to say.
    #[must_use]
    pub fn drawn(&self, width: f64, measure: Measure) -> Drawn {
        let alone = |marks| Drawn {
            marks,
            readings: Vec::new(),
        };
        match self {
            Self::Cost(_) => Drawn::default(),
            Self::Value(data) => value_curve::drawn(data, width, measure),
            Self::Marginal(data) => marginal_curve::drawn(data, width, measure),
            Self::Orders(data) => alone(orders::marks(data, width, measure)),
            Self::Workflow(data) => alone(workflow::marks(data, width, measure)),
            Self::Splits(data) => alone(splits::marks(data, width, measure)),
            Self::Risk(data) => alone(net_bars::marks(data, width, measure)),
            Self::Frontier(data) => frontier_curve::drawn(data, width, measure),
            Self::Plot(Plot::Lines(data)) => lines::drawn(data, width, measure),
            Self::Plot(Plot::Bars(data)) => bars::drawn(data, width, measure),
            Self::Plot(Plot::Areas(data)) => areas::drawn(data, width, measure),
        }
    }

    /// Draws it over the whole area, and gives what can be read off.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        look: &Look,
    ) -> Result<Vec<Reading>, Failed<B>> {
        if let Self::Cost(data) = self {
            two_bars::draw(area, data, look)?;
        }
        let drawn = self.drawn(look.width, look.measure);
        paint(area, &drawn.marks, look)?;
        Ok(drawn.readings)
    }
}
