//! Which step of the workflow the groups below show.

use super::group::Group;
use crate::state::State;
use leptos::prelude::*;
use scenario::words;

/// One line a step, with its part of the cost.
pub fn workflow(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| state.scenario.with(words::workflow_summary));
    let steps = Memo::new(move |_| {
        state.shown.with(|shown| {
            let steps = shown.as_ref().map(|shown| shown.report.steps.iter());
            let line = |step: &scenario::report::StepReport| {
                (step.name.clone(), scenario::format::usd(step.cost_usd))
            };
            steps
                .map(|steps| steps.map(line).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let item = move |(index, (name, cost)): (usize, (String, String))| {
        view! {
            <label>
                <input
                    type="radio"
                    name="step"
                    prop:checked=move || state.step.get() == index
                    on:change=move |_| state.step.set(index)
                />
                <span>{name}</span>
                <span class="amount">{cost}</span>
            </label>
        }
    };
    view! {
        <Group name="Workflow" summary open=true>
            <fieldset class="steps">
                <legend>"The fields below are those of"</legend>
                {move || steps.get().into_iter().enumerate().map(item).collect_view()}
            </fieldset>
        </Group>
    }
    .into_any()
}
