//! A way to do a period's work: how each task is tried, and what is paid anyway.
//!
//! Today's scenario and everything that could be done instead are plans, so that all are compared by the same figures.

use crate::outcome::{Attempt, Checking, Value, net, outcome_of};
use crate::quantity::Usd;

/// Tasks that are tried in one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Their part of all tasks, from 0 to 1.
    pub share: f64,
    /// The attempts of a task, in order; the last one stands for all that follow. Never empty.
    pub attempts: Vec<Attempt>,
}

/// A way to do a period's work.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Ways of the tasks; their shares sum to 1.
    pub routes: Vec<Route>,
    /// How results are looked at.
    pub checking: Checking,
    /// What they are worth.
    pub value: Value,
    /// Tasks a period N.
    pub tasks: f64,
    /// What is paid in a period anyway K: subscription, machines, training spread over its life.
    pub fixed: Usd,
    /// What a task costs beside its attempts, such as the router's decision.
    pub beside: Usd,
    /// What a task loses without anybody being paid, such as by waiting.
    pub lost: Usd,
}

/// What a plan comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Spend on a task, without what is paid anyway.
    pub task_spend: Usd,
    /// Chance that a task ends with a right result A.
    pub right: f64,
    /// Chance that a wrong one gets through W.
    pub wrong: f64,
    /// Attempts expected n.
    pub attempts: f64,
    /// Expected net of a task EV, without what is paid anyway.
    pub task_net: Usd,
    /// Spend of a period N spend + K.
    pub period_spend: Usd,
    /// Net of a period N EV - K.
    pub period_net: Usd,
}

impl Standing {
    /// Spend of a period for each right result; nothing where none is right.
    #[must_use]
    pub fn cost_per_success(&self, tasks: f64) -> Option<Usd> {
        let right = self.right * tasks;
        (right > 0.0).then(|| Usd(self.period_spend.0 / right))
    }
}

impl Plan {
    /// All tasks tried alike, by attempts that are alike.
    #[must_use]
    pub fn of(attempt: Attempt, checking: Checking, value: Value, tasks: f64, fixed: Usd) -> Self {
        let route = Route {
            share: 1.0,
            attempts: vec![attempt],
        };
        Self {
            routes: vec![route],
            checking,
            value,
            tasks,
            fixed,
            beside: Usd::ZERO,
            lost: Usd::ZERO,
        }
    }

    /// Net of a period N EV - K alone: the quick way, for solvers.
    ///
    /// ```
    /// # use economics::{outcome::*, plan::*, quantity::*};
    /// let attempt = Attempt { cost: Usd(2.0), success: Probability(0.9) };
    /// let value = Value { gain: Usd(100.0), loss: Usd(400.0), ..Value::default() };
    /// let plan = Plan::of(attempt, Checking::NONE, value, 10.0, Usd(80.0));
    /// assert!((plan.period_net().0 - (10.0 * (0.9 * 100.0 - 0.1 * 400.0 - 2.0) - 80.0)).abs() < 1e-9);
    /// assert!((plan.period_net() - plan.standing().period_net).0.abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn period_net(&self) -> Usd {
        self.task_net() * self.tasks - self.fixed
    }

    /// Net of a task EV, without what is paid anyway.
    #[must_use]
    pub fn task_net(&self) -> Usd {
        let risk_neutral = Value {
            risk_aversion: 0.0,
            ..self.value
        };
        let of_route = |route: &Route| {
            let net = match route.attempts.as_slice() {
                [one] => net(one.cost, one.success, &self.checking, &risk_neutral).expected,
                attempts => {
                    outcome_of(attempts, &self.checking, &risk_neutral)
                        .net
                        .expected
                }
            };
            net * route.share
        };
        let task: Usd = self.routes.iter().map(of_route).sum();
        task - self.beside - self.lost
    }

    /// What it comes to: the outcome of a task on each route, by their shares (section 0 of the method).
    ///
    /// ```
    /// # use economics::{outcome::*, plan::*, quantity::*};
    /// let attempt = |cost, success| Attempt { cost: Usd(cost), success: Probability(success) };
    /// let value = Value { gain: Usd(1.0), loss: Usd(0.5), ..Value::default() };
    /// let checking = Checking { cost: Usd(0.005), recall: Probability(0.8), false_reject: Probability(0.05), attempts: 2, ..Checking::NONE };
    /// // A cheap model first, a dear one for what is rejected: n 1.35, A .86925, EV .7915.
    /// let mut cascade = Plan::of(attempt(0.01, 0.6), checking, value, 1.0, Usd(0.0));
    /// cascade.routes[0].attempts.push(attempt(0.05, 0.9));
    /// let standing = cascade.standing();
    /// assert!((standing.attempts - 1.35).abs() < 1e-12);
    /// assert!((standing.right - 0.86925).abs() < 1e-12);
    /// assert!((standing.task_net.0 - 0.7915).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn standing(&self) -> Standing {
        let mut sum = Standing::default();
        for route in &self.routes {
            let task = outcome_of(&route.attempts, &self.checking, &self.value);
            sum.task_spend += task.spend() * route.share;
            sum.right += task.right.0 * route.share;
            sum.wrong += task.wrong.0 * route.share;
            sum.attempts += task.attempts * route.share;
            sum.task_net += task.net.expected * route.share;
        }
        // Rounding must not make more than all of them.
        (sum.right, sum.wrong) = (sum.right.min(1.0), sum.wrong.min(1.0));
        sum.task_spend += self.beside;
        sum.task_net += Usd(-self.beside.0 - self.lost.0);
        sum.period_spend = sum.task_spend * self.tasks + self.fixed;
        sum.period_net = sum.task_net * self.tasks - self.fixed;
        sum
    }
}
