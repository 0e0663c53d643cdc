//! Sentences of the technical view.

use super::{MachineReport, SupplyCostReport, TaskSupplyReport, TechnicalReport};
use crate::format::{bytes, count, grams, seconds, share, usd, watt_hours};
use crate::report::Report;
use economics::hosting::HOUR;

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
            format!(
                "{what} tokens of {} costs about {} on {}, at work {} of the time; {}",
                quoted(&found.step),
                usd(usd_per_mtok),
                machines(found),
                share(found.machine.utilisation),
                margin_words(cost)
            )
        }
        (None, Some(problem)) => {
            format!("There is no cost of {}: {problem}.", quoted(&found.step))
        }
        (None, None) => String::new(),
    }
}

/// What the provider keeps of a call.
fn margin_words(cost: &SupplyCostReport) -> String {
    match cost.gross_margin {
        None => "nothing is asked for it.".into(),
        Some(margin) if margin >= 0.0 => format!(
            "of today\u{2019}s price of a call the provider keeps about {}.",
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
        says.push(format!(
            "Together they are written with {} tokens a second.",
            count(speed.tokens_per_second)
        ));
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
) -> String {
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
        "{} {name} takes about {}{hidden}: {parts}, one step after the other.{} If somebody waits for it at {} an hour, that costs {}.",
        crate::words::capital_article(name),
        seconds(all),
        at_once(report, all, machine.requests, hours),
        usd(wage),
        usd(task.waiting_usd)
    )
}

/// Energy and carbon of a task, with what is published.
pub(super) fn energy(report: &Report, task: &TaskSupplyReport) -> String {
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
    let (Some(energy), Some(carbon), Some(power)) =
        (task.watt_hours, task.carbon_grams, task.power_usd)
    else {
        return format!(
            "What the machine draws is not known, so its energy is not either{published}."
        );
    };
    format!(
        "{} {name} takes about {} and {} of carbon dioxide, {} of power{published}.",
        crate::words::capital_article(name),
        watt_hours(energy),
        grams(carbon),
        usd(power)
    )
}
