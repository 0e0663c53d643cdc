//! `cargo xtask bench`: what the project promises to be fast, measured, as rows for docs/performance.md.

mod evaluate;
mod links;
mod page;
mod prices;
mod value;
mod views;

use crate::Problem;
use crate::processes::{command, output};

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

/// The command: all benches, or those named.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    if let Some(unknown) = arguments
        .iter()
        .find(|name| !BENCHES.iter().any(|bench| bench.name == name.as_str()))
    {
        let names: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        return Err(format!(
            "there is no bench `{unknown}`; there are: {}",
            names.join(", ")
        ));
    }
    println!("Machine: {}", machine());
    for bench in BENCHES {
        if arguments.is_empty() || arguments.iter().any(|name| name == bench.name) {
            println!("\n=== {}", bench.name);
            (bench.run)()?;
        }
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
