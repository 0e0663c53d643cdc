//! How much effort each step should get: for the best net, or for the best quality that today's money buys (C-6, C-10,
//! C-11, P9, P11).
//!
//! A task's net depends on the efforts only through the quality q of an attempt and its cost C. So the best efforts lie
//! on the family that maximises q - lambda C, or ln q - theta C where q is a product, and one number is left to search:
//! the price lambda of quality. Where q is a pure product of curves whose logarithms are concave, each member of the
//! family is one and only and has a closed form, so that the search misses nothing. Elsewhere (means, the weakest of
//! several, S-shaped curves, tiers) members are settled step by step from several starts, and
//! [`Optimum::is_certain`] says so.
//!
//! A product chain has increasing returns at first: below some spend more money pays although the next dollar does not.
//! Every member of the family is compared, and doing nothing too.

mod budget;
mod coordinate;
mod kinks;
mod lowest_price;
mod search;
mod tiers;

pub use budget::{Claim, Split, split_budget};

use crate::evaluate::Model;
use crate::outcome::{Net, Outcome, net, outcome};
use crate::quantity::{Probability, Tokens, Usd};
use lowest_price::lowest_price;
use search::Search;

/// Efforts of all steps and what comes of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Effort of a call, for each step of the model.
    pub efforts: Vec<Tokens>,
    /// Cost of an attempt.
    pub attempt_cost: Usd,
    /// What becomes of a task.
    pub outcome: Outcome,
    /// What the next dollar returns at this point, where every step may change; about 1 at the best spend.
    pub next_dollar: f64,
}

/// The best efforts.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// For the best net of a task that is done.
    pub best: Plan,
    /// For the best quality of an attempt that costs what it costs today.
    pub same_money: Plan,
    /// Whether the best is better than not doing the task at all.
    pub pays: bool,
    /// Whether nothing better can exist; otherwise it is the best found from several starts.
    pub is_certain: bool,
    /// Steps whose effort was chosen; the others have no curve.
    pub chosen: Vec<usize>,
}

/// Points of the first, coarse look along the family.
const LOOKS: usize = 72;
/// The same where every member is dear.
const LOOKS_WITH_KINKS: usize = 12;
/// And halvings there.
const HALVINGS_WITH_KINKS: usize = 10;
/// How far prices of quality are looked at above the least that can be best, as a power of e.
const SPAN: f64 = 16.0;
/// A budget is kept to this part.
const ROUNDING: f64 = 1e-12;
/// Halvings of the last look.
const HALVINGS: usize = 80;

/// The best efforts of all steps that have a curve, or of the steps named; nothing where none of them has, or a success
/// rate is unknown.
///
/// ```
/// # use economics::{optimum, Model};
/// # fn model() -> Option<Model> { None }
/// if let Some(optimum) = model().and_then(|model| optimum::optimum(&model, None)) {
///     assert!(optimum.same_money.outcome.net.expected <= optimum.best.outcome.net.expected);
/// }
/// ```
#[must_use]
pub fn optimum(model: &Model, only: Option<&[usize]>) -> Option<Optimum> {
    let search = Search::new(model, only)?;
    let mut best = best(model, &search);
    let mut same_money = within(model, &search, search.present_cost());
    if search.has_tiers() {
        let net = |quality: f64, cost: f64| net_of(model, quality, cost);
        best = tiers::polished(&search, &best, &net);
        same_money = tiers::filled(&search, &same_money, search.present_cost());
    }
    // Today's own split is a candidate of either, so that no advice is worse than what is.
    let today = search.present();
    let same_money = better(model, &search, &same_money, &today, |plan| {
        plan.outcome.attempt_success_rate.0
    });
    let certain = |plan: &Plan| certain(model, &plan.outcome.net);
    let best = better(model, &search, &best, &today, certain);
    let nothing = -model.value.undone.0;
    Some(Optimum {
        pays: certain(&best) >= nothing,
        best,
        same_money,
        is_certain: search.is_certain(),
        chosen: search.steps(),
    })
}

/// The best split of an attempt's budget; the least efforts where they cost more.
#[must_use]
pub fn split(model: &Model, budget: Usd) -> Option<Plan> {
    let search = Search::new(model, None)?;
    let efforts = within(model, &search, budget.0);
    Some(plan(model, &search, &efforts))
}

/// What an attempt can cost and how right it can be, where its money is split best: pairs of cost and quality by rising
/// cost. Empty where no step has a curve.
#[must_use]
pub fn frontier(model: &Model) -> Vec<(f64, f64)> {
    let Some(search) = Search::new(model, None) else {
        return Vec::new();
    };
    let Some(lowest) = lowest_price(model, &search) else {
        return Vec::new();
    };
    let mut start = search.most();
    let mut points: Vec<(f64, f64)> = Vec::new();
    let looks = match (search.is_certain(), search.has_kinks()) {
        (true, _) => LOOKS,
        (false, false) => LOOKS / 3,
        (false, true) => LOOKS_WITH_KINKS / 2,
    };
    for look in 0..=2 * looks {
        // From a little below the best spend, where the curve is flat, to where nothing is spent any more.
        let price = lowest * libm::exp(SPAN * (look as f64 / looks as f64 - 0.25) / 2.0);
        start = search.member(price, &start);
        let point = (search.cost(&start), search.quality(&start));
        if points.last().is_none_or(|last| point.0 < last.0) {
            points.push(point);
        }
    }
    points.reverse();
    points
}

fn certain(model: &Model, net: &Net) -> f64 {
    net.certain(model.value.risk_aversion).0
}

fn better(
    model: &Model,
    search: &Search,
    found: &[f64],
    other: &[f64],
    measure: impl Fn(&Plan) -> f64,
) -> Plan {
    let found = plan(model, search, found);
    let other = plan(model, search, other);
    // Only a clear gain: rounding must not turn today's numbers into others.
    let margin = 1e-12 * measure(&found).abs();
    let is_allowed = search.is_allowed(&search.present());
    if is_allowed && measure(&other) > measure(&found) + margin {
        other
    } else {
        found
    }
}

fn plan(model: &Model, search: &Search, efforts: &[f64]) -> Plan {
    let (quality, cost) = (search.quality(efforts), search.cost(efforts));
    let outcome = outcome(
        Usd(cost),
        Probability(quality),
        &model.checking,
        &model.value,
    );
    Plan {
        efforts: search
            .all_efforts(efforts)
            .into_iter()
            .map(Tokens)
            .collect(),
        attempt_cost: Usd(cost),
        next_dollar: returns(model, search, efforts, &outcome.net),
        outcome,
    }
}

/// What the next dollar returns where it returns most, among the steps that may still change upwards.
fn returns(model: &Model, search: &Search, efforts: &[f64], net: &Net) -> f64 {
    let aversion = model.value.risk_aversion;
    let per_dollar = search.quality_per_dollar(efforts);
    let most = per_dollar.into_iter().fold(0.0, f64::max);
    most * net.certain_per_quality(aversion) / net.certain_per_cost(aversion)
}

/// Net of a task, risk taken off, for a quality and a cost of an attempt.
fn net_of(model: &Model, quality: f64, cost: f64) -> f64 {
    let quality = Probability(quality);
    certain(
        model,
        &net(Usd(cost), quality, &model.checking, &model.value),
    )
}

/// Net of a task at a member of the family, and whether spending less would be better there.
fn looked_at(model: &Model, search: &Search, efforts: &[f64], price: f64) -> (f64, f64) {
    let (quality, cost) = (search.quality(efforts), search.cost(efforts));
    let net = net(
        Usd(cost),
        Probability(quality),
        &model.checking,
        &model.value,
    );
    let aversion = model.value.risk_aversion;
    let lambda = search.price_of_quality(price, quality);
    let slope = net.certain_per_quality(aversion) * lambda - net.certain_per_cost(aversion);
    (certain(model, &net), slope)
}

/// The member of the family with the best net, or the least efforts.
fn best(model: &Model, search: &Search) -> Vec<f64> {
    let least = search.least();
    let mut found = (looked_at(model, search, &least, 0.0).0, least.clone());
    let Some(lowest) = lowest_price(model, search) else {
        return found.1;
    };
    let looks = if search.has_kinks() {
        LOOKS_WITH_KINKS
    } else {
        LOOKS
    };
    let price = |look: usize| lowest * libm::exp(SPAN * look as f64 / looks as f64);
    let mut start = search.most();
    let mut before: Option<f64> = None;
    for look in 0..=looks {
        let efforts = search.member(price(look), &start);
        if !search.is_certain() && !search.has_kinks() {
            let other = search.member(price(look), &search.present());
            let net = looked_at(model, search, &other, price(look)).0;
            if net > found.0 {
                found = (net, other);
            }
        }
        let (net, slope) = looked_at(model, search, &efforts, price(look));
        if net > found.0 {
            found = (net, efforts.clone());
        }
        // A maximum lies where more money starts to pay: below it too much is spent, above too little.
        if before.is_some_and(|before| before < 0.0) && slope >= 0.0 {
            let between = (price(look - 1), price(look));
            let (net, efforts) = narrowed(model, search, between, &start);
            if net > found.0 {
                found = (net, efforts);
            }
        }
        before = Some(slope);
        start = efforts;
        if start == least && search.is_certain() {
            break;
        }
    }
    if !search.is_certain() && !search.has_kinks() {
        return at_its_own_price(model, search, found);
    }
    if search.has_kinks() {
        // Members are balanced only nearly, so that today's efforts may be the better start.
        let today = search.present();
        let (net, _) = looked_at(model, search, &today, 0.0);
        if search.is_allowed(&today) && net > found.0 {
            found.1 = today;
        }
        return kinks::polished(search, &found.1, &|efforts| {
            looked_at(model, search, efforts, 0.0).0
        });
    }
    found.1
}

/// Rounds in which efforts and their price agree.
const AGREEING: usize = 60;

/// The best that was found may lie on a branch of members that the look did not follow: there the price of quality is
/// moved to what quality is worth, until efforts and price agree.
fn at_its_own_price(model: &Model, search: &Search, found: (f64, Vec<f64>)) -> Vec<f64> {
    let aversion = model.value.risk_aversion;
    let mut efforts = found.1.clone();
    for _ in 0..AGREEING {
        let (quality, cost) = (search.quality(&efforts), search.cost(&efforts));
        let net = net(
            Usd(cost),
            Probability(quality),
            &model.checking,
            &model.value,
        );
        let worth = net.certain_per_quality(aversion);
        if worth <= 0.0 {
            break;
        }
        let next = search.member(net.certain_per_cost(aversion) / worth, &efforts);
        if next == efforts {
            break;
        }
        efforts = next;
    }
    if looked_at(model, search, &efforts, 0.0).0 >= found.0 {
        efforts
    } else {
        found.1
    }
}

fn narrowed(
    model: &Model,
    search: &Search,
    (mut low, mut high): (f64, f64),
    start: &[f64],
) -> (f64, Vec<f64>) {
    let halvings = if search.has_kinks() {
        HALVINGS_WITH_KINKS
    } else {
        HALVINGS
    };
    for _ in 0..halvings {
        let middle = libm::sqrt(low) * libm::sqrt(high);
        if !(low < middle && middle < high) {
            break;
        }
        let efforts = search.member(middle, start);
        if looked_at(model, search, &efforts, middle).1 < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let efforts = search.member(high, start);
    (looked_at(model, search, &efforts, high).0, efforts)
}

/// The member of the family that costs `budget`, or the least efforts where they cost more.
fn within(model: &Model, search: &Search, budget: f64) -> Vec<f64> {
    let least = search.least();
    if budget <= search.cost(&least) || search.is_free() {
        return if search.is_free() {
            search.most()
        } else {
            least
        };
    }
    if !search.is_certain() && !search.has_kinks() {
        // A budget may lie where no price of quality leads: between spending little and spending much.
        let starts = [search.present(), search.most()];
        let spent = starts
            .iter()
            .map(|start| coordinate::spending(search, budget, start));
        let spent = spent.filter(|efforts| search.cost(efforts) <= budget * (1.0 + ROUNDING));
        let best = spent.fold(least, |best, next| {
            if search.quality(&next) > search.quality(&best) {
                next
            } else {
                best
            }
        });
        return coordinate::exchanged(search, &best);
    }
    let whole = (model.value.gain + model.value.loss).0.abs().max(1.0);
    let (mut low, mut high) = (1e-12 / whole, 1e12);
    let mut start = search.most();
    let rich = search.member(low, &start);
    if search.cost(&rich) <= budget {
        return rich;
    }
    let mut found = least;
    let halvings = if search.has_kinks() {
        2 * HALVINGS_WITH_KINKS
    } else {
        2 * HALVINGS
    };
    for _ in 0..halvings {
        let middle = libm::sqrt(low) * libm::sqrt(high);
        if !(low < middle && middle < high) {
            break;
        }
        let efforts = search.member(middle, &start);
        if search.cost(&efforts) > budget {
            low = middle;
            start = efforts;
        } else {
            high = middle;
            found = efforts;
        }
    }
    found
}
