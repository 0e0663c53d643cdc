//! What the drawings show, as plain numbers: computed here, so that drawing is drawing only.

mod curves;
pub mod plot;
mod spark;
mod waterfall;

pub use curves::{MarginalCurve, ValueCurve, ValuePoint, marginal_curve, value_curve};
pub use spark::{Spark, spark, spark_of, success_curve};
pub use waterfall::{WaterfallBar, waterfall};

use crate::words;
use scenario::field::Place;
use scenario::format;
use scenario::report::{Report, RiskReport};
use scenario::sweep::Base;

/// The same steps ordered by several measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// Names of the measures, from left to right.
    pub measures: Vec<String>,
    /// Steps in the document's order.
    pub steps: Vec<OrderedStep>,
}

/// A step in [`Orders`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderedStep {
    /// Its name.
    pub name: String,
    /// Its place by each measure, from 0 at the top; halves where some are equal. Nothing where the measure is unknown.
    pub ranks: Vec<Option<f64>>,
    /// Its value by each measure, as text.
    pub labels: Vec<String>,
    /// Whether it is one to look at: the one with the best next dollar, or the one with the worst.
    pub is_best: bool,
    /// See above.
    pub is_worst: bool,
}

/// The workflow as boxes and arrows, with the part of the cost and of the tokens that each step takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workflow {
    /// Steps in the document's order.
    pub steps: Vec<WorkflowStep>,
}

/// A step in [`Workflow`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkflowStep {
    /// Its name.
    pub name: String,
    /// Places of its parents.
    pub parents: Vec<usize>,
    /// How many steps come before it at the longest.
    pub depth: usize,
    /// Its part of the tokens.
    pub token_share: f64,
    /// `10 k · right 70 %`.
    pub label: String,
}

/// How effort is split today, for the same money at its best, and at the best spend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Splits {
    /// Names of the steps.
    pub steps: Vec<String>,
    /// Rows: what it is called, dollars of each step, and what it nets as text.
    pub rows: Vec<(String, Vec<f64>, String)>,
}

/// Nets that a task can have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetBars {
    /// Net, chance, and what is written on it.
    pub bars: Vec<(f64, f64, String)>,
    /// The expected net.
    pub expected: f64,
}

/// Where two numbers at once break even.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontierCurve {
    /// Name of what runs across, a share.
    pub across: String,
    /// Name of what runs up.
    pub up: String,
    /// Points.
    pub points: Vec<(f64, f64)>,
    /// Where the scenario is today.
    pub today: (f64, f64),
    /// Whether above the curve it pays.
    pub pays_above: bool,
}

/// See [`Orders`]; nothing for fewer than two steps or without success rates.
#[must_use]
pub fn orders(report: &Report) -> Option<Orders> {
    report.value.as_ref().filter(|_| report.steps.len() > 1)?;
    let steps = &report.steps;
    type Measure = (
        &'static str,
        fn(&scenario::report::StepReport) -> Option<f64>,
        fn(f64) -> String,
    );
    let measures: [Measure; 4] = [
        ("tokens", |step| Some(step.tokens), format::count),
        ("cost", |step| Some(step.cost_usd), format::usd),
        (
            "value of being right",
            |step| step.value_of_success_usd,
            format::usd,
        ),
        (
            "next dollar returns",
            |step| step.next_dollar_returns,
            format::usd,
        ),
    ];
    let returns: Vec<f64> = steps
        .iter()
        .filter_map(|step| step.next_dollar_returns)
        .collect();
    let most = returns.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = returns.iter().copied().fold(f64::INFINITY, f64::min);
    let ordered = steps.iter().map(|step| {
        let rank = |(_, of, _): &Measure| {
            let own = of(step)?;
            let above = steps
                .iter()
                .filter(|other| of(other).is_some_and(|value| value > own));
            let tied = steps.iter().filter(|other| of(other) == Some(own)).count();
            Some(above.count() as f64 + (tied as f64 - 1.0) / 2.0)
        };
        let label = |(_, of, text): &Measure| of(step).map_or("not known".into(), text);
        OrderedStep {
            name: step.name.clone(),
            ranks: measures.iter().map(rank).collect(),
            labels: measures.iter().map(label).collect(),
            is_best: most > least && step.next_dollar_returns == Some(most),
            is_worst: most > least && step.next_dollar_returns == Some(least),
        }
    });
    Some(Orders {
        measures: measures.iter().map(|(name, _, _)| (*name).into()).collect(),
        steps: ordered.collect(),
    })
}

/// See [`Workflow`].
#[must_use]
pub fn workflow(base: &Base, report: &Report) -> Workflow {
    let mut steps: Vec<WorkflowStep> = report
        .steps
        .iter()
        .map(|step| WorkflowStep {
            name: step.name.clone(),
            token_share: step.token_share.unwrap_or(0.0),
            label: format!(
                "{} \u{b7} right {}",
                format::count(step.tokens),
                format::share(step.success_rate.unwrap_or(0.0))
            ),
            ..WorkflowStep::default()
        })
        .collect();
    for (index, parents) in base.model().graph.parents.iter().enumerate() {
        let place = base.order()[index];
        let depths = parents
            .iter()
            .map(|parent| steps[base.order()[*parent]].depth + 1);
        steps[place].depth = depths.max().unwrap_or(0);
        steps[place].parents = parents.iter().map(|parent| base.order()[*parent]).collect();
    }
    Workflow { steps }
}

/// See [`Splits`]; nothing where fewer than two steps were chosen.
#[must_use]
pub fn splits(base: &Base, report: &Report) -> Option<Splits> {
    let optimum = report
        .optimum
        .as_ref()
        .filter(|found| found.chosen.len() > 1)?;
    let value = report.value.as_ref()?;
    let model = base.model();
    let dollars = |tokens: &[f64]| -> Vec<f64> {
        let mut all = vec![0.0; tokens.len()];
        for (index, step) in model.steps.iter().enumerate() {
            let place = base.order()[index];
            let effort = economics::quantity::Tokens(tokens[place]);
            all[place] = (step.call_cost_at(effort) * step.calls).0;
        }
        all
    };
    let today: Vec<f64> = report.steps.iter().map(|step| step.effort_tokens).collect();
    let net = |usd: f64| format!("nets {}", format::usd(usd));
    let same = &optimum.same_money;
    let named = if words::buys_the_least(report) {
        "same money, split best"
    } else {
        "the least that is allowed"
    };
    let mut rows = vec![
        ("today".into(), dollars(&today), net(value.net_usd)),
        (named.into(), dollars(&same.tokens), net(same.net_usd)),
    ];
    if optimum.pays {
        rows.push((
            "best spend".into(),
            dollars(&optimum.best.tokens),
            net(optimum.best.net_usd),
        ));
    }
    Some(Splits {
        steps: report.steps.iter().map(|step| step.name.clone()).collect(),
        rows,
    })
}

/// See [`NetBars`]; the largest of them where there are many.
#[must_use]
pub fn net_bars(risk: &RiskReport, expected: f64) -> NetBars {
    /// More bars than this cannot be told apart.
    const MOST: usize = 24;
    let mut kept: Vec<&scenario::report::HistoryReport> = risk.task.iter().collect();
    economics::short_sort::sort_short(&mut kept, |left, right| left.chance > right.chance);
    kept.truncate(MOST);
    economics::short_sort::sort_short(&mut kept, |left, right| left.net_usd < right.net_usd);
    let bar = |history: &&scenario::report::HistoryReport| {
        let label = format::share(history.chance);
        (history.net_usd, history.chance, label)
    };
    NetBars {
        bars: kept.iter().map(bar).collect(),
        expected,
    }
}

/// See [`FrontierCurve`].
#[must_use]
pub fn frontier_curve(base: &Base, report: &Report) -> Option<FrontierCurve> {
    let frontier = report.frontier.as_ref()?;
    let (across, up) = (Place::parse(&frontier.across)?, Place::parse(&frontier.up)?);
    let today = (base.today(&across)?, base.today(&up)?);
    let pays = report.value.as_ref()?.pays;
    let near = frontier.points.iter().min_by(|left, right| {
        let away = |point: &[f64; 2]| (point[0] - today.0).abs();
        away(left).total_cmp(&away(right))
    })?;
    Some(FrontierCurve {
        across: across.field.label.into(),
        up: up.field.label.into(),
        points: frontier.points.iter().map(|[x, y]| (*x, *y)).collect(),
        today,
        pays_above: pays == (today.1 >= near[1]),
    })
}
