//! What tokens take of a machine: counted layer by layer, position by position, request by request, part by part.

mod drawn;
mod layers;

use crate::dice::Dice;
use crate::{Difference, Kind, Verdict};
use catalogs::shapes::ActiveCount;
use drawn::{Drawn, draw};
use economics::hosting::{Units, break_even_utilisation, cost_per_mtok, hosted};
use economics::quantity::{Seconds, TokensPerSecond, Usd, UsdPerMtok};
use layers::{Layer, layers, times, weights_read};
use scenario::choice::TurnCacheKind;
use scenario::field::Datum;
use views::technical::StepSupplyReport;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "shape",
        what: "parameters, operations and kept memory of open models, matrix by matrix and layer by layer",
        in_tests: 60,
        law: shape,
    },
    Kind {
        name: "reading",
        what: "time to read a call's input, position by position behind what a cache holds",
        in_tests: 25,
        law: reading,
    },
    Kind {
        name: "requests",
        what: "time of a step, requests that fit and requests that balance, one request after the other",
        in_tests: 40,
        law: requests,
    },
    Kind {
        name: "supply",
        what: "cost, time and energy of calls and tasks at best and as measured, part by part",
        in_tests: 40,
        law: supply,
    },
    Kind {
        name: "hosting",
        what: "whole units for a load, their cost and when they break even, one unit after the other",
        in_tests: 200,
        law: hosting,
    },
];

fn shape(dice: &mut Dice) -> Verdict {
    let drawn = draw(dice, 1e4);
    let Some(found) = drawn.report() else {
        return Ok(());
    };
    let config = &drawn.model.config;
    let words = config.vocabulary * config.width;
    let (mut all, mut used, mut kept, mut flops, mut looks) = (2.0 * words, 0.0, 0.0, 0.0, 0.0);
    for (layer, sees) in layers(config) {
        all += layer.all;
        used += layer.touched_by_one;
        kept += layer.kept * drawn.kept_bytes;
        flops += 2.0 * layer.touched_by_one;
        looks += 2.0 * layer.looks.0 * drawn.context.min(sees);
    }
    // The output is a matrix, the input a look-up.
    flops += 2.0 * words + looks;
    let ends = match drawn.model.counts {
        ActiveCount::All => 2.0,
        ActiveCount::WithoutInput => 1.0,
        ActiveCount::WithoutVocabulary => 0.0,
    };
    let row = &found.shape;
    drawn.differs("parameters", row.parameters, all)?;
    drawn.differs(
        "active parameters",
        row.active_parameters,
        used + ends * words,
    )?;
    drawn.differs("working parameters", row.working_parameters, used + words)?;
    drawn.differs("kept of a token", row.kept_bytes_per_token, kept)?;
    drawn.differs("operations", row.flops_per_token, flops)?;
    drawn.differs("attention", row.attention_share, looks / flops)
}

fn reading(dice: &mut Dice) -> Verdict {
    let drawn = draw(dice, 400.0);
    let Some(found) = drawn.report() else {
        return Ok(());
    };
    let (bytes, flops) = drawn.speeds();
    let config = &drawn.model.config;
    let layers: Vec<(Layer, f64)> = layers(config).collect();
    let used: f64 = layers.iter().map(|(layer, _)| layer.touched_by_one).sum();
    let weights = 2.0 * (used + config.vocabulary * config.width);
    for (row, step) in found.steps.iter().zip(&drawn.scenario.steps) {
        let Some(speed) = &row.speed else { continue };
        let kept = if step.keeps_output {
            step.visible_output_tokens
        } else {
            0.0
        };
        let (mut time, mut input, mut cached) = (0.0, step.input_tokens, step.cache_read_tokens);
        for _ in 0..step.turns as u32 {
            let positions = (cached as u32)..(input as u32);
            let mut operations = 0.0;
            for position in positions.clone() {
                operations += weights;
                let before = f64::from(position) + 0.5;
                for (layer, sees) in &layers {
                    operations += 2.0 * layer.looks.1 * before.min(*sees);
                }
            }
            if !positions.is_empty() {
                let memory = weights_read(&drawn, f64::from(positions.len() as u32)) / bytes;
                time += memory.max(operations / flops);
            }
            if step.turn_cache != TurnCacheKind::None {
                cached = input;
            }
            input += step.turn_growth_tokens + kept;
        }
        drawn.differs("reading", speed.reading_seconds_per_call, time)?;
    }
    Ok(())
}

fn requests(dice: &mut Dice) -> Verdict {
    /// So many are looked at.
    const MOST: u32 = 600;
    let drawn = draw(dice, 1e4);
    let Some(found) = drawn.report() else {
        return Ok(());
    };
    let (memory, compute) = times(&drawn, drawn.requests);
    if let Some(speed) = found.steps.iter().find_map(|row| row.speed.as_ref()) {
        drawn.differs("memory", speed.memory_seconds, memory)?;
        drawn.differs("compute", speed.compute_seconds, compute)?;
        drawn.differs("step", speed.step_seconds, memory.max(compute))?;
        drawn.differs(
            "speed",
            speed.tokens_per_second,
            drawn.requests / memory.max(compute),
        )?;
    }
    let computes = |requests: u32| {
        let (memory, compute) = times(&drawn, f64::from(requests));
        // Where both take alike, rounding decides.
        ((compute / memory - 1.0).abs() > 1e-9).then_some(compute > memory)
    };
    let reported = found.machine.balanced_requests.unwrap_or(f64::INFINITY);
    for requests in 1..=MOST {
        let says = f64::from(requests) >= reported;
        if computes(requests).is_some_and(|computes| computes != says) {
            return Err(drawn.difference(format!(
                "balanced requests: reported {reported}, and {requests} compute is {}",
                !says
            )));
        }
    }
    let room = drawn.machine.memory * drawn.count - weights_read(&drawn, 1e9);
    let (with, without) = (
        Drawn {
            weight_bytes: 0.0,
            ..drawn
        },
        room,
    );
    let each = times(&with, 1.0).0 * with.speeds().0;
    if let Some(most) = found.machine.most_requests.filter(|most| *most < 1e6) {
        let is_exact =
            most * each <= without * (1.0 + 1e-9) && (most + 1.0) * each > without * (1.0 - 1e-9);
        if !is_exact {
            return Err(with.difference(format!(
                "{most} requests fit, each {each} of {without} bytes"
            )));
        }
    }
    Ok(())
}

fn supply(dice: &mut Dice) -> Verdict {
    let mut drawn = draw(dice, 1e5);
    let hourly = dice.by_factors(0.1, 100.0);
    drawn.set("usd_per_hour", Datum::Number(hourly));
    let watts = dice.by_factors(50.0, 2_000.0);
    drawn.set("watts", Datum::Number(watts));
    let load = drawn.number(dice, "power_share", 0.7, (0.01, 1.0));
    let idle = drawn.number(dice, "idle_power_share", 0.17, (0.001, 1.0));
    let building = drawn.number(dice, "pue", 1.2, (1.0, 5.0));
    let measured = dice.once_in(2).then(|| dice.by_factors(1.0, 1e5));
    let measured_reading = dice.once_in(3).then(|| dice.by_factors(1.0, 1e6));
    for (name, value) in [
        ("measured_tokens_per_second", measured),
        ("measured_reading_tokens_per_second", measured_reading),
    ] {
        drawn.set(name, value.map_or(Datum::Unset, Datum::Number));
    }
    let Some(found) = drawn.report() else {
        return Ok(());
    };
    let machines = hourly * drawn.count;
    let (at_work, waiting) = (watts * drawn.count * load, watts * drawn.count * idle);
    let mut task = (0.0, 0.0, 0.0);
    for (row, step) in found.steps.iter().zip(&drawn.scenario.steps) {
        let Some((writing, reading)) = seconds(&drawn, row, measured, measured_reading)? else {
            return Ok(());
        };
        let (Some(cost), Some(speed)) = (&row.cost, &row.speed) else {
            return Ok(());
        };
        let paid = (writing + reading) / 3_600.0 / drawn.utilisation;
        drawn.differs("cost", cost.supply_usd_per_call, machines * paid)?;
        let busy = (writing + reading) / 3_600.0;
        let energy = building * (busy * at_work + (paid - busy) * waiting);
        let reported = speed.watt_hours_per_call.unwrap_or(0.0);
        drawn.differs("energy", reported, energy)?;
        let times = found.task.as_ref().map_or(0.0, |task| task.tries) * step.calls;
        task.0 += machines * paid * times;
        task.1 += energy * times;
        task.2 += (row.output_tokens + row.read_tokens + row.cached_tokens) * times;
    }
    let Some(reported) = &found.task else {
        return Ok(());
    };
    drawn.differs("cost of a task", reported.supply_usd.unwrap_or(0.0), task.0)?;
    drawn.differs(
        "energy of a task",
        reported.watt_hours.unwrap_or(0.0),
        task.1,
    )?;
    let joules = reported.joules_per_token.unwrap_or(0.0);
    drawn.differs("joules of a token", joules * task.2, task.1 * 3_600.0)
}

/// Machine time of a call at writing and at reading; nothing where the step has no figures.
fn seconds(
    drawn: &Drawn,
    row: &StepSupplyReport,
    measured: Option<f64>,
    measured_reading: Option<f64>,
) -> Result<Option<(f64, f64)>, Difference> {
    let Some(speed) = &row.speed else {
        return Ok(None);
    };
    let (memory, compute) = times(drawn, drawn.requests);
    let best = drawn.requests / memory.max(compute);
    drawn.differs("speed at best", speed.best_tokens_per_second, best)?;
    let written = measured.unwrap_or(best);
    drawn.differs(
        "speed of a request",
        speed.request_tokens_per_second,
        written / drawn.requests,
    )?;
    let reading = measured_reading.map_or(speed.reading_seconds_per_call, |read| {
        row.read_tokens / read
    });
    drawn.differs("reading", speed.reading_seconds_per_call, reading)?;
    let writing = row.output_tokens / written;
    let waits = writing * drawn.requests;
    drawn.differs("writing", speed.writing_seconds_per_call, waits)?;
    Ok(Some((writing, reading)))
}

/// Units are added until the load is done.
fn hosting(dice: &mut Dice) -> Verdict {
    let hourly = dice.by_factors(0.1, 1e3);
    let hours = dice.pick(&[1.0, 24.0, 730.0, 8_760.0]);
    let most_utilisation = dice.pick(&[1.0, 0.8, 0.5, 0.01]);
    let least = dice.pick(&[0.0, 1.0, 3.0]);
    let units = Units {
        hourly: Usd(hourly),
        hours,
        most_utilisation,
        least,
        most: None,
    };
    let one = hours * 3_600.0 * most_utilisation;
    let load = match dice.whole(0, 3) {
        0 => 0.0,
        1 => one * f64::from(dice.whole(1, 500)), // whole units, up to rounding
        _ => one * dice.by_factors(1e-6, 500.0),
    };
    let (mut needed, mut done) = (least, least * one);
    while done < load * (1.0 - 2e-9) {
        needed += 1.0;
        done = needed * one;
    }
    let told = |what: &str, reported: f64, found: f64| {
        let is_near = (reported - found).abs() <= 1e-8 * reported.abs().max(found.abs());
        let scenario = format!("{units:?}\nload {load} s");
        let what = format!("{what}: reported {reported}, found {found}");
        is_near.then_some(()).ok_or(Difference { what, scenario })
    };
    let found = hosted(&units, Seconds(load));
    let (reported, cost, at_work) = found.map_or((f64::NAN, f64::NAN, f64::NAN), |found| {
        (found.units, found.cost.0, found.utilisation)
    });
    told("units", reported, needed)?;
    told("cost", cost, needed * hours * hourly)?;
    let unit_hours = needed * hours * 3_600.0;
    told("at work", at_work * unit_hours, load)?;
    let (speed, price) = (dice.by_factors(1.0, 1e6), dice.by_factors(0.01, 100.0));
    let speed_of = TokensPerSecond(speed);
    // An hour in millions of tokens.
    let mtok = speed * 3_600.0 * most_utilisation / 1e6;
    let per_mtok = cost_per_mtok(Usd(hourly), speed_of, most_utilisation);
    told(
        "a million",
        per_mtok.map_or(f64::NAN, |usd| usd.0) * mtok,
        hourly,
    )?;
    let even = break_even_utilisation(Usd(hourly), speed_of, UsdPerMtok(price));
    let earned = even.unwrap_or(f64::NAN) * speed * 3_600.0 / 1e6 * price;
    told("break-even", earned, hourly)
}
