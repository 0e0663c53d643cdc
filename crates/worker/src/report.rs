//! The sections of the report that follow the costs, tiny curves for the form, and drawings on the page's canvases.
//!
//! The page calls [`analyse`] when the scenario has changed; what it found stays here for the drawings and for what is
//! taken over.

use crate::canvas::{Canvas, Surface};
use crate::day::today;
use crate::given::{catalog, opened, present};
use charts::card::{Body, CARD, Card, Size, Theme};
use scenario::analysis::{taken_apart, taken_over};
use scenario::document::Scenario;
use scenario::link;
use scenario::report::Report;
use scenario::sections::{Reading, sections, sparks};
use scenario::sweep::Base;
use scenario::today as past;
use std::cell::RefCell;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// What was analysed last.
struct Analysed {
    scenario: Scenario,
    report: Report,
    base: Option<Base>,
}

thread_local! {
    static LAST: RefCell<Option<Analysed>> = const { RefCell::new(None) };
}

/// Analyses the scenario of a link and returns its sections and tiny curves as text, those of the fields of step `step`.
/// `resellers` is the price file that the scenario needs beside the present makers' prices, or empty; where it is a past
/// list, a section at the end says what it would be today.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error; what was analysed before stays.
#[wasm_bindgen]
pub fn analyse(fragment: &str, resellers: &[u8], step: usize) -> Result<String, JsError> {
    let scenario = opened(fragment)?;
    let catalog = catalog(resellers)?;
    let (evaluated, base) = taken_apart(&scenario, catalog);
    let Some(report) = evaluated.report else {
        return Err(JsError::new("the scenario has an error"));
    };
    let mut sections = sections(&scenario, &report, base.as_ref());
    if let Some(day) = today() {
        let present = present(resellers)?;
        sections.extend(past::section(&scenario, &report, catalog, present, day));
    }
    let reading = Reading {
        sections,
        sparks: base
            .as_ref()
            .map(|base| sparks(base, step))
            .unwrap_or_default(),
    };
    LAST.set(Some(Analysed {
        scenario,
        report,
        base,
    }));
    Ok(reading.write())
}

/// The link of the last scenario with what was offered taken over: `best` or `same_money`.
#[wasm_bindgen]
#[must_use]
pub fn take_over(action: &str) -> Option<String> {
    LAST.with_borrow(|last| {
        let last = last.as_ref()?;
        let optimum = last.report.optimum.as_ref()?;
        let tokens = match action {
            "best" => &optimum.best.tokens,
            "same_money" => &optimum.same_money.tokens,
            _ => return None,
        };
        Some(link::encode(&taken_over(
            &last.scenario,
            tokens,
            &optimum.chosen,
        )))
    })
}

/// Draws a picture of the last scenario onto a canvas of `width` pixels of the layout, each `scale` pixels of the device.
/// `colours` are three bytes for each property of the palette. A canvas that cannot be drawn on stays empty; the table
/// beside it says the same.
#[wasm_bindgen]
pub fn paint(picture: &str, canvas: &Canvas, colours: &[u8], width: f64, scale: f64) {
    LAST.with_borrow(|last| {
        if let Some(last) = last {
            painted(last, picture, canvas, colours, width, scale);
        }
    });
}

fn painted(
    last: &Analysed,
    picture: &str,
    canvas: &Canvas,
    colours: &[u8],
    width: f64,
    scale: f64,
) -> Option<()> {
    let body = Body::named(picture, &last.report, last.base.as_ref())?;
    let on = Surface::new(canvas, colours, width, scale)?;
    on.draw(body.height(width), |area, look| {
        body.draw(area, look).is_ok()
    })
}

/// The scenario of a link as a picture, the same bytes as `tokenomics picture --theme light` or `dark`. `resellers` is the
/// second price file, or empty where the scenario needs none.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn card_svg(fragment: &str, resellers: &[u8], dark: bool) -> Result<String, JsError> {
    let scenario = opened(fragment)?;
    let (evaluated, base) = taken_apart(&scenario, catalog(resellers)?);
    let report = evaluated.report.as_ref();
    let card = report.and_then(|report| Card::of(CARD, &scenario, report, base.as_ref()));
    let theme = if dark { Theme::Dark } else { Theme::Light };
    match card {
        Some(card) => Ok(card.svg(Size::Page, theme)),
        None => Err(JsError::new("the scenario has an error")),
    }
}
