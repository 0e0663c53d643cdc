//! The steps of the workflow: which one the groups below show, adding, removing, moving and connecting them.

use super::group::{folded, group, more_of};
use crate::browser;
use crate::element::{Element, View, all, button, el, flag, maybe, nothing, part, text};
use crate::field::choice::{choice, offered};
use crate::field::number::Number;
use crate::field::text::text_field;
use crate::framework::event_target_checked;
use crate::kept::Kept;
use crate::state::State;
use scenario::field::step;
use scenario::report::StepReport;
use scenario::{format, workflow as steps};
use telling::words;

/// Which step the groups below show, where there are several.
pub fn chooser(state: State) -> View {
    part(move || {
        if !several(state).get() {
            return nothing();
        }
        let summary = text(move || {
            let index = state.step.get();
            state
                .with_step(|step| step.shown_name(index))
                .unwrap_or_default()
        });
        group("Step", summary, vec![chosen(state)])
    })
}

fn several(state: State) -> Kept<bool> {
    Kept::new(move || state.scenario.with(|scenario| scenario.steps.len() > 1))
}

/// Adding a step, and what can be done with the chosen one.
pub fn workflow(state: State) -> View {
    let summary = text(move || state.scenario.with(words::workflow_summary));
    folded(state, "Workflow", summary, |part| part.workflow)
}

/// The same, once it is asked for.
pub fn fields(state: State) -> View {
    let several = several(state);
    let inside = part(move || {
        if several.get() {
            of_chosen(state)
        } else {
            el("p", "note").says(words::ONE_STEP_NOTE).view()
        }
    });
    let add = button("plain", move || add(state)).says("Add a step");
    let tools = el("div", "tools").and(add);
    all(vec![inside, tools.view()])
}

fn chosen(state: State) -> View {
    let lines = Kept::new(move || {
        let cost = |step: &StepReport| format::usd(step.cost_usd);
        let costs: Vec<String> = state
            .with_report(|report| report.steps.iter().map(cost).collect())
            .unwrap_or_default();
        state.scenario.with(|scenario| {
            let name = |index: usize| scenario.steps[index].shown_name(index);
            let line = |index: usize| (name(index), costs.get(index).cloned().unwrap_or_default());
            (0..scenario.steps.len()).map(line).collect::<Vec<_>>()
        })
    });
    let item = move |(index, (name, cost)): (usize, (String, String))| {
        let on = flag(move || state.step.get() == index);
        let choice = el("input", "")
            .set("type", "radio")
            .set("name", "step")
            .checked(on);
        el("label", "")
            .and(choice.on("change", move |_| state.step.set(index)))
            .and(el("span", "").says(&name))
            .and(el("span", "amount").says(&cost))
            .view()
    };
    let list = part(move || all(lines.get().into_iter().enumerate().map(item).collect()));
    el("fieldset", "steps")
        .and(el("legend", "").says("The fields below are those of"))
        .holds(list)
        .view()
}

/// What can be done with the chosen step.
fn of_chosen(state: State) -> View {
    let count = move || state.scenario.with(|scenario| scenario.steps.len());
    let at_end = move |end: bool| state.step.get() == if end { count() - 1 } else { 0 };
    let off = move |end: bool| maybe(move || at_end(end).then(|| "true".into()));
    let name = text(move || {
        let index = state.step.get();
        state
            .with_step(|step| step.shown_name(index))
            .unwrap_or_default()
    });
    let tools = el("div", "tools")
        .and(el("b", "").follows(name))
        .and(
            button("plain", move || shift(state, false))
                .says("Earlier")
                .follow("aria-disabled", off(false)),
        )
        .and(
            button("plain", move || shift(state, true))
                .says("Later")
                .follow("aria-disabled", off(true)),
        )
        .and(button("plain", move || remove(state)).says("Remove this step"));
    let fields = vec![
        text_field(state, &step::NAME),
        parents(state),
        choice(state, &step::COMBINE, offered(&step::COMBINE)),
        Number::small(&step::WEIGHT).view(state),
        Number::small(&step::MINIMUM_TOKENS).view(state),
    ];
    all(vec![tools.view(), more_of("Name and connections", fields)])
}

/// Which steps the chosen one comes after: all that do not come after it.
fn parents(state: State) -> View {
    type Line = (usize, String);
    let lines = Kept::new(move || {
        let step = state.step.get();
        state.scenario.with(|scenario| {
            let allowed =
                |other: &usize| *other != step && !steps::comes_after(scenario, *other, step);
            let line = |other: usize| (other, scenario.steps[other].shown_name(other));
            (0..scenario.steps.len())
                .filter(allowed)
                .map(line)
                .collect::<Vec<Line>>()
        })
    });
    let item = move |(other, name): Line| -> View {
        // The box stays while it is ticked, and the cursor in it.
        let on = flag(move || {
            let step = state.step.get();
            state
                .scenario
                .with(|scenario| steps::parents(scenario, step).contains(&other))
        });
        let tick = el("input", "").set("type", "checkbox").checked(on);
        let tick: Element = tick.on("change", move |event| {
            let (step, on) = (state.step.get_untracked(), event_target_checked(&event));
            state.change(|scenario| steps::connect(scenario, step, other, on));
        });
        el("label", "")
            .and(tick)
            .and(el("span", "").says(&name))
            .view()
    };
    el("fieldset", "steps")
        .and(el("legend", "").says("It works on the results of"))
        .holds(part(move || {
            all(lines.get().into_iter().map(item).collect())
        }))
        .view()
}

fn add(state: State) {
    let step = state.step.get_untracked();
    let mut added = None;
    state.change(|scenario| added = steps::add(scenario, step));
    if let Some(added) = added {
        state.step.set(added);
        browser::focus_soon("steps-name");
    }
}

fn remove(state: State) {
    let step = state.step.get_untracked();
    state.step.set(step.saturating_sub(1));
    state.change(|scenario| steps::remove(scenario, step));
}

fn shift(state: State, later: bool) {
    let step = state.step.get_untracked();
    let mut to = step;
    state.change(|scenario| to = steps::shift(scenario, step, later));
    state.step.set(to);
}
