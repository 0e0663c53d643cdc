//! A second scenario beside the one that is worked on: A, which was kept, and B. Either is shown, the other waits with the
//! changes that can be taken back in it.

use super::{History, State};
use scenario::document::Scenario;
use scenario::link;

/// The one of the two that is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The document.
    pub scenario: Scenario,
    /// Whether it is B, and A is shown.
    pub is_b: bool,
    link: String,
    history: History,
}

impl Beside {
    fn new(scenario: Scenario, is_b: bool, history: History) -> Self {
        Self {
            link: link::encode(&scenario),
            scenario,
            is_b,
            history,
        }
    }

    /// A fragment of both.
    pub(super) fn joined(shown: &str, beside: Option<&Self>) -> String {
        let Some(beside) = beside else {
            return shown.into();
        };
        link::joined(shown, &beside.link, beside.is_b)
    }
}

impl State {
    /// Keeps the scenario as A; what is changed from now on is B.
    pub fn keep_as_a(self) {
        let kept = self.scenario.get_untracked();
        self.settle();
        self.beside
            .set(Some(Beside::new(kept, false, History::default())));
        self.tell();
    }

    /// Shows the other of the two.
    pub fn switch(self) {
        let Some(other) = self.beside.get_untracked() else {
            return;
        };
        self.settle();
        let waiting = Beside::new(
            self.scenario.get_untracked(),
            !other.is_b,
            self.history.get_untracked(),
        );
        self.locked.set(false);
        self.beside.set(Some(waiting));
        self.history.set(other.history);
        self.become_scenario(other.scenario);
        self.show_all();
    }

    /// Compares no longer: the one that is not shown is let go. Undo does not bring it back; the address of before does.
    pub fn stop_comparing(self) {
        self.beside.set(None);
        self.tell();
    }

    /// Takes what a fragment says of another scenario beside the shown one, and gives the link of the shown one. One that
    /// cannot be read is said, and left out.
    pub(super) fn take_beside(self, fragment: &str) -> (String, bool) {
        let (shown, other) = link::split(fragment);
        let beside = other.and_then(|(other, is_b)| {
            Some(Beside::new(link::whole(other)?, is_b, History::default()))
        });
        let is_lost = other.is_some() && beside.is_none();
        self.beside.set(beside);
        (shown.into(), is_lost)
    }
}
