//! Opening another scenario: an example, a link, what was kept.

use super::{Fault, History, Notice, State};
use scenario::document::Scenario;
use scenario::link::{self, Finding};

/// What is said where only one of two scenarios could be read.
const LOST: &str = "What this was compared with could not be read: only one of the two is here.";

impl State {
    /// Opens another scenario; undo leads back.
    pub fn open(self, scenario: Scenario) {
        self.locked.set(false);
        self.change(|present| *present = scenario.clone());
        self.opened.set(scenario);
        self.fault.set(None);
        self.show_all();
    }

    /// Opens a link that came whole and has nothing new; false where another has to look at it.
    #[must_use]
    pub fn open_link(self, fragment: &str) -> bool {
        let (fragment, is_lost) = self.take_beside(fragment);
        let whole = link::whole(&fragment).filter(|scenario| scenario.unknown.is_empty());
        let is_whole = whole.is_some();
        if let Some(scenario) = whole {
            self.open(scenario);
            let lost = || Notice::Warning(LOST.into());
            self.notice.set(is_lost.then(lost));
        }
        is_whole
    }

    /// Opens what was found in a link; a damaged one never becomes another scenario.
    pub fn open_finding(self, finding: Finding) {
        let scenario = link::whole(&finding.fragment);
        match scenario {
            Some(scenario) if finding.fault.is_empty() => {
                self.open(scenario);
                let notices = finding.notices;
                self.notice
                    .set((!notices.is_empty()).then_some(Notice::Warning(notices)));
                self.locked.set(!finding.newer.is_empty());
            }
            readable => self.fault.set(Some(Fault {
                message: finding.fault,
                readable,
            })),
        }
    }

    /// There is nothing before what the page was opened on, so nothing to go back to.
    pub fn start_here(self) {
        self.history.set(History::default());
    }

    /// Opens what was kept from the last visit; whether it could be read. If not, the page starts afresh and says so.
    pub fn start_from_kept(self, fragment: &str) -> bool {
        let (fragment, _) = self.take_beside(fragment);
        let kept = link::whole(&fragment);
        let is_readable = kept.is_some();
        self.notice.set(Some(match kept {
            Some(scenario) => {
                self.open(scenario);
                Notice::Done("What you entered last time is back.".into())
            }
            None => Notice::Warning(
                "What was kept from your last visit could not be read; this is the first example. It is put aside, not lost."
                    .into(),
            ),
        }));
        self.start_here();
        is_readable
    }
}
