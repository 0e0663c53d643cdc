//! Until when it pays: where each number of the scenario makes it worth as much as a rival (section 0 of the method).
//!
//! Any number, any rival, one operation: every place of the number's range is found at which the difference of the two
//! nets changes its sign ([`economics::roots`]; [`mod@range`] says where to look). A difference of 0 pays: a threshold is the
//! last place that still does. A number in tokens moves along the step's curve, a success rate calibrates it anew, and
//! nothing else is chosen anew.

mod range;

pub use range::range;

use crate::choice::Fallback;
use crate::document::Scenario;
use crate::field::{Access, Asked, FIELDS, Field, Kind, Place};
use crate::sweep::{Base, Metric, Point, Sweep};
use catalogs::prices::Catalog;
use economics::quantity::ROUNDING;
use economics::roots::{Crossing, Height, Scan, search};
use serde::Serialize;

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

/// What was found for one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
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

/// Where a threshold lies from today's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Above it.
    Up,
    /// Below it.
    Down,
}

/// The break-even of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// The number.
    pub place: Place,
    /// What it is today.
    pub today: f64,
    /// Every threshold, in rising order: the last places at which it is not worse than the rival.
    pub thresholds: Vec<Crossing>,
    /// The threshold nearest to today.
    pub nearest: Option<f64>,
    /// Whether that one is a jump and no point of balance.
    pub nearest_jumps: bool,
    /// Whether it is better than the rival above that one.
    pub nearest_rises: bool,
    /// Whether it is better than the rival today.
    pub pays_today: bool,
    /// What was found.
    pub verdict: Verdict,
}

impl BreakEven {
    /// Whether the nearest threshold lies above today; at today's own value, whether it is worse above it.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.pays_today != self.nearest_rises
    }

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
    let priced = || FIELDS.iter().filter(|field| field.asked == Asked::Priced);
    for step in 0..scenario.steps.len() {
        // A rate that a person left to the list is a number, too.
        let rates = priced().map(|rate| rate.of_step(step));
        places.extend(rates.filter(|place| base.today(place).is_some()));
    }
    places
}

/// Whether a field is one that people decide about, as its row says; those that may be listed follow on their own.
fn is_asked(scenario: &Scenario, place: &Place) -> bool {
    let checking = scenario.checking.as_ref();
    let number = || scenario.get(place).number();
    match place.field.asked {
        Asked::Never | Asked::Priced => false,
        Asked::Always => true,
        Asked::Set => number().is_some(),
        Asked::Unless(none) => number().is_some_and(|number| number != f64::from(none)),
        Asked::WithFixedCost => scenario.fixed.usd > 0.0,
        Asked::WithRetries => checking.is_some_and(|table| table.attempts > 1.0),
        Asked::WithPerson => checking.is_some_and(|table| table.fallback == Fallback::Person),
    }
}

/// The break-even of one number against a rival; nothing where the document does not have it as a number.
#[must_use]
pub fn break_even(base: &Base, place: Place, rival: Rival) -> Option<BreakEven> {
    let today = base.today(&place)?;
    let range = range(base, &place, today, false)?;
    let mut sweep = base.sweep(place);
    let mut height = |x: f64| {
        let point = sweep.at(x)?;
        above(&sweep, &point, rival)
    };
    let now = height(today)?;
    Some(judged(place, today, now, search(&range, &mut height)))
}

fn judged(place: Place, today: f64, now: Height, found: Scan) -> BreakEven {
    let distance = |crossing: &&Crossing| (crossing.at - today).abs();
    let crossings = found.crossings.iter();
    let nearest = crossings.min_by(|left, right| distance(left).total_cmp(&distance(right)));
    let verdict = if nearest.is_some() {
        Verdict::Threshold
    } else if found.is_constant {
        Verdict::NoEffect
    } else if found.is_somewhere_above {
        Verdict::PaysEverywhere
    } else {
        Verdict::NeverPays
    };
    BreakEven {
        place,
        today,
        nearest: nearest.map(|crossing| crossing.at),
        nearest_jumps: nearest.is_some_and(|crossing| crossing.is_jump),
        nearest_rises: nearest.is_some_and(|crossing| crossing.rises),
        thresholds: found.crossings,
        pays_today: now.is_above(),
        verdict,
    }
}

/// By how much it is better than the rival.
fn above(sweep: &Sweep, point: &Point, rival: Rival) -> Option<Height> {
    let (value, beside) = match rival {
        Rival::Nothing => ((point.period - point.nothing).0, 0.0),
        Rival::Person => ((point.period - point.person).0, point.person.0),
        Rival::Target(metric, target) => {
            let figure = sweep.metric(point, metric)?;
            let value = if metric.is_cost() {
                target - figure
            } else {
                figure - target
            };
            let rounding = match metric {
                Metric::Net => point.rounding,
                _ => ROUNDING * figure.abs(),
            };
            return Some(Height {
                value,
                rounding: rounding.max(ROUNDING * target.abs()),
            });
        }
    };
    Some(Height {
        value,
        rounding: point.rounding.max(ROUNDING * beside.abs()),
    })
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
    let (least, most) = range::bounds(base.scenario(), &across).unwrap_or((0.0, 1.0));
    for part in 1..=FRONTIER {
        let x = least + (most - least) * (f64::from(part) / f64::from(FRONTIER));
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
    FIELDS.iter().copied().filter(|field| {
        matches!(field.rule.kind, Kind::Number { .. }) && !matches!(field.access, Access::Level(..))
    })
}
