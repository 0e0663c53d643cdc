#![no_main]

fuzz::target!("prices");
