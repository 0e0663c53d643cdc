//! Sentences of the technical view.

use super::{
    EnergyReport, MachineReport, MeasurementsReport, SpeedReport, SupplyCostReport,
    TaskSupplyReport, TechnicalReport,
};
use economics::hosting::HOUR;
use scenario::format::{bytes, count, grams, seconds, share, usd, watt_hours};
use scenario::report::Report;
use scenario::setting::rows::technical::MEASURED;

/// Name of the shape, marked where it only stands in.
pub(super) fn shape_name(name: &str, is_stand_in: bool) -> String {
    if is_stand_in {
        format!("{name} (stand-in)")
    } else {
        name.into()
    }
}

/// `8 NVIDIA H100 SXM`.
pub(super) fn machines(found: &TechnicalReport) -> String {
    let machine = &found.machine;
    if machine.accelerators == 1.0 {
        format!("one {}", machine.name)
    } else {
        format!("{} {}", count(machine.accelerators), machine.name)
    }
}

/// Whether speeds are those of a measurement.
pub(super) fn speeds(is_measured: bool) -> &'static str {
    if is_measured {
        "speeds as measured"
    } else {
        "speeds at best"
    }
}

/// The name of a step in a sentence.
fn quoted(name: &str) -> String {
    format!("\u{201c}{name}\u{201d}")
}

/// What to take away.
pub(super) fn takeaway(found: &TechnicalReport) -> String {
    let mut says = if let Some(problem) = &found.problem {
        format!(
            "There are no figures of {}: {problem}.",
            quoted(&found.step)
        )
    } else {
        step_words(found)
    };
    if found.shape.is_stand_in {
        says += &stand_in(found);
    }
    says
}

fn step_words(found: &TechnicalReport) -> String {
    let own = found.steps.iter().find(|row| row.step == found.step);
    let Some(row) = own else {
        return String::new();
    };
    match (&row.cost, &row.cost_problem) {
        (Some(cost), _) => {
            let (what, usd_per_mtok) = if row.output_tokens > 0.0 {
                ("Writing a million output", cost.output_usd_per_mtok)
            } else {
                ("Reading a million input", cost.input_usd_per_mtok)
            };
            let is_measured = row.speed.as_ref().is_some_and(|speed| speed.is_measured);
            let (at_best, measured) = if is_measured {
                ("", ", as measured")
            } else {
                ("at best ", "")
            };
            format!(
                "{what} tokens of {} costs {at_best}about {} on {}{measured}, at work {} of the time; {}",
                quoted(&found.step),
                usd(usd_per_mtok),
                machines(found),
                share(found.machine.utilisation),
                margin_words(cost, at_best)
            )
        }
        (None, Some(problem)) => {
            format!("There is no cost of {}: {problem}.", quoted(&found.step))
        }
        (None, None) => String::new(),
    }
}

/// What the provider keeps of a call.
fn margin_words(cost: &SupplyCostReport, at_best: &str) -> String {
    match cost.gross_margin {
        None => "nothing is asked for it.".into(),
        Some(margin) if margin >= 0.0 => format!(
            "of today\u{2019}s price of a call the provider keeps {at_best}about {}.",
            share(margin)
        ),
        Some(_) => format!(
            "today\u{2019}s price of a call, {}, does not cover the {} that the machines cost.",
            usd(cost.price_usd_per_call),
            usd(cost.supply_usd_per_call)
        ),
    }
}

fn stand_in(found: &TechnicalReport) -> String {
    let model = if found.model_name.is_empty() {
        "the model"
    } else {
        &found.model_name
    };
    let name = &found.shape.name;
    if found.shape.is_own_known {
        return format!(" The figures are those of {name}, chosen in the place of {model}.");
    }
    format!(
        " The shape of {model} is not known: {name} stands in, an open model for its class of price."
    )
}

/// When nothing is left, and when computing takes over.
pub(super) fn limits(found: &TechnicalReport) -> String {
    let machine = &found.machine;
    let mut says = Vec::new();
    let own = found.steps.iter().find(|row| row.step == found.step);
    if let Some(needed) = machine.needed_bytes {
        let most = machine.most_requests.map_or(String::new(), |most| {
            format!("; at most {} requests fit", count(most))
        });
        says.push(format!(
            "Weights and {} contexts take {} of {}{most}.",
            count(machine.requests),
            bytes(needed),
            bytes(machine.memory_bytes)
        ));
    }
    let bound = own.and_then(|row| row.speed.as_ref());
    if let Some(speed) = bound {
        says.push(speed_words(speed, &found.measurements));
        let balanced = match machine.balanced_requests {
            Some(requests) if machine.most_requests.is_some_and(|most| most < requests) => format!(
                "only from about {} requests on would it go into computing, and so many do not fit",
                count(requests)
            ),
            Some(requests) => format!(
                "from about {} requests on it goes into computing",
                count(requests)
            ),
            None => "with this much context it always will".into(),
        };
        says.push(if speed.bound == "memory" {
            format!("The time goes into reading memory; {balanced}.")
        } else {
            "The time goes into computing: more requests make a token no cheaper.".into()
        });
    }
    let cost = own.and_then(|row| row.cost.as_ref());
    if let Some(threshold) = cost.and_then(|cost| cost.break_even_utilisation) {
        says.push(if threshold > 1.0 {
            "Even always at work the machines cost more than today\u{2019}s price.".into()
        } else {
            format!(
                "Today\u{2019}s price pays for them from {} of the time at work on.",
                share(threshold)
            )
        });
    }
    says.join(" ")
}

/// How fast all requests are written: as measured, or at best and what measurements leave of it.
fn speed_words(speed: &SpeedReport, measurements: &MeasurementsReport) -> String {
    let best = speed.best_tokens_per_second;
    if speed.is_measured {
        let part = speed.tokens_per_second / best;
        let more = if part > 1.0 {
            ": more of their speed is reached than is set below"
        } else {
            ""
        };
        return format!(
            "Together they are written with {} tokens a second, as measured; that is {} of the {} that memory and arithmetic allow at best{more}.",
            count(speed.tokens_per_second),
            share(part),
            count(best)
        );
    }
    let allowed = format!(
        "Together they are written with at best {} tokens a second: so much memory and arithmetic allow.",
        count(best)
    );
    let Some([least, most]) = measurements.tokens_per_second else {
        return allowed;
    };
    let [quickest, slowest] = measurements.times_as_long;
    format!(
        "{allowed} Systems that were measured with {} took {} to {} times as long, which leaves {} to {}; a speed of your own can stand at \u{201c}{}\u{201d}.",
        requests_words(measurements.requests),
        count(quickest),
        count(slowest),
        count(least),
        count(most),
        MEASURED.label
    )
}

/// `64 requests`, `1 to 4 requests`.
fn requests_words([fewest, most]: [f64; 2]) -> String {
    if fewest == most {
        format!("{} requests", count(most))
    } else {
        format!("{} to {} requests", count(fewest), count(most))
    }
}

/// How many tasks run at the same time on average, where they come evenly over the hours of a period.
fn at_once(report: &Report, task_seconds: f64, requests: f64, hours: f64) -> String {
    let busy = report.tasks * task_seconds / (hours * HOUR.0);
    if busy > 0.0 {
        let alone = if busy < requests {
            format!(
                "; the cost above counts on {} at once. What machines for this work alone would cost stands under Alternatives",
                count(requests)
            )
        } else {
            String::new()
        };
        format!(
            " Spread evenly over the {}, {} of them run at once{alone}.",
            report.period,
            count(busy)
        )
    } else {
        String::new()
    }
}

/// How long a task takes, and what the waiting costs.
pub(super) fn time(
    report: &Report,
    task: &TaskSupplyReport,
    machine: &MachineReport,
    (wage, hours): (f64, f64),
    is_measured: bool,
) -> String {
    let at_best = if is_measured { "" } else { "at best " };
    let name = &report.task_name;
    let all = task.reading_seconds + task.writing_seconds;
    let hidden = if task.hidden_seconds > 0.0 && all > 0.0 {
        format!(
            ", {} of it for hidden reasoning",
            share(task.hidden_seconds / all)
        )
    } else {
        String::new()
    };
    let parts = if task.writing_seconds > 0.0 {
        format!(
            "{} of reading and {} of writing",
            seconds(task.reading_seconds),
            seconds(task.writing_seconds)
        )
    } else {
        "all of reading".into()
    };
    format!(
        "{} {name} takes {at_best}about {}{hidden}: {parts}, one step after the other.{} If somebody waits for it at {} an hour, that costs {}.",
        scenario::format::capital_article(name),
        seconds(all),
        at_once(report, all, machine.requests, hours),
        usd(wage),
        usd(task.waiting_usd)
    )
}

/// Energy and carbon of a task by its parts, with what is published.
pub(super) fn energy(report: &Report, task: &TaskSupplyReport, machine: &MachineReport) -> String {
    let name = &report.task_name;
    let [low, high] = task.published_watt_hours;
    let published = if high > 0.0 {
        format!(
            "; published figures for as many output tokens reach from {} to {}",
            watt_hours(low),
            watt_hours(high)
        )
    } else {
        String::new()
    };
    if machine.utilisation == 0.0 {
        return format!(
            "The machines are never at work, so that no task bears the energy that they draw{published}."
        );
    }
    let (Some(energy), Some(carbon), Some(power), Some(parts)) = (
        task.watt_hours,
        task.carbon_grams,
        task.power_usd,
        task.energy,
    ) else {
        return format!(
            "What the machine draws is not known, so its energy is not either{published}."
        );
    };
    let each = task.joules_per_token.map_or(String::new(), |joules| {
        format!(
            " That is {} J for each token that is read, comes from a cache or is written.",
            count(joules)
        )
    });
    format!(
        "{} {name} takes about {} and {} of carbon dioxide, {} of power: {}{published}.{each}",
        scenario::format::capital_article(name),
        watt_hours(energy),
        grams(carbon),
        usd(power),
        energy_parts(&parts),
    )
}

/// `100 Wh to write, 2 Wh to read and 25 Wh for idle hours`.
fn energy_parts(parts: &EnergyReport) -> String {
    format!(
        "{} to write, {} to read and {} as its share of idle hours",
        watt_hours(parts.writing_watt_hours),
        watt_hours(parts.reading_watt_hours),
        watt_hours(parts.idle_watt_hours)
    )
}
