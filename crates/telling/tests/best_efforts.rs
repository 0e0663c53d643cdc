//! The best efforts and the best split of the same money where they are not easy to find: the weakest counts, curves are
//! hollow at first, nothing succeeds below some effort, a person allows no less than some.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::analysis::taken_apart;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::sweep::Base;
use scenario::text;
use telling::sections::sections;
use telling::{picture, words};

/// Steps at $10 a million tokens of effort, without input.
fn scenario(before: &str, steps: &[&str]) -> Scenario {
    let step = |step: &&str| {
        let shown = if step.contains("visible") {
            ""
        } else {
            "visible_output_tokens = 0\n"
        };
        format!(
            "[[steps]]\ninput_tokens = 0\n{shown}{step}\n[steps.price]\ninput_usd_per_mtok = 1\noutput_usd_per_mtok = 10\n"
        )
    };
    let steps: String = steps.iter().map(step).collect();
    text::read(&format!("version = 1\n{before}\n{steps}")).unwrap()
}

fn told(scenario: &Scenario) -> (Report, Base) {
    let (evaluated, base) = taken_apart(scenario, Catalog::embedded());
    (evaluated.report.unwrap(), base.unwrap())
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    let apart = (found - expected).abs();
    assert!(
        apart <= tolerance * expected.abs(),
        "{found}, expected {expected}"
    );
}

const A: &str = "name = \"a\"\nreasoning_tokens = 8000\nsuccess_rate = 0.8";
const B: &str = "name = \"b\"\nreasoning_tokens = 8000\nsuccess_rate = 0.4";
const C: &str = "name = \"c\"\nreasoning_tokens = 8000\nsuccess_rate = 0.5\ncombine = \"min\"\nafter = [\"a\", \"b\"]";

/// Of 24,000 tokens, by a grid: 3,140, 9,893 and 10,967; a and b are then equally weak. Today they give 0.2.
#[test]
fn the_same_money_is_split_best_where_the_weakest_of_two_counts() {
    let b = format!("{B}\nafter = []");
    let (report, _) = told(&scenario("value.gain_usd = 10", &[A, &b, C]));
    let optimum = report.optimum.unwrap();
    close(optimum.same_money.quality, 0.287_238_61, 1e-7);
    close(optimum.same_money.tokens[0], 3_140.0, 1e-2);
    close(optimum.same_money.attempt_usd, 0.24, 1e-12);
    assert!(optimum.certain);
}

/// What comes from a step is never better than it, so that it alone is the weakest and the three are a plain product.
/// Of 24,000 tokens, by a grid: 6,240, 9,240 and 8,520.
#[test]
fn a_step_that_another_comes_from_is_not_the_weakest_of_the_two() {
    let b = format!("{B}\nafter = [\"a\"]");
    let (report, _) = told(&scenario("value.gain_usd = 10", &[A, &b, C]));
    let optimum = report.optimum.unwrap();
    close(optimum.same_money.quality, 0.166_356_11, 1e-7);
    assert!(optimum.certain && optimum.best.net_usd >= optimum.same_money.net_usd);
}

/// Of 22,000 tokens, by a grid: 7,831 and 14,169, far from today's 15,000 and 7,000, which give 0.17.
#[test]
fn the_same_money_is_split_best_where_curves_are_hollow_at_first() {
    let a = "name = \"a\"\nreasoning_tokens = 15000\nsuccess_rate = 0.85\nproduction = \"hill\"\nfloor = 0.1\nsecond_point = [30000, 0.97]";
    let b = "name = \"b\"\nreasoning_tokens = 7000\nsuccess_rate = 0.2\nproduction = \"power\"\nsecond_point = [14000, 0.75]";
    let (report, _) = told(&scenario("value.gain_usd = 10", &[a, b]));
    let optimum = report.optimum.unwrap();
    close(optimum.same_money.quality, 0.415_332_65, 1e-6);
    assert!(!optimum.certain);
}

const PERSON: &str =
    "value.gain_usd = 0.8\nchecking = { recall = 1, fallback = \"person\", fallback_usd = 0.15 }";
/// Through both points the curve begins at 10,171 tokens; below that nothing succeeds.
const LATE: &str = "name = \"a\"\nvisible_output_tokens = 400\nreasoning_tokens = 29600\nsuccess_rate = 0.6\nsecond_point = [60000, 0.9]";

/// $0.80 less $0.15 for the person and $0.004 for 400 tokens; today 0.6 of the tasks are spared the person, for $0.30.
#[test]
fn where_no_effort_is_best_it_is_left_to_the_person() {
    let scenario = scenario(PERSON, &[LATE]);
    let (report, base) = told(&scenario);
    let optimum = report.optimum.as_ref().unwrap();
    close(optimum.best.net_usd, 0.8 - 0.15 - 0.004, 1e-12);
    close(
        report.value.as_ref().unwrap().net_usd,
        0.8 - 0.4 * 0.15 - 0.3,
        1e-9,
    );
    assert_eq!(optimum.best.tokens, [400.0]);
    assert!(optimum.certain && optimum.pays);
    assert_eq!(
        words::value_takeaway(&scenario, &report),
        "Leave it to the person: no effort of the model earns its cost, and a task nets $0.65 without it, $0.21 more than today."
    );
    assert_eq!(
        words::best_offer(&scenario, &report).unwrap(),
        "Best effort: none but what the answer takes; the person does it, net $0.65."
    );
    assert!(!sections(&scenario, &report, Some(&base)).is_empty());
}

/// One end of two is best left without effort, as nothing succeeds there below 10,171 tokens.
#[test]
fn an_end_that_earns_too_little_gets_no_effort() {
    let a = "name = \"a\"\nreasoning_tokens = 9000\nsuccess_rate = 0.7";
    let late = "name = \"b\"\nafter = []\nreasoning_tokens = 30000\nsuccess_rate = 0.6\nsecond_point = [60000, 0.9]";
    let (report, _) = told(&scenario("value.gain_usd = 0.5", &[a, late]));
    let best = report.optimum.unwrap().best;
    assert_eq!(best.tokens[1], 0.0);
    // 0.25 (1 - e^(-bT)) - 0.00001 T with b = -ln 0.3 / 9,000: best where 0.25 b e^(-bT) = 0.00001.
    let b = -libm::log(0.3) / 9_000.0;
    let effort = libm::log(0.25 * b / 1e-5) / b;
    close(best.tokens[0], effort, 1e-5);
    close(
        best.net_usd,
        0.25 * (1.0 - libm::exp(-b * effort)) - 1e-5 * effort,
        1e-9,
    );
}

/// Today's 16,000 tokens cost $0.16; the minimum of one step alone is 60,000.
#[test]
fn a_minimum_that_todays_money_does_not_buy_is_said_and_kept() {
    let a = "name = \"a\"\nreasoning_tokens = 8000\nsuccess_rate = 0.7\nminimum_tokens = 60000";
    let scenario = scenario("value.gain_usd = 2", &[a, B]);
    let (report, base) = told(&scenario);
    let optimum = report.optimum.as_ref().unwrap();
    assert!(optimum.best.tokens[0] >= 60_000.0);
    assert_eq!(optimum.same_money.tokens, [60_000.0, 0.0]);
    close(optimum.same_money.attempt_usd, 0.6, 1e-12);
    assert_eq!(words::same_money_offer(&report), None);
    assert_eq!(
        words::least_line(&scenario, &report).unwrap(),
        "Today\u{2019}s $0.16 a try does not buy the minimum of every step, which costs $0.60: the same money cannot be split so that all of them keep to it."
    );
    let splits = picture::splits(&base, &report).unwrap();
    assert_eq!(splits.rows[1].0, "the least that is allowed");
    let curve = picture::value_curve(&base, &report).unwrap();
    assert!(
        curve
            .points
            .iter()
            .all(|point| point.across >= 0.6 * (1.0 - 1e-12))
    );
    assert!(!curve.points.is_empty());
}

#[test]
fn nothing_is_drawn_below_a_minimum() {
    for (reasoning, minimum) in [(60_000, 50_000), (10_000, 50_000)] {
        let a = format!(
            "name = \"a\"\nvisible_output_tokens = 500\nreasoning_tokens = {reasoning}\nsuccess_rate = 0.6\nminimum_tokens = {minimum}"
        );
        let scenario = scenario("value.gain_usd = 1", &[&a]);
        let (report, base) = told(&scenario);
        let least = f64::from(minimum);
        assert!(report.optimum.as_ref().unwrap().best.tokens[0] >= least);
        let curve = picture::value_curve(&base, &report).unwrap();
        assert_eq!(curve.points[0].across, least);
        assert!(
            curve
                .points
                .windows(2)
                .all(|pair| pair[0].across < pair[1].across)
        );
        let marginal = picture::marginal_curve(&base, &report).unwrap();
        assert!(marginal.points.iter().all(|(across, _)| *across >= least));
        let spark = picture::success_curve(&base, 0).unwrap();
        let most = 2.0 * least.max(f64::from(reasoning) + 500.0);
        assert!(spark.points[0].0 * most >= least * (1.0 - 1e-12));
        let is_below = f64::from(reasoning) + 500.0 < least;
        assert_eq!(words::least_line(&scenario, &report).is_some(), is_below);
    }
}

#[test]
fn todays_effort_below_a_minimum_is_said() {
    let a = "name = \"a\"\nreasoning_tokens = 10000\nsuccess_rate = 0.6\nminimum_tokens = 50000";
    let scenario = scenario("value.gain_usd = 0.3", &[a]);
    let (report, _) = told(&scenario);
    assert_eq!(
        words::least_line(&scenario, &report).unwrap(),
        "Today\u{2019}s effort is below its minimum of 50 k tokens a call; nothing below that is proposed or drawn."
    );
    assert_eq!(
        words::value_takeaway(&scenario, &report),
        "No effort that its minimum allows makes a task pay: not doing it is better."
    );
}
