//! How many of several tries are right, try after try.

use crate::dice::Dice;
use crate::{Difference, Kind, Verdict};
use economics::coverage::{alike, correlation_of, majority, of_samples};

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "coverage",
    what: "coverage and majority of tries that are alike, by drawing one try after the other; samples one by one",
    in_tests: 200,
    law: coverage,
}];

/// Chances of 0, 1, ... right ones of several tries. After i of k right ones the next is right with chance
/// (q (1 - rho) + i rho) / (1 - rho + k rho), as when a ball of the same colour is put back with each one drawn.
pub(super) fn right_of(q: f64, rho: f64, tries: usize) -> Vec<f64> {
    let mut chances = vec![1.0];
    for made in 0..tries {
        let mut next = vec![0.0; made + 2];
        for (right, chance) in chances.iter().enumerate() {
            let is_right = if made == 0 {
                q
            } else {
                (q * (1.0 - rho) + right as f64 * rho) / (1.0 - rho + made as f64 * rho)
            };
            next[right + 1] += chance * is_right;
            next[right] += chance * (1.0 - is_right);
        }
        chances = next;
    }
    chances
}

/// Chance of more right ones than wrong ones, of a tie half.
pub(super) fn most(chances: &[f64]) -> f64 {
    let tries = chances.len() - 1;
    let part = |right: usize| match (2 * right).cmp(&tries) {
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Greater => 1.0,
    };
    chances
        .iter()
        .enumerate()
        .map(|(right, chance)| part(right) * chance)
        .sum()
}

fn coverage(dice: &mut Dice) -> Verdict {
    let (q, rho) = (dice.chance(), dice.chance());
    let tries = dice.pick(&[1, 2, 3, 5, 8, 40, 150]);
    let chances = right_of(q, rho, tries);
    let (some, many) = (1.0 - chances[0], most(&chances));
    let said = (alike(q, rho, tries as f64), majority(q, rho, tries as u32));
    let scenario = format!("q = {q}, rho = {rho}, tries = {tries}");
    let tell = |what: String| {
        Err(Difference {
            what,
            scenario: scenario.clone(),
        })
    };
    if (said.0 - some).abs() > 1e-11 || (said.1 - many).abs() > 1e-11 {
        return tell(format!(
            "coverage and majority: reported {said:?}, found {some}, {many}"
        ));
    }
    // The correlation that is found has that coverage.
    if let Ok(found) = correlation_of(q, tries as f64, some) {
        let again = 1.0 - right_of(q, found, tries)[0];
        if (again - some).abs() > 1e-11 {
            return tell(format!(
                "coverage {some}: by its correlation {found} it is {again}"
            ));
        }
    }
    samples(dice)
}

/// Answers drawn from a heap of answers without putting them back.
fn samples(dice: &mut Dice) -> Verdict {
    let all = dice.whole(1, 60);
    let (right, drawn) = (dice.whole(0, all), dice.whole(1, all));
    let mut none = vec![1.0f64];
    // Chance that none of those drawn so far is right, by what is left of both kinds.
    for index in 0..drawn {
        let wrong_left = f64::from(all - right) - f64::from(index);
        let last = none[none.len() - 1];
        none.push(last * (wrong_left.max(0.0) / f64::from(all - index)));
    }
    let found = 1.0 - none[none.len() - 1];
    match of_samples(all, right, drawn) {
        Ok(said) if (said - found).abs() <= 1e-12 => Ok(()),
        said => Err(Difference {
            what: format!("coverage of samples: reported {said:?}, found {found}"),
            scenario: format!("{right} of {all} right, {drawn} drawn"),
        }),
    }
}
