//! A table of the report, as a real table.

use leptos::prelude::*;
use scenario::table::Table;

/// One table; the last row is a sum where `sum` says so.
#[component]
pub fn TableView(
    /// What it shows, kept up to date.
    table: Memo<Option<Table>>,
    /// Whether the last row sums the others up.
    #[prop(default = false)]
    sum: bool,
    /// Whether caption and head are for screen readers only.
    #[prop(default = false)]
    bare: bool,
) -> impl IntoView {
    let caption = move || table.with(|table| table.as_ref().map(|table| table.caption.clone()));
    let head = move || table.with(|table| table.as_ref().map(|table| line(&table.head, true)));
    let rows = move || {
        table.with(|table| {
            let last = table
                .as_ref()
                .map_or(0, |table| table.rows.len())
                .saturating_sub(1);
            let rows = table.iter().flat_map(|table| &table.rows).enumerate();
            let rows = rows.map(
                |(index, row)| view! { <tr class:sum=sum && index == last>{line(row, false)}</tr> },
            );
            rows.collect_view()
        })
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=caption>
            <table class:bare=bare>
                <caption class:unseen=bare>{caption}</caption>
                <thead class:unseen=bare><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The first cell names the line, the others are numbers.
fn line(cells: &[String], is_head: bool) -> AnyView {
    let cell = |(index, text): (usize, &String)| {
        let text = text.clone();
        match (index, is_head) {
            (0, true) => view! { <th scope="col">{text}</th> }.into_any(),
            (_, true) => view! { <th scope="col" class="n">{text}</th> }.into_any(),
            (0, false) => view! { <th scope="row">{text}</th> }.into_any(),
            (_, false) => view! { <td class="n">{text}</td> }.into_any(),
        }
    };
    cells.iter().enumerate().map(cell).collect_view().into_any()
}
