#![no_main]

fuzz::target!("compact");
