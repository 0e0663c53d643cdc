//! Each step on the machine, and the task that they make up.

use super::supply::{Asked, Run, no_decode};
use super::terms::{Terms, Work};
use super::{
    EnergyReport, SpeedReport, StepSupplyReport, SupplyCostReport, TaskSupplyReport, anchors,
    speed_word,
};
use crate::Subject;
use economics::energy::{
    carbon_grams, electricity_cost, joules_of_published, joules_per_token, watt_hours,
};
use economics::hosting::HOUR;
use economics::quantity::{Seconds, Tokens, TokensPerSecond, Usd};
use economics::supply::gross_margin;
use scenario::report::StepReport;

/// Every step, in the document's order.
pub(super) fn steps(subject: &Subject, terms: &Terms, works: &[Work]) -> Vec<StepSupplyReport> {
    let sources = &subject.report.price_sources;
    let each = subject.report.steps.iter().zip(works).zip(sources);
    each.map(|((step, work), source)| {
        let asked = Asked::of(terms, work, source);
        let count = asked.count(terms);
        let mut row = StepSupplyReport {
            step: step.name.clone(),
            shape: asked.model.id.into(),
            is_stand_in: asked.is_stand_in,
            accelerators: count,
            context_tokens: asked.serving.context.0,
            read_tokens: work.read.0,
            cached_tokens: work.cached.0,
            output_tokens: work.output().0,
            ..StepSupplyReport::default()
        };
        let run = asked.run(terms, count);
        let reads = asked.reading_speed(terms, count, work);
        match run.and_then(|run| Ok((run, reads?))) {
            Err(reason) => row.problem = Some(no_decode(terms, &asked, count, &reason)),
            Ok((run, reads)) => {
                row.speed = Some(speed(terms, work, &run, reads));
                match cost(terms, work, (&run, reads), step) {
                    Ok(cost) => row.cost = Some(cost),
                    Err(problem) => row.cost_problem = Some(problem),
                }
            }
        }
        row
    })
    .collect()
}

fn speed(terms: &Terms, work: &Work, run: &Run, reads: TokensPerSecond) -> SpeedReport {
    let request = terms.speed.unwrap_or(run.request_speed.0);
    let power = terms.power(run.count);
    let (writing, reading) = (work.output().0 / run.speed.0, work.read.0 / reads.0);
    let energy =
        power.and_then(|power| power.energy(Seconds(writing), Seconds(reading), terms.utilisation));
    SpeedReport {
        step_seconds: run.decode.step.0,
        memory_seconds: run.decode.memory.0,
        compute_seconds: run.decode.compute.0,
        bound: speed_word(run.decode.bound),
        best_tokens_per_second: run.best.0,
        is_measured: terms.measured.is_some(),
        tokens_per_second: run.speed.0,
        request_tokens_per_second: run.request_speed.0,
        reading_tokens_per_second: reads.0,
        reading_seconds_per_call: reading,
        writing_seconds_per_call: work.output().0 / request,
        hidden_seconds_per_call: work.hidden.0 / request,
        joules_per_output_token: power
            .and_then(|power| joules_per_token(power.at_work, power.building, run.speed)),
        watt_hours_per_call: energy.map(|energy| energy.total()),
        energy_per_call: energy.map(EnergyReport::from),
    }
}

fn cost(
    terms: &Terms,
    work: &Work,
    (run, reads): (&Run, TokensPerSecond),
    step: &StepReport,
) -> Result<SupplyCostReport, String> {
    let (written, read) = (run.cost(terms, run.speed)?, run.cost(terms, reads)?);
    let supply = work.output() * written + work.read * read;
    let price = Usd((step.per_call_usd - step.fees_usd).max(0.0));
    Ok(SupplyCostReport {
        output_usd_per_mtok: written.0,
        input_usd_per_mtok: read.0,
        supply_usd_per_call: supply.0,
        price_usd_per_call: price.0,
        gross_margin: gross_margin(price, supply),
        // Cost goes as one over the time at work.
        break_even_utilisation: (price.0 > 0.0).then(|| supply / price * terms.utilisation),
    })
}

/// A task, all steps one after the other.
pub(super) fn task(
    subject: &Subject,
    terms: &Terms,
    works: &[Work],
    rows: &[StepSupplyReport],
) -> Option<TaskSupplyReport> {
    let report = subject.report;
    let tries = report
        .outcome
        .as_ref()
        .map_or(1.0, |outcome| outcome.attempts);
    let mut task = TaskSupplyReport {
        tries,
        supply_usd: Some(0.0),
        energy: Some(EnergyReport::default()),
        ..TaskSupplyReport::default()
    };
    let (mut written, mut of_all_kinds) = (Tokens::ZERO, Tokens::ZERO);
    for ((step, work), row) in report.steps.iter().zip(works).zip(rows) {
        let times = tries * step.calls;
        let speed = row.speed.as_ref()?;
        written += work.output() * times;
        of_all_kinds += (work.output() + work.read + work.cached) * times;
        task.reading_seconds += speed.reading_seconds_per_call * times;
        task.writing_seconds += speed.writing_seconds_per_call * times;
        task.hidden_seconds += speed.hidden_seconds_per_call * times;
        task.price_usd += (step.per_call_usd - step.fees_usd).max(0.0) * times;
        let cost = row
            .cost
            .as_ref()
            .map(|cost| cost.supply_usd_per_call * times);
        task.supply_usd = task.supply_usd.zip(cost).map(|(all, one)| all + one);
        let energy = speed.energy_per_call;
        task.energy = task.energy.zip(energy).map(|(all, one)| EnergyReport {
            writing_watt_hours: all.writing_watt_hours + one.writing_watt_hours * times,
            reading_watt_hours: all.reading_watt_hours + one.reading_watt_hours * times,
            idle_watt_hours: all.idle_watt_hours + one.idle_watt_hours * times,
        });
    }
    task.watt_hours = task.energy.map(|energy| energy.total());
    let joules = |energy| joules_of_published(energy, of_all_kinds);
    task.joules_per_token = task.watt_hours.and_then(joules);
    let seconds = task.reading_seconds + task.writing_seconds;
    task.waiting_usd = seconds / HOUR.0 * terms.wage;
    let (low, high) = anchors::joules_range();
    task.published_watt_hours = [watt_hours(low, written), watt_hours(high, written)];
    task.gross_margin = task
        .supply_usd
        .and_then(|supply| gross_margin(Usd(task.price_usd), Usd(supply)));
    task.power_usd = task
        .watt_hours
        .map(|energy| electricity_cost(energy, terms.power_price).0);
    task.carbon_grams = task
        .watt_hours
        .map(|energy| carbon_grams(energy, terms.grid));
    Some(task)
}
