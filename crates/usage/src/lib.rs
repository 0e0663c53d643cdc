//! Measured usage: what logs, exports and bills say was used, as one kind of event.
//!
//! Files go into a [`collect::Collector`] in pieces of any size; it recognises each by its beginning ([`formats`]), reads
//! its rows to [`event::Event`]s and keeps every distinct one once ([`store`]). What was collected is priced
//! ([`price`]), added up to a report ([`report`]), compared with what was charged and made a scenario.
//!
//! No file, no network and no clock is known here: a shell opens files and says what day it is.

pub mod ask;
pub mod audit;
pub mod body;
pub mod calibration;
pub mod collect;
pub mod decimal;
pub mod event;
pub mod events;
mod family;
pub mod fields;
pub mod formats;
pub mod json;
pub mod model_name;
pub mod moment;
pub mod page;
pub mod plain;
pub mod price;
pub mod proof;
pub mod read;
pub mod report;
pub mod sink;
pub mod skeleton;
pub mod store;
pub mod tokens;
pub mod what_if;
pub mod words;

pub use collect::{Collected, Collector, Opened};
