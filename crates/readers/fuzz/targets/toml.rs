#![no_main]

fuzz::target!("toml");
