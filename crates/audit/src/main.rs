//! `cargo xtask audit`: as many scenarios of each kind as there is time for.

#![allow(clippy::print_stdout, reason = "it talks to a person in a terminal")]

use audit::{Kind, all, try_one};
use clap::Parser;
use clap::builder::PossibleValuesParser;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Find every figure a second time, over random scenarios of each awkward kind
#[derive(Parser)]
#[command(bin_name = "cargo xtask audit", args_override_self = true)]
struct Asked {
    /// For all kinds together
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = above_zero)]
    minutes: f64,
    /// At most so many of each kind
    #[arg(long, value_name = "NUMBER", value_parser = above_zero)]
    scenarios: Option<f64>,
    /// The first of each kind
    #[arg(long, value_name = "INDEX", default_value_t = 0)]
    from: u64,
    /// Of this kind; may be given again
    #[arg(long = "kind", value_name = "NAME", value_parser = names())]
    kinds: Vec<String>,
}

fn names() -> PossibleValuesParser {
    all().map(|kind| kind.name).into()
}

fn above_zero(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| *number > 0.0);
    number.ok_or_else(|| "a number above zero is needed".to_owned())
}

fn main() -> ExitCode {
    let asked = Asked::parse();
    let is_asked =
        |kind: &&Kind| asked.kinds.is_empty() || asked.kinds.iter().any(|name| name == kind.name);
    let kinds: Vec<&Kind> = all().filter(is_asked).collect();
    // Whatever is not asked for is not bounded.
    let scenarios = asked
        .scenarios
        .map_or(u64::MAX, |count| count.ceil() as u64);
    run(&kinds, asked.minutes, asked.from, scenarios)
}

/// Differences that are shown of a kind; the others are counted.
const SHOWN: u64 = 3;

/// At most so many scenarios of each kind from an index on, and so many minutes for all together.
fn run(kinds: &[&Kind], minutes: f64, from: u64, scenarios: u64) -> ExitCode {
    let share = Duration::from_secs_f64(60.0 * minutes / kinds.len() as f64);
    let mut differences = 0;
    for kind in kinds {
        let (next, found) = (AtomicU64::new(0), AtomicU64::new(0));
        let tried = AtomicU64::new(0);
        let started = Instant::now();
        std::thread::scope(|scope| {
            let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            for _ in 0..threads {
                scope.spawn(|| {
                    while started.elapsed() < share {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        if place >= scenarios {
                            break;
                        }
                        let index = from + place;
                        tried.fetch_add(1, Ordering::Relaxed);
                        if let Err(difference) = try_one(kind, index)
                            && found.fetch_add(1, Ordering::Relaxed) < SHOWN
                        {
                            println!(
                                "{} {index}: {}\n{}",
                                kind.name, difference.what, difference.scenario
                            );
                        }
                    }
                });
            }
        });
        let (tried, found) = (tried.into_inner(), found.into_inner());
        differences += found;
        println!(
            "{:<16} {tried:>9} scenarios, {found} differ, {:.0} s: {}",
            kind.name,
            started.elapsed().as_secs_f64(),
            kind.what
        );
    }
    if differences == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
