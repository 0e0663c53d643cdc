//! What the report says beside the prices of a scenario.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

use catalogs::prices::{Catalog, RESELLERS};
use economics::price::Instant;
use scenario::document::{Scenario, Step};
use telling::price_notes;
use telling::sections::{Block, sections};

fn made(provider: &str, model: &str, processing: &str, day: &str) -> Scenario {
    Scenario {
        steps: vec![Step {
            provider: provider.into(),
            model: model.into(),
            processing: processing.into(),
            price_date: Instant::parse(day),
            ..Step::default()
        }],
        ..Scenario::default()
    }
}

fn said(provider: &str, model: &str, processing: &str, day: &str) -> String {
    let catalog = Catalog::with_resellers(RESELLERS).unwrap();
    let scenario = made(provider, model, processing, day);
    price_notes::notes(&scenario, &catalog).join("\n")
}

#[test]
fn a_price_that_ends_is_said_in_the_section_of_prices() {
    let scenario = made("google", "gemini-3.6-flash", "batch", "2026-11-24");
    let catalog = Catalog::embedded();
    let report = scenario::evaluate(&scenario, catalog).report.unwrap();
    let mut all = sections(&scenario, &report, None);
    price_notes::add(&mut all, &scenario, catalog);
    let prices = all.iter().find(|section| section.id == "prices").unwrap();
    let wanted = "Gemini 3.6 Flash: this price holds until 2026-12-31, then another ($0.375 in and $1.875 out a million \
                  tokens now, $0.75 in and $3.75 out from 2027-01-01 on); a budget beyond that day needs both";
    assert!(
        prices.blocks.contains(&Block::Line(wanted.into())),
        "{:?}",
        prices.blocks
    );
}

#[test]
fn many_hosts_promises_and_unsure_days_are_said_of_a_scenario() {
    for (provider, model, day, words) in [
        (
            "openrouter",
            "deepseek/deepseek-v4-flash",
            "2026-09-15",
            "several hosts",
        ),
        (
            "openai",
            "gpt-5.6-sol",
            "2026-11-24",
            "at least until 2026-11-21",
        ),
        ("openai", "gpt-4o", "2025-11-24", "has no date in the list"),
    ] {
        let said = said(provider, model, "standard", day);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(
        said("anthropic", "claude-sonnet-5-5", "standard", "2026-11-24"),
        ""
    );
}

#[test]
fn a_step_with_rates_of_its_own_is_left_alone() {
    let mut scenario = made("openai", "gpt-5.6-sol", "standard", "2026-11-24");
    scenario.steps[0].price.input_usd_per_mtok = Some(1.0);
    scenario.steps[0].price.output_usd_per_mtok = Some(2.0);
    assert!(price_notes::notes(&scenario, Catalog::embedded()).is_empty());
}

#[test]
fn a_gateways_id_and_a_regional_endpoint_price_a_scenario() {
    let catalog = Catalog::with_resellers(RESELLERS).unwrap();
    let gateway = made("openrouter", "x-ai/grok-4.1-fast", "standard", "2026-04-15");
    let evaluated = scenario::evaluate(&gateway, &catalog);
    let by_way = evaluated
        .problems
        .iter()
        .any(|problem| problem.message.contains("is priced by way of X AI"));
    assert!(
        by_way && evaluated.report.is_some(),
        "{:?}",
        evaluated.problems
    );
    let regional = made("google", "claude-haiku-4-5", "regional", "2026-11-24");
    let evaluated = scenario::evaluate(&regional, &catalog);
    let report = evaluated.report.unwrap();
    let input = &report.price_sources[0].rates[0];
    assert_eq!((input.unit, input.usd), ("input_tokens", 1.1));
}
