//! What is not seen at first: most groups of the form stand folded, so do the menus of the bar; and what is said of a
//! scenario that cannot be computed as it is.

use crate::answer;
use crate::editor::{agent_loop, checking, model, success, tokens, value, work, workflow};
use crate::element::View;
use crate::header::{copying, gallery};
use crate::state::State;

/// The part's functions.
pub struct Folded {
    /// What is inside a fold.
    pub inside: fn(State, Fold) -> View,
    /// Copies the link, or shows it where that is forbidden.
    pub copy_link: fn(State),
}

pub(super) static PART: Folded = Folded {
    inside,
    copy_link: copying::copy_link,
};

/// A fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Names of the scenario and its tasks.
    Names,
    /// The model and its prices.
    Model,
    /// Cache, retrieval, calls.
    TokenParts,
    /// The turns of an agent.
    AgentLoop,
    /// How success follows effort.
    Curve,
    /// A ladder of efforts.
    Levels,
    /// What a result is worth by a person's time.
    ByTime,
    /// Left undone, paid anyway, risk.
    Others,
    /// Who looks at a result.
    Checking,
    /// Steps and their connections.
    Workflow,
    /// What stands in the way of a new answer.
    Mend,
    /// That a newer version made what is shown.
    Locked,
    /// That the figures are from a past price list.
    PastPrices,
    /// Worked examples.
    Gallery,
    /// Forms in which the scenario can be taken along.
    Copying,
}

fn inside(state: State, fold: Fold) -> View {
    match fold {
        Fold::Names => work::names(state),
        Fold::Model => model::fields(state),
        Fold::TokenParts => tokens::parts(state),
        Fold::AgentLoop => agent_loop::fields(state),
        Fold::Curve => success::curve(state),
        Fold::Levels => success::levels(state),
        Fold::ByTime => value::by_time(state),
        Fold::Others => value::others(state),
        Fold::Checking => checking::fields(state),
        Fold::Workflow => workflow::fields(state),
        Fold::Mend => answer::mending(state, true),
        Fold::Locked => answer::newer(state),
        Fold::PastPrices => answer::past_prices(state),
        Fold::Gallery => gallery::examples(state),
        Fold::Copying => copying::forms(state),
    }
}
