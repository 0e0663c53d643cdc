//! The views below the report, and their drawings on the page's canvases.
//!
//! The page calls [`view`] for each that is open when the scenario has changed; what was found stays here for drawings.

use crate::canvas::{Canvas, Surface};
use crate::given::{catalog, opened};
use charts::card::Body;
use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::field::Datum;
use scenario::link;
use scenario::problem::Problem;
use scenario::sections::{Block, Reading};
use scenario::setting::SettingPlace;
use scenario::views::{Found, Viewed, find, type_in as set_typed};
use std::cell::RefCell;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The scenario that was looked at last.
struct Looked {
    fragment: String,
    catalog: &'static Catalog,
    viewed: Viewed<'static>,
    found: Vec<(String, Found)>,
}

thread_local! {
    static LAST: RefCell<Option<Looked>> = const { RefCell::new(None) };
    static DRAFTS: RefCell<Vec<Draft>> = const { RefCell::new(Vec::new()) };
}

/// What was typed into a setting and is not allowed.
struct Draft {
    text: String,
    problem: Problem,
    /// Title of the scenario and what the setting held: a draft is of no other.
    of: (String, Option<Datum>),
}

impl Draft {
    fn of(scenario: &Scenario, path: &str) -> (String, Option<Datum>) {
        let held = SettingPlace::parse(path).map(|place| {
            let SettingPlace { setting, index } = place;
            scenario.settings.datum(setting, index)
        });
        (scenario.title.clone(), held)
    }
}

impl Looked {
    fn new(fragment: &str, catalog: &'static Catalog) -> Result<Self, JsError> {
        let viewed = Viewed::new(opened(fragment)?, catalog);
        Ok(Self {
            fragment: fragment.into(),
            catalog,
            viewed: viewed.ok_or_else(|| JsError::new("the scenario has an error"))?,
            found: Vec::new(),
        })
    }
}

/// Works out a view of the scenario of a link and returns its section as text. `resellers` is the second price file, or
/// empty where the scenario needs none.
///
/// # Errors
/// Where the link cannot be opened, the scenario has an error or there is no such view.
#[wasm_bindgen]
pub fn view(fragment: &str, resellers: &[u8], id: &str) -> Result<String, JsError> {
    let catalog = catalog(resellers)?;
    LAST.with_borrow_mut(|last| {
        let is_same =
            |looked: &Looked| looked.fragment == fragment && core::ptr::eq(looked.catalog, catalog);
        let mut looked = match last.take().filter(is_same) {
            Some(looked) => looked,
            None => Looked::new(fragment, catalog)?,
        };
        let found = find(&looked.viewed.subject(), id)
            .ok_or_else(|| JsError::new("there is no such view"))?;
        let subject = looked.viewed.subject();
        let mut section = found.section(&subject);
        DRAFTS.with_borrow_mut(|drafts| {
            drafts.retain(|draft| draft.of == Draft::of(subject.scenario, &draft.problem.path));
            section
                .blocks
                .iter_mut()
                .for_each(|block| show(drafts, block));
        });
        looked.found.retain(|(other, _)| other != id);
        looked.found.push((id.into(), found));
        *last = Some(looked);
        let reading = Reading {
            sections: vec![section],
            sparks: Vec::new(),
        };
        Ok(reading.write())
    })
}

/// Shows what was typed, and what is wrong with it, at its setting.
fn show(drafts: &[Draft], block: &mut Block) {
    match block {
        Block::Fold(_, inside) => inside.iter_mut().for_each(|block| show(drafts, block)),
        Block::Inputs(inputs) => {
            for input in inputs {
                let draft = drafts.iter().find(|draft| draft.problem.path == input.path);
                if let Some(Draft { text, problem, .. }) = draft {
                    input.value.clone_from(text);
                    input.problem.clone_from(&problem.message);
                }
            }
        }
        _ => {}
    }
}

/// The link of a scenario with a setting as a person typed it; nothing where that is not allowed: then the next [`view`]
/// says what is wrong with it.
///
/// # Errors
/// Where the link cannot be opened.
#[wasm_bindgen]
pub fn type_in(fragment: &str, path: &str, text: &str) -> Result<Option<String>, JsError> {
    let mut scenario = opened(fragment)?;
    DRAFTS.with_borrow_mut(|drafts| {
        drafts.retain(|draft| draft.problem.path != path);
        let of = Draft::of(&scenario, path);
        Ok(match set_typed(&mut scenario, path, text) {
            Ok(()) => Some(link::encode(&scenario)),
            Err(problem) => {
                let text = text.into();
                drafts.push(Draft { text, problem, of });
                None
            }
        })
    })
}

/// Draws a picture of a view that was worked out onto a canvas of `width` pixels of the layout, each `scale` pixels of the
/// device; false where no view has it. `colours` are three bytes for each property of the palette.
#[wasm_bindgen]
pub fn paint_view(picture: &str, canvas: &Canvas, colours: &[u8], width: f64, scale: f64) -> bool {
    LAST.with_borrow(|last| {
        let plot = last.as_ref().and_then(|looked| {
            let subject = looked.viewed.subject();
            looked
                .found
                .iter()
                .find_map(|(_, found)| found.plot(&subject, picture))
        });
        let is_there = plot.is_some();
        if let (Some(plot), Some(on)) = (plot, Surface::new(canvas, colours, width, scale)) {
            let body = Body::Plot(plot);
            let _ = on.draw(body.height(width), |area, look| {
                body.draw(area, look).is_ok()
            });
        }
        is_there
    })
}
