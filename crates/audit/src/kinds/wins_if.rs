//! On which number it depends whether another way wins: the number is set in the document, and all ways worked out anew.

use super::shown::shown;
use crate::dice::Dice;
use crate::documents::{checking, difference};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::choice::Fallback;
use scenario::document::{Scenario, Step};
use scenario::field::{Datum, person, value, work};
use scenario::setting::SettingPlace;
use views::Viewed;
use views::alternatives::{AlternativeReport, alternatives};

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "wins-if",
    what: "that another way wins in the ranges that are said and nowhere else, by all ways worked out anew at each number",
    in_tests: 6,
    law: wins,
}];

/// Random places of a number.
const TRIED: u32 = 24;

/// One step of a model of the price list, and another model, a person, training and a subscription beside it.
fn with_ways(dice: &mut Dice) -> Scenario {
    let mut made = Scenario {
        title: "audit".into(),
        steps: vec![Step {
            name: "s0".into(),
            provider: "anthropic".into(),
            model: "claude-opus-4-5".into(),
            price_date: Instant::parse("2026-11-24"),
            input_tokens: libm::round(dice.by_factors(100.0, 1e5)),
            visible_output_tokens: libm::round(dice.by_factors(10.0, 1e4)),
            reasoning_tokens: Some(libm::round(dice.by_factors(100.0, 5e4))),
            success_rate: Some(dice.middling()),
            ..Step::default()
        }],
        ..Scenario::default()
    };
    made.work.tasks = dice.pick(&[1.0, 30.0, 500.0, 100_000.0]);
    made.value.gain_usd = dice.by_factors(0.1, 1e3);
    made.value.loss_usd = if dice.once_in(2) { 0.0 } else { dice.usd() };
    made.value.undone_usd = if dice.once_in(3) { dice.usd() } else { 0.0 };
    made.person.wage_usd_per_hour = dice.by_factors(1.0, 500.0);
    made.person.task_minutes = dice.by_factors(0.5, 300.0);
    made.person.review_minutes = dice.by_factors(0.1, 30.0);
    made.checking = (!dice.once_in(4)).then(|| {
        let mut table = checking(dice);
        table.correlation = 0.0;
        table.fallback = dice.pick(&[Fallback::None, Fallback::Person]);
        table
    });
    made.fixed.usd = if dice.once_in(4) { dice.usd() } else { 0.0 };
    for (path, word) in [
        ("models[0].model", "claude-haiku-4-5"),
        ("first_model", "claude-haiku-4-5"),
    ] {
        put(&mut made, path, Datum::Text(word.into()));
    }
    for (path, value) in [
        ("models[0].success_rate", dice.chance()),
        ("first_success_rate", dice.chance()),
        ("router_share", dice.unit()),
        ("delay_usd_per_hour", dice.usd() / 1e3),
        ("tuning_usd", dice.usd()),
        ("tuning_success_rate", dice.chance()),
        ("subscription_usd", dice.usd()),
        ("subscription_tasks", dice.pick(&[0.0, 10.0, 1_000.0, 1e9])),
    ] {
        put(&mut made, path, Datum::Number(value));
    }
    made
}

fn put(made: &mut Scenario, path: &str, datum: Datum) -> Option<()> {
    let place = SettingPlace::parse(&format!("alternatives.{path}"))?;
    place.set(made, datum).ok()
}

/// Sets the number on which a way depends; nothing where it cannot be set.
fn with(made: &Scenario, row: &AlternativeReport, x: f64) -> Option<Scenario> {
    let mut moved = made.clone();
    let number = Datum::Number(x);
    let field = match (row.wins_if.as_ref()?.number, row.kind) {
        ("a try is right", "model") => {
            return put(&mut moved, "models[0].success_rate", number).map(|()| moved);
        }
        ("a try is right", "cascade" | "router") => {
            return put(&mut moved, "first_success_rate", number).map(|()| moved);
        }
        ("a try is right", "fine_tuning") => {
            return put(&mut moved, "tuning_success_rate", number).map(|()| moved);
        }
        ("an hour of waiting costs a task", _) => {
            return put(&mut moved, "delay_usd_per_hour", number).map(|()| moved);
        }
        ("the training costs", _) => return put(&mut moved, "tuning_usd", number).map(|()| moved),
        ("a period of it costs", _) => {
            return put(&mut moved, "subscription_usd", number).map(|()| moved);
        }
        ("an hour of a person costs", _) => &person::WAGE_USD_PER_HOUR,
        ("tasks a period", _) => &work::TASKS,
        ("a right result is worth", _) => &value::GAIN_USD,
        _ => return None,
    };
    moved.set(&field.place(), number).ok()?;
    Some(moved)
}

fn ways(made: &Scenario) -> Vec<AlternativeReport> {
    let viewed = Viewed::new(made.clone(), Catalog::embedded());
    viewed.map_or(Vec::new(), |viewed| alternatives(&viewed.subject()).rows)
}

/// By how much the way wins where its number is `x`, and how much of that may be rounding.
fn margin(made: &Scenario, row: &AlternativeReport, x: f64) -> Option<(f64, f64)> {
    let moved = with(made, row, x)?;
    let rows = ways(&moved);
    let again = rows
        .iter()
        .find(|other| other.name == row.name && other.kind == row.kind)?;
    let figures = again.figures.as_ref()?;
    let task = moved.value.gain_usd.abs()
        + moved.value.loss_usd
        + moved.value.undone_usd
        + figures.per_task_usd;
    Some((
        again.difference_usd?,
        1e-10 * (task * moved.work.tasks + figures.fixed_usd),
    ))
}

/// Ranges of a number in which a way is said to win; nothing where that is not all that is said.
fn ranges(number: &str, words: &str) -> Option<Vec<(f64, f64)>> {
    if words == "always" || words.starts_with("whatever") {
        return Some(vec![(f64::NEG_INFINITY, f64::INFINITY)]);
    }
    if words == "never" || words.starts_with("not even") {
        return Some(Vec::new());
    }
    let said = words.strip_prefix(number)?.trim_start();
    if said.contains('\u{2026}') || said.contains("about") {
        return None;
    }
    let said = said.replace(" for all of", ""); // what is in brackets is said twice
    let value = |text: &str| shown(text).map(|shown| shown.value);
    // A comma between ranges has a space after it, one of thousands has none.
    let range = |part: &str| {
        if let Some(least) = part.strip_prefix("at least ") {
            return Some((value(least)?, f64::INFINITY));
        }
        if let Some(most) = part.strip_prefix("at most ") {
            return Some((f64::NEG_INFINITY, value(most)?));
        }
        let (least, most) = match part.strip_prefix("between ") {
            Some(both) => both.split_once(" and ")?,
            None => part.split_once(" to ")?,
        };
        Some((value(least)?, value(most)?))
    };
    said.split(", ").map(range).collect()
}

fn wins(dice: &mut Dice) -> Verdict {
    let made = with_ways(dice);
    let rows = ways(&made);
    let with_levers: Vec<&AlternativeReport> =
        rows.iter().filter(|row| row.wins_if.is_some()).collect();
    if with_levers.is_empty() {
        return Ok(());
    }
    let row = with_levers[dice.whole(0, with_levers.len() as u32 - 1) as usize];
    let Some(wins) = &row.wins_if else {
        return Ok(());
    };
    let wrong = |what: String| Err(difference(&made, format!("{}: {what}; {wins:?}", row.name)));
    let Some(ranges) = ranges(wins.number, &wins.words) else {
        return if wins.words.contains('\u{2026}') || wins.words.contains("about") {
            Ok(())
        } else {
            wrong("its words are not understood".into())
        };
    };
    for end in ranges
        .iter()
        .flat_map(|(least, most)| [*least, *most])
        .filter(|end| end.is_finite())
    {
        if let Some((margin, rounding)) = margin(&made, row, end)
            && margin < -rounding
        {
            return wrong(format!("at {end}, which is said, it loses {}", -margin));
        }
    }
    let is_share = wins.number == "a try is right";
    let is_count = wins.number == "tasks a period";
    for _ in 0..TRIED {
        let x = if is_share {
            dice.chance()
        } else {
            dice.by_factors(if is_count { 1.0 } else { 0.05 }, 9e4)
        };
        let is_in = ranges.iter().any(|(least, most)| *least <= x && x <= *most);
        // A last figure of what is said lies on the safe side.
        let step = if is_share { 0.02 } else { 0.06 * x };
        let is_near = ranges
            .iter()
            .any(|(least, most)| (x - least).abs() < step || (x - most).abs() < step);
        let Some((margin, rounding)) = margin(&made, row, x).filter(|_| !is_near) else {
            continue;
        };
        if margin.abs() > rounding && (margin > 0.0) != is_in {
            return wrong(format!("at {x} it wins {margin}"));
        }
    }
    Ok(())
}
