//! Fuzz target: the law of the reader `rows`.

#![no_main]

fuzz::target!("rows");
