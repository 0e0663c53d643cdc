//! What the tokens take of a machine: operations, memory, time, money and energy, and what the provider keeps of the
//! price (C-18 to C-21, P2, P3).
//!
//! Shapes of closed models are not known: one of an open model stands in, and is marked wherever it shows.

mod anchors;
mod curves;
mod formula;
mod measured;
mod report;
mod show;
mod supply;
mod task;
mod terms;
mod words;

pub use report::{
    EnergyReport, MachineReport, MeasurementsReport, RivalReport, ShapeReport, SpeedReport,
    StepSupplyReport, SupplyCostReport, SupplyCurveReport, SupplyPointReport, TaskSupplyReport,
    TechnicalReport,
};

use super::Subject;
use catalogs::accelerators::ACCELERATORS;
use catalogs::shapes::{MODELS, of_id};
use economics::Step;
use economics::price::UnitId;
use economics::quantity::{Tokens, TokensPerSecond, Usd, UsdPerMtok};
use economics::roofline::{Bound, balanced_batch, largest_batch};
use scenario::document::Scenario;
use scenario::lower::lower;
use scenario::report::PriceSource;
use supply::{Asked, Run, no_decode};
use telling::picture::plot::Plot;
use telling::sections::Section;
use terms::{Terms, Work};

/// Works it out.
#[must_use]
pub fn technical(subject: &Subject) -> TechnicalReport {
    let terms = Terms::of(subject.scenario);
    let lowered = lower(subject.scenario, subject.catalog);
    let Some(model) = &lowered.model else {
        return TechnicalReport::default();
    };
    let mut works = vec![None; subject.report.steps.len()];
    for (step, place) in model.steps.iter().zip(&lowered.order) {
        works[*place] = Some(Work::of(step));
    }
    let works: Vec<Work> = works.into_iter().flatten().collect();
    let steps = &subject.report.steps;
    let costs = steps.iter().map(|step| step.cost_usd);
    let dearest = costs
        .enumerate()
        .fold((0, f64::NEG_INFINITY), |best, (place, cost)| {
            if cost > best.1 { (place, cost) } else { best }
        })
        .0;
    let (Some(work), Some(source)) = (
        works.get(dearest),
        subject.report.price_sources.get(dearest),
    ) else {
        return TechnicalReport::default();
    };
    let asked = Asked::of(&terms, work, source);
    let count = asked.count(&terms);
    let run = asked.run(&terms, count);
    let rows: Vec<StepSupplyReport> = task::steps(subject, &terms, &works);
    TechnicalReport {
        step: steps[dearest].name.clone(),
        model_name: source.model_name.clone(),
        shape: shape_report(&asked, &source.model),
        machine: machine_report(&terms, &asked, count, run.as_ref().ok()),
        problem: run
            .as_ref()
            .err()
            .map(|reason| no_decode(&terms, &asked, count, reason)),
        measurements: measured::measurements(&terms, run.as_ref().ok().map(|run| run.best.0)),
        task: task::task(subject, &terms, &works, &rows),
        steps: rows,
        curves: curves::curves(&terms.at_best(), &asked, count),
        machines: other_machines(&terms.at_best(), work, source),
        models: other_models(&terms.at_best(), &asked),
    }
}

fn shape_report(asked: &Asked, id: &str) -> ShapeReport {
    let (shape, serving) = (&asked.shape, &asked.serving);
    let flops = shape.token_flops(serving.context);
    ShapeReport {
        id: asked.model.id.into(),
        name: asked.model.name.into(),
        is_stand_in: asked.is_stand_in,
        is_own_known: of_id(id).is_some(),
        parameters: shape.parameters,
        active_parameters: asked.model.active_parameters(),
        working_parameters: shape.working_parameters(),
        layers: shape.layers,
        width: shape.width,
        kept_bytes_per_token: shape.kept_bytes_per_token(serving.kept_bytes).0,
        flops_per_token: flops.0,
        attention_share: shape.attention_flops(serving.context) / flops,
        source: asked.model.source.into(),
    }
}

fn machine_report(terms: &Terms, asked: &Asked, count: f64, run: Option<&Run>) -> MachineReport {
    let one = terms
        .accelerator
        .machine(terms.compute_efficiency, terms.memory_efficiency);
    let machine = one.times(count);
    let most = largest_batch(&asked.shape, &machine, &asked.serving);
    MachineReport {
        accelerator: terms.accelerator.id.into(),
        name: terms.accelerator.name.into(),
        accelerators: count,
        usd_per_hour: terms.hourly.map(|one| one.0 * count),
        utilisation: terms.utilisation,
        requests: terms.batch,
        context_tokens: asked.serving.context.0,
        memory_bytes: machine.memory.0,
        needed_bytes: run.map(|run| run.decode.needed.0),
        most_requests: most.filter(|most| most.is_finite()),
        balanced_requests: balanced_batch(&asked.shape, &machine, &asked.serving),
    }
}

fn speed_word(bound: Bound) -> &'static str {
    match bound {
        Bound::Memory => "memory",
        Bound::Compute => "compute",
    }
}

/// The same work on every machine, as few of each as hold it.
fn other_machines(terms: &Terms, work: &Work, source: &PriceSource) -> Vec<RivalReport> {
    let each = ACCELERATORS.iter().map(|accelerator| {
        let is_own = accelerator.id == terms.accelerator.id;
        let terms = Terms {
            accelerator,
            count: if is_own { terms.count } else { None },
            hourly: if is_own {
                terms.hourly
            } else {
                accelerator.usual_rent()
            },
            ..terms.clone()
        };
        let asked = Asked::of(&terms, work, source);
        rival(
            &terms,
            &asked,
            asked.count(&terms),
            (accelerator.id, accelerator.name),
        )
    });
    each.collect()
}

/// Every open model on the same kind of machine, with as many requests of the same context.
fn other_models(terms: &Terms, own: &Asked) -> Vec<RivalReport> {
    let each = MODELS.iter().map(|model| {
        let asked = Asked::with(terms, model, false, own.serving.context);
        rival(terms, &asked, asked.count(terms), (model.id, model.name))
    });
    each.collect()
}

fn rival(terms: &Terms, asked: &Asked, count: f64, named: (&str, &str)) -> RivalReport {
    let mut row = RivalReport {
        id: named.0.into(),
        name: named.1.into(),
        parameters: asked.shape.parameters,
        kept_bytes_per_token: asked.shape.kept_bytes_per_token(asked.serving.kept_bytes).0,
        accelerators: count,
        ..RivalReport::default()
    };
    match asked.run(terms, count) {
        Err(reason) => row.problem = Some(no_decode(terms, asked, count, &reason)),
        Ok(run) => {
            let TokensPerSecond(speed) = run.request_speed;
            row.request_tokens_per_second = Some(speed);
            match run.cost(terms, run.speed) {
                Ok(UsdPerMtok(written)) => row.output_usd_per_mtok = Some(written),
                Err(problem) => row.problem = Some(problem),
            }
        }
    }
    row
}

/// Input tokens of a call, all its turns, that a machine reads: what a cache holds is not read again.
pub(super) fn read_tokens(step: &Step) -> Tokens {
    Work::of(step).read
}

/// Machines that do the work of a step, as the settings of this view have them.
#[derive(Clone, Debug)]
pub(super) struct Machines {
    /// What they are: `8 NVIDIA H100 SXM with DeepSeek-V3 (speeds at best)`.
    pub name: String,
    /// Dollars an hour of all of them.
    pub hourly: Usd,
    /// Output tokens a second at full load.
    pub written: TokensPerSecond,
    /// Input tokens a second.
    pub read: TokensPerSecond,
}

/// The machines for a step of the model of an id, or why there are none.
pub(super) fn machines(scenario: &Scenario, step: &Step, id: &str) -> Result<Machines, String> {
    let (terms, work) = (Terms::of(scenario), Work::of(step));
    let price = step.rates.get(UnitId::OUTPUT_TOKENS).map(|rate| rate.base);
    let asked = Asked::of_model(&terms, &work, terms.model_of(id, price));
    let count = asked.count(&terms);
    let told = |reason| no_decode(&terms, &asked, count, &reason);
    let run = asked.run(&terms, count).map_err(told)?;
    Ok(Machines {
        name: format!(
            "{} with {} ({})",
            supply::machines(&terms, count),
            words::shape_name(asked.model.name, asked.is_stand_in),
            words::speeds(terms.measured.is_some())
        ),
        hourly: run.hourly(&terms)?,
        written: run.speed,
        read: asked.reading_speed(&terms, count, &work).map_err(told)?,
    })
}

/// What a person reads.
#[must_use]
pub fn section(subject: &Subject, found: &TechnicalReport) -> Section {
    show::section(subject, found)
}

/// Cost, or speed, against the number of requests.
#[must_use]
pub fn plot(subject: &Subject, found: &TechnicalReport, name: &str) -> Option<Plot> {
    curves::plot(subject, found, name)
}
