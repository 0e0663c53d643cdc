//! Worth and spend along effort or money, and the worth of the next token.

use economics::effort::EffortKind;
use economics::outcome::{Outcome, outcome};
use economics::quantity::{Probability, Usd};
use economics::{Model, Step};
use scenario::report::Report;
use scenario::sweep::Base;

/// Worth and spend of a task along its effort (one step), or along what an attempt may cost where it is split best
/// (several steps).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueCurve {
    /// What runs across: `tokens of effort a call` or `dollars an attempt`.
    pub across: String,
    /// Whether that is dollars and not tokens.
    pub is_money: bool,
    /// Points by rising place across.
    pub points: Vec<ValuePoint>,
    /// Where the scenario is today; with several steps it may lie below the curve.
    pub today: ValuePoint,
    /// Where the net is best; nothing where doing nothing is better.
    pub best: Option<ValuePoint>,
}

/// A point of the value curve.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ValuePoint {
    /// Tokens or dollars.
    pub across: f64,
    /// What a task is worth.
    pub worth: f64,
    /// What a task costs.
    pub spend: f64,
}

impl ValuePoint {
    fn of(across: f64, outcome: &Outcome) -> Self {
        Self {
            across,
            worth: outcome.worth.0,
            spend: outcome.spend().0,
        }
    }

    /// What is left.
    #[must_use]
    pub fn net(&self) -> f64 {
        self.worth - self.spend
    }
}

/// What the next million tokens of effort are worth in one step, and what they cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarginalCurve {
    /// Effort in tokens and worth of the next million.
    pub points: Vec<(f64, f64)>,
    /// What a million costs: tries and calls included.
    pub price: f64,
    /// Today's effort and worth.
    pub today: (f64, f64),
    /// Where both are equal, if they are.
    pub best: Option<f64>,
}

/// Points of a curve.
const POINTS: u32 = 64;

/// See [`ValueCurve`]; nothing where no step has a curve.
#[must_use]
pub fn value_curve(base: &Base, report: &Report) -> Option<ValueCurve> {
    let model = base.model();
    let optimum = report.optimum.as_ref()?;
    let attempt = report.cost.per_attempt_usd;
    if let [only] = model.steps.as_slice() {
        return Some(along_effort(
            model,
            only,
            optimum.best.tokens[0],
            optimum.pays,
        ));
    }
    let at = |cost: f64, quality: f64| ValuePoint::of(cost, &task(model, cost, quality));
    let frontier = economics::optimum::frontier(model);
    let least = frontier.first().map_or(0.0, |(cost, _)| *cost);
    let most = 2.2
        * attempt.max(least).max(if optimum.pays {
            optimum.best.attempt_usd
        } else {
            0.0
        });
    let points = frontier.into_iter().filter(|(cost, _)| *cost <= most);
    let quality = report.outcome.as_ref()?.quality;
    Some(ValueCurve {
        across: "dollars an attempt, split best".into(),
        is_money: true,
        points: points.map(|(cost, quality)| at(cost, quality)).collect(),
        today: at(attempt, quality),
        best: optimum
            .pays
            .then(|| at(optimum.best.attempt_usd, optimum.best.quality)),
    })
}

fn along_effort(model: &Model, step: &Step, best: f64, pays: bool) -> ValueCurve {
    let today = step.present_effort().0;
    let point = |effort: f64| {
        let cost = step.call_cost_at(economics::quantity::Tokens(effort)) * step.calls;
        let known = step.success_rate.map_or(0.0, |rate| rate.0);
        let follows = |curve: &economics::production::Production| {
            if effort == today {
                known
            } else {
                curve.success(effort)
            }
        };
        let success = step.curve.as_ref().map_or(known, follows);
        ValuePoint::of(effort, &task(model, cost.0, success))
    };
    // Nothing is drawn below what a person allows.
    let least = step.least_effort().0;
    let most = 2.0
        * today.max(least).max(if pays && best < 20.0 * today {
            best
        } else {
            0.0
        });
    let across = |part: u32| least + (most - least) * f64::from(part) / f64::from(POINTS);
    ValueCurve {
        across: match step.effort {
            EffortKind::Generated => "tokens of effort a call: answer and reasoning",
            EffortKind::Reasoning => "reasoning tokens a call",
            EffortKind::All => "tokens a call",
        }
        .into(),
        is_money: false,
        points: (0..=POINTS).map(|part| point(across(part))).collect(),
        today: point(today),
        best: pays.then(|| point(best)),
    }
}

fn task(model: &Model, attempt: f64, quality: f64) -> Outcome {
    outcome(
        Usd(attempt),
        Probability(quality),
        &model.checking,
        &model.value,
    )
}

/// See [`MarginalCurve`]; of the only step, or nothing.
#[must_use]
pub fn marginal_curve(base: &Base, report: &Report) -> Option<MarginalCurve> {
    const MTOK: f64 = 1e6;
    let model = base.model();
    let [step] = model.steps.as_slice() else {
        return None;
    };
    let curve = step.curve.as_ref().ok()?;
    let optimum = report.optimum.as_ref()?;
    let worth = |effort: f64| {
        let cost = step.call_cost_at(economics::quantity::Tokens(effort)) * step.calls;
        let net = task(model, cost.0, curve.success(effort)).net;
        (net.per_quality * curve.slope(effort) * MTOK, net.attempts)
    };
    let today = step.present_effort().0;
    let least = step.least_effort().0.max(today / 8.0);
    let best = Some(optimum.best.tokens[0]).filter(|_| optimum.pays);
    let most = 2.0 * today.max(least).max(best.unwrap_or(0.0));
    let across = |part: u32| least + (most - least) * f64::from(part) / f64::from(POINTS);
    let points = (0..=POINTS)
        .map(across)
        .map(|effort| (effort, worth(effort).0));
    let price = report.steps[0].effort_usd_per_mtok * step.calls.0 * worth(today).1;
    Some(MarginalCurve {
        points: points.filter(|(_, worth)| worth.is_finite()).collect(),
        price,
        today: (today, worth(today).0),
        best: best.filter(|best| *best <= most),
    })
}
