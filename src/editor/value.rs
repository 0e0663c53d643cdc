//! What a right and a wrong result are worth, and what is paid whatever is done.

use super::group::{group, more};
use crate::element::{View, all, button, el, text};
use crate::field::number::Number;
use crate::state::State;
use scenario::field::{fixed, person, value};
use telling::words;

/// Gain and loss; then the way to them by a person's time, and what is paid anyway.
pub fn value(state: State) -> View {
    let summary = text(move || state.scenario.with(words::value_summary));
    let fields = vec![
        Number::full(&value::GAIN_USD).view(state),
        Number::full(&value::LOSS_USD).view(state),
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
        Number::small(&person::WAGE_USD_PER_HOUR).view(state),
        Number::small(&person::TASK_MINUTES).view(state),
        by_time.view(),
    ])
}

/// Left undone, paid anyway, risk.
pub fn others(state: State) -> View {
    all(vec![
        Number::small(&value::UNDONE_USD).view(state),
        Number::small(&value::RISK_AVERSION).view(state),
        Number::small(&fixed::USD).view(state),
        Number::small(&fixed::ONE_OFF_USD).view(state),
    ])
}
