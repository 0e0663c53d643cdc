//! What one call costs, split by class of token (C-1, P1, P4).
//!
//! Five classes make up a call: input, cache, retrieval, visible output and hidden reasoning. Each token is
//! charged once, at the rate of its most specific kind; a rate that a price list does not have falls back to
//! the rate of the next wider kind, never to nothing.

use crate::price::{Rates, UnitId};
use crate::quantity::{Tokens, Usd, UsdPerMtok};
use core::ops::{Add, AddAssign, Index, IndexMut, Mul};

/// A class of tokens of a call, in the order in which they are shown (P1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenClass {
    /// Fresh input that is not retrieval.
    Input,
    /// Input read from or written to a prompt cache.
    Cache,
    /// Fresh input that a retrieval step brought.
    Retrieval,
    /// Output that is shown.
    VisibleOutput,
    /// Reasoning that is billed as output and not shown.
    HiddenReasoning,
}

impl TokenClass {
    /// All five, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Input,
        Self::Cache,
        Self::Retrieval,
        Self::VisibleOutput,
        Self::HiddenReasoning,
    ];
}

/// One value for each class of token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByClass<T>(pub [T; 5]);

impl<T> Index<TokenClass> for ByClass<T> {
    type Output = T;
    fn index(&self, class: TokenClass) -> &T {
        &self.0[class as usize]
    }
}

impl<T> IndexMut<TokenClass> for ByClass<T> {
    fn index_mut(&mut self, class: TokenClass) -> &mut T {
        &mut self.0[class as usize]
    }
}

impl<T: Copy + Add<Output = T>> Add for ByClass<T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(core::array::from_fn(|i| self.0[i] + other.0[i]))
    }
}

impl<T: Copy + Add<Output = T>> AddAssign for ByClass<T> {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<T: Copy + Mul<f64, Output = T>> Mul<f64> for ByClass<T> {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0.map(|value| value * factor))
    }
}

impl<T: Copy + core::iter::Sum> ByClass<T> {
    /// All classes together.
    #[must_use]
    pub fn total(&self) -> T {
        self.0.iter().copied().sum()
    }
}

/// Tokens of one call as a provider counts them: `input` is everything sent, its cached and retrieved parts
/// inside; `cache_write` is all writes, the part kept for an hour inside.
///
/// Invariant, checked where a document is lowered: no count is negative, `cache_read + cache_write + retrieval
/// <= input` and `cache_write_1h <= cache_write`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CallTokens {
    /// Everything sent.
    pub input: Tokens,
    /// The part of it that a cache answered.
    pub cache_read: Tokens,
    /// The part of it that was written to a cache, for five minutes or an hour.
    pub cache_write: Tokens,
    /// The part of the writes that is kept for an hour.
    pub cache_write_1h: Tokens,
    /// The part of the fresh input that retrieval brought.
    pub retrieval: Tokens,
    /// Output that is shown.
    pub visible_output: Tokens,
    /// Output that is not shown.
    pub reasoning: Tokens,
}

impl CallTokens {
    /// Input that no cache had a part in.
    #[must_use]
    pub fn fresh(&self) -> Tokens {
        self.input - self.cache_read - self.cache_write
    }

    /// The same tokens by class; the classes are disjoint and add up to input and output.
    #[must_use]
    pub fn by_class(&self) -> ByClass<Tokens> {
        ByClass([
            self.fresh() - self.retrieval,
            self.cache_read + self.cache_write,
            self.retrieval,
            self.visible_output,
            self.reasoning,
        ])
    }
}

/// Rates of a call within one tier, every fallback resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallRates {
    /// Fresh input.
    pub input: UsdPerMtok,
    /// Cache read.
    pub cache_read: UsdPerMtok,
    /// Cache write kept for five minutes.
    pub cache_write: UsdPerMtok,
    /// Cache write kept for an hour.
    pub cache_write_1h: UsdPerMtok,
    /// Visible output.
    pub output: UsdPerMtok,
    /// Hidden reasoning.
    pub reasoning: UsdPerMtok,
    /// Fee of a call, whatever its tokens.
    pub request: Usd,
}

impl CallRates {
    /// The rates that hold for a prompt of `input` tokens. A missing cache rate is the input rate, a missing
    /// hour's rate the five minutes' one, a missing reasoning rate the output rate; a listed 0 is a real 0.
    #[must_use]
    pub fn at(rates: &Rates, input: Tokens) -> Self {
        let rate = |unit| rates.get(unit).map(|rate| UsdPerMtok(rate.at(input.0)));
        let input_rate = rate(UnitId::INPUT_TOKENS).unwrap_or_default();
        let output = rate(UnitId::OUTPUT_TOKENS).unwrap_or_default();
        let cache_write = rate(UnitId::CACHE_WRITE_TOKENS).unwrap_or(input_rate);
        let request = rates
            .get(UnitId::REQUESTS)
            .map_or(0.0, |rate| rate.at(input.0));
        Self {
            input: input_rate,
            cache_read: rate(UnitId::CACHE_READ_TOKENS).unwrap_or(input_rate),
            cache_write,
            cache_write_1h: rate(UnitId::CACHE_WRITE_1H_TOKENS).unwrap_or(cache_write),
            output,
            reasoning: rate(UnitId::OUTPUT_REASONING_TOKENS).unwrap_or(output),
            request: Usd(request / UnitId::REQUESTS.unit().per),
        }
    }

    /// Price asymmetry rho = p_O / p_I (P4); nothing where input is free.
    #[must_use]
    pub fn asymmetry(&self) -> Option<f64> {
        (self.input.0 > 0.0).then(|| self.output / self.input)
    }

    /// What a million tokens of visible output really cost when each brings `hidden_ratio` hidden ones:
    /// p_O + h p_H, which is p_O (1 + h) where reasoning is billed as output.
    ///
    /// ```
    /// # use economics::{call::CallRates, price::{Rates, Rate, UnitId}, quantity::{Tokens, UsdPerMtok}};
    /// let rates = Rates::new([(UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
    /// let rates = CallRates::at(&rates, Tokens(0.0));
    /// assert_eq!(rates.effective_output(10.0), UsdPerMtok(15.0 * (1.0 + 10.0)));
    /// ```
    #[must_use]
    pub fn effective_output(&self, hidden_ratio: f64) -> UsdPerMtok {
        self.output + self.reasoning * hidden_ratio
    }
}

/// Cost of one call by class, without the fee of the request (C-1): each token once, at the rate of its most
/// specific kind.
///
/// ```
/// # use economics::{call::*, quantity::*};
/// let rates = CallRates { input: UsdPerMtok(3.0), cache_read: UsdPerMtok(0.3), cache_write: UsdPerMtok(3.75),
///     cache_write_1h: UsdPerMtok(6.0), output: UsdPerMtok(15.0), reasoning: UsdPerMtok(15.0), request: Usd(0.0) };
/// let call = CallTokens { input: Tokens(25_000.0), cache_read: Tokens(20_000.0), cache_write: Tokens(3_000.0),
///     visible_output: Tokens(500.0), reasoning: Tokens(4_000.0), ..CallTokens::default() };
/// let expected = (2_000.0 * 3.0 + 20_000.0 * 0.3 + 3_000.0 * 3.75 + 4_500.0 * 15.0) / 1e6;
/// assert!((call_cost(&call, &rates).total().0 - expected).abs() < 1e-15);
/// ```
#[must_use]
pub fn call_cost(tokens: &CallTokens, rates: &CallRates) -> ByClass<Usd> {
    let five_minutes = tokens.cache_write - tokens.cache_write_1h; // writes include the hour's part
    ByClass([
        (tokens.fresh() - tokens.retrieval) * rates.input,
        tokens.cache_read * rates.cache_read
            + five_minutes * rates.cache_write
            + tokens.cache_write_1h * rates.cache_write_1h,
        tokens.retrieval * rates.input,
        tokens.visible_output * rates.output,
        tokens.reasoning * rates.reasoning,
    ])
}
