//! The sections of the report: what stands behind the costs, value, break-even, workflow, risk, prices.
//!
//! Each is plain data: a sentence to take away, drawings by name, tables, formulas with the numbers put in, and what is
//! offered to be taken over. Page, terminal and Markdown show the same sections in their own way.

pub mod blocks;
mod prices;
mod value;

use crate::picture::{Spark, spark, success_curve};
use crate::table::Table;
use crate::words::FormulaLine;
use scenario::document::Scenario;
use scenario::field::step::PRODUCTION;
use scenario::field::{Access, FIELDS, Kind};
use scenario::report::Report;
use scenario::sweep::Base;

/// A section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its id on the page and on the command line: `value`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where its formulas come from: `paper` or `extension`.
    pub source: String,
    /// What to take away.
    pub takeaway: String,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A line of text.
    Line(String),
    /// A drawing, by the name of its picture, and what it shows in a sentence.
    Chart(String, String),
    /// A table; rows that are drawn as tiny curves too have them by row.
    Table(Table, Vec<Option<Sparkline>>),
    /// A formula, line by line.
    Formula(Vec<FormulaLine>),
    /// A line of text, and the address of a page that says more.
    Source(String, String),
    /// Something that can be taken over: what it is, and what the button does.
    Offer(String, Action),
    /// Something that opens when it is asked for.
    Fold(String, Vec<Block>),
    /// Settings of the section, to be entered here.
    Inputs(Vec<Input>),
}

/// A setting as its section shows it: everything as text, ready for a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// Its path in the document.
    pub path: String,
    /// What the form calls it.
    pub label: String,
    /// Unit that stands behind the box.
    pub unit: String,
    /// One or two sentences beside it.
    pub help: String,
    /// What the box shows; empty where it is open.
    pub value: String,
    /// What is wrong with it; empty where nothing is.
    pub problem: String,
    /// The words to choose from, each with its name; empty where it is typed.
    pub options: Vec<(String, String)>,
    /// Whether it takes several lines.
    pub is_long: bool,
}

/// What a person can take over from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The best efforts.
    Best,
    /// The best split of today's money.
    SameMoney,
}

impl Action {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::SameMoney => "same_money",
        }
    }
}

/// A tiny curve, ready to be drawn as a path in a box of 100 by 32.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparkline {
    /// The path.
    pub path: String,
    /// Where the number is today.
    pub today: (f64, f64),
    /// The height at which the net is that of doing nothing.
    pub level: Option<f64>,
    /// Where it breaks even.
    pub threshold: Option<f64>,
}

/// Width of a tiny curve's box.
pub const SPARK_WIDTH: f64 = 100.0;
/// Height of it.
pub const SPARK_HEIGHT: f64 = 32.0;

impl Sparkline {
    /// The tiny curve in its box, to a tenth.
    #[must_use]
    pub fn of(spark: &Spark) -> Self {
        /// Space for the dot and the line's own thickness.
        const MARGIN: f64 = 4.0;
        let tenth = |x: f64| libm::round(x * 10.0) / 10.0;
        let across = |x: f64| tenth(MARGIN + x * (SPARK_WIDTH - 2.0 * MARGIN));
        let down = |y: f64| tenth(MARGIN + y * (SPARK_HEIGHT - 2.0 * MARGIN));
        let mut path = String::new();
        for (x, y) in &spark.points {
            path.push(if path.is_empty() { 'M' } else { 'L' });
            path += &format!("{} {}", across(*x), down(*y));
        }
        Self {
            path,
            today: (across(spark.today.0), down(spark.today.1)),
            level: spark.level.map(down),
            threshold: spark.threshold.map(across),
        }
    }
}

/// Everything that is made of an analysis for reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sections in the order of the questions.
    pub sections: Vec<Section>,
    /// Tiny curves of fields, by path.
    pub sparks: Vec<(String, Sparkline)>,
}

/// The sections of a complete report. `base` is nothing while a success rate is unknown.
#[must_use]
pub fn sections(scenario: &Scenario, report: &Report, base: Option<&Base>) -> Vec<Section> {
    vec![
        prices::cost(scenario, report),
        value::value(scenario, report, base),
        blocks::break_even(scenario, report, base),
        blocks::workflow(scenario, report, base),
        blocks::risk(scenario, report),
        prices::prices(scenario, report),
    ]
}

/// Tiny curves of the fields that a form shows for one step, and of those that belong to no step.
#[must_use]
pub fn sparks(base: &Base, step: usize) -> Vec<(String, Sparkline)> {
    let own = FIELDS.iter().filter_map(|field| {
        let is_shown = matches!(field.rule.kind, Kind::Number { .. });
        match field.access {
            Access::Step(..) if is_shown => Some(field.of_step(step)),
            Access::Scenario(..) if is_shown => Some(field.place()),
            _ => None,
        }
    });
    let curves = own.filter_map(|place| {
        let spark = spark(base, place)?;
        Some((place.to_string(), Sparkline::of(&spark)))
    });
    let production = success_curve(base, step)
        .map(|curve| (PRODUCTION.of_step(step).to_string(), Sparkline::of(&curve)));
    curves.chain(production).collect()
}
