//! Worked numbers of attempts that differ and are alike, of ties, and of a period's chance of a loss.

use economics::outcome::{Attempt, Checking, History, Value, outcome};
use economics::period::period;
use economics::plan::{Plan, Route};
use economics::quantity::{Probability, Usd};

fn close(found: f64, right: f64) {
    within(found, right, 1e-12);
}

fn within(found: f64, right: f64, distance: f64) {
    assert!((found - right).abs() <= distance, "{found} against {right}");
}

/// Attempts at no cost with these chances, all failures noticed, tries alike by `correlation`.
fn row(rates: &[f64], correlation: f64, attempts: u32) -> Plan {
    let attempt = |rate: &f64| Attempt {
        cost: Usd(0.0),
        success: Probability(*rate),
    };
    let checking = Checking {
        recall: Probability(1.0),
        attempts,
        correlation,
        ..Checking::NONE
    };
    let value = Value {
        gain: Usd(1.0),
        ..Value::default()
    };
    let mut plan = Plan::of(attempt(&rates[0]), checking, value, 1.0, Usd(0.0));
    plan.routes[0].attempts = rates.iter().map(attempt).collect();
    plan
}

fn all_fail(rates: &[f64], correlation: f64) -> f64 {
    1.0 - row(rates, correlation, rates.len() as u32).standing().right
}

// Attempts that differ and are alike: the weaker fails in m of the tasks, the better in c of those in which it would.

#[test]
fn a_better_model_after_a_weaker_one_fails_in_part_of_what_that_fails_in() {
    // E[x^2] = m (m + (1 - m) rho) = .5 (.5 + .5 x .3) = .325; c = .1 / .5.
    close(all_fail(&[0.5, 0.9], 0.3), 0.325 * 0.2);
    close(all_fail(&[0.6, 0.9], 0.2), 0.208 * 0.25);
    // The order does not matter for whether all fail.
    close(all_fail(&[0.9, 0.5], 0.3), 0.065);
}

#[test]
fn each_of_them_alone_fails_as_often_as_its_own_rate_says() {
    for (rates, fails) in [([0.5, 0.9], 0.5), ([0.9, 0.5], 0.1)] {
        close(1.0 - row(&rates, 0.3, 1).standing().right, fails);
    }
    // Of two tries the second is made where the first failed.
    close(row(&[0.5, 0.9], 0.3, 2).standing().attempts, 1.5);
}

#[test]
fn without_correlation_they_are_independent_and_a_little_of_it_changes_little() {
    close(all_fail(&[0.5, 0.9], 0.0), 0.05);
    within(all_fail(&[0.5, 0.9], 1e-9), 0.05, 1e-9);
    within(all_fail(&[0.3, 0.5, 0.9], 1e-9), 0.7 * 0.5 * 0.1, 1e-9);
}

#[test]
fn equal_rates_are_those_of_the_beta_binomial() {
    let alike = row(&[0.4], 0.5, 3).standing();
    close(alike.right, 0.584);
    close(row(&[0.4, 0.4], 0.5, 3).standing().right, 0.584);
    close(row(&[0.4, 0.4, 0.4], 0.5, 3).standing().right, 0.584);
}

#[test]
fn ends_of_the_law() {
    // A weakest model that is always right leaves nothing to fail; one that never is says nothing of a better one.
    close(all_fail(&[1.0, 1.0], 0.3), 0.0);
    close(all_fail(&[0.0, 0.9], 0.3), 0.1);
    close(all_fail(&[0.5, 1.0], 0.3), 0.0);
    // Wholly alike: a task fails for the weaker or never does; the better mends its own part of those.
    close(all_fail(&[0.5, 0.9], 1.0), 0.5 * 0.2);
    close(all_fail(&[0.5, 0.5], 1.0), 0.5);
}

#[test]
fn only_attempts_that_are_made_count_as_the_weakest() {
    let plan = row(&[0.9, 0.2], 0.4, 1);
    close(plan.standing().right, 0.9);
}

// Chances stay within 0 and 1.

#[test]
fn chances_stay_chances() {
    let checking = Checking {
        cost: Usd(1.0),
        recall: Probability(1.0),
        attempts: 4,
        person: Some(Usd(20.0)),
        ..Checking::NONE
    };
    for part in 1..1_000 {
        let rate = f64::from(part) / 1_000.0;
        let task = outcome(Usd(0.081), Probability(rate), &checking, &Value::default());
        for chance in [task.right, task.wrong, task.exhausted] {
            assert!((0.0..=1.0).contains(&chance.0), "{rate}: {task:?}");
        }
    }
}

// A net that is 0 in decimals is no loss.

#[test]
fn what_is_nothing_in_decimals_is_no_loss() {
    let value = Value {
        gain: Usd(0.3),
        ..Value::default()
    };
    let three_calls = Usd(0.1 + 0.1 + 0.1);
    let task = outcome(three_calls, Probability(0.5), &Checking::NONE, &value);
    close(task.loss_probability.0, 0.5);
}

// A period.

fn history(net: f64, chance: f64) -> History {
    History {
        net,
        moved: net.abs(),
        chance,
        slope: 0.0,
        attempts: 1.0,
    }
}

fn chance(histories: &[History], tasks: f64, fixed: f64) -> f64 {
    period(histories, tasks, Usd(fixed)).loss_probability.0
}

#[test]
fn a_period_of_tasks_that_all_lose_is_a_loss() {
    let all = [history(-1_000.01, 0.001), history(-0.01, 0.999)];
    close(chance(&all, 1_000.0, 0.0), 1.0);
    close(chance(&all, 1e12, 0.0), 1.0);
}

#[test]
fn a_period_of_tasks_of_which_none_loses_is_none() {
    let all = [history(0.01, 0.999), history(999.99, 0.001)];
    close(chance(&all, 1_000.0, 0.0), 0.0);
    close(chance(&all, 1e12, 0.0), 0.0);
}

#[test]
fn a_rare_loss_is_counted_as_often_as_it_comes() {
    let all = [history(-900.0, 0.001), history(1.0, 0.999)];
    // 1,000 - 901 j < 0 from two of them on: 1 - .999^1000 - 1000 x .001 x .999^999.
    let none = 0.999f64.powi(1_000);
    within(chance(&all, 1_000.0, 0.0), 1.0 - none - none / 0.999, 1e-9);
}

#[test]
fn a_period_that_comes_to_nothing_is_no_loss() {
    // Sums of tenths that are 0 in decimals: 3 x .1 - .3.
    let all = [history(0.1, 1.0)];
    close(chance(&all, 3.0, 0.1 + 0.2), 0.0);
    // As many heads as tails of 1,000 coins: C(1000, 500) / 2^1000 = .025225 are a tie.
    let coin = [history(-0.1, 0.5), history(0.1, 0.5)];
    within(
        chance(&coin, 1_000.0, 0.0),
        (1.0 - 0.025_225_018) / 2.0,
        1e-8,
    );
}

#[test]
fn part_of_a_task_is_one_more_in_that_part_of_the_periods() {
    let all = [history(-1.0, 0.5), history(1.0, 0.5)];
    close(chance(&all, 0.5, 0.0), 0.25);
    close(chance(&all, 0.0, 0.0), 0.0);
    close(chance(&all, 0.0, 1.0), 1.0);
}

#[test]
fn routes_of_a_plan_stay_chances() {
    let mut plan = row(&[0.6], 0.0, 4);
    plan.checking.person = Some(Usd(20.0));
    let route = |share| Route {
        share,
        ..plan.routes[0].clone()
    };
    plan.routes = vec![route(0.1), route(0.2), route(0.7)];
    assert!(plan.standing().right <= 1.0);
}
