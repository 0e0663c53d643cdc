//! An agent loop: turns that send a growing context again and again (C-2).
//!
//! Turn t (from 0) sends S + t d tokens, where d is what a turn adds: tool results and, where it is kept, the
//! visible output. Without a cache the input of n turns is n S + d n (n - 1) / 2. With one, the first turn
//! writes S and each later turn reads what the one before it sent and writes d, so that reads and writes
//! together are the same input.
//!
//! A tier is tested turn by turn. Input grows with the turn, so each tier holds for one run of turns, and a
//! run is summed in closed form: a loop of 10,000 turns costs as little to evaluate as one of two.

use crate::call::{ByClass, CallRates, CallTokens, call_cost};
use crate::price::Rates;
use crate::quantity::{Calls, Tokens, Usd};
use crate::short_sort::sort_short;

/// Whether the context of a loop is kept in a prompt cache between turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TurnCache {
    /// Each turn pays the whole context as fresh input.
    #[default]
    None,
    /// Written for five minutes.
    FiveMinutes,
    /// Written for an hour.
    OneHour,
}

/// One call as a person describes it: the first turn, and what further turns add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgentLoop {
    /// The first turn; its cache fields are used only with [`TurnCache::None`].
    pub first: CallTokens,
    /// Turns, at least 1, whole.
    pub turns: f64,
    /// What each turn adds to the context of the next.
    pub growth: Tokens,
    /// Whether the context is cached between turns.
    pub cache: TurnCache,
}

/// Tokens and dollars of all turns of a loop.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LoopCost {
    /// Tokens by class.
    pub tokens: ByClass<Tokens>,
    /// Dollars by class.
    pub usd: ByClass<Usd>,
    /// Fees of the requests, one a turn.
    pub fees: Usd,
}

impl LoopCost {
    /// Tokens and fees in dollars.
    #[must_use]
    pub fn total(&self) -> Usd {
        self.usd.total() + self.fees
    }
}

impl AgentLoop {
    /// A call of one turn.
    #[must_use]
    pub fn single(first: CallTokens) -> Self {
        Self {
            first,
            turns: 1.0,
            growth: Tokens::ZERO,
            cache: TurnCache::None,
        }
    }

    /// What turn `turn` (from 0) sends.
    #[must_use]
    pub fn input_of_turn(&self, turn: f64) -> Tokens {
        self.first.input + self.growth * turn
    }

    /// What the longest turn, the last one, sends.
    #[must_use]
    pub fn longest_input(&self) -> Tokens {
        self.input_of_turn(self.turns - 1.0)
    }

    /// Tokens of the turns `from <= t < to` together.
    #[must_use]
    pub fn tokens_of_turns(&self, from: f64, to: f64) -> CallTokens {
        let count = to - from;
        // The sum of t over the run, exact for whole numbers below 2^53.
        let turn_sum = (from + to - 1.0) * count / 2.0;
        let input = self.first.input * count + self.growth * turn_sum;
        let mut tokens = CallTokens {
            input,
            visible_output: self.first.visible_output * count,
            reasoning: self.first.reasoning * count,
            ..CallTokens::default()
        };
        if self.cache == TurnCache::None {
            tokens.cache_read = self.first.cache_read * count;
            tokens.cache_write = self.first.cache_write * count;
            tokens.cache_write_1h = self.first.cache_write_1h * count;
            tokens.retrieval = self.first.retrieval * count;
            return tokens;
        }
        let first_write = if from == 0.0 {
            self.first.input
        } else {
            Tokens::ZERO
        };
        let later = if from == 0.0 { count - 1.0 } else { count };
        tokens.cache_write = first_write + self.growth * later;
        tokens.cache_read = input - tokens.cache_write;
        if self.cache == TurnCache::OneHour {
            tokens.cache_write_1h = tokens.cache_write;
        }
        tokens
    }

    /// The first turn whose input is above `start`, or `turns` where none is.
    fn first_turn_above(&self, start: f64) -> f64 {
        if self.first.input.0 > start {
            return 0.0;
        }
        if self.growth.0 <= 0.0 {
            return self.turns;
        }
        let mut turn = libm::floor((start - self.first.input.0) / self.growth.0).min(self.turns);
        while turn > 0.0 && self.input_of_turn(turn - 1.0).0 > start {
            turn -= 1.0; // the division was rounded up
        }
        while turn < self.turns && self.input_of_turn(turn).0 <= start {
            turn += 1.0;
        }
        turn
    }

    /// Runs of turns that share a tier, as `(from, to)`, in order, without gaps.
    #[must_use]
    pub fn runs(&self, tier_starts: &[f64]) -> Vec<(f64, f64)> {
        let mut bounds = vec![0.0];
        for start in tier_starts {
            let turn = self.first_turn_above(*start);
            if turn > 0.0 && turn < self.turns {
                bounds.push(turn);
            }
        }
        bounds.push(self.turns);
        sort_short(&mut bounds, |left, right| left < right);
        bounds.dedup();
        bounds.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

/// Cost of a whole loop (C-2), each turn at the tier of its own input.
///
/// ```
/// # use economics::{agent_loop::*, call::*, price::*, quantity::*};
/// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0)), (UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
/// let agent = AgentLoop { turns: 10.0, growth: Tokens(2_000.0), cache: TurnCache::None,
///     first: CallTokens { input: Tokens(10_000.0), visible_output: Tokens(500.0), ..CallTokens::default() } };
/// let input = 10.0 * 10_000.0 + 2_000.0 * 10.0 * 9.0 / 2.0;
/// let expected = (input * 3.0 + 10.0 * 500.0 * 15.0) / 1e6;
/// assert!((loop_cost(&agent, &rates).total().0 - expected).abs() < 1e-12);
/// ```
#[must_use]
pub fn loop_cost(agent: &AgentLoop, rates: &Rates) -> LoopCost {
    let mut cost = LoopCost::default();
    for (from, to) in agent.runs(&rates.tier_starts()) {
        let tokens = agent.tokens_of_turns(from, to);
        let run_rates = CallRates::at(rates, agent.input_of_turn(from));
        cost.tokens += tokens.by_class();
        cost.usd += call_cost(&tokens, &run_rates);
        cost.fees += run_rates.request * Calls(to - from);
    }
    cost
}
