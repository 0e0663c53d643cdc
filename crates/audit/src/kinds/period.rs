//! How likely a period is a loss, by adding up every way in which it can go.

use crate::dice::Dice;
use crate::{Difference, Kind, Verdict};
use economics::outcome::History;
use economics::period::period;
use economics::quantity::Usd;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "period-cents",
        what: "a period's chance of a loss where nets are whole cents, by adding one task after the other",
        in_tests: 25,
        law: cents,
    },
    Kind {
        name: "period-two-nets",
        what: "the same where a task nets one of two sums, up to a hundred thousand tasks, by the binomial distribution",
        in_tests: 12,
        law: two_nets,
    },
    Kind {
        name: "period-rare",
        what: "the same where two rare endings stand beside a common one, up to a million tasks, by counting those",
        in_tests: 8,
        law: rare,
    },
    Kind {
        name: "period-tries",
        what: "the same where tries are dear or nearly free, by right and wrong results and all attempts together",
        in_tests: 5,
        law: of_tries,
    },
];

fn history(net: f64, moved: f64, chance: f64) -> History {
    History {
        net,
        moved,
        chance,
        slope: 0.0,
        attempts: 1.0,
    }
}

/// Chances that sum to 1, rare ones among them.
fn chances(dice: &mut Dice, kinds: usize) -> Vec<f64> {
    let drawn: Vec<f64> = (0..kinds)
        .map(|_| match dice.whole(0, 3) {
            0 => dice.by_factors(1e-6, 1e-2),
            _ => dice.unit(),
        })
        .collect();
    let all: f64 = drawn.iter().sum();
    drawn.iter().map(|chance| chance / all).collect()
}

fn compare(histories: &[History], tasks: f64, fixed: f64, right: f64) -> Verdict {
    let found = period(histories, tasks, Usd(fixed));
    let near = if found.is_exact { 1e-6 } else { 0.005 };
    let reported = found.loss_probability.0;
    if (reported - right).abs() <= near && (0.0..=1.0).contains(&reported) {
        return Ok(());
    }
    let nets: Vec<(f64, f64)> = histories.iter().map(|one| (one.net, one.chance)).collect();
    Err(Difference {
        what: format!(
            "chance of a loss: reported {reported} ({}), found {right}",
            if found.is_exact { "exact" } else { "nearly" }
        ),
        scenario: format!("{tasks} tasks, {fixed} paid anyway, nets and chances {nets:?}"),
    })
}

fn cents(dice: &mut Dice) -> Verdict {
    let kinds = dice.whole(1, 7) as usize;
    let tasks = dice.pick(&[0, 1, 2, 3, 7, 20, 60, 150]);
    let largest = if tasks > 20 { 30 } else { 400 };
    let step = dice.pick(&[1, 1, 5]);
    let nets: Vec<i64> = (0..kinds)
        .map(|_| step * (i64::from(dice.whole(0, 2 * largest)) - i64::from(largest)))
        .collect();
    let chances = chances(dice, kinds);
    // Sums from the least possible one up.
    let low = nets.iter().copied().min().unwrap_or(0);
    let mut sums = vec![1.0];
    for _ in 0..tasks {
        let width = nets.iter().map(|net| net - low).max().unwrap_or(0) as usize;
        let mut next = vec![0.0; sums.len() + width];
        for (net, chance) in nets.iter().zip(&chances) {
            let away = (net - low) as usize;
            for (place, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                next[place + away] += sum * chance;
            }
        }
        sums = next;
    }
    let least = low * i64::from(tasks);
    let fixed = match dice.whole(0, 2) {
        0 => 0,
        1 => i64::from(dice.whole(0, 500)),
        _ => {
            // Near the middle, where it is decided.
            let mean: f64 = nets
                .iter()
                .zip(&chances)
                .map(|(net, chance)| *net as f64 * chance)
                .sum();
            libm::round(mean * f64::from(tasks)) as i64
        }
    };
    let lost = sums
        .iter()
        .enumerate()
        .filter(|(place, _)| least + (*place as i64) < fixed);
    let right = lost.map(|(_, chance)| chance).sum();
    let histories: Vec<History> = nets
        .iter()
        .zip(&chances)
        .map(|(net, chance)| history(*net as f64 / 100.0, net.abs() as f64 / 100.0, *chance))
        .collect();
    compare(&histories, f64::from(tasks), fixed as f64 / 100.0, right)
}

/// ln of how likely `count` of `tasks` are of a kind with this chance.
fn log_binomial(tasks: f64, count: f64, chance: f64) -> f64 {
    let ways =
        libm::lgamma(tasks + 1.0) - libm::lgamma(count + 1.0) - libm::lgamma(tasks - count + 1.0);
    let of = |count: f64, chance: f64| {
        if count > 0.0 {
            count * libm::log(chance)
        } else {
            0.0
        }
    };
    ways + of(count, chance) + of(tasks - count, 1.0 - chance)
}

fn two_nets(dice: &mut Dice) -> Verdict {
    let tasks = libm::round(dice.by_factors(1.0, 1e5));
    let chance = match dice.whole(0, 2) {
        0 => (dice.by_factors(0.01, 100.0) / tasks).min(0.5),
        _ => dice.middling(),
    };
    let (gain, loss) = (dice.by_factors(0.01, 100.0), dice.by_factors(0.01, 1e4));
    let mean = chance * -loss + (1.0 - chance) * gain;
    let spread = (gain + loss) * libm::sqrt(chance * (1.0 - chance) * tasks);
    let fixed = (tasks * mean + spread * dice.between(-2.0, 2.0)).max(0.0);
    let (mut right, mut count) = (0.0, 0.0);
    while count <= tasks {
        let net = (tasks - count) * gain - count * loss - fixed;
        if net < -1e-12 * (tasks * gain + count * loss + fixed) {
            right += libm::exp(log_binomial(tasks, count, chance));
        }
        count += 1.0;
    }
    let histories = [
        history(-loss, loss, chance),
        history(gain, gain, 1.0 - chance),
    ];
    compare(&histories, tasks, fixed, right)
}

fn rare(dice: &mut Dice) -> Verdict {
    let tasks = libm::round(dice.by_factors(10.0, 1e6));
    let mut rare = || (dice.by_factors(0.01, 12.0) / tasks).min(0.3);
    let (one, two) = (rare(), rare());
    let common = dice.usd() * dice.pick(&[0.0, 1e-3, 1.0]);
    let nets = [
        -dice.usd() * 3.0,
        dice.usd() * dice.pick(&[-1.0, 1.0]),
        common,
    ];
    let fixed = match dice.whole(0, 2) {
        0 => 0.0,
        1 => tasks * common,
        _ => (tasks * common + nets[0] * dice.unit() * 4.0).max(0.0),
    };
    let mut right = 0.0;
    let most = tasks.min(90.0) as u32;
    for first in 0..=most {
        let first = f64::from(first);
        let chance = libm::exp(log_binomial(tasks, first, one));
        for second in 0..=(tasks - first).min(90.0) as u32 {
            let second = f64::from(second);
            let rest = tasks - first - second;
            let net = first * nets[0] + second * nets[1] + rest * common - fixed;
            let moved =
                first * nets[0].abs() + second * nets[1].abs() + rest * common.abs() + fixed;
            if net < -1e-12 * moved {
                right += chance * libm::exp(log_binomial(tasks - first, second, two / (1.0 - one)));
            }
        }
    }
    let histories = [
        history(nets[0], nets[0].abs(), one),
        history(nets[1], nets[1].abs(), two),
        history(common, common.abs(), 1.0 - one - two),
    ];
    compare(&histories, tasks, fixed, right)
}

/// Right, wrong or given up after one to three tries of the same cost.
fn of_tries(dice: &mut Dice) -> Verdict {
    let tasks = dice.whole(2, 40) as usize;
    let most = dice.whole(1, 3) as usize;
    let (gain, loss, undone) = (
        dice.usd(),
        dice.usd() * dice.pick(&[0.0, 1.0]),
        dice.usd() * dice.pick(&[0.0, 1.0]),
    );
    let cost = (gain + loss) * dice.by_factors(1e-9, 1.0);
    let (q, f, r) = (dice.middling(), dice.unit() * 0.3, dice.unit());
    // Chances of an ending by its kind and attempts.
    let mut ends = vec![[0.0; 3]; most + 1];
    let mut reached = 1.0;
    for end in ends.iter_mut().skip(1) {
        *end = [
            reached * q * (1.0 - f),
            reached * (1.0 - q) * (1.0 - r),
            0.0,
        ];
        reached *= q * f + (1.0 - q) * r;
    }
    ends[most][2] = reached;
    let worth = [gain, -loss, -undone];
    let mean: f64 = ends
        .iter()
        .enumerate()
        .flat_map(|(made, end)| {
            end.iter()
                .zip(worth)
                .map(move |(chance, worth)| chance * (worth - made as f64 * cost))
        })
        .sum();
    let fixed = dice.pick(&[0.0, 0.0, 1.0]) * (mean * tasks as f64).max(0.0);
    let mut histories = Vec::new();
    for (made, end) in ends.iter().enumerate() {
        for (chance, worth) in end.iter().zip(worth).filter(|(chance, _)| **chance > 0.0) {
            let paid = made as f64 * cost;
            histories.push(history(worth - paid, worth.abs() + paid, *chance));
        }
    }
    compare(
        &histories,
        tasks as f64,
        fixed,
        by_counts(&ends, tasks, worth, cost, fixed),
    )
}

/// Sums of so many tasks by right and wrong results and attempts: a cube that grows by a task at a time.
fn by_counts(ends: &[[f64; 3]], tasks: usize, worth: [f64; 3], cost: f64, fixed: f64) -> f64 {
    let most = ends.len() - 1;
    let (side, deep) = (tasks + 1, tasks * most + 1);
    let at = |right: usize, wrong: usize, made: usize| (right * side + wrong) * deep + made;
    let mut cube = vec![0.0; side * side * deep];
    cube[0] = 1.0;
    for done in 0..tasks {
        let mut next = vec![0.0; cube.len()];
        for right in 0..=done {
            for wrong in 0..=done - right {
                for made in done..=done * most {
                    let chance = cube[at(right, wrong, made)];
                    if chance == 0.0 {
                        continue;
                    }
                    for (more, [is_right, is_wrong, given_up]) in ends.iter().enumerate().skip(1) {
                        next[at(right + 1, wrong, made + more)] += chance * is_right;
                        next[at(right, wrong + 1, made + more)] += chance * is_wrong;
                        next[at(right, wrong, made + more)] += chance * given_up;
                    }
                }
            }
        }
        cube = next;
    }
    let mut lost = 0.0;
    for right in 0..=tasks {
        for wrong in 0..=tasks - right {
            for made in tasks..=tasks * most {
                let counts = [right, wrong, tasks - right - wrong].map(|count| count as f64);
                let worths = counts.iter().zip(worth).map(|(count, worth)| count * worth);
                let (net, moved) = worths.fold((0.0, 0.0), |(net, moved), one| {
                    (net + one, moved + one.abs())
                });
                let paid = made as f64 * cost + fixed;
                if net - paid < -1e-12 * (moved + paid) {
                    lost += cube[at(right, wrong, made)];
                }
            }
        }
    }
    lost
}
