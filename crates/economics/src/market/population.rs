//! One population of two kinds of user, light and heavy, that all prices are tried on.

use crate::quantity::{Share, TOKENS_PER_MTOK, Tokens, Usd, UsdPerMtok};

/// What tokens are worth to one user in a period: the first million `first`, each further million less, by `fall`:
/// u(T) = first T - fall T^2 / 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taste {
    /// What the first tokens are worth.
    pub first: UsdPerMtok,
    /// By how many dollars a million a further million is worth less.
    pub fall: f64,
}

/// Light and heavy users, and what their tokens cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Population {
    /// Users, of both kinds.
    pub users: f64,
    /// The part of them that is heavy.
    pub heavy_share: Share,
    /// A light user.
    pub light: Taste,
    /// A heavy user: worth more at every quantity, falling as fast.
    pub heavy: Taste,
    /// What a million tokens cost the company.
    pub cost: UsdPerMtok,
}

/// Why there is no such population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPopulation {
    /// There are no users, or their number is not one.
    NoUsers,
    /// The part that is heavy is not between 0 and 1.
    ShareOutside,
    /// Tokens are worth nothing to a light user, or less.
    WorthNothing,
    /// A heavy user does not pay more than a light one.
    HeavyNotAbove,
    /// Further tokens are worth as much as the first: use would have no end.
    NoFall,
    /// The cost is below 0, or not a number.
    CostOutside,
}

impl Taste {
    /// Tokens that a user takes at a price: where one more is worth just that, (first - price) / fall; none from `first` up.
    ///
    /// ```
    /// # use economics::{market::Taste, quantity::{Tokens, UsdPerMtok}};
    /// let taste = Taste { first: UsdPerMtok(10.0), fall: 2.0 };
    /// assert_eq!(taste.demand(UsdPerMtok(4.0)), Tokens((10.0 - 4.0) / 2.0 * 1e6));
    /// assert_eq!(taste.demand(UsdPerMtok(12.0)), Tokens(0.0));
    /// ```
    #[must_use]
    pub fn demand(&self, price: UsdPerMtok) -> Tokens {
        Tokens(((self.first.0 - price.0) / self.fall).max(0.0) * TOKENS_PER_MTOK)
    }

    /// What a quantity is worth, first T - fall T^2 / 2 with T in millions.
    ///
    /// ```
    /// # use economics::{market::Taste, quantity::{Tokens, Usd, UsdPerMtok}};
    /// let taste = Taste { first: UsdPerMtok(10.0), fall: 2.0 };
    /// assert_eq!(taste.worth(Tokens(3e6)), Usd(10.0 * 3.0 - 2.0 * 3.0 * 3.0 / 2.0));
    /// ```
    #[must_use]
    pub fn worth(&self, tokens: Tokens) -> Usd {
        let millions = tokens.0 / TOKENS_PER_MTOK;
        Usd(self.first.0 * millions - self.fall * millions * millions / 2.0)
    }

    /// What a user gains over the price, without a fee: (first - price)^2 / (2 fall).
    ///
    /// ```
    /// # use economics::{market::Taste, quantity::{Usd, UsdPerMtok}};
    /// let taste = Taste { first: UsdPerMtok(10.0), fall: 2.0 };
    /// assert_eq!(taste.surplus(UsdPerMtok(4.0)), Usd(6.0 * 6.0 / (2.0 * 2.0)));
    /// ```
    #[must_use]
    pub fn surplus(&self, price: UsdPerMtok) -> Usd {
        let gain = (self.first.0 - price.0).max(0.0);
        Usd(gain * gain / (2.0 * self.fall))
    }
}

impl Population {
    /// A population in which every formula here has an answer. `first_light` and `first_heavy` are what the first tokens
    /// are worth to each kind.
    ///
    /// ```
    /// # use economics::{market::*, quantity::{Share, UsdPerMtok}};
    /// let found = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(10.0)], 1.0, UsdPerMtok(2.0));
    /// assert_eq!(found, Err(NoPopulation::HeavyNotAbove));
    /// ```
    ///
    /// # Errors
    /// Why there is none.
    pub fn new(
        users: f64,
        heavy_share: Share,
        [first_light, first_heavy]: [UsdPerMtok; 2],
        fall: f64,
        cost: UsdPerMtok,
    ) -> Result<Self, NoPopulation> {
        let is_count = users > 0.0 && users.is_finite();
        let is_fall = fall > 0.0 && fall.is_finite();
        if !is_count {
            return Err(NoPopulation::NoUsers);
        }
        if !(0.0..=1.0).contains(&heavy_share.0) {
            return Err(NoPopulation::ShareOutside);
        }
        if !(first_light.0 > 0.0 && first_light.0.is_finite()) {
            return Err(NoPopulation::WorthNothing);
        }
        if !(first_heavy.0 > first_light.0 && first_heavy.0.is_finite()) {
            return Err(NoPopulation::HeavyNotAbove);
        }
        if !is_fall {
            return Err(NoPopulation::NoFall);
        }
        if !(cost.0 >= 0.0 && cost.0.is_finite()) {
            return Err(NoPopulation::CostOutside);
        }
        Ok(Self {
            users,
            heavy_share,
            light: Taste {
                first: first_light,
                fall,
            },
            heavy: Taste {
                first: first_heavy,
                fall,
            },
            cost,
        })
    }

    /// Tokens that all take at a price, in a period.
    ///
    /// ```
    /// # use economics::{market::*, quantity::{Share, Tokens, UsdPerMtok}};
    /// let all = Population::new(100.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
    /// assert_eq!(all.demand(UsdPerMtok(4.0)), Tokens(100.0 * (0.75 * 6e6 + 0.25 * 16e6)));
    /// ```
    #[must_use]
    pub fn demand(&self, price: UsdPerMtok) -> Tokens {
        self.mean(self.light.demand(price), self.heavy.demand(price)) * self.users
    }

    /// The fall that makes all take `tokens` at a price: users (mean of first - price) / tokens in millions. Nothing where
    /// nobody takes any at that price.
    ///
    /// ```
    /// # use economics::{market::*, quantity::{Share, Tokens, UsdPerMtok}};
    /// let firsts = [UsdPerMtok(10.0), UsdPerMtok(20.0)];
    /// let fall = Population::fall_for(100.0, Share(0.25), firsts, UsdPerMtok(4.0), Tokens(850e6)).unwrap();
    /// assert_eq!(fall, 100.0 * (0.75 * 6.0 + 0.25 * 16.0) / 850.0);
    /// ```
    #[must_use]
    pub fn fall_for(
        users: f64,
        heavy_share: Share,
        [first_light, first_heavy]: [UsdPerMtok; 2],
        price: UsdPerMtok,
        tokens: Tokens,
    ) -> Option<f64> {
        let light = (first_light.0 - price.0).max(0.0) * (1.0 - heavy_share.0);
        let heavy = (first_heavy.0 - price.0).max(0.0) * heavy_share.0;
        let fall = users * (light + heavy) / (tokens.0 / TOKENS_PER_MTOK);
        (fall > 0.0 && fall.is_finite()).then_some(fall)
    }

    /// The mean over all users.
    pub(super) fn mean<T: core::ops::Mul<f64, Output = T> + core::ops::Add<Output = T>>(
        &self,
        light: T,
        heavy: T,
    ) -> T {
        light * (1.0 - self.heavy_share.0) + heavy * self.heavy_share.0
    }
}
