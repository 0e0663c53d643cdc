//! Every kind of alternative on every preset: finite, consistent, and money adds up.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use scenario::catalog::Catalog;
use scenario::document::{Checking, Scenario};
use scenario::field::Datum;
use scenario::presets;
use scenario::setting::SettingPlace;
use scenario::views::Viewed;
use scenario::views::alternatives::{
    AlternativeReport, AlternativesReport, FiguresReport, Kind, alternatives, section,
};
use std::collections::BTreeSet;

fn set(scenario: &mut Scenario, path: &str, datum: Datum) {
    let place = SettingPlace::parse(path).unwrap();
    place.set(scenario, datum).unwrap();
}

fn number(scenario: &mut Scenario, path: &str, number: f64) {
    set(
        scenario,
        &format!("alternatives.{path}"),
        Datum::Number(number),
    );
}

/// Everything that the alternatives ask for.
fn answered(scenario: &mut Scenario) {
    for (path, word) in [
        ("models[0].model", "claude-haiku-4-5"),
        ("first_model", "claude-haiku-4-5"),
    ] {
        set(
            scenario,
            &format!("alternatives.{path}"),
            Datum::Text(word.into()),
        );
    }
    for (path, value) in [
        ("models[0].success_rate", 0.7),
        ("first_success_rate", 0.6),
        ("prefix_tokens", 100.0),
        ("hosting_usd_per_hour", 20.0),
        ("hosting_tokens_per_second", 5_000.0),
        ("hosting_success_rate", 0.7),
        ("draft_acceptance", 0.8),
        ("unit_usd_per_hour", 40.0),
        ("unit_tokens_per_second", 3_000.0),
        ("tuning_usd", 500.0),
        ("tuning_success_rate", 0.8),
        ("tuning_saved_tokens", 50.0),
        ("subscription_usd", 200.0),
        ("subscription_tasks", 100.0),
    ] {
        number(scenario, path, value);
    }
    set(
        scenario,
        "alternatives.catalogue",
        Datum::Text("all".into()),
    );
}

fn found(scenario: &Scenario) -> AlternativesReport {
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    let subject = viewed.subject();
    let found = alternatives(&subject);
    let shown = section(&subject, &found);
    assert!(!shown.takeaway.is_empty());
    found
}

/// All figures are finite, and what a task and a period come to is the same money.
fn assert_adds_up(
    scenario: &Scenario,
    row: &AlternativeReport,
    of: &FiguresReport,
    today: &FiguresReport,
) {
    let all = [
        of.per_task_usd,
        of.per_period_usd,
        of.right,
        of.wrong,
        of.attempts,
        of.net_usd,
    ];
    assert!(
        all.iter().all(|figure| figure.is_finite()),
        "{}: {row:?}",
        scenario.title
    );
    assert!(
        0.0 <= of.right && of.right + of.wrong <= 1.0 + 1e-9,
        "{}: {row:?}",
        scenario.title
    );
    let tasks = scenario.work.tasks;
    let off = of.per_task_usd * tasks - of.per_period_usd;
    assert!(
        off.abs() <= 1e-9 * of.per_period_usd.abs().max(1.0),
        "{}: {row:?}",
        scenario.title
    );
    let difference = of.net_usd - today.net_usd;
    let off = row.difference_usd.unwrap() - difference;
    assert!(
        off.abs() <= 1e-9 * of.net_usd.abs().max(today.per_period_usd).max(1.0),
        "{}: {row:?}",
        scenario.title
    );
    // What a task is worth, less its spend, what waiting loses and what is paid anyway.
    if scenario.checking.is_none() && row.kind != "nothing" {
        let value = &scenario.value;
        let worth = of.right * value.gain_usd - of.wrong * value.loss_usd;
        let net = tasks * (worth - of.lost_usd) - of.per_period_usd;
        assert!(
            (net - of.net_usd).abs()
                <= 1e-6 * of.per_period_usd.abs().max(of.net_usd.abs()).max(1.0),
            "{}: {row:?}",
            scenario.title
        );
    }
}

#[test]
fn every_kind_on_every_preset_is_finite_and_its_money_adds_up() {
    let mut kinds = BTreeSet::new();
    for preset in presets::all() {
        for looks in [false, true] {
            let mut scenario = preset.scenario.clone();
            for step in &mut scenario.steps {
                step.success_rate.get_or_insert(0.8);
            }
            if looks {
                scenario.checking.get_or_insert(Checking {
                    cost_usd: 0.5,
                    recall: 0.8,
                    false_reject: 0.05,
                    attempts: 2.0,
                    ..Checking::default()
                });
            }
            answered(&mut scenario);
            let found = found(&scenario);
            let today = found.today.as_ref().unwrap();
            for row in &found.rows {
                let Some(of) = &row.figures else {
                    assert!(
                        row.missing.as_ref().is_some_and(|says| !says.is_empty()),
                        "{row:?}"
                    );
                    continue;
                };
                kinds.insert(row.kind);
                assert_adds_up(&scenario, row, of, today);
            }
        }
    }
    for kind in Kind::ALL {
        assert!(
            kinds.contains(kind.word()),
            "{} was never worked out",
            kind.word()
        );
    }
}

#[test]
fn an_alternative_equal_to_today_changes_nothing() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    let step = scenario.steps[0].clone();
    set(
        &mut scenario,
        "alternatives.models[0].model",
        Datum::Text(step.model.clone()),
    );
    set(
        &mut scenario,
        "alternatives.models[0].provider",
        Datum::Text(step.provider),
    );
    number(&mut scenario, "models[0].success_rate", 0.8);
    number(&mut scenario, "tries", 1.0);
    number(&mut scenario, "tuning_usd", 0.0);
    let found = found(&scenario);
    for kind in ["model", "majority"] {
        let row = found.rows.iter().find(|row| row.kind == kind).unwrap();
        assert_eq!(row.difference_usd, Some(0.0), "{row:?}");
        assert_eq!(row.figures.as_ref(), found.today.as_ref());
    }
}

#[test]
fn without_a_success_rate_a_model_says_which_rate_it_must_reach() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    set(
        &mut scenario,
        "alternatives.models[0].model",
        Datum::Text("claude-haiku-4-5".into()),
    );
    let row = found(&scenario)
        .rows
        .into_iter()
        .find(|row| row.kind == "model")
        .unwrap();
    assert!(row.figures.is_none() && row.difference_usd.is_none());
    let needed = row.wins_if.unwrap().threshold.unwrap();
    number(&mut scenario, "models[0].success_rate", needed);
    let row = found(&scenario)
        .rows
        .into_iter()
        .find(|row| row.kind == "model")
        .unwrap();
    assert!(row.difference_usd.unwrap().abs() < 1e-3, "{row:?}");
}

#[test]
fn what_cannot_be_is_told_and_gives_no_figure() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    answered(&mut scenario);
    number(&mut scenario, "hosting_tokens_per_second", 0.0);
    number(&mut scenario, "unit_tokens_per_second", 0.001);
    number(&mut scenario, "hosting_machines", 1.0);
    let found = found(&scenario);
    let says = |kind: &str| {
        let row = found.rows.iter().find(|row| row.kind == kind).unwrap();
        row.missing.clone().unwrap_or_default()
    };
    assert!(
        says("hosting").contains("does no token"),
        "{}",
        says("hosting")
    );
    assert!(
        says("provisioned").contains("add machines"),
        "{}",
        says("provisioned")
    );
}
