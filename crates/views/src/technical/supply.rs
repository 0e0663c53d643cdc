//! What the machine does with the work: speeds, whole machines, cost of a token, energy.

use super::terms::{Terms, Work};
use catalogs::shapes::OpenModel;
use economics::compute::Shape;
use economics::hosting::{NoHosting, cost_per_mtok, speedup};
use economics::quantity::{Seconds, Tokens, TokensPerSecond, Usd, UsdPerMtok};
use economics::roofline::{
    Bound, Decode, Machine, NoDecode, Serving, decode, largest_batch, reading_time,
};
use scenario::format;
use scenario::report::PriceSource;

/// Machines of one node; more than one node are whole ones.
const NODE: f64 = 8.0;
/// More machines than this are not looked for.
const MOST: f64 = 4_096.0;

/// A model on machines.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// How many machines.
    pub count: f64,
    pub decode: Decode,
    /// Tokens a second that memory and arithmetic allow all requests, guessing ahead included.
    pub best: TokensPerSecond,
    /// Tokens a second that all requests are written with: as measured, else at best.
    pub speed: TokensPerSecond,
    /// And one of them.
    pub request_speed: TokensPerSecond,
}

/// The shape and serving of a step, before it is known whether the machine can do it.
pub(super) struct Asked {
    pub model: &'static OpenModel,
    pub is_stand_in: bool,
    pub shape: Shape,
    pub serving: Serving,
}

impl Asked {
    pub(super) fn of(terms: &Terms, work: &Work, source: &PriceSource) -> Self {
        Self::of_model(terms, work, terms.model(source))
    }

    /// The same with the shape that [`Terms::model_of`] found.
    pub(super) fn of_model(
        terms: &Terms,
        work: &Work,
        (model, is_stand_in): (&'static OpenModel, bool),
    ) -> Self {
        let context = terms.context.unwrap_or(work.context);
        Self::with(terms, model, is_stand_in, context)
    }

    pub(super) fn with(
        terms: &Terms,
        model: &'static OpenModel,
        is_stand_in: bool,
        context: Tokens,
    ) -> Self {
        Self {
            model,
            is_stand_in,
            shape: model.config.shape(),
            serving: Serving {
                batch: terms.batch,
                context,
                weight_bytes: terms.weight_bytes.unwrap_or(model.weight_bytes),
                kept_bytes: terms.kept_bytes,
            },
        }
    }

    /// Machines: those that were set, else as few as hold all requests: 1, 2, 4, 8, then whole nodes.
    pub(super) fn count(&self, terms: &Terms) -> f64 {
        let one = one(terms);
        let holds = |count: f64| {
            let largest = largest_batch(&self.shape, &one.times(count), &self.serving);
            largest.is_some_and(|largest| largest >= self.serving.batch)
        };
        let mut count = terms.count.unwrap_or(1.0);
        while terms.count.is_none() && count < MOST && !holds(count) {
            count = if count < NODE {
                count * 2.0
            } else {
                count + NODE
            };
        }
        count
    }

    /// On so many machines.
    pub(super) fn run(&self, terms: &Terms, count: f64) -> Result<Run, NoDecode> {
        let decode = decode(&self.shape, &one(terms).times(count), &self.serving)?;
        // Guesses are checked for nothing only while memory takes the time.
        let faster = if terms.guesses > 0.0 && decode.bound == Bound::Memory {
            speedup(terms.acceptance, terms.guesses, terms.draft_cost)
        } else {
            1.0
        };
        let best = decode.speed * faster;
        let speed = terms.measured.unwrap_or(best);
        Ok(Run {
            count,
            decode,
            best,
            speed,
            request_speed: speed * (1.0 / self.serving.batch),
        })
    }

    /// Tokens a second that the input of a call is read with: as measured, else at best, each turn behind what a cache holds.
    /// Where a cache holds all of it, those of one more token.
    pub(super) fn reading_speed(
        &self,
        terms: &Terms,
        count: f64,
        work: &Work,
    ) -> Result<TokensPerSecond, NoDecode> {
        if let Some(measured) = terms.measured_reading {
            return Ok(measured);
        }
        let machine = one(terms).times(count);
        let weight_bytes = self.serving.weight_bytes;
        let reads =
            |cached, tokens| reading_time(&self.shape, &machine, cached, tokens, weight_bytes);
        let mut all = Seconds::ZERO;
        for (cached, tokens) in work.passes() {
            all += reads(cached, tokens)?;
        }
        if work.read.0 > 0.0 && all.0 > 0.0 {
            return Ok(TokensPerSecond(work.read.0 / all.0));
        }
        let one_more = reads(self.serving.context, Tokens(1.0))?;
        Ok(TokensPerSecond(1.0 / one_more.0))
    }
}

fn one(terms: &Terms) -> Machine {
    let Terms {
        compute_efficiency,
        memory_efficiency,
        ..
    } = *terms;
    terms
        .accelerator
        .machine(compute_efficiency, memory_efficiency)
}

impl Run {
    /// What a million tokens cost at a speed.
    pub(super) fn cost(&self, terms: &Terms, speed: TokensPerSecond) -> Result<UsdPerMtok, String> {
        let hourly = self.hourly(terms)?;
        cost_per_mtok(hourly, speed, terms.utilisation).map_err(|reason| no_cost(&reason))
    }

    /// Dollars an hour of all machines.
    pub(super) fn hourly(&self, terms: &Terms) -> Result<Usd, String> {
        let one = terms.hourly.ok_or_else(|| {
            format!(
                "no rent of {} is at hand; write what one costs an hour at \u{201c}One of them costs\u{201d}",
                terms.accelerator.name
            )
        })?;
        Ok(one * self.count)
    }
}

/// Why there is no cost, as a sentence.
fn no_cost(reason: &NoHosting) -> String {
    match reason {
        NoHosting::NoUtilisation => "the machines are never at work, so that no token bears what they cost; write more than 0 % at \u{201c}At work\u{201d}".into(),
        _ => "the machines do no work; choose others, or write larger numbers".into(),
    }
}

/// Why the machines cannot do it, as a sentence: what was found, what is allowed, what to do.
pub(super) fn no_decode(terms: &Terms, asked: &Asked, count: f64, reason: &NoDecode) -> String {
    let has = if count == 1.0 { "has" } else { "have" };
    let machines = format!("{} {has}", machines(terms, count));
    let memory = format::bytes(terms.accelerator.memory * count);
    let more = {
        let free = Terms {
            count: None,
            ..terms.clone()
        };
        asked.count(&free)
    };
    let or_more = if more < MOST {
        format!(", or {} of them", format::count(more))
    } else {
        String::new()
    };
    match reason {
        NoDecode::WeightsDoNotFit { needed } => format!(
            "the weights of {} need {}, and {machines} {memory}; take larger machines{or_more}",
            asked.model.name,
            format::bytes(needed.0)
        ),
        NoDecode::RequestsDoNotFit { needed, fitting } => format!(
            "{} requests with {} tokens of context need {}, and {machines} {memory}: at most {} fit; write that at \u{201c}Requests at once\u{201d}, or take larger machines{or_more}",
            format::count(asked.serving.batch),
            format::count(asked.serving.context.0),
            format::bytes(needed.0),
            format::count(*fitting)
        ),
        NoDecode::NoRequest => {
            "there is no request; write 1 or more at \u{201c}Requests at once\u{201d}".into()
        }
        NoDecode::NoMachine => {
            "the machines compute nothing; write more than 0 % at what is reached".into()
        }
    }
}

/// `8 NVIDIA H100 SXM`.
pub(super) fn machines(terms: &Terms, count: f64) -> String {
    let count = if count == 1.0 {
        "one".into()
    } else {
        format::count(count)
    };
    format!("{count} {}", terms.accelerator.name)
}
