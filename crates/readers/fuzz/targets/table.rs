//! Fuzz target: the law of the reader `table`.

#![no_main]

fuzz::target!("table");
