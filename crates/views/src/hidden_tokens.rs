//! Tokens that think unseen: four ways to tell how many (C-24), whether a bill fits, and how many a task of a kind takes
//! (C-25, P5). Each beside what the scenario assumes.

mod answer;
mod folded;
mod pasted;
mod plots;
mod section;
mod tasks;

pub use answer::{AuditReport, EstimateReport};
pub use plots::plot;
pub use section::section;
pub use tasks::{DemandReport, FitReport, TaskReport};

use super::Subject;
use serde::Serialize;

/// Hidden tokens of the scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HiddenReport {
    /// Name of the step whose hidden tokens cost most.
    pub step: String,
    /// Hidden tokens that the scenario assumes for one call of it, all its turns.
    pub assumed_tokens: f64,
    /// Visible tokens of the answer that is looked at.
    pub visible_tokens: f64,
    /// `reported`, `billed`, `time` and `ratio`: four ways to tell.
    pub estimates: Vec<EstimateReport>,
    /// One answer's bill beside what was expected; null where that cannot be said.
    pub audit: Option<AuditReport>,
    /// Why not; null where it can.
    pub no_audit_because: Option<String>,
    /// How many tokens a task of a kind takes.
    pub demand: DemandReport,
}

/// The step that is looked at, in one call with all its turns.
struct Looked {
    name: String,
    visible: f64,
    hidden: f64,
}

impl Looked {
    /// The step whose hidden tokens cost most; where none hides any, the one that writes most.
    fn of(subject: &Subject) -> Self {
        let mut best: Option<(f64, f64, Self)> = None;
        for step in &subject.report.steps {
            let class = |name: &str| step.classes.iter().find(|class| class.class == name);
            let tokens = |name: &str| class(name).map_or(0.0, |class| class.tokens);
            let cost = class("hidden_reasoning").map_or(0.0, |class| class.usd) * step.calls;
            let looked = Self {
                name: step.name.clone(),
                visible: tokens("visible_output"),
                hidden: tokens("hidden_reasoning"),
            };
            let key = (cost, looked.visible);
            if best.as_ref().is_none_or(|best| key > (best.0, best.1)) {
                best = Some((key.0, key.1, looked));
            }
        }
        best.map_or(
            Self {
                name: String::new(),
                visible: 0.0,
                hidden: 0.0,
            },
            |best| best.2,
        )
    }
}

/// Works it out.
#[must_use]
pub fn hidden(subject: &Subject) -> HiddenReport {
    let looked = Looked::of(subject);
    let settings = &subject.scenario.settings;
    let visible = settings
        .optional(&scenario::setting::rows::hidden::VISIBLE)
        .unwrap_or(looked.visible);
    let estimates = answer::estimates(settings, visible);
    let (audit, no_audit_because) = match answer::audit(settings, visible, &estimates) {
        Ok(audit) => (Some(audit), None),
        Err(reason) => (None, Some(reason)),
    };
    HiddenReport {
        demand: tasks::demand(settings, looked.hidden),
        step: looked.name,
        assumed_tokens: looked.hidden,
        visible_tokens: visible,
        estimates,
        audit,
        no_audit_because,
    }
}
