//! Members of the family where no closed form holds: each step in turn takes the effort that is best while the others
//! stay, until none moves. Started from above, because quality makes efforts complements: more of one is worth
//! more of another.

use super::kinks;
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
    pub(super) from: f64,
    pub(super) to: f64,
    at_none: f64,
    of_token: f64,
}

/// Most tokens of effort that are ever advised.
const MOST_TOKENS: f64 = 1e12;
/// Of a loop with tiers, in so many runs its cost is taken to be straight.
const RUNS: usize = 24;
/// Runs end and begin this part beside where a tier starts, so that rounding puts no end of one into the other tier.
const BESIDE: f64 = 1e-12;
/// Rounds of all steps.
const ROUNDS: usize = 400;
/// Efforts that no longer change.
const STILL: f64 = 1e-13;

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

    /// Dollars an attempt, by the straight line of a run.
    pub(super) fn cost_in(&self, piece: &Piece, effort: f64) -> f64 {
        (piece.at_none + piece.of_token * effort) * self.calls
    }

    /// Dollars an attempt for one more token.
    pub(super) fn price(&self, effort: f64) -> f64 {
        let at = self.pieces.iter().find(|piece| effort <= piece.to);
        at.or(self.pieces.last())
            .map_or(0.0, |piece| piece.of_token * self.calls)
    }

    /// The most effort that `dollars` an attempt buy, in each run in which they buy any.
    pub(super) fn affordable(&self, dollars: f64) -> impl Iterator<Item = f64> {
        /// Rounding must not make it dearer than that.
        const ROUNDING: f64 = 1e-12;
        let in_run = move |piece: &Piece| {
            let left = dollars * (1.0 - ROUNDING) - piece.at_none * self.calls;
            let of_token = piece.of_token * self.calls;
            let effort = if of_token > 0.0 {
                (left / of_token).min(piece.to)
            } else {
                piece.to
            };
            (left >= 0.0 && piece.from <= effort).then_some(effort)
        };
        self.pieces.iter().filter_map(in_run)
    }

    /// The runs about an effort, with a border for each turn where [`Self::pieces`] take several together.
    pub(super) fn runs_about(&self, effort: f64) -> Vec<Piece> {
        let turns = self.of.agent.turns;
        let at = self.pieces.iter().position(|piece| effort <= piece.to);
        let Some(at) = at.filter(|_| RUNS as f64 <= turns && self.pieces.len() > 1) else {
            return Vec::new();
        };
        let from = self.pieces[at.saturating_sub(1)].from;
        let to = self.pieces[(at + 1).min(self.pieces.len() - 1)].to;
        let borders = borders(self.of, &self.of.rates.tier_starts(), turns);
        runs(self.of, (from, to), &borders)
    }

    /// The effort that is best where success is worth `slope` of quality, at a price of quality.
    pub(super) fn best(&self, slope: f64, price: f64) -> f64 {
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
    if step.effort == crate::effort::EffortKind::All && !starts.is_empty() {
        let looked = (RUNS as f64).min(step.agent.turns);
        return runs(step, (least, most), &borders(step, &starts, looked));
    }
    let of_token =
        crate::effort::marginal_price(&step.agent, &step.rates, step.effort).0 / TOKENS_PER_MTOK;
    let call = step.call_cost_at(Tokens(least)).0;
    vec![Piece {
        from: least,
        to: most,
        at_none: call - of_token * least,
        of_token,
    }]
}

/// The runs of effort between `least` and `most` that borders part.
fn runs(step: &Step, (least, most): (f64, f64), borders: &[f64]) -> Vec<Piece> {
    let call = |effort: f64| step.call_cost_at(Tokens(effort)).0;
    // The line through two points of the run, the last of which has no end to speak of.
    let line = |from: f64, to: f64| {
        let near = 2.0 * from.max(step.present_effort().0).max(1.0);
        let far = if from < to { to.min(near) } else { near };
        let of_token = (call(far) - call(from)) / (far - from);
        Piece {
            from,
            to,
            at_none: call(from) - of_token * from,
            of_token,
        }
    };
    let mut from = least;
    let mut pieces = Vec::new();
    for border in borders.iter().filter(|at| least < **at && **at < most) {
        let (below, above) = (border * (1.0 - BESIDE), border * (1.0 + BESIDE));
        if from < below {
            pieces.push(line(from, below));
        }
        from = from.max(above);
    }
    if from < most || pieces.is_empty() {
        pieces.push(line(from, most));
    }
    pieces
}

/// Efforts at which one of so many turns of the scaled call reaches a tier, in rising order.
fn borders(step: &Step, starts: &[f64], looked: f64) -> Vec<f64> {
    let present = step.present_effort().0;
    let turns = step.agent.turns;
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
        kinks::balanced(search, price)
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
        let found = kinks::golden(0.0, most, 0.0, &mut |dollars| {
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

pub(super) fn is_still(before: &[f64], after: &[f64]) -> bool {
    let moved = before.iter().zip(after);
    moved
        .into_iter()
        .all(|(before, after)| (after - before).abs() <= STILL * after.abs())
}
