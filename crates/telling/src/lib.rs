//! The report as a person reads it: its figures as sentences, tables, sections and what drawings show.
//!
//! ```text
//! Scenario + Report -> words (sentences), table, picture (what a drawing shows) -> sections -> page, terminal
//!                                 sheets, csv, markdown -> files, messages
//! ```

pub mod compared;
pub mod csv;
pub mod entered;
pub mod inputs;
pub mod markdown;
pub mod markup;
pub mod picture;
pub mod price_notes;
pub mod sections;
pub mod sheet;
pub mod sheets;
pub mod table;
pub mod today;
pub mod words;
