//! What comes in and what goes out, one bar after the other.

use crate::words;
use scenario::format;
use scenario::report::{Part, Report};

/// A part of the net, as a bar between two places of a line from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallBar {
    /// What it is called.
    pub label: String,
    /// What it comes to a task, with its sign; nothing where no task causes it.
    pub of_task: String,
    /// What it comes to a period.
    pub of_period: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends: left of that where it takes.
    pub to: f64,
    /// Which part it is.
    pub part: Part,
}

/// The bars from right results to what is left; nothing while a success rate is unknown or nothing moves.
#[must_use]
pub fn waterfall(report: &Report) -> Option<Vec<WaterfallBar>> {
    let value = report.value.as_ref()?;
    // Without tasks nothing moves in a period, so a task is shown.
    let is_task = report.tasks == 0.0;
    let mut at = 0.0;
    let mut ends = Vec::new();
    for row in &value.parts {
        let usd = if is_task {
            row.task_usd
        } else {
            row.period_usd
        };
        let from = if row.part == Part::Net { 0.0 } else { at };
        at = from + usd;
        ends.push((from, at));
    }
    let all = || ends.iter().flat_map(|(from, to)| [*from, *to]);
    let (least, most) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let wide = most - least;
    if !(wide.is_finite() && wide > 0.0) {
        return None;
    }
    let bars = value.parts.iter().zip(ends).map(|(row, (from, to))| {
        let of_task = match row.part {
            Part::PaidAnyway => String::new(),
            _ => format::usd_cents(row.task_usd),
        };
        WaterfallBar {
            label: words::part_words(row.part).into(),
            of_task,
            of_period: format::usd_cents(row.period_usd),
            from: (from - least) / wide,
            to: (to - least) / wide,
            part: row.part,
        }
    });
    Some(bars.collect())
}
