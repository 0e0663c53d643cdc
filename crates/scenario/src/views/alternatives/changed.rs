//! Alternatives that are changes of single fields: another model, effort, processing, cache, one more attempt, a person.

use super::candidate::{Candidate, Context, Kind, Lever, NO_CHECK, Sketch, plan};
use crate::choice::{Fallback, TurnCacheKind};
use crate::document::{Checking, OwnPrice, STANDARD, Scenario};
use crate::edit::set_effort;
use crate::format;
use crate::setting::rows::alternatives as ask;
use economics::caching::hit_rate;
use economics::outcome::{Attempt, Checking as Looks};
use economics::quantity::{Probability, Usd};

/// The document with another model in the steps of today's main one.
pub(super) fn with_model(
    context: &Context,
    provider: &str,
    model: &str,
    success: Option<f64>,
) -> Scenario {
    let mut changed = context.scenario.clone();
    for place in &context.main {
        let Some(step) = changed.steps.get_mut(*place) else {
            continue;
        };
        provider.clone_into(&mut step.provider);
        model.clone_into(&mut step.model);
        step.price = OwnPrice::default(); // own rates are of the model that was there
        let offered = context
            .catalog
            .find((!provider.is_empty()).then_some(provider), model)
            .map(|found| found.processings());
        if offered.is_ok_and(|offered| !offered.contains(&step.processing.as_str())) {
            step.processing = STANDARD.into();
        }
        step.success_rate = success;
        step.success_rate_at_tokens = None;
        step.second_point = None;
    }
    changed
}

/// The lever of a success rate that is not known, or may be another.
pub(super) fn success_lever<'a>(
    context: &'a Context<'a>,
    today: Option<f64>,
    changed: impl Fn(f64) -> Option<economics::plan::Plan> + 'a,
) -> Lever<'a> {
    Lever {
        name: "right",
        written: format::share,
        today,
        range: (0.0, 1.0),
        at: Box::new(move |rate| Some((changed(rate)?, context.today_plan()?))),
    }
}

/// The pinned models.
pub(super) fn models<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let row = |(provider, model, success): (String, String, Option<f64>)| {
        let changed = with_model(context, &provider, &model, success);
        let name = match context
            .catalog
            .find((!provider.is_empty()).then_some(provider.as_str()), &model)
        {
            Ok(found) => found.model.name.clone(),
            Err(_) => model.clone(),
        };
        let mut candidate = context.candidate(Kind::Model, &name, &changed);
        if context.today.success.is_some() && candidate.attempt_usd.is_some() {
            let at = move |rate: f64| {
                let changed = with_model(context, &provider, &model, Some(rate));
                context.changed(&changed).ok().map(|(_, plan)| plan)
            };
            candidate.lever = Some(success_lever(context, success, at));
        }
        candidate
    };
    context.pinned().into_iter().map(row).collect()
}

/// The steps whose effort can be changed, the one with most of it first; and its rungs, or half and twice of it.
pub(super) fn efforts<'a>(context: &Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let with_effort = |place: usize, effort: f64, success: Option<f64>| {
        let mut changed = scenario.clone();
        let step = &mut changed.steps[place];
        set_effort(step, effort);
        if let Some(success) = success {
            step.success_rate = Some(success);
            step.success_rate_at_tokens = None;
        }
        changed
    };
    let of = |place: usize| {
        if scenario.steps.len() > 1 {
            format!(", {}", scenario.steps[place].shown_name(place))
        } else {
            String::new()
        }
    };
    let mut all = Vec::new();
    let mut halves: Option<(usize, f64)> = None;
    for (place, step) in scenario.steps.iter().enumerate() {
        for level in step.levels.iter().filter(|level| level.tokens > 0.0) {
            let changed = with_effort(place, level.tokens, level.success_rate);
            let name = format!("Effort {}{}", level.name, of(place));
            all.push(context.candidate(Kind::Effort, &name, &changed));
        }
        let effort = crate::lower::present_effort(step);
        let can_move = step.levels.is_empty() && crate::lower::has_curve(step);
        if can_move && halves.is_none_or(|(_, most)| effort > most) {
            halves = Some((place, effort));
        }
    }
    if let Some((place, effort)) = halves {
        for (name, factor) in [("Half the effort", 0.5), ("Twice the effort", 2.0)] {
            let changed = with_effort(place, effort * factor, None);
            let name = format!("{name}{}", of(place));
            all.push(context.candidate(Kind::Effort, &name, &changed));
        }
    }
    all
}

/// Batch, flex and what else the models of the steps offer, with what waiting costs.
pub(super) fn processings<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let settings = &scenario.settings;
    let mut words: Vec<String> = Vec::new();
    for step in scenario.steps.iter().filter(|step| !step.model.is_empty()) {
        let provider = (!step.provider.is_empty()).then_some(step.provider.as_str());
        let offered = context
            .catalog
            .find(provider, &step.model)
            .map(|found| found.processings());
        for word in offered.unwrap_or_default() {
            let is_known = ["standard", "batch", "flex", "priority"].contains(&word);
            if is_known && !words.iter().any(|known| known == word) {
                words.push(word.into());
            }
        }
    }
    let row = |word: String| {
        let mut changed = scenario.clone();
        let mut moved = false;
        for step in &mut changed.steps {
            let provider = (!step.provider.is_empty()).then_some(step.provider.as_str());
            let offered = context
                .catalog
                .find(provider, &step.model)
                .map(|found| found.processings());
            if step.processing != word
                && offered.is_ok_and(|offered| offered.contains(&word.as_str()))
            {
                step.processing.clone_from(&word);
                moved = true;
            }
        }
        if !moved {
            return None;
        }
        let hours = match word.as_str() {
            "batch" => settings.number(&ask::BATCH_HOURS),
            "flex" => settings.number(&ask::FLEX_HOURS),
            _ => 0.0,
        };
        // Steps that wait for each other wait one after the other.
        let hours = hours * longest_path(scenario) as f64;
        let mut candidate =
            context.candidate(Kind::Processing, &name_of_processing(&word), &changed);
        let waits = move |mut plan: economics::plan::Plan, usd_per_hour: f64| {
            let attempts = plan.standing().attempts;
            plan.lost = Usd(hours * attempts * usd_per_hour);
            plan
        };
        let usd_per_hour = settings.number(&ask::DELAY_USD);
        if hours > 0.0 {
            candidate.plan = candidate.plan.map(|plan| waits(plan, usd_per_hour));
            let at = move |usd: f64| {
                let (_, plan) = context.changed(&changed).ok()?;
                Some((waits(plan, usd), context.today_plan()?))
            };
            candidate.lever = Some(Lever {
                name: "an hour of waiting costs a task",
                written: format::usd,
                today: Some(usd_per_hour),
                range: (1e-6, 1e6),
                at: Box::new(at),
            });
        }
        Some(candidate)
    };
    words.into_iter().filter_map(row).collect()
}

fn name_of_processing(word: &str) -> String {
    match word {
        "standard" => "Standard processing".into(),
        "batch" => "In a batch".into(),
        "flex" => "Flex processing".into(),
        "priority" => "Priority processing".into(),
        other => other.into(),
    }
}

/// How many steps come after each other at the longest.
fn longest_path(scenario: &Scenario) -> usize {
    let mut depth = vec![1usize; scenario.steps.len()];
    for place in 0..scenario.steps.len() {
        let parents = match &scenario.steps[place].after {
            None => place.checked_sub(1).into_iter().collect(),
            Some(names) => {
                let named =
                    |name: &String| scenario.steps.iter().position(|step| step.name == *name);
                names.iter().filter_map(named).collect::<Vec<_>>()
            }
        };
        // A parent that stands below counts as one step; the order of the document is the usual one.
        depth[place] = 1 + parents
            .iter()
            .map(|parent| depth[*parent])
            .max()
            .unwrap_or(0);
    }
    depth.into_iter().max().unwrap_or(1)
}

/// Lifetimes of a cache: its word, its name and its hours.
const CACHES: [(TurnCacheKind, &str, f64); 3] = [
    (TurnCacheKind::None, "No cache", 0.0),
    (
        TurnCacheKind::FiveMinutes,
        "Cache for five minutes",
        1.0 / 12.0,
    ),
    (TurnCacheKind::OneHour, "Cache for an hour", 1.0),
];

/// The document with another use of the cache; nothing where no step has anything that a cache could hold.
fn with_cache(
    scenario: &Scenario,
    kind: TurnCacheKind,
    hours: f64,
    arrivals: f64,
) -> Option<Scenario> {
    let asked = scenario.settings.optional(&ask::PREFIX);
    let mut changed = scenario.clone();
    let mut is_any = false;
    for step in &mut changed.steps {
        if step.turns > 1.0 {
            step.turn_cache = kind;
            is_any = true;
            continue;
        }
        let cached = step.cache_read_tokens + step.cache_write_tokens;
        let prefix = asked
            .unwrap_or(cached)
            .min(step.input_tokens - step.retrieval_tokens);
        if prefix <= 0.0 {
            continue;
        }
        is_any = true;
        let hits = hit_rate(arrivals, hours);
        (step.cache_read_tokens, step.cache_write_tokens) = if hours > 0.0 {
            (prefix * hits, prefix * (1.0 - hits))
        } else {
            (0.0, 0.0)
        };
        step.cache_write_1h_tokens = if kind == TurnCacheKind::OneHour {
            step.cache_write_tokens
        } else {
            0.0
        };
    }
    is_any.then_some(changed)
}

/// Cache off, for five minutes, for an hour.
pub(super) fn caches<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let attempts = context
        .today_plan()
        .map_or(1.0, |plan| plan.standing().attempts);
    let evenly = scenario.work.tasks * attempts * context.today.calls / context.hours();
    let arrivals = scenario.settings.optional(&ask::ARRIVALS).unwrap_or(evenly);
    let has_loop = scenario.steps.iter().any(|step| step.turns > 1.0);
    let row = |(kind, name, hours): (TurnCacheKind, &str, f64)| {
        let Some(changed) = with_cache(scenario, kind, hours, arrivals) else {
            return Candidate {
                kind: Kind::Cache,
                name: "A cache".into(),
                plan: Err("say how many input tokens are the same in every call".into()),
                attempt_usd: None,
                lever: None,
            };
        };
        let mut candidate = context.candidate(Kind::Cache, name, &changed);
        if hours > 0.0 && !has_loop {
            let at = move |arrivals: f64| {
                let changed = with_cache(scenario, kind, hours, arrivals)?;
                let without = with_cache(scenario, TurnCacheKind::None, 0.0, arrivals)?;
                Some((
                    context.changed(&changed).ok()?.1,
                    context.changed(&without).ok()?.1,
                ))
            };
            candidate.lever = Some(Lever {
                name: "calls an hour, against no cache",
                written: format::count,
                today: Some(arrivals),
                range: (1e-3, 1e6),
                at: Box::new(at),
            });
        }
        candidate
    };
    let nothing_to_hold = with_cache(scenario, TurnCacheKind::None, 0.0, arrivals).is_none();
    let rows = CACHES.into_iter().skip(usize::from(nothing_to_hold));
    rows.take(if nothing_to_hold { 1 } else { CACHES.len() })
        .map(row)
        .collect()
}

/// One more attempt after a rejection.
pub(super) fn attempts<'a>(context: &Context<'a>) -> Vec<Candidate<'a>> {
    let mut changed = context.scenario.clone();
    let Some(table) = &mut changed.checking else {
        return vec![Candidate {
            kind: Kind::Attempts,
            name: "One more try".into(),
            plan: Err(NO_CHECK.into()),
            attempt_usd: None,
            lever: None,
        }];
    };
    table.attempts += 1.0;
    let name = format!("Up to {} tries", format::count(table.attempts));
    vec![context.candidate(Kind::Attempts, &name, &changed)]
}

/// A person who looks at every result and does again what is wrong, and a person alone.
pub(super) fn people<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let with_wage = |wage: f64| {
        let mut changed = scenario.clone();
        changed.person.wage_usd_per_hour = wage;
        if let Some(table) = &mut changed.checking {
            table.fallback_usd = None; // what a person costs follows the wage
        }
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
            fallback_usd: Some(crate::lower::person_cost(scenario).0),
            ..Checking::default()
        });
        changed
    };
    let alone = |scenario: &Scenario| {
        let attempt = Attempt {
            cost: crate::lower::person_cost(scenario),
            success: Probability(1.0),
        };
        let mut plan = plan(scenario, attempt);
        plan.checking = Looks::NONE;
        plan
    };
    let wage = Some(scenario.person.wage_usd_per_hour);
    let lever = |at| Lever {
        name: "an hour of a person costs",
        written: format::usd,
        today: wage,
        range: (1e-2, 1e5),
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
    after.lever = Some(lever(Box::new(move |wage| {
        let (changed, today) = today_at(wage)?;
        let sketch = &context.today;
        Some((context.plan_of(&mends(&changed), sketch)?, today))
    })));
    let person = Candidate {
        kind: Kind::Person,
        name: "A person alone".into(),
        attempt_usd: Some(crate::lower::person_cost(scenario).0),
        plan: if scenario.person.task_usd() > 0.0 {
            Ok(alone(scenario))
        } else {
            Err("say what a person costs under Checking".into())
        },
        lever: Some(lever(Box::new(move |wage| {
            let (changed, today) = today_at(wage)?;
            Some((alone(&changed), today))
        }))),
    };
    vec![after, person]
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
        plan.checking = Looks::NONE;
        plan.value.loss = plan.value.undone;
        plan.fixed = Usd::ZERO;
        plan
    };
    let gain = Lever {
        name: "a right result is worth",
        written: format::usd,
        today: Some(scenario.value.gain_usd),
        range: (1e-6, 1e9),
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
        lever: Some(gain),
    }]
}

/// Effort, attempts and people depend on what a right result is worth.
pub(super) fn gain_lever<'a>(
    context: &'a Context<'a>,
    plan_at: economics::plan::Plan,
) -> Lever<'a> {
    Lever {
        name: "a right result is worth",
        written: format::usd,
        today: Some(context.scenario.value.gain_usd),
        range: (1e-6, 1e9),
        at: Box::new(move |gain| {
            let mut rival = plan_at.clone();
            rival.value.gain = Usd(gain);
            let mut today = context.today_plan()?;
            today.value.gain = Usd(gain);
            Some((rival, today))
        }),
    }
}

/// What a sketch of the first model costs, for a cascade and a router.
pub(super) fn first_model(context: &Context) -> Result<Sketch, String> {
    let settings = &context.scenario.settings;
    let (provider, model) = (
        settings.word(&ask::FIRST_PROVIDER),
        settings.word(&ask::FIRST_MODEL),
    );
    if model.is_empty() {
        return Err("name a cheaper model".into());
    }
    Sketch::of(
        &with_model(context, &provider, &model, Some(0.5)),
        context.catalog,
    )
}
