//! Where the page shows a drawing of the `charts` crate: on a canvas.
//!
//! Beside each drawing stands a real table with the same numbers and a sentence that says what to see.

pub mod canvas;
pub mod look;
mod reader;
pub mod shapes;
pub mod spark;
