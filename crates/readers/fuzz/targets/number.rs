//! Fuzz target: the law of the reader `number`.

#![no_main]

fuzz::target!("number");
