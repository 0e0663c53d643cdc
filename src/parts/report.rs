//! The sections of the report that follow the costs, tiny curves for the form, drawings, and the picture of the answer.
//!
//! What was analysed last stays here for the drawings and for what is taken over.

use crate::browser::surface::Place;
use crate::browser::{deeper, drawing};
use crate::chart::spark;
use crate::element::View;
use crate::report::blocks;
use crate::state::State;
use catalogs::prices::Catalog;
use charts::card::{Body, CARD, Card, Size, Theme};
use economics::price::Instant;
use scenario::analysis::{taken_apart, taken_over};
use scenario::document::Scenario;
use scenario::report::Report as Found;
use scenario::sweep::Base;
use std::cell::RefCell;
use telling::sections::{Action, Reading, Section, Sparkline, sections, sparks};
use telling::today as past;

/// The part's functions.
pub struct Report {
    /// Makes the deeper report anew.
    pub refresh: fn(State),
    /// The answer as a picture in SVG, on light or on dark: the same bytes as `tokenomics picture`.
    pub picture: fn(&Scenario, &Catalog, bool) -> Result<String, String>,
    /// The kinds of the blocks of a section: as long as it is the same, elements stay.
    pub shape: fn(&Section) -> String,
    /// The elements of a section, with its takeaway or without.
    pub built: fn(State, &'static str, &Section, bool) -> View,
    /// A tiny curve.
    pub spark: fn(&Sparkline) -> View,
}

pub(super) static PART: Report = Report {
    refresh: deeper::refreshed,
    picture,
    shape: blocks::shape,
    built: blocks::built,
    spark: spark::spark,
};

/// What is to be analysed.
pub struct Asked<'a> {
    /// The document.
    pub scenario: &'a Scenario,
    /// The price list that it is evaluated with.
    pub catalog: &'static Catalog,
    /// The present list and the day: where the other is a past one, a section at the end says what it would be today.
    pub present: Option<(&'static Catalog, Instant)>,
    /// The step whose fields get tiny curves.
    pub step: usize,
}

/// What was analysed last.
struct Analysed {
    scenario: Scenario,
    report: Found,
    base: Option<Base>,
}

thread_local! {
    static LAST: RefCell<Option<Analysed>> = const { RefCell::new(None) };
}

/// Analyses a scenario: its sections, and tiny curves for the fields of a step. Nothing where it has an error: what was
/// analysed before stays.
pub fn analyse(asked: &Asked) -> Option<Reading> {
    let (scenario, catalog) = (asked.scenario, asked.catalog);
    let (evaluated, base) = taken_apart(scenario, catalog);
    let report = evaluated.report?;
    let mut sections = sections(scenario, &report, base.as_ref());
    if let Some((present, day)) = asked.present {
        sections.extend(past::section(scenario, &report, catalog, present, day));
    }
    let curves = base.as_ref().map(|base| sparks(base, asked.step));
    let reading = Reading {
        sections,
        sparks: curves.unwrap_or_default(),
    };
    LAST.set(Some(Analysed {
        scenario: scenario.clone(),
        report,
        base,
    }));
    Some(reading)
}

/// The last scenario with what was offered taken over.
pub fn take_over(action: Action) -> Option<Scenario> {
    LAST.with_borrow(|last| {
        let last = last.as_ref()?;
        let optimum = last.report.optimum.as_ref()?;
        let tokens = match action {
            Action::Best => &optimum.best.tokens,
            Action::SameMoney => &optimum.same_money.tokens,
        };
        Some(taken_over(&last.scenario, tokens, &optimum.chosen))
    })
}

/// Draws a picture of the last scenario. A canvas that cannot be drawn on stays empty; the table beside it says the same.
pub fn paint(picture: &str, place: &Place) {
    LAST.with_borrow(|last| {
        let body = last
            .as_ref()
            .and_then(|last| Body::named(picture, &last.report, last.base.as_ref()));
        if let Some(body) = body {
            drawing::draw(&body, place);
        }
    });
}

fn picture(scenario: &Scenario, catalog: &Catalog, is_dark: bool) -> Result<String, String> {
    let (evaluated, base) = taken_apart(scenario, catalog);
    let report = evaluated.report.as_ref();
    let card = report.and_then(|report| Card::of(CARD, scenario, report, base.as_ref()));
    let theme = if is_dark { Theme::Dark } else { Theme::Light };
    let card = card.ok_or("the scenario has an error")?;
    Ok(card.svg(Size::Page, theme))
}
