//! A table of the report, as a real table.

use crate::element::{Element, View, all, el, nothing, part};
use crate::kept::Kept;
use telling::table::Table;

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
                .map_or_else(nothing, |table| rows(table, style, Vec::new()))
        })
    })
}

/// A table as it is, with a cell more at the end of each row where there are any; the head has an empty one, then.
pub fn rows(table: &Table, style: Style, endings: Vec<Element>) -> View {
    let has_endings = !endings.is_empty();
    let mut endings = endings.into_iter();
    let unseen = if style == Style::Bare { "unseen" } else { "" };
    let last = table.rows.len().saturating_sub(1);
    let row = |(index, row): (usize, &Vec<String>)| {
        let class = if style == Style::Sum && index == last {
            "sum"
        } else {
            ""
        };
        let line = line(class, row, false);
        match endings.next() {
            Some(ending) => line.and(ending).view(),
            None => line.view(),
        }
    };
    let mut head = line("", &table.head, true);
    if has_endings {
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
