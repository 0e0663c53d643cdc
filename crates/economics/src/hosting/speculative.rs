//! Speculative decoding: a small model guesses ahead, the large one checks all guesses in one step
//! (Leviathan, Kalman, Matias 2023; C-17).

/// Tokens that one step of the large model brings where each of `guesses` guesses is accepted with a chance, and the first
/// that is not is replaced: (1 - a^(g+1)) / (1 - a); g + 1 where all are accepted.
///
/// ```
/// use economics::hosting::accepted_tokens;
/// assert!((accepted_tokens(0.8, 4.0) - (1.0 - 0.8_f64.powi(5)) / 0.2).abs() < 1e-12); // 3.3616
/// assert_eq!(accepted_tokens(1.0, 4.0), 4.0 + 1.0);
/// assert_eq!(accepted_tokens(0.0, 4.0), 1.0);
/// ```
#[must_use]
pub fn accepted_tokens(acceptance: f64, guesses: f64) -> f64 {
    /// Nearer to 1 than this the quotient loses figures to rounding.
    const SURE: f64 = 1e-9;
    if acceptance >= 1.0 - SURE {
        return guesses + 1.0;
    }
    (1.0 - libm::pow(acceptance, guesses + 1.0)) / (1.0 - acceptance)
}

/// How many times faster that is: the small model takes the part `draft_cost` of a step for each guess. Below 1 it is slower.
/// It holds while steps are bound by memory, so that checking several tokens takes no longer than writing one.
///
/// ```
/// use economics::hosting::speedup;
/// let tokens = (1.0 - 0.8_f64.powi(5)) / 0.2;
/// assert!((speedup(0.8, 4.0, 0.1) - tokens / (4.0 * 0.1 + 1.0)).abs() < 1e-12); // 2.40
/// assert!(speedup(0.1, 4.0, 0.5) < 1.0);
/// ```
#[must_use]
pub fn speedup(acceptance: f64, guesses: f64, draft_cost: f64) -> f64 {
    accepted_tokens(acceptance, guesses) / (guesses * draft_cost + 1.0)
}
