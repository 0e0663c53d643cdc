//! The report as a person reads it: its figures as sentences, tables, sections and what drawings show.
//!
//! ```text
//! Scenario + Report -> words (sentences), table, picture (what a drawing shows) -> sections -> page, terminal
//!                                                                    csv, markdown -> files, messages
//! ```

pub mod compared;
pub mod csv;
pub mod markdown;
pub mod markup;
pub mod picture;
pub mod price_notes;
pub mod sections;
pub mod table;
pub mod today;
pub mod words;
