//! The drawings of the prices.

use super::busy::LOADS;
use super::section::price_words;
use super::{MarketReport, PriceReport, QueueReport};
use crate::Subject;
use economics::market::congestion::toll;
use economics::quantity::{TOKENS_PER_MTOK, Usd};
use scenario::format::usd;
use telling::picture::plot::{Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};

/// One of the drawings.
#[must_use]
pub fn plot(subject: &Subject, found: &MarketReport, name: &str) -> Option<Plot> {
    match name {
        "market-prices" => prices_plot(subject, found).map(Plot::Bars),
        "market-congestion" => found.queue.as_ref().map(congestion_plot).map(Plot::Lines),
        _ => None,
    }
}

fn prices_plot(subject: &Subject, found: &MarketReport) -> Option<Bars> {
    let all = found.population.as_ref()?;
    let bar = |price: &PriceReport| {
        let light = price.light.keeps_usd * (1.0 - all.heavy_share) * all.users;
        let heavy = price.heavy.keeps_usd * all.heavy_share * all.users;
        Bar {
            name: price_words(price.id).into(),
            values: vec![price.profit_usd, heavy, light],
            range: None,
            says: usd(price.welfare_usd),
        }
    };
    Some(Bars {
        name: format!("worth to all beyond cost, a {}", subject.report.period),
        written: Written::Usd,
        parts: vec![
            ("the service earns".into(), LineTone::Accent),
            ("heavy users keep".into(), LineTone::Shade(0.5)),
            ("light users keep".into(), LineTone::Shade(0.2)),
        ],
        bars: found.prices.iter().map(bar).collect(),
        level: None,
        across: None,
    })
}

fn congestion_plot(queue: &QueueReport) -> Lines {
    // To the last load of the table, finely enough for a curve that bends there.
    const POINTS: u32 = 60;
    // An axis of ratios has no place for nothing.
    const FIRST: f64 = 0.05;
    let last = LOADS[LOADS.len() - 1];
    let second = queue.waiting_usd_per_hour / 3_600.0;
    let served = queue.served_per_second;
    let request_to_mtok = TOKENS_PER_MTOK / queue.tokens_per_request;
    let owed = |load: f64| toll(Usd(second), load * served, served).ok();
    let owed = |load: f64| owed(load).map_or(f64::NAN, |toll| toll.0 * request_to_mtok);
    // The curve bends at its end: half of the points lie in the last quarter.
    let loads = (0..=POINTS).map(|point| {
        let part = f64::from(point) / f64::from(POINTS);
        FIRST + (last - FIRST) * (1.0 - (1.0 - part) * (1.0 - part))
    });
    let loads: Vec<f64> = loads.collect();
    let course =
        |rule: &dyn Fn(f64) -> f64| loads.iter().map(|load| (*load, rule(*load))).collect();
    Lines {
        across: Axis::even("load, part of the capacity", Written::Share),
        up: Axis::log("dollars added to a million tokens", Written::Usd),
        lines: vec![
            Line {
                name: "toll of the queue".into(),
                tone: LineTone::Accent,
                points: course(&owed),
                ..Line::default()
            },
            Line {
                name: "linear rule".into(),
                tone: LineTone::Soft,
                points: course(&|load| queue.linear_usd_per_mtok * load),
                is_dashed: true,
                ..Line::default()
            },
        ],
        faint: Vec::new(),
        dots: Vec::new(),
    }
}
