#![no_main]

fuzz::target!("moment");
