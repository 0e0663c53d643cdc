//! Alternatives with something paid anyway: own machines, reserved capacity, fine-tuning, a subscription.

use super::MachinesReport;
use super::candidate::{Candidate, Context, Kind, Lever, UNKNOWN_SUCCESS, plan};
use super::capacity::Capacity;
use super::changed::success_lever;
use crate::technical::{self, Machines};
use economics::agent_loop::loop_cost;
use economics::call::TokenClass;
use economics::hosting::speedup;
use economics::outcome::Attempt;
use economics::plan::{Plan, Route};
use economics::quantity::{Probability, TOKENS_PER_MTOK, Usd};
use scenario::document::Scenario;
use scenario::field::Datum;
use scenario::format;
use scenario::setting::Setting;
use scenario::setting::rows::alternatives as ask;

/// What a row asks for before it can be worked out.
fn asked(context: &Context, settings: &[&Setting]) -> Result<(), String> {
    let open = settings
        .iter()
        .filter(|setting| context.scenario.settings.optional(setting).is_none());
    let labels: Vec<String> = open
        .map(|setting| format!("\u{201c}{}\u{201d}", setting.label))
        .collect();
    if labels.is_empty() {
        Ok(())
    } else {
        Err(format!("enter {}", labels.join(" and ")))
    }
}

/// The document with another volume.
pub(super) fn with_tasks(scenario: &Scenario, tasks: f64) -> Scenario {
    let mut changed = scenario.clone();
    changed.work.tasks = tasks;
    changed
}

/// From which volume on something that is paid anyway is worth it.
fn volume_lever<'a>(
    context: &'a Context<'a>,
    jumps: Vec<f64>,
    plan: impl Fn(&Scenario) -> Option<Plan> + 'a,
) -> Lever<'a> {
    Lever {
        name: "tasks a period",
        written: Box::new(format::count),
        today: Some(context.scenario.work.tasks),
        range: (1.0, 1e12),
        jumps,
        at: Box::new(move |tasks| {
            let changed = with_tasks(context.scenario, tasks);
            Some((plan(&changed)?, context.plan_of(&changed, &context.today)?))
        }),
    }
}

/// The price of something that is paid anyway, and how a sentence about it begins.
type Price = (&'static Setting, &'static str);

/// Up to which price it is worth it.
fn price_lever<'a>(
    context: &'a Context<'a>,
    (setting, name): Price,
    plan: impl Fn(&Scenario) -> Option<Plan> + 'a,
) -> Lever<'a> {
    Lever {
        name,
        written: Box::new(format::usd),
        today: context.scenario.settings.optional(setting),
        range: (1e-3, 1e9),
        jumps: Vec::new(),
        at: Box::new(move |usd| {
            let mut changed = context.scenario.clone();
            let price = Datum::Number(usd);
            changed.settings.keep(setting.number, 0, &price);
            Some((plan(&changed)?, context.today_plan()?))
        }),
    }
}

/// A candidate whose success rate may be open: then the rate that it needs is its lever, else the volume, and where no
/// volume is enough, its price.
fn rated<'a>(
    context: &'a Context<'a>,
    (kind, name): (Kind, &str),
    success: Option<f64>,
    price: Price,
    capacity: Result<Option<Capacity>, String>,
    plan: impl Fn(&Scenario, f64) -> Result<Plan, String> + Clone + 'a,
) -> Candidate<'a> {
    let capacity = match capacity {
        Ok(capacity) => capacity,
        Err(says) => return Candidate::missing(kind, name, says),
    };
    let scenario = context.scenario;
    let Some(success) = success else {
        let says = "say how often an attempt is right with it";
        let lever = success_lever(context, None, move |rate| plan(scenario, rate).ok());
        return Candidate::missing(kind, name, says).with_lever(lever);
    };
    let now = plan(scenario, success);
    let at = move |changed: &Scenario| plan(changed, success).ok();
    let jumps = capacity.map_or(Vec::new(), |capacity| capacity.jumps(context, success));
    Candidate {
        plan: now,
        ..Candidate::missing(kind, name, "")
    }
    .with_lever(volume_lever(context, jumps, at.clone()))
    .with_lever(price_lever(context, price, at))
}

/// The machines that the technical view would take for the dearest step.
fn usual(context: &Context) -> Result<Machines, String> {
    let (step, place) = context.today.dearest().ok_or(UNKNOWN_SUCCESS)?;
    technical::machines(context.scenario, step, &context.scenario.steps[place].model)
}

/// Own machines, plain and with speculative decoding.
pub(super) fn hosting<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let settings = &context.scenario.settings;
    let success = settings.optional(&ask::HOSTING_SUCCESS);
    let price: Price = (&ask::HOSTING_USD, "an hour of a machine costs");
    let usual = usual(context);
    let with = |kind, speedup: f64| {
        let usual = usual.clone();
        let own = move |scenario: &Scenario| {
            let own = Capacity::own(scenario, &usual)?;
            Ok::<_, String>(Capacity { speedup, ..own })
        };
        let capacity = own(context.scenario).map(Some);
        rated(
            context,
            kind,
            success,
            price,
            capacity,
            move |scenario, rate| own(scenario)?.plan(context, scenario, rate),
        )
    };
    let load = Lever {
        name: "a machine can be used at most",
        written: Box::new(format::share),
        today: Some(settings.number(&ask::HOSTING_LOAD)),
        range: (0.0, 1.0),
        jumps: Vec::new(),
        at: Box::new({
            let usual = usual.clone();
            move |load| {
                let mut changed = context.scenario.clone();
                let number = ask::HOSTING_LOAD.number;
                changed.settings.keep(number, 0, &Datum::Number(load));
                let own = Capacity::own(&changed, &usual).ok()?;
                let plan = own.plan(context, &changed, success?).ok()?;
                Some((plan, context.today_plan()?))
            }
        }),
    };
    let plain = with((Kind::Hosting, "Your own machines"), 1.0);
    let mut all = vec![plain.with_lever(load)];
    if let Some(accepted) = settings.optional(&ask::DRAFT_ACCEPTED) {
        let drafted = settings.number(&ask::DRAFT_TOKENS);
        let speedup = speedup(accepted, drafted, settings.number(&ask::DRAFT_COST));
        let name = (Kind::Speculative, "Your own machines, with drafts");
        all.push(with(name, speedup));
    }
    all
}

/// What own machines are taken to be, and how many the work keeps busy; nothing where there are none.
pub(super) fn machines(context: &Context) -> Option<MachinesReport> {
    let settings = &context.scenario.settings;
    let usual = usual(context);
    let own = Capacity::own(context.scenario, &usual).ok()?;
    let is_set = settings.optional(&ask::HOSTING_SPEED).is_some();
    let hosted = context
        .today_plan()
        .and_then(|plan| own.hosted(context, context.scenario, &plan).ok());
    Some(MachinesReport {
        name: usual.ok().filter(|_| !is_set).map(|usual| usual.name),
        usd_per_hour: own.hourly.0,
        written_tokens_per_second: own.written.0,
        read_tokens_per_second: own.read.0,
        machines: hosted.map(|hosted| hosted.units),
        at_work: hosted.map(|hosted| hosted.utilisation),
    })
}

/// Reserved capacity of the same model: as often right as today.
pub(super) fn provisioned<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    let needs = asked(context, &[&ask::UNIT_USD, &ask::UNIT_SPEED]);
    let price: Price = (&ask::UNIT_USD, "an hour of a unit costs");
    let success = context.today.success().map(|success| success.0);
    let name = (Kind::Provisioned, "Reserved capacity");
    let unit = |scenario: &Scenario| {
        let settings = &scenario.settings;
        Capacity::of(
            scenario,
            settings.number(&ask::UNIT_USD),
            settings.number(&ask::UNIT_SPEED),
        )
    };
    let capacity = needs.map(|()| Some(unit(context.scenario)));
    rated(
        context,
        name,
        success,
        price,
        capacity,
        move |scenario, rate| unit(scenario).plan(context, scenario, rate),
    )
}

/// The document with a tuned model's shorter input. Fresh input is saved first, then what is read from a cache; what is
/// written to one and what is retrieved stay.
fn tuned(context: &Context) -> Scenario {
    let mut changed = context.scenario.clone();
    let saved = context.scenario.settings.number(&ask::TUNING_SAVED);
    for place in &context.main {
        let step = &mut changed.steps[*place];
        let kept = step.cache_write_tokens + step.retrieval_tokens;
        let fresh = (step.input_tokens - step.cache_read_tokens - kept).max(0.0);
        let of_read = (saved - fresh).max(0.0).min(step.cache_read_tokens);
        step.input_tokens -= saved.min(fresh + of_read);
        step.cache_read_tokens -= of_read;
    }
    changed
}

/// What an attempt costs with it: output and hidden reasoning at their rates and the surcharge, neither below nothing.
fn tuned_cost(context: &Context) -> Result<Usd, String> {
    let sketch = context.sketch(&tuned(context))?;
    let surcharge = context.scenario.settings.number(&ask::TUNING_SURCHARGE);
    if surcharge == 0.0 {
        return Ok(sketch.cost);
    }
    let is_main = |(_, place): &(&economics::Step, usize)| context.main.contains(place);
    let of = |(step, _): (&economics::Step, usize)| {
        let mut call = loop_cost(&step.agent, &step.rates);
        for class in [TokenClass::VisibleOutput, TokenClass::HiddenReasoning] {
            let more = call.tokens[class].0 * surcharge / TOKENS_PER_MTOK;
            call.usd[class] = Usd((call.usd[class].0 + more).max(0.0));
        }
        call.total() * step.calls
    };
    let tuned: Usd = sketch.placed().filter(is_main).map(of).sum();
    Ok(sketch.cost_beside(&context.main) + tuned)
}

/// A fine-tuned model, its training spread over its life.
pub(super) fn tuning<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    const NAME: (Kind, &str) = (Kind::Tuning, "A fine-tuned model");
    let settings = &context.scenario.settings;
    let needs = asked(context, &[&ask::TUNING_USD]);
    let cost = match tuned_cost(context) {
        Ok(cost) => cost,
        Err(says) => return Candidate::missing(NAME.0, NAME.1, says),
    };
    let success = settings.optional(&ask::TUNING_SUCCESS);
    let price: Price = (&ask::TUNING_USD, "the training costs");
    rated(
        context,
        NAME,
        success,
        price,
        needs.map(|()| None),
        move |scenario, rate| {
            let settings = &scenario.settings;
            let attempt = Attempt {
                cost,
                success: Probability(rate),
            };
            let mut plan = plan(scenario, attempt);
            plan.fixed +=
                Usd(settings.number(&ask::TUNING_USD) / settings.number(&ask::TUNING_PERIODS));
            Ok(plan)
        },
    )
}

/// A subscription to the same model: its tasks cost no tokens, what is beyond is paid as today.
pub(super) fn subscription<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    let needs = asked(context, &[&ask::SUBSCRIPTION_USD]);
    let price: Price = (&ask::SUBSCRIPTION_USD, "a period of it costs");
    let success = context.today.success().map(|success| success.0);
    let name = (Kind::Subscription, "A subscription");
    rated(
        context,
        name,
        success,
        price,
        needs.map(|()| None),
        move |scenario, _| {
            let settings = &scenario.settings;
            let mut plan = context
                .plan_of(scenario, &context.today)
                .ok_or(UNKNOWN_SUCCESS)?;
            let included = settings
                .optional(&ask::SUBSCRIPTION_TASKS)
                .unwrap_or(f64::MAX);
            let share = if plan.tasks > 0.0 {
                (included / plan.tasks).min(1.0)
            } else {
                1.0
            };
            let mut covered = plan.routes[0].attempts.clone();
            covered
                .iter_mut()
                .for_each(|attempt| attempt.cost = Usd::ZERO);
            plan.routes[0].share = 1.0 - share;
            plan.routes.push(Route {
                share,
                attempts: covered,
            });
            plan.fixed += Usd(settings.number(&ask::SUBSCRIPTION_USD));
            Ok(plan)
        },
    )
}
