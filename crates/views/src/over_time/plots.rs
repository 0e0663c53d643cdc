//! The drawings of the next years.

use super::calendar::Names;
use super::history::{ChangeReport, today};
use super::{MonthReport, OverTimeReport};
use crate::Subject;
use telling::picture::plot::{Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};

/// One of the drawings.
#[must_use]
pub fn plot(subject: &Subject, found: &OverTimeReport, name: &str) -> Option<Plot> {
    match name {
        "over-time-bills" => Some(Plot::Bars(bills_plot(subject, found))),
        "over-time-net" => net_plot(found).map(Plot::Lines),
        "over-time-history" => history_plot(subject, found).map(Plot::Lines),
        _ => None,
    }
}

fn bills_plot(subject: &Subject, found: &OverTimeReport) -> Bars {
    let parts = [
        (
            "tokens",
            LineTone::Accent,
            (|month: &MonthReport| month.tokens_usd) as fn(&MonthReport) -> f64,
        ),
        ("checks and people", LineTone::Shade(0.5), |month| {
            month.people_usd
        }),
        ("paid anyway", LineTone::Shade(0.2), |month| month.fixed_usd),
    ];
    let is_there = |part: &(&str, LineTone, fn(&MonthReport) -> f64)| {
        found.months.iter().any(|month| part.2(month) > 0.0)
    };
    let parts: Vec<_> = parts.into_iter().filter(is_there).collect();
    let names = Names::of(subject);
    let bar = |month: &MonthReport| Bar {
        name: names.name(month.month).unwrap_or_default(),
        values: parts.iter().map(|part| part.2(month)).collect(),
        ..Bar::default()
    };
    Bars {
        name: "dollars a month".into(),
        written: Written::Usd,
        parts: parts.iter().map(|part| (part.0.into(), part.1)).collect(),
        bars: found.months.iter().map(bar).collect(),
        level: None,
        across: Some("month".into()),
    }
}

fn net_plot(found: &OverTimeReport) -> Option<Lines> {
    let back = found.payback?;
    let course = found
        .months
        .iter()
        .map(|month| Some((f64::from(month.month), month.net_so_far_usd?)));
    let mut points = vec![(0.0, -back.one_off_usd)];
    points.extend(course.collect::<Option<Vec<_>>>()?);
    let paid = back.paid_back_month.filter(|_| back.one_off_usd > 0.0);
    let dot = paid.and_then(|month| points.get(month).copied());
    let end = found.months.len() as f64;
    Some(Lines {
        across: Axis::even("month", Written::Count),
        up: Axis::even("dollars so far", Written::Usd),
        lines: vec![
            Line {
                name: String::new(),
                tone: LineTone::Grey,
                points: vec![(0.0, 0.0), (end, 0.0)],
                is_dashed: true,
                ..Line::default()
            },
            Line {
                name: "net so far".into(),
                tone: LineTone::Accent,
                points,
                ..Line::default()
            },
        ],
        faint: Vec::new(),
        dots: dot
            .map(|dot| ("paid back".into(), dot))
            .into_iter()
            .collect(),
    })
}

fn history_plot(subject: &Subject, found: &OverTimeReport) -> Option<Lines> {
    /// Years before the first change and after the last for which their prices are drawn.
    const MARGIN: f64 = 0.25;
    let history = &found.history;
    if history.none_because.is_some() {
        return None;
    }
    let years: Vec<f64> = history
        .changes
        .iter()
        .filter_map(|change| change.year)
        .collect();
    let first = years.first()? - MARGIN;
    let now = today(subject.scenario);
    let end = years
        .iter()
        .copied()
        .chain(now)
        .fold(f64::NEG_INFINITY, f64::max)
        + MARGIN;
    let course = |rate: fn(&ChangeReport) -> Option<f64>| -> Vec<(f64, f64)> {
        let each = history.changes.iter();
        let mut points: Vec<(f64, f64)> = each
            .filter_map(|change| Some((change.year.unwrap_or(first), rate(change)?)))
            .collect();
        if let Some(last) = points.last().copied() {
            points.push((end, last.1));
        }
        points
    };
    let line = |name: &str, tone: LineTone, points: Vec<(f64, f64)>| Line {
        name: name.into(),
        tone,
        points,
        is_stepped: true,
        ..Line::default()
    };
    let (input, output) = (
        course(|change| change.input_usd_per_mtok),
        course(|change| change.output_usd_per_mtok),
    );
    let at = |points: &[(f64, f64)], year: f64| {
        points
            .iter()
            .rev()
            .find(|point| point.0 <= year)
            .map(|point| (year, point.1))
    };
    let dot = now.and_then(|year| at(&output, year));
    Some(Lines {
        across: Axis::even("date", Written::Years),
        up: Axis::even("dollars for a million tokens", Written::Usd),
        lines: vec![
            line("output", LineTone::Accent, output),
            line("input", LineTone::Shade(0.6), input),
        ],
        faint: Vec::new(),
        dots: dot
            .map(|dot| ("this scenario".into(), dot))
            .into_iter()
            .collect(),
    })
}
