//! What a right and a wrong result are worth, and what is paid whatever is done.

use super::group::{group, more};
use crate::element::{View, all, button, el, text};
use crate::field::number::Number;
use crate::state::State;
use telling::words;

/// Gain and loss; then the way to them by a person's time, and what is paid anyway.
pub fn value(state: State) -> View {
    let summary = text(move || state.scenario.with(words::value_summary));
    let fields = vec![
        Number::full("value.gain_usd").view(state),
        Number::full("value.loss_usd").view(state),
        more(state, "By a person\u{2019}s time", |part| part.by_time),
        more(state, "Left undone, paid anyway, risk", |part| part.others),
    ];
    group("Value", summary, fields)
}

/// What a result is worth by a person's time.
pub fn by_time(state: State) -> View {
    let words = text(move || state.scenario.with(words::worth_by_time));
    let take = move || {
        state.change(|scenario| scenario.value.gain_usd = scenario.person.task_usd());
    };
    let by_time = el("div", "tools")
        .and(el("span", "note").follows(words))
        .and(button("plain", take).says("Take that as its worth"));
    all(vec![
        Number::small("person.wage_usd_per_hour").view(state),
        Number::small("person.task_minutes").view(state),
        by_time.view(),
    ])
}

/// Left undone, paid anyway, risk.
pub fn others(state: State) -> View {
    all(vec![
        Number::small("value.undone_usd").view(state),
        Number::small("value.risk_aversion").view(state),
        Number::small("fixed.usd").view(state),
        Number::small("fixed.one_off_usd").view(state),
    ])
}
