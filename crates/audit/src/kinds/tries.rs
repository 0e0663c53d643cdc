//! Tries that are alike, of one kind and of several, with the whole distribution of what a task nets.

use crate::dice::Dice;
use crate::{Difference, Kind, Verdict};
use economics::outcome::{Attempt, Checking, Outcome, Value, outcome, outcome_of};
use economics::quantity::{Probability, Usd};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "tries",
        what: "every figure of a task whose tries differ and are alike, by all histories and the moments of the task's chance",
        in_tests: 150,
        law: unlike,
    },
    Kind {
        name: "many-tries",
        what: "the same of up to 300 like tries, by the chances of the next one after so many right and wrong ones",
        in_tests: 8,
        law: many,
    },
];

/// What a task comes to, by a list of its histories: net, chance, dollars that move, attempts.
#[derive(Default)]
struct Listed {
    all: Vec<[f64; 4]>,
    right: f64,
    wrong: f64,
    exhausted: f64,
    attempts: f64,
}

struct Task {
    attempts: Vec<Attempt>,
    checking: Checking,
    value: Value,
}

fn task(dice: &mut Dice, most: u32) -> Task {
    let made = dice.whole(1, most);
    let attempt = |dice: &mut Dice| Attempt {
        cost: Usd(dice.usd() / 100.0),
        success: Probability(dice.chance()),
    };
    let kinds = dice.whole(1, made.min(4) + 1);
    let loss = dice.usd() * dice.pick(&[0.0, 1.0, -0.5]);
    Task {
        attempts: (0..kinds).map(|_| attempt(dice)).collect(),
        checking: Checking {
            cost: Usd(dice.usd() / 100.0),
            recall: Probability(dice.chance()),
            false_reject: Probability(dice.chance() * dice.pick(&[0.0, 0.5, 1.0])),
            attempts: made,
            correlation: dice.chance(),
            person: dice.once_in(2).then(|| Usd(dice.usd())),
        },
        value: Value {
            gain: Usd(dice.usd()),
            loss: Usd(loss),
            undone: Usd(dice.usd() * dice.pick(&[0.0, 1.0])),
            risk_aversion: 0.0,
        },
    }
}

impl Task {
    fn attempt(&self, index: usize) -> Attempt {
        self.attempts[index.min(self.attempts.len() - 1)]
    }

    /// Adds what follows from histories of attempts of which the last is told: chance that it is right and accepted,
    /// wrong and accepted.
    fn tell(&self, listed: &mut Listed, made: usize, [right, wrong]: [f64; 2]) {
        let spent = self.spent(made);
        let (kept, missed) = (
            1.0 - self.checking.false_reject.0,
            1.0 - self.checking.recall.0,
        );
        let (gain, loss) = (self.value.gain.0, self.value.loss.0);
        listed.attempts += right + wrong;
        listed.right += right * kept;
        listed.wrong += wrong * missed;
        listed
            .all
            .push([gain - spent, right * kept, gain + spent, made as f64]);
        listed.all.push([
            -loss - spent,
            wrong * missed,
            loss.abs() + spent,
            made as f64,
        ]);
    }

    fn end(&self, listed: &mut Listed, exhausted: f64) {
        let made = self.checking.attempts as usize;
        let spent = self.spent(made);
        listed.exhausted = exhausted;
        let (net, moved) = match self.checking.person {
            Some(cost) => (self.value.gain.0 - cost.0, self.value.gain.0 + cost.0),
            None => (-self.value.undone.0, self.value.undone.0),
        };
        if self.checking.person.is_some() {
            listed.right += exhausted;
        }
        listed
            .all
            .push([net - spent, exhausted, moved + spent, made as f64]);
    }

    fn spent(&self, made: usize) -> f64 {
        (0..made)
            .map(|index| self.attempt(index).cost.0 + self.checking.cost.0)
            .sum()
    }

    /// Every row of right and wrong tries, 2^R of them.
    fn by_moments(&self) -> Listed {
        let made = self.checking.attempts as usize;
        let rate = |index: usize| self.attempt(index).success.0;
        let weakest = (0..made).map(rate).fold(1.0, f64::min);
        let (mean, rho) = (1.0 - weakest, self.checking.correlation);
        // E[x^k] of the weakest's chance x to fail.
        let mut moments = vec![1.0, mean];
        for index in 1..made {
            let known = 1.0 - rho + index as f64 * rho;
            let next = (mean * (1.0 - rho) + index as f64 * rho) / known;
            moments.push(moments[index] * next);
        }
        let (f, r) = (self.checking.false_reject.0, self.checking.recall.0);
        // How likely these tries go like this; but for the last so many they are rejected, too.
        let chance = |row: u32, tries: usize, open: usize| {
            let (mut polynomial, mut weight) = (vec![1.0], 1.0);
            for index in 0..tries {
                let is_right = row >> index & 1 == 1;
                let share = if mean > 0.0 {
                    (1.0 - rate(index)) / mean
                } else {
                    1.0
                };
                let factor = if is_right {
                    [1.0, -share]
                } else {
                    [0.0, share]
                };
                polynomial = times(&polynomial, factor);
                if index + open < tries {
                    weight *= if is_right { f } else { r };
                }
            }
            let terms = polynomial.iter().zip(&moments);
            weight * terms.map(|(factor, moment)| factor * moment).sum::<f64>()
        };
        let mut listed = Listed::default();
        for last in 0..made {
            let ending = |is_right: bool| -> f64 {
                let rows = (0..1u32 << last).map(|row| row | u32::from(is_right) << last);
                rows.map(|row| chance(row, last + 1, 1)).sum()
            };
            self.tell(&mut listed, last + 1, [ending(true), ending(false)]);
        }
        self.end(
            &mut listed,
            (0..1u32 << made).map(|row| chance(row, made, 0)).sum(),
        );
        listed
    }

    /// Like tries only: how likely it is that so many were rejected of which so many were right.
    fn by_counts(&self) -> Listed {
        let (q, rho) = (self.attempts[0].success.0, self.checking.correlation);
        let (f, r) = (self.checking.false_reject.0, self.checking.recall.0);
        let mut counts = vec![1.0];
        let mut listed = Listed::default();
        for made in 0..self.checking.attempts as usize {
            let mut next = vec![0.0; made + 2];
            let (mut right, mut wrong) = (0.0, 0.0);
            for (were_right, chance) in counts.iter().enumerate() {
                let known = if made == 0 {
                    q
                } else {
                    (q * (1.0 - rho) + were_right as f64 * rho) / (1.0 - rho + made as f64 * rho)
                };
                let fails = if made == 0 {
                    1.0 - q
                } else {
                    ((1.0 - q) * (1.0 - rho) + (made - were_right) as f64 * rho)
                        / (1.0 - rho + made as f64 * rho)
                };
                right += chance * known;
                wrong += chance * fails;
                next[were_right + 1] += chance * known * f;
                next[were_right] += chance * fails * r;
            }
            self.tell(&mut listed, made + 1, [right, wrong]);
            counts = next;
        }
        self.end(&mut listed, counts.iter().sum());
        listed
    }

    fn compare(&self, found: &Outcome, listed: &Listed, near: f64) -> Verdict {
        let mean: f64 = listed
            .all
            .iter()
            .map(|[net, chance, ..]| net * chance)
            .sum();
        let squares = |weigh: &dyn Fn(f64) -> f64| -> f64 {
            listed
                .all
                .iter()
                .map(|[net, chance, ..]| weigh(*net) * chance)
                .sum()
        };
        let variance = squares(&|net| (net - mean) * (net - mean));
        let largest = listed
            .all
            .iter()
            .fold(0.0f64, |most, [.., moved, _]| most.max(*moved));
        let lost = listed
            .all
            .iter()
            .filter(|[net, _, moved, _]| *net < -1e-12 * moved);
        let lost: f64 = lost.map(|[_, chance, ..]| chance).sum();
        let attempts = f64::from(self.checking.attempts);
        let pairs = [
            ("attempts", found.attempts, listed.attempts, attempts),
            ("right results", found.right.0, listed.right, 1.0),
            ("wrong results", found.wrong.0, listed.wrong, 1.0),
            ("tasks exhausted", found.exhausted.0, listed.exhausted, 1.0),
            ("net", found.net.expected.0, mean, largest),
            ("variance", found.net.variance, variance, largest * largest),
            ("chance of a loss", found.loss_probability.0, lost, 1.0),
            (
                "worst twentieth",
                found.cvar05.0,
                worst(&listed.all),
                20.0 * largest,
            ),
        ];
        for (name, reported, right, scale) in pairs {
            let agrees = (reported - right).abs() <= near * scale;
            if !agrees && scale > 0.0 || reported.is_nan() {
                return Err(self.difference(name, reported, right));
            }
        }
        for (name, chance) in [
            ("right", found.right),
            ("wrong", found.wrong),
            ("exhausted", found.exhausted),
        ] {
            if !(0.0..=1.0).contains(&chance.0) {
                return Err(self.difference(name, chance.0, chance.0.clamp(0.0, 1.0)));
            }
        }
        Ok(())
    }

    fn difference(&self, name: &str, reported: f64, right: f64) -> Difference {
        Difference {
            what: format!("{name}: reported {reported}, found {right}"),
            scenario: format!("{:?}\n{:?}\n{:?}", self.attempts, self.checking, self.value),
        }
    }

    /// The slope of the net in q, by the net of two chances close to it.
    fn slope(&self, found: &Outcome) -> Verdict {
        const AWAY: f64 = 1e-5;
        let q = self.attempts[0].success.0;
        if self.attempts.len() > 1 || !(0.01..0.99).contains(&q) {
            return Ok(());
        }
        let net = |q: f64| {
            let attempts = vec![Attempt {
                success: Probability(q),
                ..self.attempts[0]
            }];
            let moved = Self { attempts, ..*self };
            moved
                .by_moments()
                .all
                .iter()
                .map(|[net, chance, ..]| net * chance)
                .sum::<f64>()
        };
        let slope = (net(q + AWAY) - net(q - AWAY)) / (2.0 * AWAY);
        let largest = self.value.gain.0
            + self.value.loss.0.abs()
            + self.value.undone.0
            + self.spent(self.checking.attempts as usize)
            + self.checking.person.map_or(0.0, |cost| cost.0);
        if (slope - found.net.per_quality).abs() > 1e-5 * largest {
            return Err(self.difference("value of quality", found.net.per_quality, slope));
        }
        Ok(())
    }
}

/// A polynomial times a linear one.
fn times(polynomial: &[f64], [constant, linear]: [f64; 2]) -> Vec<f64> {
    let mut product = vec![0.0; polynomial.len() + 1];
    for (degree, factor) in polynomial.iter().enumerate() {
        product[degree] += factor * constant;
        product[degree + 1] += factor * linear;
    }
    product
}

/// Mean net of the worst twentieth.
fn worst(all: &[[f64; 4]]) -> f64 {
    let mut sorted = all.to_vec();
    sorted.sort_by(|one, other| one[0].total_cmp(&other[0]));
    let (mut open, mut sum) = (0.05, 0.0);
    for [net, chance, ..] in sorted {
        let part = chance.min(open);
        sum += part * net;
        open -= part;
    }
    sum / (0.05 - open)
}

fn unlike(dice: &mut Dice) -> Verdict {
    let drawn = task(dice, 7);
    let listed = drawn.by_moments();
    let found = outcome_of(&drawn.attempts, &drawn.checking, &drawn.value);
    drawn.compare(&found, &listed, 1e-12)?;
    if let [one] = drawn.attempts.as_slice() {
        let same = outcome(one.cost, one.success, &drawn.checking, &drawn.value);
        if same != found {
            return Err(drawn.difference(
                "net of like tries as a row",
                found.net.expected.0,
                same.net.expected.0,
            ));
        }
    }
    drawn.slope(&found)
}

fn many(dice: &mut Dice) -> Verdict {
    let mut drawn = task(dice, 300);
    drawn.attempts.truncate(1);
    let one = drawn.attempts[0];
    let found = outcome(one.cost, one.success, &drawn.checking, &drawn.value);
    drawn.compare(&found, &drawn.by_counts(), 1e-12)
}
