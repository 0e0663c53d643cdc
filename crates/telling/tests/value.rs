//! Value, break-even and what is taken over, from the document to the report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop"
)]

use catalogs::prices::Catalog;
use proptest::prelude::*;
use scenario::analysis::{analyse, rows, taken_apart, taken_over};
use scenario::break_even::{Rival, Verdict, break_even};
use scenario::choice::{CombineRule, Effort, Fallback};
use scenario::document::{Checking, OwnPrice, Scenario, Step};
use scenario::edit::edit;
use scenario::field::{Datum, Place, step, work};
use scenario::presets;
use scenario::report::Report;
use scenario::sweep::Base;
use scenario::sweep::Metric;
use telling::sections::{Block, Sparkline, sections, sparks};
use telling::words::FormulaLine;

fn preset(id: &str) -> Scenario {
    presets::find(id).unwrap().scenario.clone()
}

fn report(scenario: &Scenario) -> Report {
    analyse(scenario, Catalog::embedded()).report.unwrap()
}

fn base(scenario: &Scenario) -> Base {
    Base::new(scenario, Catalog::embedded()).unwrap()
}

fn near(found: f64, expected: f64, relative: f64) {
    assert!(
        (found - expected).abs() <= relative * expected.abs().max(1e-12),
        "found {found}, expected {expected}"
    );
}

#[test]
fn the_legal_case_breaks_even_where_its_closed_forms_say() {
    let legal = report(&preset("legal-contracts"));
    let threshold = |path: &str| {
        let row = legal.break_even.iter().find(|row| row.path == path);
        row.and_then(|row| row.threshold)
            .unwrap_or_else(|| panic!("{path}"))
    };
    near(threshold("steps[0].success_rate"), 0.152619, 1e-5);
    near(threshold("value.gain_usd"), 10.559211, 1e-7);
    near(threshold("value.loss_usd"), 1_749.375, 1e-12);
    near(threshold("checking.cost_usd"), 70.975, 1e-12);
    near(
        threshold("steps[0].price.output_usd_per_mtok"),
        698.0198,
        1e-7,
    );
    near(threshold("steps[0].input_tokens"), 13_695_000.0, 1e-12);
    assert_eq!(legal.break_even[0].path, "steps[0].success_rate");
    near(legal.value.as_ref().unwrap().net_usd, 81.57, 1e-12);
}

#[test]
fn the_better_split_of_the_golden_case_is_taken_over_in_whole_tokens() {
    let agents = preset("multi-agent");
    let before = report(&agents);
    let optimum = before.optimum.as_ref().unwrap();
    let after = taken_over(&agents, &optimum.same_money.tokens, &optimum.chosen);
    assert!(
        after
            .steps
            .iter()
            .all(|step| step.input_tokens.fract() == 0.0)
    );
    let told = report(&after);
    assert!((told.value.as_ref().unwrap().net_usd - 2.409969).abs() < 5e-7);
    near(told.cost.per_attempt_usd, 3.15, 1e-12);
    assert!(told.steps.iter().all(|step| step.curve.by_curve));
    // Its own best split is the one that was taken over.
    let again = &told.optimum.as_ref().unwrap().same_money;
    near(again.net_usd, told.value.as_ref().unwrap().net_usd, 1e-6);
}

#[test]
fn a_change_of_effort_moves_along_the_curve_and_a_change_of_success_calibrates_anew() {
    let mut legal = preset("legal-contracts");
    let reasoning = step::REASONING_TOKENS.of_step(0);
    edit(&mut legal, &reasoning, Datum::Number(212_770.0)).unwrap();
    assert_eq!(legal.steps[0].success_rate, Some(0.8));
    near(report(&legal).outcome.unwrap().quality, 0.966841, 1e-5);
    let rate = step::SUCCESS_RATE.of_step(0);
    edit(&mut legal, &rate, Datum::Number(0.9)).unwrap();
    assert_eq!(legal.steps[0].success_rate_at_tokens, None);
    near(report(&legal).outcome.unwrap().quality, 0.9, 1e-12);
    edit(&mut legal, &reasoning, Datum::Number(100_000.0)).unwrap();
    edit(&mut legal, &reasoning, Datum::Number(212_770.0)).unwrap();
    assert_eq!(
        legal.steps[0].success_rate_at_tokens, None,
        "back at the known point"
    );
}

#[test]
fn a_target_is_met_where_it_is_asked_for() {
    let legal = base(&preset("legal-contracts"));
    let tasks = work::TASKS.place();
    let found = break_even(&legal, tasks, Rival::Target(Metric::Spend, 5_000.0)).unwrap();
    near(found.nearest.unwrap(), 5_000.0 / 7.23, 1e-12);
    let rate = step::SUCCESS_RATE.of_step(0);
    let person = break_even(&legal, rate, Rival::Person).unwrap();
    assert_eq!(person.verdict, Verdict::Threshold);
    // There 500 tasks net what a person nets who costs 60 x 2 an hour each: 500 x (100 - 120).
    near(
        net(&preset("legal-contracts"), &rate, person.nearest.unwrap()).unwrap(),
        -10_000.0,
        1e-9,
    );
}

/// The net of a period by way of the whole document, the slow way that the sweep must agree with.
fn net(scenario: &Scenario, place: &Place, x: f64) -> Option<f64> {
    let mut moved = scenario.clone();
    edit(&mut moved, place, Datum::Number(x)).ok()?;
    let value = scenario::evaluate(&moved, Catalog::embedded())
        .report?
        .value?;
    Some(value.net_per_period_usd - value.nothing_usd)
}

#[test]
fn every_threshold_of_every_preset_is_one_by_the_whole_document_too() {
    let mut seen = 0;
    for preset in presets::all() {
        let Some(base) = Base::new(&preset.scenario, Catalog::embedded()) else {
            continue;
        };
        for row in rows(&base, Rival::Nothing) {
            let place = Place::parse(&row.path).unwrap();
            // Of a count the threshold is a neighbour, and no balance.
            let is_whole = matches!(
                place.field.rule.kind,
                scenario::field::Kind::Number { whole: true, .. }
            );
            for at in row.thresholds.iter().filter(|_| !row.jump && !is_whole) {
                let scale = net(&preset.scenario, &place, row.today).map_or(1.0, f64::abs);
                let left = net(&preset.scenario, &place, *at).unwrap();
                assert!(
                    left.abs() <= 1e-8 * (1.0 + scale),
                    "{}: {} at {at} nets {left}",
                    preset.id,
                    row.path
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

prop_compose! {
    fn odd_steps()(
        rate in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0f64],
        reasoning in prop_oneof![Just(0.0), 0.0..300_000.0f64],
        visible in prop_oneof![Just(0.0), 0.0..2_000.0f64],
        combine in 0usize..3, effort in 0usize..4, turns in 1.0..5.0f64,
    ) -> Step {
        Step {
            success_rate: Some(rate),
            reasoning_tokens: Some(reasoning.round()),
            visible_output_tokens: visible.round(),
            turns: turns.round(),
            combine: [CombineRule::Product, CombineRule::Mean, CombineRule::Min][combine],
            effort: [None, Some(Effort::Generated), Some(Effort::Reasoning), Some(Effort::All)][effort],
            price: OwnPrice {
                input_usd_per_mtok: Some(3.0),
                output_usd_per_mtok: Some(15.0),
                ..OwnPrice::default()
            },
            ..Step::default()
        }
    }
}

prop_compose! {
    fn odd_checks()(
        recall in 0.0..=1.0f64, false_reject in 0.0..=1.0f64, attempts in 1u32..20,
        correlation in prop_oneof![Just(0.0), 0.0..=1.0f64], person in any::<bool>(),
    ) -> Checking {
        Checking {
            recall,
            false_reject,
            attempts: f64::from(attempts),
            correlation,
            fallback: if person { Fallback::Person } else { Fallback::None },
            ..Checking::default()
        }
    }
}

prop_compose! {
    fn odd_scenarios()(
        steps in prop::collection::vec(odd_steps(), 1..4), checking in prop::option::of(odd_checks()),
        gain in -50.0..200.0f64, loss in -20.0..500.0f64,
        undone in prop_oneof![Just(0.0), 0.0..50.0f64], risk in prop_oneof![Just(0.0), 0.0..0.01f64],
        fixed in 0.0..1_000.0f64,
    ) -> Scenario {
        let mut scenario = Scenario { steps, checking, ..Scenario::default() };
        for (index, step) in scenario.steps.iter_mut().enumerate() {
            step.name = format!("s{index}");
        }
        scenario.value.gain_usd = gain;
        scenario.value.loss_usd = loss;
        scenario.value.undone_usd = undone;
        scenario.value.risk_aversion = risk;
        scenario.fixed.usd = fixed;
        scenario
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_entered_every_figure_is_finite_and_every_sentence_is_said(scenario in odd_scenarios()) {
        let (evaluated, base) = taken_apart(&scenario, Catalog::embedded());
        let report = evaluated.report.expect("nothing in it is an error");
        let json = serde_json::to_string(&report).unwrap();
        prop_assert!(!json.contains("NaN") && !json.contains("inf\""), "{json}");
        // serde_json writes what is not finite as null: none of these may be.
        let value = report.value.as_ref().unwrap();
        for figure in [value.net_usd, value.worth_usd, value.value_of_quality_usd, value.certainty_equivalent_usd] {
            prop_assert!(figure.is_finite());
        }
        let answer = telling::words::answer(&scenario, &report);
        let all = sections(&scenario, &report, base.as_ref());
        let mut said = telling::words::plain_text(&answer.sentence) + &telling::words::plain_text(&answer.then);
        for section in &all {
            prop_assert!(section.id == "prices" || !section.takeaway.is_empty(), "{}", section.id);
            said += &section.takeaway;
        }
        for never in ["NaN", "inf", "--", "  "] {
            prop_assert!(!said.contains(never), "{never:?} in {said}");
        }
    }

    #[test]
    fn the_sweep_says_what_the_whole_document_says(
        scenario in odd_scenarios(), part in 0.0..1.0f64, which in any::<prop::sample::Index>()
    ) {
        let base = Base::new(&scenario, Catalog::embedded()).unwrap();
        let places = scenario::break_even::places(&base);
        let place = places[which.index(places.len())];
        let today = base.today(&place).unwrap();
        let x = match place.field.rule.unit {
            scenario::field::Unit::Share => part,
            _ if place.field.path == "checking.attempts" || place.field.path == "steps[].turns" => (1.0 + 9.0 * part).round(),
            _ => today * 2.0 * part + part,
        };
        let quick = base.sweep(place).at(x).map(|point| (point.period - point.nothing).0);
        let slow = net(&scenario, &place, x);
        match (quick, slow) {
            (Some(quick), Some(slow)) => {
                let scale = 1.0 + quick.abs().max(slow.abs());
                prop_assert!((quick - slow).abs() < 1e-9 * scale, "{place} = {x}: {quick} against {slow}");
            }
            (quick, slow) => prop_assert_eq!(quick.is_some(), slow.is_some(), "{} = {}", place, x),
        }
    }
}

#[test]
fn a_tiny_curve_stays_in_its_box() {
    for preset in presets::all() {
        let Some(base) = Base::new(&preset.scenario, Catalog::embedded()) else {
            continue;
        };
        for (
            path,
            Sparkline {
                path: curve, today, ..
            },
        ) in sparks(&base, 0)
        {
            assert!(
                curve.starts_with('M') && !curve.contains("NaN"),
                "{path}: {curve}"
            );
            assert!(
                (0.0..=100.0).contains(&today.0) && (0.0..=32.0).contains(&today.1),
                "{path}: {today:?}"
            );
        }
    }
}

#[test]
fn a_hundred_identical_steps_get_identical_advice() {
    let mut many = preset("software-engineering");
    let one = many.steps[1].clone();
    let named = |index: usize| Step {
        name: format!("s{index}"),
        success_rate: Some(0.99),
        ..one.clone()
    };
    many.steps = (0..100).map(named).collect();
    let told = report(&many);
    let optimum = told.optimum.as_ref().unwrap();
    assert!(optimum.certain);
    for (tokens, step) in optimum.best.tokens.iter().zip(&told.steps) {
        near(*tokens, optimum.best.tokens[0], 1e-9);
        near(
            step.next_dollar_returns.unwrap(),
            told.steps[0].next_dollar_returns.unwrap(),
            1e-9,
        );
    }
    near(
        told.outcome.as_ref().unwrap().quality,
        0.99f64.powi(100),
        1e-9,
    );
}

/// All lines of formulas below some blocks.
fn formula_lines(blocks: &[Block]) -> Vec<FormulaLine> {
    let of = |block: &Block| match block {
        Block::Fold(_, inside) => formula_lines(inside),
        Block::Formula(lines) => lines.clone(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

#[test]
fn the_next_dollar_divides_as_it_is_written_with_risk_too() {
    let mut legal = preset("legal-contracts");
    for aversion in [0.0, 0.001, 0.02] {
        legal.value.risk_aversion = aversion;
        let report = report(&legal);
        let value = &sections(&legal, &report, Some(&base(&legal)))[1];
        let lines = formula_lines(&value.blocks);
        let line = lines
            .iter()
            .find(|line| line.label.starts_with("next dollar at"));
        let line = line.unwrap();
        let signed = line.expression.replace("\u{2212} $", "$-");
        let numbers: Vec<f64> = signed
            .split('$')
            .skip(1)
            .map(|text| {
                let is_part = |letter: char| letter.is_ascii_digit() || "-.,".contains(letter);
                let number: String = text.chars().take_while(|letter| is_part(*letter)).collect();
                number
                    .trim_end_matches(',')
                    .replace(',', "")
                    .parse()
                    .unwrap()
            })
            .collect();
        let quotient = match numbers[..] {
            [worth, cost] => worth / cost,
            [_, _, worth, worth_risk, cost, cost_risk] => (worth + worth_risk) / (cost + cost_risk),
            _ => panic!("{}", line.expression),
        };
        let returns = report.steps[0].next_dollar_returns.unwrap();
        near(quotient, returns, 1e-4);
        assert_eq!(numbers.len() == 2, aversion == 0.0, "{}", line.expression);
        // What a token is worth does not depend on it.
        near(
            report.steps[0].value_per_1000_tokens_usd.unwrap(),
            0.239_085,
            1e-5,
        );
    }
}
