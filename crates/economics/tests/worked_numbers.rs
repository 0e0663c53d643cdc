//! Worked numbers of the model, as arithmetic: C-1 (a call), C-2 (a loop), C-3 (retries), the legal case and
//! the outcome of a task. Tolerance 1e-9 relative unless a line says otherwise.

#![allow(clippy::expect_used)]

use economics::agent_loop::{AgentLoop, TurnCache, loop_cost};
use economics::call::{CallRates, CallTokens, TokenClass};
use economics::effort::EffortKind;
use economics::outcome::{Checking, Value, outcome};
use economics::price::{Rate, Rates, Tier, UnitId};
use economics::production::NoCurve;
use economics::quantity::{Calls, Probability, Tokens, Usd, UsdPerMtok};
use economics::workflow::Graph;
use economics::{Model, Step, evaluate};

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1e-9),
        "found {found}, expected {expected}"
    );
}

fn list(input: f64, output: f64) -> Rates {
    Rates::new([
        (UnitId::INPUT_TOKENS, Rate::flat(input)),
        (UnitId::OUTPUT_TOKENS, Rate::flat(output)),
    ])
}

/// A list with cache rates as multiples of the input rate: read, five minutes, an hour.
fn list_with_cache(input: f64, output: f64) -> Rates {
    list(input, output)
        .with(UnitId::CACHE_READ_TOKENS, Rate::flat(0.1 * input))
        .with(UnitId::CACHE_WRITE_TOKENS, Rate::flat(1.25 * input))
        .with(UnitId::CACHE_WRITE_1H_TOKENS, Rate::flat(2.0 * input))
}

fn cost_of(call: CallTokens, rates: &Rates) -> f64 {
    loop_cost(&AgentLoop::single(call), rates).total().0
}

#[test]
fn a_call_with_cache_and_reasoning_costs_its_parts_and_half_of_it_in_a_batch() {
    let call = CallTokens {
        input: Tokens(2_000.0 + 20_000.0 + 3_000.0),
        cache_read: Tokens(20_000.0),
        cache_write: Tokens(3_000.0),
        visible_output: Tokens(500.0),
        reasoning: Tokens(4_000.0),
        ..CallTokens::default()
    };
    let rates = list_with_cache(3.0, 15.0);
    close(cost_of(call, &rates), 0.09075);
    close(cost_of(call, &rates.scaled(0.5)), 0.045375);
}

#[test]
fn a_tier_begins_above_its_threshold_and_moves_the_whole_request() {
    let tiered = |base: f64, factor: f64| Rate {
        base,
        tiers: vec![Tier {
            start: 200_000.0,
            rate: base * factor,
        }],
    };
    let rates = Rates::new([
        (UnitId::INPUT_TOKENS, tiered(3.0, 2.0)),
        (UnitId::OUTPUT_TOKENS, tiered(15.0, 1.5)),
    ]);
    let call = |input: f64| CallTokens {
        input: Tokens(input),
        visible_output: Tokens(2_000.0),
        ..CallTokens::default()
    };
    close(cost_of(call(200_000.0), &rates), 0.63);
    close(cost_of(call(200_001.0), &rates), 1.245006);
}

fn legal_call(hidden: f64) -> CallTokens {
    CallTokens {
        input: Tokens(100_000.0),
        visible_output: Tokens(1_000.0),
        reasoning: Tokens(hidden),
        ..CallTokens::default()
    }
}

#[test]
fn hidden_reasoning_of_the_legal_case_is_more_of_the_cost_than_of_the_tokens() {
    let cases = [
        (50_000.0, 1.775, 0.3311, 0.7042),
        (100_000.0, 3.025, 0.4975, 0.8264),
        (150_000.0, 4.275, 0.5976, 0.8772),
    ];
    for (hidden, total, token_share, cost_share) in cases {
        let cost = loop_cost(&AgentLoop::single(legal_call(hidden)), &list(5.0, 25.0));
        close(cost.total().0, total);
        let tokens = cost.tokens[TokenClass::HiddenReasoning] / cost.tokens.total();
        let usd = cost.usd[TokenClass::HiddenReasoning] / cost.usd.total();
        assert!((tokens - token_share).abs() < 5e-5, "token share {tokens}");
        assert!((usd - cost_share).abs() < 5e-5, "cost share {usd}");
    }
}

#[test]
fn the_same_legal_work_costs_what_other_lists_say() {
    for (input, output, expected) in [
        (5.0, 30.0, 3.53),
        (3.0, 15.0, 1.815),
        (1.0, 5.0, 0.605),
        (1.25, 2.5, 0.3775),
    ] {
        close(
            cost_of(legal_call(100_000.0), &list(input, output)),
            expected,
        );
    }
}

#[test]
fn visible_output_is_dearer_by_every_hidden_token() {
    let rates = CallRates::at(&list(3.0, 15.0), Tokens(0.0));
    for (ratio, expected) in [(0.0, 15.0), (2.0, 45.0), (10.0, 165.0), (50.0, 765.0)] {
        assert_eq!(rates.effective_output(ratio), UsdPerMtok(expected));
    }
    assert_eq!(rates.asymmetry(), Some(15.0 / 3.0));
}

#[test]
fn a_loop_whose_first_turn_is_at_a_threshold_pays_the_lower_rate_for_it() {
    let tiered = Rate {
        base: 3.0,
        tiers: vec![Tier {
            start: 10_000.0,
            rate: 6.0,
        }],
    };
    let rates = Rates::new([(UnitId::INPUT_TOKENS, tiered)]);
    let two_turns = loop_cost(&agent(2.0, TurnCache::None), &rates);
    close(two_turns.total().0, (10_000.0 * 3.0 + 12_000.0 * 6.0) / 1e6);
    let mut alike = agent(2.0, TurnCache::None);
    alike.growth = Tokens(0.0);
    close(loop_cost(&alike, &rates).total().0, 20_000.0 * 3.0 / 1e6);
}

fn agent(turns: f64, cache: TurnCache) -> AgentLoop {
    AgentLoop {
        first: CallTokens {
            input: Tokens(10_000.0),
            visible_output: Tokens(500.0),
            ..CallTokens::default()
        },
        turns,
        growth: Tokens(2_000.0),
        cache,
    }
}

#[test]
fn an_agent_loop_without_and_with_cache() {
    let rates = list_with_cache(3.0, 15.0);
    for (turns, uncached, cached) in [
        (1.0, 0.0375, 0.045),
        (10.0, 0.645, 0.2286),
        (50.0, 9.225, 1.6326),
    ] {
        close(
            loop_cost(&agent(turns, TurnCache::None), &rates).total().0,
            uncached,
        );
        close(
            loop_cost(&agent(turns, TurnCache::FiveMinutes), &rates)
                .total()
                .0,
            cached,
        );
    }
    let tokens = agent(10.0, TurnCache::FiveMinutes).tokens_of_turns(0.0, 10.0);
    close(tokens.input.0, 190_000.0);
    close(tokens.cache_read.0, 162_000.0);
    close(tokens.cache_write.0, 28_000.0);
    close(
        agent(50.0, TurnCache::None)
            .tokens_of_turns(0.0, 50.0)
            .input
            .0,
        2_950_000.0,
    );
}

fn noticed(attempts: u32) -> Checking {
    Checking {
        recall: Probability(1.0),
        attempts,
        ..Checking::NONE
    }
}

#[test]
fn retries_raise_success_and_leave_the_cost_of_a_success_alone() {
    let task = outcome(Usd(0.05), Probability(0.4), &noticed(3), &Value::default());
    close(task.attempts, 1.96);
    close(task.right.0, 0.784);
    close(task.spend().0, 0.098);
    for attempts in 1..20 {
        let task = outcome(
            Usd(0.05),
            Probability(0.4),
            &noticed(attempts),
            &Value::default(),
        );
        close(task.cost_per_success().expect("some are right").0, 0.125);
    }
}

#[test]
fn retries_that_never_or_always_succeed() {
    let never = outcome(Usd(0.05), Probability(0.0), &noticed(3), &Value::default());
    close(never.attempts, 3.0);
    assert_eq!(
        (never.right, never.cost_per_success()),
        (Probability(0.0), None)
    );
    let always = outcome(Usd(0.05), Probability(1.0), &noticed(3), &Value::default());
    close(always.attempts, 1.0);
    close(always.right.0, 1.0);
}

#[test]
fn a_rework_loop_is_a_loop_of_noticed_failures() {
    // A cycle is repeated with chance 0.3: 1 / (1 - 0.3) cycles, to the tolerance that a thousand of them leave.
    close(
        outcome(
            Usd(1.0),
            Probability(0.7),
            &noticed(1_000),
            &Value::default(),
        )
        .attempts,
        1.0 / (1.0 - 0.3),
    );
}

fn person(attempts: u32, correlation: f64) -> Checking {
    Checking {
        cost: Usd(3.0),
        recall: Probability(0.8),
        false_reject: Probability(0.05),
        attempts,
        correlation,
        person: Some(Usd(60.0)),
    }
}

#[test]
fn the_outcome_of_a_task_that_nobody_checks() {
    let task = outcome(
        Usd(2.0),
        Probability(0.9),
        &Checking::NONE,
        &Value::default(),
    );
    close(task.attempts, 1.0);
    close(task.right.0, 0.9);
    close(task.wrong.0, 0.1);
    close(task.spend().0, 2.0);
}

#[test]
fn the_outcome_of_a_task_with_a_check_and_a_person() {
    let once = outcome(
        Usd(2.0),
        Probability(0.9),
        &person(1, 0.0),
        &Value::default(),
    );
    for (found, expected) in [
        (once.attempts, 1.0),
        (once.right.0, 0.98),
        (once.wrong.0, 0.02),
        (once.spend().0, 12.5),
    ] {
        close(found, expected);
    }
    let thrice = outcome(
        Usd(2.0),
        Probability(0.9),
        &person(3, 0.0),
        &Value::default(),
    );
    let expected = [1.140625, 0.9771875, 0.0228125, 5.8203125];
    for (found, expected) in [
        thrice.attempts,
        thrice.right.0,
        thrice.wrong.0,
        thrice.spend().0,
    ]
    .into_iter()
    .zip(expected)
    {
        close(found, expected);
    }
    let given_up = outcome(
        Usd(2.0),
        Probability(0.9),
        &Checking {
            person: None,
            ..person(3, 0.0)
        },
        &Value::default(),
    );
    close(given_up.right.0, 0.977_187_5 - 0.125_f64.powi(3));
    close(given_up.spend().0, 5.703125);
}

#[test]
fn tries_of_one_hard_task_are_alike() {
    let task = outcome(
        Usd(2.0),
        Probability(0.9),
        &person(3, 0.2),
        &Value::default(),
    );
    let without_person = task.right.0 - task.exhausted.0;
    let expected_net = 100.0 * task.right.0 - 400.0 * task.wrong.0 - task.spend().0;
    let expected = [
        (task.attempts, 1.15075),
        (without_person, 0.965295),
        (task.wrong.0, 0.02693),
        (expected_net, 80.31475),
    ];
    for (found, expected) in expected {
        assert!(
            (found - expected).abs() < 5e-7,
            "found {found}, expected {expected}"
        );
    }
    let half = outcome(
        Usd(0.05),
        Probability(0.4),
        &Checking {
            correlation: 0.5,
            ..noticed(3)
        },
        &Value::default(),
    );
    close(half.attempts, 2.08);
    close(half.right.0, 0.584);
}

#[test]
fn correlation_one_is_a_task_that_is_always_right_or_always_wrong() {
    let alike = outcome(
        Usd(1.0),
        Probability(0.4),
        &Checking {
            correlation: 1.0,
            ..noticed(3)
        },
        &Value::default(),
    );
    close(alike.attempts, 0.4 * 1.0 + 0.6 * 3.0);
    close(alike.right.0, 0.4);
    // and it is the limit of correlations just below it
    let nearly = outcome(
        Usd(1.0),
        Probability(0.4),
        &Checking {
            correlation: 1.0 - 1e-12,
            ..noticed(3)
        },
        &Value::default(),
    );
    assert!((alike.attempts - nearly.attempts).abs() < 1e-9);
}

fn step(agent: AgentLoop, rates: Rates, success_rate: Option<f64>) -> Step {
    Step {
        agent,
        rates,
        calls: Calls(1.0),
        success_rate: success_rate.map(Probability),
        effort: EffortKind::Generated,
        minimum: Tokens::ZERO,
        known: None,
        curve: Err(NoCurve::NoReasoning),
    }
}

#[test]
fn the_legal_case_costs_a_right_result_what_its_checks_and_tries_cost_too() {
    let checking = Checking {
        person: None,
        attempts: 2,
        ..person(2, 0.0)
    };
    let legal = step(
        AgentLoop::single(legal_call(100_000.0)),
        list(5.0, 25.0),
        Some(0.8),
    );
    let evaluation = evaluate(&Model {
        steps: vec![legal],
        graph: Graph::chain(1),
        checking,
        value: Value::default(),
        tasks: 500.0,
        fixed: Usd::ZERO,
    });
    let task = evaluation.outcome.expect("the success rate is known");
    close(evaluation.per_attempt().0, 3.025);
    close(task.attempts, 1.2);
    close(task.right.0, 0.912);
    close(task.wrong.0, 0.048);
    close(task.spend().0, 7.23);
    assert!((task.cost_per_success().expect("some are right").0 - 7.927632).abs() < 5e-7);
    close(evaluation.per_period.expect("known").0, 500.0 * 7.23);
}

#[test]
fn the_multi_agent_case_is_right_as_often_as_all_its_steps_are() {
    let rates = list(15.0, 15.0);
    let tokens = [10_000.0, 50_000.0, 100_000.0, 50_000.0];
    let qualities = [0.70, 0.90, 0.85, 0.80];
    let steps: Vec<Step> = tokens
        .into_iter()
        .zip(qualities)
        .map(|(input, quality)| {
            let call = CallTokens {
                input: Tokens(input),
                ..CallTokens::default()
            };
            step(AgentLoop::single(call), rates.clone(), Some(quality))
        })
        .collect();
    let evaluation = evaluate(&Model {
        graph: Graph::chain(steps.len()),
        steps,
        checking: Checking::NONE,
        value: Value::default(),
        tasks: 1.0,
        fixed: Usd::ZERO,
    });
    close(evaluation.tokens.total().0, 210_000.0);
    close(evaluation.per_attempt().0, 3.15);
    close(
        evaluation
            .outcome
            .expect("all rates are known")
            .attempt_success_rate
            .0,
        0.4284,
    );
}
