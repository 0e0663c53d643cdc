//! The chart as SVG text: the same drawing function that paints the canvas.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use charts::look::{Look, Palette};
use charts::two_bars::{self, HIDDEN, TwoBars};
use charts::{orders, value_curve};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, RGBColor, SVGBackend};
use scenario::presets;
use scenario::sweep::Base;
use telling::picture;

const HATCH: RGBColor = RGBColor(169, 72, 27);
const ACCENT: RGBColor = RGBColor(10, 95, 99);
const LOSS: RGBColor = RGBColor(163, 52, 28);

fn palette() -> Palette {
    let classes = [1, 2, 3, 4, 5].map(|shade| RGBColor(10 * shade, 100, 100));
    Palette {
        ink: RGBColor(0, 0, 0),
        soft: RGBColor(90, 90, 90),
        on_bar: RGBColor(29, 27, 24),
        hatch: HATCH,
        classes,
        accent: ACCENT,
        loss: LOSS,
        line: RGBColor(220, 220, 220),
        wash: RGBColor(230, 240, 240),
        page: RGBColor(250, 250, 250),
    }
}

fn bars(preset: &str) -> TwoBars {
    let scenario = &presets::find(preset).unwrap().scenario;
    TwoBars::of(
        &scenario::evaluate(scenario, Catalog::embedded())
            .report
            .unwrap(),
    )
}

/// What a drawing paints on an area.
type Painter<'a> = &'a dyn Fn(&DrawingArea<SVGBackend, Shift>, &Look);

fn painted(width: f64, height: f64, painter: Painter) -> String {
    let mut svg = String::new();
    {
        let measure = |text: &str, size: f64| text.chars().count() as f64 * size * 0.6;
        let look = Look {
            palette: palette(),
            scale: 1.0,
            width,
            measure: &measure,
        };
        let backend = SVGBackend::with_string(&mut svg, (width as u32, height as u32));
        painter(&backend.into_drawing_area(), &look);
    }
    svg
}

fn drawn(data: &TwoBars, width: f64) -> String {
    painted(width, two_bars::height(width), &|area, look| {
        two_bars::draw(area, data, look).unwrap();
    })
}

fn hex(colour: RGBColor) -> String {
    format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2)
}

#[test]
fn hidden_reasoning_is_hatched_in_both_bars_and_nothing_else_is() {
    let svg = drawn(&bars("legal-contracts"), 720.0);
    let hatches = svg.matches(&hex(HATCH)).count();
    assert!(hatches > 40, "{hatches} lines");
    let without = drawn(&bars("multi-agent"), 720.0);
    assert_eq!(without.matches(&hex(HATCH)).count(), 0);
}

#[test]
fn each_class_that_occurs_has_its_colour_in_two_bars_and_a_band() {
    let data = bars("legal-contracts");
    let svg = drawn(&data, 720.0);
    for class in &data.classes {
        let colour = hex(palette().classes[class.index]);
        // Two parts of bars, a band, and a plate under each label on hatching.
        let plates = if class.index == HIDDEN { 2 } else { 0 };
        assert_eq!(
            svg.matches(&colour).count(),
            3 + plates,
            "class {}",
            class.name
        );
    }
}

#[test]
fn what_is_written_on_the_bars_is_what_the_report_says() {
    let svg = drawn(&bars("legal-contracts"), 720.0);
    for words in [
        "tokens of a try · 201 k",
        "cost of a try · $3.03",
        "input · 100 k · 50 %",
        "hidden reasoning · $2.50 · 83 %",
    ] {
        assert!(svg.contains(words), "{words} is not in {svg}");
    }
}

#[test]
fn every_preset_is_drawn_at_every_width() {
    for preset in presets::all() {
        let data = bars(preset.id);
        assert!(!data.classes.is_empty(), "{}", preset.id);
        for width in [240.0, 360.0, 560.0, 1200.0] {
            let svg = drawn(&data, width);
            assert!(
                svg.ends_with("</svg>\n") && !svg.contains("NaN"),
                "{} at {width}",
                preset.id
            );
        }
    }
}

#[test]
fn a_scenario_without_tokens_is_an_empty_chart() {
    let svg = drawn(&TwoBars::default(), 720.0);
    assert!(!svg.contains("<rect"), "{svg}");
}

#[test]
fn the_value_curve_is_drawn_in_the_colours_of_the_theme() {
    let scenario = &presets::find("legal-contracts").unwrap().scenario;
    let report = scenario::analysis::analyse(scenario, Catalog::embedded())
        .report
        .unwrap();
    let base = Base::new(scenario, Catalog::embedded()).unwrap();
    let data = picture::value_curve(&base, &report).unwrap();
    for width in [320.0, 720.0] {
        let svg = painted(width, value_curve::height(width), &|area, look| {
            value_curve::draw(area, &data, look).unwrap();
        });
        for words in ["you are here", "net $81.57", "best", "net $88.86"] {
            assert!(svg.contains(words), "{words} is not in {svg}");
        }
        for colour in [ACCENT, LOSS] {
            let line = format!("stroke=\"{}\"", hex(colour));
            assert!(svg.contains(&line), "no curve in {line}");
        }
    }
}

#[test]
fn the_best_and_the_worst_step_are_drawn_in_their_colours() {
    let scenario = &presets::find("multi-agent").unwrap().scenario;
    let report = scenario::analysis::analyse(scenario, Catalog::embedded())
        .report
        .unwrap();
    let data = picture::orders(&report).unwrap();
    let svg = painted(720.0, orders::height(&data, 720.0), &|area, look| {
        orders::draw(area, &data, look).unwrap();
    });
    let dots = |colour: RGBColor| {
        let dot = format!("fill=\"{}\" stroke=\"none\"", hex(colour));
        svg.matches(&dot).count()
    };
    // One step each, with a dot for each of the four measures; every dot stands on a ring.
    assert_eq!((dots(ACCENT), dots(LOSS)), (4, 4));
    assert_eq!(dots(palette().soft), 8);
    assert_eq!(dots(palette().page), 16);
}
