//! Members of the family where no closed form holds: each step in turn takes the effort that is best while the others
//! stay, until none moves. Started from above and from where the last member was, because quality makes efforts
//! complements: more of one is worth more of another.

use super::search::Search;
use crate::evaluate::{Model, Step};
use crate::production::Production;
use crate::quantity::{TOKENS_PER_MTOK, Tokens};
use crate::workflow::Combine;

/// A step whose effort may change.
pub(super) struct Variable<'a> {
    pub(super) step: usize,
    pub(super) curve: Production,
    pub(super) present: f64,
    pub(super) least: f64,
    pub(super) most: f64,
    /// Runs of effort within which a token costs the same.
    pub(super) pieces: Vec<Piece>,
    /// Whether the attempt's quality is a straight line in its success.
    is_affine: bool,
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
/// Rounds where the weakest counts: each is dear, and the start is near.
const ROUNDS_WITH_KINKS: usize = 40;
/// Efforts that no longer change.
const STILL: f64 = 1e-13;
/// Points of a look at one step alone, in the logarithm of its effort.
const LOOKS: usize = 20;

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
            is_affine: model.graph.is_affine_in(step),
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

/// The better of two settled points: from above, and from `start`.
pub(super) fn settled(search: &Search, price: f64, start: &[f64]) -> Vec<f64> {
    let measure = |efforts: &[f64]| search.quality(efforts) - price * search.cost(efforts);
    let has_kinks = search.variables.iter().any(|variable| !variable.is_affine);
    let settle = |start: &[f64]| {
        if has_kinks {
            with_kinks(search, price, start)
        } else {
            without_kinks(search, price, start)
        }
    };
    let starts = [start.to_vec(), search.present(), search.most()];
    let found = starts.iter().map(|start| settle(start));
    let found = found.chain([search.least()]);
    let best = found.reduce(|best, next| {
        if measure(&next) > measure(&best) {
            next
        } else {
            best
        }
    });
    best.unwrap_or_else(|| search.least())
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

fn is_still(before: &[f64], after: &[f64]) -> bool {
    let moved = before.iter().zip(after);
    moved
        .into_iter()
        .all(|(before, after)| (after - before).abs() <= STILL * after.abs())
}

/// One step after the other, and the parents of a step for which the weakest counts together.
fn with_kinks(search: &Search, price: f64, start: &[f64]) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for _ in 0..ROUNDS_WITH_KINKS {
        let before = efforts.clone();
        for index in 0..efforts.len() {
            efforts[index] = alone(search, price, &efforts, index);
        }
        for (step, combine) in search.model.graph.combine.iter().enumerate() {
            if *combine == Combine::Min && search.model.graph.parents[step].len() > 1 {
                efforts = levelled(search, price, efforts, step);
            }
        }
        if is_still(&before, &efforts) {
            break;
        }
    }
    efforts
}

fn alone(search: &Search, price: f64, efforts: &[f64], index: usize) -> f64 {
    let variable = &search.variables[index];
    if variable.is_affine {
        return variable.best(search.quality_slopes(efforts)[index], price);
    }
    let mut trial = efforts.to_vec();
    let (least, present) = (variable.least, efforts[index]);
    // Quality is at most 1: what costs more than that is never best.
    let dearest = 1.0 / (price * variable.price(least)).max(1.0 / MOST_TOKENS);
    let most = variable.most.min(dearest).max(least);
    let from = least.max(1.0).min(most);
    let look = |look: usize| from * libm::pow(most / from, look as f64 / LOOKS as f64);
    let mut looks: Vec<f64> = (0..=LOOKS).map(look).collect();
    looks.extend([least, present]);
    let measure = |effort: f64, trial: &mut Vec<f64>| {
        trial[index] = effort;
        search.quality(trial) - price * search.cost(trial)
    };
    let mut best = (measure(present, &mut trial), present);
    for effort in looks {
        let found = measure(effort, &mut trial);
        if found > best.0 {
            best = (found, effort);
        }
    }
    let step = libm::pow(most / from, 1.0 / LOOKS as f64);
    golden(
        best.1 / step,
        (best.1 * step).min(most),
        least,
        &mut |effort| measure(effort, &mut trial),
    )
    .filter(|(found, _)| *found > best.0)
    .map_or(best.1, |(_, effort)| effort)
}

/// The parents of a step that takes the weakest of them, brought to one quality, which is then chosen.
fn levelled(search: &Search, price: f64, efforts: Vec<f64>, step: usize) -> Vec<f64> {
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
    let measure = |efforts: &[f64]| search.quality(efforts) - price * search.cost(efforts);
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
    for _ in 0..64 {
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
