//! What the settings say about the machine, and what the scenario says about the work.

use catalogs::accelerators::{ACCELERATORS, Accelerator, accelerator};
use catalogs::shapes::{OpenModel, of_id, open_model, stand_in};
use economics::Step;
use economics::agent_loop::{AgentLoop, TurnCache};
use economics::energy::Power;
use economics::quantity::{TOKENS_PER_MTOK, Tokens, TokensPerSecond, Usd};
use scenario::document::Scenario;
use scenario::report::PriceSource;
use scenario::setting::rows::technical as rows;

/// The machine and how it is run, as set or usual.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// Word of the shape; `match` takes each step's own.
    pub shape: String,
    pub accelerator: &'static Accelerator,
    /// How many; nothing: as few as hold it all.
    pub count: Option<f64>,
    /// Dollars an hour of one; nothing where none was set and none is known.
    pub hourly: Option<Usd>,
    pub batch: f64,
    pub context: Option<Tokens>,
    pub utilisation: f64,
    /// Measured tokens a second of all requests, written and read, in the place of what memory and arithmetic allow.
    pub measured: Option<TokensPerSecond>,
    pub measured_reading: Option<TokensPerSecond>,
    pub weight_bytes: Option<f64>,
    pub kept_bytes: f64,
    pub compute_efficiency: f64,
    pub memory_efficiency: f64,
    pub guesses: f64,
    pub acceptance: f64,
    pub draft_cost: f64,
    /// Measured tokens a second of a request.
    pub speed: Option<f64>,
    /// Dollars of an hour of waiting.
    pub wage: f64,
    /// Watts of one at most.
    pub watts: Option<f64>,
    /// The part of them at work, and the part while idle.
    pub load: f64,
    pub idle: f64,
    pub building: f64,
    pub grid: f64,
    pub power_price: Usd,
}

impl Terms {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let settings = &scenario.settings;
        let accelerator =
            accelerator(&settings.word(&rows::ACCELERATOR)).unwrap_or(&ACCELERATORS[0]);
        let hourly = settings.optional(&rows::USD_PER_HOUR).map(Usd);
        Self {
            shape: settings.word(&rows::SHAPE),
            accelerator,
            count: settings.optional(&rows::ACCELERATORS),
            hourly: hourly.or(accelerator.usual_rent()),
            batch: settings.number(&rows::BATCH),
            context: settings.optional(&rows::CONTEXT).map(Tokens),
            utilisation: settings.number(&rows::UTILISATION),
            measured: settings.optional(&rows::MEASURED).map(TokensPerSecond),
            measured_reading: settings
                .optional(&rows::MEASURED_READING)
                .map(TokensPerSecond),
            weight_bytes: settings.optional(&rows::WEIGHT_BYTES),
            kept_bytes: settings.number(&rows::KEPT_BYTES),
            compute_efficiency: settings.number(&rows::COMPUTE_EFFICIENCY),
            memory_efficiency: settings.number(&rows::MEMORY_EFFICIENCY),
            guesses: settings.number(&rows::GUESSES),
            acceptance: settings.number(&rows::ACCEPTANCE),
            draft_cost: settings.number(&rows::DRAFT_COST),
            speed: settings.optional(&rows::SPEED),
            wage: settings
                .optional(&rows::WAGE)
                .unwrap_or(scenario.person.wage_usd_per_hour),
            watts: settings.optional(&rows::WATTS).or(accelerator.watts),
            load: settings.number(&rows::LOAD),
            idle: settings.number(&rows::IDLE),
            building: settings.number(&rows::BUILDING),
            grid: settings.number(&rows::GRID),
            power_price: Usd(settings.number(&rows::POWER_PRICE)),
        }
    }

    /// The same without what was measured: what is compared with other machines, models and numbers of requests.
    pub(super) fn at_best(&self) -> Self {
        Self {
            measured: None,
            measured_reading: None,
            ..self.clone()
        }
    }

    /// What so many machines draw; nothing where nobody knows.
    pub(super) fn power(&self, machines: f64) -> Option<Power> {
        let most = self.watts? * machines;
        Some(Power {
            at_work: most * self.load,
            idle: most * self.idle,
            building: self.building,
        })
    }

    /// The shape for the model of a price list, and whether it only stands in for one that is not known.
    pub(super) fn model(&self, source: &PriceSource) -> (&'static OpenModel, bool) {
        self.model_of(&source.model, output_price(source))
    }

    /// The same by the id of the model and what a million output tokens cost.
    pub(super) fn model_of(&self, id: &str, price: Option<f64>) -> (&'static OpenModel, bool) {
        let own = of_id(id);
        if let Some(chosen) = open_model(&self.shape) {
            return (chosen, own.map(|model| model.id) != Some(chosen.id));
        }
        own.map_or_else(|| (stand_in(price), true), |model| (model, false))
    }
}

/// What is asked for a million output tokens.
pub(super) fn output_price(source: &PriceSource) -> Option<f64> {
    let mut rates = source.rates.iter();
    let rate = rates.find(|rate| rate.unit == "output_tokens")?;
    Some(rate.usd / rate.per * TOKENS_PER_MTOK)
}

/// What a machine has to do for one call of a step, all its turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Work {
    /// The call, turn by turn.
    agent: AgentLoop,
    /// Context behind the token that is being written, on average.
    pub context: Tokens,
    /// Input that is read, cache writes included.
    pub read: Tokens,
    /// Input that a cache answers: no machine reads it again.
    pub cached: Tokens,
    /// Output that is shown.
    pub visible: Tokens,
    /// Output that is not.
    pub hidden: Tokens,
}

impl Work {
    pub(super) fn of(step: &Step) -> Self {
        let turns = step.agent.turns;
        let tokens = step.agent.tokens_of_turns(0.0, turns);
        let output = tokens.visible_output + tokens.reasoning;
        let turn_input = tokens.input * (1.0 / turns);
        Self {
            agent: step.agent,
            // Half of what a turn writes lies behind its middle token.
            context: turn_input + output * (0.5 / turns),
            read: tokens.input - tokens.cache_read,
            cached: tokens.cache_read,
            visible: tokens.visible_output,
            hidden: tokens.reasoning,
        }
    }

    pub(super) fn output(&self) -> Tokens {
        self.visible + self.hidden
    }

    /// Each turn's beginning that a cache holds, and what is read behind it.
    pub(super) fn passes(&self) -> impl Iterator<Item = (Tokens, Tokens)> {
        let agent = self.agent;
        (0..agent.turns as u32).map(f64::from).map(move |turn| {
            let input = agent.input_of_turn(turn);
            let cached = match agent.cache {
                TurnCache::None => agent.first.cache_read,
                _ if turn == 0.0 => Tokens::ZERO,
                // What the turn before sent.
                _ => agent.input_of_turn(turn - 1.0),
            };
            (cached, input - cached)
        })
    }
}
