//! Members of the family where no closed form holds: each step in turn takes the effort that is best while the others
//! stay, until none moves. Started from above, because quality makes efforts complements: more of one is worth
//! more of another.

use super::search::Search;
use crate::evaluate::{Model, Step};
use crate::production::Production;
use crate::quantity::{TOKENS_PER_MTOK, Tokens};

/// A step whose effort may change.
pub(super) struct Variable<'a> {
    pub(super) step: usize,
    pub(super) curve: Production,
    pub(super) present: f64,
    pub(super) least: f64,
    pub(super) most: f64,
    /// Runs of effort within which a token costs the same.
    pub(super) pieces: Vec<Piece>,
    calls: f64,
    of: &'a Step,
}

/// A run of effort, with the cost of an attempt's calls as a straight line.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    from: f64,
    to: f64,
    at_none: f64,
    of_token: f64,
}

/// Most tokens of effort that are ever advised.
const MOST_TOKENS: f64 = 1e12;
/// Of a loop with tiers, in so many runs its cost is taken to be straight.
const RUNS: usize = 24;
/// Rounds of all steps.
const ROUNDS: usize = 400;
/// Rounds of the last word: each is dear, and the start is near.
const ROUNDS_OF_POLISH: usize = 8;
/// Efforts that no longer change.
const STILL: f64 = 1e-13;
/// Points of a look at one step alone, in the logarithm of its effort.
const LOOKS: usize = 14;

impl<'a> Variable<'a> {
    pub(super) fn new(model: &'a Model, step: usize) -> Option<Self> {
        let of = &model.steps[step];
        let curve = of.curve.ok()?;
        let least = of.least_effort().0.max(curve.least_useful());
        let most = MOST_TOKENS.min(curve.cap()).max(least);
        Some(Self {
            step,
            curve,
            present: of.present_effort().0,
            least,
            most,
            pieces: pieces(of, least, most),
            calls: of.calls.0,
            of,
        })
    }

    pub(super) fn is_free(&self) -> bool {
        self.pieces.iter().all(|piece| piece.of_token <= 0.0)
    }

    /// Dollars an attempt.
    pub(super) fn cost(&self, effort: f64) -> f64 {
        (self.of.call_cost_at(Tokens(effort)) * self.of.calls).0
    }

    /// Dollars an attempt for one more token.
    pub(super) fn price(&self, effort: f64) -> f64 {
        let at = self.pieces.iter().find(|piece| effort <= piece.to);
        at.or(self.pieces.last())
            .map_or(0.0, |piece| piece.of_token * self.calls)
    }

    /// The effort that is best where success is worth `slope` of quality, at a price of quality.
    fn best(&self, slope: f64, price: f64) -> f64 {
        let candidates = self.pieces.iter().map(|piece| {
            let of_token = price * piece.of_token * self.calls;
            let effort = self
                .curve
                .best_effort(slope, of_token, piece.from, piece.to);
            let spent = price * piece.at_none * self.calls + of_token * effort;
            (slope * self.curve.success(effort) - spent, effort)
        });
        let best = candidates.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(self.least, |(_, effort)| effort)
    }
}

fn pieces(step: &Step, least: f64, most: f64) -> Vec<Piece> {
    let starts = step.rates.tier_starts();
    let call = |effort: f64| step.call_cost_at(Tokens(effort)).0;
    let line = |from: f64, to: f64, at: f64| {
        // The line through two points of the run; both are within it.
        let (near, far) = (at, at * (1.0 + 1e-3));
        let of_token = (call(far) - call(near)) / (far - near);
        Piece {
            from,
            to,
            at_none: call(near) - of_token * near,
            of_token,
        }
    };
    if step.effort != crate::effort::EffortKind::All || starts.is_empty() {
        let of_token = crate::effort::marginal_price(&step.agent, &step.rates, step.effort).0
            / TOKENS_PER_MTOK;
        return vec![Piece {
            from: least,
            to: most,
            at_none: call(least) - of_token * least,
            of_token,
        }];
    }
    let mut bounds = vec![least];
    bounds.extend(
        borders(step, &starts)
            .into_iter()
            .filter(|at| least < *at && *at < most),
    );
    bounds.push(most);
    bounds
        .windows(2)
        .filter(|pair| pair[0] < pair[1])
        .map(|pair| {
            let inside = if pair[0] > 0.0 {
                pair[0] * (1.0 + 1e-9)
            } else {
                pair[1] / 2.0
            };
            line(
                if pair[0] > least { inside } else { least },
                pair[1],
                inside,
            )
        })
        .collect()
}

/// Efforts at which a turn of the scaled call reaches a tier, in rising order.
fn borders(step: &Step, starts: &[f64]) -> Vec<f64> {
    let present = step.present_effort().0;
    let turns = step.agent.turns;
    let looked = (RUNS as f64).min(turns);
    let mut borders = Vec::new();
    for start in starts {
        let mut look = 0.0;
        while look < looked {
            let turn = libm::floor(look * turns / looked);
            let input = step.agent.input_of_turn(turn).0;
            if input > 0.0 {
                borders.push(start / input * present);
            }
            look += 1.0;
        }
    }
    crate::short_sort::sort_short(&mut borders, |left, right| left < right);
    borders.dedup();
    borders
}

/// The better of the least efforts and what settles from `start`. Members are looked at from the lowest price upwards, so
/// that `start` lies above and the largest efforts that hold together are found.
pub(super) fn settled(search: &Search, price: f64, start: &[f64]) -> Vec<f64> {
    let measure = |efforts: &[f64]| search.quality(efforts) - price * search.cost(efforts);
    let least = search.least();
    let found = if search.has_kinks() {
        balanced(search, price)
    } else {
        without_kinks(search, price, start)
    };
    if measure(&found) > measure(&least) {
        found
    } else {
        least
    }
}

/// All steps at once: each answers to what the others were.
fn without_kinks(search: &Search, price: f64, start: &[f64]) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for _ in 0..ROUNDS {
        let slopes = search.quality_slopes(&efforts);
        let answers = search.variables.iter().zip(slopes);
        let next: Vec<f64> = answers
            .map(|(variable, slope)| variable.best(slope, price))
            .collect();
        let is_still = is_still(&efforts, &next);
        efforts = next;
        if is_still {
            break;
        }
    }
    efforts
}

/// Rounds in which the prices of being the weakest settle.
const BALANCING: usize = 40;
/// How strongly they answer at first, and over how many rounds that halves.
const ANSWER: (f64, f64) = (3.0, 6.0);

/// Where the weakest of several counts, each of them has a price for being it: prices move until all that have one are
/// equally weak, while every step answers to them. One round costs no more than pricing every step once.
fn balanced(search: &Search, price: f64) -> Vec<f64> {
    let graph = &search.model.graph;
    let even = |parents: &Vec<usize>| vec![1.0 / parents.len().max(1) as f64; parents.len()];
    let mut shares: Vec<Vec<f64>> = graph.parents.iter().map(even).collect();
    let mut efforts = search.most();
    for round in 0..BALANCING {
        let adjoints = graph.adjoints_shared(&search.success(&efforts), Some(&shares));
        let answer = ANSWER.0 / (1.0 + round as f64 / ANSWER.1);
        for (step, shares) in shares.iter_mut().enumerate() {
            if graph.takes_the_weakest(step) {
                rebalance(shares, &graph.parents[step], &adjoints.quality, answer);
            }
        }
        let answers = search.variables.iter();
        efforts = answers
            .map(|variable| variable.best(adjoints.of_success[variable.step], price))
            .collect();
    }
    efforts
}

fn rebalance(shares: &mut [f64], parents: &[usize], quality: &[f64], answer: f64) {
    let weakest = parents
        .iter()
        .map(|parent| quality[*parent])
        .fold(1.0, f64::min);
    let scale = weakest.max(1e-3);
    for (share, parent) in shares.iter_mut().zip(parents) {
        *share *= libm::exp(-answer * (quality[*parent] - weakest) / scale);
    }
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum);
}

/// Rounds before answers are taken half way.
const DIRECT: usize = 20;
/// Transfers of money between two steps.
const TRANSFERS: usize = 120;

/// Moves money from the step where it does least to the one where it does most, as much as raises quality most, again
/// and again. The cost of an attempt stays what it is.
pub(super) fn exchanged(search: &Search, start: &[f64]) -> Vec<f64> {
    /// Returns that are the same to this part need no transfer.
    const SAME: f64 = 1e-7;
    let mut efforts = start.to_vec();
    for _ in 0..TRANSFERS {
        let returns = search.quality_per_dollar(&efforts);
        let room = |index: usize| efforts[index] - search.variables[index].least;
        let open = |index: &usize| search.variables[*index].price(efforts[*index]) > 0.0;
        let better = |best: usize, next: usize| {
            if returns[next] > returns[best] {
                next
            } else {
                best
            }
        };
        let worse = |worst: usize, next: usize| {
            if returns[next] < returns[worst] {
                next
            } else {
                worst
            }
        };
        let all = || (0..efforts.len()).filter(open);
        let (Some(to), Some(from)) = (
            all().reduce(better),
            all().filter(|index| room(*index) > 0.0).reduce(worse),
        ) else {
            break;
        };
        if returns[to] - returns[from] <= SAME * returns[to] {
            break;
        }
        let price = |index: usize| search.variables[index].price(efforts[index]);
        let (gives, takes) = (1.0 / price(from), 1.0 / price(to));
        let most = room(from) / gives;
        let moved = |dollars: f64| {
            let mut trial = efforts.clone();
            trial[from] -= dollars * gives;
            trial[to] += dollars * takes;
            trial
        };
        let present = search.quality(&efforts);
        let found = golden(0.0, most, 0.0, &mut |dollars| {
            search.quality(&moved(dollars))
        });
        match found.filter(|(quality, _)| *quality > present) {
            Some((_, dollars)) => efforts = moved(dollars),
            None => break,
        }
    }
    efforts
}

/// Halvings of the price at which a budget is spent.
const HALVINGS: usize = 64;

/// All steps at once, at the price of quality at which they spend a budget together: that holds also where, at a given
/// price, they would run away from each other upwards or downwards.
pub(super) fn spending(search: &Search, budget: f64, start: &[f64]) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for round in 0..ROUNDS {
        let slopes = search.quality_slopes(&efforts);
        let at = |price: f64| -> Vec<f64> {
            let answers = search.variables.iter().zip(&slopes);
            answers
                .map(|(variable, slope)| variable.best(*slope, price))
                .collect()
        };
        let (mut low, mut high) = (1e-15, 1e15);
        for _ in 0..HALVINGS {
            let middle = libm::sqrt(low) * libm::sqrt(high);
            if !(low < middle && middle < high) {
                break;
            }
            if search.cost(&at(middle)) > budget {
                low = middle;
            } else {
                high = middle;
            }
        }
        let next = at(high);
        if is_still(&efforts, &next) || round + 1 == ROUNDS {
            return next;
        }
        // Who answers each other by turns meets half way.
        let between = |(before, after): (&f64, &f64)| {
            if round < DIRECT {
                *after
            } else {
                (before + after) / 2.0
            }
        };
        efforts = efforts.iter().zip(&next).map(between).collect();
    }
    efforts
}

fn is_still(before: &[f64], after: &[f64]) -> bool {
    let moved = before.iter().zip(after);
    moved
        .into_iter()
        .all(|(before, after)| (after - before).abs() <= STILL * after.abs())
}

/// The last word where there are kinks: one step after the other, and the parents of a step for which the weakest counts
/// together, each where `measure` is best.
pub(super) fn polished(
    search: &Search,
    start: &[f64],
    measure: &dyn Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for _ in 0..ROUNDS_OF_POLISH {
        let before = efforts.clone();
        for index in 0..efforts.len() {
            efforts[index] = alone(search, &efforts, index, measure);
        }
        for step in 0..search.model.steps.len() {
            if search.model.graph.takes_the_weakest(step) {
                efforts = levelled(search, efforts, step, measure);
            }
        }
        if is_still(&before, &efforts) {
            break;
        }
    }
    efforts
}

fn alone(search: &Search, efforts: &[f64], index: usize, measure: &dyn Fn(&[f64]) -> f64) -> f64 {
    /// The look goes from this part of the present effort to as many times it.
    const REACH: f64 = 64.0;
    let variable = &search.variables[index];
    let present = efforts[index];
    let mut trial = efforts.to_vec();
    let mut at = |effort: f64| {
        trial[index] = effort;
        measure(&trial)
    };
    let middle = present.max(variable.least).max(1.0);
    let step = libm::pow(REACH, 2.0 / LOOKS as f64);
    let looks = (0..=LOOKS).map(|look| middle / REACH * libm::pow(step, look as f64));
    let looks = looks.map(|effort| effort.max(variable.least).min(variable.most));
    let mut best = (at(present), present);
    for effort in looks.chain([variable.least]) {
        let found = at(effort);
        if found > best.0 {
            best = (found, effort);
        }
    }
    let high = (best.1 * step).min(variable.most);
    golden(best.1 / step, high, variable.least, &mut at)
        .filter(|(found, _)| *found > best.0)
        .map_or(best.1, |(_, effort)| effort)
}

/// The parents of a step that takes the weakest of them, brought to one quality, which is then chosen.
fn levelled(
    search: &Search,
    efforts: Vec<f64>,
    step: usize,
    measure: &dyn Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let parents = &search.model.graph.parents[step];
    let adjoints = search.model.graph.adjoints(&search.success(&efforts));
    let tied: Vec<(usize, f64)> = search
        .variables
        .iter()
        .enumerate()
        .filter(|(_, variable)| parents.contains(&variable.step))
        .map(|(index, variable)| (index, adjoints.given[variable.step]))
        .collect();
    let at_level = |level: f64| {
        let mut trial = efforts.clone();
        for (index, given) in &tied {
            let variable = &search.variables[*index];
            let effort = variable
                .curve
                .effort_for(level / given)
                .unwrap_or(variable.most);
            trial[*index] = effort.max(variable.least).min(variable.most);
        }
        trial
    };
    let present = measure(&efforts);
    let found = golden(0.0, 1.0, 0.0, &mut |level| measure(&at_level(level)));
    match found {
        Some((found, level)) if found > present => at_level(level),
        _ => efforts,
    }
}

/// Golden section, to the square root of the last bit.
fn golden(
    low: f64,
    high: f64,
    least: f64,
    function: &mut dyn FnMut(f64) -> f64,
) -> Option<(f64, f64)> {
    const PART: f64 = 0.618_033_988_749_894_9;
    let (mut low, mut high) = (low.max(least), high);
    if low >= high {
        return None;
    }
    let (mut left, mut right) = (high - PART * (high - low), low + PART * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..40 {
        if at_left >= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - PART * (high - low);
            at_left = function(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + PART * (high - low);
            at_right = function(right);
        }
    }
    Some(if at_left >= at_right {
        (at_left, left)
    } else {
        (at_right, right)
    })
}
