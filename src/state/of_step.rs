//! The page as the fields of one step see it: an embed shows fields of several steps beside each other.

use super::{Signals, State};
use crate::kept::Held;
use scenario::document::Step;
use scenario::field::Field;

impl State {
    /// The same page for the fields of one step, whichever the editor shows.
    #[must_use]
    pub fn for_step(self, step: usize) -> Self {
        Self(Box::leak(Box::new(Signals {
            step: Held::new(step),
            of_step: Some(step),
            ..self.0.clone()
        })))
    }

    /// The id of a field's input: the path without what an id may not hold. The fields of one step have ids of their own.
    #[must_use]
    pub fn id_of(self, field: &Field) -> String {
        let id = field.path.replace("[]", "").replace('.', "-");
        match self.of_step {
            Some(step) => format!("{id}-{step}"),
            None => id,
        }
    }

    /// Something of the step that the editor shows.
    pub fn with_step<T>(self, read: impl FnOnce(&Step) -> T) -> Option<T> {
        let index = self.step.get();
        self.scenario
            .with(|scenario| scenario.steps.get(index).map(read))
    }
}
