//! Every drawing of some presets as SVG, light and dark, narrow and wide, into a folder:
//! `cargo run -p charts --example gallery -- FOLDER`.
#![allow(clippy::expect_used, reason = "a tool for a person may stop")]

use catalogs::prices::Catalog;
use charts::card::Body;
use charts::look::{Look, Palette, colour};
use charts::two_bars::{self, TwoBars};
use charts::{
    areas, bars, frontier_curve, lines, marginal_curve, net_bars, orders, splits, value_curve,
    workflow,
};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, RGBColor, SVGBackend};
use scenario::analysis::analyse;
use scenario::presets;
use scenario::sweep::Base;
use std::path::Path;
use std::rc::Rc;
use telling::picture;
use telling::picture::plot::{Areas, Axis, Bar, Bars, Line, LineTone, Lines, Written};
use telling::sections::Block;
use views::{VIEWS, Viewed, find};

/// Values of [`Palette::PROPERTIES`] as `style/theme.css` has them.
const LIGHT: [&str; 14] = [
    "#1d1b18", "#5f5a51", "#1d1b18", "#a9481b", "#6db3dd", "#4fb08f", "#dccf4a", "#e6a532",
    "#df8259", "#0a5f63", "#a3341c", "#e3ded3", "#e2efee", "#fbfaf6",
];
const DARK: [&str; 14] = [
    "#ece8df", "#aaa498", "#ffffff", "#e9a682", "#35719a", "#27745a", "#75691a", "#8f620f",
    "#a34d24", "#6ec4bf", "#ef8f74", "#34312b", "#1d3231", "#151412",
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Draws and says whether it could.
type Draw = dyn Fn(&Area, &Look) -> bool;

/// A drawing that waits for its width.
struct Drawing {
    name: String,
    height: Box<dyn Fn(f64) -> f64>,
    draw: Box<Draw>,
}

/// The drawing of some data, if there are any.
fn drawing<Data: 'static>(
    name: &str,
    data: Option<Data>,
    height: fn(&Data, f64) -> f64,
    draw: fn(&Area, &Data, &Look) -> bool,
) -> Option<Drawing> {
    let data = Rc::new(data?);
    let same = Rc::clone(&data);
    Some(Drawing {
        name: name.into(),
        height: Box::new(move |width| height(&same, width)),
        draw: Box::new(move |area, look| draw(area, &data, look)),
    })
}

fn main() {
    let folder = std::env::args().nth(1).expect("a folder to write to");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    for drawing in of_every_kind() {
        write(folder, "kinds", &drawing);
    }
    for preset in [
        "legal-contracts",
        "multi-agent",
        "software-engineering",
        "internal-pricing",
        "rag-assistant",
    ] {
        for drawing in drawings(preset).into_iter().chain(of_views(preset)) {
            write(folder, preset, &drawing);
        }
    }
}

/// In every theme, on a phone and on a page.
fn write(folder: &Path, of: &str, drawing: &Drawing) {
    for (theme, colours) in [("light", LIGHT), ("dark", DARK)] {
        for width in [320.0, 720.0] {
            let file = folder.join(format!("{of}-{}-{theme}-{width}.svg", drawing.name));
            std::fs::write(file, svg(drawing, &colours, width)).expect("the file can be written");
        }
    }
}

fn drawings(preset: &str) -> Vec<Drawing> {
    let scenario = &presets::find(preset).expect("it is a preset").scenario;
    let catalog = Catalog::embedded();
    let report = analyse(scenario, catalog)
        .report
        .expect("a preset has no errors");
    let base = Base::new(scenario, catalog).expect("a preset says how often it is right");
    let nets = report.risk.as_ref().zip(report.value.as_ref());
    let nets = nets.map(|(risk, value)| picture::net_bars(risk, value.net_usd));
    let found = [
        drawing(
            "two-bars",
            Some(TwoBars::of(&report)),
            |_, width| two_bars::height(width),
            |area, data, look| two_bars::draw(area, data, look).is_ok(),
        ),
        drawing(
            "value",
            picture::value_curve(&base, &report),
            |_, width| value_curve::height(width),
            |area, data, look| value_curve::draw(area, data, look).is_ok(),
        ),
        drawing(
            "marginal",
            picture::marginal_curve(&base, &report),
            |_, width| marginal_curve::height(width),
            |area, data, look| marginal_curve::draw(area, data, look).is_ok(),
        ),
        drawing(
            "orders",
            picture::orders(&report),
            orders::height,
            |area, data, look| orders::draw(area, data, look).is_ok(),
        ),
        drawing(
            "workflow",
            Some(picture::workflow(&base, &report)),
            workflow::height,
            |area, data, look| workflow::draw(area, data, look).is_ok(),
        ),
        drawing(
            "splits",
            picture::splits(&base, &report),
            splits::height,
            |area, data, look| splits::draw(area, data, look).is_ok(),
        ),
        drawing(
            "net-bars",
            nets,
            |_, width| net_bars::height(width),
            |area, data, look| net_bars::draw(area, data, look).is_ok(),
        ),
        drawing(
            "frontier",
            picture::frontier_curve(&base, &report),
            |_, width| frontier_curve::height(width),
            |area, data, look| frontier_curve::draw(area, data, look).is_ok(),
        ),
    ];
    found.into_iter().flatten().collect()
}

/// The general kinds, with everything that they can show.
fn of_every_kind() -> Vec<Drawing> {
    let found = [
        drawing(
            "lines",
            Some(lines_of_every_kind()),
            |_, width| lines::height(width),
            |area, data, look| lines::draw(area, data, look).is_ok(),
        ),
        drawing(
            "bar-rows",
            Some(bar_rows()),
            bars::height,
            |area, data, look| bars::draw(area, data, look).is_ok(),
        ),
        drawing(
            "bar-columns",
            Some(bar_columns()),
            bars::height,
            |area, data, look| bars::draw(area, data, look).is_ok(),
        ),
        drawing(
            "areas",
            Some(areas_of_days()),
            areas::height,
            |area, data, look| areas::draw(area, data, look).is_ok(),
        ),
    ];
    found.into_iter().flatten().collect()
}

/// Every drawing of every view.
fn of_views(preset: &str) -> Vec<Drawing> {
    let scenario = presets::find(preset)
        .expect("it is a preset")
        .scenario
        .clone();
    let viewed = Viewed::new(scenario, Catalog::embedded()).expect("a preset has no errors");
    let subject = viewed.subject();
    let mut found = Vec::new();
    for (id, ..) in VIEWS {
        let view = find(&subject, id).expect("it is a view");
        for name in names(&view.section(&subject).blocks) {
            let plot = view.plot(&subject, &name).map(Body::Plot);
            found.extend(drawing(&name, plot, Body::height, |area, body, look| {
                body.draw(area, look).is_ok()
            }));
        }
    }
    found
}

/// Names of the drawings among blocks, folded ones too.
fn names(blocks: &[Block]) -> Vec<String> {
    let of_block = |block: &Block| match block {
        Block::Chart(name, _) => vec![name.clone()],
        Block::Fold(_, inside) => names(inside),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of_block).collect()
}

/// Stacked rows with a range and a level.
fn bar_rows() -> Bars {
    let bar = |name: &str, values: [f64; 3]| Bar {
        name: name.into(),
        values: values.to_vec(),
        range: Some((values[0] * 0.6, values[0] * 1.5)),
        says: format!("${}", values.iter().sum::<f64>()),
    };
    Bars {
        name: "dollars a month".into(),
        written: Written::Usd,
        parts: vec![
            ("profit of the service".into(), LineTone::Accent),
            ("kept by heavy users".into(), LineTone::Shade(0.5)),
            ("kept by light users".into(), LineTone::Shade(0.2)),
        ],
        bars: vec![
            bar("at cost", [0.0, 4_050.0, 2_400.0]),
            bar("two-part tariff", [3_512.0, 2_125.0, 300.0]),
            bar("menu of two packages", [4_866.0, 1_166.0, 0.0]),
        ],
        level: Some(("most that can be had".into(), 6_450.0)),
        across: None,
    }
}

/// Two years of months that begin with a loss.
fn bar_columns() -> Bars {
    let bar = |month: u32| Bar {
        values: vec![
            900.0 / (1.0 + f64::from(month) / 8.0),
            200.0,
            -600.0 + 20.0 * f64::from(month),
        ],
        ..Bar::default()
    };
    Bars {
        name: "dollars a month".into(),
        written: Written::Usd,
        parts: vec![
            ("tokens".into(), LineTone::Accent),
            ("checks and people".into(), LineTone::Shade(0.4)),
            ("net".into(), LineTone::Loss),
        ],
        bars: (0..24).map(bar).collect(),
        level: Some(("today".into(), 1_000.0)),
        across: Some("month".into()),
    }
}

/// Three weeks of three models.
fn areas_of_days() -> Areas {
    let kind = |name: &str, shade: f64, height: f64| {
        let day = |day: u32| height * f64::from((day * 7 + 3) % 11) * f64::from(day % 7).min(1.0);
        let amounts = (0..21).map(day).collect();
        (name.to_owned(), LineTone::Shade(shade), amounts)
    };
    Areas {
        name: "dollars a day".into(),
        written: Written::Usd,
        first: 20_320.0,
        kinds: vec![
            kind("claude-opus-5", 1.0, 4.0),
            kind("claude-sonnet-5", 0.65, 2.0),
            kind("claude-haiku-4-5", 0.35, 0.5),
        ],
    }
}

/// A falling line over ratios, one with steps, a limit, and a dot.
fn lines_of_every_kind() -> Lines {
    let batches = || (0..=20).map(|step| libm::pow(2.0, f64::from(step) / 2.0));
    let cost = |context: f64| {
        batches()
            .map(|batch| (batch, 33.0 / batch + context))
            .collect::<Vec<_>>()
    };
    let line = |name: &str, shade: f64, points: Vec<(f64, f64)>| Line {
        name: name.into(),
        tone: LineTone::Shade(shade),
        points,
        ..Line::default()
    };
    Lines {
        across: Axis::log("requests at once", Written::Count),
        up: Axis::log("dollars for a million tokens", Written::Usd),
        lines: vec![
            line("2 k context", 0.5, cost(0.05)),
            line("8 k context", 0.75, cost(0.2)),
            line("128 k", 1.0, cost(3.0).into_iter().take(9).collect()),
            Line {
                is_stepped: true,
                ..line(
                    "own price",
                    1.0,
                    vec![(1.0, 8.0), (40.0, 2.0), (1024.0, 0.6)],
                )
            },
            Line {
                is_dashed: true,
                tone: LineTone::Loss,
                ..line("list price", 1.0, vec![(1.0, 0.9), (1024.0, 0.9)])
            },
        ],
        faint: Vec::new(),
        dots: vec![("today".into(), (32.0, 33.0 / 32.0 + 0.2))],
    }
}

fn svg(drawing: &Drawing, colours: &[&str; 14], width: f64) -> String {
    // Twice as many pixels as the layout has, as on most screens.
    const SCALE: f64 = 2.0;
    let palette =
        Palette::from_colours(colours.map(|text| colour(text).unwrap_or(RGBColor(0, 0, 0))));
    // About what a browser measures in bold.
    let measure = |words: &str, size: f64| words.chars().count() as f64 * size * 0.62;
    let look = Look {
        palette,
        scale: SCALE,
        width,
        measure: &measure,
    };
    let height = (drawing.height)(width);
    let mut svg = String::new();
    let size = ((width * SCALE) as u32, (height * SCALE) as u32);
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    assert!((drawing.draw)(&area, &look), "text can always be written");
    drop(area);
    let RGBColor(red, green, blue) = palette.page;
    let style = format!("<svg style=\"background: rgb({red} {green} {blue})\" ");
    full_size(&svg).replacen("<svg ", &style, 1)
}

/// The SVG backend writes letters smaller than it is told; a canvas does not.
fn full_size(svg: &str) -> String {
    const SMALLER: f64 = 1.24;
    let mut parts = svg.split("font-size=\"");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap_or((part, ""));
        let size = size.parse::<f64>().unwrap_or(0.0) * SMALLER;
        text.push_str(&format!("font-size=\"{size}\"{rest}"));
    }
    text
}
