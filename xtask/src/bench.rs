//! `cargo xtask bench`: what the project promises to be fast, measured, as rows for docs/performance.md.

mod evaluate;
mod links;
mod page;
mod prices;
mod usage;
mod value;
mod views;

use crate::processes::{command, output};
use crate::{Problem, is_chosen};
use clap::builder::PossibleValuesParser;

struct Bench {
    name: &'static str,
    run: fn(Sizes) -> Result<(), Problem>,
}

/// How much is made for a bench that may be of any size.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Sizes {
    /// Of the logs that `usage` makes
    #[arg(long, value_name = "NUMBER", default_value_t = 200)]
    megabytes: u64,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "evaluate",
        run: |_| evaluate::run(),
    },
    Bench {
        name: "links",
        run: |_| links::run(),
    },
    Bench {
        name: "value",
        run: |_| value::run(),
    },
    Bench {
        name: "views",
        run: |_| views::run(),
    },
    Bench {
        name: "prices",
        run: |_| prices::run(),
    },
    Bench {
        name: "usage",
        run: |sizes| usage::run(sizes.megabytes),
    },
    Bench {
        name: "page",
        run: |_| page::run(),
    },
];

/// What `cargo xtask bench` may be given.
pub fn names() -> PossibleValuesParser {
    BENCHES.iter().map(|bench| bench.name).into()
}

/// The command: all benches, or those named.
pub fn run(names: &[String], sizes: Sizes) -> Result<(), Problem> {
    println!("Machine: {}", machine());
    for bench in BENCHES.iter().filter(|bench| is_chosen(names, bench.name)) {
        println!("\n=== {}", bench.name);
        (bench.run)(sizes)?;
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
