//! What a change of one number means.
//!
//! A success rate is known at some effort. [`edit`] keeps that point when effort changes, so that success follows the
//! curve; only a change of the success rate itself calibrates anew. Break-even and alternatives change a document in this
//! way. What a person enters stays as it was entered until the person wants to follow the curve: [`enter`].

use crate::choice::{Production, TurnCacheKind};
use crate::document::{Scenario, Step};
use crate::field::{Datum, Place, step};
use crate::lower::COUNTED_BY_HAND;
use crate::lower::effort_kind;
use crate::problem::Problem;

/// Sets a field as a person means it.
///
/// ```
/// use scenario::edit::edit;
/// use scenario::field::{Datum, step};
/// use scenario::presets;
/// let mut legal = presets::find("legal-contracts").expect("it is the first preset").scenario.clone();
/// let reasoning = step::REASONING_TOKENS.of_step(0);
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
    if !place.field.is_of_step() {
        return Ok(());
    }
    let Some(step) = scenario.steps.get_mut(place.step) else {
        return Ok(());
    };
    if place.field == &step::SUCCESS_RATE {
        step.success_rate_at_tokens = None;
    } else if ![&step::SUCCESS_RATE_AT_TOKENS, &step::EFFORT].contains(&place.field) {
        keep_known(step, before);
    }
    Ok(())
}

/// Sets a field as a person enters it. A success rate that was entered stays while effort changes, unless the step follows
/// its curve already: an assumed curve through one point must not overwrite what somebody knows. A cache between turns that
/// is chosen takes over from what was counted by hand, which could not stand beside it.
///
/// ```
/// use scenario::edit::enter;
/// use scenario::field::{Datum, step};
/// use scenario::presets;
/// let mut legal = presets::find("legal-contracts").expect("it is the first preset").scenario.clone();
/// let reasoning = step::REASONING_TOKENS.of_step(0);
/// enter(&mut legal, &reasoning, Datum::Number(5_000.0)).expect("it is allowed");
/// assert_eq!((legal.steps[0].success_rate, legal.steps[0].success_rate_at_tokens), (Some(0.8), None));
/// ```
///
/// # Errors
/// The problem, at the field's path; the document is unchanged then.
pub fn enter(scenario: &mut Scenario, place: &Place, datum: Datum) -> Result<(), Problem> {
    match scenario.steps.get(place.step) {
        Some(step) if !follows_curve(step) && place.field != &step::SUCCESS_RATE => {
            scenario.set(place, datum)?;
        }
        _ => edit(scenario, place, datum)?,
    }
    if place.field == &step::TURN_CACHE
        && let Some(step) = scenario.steps.get(place.step)
        && step.turn_cache != TurnCacheKind::None
    {
        for field in COUNTED_BY_HAND {
            scenario.set(&field.of_step(place.step), Datum::Number(0.0))?;
        }
    }
    Ok(())
}

/// Whether success follows effort: more than one point is known, or a person has chosen so.
#[must_use]
pub fn follows_curve(step: &Step) -> bool {
    let is_chosen = step.success_rate_at_tokens.is_some();
    is_chosen || step.second_point.is_some() || !step.levels.is_empty()
}

/// The success rate of a step at its present effort by its curve, where its rate is known at another effort; and the least
/// and the most that the forms of a curve through one point say. Nothing where there is no such curve.
#[must_use]
pub fn by_curve(step: &Step, known_at: f64) -> Option<(f64, [f64; 2])> {
    let rate = |form: Production| {
        let moved = Step {
            success_rate_at_tokens: Some(known_at),
            production: form,
            ..step.clone()
        };
        crate::lower::success_rate(&moved).filter(|rate| rate.is_finite())
    };
    let own = rate(step.production)?;
    let forms = [Production::Exponential, Production::Hill, Production::Power];
    let all = forms.into_iter().filter_map(rate);
    let (least, most) = all.fold((own, own), |(least, most), rate| {
        (least.min(rate), most.max(rate))
    });
    Some((own, [least, most]))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use crate::document::Scenario;

    #[test]
    fn a_cache_between_turns_takes_over_from_what_was_counted_by_hand() {
        let mut made = Scenario {
            steps: vec![Step {
                turns: 8.0,
                cache_read_tokens: 500.0,
                cache_write_tokens: 100.0,
                ..Step::default()
            }],
            ..Scenario::default()
        };
        let place = step::TURN_CACHE.of_step(0);
        enter(&mut made, &place, Datum::Text("5m".into())).unwrap();
        let step = &made.steps[0];
        assert_eq!(
            [step.cache_read_tokens, step.cache_write_tokens],
            [0.0, 0.0]
        );
        enter(&mut made, &place, Datum::Text("none".into())).unwrap();
        assert_eq!(made.steps[0].turn_cache, TurnCacheKind::None);
    }

    #[test]
    fn the_success_of_a_level_leaves_where_the_success_of_its_step_is_known() {
        let mut made = Scenario {
            steps: vec![Step {
                success_rate: Some(0.8),
                success_rate_at_tokens: Some(9_000.0),
                levels: vec![crate::document::Level::default()],
                ..Step::default()
            }],
            ..Scenario::default()
        };
        let place = crate::field::level::SUCCESS_RATE.of_level(0, 0);
        enter(&mut made, &place, Datum::Number(0.9)).unwrap();
        assert_eq!(made.steps[0].levels[0].success_rate, Some(0.9));
        assert_eq!(made.steps[0].success_rate_at_tokens, Some(9_000.0));
    }
}
