//! A scenario's picture: it says what the report says, fits its frame, and nothing gets out of a text.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use charts::card::{Body, CARD, Card, Layout, Line, Size, Theme};
use charts::face;
use charts::mark::Align;
use scenario::analysis::analyse;
use scenario::document::Scenario;
use scenario::presets;
use scenario::sweep::Base;
use telling::words::Span;

fn card(scenario: &Scenario, view: &str) -> Option<Card> {
    let report = analyse(scenario, Catalog::embedded()).report.unwrap();
    let base = Base::new(scenario, Catalog::embedded());
    Card::of(view, scenario, &report, base.as_ref())
}

fn preset(id: &str) -> Scenario {
    presets::find(id).unwrap().scenario.clone()
}

fn columns(line: &Line) -> (f64, f64) {
    let width = face::width(&line.words, line.size, line.face);
    match line.align {
        Align::Right => (line.at.0 - width, line.at.0),
        _ => (line.at.0, line.at.0 + width),
    }
}

fn assert_fits(card: &Card, size: Size, what: &str) {
    let layout = Layout::new(card, size, &face::width);
    let (width, height) = layout.size;
    if size == Size::Social {
        assert_eq!((width, height), (800.0, 420.0), "{what}");
    }
    for (index, line) in layout.lines.iter().enumerate() {
        let (left, right) = columns(line);
        let name = format!("{} of {what}", line.words);
        assert!(left >= 0.0 && right <= width, "{name} ends at {right}");
        assert!(line.at.1 > 0.0 && line.at.1 < height, "{name}");
        for other in &layout.lines[..index] {
            let (start, end) = columns(other);
            let far = (line.size + other.size) / 2.0;
            let is_apart = right <= start + 0.1 || end <= left + 0.1;
            let is_below = (line.at.1 - other.at.1).abs() >= far * 0.9;
            assert!(is_apart || is_below, "{name} lies on {}", other.words);
        }
    }
    let (_, top, across) = layout.body;
    let above = layout.lines.iter().filter(|line| line.at.1 < top);
    assert_eq!(above.count(), layout.lines.len() - 1, "{what}");
    assert!(
        top + card.body.height(across) <= layout.rule + 1.0,
        "{what}"
    );
}

#[test]
fn every_preset_fits_a_page_and_a_preview() {
    for preset in presets::all() {
        for view in [CARD].into_iter().chain(Body::NAMES) {
            let Some(card) = card(&preset.scenario, view) else {
                continue;
            };
            assert_fits(&card, Size::Page, &format!("{view} of {}", preset.id));
        }
        let card = card(&preset.scenario, CARD).unwrap();
        assert_fits(&card, Size::Social, preset.id);
    }
}

#[test]
fn the_picture_says_what_the_report_says() {
    let legal = card(&preset("legal-contracts"), CARD).unwrap();
    let svg = legal.svg(Size::Page, Theme::Light);
    for words in [
        "Contract review",
        "$7.93",
        "$40,785",
        "net a month",
        "hidden reasoning \u{b7} $2.50 \u{b7} 83 %",
        "Tokenomics",
        "Prices of 2026-11-24 by ",
    ] {
        assert!(svg.contains(words), "{words} is not in {svg}");
    }
    assert!(legal.alternative().starts_with("A review nets $81.57"));
    assert!(svg.contains(&format!(
        "<title>Contract review: {}</title>",
        legal.alternative()
    )));
}

#[test]
fn a_drawing_has_the_takeaway_that_the_report_gives_it() {
    let drawing = card(&preset("software-engineering"), "value").unwrap();
    assert!(!drawing.alternative().is_empty());
    assert!(drawing.figures.is_empty());
    let svg = drawing.svg(Size::Page, Theme::Dark);
    assert!(svg.contains("you are here"), "{svg}");
    assert!(card(&preset("profile-chat"), "value").is_none());
    assert!(card(&preset("legal-contracts"), "nonsense").is_none());
}

/// The picture of a scenario whose every text is this one, even where a document would refuse it.
fn written(words: &str) -> Card {
    let mut card = card(&preset("legal-contracts"), CARD).unwrap();
    card.title = words.into();
    card.source = words.into();
    card.sentence = vec![
        Span {
            text: words.into(),
            strong: true,
        },
        Span {
            text: format!("{words} and {words}"),
            strong: false,
        },
    ];
    card.figures[0].value = words.into();
    card.figures[1].label = words.into();
    if let Body::Cost(bars) = &mut card.body {
        bars.tokens_title = words.into();
        bars.classes[0].token_labels = vec![words.into()];
    }
    card
}

#[test]
fn nothing_gets_out_of_a_text() {
    for hostile in [
        "</text></svg><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "<foreignObject><iframe src=javascript:alert(1)>",
        "&lt;&#0;&",
        "\u{202e}desrever\u{0}\u{7}",
    ] {
        let card = written(hostile);
        assert_fits(&card, Size::Page, hostile);
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            let svg = card.svg(Size::Page, theme);
            for never in [
                "<script",
                "<foreignObject",
                "<iframe",
                "\" onload=",
                "\u{202e}",
                "\u{0}",
                "\u{7}",
            ] {
                assert!(!svg.contains(never), "{never} of {hostile} in {svg}");
            }
            let tags = svg.matches('<').count();
            assert_eq!(tags, svg.matches('>').count(), "{hostile}");
            assert_eq!(svg.matches('"').count() % 2, 0, "{hostile}");
            assert!(svg.ends_with("</svg>\n"));
        }
    }
}

#[test]
fn texts_without_end_stay_inside() {
    for long in ["a title ".repeat(40), "word".repeat(60)] {
        let card = written(&long);
        assert_fits(&card, Size::Page, "long");
        assert_fits(&card, Size::Social, "long");
    }
}

#[test]
fn a_picture_that_follows_its_page_has_the_colours_of_both_themes() {
    let legal = card(&preset("legal-contracts"), CARD).unwrap();
    let [auto, light, dark] =
        [Theme::Auto, Theme::Light, Theme::Dark].map(|theme| legal.svg(Size::Page, theme));
    assert!(light.contains("#fbfaf6") && !light.contains("#151412"));
    assert!(dark.contains("#151412") && !dark.contains("#fbfaf6"));
    assert!(auto.contains("#fbfaf6") && auto.contains("#151412"));
    assert!(auto.contains("prefers-color-scheme:dark"));
    assert_eq!(
        auto.matches("<text").count(),
        light.matches("<text").count()
    );
    assert!(auto.len() < light.len() * 2, "{} bytes", auto.len());
}
