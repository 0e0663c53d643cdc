//! A known point of a curve: an effort and the success rate seen there, both or neither.

use super::cell::cell;
use super::number::{back, framed, problem_at};
use crate::element::{View, el, text};
use crate::framework::untrack;
use crate::kept::{Held, Kept};
use crate::state::State;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Field, step};
use scenario::number::{grouped, read, style};

/// What stands in the two boxes.
type Both = (Option<f64>, Option<f64>);

/// A point of the table whose boxes are filled one after the other.
#[derive(Clone, Copy)]
struct Point {
    state: State,
    field: &'static Field,
    /// What stands in one box while the other is empty, and of which step.
    half: Held<(usize, Both)>,
}

impl Point {
    fn both(self) -> Both {
        match self.state.datum(self.field) {
            Datum::Point(tokens, rate) => (Some(tokens), Some(rate)),
            _ => self.waiting(),
        }
    }

    fn waiting(self) -> Both {
        let (step, half) = self.half.get();
        if step == self.state.step.get() {
            half
        } else {
            (None, None)
        }
    }

    fn put(self, both: Both) -> Result<(), String> {
        let step = self.state.step.get_untracked();
        self.half.set((step, both));
        let place = untrack(|| self.state.place(self.field));
        let datum = match both {
            (Some(tokens), Some(rate)) => Datum::Point(tokens, rate),
            _ => Datum::Unset,
        };
        let done = self.state.set(&place, datum);
        self.state.settle();
        done
    }
}

/// A point of the table, in two boxes.
pub fn point(state: State, field: &'static Field) -> View {
    let half = Held::new((0, (None, None)));
    let point = Point { state, field, half };
    let problem = Kept::new(move || problem_at(state, field));
    let note = text(move || {
        let is_half = matches!(point.both(), (Some(_), None) | (None, Some(_)));
        let half =
            is_half.then(|| "Fill both boxes: an effort, and how often it was right there.".into());
        problem.get().or(half).unwrap_or_else(|| field.help.into())
    });
    let tokens = text(move || point.both().0.map(grouped).unwrap_or_default());
    let share =
        move |of: f64| entry::shown(step::SUCCESS_RATE.rule, &Datum::Number(of), Measure::Tokens);
    let rates = text(move || point.both().1.map(share).unwrap_or_default());
    let read_tokens = move |text: &str| {
        let tokens = if text.trim().is_empty() {
            None
        } else {
            Some(read(text, style())?.number)
        };
        point.put((tokens, untrack(|| point.both()).1))
    };
    let read_rate = move |text: &str| {
        let rate = entry::read(step::SUCCESS_RATE.rule, text, Measure::Tokens, None)?
            .datum
            .number();
        point.put((untrack(|| point.both()).0, rate))
    };
    let boxes = el("div", "pair")
        .holds(cell(
            "Effort of the second point",
            "tokens",
            tokens,
            read_tokens,
        ))
        .holds(cell("Right there", "%", rates, read_rate));
    framed(
        state,
        field,
        field.label,
        problem,
        note,
        boxes.view(),
        back(state, field),
    )
}
