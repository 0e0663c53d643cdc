//! The little HTML that this command writes: what is shown where no calculator runs.
//!
//! It has no blank line and no line that begins with more than three spaces, so that it can stand in Markdown.

use std::fmt::Write;

use telling::sections::Block;
use telling::table::{self, Table};
use telling::words;

use crate::picture::Drawable;

/// Text as it may stand in HTML, in Markdown with HTML in it, and in MDX, where a brace begins a program.
#[must_use]
pub fn escape(words: &str) -> String {
    let text = charts::svg::escape(words);
    text.replace('{', "&#123;").replace('}', "&#125;")
}

/// A table of a report.
#[must_use]
pub fn table(table: &Table) -> String {
    let cells = |tag: &str, cells: &[String]| {
        let mut text = String::from("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            // The first column names the row. `align` says what a style would, which somebody's page may forbid.
            let (tag, attributes) = match (tag, column) {
                ("td", 0) => ("th", " scope=\"row\" align=\"left\""),
                ("td", _) => ("td", " align=\"right\""),
                (_, 0) => ("th", " scope=\"col\" align=\"left\""),
                _ => ("th", " scope=\"col\" align=\"right\""),
            };
            // Writing to a string cannot fail.
            let _ = write!(text, "<{tag}{attributes}>{}</{tag}>", escape(cell));
        }
        text + "</tr>\n"
    };
    let rows: String = table.rows.iter().map(|row| cells("td", row)).collect();
    format!(
        "<table>\n<caption>{}</caption>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        escape(&table.caption),
        cells("th", &table.head)
    )
}

/// The table that goes with a view.
#[must_use]
pub fn table_of(view: &str, drawn: &Drawable) -> Table {
    match view {
        "cost" => table::classes(&drawn.report),
        "workflow" | "orders" | "splits" => table::steps(&drawn.report),
        _ => {
            let section = drawn.section(view);
            let first = section.and_then(|section| {
                section.blocks.into_iter().find_map(|block| match block {
                    Block::Table(table, _) => Some(table),
                    _ => None,
                })
            });
            first.unwrap_or_else(|| table::totals(&drawn.report))
        }
    }
}

/// Title and sentence, table, price date, and the way to the calculator where there is one.
#[must_use]
pub fn as_text(view: &str, drawn: &Drawable, link: Option<&str>) -> String {
    let (title, sentence) = said(view, drawn);
    let mut text = format!(
        "<p><strong>{}:</strong> {}</p>\n",
        escape(&title),
        escape(&sentence)
    );
    text += &table(&table_of(view, drawn));
    text + &foot(drawn, link)
}

/// The picture of a view with its sentence for those who do not see it, and the way to the calculator.
#[must_use]
pub fn as_picture(view: &str, drawn: &Drawable, address: &str, link: Option<&str>) -> String {
    let (title, sentence) = said(view, drawn);
    let alternative = escape(&format!("{title}: {sentence}"));
    let picture = format!("<img src=\"{}\" alt=\"{alternative}\">", escape(address));
    match link {
        Some(link) => format!("<p><a href=\"{}\">{picture}</a></p>\n", escape(link)),
        None => format!("<p>{picture}</p>\n"),
    }
}

/// Where the prices come from, and the way to the calculator.
#[must_use]
pub fn foot(drawn: &Drawable, link: Option<&str>) -> String {
    let source = escape(&words::prices_line(&drawn.report));
    match link {
        Some(link) => format!(
            "<p>{source}. <a href=\"{}\">Open this calculation</a></p>\n",
            escape(link)
        ),
        None => format!("<p>{source}.</p>\n"),
    }
}

/// What a view is called and what it says: the answer where the scenario has nothing of it to say.
#[must_use]
pub fn said(view: &str, drawn: &Drawable) -> (String, String) {
    if let Some(section) = drawn.section(view) {
        return (drawn.report.title.clone(), section.takeaway);
    }
    // A workflow of one step has nothing to say.
    let cards = [view, charts::card::CARD].into_iter();
    let mut cards = cards.filter_map(|view| drawn.find(view));
    match cards.find(|card| !card.alternative().is_empty()) {
        Some(card) => (card.title.clone(), card.alternative()),
        None => (drawn.report.title.clone(), String::new()),
    }
}

/// An SVG document as an address that holds it.
#[must_use]
pub fn data_address(svg: &str) -> String {
    let mut text = String::from("data:image/svg+xml,");
    for byte in svg.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'/' | b':' | b'=' | b' ' | b',' | b';' => {
                text.push(char::from(byte));
            }
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_escaped_and_names_its_rows() {
        let told = Table {
            caption: "a & b".into(),
            head: vec![String::new(), "cost".into()],
            rows: vec![vec!["<b>".into(), "$1".into()]],
        };
        assert_eq!(
            table(&told),
            "<table>\n<caption>a &amp; b</caption>\n<thead>\n<tr><th scope=\"col\" align=\"left\"></th><th scope=\"col\" align=\"right\">cost</th></tr>\n</thead>\n\
             <tbody>\n<tr><th scope=\"row\" align=\"left\">&lt;b&gt;</th><td align=\"right\">$1</td></tr>\n</tbody>\n</table>\n"
        );
    }

    #[test]
    fn an_address_holds_a_picture_without_quotes() {
        let address = data_address("<svg a=\"1\">#'\n</svg>");
        assert_eq!(
            address,
            "data:image/svg+xml,%3Csvg a=%221%22%3E%23%27%0A%3C/svg%3E"
        );
    }
}
