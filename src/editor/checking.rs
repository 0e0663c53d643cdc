//! How often a result is right, who looks at it, and what follows when it is not.

use super::group::Group;
use crate::field::choice::{Choice, named};
use crate::field::number::{Number, Size};
use crate::state::State;
use leptos::prelude::*;
use scenario::choice::Fallback;
use scenario::document::Checking;
use scenario::words;

/// The success rate of the step, then the look at each result.
pub fn checking(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| {
        let words = state.with_step(|step| {
            state
                .scenario
                .with(|scenario| words::checking_summary(scenario, step))
        });
        words.unwrap_or_default()
    });
    let looked_at = Memo::new(move |_| state.scenario.with(|scenario| scenario.checking.is_some()));
    let flip = move |event| {
        let looks = event_target_checked(&event);
        state.change(|scenario| {
            scenario.checking =
                looks.then(|| scenario.checking.take().unwrap_or_else(Checking::default));
        });
    };
    view! {
        <Group name="Checking" summary>
            <Number state path="steps[].success_rate"/>
            <div class="field switch">
                <input id="checking" type="checkbox" prop:checked=looked_at on:change=flip/>
                <label for="checking">"Somebody or something looks at each result"</label>
                <p class="note">"A person, a test or another model. A rejected result is tried again or given up."</p>
            </div>
            {move || looked_at.get().then(|| look(state))}
        </Group>
    }
}

fn look(state: State) -> impl IntoView {
    let fallbacks = named(&[("person", "a person does it"), ("none", "it is given up")]);
    let by_person = Memo::new(move |_| {
        let is_person = |table: &Checking| table.fallback == Fallback::Person;
        state
            .scenario
            .with(|scenario| scenario.checking.as_ref().is_some_and(is_person))
    });
    let by_time = Memo::new(move |_| {
        let is_open = |table: &Checking| table.fallback_usd.is_none();
        by_person.get()
            && state
                .scenario
                .with(|scenario| scenario.checking.as_ref().is_some_and(is_open))
    });
    view! {
        <Number state path="checking.cost_usd"/>
        <Number state path="checking.recall"/>
        <Number state path="checking.false_reject" size=Size::Small/>
        <Number state path="checking.attempts"/>
        <Number state path="checking.correlation" size=Size::Small/>
        <Choice state path="checking.fallback" options=fallbacks/>
        {move || by_person.get().then(|| view! { <Number state path="checking.fallback_usd" size=Size::Small/> })}
        {move || by_time.get().then(|| view! {
            <Number state path="person.wage_usd_per_hour" size=Size::Small/>
            <Number state path="person.task_minutes" size=Size::Small/>
        })}
    }
}
