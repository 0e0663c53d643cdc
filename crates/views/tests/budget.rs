//! A budget beside the bill of the next years.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::presets;
use views::over_time::{MonthReport, OverTimeReport, over_time};
use views::{Viewed, find, type_in};

fn preset(id: &str) -> Scenario {
    presets::find(id).unwrap().scenario.clone()
}

fn set(scenario: &mut Scenario, settings: &[(&str, &str)]) {
    for (path, text) in settings {
        type_in(scenario, path, text).unwrap();
    }
}

fn over_time_of(id: &str, settings: &[(&str, &str)]) -> OverTimeReport {
    let mut scenario = preset(id);
    set(&mut scenario, settings);
    let viewed = Viewed::new(scenario, Catalog::embedded()).unwrap();
    over_time(&viewed.subject())
}

fn told(scenario: &Scenario) -> String {
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    let subject = viewed.subject();
    find(&subject, "over-time")
        .unwrap()
        .section(&subject)
        .takeaway
}

fn close(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs(),
        "{found} {expected}"
    );
}

#[test]
fn a_budget_is_passed_in_the_month_whose_bill_it_no_longer_covers() {
    for preset in presets::all() {
        for what in ["everything", "tokens"] {
            let bills = over_time_of(preset.id, &[("over_time.growth", "2.5")]).months;
            let taken = |month: &MonthReport| match what {
                "tokens" => month.tokens_usd,
                _ => month.bill_usd,
            };
            // A budget that is just enough for six months, a cent less, none, and more than all.
            let six: f64 = bills.iter().take(6).map(taken).sum();
            let all: f64 = bills.iter().map(taken).sum();
            if six <= 0.01 {
                continue;
            }
            for (budget, passed) in [(six, 7), (six - 0.005, 6), (0.0, 1), (all * 2.0, 0)] {
                let typed = scenario::number::plain(budget);
                let settings = [
                    ("over_time.growth", "2.5"),
                    ("over_time.budget_usd", typed.as_str()),
                    ("over_time.budget_for", what),
                ];
                let found = over_time_of(preset.id, &settings).budget.unwrap();
                let id = preset.id;
                assert_eq!(
                    found.passed_month.unwrap_or(0),
                    passed,
                    "{id} {what} {budget}"
                );
                close(found.spent_usd, all);
                // A second way: what is left is the budget less the months before.
                let before = match passed {
                    0 => bills.len(),
                    month => month as usize - 1,
                };
                let spent: f64 = bills.iter().take(before).map(taken).sum();
                assert!(
                    (found.left_usd - (budget - spent)).abs() < 1e-6 * budget.max(1.0),
                    "{id}"
                );
            }
        }
    }
    assert!(over_time_of("legal-contracts", &[]).budget.is_none());
}

#[test]
fn a_budget_is_told_first_with_the_month_by_its_name() {
    let mut scenario = preset("legal-contracts");

    set(
        &mut scenario,
        &[("over_time.budget_usd", "20000"), ("over_time.years", "1")],
    );
    let takeaway = told(&scenario);
    assert!(
        takeaway.starts_with("The budget of $20,000 is passed in month 6, Apr 2027: "),
        "{takeaway}"
    );
    set(
        &mut scenario,
        &[
            ("over_time.budget_for", "tokens"),
            ("over_time.budget_usd", "50000"),
        ],
    );
    let takeaway = told(&scenario);
    assert!(
        takeaway.starts_with("The budget of $50,000 lasts: "),
        "{takeaway}"
    );
}
