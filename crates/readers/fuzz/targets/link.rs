//! Fuzz target: the law of the reader `link`.

#![no_main]

fuzz::target!("link");
