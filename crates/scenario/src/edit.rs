//! What a change of one number means.
//!
//! A success rate is known at some effort. The first change of effort keeps that point, so that success follows the
//! curve from then on; only a change of the success rate itself calibrates anew. Form, break-even and alternatives all
//! change a document in this way.

use crate::document::{Scenario, Step};
use crate::field::{Datum, Place};
use crate::lower::effort_kind;
use crate::problem::Problem;

/// Sets a field as a person means it.
///
/// ```
/// use scenario::edit::edit;
/// use scenario::field::{Datum, Place};
/// use scenario::presets;
/// let mut legal = presets::find("legal-contracts").expect("it is the first preset").scenario.clone();
/// let reasoning = Place::of_step("steps[].reasoning_tokens", 0).expect("it is a field");
/// edit(&mut legal, &reasoning, Datum::Number(200_000.0)).expect("it is allowed");
/// // The rate stays known where it was seen: at 1,000 visible and 100,000 hidden tokens.
/// assert_eq!(legal.steps[0].success_rate_at_tokens, Some(1_000.0 + 100_000.0));
/// ```
///
/// # Errors
/// The problem, at the field's path; the document is unchanged then.
pub fn edit(scenario: &mut Scenario, place: &Place, datum: Datum) -> Result<(), Problem> {
    let before = scenario.steps.get(place.step).and_then(known_at);
    scenario.set(place, datum)?;
    if !place.field.path.starts_with("steps[]") {
        return Ok(());
    }
    let Some(step) = scenario.steps.get_mut(place.step) else {
        return Ok(());
    };
    match place.field.name() {
        "success_rate" => step.success_rate_at_tokens = None,
        "success_rate_at_tokens" | "effort" => {}
        _ => keep_known(step, before),
    }
    Ok(())
}

/// The effort at which a step's success is known, where it has a curve.
#[must_use]
pub fn known_at(step: &Step) -> Option<f64> {
    let effort = crate::lower::present_effort(step);
    crate::lower::has_curve(step).then(|| step.success_rate_at_tokens.unwrap_or(effort))
}

/// Keeps the point at which success is known through a change of effort.
pub fn keep_known(step: &mut Step, before: Option<f64>) {
    let Some(known) = before else { return };
    let effort = crate::lower::present_effort(step);
    // Back at the known point there is nothing to keep: the present effort is the point.
    step.success_rate_at_tokens = (effort != known).then_some(known);
}

/// Gives a step another effort of a call, of the kind that it counts. A ratio becomes a count.
pub fn set_effort(step: &mut Step, effort: f64) {
    let before = known_at(step);
    let per_turn = effort / step.turns;
    match effort_kind(step) {
        economics::effort::EffortKind::Generated => {
            set_reasoning(step, (per_turn - step.visible_output_tokens).max(0.0));
        }
        economics::effort::EffortKind::Reasoning => set_reasoning(step, per_turn),
        economics::effort::EffortKind::All => {
            let present = crate::lower::present_effort(step);
            if present > 0.0 {
                scale(step, effort / present);
            }
        }
    }
    keep_known(step, before);
}

fn set_reasoning(step: &mut Step, tokens: f64) {
    step.reasoning_ratio = None;
    step.reasoning_tokens = Some(tokens);
}

fn scale(step: &mut Step, factor: f64) {
    for count in [
        &mut step.input_tokens,
        &mut step.cache_read_tokens,
        &mut step.cache_write_tokens,
        &mut step.cache_write_1h_tokens,
        &mut step.retrieval_tokens,
        &mut step.visible_output_tokens,
        &mut step.turn_growth_tokens,
    ] {
        *count = scaled(*count, factor);
    }
    if let Some(tokens) = &mut step.reasoning_tokens {
        *tokens = scaled(*tokens, factor);
    }
}

/// A multiple, without the rounding of a factor that was a quotient: whole tokens stay whole.
fn scaled(count: f64, factor: f64) -> f64 {
    const ROUNDING: f64 = 1e-12;
    let multiple = count * factor;
    let whole = libm::round(multiple);
    if (multiple - whole).abs() <= ROUNDING * whole {
        whole
    } else {
        multiple
    }
}
