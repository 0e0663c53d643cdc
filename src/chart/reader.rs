//! What is read off a drawing where a person points: with a pointer, a finger, or the arrow keys.

use crate::browser::surface::Readable;
use crate::browser::{Event, across_of, key_of, take};
use crate::element::{View, el, maybe, nothing, part, part_if, text};
use crate::framework::*;
use crate::kept::{Held, Kept};
use charts::mark::{Reading, Tone};
use scenario::number::plain;

/// From one line of words to the next, and the space around them.
const LEADING: f64 = 17.0;
const MARGIN: f64 = 9.0;
/// Between the place and the words.
const BESIDE: f64 = 12.0;

/// Lies over a drawing and shows what is read off where a person points. Nothing where a drawing says every number itself.
pub fn reader(readable: Held<Readable>) -> View {
    let is_there = Kept::new(move || readable.with(|drawn| drawn.readings.len() > 1));
    part(move || match is_there.get() {
        true => pointed(readable),
        false => nothing(),
    })
}

fn pointed(readable: Held<Readable>) -> View {
    let at = Held::new(None::<usize>);
    let reading = move || {
        let at = at.get()?;
        readable.with(|drawn| drawn.readings.get(at).cloned())
    };
    let words = move || {
        let words = reading().map(|reading| reading.words.join(", "));
        words.unwrap_or_else(|| "use the arrow keys".into())
    };
    let point = move |event: Event| {
        if let Some(across) = across_of(&event) {
            at.set(readable.with_untracked(|drawn| nearest(&drawn.readings, across)));
        }
    };
    let key = move |event: Event| {
        let count = readable.with_untracked(|drawn| drawn.readings.len());
        if let Some(next) = moved(&key_of(&event), at.get_untracked(), count) {
            take(&event);
            at.set(next);
        }
    };
    let last =
        text(move || readable.with(|drawn| drawn.readings.len().saturating_sub(1).to_string()));
    el("div", "reader")
        .set("role", "slider")
        .set("tabindex", "0")
        .set("aria-label", "Values of the drawing")
        .set("aria-valuemin", "0")
        .follow_text("aria-valuemax", last)
        .follow(
            "aria-valuenow",
            maybe(move || Some(at.get().unwrap_or(0).to_string())),
        )
        .follow_text("aria-valuetext", text(words))
        .on("pointermove", point)
        .on("pointerdown", point)
        .on("pointerleave", move |_| at.set(None))
        .on("keydown", key)
        .on("blur", move |_| at.set(None))
        .holds(part_if(reading, move |reading| {
            readable.with_untracked(|drawn| shown(&reading, drawn.size))
        }))
        .view()
}

/// The reading that is nearest to a place.
fn nearest(readings: &[Reading], across: f64) -> Option<usize> {
    let after = readings.partition_point(|reading| reading.across < across);
    let away = |at: usize| Some((readings.get(at)?.across - across).abs());
    match (after.checked_sub(1).and_then(away), away(after)) {
        (Some(before), Some(behind)) if before <= behind => Some(after - 1),
        (Some(_), None) => Some(after - 1),
        (_, Some(_)) => Some(after),
        (None, None) => None,
    }
}

/// Where a key leads, if it does; nothing is read off after Escape.
fn moved(key: &str, at: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match (key, at) {
        ("Escape", Some(_)) => None,
        ("Home", _) | ("ArrowRight" | "ArrowUp", None) => Some(0),
        ("End", _) | ("ArrowLeft" | "ArrowDown", None) => Some(last),
        ("ArrowRight" | "ArrowUp", Some(at)) => Some((at + 1).min(last)),
        ("ArrowLeft" | "ArrowDown", Some(at)) => Some(at.saturating_sub(1)),
        ("PageUp", at) => Some((at.unwrap_or(0) + 10).min(last)),
        ("PageDown", at) => Some(at.unwrap_or(0).saturating_sub(10)),
        _ => return None,
    })
}

/// A line at the place, a dot on each value, and the words beside it, on the side that has room.
fn shown(reading: &Reading, (width, height): (f64, f64)) -> View {
    let across = reading.across;
    let line = svg::path()
        .attr("class", "place")
        .attr("d", format!("M{} 0V{}", plain(across), plain(height)));
    let mut inside = vec![line.into_any()];
    for ((x, y), tone) in &reading.dots {
        let (class, opacity) = coloured(*tone);
        let dot = svg::circle()
            .attr("class", class)
            .attr("fill-opacity", plain(opacity))
            .attr("cx", plain(*x))
            .attr("cy", plain(*y))
            .attr("r", "4.5");
        inside.push(dot.into_any());
    }
    let (room, tall) = (
        reading.width + 2.0 * MARGIN,
        reading.words.len() as f64 * LEADING + MARGIN,
    );
    let right = across + BESIDE;
    let left = if right + room <= width {
        right
    } else {
        (across - BESIDE - room).max(0.0)
    };
    let sheet = svg::rect()
        .attr("class", "sheet")
        .attr("x", plain(left))
        .attr("y", "1")
        .attr("rx", "4")
        .attr("width", plain(room))
        .attr("height", plain(tall));
    inside.push(sheet.into_any());
    for (index, words) in reading.words.iter().enumerate() {
        let line = svg::text()
            .attr("class", if index == 0 { "first" } else { "" })
            .attr("x", plain(left + MARGIN))
            .attr("y", plain((index as f64 + 1.0) * LEADING))
            .child(words.clone());
        inside.push(line.into_any());
    }
    View::of(
        svg::svg()
            .attr("viewBox", format!("0 0 {} {}", plain(width), plain(height)))
            .attr("aria-hidden", "true")
            .child(inside),
    )
}

/// The class of a tone, and how much of its colour shows.
fn coloured(tone: Tone) -> (&'static str, f64) {
    match tone {
        Tone::Accent | Tone::Wash => ("accent", 1.0),
        Tone::Loss => ("loss", 1.0),
        Tone::Shade(part) => ("accent", part),
        Tone::Soft | Tone::Grey | Tone::Line => ("soft", 1.0),
        Tone::Ink | Tone::Page => ("ink", 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(across: f64) -> Reading {
        Reading {
            across,
            dots: Vec::new(),
            words: Vec::new(),
            width: 0.0,
        }
    }

    #[test]
    fn the_nearest_place_is_read_off() {
        let readings = [at(10.0), at(20.0), at(40.0)];
        let found = |across| nearest(&readings, across);
        assert_eq!(found(-5.0), Some(0));
        assert_eq!(found(14.0), Some(0));
        assert_eq!(found(16.0), Some(1));
        assert_eq!(found(31.0), Some(2));
        assert_eq!(found(900.0), Some(2));
        assert_eq!(nearest(&[], 1.0), None);
    }

    #[test]
    fn keys_lead_from_place_to_place_and_stop_at_the_ends() {
        assert_eq!(moved("ArrowRight", None, 3), Some(Some(0)));
        assert_eq!(moved("ArrowRight", Some(2), 3), Some(Some(2)));
        assert_eq!(moved("ArrowLeft", Some(0), 3), Some(Some(0)));
        assert_eq!(moved("ArrowLeft", None, 3), Some(Some(2)));
        assert_eq!(moved("End", Some(0), 3), Some(Some(2)));
        assert_eq!(moved("PageUp", Some(0), 3), Some(Some(2)));
        assert_eq!(moved("Escape", Some(1), 3), Some(None));
        assert_eq!(moved("Escape", None, 3), None);
        assert_eq!(moved("Tab", Some(1), 3), None);
        assert_eq!(moved("Home", None, 0), None);
    }
}
