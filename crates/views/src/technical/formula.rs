//! Formulas with the numbers put in.

use super::terms::Terms;
use super::{MachineReport, StepSupplyReport, TechnicalReport};
use scenario::format::{
    count, count_full, counted, seconds, share_full, usd, usd_full, watt_hours,
};
use telling::sections::blocks::line;
use telling::words::FormulaLine;

/// Formulas of the dearest step with the numbers put in.
pub(super) fn formula(found: &TechnicalReport, terms: &Terms) -> Vec<FormulaLine> {
    let (shape, machine) = (&found.shape, &found.machine);
    let mut lines = vec![
        line(
            "operations of a token (paper P2, with attention)",
            format!(
                "2 \u{d7} {} parameters that it is multiplied with, and {} of it for attention to {} tokens",
                count(shape.working_parameters),
                share_full(shape.attention_share),
                count_full(machine.context_tokens)
            ),
            count(shape.flops_per_token),
        ),
        line(
            "kept of a token of context (paper P3)",
            kept_words(shape.layers, shape.kept_bytes_per_token, terms.kept_bytes),
            format!("{} B", count_full(shape.kept_bytes_per_token)),
        ),
    ];
    let own = found.steps.iter().find(|row| row.step == found.step);
    let Some(row) = own else {
        return lines;
    };
    lines.extend(speed_lines(found, row, terms));
    lines.extend(cost_lines(found, row));
    lines.extend(energy_lines(row, terms, machine));
    lines
}

/// A step of the machine, and its speed.
fn speed_lines(found: &TechnicalReport, row: &StepSupplyReport, terms: &Terms) -> Vec<FormulaLine> {
    let machine = &found.machine;
    let mut lines = Vec::new();
    if let Some(speed) = &row.speed {
        lines.push(line(
            "a step of the machine (extension)",
            format!(
                "the longer of {} to read weights and {} contexts, and {} to compute",
                seconds(speed.memory_seconds),
                count(machine.requests),
                seconds(speed.compute_seconds)
            ),
            seconds(speed.step_seconds),
        ));
        lines.push(line(
            "tokens a second at best (extension)",
            format!(
                "{} requests / {}{}",
                count(machine.requests),
                seconds(speed.step_seconds),
                guess_words(terms)
            ),
            count(speed.best_tokens_per_second),
        ));
        if speed.is_measured {
            lines.push(line(
                "tokens a second (measured)",
                "as entered".into(),
                count(speed.tokens_per_second),
            ));
        }
    }
    lines
}

/// Cost of tokens and of a call, and what is left of the price.
fn cost_lines(found: &TechnicalReport, row: &StepSupplyReport) -> Vec<FormulaLine> {
    let machine = &found.machine;
    let mut lines = Vec::new();
    if let (Some(cost), Some(hourly), Some(speed)) = (&row.cost, machine.usd_per_hour, &row.speed) {
        lines.push(line(
            "a million output tokens (extension)",
            format!(
                "1,000,000 \u{d7} {} an hour / (3,600 s \u{d7} {} tokens / s \u{d7} {})",
                usd(hourly),
                count_full(speed.tokens_per_second),
                share_full(machine.utilisation)
            ),
            usd_full(cost.output_usd_per_mtok),
        ));
        lines.push(line(
            "a call (extension)",
            format!(
                "{} written \u{d7} {} + {} read \u{d7} {} a million",
                count_full(row.output_tokens),
                usd_full(cost.output_usd_per_mtok),
                count_full(row.read_tokens),
                usd_full(cost.input_usd_per_mtok)
            ),
            usd_full(cost.supply_usd_per_call),
        ));
        lines.push(line(
            "left of the price (extension)",
            format!(
                "1 \u{2212} {} / {}",
                usd_full(cost.supply_usd_per_call),
                usd_full(cost.price_usd_per_call)
            ),
            cost.gross_margin.map_or("\u{2013}".into(), share_full),
        ));
    }
    lines
}

fn kept_words(layers: f64, kept: f64, each: f64) -> String {
    format!(
        "{} layers \u{d7} {} numbers \u{d7} {} bytes",
        count_full(layers),
        count_full(kept / each / layers),
        count_full(each)
    )
}

fn guess_words(terms: &Terms) -> String {
    if terms.guesses > 0.0 {
        format!(", {} guesses ahead", count_full(terms.guesses))
    } else {
        String::new()
    }
}

/// Energy of a token and of a call.
fn energy_lines(
    row: &StepSupplyReport,
    terms: &Terms,
    machine: &MachineReport,
) -> Vec<FormulaLine> {
    let mut lines = Vec::new();
    let Some(speed) = row.speed.as_ref() else {
        return lines;
    };
    let watts = format!(
        "{} \u{d7} {} W",
        counted(&count_full(machine.accelerators), "machine"),
        count_full(terms.watts.unwrap_or_default())
    );
    if let Some(joules) = speed.joules_per_output_token {
        lines.push(line(
            "energy of an output token, at work (extension)",
            format!(
                "{watts} \u{d7} {} \u{d7} {} / {} tokens a second",
                share_full(terms.load),
                count_full(terms.building),
                count_full(speed.tokens_per_second)
            ),
            format!("{} J", count(joules)),
        ));
    }
    if let (Some(parts), Some(all)) = (speed.energy_per_call, speed.watt_hours_per_call) {
        lines.push(line(
            "share of idle hours in a call (extension)",
            format!(
                "({} + {}) \u{d7} {} / {} \u{d7} {} idle / {} at work",
                watt_hours(parts.writing_watt_hours),
                watt_hours(parts.reading_watt_hours),
                share_full(terms.idle),
                share_full(terms.load),
                share_full(1.0 - machine.utilisation),
                share_full(machine.utilisation)
            ),
            watt_hours(parts.idle_watt_hours),
        ));
        lines.push(line(
            "energy of a call (extension)",
            format!(
                "{} written + {} read + {} idle",
                watt_hours(parts.writing_watt_hours),
                watt_hours(parts.reading_watt_hours),
                watt_hours(parts.idle_watt_hours)
            ),
            watt_hours(all),
        ));
    }
    lines
}
