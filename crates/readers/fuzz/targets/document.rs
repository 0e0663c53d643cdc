//! Fuzz target: the law of the reader `document`.

#![no_main]

fuzz::target!("document");
