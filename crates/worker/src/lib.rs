//! What the page loads later. Four modules are built from this crate, one for each feature:
//!
//! - `link`: reads links that are not plain (written by hand, changed on their way, of a newer version), writes the
//!   human form and QR codes;
//! - `report`: the sections that follow the costs (value, break-even, workflow, risk) and their drawings;
//! - `text`: what takes a TOML reader or a JSON writer;
//! - `views`: what opens below the report, and its drawings.
//!
//! A scenario comes and goes as the fragment of its link, sections as text, so the modules share nothing but text.

#[cfg(feature = "draws")]
mod canvas;
#[cfg(feature = "report")]
mod day;
#[cfg(any(feature = "draws", feature = "text"))]
mod given;
#[cfg(feature = "link")]
pub mod link;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "views")]
pub mod views;
