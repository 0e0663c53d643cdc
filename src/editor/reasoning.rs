//! How much the model thinks before it answers: a count, or a multiple of the answer.

use super::group::Group;
use crate::field::number::Number;
use crate::state::State;
use leptos::prelude::*;
use scenario::document::Step;
use scenario::estimate::REASONING_LEVELS;
use scenario::words;

/// The box in one of its two forms, and chips for whoever does not know.
pub fn reasoning(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| {
        state
            .with_step(words::reasoning_summary)
            .unwrap_or_default()
    });
    let ratio = Memo::new(move |_| state.with_step(|step| step.reasoning_ratio).flatten());
    let by_ratio = Memo::new(move |_| ratio.get().is_some());
    let set = move |edit: fn(&mut Step, f64), value: f64| {
        let index = state.step.get_untracked();
        state.drafts.update(std::collections::BTreeMap::clear);
        state.change(|scenario| {
            if let Some(step) = scenario.steps.get_mut(index) {
                edit(step, value);
            }
        });
    };
    let hidden = move || state.with_step(Step::hidden_tokens).unwrap_or_default();
    let chip = move |(name, times): (&'static str, f64)| {
        let label = if times > 0.0 {
            format!("{name} {}", scenario::format::times(times))
        } else {
            name.into()
        };
        let on = move || ratio.get() == Some(times) || times == 0.0 && hidden() == 0.0;
        view! {
            <button
                type="button"
                aria-pressed=move || if on() { "true" } else { "false" }
                on:click=move |_| set(set_ratio, times)
            >{label}</button>
        }
    };
    view! {
        <Group name="Reasoning" summary open=true>
            <fieldset class="ways">
                <legend class="unseen">"Hidden reasoning is entered as"</legend>
                <label>
                    <input type="radio" name="reasoning" prop:checked=move || !by_ratio.get()
                        on:change=move |_| set(set_count, hidden())/>
                    "tokens"
                </label>
                <label>
                    <input type="radio" name="reasoning" prop:checked=by_ratio
                        on:change=move |_| set(set_ratio, ratio_now(state))/>
                    "a multiple of the answer"
                </label>
            </fieldset>
            {move || if by_ratio.get() {
                view! { <Number state path="steps[].reasoning_ratio"/> }
            } else {
                view! { <Number state path="steps[].reasoning_tokens" measured=false/> }
            }}
            <div class="chips" role="group" aria-label="Hidden reasoning as a multiple of the answer">
                {REASONING_LEVELS.map(chip)}
            </div>
            <p class="note">{words::REASONING_LEVELS_NOTE}</p>
        </Group>
    }
}

/// The multiple that the present count comes to.
fn ratio_now(state: State) -> f64 {
    let index = state.step.get_untracked();
    state
        .with_report(|report| report.steps.get(index).and_then(|step| step.hidden_ratio))
        .flatten()
        .unwrap_or(0.0)
}

fn set_ratio(step: &mut Step, ratio: f64) {
    step.reasoning_ratio = Some(ratio);
    step.reasoning_tokens = None;
}

fn set_count(step: &mut Step, tokens: f64) {
    step.reasoning_ratio = None;
    step.reasoning_tokens = Some(tokens);
}
