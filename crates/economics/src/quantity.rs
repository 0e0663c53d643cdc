//! Quantities with a unit, so that dollars are never added to tokens.
//!
//! The products written out below are the documentation of what may be multiplied. Everything inside is
//! US dollars, tokens and one period; conversions happen once, where a document becomes a [`crate::Model`].

use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, Mul, Sub};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);
        }
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
                all.fold(Self::ZERO, Add::add)
            }
        }
        /// A plain ratio of two like quantities.
        impl Div for $name {
            type Output = f64;
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }
    };
}

quantity!(
    /// US dollars.
    Usd
);
quantity!(
    /// Tokens, whole or an expected number.
    Tokens
);
quantity!(
    /// US dollars for a million tokens, the unit of price lists.
    UsdPerMtok
);
quantity!(
    /// Requests to a model, whole or an expected number.
    Calls
);
quantity!(
    /// A chance between 0 and 1.
    Probability
);
quantity!(
    /// A part of a whole, between 0 and 1.
    Share
);
quantity!(
    /// Seconds.
    Seconds
);
quantity!(
    /// Tokens a second.
    TokensPerSecond
);
quantity!(
    /// Bytes of memory.
    Bytes
);
quantity!(
    /// Multiplications and additions of numbers.
    Flops
);

/// Figures that differ by no more than this part of what was added up are the same: sums in another order differ by less,
/// and cents are no binary fractions.
pub const ROUNDING: f64 = 1e-12;

/// Tokens in the unit that a rate is quoted for.
pub const TOKENS_PER_MTOK: f64 = 1e6;

/// Tokens at a rate are dollars.
///
/// ```
/// use economics::quantity::{Tokens, UsdPerMtok, Usd};
/// assert_eq!(Tokens(100_000.0) * UsdPerMtok(5.0), Usd(100_000.0 * 5.0 / 1e6));
/// ```
impl Mul<UsdPerMtok> for Tokens {
    type Output = Usd;
    fn mul(self, rate: UsdPerMtok) -> Usd {
        Usd(self.0 * rate.0 / TOKENS_PER_MTOK)
    }
}

/// Dollars a call, times calls.
impl Mul<Calls> for Usd {
    type Output = Usd;
    fn mul(self, calls: Calls) -> Usd {
        Usd(self.0 * calls.0)
    }
}

/// Tokens a call, times calls.
impl Mul<Calls> for Tokens {
    type Output = Tokens;
    fn mul(self, calls: Calls) -> Tokens {
        Tokens(self.0 * calls.0)
    }
}

/// Dollars that are due with a chance.
impl Mul<Probability> for Usd {
    type Output = Usd;
    fn mul(self, chance: Probability) -> Usd {
        Usd(self.0 * chance.0)
    }
}

impl Probability {
    /// Sure.
    pub const ONE: Self = Self(1.0);

    /// The chance of the opposite.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(1.0 - self.0)
    }
}

/// Both of two independent things.
impl Mul for Probability {
    type Output = Probability;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

/// A speed over a time is a number of tokens.
///
/// ```
/// use economics::quantity::{Seconds, Tokens, TokensPerSecond};
/// assert_eq!(TokensPerSecond(50.0) * Seconds(60.0), Tokens(50.0 * 60.0));
/// ```
impl Mul<Seconds> for TokensPerSecond {
    type Output = Tokens;
    fn mul(self, time: Seconds) -> Tokens {
        Tokens(self.0 * time.0)
    }
}
