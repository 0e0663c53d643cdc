//! A workflow once more, from its document: what an attempt costs, how often it is right, and what a task nets, with
//! formulas written out here.

use scenario::choice::{CombineRule, Effort, Fallback, Production};
use scenario::document::{Scenario, Step};

/// See the module.
pub(super) struct Plant {
    pub(super) steps: Vec<Part>,
    parents: Vec<Vec<usize>>,
    rules: Vec<CombineRule>,
    sinks: Vec<(usize, f64)>,
    made: Scenario,
}

/// A step, its cost a straight line in its effort.
pub(super) struct Part {
    pub(super) least: f64,
    pub(super) today: f64,
    pub(super) price: f64,
    fixed: f64,
    curve: Curve,
}

enum Curve {
    /// ceiling - fall e^(-scale T), never below 0.
    Exponential { fall: f64, scale: f64 },
    /// floor + (1 - floor) / (1 + odds (T0 / T)^n).
    Hill {
        floor: f64,
        odds: f64,
        at: f64,
        n: f64,
    },
    /// floor + rise (T / T0)^a, never above 1.
    Power {
        floor: f64,
        rise: f64,
        at: f64,
        a: f64,
    },
}

impl Plant {
    /// Nothing where a step has no curve, or something this copy does not know.
    pub(super) fn of(made: &Scenario) -> Option<Self> {
        let steps: Option<Vec<Part>> = made.steps.iter().map(part).collect();
        let mut parents: Vec<Vec<usize>> = Vec::new();
        for (index, step) in made.steps.iter().enumerate() {
            let names = step.after.as_ref();
            let found = names.map_or_else(
                || index.checked_sub(1).into_iter().collect(),
                |names| {
                    let place =
                        |name: &String| made.steps.iter().position(|other| other.name == *name);
                    names.iter().filter_map(place).collect()
                },
            );
            parents.push(found);
        }
        let is_sink = |step: &usize| {
            !parents
                .iter()
                .any(|parents: &Vec<usize>| parents.contains(step))
        };
        let sinks: Vec<usize> = (0..made.steps.len()).filter(is_sink).collect();
        let weight = |step: usize| {
            if sinks.len() == 1 {
                1.0
            } else {
                made.steps[step].weight
            }
        };
        let sum: f64 = sinks.iter().map(|step| weight(*step)).sum();
        Some(Self {
            steps: steps?,
            sinks: sinks
                .iter()
                .map(|step| (*step, weight(*step) / sum))
                .collect(),
            parents,
            rules: made.steps.iter().map(|step| step.combine).collect(),
            made: made.clone(),
        })
    }

    pub(super) fn today(&self) -> Vec<f64> {
        self.steps.iter().map(|step| step.today).collect()
    }

    pub(super) fn least(&self) -> Vec<f64> {
        self.steps.iter().map(|step| step.least).collect()
    }

    pub(super) fn below_least(&self, efforts: &[f64]) -> Option<usize> {
        let mut steps = self.steps.iter().zip(efforts);
        steps.position(|(step, effort)| *effort < step.least * (1.0 - 1e-12))
    }

    /// What the best split may cost: today's money, or what the least efforts cost where that is more.
    pub(super) fn budget(&self) -> f64 {
        self.cost(&self.today()).max(self.cost(&self.least()))
    }

    pub(super) fn cost(&self, efforts: &[f64]) -> f64 {
        let each = self.steps.iter().zip(efforts);
        each.map(|(step, effort)| step.fixed + step.price * effort)
            .sum()
    }

    pub(super) fn quality(&self, efforts: &[f64]) -> f64 {
        let mut quality: Vec<f64> = Vec::with_capacity(efforts.len());
        for (index, step) in self.steps.iter().enumerate() {
            let given = self.parents[index].iter().map(|parent| quality[*parent]);
            let count = given.len() as f64;
            let given = match self.rules[index] {
                _ if count == 0.0 => 1.0,
                CombineRule::Product => given.product(),
                CombineRule::Mean => given.sum::<f64>() / count,
                CombineRule::Min => given.fold(1.0, f64::min),
            };
            quality.push(given * step.curve.success(efforts[index]));
        }
        self.sinks
            .iter()
            .map(|(step, weight)| weight * quality[*step])
            .sum()
    }

    /// EV - zeta Var of a task, attempt by attempt.
    pub(super) fn net(&self, efforts: &[f64]) -> f64 {
        self.net_of(self.quality(efforts), self.cost(efforts))
    }

    pub(super) fn net_of(&self, q: f64, attempt: f64) -> f64 {
        let value = &self.made.value;
        let looked = self.made.checking.as_ref();
        let (r, f, v, most) = looked.map_or((0.0, 0.0, 0.0, 1.0), |table| {
            (
                table.recall,
                table.false_reject,
                table.cost_usd,
                table.attempts,
            )
        });
        let (mut reached, mut spent, mut mean, mut square) = (1.0, 0.0, 0.0, 0.0);
        let mut ends = |chance: f64, net: f64| {
            mean += chance * net;
            square += chance * net * net;
        };
        for _ in 0..most as u32 {
            spent += attempt + v;
            ends(reached * q * (1.0 - f), value.gain_usd - spent);
            ends(reached * (1.0 - q) * (1.0 - r), -value.loss_usd - spent);
            reached *= q * f + (1.0 - q) * r;
        }
        let person = looked.filter(|table| table.fallback == Fallback::Person);
        let end = person.map_or(-value.undone_usd, |table| {
            value.gain_usd - table.fallback_usd.unwrap_or(self.made.person.task_usd())
        });
        ends(reached, end - spent);
        mean - value.risk_aversion * (square - mean * mean).max(0.0)
    }
}

fn part(step: &Step) -> Option<Part> {
    let own = &step.price;
    let (input, output) = (own.input_usd_per_mtok?, own.output_usd_per_mtok?);
    let reasoning = own.reasoning_usd_per_mtok.unwrap_or(output);
    let is_known = step.turns == 1.0 && matches!(step.effort, None | Some(Effort::Generated));
    let today = step.visible_output_tokens + step.hidden_tokens();
    let at = step.success_rate_at_tokens.unwrap_or(today);
    let curve = curve(step, at, step.success_rate?).filter(|_| is_known)?;
    let kept = step.input_tokens * input + step.visible_output_tokens * (output - reasoning);
    Some(Part {
        least: step.visible_output_tokens.max(step.minimum_tokens),
        today,
        price: step.calls * reasoning / 1e6,
        fixed: step.calls * (kept / 1e6 + own.request_usd.unwrap_or(0.0)),
        curve,
    })
}

fn curve(step: &Step, at: f64, rate: f64) -> Option<Curve> {
    let (floor, odds) = (step.floor, |rate: f64| (1.0 - rate) / (rate - step.floor));
    let second = step.second_point;
    let is_odd = rate <= floor || rate >= 1.0 || at <= 0.0 || step.ceiling != 1.0;
    if is_odd {
        return None;
    }
    Some(match step.production {
        Production::Exponential => {
            let (scale, fall) = match second {
                None => (libm::log((1.0 - floor) / (1.0 - rate)) / at, 1.0 - floor),
                Some((more, higher)) => {
                    let scale = libm::log((1.0 - rate) / (1.0 - higher)) / (more - at);
                    (scale, (1.0 - rate) * libm::exp(scale * at))
                }
            };
            Curve::Exponential { fall, scale }
        }
        Production::Hill => {
            let n = second.map_or(1.0, |(more, higher)| {
                libm::log(odds(rate) / odds(higher)) / libm::log(more / at)
            });
            Curve::Hill {
                floor,
                odds: odds(rate),
                at,
                n,
            }
        }
        Production::Power => {
            let a = second.map_or(0.5, |(more, higher)| {
                libm::log((higher - floor) / (rate - floor)) / libm::log(more / at)
            });
            Curve::Power {
                floor,
                rise: rate - floor,
                at,
                a,
            }
        }
    })
}

impl Curve {
    fn success(&self, effort: f64) -> f64 {
        match *self {
            Self::Exponential { fall, scale } => (1.0 - fall * libm::exp(-scale * effort)).max(0.0),
            Self::Hill { floor, .. } | Self::Power { floor, .. } if effort <= 0.0 => floor,
            Self::Hill { floor, odds, at, n } => {
                floor + (1.0 - floor) / (1.0 + odds * libm::pow(at / effort, n))
            }
            Self::Power { floor, rise, at, a } => {
                (floor + rise * libm::pow(effort / at, a)).min(1.0)
            }
        }
    }
}
