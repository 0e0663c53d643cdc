//! Whole machines or units that are paid by the hour, and the plan with them.

use super::candidate::{Context, UNKNOWN_SUCCESS};
use super::owned::with_tasks;
use crate::technical::Machines;
use economics::hosting::{Hosted, NoHosting, Units, busy_time, hosted};
use economics::plan::Plan;
use economics::quantity::{Probability, Tokens, TokensPerSecond, Usd};
use scenario::document::Scenario;
use scenario::format;
use scenario::setting::rows::alternatives as ask;

/// Whole machines or units in the place of token prices.
#[derive(Clone, Copy)]
pub(super) struct Capacity {
    pub(super) hourly: Usd,
    /// Output tokens a second, without drafts.
    pub(super) written: TokensPerSecond,
    /// Input tokens a second.
    pub(super) read: TokensPerSecond,
    /// How many times faster drafts make it write; they do not help it to read.
    pub(super) speedup: f64,
}

impl Capacity {
    /// One that reads so many times as fast as it writes.
    pub(super) fn of(scenario: &Scenario, hourly: f64, written: f64) -> Self {
        Self {
            hourly: Usd(hourly),
            written: TokensPerSecond(written),
            read: TokensPerSecond(written * scenario.settings.number(&ask::HOSTING_READS)),
            speedup: 1.0,
        }
    }

    /// Machines of one's own: what is set, and where it is open what the technical view says.
    pub(super) fn own(
        scenario: &Scenario,
        usual: &Result<Machines, String>,
    ) -> Result<Self, String> {
        let settings = &scenario.settings;
        let set = (
            settings.optional(&ask::HOSTING_USD),
            settings.optional(&ask::HOSTING_SPEED),
        );
        if let (Some(hourly), Some(written)) = set {
            return Ok(Self::of(scenario, hourly, written));
        }
        let usual = usual.as_ref().map_err(Clone::clone)?;
        Ok(match set.1 {
            Some(written) => Self::of(scenario, usual.hourly.0, written),
            None => Self {
                hourly: set.0.map_or(usual.hourly, Usd),
                written: usual.written,
                read: usual.read,
                speedup: 1.0,
            },
        })
    }

    /// Whole units for the attempts of a period.
    pub(super) fn hosted(
        &self,
        context: &Context,
        scenario: &Scenario,
        plan: &Plan,
    ) -> Result<Hosted, String> {
        let settings = &scenario.settings;
        let attempts = plan.tasks * plan.standing().attempts;
        let load = [
            (context.today.read_tokens, self.read),
            (context.today.output_tokens, self.written * self.speedup),
        ];
        let load = load.map(|(tokens, speed)| (Tokens(tokens * attempts), speed));
        let units = Units {
            hourly: self.hourly,
            hours: context.scenario.work.period.hours(),
            most_utilisation: settings.number(&ask::HOSTING_LOAD),
            least: 1.0,
            most: settings.optional(&ask::HOSTING_MOST),
        };
        busy_time(&load)
            .and_then(|busy| hosted(&units, busy))
            .map_err(told)
    }

    /// The plan with machines instead of token prices.
    pub(super) fn plan(
        &self,
        context: &Context,
        scenario: &Scenario,
        success: f64,
    ) -> Result<Plan, String> {
        let mut plan = context
            .plan_of(scenario, &context.today)
            .ok_or(UNKNOWN_SUCCESS)?;
        for attempt in &mut plan.routes[0].attempts {
            attempt.cost = Usd::ZERO;
            attempt.success = Probability(success);
        }
        plan.fixed += self.hosted(context, scenario, &plan)?.cost;
        Ok(plan)
    }

    /// Volumes at which one more unit is needed, the first ones.
    pub(super) fn jumps(&self, context: &Context, success: f64) -> Vec<f64> {
        /// So many units are looked at one by one.
        const UNITS: u32 = 24;
        /// A volume that is surely beyond.
        const BEYOND: f64 = 1.0 + 1e-6;
        let scenario = context.scenario;
        let at_work = || {
            let free = with_tasks(scenario, 1.0);
            let plan = self.plan(context, &free, success).ok()?;
            let hosted = self.hosted(context, &free, &plan).ok()?;
            Some(hosted.units * hosted.utilisation / scenario.settings.number(&ask::HOSTING_LOAD))
        };
        let of_one = at_work().filter(|part| *part > 0.0).map(|part| 1.0 / part);
        let each = |one: f64| (1..=UNITS).map(move |units| one * f64::from(units));
        of_one
            .into_iter()
            .flat_map(each)
            .flat_map(|volume| [volume / BEYOND, volume * BEYOND])
            .collect()
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
