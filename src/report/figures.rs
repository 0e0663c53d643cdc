//! The same cost, from a call to a year.

use crate::state::State;
use leptos::prelude::*;
use scenario::format;
use scenario::words::{self, Amount};

/// One line an amount.
pub fn figures(state: State) -> AnyView {
    let amounts = Memo::new(move |_| state.with_report(words::amounts).unwrap_or_default());
    let row = |amount: Amount| {
        view! {
            <tr>
                <th scope="row">{amount.label}</th>
                <td>{amount.explanation}</td>
                <td class="n">{amount.usd.map_or("not known".into(), format::usd_full)}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table class="amounts">
                <caption class="unseen">"Cost from a call to a year"</caption>
                <thead class="unseen"><tr><th scope="col">"of"</th><th scope="col">"what it is"</th><th scope="col">"cost"</th></tr></thead>
                <tbody>{move || amounts.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
