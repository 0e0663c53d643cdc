//! On which number it depends whether an alternative wins, and where.

use super::candidate::Lever;
use super::changed::RIGHT;
use economics::model::rounding;
use economics::plan::Plan;
use economics::quantity::Usd;
use economics::roots::{Crossing, Height, Range, search};
use scenario::format::{read, towards};
use serde::Serialize;

/// The number on which it depends whether an alternative wins.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WinsIf {
    /// What the number is.
    pub number: &'static str,
    /// What it is today; null where that is not known.
    pub today: Option<f64>,
    /// The last number at which it is not worse, next to today's; null where one is better everywhere.
    pub threshold: Option<f64>,
    /// Whether it wins above the threshold, or everywhere where there is none.
    pub above: bool,
    /// In words: `a try is right at least 83 %`.
    pub words: String,
}

/// Points of a lever's range, and more towards both ends of a share.
const POINTS: u32 = 48;

/// The first number that decides whether the alternative wins; where none does, what the first one comes to.
pub(super) fn decisive(levers: &[Lever]) -> Option<WinsIf> {
    let mut first = None;
    for lever in levers {
        let found = wins_if(lever);
        if found
            .as_ref()
            .is_some_and(|found| found.threshold.is_some())
        {
            return found;
        }
        first = first.or(found);
    }
    first
}

/// By how much one way is better than another, a period. What tasks net alike does not blur what else is paid, however many
/// they are.
pub(super) fn height(rival: &Plan, today: &Plan) -> Height {
    let (of_rival, of_today) = (rival.task_net(), today.task_net());
    let is_alike = rival.tasks == today.tasks && of_rival == of_today;
    let of = |plan: &Plan| {
        let attempts = plan.routes.iter().flat_map(|route| &route.attempts);
        let dearest = attempts.map(|attempt| attempt.cost.0).fold(0.0, f64::max);
        let (checking, value) = (&plan.checking, &plan.value);
        let tasks = if is_alike { 0.0 } else { plan.tasks };
        rounding(Usd(dearest), checking, value, tasks, plan.fixed)
    };
    let tasks = if is_alike {
        Usd(0.0)
    } else {
        of_rival * rival.tasks - of_today * today.tasks
    };
    Height {
        value: (tasks - (rival.fixed - today.fixed)).0,
        rounding: of(rival).max(of(today)),
    }
}

/// Where the alternative and today are worth the same, next to today's value.
pub(super) fn wins_if(lever: &Lever) -> Option<WinsIf> {
    let found = search(&range(lever), &mut |x: f64| {
        let (rival, today) = (lever.at)(x)?;
        Some(height(&rival, &today))
    });
    let today = lever.today.unwrap_or(lever.range.0);
    let nearest = found
        .crossings
        .iter()
        .min_by(|one, other| (one.at - today).abs().total_cmp(&(other.at - today).abs()));
    let (threshold, above, words) = match nearest {
        Some(crossing) => {
            let words = format!("{} {}", lever.name, ranges(lever, &found.crossings));
            (Some(crossing.at), crossing.rises, words)
        }
        None if found.is_nothing => return None,
        None if found.is_somewhere_above => {
            let words = match lever.name {
                name if name.starts_with("a") && !name.ends_with("right") => {
                    format!("whatever {name}")
                }
                _ => "always".into(),
            };
            (None, true, words)
        }
        None if lever.name == RIGHT => (None, false, "not even if always right".into()),
        None => (None, false, "never".into()),
    };
    Some(WinsIf {
        number: lever.name,
        today: lever.today,
        threshold,
        above,
        words,
    })
}

/// The ranges in which an alternative wins, the first two and the last: `15 M to 18 M, 30 M to 37 M, …, at least 59 M`.
fn ranges(lever: &Lever, crossings: &[Crossing]) -> String {
    /// So many ranges are said.
    const SAID: usize = 3;
    // What is on the safe side of a threshold when it is rounded.
    let written = |at: f64, up: bool| towards(at, up, &lever.written);
    let mut said = Vec::new();
    let mut from = None;
    let is_one = crossings.iter().filter(|crossing| crossing.rises).count() < 2;
    for crossing in crossings {
        if crossing.rises {
            from = Some(crossing.at);
            continue;
        }
        let to = written(crossing.at, false);
        let Some(from) = from.take() else {
            said.push(format!("at most {to}"));
            continue;
        };
        let least = written(from, true);
        said.push(if read(&to) < read(&least) {
            // No number of so few figures lies between the two.
            format!("about {}", (lever.written)(from))
        } else if is_one {
            format!("between {least} and {to}")
        } else {
            format!("{least} to {to}")
        });
    }
    said.extend(from.map(|from| format!("at least {}", written(from, true))));
    if said.len() > SAID {
        said.splice(SAID - 1..said.len() - 1, ["\u{2026}".into()]);
    }
    said.join(", ")
}

/// Values of a lever: evenly for a share, else by factors, today's, and where it jumps.
fn range(lever: &Lever) -> Range {
    let (least, most) = lever.range;
    let is_share = lever.range == (0.0, 1.0);
    let value = |point: u32| {
        let part = f64::from(point) / f64::from(POINTS);
        if is_share {
            part
        } else {
            least * libm::pow(most / least, part)
        }
    };
    let mut points: Vec<f64> = (0..=POINTS).map(value).collect();
    let halves = (0..12).map(|times| libm::exp2(-f64::from(times)));
    if is_share {
        points.extend(halves.flat_map(|half| [half, 1.0 - half]));
    }
    let known = lever.today.iter().chain(&lever.jumps);
    points.extend(known.filter(|at| least <= **at && **at <= most));
    points.sort_by(f64::total_cmp);
    points.dedup();
    Range {
        points,
        ..Range::default()
    }
}
