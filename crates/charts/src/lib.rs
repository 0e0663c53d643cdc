//! Every drawing, over any plotters backend: on the page a canvas, in tests and exports SVG text.
//!
//! A drawing is made from plain data in two steps. Its `marks` are a plain value that tests read: lines, areas, dots and
//! words in pixels of the layout. Its `draw` paints them; one painter serves every drawing, which keeps the module small.

pub mod areas;
pub mod axis;
pub mod bars;
pub mod card;
pub mod face;
pub mod frontier_curve;
pub mod keys;
pub mod lines;
pub mod look;
pub mod marginal_curve;
pub mod mark;
pub mod net_bars;
pub mod orders;
pub mod paint;
pub mod sheet;
pub mod splits;
pub mod svg;
pub mod two_bars;
pub mod value_curve;
pub mod workflow;

/// Below this width a phone's proportions hold.
pub const NARROW: f64 = 560.0;
