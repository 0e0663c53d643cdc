//! Break-even and workflow as sentences.

use super::{article, capital};
use economics::quantity::ROUNDING;
use scenario::break_even::{Direction, Rival, Verdict};
use scenario::document::Scenario;
use scenario::field::{Field, Kind, Place, Unit};
use scenario::format;
use scenario::report::{BreakEvenReport, Report, StepReport};

/// A value of a field with its unit, short: `15 %`, `$10.56`, `13.7 M tokens`.
#[must_use]
pub fn field_value(field: &Field, x: f64) -> String {
    match field.rule.unit {
        Unit::Share => format::rate(x),
        Unit::Usd => format::usd(x),
        Unit::UsdPerMtok => format!("{} / M", format::usd(x)),
        Unit::UsdPerHour => format!("{} an hour", format::usd(x)),
        Unit::Tokens => format::counted(&format::count(x), "token"),
        Unit::Ratio => format::times(x),
        Unit::Minutes => format::counted(&format::count(x), "minute"),
        Unit::Count | Unit::None | Unit::PerUsd => format::count(x),
    }
}

/// What a row of the break-even table is about, with its step where there are several.
#[must_use]
pub fn row_name(scenario: &Scenario, path: &str) -> String {
    let Some(place) = Place::parse(path) else {
        return path.into();
    };
    let label = place.field.short;
    match scenario.steps.get(place.step) {
        Some(step) if scenario.steps.len() > 1 && place.field.is_of_step() => {
            format!(
                "{}: {}",
                capital(&step.shown_name(place.step)),
                uncapital(label)
            )
        }
        _ => label.into(),
    }
}

/// With a small letter first.
fn uncapital(text: &str) -> String {
    let mut small: String = text.into();
    if let Some(first) = small.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    small
}

/// The threshold of a row as a text, rounded so that the number that is read pays; `about` so much where it pays only in
/// so narrow a range that no number of so few figures lies in it.
#[must_use]
pub fn threshold_value(row: &BreakEvenReport) -> Option<String> {
    let place = Place::parse(&row.path)?;
    let at = row.threshold?;
    let text = value_towards(place.field, at, pays_above(row));
    Some(match format::read(&text) {
        Some(read) if overshoots(row, read) => format!("about {}", field_value(place.field, at)),
        _ => text,
    })
}

/// Whether it pays above the threshold of a row: where it may fall, or has to rise.
fn pays_above(row: &BreakEvenReport) -> bool {
    row.pays_today == (row.direction == Some(Direction::Down))
}

/// Whether a number on the paying side of the threshold lies beyond the next one.
fn overshoots(row: &BreakEvenReport, x: f64) -> bool {
    let at = row.threshold.unwrap_or(x);
    let is_between = |other: &f64| {
        if pays_above(row) {
            at < *other && *other < x
        } else {
            x < *other && *other < at
        }
    };
    row.thresholds.iter().any(is_between)
}

/// A value of a field on the side of a threshold that pays: not below it (`up`), or not above it.
#[must_use]
pub fn value_towards(field: &Field, at: f64, up: bool) -> String {
    format::towards(at, up, &|x| field_value(field, x))
}

/// `may fall by 81 %`, `may grow 24 times`, `would have to rise by 12 %`: no further than it may, at least as far as it
/// has to.
#[must_use]
pub fn room_words(row: &BreakEvenReport) -> String {
    let (Some(at), Some(direction)) = (row.threshold, row.direction) else {
        return match row.verdict {
            Verdict::PaysEverywhere => "pays everywhere",
            Verdict::NeverPays => "never pays",
            Verdict::NoEffect | Verdict::Threshold => "no effect",
        }
        .into();
    };
    let (pays, up) = (row.pays_today, direction == Direction::Up);
    let verb = match (pays, up) {
        (true, true) => "may grow",
        (true, false) => "may fall",
        (false, true) => "would have to grow",
        (false, false) => "would have to fall",
    };
    if pays && is_at(row, at) {
        return verb.replace("may", "may not");
    }
    let towards = |x: f64, write: &dyn Fn(f64) -> String| {
        let text = format::towards(x, !pays, write);
        // By how much it moves where it is moved by what is read.
        let moved = format::read(&text).map(|read| (at - row.today) * (read / x));
        if moved.is_some_and(|moved| overshoots(row, row.today + moved)) {
            format!("about {}", write(x))
        } else if let Some(bound) = text.strip_prefix('<') {
            format!("less than {bound}")
        } else {
            text
        }
    };
    let is_share =
        Place::parse(&row.path).is_some_and(|place| place.field.rule.unit == Unit::Share);
    match row.room {
        Some(_) if is_share => {
            let points = 100.0 * (at - row.today).abs();
            let written = |points: f64| format::counted(&format::count(points), "point");
            format!("{verb} by {}", towards(points, &written))
        }
        Some(_) if row.today > 0.0 && at / row.today >= 2.5 => {
            let times = format::towards(at / row.today, !pays, &format::count);
            format!("{verb} {times} times")
        }
        Some(room) if row.today > 0.0 && at >= 0.0 => {
            format!("{verb} by {}", towards(room, &format::share))
        }
        _ => format!("{verb} to {}", threshold_value(row).unwrap_or_default()),
    }
}

/// Whether a threshold is today's value, but for rounding.
fn is_at(row: &BreakEvenReport, at: f64) -> bool {
    (at - row.today).abs() <= ROUNDING * row.today.abs()
}

/// A row as a sentence for the terminal.
#[must_use]
pub fn break_even_sentence(row: &BreakEvenReport, rival: Rival) -> String {
    let (above, below) = match rival {
        Rival::Nothing => ("is above doing nothing", "is below doing nothing"),
        Rival::Person => ("is above a person alone", "is below a person alone"),
        Rival::Target(..) => ("meets the target", "misses the target"),
    };
    let Some(at) = threshold_value(row) else {
        return match row.verdict {
            Verdict::PaysEverywhere => format!("It {above} wherever this number is."),
            Verdict::NeverPays => format!("It {below} wherever this number is."),
            Verdict::NoEffect | Verdict::Threshold => "This number changes nothing of that.".into(),
        };
    };
    let place = Place::parse(&row.path);
    let is_whole = place
        .is_some_and(|place| matches!(place.field.rule.kind, Kind::Number { whole: true, .. }));
    let today = if row.pays_today { above } else { below };
    let nearest = match (is_whole, row.pays_today) {
        (false, _) => format!("the nearest threshold is {at}"),
        (true, true) => format!("{at} is the last number at which it still does"),
        (true, false) => format!("{at} is the first number at which it no longer does"),
    };
    let nearest = match rival {
        Rival::Target(..) => nearest,
        _ => nearest
            .replace("it still does", "it still is")
            .replace("longer does", "longer is"),
    };
    format!("Today it {today}; {nearest}: it {}.", room_words(row))
}

/// What a person alone would net, beside what this nets; nothing where a person's time costs nothing.
#[must_use]
pub fn against_person(scenario: &Scenario, report: &Report) -> Option<String> {
    let value = report.value.as_ref()?;
    let person = scenario::lower::person_cost(scenario).0;
    if person <= 0.0 {
        return None;
    }
    let task = scenario.work.task();
    let a = article(&task);
    let (cost, alone, this) = (
        format::usd(person),
        format::usd(value.gain_usd - person),
        format::usd(value.net_usd),
    );
    Some(format!(
        "A person who does it alone costs {cost} {a} {task} and nets {alone}; this nets {this}."
    ))
}

/// The takeaway of the break-even section.
#[must_use]
pub fn break_even_takeaway(scenario: &Scenario, report: &Report) -> String {
    let tightest = report
        .break_even
        .iter()
        .find(|row| row.threshold.is_some() && row.room.is_some());
    let pays = report.value.as_ref().is_some_and(|value| value.pays);
    let Some(row) = tightest else {
        return match (report.break_even.is_empty(), pays) {
            (true, _) => "Enter how often it is right, to see until when it pays.".into(),
            (false, true) => "It pays whatever any one of these numbers is.".into(),
            (false, false) => "No one of these numbers alone makes it pay.".into(),
        };
    };
    let name = row_name(scenario, &row.path);
    let (Some(place), Some(text)) = (Place::parse(&row.path), threshold_value(row)) else {
        return String::new();
    };
    let today = field_value(place.field, row.today);
    let is_up = row.direction == Some(Direction::Up);
    let move_to = if is_up { "rise" } else { "fall" };
    if !row.pays_today {
        return format!(
            "\u{201c}{name}\u{201d} is the nearest way to make it pay: it has to {move_to} from {today} to {text}."
        );
    }
    let alike = |other: &&BreakEvenReport| {
        let apart = |room: f64| (room - row.room.unwrap_or(0.0)).abs();
        other.pays_today == row.pays_today && other.room.is_some_and(|room| apart(room) < 1e-3)
    };
    let alike = report.break_even.iter().filter(alike).count();
    // Where so few figures leave no room, none is promised.
    let room = format::read(&text).map_or(0.0, |at| {
        if is_up {
            at - row.today
        } else {
            row.today - at
        }
    });
    let may = if room > 0.0 {
        format!("it may {move_to} from {today} to {text}")
    } else {
        format!("it may hardly {move_to} from {today}")
    };
    if alike > 1 {
        format!("{alike} numbers are equally tight, \u{201c}{name}\u{201d} among them: {may}.")
    } else {
        format!("\u{201c}{name}\u{201d} is the tightest: {may}.")
    }
}

/// The takeaway of the workflow section.
#[must_use]
pub fn workflow_takeaway(report: &Report) -> String {
    let by = |of: fn(&StepReport) -> Option<f64>, better: fn(f64, f64) -> bool| {
        let known = report
            .steps
            .iter()
            .filter_map(|step| Some((step, of(step)?)));
        known.reduce(|best, next| if better(next.1, best.1) { next } else { best })
    };
    if let [step] = report.steps.as_slice() {
        return one_step(step);
    }
    let next: fn(&StepReport) -> Option<f64> = |step| step.next_dollar_returns;
    let largest = by(|step| Some(step.tokens), |a, b| a > b);
    let (Some(best), Some(worst), Some(largest)) =
        (by(next, |a, b| a > b), by(next, |a, b| a < b), largest)
    else {
        let valued = by(|step| step.value_of_success_usd, |a, b| a > b);
        return valued.map_or(
            "Enter how often each step is right, to see which one decides.".into(),
            |(step, usd)| {
                let usd = format::usd(usd / 100.0);
                format!(
                    "{} decides most: each point of its success is worth {usd} a task.",
                    capital(&step.name)
                )
            },
        );
    };
    if best.1 - worst.1 <= super::worth::ALIKE * best.1.abs() {
        let returns = format::usd(best.1);
        return format!(
            "The next dollar returns {returns} at every step: the money is well split."
        );
    }
    let (best, worst) = ((&best.0.name, best.1), (&worst.0.name, worst.1));
    let largest = &largest.0.name;
    if *best.0 == *worst.0 {
        return format!(
            "{} is the only step whose effort is known to pay.",
            capital(best.0)
        );
    }
    let loses = if worst.1 < 1.0 - super::worth::ALIKE {
        "loses on its next dollar"
    } else {
        "has the poorest next dollar"
    };
    if largest == worst.0 {
        format!(
            "{} has the best next dollar; {} has the most tokens and {loses}.",
            capital(best.0),
            worst.0
        )
    } else {
        format!(
            "{} has the best next dollar; {} {loses}; {largest} has the most tokens.",
            capital(best.0),
            worst.0
        )
    }
}

fn one_step(step: &StepReport) -> String {
    let name = capital(&step.name);
    step.value_of_success_usd.map_or(
        format!("One step, {}: enter how often it is right.", step.name),
        |usd| {
            let usd = format::usd(usd / 100.0);
            format!("{name} is the only step: each point of its success is worth {usd} a task. Add a step to compare.")
        },
    )
}
