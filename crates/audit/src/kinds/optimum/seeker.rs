//! A search that knows nothing of slopes, joins or curves: it throws dice, keeps what is better, and throws again.

use super::plant::Plant;
use crate::dice::Dice;

/// Random splits at first.
const THROWS: u32 = 240;
/// Of which so many are followed.
const FOLLOWED: usize = 5;
/// Random transfers for each of them.
const TRANSFERS: u32 = 900;

/// The best split of a budget that chance finds.
pub(super) fn split(dice: &mut Dice, plant: &Plant, budget: f64) -> Vec<f64> {
    let free = budget - plant.cost(&plant.least());
    let quality = |money: &[f64]| plant.quality(&bought(plant, money));
    if free <= 0.0 {
        return plant.least();
    }
    let today: Vec<f64> = plant
        .steps
        .iter()
        .map(|step| (step.today - step.least) * step.price)
        .collect();
    let mut thrown: Vec<(f64, Vec<f64>)> = vec![(quality(&today), today.clone())];
    if today.iter().any(|money| *money < 0.0) {
        thrown.clear();
    }
    for _ in 0..THROWS {
        let money = shares(dice, plant.steps.len(), free);
        thrown.push((quality(&money), money));
    }
    let followed = best_few(thrown);
    let mut found = (0.0, plant.least());
    for (_, money) in followed {
        let money = transferred(dice, &money, &quality);
        let (quality, efforts) = (quality(&money), bought(plant, &money));
        if quality > found.0 {
            found = (quality, efforts);
        }
    }
    found.1
}

/// The efforts with the best net that chance finds, some known ones among the first.
pub(super) fn best(dice: &mut Dice, plant: &Plant, known: &[&[f64]]) -> Vec<f64> {
    let net = |efforts: &[f64]| plant.net(efforts);
    let mut thrown: Vec<(f64, Vec<f64>)> = vec![(net(&plant.least()), plant.least())];
    let scale = plant.budget().max(1e-9);
    for _ in 0..THROWS {
        let free = scale * dice.by_factors(1e-3, 1e3);
        let money = shares(dice, plant.steps.len(), free);
        let efforts = bought(plant, &money);
        thrown.push((net(&efforts), efforts));
    }
    let mut followed = best_few(thrown);
    followed.extend(known.iter().map(|efforts| (net(efforts), efforts.to_vec())));
    let mut found = (f64::NEG_INFINITY, plant.least());
    for (at, efforts) in followed {
        let (at, efforts) = wandered(dice, plant, at, efforts, scale);
        if at > found.0 {
            found = (at, efforts);
        }
    }
    found.1
}

fn best_few(mut thrown: Vec<(f64, Vec<f64>)>) -> Vec<(f64, Vec<f64>)> {
    thrown.sort_by(|left, right| right.0.total_cmp(&left.0));
    thrown.truncate(FOLLOWED);
    thrown
}

fn bought(plant: &Plant, money: &[f64]) -> Vec<f64> {
    let each = plant.steps.iter().zip(money);
    each.map(|(step, money)| step.least + money / step.price)
        .collect()
}

/// Random parts of some money, a few of them none.
fn shares(dice: &mut Dice, count: usize, money: f64) -> Vec<f64> {
    let power = dice.pick(&[1.0, 1.0, 3.0]);
    let mut parts: Vec<f64> = (0..count)
        .map(|_| {
            if dice.once_in(6) {
                0.0
            } else {
                libm::pow(-libm::log(1.0 - dice.unit()), power)
            }
        })
        .collect();
    let sum: f64 = parts.iter().sum();
    if sum <= 0.0 {
        let lucky = dice.whole(0, count as u32 - 1) as usize;
        parts[lucky] = money;
        return parts;
    }
    parts.iter_mut().for_each(|part| *part *= money / sum);
    parts
}

/// Random transfers from some steps to some others, kept where the measure rises.
fn transferred(dice: &mut Dice, start: &[f64], measure: &dyn Fn(&[f64]) -> f64) -> Vec<f64> {
    let (mut money, mut best) = (start.to_vec(), measure(start));
    let mut reach = 1.0;
    for _ in 0..TRANSFERS {
        let mut trial = money.clone();
        let part = reach * dice.by_factors(1e-3, 1.0);
        let mut moved = 0.0;
        for money in &mut trial {
            let given = if dice.once_in(2) {
                *money * part * dice.unit()
            } else {
                0.0
            };
            *money -= given;
            moved += given;
        }
        for (place, more) in shares(dice, trial.len(), moved).into_iter().enumerate() {
            trial[place] += more;
        }
        let found = measure(&trial);
        if found > best {
            (best, money) = (found, trial);
            reach = f64::min(1.0, reach * 1.6);
        } else {
            reach = f64::max(1e-4, reach * 0.97);
        }
    }
    money
}

/// Random changes of some efforts, and transfers between them, kept where the net rises.
fn wandered(
    dice: &mut Dice,
    plant: &Plant,
    mut best: f64,
    mut efforts: Vec<f64>,
    scale: f64,
) -> (f64, Vec<f64>) {
    let mut reach = 1.0;
    for _ in 0..TRANSFERS {
        let mut trial = efforts.clone();
        let together = dice.once_in(3).then(|| dice.between(-1.0, 1.0));
        for (effort, step) in trial.iter_mut().zip(&plant.steps) {
            if dice.once_in(2) {
                continue;
            }
            let way = together.unwrap_or_else(|| dice.between(-1.0, 1.0));
            let more = scale / step.price * 1e-3 * dice.unit();
            let above = *effort - step.least;
            *effort = (step.least + above * libm::exp(1.5 * reach * way) + reach * way * more)
                .max(step.least);
            if dice.once_in(40) {
                *effort = step.least;
            }
        }
        let found = plant.net(&trial);
        if found > best {
            (best, efforts) = (found, trial);
            reach = f64::min(1.0, reach * 1.6);
        } else {
            reach = f64::max(1e-4, reach * 0.97);
        }
    }
    (best, efforts)
}
