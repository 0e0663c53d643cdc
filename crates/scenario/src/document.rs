//! The document a person writes: plain data, no rule but its shape.
//!
//! What each field means, its range and its label stand in one place, [`crate::field`]. A number that a person
//! may leave open is an `Option`: unset stays unset and is never filled in silently.

mod settings;

pub use catalogs::prices::STANDARD;
pub(crate) use settings::NUMBERS;
pub use settings::{MAX_ROWS, Set, Settings};

use crate::amount::Ranges;
use crate::choice::{CombineRule, Effort, Fallback, Period, Production, TurnCacheKind};
use economics::price::Instant;

/// A scenario: the one document from which everything else follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Name of the scenario, shown as a title.
    pub title: String,
    /// One line about it, shown in the gallery.
    pub description: String,
    /// Name of the price snapshot it was made with; unset: the present one.
    pub prices: Option<String>,
    /// How much work there is.
    pub work: Work,
    /// The workflow.
    pub steps: Vec<Step>,
    /// What results are worth.
    pub value: Value,
    /// How results are looked at; absent: nobody looks, one attempt.
    pub checking: Option<Checking>,
    /// What a person's time costs.
    pub person: Person,
    /// What is paid anyway.
    pub fixed: Fixed,
    /// Numbers and words of the views that open below the report.
    pub settings: Settings,
    /// Ranges of its own fields that are not known exactly.
    pub ranges: Ranges,
    /// Parts of a newer version's link that are not known here, as they stand there: kept, and not counted.
    pub unknown: Vec<String>,
}

/// Tasks a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Tasks a period.
    pub tasks: f64,
    /// The period.
    pub period: Period,
    /// What a task is called: contract, ticket.
    pub task_name: String,
}

/// A step of the workflow: a call to a model, or a loop of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name, unique in the workflow.
    pub name: String,
    /// Parents by name; unset: the step before.
    pub after: Option<Vec<String>>,
    /// How the parents' qualities combine.
    pub combine: CombineRule,
    /// Provider id of the catalogue.
    pub provider: String,
    /// Model id of the catalogue; empty: own rates only.
    pub model: String,
    /// The instant whose prices hold.
    pub price_date: Option<Instant>,
    /// Service variant: standard, batch, flex, priority, fast.
    pub processing: String,
    /// All input of a call, cached and retrieved parts included.
    pub input_tokens: f64,
    /// Part of the input that a cache answers.
    pub cache_read_tokens: f64,
    /// Part of the input that is written to a cache.
    pub cache_write_tokens: f64,
    /// Part of the writes that is kept for an hour.
    pub cache_write_1h_tokens: f64,
    /// Part of the fresh input that retrieval brought.
    pub retrieval_tokens: f64,
    /// Output that is shown.
    pub visible_output_tokens: f64,
    /// Hidden reasoning as a count.
    pub reasoning_tokens: Option<f64>,
    /// Hidden reasoning as a multiple of visible output.
    pub reasoning_ratio: Option<f64>,
    /// Turns of an agent loop.
    pub turns: f64,
    /// What a turn adds to the next one's input.
    pub turn_growth_tokens: f64,
    /// Whether visible output stays in the context too.
    pub keeps_output: bool,
    /// Whether the loop's context is cached.
    pub turn_cache: TurnCacheKind,
    /// Expected visits an attempt.
    pub calls: f64,
    /// Chance that its result is usable.
    pub success_rate: Option<f64>,
    /// The effort at which that is known.
    pub success_rate_at_tokens: Option<f64>,
    /// What counts as effort; unset: what is generated, where the step reasons at all.
    pub effort: Option<Effort>,
    /// Form of the production function.
    pub production: Production,
    /// Success rate without effort.
    pub floor: f64,
    /// Success rate with unlimited effort.
    pub ceiling: f64,
    /// A second known point, effort and success rate.
    pub second_point: Option<(f64, f64)>,
    /// Least effort, for allocation.
    pub minimum_tokens: f64,
    /// Weight among several sinks.
    pub weight: f64,
    /// Own rates, or a discount.
    pub price: OwnPrice,
    /// A ladder of reasoning efforts of one's own.
    pub levels: Vec<Level>,
    /// Ranges of its fields that are not known exactly.
    pub ranges: Ranges,
}

/// A rung of a ladder of reasoning efforts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Effort in tokens.
    pub tokens: f64,
    /// Success rate there.
    pub success_rate: Option<f64>,
}

/// Rates that a person sets instead of the list's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnPrice {
    /// Discount on the list, 0.15 for 15 %; negative for a surcharge.
    pub discount: f64,
    /// Input.
    pub input_usd_per_mtok: Option<f64>,
    /// Output.
    pub output_usd_per_mtok: Option<f64>,
    /// Cache read.
    pub cache_read_usd_per_mtok: Option<f64>,
    /// Cache write for five minutes.
    pub cache_write_usd_per_mtok: Option<f64>,
    /// Cache write for an hour.
    pub cache_write_1h_usd_per_mtok: Option<f64>,
    /// Hidden reasoning.
    pub reasoning_usd_per_mtok: Option<f64>,
    /// Fee of each call.
    pub request_usd: Option<f64>,
}

/// What results are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// A right result.
    pub gain_usd: f64,
    /// A wrong one let through.
    pub loss_usd: f64,
    /// A task given up, or not done at all.
    pub undone_usd: f64,
    /// Weight of variance against expected net.
    pub risk_aversion: f64,
}

/// How results are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Checking {
    /// Cost of a look.
    pub cost_usd: f64,
    /// Chance that a wrong result is noticed.
    pub recall: f64,
    /// Chance that a right one is rejected.
    pub false_reject: f64,
    /// Attempts allowed.
    pub attempts: f64,
    /// How alike tries of one task are.
    pub correlation: f64,
    /// What follows the last attempt.
    pub fallback: Fallback,
    /// What a person costs then; unset: wage times task time.
    pub fallback_usd: Option<f64>,
}

/// What a person's time costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Wage.
    pub wage_usd_per_hour: f64,
    /// Time of a person for the whole task.
    pub task_minutes: f64,
    /// Time of a person to review a result.
    pub review_minutes: f64,
}

/// What is paid anyway.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fixed {
    /// Dollars a period.
    pub usd: f64,
    /// Dollars once.
    pub one_off_usd: f64,
}

/// Most steps of a workflow.
pub const MAX_STEPS: usize = 100;
/// Most levels of a step's ladder.
pub const MAX_LEVELS: usize = 20;

impl Default for Scenario {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            prices: None,
            work: Work::default(),
            steps: vec![Step::default()],
            value: Value::default(),
            checking: None,
            person: Person::default(),
            fixed: Fixed::default(),
            settings: Settings::default(),
            ranges: Ranges::default(),
            unknown: Vec::new(),
        }
    }
}

impl Work {
    /// What a task is called in a sentence: its name without `*`, which stands for weight there, and never nothing.
    #[must_use]
    pub fn task(&self) -> String {
        let name = self.task_name.trim().replace('*', "");
        if name.is_empty() { "task".into() } else { name }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self {
            tasks: 1_000.0,
            period: Period::Month,
            task_name: "task".into(),
        }
    }
}

impl Default for Step {
    fn default() -> Self {
        Self {
            name: String::new(),
            after: None,
            combine: CombineRule::Product,
            provider: String::new(),
            model: String::new(),
            price_date: None,
            processing: STANDARD.into(),
            input_tokens: 2_000.0,
            cache_read_tokens: 0.0,
            cache_write_tokens: 0.0,
            cache_write_1h_tokens: 0.0,
            retrieval_tokens: 0.0,
            visible_output_tokens: 500.0,
            reasoning_tokens: None,
            reasoning_ratio: None,
            turns: 1.0,
            turn_growth_tokens: 0.0,
            keeps_output: false,
            turn_cache: TurnCacheKind::None,
            calls: 1.0,
            success_rate: None,
            success_rate_at_tokens: None,
            effort: None,
            production: Production::Exponential,
            floor: 0.0,
            ceiling: 1.0,
            second_point: None,
            minimum_tokens: 0.0,
            weight: 1.0,
            price: OwnPrice::default(),
            levels: Vec::new(),
            ranges: Ranges::default(),
        }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self {
            gain_usd: 100.0,
            loss_usd: 0.0,
            undone_usd: 0.0,
            risk_aversion: 0.0,
        }
    }
}

impl Default for Checking {
    fn default() -> Self {
        Self {
            cost_usd: 0.0,
            recall: 1.0,
            false_reject: 0.0,
            attempts: 1.0,
            correlation: 0.0,
            fallback: Fallback::None,
            fallback_usd: None,
        }
    }
}

impl Default for Person {
    fn default() -> Self {
        Self {
            wage_usd_per_hour: 60.0,
            task_minutes: 120.0,
            review_minutes: 15.0,
        }
    }
}

/// Minutes of an hour.
const MINUTES_PER_HOUR: f64 = 60.0;

impl Person {
    /// Dollars for the whole task.
    #[must_use]
    pub fn task_usd(&self) -> f64 {
        self.wage_usd_per_hour * self.task_minutes / MINUTES_PER_HOUR
    }

    /// Dollars for a look at one result.
    #[must_use]
    pub fn review_usd(&self) -> f64 {
        self.wage_usd_per_hour * self.review_minutes / MINUTES_PER_HOUR
    }
}

impl Step {
    /// Hidden reasoning tokens of a call: the count, or the ratio times visible output, or none.
    #[must_use]
    pub fn hidden_tokens(&self) -> f64 {
        match (self.reasoning_tokens, self.reasoning_ratio) {
            (Some(tokens), _) => tokens,
            (None, Some(ratio)) => ratio * self.visible_output_tokens,
            (None, None) => 0.0,
        }
    }

    /// The name to show: its own, or its place.
    #[must_use]
    pub fn shown_name(&self, index: usize) -> String {
        if self.name.is_empty() {
            format!("step {}", index + 1)
        } else {
            self.name.clone()
        }
    }
}
