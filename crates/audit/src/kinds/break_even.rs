//! Until when it pays, by a dense scan: the number is set in the document, and the whole document evaluated.

use super::shown::{Shown, shown};
use crate::dice::Dice;
use crate::documents::{checking, difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use economics::agent_loop::loop_cost;
use economics::outcome::{Value, net};
use economics::price::Instant;
use economics::quantity::Usd;
use scenario::analysis::rows;
use scenario::break_even::{Direction, Rival};
use scenario::choice::{Effort, Production, TurnCacheKind};
use scenario::document::{OwnPrice, Scenario};
use scenario::edit::edit;
use scenario::field::{Datum, Kind as FieldKind, Place, Unit};
use scenario::report::BreakEvenReport;
use scenario::sweep::Base;
use telling::words;

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "break-even",
    what: "every threshold of one number, and no other, by thousands of whole documents; and what is said of it",
    in_tests: 8,
    law: thresholds,
}];

/// Places on which a number is tried, between its ends and around what is awkward.
const DENSE: u32 = 800;

/// How much better a document is than doing nothing, and how much of that may be rounding.
pub(super) type Margin = Option<(f64, f64)>;

/// The whole document lowered anew, and what becomes of a task with it.
fn margin(made: &Scenario) -> Margin {
    let model = scenario::lower::lower(made, Catalog::embedded()).model?;
    let quality = model.graph.attempt_success_rate(&model.success_rates()?);
    let cost: f64 = model
        .steps
        .iter()
        .map(|step| (loop_cost(&step.agent, &step.rates).total() * step.calls).0)
        .sum();
    let value = Value {
        risk_aversion: 0.0,
        ..model.value
    };
    let net = net(Usd(cost), quality, &model.checking, &value);
    let looks = cost + model.checking.cost.0;
    let person = model.checking.person.map_or(0.0, |usd| usd.0);
    let moved = value.gain.0.abs()
        + value.loss.0.abs()
        + value.undone.0.abs()
        + net.attempts * looks
        + person;
    let money = moved * model.tasks + model.fixed.0;
    let margin = model.period_net(net.expected).0 - model.net_of_nothing().0;
    Some((margin, 1e-11 * money))
}

pub(super) fn margin_at(made: &Scenario, place: &Place, x: f64) -> Margin {
    let mut moved = made.clone();
    edit(&mut moved, place, Datum::Number(x)).ok()?;
    margin(&moved)
}

/// A scenario in which thresholds are likely and awkward.
fn awkward(dice: &mut Dice) -> Scenario {
    let mut made = scenario(dice, 3);
    let which = dice.whole(0, made.steps.len() as u32 - 1) as usize;
    let step = &mut made.steps[which];
    match dice.whole(0, 5) {
        0 => {
            // The whole request is dearer above 272,000 tokens.
            step.provider = "openai".into();
            step.model = "gpt-5.5".into();
            step.price_date = Instant::parse("2026-11-24");
            step.price = OwnPrice::default();
            step.input_tokens = libm::round(dice.by_factors(5e4, 6e5));
            step.effort = dice.pick(&[None, Some(Effort::All)]);
            step.second_point = None;
            step.turns = f64::from(dice.pick(&[1_u32, 1, 2, 5]));
            step.turn_growth_tokens = libm::round(dice.by_factors(1e3, 1e5));
            step.keeps_output = dice.once_in(2);
        }
        1 => {
            // What is read from a cache is the least that the input can be.
            step.cache_read_tokens = libm::round(step.input_tokens * dice.unit());
            step.effort = Some(Effort::All);
            step.second_point = None;
        }
        2 => {
            step.turns = f64::from(dice.whole(2, 40));
            step.turn_growth_tokens = dice.tokens();
            step.turn_cache = dice.pick(&[TurnCacheKind::None, TurnCacheKind::OneHour]);
        }
        3 => {
            // An S-curve, or one that is flat at its beginning.
            let effort = step.visible_output_tokens + step.hidden_tokens();
            step.production =
                dice.pick(&[Production::Hill, Production::Exponential, Production::Power]);
            step.effort = Some(Effort::Generated);
            let rate = step.success_rate.unwrap_or(0.5);
            let second = rate + (1.0 - rate) * dice.middling();
            step.second_point = Some((libm::round(effort * dice.by_factors(1.05, 4.0)), second));
        }
        4 => {
            step.floor = 0.0;
            step.ceiling = step.success_rate.unwrap_or(0.5) + 0.01;
            step.second_point = None;
        }
        _ => {
            let mut table = checking(dice);
            table.attempts = dice.pick(&[2.0, 7.0, 30.0, 150.0]);
            table.correlation = if dice.once_in(2) { 0.0 } else { dice.unit() };
            made.checking = Some(table);
        }
    }
    near_to_even(dice, &mut made);
    made
}

/// Mostly worth about what it costs, so that it pays in some places only; sometimes a tie.
pub(super) fn near_to_even(dice: &mut Dice, made: &mut Scenario) {
    let Some(report) = scenario::evaluate(made, Catalog::embedded()).report else {
        return;
    };
    let cost = report.cost.per_success_usd.filter(|cost| *cost < 1e9);
    if let (Some(cost), false) = (cost, dice.once_in(4)) {
        made.value.gain_usd = match dice.whole(0, 4) {
            0 => cost,
            1 => libm::round(cost),
            2 => cost * dice.between(0.97, 1.05),
            _ => cost * dice.by_factors(0.5, 3.0),
        };
    }
}

fn thresholds(dice: &mut Dice) -> Verdict {
    let made = awkward(dice);
    let Some(base) = Base::new(&made, Catalog::embedded()) else {
        return Ok(());
    };
    let rows = rows(&base, Rival::Nothing);
    if rows.is_empty() {
        return Ok(());
    }
    let row = &rows[dice.whole(0, rows.len() as u32 - 1) as usize];
    let Some(place) = Place::parse(&row.path) else {
        return Err(difference(&made, format!("{} is no place", row.path)));
    };
    let wrong = |what: String| Err(difference(&made, format!("{}: {what}; {row:?}", row.path)));
    if row
        .threshold
        .is_some_and(|at| !row.thresholds.contains(&at))
    {
        return wrong("the threshold is none of the thresholds".into());
    }
    if let Err(what) = each_pays(&made, &place, row) {
        return wrong(what);
    }
    for x in dense(dice, &place, row) {
        let Some((margin, rounding)) = margin_at(&made, &place, x) else {
            continue;
        };
        let is_near = |at: &f64| (x - at).abs() <= 1e-9 * at.abs().max(1e-9);
        if margin.abs() > rounding
            && (margin > 0.0) != pays(row, x)
            && !row.thresholds.iter().any(is_near)
        {
            return wrong(format!("at {x} it is better by {margin}"));
        }
    }
    said(&made, &place, row).or_else(wrong)
}

/// What a row says of a number: as today's, but for the thresholds between.
fn pays(row: &BreakEvenReport, x: f64) -> bool {
    // Of equal numbers, today's first: a threshold at today's lies in the way in which it stops paying.
    let (low, high) = if x < row.today {
        (x, row.today)
    } else {
        (row.today, x)
    };
    let is_tie = |at: f64| at == row.today;
    let is_up = row.direction == Some(Direction::Up);
    let between = row.thresholds.iter().filter(|at| {
        low < **at && **at < high || is_tie(**at) && (x > row.today) == is_up && x != row.today
    });
    row.pays_today == (between.count() % 2 == 0)
}

/// Each threshold is the last place that pays.
fn each_pays(made: &Scenario, place: &Place, row: &BreakEvenReport) -> Result<(), String> {
    let FieldKind::Number { whole, .. } = place.field.rule.kind else {
        return Ok(());
    };
    for at in &row.thresholds {
        let Some((here, rounding)) = margin_at(made, place, *at) else {
            return Err(format!("{at} is no value that is allowed"));
        };
        // A number in front of much money is known only so well.
        let sides = [-1.0, 1.0].map(|way| {
            let step = if whole {
                1.0
            } else {
                1e-7 * at.abs().max(1e-7)
            };
            margin_at(made, place, at + way * step)
        });
        let beside = sides.iter().flatten().map(|(margin, _)| *margin);
        let scale = beside.clone().map(f64::abs).fold(0.0, f64::max);
        if here < -(rounding + 1e-5 * scale) {
            return Err(format!("at the threshold {at} it is worse by {}", -here));
        }
        let is_alone = sides.iter().any(Option::is_none);
        if !is_alone && !beside.clone().any(|margin| margin < rounding) {
            return Err(format!("beside the threshold {at} it pays on both sides"));
        }
    }
    Ok(())
}

/// Evenly, by factors, and around today, thresholds and tiers.
fn dense(dice: &mut Dice, place: &Place, row: &BreakEvenReport) -> Vec<f64> {
    let FieldKind::Number { min, max, whole } = place.field.rule.kind else {
        return Vec::new();
    };
    let is_share = place.field.rule.unit == Unit::Share;
    let least = if place.field.rule.unit == Unit::Tokens {
        0.5
    } else {
        1e-6
    };
    let mut all = vec![min, max, 272_000.0, 272_001.0];
    for _ in 0..DENSE {
        all.push(match dice.whole(0, 3) {
            _ if is_share => dice.unit(),
            0 => dice.by_factors(least, max.max(1.0)),
            _ => row.today * dice.by_factors(0.01, 100.0),
        });
    }
    for at in row.thresholds.iter().chain([&row.today]) {
        all.extend([0.999, 0.999_99, 1.000_01, 1.001].map(|factor| at * factor));
    }
    if min < 0.0 {
        all.extend((0..100).map(|_| -dice.by_factors(least, -min)));
    }
    if whole {
        all.iter_mut().for_each(|x| *x = libm::round(*x));
        all.extend((1..60).map(f64::from));
    }
    all.retain(|x| min <= *x && *x <= max);
    all
}

/// What is said of a row holds: the number that is read pays, and so does today's moved by the room that is read.
fn said(made: &Scenario, place: &Place, row: &BreakEvenReport) -> Result<(), String> {
    let (Some(at), Some(text)) = (row.threshold, words::threshold_value(row)) else {
        return Ok(());
    };
    let room = words::room_words(row);
    if text.starts_with("about") || room.contains("about") {
        return Ok(());
    }
    let Some(Shown { value, step }) = shown(&text) else {
        return Err(format!("{text:?} is no number"));
    };
    if (value - at).abs() > step.max(1e-3 * at.abs()) * 1.001 {
        return Err(format!("{text:?} is not {at}"));
    }
    let moved = moved_by(row, &room).ok_or(format!("{room:?} is not understood"))?;
    for x in [value, moved] {
        let x = if (x - at).abs() <= 1e-10 * at.abs() {
            at
        } else {
            x
        };
        let FieldKind::Number { min, max, whole } = place.field.rule.kind else {
            continue;
        };
        // Of a count, the whole number on the way that is said.
        let x = if whole && x < row.today {
            libm::ceil(x - 1e-9)
        } else if whole {
            libm::floor(x + 1e-9)
        } else {
            x
        };
        if !(min <= x && x <= max) {
            continue; // the largest number may be rounded beyond what is allowed
        }
        let Some((margin, rounding)) = margin_at(made, place, x) else {
            continue;
        };
        let is_far = (x - at).abs() > 1e-9 * at.abs();
        if margin < -rounding && is_far {
            return Err(format!(
                "{text:?}, {room:?}: at {x} it is worse by {}",
                -margin
            ));
        }
    }
    Ok(())
}

/// Where today's number comes to by what is said of its room.
fn moved_by(row: &BreakEvenReport, room: &str) -> Option<f64> {
    let sign = if room.contains("grow") { 1.0 } else { -1.0 };
    if room.starts_with("may not") {
        return Some(row.today);
    }
    if let Some((_, times)) = room.split_once("grow ")
        && let Some(times) = times.strip_suffix(" times")
    {
        return Some(row.today * shown(times)?.value);
    }
    if let Some((_, to)) = room.split_once(" to ").filter(|_| !room.contains(" by ")) {
        let to = to.rsplit(" to ").next()?;
        return Some(shown(to)?.value);
    }
    let (_, by) = room.split_once(" by ")?;
    let by = match by.strip_suffix(" points") {
        Some(points) => shown(points)?.value / 100.0,
        None => row.today * shown(by)?.value,
    };
    Some(row.today + sign * by)
}
