//! One or two steps, and tiers: every effort of a fine grid.

use super::workflows::{self, Curves, Joins};
use super::{FOUND, Told, beaten, no_better_split, plant::Plant, with_plans};
use crate::Verdict;
use crate::dice::Dice;
use crate::documents::difference;
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::analysis::{analyse, taken_over};
use scenario::choice::{Effort, Production};
use scenario::document::{Scenario, Step};

/// Points of a grid in each direction.
const POINTS: u32 = 70;

pub(super) fn law(dice: &mut Dice) -> Verdict {
    let curves = dice.pick(&[Curves::Bowed, Curves::Bent, Curves::Any]);
    let joins = dice.pick(&[Joins::Product, Joins::Mean, Joins::Any]);
    let mut made = workflows::scenario(dice, curves, joins);
    made.steps.truncate(2);
    with_plans(&made, |plant, told| by_grid(&made, plant, told))
}

fn by_grid(made: &Scenario, plant: &Plant, told: &Told) -> Verdict {
    let budget = plant.budget();
    let grid = |step: usize| {
        let part = &plant.steps[step];
        let dear = 30.0 * (budget + made.value.gain_usd + made.value.loss_usd) / part.price;
        let most = (8.0 * part.today).max(dear.min(200.0 * part.today));
        let unit = (most - part.least).max(1.0);
        let points = (0..=POINTS).map(move |point| {
            part.least + unit * libm::pow(f64::from(point) / f64::from(POINTS), 4.0)
        });
        points.collect::<Vec<f64>>()
    };
    let mut best = (f64::NEG_INFINITY, plant.least());
    let mut look = |efforts: Vec<f64>| {
        let net = plant.net(&efforts);
        if net > best.0 {
            best = (net, efforts);
        }
    };
    let second = if plant.steps.len() > 1 {
        grid(1)
    } else {
        vec![]
    };
    for first in grid(0) {
        if second.is_empty() {
            look(vec![first]);
        }
        second.iter().for_each(|second| look(vec![first, *second]));
    }
    beaten(made, plant, told, &best.1, told.room)?;
    if let [one, two] = plant.steps.as_slice() {
        let free = budget - plant.cost(&plant.least());
        let at = |part: f64| {
            vec![
                one.least + free * part / one.price,
                two.least + free * (1.0 - part) / two.price,
            ]
        };
        for point in 0..=4_000 {
            no_better_split(made, plant, told, &at(f64::from(point) / 4_000.0))?;
        }
    }
    Ok(())
}

/// Listed models whose rates rise with the prompt.
const WITH_TIERS: [(&str, &str, f64); 2] = [
    ("openai", "gpt-5.5", 272_000.0),
    ("google", "gemini-2.5-pro", 200_000.0),
];

/// The whole call is the effort, so that more of it crosses a tier: a grid over it, each point a document of its own.
pub(super) fn tiers(dice: &mut Dice) -> Verdict {
    let (provider, model, tier) = dice.pick(&WITH_TIERS);
    let input = libm::round(tier * dice.by_factors(0.1, 4.0));
    let step = Step {
        name: "read".into(),
        provider: provider.into(),
        model: model.into(),
        price_date: Instant::from_date(2026, 11, 24),
        input_tokens: input,
        visible_output_tokens: libm::round(input * dice.between(0.001, 0.2)),
        effort: Some(Effort::All),
        success_rate: Some(dice.between(0.2, 0.95)),
        production: dice.pick(&[Production::Exponential, Production::Hill, Production::Power]),
        ..Step::default()
    };
    let mut made = Scenario {
        title: "audit".into(),
        steps: vec![step],
        ..Scenario::default()
    };
    made.work.tasks = 10.0;
    made.value.gain_usd = dice.by_factors(0.3, 300.0);
    let evaluated = analyse(&made, Catalog::embedded());
    let Some(report) = evaluated.report else {
        return Err(difference(
            &made,
            format!("no report: {:?}", evaluated.problems),
        ));
    };
    let Some(optimum) = &report.optimum else {
        return Ok(());
    };
    let today = report.steps[0].effort_tokens;
    let money = report.cost.per_attempt_usd;
    for point in 1..=240 {
        let effort = libm::round(today * 12.0 * libm::pow(f64::from(point) / 240.0, 2.0));
        let there = taken_over(&made, &[effort], &[0]);
        let evaluated = scenario::evaluate(&there, Catalog::embedded());
        let Some(other) = evaluated.report else {
            continue;
        };
        let (Some(value), Some(outcome)) = (&other.value, &other.outcome) else {
            continue;
        };
        let room = FOUND * (optimum.best.net_usd.abs() + optimum.best.spend_usd);
        if value.net_usd > optimum.best.net_usd + room {
            let what = format!(
                "best: {} at {:?}; {} at {effort}",
                optimum.best.net_usd, optimum.best.tokens, value.net_usd
            );
            return Err(difference(&made, what));
        }
        let same = optimum.same_money.quality;
        if other.cost.per_attempt_usd <= money && outcome.quality > same * (1.0 + FOUND) {
            let what = format!("same money: {same}; {} at {effort}", outcome.quality);
            return Err(difference(&made, what));
        }
    }
    Ok(())
}
