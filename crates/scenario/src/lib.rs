//! The document a person writes: fields, checks, links, the price catalogue, the report.

pub mod catalog;
pub mod nearest;
