//! Thresholds that are easily missed, and what is said of them.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::analysis::rows;
use scenario::break_even::{Direction, Rival, Verdict, break_even};
use scenario::choice::{Effort, Fallback, Production};
use scenario::document::{Checking, OwnPrice, Scenario, Step};
use scenario::edit::edit;
use scenario::evaluate;
use scenario::field::{Datum, Place, work};
use scenario::report::BreakEvenReport;
use scenario::sweep::Base;
use scenario::sweep::Metric;
use telling::words;
use views::Viewed;
use views::alternatives::alternatives;

/// A step of its own rates: $2 and $10 a million.
fn step(success: f64) -> Step {
    Step {
        name: "s".into(),
        success_rate: Some(success),
        price: OwnPrice {
            input_usd_per_mtok: Some(2.0),
            output_usd_per_mtok: Some(10.0),
            ..OwnPrice::default()
        },
        ..Step::default()
    }
}

fn scenario(step: Step, gain: f64, loss: f64) -> Scenario {
    let mut made = Scenario {
        steps: vec![step],
        ..Scenario::default()
    };
    made.value.gain_usd = gain;
    made.value.loss_usd = loss;
    made
}

fn row(scenario: &Scenario, path: &str) -> BreakEvenReport {
    let base = Base::new(scenario, Catalog::embedded()).unwrap();
    let rows = rows(&base, Rival::Nothing);
    rows.into_iter().find(|row| row.path == path).unwrap()
}

/// Whether it pays by the whole document, where a number is `x`.
fn pays(scenario: &Scenario, path: &str, x: f64) -> bool {
    let mut moved = scenario.clone();
    edit(&mut moved, &Place::parse(path).unwrap(), Datum::Number(x)).unwrap();
    evaluate(&moved, Catalog::embedded())
        .report
        .unwrap()
        .value
        .unwrap()
        .pays
}

#[track_caller]
fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-6 * expected.abs(),
            "{found} is not {expected}"
        );
    }
}

#[test]
fn a_threshold_right_above_the_least_input_is_found() {
    // 4,000 of 6,000 tokens come from a cache, so that 4,000 is the least; the curve counts all tokens.
    let made = scenario(
        Step {
            input_tokens: 6_000.0,
            cache_read_tokens: 4_000.0,
            visible_output_tokens: 400.0,
            effort: Some(Effort::All),
            ..step(0.9)
        },
        1.0,
        5.5,
    );
    let found = row(&made, "steps[0].input_tokens");
    assert_eq!(found.thresholds.len(), 2, "{found:?}");
    let least = found.thresholds[0];
    assert!(4_000.0 < least && least < 6_000.0, "{least}");
    assert!(!pays(&made, &found.path, 4_000.0) && !pays(&made, &found.path, least * 0.999));
    assert!(pays(&made, &found.path, least * 1.001));
}

#[test]
fn where_it_pays_between_two_places_of_the_grid_only_it_is_found() {
    // A fee that the best effort earns, and hardly any other.
    let mut made = scenario(
        Step {
            reasoning_tokens: Some(40_000.0),
            ..step(0.25)
        },
        100.0,
        0.0,
    );
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.output_usd_per_mtok = Some(60.0);
    let best = {
        let base = Base::new(&made, Catalog::embedded()).unwrap();
        economics::optimum::optimum(base.model(), None)
            .unwrap()
            .best
    };
    let before_fee = best.outcome.net.expected.0;
    for part in [0.9, 0.99, 0.9999] {
        made.steps[0].price.request_usd = Some(before_fee * part);
        let found = row(&made, "steps[0].reasoning_tokens");
        assert_eq!(
            (found.verdict, found.thresholds.len()),
            (Verdict::Threshold, 2),
            "{found:?}"
        );
        let (from, to) = (found.thresholds[0], found.thresholds[1]);
        let effort = best.efforts[0].0;
        assert!(from < effort && effort < to, "{from} {effort} {to}");
        assert!(!pays(&made, &found.path, from * 0.999) && !pays(&made, &found.path, to * 1.001));
    }
}

#[test]
fn of_a_range_too_narrow_for_its_figures_no_number_is_promised() {
    let made = scenario(step(0.3), 1.0, 0.0);
    let mut found = row(&made, "steps[0].success_rate");
    found.thresholds = vec![0.40201, 0.4025];
    found.threshold = Some(0.40201);
    (found.room, found.direction, found.pays_today) = (Some(0.34), Some(Direction::Up), false);
    assert_eq!(words::threshold_value(&found).unwrap(), "about 40.2 %");
    found.thresholds = vec![0.40201, 0.41];
    assert_eq!(words::threshold_value(&found).unwrap(), "40.3 %");
}

#[test]
fn a_tier_is_a_threshold_and_so_is_what_lies_behind_it() {
    // 272,000 tokens of input at most at $5 and $30, then the request at $10 and $45.
    let made = scenario(
        Step {
            provider: "openai".into(),
            model: "gpt-5.5".into(),
            price_date: Instant::parse("2026-11-24"),
            price: OwnPrice::default(),
            input_tokens: 180_000.0,
            visible_output_tokens: 2_000.0,
            reasoning_tokens: Some(40_000.0),
            effort: Some(Effort::All),
            ..step(0.34)
        },
        20.0,
        10.0,
    );
    let found = row(&made, "steps[0].input_tokens");
    let jump = found
        .thresholds
        .iter()
        .position(|at| *at == 272_000.0)
        .unwrap();
    let expected: Vec<bool> = (0..found.thresholds.len())
        .map(|place| place % 2 == 0)
        .collect();
    for (at, rises) in found.thresholds.iter().zip(expected) {
        assert_eq!(pays(&made, &found.path, at * 1.0001), rises, "{at}");
        assert_eq!(pays(&made, &found.path, at * 0.9999), !rises, "{at}");
    }
    assert!(jump == 1 && found.thresholds.len() == 4, "{found:?}");
}

#[test]
fn a_success_rate_moves_between_floor_and_ceiling_only() {
    let mut made = scenario(
        Step {
            reasoning_tokens: Some(4_000.0),
            floor: 0.4,
            ..step(0.7)
        },
        1.0,
        0.0,
    );
    // It costs about 7 cents, so that it pays from .07 on: below the floor.
    let found = row(&made, "steps[0].success_rate");
    assert_eq!(found.verdict, Verdict::PaysEverywhere);
    // And the frontier is asked for between them.
    let frontier = scenario::analysis::analyse(&made, Catalog::embedded())
        .report
        .unwrap()
        .frontier
        .unwrap();
    assert!(frontier.points.iter().all(|[x, _]| 0.4 < *x && *x <= 1.0));
    assert_eq!(frontier.points.len(), 24);
    made.steps[0].floor = 0.0;
    assert_eq!(
        row(&made, "steps[0].success_rate").verdict,
        Verdict::Threshold
    );
}

#[test]
fn of_a_count_the_threshold_is_the_last_whole_number_that_pays() {
    // Each try is right half the time and costs $1; a task left undone costs $3.
    let mut made = scenario(step(0.5), 3.0, 0.0);
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.request_usd = Some(1.0);
    made.value.gain_usd = 0.9;
    made.value.loss_usd = 2.5;
    made.checking = Some(Checking {
        recall: 1.0,
        attempts: 5.0,
        fallback: Fallback::Person,
        fallback_usd: Some(5.0),
        ..Checking::default()
    });
    // EV = .9 - 2 (1 - s) - 5 s with s = 1/2^R; doing nothing costs 1.5: at least 0 while s <= .4 / 3.
    made.value.undone_usd = 1.5;
    let found = row(&made, "checking.attempts");
    assert_eq!(found.thresholds, [3.0], "{found:?}");
    assert_eq!(
        (found.threshold, found.direction),
        (Some(3.0), Some(Direction::Down))
    );
    assert_eq!(
        [2.0, 3.0].map(|attempts| pays(&made, &found.path, attempts)),
        [false, true]
    );
    assert_eq!(
        words::break_even_sentence(&found, Rival::Nothing),
        "Today it is above doing nothing; 3 is the last number at which it still is: it may fall by 40 %."
    );
}

#[test]
fn the_turns_of_the_coding_agent_pay_from_seven_on() {
    let preset = scenario::presets::find("coding-agent").unwrap();
    let found = row(&preset.scenario, "steps[0].turns");
    assert_eq!(
        (found.thresholds, found.threshold),
        (vec![7.0, 571.0], Some(7.0))
    );
}

#[test]
fn what_is_worth_just_what_it_costs_may_not_get_worse() {
    let mut made = scenario(step(0.8), 5.0, 0.0);
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.request_usd = Some(4.0);
    for (path, words) in [
        ("steps[0].success_rate", "may not fall"),
        ("value.gain_usd", "may not fall"),
        ("value.loss_usd", "may not grow"),
    ] {
        let found = row(&made, path);
        assert_eq!(found.thresholds, [found.today], "{found:?}");
        assert_eq!(words::room_words(&found), words, "{path}");
    }
}

#[test]
fn a_room_that_no_number_tells_is_said_to_be_less_than_the_smallest_one() {
    let mut made = scenario(step(0.8), 5.0, 0.0);
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.request_usd = Some(4.000_000_000_02);
    let found = row(&made, "value.gain_usd");
    assert!(!found.pays_today, "{found:?}");
    assert_eq!(
        words::room_words(&found),
        "would have to grow by less than 0.000000001 %"
    );
}

#[test]
fn a_number_that_is_read_in_a_sentence_pays() {
    // (2.5 + 1) / (20 + 2.5): right at least 15.56 % of the time.
    let mut made = scenario(step(0.8), 20.0, 2.5);
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.request_usd = Some(1.0);
    let report = evaluate(&made, Catalog::embedded()).report.unwrap();
    near(
        &report.value.as_ref().unwrap().break_even_quality,
        &[3.5 / 22.5],
    );
    let then = words::plain_text(&words::answer(&made, &report).then);
    assert!(then.starts_with("It pays from 15.6 % right;"), "{then}");
    let found = row(&made, "steps[0].success_rate");
    assert_eq!(words::threshold_value(&found).unwrap(), "15.6 %");
    assert_eq!(words::room_words(&found), "may fall by 64.4 points");
    // Today's 15.56 % shown as 15.6 % leave no room that so few figures could tell.
    made.steps[0].success_rate = Some(0.1556);
    let report = evaluate(&made, Catalog::embedded()).report.unwrap();
    let then = words::plain_text(&words::answer(&made, &report).then);
    assert!(
        then.starts_with("It only just pays: you are at 15.6 %."),
        "{then}"
    );
}

#[test]
fn more_of_a_budget_is_no_better_than_the_budget() {
    // $1 a task: 300 buy 300 tasks.
    let mut made = scenario(step(0.8), 20.0, 0.0);
    made.steps[0].input_tokens = 0.0;
    made.steps[0].visible_output_tokens = 0.0;
    made.steps[0].price.request_usd = Some(1.0);
    made.work.tasks = 100.0;
    let base = Base::new(&made, Catalog::embedded()).unwrap();
    let rival = Rival::Target(Metric::Spend, 300.0);
    let found = break_even(&base, work::TASKS.place(), rival).unwrap();
    near(&[found.nearest.unwrap()], &[300.0]);
    assert!(found.pays_today && found.is_up());
    let told = words::break_even_sentence(&scenario::report::break_even(&found), rival);
    assert_eq!(
        told,
        "Today it meets the target; the nearest threshold is 300: it may grow 3 times."
    );
}

#[test]
fn a_floor_a_ceiling_and_a_weight_move_as_in_the_whole_document() {
    let mut made = scenario(
        Step {
            reasoning_tokens: Some(4_000.0),
            success_rate_at_tokens: Some(2_000.0),
            floor: 0.1,
            ceiling: 0.95,
            weight: 1.0,
            ..step(0.5)
        },
        1.0,
        0.3,
    );
    made.steps.push(Step {
        name: "t".into(),
        after: Some(Vec::new()),
        weight: 2.0,
        ..step(0.7)
    });
    let base = Base::new(&made, Catalog::embedded()).unwrap();
    for (path, places) in [
        ("steps[0].floor", [0.0, 0.3, 0.49]),
        ("steps[0].ceiling", [0.55, 0.8, 1.0]),
        ("steps[0].success_rate_at_tokens", [500.0, 3_000.0, 9_000.0]),
        ("steps[1].weight", [0.0, 1.0, 7.0]),
    ] {
        let place = Place::parse(path).unwrap();
        let mut sweep = base.sweep(place);
        for x in places {
            let mut moved = made.clone();
            edit(&mut moved, &place, Datum::Number(x)).unwrap();
            let whole = evaluate(&moved, Catalog::embedded())
                .report
                .unwrap()
                .value
                .unwrap();
            near(
                &[sweep.at(x).unwrap().period.0],
                &[whole.net_per_period_usd],
            );
        }
    }
    assert!(
        base.sweep(Place::parse("steps[0].floor").unwrap())
            .at(0.6)
            .is_none()
    );
}

#[test]
fn a_second_point_stays_where_it_is_while_effort_moves_beyond_it() {
    let made = scenario(
        Step {
            reasoning_tokens: Some(4_000.0),
            second_point: Some((9_000.0, 0.8)),
            production: Production::Hill,
            effort: Some(Effort::Generated),
            ..step(0.5)
        },
        1.0,
        0.0,
    );
    let found = row(&made, "steps[0].reasoning_tokens");
    let most = found.thresholds.last().unwrap();
    assert!(
        *most > 9_000.0 && !pays(&made, &found.path, most * 1.01),
        "{found:?}"
    );
}

#[test]
fn a_person_who_costs_what_was_said_costs_that_at_any_wage() {
    let mut made = scenario(step(0.8), 100.0, 10.0);
    made.person.wage_usd_per_hour = 40.0;
    made.checking = Some(Checking {
        cost_usd: 1.0,
        recall: 0.8,
        false_reject: 0.05,
        fallback: Fallback::None,
        fallback_usd: Some(12.0),
        ..Checking::default()
    });
    let viewed = Viewed::new(made.clone(), Catalog::embedded()).unwrap();
    let found = alternatives(&viewed.subject());
    let alone = found.rows.iter().find(|row| row.kind == "person").unwrap();
    assert!(alone.difference_usd.unwrap() > 0.0);
    let wins = alone.wins_if.as_ref().unwrap();
    assert_eq!(
        (wins.threshold, wins.words.as_str()),
        (None, "whatever an hour of a person costs")
    );
}
