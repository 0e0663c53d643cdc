//! The worked numbers of alternatives: cost of pass, coverage, routing, caching, everyday decisions.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use economics::caching::*;
use economics::cost_of_pass::*;
use economics::coverage::*;
use economics::decisions::*;
use economics::quantity::{Probability, Usd};
use economics::routing::*;
use proptest::prelude::*;

#[test]
fn a_step_that_changes_one_of_cost_and_quality_alone_is_better_or_worse() {
    let step = |cost, quality| step_up((Usd(1.0), 0.5), (Usd(cost), quality));
    assert_eq!(step(1.0, 0.5), StepUp::Same);
    assert_eq!(
        (step(1.0, 0.6), step(0.9, 0.5)),
        (StepUp::Better, StepUp::Better)
    );
    assert_eq!(
        (step(1.0, 0.4), step(1.1, 0.5)),
        (StepUp::Worse, StepUp::Worse)
    );
}

#[test]
fn what_is_rounding_is_no_step_and_no_corner() {
    let (one, same) = ((Usd(0.3), 1.0), (Usd(0.1 + 0.2), 1.0 - 1e-16));
    assert_eq!(step_up(one, same), StepUp::Same);
    assert_eq!(
        step_up((Usd(0.3), 0.9), (Usd(0.1 + 0.2), 1.0)),
        StepUp::Better
    );
    assert_eq!(
        step_up((Usd(1.0), 1.0), (Usd(2.0), 1.0 + 2e-16)),
        StepUp::Worse
    );
    assert_eq!(
        step_up((Usd(1.0), 1.0), (Usd(0.5), 1.0 - 2e-16)),
        StepUp::Better
    );
    // The dearer by rounding is better; the last is halfway between its neighbours, or would be without rounding.
    assert_eq!(frontier(&[(0.3, 0.5), (0.1 + 0.2, 0.7)]), [1]);
    assert_eq!(
        frontier(&[(0.1, 0.1), (0.3, 0.3), (0.2, 0.1 + 0.1 + 1e-16)]),
        [0, 1]
    );
}

#[test]
fn a_cache_that_is_as_cheap_to_write_pays_from_the_first_hit_on() {
    assert_eq!(hit_rate_to_pay(1.0, 0.1), Some(0.0));
    assert_eq!(hit_rate_to_pay(0.9, 1.0), Some(0.0));
    assert_eq!(hit_rate_to_pay(1.25, 1.0), None);
}

#[track_caller]
fn near(found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs();
    assert!(
        off <= relative * expected.abs(),
        "{found} is not {expected}"
    );
}

const EXACT: f64 = 1e-6;

#[test]
fn monkeys_table_1_is_cost_for_each_solved_issue() {
    let issues = 300.0;
    for (dollars, rate, expected) in [
        (10.8, 0.2962, 0.1215),
        (39.0, 0.24, 0.5417),
        (51.0, 0.267, 0.6367),
    ] {
        let pass = cost_of_pass(Usd(dollars / issues), Probability(rate)).unwrap();
        near(pass.0, expected, 4e-4); // as printed, four digits
    }
}

#[test]
fn a_longer_thinking_model_costs_more_a_pass_and_is_right_for_who_values_a_success_above_14_cents()
{
    let cost = |tokens: f64| Usd(tokens * 2.19 / 1e6);
    let (short, long) = (cost(12_000.0), cost(23_000.0));
    near(short.0, 0.02628, EXACT);
    near(long.0, 0.05037, EXACT);
    near(
        cost_of_pass(short, Probability(0.7)).unwrap().0,
        0.037_542_857,
        EXACT,
    );
    near(
        cost_of_pass(long, Probability(0.875)).unwrap().0,
        0.057_565_714,
        EXACT,
    );
    let StepUp::PerSuccess(usd) = step_up((short, 0.7), (long, 0.875)) else {
        panic!("it costs more and brings more");
    };
    near(usd.0, 0.137_657_142_857, EXACT);
}

#[test]
fn coverage_fits_and_predicts_as_published_numbers_do() {
    let law = PowerLaw::through(0.159, 250.0, 0.56).unwrap();
    near(law.a, -1.838_851, EXACT);
    near(law.b, -0.209_035, 3e-6); // as printed, six digits
    near(law.coverage(5.0), 0.268_87, 2e-5);
    assert!(
        (law.coverage(5.0) - 0.2962).abs() > 0.027,
        "the fit is off by 2.7 points there"
    );
    let best = best_tries(1.0, 0.0072, 1_000, |tries| law.coverage(tries));
    assert_eq!(best, 11);
    near(law.coverage(11.0) - 11.0 * 0.0072, 0.249_07, 2e-5);
    assert_eq!(
        best_tries(0.1, 0.0072, 1_000, |tries| law.coverage(tries)),
        1
    );
    near(0.1 * law.coverage(1.0) - 0.0072, 0.0087, EXACT);
}

#[test]
fn coverage_of_samples_and_of_mixed_tasks() {
    near(of_samples(10, 3, 1).unwrap(), 0.3, EXACT);
    near(of_samples(10, 3, 5).unwrap(), 0.916_666_7, EXACT);
    // Beta(.5, 1.5) has mean 1/4 and correlation 1/3.
    near(alike(0.25, 1.0 / 3.0, 1.0), 0.25, EXACT);
    near(alike(0.25, 1.0 / 3.0, 10.0), 0.663_623_8, EXACT);
    assert_eq!(of_samples(0, 0, 1), Err(NoCoverage::Counts));
    assert_eq!(of_samples(10, 3, 11), Err(NoCoverage::Counts));
    assert_eq!(PowerLaw::through(0.0, 10.0, 0.5), Err(NoCoverage::Certain));
    assert_eq!(PowerLaw::through(0.5, 10.0, 0.4), Err(NoCoverage::Falls));
    assert_eq!(
        correlation_of(0.3, 5.0, 0.99),
        Err(NoCoverage::MoreThanIndependent)
    );
}

#[test]
fn a_majority_of_more_is_right_more_often() {
    for (tries, expected) in [(1, 0.6), (3, 0.648), (5, 0.682_56), (11, 0.753_498_8)] {
        near(majority(0.6, 0.0, tries), expected, EXACT);
    }
}

#[test]
fn many_tries_keep_every_digit() {
    // Always right, but for a chance that no number holds.
    assert_eq!(majority(0.9, 0.0, 1_000), 1.0);
    assert!(majority(0.1, 0.0, 1_000) < 1e-100);
    // Half of them, and none more often than the other half.
    near(majority(0.5, 0.0, 1_000), 0.5, 1e-12);
    near(majority(0.5, 0.3, 999), 0.5, 1e-12);
    // Tries that are hardly alike cover what independent ones do.
    near(alike(0.4, 1e-12, 10.0), independent(0.4, 10.0), 1e-10);
}

#[test]
fn a_cascade_saves_half_and_pays_from_a_fifth_accepted_on() {
    let cost = cascade_cost(Usd(0.01), Usd(0.0), Usd(0.05), Probability(0.7));
    near(cost.0, 0.025, EXACT);
    near(
        cascade_threshold(Usd(0.01), Usd(0.0), Usd(0.05)).unwrap(),
        0.2,
        EXACT,
    );
    assert_eq!(cascade_threshold(Usd(0.01), Usd(0.0), Usd(0.0)), None);
}

#[test]
fn a_cache_pays_from_the_second_or_third_request_on() {
    near(requests_to_pay(1.25, 0.1).unwrap(), 1.277_777_8, EXACT);
    near(requests_to_pay(2.0, 0.1).unwrap(), 2.111_111_1, EXACT);
    near(hit_rate_to_pay(1.25, 0.1).unwrap(), 0.217_391_3, EXACT);
    near(hit_rate_to_pay(2.0, 0.1).unwrap(), 0.526_315_8, EXACT);
    near(
        arrivals_to_pay(1.25, 0.1, 1.0 / 12.0).unwrap(),
        2.941_469,
        EXACT,
    );
    near(arrivals_to_pay(2.0, 0.1, 1.0).unwrap(), 0.747_214_4, EXACT);
    near(relative_cost(1.25, 0.1, 10.0).unwrap(), 0.215, EXACT);
    near(relative_cost(2.0, 0.1, 10.0).unwrap(), 0.29, EXACT);
    near(reads_to_pay_storage(4.5, 1.25, 0.125).unwrap(), 4.0, EXACT);
    assert_eq!(hit_rate(0.0, 1.0), 0.0);
    assert_eq!(requests_to_pay(1.25, 1.0), None);
    assert_eq!(hit_rate_to_pay(1.25, 1.0), None);
}

#[test]
fn everyday_decisions() {
    near(
        tasks_for_subscription(Usd(200.0), Usd(1.775)).unwrap(),
        112.676_056,
        EXACT,
    );
    let saving = Usd((3_000.0 * 3.0 - 800.0 * 2.0) / 1e6);
    near(
        calls_for_tuning(Usd(500.0), saving).unwrap().0,
        67_567.57,
        EXACT,
    );
    near(
        delay_cost_of_batch(Usd(50.0), 24.0).unwrap().0,
        2.083_333_3,
        EXACT,
    );
    let (attempt, review, person) = (Usd(3.03), Usd(15.0), Usd(120.0));
    near(
        success_to_beat_person(attempt, review, person).unwrap(),
        0.150_25,
        EXACT,
    );
    near(
        cost_with_person_after(attempt, review, person, Probability(0.8)).0,
        42.03,
        EXACT,
    );
    assert_eq!(tasks_for_subscription(Usd(200.0), Usd(0.0)), None);
    assert_eq!(calls_for_tuning(Usd(500.0), Usd(-0.001)), None);
}

proptest! {
    #[test]
    fn tries_that_are_alike_cover_no_more_than_independent_ones(
        success in 0.001..0.999f64, correlation in 0.0..1.0f64, tries in 1.0..200.0f64,
    ) {
        let alike = alike(success, correlation, tries);
        prop_assert!(alike <= independent(success, tries) + 1e-9);
        prop_assert!(alike >= success - 1e-9);
    }

    #[test]
    fn no_option_beats_the_frontier(options in prop::collection::vec((0.0..10.0f64, 0.0..1.0f64), 1..12), value in 0.0..100.0f64) {
        let net = |place: usize| value * options[place].1 - options[place].0;
        let best = (0..options.len()).map(net).fold(f64::MIN, f64::max);
        let on = frontier(&options);
        let best_there = on.iter().map(|place| net(*place)).fold(f64::MIN, f64::max);
        prop_assert!(best_there >= best - 1e-9, "{on:?}");
    }

    #[test]
    fn a_majority_gains_where_one_is_right_more_often_than_not(success in 0.51..0.99f64, half in 1u32..20) {
        prop_assert!(majority(success, 0.0, 2 * half + 1) >= majority(success, 0.0, 2 * half - 1) - 1e-12);
    }
}
