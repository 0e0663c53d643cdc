//! A step whose effort may change: its curve, its cost, and the effort that is best at given prices.

use crate::effort::{EffortKind, marginal_price};
use crate::model::{Model, Step};
use crate::production::Production;
use crate::quantity::{TOKENS_PER_MTOK, Tokens};

/// See the module.
pub(super) struct Variable<'a> {
    pub(super) step: usize,
    pub(super) curve: Production,
    pub(super) present: f64,
    pub(super) least: f64,
    pub(super) most: f64,
    /// Where its curve's logarithm has turned concave: a best effort is the least one, or lies above.
    knee: f64,
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

/// Which part of a curve is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Branch {
    /// What is best of all of it.
    Any,
    /// The least effort.
    Low,
    /// Where its logarithm is concave.
    High,
    /// One effort, whatever the prices.
    Held(f64),
}

/// Most tokens of effort that are ever advised.
const MOST_TOKENS: f64 = 1e12;
/// Of a loop with tiers, in so many runs its cost is taken to be straight.
const RUNS: usize = 24;
/// Runs end and begin this part beside where a tier starts, so that rounding puts no end of one into the other tier.
const BESIDE: f64 = 1e-12;
/// What is bought for some money is kept to this part, so that rounding makes it no dearer.
const ROUNDING: f64 = 1e-12;

impl<'a> Variable<'a> {
    /// Nothing where the step has no curve.
    pub(super) fn new(model: &'a Model, step: usize) -> Option<Self> {
        let of = &model.steps[step];
        let curve = of.curve.ok()?;
        let least = of.least_effort().0;
        let most = MOST_TOKENS.min(curve.cap()).max(least);
        Some(Self {
            step,
            curve,
            present: of.present_effort().0,
            least,
            most,
            knee: curve.knee().max(curve.least_useful()).max(least).min(most),
            pieces: pieces(of, least, most),
            calls: of.calls.0,
            of,
        })
    }

    pub(super) fn is_free(&self) -> bool {
        self.pieces.iter().all(|piece| piece.of_token <= 0.0)
    }

    /// Whether between the least effort and the knee the curve's logarithm bends upwards, though it succeeds there.
    pub(super) fn is_bent(&self) -> bool {
        !self.curve.is_log_concave() && self.least < self.knee
    }

    /// Whether nothing succeeds at the least effort, nor for a while above it.
    pub(super) fn is_late(&self) -> bool {
        self.least < self.curve.least_useful()
    }

    /// See the field.
    pub(super) fn knee(&self) -> f64 {
        self.knee
    }

    /// Whether an effort lies above the bend.
    pub(super) fn is_above(&self, effort: f64) -> bool {
        self.knee <= effort
    }

    /// Whether its cost jumps somewhere.
    pub(super) fn has_tiers(&self) -> bool {
        self.pieces.len() > 1
    }

    /// Dollars an attempt.
    pub(super) fn cost(&self, effort: f64) -> f64 {
        match self.pieces.as_slice() {
            [piece] if piece.from <= effort => self.cost_in(piece, effort),
            _ => (self.of.call_cost_at(Tokens(effort)) * self.of.calls).0,
        }
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

    /// The most effort that `dollars` an attempt buy; the least one where they buy less.
    pub(super) fn bought(&self, dollars: f64) -> f64 {
        let most = self.affordable(dollars).fold(self.least, f64::max);
        most.max(self.least)
    }

    /// The most effort that `dollars` an attempt buy, in each run in which they buy any.
    pub(super) fn affordable(&self, dollars: f64) -> impl Iterator<Item = f64> {
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

    /// The worth for which it answers a price with a success rate: nothing where it has that anyway, endless where it never
    /// does.
    pub(super) fn worth_for(&self, branch: Branch, success: f64, price: f64) -> f64 {
        let floor = match branch {
            Branch::High => self.knee,
            Branch::Held(effort) => effort,
            Branch::Any | Branch::Low => self.least,
        };
        if success <= self.curve.success(floor) {
            return 0.0;
        }
        let is_out = !matches!(branch, Branch::Any | Branch::High)
            || self.curve.success(self.most) <= success;
        match self.curve.effort_for(success) {
            Some(effort) if !is_out => {
                price * self.price(effort) * success / self.curve.slope(effort)
            }
            _ => f64::INFINITY,
        }
    }

    /// The effort with the greatest `worth` ln f - `price` C; it is looked for from `last` on, what it was a moment ago.
    pub(super) fn answer(&self, branch: Branch, (worth, price): (f64, f64), last: f64) -> f64 {
        if let Branch::Held(effort) = branch {
            return effort;
        }
        if worth <= 0.0 || branch == Branch::Low {
            return self.least;
        }
        let in_run = |piece: &Piece| {
            let of_token = price * piece.of_token * self.calls;
            let from = piece.from.max(self.knee).min(piece.to);
            if of_token <= 0.0 {
                return piece.to;
            }
            let near = (from < last && last < piece.to).then_some(last);
            let ends = (from, piece.to);
            self.curve
                .effort_at_relative_slope(of_token / worth, ends, near)
        };
        if let [piece] = self.pieces.as_slice()
            && (branch == Branch::High || !self.is_bent())
        {
            return in_run(piece);
        }
        let value =
            |effort: f64| worth * libm::log(self.curve.success(effort)) - price * self.cost(effort);
        let lowest = if branch == Branch::High {
            self.knee
        } else {
            self.least
        };
        let mut best = (value(lowest), lowest);
        for piece in &self.pieces {
            for effort in [piece.from.max(lowest), in_run(piece), piece.to] {
                let found = value(effort);
                if found > best.0 {
                    best = (found, effort);
                }
            }
        }
        best.1
    }
}

fn pieces(step: &Step, least: f64, most: f64) -> Vec<Piece> {
    let starts = step.rates.tier_starts();
    if step.effort == EffortKind::All && !starts.is_empty() {
        let looked = (RUNS as f64).min(step.agent.turns);
        return runs(step, (least, most), &borders(step, &starts, looked));
    }
    let of_token = marginal_price(&step.agent, &step.rates, step.effort).0 / TOKENS_PER_MTOK;
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
