//! The part of the program that works out the views below the report, and draws them.
//!
//! What was found stays here for drawings.

use super::part;
use crate::browser::drawing;
use crate::browser::surface::Place;
use crate::later::{Later, NotLoaded};
use catalogs::prices::Catalog;
use charts::card::Body;
use scenario::document::Scenario;
use scenario::field::Datum;
use scenario::problem::Problem;
use scenario::setting::SettingPlace;
use std::cell::RefCell;
use telling::sections::{Block, Section};
use views::{Found, Viewed, find, type_in as set_typed};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Views {
    /// Works a view out. Nothing where the scenario has an error or there is no such view.
    pub view: fn(&Scenario, &'static Catalog, &'static str) -> Option<Section>,
    /// The scenario with a setting as a person typed it; nothing where that is not allowed: then the view says what is wrong
    /// with it.
    pub type_in: fn(&Scenario, &str, &str) -> Option<Scenario>,
    /// Draws a picture of a view that was worked out; false where no view has it.
    pub paint: fn(&str, &Place) -> bool,
}

static TABLE: Views = Views {
    view,
    type_in,
    paint,
};

#[wasm_split(views, fallible)]
fn loaded() -> Result<&'static Views, NotLoaded> {
    Ok(&TABLE)
}

/// The part, loaded when the first view is opened.
pub static PART: Later<Views> = Later::new(|| Box::pin(loaded()), part::refresh);

/// The scenario that was looked at last.
struct Looked {
    catalog: &'static Catalog,
    viewed: Viewed<'static>,
    found: Vec<(&'static str, Found)>,
}

/// What was typed into a setting and is not allowed.
struct Draft {
    text: String,
    problem: Problem,
    /// Title of the scenario and what the setting held: a draft is of no other.
    of: (String, Option<Datum>),
}

thread_local! {
    static LAST: RefCell<Option<Looked>> = const { RefCell::new(None) };
    static DRAFTS: RefCell<Vec<Draft>> = const { RefCell::new(Vec::new()) };
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
    fn new(scenario: &Scenario, catalog: &'static Catalog) -> Option<Self> {
        Some(Self {
            catalog,
            viewed: Viewed::new(scenario.clone(), catalog)?,
            found: Vec::new(),
        })
    }

    fn is_of(&self, scenario: &Scenario, catalog: &'static Catalog) -> bool {
        self.viewed.subject().scenario == scenario && core::ptr::eq(self.catalog, catalog)
    }
}

fn view(scenario: &Scenario, catalog: &'static Catalog, id: &'static str) -> Option<Section> {
    LAST.with_borrow_mut(|last| {
        let same = last.take().filter(|looked| looked.is_of(scenario, catalog));
        let mut looked = match same {
            Some(looked) => looked,
            None => Looked::new(scenario, catalog)?,
        };
        let subject = looked.viewed.subject();
        let found = find(&subject, id)?;
        let mut section = found.section(&subject);
        DRAFTS.with_borrow_mut(|drafts| {
            drafts.retain(|draft| draft.of == Draft::of(scenario, &draft.problem.path));
            for block in &mut section.blocks {
                show(drafts, block);
            }
        });
        looked.found.retain(|(other, _)| *other != id);
        looked.found.push((id, found));
        *last = Some(looked);
        Some(section)
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

fn type_in(scenario: &Scenario, path: &str, text: &str) -> Option<Scenario> {
    let mut changed = scenario.clone();
    DRAFTS.with_borrow_mut(|drafts| {
        drafts.retain(|draft| draft.problem.path != path);
        match set_typed(&mut changed, path, text) {
            Ok(()) => Some(changed),
            Err(problem) => {
                drafts.push(Draft {
                    text: text.into(),
                    problem,
                    of: Draft::of(scenario, path),
                });
                None
            }
        }
    })
}

fn paint(picture: &str, place: &Place) -> bool {
    LAST.with_borrow(|last| {
        let plot = last.as_ref().and_then(|looked| {
            let subject = looked.viewed.subject();
            let mut found = looked.found.iter();
            found.find_map(|(_, found)| found.plot(&subject, picture))
        });
        let is_there = plot.is_some();
        if let Some(plot) = plot {
            drawing::draw(&Body::Plot(plot), place);
        }
        is_there
    })
}
