//! Where a number is looked at, and what is known of it before: its ends, where prices change with it, where its curve
//! bends.

use crate::document::{Scenario, Step};
use crate::field::{self, Access, Datum, Field, Kind, Place, Unit};
use crate::lower;
use crate::sweep::Base;
use economics::production::Form;
use economics::roots::Range;
use economics::short_sort::sort_short;

/// Points of a share, evenly.
const SHARES: u32 = 32;
/// And towards both of its ends, each half as far from it as the one before.
const TOWARDS_ENDS: i32 = 12;
/// Points of a tenfold.
const PER_TENFOLD: i32 = 4;
/// Whole numbers that are all looked at.
const WHOLE: f64 = 16.0;
/// Of a loop whose every turn has prices of its own, so many jumps are looked at.
const MOST_JUMPS: usize = 64;

/// The range of a number, with what is known of it; nothing where it is no number. Against a way that has whole machines,
/// or a part of the tasks, a net bends with the volume.
#[must_use]
pub fn range(base: &Base, place: &Place, today: f64, has_units: bool) -> Option<Range> {
    let Kind::Number { whole, .. } = place.field.rule.kind else {
        return None;
    };
    let bounds = bounds(base.scenario(), place)?;
    let mut known = vec![today];
    let mut jumps = Vec::new();
    let index = base.order().iter().position(|step| *step == place.step);
    if let (Access::Step(..), Some(index)) = (&place.field.access, index) {
        let step = &base.scenario().steps[place.step];
        let model = &base.model().steps[index];
        jumps = self::jumps(step, place.field, &model.rates.tier_starts());
        known.extend(bends(step, model, place));
    }
    let bends = has_units && [&field::work::TASKS, &field::step::CALLS].contains(&place.field);
    let is_straight = !bends && place.field.is_straight;
    Some(Range {
        points: if is_straight {
            ends(bounds, today)
        } else {
            points(place, bounds, &known)
        },
        jumps,
        is_whole: whole,
        is_straight,
    })
}

/// Least and largest value that the document allows; nothing where it is no number.
pub(super) fn bounds(scenario: &Scenario, place: &Place) -> Option<(f64, f64)> {
    let Kind::Number { min, max, .. } = place.field.rule.kind else {
        return None;
    };
    let step = scenario.steps.get(place.step);
    Some(match step {
        Some(step) if place.field == &field::step::SUCCESS_RATE => (step.floor, step.ceiling),
        Some(step) if place.field == &field::step::INPUT_TOKENS => (parts_of_input(step), max),
        _ => (min, max),
    })
}

/// What the input of a step has in it.
fn parts_of_input(step: &Step) -> f64 {
    if step.turn_cache == crate::choice::TurnCacheKind::None {
        step.cache_read_tokens + step.cache_write_tokens + step.retrieval_tokens
    } else {
        0.0
    }
}

/// Of a straight line both ends and today tell all.
fn ends((least, most): (f64, f64), today: f64) -> Vec<f64> {
    let mut points = vec![least, today, most];
    points.retain(|x| least <= *x && *x <= most);
    points.dedup();
    points
}

/// Where to look first, in rising order: evenly for a share, more densely towards its ends; by factors for all else; all
/// small whole numbers; both ends, and what is known.
fn points(place: &Place, (least, most): (f64, f64), known: &[f64]) -> Vec<f64> {
    let field = place.field;
    let is_whole = matches!(field.rule.kind, Kind::Number { whole: true, .. });
    let mut points = vec![least, most];
    if field.rule.unit == Unit::Share && least >= 0.0 {
        let parts = (0..=SHARES).map(|part| f64::from(part) / f64::from(SHARES));
        let halves = (0..=TOWARDS_ENDS).map(|times| libm::exp2(-f64::from(times)));
        let near = halves.flat_map(|half| [half, 1.0 - half]);
        points.extend(parts.chain(near).map(|part| least + (most - least) * part));
    } else {
        let from = match field.rule.unit {
            Unit::Tokens | Unit::Count => 0,
            _ => -4,
        };
        let to = libm::log10(most.max(1.0)) as i32;
        let steps = from * PER_TENFOLD..=to * PER_TENFOLD;
        let powers = steps.map(|step| libm::exp10(f64::from(step) / f64::from(PER_TENFOLD)));
        let positive = powers.chain([0.0]);
        if least < 0.0 {
            points.extend(positive.clone().map(|x| -x));
        }
        points.extend(positive);
    }
    points.extend(known.iter().filter(|x| x.is_finite()));
    if is_whole {
        points.iter_mut().for_each(|x| *x = libm::round(*x));
        points.extend((0..).map(f64::from).take_while(|x| *x <= WHOLE));
    }
    points.retain(|x| least <= *x && *x <= most);
    sort_short(&mut points, |left, right| left < right);
    points.dedup();
    points
}

/// The last values before a turn of the step is billed at the next tier.
fn jumps(step: &Step, field: &Field, tier_starts: &[f64]) -> Vec<f64> {
    if tier_starts.is_empty() {
        return Vec::new();
    }
    let agent = lower::agent_loop(step);
    let kept = if step.keeps_output {
        step.visible_output_tokens
    } else {
        0.0
    };
    // What the number must be for turn t, from 0, to send just as much as a tier begins above.
    use field::step::{INPUT_TOKENS, TURN_GROWTH_TOKENS, VISIBLE_OUTPUT_TOKENS};
    let at = |start: f64, turn: f64| match field {
        _ if field == &INPUT_TOKENS => Some(start - agent.growth.0 * turn),
        _ if turn == 0.0 => None,
        _ if field == &VISIBLE_OUTPUT_TOKENS && step.keeps_output => {
            Some((start - step.input_tokens) / turn - step.turn_growth_tokens)
        }
        _ if field == &TURN_GROWTH_TOKENS => Some((start - step.input_tokens) / turn - kept),
        _ => None,
    };
    let each = (MOST_JUMPS / tier_starts.len()).max(1) as f64;
    let apart = libm::ceil(step.turns / each).max(1.0);
    let turns = (0..).map(|turn| apart * f64::from(turn));
    let turns: Vec<f64> = turns.take_while(|turn| *turn < step.turns).collect();
    let starts = tier_starts.iter();
    starts
        .flat_map(|start| turns.iter().filter_map(|turn| at(*start, *turn)))
        .collect()
}

/// Values at which the step's curve is known, or bends, where its effort is a straight line in the number.
fn bends(step: &Step, model: &economics::Step, place: &Place) -> Vec<f64> {
    let (Ok(curve), Access::Step(_, put)) = (&model.curve, place.field.access) else {
        return Vec::new();
    };
    let mut moved = step.clone();
    let mut effort = |x: f64| {
        let is_put = put(&mut moved, Datum::Number(x));
        is_put.then(|| lower::agent_loop(&moved).effort(model.effort).0)
    };
    let (Some(none), Some(one), Some(two)) = (effort(0.0), effort(1.0), effort(2.0)) else {
        return Vec::new();
    };
    let slope = one - none;
    let is_even = (two - one - slope).abs() <= 1e-9 * two.abs();
    if slope <= 0.0 || !is_even || place.field == &field::step::TURNS {
        return Vec::new();
    }
    let half = (curve.form == Form::Hill).then_some(curve.scale);
    let known = model.known.iter().flat_map(|known| {
        let second = known.second.map(|(tokens, _)| tokens);
        second.into_iter().chain([known.point.0])
    });
    let places = known.chain(half).chain([curve.least_useful(), curve.cap()]);
    places.map(|effort| (effort - none) / slope).collect()
}
