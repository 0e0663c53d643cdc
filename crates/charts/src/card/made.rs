//! A scenario's picture by the name of a view, and as SVG text.

use super::{Body, Card, Layout, Size, draw};
use crate::face;
use crate::look::{Look, Palette};
use crate::svg::{self, Svg};
use plotters::prelude::IntoDrawingArea;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::sweep::Base;
use telling::sections::{Block, sections};
use telling::words::{self, Span};

/// The view that shows the answer with its figures.
pub const CARD: &str = "card";
/// Pixels of an SVG for each of the layout, so that whole numbers are fine enough.
const FINENESS: f64 = 2.0;

/// What colours a picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Those of the page that shows it.
    Auto,
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

impl Card {
    /// The picture of a view: [`CARD`], or a drawing by its name; nothing where the scenario has no such drawing.
    #[must_use]
    pub fn of(
        view: &str,
        scenario: &Scenario,
        report: &Report,
        base: Option<&Base>,
    ) -> Option<Self> {
        let title = if report.title.is_empty() {
            "Untitled scenario"
        } else {
            &report.title
        };
        let answer = words::answer(scenario, report);
        let is_card = view == CARD;
        let name = if is_card { "cost" } else { view };
        Some(Self {
            title: title.into(),
            sentence: if is_card {
                answer.sentence
            } else {
                takeaway(view, scenario, report, base)
            },
            figures: if is_card { answer.figures } else { Vec::new() },
            body: Body::named(name, report, base)?,
            source: words::prices_line(report),
        })
    }

    /// What the picture says, for those who do not see it.
    #[must_use]
    pub fn alternative(&self) -> String {
        words::plain_text(&self.sentence)
    }

    /// The picture as SVG text.
    #[must_use]
    pub fn svg(&self, size: Size, theme: Theme) -> String {
        match theme {
            Theme::Light => self.svg_in(size, false),
            Theme::Dark => self.svg_in(size, true),
            Theme::Auto => svg::both(&self.svg_in(size, false), &self.svg_in(size, true)),
        }
    }

    fn svg_in(&self, size: Size, is_dark: bool) -> String {
        let measure = |words: &str, size: f64| face::width(words, size, face::Face::Bold);
        let layout = Layout::new(self, size, &face::width);
        let look = Look {
            palette: Palette::of_theme(is_dark),
            scale: FINENESS,
            width: layout.size.0,
            measure: &measure,
        };
        let (width, height) = layout.size;
        let pixels = ((width * FINENESS) as u32, (height * FINENESS) as u32);
        let mut elements = String::new();
        let area = Svg::new(&mut elements, pixels).into_drawing_area();
        // Writing to a string cannot fail.
        let _ = draw(&area, self, &layout, &look);
        drop(area);
        let title = format!("{}: {}", self.title, self.alternative());
        svg::document(&elements, &title, layout.size, FINENESS)
    }
}

/// What a drawing says, as the report has it.
fn takeaway(view: &str, scenario: &Scenario, report: &Report, base: Option<&Base>) -> Vec<Span> {
    let text = if view == "cost" {
        words::cost_takeaway(report)
    } else {
        let all = sections(scenario, report, base);
        let found = all.iter().find_map(|section| said(&section.blocks, view));
        found.unwrap_or_default()
    };
    vec![Span {
        text,
        strong: false,
    }]
}

fn said(blocks: &[Block], view: &str) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Chart(name, says) if name == view => Some(says.clone()),
        Block::Fold(_, inside) => said(inside, view),
        _ => None,
    })
}
