//! What is read off a drawing where a person points: the numbers that were drawn, at the place where they were drawn.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use charts::areas;
use charts::bars;
use charts::card::Body;
use charts::lines;
use charts::mark::{Mark, Reading, Shape, Tone};
use proptest::prelude::*;
use scenario::analysis::analyse;
use scenario::format;
use scenario::presets;
use scenario::sweep::Base;
use telling::picture::plot::{Areas, Axis, Bar, Bars, Line, LineTone, Lines, Written};

fn measure(words: &str, size: f64) -> f64 {
    words.chars().count() as f64 * size * 0.6
}

fn has_area_point(marks: &[Mark], (x, y): (f64, f64)) -> bool {
    let near = |point: &(f64, f64)| (point.1 - y).abs() < 1e-6 && (point.0 - x).abs() < 400.0;
    marks.iter().any(|mark| match &mark.shape {
        Shape::Area(points) => points.iter().any(near),
        _ => false,
    })
}

fn assert_in_order(readings: &[Reading]) {
    let pairs = readings.windows(2);
    assert!(
        pairs
            .into_iter()
            .all(|pair| pair[0].across <= pair[1].across)
    );
    for reading in readings {
        assert!(reading.words.iter().all(|line| !line.is_empty()));
        let widest = reading.words.iter().map(|line| measure(line, 12.0));
        assert_eq!(reading.width, widest.fold(0.0, f64::max));
    }
}

#[test]
fn a_day_says_what_it_had_of_each_kind_and_in_all() {
    let data = Areas {
        name: "dollars a day".into(),
        written: Written::Usd,
        first: 20_320.0,
        kinds: vec![
            ("opus".into(), LineTone::Accent, vec![3.0, 0.0, 1.0]),
            ("haiku".into(), LineTone::Shade(0.4), vec![1.0, 2.0, 1.0]),
        ],
    };
    let readings = areas::drawn(&data, 600.0, &measure).readings;
    let words: Vec<String> = readings.iter().map(|one| one.words.join("; ")).collect();
    assert_eq!(
        words,
        [
            "20 Aug; haiku: $1.00; opus: $3.00; all: $4.00",
            "21 Aug; haiku: $2.00",
            "22 Aug; haiku: $1.00; opus: $1.00; all: $2.00",
        ]
    );
    let marks = areas::marks(&data, 600.0, &measure);
    for reading in &readings {
        assert!(
            reading
                .dots
                .iter()
                .all(|(at, _)| has_area_point(&marks, *at))
        );
    }
}

#[test]
fn a_month_says_its_parts_from_the_top_down_their_range_and_their_sum() {
    let data = Bars {
        name: "dollars a month".into(),
        written: Written::Usd,
        parts: vec![
            ("tokens".into(), LineTone::Accent),
            ("people".into(), LineTone::Soft),
        ],
        bars: vec![
            Bar {
                values: vec![2.0, 5.0],
                ..Bar::default()
            },
            Bar {
                values: vec![3.0, 0.0],
                range: Some((1.0, 9.0)),
                ..Bar::default()
            },
        ],
        across: Some("month".into()),
        ..Bars::default()
    };
    let readings = bars::drawn(&data, 600.0, &measure).readings;
    assert_eq!(
        readings[0].words,
        ["month 1", "people: $5.00", "tokens: $2.00", "all: $7.00"]
    );
    assert_eq!(
        readings[1].words,
        [
            "month 2",
            "tokens: $3.00",
            "from $1.00 to $9.00",
            "all: $3.00"
        ]
    );
    let rows = Bars {
        across: None,
        ..data
    };
    assert!(
        bars::drawn(&rows, 600.0, &measure).readings.is_empty(),
        "rows say their numbers"
    );
}

#[test]
fn of_a_line_only_what_is_known_is_said() {
    let line = |name: &str, is_stepped: bool, points: &[(f64, f64)]| Line {
        name: name.into(),
        is_stepped,
        points: points.to_vec(),
        ..Line::default()
    };
    let data = Lines {
        across: Axis::even("month", Written::Count),
        up: Axis::even("dollars", Written::Usd),
        lines: vec![
            line("slope", false, &[(0.0, 10.0), (4.0, 50.0)]),
            line("price", true, &[(0.0, 3.0), (2.0, 2.0), (4.0, 1.0)]),
            line("level", false, &[(0.0, 7.0), (4.0, 7.0)]),
        ],
        dots: vec![("today".into(), (1.0, 20.0))],
        faint: Vec::new(),
    };
    let readings = lines::drawn(&data, 600.0, &measure).readings;
    let words: Vec<String> = readings.iter().map(|one| one.words.join("; ")).collect();
    assert_eq!(
        words,
        [
            "month: 0; slope: $10.00; level: $7.00; price: $3.00",
            "month: 1; today: $20.00; level: $7.00; price: $3.00",
            "month: 2; level: $7.00; price: $2.00",
            "month: 4; slope: $50.00; level: $7.00; price: $1.00",
        ]
    );
}

#[test]
fn the_value_curve_says_worth_spend_and_net_of_every_point_and_where_one_is() {
    for preset in presets::all() {
        let report = analyse(&preset.scenario, Catalog::embedded())
            .report
            .unwrap();
        let base = Base::new(&preset.scenario, Catalog::embedded());
        for (name, width) in Body::NAMES
            .into_iter()
            .flat_map(|name| [(name, 320.0), (name, 720.0)])
        {
            let Some(body) = Body::named(name, &report, base.as_ref()) else {
                continue;
            };
            let readings = body.drawn(width, &measure).readings;
            assert_in_order(&readings);
            assert!(
                readings.iter().all(|one| one.width + 18.0 <= width),
                "{name} at {width}"
            );
            if let Body::Value(curve) = &body {
                let here = readings
                    .iter()
                    .find(|one| one.words.contains(&"you are here".into()));
                let net = format!("net: {}", format::usd_cents(curve.today.net()));
                assert!(here.unwrap().words.contains(&net), "{}", preset.id);
                assert!(readings.len() > curve.points.len());
            }
        }
    }
}

fn odd() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(-1.0),
        Just(1e300),
        Just(1e-300),
        -1e6..1e6_f64
    ]
}

proptest! {
    #[test]
    fn odd_data_is_read_off_in_its_order_and_inside_the_drawing(
        points in proptest::collection::vec((odd(), odd()), 0..12),
        is_log in any::<bool>(),
        is_stepped in any::<bool>(),
        width in 0.0..1300.0_f64,
    ) {
        let mut sorted = points.clone();
        sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
        let line = |name: &str, points: &[(f64, f64)]| Line {
            name: name.into(),
            points: points.to_vec(),
            is_stepped,
            ..Line::default()
        };
        let data = Lines {
            across: Axis { is_log, ..Axis::even("across", Written::Count) },
            up: Axis { is_log, ..Axis::even("up", Written::Usd) },
            lines: vec![line("one", &sorted), line("", &sorted)],
            dots: points.iter().map(|point| ("dot".to_owned(), *point)).collect(),
            faint: points.clone(),
        };
        let readings = lines::drawn(&data, width, &measure).readings;
        assert_in_order(&readings);
        let marks = lines::marks(&data, width, &measure);
        let places = readings.iter().flat_map(|one| &one.dots);
        for ((x, y), tone) in places {
            prop_assert!(x.is_finite() && y.is_finite(), "{x} {y}");
            // A dot that is read off was drawn there.
            if *tone == Tone::Ink {
                let is_dot = |mark: &Mark| matches!(mark.shape, Shape::Dot { at, .. } if at == (*x, *y));
                prop_assert!(marks.iter().any(is_dot));
            }
        }
        let kinds = vec![("one".to_owned(), LineTone::Accent, points.iter().map(|one| one.1).collect())];
        let areas = Areas { name: "a".into(), written: Written::Usd, first: 20_000.0, kinds };
        assert_in_order(&areas::drawn(&areas, width, &measure).readings);
        let bar = |point: &(f64, f64)| Bar { values: vec![point.0, point.1], range: Some(*point), ..Bar::default() };
        let parts = vec![("one".to_owned(), LineTone::Accent), ("two".to_owned(), LineTone::Soft)];
        let bars = Bars { parts, bars: points.iter().map(bar).collect(), across: Some("month".into()), ..Bars::default() };
        assert_in_order(&bars::drawn(&bars, width, &measure).readings);
    }
}
