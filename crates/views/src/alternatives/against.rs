//! One alternative against today, number by number: where the two are worth the same.

use super::wins_if::wins_if;
use super::{AlternativeReport, Context, Kind, WinsIf, candidates, difference};
use crate::Subject;
use economics::roots::search;
use scenario::break_even::{places, range};
use scenario::edit::edit;
use scenario::field::Datum;
use scenario::setting::rows::alternatives as ask;
use serde::Serialize;

/// Where an alternative and today are worth the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgainstReport {
    /// The alternative.
    pub name: String,
    /// Numbers of its own, such as the price of a machine, and where it wins.
    pub own: Vec<WinsIf>,
    /// The numbers of the scenario that have a threshold, the tightest first.
    pub rows: Vec<AgainstRow>,
}

/// A number of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgainstRow {
    /// Path of the field.
    pub path: String,
    /// What it is today.
    pub today: f64,
    /// Where both are equal, next to today.
    pub threshold: f64,
    /// Whether the alternative wins above it.
    pub above: bool,
}

/// The alternative that the scenario names, if there is one of that name with all figures.
pub(super) fn against(
    subject: &Subject,
    context: &Context,
    rows: &[AlternativeReport],
) -> Option<AgainstReport> {
    let asked = subject.scenario.settings.word(&ask::AGAINST);
    let row = rows
        .iter()
        .find(|row| row.name == asked && row.figures.is_some())?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == row.kind)?;
    let base = subject.base?;
    let of_name = candidates(context, Some(kind));
    let of_name = of_name.iter().filter(|candidate| candidate.name == asked);
    let own = of_name.flat_map(|candidate| candidate.levers.iter().filter_map(wins_if));
    let mut found = Vec::new();
    for place in places(base) {
        let Some(today) = base.today(&place) else {
            continue;
        };
        let Some(range) = range(base, &place, today, true) else {
            continue;
        };
        let mut at = |x: f64| {
            let mut changed = subject.scenario.clone();
            edit(&mut changed, &place, Datum::Number(x)).ok()?;
            difference(&changed, subject.catalog, kind, &asked)
        };
        let scan = search(&range, &mut at);
        let distance = |x: f64| (x - today).abs();
        let nearest = scan
            .crossings
            .iter()
            .min_by(|one, other| distance(one.at).total_cmp(&distance(other.at)));
        found.extend(nearest.map(|crossing| AgainstRow {
            path: place.to_string(),
            today,
            threshold: crossing.at,
            above: crossing.rises,
        }));
    }
    let room = |row: &AgainstRow| (row.threshold - row.today).abs() / row.today.abs().max(1e-12);
    found.sort_by(|one, other| room(one).total_cmp(&room(other)));
    Some(AgainstReport {
        own: own.collect(),
        name: asked,
        rows: found,
    })
}
