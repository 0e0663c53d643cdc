//! What `cargo xtask bench views` times in WebAssembly: each view of the example with most steps, with its text.
//!
//! Without input and output, so that it runs in a bare engine; xtask/src/bench/views.mjs takes the time outside.

use catalogs::prices::Catalog;
use scenario::field::{Datum, work};
use scenario::presets;
use views::{VIEWS, Viewed, find, type_in};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Works a view out, by its place in the list; the number of tasks is another with each run. `with_every_model` has the
/// alternatives look at the whole price list. False where there is no such view.
#[wasm_bindgen]
#[must_use]
pub fn work_out(view: usize, run: u32, with_every_model: bool) -> bool {
    let section = || {
        let mut scenario = presets::find("multi-agent")?.scenario.clone();
        let tasks = f64::from(1_000 + run);
        let place = work::TASKS.place();
        scenario.set(&place, Datum::Number(tasks)).ok()?;
        if with_every_model {
            type_in(&mut scenario, "alternatives.catalogue", "all").ok()?;
        }
        let viewed = Viewed::new(scenario, Catalog::embedded())?;
        let subject = viewed.subject();
        let (id, ..) = VIEWS.get(view)?;
        Some(find(&subject, id)?.section(&subject))
    };
    section().is_some_and(|section| !section.takeaway.is_empty())
}
