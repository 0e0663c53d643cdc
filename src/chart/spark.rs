//! A tiny curve: net value against one number, a dot where it is today, a mark where it breaks even.

use crate::element::View;
use crate::framework::*;
use scenario::sections::{SPARK_HEIGHT, SPARK_WIDTH, Sparkline};

/// The curve. It says nothing to a screen reader: the break-even table says the same in numbers.
pub fn spark(curve: &Sparkline) -> View {
    let line = |class: &'static str, path: String| svg::path().attr("class", class).attr("d", path);
    let (x, y) = curve.today;
    let level = curve.level.map(|y| format!("M0 {y}H{SPARK_WIDTH}"));
    let threshold = curve
        .threshold
        .map(|x| format!("M{x} 1V{}", SPARK_HEIGHT - 1.0));
    let picture = svg::svg()
        .attr("class", "spark")
        .attr("viewBox", format!("0 0 {SPARK_WIDTH} {SPARK_HEIGHT}"))
        .attr("aria-hidden", "true")
        .child(vec![
            line("level", level.unwrap_or_default()),
            line("threshold", threshold.unwrap_or_default()),
            line("", curve.path.clone()),
            line("today", format!("M{x} {y}h0")),
        ]);
    View::of(picture)
}
