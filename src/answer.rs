//! The answer: the largest type on the page, a few figures, and what explains them.

mod beside;

use crate::browser::{self, ALIVE};
use crate::chart::shapes::{bar, shapes, words_at};
use crate::element::{
    Element, View, all, button, el, el_marked, flag, nothing, part, part_if, text,
};
use crate::field::id_of_path;
use crate::kept::Kept;
use crate::later::{Later, NotLoaded};
use crate::report;
use crate::state::{Notice, State};
use scenario::document::Scenario;
use scenario::field::Place;
use scenario::link::newest;
use scenario::presets;
use scenario::problem::Problem;
use telling::today::at_prices_of;
use telling::words::{self, Answer, Figure, Scale, Span, Verdict};
use wasm_split_helpers::wasm_split;

/// Id of the place from which the answer is read aloud.
pub const STATUS_ID: &str = "status";

/// What is said of a scenario that cannot be computed as it is, or is not computed as it was.
pub struct Folded {
    past_prices: fn(State) -> View,
    newer: fn(State) -> View,
    mending: fn(State) -> View,
    kept_rate: fn(State) -> View,
    comparison: fn(State) -> View,
    keep: fn(State),
}

static TABLE: Folded = Folded {
    past_prices,
    newer,
    mending: |state| mending(state, true),
    kept_rate,
    comparison: beside::comparison,
    keep: beside::keep,
};

#[wasm_split(folded, fallible)]
fn folded() -> Result<&'static Folded, NotLoaded> {
    Ok(&TABLE)
}

/// The part.
pub static FOLDED: Later<Folded> = Later::new(|| Box::pin(folded()), |_| ());

/// The sentence and what belongs to it.
pub fn answer(state: State) -> View {
    let stale = flag(move || state.errors.with(|errors| !errors.is_empty()));
    let of = move |part_of: fn(&Answer) -> View| {
        part(move || {
            state
                .answer
                .with(|answer| answer.as_ref().map_or_else(nothing, part_of))
        })
    };
    let said = el("div", "said")
        .holds(of(|answer| verdict(answer.verdict)))
        .and(el("h1", "sentence").holds(of(|answer| spans(&answer.sentence))));
    let headline = el_marked("div", "headline", "stale", stale.clone())
        .and(said)
        .and(el("ul", "figures").holds(of(|answer| figures(&answer.figures))));
    let then =
        el_marked("p", "then", "stale", stale.clone()).holds(of(|answer| spans(&answer.then)));
    let scale = Kept::new(move || state.with_report(words::scale).flatten());
    let scale = part(move || scale.with(|scale| scale.as_ref().map_or_else(nothing, on_scale)));
    all(vec![
        headline.view(),
        then.view(),
        told(
            state,
            |part| part.kept_rate,
            Kept::new(move || state.kept_rate.with(Option::is_some)),
        ),
        el_marked("div", "where", "stale", stale)
            .holds(scale)
            .view(),
        comparing(state),
        told(
            state,
            |part| part.past_prices,
            Kept::new(move || named(state).is_some()),
        ),
        told(
            state,
            |part| part.newer,
            Kept::new(move || state.locked.get()),
        ),
    ])
}

/// The way to keep the scenario as A; then the switch between A and B.
fn comparing(state: State) -> View {
    if ALIVE && browser::embed::is_there() {
        return nothing();
    }
    let is_comparing = Kept::new(move || state.beside.with(Option::is_some));
    let keep = move || FOLDED.do_once_here(state, move |part| (part.keep)(state));
    part(move || {
        if is_comparing.get() {
            FOLDED.ask(state);
            return FOLDED.once_here(move |part| (part.comparison)(state));
        }
        el("p", "beside")
            .and(button("plain", keep).says("Keep as A"))
            .and(el("span", "").says("to compare it with a change"))
            .view()
    })
}

/// What is said of the scenario by the part that comes later, while there is anything.
fn told(state: State, fold: fn(&Folded) -> fn(State) -> View, is_there: Kept<bool>) -> View {
    part(move || {
        if !is_there.get() {
            return nothing();
        }
        FOLDED.ask(state);
        FOLDED.once_here(move |part| fold(part)(state))
    })
}

fn named(state: State) -> Option<String> {
    let named = |scenario: &Scenario| scenario.prices.clone();
    state.scenario.with(named).filter(|name| name != newest())
}

/// That the figures are from a past price list, what they would be today, and the way there.
fn past_prices(state: State) -> View {
    let named = Kept::new(move || named(state));
    part(move || {
        let Some(named) = named.get() else {
            return nothing();
        };
        let body = if state.catalog.get().snapshot().name == named {
            report::deeper::body(state, "today", true)
        } else {
            el("p", "")
                .says("The price list that this scenario names is not here.")
                .view()
        };
        let use_todays = button("plain", move || {
            if let Some(day) = browser::today() {
                state.change(|scenario| *scenario = at_prices_of(day, scenario));
            }
        });
        el("div", "mend")
            .holds(body)
            .and(use_todays.says("Use today\u{2019}s prices"))
            .view()
    })
}

/// That a newer version made what is shown.
fn newer(state: State) -> View {
    let all_the_same =
        button("plain", move || state.locked.set(false)).says("Change it all the same");
    el("div", "mend")
        .and(el("p", "").says(
            "A newer version made this link. What is not known here is left out, so the figures may differ from \
             the sender\u{2019}s. It can be read, not changed.",
        ))
        .and(all_the_same)
        .view()
}

fn spans(spans: &[Span]) -> View {
    let each = |span: &Span| {
        if span.strong {
            el("em", "").says(&span.text).view()
        } else {
            View::of(span.text.clone())
        }
    };
    all(spans.iter().map(each).collect())
}

/// That a rate which was entered stays although effort has moved, and the way to follow the curve instead.
fn kept_rate(state: State) -> View {
    let kept = move || {
        let (index, known) = state.kept_rate.get()?;
        let step = state
            .scenario
            .with(|scenario| scenario.steps.get(index).cloned())?;
        Some((index, known, words::kept_rate(&step, known)?))
    };
    part_if(kept, move |(index, known, words)| {
        let follow = button("link", move || state.follow_curve(index, known));
        el("p", "then")
            .says(&words)
            .says(" ")
            .and(follow.says("Follow the curve"))
            .view()
    })
}

/// The word with its sign.
fn verdict(verdict: Verdict) -> View {
    let (class, sign) = match verdict {
        Verdict::Pays => ("verdict pays", "\u{2713}"),
        Verdict::DoesNotPay => ("verdict loses", "\u{2715}"),
        Verdict::NotKnown => ("verdict", "?"),
        Verdict::CannotBe => ("verdict loses", "!"),
    };
    el("p", class)
        .and(el("span", "").set("aria-hidden", "true").says(sign))
        .and(el("b", "").says(verdict.words()))
        .view()
}

/// Half the width of the mark of a threshold and of today, as parts of the scale.
const THIN: f64 = 0.001;
const THICK: f64 = 0.004;

/// Where today stands from never to always right, and where it pays.
fn on_scale(scale: &Scale) -> View {
    let mut inside = Vec::new();
    let (mut from, mut pays) = (0.0, scale.pays_at_first);
    for at in scale.thresholds.iter().copied().chain([1.0]) {
        inside.push(bar(if pays { "pays" } else { "loses" }, from, at));
        (from, pays) = (at, !pays);
    }
    let near = |left: &f64, right: &f64| {
        let away = |at: &f64| (at - scale.today).abs();
        away(left).total_cmp(&away(right))
    };
    if let Some(at) = scale.thresholds.iter().copied().min_by(near) {
        inside.push(bar("mark", at - THIN, at + THIN));
        inside.push(words_at("from", at, &scale.label));
    }
    let (left, right) = (scale.today - THICK, scale.today + THICK);
    inside.push(bar("today", left.max(0.0), right.min(1.0)));
    inside.push(words_at("you", scale.today, &scale.you));
    shapes("scale", inside)
}

fn figures(figures: &[Figure]) -> View {
    let each = |figure: &Figure| {
        let value = el("b", "").says(&figure.value);
        el("li", "")
            .and(value)
            .says(" ")
            .and(el("span", "").says(&figure.label))
            .view()
    };
    all(figures.iter().map(each).collect())
}

/// What stands in the way of a new answer.
pub fn mend(state: State) -> View {
    let is_there = Kept::new(move || state.errors.with(|errors| !errors.is_empty()));
    told(state, |part| part.mending, is_there)
}

/// The same in full, each with the way to its field, where the field is on the page.
pub fn mending(state: State, has_fields: bool) -> View {
    let go = move |path: &str| {
        if let Some(place) = Place::parse(path) {
            state.step.set(place.step);
        }
        browser::focus(&id_of_path(path));
    };
    let item = move |problem: Problem| {
        let path = problem.path;
        let named = |scenario: &Scenario| Some(words::field_name(scenario, &Place::parse(&path)?));
        let name = state.scenario.with_untracked(named);
        let name = name.unwrap_or_else(|| path.clone());
        let way = if has_fields {
            button("link", move || go(&path))
        } else {
            el("b", "")
        };
        el("li", "")
            .and(way.says(&name))
            .says(" ")
            .says(&problem.message)
            .view()
    };
    part(move || {
        let errors = state.errors.get();
        if errors.is_empty() {
            return nothing();
        }
        el("div", "mend")
            .and(el("p", "").says(if state.shown.with(Option::is_some) {
                "The answer above is the last good one. To get a new one, mend this:"
            } else {
                "There is no answer yet. To get one, mend this:"
            }))
            .and(el("ul", "").holds(all(errors.into_iter().map(item).collect())))
            .view()
    })
}

/// The place from which the answer is read aloud.
pub fn status() -> Element {
    el("p", "unseen").set("id", STATUS_ID).set("role", "status")
}

/// A link that cannot be opened: it says so, and nothing else is shown in its place until a person decides.
pub fn fault(state: State) -> View {
    let message = text(move || {
        state
            .fault
            .with(|fault| fault.as_ref().map(|fault| fault.message.clone()))
            .unwrap_or_default()
    });
    let readable = move || state.fault.get()?.readable;
    let open_readable = part_if(readable, move |scenario| {
        let open = move || {
            state.open(scenario.clone());
            let message = "A part of the link could not be read: these may not be the sender\u{2019}s figures.";
            state.notice.set(Some(Notice::Warning(message.into())));
        };
        button("plain", open).says("Open what could be read").view()
    });
    let open_first = move || {
        if let Some(first) = presets::all().first() {
            state.open(first.scenario.clone());
        }
    };
    let why = "Nothing is shown in its place, so that no other figures are taken for the sender\u{2019}s.";
    let choices = el("p", "choices")
        .holds(open_readable)
        .and(button("plain", open_first).says("Start with the first example"));
    el("main", "fault")
        .and(el("h1", "sentence").says("This link cannot be opened."))
        .and(el("p", "").follows(message).says("."))
        .and(el("p", "").says(why))
        .and(choices)
        .view()
}
