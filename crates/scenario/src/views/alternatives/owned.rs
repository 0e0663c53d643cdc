//! Alternatives with something paid anyway: own machines, reserved capacity, fine-tuning, a subscription.

use super::candidate::{Candidate, Context, Kind, Lever, UNKNOWN_SUCCESS, plan};
use super::changed::success_lever;
use crate::document::Scenario;
use crate::field::Datum;
use crate::format;
use crate::setting::Setting;
use crate::setting::rows::alternatives as ask;
use economics::hosting::{NoHosting, Units, busy_time, hosted, speedup};
use economics::outcome::Attempt;
use economics::plan::{Plan, Route};
use economics::price::UnitId;
use economics::quantity::{Probability, Tokens, TokensPerSecond, Usd};

/// Whole machines or units in the place of token prices.
struct Capacity {
    usd_per_hour: f64,
    /// Output tokens a second, without drafts.
    tokens_per_second: f64,
    /// How many times faster drafts make it write; they do not help it to read.
    speedup: f64,
}

impl Capacity {
    /// The plan with machines instead of token prices.
    fn plan(&self, context: &Context, scenario: &Scenario, success: f64) -> Result<Plan, String> {
        let settings = &scenario.settings;
        let mut plan = context
            .plan_of(scenario, &context.today)
            .ok_or(UNKNOWN_SUCCESS)?;
        for attempt in &mut plan.routes[0].attempts {
            attempt.cost = Usd::ZERO;
            attempt.success = Probability(success);
        }
        let attempts = plan.tasks * plan.standing().attempts;
        let reads = self.tokens_per_second * settings.number(&ask::HOSTING_READS);
        let load = [
            (context.today.input_tokens, reads),
            (
                context.today.output_tokens,
                self.tokens_per_second * self.speedup,
            ),
        ];
        let load = load.map(|(tokens, speed)| (Tokens(tokens * attempts), TokensPerSecond(speed)));
        let units = Units {
            hourly: Usd(self.usd_per_hour),
            hours: context.hours(),
            most_utilisation: settings.number(&ask::HOSTING_LOAD),
            least: 1.0,
            most: settings.optional(&ask::HOSTING_MOST),
        };
        let hosted = busy_time(&load).and_then(|busy| hosted(&units, busy));
        plan.fixed += hosted.map_err(told)?.cost;
        Ok(plan)
    }
}

/// Why machines cannot do it, and what to do.
fn told(why: NoHosting) -> String {
    match why {
        NoHosting::TooMuchLoad { needed, most } => format!(
            "the work takes {} machines and there are {}; add machines, or use them for more of the time",
            format::count(needed),
            format::count(most)
        ),
        NoHosting::NoUtilisation | NoHosting::NotAShare => {
            "a machine that is never used serves nothing; say how much of the time it is used"
                .into()
        }
        _ => "a machine that does no token cannot serve the work; enter how fast it writes".into(),
    }
}

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

fn with_tasks(scenario: &Scenario, tasks: f64) -> Scenario {
    let mut changed = scenario.clone();
    changed.work.tasks = tasks;
    changed
}

/// From which volume on something that is paid anyway is worth it.
fn volume_lever<'a>(
    context: &'a Context<'a>,
    plan: impl Fn(&Scenario) -> Option<Plan> + 'a,
) -> Lever<'a> {
    Lever {
        name: "tasks a period",
        written: format::count,
        today: Some(context.scenario.work.tasks),
        range: (1.0, 1e12),
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
        written: format::usd,
        today: context.scenario.settings.optional(setting),
        range: (1e-3, 1e9),
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
    asked_for: Result<(), String>,
    plan: impl Fn(&Scenario, f64) -> Result<Plan, String> + Copy + 'a,
) -> Candidate<'a> {
    if let Err(says) = asked_for {
        return Candidate::missing(kind, name, says);
    }
    let scenario = context.scenario;
    let Some(success) = success else {
        let says = "say how often an attempt is right with it";
        let lever = success_lever(context, None, move |rate| plan(scenario, rate).ok());
        return Candidate::missing(kind, name, says).with_lever(lever);
    };
    let at = move |changed: &Scenario| plan(changed, success).ok();
    Candidate {
        plan: plan(scenario, success),
        ..Candidate::missing(kind, name, "")
    }
    .with_lever(volume_lever(context, at))
    .with_lever(price_lever(context, price, at))
}

/// Own machines, plain and with speculative decoding.
pub(super) fn hosting<'a>(context: &'a Context<'a>) -> Vec<Candidate<'a>> {
    let settings = &context.scenario.settings;
    let success = settings.optional(&ask::HOSTING_SUCCESS);
    let machine = |scenario: &Scenario, speedup: f64| Capacity {
        usd_per_hour: scenario.settings.number(&ask::HOSTING_USD),
        tokens_per_second: scenario.settings.number(&ask::HOSTING_SPEED),
        speedup,
    };
    let price: Price = (&ask::HOSTING_USD, "an hour of a machine costs");
    let needs = || asked(context, &[&ask::HOSTING_USD, &ask::HOSTING_SPEED]);
    let plain = rated(
        context,
        (Kind::Hosting, "Your own machines"),
        success,
        price,
        needs(),
        move |scenario, rate| machine(scenario, 1.0).plan(context, scenario, rate),
    );
    let mut all = vec![plain];
    if let Some(accepted) = settings.optional(&ask::DRAFT_ACCEPTED) {
        let drafted = settings.number(&ask::DRAFT_TOKENS);
        let speedup = speedup(accepted, drafted, settings.number(&ask::DRAFT_COST));
        let name = (Kind::Speculative, "Your own machines, with drafts");
        all.push(rated(
            context,
            name,
            success,
            price,
            needs(),
            move |scenario, rate| machine(scenario, speedup).plan(context, scenario, rate),
        ));
    }
    all
}

/// Reserved capacity of the same model: as often right as today.
pub(super) fn provisioned<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    let needs = asked(context, &[&ask::UNIT_USD, &ask::UNIT_SPEED]);
    let price: Price = (&ask::UNIT_USD, "an hour of a unit costs");
    let success = context.today.success().map(|success| success.0);
    let name = (Kind::Provisioned, "Reserved capacity");
    rated(
        context,
        name,
        success,
        price,
        needs,
        move |scenario, rate| {
            let settings = &scenario.settings;
            let capacity = Capacity {
                usd_per_hour: settings.number(&ask::UNIT_USD),
                tokens_per_second: settings.number(&ask::UNIT_SPEED),
                speedup: 1.0,
            };
            capacity.plan(context, scenario, rate)
        },
    )
}

/// The document with a tuned model: shorter input, another output rate.
fn tuned(context: &Context) -> Scenario {
    let mut changed = context.scenario.clone();
    let settings = &context.scenario.settings;
    let surcharge = settings.number(&ask::TUNING_SURCHARGE);
    for (billed, place) in context.today.placed() {
        if !context.main.contains(&place) {
            continue;
        }
        let step = &mut changed.steps[place];
        let fewest = step.cache_read_tokens + step.cache_write_tokens + step.retrieval_tokens;
        step.input_tokens = (step.input_tokens - settings.number(&ask::TUNING_SAVED)).max(fewest);
        let rate = billed.rates.get(UnitId::OUTPUT_TOKENS);
        if let Some(rate) = rate.filter(|_| surcharge != 0.0) {
            let dearer = (rate.at(step.input_tokens) + surcharge).max(0.0);
            step.price.output_usd_per_mtok = Some(dearer);
        }
    }
    changed
}

/// A fine-tuned model, its training spread over its life.
pub(super) fn tuning<'a>(context: &'a Context<'a>) -> Candidate<'a> {
    const NAME: (Kind, &str) = (Kind::Tuning, "A fine-tuned model");
    let settings = &context.scenario.settings;
    let needs = asked(context, &[&ask::TUNING_USD]);
    let cost = match context.sketch(&tuned(context)) {
        Ok(sketch) => sketch.cost,
        Err(says) => return Candidate::missing(NAME.0, NAME.1, says),
    };
    let success = settings.optional(&ask::TUNING_SUCCESS);
    let price: Price = (&ask::TUNING_USD, "the training costs");
    rated(
        context,
        NAME,
        success,
        price,
        needs,
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
    rated(context, name, success, price, needs, move |scenario, _| {
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
    })
}
