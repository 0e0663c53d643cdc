//! Fuzz target: the law of the reader `lines`.

#![no_main]

fuzz::target!("lines");
