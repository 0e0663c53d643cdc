//! Drawings. Each is plain data, a plain geometry that tests can read, and one `draw` for every plotters backend.
//!
//! On the page the backend is a canvas, in tests and exports it is SVG text. Beside each drawing stands a real
//! table with the same numbers and a sentence that says what to see.

pub mod canvas;
pub mod look;
pub mod two_bars;
