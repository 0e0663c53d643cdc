//! Until when it pays: where each number of the scenario makes it worth as much as a rival (section 0 of the method).
//!
//! Any number, any rival, one operation: the difference of the two nets is scanned over the number's range and each change
//! of sign is narrowed. Numbers in which a net is a straight line by its formula (dollars, prices, visits) are solved from
//! two points and checked at the root. A number in tokens moves along the step's curve, a success rate calibrates it
//! anew, and nothing else is chosen anew.

use crate::catalog::Catalog;
use crate::document::Scenario;
use crate::field::{Access, FIELDS, Field, Kind, Place, Unit};
use crate::sweep::{Base, Point, Sweep};
use economics::roots::{Crossing, Scan, scan, scan_whole};
use economics::short_sort::sort_short;

/// What it is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rival {
    /// Not doing the task at all.
    Nothing,
    /// A person who does every task alone.
    Person,
    /// A figure that is to be met.
    Target(Metric, f64),
}

/// A figure that can be a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Spend of a period, what is paid anyway included.
    Spend,
    /// Net of a period.
    Net,
    /// Cost of a right result.
    CostPerSuccess,
    /// Chance that an attempt is right.
    Quality,
    /// Cost of an attempt.
    Attempt,
}

impl Metric {
    /// Words of the command line.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("spend", Self::Spend),
        ("net", Self::Net),
        ("cost_per_success", Self::CostPerSuccess),
        ("quality", Self::Quality),
        ("attempt", Self::Attempt),
    ];
}

/// What was found for one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is a threshold.
    Threshold,
    /// Better than the rival wherever the number is.
    PaysEverywhere,
    /// Worse than the rival wherever the number is.
    NeverPays,
    /// The number changes nothing of the comparison.
    NoEffect,
}

impl Verdict {
    /// Its word in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Threshold => "threshold",
            Self::PaysEverywhere => "pays_everywhere",
            Self::NeverPays => "never_pays",
            Self::NoEffect => "no_effect",
        }
    }
}

/// The break-even of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// The number.
    pub place: Place,
    /// What it is today.
    pub today: f64,
    /// Every threshold, in rising order.
    pub thresholds: Vec<Crossing>,
    /// The threshold nearest to today.
    pub nearest: Option<f64>,
    /// Whether that one is a jump and no point of balance.
    pub nearest_jumps: bool,
    /// Whether it is better than the rival today.
    pub pays_today: bool,
    /// What was found.
    pub verdict: Verdict,
}

impl BreakEven {
    /// How far the number may move, as a part of what it is today; nothing where it is 0.
    #[must_use]
    pub fn room(&self) -> Option<f64> {
        let at = self.nearest?;
        (self.today != 0.0).then(|| (at - self.today).abs() / self.today.abs())
    }
}

/// The numbers whose break-even is shown, by the scenario's own places.
#[must_use]
pub fn places(base: &Base) -> Vec<Place> {
    let scenario = base.scenario();
    let all = scenario.places().into_iter();
    let mut places: Vec<Place> = all.filter(|place| is_asked(scenario, place)).collect();
    for step in 0..scenario.steps.len() {
        // A rate that a person left to the list is a number, too.
        for rate in [
            "steps[].price.input_usd_per_mtok",
            "steps[].price.output_usd_per_mtok",
        ] {
            places.extend(Place::of_step(rate, step).filter(|place| base.today(place).is_some()));
        }
    }
    places
}

/// Whether a field is one that people decide about.
fn is_asked(scenario: &Scenario, place: &Place) -> bool {
    let checking = scenario.checking.as_ref();
    let step = scenario.steps.get(place.step);
    let retries = checking.is_some_and(|table| table.attempts > 1.0);
    let by_person = checking.is_some_and(|table| table.fallback == crate::choice::Fallback::Person);
    match place.field.path {
        "value.gain_usd"
        | "value.loss_usd"
        | "checking.cost_usd"
        | "checking.recall"
        | "checking.false_reject"
        | "checking.attempts"
        | "steps[].success_rate" => true,
        "steps[].input_tokens" => step.is_some_and(|step| step.input_tokens > 0.0),
        "steps[].visible_output_tokens" => {
            step.is_some_and(|step| step.visible_output_tokens > 0.0)
        }
        "value.undone_usd" => scenario.value.undone_usd != 0.0,
        "work.tasks" | "fixed.usd" => scenario.fixed.usd > 0.0,
        "checking.correlation" => retries,
        "checking.fallback_usd" => by_person,
        "steps[].reasoning_tokens" => step
            .is_some_and(|step| step.reasoning_ratio.is_none() && step.reasoning_tokens.is_some()),
        "steps[].reasoning_ratio" => step.is_some_and(|step| step.reasoning_ratio.is_some()),
        "steps[].turns" => step.is_some_and(|step| step.turns > 1.0),
        "steps[].calls" => step.is_some_and(|step| step.calls != 1.0),
        _ => false,
    }
}

/// The break-even of one number against a rival; nothing where the document does not have it as a number.
#[must_use]
pub fn break_even(base: &Base, place: Place, rival: Rival) -> Option<BreakEven> {
    let today = base.today(&place)?;
    let Kind::Number { min, max, whole } = place.field.kind else {
        return None;
    };
    let mut sweep = base.sweep(place);
    let now = sweep
        .at(today)
        .and_then(|point| difference(&mut sweep, &point, rival))?;
    let straight =
        is_straight(base, &place).then(|| straight(&mut sweep, today, (min, max), rival));
    let found = straight.flatten().unwrap_or_else(|| {
        let mut function = |x: f64| {
            let point = sweep.at(x)?;
            difference(&mut sweep, &point, rival)
        };
        let grid = grid_of(place.field, today, min, max, whole);
        if whole {
            scan_whole(&grid, &mut function)
        } else {
            scan(&grid, &mut function)
        }
    });
    Some(judged(place, today, now, found, whole))
}

fn judged(place: Place, today: f64, now: f64, found: Scan, whole: bool) -> BreakEven {
    // Of a count the threshold is the first on the other side, seen from today.
    let candidate = |crossing: &Crossing| {
        let beyond = whole && crossing.at >= today;
        let at = if beyond {
            crossing.at + 1.0
        } else {
            crossing.at
        };
        (at, crossing.is_jump)
    };
    let distance = |(at, _): &(f64, bool)| (at - today).abs();
    let candidates = found.crossings.iter().map(candidate);
    let nearest = candidates.min_by(|left, right| distance(left).total_cmp(&distance(right)));
    let verdict = if nearest.is_some() {
        Verdict::Threshold
    } else if found.is_constant {
        Verdict::NoEffect
    } else if found.is_somewhere_positive {
        Verdict::PaysEverywhere
    } else {
        Verdict::NeverPays
    };
    BreakEven {
        place,
        today,
        thresholds: found.crossings,
        nearest: nearest.map(|(at, _)| at),
        nearest_jumps: nearest.is_some_and(|(_, is_jump)| is_jump),
        pays_today: now >= 0.0,
        verdict,
    }
}

/// By how much it is better than the rival.
fn difference(sweep: &mut Sweep, point: &Point, rival: Rival) -> Option<f64> {
    Some(match rival {
        Rival::Nothing => (point.period - point.nothing).0,
        Rival::Person => (point.period - point.person).0,
        Rival::Target(metric, target) => sweep.metric(point, metric)? - target,
    })
}

/// Whether a net is a straight line in the number by its formula.
fn is_straight(base: &Base, place: &Place) -> bool {
    match place.field.path {
        "value.gain_usd"
        | "value.loss_usd"
        | "value.undone_usd"
        | "checking.cost_usd"
        | "checking.fallback_usd"
        | "person.wage_usd_per_hour"
        | "person.task_minutes"
        | "work.tasks"
        | "fixed.usd"
        | "steps[].calls" => true,
        // Where a request's own tiers do not depend on it, and effort is not counted in it.
        path => path.starts_with("steps[].price.") && base.is_untiered(place.step),
    }
}

/// The root of a straight line; nothing where the line is none after all.
fn straight(sweep: &mut Sweep, today: f64, (min, max): (f64, f64), rival: Rival) -> Option<Scan> {
    let mut at = |x: f64| {
        let point = sweep.at(x)?;
        difference(sweep, &point, rival)
    };
    let away = today + if today == 0.0 { 1.0 } else { today.abs() };
    let (here, there) = (at(today)?, at(away)?);
    let slope = (there - here) / (away - today);
    let scale = here.abs().max(there.abs());
    let mut found = Scan {
        is_constant: (there - here).abs() <= 1e-12 * scale,
        is_somewhere_positive: here > 0.0,
        is_somewhere_negative: here < 0.0,
        ..Scan::default()
    };
    if found.is_constant {
        return Some(found);
    }
    let mut root = today - here / slope;
    if !(min <= root && root <= max) {
        return Some(found);
    }
    let mut residual = at(root)?;
    root -= residual / slope; // the first root may be off by the rounding of a far point
    residual = at(root)?;
    if residual.abs() > 1e-9 * scale.max(slope.abs() * root.abs()) {
        return None;
    }
    found.crossings.push(Crossing {
        at: root,
        residual,
        is_jump: false,
        rises: slope > 0.0,
    });
    Some(found)
}

/// Points of a share.
const SHARES: u32 = 64;
/// Points of a tenfold.
const PER_TENFOLD: i32 = 4;
/// Whole numbers that are all looked at.
const WHOLE: f64 = 64.0;

/// Where a number is looked at: evenly for a share, by factors for all else, all small whole numbers; and around today.
pub(crate) fn grid_of(field: &Field, today: f64, min: f64, max: f64, whole: bool) -> Vec<f64> {
    let mut grid: Vec<f64> = Vec::new();
    if field.unit == Unit::Share && min >= 0.0 {
        let step = (max - min) / f64::from(SHARES);
        grid.extend((0..=SHARES).map(|part| min + step * f64::from(part)));
    } else {
        let least: i32 = if matches!(field.unit, Unit::Tokens | Unit::Count) {
            0
        } else {
            -4
        };
        let most = libm::log10(max) as i32;
        let power = |step: i32| libm::exp10(f64::from(step) / f64::from(PER_TENFOLD));
        let steps = least * PER_TENFOLD..=most * PER_TENFOLD;
        let positive = steps.map(power).chain([0.0, max]);
        grid.extend(positive.clone());
        if min < 0.0 {
            grid.extend(positive.map(|x| -x));
        }
    }
    if whole {
        grid.iter_mut().for_each(|x| *x = libm::round(*x));
        let small = (0..).map(f64::from).take_while(|x| *x <= WHOLE);
        grid.extend(small);
    } else {
        grid.extend([0.5, 0.8, 0.95, 1.05, 1.25, 2.0].map(|factor| today * factor));
    }
    grid.push(today);
    grid.retain(|x| min <= *x && *x <= max);
    sort_short(&mut grid, |left, right| left < right);
    grid.dedup();
    grid
}

/// Pairs of two numbers at which it is worth as much as doing nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// The number along which it goes.
    pub across: Place,
    /// The number that answers.
    pub up: Place,
    /// Pairs of the two.
    pub points: Vec<(f64, f64)>,
}

/// Points of a frontier.
const FRONTIER: u32 = 24;

/// Where two numbers at once break even: for each value of a share, the threshold of the other number that is nearest
/// to today's.
#[must_use]
pub fn frontier(base: &Base, catalog: &Catalog, across: Place, up: Place) -> Frontier {
    let mut points = Vec::new();
    for part in 1..=FRONTIER {
        let x = f64::from(part) / f64::from(FRONTIER);
        let mut moved = base.scenario().clone();
        if crate::edit::edit(&mut moved, &across, crate::field::Datum::Number(x)).is_err() {
            continue;
        }
        let moved = Base::new(&moved, catalog);
        let found = moved.and_then(|moved| break_even(&moved, up, Rival::Nothing));
        points.extend(found.and_then(|found| Some((x, found.nearest?))));
    }
    Frontier { across, up, points }
}

impl Rival {
    /// A rival from a word of the command line.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "nothing" => Some(Self::Nothing),
            "person" => Some(Self::Person),
            _ => None,
        }
    }
}

/// Every row of the table in which a number stands that can be solved for.
pub fn solvable() -> impl Iterator<Item = &'static Field> + Clone {
    FIELDS.iter().filter(|field| {
        matches!(field.kind, Kind::Number { .. }) && !matches!(field.access, Access::Level(..))
    })
}
