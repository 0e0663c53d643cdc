//! Cost and speed against the number of requests at once.

use super::supply::Asked;
use super::terms::{Terms, output_price};
use super::{SupplyCurveReport, SupplyPointReport, TechnicalReport};
use crate::Subject;
use economics::quantity::Tokens;
use economics::roofline::{Serving, largest_batch};
use scenario::format;
use scenario::report::PriceSource;
use telling::picture::plot::{Axis, Line, LineTone, Lines, Plot, Written};

/// Lengths of context that are drawn beside the scenario's own.
const CONTEXTS: [f64; 4] = [2_000.0, 8_000.0, 32_000.0, 128_000.0];
/// The scenario's own length takes the place of one that is nearer than this factor.
const NEAR: f64 = 1.6;
/// Numbers of requests nearer than this factor have dots that touch.
const TOUCHING: f64 = 1.4;
/// As far as drawings go at least.
const FURTHEST: f64 = 1_024.0;

/// A curve for each length of context that the machines can take.
pub(super) fn curves(terms: &Terms, asked: &Asked, count: f64) -> Vec<SupplyCurveReport> {
    let own = asked.serving.context.0;
    let is_other = |context: &f64| {
        let ratio = context / own.max(1.0);
        !(1.0 / NEAR..=NEAR).contains(&ratio)
    };
    let mut contexts: Vec<f64> = CONTEXTS.into_iter().filter(is_other).collect();
    let place = contexts.partition_point(|context| *context < own);
    contexts.insert(place, own);
    let end = FURTHEST.max(terms.batch);
    let each = contexts.into_iter().filter_map(|context| {
        let one = Asked::with(terms, asked.model, asked.is_stand_in, Tokens(context));
        let machine = terms
            .accelerator
            .machine(terms.compute_efficiency, terms.memory_efficiency)
            .times(count);
        let most = largest_batch(&one.shape, &machine, &one.serving)?;
        let points: Vec<SupplyPointReport> = batches(most.min(end), terms.batch)
            .into_iter()
            .filter_map(|batch| point(terms, &one, count, batch))
            .collect();
        (!points.is_empty()).then(|| SupplyCurveReport {
            context_tokens: context,
            is_own: context == own,
            most_requests: most.min(1e9),
            points,
        })
    });
    each.collect()
}

/// From one request to the most, whole, in steps of a half power of two, today's number among them.
fn batches(most: f64, today: f64) -> Vec<f64> {
    let mut all = Vec::new();
    let mut at = 1.0;
    while at < most {
        let whole = libm::round(at);
        let today = Some(today)
            .filter(|today| all.last().is_none_or(|last| last < today) && *today < whole);
        all.extend(today);
        if all.last() != Some(&whole) {
            all.push(whole);
        }
        at *= core::f64::consts::SQRT_2;
    }
    all.extend(
        Some(today).filter(|today| all.last().is_some_and(|last| last < today) && *today < most),
    );
    if most >= 1.0 && all.last() != Some(&most) {
        all.push(most);
    }
    all
}

fn point(terms: &Terms, asked: &Asked, count: f64, batch: f64) -> Option<SupplyPointReport> {
    let one = Asked {
        serving: Serving {
            batch,
            ..asked.serving
        },
        ..*asked
    };
    let run = one.run(terms, count).ok()?;
    Some(SupplyPointReport {
        requests: batch,
        output_usd_per_mtok: run.cost(terms, run.speed).ok().map(|written| written.0),
        request_tokens_per_second: run.request_speed.0,
    })
}

/// What is asked for a million output tokens of the dearest step today.
fn list_price(subject: &Subject, found: &TechnicalReport) -> Option<f64> {
    let of_step = |source: &&PriceSource| source.step == found.step;
    output_price(subject.report.price_sources.iter().find(of_step)?)
}

/// Where the machines stand as measured, beside the curves at best.
fn measured_dot(found: &TechnicalReport, name: &str) -> Option<(String, (f64, f64))> {
    let row = found.steps.iter().find(|row| row.step == found.step)?;
    let speed = row.speed.as_ref().filter(|speed| speed.is_measured)?;
    let height = match name {
        "technical" => row.cost.as_ref()?.output_usd_per_mtok,
        _ => speed.request_tokens_per_second,
    };
    Some(("as measured".into(), (found.machine.requests, height)))
}

/// Today's price as a level over all of them.
fn price_line(subject: &Subject, found: &TechnicalReport, lines: &[Line]) -> Option<Line> {
    let price = list_price(subject, found).filter(|price| *price > 0.0)?;
    let points = lines.iter().flat_map(|line| &line.points);
    let right = points.fold(1.0_f64, |right, point| right.max(point.0));
    Some(Line {
        name: "price today".into(),
        tone: LineTone::Loss,
        points: vec![(1.0, price), (right, price)],
        is_dashed: true,
        ..Line::default()
    })
}

/// The drawing of a name: `technical` costs, `technical-speed` speeds.
pub(super) fn plot(subject: &Subject, found: &TechnicalReport, name: &str) -> Option<Plot> {
    type Height = fn(&SupplyPointReport) -> Option<f64>;
    let (up, height): (Axis, Height) = match name {
        "technical" => (
            Axis::log("dollars for a million output tokens", Written::Usd),
            |point| point.output_usd_per_mtok,
        ),
        "technical-speed" => (
            Axis::log("tokens a second of one request", Written::Count),
            |point| Some(point.request_tokens_per_second),
        ),
        _ => return None,
    };
    let many = found.curves.len().max(2) as f64 - 1.0;
    let mut lines: Vec<Line> = Vec::new();
    let mut dots = Vec::new();
    for (place, curve) in found.curves.iter().enumerate() {
        let points = curve.points.iter();
        let points: Vec<(f64, f64)> = points
            .filter_map(|point| Some((point.requests, height(point)?)))
            .collect();
        let is_full = curve
            .points
            .last()
            .is_some_and(|last| last.requests >= curve.most_requests);
        // Two dots that touch are one to the eye.
        let is_here = |end: &&(f64, f64)| curve.is_own && end.0 < found.machine.requests * TOUCHING;
        let end = points.last().filter(|end| !is_here(end));
        if let (true, Some(end)) = (is_full, end) {
            dots.push((String::new(), *end));
        }
        if curve.is_own
            && let Some(here) = points
                .iter()
                .find(|point| point.0 == found.machine.requests)
        {
            let is_measured = measured_dot(found, name).is_some();
            let says = if is_measured {
                "at best"
            } else {
                "you are here"
            };
            dots.push((says.into(), *here));
        }
        lines.push(Line {
            name: line_name(curve),
            tone: if curve.is_own {
                LineTone::Ink
            } else {
                LineTone::Shade(0.45 + 0.55 * place as f64 / many)
            },
            points,
            ..Line::default()
        });
    }
    dots.extend(measured_dot(found, name));
    if lines.iter().all(|line| line.points.len() < 2) {
        return None;
    }
    if name == "technical" {
        lines.extend(price_line(subject, found, &lines));
    }
    Some(Plot::Lines(Lines {
        across: Axis::log("requests at once", Written::Count),
        up,
        lines,
        faint: Vec::new(),
        dots,
    }))
}

/// `8 k`, and `151 k context` where it is the scenario's own.
fn line_name(curve: &SupplyCurveReport) -> String {
    let tokens = format::count(curve.context_tokens);
    if curve.is_own {
        format!("{tokens} context")
    } else {
        tokens
    }
}

/// `8 k context`.
pub(super) fn context_name(curve: &SupplyCurveReport) -> String {
    format!("{} context", format::count(curve.context_tokens))
}
