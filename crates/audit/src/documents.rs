//! Random documents: whole scenarios as a person might write them, valid but awkward.

use crate::Difference;
use crate::dice::Dice;
use scenario::choice::{CombineRule, Effort, Fallback, Production};
use scenario::document::{Checking, OwnPrice, Scenario, Step};

/// A scenario with up to so many steps, each with rates of its own, a success rate, and mostly a curve.
#[must_use]
pub fn scenario(dice: &mut Dice, most_steps: u32) -> Scenario {
    let mut made = Scenario::default();
    let steps = dice.whole(1, most_steps);
    made.title = "audit".into();
    made.steps = (0..steps).map(|index| step(dice, index)).collect();
    join(dice, &mut made);
    made.work.tasks = dice.pick(&[0.0, 1.0, 3.0, 200.0, 1_000.0, 100_000.0]);
    made.value.gain_usd = dice.usd();
    made.value.loss_usd = if dice.once_in(2) { 0.0 } else { dice.usd() };
    made.value.undone_usd = if dice.once_in(3) { dice.usd() } else { 0.0 };
    made.checking = dice.once_in(2).then(|| checking(dice));
    made.fixed.usd = if dice.once_in(4) { dice.usd() } else { 0.0 };
    made
}

/// A step that reasons, at rates of its own.
#[must_use]
pub fn step(dice: &mut Dice, index: u32) -> Step {
    let second = dice.once_in(4);
    let floor = if dice.once_in(3) {
        dice.between(0.0, 0.4)
    } else {
        0.0
    };
    let rate = dice.between(floor + 0.05, 0.95);
    let mut step = Step {
        name: format!("s{index}"),
        input_tokens: dice.tokens(),
        visible_output_tokens: dice.tokens(),
        reasoning_tokens: Some(libm::round(dice.by_factors(100.0, 1e5))),
        calls: dice.pick(&[1.0, 1.0, 1.0, 0.5, 2.0, 3.0]),
        success_rate: Some(rate),
        production: dice.pick(&[Production::Exponential, Production::Hill, Production::Power]),
        effort: dice.pick(&[None, None, Some(Effort::Generated), Some(Effort::All)]),
        floor,
        price: own_price(dice),
        ..Step::default()
    };
    if second {
        let effort = step.visible_output_tokens + step.hidden_tokens();
        let more = dice.by_factors(1.1, 8.0);
        step.effort = Some(Effort::Generated);
        step.second_point = Some((
            libm::round(effort * more),
            rate + (1.0 - rate) * dice.middling(),
        ));
    }
    if dice.once_in(6) {
        step.minimum_tokens = libm::round(dice.by_factors(10.0, 1e5));
    }
    step
}

/// Rates of one's own, a few of them left to fall back on others.
#[must_use]
pub fn own_price(dice: &mut Dice) -> OwnPrice {
    let input = dice.by_factors(0.05, 20.0);
    let output = input * dice.pick(&[1.0, 4.0, 5.0, 8.0]);
    OwnPrice {
        input_usd_per_mtok: Some(input),
        output_usd_per_mtok: Some(output),
        reasoning_usd_per_mtok: dice.once_in(5).then(|| output / 2.0),
        request_usd: dice.once_in(5).then(|| dice.by_factors(1e-4, 1.0)),
        ..OwnPrice::default()
    }
}

/// How results are looked at, with all that may follow.
#[must_use]
pub fn checking(dice: &mut Dice) -> Checking {
    Checking {
        cost_usd: dice.usd() / 10.0,
        recall: dice.chance(),
        false_reject: if dice.once_in(2) {
            0.0
        } else {
            dice.chance() / 2.0
        },
        attempts: dice.pick(&[1.0, 1.0, 2.0, 3.0, 5.0, 12.0]),
        correlation: if dice.once_in(2) { 0.0 } else { dice.chance() },
        fallback: dice.pick(&[Fallback::None, Fallback::Person]),
        fallback_usd: if dice.once_in(2) {
            Some(dice.usd())
        } else {
            None
        },
    }
}

/// Mostly a chain; else each step comes after some of those before it, by any rule.
fn join(dice: &mut Dice, made: &mut Scenario) {
    if dice.once_in(2) {
        return;
    }
    for index in 1..made.steps.len() {
        let before: Vec<String> = made.steps[..index]
            .iter()
            .filter(|_| dice.once_in(2))
            .map(|step| step.name.clone())
            .collect();
        made.steps[index].after = Some(before);
        made.steps[index].combine =
            dice.pick(&[CombineRule::Product, CombineRule::Mean, CombineRule::Min]);
    }
}

/// Where two ways differ, with the document as TOML.
#[must_use]
pub fn difference(scenario: &Scenario, what: String) -> Difference {
    Difference {
        what,
        scenario: scenario::text::write(scenario),
    }
}
