//! What is found, with the names that programs read.

use economics::energy::Energy;
use serde::Serialize;

/// What the tokens of a scenario take of a machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TechnicalReport {
    /// The dearest step, which the figures of one step are of.
    pub step: String,
    /// Name of its model; empty where its rates are a person's own.
    pub model_name: String,
    /// The shape that is counted with.
    pub shape: ShapeReport,
    /// The machine.
    pub machine: MachineReport,
    /// Why there are no figures of the dearest step; null where there are.
    pub problem: Option<String>,
    /// What published measurements leave of the speed at best.
    pub measurements: MeasurementsReport,
    /// Each step, in the document's order.
    pub steps: Vec<StepSupplyReport>,
    /// A task, all its steps one after the other and all its tries; null where a step has no figures.
    pub task: Option<TaskSupplyReport>,
    /// Cost and speed of the dearest step against the number of requests, for several lengths of context.
    pub curves: Vec<SupplyCurveReport>,
    /// The dearest step on other machines.
    pub machines: Vec<RivalReport>,
    /// Other open models on the same kind of machine.
    pub models: Vec<RivalReport>,
}

/// A model's shape, and what a token takes of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShapeReport {
    /// Its word in the document.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it stands in for a model whose own shape is not known, or was chosen in its place.
    pub is_stand_in: bool,
    /// Whether the shape of the step's own model is published.
    pub is_own_known: bool,
    /// All parameters.
    pub parameters: f64,
    /// Parameters that a token uses, counted as the model's maker counts them.
    pub active_parameters: f64,
    /// Parameters that a token is multiplied with: without the input embedding, which is looked up.
    pub working_parameters: f64,
    /// Layers.
    pub layers: f64,
    /// Width.
    pub width: f64,
    /// Bytes that a token of context keeps.
    pub kept_bytes_per_token: f64,
    /// Operations of a token behind the context.
    pub flops_per_token: f64,
    /// The part of them that attention takes.
    pub attention_share: f64,
    /// Where the shape is published.
    pub source: String,
}

/// The machine and how it is run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MachineReport {
    /// Its word in the document.
    pub accelerator: String,
    /// Its name.
    pub name: String,
    /// How many share the work.
    pub accelerators: f64,
    /// What they cost together; null where that is not known.
    pub usd_per_hour: Option<f64>,
    /// The part of the hours in which they work.
    pub utilisation: f64,
    /// Requests at once.
    pub requests: f64,
    /// Tokens of context of each.
    pub context_tokens: f64,
    /// Memory that all of them have.
    pub memory_bytes: f64,
    /// Memory that weights and contexts take; null where they do not fit.
    pub needed_bytes: Option<f64>,
    /// Requests of this context that fit; null where the weights alone do not, or nothing is kept.
    pub most_requests: Option<f64>,
    /// Requests, whole, from which on computing takes the time and not memory; null where that never happens.
    pub balanced_requests: Option<f64>,
}

/// How much longer than at best systems took that were measured, with about as many requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasurementsReport {
    /// Requests of these measurements, the fewest and the most.
    pub requests: [f64; 2],
    /// Times as long as at best a step of theirs took, the least and the most.
    pub times_as_long: [f64; 2],
    /// What that leaves of the tokens a second of the dearest step, the least and the most; null without figures.
    pub tokens_per_second: Option<[f64; 2]>,
}

/// A step on the machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepSupplyReport {
    /// Its name.
    pub step: String,
    /// Word of the shape.
    pub shape: String,
    /// Whether it stands in.
    pub is_stand_in: bool,
    /// Machines that share the work.
    pub accelerators: f64,
    /// Tokens of context.
    pub context_tokens: f64,
    /// Input tokens of a call that are read.
    pub read_tokens: f64,
    /// Input tokens of a call that a cache answers, without machine time.
    pub cached_tokens: f64,
    /// Output tokens of a call, hidden ones included.
    pub output_tokens: f64,
    /// Why there are no figures; null where there are.
    pub problem: Option<String>,
    /// Speeds, time and energy; null where there are none.
    pub speed: Option<SpeedReport>,
    /// Why there is no cost; null where there is.
    pub cost_problem: Option<String>,
    /// Cost and margin; null where there is none.
    pub cost: Option<SupplyCostReport>,
}

/// How fast a step's call is made, and with how much energy.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpeedReport {
    /// A step of the machine: a token for each request.
    pub step_seconds: f64,
    /// What reading memory takes of it.
    pub memory_seconds: f64,
    /// What computing takes of it; the longer of the two counts.
    pub compute_seconds: f64,
    /// `memory` or `compute`: what takes the time.
    pub bound: &'static str,
    /// Tokens a second of all requests that memory and arithmetic allow: at best.
    pub best_tokens_per_second: f64,
    /// Whether the speed of writing was measured, and is not the one at best.
    pub is_measured: bool,
    /// Tokens a second that all requests are written with: as measured, else at best.
    pub tokens_per_second: f64,
    /// Tokens a second of one request.
    pub request_tokens_per_second: f64,
    /// Tokens a second that input is read with.
    pub reading_tokens_per_second: f64,
    /// Time to read the input of a call.
    pub reading_seconds_per_call: f64,
    /// Time to write the output of a call.
    pub writing_seconds_per_call: f64,
    /// The part of it for hidden tokens.
    pub hidden_seconds_per_call: f64,
    /// Joules of an output token while the machines are at work; null where nobody knows what they draw.
    pub joules_per_output_token: Option<f64>,
    /// Watt-hours of a call, its share of idle hours included; null where nobody knows what the machines draw, or they are
    /// never at work.
    pub watt_hours_per_call: Option<f64>,
    /// The parts of it.
    pub energy_per_call: Option<EnergyReport>,
}

/// Energy by its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnergyReport {
    /// Writing output, hidden output included.
    pub writing_watt_hours: f64,
    /// Reading input; what a cache answers is not read.
    pub reading_watt_hours: f64,
    /// Its share of the hours in which the machines wait.
    pub idle_watt_hours: f64,
}

impl EnergyReport {
    /// All parts.
    pub(super) fn total(&self) -> f64 {
        self.writing_watt_hours + self.reading_watt_hours + self.idle_watt_hours
    }
}

impl From<Energy> for EnergyReport {
    fn from(energy: Energy) -> Self {
        Self {
            writing_watt_hours: energy.writing,
            reading_watt_hours: energy.reading,
            idle_watt_hours: energy.idle,
        }
    }
}

/// What a step's call costs to make, and what the provider keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplyCostReport {
    /// A million output tokens.
    pub output_usd_per_mtok: f64,
    /// A million input tokens that are read.
    pub input_usd_per_mtok: f64,
    /// A call.
    pub supply_usd_per_call: f64,
    /// What the call costs at today's price, without fees.
    pub price_usd_per_call: f64,
    /// The part of the price that is left; below 0 where it does not cover the machines, null where it is free.
    pub gross_margin: Option<f64>,
    /// The part of the time at work at which nothing is left; above 1: never. Null where the call is free.
    pub break_even_utilisation: Option<f64>,
}

/// A task on the machines.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskSupplyReport {
    /// Tries of a task; 1 while success rates are unknown.
    pub tries: f64,
    /// Time of reading, one call after the other.
    pub reading_seconds: f64,
    /// Time of writing.
    pub writing_seconds: f64,
    /// The part of it for hidden tokens.
    pub hidden_seconds: f64,
    /// What the waiting of a person costs for all of it.
    pub waiting_usd: f64,
    /// What it costs to make; null where a step has no cost.
    pub supply_usd: Option<f64>,
    /// What the tokens cost at today's prices, without fees.
    pub price_usd: f64,
    /// The part of that which is left; null where it is free or a step has no cost.
    pub gross_margin: Option<f64>,
    /// Energy, its share of idle hours included; null where nobody knows what the machines draw, or they are never at work.
    pub watt_hours: Option<f64>,
    /// The parts of it.
    pub energy: Option<EnergyReport>,
    /// Joules of a token of any kind: read, answered by a cache or written.
    pub joules_per_token: Option<f64>,
    /// What power costs for it.
    pub power_usd: Option<f64>,
    /// Carbon dioxide.
    pub carbon_grams: Option<f64>,
    /// Energy of as many output tokens by published figures, from the least to the most.
    pub published_watt_hours: [f64; 2],
}

/// A length of context in the drawings.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplyCurveReport {
    /// Tokens of context.
    pub context_tokens: f64,
    /// Whether it is the scenario's own.
    pub is_own: bool,
    /// Requests that fit.
    pub most_requests: f64,
    /// From one request to the most that fit.
    pub points: Vec<SupplyPointReport>,
}

/// A point of a curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplyPointReport {
    /// Requests at once.
    pub requests: f64,
    /// A million output tokens; null where costs are not known.
    pub output_usd_per_mtok: Option<f64>,
    /// Tokens a second of one request.
    pub request_tokens_per_second: f64,
}

/// Another machine, or another model.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RivalReport {
    /// Its word.
    pub id: String,
    /// Its name.
    pub name: String,
    /// All parameters of the model, in all.
    pub parameters: f64,
    /// Bytes that a token of context keeps.
    pub kept_bytes_per_token: f64,
    /// Machines that share the work.
    pub accelerators: f64,
    /// Tokens a second of one request.
    pub request_tokens_per_second: Option<f64>,
    /// A million output tokens.
    pub output_usd_per_mtok: Option<f64>,
    /// Why there are no figures.
    pub problem: Option<String>,
}
