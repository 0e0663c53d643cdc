//! How many tokens a task of a class takes (C-25, P5): T = a d^alpha c^beta u^gamma, with difficulty d, context c and
//! uncertainty u beside a task of reference where all three are 1. No fits are published: the exponents are a person's own.

use crate::quantity::Tokens;

/// What a task is like, beside the task of reference: difficulty, context, uncertainty; each above 0.
pub type Traits = [f64; 3];

/// The demand of a class of tasks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// Tokens of the task of reference: a.
    pub scale: Tokens,
    /// alpha, beta, gamma: by how many percent tokens grow where a trait grows by one.
    pub exponents: Traits,
}

/// A task that was looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// What it took.
    pub tokens: Tokens,
    /// What it is like.
    pub traits: Traits,
}

/// A demand found from tasks, and how well it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The demand.
    pub demand: Demand,
    /// Standard errors of ln a, alpha, beta and gamma.
    pub standard_errors: [f64; 4],
    /// The part of the variance of ln T that it explains, between 0 and 1; 1 where there is none.
    pub explained: f64,
    /// Standard deviation of ln T around it.
    pub residual: f64,
}

/// Why nothing can be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotFit {
    /// Four numbers and how well they fit need more tasks than this.
    TooFew {
        /// Tasks that there are.
        found: usize,
    },
    /// A task, by its place, has a number that is not above 0: its logarithm is none.
    NotPositive {
        /// The task, counted from 0.
        task: usize,
    },
    /// A trait, by its place, is the same in all tasks.
    SameInAll(usize),
    /// A trait, by its place, moves with those before it: what each does cannot be told.
    MovesWithOthers(usize),
}

/// Tasks from which on a fit also says how good it is: one more than it has numbers.
pub const LEAST_TASKS: usize = 5;

impl Demand {
    /// Tokens of a task: a d^alpha c^beta u^gamma. Nothing where a trait is not above 0, or the product is no number.
    ///
    /// ```
    /// # use economics::{demand::Demand, quantity::Tokens};
    /// let demand = Demand { scale: Tokens(200.0), exponents: [1.0, 1.0, 2.0] };
    /// let found = demand.tokens([2.0, 3.0, 4.0]).unwrap();
    /// assert!((found.0 - 200.0 * 2.0 * 3.0 * 4.0 * 4.0).abs() < 1e-9);
    /// assert_eq!(demand.tokens([0.0, 3.0, 4.0]), None);
    /// ```
    #[must_use]
    pub fn tokens(&self, traits: Traits) -> Option<Tokens> {
        let mut found = self.scale.0;
        for (value, exponent) in traits.iter().zip(self.exponents) {
            if !(*value > 0.0 && value.is_finite()) {
                return None;
            }
            found *= libm::pow(*value, exponent);
        }
        (found > 0.0 && found.is_finite()).then_some(Tokens(found))
    }

    /// By what tokens are multiplied where one trait is multiplied by `factor`: factor^exponent, whatever the task.
    ///
    /// ```
    /// # use economics::{demand::Demand, quantity::Tokens};
    /// let demand = Demand { scale: Tokens(200.0), exponents: [1.0, 1.0, 2.0] };
    /// assert!((demand.growth(2, 3.0) - 3.0 * 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn growth(&self, place: usize, factor: f64) -> f64 {
        libm::pow(factor, self.exponents[place])
    }
}

/// The demand with least squares of the logarithms: ln T = ln a + alpha ln d + beta ln c + gamma ln u. Columns are made
/// orthogonal one after the other (modified Gram-Schmidt), so that one that moves with others is seen. Source: textbook.
///
/// ```
/// # use economics::{demand::*, quantity::Tokens};
/// let law = Demand { scale: Tokens(200.0), exponents: [1.0, 0.5, 1.5] };
/// let traits = [[1.0, 1.0, 1.0], [2.0, 1.0, 1.0], [1.0, 2.0, 1.0], [1.0, 1.0, 2.0], [2.0, 3.0, 4.0]];
/// let tasks = traits.map(|traits| Observed { tokens: law.tokens(traits).unwrap(), traits });
/// let found = fit(&tasks).unwrap();
/// assert!((found.demand.exponents[2] - 1.5).abs() < 1e-12 && (found.explained - 1.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// Why nothing can be fitted.
pub fn fit(tasks: &[Observed]) -> Result<Fit, CannotFit> {
    if tasks.len() < LEAST_TASKS {
        return Err(CannotFit::TooFew { found: tasks.len() });
    }
    let is_number = |x: &f64| *x > 0.0 && x.is_finite();
    let bad = |task: &Observed| !is_number(&task.tokens.0) || !task.traits.iter().all(is_number);
    if let Some(task) = tasks.iter().position(bad) {
        return Err(CannotFit::NotPositive { task });
    }
    let column = |place: usize| {
        let logs = tasks.iter().map(|task| libm::log(task.traits[place]));
        logs.collect::<Vec<f64>>()
    };
    let basis = Basis::new([column(0), column(1), column(2)])?;
    let logs: Vec<f64> = tasks.iter().map(|task| libm::log(task.tokens.0)).collect();
    Ok(basis.fit(&logs))
}

/// Columns 1, ln d, ln c, ln u as orthogonal ones of length 1, and how these make the former: column j = sum of
/// triangle\[i\]\[j\] orthogonal\[i\].
struct Basis {
    orthogonal: [Vec<f64>; 4],
    triangle: [[f64; 4]; 4],
}

/// What is left of a column, relative to what it was before, that is no more than rounding.
const DEPENDENT: f64 = 1e-9;

impl Basis {
    fn new(traits: [Vec<f64>; 3]) -> Result<Self, CannotFit> {
        let count = traits[0].len();
        let [first, second, third] = traits;
        let mut orthogonal = [vec![1.0; count], first, second, third];
        let mut triangle = [[0.0; 4]; 4];
        for at in 0..4 {
            let length = norm(&orthogonal[at]);
            let mut centred = length;
            for before in 0..at {
                let (done, rest) = orthogonal.split_at_mut(at);
                let along = dot(&done[before], &rest[0]);
                triangle[before][at] = along;
                for (value, unit) in rest[0].iter_mut().zip(&done[before]) {
                    *value -= along * unit;
                }
                if before == 0 {
                    centred = norm(&orthogonal[at]);
                }
            }
            if at > 0 && centred <= DEPENDENT * length.max(1.0) {
                return Err(CannotFit::SameInAll(at - 1));
            }
            let left = norm(&orthogonal[at]);
            if left <= DEPENDENT * centred {
                return Err(CannotFit::MovesWithOthers(at - 1));
            }
            triangle[at][at] = left;
            orthogonal[at].iter_mut().for_each(|value| *value /= left);
        }
        Ok(Self {
            orthogonal,
            triangle,
        })
    }

    fn fit(&self, logs: &[f64]) -> Fit {
        let mut rest = logs.to_vec();
        let mut along = [0.0; 4];
        let mut total = 0.0;
        for (at, unit) in self.orthogonal.iter().enumerate() {
            along[at] = dot(unit, &rest);
            for (value, unit) in rest.iter_mut().zip(unit) {
                *value -= along[at] * unit;
            }
            if at == 0 {
                total = dot(&rest, &rest);
            }
        }
        let [scale, alpha, beta, gamma] = self.solved(along);
        let squares = dot(&rest, &rest);
        let freedom = logs.len() - 4;
        let residual = libm::sqrt(squares / freedom as f64);
        // Variances are the squared lengths of the rows of the inverse of the triangle.
        let inverse: [[f64; 4]; 4] = core::array::from_fn(|column| {
            self.solved(core::array::from_fn(|row| {
                f64::from(u8::from(row == column))
            }))
        });
        let error = |row: usize| {
            let squares: f64 = inverse.iter().map(|column| column[row] * column[row]).sum();
            residual * libm::sqrt(squares)
        };
        Fit {
            demand: Demand {
                scale: Tokens(libm::exp(scale)),
                exponents: [alpha, beta, gamma],
            },
            standard_errors: core::array::from_fn(error),
            explained: if total > 0.0 {
                (1.0 - squares / total).max(0.0)
            } else {
                1.0
            },
            residual,
        }
    }

    /// Solves triangle x = right from the last number back.
    fn solved(&self, right: [f64; 4]) -> [f64; 4] {
        let mut found = right;
        for at in (0..4).rev() {
            for after in at + 1..4 {
                found[at] -= self.triangle[at][after] * found[after];
            }
            found[at] /= self.triangle[at][at];
        }
        found
    }
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter()
        .zip(right)
        .map(|(left, right)| left * right)
        .sum()
}

fn norm(values: &[f64]) -> f64 {
    libm::sqrt(dot(values, values))
}
