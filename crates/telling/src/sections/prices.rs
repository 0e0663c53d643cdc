//! What stands behind the costs: their table and formula, and where every rate comes from.

use super::blocks::{EXTENSION, FORMULA, PAPER, TABLE, chart, fold, section};
use super::{Block, Section};
use crate::{table, words};
use scenario::document::Scenario;
use scenario::report::Report;

pub(super) fn cost(scenario: &Scenario, report: &Report) -> Section {
    let takeaway = words::cost_takeaway(report);
    let blocks = vec![
        chart("cost", &takeaway),
        fold(
            TABLE,
            vec![Block::Table(table::classes(report), Vec::new())],
        ),
        fold(
            FORMULA,
            vec![Block::Formula(words::formula(scenario, report))],
        ),
    ];
    section("cost", "Cost", PAPER, takeaway, blocks)
}

pub(super) fn prices(scenario: &Scenario, report: &Report) -> Section {
    let source = |source: &scenario::report::PriceSource| {
        let line = words::source_line(source);
        match &source.url {
            Some(url) => Block::Source(line, url.clone()),
            None => Block::Line(line),
        }
    };
    let mut blocks: Vec<Block> = report.price_sources.iter().map(source).collect();
    let warnings = report.warnings.iter().map(|warning| {
        let name = words::row_name(scenario, &warning.path);
        Block::Line(format!("{name}: {}", warning.message))
    });
    let warnings: Vec<Block> = warnings.collect();
    if !warnings.is_empty() {
        blocks.push(Block::Fold(words::warnings_title(warnings.len()), warnings));
    }
    section("prices", "Prices", EXTENSION, String::new(), blocks)
}
