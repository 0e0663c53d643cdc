//! Effort: which tokens of a call the production function counts, and what one more of them costs.
//!
//! Counted for a call, all its turns together. A change of effort changes the call as its kind says, and the exact
//! price follows from the changed call.

use crate::agent_loop::{AgentLoop, LoopCost, TurnCache, loop_cost};
use crate::call::{CallRates, CallTokens};
use crate::price::Rates;
use crate::quantity::{Tokens, UsdPerMtok};

/// Which tokens count as effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffortKind {
    /// Visible output and reasoning; what is shown stays as the task asks for it, reasoning takes the change.
    Generated,
    /// Reasoning alone.
    Reasoning,
    /// Input and output; the mix scales as a whole (the paper's reading).
    All,
}

impl AgentLoop {
    /// Effort of a call.
    #[must_use]
    pub fn effort(&self, kind: EffortKind) -> Tokens {
        let first = &self.first;
        match kind {
            EffortKind::Generated => (first.visible_output + first.reasoning) * self.turns,
            EffortKind::Reasoning => first.reasoning * self.turns,
            EffortKind::All => {
                let tokens = self.tokens_of_turns(0.0, self.turns);
                tokens.input + tokens.visible_output + tokens.reasoning
            }
        }
    }

    /// The least effort that the call can have: what is shown stays.
    #[must_use]
    pub fn least_effort(&self, kind: EffortKind) -> Tokens {
        match kind {
            EffortKind::Generated => self.first.visible_output * self.turns,
            EffortKind::Reasoning | EffortKind::All => Tokens::ZERO,
        }
    }

    /// The same call with another effort, at least the least one. A call without any tokens stays as it is.
    #[must_use]
    pub fn with_effort(&self, kind: EffortKind, effort: Tokens) -> Self {
        let per_turn = effort.0 / self.turns;
        let mut changed = *self;
        match kind {
            EffortKind::Generated => {
                changed.first.reasoning = Tokens((per_turn - self.first.visible_output.0).max(0.0));
            }
            EffortKind::Reasoning => changed.first.reasoning = Tokens(per_turn),
            EffortKind::All => {
                let present = self.effort(kind).0;
                if present > 0.0 {
                    changed = self.scaled(effort.0 / present);
                }
            }
        }
        changed
    }

    /// Every count multiplied.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let first = &self.first;
        Self {
            first: CallTokens {
                input: first.input * factor,
                cache_read: first.cache_read * factor,
                cache_write: first.cache_write * factor,
                cache_write_1h: first.cache_write_1h * factor,
                retrieval: first.retrieval * factor,
                visible_output: first.visible_output * factor,
                reasoning: first.reasoning * factor,
            },
            growth: self.growth * factor,
            ..*self
        }
    }
}

/// What one more token of effort costs in a call, at today's tiers: the reasoning rate, or for [`EffortKind::All`]
/// what the call costs without its fees, by its tokens.
///
/// ```
/// # use economics::{agent_loop::*, call::*, effort::*, price::*, quantity::*};
/// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(5.0)), (UnitId::OUTPUT_TOKENS, Rate::flat(25.0))]);
/// let call = AgentLoop::single(CallTokens { input: Tokens(1_000.0), visible_output: Tokens(500.0), ..CallTokens::default() });
/// assert_eq!(marginal_price(&call, &rates, EffortKind::Generated), UsdPerMtok(25.0));
/// let blended = (1_000.0 * 5.0 + 500.0 * 25.0) / 1_500.0;
/// assert!((marginal_price(&call, &rates, EffortKind::All).0 - blended).abs() < 1e-12);
/// ```
#[must_use]
pub fn marginal_price(agent: &AgentLoop, rates: &Rates, kind: EffortKind) -> UsdPerMtok {
    if kind != EffortKind::All {
        return mean_over_turns(agent, rates, |rates| rates.reasoning);
    }
    let effort = agent.effort(kind);
    let LoopCost { usd, .. } = loop_cost(agent, rates);
    if effort.0 > 0.0 {
        UsdPerMtok(usd.total().0 / effort.0 * crate::quantity::TOKENS_PER_MTOK)
    } else {
        UsdPerMtok::ZERO
    }
}

/// What one more token of visible output a turn costs, by token: its own rate and, where it is `kept` in the context,
/// the input that it causes in later turns.
///
/// ```
/// # use economics::{agent_loop::*, call::*, effort::*, price::*, quantity::*};
/// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0)), (UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
/// let agent = AgentLoop { turns: 10.0, growth: Tokens(2_000.0), cache: TurnCache::None,
///     first: CallTokens { input: Tokens(10_000.0), visible_output: Tokens(500.0), ..CallTokens::default() } };
/// // Ten tokens are written, and 9 + 8 + ... + 1 are sent again.
/// let expected = (10.0 * 15.0 + 45.0 * 3.0) / 10.0;
/// assert!((marginal_output_price(&agent, &rates, true).0 - expected).abs() < 1e-12);
/// ```
#[must_use]
pub fn marginal_output_price(agent: &AgentLoop, rates: &Rates, kept: bool) -> UsdPerMtok {
    let own = mean_over_turns(agent, rates, |rates| rates.output);
    if !kept {
        return own;
    }
    // Turn t sends t tokens more, one of them for the first time: that one is fresh or written, the others are fresh
    // or read.
    let mut again = 0.0;
    for (from, to) in agent.runs(&rates.tier_starts()) {
        let run = CallRates::at(rates, agent.input_of_turn(from));
        let turns = to - from.max(1.0).min(to); // the first turn sends nothing again
        let sent = (from + to - 1.0) * (to - from) / 2.0;
        let write = match agent.cache {
            TurnCache::None => run.input,
            TurnCache::FiveMinutes => run.cache_write,
            TurnCache::OneHour => run.cache_write_1h,
        };
        let read = if agent.cache == TurnCache::None {
            run.input
        } else {
            run.cache_read
        };
        again += write.0 * turns + read.0 * (sent - turns);
    }
    own + UsdPerMtok(again / agent.turns)
}

fn mean_over_turns(
    agent: &AgentLoop,
    rates: &Rates,
    of: impl Fn(&CallRates) -> UsdPerMtok,
) -> UsdPerMtok {
    let tiers = rates.tier_starts();
    let runs = agent.runs(&tiers).into_iter();
    let sum: f64 = runs
        .map(|(from, to)| of(&CallRates::at(rates, agent.input_of_turn(from))).0 * (to - from))
        .sum();
    UsdPerMtok(sum / agent.turns)
}
