//! How often a result is right, who looks at it, and what follows when it is not.

use super::group::group;
use crate::element::{View, all, flag, nothing, part, text};
use crate::field::choice::{choice, named};
use crate::field::number::Number;
use crate::field::switch::tick;
use crate::kept::Kept;
use crate::state::State;
use scenario::choice::Fallback;
use scenario::document::Checking;
use scenario::words;

/// The success rate of the step, then the look at each result.
pub fn checking(state: State) -> View {
    let summary = text(move || {
        let words = |step: &_| {
            state
                .scenario
                .with(|scenario| words::checking_summary(scenario, step))
        };
        state.with_step(words).unwrap_or_default()
    });
    let looked_at = Kept::new(move || state.scenario.with(|scenario| scenario.checking.is_some()));
    let flip = move |looks: bool| {
        state.change(|scenario| scenario.checking = looks.then(Checking::default));
    };
    let look = part(move || {
        if looked_at.get() {
            look(state)
        } else {
            nothing()
        }
    });
    let looks = tick(
        "checking",
        "Somebody or something looks at each result",
        "A person, a test or another model. A rejected result is tried again or given up.",
        flag(move || looked_at.get()),
        flip,
    );
    group(
        "Checking",
        summary,
        false,
        vec![
            Number::full("steps[].success_rate").view(state),
            looks,
            look,
        ],
    )
}

fn look(state: State) -> View {
    let fallbacks = named(&[("person", "a person does it"), ("none", "it is given up")]);
    let table = move |read: fn(&Checking) -> bool| {
        state
            .scenario
            .with(|scenario| scenario.checking.as_ref().is_some_and(read))
    };
    let by_person = Kept::new(move || table(|table| table.fallback == Fallback::Person));
    let by_time = flag(move || by_person.get() && table(|table| table.fallback_usd.is_none()));
    let person = part(move || {
        if by_person.get() {
            Number::small("checking.fallback_usd").view(state)
        } else {
            nothing()
        }
    });
    let time = part(move || {
        if !by_time.read() {
            return nothing();
        }
        let wage = Number::small("person.wage_usd_per_hour").view(state);
        all(vec![wage, Number::small("person.task_minutes").view(state)])
    });
    all(vec![
        Number::full("checking.cost_usd").view(state),
        Number::full("checking.recall").view(state),
        Number::small("checking.false_reject").view(state),
        Number::full("checking.attempts").view(state),
        Number::small("checking.correlation").view(state),
        choice(state, "checking.fallback", fallbacks),
        person,
        time,
    ])
}
