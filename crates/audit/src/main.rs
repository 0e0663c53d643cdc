//! `audit [--minutes N] [--scenarios N] [--from INDEX] [--kind NAME]...`: as many scenarios of each kind as there is time for.

#![allow(clippy::print_stdout, reason = "it talks to a person in a terminal")]

use audit::{Kind, all, try_one};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is asked for.
struct Asked {
    /// For all kinds together.
    minutes: f64,
    /// At most so many of each.
    scenarios: u64,
    /// The first of each.
    from: u64,
    kinds: Vec<&'static Kind>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match read(&words) {
        Ok(asked) => run(&asked),
        Err(problem) => {
            println!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn read(words: &[String]) -> Result<Asked, String> {
    let mut asked = Asked {
        minutes: 1.0,
        scenarios: u64::MAX,
        from: 0,
        kinds: Vec::new(),
    };
    for pair in words.chunks(2) {
        let [word, value] = pair else {
            return Err(format!("{} needs a value", pair[0]));
        };
        let kind = all().find(|kind| kind.name == value);
        match (word.as_str(), value.parse::<f64>(), kind) {
            ("--minutes", Ok(minutes), _) if minutes > 0.0 => asked.minutes = minutes,
            ("--scenarios", Ok(count), _) if count >= 1.0 => asked.scenarios = count as u64,
            ("--from", Ok(index), _) if index >= 0.0 => asked.from = index as u64,
            ("--kind", _, Some(kind)) => asked.kinds.push(kind),
            _ => {
                let names: Vec<&str> = all().map(|kind| kind.name).collect();
                return Err(format!(
                    "{word} {value}: allowed are --minutes NUMBER, --scenarios NUMBER, --from INDEX and --kind {}",
                    names.join("|")
                ));
            }
        }
    }
    if asked.kinds.is_empty() {
        asked.kinds = all().collect();
    }
    Ok(asked)
}

/// Differences that are shown of a kind; the others are counted.
const SHOWN: u64 = 3;

fn run(asked: &Asked) -> ExitCode {
    let share = Duration::from_secs_f64(60.0 * asked.minutes / asked.kinds.len() as f64);
    let mut differences = 0;
    for kind in &asked.kinds {
        let (next, found) = (AtomicU64::new(0), AtomicU64::new(0));
        let tried = AtomicU64::new(0);
        let started = Instant::now();
        std::thread::scope(|scope| {
            let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            for _ in 0..threads {
                scope.spawn(|| {
                    while started.elapsed() < share {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        if place >= asked.scenarios {
                            break;
                        }
                        let index = asked.from + place;
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
