//! Alternatives that are changes of single fields: another model, effort, processing, cache, one more attempt.

use super::candidate::{Candidate, Context, Kind, Lever, NO_CHECK, Sketch, plan};
use economics::caching::hit_rate;
use economics::outcome::Attempt;
use economics::plan::Plan;
use economics::quantity::Usd;
use scenario::choice::TurnCacheKind;
use scenario::document::{OwnPrice, STANDARD, Scenario, Step};
use scenario::edit::set_effort;
use scenario::format;
use scenario::setting::rows::alternatives as ask;

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
        let offered = offered(context, step);
        if !offered.is_empty() && !offered.contains(&step.processing.as_str()) {
            step.processing = STANDARD.into();
        }
        step.success_rate = success;
        step.success_rate_at_tokens = None;
        step.second_point = None;
    }
    changed
}

/// Processings that the provider of a step's model offers; none where it has no model.
fn offered<'a>(context: &Context<'a>, step: &Step) -> Vec<&'a str> {
    let found = context.catalog.find_named(&step.provider, &step.model);
    found.map(|found| found.processings()).unwrap_or_default()
}

/// Name of a success rate in a sentence: of a try, not of what a task ends with.
pub(super) const RIGHT: &str = "a try is right";

/// The lever of a success rate that is not known, or may be another.
pub(super) fn success_lever<'a>(
    context: &'a Context<'a>,
    today: Option<f64>,
    changed: impl Fn(f64) -> Option<Plan> + 'a,
) -> Lever<'a> {
    Lever {
        name: RIGHT,
        written: Box::new(format::rate),
        today,
        range: (0.0, 1.0),
        jumps: Vec::new(),
        at: Box::new(move |rate| Some((changed(rate)?, context.today_plan()?))),
    }
}

/// The pinned models.
pub(super) fn models<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let row = |(provider, model, success): (String, String, Option<f64>)| {
        let changed = with_model(context, &provider, &model, success);
        let name = match context.catalog.find_named(&provider, &model) {
            Ok(found) => &found.model.name,
            Err(_) => &model,
        };
        let (candidate, sketch) = context.sketched(Kind::Model, name, &changed);
        let Some(sketch) = sketch.filter(|_| context.today.success().is_some()) else {
            return candidate;
        };
        let at = move |rate: f64| {
            let attempt = Attempt {
                cost: sketch.cost,
                success: sketch.success_with(&context.main, rate)?,
            };
            Some(plan(context.scenario, attempt))
        };
        candidate.with_lever(success_lever(context, success, at))
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
        let effort = scenario::lower::present_effort(step);
        let can_move = step.levels.is_empty() && scenario::lower::has_curve(step);
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
    let mut words: Vec<&str> = Vec::new();
    for word in scenario
        .steps
        .iter()
        .flat_map(|step| offered(context, step))
    {
        let is_known = ["standard", "batch", "flex", "priority"].contains(&word);
        if is_known && !words.contains(&word) {
            words.push(word);
        }
    }
    let today = waiting_hours(scenario);
    let row = |word: &str| {
        let mut changed = scenario.clone();
        let mut moved = false;
        for step in &mut changed.steps {
            if step.processing != word && offered(context, step).contains(&word) {
                step.processing = word.into();
                moved = true;
            }
        }
        if !moved {
            return None;
        }
        let hours = waiting_hours(&changed) - today;
        let name = name_of_processing(word);
        let mut candidate = context.candidate(Kind::Processing, &name, &changed);
        if let Some(plan) = candidate.plan.as_mut().ok().filter(|_| hours != 0.0) {
            let waits = hours * plan.standing().attempts;
            let usd_per_hour = settings.number(&ask::DELAY_USD);
            plan.lost = Usd(waits * usd_per_hour);
            let plan = plan.clone();
            candidate.waits_hours = waits;
            candidate.levers.push(Lever {
                name: "an hour of waiting costs a task",
                written: Box::new(move |usd| {
                    let period = scenario.work.period.word();
                    let all = format::usd(usd * scenario.work.tasks);
                    format!("{} ({all} for all of a {period})", format::usd(usd))
                }),
                today: Some(usd_per_hour),
                range: (1e-9, 1e6),
                jumps: Vec::new(),
                at: Box::new(move |usd| {
                    let mut plan = plan.clone();
                    plan.lost = Usd(waits * usd);
                    Some((plan, context.today_plan()?))
                }),
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

/// Hours for which an attempt waits for slower processing: steps that need each other wait one after the other, and so do
/// the turns of a loop. Several calls wait together; a step that not every attempt calls waits in that part of them.
pub(super) fn waiting_hours(scenario: &Scenario) -> f64 {
    let of = |step: &Step| {
        let hours = match step.processing.as_str() {
            "batch" => scenario.settings.number(&ask::BATCH_HOURS),
            "flex" => scenario.settings.number(&ask::FLEX_HOURS),
            _ => 0.0,
        };
        hours * step.turns * step.calls.min(1.0)
    };
    let mut waits: Vec<f64> = scenario.steps.iter().map(of).collect();
    for place in 0..scenario.steps.len() {
        let parents = match &scenario.steps[place].after {
            None => place.checked_sub(1).into_iter().collect(),
            Some(names) => {
                let named =
                    |name: &String| scenario.steps.iter().position(|step| step.name == *name);
                names.iter().filter_map(named).collect::<Vec<_>>()
            }
        };
        // A parent that stands below counts alone; the order of the document is the usual one.
        let before = parents.iter().map(|parent| waits[*parent]);
        waits[place] += before.fold(0.0, f64::max);
    }
    waits.into_iter().fold(0.0, f64::max)
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

/// Input tokens of a step that are the same in every call; none in a loop, whose turns have a cache of their own.
fn prefix(scenario: &Scenario, step: &Step) -> f64 {
    if step.turns > 1.0 {
        return 0.0;
    }
    let cached = step.cache_read_tokens + step.cache_write_tokens;
    let asked = scenario.settings.optional(&ask::PREFIX).unwrap_or(cached);
    asked.min(step.input_tokens - step.retrieval_tokens)
}

/// The document with another use of the cache; of each step's beginnings the part `hits` is read. Nothing where no step
/// has anything that a cache could hold.
fn with_cache(
    scenario: &Scenario,
    kind: TurnCacheKind,
    hits: &dyn Fn(&Step) -> f64,
) -> Option<Scenario> {
    let is_kept = kind != TurnCacheKind::None;
    let mut changed = scenario.clone();
    let mut is_any = false;
    for step in &mut changed.steps {
        if step.turns > 1.0 {
            step.turn_cache = kind;
            is_any = true;
            continue;
        }
        let prefix = prefix(scenario, step);
        if prefix <= 0.0 {
            continue;
        }
        is_any = true;
        let hits = hits(step);
        (step.cache_read_tokens, step.cache_write_tokens) = if is_kept {
            (prefix * hits, prefix * (1.0 - hits))
        } else {
            (0.0, 0.0)
        };
        step.cache_write_1h_tokens = match kind {
            TurnCacheKind::OneHour => step.cache_write_tokens,
            _ => 0.0,
        };
    }
    is_any.then_some(changed)
}

/// Cache off, for five minutes, for an hour.
pub(super) fn caches<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let scenario = context.scenario;
    let Some(without) = with_cache(scenario, TurnCacheKind::None, &|_| 0.0) else {
        let says = "say how many input tokens are the same in every call";
        return vec![Candidate::missing(Kind::Cache, "A cache", says)];
    };
    let attempts = context
        .today_plan()
        .map_or(1.0, |plan| plan.standing().attempts);
    let attempts_an_hour = scenario.work.tasks * attempts / scenario.work.period.hours();
    let asked = scenario.settings.optional(&ask::ARRIVALS);
    // A beginning belongs to a step: only its own calls keep it.
    let arrivals = |step: &Step| asked.unwrap_or(attempts_an_hour * step.calls);
    let has_loop = scenario.steps.iter().any(|step| step.turns > 1.0);
    let cached = scenario.steps.iter();
    let mut each = cached
        .filter(|step| prefix(scenario, step) > 0.0)
        .map(arrivals);
    let first = each.next();
    let today = first.filter(|first| each.all(|other| other == *first));
    let row = |(kind, name, hours): (TurnCacheKind, &str, f64)| {
        let hits = |step: &Step| hit_rate(arrivals(step), hours);
        let changed = with_cache(scenario, kind, &hits)?;
        let candidate = context.candidate(Kind::Cache, name, &changed);
        if hours == 0.0 || has_loop {
            return Some(candidate);
        }
        let lever = cache_lever(context, kind, hours, today, &without);
        Some(match lever {
            Some(lever) => candidate.with_lever(lever),
            None => candidate,
        })
    };
    CACHES.into_iter().filter_map(row).collect()
}

/// From how many calls of each step an hour a cache is worth it; `today` is nothing where they differ. All input is the
/// same, so that an attempt's cost is a straight line in the part that is read.
fn cache_lever<'a>(
    context: &'a Context<'a>,
    kind: TurnCacheKind,
    hours: f64,
    today: Option<f64>,
    without: &Scenario,
) -> Option<Lever<'a>> {
    let plan_of = |scenario: &Scenario| {
        let sketch = context.sketch(scenario).ok()?;
        context.plan_of(scenario, &sketch)
    };
    let at_hits = |hits: f64| plan_of(&with_cache(context.scenario, kind, &|_| hits)?);
    let (never, always, without) = (at_hits(0.0)?, at_hits(1.0)?, plan_of(without)?);
    let cost = |plan: &Plan| plan.routes[0].attempts[0].cost;
    let (miss, hit) = (cost(&never), cost(&always));
    Some(Lever {
        name: "calls an hour, against no cache",
        written: Box::new(format::count),
        today,
        range: (1e-3, 1e6),
        jumps: Vec::new(),
        at: Box::new(move |arrivals| {
            let mut plan = never.clone();
            plan.routes[0].attempts[0].cost = miss + (hit - miss) * hit_rate(arrivals, hours);
            Some((plan, without.clone()))
        }),
    })
}

/// One more attempt after a rejection.
pub(super) fn attempts<'a>(context: &Context<'a>) -> Vec<Candidate<'a>> {
    let mut changed = context.scenario.clone();
    let Some(table) = &mut changed.checking else {
        return vec![Candidate::missing(Kind::Attempts, "One more try", NO_CHECK)];
    };
    table.attempts += 1.0;
    let name = format!("Up to {} tries", format::count(table.attempts));
    vec![context.candidate(Kind::Attempts, &name, &changed)]
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
    // Its success rate is another matter; only the cost is taken.
    context.sketch(&with_model(context, &provider, &model, None))
}
