//! Dollars of value as a function of tokens, V(T), and the number of tokens at which the next one stops paying.
//!
//! These are curves for a whole budget of tokens whose worth is known in dollars. Where a success rate is known
//! instead, a step's success grows with its tokens and a right result has a value.
//!
//! With a price c in US dollars for one token the net is V(T) - c T. Its best point is where V'(T) = c on the
//! falling part of V', and it always competes with spending nothing, which nets 0. Every V' here either falls
//! throughout or rises once and then falls, so that point is the only other candidate: it is found in closed
//! form, or by bisection of V' on the part where it falls. No start value and no step decide what is found.

use crate::quantity::{Share, Tokens, Usd};

/// The shape of V(T), each worth nothing at no tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueCurve {
    /// V (1 - e^(-b T)): each further token closes the same part of what is missing (Paper, after Zhu 2026).
    Saturating {
        /// What it comes to with tokens without end, at least 0.
        ceiling: Usd,
        /// Productivity b for one token, above 0.
        productivity: f64,
    },
    /// A T^a: 1 % more tokens are worth about a % more (Source: Cobb and Douglas 1928).
    Power {
        /// What the first token brings, at least 0.
        first: Usd,
        /// Elasticity a, 0 < a < 1: more tokens bring less and less.
        elasticity: f64,
    },
    /// A ln(1 + T / t): each doubling far above t brings the same (Source: textbook).
    Logarithm {
        /// What e times as many tokens bring, far above the start: at least 0.
        scale: Usd,
        /// Tokens t at which returns start to fall off, above 0.
        start: Tokens,
    },
    /// V T^n / (K^n + T^n): with n > 1 little happens at first, then much, then little (Source: Hill 1910).
    Hill {
        /// What it comes to with tokens without end, at least 0.
        ceiling: Usd,
        /// Tokens K that bring half of it, above 0.
        half: Tokens,
        /// Steepness n, above 0; 1 has diminishing returns throughout.
        steepness: f64,
    },
    /// V (1 - e^(-b T)) e^(-g T): beyond a point more thinking does harm (Extension, after the finding of
    /// arXiv 2505.17813 that the shortest of several chains of thought are the more often right ones).
    Overthinking {
        /// What it would come to if thinking did no harm, at least 0.
        ceiling: Usd,
        /// Productivity b for one token, above 0.
        productivity: f64,
        /// Harm g for one token, at least 0; 0 is [`ValueCurve::Saturating`].
        harm: f64,
    },
}

impl ValueCurve {
    /// Whether every parameter is a number in the range that its field names. The values of a curve that is not
    /// mean nothing, and its best is `None`.
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        let worth = |usd: Usd| usd.0.is_finite() && usd.0 >= 0.0;
        let positive = |x: f64| x.is_finite() && x > 0.0;
        match *self {
            Self::Saturating {
                ceiling,
                productivity,
            } => worth(ceiling) && positive(productivity),
            Self::Power { first, elasticity } => {
                worth(first) && 0.0 < elasticity && elasticity < 1.0
            }
            Self::Logarithm { scale, start } => worth(scale) && positive(start.0),
            Self::Hill {
                ceiling,
                half,
                steepness,
            } => worth(ceiling) && positive(half.0) && positive(steepness),
            Self::Overthinking {
                ceiling,
                productivity,
                harm,
            } => worth(ceiling) && positive(productivity) && harm.is_finite() && harm >= 0.0,
        }
    }

    /// Value V(T) in US dollars of T >= 0 tokens.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::ValueCurve};
    /// let hill = ValueCurve::Hill { ceiling: Usd(12.0), half: Tokens(2_000.0), steepness: 1.0 };
    /// assert_eq!(hill.value(Tokens(6_000.0)), Usd(12.0 * 6_000.0 / (2_000.0 + 6_000.0)));
    /// ```
    #[must_use]
    pub fn value(&self, tokens: Tokens) -> Usd {
        let t = tokens.0;
        match *self {
            Self::Saturating {
                ceiling,
                productivity,
            } => ceiling * -libm::expm1(-productivity * t),
            Self::Power { first, elasticity } => first * libm::pow(t, elasticity),
            Self::Logarithm { scale, start } => scale * libm::log1p(t / start.0),
            Self::Hill {
                ceiling,
                half,
                steepness,
            } => {
                let small = powered_ratio(t, half.0, steepness);
                let share = if t <= half.0 { small } else { 1.0 };
                ceiling * (share / (1.0 + small))
            }
            Self::Overthinking {
                ceiling,
                productivity,
                harm,
            } => ceiling * (-libm::expm1(-productivity * t) * libm::exp(-harm * t)),
        }
    }

    /// What the next token brings, V'(T), in US dollars for one token. Infinite at T = 0 for a power, and for a
    /// Hill curve with n < 1; below 0 where thinking has become harmful.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::ValueCurve};
    /// let curve = ValueCurve::Logarithm { scale: Usd(2.0), start: Tokens(5_000.0) };
    /// assert_eq!(curve.marginal(Tokens(75_000.0)), 2.0 / (5_000.0 + 75_000.0));
    /// ```
    #[must_use]
    pub fn marginal(&self, tokens: Tokens) -> f64 {
        let t = tokens.0;
        match *self {
            Self::Saturating {
                ceiling,
                productivity,
            } => ceiling.0 * productivity * libm::exp(-productivity * t),
            Self::Power { first, .. } if first.0 <= 0.0 => 0.0,
            Self::Power { first, elasticity } => {
                first.0 * elasticity * libm::pow(t, elasticity - 1.0)
            }
            Self::Logarithm { scale, start } => scale.0 / (start.0 + t),
            Self::Hill {
                ceiling,
                half,
                steepness,
            } => hill_marginal(ceiling.0, half.0, steepness, t),
            Self::Overthinking {
                ceiling,
                productivity,
                harm,
            } => {
                let gain = productivity * libm::exp(-productivity * t);
                let loss = harm * -libm::expm1(-productivity * t);
                ceiling.0 * libm::exp(-harm * t) * (gain - loss)
            }
        }
    }

    /// What is left in US dollars after paying for T tokens: V(T) - c T.
    #[must_use]
    pub fn net(&self, tokens: Tokens, usd_per_token: f64) -> Usd {
        self.value(tokens) - Usd(usd_per_token * tokens.0)
    }

    /// The number of tokens with the highest net at a price in US dollars for one token, at least 0. It is 0
    /// wherever no number of tokens nets more than nothing does.
    ///
    /// `None` where there is no such number: the price is not a number of at least 0, a parameter is out of its
    /// range, or tokens are free (or nearly) and more of them always bring more.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::ValueCurve};
    /// let curve = ValueCurve::Power { first: Usd(0.05), elasticity: 0.5 };
    /// let best = curve.best_tokens(25e-6).map_or(0.0, |tokens| tokens.0);
    /// // 0.5 A / sqrt(T) = c at T = (0.5 A / c)^2: a million tokens worth $50 for $25.
    /// assert!((best / (0.5 * 0.05 / 25e-6_f64 * (0.5 * 0.05 / 25e-6)) - 1.0).abs() < 1e-12);
    /// let too_dear = ValueCurve::Logarithm { scale: Usd(0.1), start: Tokens(5_000.0) };
    /// assert_eq!(too_dear.best_tokens(25e-6), Some(Tokens(0.0))); // 0.1 < 5,000 x 25e-6
    /// assert_eq!(curve.best_tokens(0.0), None);
    /// ```
    #[must_use]
    pub fn best_tokens(&self, usd_per_token: f64) -> Option<Tokens> {
        let price_is_known = usd_per_token.is_finite() && usd_per_token >= 0.0;
        if !price_is_known || !self.is_in_range() {
            return None;
        }
        let candidate = Tokens(self.falls_to(usd_per_token));
        if !candidate.0.is_finite() {
            return None;
        }
        let pays = self.net(candidate, usd_per_token).0 > 0.0;
        Some(if pays { candidate } else { Tokens::ZERO })
    }

    /// The net in US dollars at [`ValueCurve::best_tokens`], at least 0; `None` where that is.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::ValueCurve};
    /// let curve = ValueCurve::Power { first: Usd(0.05), elasticity: 0.5 };
    /// assert!(curve.best_net(25e-6).is_some_and(|net| (net.0 - (50.0 - 25.0)).abs() < 1e-9));
    /// ```
    #[must_use]
    pub fn best_net(&self, usd_per_token: f64) -> Option<Usd> {
        let best = self.best_tokens(usd_per_token)?;
        Some(self.net(best, usd_per_token))
    }

    /// Where V' falls to the price: 0 where it never is above it, infinite where it never falls so far.
    fn falls_to(&self, price: f64) -> f64 {
        match *self {
            Self::Saturating {
                ceiling,
                productivity,
            } => saturating_falls_to(ceiling.0, productivity, price),
            Self::Power { first, .. } if first.0 <= 0.0 => 0.0,
            Self::Power { first, elasticity } => {
                libm::pow(elasticity * first.0 / price, 1.0 / (1.0 - elasticity))
            }
            Self::Logarithm { scale, start } if scale.0 <= price * start.0 => 0.0,
            Self::Logarithm { scale, start } => scale.0 / price - start.0,
            Self::Hill {
                ceiling,
                half,
                steepness: 1.0,
            } => {
                if ceiling.0 <= price * half.0 {
                    return 0.0;
                }
                libm::sqrt(ceiling.0 * half.0 / price) - half.0
            }
            Self::Hill {
                ceiling,
                half,
                steepness,
            } => self.hill_falls_to(ceiling.0, half.0, steepness, price),
            Self::Overthinking {
                ceiling,
                productivity,
                harm: 0.0,
            } => saturating_falls_to(ceiling.0, productivity, price),
            Self::Overthinking {
                ceiling,
                productivity,
                harm,
            } => self.overthinking_falls_to(ceiling.0, productivity, harm, price),
        }
    }

    /// V' rises up to (T / K)^n = (n - 1) / (n + 1), where n > 1, and falls from there. Above V / c tokens cost
    /// more than all they can bring.
    fn hill_falls_to(&self, ceiling: f64, half: f64, steepness: f64, price: f64) -> f64 {
        let steepest = if steepness > 1.0 {
            half * libm::pow((steepness - 1.0) / (steepness + 1.0), 1.0 / steepness)
        } else {
            0.0
        };
        if self.marginal(Tokens(steepest)) <= price {
            return 0.0;
        }
        let most = ceiling / price;
        if !most.is_finite() {
            return f64::INFINITY;
        }
        last_of_run(steepest, most, |t| self.marginal(Tokens(t)) > price)
    }

    /// V' falls from V b to 0 at ln(1 + b / g) / b, where thinking turns harmful, and is below 0 from there on.
    fn overthinking_falls_to(&self, ceiling: f64, productivity: f64, harm: f64, price: f64) -> f64 {
        if ceiling * productivity <= price {
            return 0.0;
        }
        let peak = libm::log1p(productivity / harm) / productivity;
        let most = peak.min(ceiling / price);
        last_of_run(0.0, most, |t| self.marginal(Tokens(t)) > price)
    }
}

/// Value made of tokens and a person's time together, with constant elasticity of substitution 1 / (1 - rho):
/// A (d X^rho + (1 - d) Z^rho)^(1 / rho), X in thousands of tokens, Z in minutes
/// (Source: Arrow, Chenery, Minhas and Solow 1961).
///
/// The share d belongs to these units: with hours for minutes it would be another number. Twice of both is twice
/// the value, so prices decide how the two are mixed and not how much of the mixture is bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokensAndTime {
    /// What a thousand tokens and a minute together are worth, A, at least 0.
    pub scale: Usd,
    /// Weight d of the tokens, strictly between 0 and 1.
    pub token_share: Share,
    /// How well one stands in for the other, rho < 1. Near 1 they are alike; at 0 the value is Cobb-Douglas,
    /// A X^d Z^(1 - d); at minus infinity, which is allowed, it is A min(X, Z) and neither can stand in.
    pub substitution: f64,
}

impl TokensAndTime {
    /// Value in US dollars of tokens and minutes, each at least 0. With rho <= 0 it is 0 without either.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::TokensAndTime};
    /// let work = TokensAndTime { scale: Usd(2.0), token_share: Share(0.25), substitution: 0.5 };
    /// let root = 0.25 * 4.0 + 0.75 * 3.0; // 16,000 tokens and 9 minutes: roots 4 and 3
    /// assert!((work.value(Tokens(16_000.0), 9.0).0 - 2.0 * root * root).abs() < 1e-12);
    /// let both = TokensAndTime { substitution: f64::NEG_INFINITY, ..work };
    /// assert_eq!(both.value(Tokens(16_000.0), 9.0), Usd(2.0 * 9.0));
    /// ```
    #[must_use]
    pub fn value(&self, tokens: Tokens, minutes: f64) -> Usd {
        let (x, z) = (tokens.0 / TOKENS_PER_THOUSAND, minutes);
        let (d, rho) = (self.token_share.0, self.substitution);
        if rho == f64::NEG_INFINITY {
            return self.scale * x.min(z);
        }
        if rho == 0.0 {
            return self.scale * (libm::pow(x, d) * libm::pow(z, 1.0 - d));
        }
        // The part that weighs most is taken out, so that no power overflows, and the rest is written with
        // expm1 and log1p, so that nothing cancels where rho is near 0.
        let base = if rho > 0.0 { x.max(z) } else { x.min(z) };
        if base <= 0.0 {
            return Usd::ZERO;
        }
        let above = |part: f64| libm::expm1(rho * libm::log(part / base));
        let mixture = libm::log1p(d * above(x) + (1.0 - d) * above(z)) / rho;
        self.scale * (base * libm::exp(mixture))
    }

    /// The cheapest mixture, in thousands of tokens for a minute: X / Z = (d / (1 - d) p_Z / p_X)^(1 / (1 - rho)),
    /// at a price in US dollars for one token and for a minute. With rho at minus infinity it is 1.
    ///
    /// `None` unless both prices are above 0, 0 < d < 1 and rho < 1: from 1 on the cheaper one does it all.
    ///
    /// ```
    /// # use economics::{quantity::*, value_curve::TokensAndTime};
    /// let work = TokensAndTime { scale: Usd(1.0), token_share: Share(0.5), substitution: 0.0 };
    /// // Cobb-Douglas with equal weights: as much money for tokens as for time, $2 a thousand against $1 a minute.
    /// let mixture = work.best_thousand_tokens_per_minute(2.0 / 1_000.0, 1.0);
    /// assert!(mixture.is_some_and(|mixture| (mixture - 1.0 / 2.0).abs() < 1e-12));
    /// ```
    #[must_use]
    pub fn best_thousand_tokens_per_minute(
        &self,
        usd_per_token: f64,
        usd_per_minute: f64,
    ) -> Option<f64> {
        let positive = |x: f64| x.is_finite() && x > 0.0;
        let (d, rho) = (self.token_share.0, self.substitution);
        let prices_are_known = positive(usd_per_token) && positive(usd_per_minute);
        let both_are_used = 0.0 < d && d < 1.0 && rho < 1.0;
        if !prices_are_known || !both_are_used {
            return None;
        }
        let price_ratio = usd_per_minute / (usd_per_token * TOKENS_PER_THOUSAND);
        Some(libm::pow(d / (1.0 - d) * price_ratio, 1.0 / (1.0 - rho)))
    }
}

const TOKENS_PER_THOUSAND: f64 = 1e3;

/// ln(b V / c) / b, or 0 where b V <= c.
fn saturating_falls_to(ceiling: f64, productivity: f64, price: f64) -> f64 {
    if productivity * ceiling <= price {
        return 0.0;
    }
    libm::log(productivity * ceiling / price) / productivity
}

/// (T / K)^n, or its inverse where that is above 1, so that it never overflows.
fn powered_ratio(t: f64, half: f64, steepness: f64) -> f64 {
    libm::pow(t.min(half) / t.max(half), steepness)
}

/// n V x / (T (1 + x)^2) with x = (T / K)^n, which is the same for 1 / x.
fn hill_marginal(ceiling: f64, half: f64, steepness: f64, t: f64) -> f64 {
    if t <= 0.0 {
        return match steepness {
            1.0 => ceiling / half,
            n if n < 1.0 && ceiling > 0.0 => f64::INFINITY,
            _ => 0.0,
        };
    }
    let small = powered_ratio(t, half, steepness);
    ceiling * steepness / t * (small / ((1.0 + small) * (1.0 + small)))
}

/// The last number of the run from `low` for which `holds`, which does not at `high`: halved until no number
/// lies between.
fn last_of_run(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let mut middle = f64::midpoint(low, high);
    while low < middle && middle < high {
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
        middle = f64::midpoint(low, high);
    }
    low
}
