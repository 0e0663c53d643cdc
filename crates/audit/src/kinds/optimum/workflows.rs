//! Workflows whose best efforts are awkward: curves with a flat or hollow beginning, joins of every kind, minimum
//! tokens, tries and people behind them.

use crate::dice::Dice;
use crate::documents;
use scenario::choice::{CombineRule, Fallback, Production};
use scenario::document::{Checking, Scenario, Step};

/// Which curves the steps have.
#[derive(Clone, Copy)]
pub(super) enum Curves {
    /// With a concave logarithm, a flat beginning among them.
    Bowed,
    /// Above a floor and hollow at first, at least half of them.
    Bent,
    /// All of these.
    Any,
}

/// How steps come after each other.
#[derive(Clone, Copy)]
pub(super) enum Joins {
    /// A chain, or a graph of products.
    Product,
    /// Means, and several ends.
    Mean,
    /// The weakest counts.
    Min,
    /// All of these.
    Any,
}

pub(super) fn scenario(dice: &mut Dice, curves: Curves, joins: Joins) -> Scenario {
    let mut made = Scenario {
        title: "audit".into(),
        ..Scenario::default()
    };
    let most = if matches!(joins, Joins::Any) { 6 } else { 5 };
    let count = dice.whole(if matches!(joins, Joins::Min) { 3 } else { 1 }, most);
    made.steps = (0..count).map(|index| step(dice, index, curves)).collect();
    join(dice, &mut made.steps, joins);
    made.work.tasks = 100.0;
    made.value.gain_usd = dice.by_factors(0.1, 100.0);
    made.value.loss_usd = if dice.once_in(3) {
        dice.by_factors(0.1, 100.0)
    } else {
        0.0
    };
    made.value.undone_usd = if dice.once_in(4) {
        dice.by_factors(0.1, 100.0)
    } else {
        0.0
    };
    made.value.risk_aversion = if dice.once_in(6) {
        dice.by_factors(1e-5, 1e-2)
    } else {
        0.0
    };
    made.checking = dice.once_in(3).then(|| Checking {
        cost_usd: dice.by_factors(1e-4, 1.0),
        recall: dice.between(0.3, 1.0),
        false_reject: if dice.once_in(2) {
            0.0
        } else {
            dice.between(0.0, 0.3)
        },
        attempts: dice.pick(&[1.0, 1.0, 2.0, 3.0, 8.0]),
        correlation: 0.0,
        fallback: dice.pick(&[Fallback::None, Fallback::Person]),
        fallback_usd: Some(dice.by_factors(0.05, 100.0)),
    });
    made
}

/// A step with reasoning, a straight price, and a curve.
pub(super) fn step(dice: &mut Dice, index: u32, curves: Curves) -> Step {
    let effort = libm::round(dice.by_factors(1e3, 1e5));
    let visible = if dice.once_in(3) {
        libm::round(effort * dice.between(0.01, 0.3))
    } else {
        0.0
    };
    let mut made = Step {
        name: format!("s{index}"),
        input_tokens: if dice.once_in(2) {
            0.0
        } else {
            libm::round(dice.by_factors(10.0, 1e5))
        },
        visible_output_tokens: visible,
        reasoning_tokens: Some(effort - visible),
        calls: dice.pick(&[1.0, 1.0, 1.0, 0.5, 3.0]),
        effort: None,
        price: documents::own_price(dice),
        ..Step::default()
    };
    let is_bent = match curves {
        Curves::Bowed => false,
        Curves::Bent => !dice.once_in(3),
        Curves::Any => dice.once_in(4),
    };
    if is_bent {
        bent(dice, &mut made, effort);
    } else {
        bowed(dice, &mut made, effort);
    }
    if dice.once_in(6) {
        made.minimum_tokens = libm::round(effort * dice.by_factors(0.05, 5.0));
    }
    made
}

/// Above a floor, with a second point so much higher that the curve is hollow at first.
fn bent(dice: &mut Dice, step: &mut Step, effort: f64) {
    step.production = dice.pick(&[Production::Hill, Production::Power]);
    step.floor = dice.pick(&[0.02, 0.1, 0.3]) * dice.between(0.5, 1.5);
    let rate = step.floor + (0.9 - step.floor) * dice.between(0.1, 0.9);
    let more = libm::round(effort * dice.by_factors(1.2, 4.0));
    let higher = rate + (0.995 - rate) * dice.between(0.3, 1.0);
    step.success_rate = Some(rate);
    step.second_point = Some((more, higher));
}

fn bowed(dice: &mut Dice, step: &mut Step, effort: f64) {
    step.production = dice.pick(&[Production::Exponential, Production::Hill, Production::Power]);
    if dice.once_in(4) {
        step.floor = dice.between(0.0, 0.4);
    }
    let rate = step.floor + (0.98 - step.floor) * dice.between(0.05, 1.0);
    step.success_rate = Some(rate);
    if step.production == Production::Exponential && dice.once_in(3) {
        // Often so that nothing succeeds below some effort.
        let higher = rate + (0.995 - rate) * dice.between(0.05, 1.0);
        step.second_point = Some((libm::round(effort * dice.by_factors(1.1, 5.0)), higher));
    }
}

fn join(dice: &mut Dice, steps: &mut [Step], joins: Joins) {
    let rules: &[CombineRule] = match joins {
        Joins::Product => &[CombineRule::Product],
        Joins::Mean => &[CombineRule::Mean, CombineRule::Mean, CombineRule::Product],
        Joins::Min => &[CombineRule::Min, CombineRule::Min, CombineRule::Product],
        Joins::Any => &[CombineRule::Product, CombineRule::Mean, CombineRule::Min],
    };
    let is_chain = matches!(joins, Joins::Product) && dice.once_in(2);
    let has_roots = dice.once_in(2);
    let names: Vec<String> = steps.iter().map(|step| step.name.clone()).collect();
    let last = steps.len() - 1;
    for (index, step) in steps.iter_mut().enumerate().filter(|_| !is_chain) {
        let before: Vec<String> = match (has_roots, index == last) {
            (true, true) => names[..index].to_vec(),
            (true, false) => Vec::new(),
            (false, _) => names[..index]
                .iter()
                .filter(|_| dice.once_in(2))
                .cloned()
                .collect(),
        };
        let is_open = matches!(joins, Joins::Mean | Joins::Any) && dice.once_in(3);
        step.after = Some(
            if before.is_empty() && index > 0 && !is_open && !has_roots {
                vec![names[index - 1].clone()]
            } else {
                before
            },
        );
        step.combine = dice.pick(rules);
        step.weight = dice.pick(&[1.0, 1.0, 0.3, 3.0]);
    }
}
