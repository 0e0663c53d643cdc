//! How much effort each step should get: for the best net, or for the best quality that today's money buys (C-6, C-10,
//! C-11, P9, P11).
//!
//! A task's net depends on the efforts only through the quality q of an attempt and its cost C. So the best efforts are
//! the best split of what they cost, and one number is left to search: the price theta of money ([`along`]), at which
//! they maximise ln q - theta C ([`balance`]). A change of ln q is a flow that goes back through the workflow ([`joins`]),
//! and every step answers to its own flow alone ([`variable`]).
//!
//! Where q is a product, or the weakest, of curves whose logarithms are concave, the prices bound from above what any
//! split can reach; where what was found meets that bound, [`Optimum::is_certain`]. Elsewhere (means, curves that bend
//! upwards first, tiers) searches start from many places, and money is moved between steps as long as that helps
//! ([`polish`]).
//!
//! A product chain has increasing returns at first: below some spend more money pays although the next dollar does not.
//! So every price is looked at, and doing nothing too.

mod along;
mod balance;
mod budget;
mod falling;
mod joins;
mod moves;
mod polish;
mod search;
mod tiers;
mod variable;
mod weakest;
mod within;

pub use budget::{Claim, Split, split_budget};

use crate::model::Model;
use crate::outcome::{Net, Outcome, net, outcome};
use crate::quantity::{Probability, Tokens, Usd};
use along::BestNet;
use balance::Balance;
use polish::Aim;
use search::Search;
use variable::Branch;
use within::within;

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

/// What prices prove must agree with what was found to this part of quality.
const PROVEN: f64 = 1e-10;
/// Points of a frontier, and how far its prices reach, as a power of e.
const LOOKS: usize = 144;
/// The same where answers have to be settled.
const SETTLED_LOOKS: usize = 36;
/// Efforts that are polished; and of many steps.
const POLISHED: (usize, usize) = (16, 3);
/// After so many that led to nothing better the others are left.
const IN_VAIN: usize = 4;
/// What is no better, by part.
const SAME: f64 = 1e-9;
/// See [`LOOKS`].
const SPAN: f64 = 16.0;

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
    let worth = Worth::of(model);
    let today = search.present();
    let money = search.cost(&today);
    let survey = along::survey(&search, &worth, money);
    let mut best = survey.found[0].clone();
    let mut known = vec![best.efforts.clone()];
    known.extend(search.allows_today().then(|| today.clone()));
    let same = within(&search, money, &known, survey.within);
    if best.gap > PROVEN {
        let measure = |efforts: &[f64]| worth.at(search.quality(efforts), search.cost(efforts)).net;
        // Either search may have come upon a split that the other did not.
        let candidates = survey
            .found
            .into_iter()
            .map(|found| (found.net, found.efforts));
        let mut candidates: Vec<(f64, Vec<f64>)> = candidates.collect();
        candidates.push((measure(&same.efforts), same.efforts.clone()));
        crate::short_sort::sort_short(&mut candidates, |left, right| left.0 > right.0);
        if let Some((_, efforts)) = polished_of(&search, candidates, &BestNet { worth: &worth }) {
            best.efforts = efforts;
        }
    }
    // Today's own split is a candidate of either, so that no advice is worse than what is.
    let quality = |plan: &Plan| plan.outcome.attempt_success_rate.0;
    let same_money = better(&search, &same.efforts, &today, quality);
    let certain = |plan: &Plan| certain(model, &plan.outcome.net);
    let best_plan = better(&search, &best.efforts, &today, certain);
    let is_proven = best.gap <= PROVEN && same.gap <= PROVEN && worth.falls_with_cost();
    Some(Optimum {
        pays: certain(&best_plan) >= -model.value.undone.0,
        best: best_plan,
        same_money,
        is_certain: search.is_concave() && is_proven,
        chosen: search.steps(),
    })
}

/// The best split of an attempt's budget; the least efforts where they cost more.
#[must_use]
pub fn split(model: &Model, budget: Usd) -> Option<Plan> {
    let search = Search::new(model, None)?;
    let found = within(&search, budget.0, &[], within::starts(&search));
    Some(plan(&search, &found.efforts))
}

/// What an attempt can cost and how right it can be, where its money is split best: pairs of cost and quality by rising
/// cost. Empty where no step has a curve.
#[must_use]
pub fn frontier(model: &Model) -> Vec<(f64, f64)> {
    let Some(search) = Search::new(model, None) else {
        return Vec::new();
    };
    let Some(lowest) = along::lowest_price(&search) else {
        return Vec::new();
    };
    let is_settled = search.has_kinks() || search.joins.has_means();
    let looks = if is_settled { SETTLED_LOOKS } else { LOOKS };
    let any = vec![Branch::Any; search.variables.len()];
    let mut balance = Balance::new(&search, search.joins.even(), &any);
    let mut points: Vec<(f64, f64)> = Vec::new();
    for look in 0..=looks {
        // From a little below the best spend, where the curve is flat, to where nothing is spent any more.
        balance.at_price(lowest * libm::exp(SPAN * (look as f64 / looks as f64 - 0.125)));
        let point = (search.cost(&balance.efforts), balance.whole);
        if points
            .last()
            .is_none_or(|last| point.0 < last.0 && point.1 <= last.1)
        {
            points.push(point);
        }
    }
    points.reverse();
    points
}

/// What quality and money are worth.
struct Worth<'a> {
    model: &'a Model,
}

/// The net at a quality and a cost of an attempt, risk taken off, and how it changes with both.
struct There {
    net: f64,
    per_quality: f64,
    per_cost: f64,
}

impl<'a> Worth<'a> {
    fn of(model: &'a Model) -> Self {
        Self { model }
    }

    fn at(&self, quality: f64, cost: f64) -> There {
        let (checking, value) = (&self.model.checking, &self.model.value);
        let net = net(Usd(cost), Probability(quality), checking, value);
        There {
            net: certain(self.model, &net),
            per_quality: net.certain_per_quality(value.risk_aversion),
            per_cost: net.certain_per_cost(value.risk_aversion),
        }
    }

    /// Whether of two efforts that are as right the cheaper one is always better. With risk and several tries it need not
    /// be: dearer tries may make good and bad ends more alike.
    fn falls_with_cost(&self) -> bool {
        self.model.value.risk_aversion == 0.0 || self.model.checking.attempts == 1
    }
}

/// The best that polishing the first few of some efforts leads to; of several that are nearly the same, the first.
fn polished_of(
    search: &Search,
    mut candidates: Vec<(f64, Vec<f64>)>,
    aim: &dyn Aim,
) -> Option<(f64, Vec<f64>)> {
    candidates.retain(|(_, efforts)| !efforts.is_empty());
    let mut tried: Vec<Vec<f64>> = Vec::new();
    let mut best: Option<(f64, Vec<f64>)> = None;
    let mut since = 0;
    let most = if search.is_small() {
        POLISHED.0
    } else {
        POLISHED.1
    };
    for (_, efforts) in candidates {
        if most <= tried.len() || IN_VAIN <= since {
            break;
        }
        if tried.iter().any(|other| search.are_near(other, &efforts)) {
            continue;
        }
        let mut found = polish::polished(search, &efforts, aim);
        if search.has_tiers() {
            let by_runs = tiers::polished(search, &found.1, &|quality, cost| {
                aim.measure(quality, cost)
            });
            let again = polish::polished(search, &by_runs, aim);
            if again.0 > found.0 {
                found = again;
            }
        }
        tried.push(efforts);
        let is_better = |best: &(f64, Vec<f64>)| found.0 > best.0 + SAME * best.0.abs();
        if best.as_ref().is_none_or(is_better) {
            since = 0;
            best = Some(found);
        } else {
            since += 1;
        }
    }
    best
}

fn certain(model: &Model, net: &Net) -> f64 {
    net.certain(model.value.risk_aversion).0
}

fn better(search: &Search, found: &[f64], today: &[f64], measure: impl Fn(&Plan) -> f64) -> Plan {
    let (found, today) = (plan(search, found), plan(search, today));
    // Only a clear gain: rounding must not turn today's numbers into others.
    let margin = 1e-12 * measure(&found).abs();
    if search.allows_today() && measure(&today) > measure(&found) + margin {
        today
    } else {
        found
    }
}

fn plan(search: &Search, efforts: &[f64]) -> Plan {
    let model = search.model;
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
        next_dollar: returns(search, efforts, &outcome.net),
        outcome,
    }
}

/// What the next dollar returns where it returns most, among the steps that may still change upwards.
fn returns(search: &Search, efforts: &[f64], net: &Net) -> f64 {
    let aversion = search.model.value.risk_aversion;
    let per_dollar = search.quality_per_dollar(efforts);
    let most = per_dollar.into_iter().fold(0.0, f64::max);
    most * net.certain_per_quality(aversion) / net.certain_per_cost(aversion)
}
