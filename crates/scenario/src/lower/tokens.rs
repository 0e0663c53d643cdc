//! Counts of a call: what contains what, and what a model can take.

use super::{Checker, StepPrice};
use crate::choice::TurnCacheKind;
use crate::document::Step;
use crate::field::step::{
    CACHE_READ_TOKENS, CACHE_WRITE_1H_TOKENS, CACHE_WRITE_TOKENS, RETRIEVAL_TOKENS,
};
use crate::field::{self, Field};
use crate::number::grouped;
use economics::agent_loop::{AgentLoop, TurnCache};
use economics::call::CallTokens;
use economics::quantity::Tokens;

/// The loop of a step whose counts were checked.
pub(crate) fn agent_loop(step: &Step) -> AgentLoop {
    let kept = if step.keeps_output {
        step.visible_output_tokens
    } else {
        0.0
    };
    AgentLoop {
        first: CallTokens {
            input: Tokens(step.input_tokens),
            cache_read: Tokens(step.cache_read_tokens),
            cache_write: Tokens(step.cache_write_tokens),
            cache_write_1h: Tokens(step.cache_write_1h_tokens),
            retrieval: Tokens(step.retrieval_tokens),
            visible_output: Tokens(step.visible_output_tokens),
            reasoning: Tokens(step.hidden_tokens()),
        },
        turns: step.turns,
        growth: Tokens(step.turn_growth_tokens + kept),
        cache: match step.turn_cache {
            TurnCacheKind::None => TurnCache::None,
            TurnCacheKind::FiveMinutes => TurnCache::FiveMinutes,
            TurnCacheKind::OneHour => TurnCache::OneHour,
        },
    }
}

/// What a cache between turns counts itself, so that it cannot be counted by hand beside it.
pub(crate) const COUNTED_BY_HAND: [&Field; 4] = [
    &CACHE_READ_TOKENS,
    &CACHE_WRITE_TOKENS,
    &CACHE_WRITE_1H_TOKENS,
    &RETRIEVAL_TOKENS,
];

/// Whether the counts of a step are consistent and have rates: what [`check`] would say, without the words.
pub(crate) fn counts_hold(step: &Step, price: &StepPrice) -> bool {
    let generated = step.visible_output_tokens + step.hidden_tokens();
    let parts = step.cache_read_tokens + step.cache_write_tokens + step.retrieval_tokens;
    let fits = step.turn_cache != TurnCacheKind::None || parts <= step.input_tokens;
    fits && step.cache_write_1h_tokens <= step.cache_write_tokens
        && (price.has_input || step.input_tokens == 0.0)
        && (price.has_output || generated == 0.0)
}

pub(super) fn check(check: &mut Checker, index: usize, step: &Step, price: Option<&StepPrice>) {
    if step.reasoning_tokens.is_some() && step.reasoning_ratio.is_some() {
        let message = "is set beside reasoning_tokens; keep one of the two";
        check.error(field::step::REASONING_RATIO.of_step(index), message);
    }
    if step.cache_write_1h_tokens > step.cache_write_tokens {
        let (hour, all) = (
            grouped(step.cache_write_1h_tokens),
            grouped(step.cache_write_tokens),
        );
        let message = format!(
            "{hour} is more than all writes, {all}; cache_write_tokens includes the hour's part"
        );
        check.error(CACHE_WRITE_1H_TOKENS.of_step(index), message);
    }
    if step.turn_cache == TurnCacheKind::None {
        check_parts_of_input(check, index, step);
    } else {
        check_turn_cache(check, index, step);
    }
    if let Some(price) = price {
        check_rates(check, index, step, price);
        check_window(check, index, step, price);
    }
}

fn check_parts_of_input(check: &mut Checker, index: usize, step: &Step) {
    let parts = [
        (&CACHE_READ_TOKENS, step.cache_read_tokens),
        (&CACHE_WRITE_TOKENS, step.cache_write_tokens),
        (&RETRIEVAL_TOKENS, step.retrieval_tokens),
    ];
    let together: f64 = parts.iter().map(|(_, part)| part).sum();
    if together <= step.input_tokens {
        return;
    }
    let largest = parts.iter().fold(
        parts[0],
        |most, part| if part.1 > most.1 { *part } else { most },
    );
    let used = parts.iter().filter(|(_, part)| *part > 0.0);
    let sum: Vec<String> = used
        .map(|(field, part)| format!("{} {}", field.name(), grouped(*part)))
        .collect();
    let message = format!(
        "{} is more than input_tokens {}, which includes them; raise input_tokens to at least {}",
        sum.join(" + "),
        grouped(step.input_tokens),
        grouped(together)
    );
    check.error(largest.0.of_step(index), message);
}

fn check_turn_cache(check: &mut Checker, index: usize, step: &Step) {
    let by_hand = COUNTED_BY_HAND.map(|field| (field, field.number_in(step)));
    for (field, count) in by_hand.into_iter().filter(|(_, count)| *count > 0.0) {
        let message = format!(
            "{} is set beside turn_cache, which reads and writes the whole input itself; set one of the two to 0 or \
             \"none\"",
            grouped(count)
        );
        check.error(field.of_step(index), message);
    }
}

/// What has tokens but no rate is named and asked for, never counted as nothing.
fn check_rates(check: &mut Checker, index: usize, step: &Step, price: &StepPrice) {
    let generated = step.visible_output_tokens + step.hidden_tokens();
    let needs = [
        (
            &field::price::INPUT_USD_PER_MTOK,
            "input",
            price.has_input,
            step.input_tokens,
        ),
        (
            &field::price::OUTPUT_USD_PER_MTOK,
            "output",
            price.has_output,
            generated,
        ),
    ];
    for (field, name, has_rate, tokens) in needs {
        if !has_rate && tokens > 0.0 {
            let of = if price.model.is_empty() {
                "this step".into()
            } else {
                format!("\"{}\"", price.model)
            };
            let message = format!("no {name} rate is listed for {of}; enter the rate that you pay");
            check.error(field.of_step(index), message);
        }
    }
}

fn check_window(check: &mut Checker, index: usize, step: &Step, price: &StepPrice) {
    let agent = agent_loop(step);
    let Some(window) = price.context_window else {
        return;
    };
    let most = agent.longest_input() + agent.first.visible_output + agent.first.reasoning;
    if most.0 > window {
        let turn = if step.turns > 1.0 {
            format!("turn {}", grouped(step.turns))
        } else {
            "the call".into()
        };
        let message = format!(
            "{turn} needs {} tokens, and \"{}\" takes at most {}: shorten it, or pick a model with a longer context",
            grouped(most.0),
            price.model,
            grouped(window)
        );
        check.warning(field::step::INPUT_TOKENS.of_step(index), message);
    }
}
