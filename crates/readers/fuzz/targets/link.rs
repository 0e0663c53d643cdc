#![no_main]

fuzz::target!("link");
