//! From which success rate of an attempt on it pays, and the sentence that says so.

use super::break_even::{margin_at, near_to_even};
use super::shown::{Shown, shown};
use crate::dice::Dice;
use crate::documents::{checking, difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use scenario::field::step;
use telling::words;

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "break-even-quality",
    what: "from which success rate on it pays, by hundreds of whole documents; and the sentence that says so",
    in_tests: 30,
    law: quality,
}];

/// A single step without a curve, so that its success rate is that of an attempt.
fn quality(dice: &mut Dice) -> Verdict {
    let mut made = scenario(dice, 1);
    made.steps[0].floor = 0.0;
    made.steps[0].ceiling = 1.0;
    made.steps[0].second_point = None;
    if dice.once_in(2) {
        let mut table = checking(dice);
        table.attempts = dice.pick(&[1.0, 2.0, 7.0, 40.0]);
        made.checking = Some(table);
    }
    near_to_even(dice, &mut made);
    let Some(report) = scenario::evaluate(&made, Catalog::embedded()).report else {
        return Ok(());
    };
    let (Some(value), Some(outcome)) = (&report.value, &report.outcome) else {
        return Ok(());
    };
    let place = step::SUCCESS_RATE.of_step(0);
    let wrong = |what: String| {
        Err(difference(
            &made,
            format!("{what}; {:?}", value.break_even_quality),
        ))
    };
    let found = &value.break_even_quality;
    for _ in 0..200 {
        let x = dice.chance();
        let Some((margin, rounding)) = margin_at(&made, &place, x) else {
            continue;
        };
        let (low, high) = if x < outcome.quality {
            (x, outcome.quality)
        } else {
            (outcome.quality, x)
        };
        let between = found.iter().filter(|at| low < **at && **at < high).count();
        let is_near = |at: &f64| (x - at).abs() <= 1e-9 || (outcome.quality - at).abs() <= 1e-9;
        let expected = value.pays == (between % 2 == 0);
        if margin.abs() > rounding && (margin > 0.0) != expected && !found.iter().any(is_near) {
            return wrong(format!("right {x} of the time it is better by {margin}"));
        }
    }
    let answer = words::answer(&made, &report);
    let sentence = words::plain_text(&answer.then);
    let Some((_, part)) = sentence
        .split_once("pays from ")
        .or(sentence.split_once("pays up to "))
        .or(sentence.split_once("would pay from "))
        .or(sentence.split_once("would pay only below "))
    else {
        return Ok(());
    };
    let Some(Shown { value: at, .. }) = shown(part) else {
        return wrong(format!("{part:?} is no number"));
    };
    match margin_at(&made, &place, at.min(1.0)) {
        Some((margin, rounding)) if margin < -100.0 * rounding && found.len() < 2 => {
            wrong(format!("{sentence} At {at} it is worse by {}", -margin))
        }
        _ => Ok(()),
    }
}
