//! What `cargo xtask bench value` times in WebAssembly: what is said about value, in workflows of any size.
//!
//! Without input and output, so that it runs in a bare engine; xtask/src/bench/value.mjs names the workflows, asks for
//! repetitions and takes the time outside.

use catalogs::prices::Catalog;
use scenario::analysis::{rows, taken_apart};
use scenario::break_even::{Rival, frontier};
use scenario::choice::CombineRule;
use scenario::document::{Scenario, Step};
use scenario::field::{step, value};
use scenario::sweep::Base;
use scenario::{evaluate, presets};
use std::cell::RefCell;
use std::hint::black_box;
use telling::sections::{sections, sparks};
use wasm_bindgen::prelude::wasm_bindgen;

/// A workflow that is ready to be asked.
struct Case {
    scenario: Scenario,
    base: Base,
    /// The same with more tasks than a period's risk is listed for, so that allocation stands out from it.
    many: Scenario,
}

thread_local! {
    static CASE: RefCell<Option<Case>> = const { RefCell::new(None) };
}

fn main() {}

/// Takes up a made workflow of so many steps, whose joins combine by the rule at `joins`; or, of no steps, the preset
/// `multi-agent`. Returns how many steps it has, 0 where it cannot be computed.
#[wasm_bindgen]
#[must_use]
pub fn prepare(joins: usize, steps: usize) -> usize {
    let case = case(joins, steps);
    let prepared = case.as_ref().map_or(0, |case| case.scenario.steps.len());
    CASE.set(case);
    prepared
}

/// Answers one question about it so many times; false where there is no answer.
#[wasm_bindgen]
#[must_use]
pub fn repeat(question: u32, times: u32) -> bool {
    CASE.with_borrow(|case| {
        let answered = |case| (0..times).all(|_| answer(black_box(case), question).is_some());
        case.as_ref().is_some_and(answered)
    })
}

fn case(joins: usize, steps: usize) -> Option<Case> {
    let scenario = if steps == 0 {
        presets::find("multi-agent")?.scenario.clone()
    } else {
        made(
            CombineRule::from_word(CombineRule::WORDS.get(joins)?)?,
            steps,
        )
    };
    let base = Base::new(&scenario, Catalog::embedded())?;
    let mut many = scenario.clone();
    many.work.tasks = 1e6;
    Some(Case {
        scenario,
        base,
        many,
    })
}

/// A chain into which every third step joins a step that starts on its own. That step's success stands in no other
/// parent, so that quality stays above nothing however long the chain is.
fn made(combine: CombineRule, steps: usize) -> Scenario {
    let name = |index: usize| format!("step {}", index + 1);
    let step = |index: usize| {
        let varied = (index % 7) as f64;
        let mut step = Step {
            name: name(index),
            after: match index % 3 {
                1 => Some(Vec::new()),
                2 => Some(vec![name(index - 2), name(index - 1)]),
                _ => None,
            },
            combine,
            reasoning_tokens: Some(1_000.0 + 250.0 * varied),
            success_rate: Some(0.97 + 0.004 * varied),
            ..Step::default()
        };
        step.price.input_usd_per_mtok = Some(2.0 + varied);
        step.price.output_usd_per_mtok = Some(10.0 + 5.0 * varied);
        step
    };
    let mut scenario = Scenario {
        steps: (0..steps).map(step).collect(),
        ..Scenario::default()
    };
    scenario.value.loss_usd = 20.0;
    scenario
}

/// The questions, numbered as in xtask/src/bench/value.mjs.
fn answer(case: &Case, question: u32) -> Option<()> {
    let Case {
        scenario,
        base,
        many,
    } = case;
    let catalog = Catalog::embedded();
    match question {
        0 => {
            black_box(evaluate(scenario, catalog).report?.value?);
        }
        1 => {
            black_box(evaluate(scenario, catalog).report?.value?);
            black_box(rows(&Base::new(scenario, catalog)?, Rival::Nothing));
        }
        2 => {
            black_box(taken_apart(many, catalog).0.report?.optimum?);
        }
        3 => without_allocation(many, catalog)?,
        4 => {
            // Of the first step: what follows it may bend its curves.
            black_box(sparks(base, 0));
        }
        5 => {
            let (evaluated, base) = taken_apart(scenario, catalog);
            black_box(sections(scenario, &evaluated.report?, base.as_ref()));
        }
        _ => return None,
    }
    Some(())
}

/// What [`taken_apart`] does beside the search for the best efforts, which is timed as the difference: the engine, which
/// has the search alone, is no dependency here.
fn without_allocation(scenario: &Scenario, catalog: &Catalog) -> Option<()> {
    black_box(evaluate(scenario, catalog).report?);
    let base = Base::new(scenario, catalog)?;
    black_box(rows(&base, Rival::Nothing));
    let across = step::SUCCESS_RATE.of_step(scenario.steps.len().checked_sub(1)?);
    let up = value::GAIN_USD.place();
    black_box(frontier(&base, catalog, across, up));
    Some(())
}
