//! Fuzz target: the law of the reader `prices`.

#![no_main]

fuzz::target!("prices");
