//! What a person is typing into a field.

use super::State;
use crate::framework::*;
use scenario::document::Scenario;
use scenario::edit::{follows_curve, known_at};
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Place};
use scenario::lower::present_effort;

/// Text that a person is typing, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Path of the field.
    pub path: String,
    /// As it was typed.
    pub text: String,
    /// What was found, what is allowed, what to do; nothing where it was understood.
    pub problem: Option<String>,
}

/// A number that was typed and could mean another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Path of the field.
    pub path: String,
    /// What was taken.
    pub taken: Datum,
    /// What else it could be.
    pub other: f64,
}

impl State {
    /// Takes text into a field, while it is typed.
    pub fn type_text(self, place: &Place, text: String, measure: Measure) {
        let path = place.to_string();
        let entered = entry::read(place.field.rule, &text, measure, self.whole_of(place));
        let question = entered.as_ref().ok().and_then(|entered| {
            Some(Question {
                path: path.clone(),
                taken: entered.datum.clone(),
                other: entered.other?,
            })
        });
        let set = entered.and_then(|entered| self.set(place, entered.datum));
        let problem = set.err();
        self.question.set(question.filter(|_| problem.is_none()));
        self.drafts.update(|drafts| {
            drafts.retain(|draft| draft.path != path);
            drafts.push(Draft {
                path,
                text,
                problem,
            });
        });
    }

    /// Remembers at which effort the success rate of a step was entered, where its effort has moved and it has not.
    pub fn keep_rate(self, before: &Scenario, after: &Scenario, index: usize) {
        let (Some(was), Some(is)) = (before.steps.get(index), after.steps.get(index)) else {
            return;
        };
        let is_of_step = |kept: &Option<(usize, f64)>| kept.is_some_and(|(step, _)| step == index);
        let stays = was.success_rate.is_some() && was.success_rate == is.success_rate;
        if follows_curve(is) || !stays {
            if self.kept_rate.with_untracked(is_of_step) {
                self.kept_rate.set(None);
            }
        } else if !self.kept_rate.with_untracked(is_of_step)
            && let Some(known) = known_at(was)
            && known != present_effort(is)
        {
            self.kept_rate.set(Some((index, known)));
        }
    }

    /// Lets success follow the curve from where it was entered.
    pub fn follow_curve(self, index: usize, known: f64) {
        self.change(|scenario| {
            if let Some(step) = scenario.steps.get_mut(index) {
                step.success_rate_at_tokens = Some(known);
            }
        });
        self.kept_rate.set(None);
    }

    /// The number of which a field is a part.
    fn whole_of(self, place: &Place) -> Option<f64> {
        let whole = place.field.part_of?.of_step(place.step);
        self.scenario
            .with_untracked(|scenario| scenario.get(&whole).number())
    }

    /// The number that was typed into a field was meant in its other sense.
    pub fn mean_other(self, place: &Place, other: f64) {
        self.question.set(None);
        let path = place.to_string();
        self.forget_draft(&path);
        // What is offered is allowed.
        if self.set(place, Datum::Number(other)).is_ok() {
            self.settle();
        }
    }

    /// What is being typed into a field.
    #[must_use]
    pub fn draft(self, path: &str) -> Option<Draft> {
        self.drafts
            .with(|drafts| drafts.iter().find(|draft| draft.path == path).cloned())
    }

    /// Ends typing in a field: text that was understood gives way to the field's own.
    pub fn finish(self, path: &str) {
        self.settle();
        if untrack(|| self.draft(path)).is_some_and(|draft| draft.problem.is_none()) {
            self.forget_draft(path);
        }
    }

    /// Drops what was typed into a field.
    pub fn forget_draft(self, path: &str) {
        if untrack(|| self.draft(path)).is_some() {
            self.drafts
                .update(|drafts| drafts.retain(|draft| draft.path != path));
        }
    }
}
