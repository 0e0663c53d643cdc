//! What the page loads later. Three modules are built from this crate, one for each feature:
//!
//! - `link`: reads links that are not plain (written by hand, changed on their way, of a newer version), writes the
//!   human form and QR codes;
//! - `report`: the sections that follow the costs (value, break-even, workflow, risk) and their drawings;
//! - `text`: what takes a TOML reader or a JSON writer.
//!
//! A scenario comes and goes as the fragment of its link, sections as text, so the modules share nothing but text.

#[cfg(feature = "report")]
mod canvas;
#[cfg(any(feature = "report", feature = "text"))]
mod given;
#[cfg(feature = "link")]
pub mod link;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "text")]
pub mod text;
