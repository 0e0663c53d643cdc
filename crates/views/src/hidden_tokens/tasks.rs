//! How many tokens a task of a kind takes (P5), by exponents of one's own or fitted to a pasted table.

use super::pasted::{Pasted, read};
use economics::demand::{CannotFit, Demand, Fit, LEAST_TASKS, fit};
use economics::quantity::Tokens;
use scenario::setting::Settings;
use scenario::setting::rows::hidden as rows;
use serde::Serialize;

/// How many tokens a task of a kind takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemandReport {
    /// Tokens of the task of reference.
    pub scale_tokens: f64,
    /// Exponents of difficulty, context and uncertainty.
    pub exponents: [f64; 3],
    /// By what tokens grow where difficulty, context or uncertainty doubles.
    pub doubling: [f64; 3],
    /// Difficulty, context and uncertainty of the task that is asked for.
    pub traits: [f64; 3],
    /// Tokens of that task; null where they cannot be said.
    pub tokens: Option<f64>,
    /// Why not; null where they can.
    pub none_because: Option<String>,
    /// How well the pasted tasks fit; null where none were pasted or they cannot be fitted.
    pub fit: Option<FitReport>,
    /// Why the pasted tasks were not fitted; null where they were, or where there are none.
    pub not_fitted_because: Option<String>,
    /// Rows of the table that are not counted, each with what is wrong with it.
    pub bad_rows: Vec<String>,
}

/// How well tasks fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FitReport {
    /// Each task as it is and as the fit has it.
    pub tasks: Vec<TaskReport>,
    /// Standard error of the logarithm of the scale.
    pub scale_log_error: f64,
    /// Standard errors of the exponents.
    pub exponent_errors: [f64; 3],
    /// The part of the variance of the logarithms that is explained.
    pub explained: f64,
    /// Standard deviation of the logarithms around the fit.
    pub residual: f64,
}

/// A task as it is and as the fit has it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskReport {
    /// Tokens that it took.
    pub tokens: f64,
    /// Tokens by the fit.
    pub fitted_tokens: f64,
}

/// `assumed` are the hidden tokens of the scenario.
pub(super) fn demand(settings: &Settings, assumed: f64) -> DemandReport {
    let pasted = read(&settings.word(&rows::TABLE));
    let own = Demand {
        scale: Tokens(settings.optional(&rows::SCALE).unwrap_or(assumed)),
        exponents: [
            &rows::DIFFICULTY_EXPONENT,
            &rows::CONTEXT_EXPONENT,
            &rows::UNCERTAINTY_EXPONENT,
        ]
        .map(|row| settings.number(row)),
    };
    let is_pasted = !pasted.tasks.is_empty() || !pasted.bad_rows.is_empty();
    let fitted = fit(&pasted.tasks);
    let (demand, not_fitted_because) = match &fitted {
        Ok(fit) => (fit.demand, None),
        Err(reason) => (own, is_pasted.then(|| cannot(*reason))),
    };
    let traits =
        [&rows::DIFFICULTY, &rows::CONTEXT, &rows::UNCERTAINTY].map(|row| settings.number(row));
    let tokens = demand.tokens(traits);
    DemandReport {
        scale_tokens: demand.scale.0,
        exponents: demand.exponents,
        doubling: [0, 1, 2].map(|place| demand.growth(place, 2.0)),
        traits,
        tokens: tokens.map(|tokens| tokens.0),
        none_because: tokens.is_none().then(|| no_tokens(&demand, traits)),
        fit: fitted.ok().map(|fit| fit_report(&fit, &pasted)),
        not_fitted_because,
        bad_rows: pasted.bad_rows,
    }
}

fn fit_report(fit: &Fit, pasted: &Pasted) -> FitReport {
    let [scale_log_error, exponent_errors @ ..] = fit.standard_errors;
    let task = |task: &economics::demand::Observed| TaskReport {
        tokens: task.tokens.0,
        fitted_tokens: fit.demand.tokens(task.traits).unwrap_or_default().0,
    };
    FitReport {
        tasks: pasted.tasks.iter().map(task).collect(),
        scale_log_error,
        exponent_errors,
        explained: fit.explained,
        residual: fit.residual,
    }
}

fn no_tokens(demand: &Demand, traits: [f64; 3]) -> String {
    if demand.scale.0 <= 0.0 {
        "The scenario hides no tokens, so there is no task of reference: write how many tokens it takes, or paste a table.".into()
    } else if traits.iter().any(|value| *value <= 0.0) {
        "Difficulty, context and uncertainty must be above 0, where 1 is the task of reference: write how many times that one \
         yours is."
            .into()
    } else {
        "That many tokens are no number any more: write a smaller task, or smaller exponents."
            .into()
    }
}

/// What the columns are called.
pub(super) const NAMES: [&str; 3] = ["difficulty", "context", "uncertainty"];

fn cannot(reason: CannotFit) -> String {
    let plain = |number: usize| scenario::number::plain(number as f64);
    let what = match reason {
        CannotFit::TooFew { found } => format!(
            "{} of at least {} rows can be used: add tasks",
            plain(found),
            plain(LEAST_TASKS)
        ),
        CannotFit::NotPositive { task } => {
            format!(
                "row {} has a number that is not above 0: mend it",
                plain(task + 1)
            )
        }
        CannotFit::SameInAll(place) => format!(
            "{} is the same in all rows, so what it does cannot be seen: add tasks in which it differs",
            NAMES[place]
        ),
        CannotFit::MovesWithOthers(place) => format!(
            "{} moves with the columns before it, so what each does cannot be told: add tasks in which only one of them differs",
            NAMES[place]
        ),
    };
    format!("Not fitted: {what}. The exponents above are used instead.")
}
