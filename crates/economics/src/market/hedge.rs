//! Holding a price steady with futures (C-22).

/// How much to hedge, and what is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hedge {
    /// Tokens sold or bought ahead for each token needed.
    pub ratio: f64,
    /// The part of the standard deviation of the bill that it takes away.
    pub cut: f64,
}

/// Why there is no hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoHedge {
    /// A correlation is between -1 and 1.
    CorrelationOutside,
    /// The price paid does not move, or moves by less than nothing.
    PaidDoesNotMove,
    /// The futures price does not move.
    FuturesDoNotMove,
}

/// The hedge that leaves least variance: ratio = rho s / f, and 1 - sqrt(1 - rho^2) of the standard deviation goes; rho is
/// how the two prices move together, s and f their standard deviations. Source: Johnson 1960, Ederington 1979.
///
/// ```
/// # use economics::market::hedge::hedge;
/// let found = hedge(0.6, 0.5, 0.4).unwrap();
/// assert_eq!(found.ratio, 0.6 * 0.5 / 0.4);
/// assert!((found.cut - (1.0 - 0.8)).abs() < 1e-12); // sqrt(1 - 0.36) = 0.8
/// ```
///
/// # Errors
/// Why there is none.
pub fn hedge(correlation: f64, paid: f64, futures: f64) -> Result<Hedge, NoHedge> {
    if !(-1.0..=1.0).contains(&correlation) {
        return Err(NoHedge::CorrelationOutside);
    }
    if !(paid > 0.0 && paid.is_finite()) {
        return Err(NoHedge::PaidDoesNotMove);
    }
    if !(futures > 0.0 && futures.is_finite()) {
        return Err(NoHedge::FuturesDoNotMove);
    }
    Ok(Hedge {
        ratio: correlation * paid / futures,
        cut: 1.0 - libm::sqrt(1.0 - correlation * correlation),
    })
}
