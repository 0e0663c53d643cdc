#![no_main]

fuzz::target!("number");
