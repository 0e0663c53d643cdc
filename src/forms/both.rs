//! Two scenarios as they are taken along: each evaluated, A before B.

use super::Taken;
use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::problem::Problem;
use scenario::report::Report;
use telling::compared::{Comparison, Side, compared};

/// What is made of the two, the comparison between them last.
///
/// # Errors
/// What is wrong with one of them, and with which.
pub fn of_both<T>(
    taken: &Taken,
    (other, is_b): &(Scenario, bool),
    catalog: &Catalog,
    make: impl FnOnce(Side, Side, &Comparison) -> T,
) -> Result<T, String> {
    let [a, b] = if *is_b {
        [&taken.scenario, other]
    } else {
        [other, &taken.scenario]
    };
    let (of_a, of_b) = (report("A", a, catalog)?, report("B", b, catalog)?);
    let side = |scenario, report| Side { scenario, report };
    let (a, b) = (side(a, &of_a), side(b, &of_b));
    Ok(make(a, b, &compared(a, b)))
}

fn report(name: &str, scenario: &Scenario, catalog: &Catalog) -> Result<Report, String> {
    let evaluated = scenario::evaluate(scenario, catalog);
    evaluated
        .report
        .ok_or_else(|| format!("{name} has no answer.\n{}", lines(&evaluated.problems)))
}

/// A line for each problem.
pub fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
