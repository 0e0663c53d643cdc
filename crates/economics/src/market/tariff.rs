//! Prices for one population: who is served, who pays what, profit and welfare (C-22).
//!
//! | price | how it is found |
//! |---|---|
//! | at cost | p = c; best for all together, brings nothing |
//! | with a margin | p = c (1 + m) |
//! | best flat price | p = (mean of first + c) / 2 with both served, (first of the heavy + c) / 2 with these alone |
//! | two-part tariff | p = c + h (heavy - light), fee = what is left to a light user; or p = c with the heavy alone |
//! | menu of two | the heavy get what is best, the light less, so that nobody takes the other's |

use super::population::{Population, Taste};
use crate::quantity::{TOKENS_PER_MTOK, Tokens, Usd, UsdPerMtok};

/// A price for tokens, and one for having access at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tariff {
    /// For a million tokens.
    pub price: UsdPerMtok,
    /// For a period, from everyone who takes any.
    pub fee: Usd,
}

/// What one user of a kind takes, pays and keeps in a period; all nothing where the price keeps it out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bought {
    /// Tokens taken.
    pub tokens: Tokens,
    /// Paid, fee and all.
    pub pays: Usd,
    /// What it is worth beyond that.
    pub keeps: Usd,
}

/// What a price brings in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sale {
    /// A light user.
    pub light: Bought,
    /// A heavy user.
    pub heavy: Bought,
    /// Paid by all, less cost.
    pub profit: Usd,
    /// Worth to all, less cost: profit and what users keep.
    pub welfare: Usd,
}

/// Two packages, for users to choose from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Menu {
    /// Tokens and charge meant for light users; nothing where these are left out.
    pub light: Option<(Tokens, Usd)>,
    /// Tokens and charge meant for heavy users.
    pub heavy: (Tokens, Usd),
}

/// A gain that is no more than rounding: whoever is left with this takes part, and takes what is meant for it.
const ROUNDING: f64 = 1e-9;

impl Bought {
    fn new(taste: &Taste, tokens: Tokens, pays: Usd) -> Self {
        Self {
            tokens,
            pays,
            keeps: taste.worth(tokens) - pays,
        }
    }

    /// Whether any is taken.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.tokens.0 > 0.0
    }
}

impl Sale {
    fn new(population: &Population, light: Bought, heavy: Bought) -> Self {
        let all = |light: Usd, heavy: Usd| population.mean(light, heavy) * population.users;
        let profit = all(
            light.pays - light.tokens * population.cost,
            heavy.pays - heavy.tokens * population.cost,
        );
        Self {
            light,
            heavy,
            profit,
            welfare: profit + all(light.keeps, heavy.keeps),
        }
    }
}

/// What a tariff brings. A user whose gain is below the fee takes nothing.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// let sale = tariff::sale(&all, Tariff { price: UsdPerMtok(4.0), fee: Usd(1.0) });
/// assert_eq!(sale.light.pays, Usd(6.0 * 4.0 + 1.0));
/// assert_eq!(sale.profit, Usd(0.75 * (6.0 * 2.0 + 1.0) + 0.25 * (16.0 * 2.0 + 1.0)));
/// ```
#[must_use]
pub fn sale(population: &Population, tariff: Tariff) -> Sale {
    let bought = |taste: &Taste| {
        let tokens = taste.demand(tariff.price);
        let gain = taste.surplus(tariff.price) - tariff.fee;
        if tokens.0 <= 0.0 || gain.0 < -ROUNDING * tariff.fee.0.abs() {
            return Bought::default();
        }
        Bought::new(taste, tokens, tokens * tariff.price + tariff.fee)
    };
    Sale::new(
        population,
        bought(&population.light),
        bought(&population.heavy),
    )
}

/// A flat price at cost, or with a margin on it: c (1 + margin).
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// assert_eq!(tariff::with_margin(&all, 0.5), Tariff { price: UsdPerMtok(2.0 * 1.5), fee: Usd(0.0) });
/// ```
#[must_use]
pub fn with_margin(population: &Population, margin: f64) -> Tariff {
    Tariff {
        price: population.cost * (1.0 + margin),
        fee: Usd::ZERO,
    }
}

/// The flat price of most profit: the better of the best with both kinds served and the best with heavy users alone.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// assert_eq!(tariff::best_flat(&all).price, UsdPerMtok((0.75 * 10.0 + 0.25 * 20.0 + 2.0) / 2.0));
/// ```
#[must_use]
pub fn best_flat(population: &Population) -> Tariff {
    let flat = |first: f64| Tariff {
        price: UsdPerMtok(((first + population.cost.0) / 2.0).max(population.cost.0)),
        fee: Usd::ZERO,
    };
    let mean = population.mean(population.light.first, population.heavy.first);
    better(population, flat(mean.0), flat(population.heavy.first.0))
}

/// The one two-part tariff of most profit: that for both kinds, or that for heavy users alone.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// assert_eq!(tariff::two_part(&all), tariff::two_part_for_heavy(&all)); // $40.50 against $35.125
/// ```
#[must_use]
pub fn two_part(population: &Population) -> Tariff {
    let alone = two_part_for_heavy(population);
    two_part_for_both(population).map_or(alone, |both| better(population, both, alone))
}

/// The best two-part tariff that keeps light users: p = c + h (heavy - light) and as fee all that is left to a light user,
/// (light - p)^2 / (2 fall). Nothing where that price is above what the first tokens are worth to them.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// let both = Tariff { price: UsdPerMtok(2.0 + 0.25 * 10.0), fee: Usd(5.5 * 5.5 / 2.0) };
/// assert_eq!(tariff::two_part_for_both(&all), Some(both));
/// ```
#[must_use]
pub fn two_part_for_both(population: &Population) -> Option<Tariff> {
    let apart = population.heavy.first.0 - population.light.first.0;
    let price = UsdPerMtok(population.cost.0 + population.heavy_share.0 * apart);
    (price.0 < population.light.first.0).then(|| Tariff {
        price,
        fee: population.light.surplus(price),
    })
}

/// Tokens at cost and a fee that leaves nothing to a heavy user; light users stay away.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// assert_eq!(tariff::two_part_for_heavy(&all).fee, Usd(18.0 * 18.0 / 2.0));
/// ```
#[must_use]
pub fn two_part_for_heavy(population: &Population) -> Tariff {
    Tariff {
        price: population.cost,
        fee: population.heavy.surplus(population.cost),
    }
}

/// The menu of two packages of most profit. Heavy users get what is best, (heavy - c) / fall; light users less than that,
/// by h / (1 - h) (heavy - light) / fall, so that the smaller package does not tempt heavy users. Light users pay all that
/// theirs is worth to them; heavy users keep (heavy - light) T_light, what the smaller one would have left them. Source:
/// Mussa and Rosen 1978, Maskin and Riley 1984.
///
/// ```
/// # use economics::{market::*, quantity::{Share, Tokens, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// let menu = tariff::best_menu(&all);
/// assert_eq!(menu.heavy.0, Tokens(18e6)); // (20 - 2) / 1
/// assert!((menu.light.unwrap().0.0 - (8.0 - 10.0 / 3.0) * 1e6).abs() < 1e-6);
/// ```
#[must_use]
pub fn best_menu(population: &Population) -> Menu {
    let Population {
        light,
        heavy,
        heavy_share,
        cost,
        ..
    } = population;
    let apart = heavy.first.0 - light.first.0;
    // Nobody is light at a share of 1: the quotient is infinite, and the small package is left out.
    let held_back = heavy_share.0 / (1.0 - heavy_share.0) * apart;
    let small = Tokens((light.first.0 - cost.0 - held_back) / light.fall * TOKENS_PER_MTOK);
    let large = heavy.demand(*cost);
    if small.0 > 0.0 {
        let kept = small * UsdPerMtok(apart);
        Menu {
            light: Some((small, light.worth(small))),
            heavy: (large, heavy.worth(large) - kept),
        }
    } else {
        Menu {
            light: None,
            heavy: (large, heavy.worth(large)),
        }
    }
}

/// What a menu brings: every user takes the package that leaves most, the one meant for it where two leave the same, and
/// none that costs more than it is worth.
///
/// ```
/// # use economics::{market::{*, tariff::Menu}, quantity::{Share, Tokens, Usd, UsdPerMtok}};
/// let all = Population::new(1.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// let menu = Menu { light: None, heavy: (Tokens(2e6), Usd(20.0)) };
/// let sale = tariff::menu_sale(&all, &menu); // worth $18 to a light user: too dear
/// assert_eq!((sale.light.pays, sale.profit), (Usd(0.0), Usd(0.25 * (20.0 - 2.0 * 2.0))));
/// ```
#[must_use]
pub fn menu_sale(population: &Population, menu: &Menu) -> Sale {
    let nothing = (Tokens::ZERO, Usd::ZERO);
    let small = menu.light.unwrap_or(nothing);
    let chosen = |taste: &Taste, meant: (Tokens, Usd), other: (Tokens, Usd)| {
        let mut best = Bought::new(taste, meant.0, meant.1);
        for (tokens, pays) in [other, nothing] {
            let offered = Bought::new(taste, tokens, pays);
            if offered.keeps.0 > best.keeps.0 + ROUNDING * best.pays.0.abs() {
                best = offered;
            }
        }
        best
    };
    Sale::new(
        population,
        chosen(&population.light, small, menu.heavy),
        chosen(&population.heavy, menu.heavy, small),
    )
}

/// The tariff of more profit, the first where they bring the same.
fn better(population: &Population, first: Tariff, second: Tariff) -> Tariff {
    let profit = |tariff| sale(population, tariff).profit.0;
    if profit(second) > profit(first) {
        second
    } else {
        first
    }
}
