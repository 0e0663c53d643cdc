//! Alternatives without a machine: a person who mends, a person alone, nobody at all.

use super::candidate::{Candidate, Context, Kind, Lever, plan};
use economics::outcome::{Attempt, Checking as Looks};
use economics::plan::Plan;
use economics::quantity::{Probability, Usd};
use scenario::choice::Fallback;
use scenario::document::{Checking, Scenario};
use scenario::format;

/// A person who looks at every result and does again what is wrong, and a person alone.
pub(super) fn people<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let with_wage = |wage: f64| {
        let mut changed = scenario.clone();
        changed.person.wage_usd_per_hour = wage; // what a person was said to cost stays
        changed
    };
    let mends = |scenario: &Scenario| {
        let mut changed = scenario.clone();
        changed.checking = Some(Checking {
            cost_usd: scenario.person.review_usd(),
            recall: 1.0,
            false_reject: 0.0,
            attempts: 1.0,
            fallback: Fallback::Person,
            fallback_usd: Some(scenario::lower::person_cost(scenario).0),
            ..Checking::default()
        });
        changed
    };
    let wage = Some(scenario.person.wage_usd_per_hour);
    let lever = |at| Lever {
        name: "an hour of a person costs",
        written: Box::new(format::usd),
        today: wage,
        range: (1e-2, 1e5),
        jumps: Vec::new(),
        at,
    };
    let today_at = move |wage: f64| {
        let changed = with_wage(wage);
        let plan = context.plan_of(&changed, &context.today);
        plan.map(|plan| (changed, plan))
    };
    let mut after = context.candidate(
        Kind::PersonAfter,
        "A person checks and mends each",
        &mends(scenario),
    );
    after.levers.push(lever(Box::new(move |wage| {
        let (changed, today) = today_at(wage)?;
        let sketch = &context.today;
        Some((context.plan_of(&mends(&changed), sketch)?, today))
    })));
    let person = Candidate {
        kind: Kind::Person,
        name: "A person alone".into(),
        attempt_usd: Some(scenario::lower::person_cost(scenario).0),
        plan: if scenario::lower::person_cost(scenario).0 > 0.0 {
            Ok(alone(scenario))
        } else {
            Err("say what a person costs under Checking".into())
        },
        waits_hours: 0.0,
        levers: vec![lever(Box::new(move |wage| {
            let (changed, today) = today_at(wage)?;
            Some((alone(&changed), today))
        }))],
    };
    vec![after, person]
}

/// The plan of a person who does every task: what is paid anyway belongs to doing it with AI.
fn alone(scenario: &Scenario) -> Plan {
    let attempt = Attempt {
        cost: scenario::lower::person_cost(scenario),
        success: Probability(1.0),
    };
    let mut plan = plan(scenario, attempt);
    plan.checking = Looks::NONE;
    plan.fixed = Usd::ZERO;
    plan
}

/// Not doing it.
pub(super) fn nothing<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let undone = move |scenario: &Scenario| {
        let mut plan = plan(
            scenario,
            Attempt {
                cost: Usd::ZERO,
                success: Probability(0.0),
            },
        );
        // No attempt: each task is left undone at once.
        plan.checking = Looks {
            attempts: 0,
            ..Looks::NONE
        };
        plan.fixed = Usd::ZERO;
        plan
    };
    let gain = Lever {
        name: "a right result is worth",
        written: Box::new(format::usd),
        today: Some(scenario.value.gain_usd),
        range: (1e-6, 1e9),
        jumps: Vec::new(),
        at: Box::new(move |gain| {
            let mut changed = scenario.clone();
            changed.value.gain_usd = gain;
            Some((undone(&changed), context.plan_of(&changed, &context.today)?))
        }),
    };
    vec![Candidate {
        kind: Kind::Nothing,
        name: "Not doing it".into(),
        plan: Ok(undone(scenario)),
        attempt_usd: Some(0.0),
        waits_hours: 0.0,
        levers: vec![gain],
    }]
}

/// Effort, attempts and people depend on what a right result is worth.
pub(super) fn gain_lever<'a>(context: &'a Context<'a>, plan_at: Plan) -> Lever<'a> {
    Lever {
        name: "a right result is worth",
        written: Box::new(format::usd),
        today: Some(context.scenario.value.gain_usd),
        range: (1e-6, 1e9),
        jumps: Vec::new(),
        at: Box::new(move |gain| {
            let mut rival = plan_at.clone();
            rival.value.gain = Usd(gain);
            let mut today = context.today_plan()?;
            today.value.gain = Usd(gain);
            Some((rival, today))
        }),
    }
}
