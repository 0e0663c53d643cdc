//! The best efforts and the best split of the same money, against a search by chance: random splits, then random
//! transfers of money between steps, kept where they help.

mod grid;
mod plant;
mod seeker;
mod workflows;

use crate::dice::Dice;
use crate::documents::difference;
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use plant::Plant;
use scenario::analysis::analyse;
use scenario::document::Scenario;
use scenario::report::{OptimumReport, Report};
use workflows::{Curves, Joins};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "optimum-chain",
        what: "best efforts of a chain or product, log-concave curves, two points, minimum tokens, by chance",
        in_tests: 12,
        law: |dice| chance(dice, Curves::Bowed, Joins::Product),
    },
    Kind {
        name: "optimum-bends",
        what: "best efforts where curves bend upwards first, joins of every kind, by chance",
        in_tests: 12,
        law: |dice| chance(dice, Curves::Bent, Joins::Any),
    },
    Kind {
        name: "optimum-mean",
        what: "best efforts where the mean of parents or of several ends counts, by chance",
        in_tests: 10,
        law: |dice| chance(dice, Curves::Any, Joins::Mean),
    },
    Kind {
        name: "optimum-min",
        what: "best efforts where the weakest parent counts, by chance",
        in_tests: 10,
        law: |dice| chance(dice, Curves::Any, Joins::Min),
    },
    Kind {
        name: "optimum-graph",
        what: "best efforts of any graph of up to six steps, by chance",
        in_tests: 8,
        law: |dice| chance(dice, Curves::Any, Joins::Any),
    },
    Kind {
        name: "optimum-grid",
        what: "best efforts of one or two steps, by a grid over all of them",
        in_tests: 12,
        law: grid::law,
    },
    Kind {
        name: "optimum-tiers",
        what: "best effort of a listed model whose price rises with the prompt, by a grid",
        in_tests: 6,
        law: grid::tiers,
    },
];

/// What is not proven must be found to this part.
const FOUND: f64 = 1e-4;
/// What is called certain, to this part: rounding of two ways.
const PROVEN: f64 = 1e-9;

/// The plans of a report, and how near to them another search may come from above.
struct Told<'a> {
    report: &'a Report,
    optimum: &'a OptimumReport,
    room: f64,
}

fn chance(dice: &mut Dice, curves: Curves, joins: Joins) -> Verdict {
    let made = workflows::scenario(dice, curves, joins);
    with_plans(&made, |plant, told| {
        let split = seeker::split(dice, plant, plant.budget());
        no_better_split(&made, plant, told, &split)?;
        let known = [
            &told.optimum.best.tokens,
            &told.optimum.same_money.tokens,
            &split,
        ];
        let best = seeker::best(dice, plant, &known.map(Vec::as_slice));
        no_better_net(&made, plant, told, &best)
    })
}

/// Gives the plans of a scenario to a law, once they are consistent; one without plans holds to anything.
fn with_plans(made: &Scenario, law: impl FnOnce(&Plant, &Told) -> Verdict) -> Verdict {
    let evaluated = analyse(made, Catalog::embedded());
    let (Some(report), Some(plant)) = (evaluated.report, Plant::of(made)) else {
        return Ok(());
    };
    let Some(optimum) = &report.optimum else {
        return Ok(());
    };
    let told = Told {
        report: &report,
        optimum,
        room: if optimum.certain { PROVEN } else { FOUND },
    };
    consistent(made, &plant, &told)?;
    law(&plant, &told)
}

/// What a plan says of itself holds, no effort lies below the least, and today's is no better.
fn consistent(made: &Scenario, plant: &Plant, told: &Told) -> Verdict {
    let optimum = told.optimum;
    let wrong = |what: String| Err(difference(made, what));
    for (name, plan) in [("best", &optimum.best), ("same money", &optimum.same_money)] {
        let (quality, cost) = (plant.quality(&plan.tokens), plant.cost(&plan.tokens));
        let off =
            (quality - plan.quality).abs() > 1e-9 || (cost / plan.attempt_usd - 1.0).abs() > 1e-9;
        if off && cost > 0.0 {
            return wrong(format!(
                "{name}: reported quality {} at {}, found {quality} at {cost}",
                plan.quality, plan.attempt_usd
            ));
        }
        if let Some(step) = plant.below_least(&plan.tokens) {
            return wrong(format!(
                "{name}: {} of step {step} is below its least",
                plan.tokens[step]
            ));
        }
    }
    let (same, today) = (&optimum.same_money, plant.today());
    if same.attempt_usd > plant.budget() * (1.0 + 1e-9) {
        return wrong(format!(
            "same money costs {} of {}",
            same.attempt_usd,
            plant.budget()
        ));
    }
    if plant.below_least(&today).is_none() {
        let quality = plant.quality(&today);
        if quality > same.quality * (1.0 + 1e-9) {
            return wrong(format!(
                "today's {quality} beats the same money's {}",
                same.quality
            ));
        }
        beaten(made, plant, told, &today, 1e-9)?;
    }
    beaten(made, plant, told, &same.tokens, 1e-9)
}

fn no_better_split(made: &Scenario, plant: &Plant, told: &Told, split: &[f64]) -> Verdict {
    let (found, reported) = (plant.quality(split), told.optimum.same_money.quality);
    if found > reported * (1.0 + told.room) + 1e-13 {
        let certain = told.optimum.certain;
        return Err(difference(
            made,
            format!(
                "same money: {reported} at {:?}, certain: {certain}; {found} at {split:?}",
                told.optimum.same_money.tokens
            ),
        ));
    }
    Ok(())
}

fn no_better_net(made: &Scenario, plant: &Plant, told: &Told, best: &[f64]) -> Verdict {
    beaten(made, plant, told, best, told.room)
}

/// Whether efforts net more, risk taken off, than the best that was reported.
fn beaten(made: &Scenario, plant: &Plant, told: &Told, efforts: &[f64], room: f64) -> Verdict {
    let (found, reported) = (plant.net(efforts), plant.net(&told.optimum.best.tokens));
    let scale = reported.abs() + told.optimum.best.spend_usd;
    if found > reported + room * scale + 1e-12 * told.report.cost.per_attempt_usd {
        let certain = told.optimum.certain;
        return Err(difference(
            made,
            format!(
                "best: {reported} at {:?}, certain: {certain}; {found} at {efforts:?}",
                told.optimum.best.tokens
            ),
        ));
    }
    Ok(())
}
