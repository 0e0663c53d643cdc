//! Every drawing at every width, of real data and of odd data: nothing overlaps, nothing leaves the page, nothing panics.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop"
)]

use catalogs::prices::Catalog;
use charts::look::{Look, Palette};
use charts::mark::{Mark, Shape, Text, Tone, texts};
use charts::{
    areas, bars, frontier_curve, lines, marginal_curve, net_bars, orders, paint, splits,
    value_curve, workflow,
};
use plotters::prelude::{IntoDrawingArea, RGBColor, SVGBackend};
use scenario::analysis::analyse;
use scenario::presets;
use scenario::sweep::Base;
use telling::picture;
use telling::picture::plot::{Areas, Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};
use telling::picture::{
    FrontierCurve, MarginalCurve, NetBars, OrderedStep, Orders, Splits, ValueCurve, ValuePoint,
    Workflow, WorkflowStep,
};
use views::{Viewed, find};

const WIDTHS: [f64; 7] = [300.0, 320.0, 420.0, 559.0, 560.0, 720.0, 1280.0];

fn measure(words: &str, size: f64) -> f64 {
    words.chars().count() as f64 * size * 0.6
}

/// All pictures of a scenario, or as odd as they come.
#[derive(Default)]
struct Pictures {
    value: Option<ValueCurve>,
    marginal: Option<MarginalCurve>,
    orders: Option<Orders>,
    workflow: Option<Workflow>,
    splits: Option<Splits>,
    nets: Option<NetBars>,
    frontier: Option<FrontierCurve>,
    lines: Option<Lines>,
    rows: Option<Bars>,
    columns: Option<Bars>,
    areas: Option<Areas>,
}

impl Pictures {
    fn of(preset: &str) -> Self {
        let scenario = &presets::find(preset).unwrap().scenario;
        let report = analyse(scenario, Catalog::embedded()).report.unwrap();
        let base = Base::new(scenario, Catalog::embedded()).unwrap();
        let net = report.value.as_ref().unwrap().net_usd;
        Self {
            value: picture::value_curve(&base, &report),
            marginal: picture::marginal_curve(&base, &report),
            orders: picture::orders(&report),
            workflow: Some(picture::workflow(&base, &report)),
            splits: picture::splits(&base, &report),
            nets: report
                .risk
                .as_ref()
                .map(|risk| picture::net_bars(risk, net)),
            frontier: picture::frontier_curve(&base, &report),
            lines: None,
            rows: None,
            columns: None,
            areas: None,
        }
    }

    /// Name, marks and height of each.
    fn drawn(&self, width: f64) -> Vec<(&'static str, Vec<Mark>, f64)> {
        let mut drawn = Vec::new();
        if let Some(data) = &self.value {
            let marks = value_curve::marks(data, width, &measure);
            drawn.push(("value", marks, value_curve::height(width)));
        }
        if let Some(data) = &self.marginal {
            let marks = marginal_curve::marks(data, width, &measure);
            drawn.push(("marginal", marks, marginal_curve::height(width)));
        }
        if let Some(data) = &self.orders {
            let marks = orders::marks(data, width, &measure);
            drawn.push(("orders", marks, orders::height(data, width)));
        }
        if let Some(data) = &self.workflow {
            let marks = workflow::marks(data, width, &measure);
            drawn.push(("workflow", marks, workflow::height(data, width)));
        }
        if let Some(data) = &self.splits {
            let marks = splits::marks(data, width, &measure);
            drawn.push(("splits", marks, splits::height(data, width)));
        }
        if let Some(data) = &self.nets {
            let marks = net_bars::marks(data, width, &measure);
            drawn.push(("nets", marks, net_bars::height(width)));
        }
        if let Some(data) = &self.frontier {
            let marks = frontier_curve::marks(data, width, &measure);
            drawn.push(("frontier", marks, frontier_curve::height(width)));
        }
        if let Some(data) = &self.lines {
            let marks = lines::marks(data, width, &measure);
            drawn.push(("lines", marks, lines::height(width)));
        }
        if let Some(data) = &self.areas {
            let marks = areas::marks(data, width, &measure);
            drawn.push(("areas", marks, areas::height(data, width)));
        }
        for (name, data) in [("rows", &self.rows), ("columns", &self.columns)] {
            if let Some(data) = data {
                let marks = bars::marks(data, width, &measure);
                drawn.push((name, marks, bars::height(data, width)));
            }
        }
        drawn
    }

    fn words(&self, name: &str, width: f64) -> Vec<String> {
        let drawn = self.drawn(width);
        let (_, marks, _) = drawn.iter().find(|(drawing, ..)| *drawing == name).unwrap();
        texts(marks).map(|text| text.words.clone()).collect()
    }
}

fn svg(marks: &[Mark], width: f64, height: f64) -> String {
    let palette = Palette::from_colours([RGBColor(9, 9, 9); 14]);
    let look = Look {
        palette,
        scale: 1.0,
        width,
        measure: &measure,
    };
    let mut svg = String::new();
    let size = (width.max(1.0) as u32, height as u32);
    paint::paint(
        &SVGBackend::with_string(&mut svg, size).into_drawing_area(),
        marks,
        &look,
    )
    .unwrap();
    svg
}

fn assert_readable(name: &str, marks: &[Mark], width: f64, height: f64) {
    let texts: Vec<&Text> = texts(marks).filter(|text| !text.words.is_empty()).collect();
    for (index, text) in texts.iter().enumerate() {
        let bounds = text.bounds();
        let what = format!("{} of {name} at {width}", text.words);
        assert!(
            bounds.columns.start >= 0.0,
            "{what} begins at {}",
            bounds.columns.start
        );
        assert!(
            bounds.columns.end <= width + 1e-6,
            "{what} ends at {}",
            bounds.columns.end
        );
        assert!(
            bounds.rows.start >= 0.0 && bounds.rows.end <= height,
            "{what} stands at {}",
            text.middle
        );
        for other in &texts[..index] {
            assert!(
                !bounds.overlaps(&other.bounds()),
                "{what} lies on {}",
                other.words
            );
        }
    }
}

fn assert_finite(name: &str, marks: &[Mark]) {
    let is_finite = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
    for mark in marks {
        let holds = match &mark.shape {
            Shape::Area(points) | Shape::Line { points, .. } => points.iter().all(is_finite),
            Shape::Dot { at, radius } => is_finite(at) && radius.is_finite(),
            Shape::Text(text) => is_finite(&(text.columns.start, text.middle)),
        };
        assert!(holds, "{mark:?} of {name}");
    }
}

#[test]
fn the_presets_are_readable_at_every_width() {
    for preset in ["legal-contracts", "multi-agent", "software-engineering"] {
        let pictures = Pictures::of(preset);
        for width in WIDTHS {
            for (name, marks, height) in pictures.drawn(width) {
                assert!(!marks.is_empty(), "{name} of {preset}");
                assert_readable(name, &marks, width, height);
                assert_finite(name, &marks);
                let svg = svg(&marks, width, height);
                assert!(
                    svg.ends_with("</svg>\n") && !svg.contains("NaN"),
                    "{name} of {preset}"
                );
            }
        }
    }
}

fn assert_written(words: &[String], expected: &[&str]) {
    for expected in expected {
        assert!(
            words.iter().any(|words| words == expected),
            "{expected} is not in {words:?}"
        );
    }
}

#[test]
fn the_value_curve_says_where_it_is_best() {
    let legal = Pictures::of("legal-contracts");
    for width in [320.0, 720.0] {
        let expected = [
            "you are here",
            "net $81.57",
            "best",
            "net $88.86",
            "worth",
            "spent",
            "100 k",
            "$100",
        ];
        assert_written(&legal.words("value", width), &expected);
        assert_written(
            &legal.words("marginal", width),
            &["you are here", "stop here", "and costs $30"],
        );
        assert_written(
            &legal.words("nets", width),
            &["expected $81.57", "$0", "76 %", "net of a task"],
        );
        assert_written(
            &legal.words("frontier", width),
            &["you are here", "pays", "does not pay", "50 %"],
        );
    }
}

#[test]
fn the_steps_are_named_in_every_drawing_of_them() {
    let agents = Pictures::of("multi-agent");
    for width in [320.0, 720.0] {
        let first = [
            "executor \u{b7} 100 k",
            "planner \u{b7} 10 k",
            "tokens",
            "$14.74",
            "$0.96",
        ];
        assert_written(&agents.words("orders", width), &first);
        let steps = ["planner", "retriever", "executor", "monitor"];
        assert_written(&agents.words("workflow", width), &steps);
        assert_written(&agents.words("splits", width), &steps);
        assert_written(
            &agents.words("splits", width),
            &["nets $1.13", "nets $2.41", "nets $3.30"],
        );
    }
    assert!(agents.words("orders", 720.0).contains(&"$1.50".into()));
    assert!(
        !agents.words("orders", 320.0).contains(&"$1.50".into()),
        "a phone has no column for the cost"
    );
}

#[test]
fn today_and_the_best_at_one_place_are_one_label() {
    let mut value = Pictures::of("legal-contracts").value.unwrap();
    value.best = Some(value.today);
    let pictures = Pictures {
        value: Some(value.clone()),
        ..Pictures::default()
    };
    assert_written(
        &pictures.words("value", 720.0),
        &["you are here, at the best", "net $81.57"],
    );
    value.best = value.best.map(|best| ValuePoint {
        across: best.across * 40.0,
        ..best
    });
    let pictures = Pictures {
        value: Some(value),
        ..Pictures::default()
    };
    assert_written(
        &pictures.words("value", 320.0),
        &["you are here", "best at 4.04 M \u{2192}"],
    );
}

#[test]
fn labels_of_today_and_the_best_never_collide() {
    let value = Pictures::of("legal-contracts").value.unwrap();
    for today in [0, 1, 20, 40, 63, 64] {
        for best in 0..=64 {
            let data = ValueCurve {
                today: value.points[today],
                best: Some(value.points[best]),
                ..value.clone()
            };
            for width in [300.0, 720.0] {
                let marks = value_curve::marks(&data, width, &measure);
                assert_readable("value", &marks, width, value_curve::height(width));
                assert!(texts(&marks).any(|text| text.words.starts_with("you are here")));
            }
        }
    }
}

fn odd_numbers() -> Vec<Vec<f64>> {
    let (nan, big) = (f64::NAN, f64::MAX);
    vec![
        vec![],
        vec![0.0],
        vec![nan],
        vec![3.0; 5],
        vec![-5.0, -5.0],
        vec![-3.0, 0.0, 2.0],
        vec![-big, big],
        vec![1e-300, 1.0, 1e300],
        vec![nan, f64::INFINITY, 1.0, f64::NEG_INFINITY],
        vec![1e-9, 1e9],
    ]
}

/// The points over even axes and over axes of ratios, as every kind of line.
fn odd_lines(name: &str, points: &[(f64, f64)]) -> Lines {
    let is_log = points.len() % 2 == 1;
    let axis = |written| Axis {
        name: name.into(),
        is_log,
        is_near: points.len().is_multiple_of(4),
        written,
    };
    let line = |is_stepped, is_dashed, tone| Line {
        name: name.into(),
        tone,
        points: points.to_vec(),
        is_stepped,
        is_dashed,
    };
    Lines {
        across: axis(Written::Years),
        up: axis(Written::Seconds),
        lines: vec![
            line(false, false, LineTone::Shade(f64::NAN)),
            line(true, true, LineTone::Grey),
        ],
        faint: Vec::new(),
        dots: points.iter().map(|point| (name.into(), *point)).collect(),
    }
}

fn odd_bars(name: &str, points: &[(f64, f64)], is_upright: bool) -> Bars {
    let bar = |point: &(f64, f64)| Bar {
        name: name.into(),
        values: vec![point.0, point.1, -point.0],
        range: Some(*point),
        says: name.into(),
    };
    Bars {
        name: name.into(),
        written: Written::Usd,
        parts: vec![
            (name.into(), LineTone::Accent),
            (name.into(), LineTone::Shade(0.3)),
            (name.into(), LineTone::Loss),
        ],
        bars: points.iter().map(bar).collect(),
        level: points.first().map(|point| (name.into(), point.1)),
        across: is_upright.then(|| name.into()),
    }
}

fn odd_areas(name: &str, xs: &[f64], ys: &[f64]) -> Areas {
    Areas {
        name: name.into(),
        written: Written::Usd,
        first: xs.first().copied().unwrap_or(20_320.0),
        kinds: vec![
            (name.into(), LineTone::Accent, xs.to_vec()),
            (name.into(), LineTone::Shade(0.3), ys.to_vec()),
        ],
    }
}

#[test]
fn areas_lie_on_each_other_and_each_day_keeps_its_height() {
    let data = Areas {
        name: "dollars a day".into(),
        written: Written::Usd,
        first: 20_320.0,
        kinds: vec![
            ("opus".into(), LineTone::Accent, vec![3.0, 0.0, 1.0]),
            ("haiku".into(), LineTone::Shade(0.4), vec![1.0, 2.0, 1.0]),
        ],
    };
    let pictures = Pictures {
        areas: Some(data.clone()),
        ..Pictures::default()
    };
    for width in WIDTHS {
        let written = ["dollars a day", "opus", "haiku", "20 Aug", "22 Aug", "$4"];
        assert_written(&pictures.words("areas", width), &written);
        let marks = areas::marks(&data, width, &measure);
        assert_readable("areas", &marks, width, areas::height(&data, width));
        let areas = marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Area(points) if points.len() == 12 => Some(points),
            _ => None,
        });
        let heights = |points: &Vec<(f64, f64)>| points.iter().map(|point| point.1).collect();
        let [low, high]: [Vec<f64>; 2] = areas.map(heights).collect::<Vec<_>>().try_into().unwrap();
        // The upper edge of the lower one is the lower edge of the upper one.
        assert!(
            low[..6].iter().eq(high[6..].iter().rev()),
            "{low:?} {high:?}"
        );
        assert_eq!(low[0], low[1]);
        // Of four dollars three are three quarters of the way.
        let floor = low[11];
        assert!(((floor - low[0]) / (floor - high[0]) - 0.75).abs() < 1e-9);
    }
    // One day alone is seen, too.
    let day = areas::marks(
        &Areas {
            kinds: vec![("opus".into(), LineTone::Accent, vec![3.0])],
            ..data
        },
        320.0,
        &measure,
    );
    assert!(day.iter().any(
        |mark| matches!(&mark.shape, Shape::Area(points) if points[1].0 - points[0].0 > 100.0)
    ));
}

fn odd(xs: &[f64], ys: &[f64]) -> Pictures {
    let number = |numbers: &[f64]| numbers.first().copied().unwrap_or(f64::NAN);
    let (x, y) = (number(xs), number(ys));
    let pairs: Vec<(f64, f64)> = xs.iter().copied().zip(ys.iter().copied()).collect();
    let point = |(across, worth): &(f64, f64)| ValuePoint {
        across: *across,
        worth: *worth,
        spend: -*worth,
    };
    let name = "a step with a name that is much too long for any drawing of it".to_string();
    let step = |_: &f64| OrderedStep {
        name: name.clone(),
        ranks: vec![Some(x), Some(y), None],
        labels: vec!["1".into()],
        ..OrderedStep::default()
    };
    let work = |(index, share): (usize, &f64)| WorkflowStep {
        name: name.clone(),
        parents: vec![index / 2, 99],
        depth: index,
        token_share: *share,
        label: name.clone(),
    };
    Pictures {
        value: Some(ValueCurve {
            points: pairs.iter().map(point).collect(),
            today: point(&(x, y)),
            best: Some(point(&(y, x))),
            ..ValueCurve::default()
        }),
        marginal: Some(MarginalCurve {
            points: pairs.clone(),
            price: y,
            today: (x, y),
            best: Some(x),
        }),
        orders: Some(Orders {
            measures: vec![name.clone(), "b".into(), "c".into(), "d".into()],
            steps: xs.iter().map(step).collect(),
        }),
        workflow: Some(Workflow {
            steps: ys.iter().enumerate().map(work).collect(),
        }),
        splits: Some(Splits {
            steps: vec![name.clone(), "b".into()],
            rows: vec![
                (name.clone(), xs.to_vec(), name.clone()),
                ("b".into(), ys.to_vec(), String::new()),
            ],
        }),
        nets: Some(NetBars {
            bars: pairs
                .iter()
                .map(|(net, chance)| (*net, *chance, "1 %".into()))
                .collect(),
            expected: y,
        }),
        frontier: Some(FrontierCurve {
            points: pairs.clone(),
            today: (x, y),
            ..FrontierCurve::default()
        }),
        lines: Some(odd_lines(&name, &pairs)),
        rows: Some(odd_bars(&name, &pairs, false)),
        columns: Some(odd_bars(&name, &pairs, true)),
        areas: Some(odd_areas(&name, xs, ys)),
    }
}

#[test]
fn odd_data_is_drawn_without_panic_inside_the_page() {
    for xs in odd_numbers() {
        for ys in odd_numbers() {
            let pictures = odd(&xs, &ys);
            for width in [f64::NAN, 0.0, 1.0, 40.0, 300.0, 720.0] {
                for (name, marks, height) in pictures.drawn(width) {
                    assert_finite(name, &marks);
                    assert!(height.is_finite(), "{name}");
                    svg(&marks, width, height);
                }
            }
            for width in [300.0, 720.0] {
                for (name, marks, height) in pictures.drawn(width) {
                    let context = format!("{name} of {xs:?} {ys:?}");
                    assert_readable(&context, &marks, width, height);
                }
            }
        }
    }
}

#[test]
fn long_workflows_and_many_steps_stay_readable() {
    let step = |index: usize| WorkflowStep {
        name: format!("agent {index}"),
        parents: index.checked_sub(1).into_iter().collect(),
        depth: index,
        token_share: 0.1,
        label: "10 k \u{b7} right 70 %".into(),
    };
    let ordered = |index: usize| OrderedStep {
        name: format!("agent {index}"),
        ranks: vec![
            Some(index as f64),
            Some((index / 3 * 3 + 1) as f64),
            Some(19.0 - index as f64),
            None,
        ],
        labels: vec![
            "10 k".into(),
            "$1.50".into(),
            "$12.34".into(),
            "not known".into(),
        ],
        is_best: index == 3,
        is_worst: index == 7,
    };
    let measures = [
        "tokens",
        "cost",
        "value of being right",
        "next dollar returns",
    ];
    let pictures = Pictures {
        workflow: Some(Workflow {
            steps: (0..14).map(step).collect(),
        }),
        orders: Some(Orders {
            measures: measures.map(String::from).to_vec(),
            steps: (0..20).map(ordered).collect(),
        }),
        ..Pictures::default()
    };
    for width in WIDTHS {
        for (name, marks, height) in pictures.drawn(width) {
            assert_readable(name, &marks, width, height);
        }
    }
}

fn line(name: &str, points: &[(f64, f64)]) -> Line {
    Line {
        name: name.into(),
        points: points.to_vec(),
        ..Line::default()
    }
}

#[test]
fn lines_are_named_at_their_ends_in_their_order() {
    let data = Lines {
        across: Axis::log("requests at once", Written::Count),
        up: Axis::log("dollars for a million tokens", Written::Usd),
        lines: vec![
            line("short", &[(1.0, 30.0), (512.0, 0.3)]),
            line("middle", &[(1.0, 31.0), (512.0, 0.31)]),
            line("long", &[(1.0, 32.0), (512.0, 0.32)]),
            line("ends early", &[(1.0, 33.0), (4.0, 9.0)]),
        ],
        faint: Vec::new(),
        dots: vec![("today".into(), (32.0, 1.0))],
    };
    for width in WIDTHS {
        let marks = lines::marks(&data, width, &measure);
        assert_readable("lines", &marks, width, lines::height(width));
        let place = |name: &str| {
            let mut found = texts(&marks).filter(|text| text.words == name);
            found.next().unwrap().clone()
        };
        let (short, middle, long) = (place("short"), place("middle"), place("long"));
        assert!(
            long.middle < middle.middle && middle.middle < short.middle,
            "at {width} the names do not stand as their lines do: {long:?} {middle:?} {short:?}"
        );
        assert!(short.columns.start > place("ends early").columns.start);
        assert_eq!(place("today").size, middle.size);
    }
}

#[test]
fn a_step_keeps_its_height_until_the_next_point() {
    let price = Line {
        is_stepped: true,
        ..line("price", &[(2024.0, 10.0), (2025.0, 5.0), (2026.0, 5.0)])
    };
    let data = Lines {
        across: Axis::even("year", Written::Years),
        up: Axis::even("dollars", Written::Usd),
        lines: vec![price],
        faint: Vec::new(),
        dots: Vec::new(),
    };
    let marks = lines::marks(&data, 720.0, &measure);
    let course = marks.iter().find_map(|mark| match &mark.shape {
        Shape::Line { points, width, .. } if *width > 2.0 => Some(points),
        _ => None,
    });
    let course = course.unwrap();
    assert!(
        course
            .windows(2)
            .all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1),
        "{course:?} is not made of level and upright pieces"
    );
    assert!(texts(&marks).any(|text| text.words == "2025"));
}

#[test]
fn what_has_no_logarithm_is_left_out() {
    let mut data = Lines {
        up: Axis::log("cost", Written::Usd),
        lines: vec![line("free", &[(1.0, 0.0), (2.0, 0.0)])],
        ..Lines::default()
    };
    assert!(lines::marks(&data, 720.0, &measure).is_empty());
    data.lines.push(line("paid", &[(1.0, 2.0), (2.0, 1.0)]));
    let marks = lines::marks(&data, 720.0, &measure);
    assert!(texts(&marks).any(|text| text.words == "paid"));
    assert!(texts(&marks).all(|text| text.words != "free"));
}

/// Every drawing of the technical view of every preset.
#[test]
fn the_technical_view_is_readable_at_every_width() {
    for preset in presets::all() {
        let viewed = Viewed::new(preset.scenario.clone(), Catalog::embedded()).unwrap();
        let subject = viewed.subject();
        let found = find(&subject, "technical").unwrap();
        for name in ["technical", "technical-speed"] {
            let Some(Plot::Lines(data)) = found.plot(&subject, name) else {
                panic!("{name} is drawn as lines")
            };
            for width in WIDTHS {
                let marks = lines::marks(&data, width, &measure);
                assert_readable(name, &marks, width, lines::height(width));
                assert_finite(name, &marks);
                assert!(
                    texts(&marks).any(|text| text.words == "you are here"),
                    "{name} of {} at {width}",
                    preset.id
                );
            }
        }
    }
}

fn bars_of(values: &[(&str, &[f64])]) -> Bars {
    let bar = |(name, values): &(&str, &[f64])| Bar {
        name: (*name).into(),
        values: values.to_vec(),
        says: format!("{name} in all"),
        ..Bar::default()
    };
    Bars {
        name: "dollars a month".into(),
        written: Written::Usd,
        parts: vec![
            ("kept by users".into(), LineTone::Shade(0.3)),
            ("profit".into(), LineTone::Accent),
        ],
        bars: values.iter().map(bar).collect(),
        ..Bars::default()
    }
}

/// Columns of the filled rectangles of a tone that are as high as a bar.
fn blocks(marks: &[Mark], tone: Tone) -> Vec<(f64, f64)> {
    let block = |mark: &Mark| match &mark.shape {
        Shape::Area(points) if mark.tone == tone && points[2].1 - points[0].1 > 15.0 => {
            Some((points[0].0, points[1].0))
        }
        _ => None,
    };
    marks.iter().filter_map(block).collect()
}

#[test]
fn parts_of_a_bar_stand_on_each_other_and_are_as_long_as_their_amounts() {
    let data = bars_of(&[
        ("at cost", &[80.0, 0.0]),
        ("two-part tariff", &[20.0, 40.0]),
    ]);
    for width in WIDTHS {
        let marks = bars::marks(&data, width, &measure);
        assert_readable("bars", &marks, width, bars::height(&data, width));
        let (kept, profit) = (
            blocks(&marks, Tone::Shade(0.3)),
            blocks(&marks, Tone::Accent),
        );
        assert_eq!((kept.len(), profit.len()), (2, 1), "{kept:?} {profit:?}");
        let (first, second, charged) = (kept[0], kept[1], profit[0]);
        assert!((first.1 - first.0) > 0.25 * width, "{first:?} at {width}");
        assert!(((first.1 - first.0) / (second.1 - second.0) - 4.0).abs() < 1e-9);
        assert!(((charged.1 - charged.0) / (second.1 - second.0) - 2.0).abs() < 1e-9);
        assert_eq!(charged.0, second.1);
        let words: Vec<&str> = texts(&marks).map(|text| text.words.as_str()).collect();
        for expected in [
            "dollars a month",
            "profit",
            "two-part tariff",
            "at cost in all",
            "$80",
        ] {
            assert!(
                words.contains(&expected),
                "{expected} is not among {words:?}"
            );
        }
    }
}

#[test]
fn what_is_below_nothing_stands_on_the_other_side_of_it() {
    let mut data = bars_of(&[("1", &[30.0, -10.0]), ("2", &[20.0, -20.0])]);
    let marks = bars::marks(&data, 720.0, &measure);
    let (above, below) = (
        blocks(&marks, Tone::Shade(0.3)),
        blocks(&marks, Tone::Accent),
    );
    assert!(above.iter().all(|block| block.0 == above[0].0), "{above:?}");
    assert!(below.iter().all(|block| block.1 == above[0].0), "{below:?}");
    data.across = Some("month".into());
    let marks = bars::marks(&data, 720.0, &measure);
    assert_readable("columns", &marks, 720.0, bars::height(&data, 720.0));
    let (above, below) = (
        blocks(&marks, Tone::Shade(0.3)),
        blocks(&marks, Tone::Accent),
    );
    assert_eq!((above.len(), below.len()), (2, 2));
    assert_eq!(above[0].0, below[0].0, "one column, one place");
    assert!(above[0].1 < above[1].0, "columns stand side by side");
}

#[test]
fn three_years_of_months_stand_side_by_side() {
    let months: Vec<(&str, [f64; 2])> = (0..36)
        .map(|month| ("", [100.0 - f64::from(month), 20.0]))
        .collect();
    let rows: Vec<(&str, &[f64])> = months
        .iter()
        .map(|(name, values)| (*name, &values[..]))
        .collect();
    let data = Bars {
        across: Some("month".into()),
        level: Some(("paid back".into(), 60.0)),
        ..bars_of(&rows)
    };
    for width in WIDTHS {
        let marks = bars::marks(&data, width, &measure);
        assert_readable("months", &marks, width, bars::height(&data, width));
        let found = blocks(&marks, Tone::Shade(0.3));
        assert_eq!(found.len(), 36);
        assert!(
            found.windows(2).all(|pair| pair[0].1 < pair[1].0),
            "{found:?}"
        );
        assert!(texts(&marks).any(|text| text.words == "paid back"));
    }
}
