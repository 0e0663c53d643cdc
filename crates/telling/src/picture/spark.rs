//! Tiny curves: what moving a number would do, before it is moved.

use scenario::break_even::{BreakEven, Rival, break_even};
use scenario::field::{Kind, Place, Unit};
use scenario::sweep::Base;

/// A tiny curve of net value against one number, in a box from 0 to 1 in both directions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark {
    /// Points; the vertical ones grow downwards, as on a screen.
    pub points: Vec<(f64, f64)>,
    /// Where the number is today.
    pub today: (f64, f64),
    /// Where the net is that of doing nothing, as a height.
    pub level: Option<f64>,
    /// Where across it breaks even.
    pub threshold: Option<f64>,
}

/// Points of a tiny curve.
const SPARK_POINTS: u32 = 24;

/// See [`Spark`]: the number over its slider's range around today, and its nearest threshold. Nothing where the number
/// changes nothing.
#[must_use]
pub fn spark(base: &Base, place: Place) -> Option<Spark> {
    let found = break_even(base, place, Rival::Nothing)?;
    spark_of(base, &found)
}

/// [`spark`] where the break-even is known.
#[must_use]
pub fn spark_of(base: &Base, found: &BreakEven) -> Option<Spark> {
    let Kind::Number { min, max, whole } = found.place.field.rule.kind else {
        return None;
    };
    let (low, high) = range(found, min, max);
    let is_even = found.place.field.rule.unit == Unit::Share || low <= 0.0;
    let value = |part: f64| {
        let x = if is_even {
            low + (high - low) * part
        } else {
            low * libm::pow(high / low, part)
        };
        if whole { libm::round(x) } else { x }
    };
    let across = |x: f64| {
        let part = if is_even {
            (x - low) / (high - low)
        } else {
            libm::log(x / low) / libm::log(high / low)
        };
        part.clamp(0.0, 1.0)
    };
    let mut sweep = base.sweep(found.place);
    let mut net = |x: f64| sweep.at(x).map(|point| (point.period - point.nothing).0);
    let mut nets: Vec<(f64, f64)> = Vec::new();
    for part in 0..=SPARK_POINTS {
        let part = f64::from(part) / f64::from(SPARK_POINTS);
        nets.extend(net(value(part)).map(|net| (part, net)));
    }
    let now = net(found.today)?;
    let least = nets.iter().map(|(_, net)| *net).fold(now, f64::min);
    let most = nets.iter().map(|(_, net)| *net).fold(now, f64::max);
    if !(most - least).is_finite() || most - least <= 1e-12 * most.abs().max(least.abs()) {
        return None;
    }
    let height = |net: f64| 1.0 - (net - least) / (most - least);
    Some(Spark {
        points: nets
            .iter()
            .map(|(part, net)| (*part, height(*net)))
            .collect(),
        today: (across(found.today), height(now)),
        level: (least < 0.0 && 0.0 < most).then(|| height(0.0)),
        threshold: found
            .nearest
            .filter(|at| low <= *at && *at <= high)
            .map(across),
    })
}

/// Success of a step against its effort, from the least that is allowed to twice today's; nothing without a curve.
#[must_use]
pub fn success_curve(base: &Base, step: usize) -> Option<Spark> {
    let index = base.order().iter().position(|place| *place == step)?;
    let step = &base.model().steps[index];
    let curve = step.curve.as_ref().ok()?;
    let today = step.present_effort().0;
    let least = step.least_effort().0;
    let most = 2.0 * today.max(least);
    let point = |part: u32| {
        let effort = least + (most - least) * f64::from(part) / f64::from(SPARK_POINTS);
        (effort / most, 1.0 - curve.success(effort))
    };
    let known = step.success_rate.map_or(0.0, |rate| rate.0);
    (today > 0.0).then(|| Spark {
        points: (0..=SPARK_POINTS).map(point).collect(),
        today: (today / most, 1.0 - known),
        level: None,
        threshold: None,
    })
}

/// A share over all of it; else from a tenth to ten times today's, further where the threshold lies further.
fn range(found: &BreakEven, min: f64, max: f64) -> (f64, f64) {
    /// Beyond this many times today's, a threshold is too far to be shown.
    const FAR: f64 = 40.0;
    let today = found.today;
    if found.place.field.rule.unit == Unit::Share && min >= 0.0 {
        return (0.0, 1.0);
    }
    if today <= 0.0 {
        return (
            today.min(0.0).max(min) * 2.0,
            (today.abs() * 2.0).max(1.0).min(max),
        );
    }
    let near = found
        .nearest
        .filter(|at| today / FAR <= *at && *at <= today * FAR);
    let low = (today / 10.0).min(near.unwrap_or(today) / 1.5);
    let high = (today * 10.0).max(near.unwrap_or(today) * 1.5);
    (low.max(min), high.min(max))
}
