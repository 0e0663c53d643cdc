//! Worked numbers of value, marginal value, optimum and break-even: each computed independently, each at its tolerance.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

use economics::agent_loop::{AgentLoop, TurnCache};
use economics::call::CallTokens;
use economics::effort::{EffortKind, marginal_output_price};
use economics::optimum::{Claim, optimum, split, split_budget};
use economics::outcome::{Attempt, Checking, Outcome, Value, outcome, outcome_of};
use economics::period::period;
use economics::price::{Rate, Rates, UnitId};
use economics::production::{Form, Known, NoCurve, Production};
use economics::quantity::{Calls, Probability, Tokens, Usd, UsdPerMtok};
use economics::workflow::{Combine, Graph};
use economics::{Evaluation, Model, Step, evaluate};

/// Relative 1e-6, as closed forms are given.
fn close(found: f64, expected: f64) {
    within(found, expected, 1e-6 * expected.abs().max(1e-9));
}

fn within(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

fn list(input: f64, output: f64) -> Rates {
    Rates::new([
        (UnitId::INPUT_TOKENS, Rate::flat(input)),
        (UnitId::OUTPUT_TOKENS, Rate::flat(output)),
    ])
}

fn known(form: Form, point: (f64, f64)) -> Known {
    Known {
        form,
        floor: 0.0,
        ceiling: 1.0,
        point,
        second: None,
    }
}

fn worth(gain: f64, loss: f64) -> Value {
    Value {
        gain: Usd(gain),
        loss: Usd(loss),
        ..Value::default()
    }
}

fn checked(cost: f64, attempts: u32, person: Option<f64>) -> Checking {
    Checking {
        cost: Usd(cost),
        recall: Probability(0.8),
        false_reject: Probability(0.05),
        attempts,
        correlation: 0.0,
        person: person.map(Usd),
    }
}

fn noticed(attempts: u32, correlation: f64) -> Checking {
    Checking {
        recall: Probability(1.0),
        attempts,
        correlation,
        ..Checking::NONE
    }
}

// Section 0: the outcome of a task, by enumeration of histories.

fn task(checking: &Checking) -> Outcome {
    outcome(Usd(2.0), Probability(0.9), checking, &worth(100.0, 400.0))
}

#[test]
fn a_task_that_nobody_checks() {
    let task = task(&Checking::NONE);
    close(task.net.expected.0, 48.0);
    close(task.net.per_quality, 500.0);
    close(task.net.variance.sqrt(), 150.0);
    close(task.cvar05.0, -402.0);
}

#[test]
fn a_check_and_a_person() {
    let once = task(&checked(3.0, 1, Some(60.0)));
    close(once.net.expected.0, 77.5);
    close(once.net.per_quality, 145.0);
    close(once.net.variance.sqrt(), 71.71994);
    close(once.cvar05.0, -141.0);
    let thrice = task(&checked(3.0, 3, Some(60.0)));
    close(thrice.net.expected.0, 82.7734375);
    close(thrice.net.per_quality, 130.234375);
    close(thrice.net.variance.sqrt(), 74.71903);
    close(thrice.cvar05.0, -140.03125);
    let given_up = task(&checked(3.0, 3, None));
    within(given_up.net.expected.0, 82.695313, 5e-7);
    close(given_up.net.per_quality, 131.640625);
    close(given_up.net.variance.sqrt(), 74.80026);
    within(given_up.cvar05.0, -141.59375, 1e-9);
    within(given_up.right.0, 0.975234, 5e-7);
}

#[test]
fn tries_that_are_alike() {
    let alike = Checking {
        correlation: 0.2,
        ..checked(3.0, 3, Some(60.0))
    };
    within(task(&alike).net.expected.0, 80.31475, 5e-7);
    let half = outcome(
        Usd(0.05),
        Probability(0.4),
        &noticed(3, 0.5),
        &worth(1.0, 0.0),
    );
    close(half.attempts, 2.08);
    close(half.right.0, 0.584);
}

#[test]
fn noticed_failures() {
    let task = outcome(
        Usd(0.05),
        Probability(0.4),
        &noticed(3, 0.0),
        &worth(1.0, 0.0),
    );
    close(task.net.expected.0, 0.686);
    close(task.net.per_quality, 1.19);
    close(task.loss_probability.0, 0.216);
}

#[test]
fn a_cascade_from_a_cheap_model_to_a_dear_one() {
    let checking = Checking {
        cost: Usd(0.005),
        attempts: 2,
        ..checked(0.0, 2, None)
    };
    let value = worth(1.0, 0.5);
    let (cheap, dear) = (
        Attempt {
            cost: Usd(0.01),
            success: Probability(0.6),
        },
        Attempt {
            cost: Usd(0.05),
            success: Probability(0.9),
        },
    );
    let cascade = outcome_of(&[cheap, dear], &checking, &value);
    close(cascade.attempts, 1.35);
    close(cascade.right.0, 0.86925);
    close(cascade.wrong.0, 0.087);
    close(cascade.spend().0, 0.03425);
    close(cascade.net.expected.0, 0.7915);
    let once = outcome_of(
        &[dear],
        &Checking {
            attempts: 1,
            ..checking
        },
        &value,
    );
    close(once.net.expected.0, 0.79);
    close(
        outcome_of(&[dear], &checking, &value).net.expected.0,
        0.88875,
    );
}

#[test]
fn certainty_equivalents() {
    let aversion = 0.001;
    close(task(&Checking::NONE).net.certain(aversion).0, 25.5);
    close(
        task(&checked(3.0, 3, Some(60.0))).net.certain(aversion).0,
        77.190504,
    );
}

#[test]
fn best_of_five_through_an_imperfect_checker() {
    // One after the other until one is accepted, which is the outcome table with five attempts.
    let task = outcome(
        Usd(0.0),
        Probability(0.4),
        &checked(0.0, 5, None),
        &worth(1.0, 0.0),
    );
    within(task.right.0, 0.736, 5e-4);
    within(task.wrong.0, 0.2325, 5e-5);
}

// C-12: error cost and verification.

#[test]
fn a_verifier_gains_what_it_saves_less_what_it_costs() {
    let without = task(&Checking::NONE).net.expected.0;
    let with = |look: f64| task(&checked(look, 1, Some(60.0))).net.expected.0;
    close(with(3.0) - without, 29.5);
    close(with(32.5), without);
    let break_even = |q: f64| {
        outcome(
            Usd(2.0),
            Probability(q),
            &Checking::NONE,
            &worth(100.0, 400.0),
        )
    };
    within(break_even((400.0 + 2.0) / 500.0).net.expected.0, 0.0, 1e-12);
    close((400.0 + 2.0) / 500.0, 0.804);
}

#[test]
fn a_first_try_by_the_model_beats_a_person_above_their_break_even() {
    // C-17: review by a person, all failures found, a person redoes what failed.
    let (call, wage, review, whole) = (3.03, 60.0, 0.25, 2.0);
    let checking = Checking {
        cost: Usd(wage * review),
        person: Some(Usd(wage * whole)),
        ..noticed(1, 0.0)
    };
    let spend = |q: f64| {
        outcome(Usd(call), Probability(q), &checking, &worth(0.0, 0.0))
            .spend()
            .0
    };
    close(spend(0.8), 42.03);
    close(spend(0.15025), wage * whole);
}

// C-6: production functions of a step.

#[test]
fn one_point_fixes_the_slope_by_the_form_alone() {
    let slope = |form| {
        Production::calibrated(&known(form, (101_000.0, 0.8)))
            .unwrap()
            .slope(101_000.0)
    };
    close(
        slope(Form::Hill) / slope(Form::Exponential),
        3.961383 / 7.969506,
    );
    close(
        slope(Form::Power) / slope(Form::Exponential),
        9.903458 / 7.969506,
    );
    let elasticity = |rate: f64| {
        let curve = Production::calibrated(&known(Form::Exponential, (1.0, rate))).unwrap();
        curve.slope(1.0) / rate
    };
    within(elasticity(0.7), 0.516, 5e-4);
    within(elasticity(0.9), 0.256, 5e-4);
    close(
        Production::calibrated(&known(Form::Exponential, (12_000.0, 0.7)))
            .unwrap()
            .scale,
        1.003311e-4,
    );
    close(
        Production::calibrated(&known(Form::Exponential, (23_000.0, 0.875)))
            .unwrap()
            .scale,
        0.904105e-4,
    );
}

#[test]
fn two_points_are_both_on_the_curve() {
    for form in Form::ALL {
        let curve = Production::calibrated(&Known {
            second: Some((23_000.0, 0.875)),
            ..known(form, (12_000.0, 0.7))
        });
        let curve = curve.unwrap();
        close(curve.success(12_000.0), 0.7);
        close(curve.success(23_000.0), 0.875);
        assert!(!curve.is_assumed);
    }
}

#[test]
fn two_points_close_to_each_other_keep_every_digit() {
    // What is missing falls from 0.3 to 0.015 in 300 tokens: the curve crosses 0 not far below the first, and its floor
    // lies eleven digits below it.
    let curve = Production::calibrated(&Known {
        second: Some((3_000.0, 0.985)),
        ..known(Form::Exponential, (2_700.0, 0.7))
    });
    let curve = curve.unwrap();
    assert!(curve.floor < -1e10);
    for (effort, missing) in [
        (2_700.0, 0.3),
        (3_000.0, 0.015),
        (2_850.0, f64::sqrt(0.3 * 0.015)),
    ] {
        within(curve.success(effort), 1.0 - missing, 1e-12);
    }
}

#[test]
fn what_gives_no_curve_says_why() {
    let at = |effort, rate| Production::calibrated(&known(Form::Exponential, (effort, rate)));
    assert_eq!(at(0.0, 0.5), Err(NoCurve::NoEffort));
    assert_eq!(at(1.0, 0.0), Err(NoCurve::AtFloor));
    assert_eq!(at(1.0, 1.0), Err(NoCurve::AtCeiling));
    let falling = Known {
        second: Some((2.0, 0.4)),
        ..known(Form::Hill, (1.0, 0.5))
    };
    assert_eq!(
        Production::calibrated(&falling),
        Err(NoCurve::PointsDoNotRise)
    );
}

#[test]
fn a_step_alone_takes_the_effort_at_which_its_next_token_pays_for_itself() {
    let b = |b: f64| Production {
        scale: b,
        ..Production::calibrated(&known(Form::Exponential, (1.0, 0.5))).unwrap()
    };
    let best = b(2e-5).best_effort(10.0, 25e-6, 0.0, 1e12);
    close(best, 103_972.08);
    close(10.0 * b(2e-5).success(best) - 25e-6 * best, 6.150698);
    assert_eq!(b(2e-5).best_effort(1.0, 25e-6, 0.0, 1e12), 0.0);
    within(
        b(9.5e-5).best_effort(1.0, 2.19e-6, 0.0, 1e12),
        39_684.0,
        0.5,
    );
    let hill = |k: f64, n: f64| Production {
        scale: k,
        shape: n,
        form: Form::Hill,
        ..b(1.0)
    };
    let best = hill(20_000.0, 1.0).best_effort(10.0, 25e-6, 0.0, 1e12);
    close(best, 69_442.72);
    close(10.0 * hill(20_000.0, 1.0).success(best), 7.763932);
    let steep = hill(20_000.0, 3.0).best_effort(10.0, 25e-6, 0.0, 1e12);
    within(steep, 54_324.2, 54_324.2 * 1e-4);
    assert_eq!(hill(20_000.0, 3.0).best_effort(0.5, 25e-6, 0.0, 1e12), 0.0);
}

// C-7 and C-8: the graph.

#[test]
fn a_diamond_shares_value_between_its_branches() {
    let parents = vec![vec![], vec![0], vec![0], vec![1, 2]];
    // The join is weighted 0.6 to 0.4, written as the weights of two sinks of one quality each.
    let branches = Graph::new(
        vec![vec![], vec![0], vec![0]],
        vec![Combine::Product; 3],
        &[1.0, 0.6, 0.4],
    );
    let adjoints = branches.adjoints(&[0.9, 0.8, 0.7]);
    close(
        0.95 * branches.attempt_success_rate(&[0.9, 0.8, 0.7]).0,
        0.6498,
    );
    close(0.95 * adjoints.of_quality[1], 0.57);
    close(0.95 * adjoints.of_quality[2], 0.38);
    close(0.95 * adjoints.of_quality[0], 0.722);
    let graph = Graph::new(
        parents,
        vec![
            Combine::Product,
            Combine::Product,
            Combine::Product,
            Combine::Mean,
        ],
        &[1.0; 4],
    );
    close(
        graph.attempt_success_rate(&[0.9, 0.8, 0.7, 0.95]).0,
        0.95 * (0.72 + 0.63) / 2.0,
    );
    assert_eq!(graph.counted_twice(), vec![]);
}

#[test]
fn kinks_and_zeros_have_the_slopes_that_they_should() {
    let graph = |combine| {
        Graph::new(
            vec![vec![], vec![], vec![0, 1]],
            vec![combine; 3],
            &[1.0; 3],
        )
    };
    let tied = graph(Combine::Min).adjoints(&[0.5, 0.5, 1.0]);
    assert_eq!(tied.of_success[..2], [0.5, 0.5]);
    let weakest = graph(Combine::Min).adjoints(&[0.4, 0.5, 1.0]);
    assert_eq!(weakest.of_success[..2], [1.0, 0.0]);
    let zero = graph(Combine::Product).adjoints(&[0.0, 0.5, 1.0]);
    assert_eq!(zero.of_success[..2], [0.5, 0.0]);
}

// C-9 and C-10, and the golden case.

fn golden_step(tokens: f64, rate: f64) -> Step {
    let known = known(Form::Exponential, (tokens, rate));
    Step {
        agent: AgentLoop::single(CallTokens {
            input: Tokens(tokens),
            ..CallTokens::default()
        }),
        rates: list(15.0, 15.0),
        calls: Calls(1.0),
        success_rate: Some(Probability(rate)),
        effort: EffortKind::All,
        minimum: Tokens::ZERO,
        known: Some(known),
        curve: Production::calibrated(&known),
    }
}

fn golden(gain: f64) -> Model {
    let steps = [
        (10_000.0, 0.7),
        (50_000.0, 0.9),
        (100_000.0, 0.85),
        (50_000.0, 0.8),
    ];
    Model {
        steps: steps.map(|(tokens, rate)| golden_step(tokens, rate)).into(),
        graph: Graph::chain(4),
        checking: Checking::NONE,
        value: worth(gain, 0.0),
        tasks: 1.0,
        fixed: Usd::ZERO,
    }
}

fn each(found: impl IntoIterator<Item = f64>, expected: &[f64], tolerance: f64) {
    let found: Vec<f64> = found.into_iter().collect();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        within(found, *expected, tolerance * expected.abs());
    }
}

#[test]
fn the_golden_case_at_the_margin() {
    let Evaluation {
        outcome,
        margins,
        adjoints,
        ..
    } = evaluate(&golden(10.0));
    let outcome = outcome.unwrap();
    close(outcome.attempt_success_rate.0, 0.4284);
    close(outcome.worth.0, 4.284);
    close(outcome.net.expected.0, 1.134);
    each(
        margins.iter().map(|margin| margin.value_of_success.0),
        &[6.12, 4.76, 5.04, 5.355],
        1e-6,
    );
    each(adjoints.unwrap().of_quality, &[0.612, 0.68, 0.8, 1.0], 1e-6);
    let next = margins.iter().map(|margin| margin.next_dollar.unwrap());
    each(next, &[14.736627, 1.461374, 0.956148, 2.298277], 1e-6);
    let per_thousand = margins
        .iter()
        .map(|margin| margin.value_of_token.unwrap().0 * 1_000.0);
    each(
        per_thousand,
        &[0.221049, 0.021921, 0.014342, 0.034474],
        5e-5,
    );
}

#[test]
fn the_golden_case_at_its_best() {
    let optimum = optimum(&golden(10.0), None).unwrap();
    assert!(optimum.pays && optimum.is_certain);
    let same = &optimum.same_money;
    each(
        same.efforts.iter().map(|effort| effort.0),
        &[25_745.0, 47_964.0, 77_361.0, 58_930.0],
        1e-4,
    );
    close(same.outcome.attempt_success_rate.0, 0.5559968586);
    within(same.outcome.net.expected.0, 2.409969, 5e-7);
    close(same.attempt_cost.0, 3.15);
    // The shadow price of a token there, in quality: 3.159099e-6 = returns x price / gain.
    within(same.next_dollar * 15e-6 / 10.0, 3.159099e-6, 3.2e-12);
    let best = &optimum.best;
    within(best.attempt_cost.0, 4.865432, 5e-6);
    close(best.outcome.attempt_success_rate.0, 0.817042);
    within(best.outcome.net.expected.0, 3.304986, 5e-7);
    within(best.next_dollar, 1.0, 1e-6);
}

#[test]
fn a_product_chain_pays_at_the_margin_between_two_roots_only() {
    // Ten dollars and $15/M: the next dollar returns one near 50,000 tokens, a minimum, and near 324,000, the best.
    let returns = |tokens: f64| {
        split(&golden(10.0), Usd(tokens * 15e-6))
            .unwrap()
            .next_dollar
    };
    assert!(returns(49_000.0) < 1.0 && 1.0 < returns(51_000.0));
    assert!(returns(140_000.0) > returns(120_000.0) && returns(140_000.0) > returns(160_000.0));
    assert!(returns(323_500.0) > 1.0 && 1.0 > returns(325_500.0));
    within(
        optimum(&golden(10.0), None).unwrap().best.attempt_cost.0 / 15e-6,
        324_362.0,
        1.0,
    );
}

// C-4: cost of pass, which is the cost of a success where nobody checks, and what a step up costs.

#[test]
fn a_dearer_effort_may_cost_more_a_success_and_still_be_right() {
    let pass = |cost: f64, q: f64| {
        let task = outcome(Usd(cost), Probability(q), &Checking::NONE, &worth(1.0, 0.0));
        task.cost_per_success().unwrap().0
    };
    within(pass(10.8 / 300.0, 0.2962), 0.1215, 5e-5);
    within(pass(39.0 / 300.0, 0.24), 0.5417, 5e-5);
    within(pass(51.0 / 300.0, 0.267), 0.6367, 5e-5);
    let (less, more) = ((12_000.0 * 2.19e-6, 0.7), (23_000.0 * 2.19e-6, 0.875));
    within(pass(less.0, less.1), 0.03754, 5e-6);
    within(pass(more.0, more.1), 0.05757, 5e-6);
    // Worth it for whoever values a success above the step's own price, 14 cents, though a success costs more.
    let step = (more.0 - less.0) / (more.1 - less.1);
    within(step, 0.13766, 5e-6);
    let net = |(cost, q): (f64, f64), gain: f64| {
        outcome(
            Usd(cost),
            Probability(q),
            &Checking::NONE,
            &worth(gain, 0.0),
        )
        .net
        .expected
        .0
    };
    within(net(less, step), net(more, step), 1e-12);
    assert!(net(more, 0.14) > net(less, 0.14) && net(more, 0.13) < net(less, 0.13));
}

#[test]
fn below_its_threshold_the_golden_case_is_best_left_alone() {
    assert!(optimum(&golden(5.6), None).unwrap().pays);
    // Nothing is spent there: the best is not to do it, at a net of nothing.
    let below = optimum(&golden(5.58), None).unwrap();
    within(below.best.outcome.net.expected.0, 0.0, 1e-12);
    within(below.best.attempt_cost.0, 0.0, 1e-12);
    assert!(optimum(&golden(5.6), None).unwrap().best.attempt_cost.0 > 3.0);
}

#[test]
fn tasks_that_share_a_budget_return_the_same_at_the_margin() {
    let claim = |gain: f64, b: f64, price: f64| Claim {
        curve: Production {
            scale: b,
            ..Production::calibrated(&known(Form::Exponential, (1.0, 0.5))).unwrap()
        },
        gain: Usd(gain),
        price: UsdPerMtok(price),
        least: Tokens::ZERO,
    };
    let claims = [
        claim(10.0, 2e-5, 25.0),
        claim(4.0, 8e-5, 15.0),
        claim(1.0, 4e-5, 5.0),
    ];
    for (budget, shadow, worth) in [
        (0.2, 7.91802, 2.6281),
        (1.0, 4.74524, 7.58557),
        (2.0, 2.50213, 11.09043),
        (4.0, 0.69568, 13.91299),
    ] {
        let split = split_budget(&claims, Usd(budget));
        within(split.shadow_price, shadow, 1e-5 * shadow);
        within(split.worth.0, worth, 1e-4 * worth);
        close(split.spend.0, budget);
    }
    let one = split_budget(&claims, Usd(1.0));
    each(
        one.efforts.iter().map(|effort| effort.0),
        &[26_115.0, 18_789.0, 13_058.0],
        1e-4,
    );
    close(split_budget(&claims, Usd(3.433033)).shadow_price, 1.0);
    assert!(
        split_budget(&claims, Usd(0.0))
            .efforts
            .iter()
            .all(|effort| effort.0 < 1e-6)
    );
}

// C-11: risk.

#[test]
fn risk_aversion_buys_more_effort_where_failing_is_rare() {
    let b = Production {
        scale: 2e-5,
        ..Production::calibrated(&known(Form::Exponential, (1.0, 0.5))).unwrap()
    };
    let step = Step {
        rates: list(25.0, 25.0),
        curve: Ok(b),
        ..golden_step(100_000.0, 0.8)
    };
    let at = |zeta: f64| Model {
        steps: vec![Step {
            success_rate: Some(Probability(b.success(100_000.0))),
            ..step.clone()
        }],
        graph: Graph::chain(1),
        value: Value {
            risk_aversion: zeta,
            ..worth(10.0, 0.0)
        },
        ..golden(10.0)
    };
    within(
        optimum(&at(0.0), None).unwrap().best.efforts[0].0,
        103_972.08,
        0.1,
    );
    let careful = optimum(&at(0.05), None).unwrap().best;
    within(careful.efforts[0].0, 121_202.5, 1.0);
    within(careful.outcome.net.certain(0.05).0, 5.680721, 1e-6);
    within(careful.next_dollar, 1.0, 1e-6);
}

/// One step of $0.0265 a try, right in 80 %, worth $100 and lost $50, looked at with risk aversion 0.01; and its slope.
fn averse(checking: Checking) -> (economics::margin::Margin, f64) {
    let known = known(Form::Exponential, (5_100.0, 0.8));
    let step = Step {
        agent: AgentLoop::single(CallTokens {
            input: Tokens(1_000.0),
            visible_output: Tokens(100.0),
            reasoning: Tokens(5_000.0),
            ..CallTokens::default()
        }),
        rates: list(1.0, 5.0),
        effort: EffortKind::Generated,
        known: Some(known),
        curve: Production::calibrated(&known),
        ..golden_step(1.0, 0.8)
    };
    let model = Model {
        steps: vec![step],
        graph: Graph::chain(1),
        checking,
        value: Value {
            risk_aversion: 0.01,
            ..worth(100.0, 50.0)
        },
        ..golden(10.0)
    };
    (evaluate(&model).margins[0], f64::ln(5.0) / 5_100.0 * 0.2)
}

#[test]
fn risk_counts_in_the_next_dollar_and_not_in_what_quality_is_worth() {
    // A right result and no wrong one: $150, whoever is averse to risk. The variance 0.8 0.2 150^2 falls by 13,500.
    let (margin, slope) = averse(Checking::NONE);
    close(margin.adjoint.0, 150.0);
    close(margin.value_of_success.0, 150.0);
    close(margin.value_of_token.unwrap().0, 150.0 * slope);
    close(
        margin.next_dollar.unwrap(),
        (150.0 + 0.01 * 13_500.0) * slope / 5e-6,
    );
}

#[test]
fn a_dollar_of_a_try_costs_its_risk_too() {
    // Two tries, failures noticed: nets 100 - C with 0.8, 100 - 2 C with 0.16, -2 C with 0.04.
    let (margin, slope) = averse(Checking {
        recall: Probability(1.0),
        attempts: 2,
        ..Checking::NONE
    });
    let cost = 0.0265;
    let mean = 96.0 - 1.2 * cost;
    let nets = [
        (0.8, 100.0 - cost, 1.0),
        (0.16, 100.0 - 2.0 * cost, 2.0),
        (0.04, -2.0 * cost, 2.0),
    ];
    let dearer = |(chance, net, tries): &(f64, f64, f64)| -2.0 * chance * (net - mean) * tries;
    let per_cost: f64 = nets.iter().map(dearer).sum();
    // Slopes of the three chances: 1, 1 - 2 q and -2 (1 - q).
    let both = nets.iter().zip([1.0, -0.6, -0.4]);
    let worth: f64 = both.clone().map(|((_, net, _), slope)| slope * net).sum();
    let varies: f64 = both
        .map(|((_, net, _), slope)| slope * (net - mean) * (net - mean))
        .sum();
    close(margin.value_of_success.0, worth);
    close(
        margin.next_dollar.unwrap(),
        (worth - 0.01 * varies) * slope / ((1.2 + 0.01 * per_cost) * 5e-6),
    );
}

// Section 4: the legal case with a value.

fn legal() -> Model {
    let known = known(Form::Exponential, (101_000.0, 0.8));
    Model {
        steps: vec![Step {
            agent: AgentLoop::single(CallTokens {
                input: Tokens(100_000.0),
                visible_output: Tokens(1_000.0),
                reasoning: Tokens(100_000.0),
                ..CallTokens::default()
            }),
            rates: list(5.0, 25.0),
            effort: EffortKind::Generated,
            known: Some(known),
            curve: Production::calibrated(&known),
            ..golden_step(1.0, 0.8)
        }],
        graph: Graph::chain(1),
        checking: checked(3.0, 2, None),
        value: worth(100.0, 50.0),
        tasks: 500.0,
        fixed: Usd::ZERO,
    }
}

#[test]
fn the_legal_case_with_a_value() {
    let model = legal();
    let evaluation = evaluate(&model);
    let outcome = evaluation.outcome.unwrap();
    close(outcome.net.expected.0, 81.57);
    close(model.period_net(outcome.net.expected).0, 40_785.0);
    close(outcome.net.per_quality, 75.01875);
    close(evaluation.margins[0].next_dollar.unwrap(), 7.969506);
    let forms = evaluation.margins[0].next_dollar_by_form.unwrap();
    each(forms, &[7.969506, 3.961383, 9.903458], 1e-6);
    let optimum = optimum(&model, None).unwrap();
    within(optimum.best.efforts[0].0, 213_770.0, 213_770.0 * 1e-5);
    within(optimum.best.outcome.net.expected.0, 88.863783, 1e-6);
    within(optimum.best.outcome.attempt_success_rate.0, 0.966841, 1e-6);
    within(optimum.best.next_dollar, 1.0, 1e-6);
    close(split(&model, Usd(3.025)).unwrap().efforts[0].0, 101_000.0);
}

// C-2: what a kept token of output really costs.

#[test]
fn a_kept_token_of_output_costs_the_input_that_it_causes() {
    let rates = list(3.0, 15.0)
        .with(UnitId::CACHE_READ_TOKENS, Rate::flat(0.3))
        .with(UnitId::CACHE_WRITE_TOKENS, Rate::flat(3.75));
    let agent = |cache| AgentLoop {
        first: CallTokens {
            input: Tokens(10_000.0),
            visible_output: Tokens(500.0),
            ..CallTokens::default()
        },
        turns: 10.0,
        growth: Tokens(2_000.0),
        cache,
    };
    close(
        marginal_output_price(&agent(TurnCache::None), &rates, true).0,
        28.5,
    );
    close(
        marginal_output_price(&agent(TurnCache::FiveMinutes), &rates, true).0,
        19.455,
    );
    close(
        marginal_output_price(&agent(TurnCache::None), &rates, false).0,
        15.0,
    );
}

// A period.

#[test]
fn a_period_of_few_tasks_is_counted_and_of_many_nearly_normal() {
    let checking = checked(3.0, 2, None);
    let attempt = Attempt {
        cost: Usd(3.025),
        success: Probability(0.8),
    };
    let all = economics::outcome::distribution(&[attempt], &checking, &worth(100.0, 50.0));
    let few = period(&all, 2.0, Usd(10.0));
    assert!(few.is_exact);
    close(few.expected.0, 2.0 * 81.57 - 10.0);
    let pairs = all
        .iter()
        .flat_map(|one| all.iter().map(move |two| (one, two)));
    let lost = pairs.filter(|(one, two)| one.net + two.net - 10.0 < 0.0);
    close(
        few.loss_probability.0,
        lost.map(|(one, two)| one.chance * two.chance).sum(),
    );
    let many = period(&all, 500.0, Usd(40_000.0));
    assert!(!many.is_exact);
    // Independent: the standard normal density added up from far below to -785 / (sqrt(500) sd).
    let sd = outcome(Usd(3.025), Probability(0.8), &checking, &worth(100.0, 50.0))
        .net
        .variance
        .sqrt();
    let z = -785.0 / (500f64.sqrt() * sd);
    let (steps, low) = (100_000, -12.0);
    let width = (z - low) / f64::from(steps);
    let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let area: f64 = (0..steps)
        .map(|step| density(low + (f64::from(step) + 0.5) * width) * width)
        .sum();
    within(many.loss_probability.0, area, 0.005);
}
