//! How many hidden tokens an answer took, and whether a bill fits (C-24).
//!
//! Four ways to tell, none of them an audit: what the provider reports, what it bills beyond what can be seen, how long it
//! took, and what such tasks usually take.

use crate::quantity::Tokens;

/// An estimate and the range it lies in nine times out of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The best guess.
    pub tokens: Tokens,
    /// Nineteen in twenty lie above.
    pub low: Tokens,
    /// Nineteen in twenty lie below.
    pub high: Tokens,
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEstimate {
    /// A number of tokens is below 0, or none.
    TokensOutside,
    /// More can be seen than was billed.
    MoreVisibleThanBilled,
    /// The first token came after the whole answer.
    AnswerBeforeFirstToken,
    /// More can be seen than could be written in the time.
    MoreVisibleThanWritten,
    /// A speed of 0, or none.
    NoSpeed,
    /// A relative error below 0, or none.
    ErrorOutside,
    /// Nothing to compare with: a prediction of 0, or without error.
    NoPrediction,
}

/// Standard deviations to either side that hold nine tenths of a normal distribution.
pub const NINE_TENTHS: f64 = 1.644_853_626_951_472_7;

/// Standard deviations from which on an answer is looked at again.
pub const FLAG: f64 = 3.0;

/// What the provider reports. It can be read, not checked.
///
/// ```
/// # use economics::{hidden_tokens::*, quantity::Tokens};
/// let found = reported(Tokens(3_000.0)).unwrap();
/// assert_eq!((found.low, found.high), (Tokens(3_000.0), Tokens(3_000.0)));
/// ```
///
/// # Errors
/// A number that is none.
pub fn reported(tokens: Tokens) -> Result<Estimate, NoEstimate> {
    check(tokens)?;
    Ok(Estimate {
        tokens,
        low: tokens,
        high: tokens,
    })
}

/// Output that was billed less what can be seen, counted here with a relative error: another tokenizer counts otherwise.
///
/// ```
/// # use economics::{hidden_tokens::*, quantity::Tokens};
/// let found = beyond_visible(Tokens(3_500.0), Tokens(500.0), 0.0).unwrap();
/// assert_eq!(found.tokens, Tokens(3_500.0 - 500.0));
/// ```
///
/// # Errors
/// Why there is none.
pub fn beyond_visible(
    billed: Tokens,
    visible: Tokens,
    relative_error: f64,
) -> Result<Estimate, NoEstimate> {
    check(billed)?;
    check(visible)?;
    check_error(relative_error)?;
    if visible.0 > billed.0 {
        return Err(NoEstimate::MoreVisibleThanBilled);
    }
    let away = NINE_TENTHS * relative_error * visible.0;
    Ok(around(billed.0 - visible.0, away))
}

/// What could be written in the time, less what can be seen: speed (seconds - first token's seconds) - visible, with a
/// relative error of the speed.
///
/// ```
/// # use economics::{hidden_tokens::*, quantity::Tokens};
/// // 40 tokens a second for 60 s, the first after 0.8 s, 500 to be seen.
/// let found = by_time(40.0, 60.0, 0.8, Tokens(500.0), 0.2).unwrap();
/// assert_eq!(found.tokens, Tokens(40.0 * (60.0 - 0.8) - 500.0));
/// ```
///
/// # Errors
/// Why there is none.
pub fn by_time(
    tokens_per_second: f64,
    seconds: f64,
    seconds_to_first: f64,
    visible: Tokens,
    relative_error: f64,
) -> Result<Estimate, NoEstimate> {
    check(visible)?;
    check_error(relative_error)?;
    if !(tokens_per_second > 0.0 && tokens_per_second.is_finite()) {
        return Err(NoEstimate::NoSpeed);
    }
    let writing = seconds - seconds_to_first;
    if !(writing >= 0.0 && writing.is_finite() && seconds_to_first >= 0.0) {
        return Err(NoEstimate::AnswerBeforeFirstToken);
    }
    let written = tokens_per_second * writing;
    if visible.0 > written {
        return Err(NoEstimate::MoreVisibleThanWritten);
    }
    Ok(around(
        written - visible.0,
        NINE_TENTHS * relative_error * written,
    ))
}

/// What such tasks usually take: visible output times a ratio, lognormal with this deviation of its logarithm. Repeated runs
/// of one question differ by up to 9.7 times (arXiv:2603.23971), hence a wide default of 0.5.
///
/// ```
/// # use economics::{hidden_tokens::*, quantity::Tokens};
/// let found = by_ratio(Tokens(500.0), 8.0, 0.5).unwrap();
/// assert_eq!(found.tokens, Tokens(500.0 * 8.0));
/// assert!((found.high.0 / 4_000.0 - (1.6448536 * 0.5f64).exp()).abs() < 1e-6);
/// assert!((found.low.0 * found.high.0 - 4_000.0 * 4_000.0).abs() < 1e-3);
/// ```
///
/// # Errors
/// Why there is none.
pub fn by_ratio(visible: Tokens, ratio: f64, sigma: f64) -> Result<Estimate, NoEstimate> {
    check(visible)?;
    check(Tokens(ratio))?;
    check_error(sigma)?;
    let spread = libm::exp(NINE_TENTHS * sigma);
    let tokens = visible * ratio;
    Ok(Estimate {
        tokens,
        low: tokens * (1.0 / spread),
        high: tokens * spread,
    })
}

/// How far a bill is from what was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Audit {
    /// (billed - predicted) / (relative error x predicted).
    pub deviations: f64,
    /// Whether it is more than [`FLAG`] above: worth a second look, and no proof.
    pub is_flagged: bool,
}

/// Compares a bill with a prediction that has a relative error. An estimate is not an audit: a flag is a reason to ask, and
/// no flag does not prove the bill.
///
/// ```
/// # use economics::{hidden_tokens::*, quantity::Tokens};
/// let found = audit(Tokens(6_000.0), Tokens(4_000.0), 0.2).unwrap();
/// assert!((found.deviations - (6_000.0 - 4_000.0) / (0.2 * 4_000.0)).abs() < 1e-12 && !found.is_flagged); // 2.5
/// ```
///
/// # Errors
/// Nothing to compare with.
pub fn audit(billed: Tokens, predicted: Tokens, relative_error: f64) -> Result<Audit, NoEstimate> {
    check(billed)?;
    check(predicted)?;
    check_error(relative_error)?;
    let expected_error = relative_error * predicted.0;
    if expected_error <= 0.0 {
        return Err(NoEstimate::NoPrediction);
    }
    let deviations = (billed.0 - predicted.0) / expected_error;
    Ok(Audit {
        deviations,
        is_flagged: deviations > FLAG,
    })
}

fn around(tokens: f64, away: f64) -> Estimate {
    Estimate {
        tokens: Tokens(tokens),
        low: Tokens((tokens - away).max(0.0)),
        high: Tokens(tokens + away),
    }
}

fn check(tokens: Tokens) -> Result<(), NoEstimate> {
    if tokens.0 >= 0.0 && tokens.0.is_finite() {
        Ok(())
    } else {
        Err(NoEstimate::TokensOutside)
    }
}

fn check_error(relative: f64) -> Result<(), NoEstimate> {
    if relative >= 0.0 && relative.is_finite() {
        Ok(())
    } else {
        Err(NoEstimate::ErrorOutside)
    }
}
