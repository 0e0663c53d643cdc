//! The page as a part of another one.

use crate::browser::embed::Asked;
use crate::element::View;
use crate::embed;
use crate::state::State;

/// The part's functions.
pub struct Embed {
    /// What stands in the frame.
    pub view: fn(State, Asked) -> View,
}

pub(super) static PART: Embed = Embed { view: embed::embed };
