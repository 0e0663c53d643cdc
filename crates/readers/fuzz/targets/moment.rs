//! Fuzz target: the law of the reader `moment`.

#![no_main]

fuzz::target!("moment");
