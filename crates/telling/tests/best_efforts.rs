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

/// Where the weakest counts, `b` can be 0.3107 with the effort of its answer. Lifting one of the others to that gains
/// nothing, lifting all of them by a little loses; all of them as far as there gains 3 % (a scan of their level).
#[test]
fn steps_that_are_weakest_together_are_lifted_together() {
    let a = "name = \"a\"\nreasoning_tokens = 2000\nsuccess_rate = 0.7\nproduction = \"hill\"\ncalls = 0.1";
    let b = "name = \"b\"\nafter = []\nvisible_output_tokens = 1000\nreasoning_tokens = 8000\nsuccess_rate = 0.4\nproduction = \"hill\"\nfloor = 0.3\nsecond_point = [20000, 0.6]\ncalls = 2";
    let c = "name = \"c\"\nafter = []\nreasoning_tokens = 1600\nsuccess_rate = 0.22\nproduction = \"power\"\ncalls = 0.3";
    let d = "name = \"d\"\nafter = []\nreasoning_tokens = 4000\nsuccess_rate = 0.3\nproduction = \"power\"\nfloor = 0.1\nsecond_point = [6200, 0.97]\ncalls = 0.05";
    let e = "name = \"e\"\nafter = [\"a\", \"b\", \"c\", \"d\"]\ncombine = \"min\"\nreasoning_tokens = 25000\nsuccess_rate = 0.3\nsecond_point = [100000, 0.6]\nminimum_tokens = 10000\ncalls = 0.2";
    let (report, _) = told(&scenario("value.gain_usd = 0.25", &[a, b, c, d, e]));
    close(report.optimum.unwrap().best.net_usd, -0.034_750_242, 1e-7);
}

/// The level of `a` follows `b`, which stays at the effort of its answer: 1 - 0.93^(2/7) = 0.020521. Then `c` is worth
/// more effort than at the least level of `a` (a grid over both).
#[test]
fn a_step_is_lifted_out_of_its_hollow_to_the_level_of_one_that_stays() {
    let a = "name = \"a\"\nvisible_output_tokens = 2000\nreasoning_tokens = 8000\nsuccess_rate = 0.2\nproduction = \"hill\"\nfloor = 0.01\nsecond_point = [13000, 0.93]\nminimum_tokens = 5000\ncalls = 2";
    let b = "name = \"b\"\nafter = []\nvisible_output_tokens = 20000\nreasoning_tokens = 50000\nsuccess_rate = 0.07\ncalls = 7";
    let c = "name = \"c\"\nafter = [\"a\", \"b\"]\ncombine = \"min\"\nreasoning_tokens = 2000\nsuccess_rate = 0.6\ncalls = 0.4";
    let (report, _) = told(&scenario("value.gain_usd = 10", &[a, b, c]));
    close(report.optimum.unwrap().best.net_usd, -1.394_440_48, 1e-7);
}

/// The power law rises without bound at no effort: a billionth of a token lifts `b` from 0.019 to the 0.019525 of `e`,
/// which 230 tokens cost $0.0161. 0.3 of 0.7 of that is the worth.
#[test]
fn a_trace_of_effort_is_found_where_it_lifts_the_weakest() {
    let a = "name = \"a\"\nreasoning_tokens = 4000\nsuccess_rate = 0.6\nproduction = \"hill\"\nfloor = 0.02\nsecond_point = [5000, 0.9]\ncalls = 0.02";
    let b = "name = \"b\"\nafter = []\nreasoning_tokens = 20000\nsuccess_rate = 0.7\nproduction = \"power\"\nfloor = 0.019\nsecond_point = [60000, 0.9]\ncalls = 0.2";
    let e = "name = \"e\"\nafter = []\nreasoning_tokens = 2200\nsuccess_rate = 0.16\nproduction = \"hill\"\nminimum_tokens = 230\ncalls = 7";
    let d = "name = \"d\"\nafter = []\nsuccess_rate = 0.4";
    let c =
        "name = \"c\"\nafter = [\"a\", \"b\", \"e\", \"d\"]\ncombine = \"min\"\nsuccess_rate = 0.7";
    let (report, _) = told(&scenario("value.gain_usd = 0.3", &[a, b, e, d, c]));
    let level = 230.0 / (230.0 + 2_200.0 * 0.84 / 0.16);
    let net = 0.3 * 0.7 * level - 230.0 * 7e-5;
    close(report.optimum.unwrap().best.net_usd, net, 1e-7);
}

/// The end `e` may get much, little or nothing, with `a` and `c` before it; little is best (a search by chance from many
/// starts), and no change of one step alone leads there from much.
#[test]
fn an_end_is_served_a_little_where_much_earns_less() {
    let a = "name = \"a\"\nreasoning_tokens = 34000\nsuccess_rate = 0.48\nproduction = \"power\"\nfloor = 0.14\nsecond_point = [83000, 0.66]\ncalls = 0.012";
    let b = "name = \"b\"\nafter = []\nreasoning_tokens = 85000\nsuccess_rate = 0.44\nproduction = \"hill\"\nfloor = 0.21\nsecond_point = [215000, 0.92]\ncalls = 16";
    let c = "name = \"c\"\nafter = []\nreasoning_tokens = 36000\nsuccess_rate = 0.44\nproduction = \"hill\"\nfloor = 0.02\nsecond_point = [80000, 0.88]\nminimum_tokens = 22000\ncalls = 0.06";
    let d = "name = \"d\"\nafter = [\"b\"]\nreasoning_tokens = 35000\nsuccess_rate = 0.7\nproduction = \"hill\"\nfloor = 0.36\ncalls = 12";
    let e = "name = \"e\"\nafter = [\"a\", \"b\", \"c\"]\ncombine = \"mean\"\nreasoning_tokens = 74000\nsuccess_rate = 0.087\nproduction = \"power\"\nweight = 0.3\ncalls = 1.8";
    let (report, _) = told(&scenario("value.gain_usd = 40", &[a, b, c, d, e]));
    close(report.optimum.unwrap().best.net_usd, 2.330_720_81, 1e-7);
}

/// `a` is held at its minimum and is the weakest, so that `d` alone is left to choose: its next dollar returns one.
#[test]
fn what_is_called_certain_is_the_best_to_the_last_digits() {
    let a = "name = \"a\"\nreasoning_tokens = 29900\nsuccess_rate = 0.73\nproduction = \"hill\"\nfloor = 0.104\nsecond_point = [91000, 0.812]\nminimum_tokens = 138000\ncalls = 0.54";
    let b = "name = \"b\"\nafter = []\nvisible_output_tokens = 2800\nreasoning_tokens = 30000\nsuccess_rate = 0.67\nproduction = \"power\"\nfloor = 0.1553\ncalls = 0.01";
    let c = "name = \"c\"\nafter = []\nvisible_output_tokens = 7200\nreasoning_tokens = 53800\nsuccess_rate = 0.93\nproduction = \"power\"\nfloor = 0.31\ncalls = 0.0065";
    let d = "name = \"d\"\nafter = [\"a\", \"b\", \"c\"]\ncombine = \"min\"\nvisible_output_tokens = 800\nreasoning_tokens = 6000\nsuccess_rate = 0.7\nsecond_point = [22000, 0.83]\ncalls = 4.17";
    let (report, _) = told(&scenario("value.gain_usd = 3.8", &[a, b, c, d]));
    let optimum = report.optimum.unwrap();
    assert!(optimum.certain);
    // d is 1 - 0.3 e^(-b (T - 6,800)), b from both points.
    let b = libm::log(0.3 / 0.17) / (22_000.0 - 6_800.0);
    let odds = |rate: f64| (1.0 - rate) / (rate - 0.104);
    let n = libm::log(odds(0.73) / odds(0.812)) / libm::log(91_000.0 / 29_900.0);
    let weakest = 0.104 + 0.896 / (1.0 + odds(0.73) * libm::pow(29_900.0 / 138_000.0, n));
    let effort = 6_800.0 + libm::log(3.8 * weakest * 0.3 * b / 4.17e-5) / b;
    close(optimum.best.tokens[3], effort, 1e-5);
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
