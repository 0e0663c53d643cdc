//! `cargo xtask bench`: what the project promises to be fast, measured, as rows for docs/performance.md.

mod evaluate;
mod links;
mod page;
mod prices;
mod value;
mod views;

use crate::processes::{command, output};
use crate::{Problem, is_chosen};
use clap::builder::PossibleValuesParser;

struct Bench {
    name: &'static str,
    run: fn() -> Result<(), Problem>,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "evaluate",
        run: evaluate::run,
    },
    Bench {
        name: "links",
        run: links::run,
    },
    Bench {
        name: "value",
        run: value::run,
    },
    Bench {
        name: "views",
        run: views::run,
    },
    Bench {
        name: "prices",
        run: prices::run,
    },
    Bench {
        name: "page",
        run: page::run,
    },
];

/// What `cargo xtask bench` may be given.
pub fn names() -> PossibleValuesParser {
    BENCHES.iter().map(|bench| bench.name).into()
}

/// The command: all benches, or those named.
pub fn run(names: &[String]) -> Result<(), Problem> {
    println!("Machine: {}", machine());
    for bench in BENCHES.iter().filter(|bench| is_chosen(names, bench.name)) {
        println!("\n=== {}", bench.name);
        (bench.run)()?;
    }
    Ok(())
}

/// What was measured on: processor, how many of them, system.
fn machine() -> String {
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| {
        line.strip_prefix("model name")?
            .split_once(':')
            .map(|(_, name)| name)
    });
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = output(command("rustc").arg("--version")).unwrap_or_default();
    let model = model.map_or(std::env::consts::ARCH, str::trim);
    format!(
        "{model}, {count} processors, {}, {}",
        std::env::consts::OS,
        rustc.trim()
    )
}
