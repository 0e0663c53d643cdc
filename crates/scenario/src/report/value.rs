//! What it is worth: the names of value, margin, optimum, break-even and risk in the report.

use super::parts::{PartReport, parts};
use super::{finite, unsigned_zero};
use crate::break_even::{BreakEven, Direction, Frontier, Verdict};
use crate::document::Scenario;
use economics::margin::Margin;
use economics::model::rounding;
use economics::optimum::{Optimum, Plan};
use economics::outcome::{Outcome, distribution};
use economics::period::{by_net, period};
use economics::production::{Form, NoCurve};
use economics::quantity::{Probability, Usd};
use economics::{Evaluation, Model, Step};
use serde::Serialize;

/// What a task and a period are worth; null while a success rate is unknown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueReport {
    /// A right result.
    pub gain_usd: f64,
    /// A wrong one that gets through, as a positive cost.
    pub loss_usd: f64,
    /// A task given up, or not done at all, as a positive cost.
    pub undone_usd: f64,
    /// What a task is worth in expectation, before what it costs.
    pub worth_usd: f64,
    /// Expected net of a task: worth less spend.
    pub net_usd: f64,
    /// What a task takes of what right results bring: its spend, wrong results and tasks given up.
    pub taken_usd: f64,
    /// Net of a period, what is paid anyway taken off.
    pub net_per_period_usd: f64,
    /// Net of a month at the same pace.
    pub net_per_month_usd: f64,
    /// Net of a period in which nothing is done.
    pub nothing_usd: f64,
    /// Whether a period is worth more than doing nothing.
    pub pays: bool,
    /// dEV/dq: what a little more quality of an attempt is worth, dollars for a chance of 1.
    pub value_of_quality_usd: f64,
    /// Expected net less risk aversion times variance.
    pub certainty_equivalent_usd: f64,
    /// Expected net for each token (the paper's token productivity): an average, not what the next token adds.
    pub net_per_token_usd: Option<f64>,
    /// Chances of an attempt being right at which a period is worth as much as doing nothing, in rising order.
    pub break_even_quality: Vec<f64>,
    /// Tasks a period from which on what is paid anyway is earned; null where nothing is paid anyway or a task earns
    /// nothing.
    pub break_even_tasks: Option<f64>,
    /// Periods after which what was paid once is earned; null where nothing was paid once or a period earns nothing.
    pub payback_periods: Option<f64>,
    /// What the net is made of, from right results to what is left; parts of nothing are left out.
    pub parts: Vec<PartReport>,
}

/// What more effort in a step is worth, at the margin.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurveReport {
    /// `generated`, `reasoning` or `all`.
    pub effort: &'static str,
    /// `exponential`, `hill` or `power`; null without a curve.
    pub form: Option<&'static str>,
    /// Whether one known point fixes it, so that the slope is the form's own.
    pub assumed: bool,
    /// Whether today's success rate is read off the curve, because effort has changed since it was known.
    pub by_curve: bool,
    /// The effort at which the success rate is known.
    pub known_at_tokens: Option<f64>,
    /// Why there is no curve; null where there is one.
    pub none_because: Option<&'static str>,
}

/// Effort of each step, and what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanReport {
    /// Effort of a call, by step in the document's order.
    pub tokens: Vec<f64>,
    /// Spend of a task.
    pub spend_usd: f64,
    /// Expected net of a task.
    pub net_usd: f64,
    /// Cost of an attempt.
    pub attempt_usd: f64,
    /// Chance that an attempt is right.
    pub quality: f64,
    /// What the next dollar returns there, where it returns most; about 1 at the best. Null where effort is free.
    pub next_dollar_returns: Option<f64>,
}

/// The best efforts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptimumReport {
    /// The plan itself: its names stand beside the ones below.
    #[serde(flatten)]
    pub best: PlanReport,
    /// The best quality for what an attempt costs today.
    pub same_money: PlanReport,
    /// Whether the best is better than not doing the task at all.
    pub pays: bool,
    /// Whether nothing better can exist; otherwise it is the best found from several starts.
    pub certain: bool,
    /// Steps whose effort was chosen, by their place in the document.
    pub chosen: Vec<usize>,
}

/// Until when it pays, in one number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreakEvenReport {
    /// Path of the number.
    pub path: String,
    /// What it is today.
    pub today: f64,
    /// The threshold nearest to today, one of those below; null where there is none.
    pub threshold: Option<f64>,
    /// How far it may move, as a part of today's; null without a threshold, or where today's is 0.
    pub room: Option<f64>,
    /// Where the threshold lies; at today's value, the way in which it stops paying.
    pub direction: Option<Direction>,
    /// What was found.
    pub verdict: Verdict,
    /// Whether it pays today.
    pub pays_today: bool,
    /// Every threshold in rising order: the last values at which it pays, of a count the last whole numbers.
    pub thresholds: Vec<f64>,
    /// Whether the nearest is a jump (a tier, a whole number) and no point of balance.
    pub jump: bool,
}

/// Pairs of two numbers at which it is worth as much as doing nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrontierReport {
    /// Path of the first number.
    pub across: String,
    /// Path of the second.
    pub up: String,
    /// Pairs.
    pub points: Vec<[f64; 2]>,
}

/// How much the net varies.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskReport {
    /// Every net that a task can have, in rising order, with its chance.
    pub task: Vec<HistoryReport>,
    /// Expected net of a period.
    pub period_net_usd: f64,
    /// Its standard deviation, tasks being independent.
    pub period_standard_deviation_usd: f64,
    /// Chance that a period nets less than nothing.
    pub period_loss_probability: f64,
    /// Whether that chance was found by counting, right to a millionth; otherwise it is right to 0.005.
    pub period_exact: bool,
}

/// A net that a task can have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryReport {
    /// Dollars.
    pub net_usd: f64,
    /// Its chance.
    pub chance: f64,
}

/// What is worth what: the quick part of the report.
pub(super) fn value(
    scenario: &Scenario,
    model: &Model,
    evaluation: &Evaluation,
) -> Option<ValueReport> {
    let outcome = evaluation.outcome.as_ref()?;
    let net = outcome.net.expected;
    let period = model.period_net(net);
    let nothing = model.net_of_nothing();
    let earned = net.0 + model.value.undone.0;
    let per_period = period.0 - nothing.0;
    let tokens = evaluation.tokens.total().0 * outcome.attempts;
    let positive = |number: f64| (number > 0.0).then_some(number);
    Some(ValueReport {
        gain_usd: model.value.gain.0,
        loss_usd: model.value.loss.0,
        undone_usd: model.value.undone.0,
        worth_usd: unsigned_zero(outcome.worth.0),
        net_usd: unsigned_zero(net.0),
        taken_usd: unsigned_zero(model.value.gain.0 * outcome.right.0 - net.0),
        net_per_period_usd: unsigned_zero(period.0),
        net_per_month_usd: unsigned_zero(period.0) * scenario.work.period.per_year()
            / crate::choice::Period::Month.per_year(),
        nothing_usd: nothing.0,
        pays: pays(model, evaluation.per_attempt(), period),
        value_of_quality_usd: unsigned_zero(outcome.net.per_quality),
        certainty_equivalent_usd: unsigned_zero(outcome.net.certain(model.value.risk_aversion).0),
        net_per_token_usd: positive(tokens).map(|tokens| net.0 / tokens),
        break_even_quality: break_even_quality(model, evaluation),
        break_even_tasks: positive(model.fixed.0)
            .and(positive(earned))
            .map(|earned| model.fixed.0 / earned),
        payback_periods: positive(scenario.fixed.one_off_usd)
            .and(positive(per_period))
            .map(|per_period| scenario.fixed.one_off_usd / per_period),
        parts: parts(model, outcome),
    })
}

/// Where along the quality of an attempt a period is worth as much as doing nothing: the last qualities at which it is.
fn break_even_quality(model: &Model, evaluation: &Evaluation) -> Vec<f64> {
    let attempt = evaluation.per_attempt();
    let net = |quality| {
        economics::outcome::net(attempt, Probability(quality), &model.checking, &model.value)
    };
    let period = |quality| model.period_net(net(quality).expected);
    let pays = |quality| pays(model, attempt, period(quality));
    // The net has one peak or one low at most: beside it lies one threshold on either side.
    let (_, turn) = neighbours((0.0, 1.0), &|quality| net(quality).per_quality >= 0.0);
    let sides = [(0.0, turn), (turn, 1.0)].into_iter();
    let changes = sides.filter(|side| pays(side.0) != pays(side.1));
    let last = changes.map(|side| {
        let is_low = pays(side.0);
        let end = if is_low { side.0 } else { side.1 };
        let nothing = model.net_of_nothing();
        let (below, above) = neighbours(side, &|quality| {
            quality == end || period(quality) >= nothing
        });
        if is_low { below } else { above }
    });
    last.collect()
}

/// Numbers next to each other between which it changes whether something holds; without a change, the upper end.
fn neighbours((mut low, mut high): (f64, f64), holds: &dyn Fn(f64) -> bool) -> (f64, f64) {
    let before = holds(low);
    if holds(high) == before {
        return (high, high);
    }
    for _ in 0..52 {
        let middle = (low + high) / 2.0;
        *(if holds(middle) == before {
            &mut low
        } else {
            &mut high
        }) = middle;
    }
    (low, high)
}

/// Whether a period is worth as much as doing nothing, but for rounding.
fn pays(model: &Model, attempt: Usd, period: Usd) -> bool {
    let rounding = rounding(
        attempt,
        &model.checking,
        &model.value,
        model.tasks,
        model.fixed,
    );
    (period - model.net_of_nothing()).0 >= -rounding
}

pub(super) fn curve(scenario: &crate::document::Step, step: &Step) -> CurveReport {
    let curve = step.curve.as_ref().ok();
    CurveReport {
        effort: scenario
            .effort
            .unwrap_or(crate::choice::Effort::Generated)
            .word(),
        form: curve.map(|curve| form_word(curve.form)),
        assumed: curve.is_some_and(|curve| curve.is_assumed),
        by_curve: curve.is_some()
            && step
                .known
                .is_some_and(|known| known.point.0 != step.present_effort().0),
        known_at_tokens: step.known.map(|known| known.point.0),
        none_because: step.curve.err().map(none_because),
    }
}

/// The form's word in the document.
#[must_use]
pub fn form_word(form: Form) -> &'static str {
    match form {
        Form::Exponential => "exponential",
        Form::Hill => "hill",
        Form::Power => "power",
    }
}

fn none_because(reason: NoCurve) -> &'static str {
    match reason {
        NoCurve::NoSuccessRate => "no_success_rate",
        NoCurve::NoReasoning => "no_reasoning",
        NoCurve::NeedsFloor => "needs_floor",
        NoCurve::NoEffort => "no_effort",
        NoCurve::AtFloor => "at_floor",
        NoCurve::AtCeiling => "at_ceiling",
        NoCurve::PointsDoNotRise => "points_do_not_rise",
    }
}

/// The margin as three forms would have it, the scenario's own among them.
pub(super) fn by_form(margin: &Margin) -> Option<[f64; 3]> {
    margin
        .next_dollar_by_form
        .filter(|forms| forms.iter().all(|form| form.is_finite()))
        .map(|forms| forms.map(unsigned_zero))
}

/// The optimum in the document's order of steps.
#[must_use]
pub fn optimum(optimum: &Optimum, order: &[usize]) -> OptimumReport {
    OptimumReport {
        best: plan(&optimum.best, order),
        same_money: plan(&optimum.same_money, order),
        pays: optimum.pays,
        certain: optimum.is_certain,
        chosen: optimum.chosen.iter().map(|step| order[*step]).collect(),
    }
}

fn plan(plan: &Plan, order: &[usize]) -> PlanReport {
    let mut tokens = vec![0.0; order.len()];
    for (effort, place) in plan.efforts.iter().zip(order) {
        tokens[*place] = effort.0;
    }
    PlanReport {
        tokens,
        spend_usd: plan.outcome.spend().0,
        net_usd: unsigned_zero(plan.outcome.net.expected.0),
        attempt_usd: plan.attempt_cost.0,
        quality: plan.outcome.attempt_success_rate.0,
        next_dollar_returns: finite(plan.next_dollar),
    }
}

/// One row of the break-even table.
#[must_use]
pub fn break_even(found: &BreakEven) -> BreakEvenReport {
    BreakEvenReport {
        path: found.place.to_string(),
        today: found.today,
        threshold: found.nearest,
        room: found.room(),
        direction: found.nearest.map(|_| {
            if found.is_up() {
                Direction::Up
            } else {
                Direction::Down
            }
        }),
        verdict: found.verdict,
        pays_today: found.pays_today,
        thresholds: found
            .thresholds
            .iter()
            .map(|crossing| crossing.at)
            .collect(),
        jump: found.nearest_jumps,
    }
}

/// The frontier of two numbers.
#[must_use]
pub fn frontier(found: &Frontier) -> FrontierReport {
    FrontierReport {
        across: found.across.to_string(),
        up: found.up.to_string(),
        points: found.points.iter().map(|(x, y)| [*x, *y]).collect(),
    }
}

/// The distribution of a task's net and of a period's.
#[must_use]
pub fn risk(model: &Model, attempt: Usd, outcome: &Outcome) -> RiskReport {
    let same = economics::outcome::Attempt {
        cost: attempt,
        success: outcome.attempt_success_rate,
    };
    let histories = by_net(&distribution(&[same], &model.checking, &model.value));
    let period = period(&histories, model.tasks, model.fixed);
    RiskReport {
        task: histories
            .iter()
            .map(|history| HistoryReport {
                net_usd: unsigned_zero(history.net),
                chance: history.chance,
            })
            .collect(),
        period_net_usd: unsigned_zero(period.expected.0),
        period_standard_deviation_usd: period.standard_deviation.0,
        period_loss_probability: unsigned_zero(period.loss_probability.0),
        period_exact: period.is_exact,
    }
}
