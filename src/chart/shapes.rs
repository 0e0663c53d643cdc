//! Shapes of SVG that stand in the page itself, across their box in per cent of its width: they need no canvas, and are
//! there before the program is.

use crate::element::View;
use crate::framework::*;
use scenario::number::plain;

/// A bar between two places of a box from 0 to 1; where it lies from top to bottom is the style sheet's.
pub fn bar(class: &str, from: f64, to: f64) -> AnyView {
    svg::rect()
        .attr("class", class.to_string())
        .attr("x", across(from.min(to)))
        .attr("width", across((to - from).abs()))
        .into_any()
}

/// Words at a place of a box, on the side of it that has more room.
pub fn words_at(class: &str, at: f64, words: &str) -> AnyView {
    let anchor = match at {
        at if at < 0.2 => "start",
        at if at > 0.85 => "end",
        _ => "middle",
    };
    svg::text()
        .attr("class", class.to_string())
        .attr("x", across(at))
        .attr("text-anchor", anchor)
        .child(words.to_string())
        .into_any()
}

/// A box of shapes. It says nothing to a screen reader: the words and numbers beside it do.
pub fn shapes(class: &str, inside: Vec<AnyView>) -> View {
    View::of(
        svg::svg()
            .attr("class", class.to_string())
            .attr("aria-hidden", "true")
            .child(inside),
    )
}

/// A place or width in per cent, to a hundredth.
fn across(part: f64) -> String {
    plain((part * 10_000.0).round() / 100.0) + "%"
}
