//! What is said of a price that is not quite the one that was asked for.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::{Catalog, RESELLERS};
use economics::price::Instant;
use scenario::document::{Scenario, Step};
use scenario::evaluate;

fn warnings(provider: &str, model: &str, day: &str, processing: &str) -> Vec<String> {
    let made = Scenario {
        steps: vec![Step {
            provider: provider.into(),
            model: model.into(),
            price_date: Instant::parse(day),
            processing: processing.into(),
            ..Step::default()
        }],
        ..Scenario::default()
    };
    let catalog = Catalog::with_resellers(RESELLERS).unwrap();
    let problems = evaluate(&made, &catalog).problems;
    let of_price = problems.iter().filter(|problem| {
        problem.path.starts_with("steps[0].") && !problem.path.contains("success")
    });
    of_price
        .map(|problem| format!("{}: {}", problem.path, problem.message))
        .collect()
}

#[test]
fn a_batch_before_it_had_a_price_is_said_to_cost_the_standard_one() {
    let found = Catalog::embedded();
    let mut said = 0;
    for provider in found.providers() {
        for model in &provider.models {
            let batch = found.find(Some(&provider.id), &model.id).unwrap();
            for (day, _) in [("2026-01-15", 0), ("2026-09-12", 0), ("2026-11-24", 0)] {
                let at = Instant::parse(day).unwrap();
                if batch.processings().contains(&"batch") && !batch.is_priced(at, "batch") {
                    let warnings = warnings(&provider.id, &model.id, day, "batch");
                    assert!(
                        warnings
                            .iter()
                            .any(|said| said.contains("so the standard one is used"))
                            || warnings
                                .iter()
                                .any(|said| said.contains("before the first price")),
                        "{} {day}: {warnings:?}",
                        model.id
                    );
                    said += 1;
                }
            }
        }
    }
    assert!(said > 0, "no model has a batch that began later");
    assert_eq!(
        warnings("anthropic", "claude-opus-4-8", "2026-11-24", "batch"),
        [""; 0]
    );
}

#[test]
fn a_price_by_way_of_a_maker_is_said_to_be_one() {
    let azure = warnings("azure", "gpt-5.5", "2026-11-24", "standard");
    assert!(
        azure
            .iter()
            .any(|said| said
                .starts_with("steps[0].model: is priced by way of OpenAI: Microsoft Azure")),
        "{azure:?}"
    );
    assert_eq!(
        warnings("openai", "gpt-5.5", "2026-11-24", "standard"),
        [""; 0]
    );
}
