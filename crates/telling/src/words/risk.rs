//! How much the net varies, as sentences.

use super::article;
use economics::quantity::ROUNDING;
use scenario::document::Scenario;
use scenario::format;
use scenario::report::Report;

/// The takeaway of the risk section: how many tasks lose money, and how likely a period of them does.
#[must_use]
pub fn risk_takeaway(scenario: &Scenario, report: &Report) -> String {
    /// Less than one in a million is as good as none.
    const HARDLY: f64 = 1e-6;
    let (Some(risk), Some(outcome)) = (&report.risk, &report.outcome) else {
        return "Enter how often it is right, to see how much the net varies.".into();
    };
    let (task, period) = (scenario.work.task(), &report.period);
    let a_period = format!("{} {period}", article(period));
    let of_task = outcome.loss_probability;
    let (none, all) = (of_task == 0.0, of_task > 1.0 - ROUNDING);
    let one = match of_task {
        _ if none => format!("No {task} loses money"),
        chance if chance < HARDLY => format!("Practically no {task} loses money"),
        _ if all => format!("Every {task} loses money"),
        chance if chance > 1.0 - HARDLY => format!("Practically every {task} loses money"),
        chance => format!(
            "{} of {} lose money",
            format::share(chance),
            format::plural(&task)
        ),
    };
    let is_paid_anyway = scenario.fixed.usd > 0.0;
    let anyway = if is_paid_anyway {
        ", what is paid anyway included"
    } else {
        ""
    };
    match risk.period_loss_probability {
        _ if scenario.work.tasks == 0.0 && is_paid_anyway => {
            format!("{one}; {a_period} has none, and loses what is paid anyway.")
        }
        _ if scenario.work.tasks == 0.0 => format!("{one}; {a_period} has none."),
        chance if all && chance > 1.0 - HARDLY => format!("{one}, and so does every {period}."),
        chance if none && chance < HARDLY => format!("{one}, and no {period} does."),
        chance if chance < HARDLY => format!("{one}; {a_period} practically never does{anyway}."),
        chance if chance > 1.0 - HARDLY => {
            format!("{one}; {a_period} practically always does{anyway}.")
        }
        chance => format!(
            "{one}; {a_period} does with a chance of {}{anyway}.",
            format::share(chance)
        ),
    }
}

/// What stands under the chart of the risk section.
#[must_use]
pub fn risk_line(report: &Report) -> String {
    let (Some(risk), Some(value)) = (&report.risk, &report.value) else {
        return String::new();
    };
    let (net, spread) = (
        format::usd(risk.period_net_usd),
        format::usd(risk.period_standard_deviation_usd),
    );
    let how = if risk.period_exact {
        "exact"
    } else {
        "right to half a point"
    };
    let certain = if value.certainty_equivalent_usd == value.net_usd {
        String::new()
    } else {
        format!(
            " With your aversion to risk a task is worth {} for sure.",
            format::usd(value.certainty_equivalent_usd)
        )
    };
    format!(
        "A {} nets {net}, give or take {spread} (one standard deviation); the chance of a loss is {how}.{certain}",
        report.period
    )
}
