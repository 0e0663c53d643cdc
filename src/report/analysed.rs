//! The deeper report: value, break-even, workflow, risk, the views that are open, and the tiny curves of the form.
//!
//! What was analysed last stays here for the drawings and for what is taken over.

use super::{part, viewed};
use crate::browser::surface::Place;
use crate::browser::{self, Timeout, drawing, folds};
use crate::chart::spark;
use crate::framework::untrack;
use crate::prices;
use crate::state::{Notice, Shown, State};
use catalogs::prices::Catalog;
use charts::card::Body;
use economics::price::Instant;
use scenario::analysis::{taken_apart, taken_over};
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::sweep::Base;
use std::cell::RefCell;
use telling::price_notes;
use telling::sections::{Action, Reading, Section, sections, sparks};
use telling::today as past;
use views::VIEWS;

/// What is to be analysed.
struct Asked<'a> {
    /// The document.
    scenario: &'a Scenario,
    /// The price list that it is evaluated with.
    catalog: &'static Catalog,
    /// The present list and the day: where the other is a past one, a section at the end says what it would be today.
    present: Option<(&'static Catalog, Instant)>,
    /// The step whose fields get tiny curves.
    step: usize,
}

/// What was analysed last.
struct Analysed {
    scenario: Scenario,
    report: Report,
    base: Option<Base>,
}

thread_local! {
    static LAST: RefCell<Option<Analysed>> = const { RefCell::new(None) };
}

/// Makes the deeper report anew.
pub fn refresh(state: State) {
    let Some(scenario) = shown(state) else {
        // No answer: nothing of another scenario stays.
        state.reading.set(Reading::default());
        return;
    };
    let catalog = state.catalog.get_untracked();
    let asked = Asked {
        scenario: &scenario,
        catalog,
        present: browser::today().map(|day| (prices::present(), day)),
        step: state.step.get_untracked(),
    };
    let Some(mut reading) = analyse(&asked) else {
        return;
    };
    for (id, ..) in VIEWS {
        reading.sections.extend(view(state, &scenario, catalog, id));
    }
    let open_again = folds::remember();
    spark::begin();
    state.reading.set(reading);
    // The page has built what is new by then.
    Timeout::new(0, open_again).forget();
}

fn shown(state: State) -> Option<Scenario> {
    let scenario = |shown: &Option<Shown>| Some(shown.as_ref()?.scenario.clone());
    state.shown.with_untracked(scenario)
}

/// Analyses a scenario: its sections, and tiny curves for the fields of a step. Nothing where it has an error: what was
/// analysed before stays.
fn analyse(asked: &Asked) -> Option<Reading> {
    let (scenario, catalog) = (asked.scenario, asked.catalog);
    let (evaluated, base) = taken_apart(scenario, catalog);
    let report = evaluated.report?;
    let mut sections = sections(scenario, &report, base.as_ref());
    price_notes::add(&mut sections, scenario, catalog);
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

/// A view as it is now: empty while it is folded, nothing while the part that works it out is not here.
fn view(
    state: State,
    scenario: &Scenario,
    catalog: &'static Catalog,
    id: &'static str,
) -> Option<Section> {
    let section = || Section {
        id: id.into(),
        ..Section::default()
    };
    if !browser::is_open(id)? {
        return Some(section());
    }
    let Some(part) = viewed::PART.get_untracked() else {
        // Where it did not come, it is asked for by hand.
        if !untrack(|| viewed::PART.has_failed()) {
            viewed::PART.ask(state);
        }
        return None;
    };
    Some(
        (part.view)(scenario, catalog, id).unwrap_or_else(|| Section {
            takeaway: WITHOUT_ANSWER.into(),
            ..section()
        }),
    )
}

const WITHOUT_ANSWER: &str = "The scenario has an error.";

/// Draws a picture of the deeper report or of a view. A canvas that cannot be drawn on stays empty; the table beside it
/// says the same.
pub fn paint(picture: &str, place: &Place) {
    let views = viewed::PART.get_untracked();
    if views.is_some_and(|part| (part.paint)(picture, place)) {
        return;
    }
    LAST.with_borrow(|last| {
        let body = last
            .as_ref()
            .and_then(|last| Body::named(picture, &last.report, last.base.as_ref()));
        if let Some(body) = body {
            drawing::draw(&body, place);
        }
    });
}

/// Takes a setting of a view as a person typed it, or shows what is wrong with it.
pub fn typed(state: State, path: &str, text: &str) {
    let changed = shown(state).and_then(|scenario| {
        let changed = (viewed::PART.get_untracked()?.type_in)(&scenario, path, text)?;
        (changed != scenario).then_some(changed)
    });
    match changed {
        Some(changed) => state.change(|scenario| *scenario = changed),
        None => part::refresh(state),
    }
}

/// Takes over what the deeper report offers; undo leads back.
pub fn take_over(state: State, action: Action) {
    let Some(taken) = taken_last(action) else {
        let message = "That could not be taken over; the scenario is as it was.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    };
    state.change(|scenario| *scenario = taken);
    let message = "Taken over. Undo brings back what was.";
    state.notice.set(Some(Notice::Done(message.into())));
}

/// The last scenario with what was offered taken over.
fn taken_last(action: Action) -> Option<Scenario> {
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
