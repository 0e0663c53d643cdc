//! What the net is made of.

use super::unsigned_zero;
use economics::Model;
use economics::outcome::Outcome;
use economics::quantity::Usd;
use serde::Serialize;

/// A part of the net.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What right results bring.
    RightResults,
    /// What wrong results do that get through.
    WrongResults,
    /// What tasks do that are given up.
    GivenUp,
    /// Tokens and fees of all tries.
    Tokens,
    /// Looks at results.
    Looks,
    /// The person after the last try.
    Person,
    /// What is paid anyway.
    PaidAnyway,
    /// What is left.
    Net,
}

/// What a part of the net comes to: above 0 what it brings, below 0 what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartReport {
    /// Which part.
    pub part: Part,
    /// Of a task, in expectation; 0 of what is paid anyway.
    pub task_usd: f64,
    /// Of a period.
    pub period_usd: f64,
}

/// The parts of a model, those of nothing left out.
pub(super) fn parts(model: &Model, outcome: &Outcome) -> Vec<PartReport> {
    let value = &model.value;
    let given_up = match model.checking.person {
        Some(_) => 0.0,
        None => outcome.exhausted.0,
    };
    let of_task = [
        (Part::RightResults, value.gain.0 * outcome.right.0),
        (Part::WrongResults, -value.loss.0 * outcome.wrong.0),
        (Part::GivenUp, -value.undone.0 * given_up),
        (Part::Tokens, -outcome.tokens_usd.0),
        (Part::Looks, -outcome.checking_usd.0),
        (Part::Person, -outcome.person_usd.0),
    ];
    let row = |part, task_usd: f64, period_usd: f64| PartReport {
        part,
        task_usd: unsigned_zero(task_usd),
        period_usd: unsigned_zero(period_usd),
    };
    let net = outcome.net.expected;
    let there = of_task.into_iter().filter(|(_, usd)| *usd != 0.0);
    let mut rows: Vec<PartReport> = there
        .map(|(part, usd)| row(part, usd, usd * model.tasks))
        .collect();
    if model.fixed != Usd::ZERO {
        rows.push(row(Part::PaidAnyway, 0.0, -model.fixed.0));
    }
    rows.push(row(Part::Net, net.0, model.period_net(net).0));
    rows
}
