//! The whole report: what the quick one has, and what takes a search: the best efforts, every break-even, the risk.
//!
//! The page shows the quick report at every keystroke and asks for this one when there is time.

use crate::break_even::{self, Rival};
use crate::document::Scenario;
use crate::edit::set_effort;
use crate::field::{self, Place};
use crate::report::{self, BreakEvenReport, Report};
use crate::sweep::Base;
use crate::{Evaluated, evaluate_lowered, lower};
use catalogs::prices::Catalog;
use economics::short_sort::sort_short;

/// [`crate::evaluate`], with everything that takes a search.
///
/// ```
/// use scenario::analysis::analyse;
/// use catalogs::prices::Catalog;
/// use scenario::presets;
/// let legal = presets::find("legal-contracts").expect("it is the first preset");
/// let report = analyse(&legal.scenario, Catalog::embedded()).report.expect("it has no errors");
/// let row = report.break_even.iter().find(|row| row.path == "value.gain_usd").expect("it is asked for");
/// assert!((row.threshold.expect("there is one") - 10.559211).abs() < 1e-6);
/// ```
#[must_use]
pub fn analyse(scenario: &Scenario, catalog: &Catalog) -> Evaluated {
    taken_apart(scenario, catalog).0
}

/// [`analyse`], and the scenario taken apart for further questions; nothing while a success rate is unknown.
#[must_use]
pub fn taken_apart(scenario: &Scenario, catalog: &Catalog) -> (Evaluated, Option<Base>) {
    let lowered = lower::lower(scenario, catalog);
    let mut evaluated = evaluate_lowered(scenario, &lowered);
    let base = Base::of(scenario, lowered);
    if let (Some(report), Some(base)) = (&mut evaluated.report, &base) {
        complete(report, base, catalog);
    }
    (evaluated, base)
}

fn complete(report: &mut Report, base: &Base, catalog: &Catalog) {
    let model = base.model();
    report.optimum =
        economics::optimum::optimum(model, None).map(|found| report::optimum(&found, base.order()));
    report.break_even = rows(base, Rival::Nothing);
    report.frontier = axes(base.scenario())
        .map(|(across, up)| break_even::frontier(base, catalog, across, up))
        .filter(|found| found.points.len() > 1)
        .map(|found| report::frontier(&found));
    let evaluation = economics::evaluate(model);
    report.risk = evaluation
        .outcome
        .as_ref()
        .map(|outcome| report::risk(model, evaluation.per_attempt(), outcome));
}

/// Every row against a rival, the tightest first; what has no threshold stands at the end.
#[must_use]
pub fn rows(base: &Base, rival: Rival) -> Vec<BreakEvenReport> {
    rows_of(base, rival, &break_even::places(base))
}

/// The rows of some numbers, in the same order.
#[must_use]
pub fn rows_of(base: &Base, rival: Rival, places: &[Place]) -> Vec<BreakEvenReport> {
    let found = places
        .iter()
        .copied()
        .filter_map(|place| break_even::break_even(base, place, rival));
    let mut rows: Vec<BreakEvenReport> = found.map(|found| report::break_even(&found)).collect();
    // Dollars that would have to change their sign are no way to go, however near.
    const OTHER_SIGN: f64 = 1e9;
    let tightness = |row: &BreakEvenReport| match (row.threshold, row.room) {
        (Some(at), Some(room)) if at * row.today < 0.0 => OTHER_SIGN + room,
        (Some(_), Some(room)) => room,
        (Some(_), None) => f64::MAX,
        (None, _) => f64::INFINITY,
    };
    sort_short(&mut rows, |left, right| tightness(left) < tightness(right));
    rows
}

/// The two numbers of the frontier: how often the decisive step is right, and what a right result is worth.
fn axes(scenario: &Scenario) -> Option<(Place, Place)> {
    let step = scenario.steps.len().checked_sub(1)?;
    Some((
        field::step::SUCCESS_RATE.of_step(step),
        field::value::GAIN_USD.place(),
    ))
}

/// The scenario with the efforts of a plan, in whole tokens: what a step is rounded by is carried over to the next in
/// tokens, so that the spend of steps at one price stays what it was.
#[must_use]
pub fn taken_over(scenario: &Scenario, tokens: &[f64], chosen: &[usize]) -> Scenario {
    let mut changed = scenario.clone();
    let mut carried = 0.0;
    for place in chosen {
        let (Some(step), Some(effort)) = (changed.steps.get_mut(*place), tokens.get(*place)) else {
            continue;
        };
        let wanted = effort + carried;
        let whole = libm::round(wanted);
        carried = wanted - whole;
        set_effort(step, whole);
    }
    changed
}
