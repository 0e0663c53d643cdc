//! Laws that hold for every call, loop and task.

#![allow(clippy::expect_used)]

use economics::agent_loop::{AgentLoop, TurnCache, loop_cost};
use economics::call::{CallRates, CallTokens, call_cost};
use economics::effort::{EffortKind, marginal_price};
use economics::outcome::{Checking, Value, outcome};
use economics::price::{Rate, Rates, Tier, UnitId, Usage};
use economics::quantity::{Probability, Tokens, Usd};
use proptest::prelude::*;

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-10 * left.abs().max(right.abs()).max(1e-12)
}

prop_compose! {
    fn calls()(fresh in 0u32..500_000, retrieved in 0u32..100_000, read in 0u32..300_000, write in 0u32..100_000,
               hour in 0.0..=1.0f64, visible in 0u32..20_000, reasoning in 0u32..200_000) -> CallTokens {
        CallTokens {
            input: Tokens(f64::from(fresh + retrieved + read + write)),
            cache_read: Tokens(f64::from(read)),
            cache_write: Tokens(f64::from(write)),
            cache_write_1h: Tokens((f64::from(write) * hour).floor()),
            retrieval: Tokens(f64::from(retrieved)),
            visible_output: Tokens(f64::from(visible)),
            reasoning: Tokens(f64::from(reasoning)),
        }
    }
}

prop_compose! {
    fn rate()(base in 0.0..100.0f64, start in prop::option::of(1_000u32..400_000), factor in 0.5..3.0f64) -> Rate {
        let tiers = start.map(|start| Tier { start: f64::from(start), rate: base * factor });
        Rate { base, tiers: tiers.into_iter().collect() }
    }
}

prop_compose! {
    fn lists()(input in rate(), output in rate(), read in prop::option::of(rate()), write in prop::option::of(rate()),
               hour in prop::option::of(rate()), reasoning in prop::option::of(rate())) -> Rates {
        let hour = write.is_some().then_some(hour).flatten();
        Rates::new([(UnitId::INPUT_TOKENS, Some(input)), (UnitId::OUTPUT_TOKENS, Some(output)),
            (UnitId::CACHE_READ_TOKENS, read), (UnitId::CACHE_WRITE_TOKENS, write),
            (UnitId::CACHE_WRITE_1H_TOKENS, hour), (UnitId::OUTPUT_REASONING_TOKENS, reasoning)]
            .into_iter().filter_map(|(unit, rate)| Some((unit, rate?))))
    }
}

fn usage(call: &CallTokens) -> Usage {
    let mut usage = Usage::new();
    for (unit, count) in [
        (UnitId::INPUT_TOKENS, call.input),
        (UnitId::OUTPUT_TOKENS, call.visible_output + call.reasoning),
        (UnitId::CACHE_READ_TOKENS, call.cache_read),
        (UnitId::CACHE_WRITE_TOKENS, call.cache_write),
        (UnitId::CACHE_WRITE_1H_TOKENS, call.cache_write_1h),
        (UnitId::OUTPUT_REASONING_TOKENS, call.reasoning),
    ] {
        usage.set(unit, count.0).expect("counts are valid");
    }
    usage
}

fn checks() -> impl Strategy<Value = Checking> {
    let chances = (0.0..=1.0f64, 0.0..=1.0f64, 0.0..=1.0f64);
    (
        chances,
        0.0..10.0f64,
        1u32..30,
        prop::option::of(0.0..100.0f64),
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

proptest! {
    #[test]
    fn the_classes_of_a_call_cost_what_the_price_engine_bills(call in calls(), rates in lists()) {
        let by_class = loop_cost(&AgentLoop::single(call), &rates).total().0;
        let bill = rates.bill(&usage(&call)).expect("counts are consistent").total;
        prop_assert!(near(by_class, bill), "{by_class} against {bill}");
    }

    #[test]
    fn a_loop_costs_what_its_turns_cost_one_by_one(
        call in calls(), rates in lists(), turns in 1u32..40, growth in 0u32..20_000, cached in 0usize..3
    ) {
        let cache = [TurnCache::None, TurnCache::FiveMinutes, TurnCache::OneHour][cached];
        let agent = AgentLoop { first: call, turns: f64::from(turns), growth: Tokens(f64::from(growth)), cache };
        let one_by_one: f64 = (0..turns).map(|turn| {
            let (from, to) = (f64::from(turn), f64::from(turn) + 1.0);
            let tokens = agent.tokens_of_turns(from, to);
            let rates = CallRates::at(&rates, tokens.input);
            call_cost(&tokens, &rates).total().0
        }).sum();
        let whole = loop_cost(&agent, &rates);
        prop_assert!(near(whole.total().0, one_by_one), "{:?} against {one_by_one}", whole.total());
        let tokens = agent.tokens_of_turns(0.0, agent.turns);
        prop_assert!(near(whole.tokens.total().0, (tokens.input + tokens.visible_output + tokens.reasoning).0));
    }

    #[test]
    fn doubling_every_rate_doubles_the_cost(call in calls(), rates in lists()) {
        let once = loop_cost(&AgentLoop::single(call), &rates).total().0;
        let twice = loop_cost(&AgentLoop::single(call), &rates.scaled(2.0)).total().0;
        prop_assert!(near(2.0 * once, twice));
    }

    #[test]
    fn a_loop_of_twice_the_counts_has_twice_the_tokens_in_every_turn(
        call in calls(), turns in 1u32..40, growth in 1u32..20_000
    ) {
        let agent = AgentLoop { first: call, turns: f64::from(turns), growth: Tokens(f64::from(growth)), cache: TurnCache::FiveMinutes };
        let twice = agent.scaled(2.0);
        for turn in 0..turns {
            let (from, to) = (f64::from(turn), f64::from(turn) + 1.0);
            prop_assert_eq!(twice.tokens_of_turns(from, to).input, agent.tokens_of_turns(from, to).input * 2.0);
        }
    }

    #[test]
    fn a_task_ends_right_or_wrong_or_rejected(success in 0.0..=1.0f64, checking in checks()) {
        let task = outcome(Usd(1.0), Probability(success), &checking, &Value::default());
        let given_up = if checking.person.is_some() { 0.0 } else { task.exhausted.0 };
        prop_assert!((task.right.0 + task.wrong.0 + given_up - 1.0).abs() < 1e-9, "{task:?}");
        prop_assert!(1.0 <= task.attempts + 1e-12 && task.attempts <= f64::from(checking.attempts) + 1e-9);
    }

    #[test]
    fn alike_tries_never_need_fewer_attempts(
        success in 0.01..0.99f64, rho in 0.02..0.95f64, checking in checks()
    ) {
        let checking = Checking { correlation: rho, attempts: checking.attempts.min(6), ..checking };
        let alike = outcome(Usd(1.0), Probability(success), &checking, &Value::default());
        let independent = Checking { correlation: 0.0, ..checking };
        let least = outcome(Usd(1.0), Probability(success), &independent, &Value::default());
        // Attempts are convex in the chance of being rejected, so alike tries never need fewer (Jensen).
        prop_assert!(alike.attempts >= least.attempts - 1e-9);
        prop_assert!(alike.exhausted.0 >= least.exhausted.0 - 1e-9);
    }

    #[test]
    fn more_success_never_costs_more_where_failures_are_noticed(low in 0.0..=1.0f64, high in 0.0..=1.0f64, attempts in 1u32..20) {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        let checking = Checking { recall: Probability(1.0), attempts, ..Checking::NONE };
        let spend = |rate: f64| outcome(Usd(1.0), Probability(rate), &checking, &Value::default()).spend().0;
        prop_assert!(spend(high) <= spend(low) + 1e-9);
    }
}

#[test]
fn what_is_nothing_has_no_ratio() {
    let free_input = Rates::new([(UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
    assert_eq!(CallRates::at(&free_input, Tokens(0.0)).asymmetry(), None);
    let nothing = AgentLoop::single(CallTokens::default());
    assert_eq!(
        marginal_price(&nothing, &free_input, EffortKind::All).0,
        0.0
    );
}
