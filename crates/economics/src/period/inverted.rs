//! The chance of a loss from the characteristic function of a task's net, with bounds.
//!
//! With psi(t) = E[e^(i t (S - x))] of a period's net S, Prawitz (1972) bounds the distribution function from both
//! sides with what is known of psi up to a highest frequency T: it lies within
//! 1/T times the integral of (1 - u) Re psi, u = t / T from 0 to 1, around
//! 1/2 - 1/T times the integral of ((1 - u) cot(pi u) + 1/pi) Im psi. The integrals are sums over the middles of
//! steps of 2 pi / w, which is exact as far as S lies within w of x (Davies 1973).

use super::parts::Parts;
use core::f64::consts::PI;

/// The chance that `tasks` tasks net less than is paid anyway, and how far it may be away from that.
pub(super) fn loss(parts: &Parts, tasks: f64, fixed: f64) -> (f64, f64) {
    /// How many steps are taken at first, and more as long as bounds are further from their middle than this.
    const STEPS: [(u32, f64); 3] = [(2_048, 0.000_5), (16_384, 0.004), (131_072, 0.0)];
    let mut found = (0.5, 0.5);
    for (steps, near) in STEPS {
        found = bounds(parts, tasks, fixed, steps);
        if found.1 <= near {
            break;
        }
    }
    found
}

fn bounds(parts: &Parts, tasks: f64, fixed: f64, steps: u32) -> (f64, f64) {
    let whole = &parts.all[0];
    let border = fixed + between_sums(parts, tasks, fixed) - tasks * whole.mean;
    let step = 2.0 * PI / (border.abs() + reach(parts, tasks));
    // Turning by the same angle at each step; what varies within a part is added as normal.
    let mut turns: Vec<[f64; 4]> = parts
        .last()
        .map(|part| {
            let (sin, cos) = libm::sincos((part.mean - whole.mean) * step);
            let (start_sin, start_cos) = libm::sincos((part.mean - whole.mean) * step / 2.0);
            [part.chance * start_cos, part.chance * start_sin, cos, sin]
        })
        .collect();
    let hidden: f64 = parts.last().map(|part| part.chance * part.variance).sum();
    let all: f64 = parts.last().map(|part| part.chance).sum();
    let (mut middle, mut away) = (0.5, 0.0);
    let highest = step * f64::from(steps);
    for index in 0..steps {
        let t = (f64::from(index) + 0.5) * step;
        let (mut real, mut imaginary) = (0.0, 0.0);
        for [x, y, cos, sin] in &mut turns {
            real += *x;
            imaginary += *y;
            (*x, *y) = (*x * *cos - *y * *sin, *x * *sin + *y * *cos);
        }
        let size = (real * real + imaginary * imaginary) / (all * all);
        let log = tasks * (libm::log(size) - hidden * t * t) / 2.0;
        if log < -40.0 {
            continue;
        }
        let (sin, cos) = libm::sincos(tasks * libm::atan2(imaginary, real) - t * border);
        let u = t / highest;
        let weight = libm::exp(log) / f64::from(steps);
        middle -= weight * sin * ((1.0 - u) / libm::tan(PI * u) + 1.0 / PI);
        away += weight * cos * (1.0 - u);
    }
    (middle, away.abs())
}

/// How far a period's net may be away from its mean, by Bernstein's inequality: further in one of a million periods.
fn reach(parts: &Parts, tasks: f64) -> f64 {
    const RARE: f64 = 14.0;
    let whole = &parts.all[0];
    let one = RARE * (whole.high - whole.mean).max(whole.mean - whole.low) / 3.0;
    one + libm::sqrt(one * one + 2.0 * RARE * tasks * whole.variance)
}

/// Where to put the border below 0: in the middle between two sums where all nets are multiples of one step away from
/// each other, as round dollars are.
fn between_sums(parts: &Parts, tasks: f64, fixed: f64) -> f64 {
    /// Part of the range that is rounding.
    const ROUNDING: f64 = 1e-9;
    let whole = &parts.all[0];
    let range = whole.high - whole.low;
    let mut step = range;
    for part in parts.last() {
        let mut rest = part.mean - whole.low;
        while rest > ROUNDING * range {
            (step, rest) = (rest, (step - libm::round(step / rest) * rest).abs());
        }
    }
    // As exactly as the range itself is known.
    step = range / libm::round(range / step);
    let place = (tasks * whole.low - fixed) / step;
    let over = place - libm::floor(place);
    let is_tie = (over - 0.5).abs() > 0.5 - 1e-6;
    step * if is_tie { -0.5 } else { over - 0.5 }
}
