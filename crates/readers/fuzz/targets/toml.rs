//! Fuzz target: the law of the reader `toml`.

#![no_main]

fuzz::target!("toml");
