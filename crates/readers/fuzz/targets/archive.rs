//! Fuzz target: the law of the reader `archive`.

#![no_main]

fuzz::target!("archive");
