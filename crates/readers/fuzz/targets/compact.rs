//! Fuzz target: the law of the reader `compact`.

#![no_main]

fuzz::target!("compact");
