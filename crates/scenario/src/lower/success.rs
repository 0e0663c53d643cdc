//! How often a step is right, and how that grows with its effort.

use super::Checker;
use crate::choice::{Effort, Production as Curve};
use crate::document::Step;
use crate::field::step::{FLOOR, SECOND_POINT, SUCCESS_RATE};
use crate::number::grouped;
use economics::effort::EffortKind;
use economics::production::{Form, Known, NoCurve, Production};
use economics::quantity::{Probability, Tokens};

/// What counts as effort: what was said, else what is generated.
pub(crate) fn effort_kind(step: &Step) -> EffortKind {
    match step.effort {
        None | Some(Effort::Generated) => EffortKind::Generated,
        Some(Effort::Reasoning) => EffortKind::Reasoning,
        Some(Effort::All) => EffortKind::All,
    }
}

/// The form that the document names.
fn form(step: &Step) -> Form {
    match step.production {
        Curve::Exponential => Form::Exponential,
        Curve::Hill => Form::Hill,
        Curve::Power => Form::Power,
    }
}

/// Success today, what is known of it, and the curve.
pub(super) struct Success {
    pub(super) rate: Option<Probability>,
    pub(super) known: Option<Known>,
    pub(super) curve: Result<Production, NoCurve>,
}

/// At a present effort. Without a curve the success rate holds at any effort.
pub(super) fn success(step: &Step, effort: Tokens) -> Success {
    let Some(rate) = step.success_rate else {
        return Success {
            rate: None,
            known: None,
            curve: Err(NoCurve::NoSuccessRate),
        };
    };
    let known = Known {
        form: form(step),
        floor: step.floor,
        ceiling: step.ceiling,
        point: (step.success_rate_at_tokens.unwrap_or(effort.0), rate),
        second: step.second_point,
    };
    let curve = curve(step, &known);
    let is_elsewhere = known.point.0 != effort.0;
    let today = match &curve {
        Ok(curve) if is_elsewhere => curve.success(effort.0),
        _ => rate,
    };
    Success {
        rate: Some(Probability(today)),
        known: Some(known),
        curve,
    }
}

fn curve(step: &Step, known: &Known) -> Result<Production, NoCurve> {
    let says_nothing = step.effort.is_none()
        && step.success_rate_at_tokens.is_none()
        && step.second_point.is_none();
    if says_nothing && step.hidden_tokens() == 0.0 {
        return Err(NoCurve::NoReasoning);
    }
    if step.effort == Some(Effort::Reasoning) && step.floor <= 0.0 {
        return Err(NoCurve::NeedsFloor);
    }
    Production::calibrated(known)
}

/// What does not fit together in what was said about success.
pub(super) fn check(check: &mut Checker, index: usize, step: &Step) {
    let (floor, ceiling) = (grouped(step.floor), grouped(step.ceiling));
    if step.floor >= step.ceiling {
        let message = format!("{floor} is not below the ceiling {ceiling}; lower it");
        check.error(FLOOR.of_step(index), message);
        return;
    }
    let range = format!("between the floor {floor} and the ceiling {ceiling}");
    let is_outside = |rate: f64| !(step.floor <= rate && rate <= step.ceiling);
    if let Some(rate) = step.success_rate.filter(|rate| is_outside(*rate)) {
        let message = format!("{} is not {range}; change one of the three", grouped(rate));
        check.error(SUCCESS_RATE.of_step(index), message);
        return;
    }
    if let (Some((tokens, rate)), Some(known)) = (step.second_point, step.success_rate) {
        check_second(check, index, (tokens, rate), step, known);
    }
    if step.effort == Some(Effort::Reasoning) && step.floor <= 0.0 && step.success_rate.is_some() {
        let message = "is 0, so that no reasoning would mean no success; enter how often the step is right without any \
                       reasoning, or let effort count the answer too";
        check.warning(FLOOR.of_step(index), message);
    }
}

fn check_second(check: &mut Checker, index: usize, second: (f64, f64), step: &Step, known: f64) {
    let (tokens, rate) = second;
    if !(step.floor < rate && rate < step.ceiling) {
        let message = format!(
            "success rate {} is not between the floor {} and the ceiling {}, both excluded; change one of the three",
            grouped(rate),
            grouped(step.floor),
            grouped(step.ceiling)
        );
        check.error(SECOND_POINT.of_step(index), message);
        return;
    }
    let agent = super::tokens::agent_loop(step);
    let first = step
        .success_rate_at_tokens
        .unwrap_or_else(|| agent.effort(effort_kind(step)).0);
    let is_inside = step.floor < known && known < step.ceiling;
    if is_inside && (tokens - first) * (rate - known) <= 0.0 {
        let [tokens, first, rate, known] = [tokens, first, rate, known].map(grouped);
        let message = format!(
            "right {rate} of the time at {tokens} tokens does not fit {known} at {first}: more effort must do better; enter \
             another point"
        );
        check.error(SECOND_POINT.of_step(index), message);
    }
}
