//! Laws of value: what must hold for any workflow, check and price.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

use economics::agent_loop::AgentLoop;
use economics::call::CallTokens;
use economics::effort::EffortKind;
use economics::optimum::{frontier, optimum, split};
use economics::outcome::{Attempt, Checking, Value, distribution, outcome};
use economics::price::{Rate, Rates, Tier, UnitId};
use economics::production::{Form, Known, Production};
use economics::quantity::{Calls, Probability, Tokens, Usd};
use economics::roots::scan;
use economics::workflow::{Combine, Graph};
use economics::{Evaluation, Model, Step, evaluate};
use proptest::prelude::*;

/// A step that reasons, priced at a dollar amount for a million tokens of effort.
fn step(rate: f64, effort: f64, price: f64, calls: f64, form: Form) -> Step {
    let known = Known {
        form,
        floor: 0.0,
        ceiling: 1.0,
        point: (effort, rate),
        second: None,
    };
    Step {
        agent: AgentLoop::single(CallTokens {
            input: Tokens(1_000.0),
            reasoning: Tokens(effort),
            ..CallTokens::default()
        }),
        rates: Rates::new([
            (UnitId::INPUT_TOKENS, Rate::flat(price / 5.0)),
            (UnitId::OUTPUT_TOKENS, Rate::flat(price)),
        ]),
        calls: Calls(calls),
        success_rate: Some(Probability(rate)),
        effort: EffortKind::Generated,
        minimum: Tokens::ZERO,
        known: Some(known),
        curve: Production::calibrated(&known),
    }
}

prop_compose! {
    fn steps()(rate in 0.05..0.98f64, effort in 500.0..200_000.0f64, price in 0.5..60.0f64,
               calls in prop_oneof![Just(1.0), 0.2..4.0f64], form in 0usize..3) -> Step {
        step(rate, effort, price, calls, Form::ALL[form])
    }
}

/// A graph in which each step comes after some of those before it.
fn graphs(size: usize, smooth: bool) -> impl Strategy<Value = Graph> {
    let rules = if smooth { 2 } else { 3 };
    let rows = prop::collection::vec((any::<u32>(), 0usize..rules, 0.1..2.0f64), size);
    rows.prop_map(|rows| {
        let parents = rows.iter().enumerate().map(|(step, (bits, ..))| {
            let chosen: Vec<usize> = (0..step)
                .filter(|other| bits >> (other % 32) & 3 == 3)
                .collect();
            if chosen.is_empty() {
                step.checked_sub(1).into_iter().collect()
            } else {
                chosen
            }
        });
        let combine = rows
            .iter()
            .map(|(_, rule, _)| [Combine::Product, Combine::Mean, Combine::Min][*rule]);
        let weights: Vec<f64> = rows.iter().map(|(_, _, weight)| *weight).collect();
        Graph::new(parents.collect(), combine.collect(), &weights)
    })
}

fn checks() -> impl Strategy<Value = Checking> {
    let chances = (
        0.3..1.0f64,
        0.0..0.3f64,
        prop_oneof![Just(0.0), 0.0..0.9f64],
    );
    (
        chances,
        0.0..2.0f64,
        1u32..6,
        prop::option::of(0.0..80.0f64),
    )
        .prop_map(
            |((recall, false_reject, correlation), cost, attempts, person)| Checking {
                cost: Usd(cost),
                recall: Probability(recall),
                false_reject: Probability(false_reject),
                attempts,
                correlation,
                person: person.map(Usd),
            },
        )
}

fn values() -> impl Strategy<Value = Value> {
    (
        1.0..300.0f64,
        0.0..200.0f64,
        0.0..20.0f64,
        prop_oneof![Just(0.0), 0.0..0.002f64],
    )
        .prop_map(|(gain, loss, undone, risk_aversion)| Value {
            gain: Usd(gain),
            loss: Usd(loss),
            undone: Usd(undone),
            risk_aversion,
        })
}

fn models(most: usize, smooth: bool) -> impl Strategy<Value = Model> {
    (1..=most).prop_flat_map(move |size| {
        let parts = (
            prop::collection::vec(steps(), size),
            graphs(size, smooth),
            checks(),
            values(),
        );
        parts.prop_map(|(steps, graph, checking, value)| Model {
            steps,
            graph,
            checking,
            value,
            tasks: 100.0,
            fixed: Usd(10.0),
        })
    })
}

/// Net of a task, risk taken off, at given success rates and a cost of an attempt.
fn expected(model: &Model, rates: &[f64], cost: Usd) -> f64 {
    let quality = model.graph.attempt_success_rate(rates);
    let task = outcome(cost, quality, &model.checking, &model.value);
    task.net.expected.0
}

fn with_efforts(model: &Model, efforts: &[f64]) -> Model {
    let mut changed = model.clone();
    for (step, effort) in changed.steps.iter_mut().zip(efforts) {
        step.agent = step.agent.with_effort(step.effort, Tokens(*effort));
        step.success_rate = Some(Probability(step.curve.unwrap().success(*effort)));
    }
    changed
}

fn net_of(model: &Model) -> f64 {
    let Evaluation { outcome, .. } = evaluate(model);
    outcome.unwrap().net.certain(model.value.risk_aversion).0
}

/// One step whose whole call grows with effort, and whose input costs `factor` times as much from `start` tokens on.
fn tiered(rate: f64, effort: f64, (start, factor): (f64, f64), gain: f64) -> Model {
    let known = Known {
        form: Form::Exponential,
        floor: 0.0,
        ceiling: 1.0,
        point: (effort, rate),
        second: None,
    };
    let tier = Tier {
        start,
        rate: 5.0 * factor,
    };
    let input = Rate {
        base: 5.0,
        tiers: vec![tier],
    };
    let step = Step {
        agent: AgentLoop::single(CallTokens {
            input: Tokens(0.8 * effort),
            visible_output: Tokens(0.2 * effort),
            ..CallTokens::default()
        }),
        rates: Rates::new([
            (UnitId::INPUT_TOKENS, input),
            (UnitId::OUTPUT_TOKENS, Rate::flat(25.0)),
        ]),
        calls: Calls(2.0),
        success_rate: Some(Probability(rate)),
        effort: EffortKind::All,
        minimum: Tokens::ZERO,
        known: Some(known),
        curve: Production::calibrated(&known),
    };
    let value = Value {
        gain: Usd(gain),
        ..Value::default()
    };
    Model {
        steps: vec![step],
        graph: Graph::chain(1),
        checking: Checking::NONE,
        value,
        tasks: 1.0,
        fixed: Usd::ZERO,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn adjoints_and_margins_are_the_slopes_of_the_net(model in models(30, true)) {
        let evaluation = evaluate(&model);
        let (cost, rates) = (evaluation.per_attempt(), model.success_rates().unwrap());
        let today = expected(&model, &rates, cost);
        for (index, margin) in evaluation.margins.iter().enumerate() {
            let h = 1e-5;
            let at = |away: f64| {
                let mut moved = rates.clone();
                moved[index] += away;
                expected(&model, &moved, cost)
            };
            let slope = (at(h) - at(-h)) / (2.0 * h);
            let scale = model.value.gain.0 + model.value.loss.0 + today.abs();
            prop_assert!((slope - margin.value_of_success.0).abs() < 1e-6 * scale,
                "step {index}: {slope} against {:?}", margin.value_of_success);
            // One more dollar a task, by way of effort in this step's calls.
            let effort = margin.effort.0;
            let h = effort * 1e-4;
            let net = |away: f64| {
                let mut efforts: Vec<f64> = evaluation.margins.iter().map(|margin| margin.effort.0).collect();
                efforts[index] += away;
                net_of(&with_efforts(&model, &efforts))
            };
            let slope = (net(h) - net(-h)) / (2.0 * h);
            let per_cost = evaluation.outcome.unwrap().net.certain_per_cost(model.value.risk_aversion);
            let cost_of_token = per_cost * model.steps[index].calls.0 * margin.price.0 / 1e6;
            // Risk counts in the next dollar alone.
            let worth = margin.next_dollar.unwrap() * cost_of_token;
            let expected = worth - cost_of_token;
            let size = worth.abs() + cost_of_token.abs();
            prop_assert!((slope - expected).abs() < 1e-4 * size + 1e-9 * scale / effort,
                "step {index}: {slope} against {expected}");
        }
    }

    #[test]
    fn moments_are_those_of_the_histories(model in models(1, true)) {
        let evaluation = evaluate(&model);
        let task = evaluation.outcome.unwrap();
        let attempt = Attempt { cost: evaluation.per_attempt(), success: task.attempt_success_rate };
        let all = distribution(&[attempt], &model.checking, &model.value);
        let sum: f64 = all.iter().map(|history| history.chance).sum();
        let mean: f64 = all.iter().map(|history| history.chance * history.net).sum();
        let variance: f64 = all.iter().map(|history| history.chance * (history.net - mean).powi(2)).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!((mean - task.net.expected.0).abs() < 1e-9 * (1.0 + mean.abs()));
        prop_assert!((variance - task.net.variance).abs() < 1e-9 * (1.0 + variance));
        prop_assert!(task.cvar05.0 <= mean + 1e-9);
    }

    #[test]
    fn a_sure_and_free_step_changes_nothing_wherever_it_is_put_in(model in models(6, true), at in 0usize..6) {
        // At most the last place of a chain; a graph of its own would not be the same one.
        let mut longer = model.clone();
        longer.graph = Graph::chain(model.steps.len() + 1);
        let shorter = Model { graph: Graph::chain(model.steps.len()), ..model };
        let at = at.min(shorter.steps.len());
        let mut free = step(0.5, 1_000.0, 0.0, 1.0, Form::Exponential);
        free.success_rate = Some(Probability::ONE);
        longer.steps.insert(at, free);
        let (long, short) = (evaluate(&longer), evaluate(&shorter));
        let close = |left: f64, right: f64| (left - right).abs() <= 1e-12 * (1.0 + left.abs());
        let net = |evaluation: &Evaluation| evaluation.outcome.unwrap().net.expected.0;
        prop_assert!(close(net(&long), net(&short)));
        for (index, margin) in short.margins.iter().enumerate() {
            let same = &long.margins[if index < at { index } else { index + 1 }];
            prop_assert!(close(same.value_of_success.0, margin.value_of_success.0));
            prop_assert!(close(same.next_dollar.unwrap(), margin.next_dollar.unwrap()));
        }
    }

    #[test]
    fn net_is_homogeneous_in_money(model in models(5, false), factor in 0.1..50.0f64) {
        let mut dearer = model.clone();
        dearer.steps.iter_mut().for_each(|step| step.rates = step.rates.scaled(factor));
        dearer.checking.cost = dearer.checking.cost * factor;
        dearer.checking.person = dearer.checking.person.map(|usd| usd * factor);
        let Value { gain, loss, undone, .. } = model.value;
        dearer.value = Value { gain: gain * factor, loss: loss * factor, undone: undone * factor, risk_aversion: 0.0 };
        let plain = Model { value: Value { risk_aversion: 0.0, ..model.value }, ..model };
        let (once, more) = (net_of(&plain), net_of(&dearer));
        prop_assert!((once * factor - more).abs() <= 1e-10 * (1.0 + more.abs()), "{once} x {factor} against {more}");
    }

    #[test]
    fn a_root_is_where_the_nets_are_equal(gain in 5.0..200.0f64, loss in 0.0..200.0f64, checking in checks()) {
        let value = Value { gain: Usd(gain), loss: Usd(loss), ..Value::default() };
        let grid: Vec<f64> = (0..=64).map(|part| f64::from(part) / 64.0).collect();
        let net = |q: f64| outcome(Usd(1.0), Probability(q), &checking, &value).net.expected.0;
        for crossing in scan(&grid, &mut |q| Some(net(q))).crossings {
            prop_assert!(net(crossing.at).abs() < 1e-9 && !crossing.is_jump, "{crossing:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn at_an_optimum_the_next_dollar_returns_one_and_no_other_point_is_better(
        model in models(4, true), factors in prop::collection::vec(0.02..4.0f64, 4 * 60)
    ) {
        let found = optimum(&model, None).unwrap();
        let best: Vec<f64> = found.best.efforts.iter().map(|effort| effort.0).collect();
        let net = found.best.outcome.net.certain(model.value.risk_aversion).0;
        let at_best = with_efforts(&model, &best);
        prop_assert!((net_of(&at_best) - net).abs() < 1e-9 * (1.0 + net.abs()));
        for (step, margin) in at_best.steps.iter().zip(evaluate(&at_best).margins) {
            let curve = step.curve.unwrap();
            let is_inside = 1.0 < margin.effort.0 && margin.effort.0 < 0.999_999 * curve.cap();
            if is_inside && found.pays {
                let returns = margin.next_dollar.unwrap();
                prop_assert!((returns - 1.0).abs() < 1e-6, "returns {returns} at {margin:?}");
            }
        }
        for point in factors.chunks(4) {
            let efforts: Vec<f64> = best.iter().zip(point).map(|(effort, factor)| (effort + 10.0) * factor).collect();
            let other = net_of(&with_efforts(&model, &efforts));
            prop_assert!(other <= net + 1e-9 * (1.0 + net.abs()), "{other} at {efforts:?} beats {net} at {best:?}");
        }
        let today = net_of(&model);
        prop_assert!(today <= net + 1e-9 * (1.0 + net.abs()));
    }

    #[test]
    fn under_a_budget_the_next_dollars_are_equal_and_the_budget_is_kept(
        model in models(4, false), part in 0.2..2.0f64
    ) {
        let budget = evaluate(&model).per_attempt() * part;
        let plan = split(&model, budget).unwrap();
        let efforts: Vec<f64> = plan.efforts.iter().map(|effort| effort.0).collect();
        let least: Vec<f64> = vec![0.0; efforts.len()];
        let least_cost = evaluate(&with_efforts(&model, &least)).per_attempt();
        prop_assert!(plan.attempt_cost.0 <= budget.0.max(least_cost.0) * (1.0 + 1e-9));
        let there = with_efforts(&model, &efforts);
        // Of a pure product the split is the best there is: every next dollar returns the same.
        let inside = |(step, margin): &(&Step, economics::margin::Margin)| {
            1.0 < margin.effort.0 && margin.effort.0 < 0.999_999 * step.curve.unwrap().cap()
        };
        let evaluation = evaluate(&there);
        let worth = evaluation.outcome.unwrap().net.certain_per_quality(model.value.risk_aversion);
        let returns: Vec<f64> = there.steps.iter().zip(evaluation.margins)
            .filter(inside).map(|(_, margin)| margin.next_dollar.unwrap()).collect();
        let is_product = !model.graph.combine.contains(&Combine::Min);
        if worth.abs() > 1e-6 && is_product && optimum(&model, None).unwrap().is_certain {
            for pair in returns.windows(2) {
                prop_assert!((pair[0] / pair[1] - 1.0).abs() < 1e-6, "{returns:?}");
            }
        }
        // Of any workflow: no transfer of money between two steps gains anything; where it is certain, but for rounding.
        let price = |step: &Step| step.calls.0 * economics::effort::marginal_price(&step.agent, &step.rates, step.effort).0 / 1e6;
        let quality = |efforts: &[f64]| {
            let moved = with_efforts(&model, efforts);
            moved.graph.attempt_success_rate(&moved.success_rates().unwrap()).0
        };
        let present = quality(&efforts);
        let room = if optimum(&model, None).unwrap().is_certain { 1e-9 } else { 1e-6 };
        for (from, to) in (0..efforts.len()).flat_map(|from| (0..efforts.len()).map(move |to| (from, to))) {
            let all = efforts[from] * price(&model.steps[from]);
            for part in [1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0] {
                let mut moved = efforts.clone();
                moved[from] = (efforts[from] - part * all / price(&model.steps[from])).max(0.0);
                moved[to] += part * all / price(&model.steps[to]);
                if from != to {
                    prop_assert!(quality(&moved) <= present * (1.0 + room) + 1e-12, "{from} to {to}: {} from {present}", quality(&moved));
                }
            }
        }
    }

    #[test]
    fn the_frontier_rises(model in models(5, true)) {
        let points = frontier(&model);
        for pair in points.windows(2) {
            prop_assert!(pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1 + 1e-12, "{pair:?}");
        }
    }

    #[test]
    fn where_the_weakest_counts_today_and_equal_shares_are_never_better(
        parts in prop::collection::vec(steps(), 3), gain in 20.0..200.0f64
    ) {
        let graph = Graph::new(vec![vec![], vec![], vec![0, 1]], vec![Combine::Min; 3], &[1.0; 3]);
        let value = Value { gain: Usd(gain), ..Value::default() };
        let model = Model { steps: parts, graph, checking: Checking::NONE, value, tasks: 1.0, fixed: Usd::ZERO };
        let found = optimum(&model, None).unwrap();
        // The quality is concave in the logarithms, so that prices prove the best.
        prop_assert!(found.is_certain);
        let net = found.best.outcome.net.expected.0;
        let best: Vec<f64> = found.best.efforts.iter().map(|effort| effort.0).collect();
        for factor in [0.3, 0.6, 0.9, 0.99, 1.01, 1.1, 1.5, 3.0] {
            let all: Vec<f64> = best.iter().map(|effort| effort * factor).collect();
            prop_assert!(net_of(&with_efforts(&model, &all)) <= net + 1e-9 * (1.0 + net.abs()));
            for index in 0..3 {
                let mut one = best.clone();
                one[index] *= factor;
                let other = net_of(&with_efforts(&model, &one));
                prop_assert!(other <= net + 1e-9 * (1.0 + net.abs()), "step {index} x {factor}: {other} beats {net}");
            }
        }
    }
}

proptest! {
    #[test]
    fn where_prices_have_tiers_no_effort_is_better_than_the_best(
        rate in 0.3..0.9f64, effort in 2_000.0..50_000.0f64, start in 0.3..3.0f64, factor in 0.3..4.0f64, gain in 0.2..20.0f64,
        checking in prop_oneof![Just(Checking::NONE), checks()], (turns, growth) in prop_oneof![Just((1.0, 0.0)), (2.0..40.0f64, 0.0..3_000.0f64)]
    ) {
        let start = (0.8 * effort * start).round();
        let mut model = tiered(rate, effort, (start, factor), gain);
        model.checking = checking;
        let agent = &mut model.steps[0].agent;
        (agent.turns, agent.growth) = (turns.round(), Tokens(growth));
        let found = optimum(&model, None).unwrap();
        let (best, net) = (found.best.efforts[0].0, found.best.outcome.net.expected.0);
        let net_at = |effort: f64| net_of(&with_efforts(&model, &[effort]));
        prop_assert!((net_at(best) - net).abs() < 1e-9 * (1.0 + net.abs()));
        let (money, same_money) = (evaluate(&model).per_attempt(), found.same_money.outcome.attempt_success_rate.0);
        prop_assert!(found.same_money.attempt_cost.0 <= money.0 * (1.0 + 1e-9));
        // Of a longer loop several turns are taken together.
        let room = if turns <= 24.0 { 1e-6 } else { 1e-3 };
        // Between, and on both sides of where the last turn comes to the tier.
        let (agent, whole) = (&model.steps[0].agent, model.steps[0].present_effort().0);
        let border = start / agent.input_of_turn(agent.turns - 1.0).0 * whole;
        let sides = [border * (1.0 - 1e-9), border, border * (1.0 + 1e-9)];
        for at in (0..400).map(|place| whole * f64::from(place) / 50.0).chain(sides) {
            let other = net_at(at);
            prop_assert!(other <= net + room * (gain + net.abs()), "{other} at {at} beats {net} at {best}");
            let there = evaluate(&with_efforts(&model, &[at]));
            let success = there.outcome.unwrap().attempt_success_rate.0;
            prop_assert!(there.per_attempt() > money || success <= same_money + room, "{success} at {at} beats {same_money}");
        }
    }
}
