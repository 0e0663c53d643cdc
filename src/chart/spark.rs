//! A tiny curve: net value against one number, a dot where it is today, a mark where it breaks even.

use crate::element::{View, part_if};
use crate::framework::*;
use crate::kept::Kept;
use crate::state::State;
use scenario::number::plain;
use std::sync::OnceLock;
use telling::sections::{SPARK_HEIGHT, SPARK_WIDTH, Sparkline};

/// What draws a curve. It is in the part that makes the curves, which gives it before the first of them.
static DRAWN: OnceLock<fn(&Sparkline) -> View> = OnceLock::new();

/// From now on curves are drawn.
pub fn begin() {
    let _ = DRAWN.set(spark);
}

/// The curve of a path of the document, wherever it changes, inside what `around` makes of it; nothing where there is
/// none.
pub fn spark_at(
    state: State,
    path: impl Fn() -> Option<String> + Send + Sync + 'static,
    around: fn(View) -> View,
) -> View {
    let curve = Kept::new(move || {
        let path = path()?;
        state.reading.with(|reading| {
            let found = reading.sparks.iter().find(|(of, _)| *of == path);
            found.map(|(_, curve)| curve.clone())
        })
    });
    let drawn = move || Some((curve.get()?, DRAWN.get()?));
    part_if(drawn, move |(curve, draw)| around(draw(&curve)))
}

/// The curve. It says nothing to a screen reader: the break-even table says the same in numbers.
pub fn spark(curve: &Sparkline) -> View {
    let line = |class: &'static str, path: String| svg::path().attr("class", class).attr("d", path);
    let (x, y) = (plain(curve.today.0), plain(curve.today.1));
    let (width, height) = (plain(SPARK_WIDTH), plain(SPARK_HEIGHT));
    let level = curve.level.map(|y| format!("M0 {}H{width}", plain(y)));
    let threshold = curve
        .threshold
        .map(|x| format!("M{} 1V{}", plain(x), plain(SPARK_HEIGHT - 1.0)));
    let picture = svg::svg()
        .attr("class", "spark")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("aria-hidden", "true")
        .child(vec![
            line("level", level.unwrap_or_default()),
            line("threshold", threshold.unwrap_or_default()),
            line("", curve.path.clone()),
            line("today", format!("M{x} {y}h0")),
        ]);
    View::of(picture)
}
