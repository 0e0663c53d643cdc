//! A table of the report, as a real table.

use crate::chart::spark::spark;
use crate::element::{Element, View, all, el, nothing, part};
use crate::kept::Kept;
use scenario::sections::Sparkline;
use scenario::table::Table;

/// How a table is shown.
#[derive(Clone, Copy, PartialEq)]
pub enum Style {
    /// Caption, head, rows.
    Plain,
    /// The last row sums the others up.
    Sum,
    /// Caption and head are for screen readers only.
    Bare,
}

/// One table, kept up to date.
pub fn table_view(table: Kept<Option<Table>>, style: Style) -> View {
    part(move || {
        table.with(|table| {
            table
                .as_ref()
                .map_or_else(nothing, |table| built(table, &[], style))
        })
    })
}

/// A table with its tiny curves, by row.
pub type Sparked = (Table, Vec<Option<Sparkline>>);

/// A table whose rows may end in a tiny curve, kept up to date.
pub fn sparked_table(table: Kept<Option<Sparked>>) -> View {
    part(move || {
        table.with(|table| {
            table.as_ref().map_or_else(nothing, |(table, sparks)| {
                built(table, sparks, Style::Plain)
            })
        })
    })
}

fn built(table: &Table, sparks: &[Option<Sparkline>], style: Style) -> View {
    let unseen = if style == Style::Bare { "unseen" } else { "" };
    let last = table.rows.len().saturating_sub(1);
    let row = |(index, row): (usize, &Vec<String>)| {
        let class = if style == Style::Sum && index == last {
            "sum"
        } else {
            ""
        };
        let curve = sparks.get(index).and_then(Option::as_ref).map(spark);
        let line = line(class, row, false);
        match curve {
            Some(curve) => line.and(el("td", "curve").holds(curve)).view(),
            None if sparks.is_empty() => line.view(),
            None => line.and(el("td", "curve")).view(),
        }
    };
    let mut head = line("", &table.head, true);
    if !sparks.is_empty() {
        head = head.and(el("td", "curve"));
    }
    let built = el("table", if style == Style::Bare { "bare" } else { "" })
        .and(el("caption", unseen).says(&table.caption))
        .and(el("thead", unseen).and(head))
        .and(el("tbody", "").holds(all(table.rows.iter().enumerate().map(row).collect())));
    // It may be wider than its place: then the arrow keys move it.
    el("div", "scroll")
        .set("tabindex", "0")
        .set("role", "group")
        .set("aria-label", &table.caption)
        .and(built)
        .view()
}

/// The first cell names the line, the others are numbers.
fn line(class: &str, cells: &[String], is_head: bool) -> Element {
    let cell = |(index, text): (usize, &String)| {
        let class = if index == 0 { "" } else { "n" };
        // A cell without a name is no head.
        let scope = match (text.is_empty(), is_head, index) {
            (false, true, _) => Some("col"),
            (false, false, 0) => Some("row"),
            _ => None,
        };
        let cell = scope.map_or_else(
            || el("td", class),
            |scope| el("th", class).set("scope", scope),
        );
        cell.says(text).view()
    };
    el("tr", class).holds(all(cells.iter().enumerate().map(cell).collect()))
}
