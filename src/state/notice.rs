//! What a person is told of what has just happened.

/// A line that tells a person what has just happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something should be known; it stays until it is closed.
    Warning(String),
    /// The clipboard could not be written: the text itself, to be copied by hand.
    Text(String),
}
