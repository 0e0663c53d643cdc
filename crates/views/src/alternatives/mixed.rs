//! Alternatives that mix tries: a cheaper model first, a router, several tries at once.

use super::candidate::{Candidate, Context, Kind, NO_CHECK, UNKNOWN_SUCCESS};
use super::changed::{first_model, success_lever};
use economics::coverage::{self, NoCoverage, PowerLaw};
use economics::outcome::Attempt;
use economics::plan::{Plan, Route};
use economics::quantity::{Probability, Usd};
use scenario::format::{count, share_full};
use scenario::setting::rows::alternatives as ask;

/// The first model tries; what the check rejects goes to today's way, with all its attempts.
pub(super) fn cascade<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    const NAME: &str = "A cheaper model first";
    if context.scenario.checking.is_none() {
        return Candidate::missing(Kind::Cascade, NAME, NO_CHECK);
    }
    let first = match first_model(context) {
        Ok(first) => first,
        Err(says) => return Candidate::missing(Kind::Cascade, NAME, says),
    };
    let with = move |rate: f64| {
        let mut plan = context.today_plan()?;
        plan.checking.attempts += 1;
        plan.routes[0].attempts.insert(
            0,
            Attempt {
                cost: first.cost,
                success: Probability(rate),
            },
        );
        Some(plan)
    };
    rated(context, Kind::Cascade, NAME, with)
}

/// A router sends a part of the tasks to the first model; the check holds for both.
pub(super) fn router<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    const NAME: &str = "A router before two models";
    let first = match first_model(context) {
        Ok(first) => first,
        Err(says) => return Candidate::missing(Kind::Router, NAME, says),
    };
    let settings = &context.scenario.settings;
    let share = settings.number(&ask::ROUTER_SHARE);
    let decision = Usd(settings.number(&ask::ROUTER_USD));
    let with = move |rate: f64| {
        let mut plan = context.today_plan()?;
        let cheap = Attempt {
            cost: first.cost,
            success: Probability(rate),
        };
        plan.routes[0].share = 1.0 - share;
        plan.routes.push(Route {
            share,
            attempts: vec![cheap],
        });
        plan.beside += decision;
        Some(plan)
    };
    rated(context, Kind::Router, NAME, with)
}

/// A candidate that depends on the first model's success rate.
fn rated<'a>(
    context: &'a Context<'a>,
    kind: Kind,
    name: &str,
    with: impl Fn(f64) -> Option<Plan> + 'a,
) -> Candidate<'a> {
    let rate = context.scenario.settings.optional(&ask::FIRST_SUCCESS);
    let plan = match rate {
        _ if context.today.success().is_none() => Err(UNKNOWN_SUCCESS.into()),
        Some(rate) => with(rate).ok_or_else(|| UNKNOWN_SUCCESS.into()),
        None => Err("say how often an attempt with the cheaper model is right".into()),
    };
    Candidate {
        plan,
        ..Candidate::missing(kind, name, "")
    }
    .with_lever(success_lever(context, rate, with))
}

/// How alike tries are, by what is known of them, as an intra-class correlation; or why that is not known.
pub(super) fn correlation(context: &Context, success: f64) -> Result<f64, String> {
    let settings = &context.scenario.settings;
    let tries = settings.number(&ask::TRIES);
    let known = settings.word(&ask::COVERAGE);
    if known == "correlation" || tries <= 1.0 {
        let table = context.scenario.checking.as_ref();
        return Ok(table.map_or(0.0, |table| table.correlation));
    }
    let covered = if known == "samples" {
        let Some(right) = settings.optional(&ask::SAMPLES_RIGHT) else {
            return Err("enter how many of the sampled answers were right".into());
        };
        let samples = settings.number(&ask::SAMPLES);
        coverage::of_samples(samples as u32, right as u32, tries as u32)
    } else {
        let Some(rate) = settings.optional(&ask::COVERAGE_RATE) else {
            return Err(
                "enter the second point: how often at least one of several tries is right".into(),
            );
        };
        let law = PowerLaw::through(success, settings.number(&ask::COVERAGE_TRIES), rate);
        law.map(|law| law.coverage(tries))
    };
    let fitted = |covered| coverage::correlation_of(success, tries, covered);
    covered.and_then(fitted).map_err(|why| {
        let covered = covered.unwrap_or(success);
        let alone = coverage::independent(success, tries);
        told(why, tries, covered, alone)
    })
}

/// Why tries are alike in no way that is known, and what to do.
fn told(why: NoCoverage, tries: f64, covered: f64, alone: f64) -> String {
    let (tries, covered, alone) = (count(tries), share_full(covered), share_full(alone));
    match why {
        NoCoverage::Certain => {
            "a rate of 0 % or 100 % says nothing of how alike tries are; enter one between".into()
        }
        NoCoverage::Falls => {
            "at least one of several tries cannot be right less often than one; check the numbers"
                .into()
        }
        NoCoverage::MoreThanIndependent => format!(
            "by these numbers at least one of {tries} tries is right in {covered}, and tries that have nothing in common \
             reach {alone}; check the numbers, or say how alike tries are by their correlation"
        ),
        NoCoverage::Counts => {
            "more answers are right, or drawn, than were sampled; check the numbers".into()
        }
    }
}

/// Several tries at once: the check looks at all and takes one that it accepts. Right and wrong results are those of as
/// many attempts one after the other; all of them are paid.
pub(super) fn best_of<'a>(context: &Context<'a>) -> Candidate<'a> {
    let settings = &context.scenario.settings;
    let tries = settings.number(&ask::TRIES);
    let name = format!("Best of {}", count(tries));
    if context.scenario.checking.is_none() {
        return Candidate::missing(Kind::BestOf, &name, NO_CHECK);
    }
    let plan = (|| {
        let mut plan = context.today_plan().ok_or(UNKNOWN_SUCCESS)?;
        let attempt = plan.routes[0].attempts[0];
        plan.checking.attempts = tries as u32;
        plan.checking.correlation = correlation(context, attempt.success.0)?;
        let unpaid = tries - plan.standing().attempts;
        plan.beside += (attempt.cost + plan.checking.cost) * unpaid;
        Ok(plan)
    })();
    Candidate {
        kind: Kind::BestOf,
        name,
        plan,
        attempt_usd: Some(context.today.cost.0 * tries),
        waits_hours: 0.0,
        levers: Vec::new(),
    }
}

/// Several answers of which the most frequent counts; no check is needed for it. Tries are as alike as for best of k.
pub(super) fn majority<'a>(context: &Context<'a>) -> Candidate<'a> {
    let tries = context.scenario.settings.number(&ask::TRIES);
    let plan = (|| {
        let mut plan = context.today_plan().ok_or(UNKNOWN_SUCCESS)?;
        let attempt = &mut plan.routes[0].attempts[0];
        let alike = correlation(context, attempt.success.0)?;
        attempt.cost = attempt.cost * tries;
        attempt.success = Probability(coverage::majority(attempt.success.0, alike, tries as u32));
        Ok(plan)
    })();
    Candidate {
        kind: Kind::Majority,
        name: format!("Majority of {}", count(tries)),
        plan,
        attempt_usd: Some(context.today.cost.0 * tries),
        waits_hours: 0.0,
        levers: Vec::new(),
    }
}
