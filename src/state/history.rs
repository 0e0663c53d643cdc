//! Undo and redo: whole documents, because a document is small and a difference would have to be right twice.

use scenario::document::Scenario;

/// Documents before and after the present one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Scenario>,
    future: Vec<Scenario>,
    /// The field whose edits are still one step.
    open: Option<String>,
}

/// Steps that are kept.
const MOST: usize = 500;

impl History {
    /// Records the document before a change of `what`; changes of the same field in a row are one step.
    pub fn record(&mut self, before: Scenario, what: &str) {
        self.future.clear();
        if self.open.as_deref() == Some(what) && !what.is_empty() {
            return;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(before);
        self.open = Some(what.into());
    }

    /// Whether edits of a field are still one step.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends a step.
    pub fn settle(&mut self) {
        self.open = None;
    }

    /// Makes one step of all since a document was the present one.
    pub fn join(&mut self, before: &Scenario) {
        if let Some(place) = self.past.iter().rposition(|past| past == before) {
            self.past.truncate(place + 1);
        }
    }

    /// The document before the last step.
    pub fn undo(&mut self, present: Scenario) -> Option<Scenario> {
        let scenario = self.past.pop()?;
        self.future.push(present);
        self.open = None;
        Some(scenario)
    }

    /// The document after the step that was undone last.
    pub fn redo(&mut self, present: Scenario) -> Option<Scenario> {
        let scenario = self.future.pop()?;
        self.past.push(present);
        self.open = None;
        Some(scenario)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
