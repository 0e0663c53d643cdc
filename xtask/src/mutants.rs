//! `cargo xtask mutants`: is each line of the economics and of the link codec held by a test?
//!
//! cargo-mutants changes the source in one place at a time and runs the tests of that crate; a change that no test
//! notices is a gap, or changes nothing that can be seen. All of them take hours, so a seeded sample or a shard can be
//! asked for.

mod sample;

use crate::processes::{command, output};
use crate::{Problem, project, tools};
use clap::Args;
use std::path::Path;

/// Of the mutants that can be built, the share that tests must notice.
const SHARE_NOTICED: f64 = 0.85;
/// cargo-mutants' own codes for "some were missed" and "some took too long".
const ENDED_WELL: [i32; 3] = [0, 2, 3];

/// A part of the source whose tests are strong enough to be tested themselves.
struct Part {
    name: &'static str,
    package: &'static str,
    /// What of the package is changed, and how it is built.
    arguments: &'static [&'static str],
    /// Which tests must notice, as cargo names them.
    tests: &'static [&'static str],
    /// Random cases of a law that says no number itself.
    cases: &'static str,
    /// Its part of a sample: one in so many.
    one_in: usize,
}

const ECONOMICS: Part = Part {
    name: "economics",
    package: "economics",
    // Flags of units are bits of their own: `|` and `^` are the same for them.
    arguments: &["--exclude-re", r"unit\.rs:\d+:\d+: replace \| with \^$"],
    tests: &["--tests"],
    cases: "256",
    one_in: 1,
};
const CODEC: Part = Part {
    name: "link codec",
    package: "scenario",
    arguments: &[
        "--file",
        "crates/scenario/src/link.rs",
        "--file",
        "crates/scenario/src/link/**/*.rs",
        "--features",
        "text,export",
        // A number and its wire have bits of their own, too.
        "--exclude-re",
        r"compact\.rs:\d+:\d+: replace \| with \^",
    ],
    // The others take links as given, and minutes to build.
    tests: &[
        "--lib",
        "--test",
        "links",
        "--test",
        "round_trips",
        "--test",
        "settings",
    ],
    cases: "64",
    one_in: 4,
};

/// What is asked for.
#[derive(Args, Debug)]
pub struct Asked {
    /// Shard K of N, from nothing
    #[arg(long, value_name = "K/N", default_value = "0/1", value_parser = shard)]
    shard: (usize, usize),
    /// So many of all
    #[arg(long, value_name = "NUMBER")]
    sample: Option<usize>,
    /// Draws the sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Of this package alone
    #[arg(long, value_name = "PACKAGE", value_parser = [ECONOMICS.package, CODEC.package])]
    only: Option<String>,
}

/// What became of the mutants.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    caught: usize,
    timed_out: usize,
    missed: usize,
    unbuildable: usize,
}

/// The command.
pub fn run(asked: &Asked) -> Result<(), Problem> {
    tools::cargo_mutants()?;
    let mut all = Counts::default();
    for part in [ECONOMICS, CODEC] {
        if asked.only.as_ref().is_some_and(|only| only != part.package) {
            continue;
        }
        let counts = try_part(&part, asked)?;
        say(part.name, counts);
        all.add(counts);
    }
    say("together", all);
    if all.share_noticed() < SHARE_NOTICED {
        return Err(format!(
            "{:.1} % of the mutants were noticed, at least {:.0} % should be",
            100.0 * all.share_noticed(),
            100.0 * SHARE_NOTICED
        ));
    }
    Ok(())
}

/// `0/4` to `3/4`, as cargo-mutants counts them.
fn shard(text: &str) -> Result<(usize, usize), Problem> {
    let numbers = text
        .split_once('/')
        .and_then(|(k, n)| Some((k.parse::<usize>().ok()?, n.parse::<usize>().ok()?)));
    numbers
        .filter(|(k, n)| k < n)
        .ok_or_else(|| "write it as 0/4 for the first of four, up to 3/4".to_owned())
}

fn try_part(part: &Part, asked: &Asked) -> Result<Counts, Problem> {
    let listed = output(cargo_mutants(part).args(["--list", "--colors=never"]))?;
    let all: Vec<&str> = listed.lines().collect();
    let wanted = asked.sample.map(|sample| match part.one_in {
        1 => sample - sample / CODEC.one_in,
        one_in => sample / one_in,
    });
    let chosen = sample::chosen(&all, wanted.unwrap_or(all.len()), asked.seed);
    let (k, n) = asked.shard;
    let chosen: Vec<&str> = chosen.into_iter().skip(k).step_by(n).collect();
    println!(
        "\n=== {}: {} of {} mutants",
        part.name,
        chosen.len(),
        all.len()
    );
    if chosen.is_empty() {
        return Ok(Counts::default());
    }
    let folder = project::target().join("mutants").join(part.package);
    std::fs::create_dir_all(&folder)
        .map_err(|fault| format!("{} cannot be made: {fault}", folder.display()))?;
    let mut mutants = cargo_mutants(part);
    mutants
        .args(["--test-package", part.package, "--colors=never"])
        // A name stands for one place in the source, so names choose exactly what was drawn.
        .args(["--re", &sample::expression(&chosen)])
        .args(["--minimum-test-timeout", "60", "--no-times", "--output"])
        .arg(&folder)
        .arg("--")
        .args(part.tests)
        // A property that fails has been noticed: the smallest case that fails need not be found.
        .env("PROPTEST_MAX_SHRINK_TIME", "1000")
        .env("DAMAGED_LINKS", "4000")
        .env("PROPTEST_CASES", part.cases);
    let status = mutants
        .status()
        .map_err(|fault| format!("cargo-mutants could not be started: {fault}"))?;
    if !status.code().is_some_and(|code| ENDED_WELL.contains(&code)) {
        return Err(format!("cargo-mutants ended with {status}"));
    }
    Counts::read(&folder.join("mutants.out"))
}

fn cargo_mutants(part: &Part) -> std::process::Command {
    let mut mutants = command("cargo-mutants");
    mutants
        .args(["mutants", "--package", part.package])
        .args(part.arguments);
    mutants
}

fn say(name: &str, counts: Counts) {
    println!(
        "{name}: {} noticed, {} of them by taking too long; {} missed; {} could not be built; {:.1} % noticed",
        counts.caught + counts.timed_out,
        counts.timed_out,
        counts.missed,
        counts.unbuildable,
        100.0 * counts.share_noticed()
    );
}

impl Counts {
    /// From the lists that cargo-mutants writes, a mutant a line.
    fn read(folder: &Path) -> Result<Self, Problem> {
        let lines = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path)
                .map(|text| text.lines().count())
                .map_err(|fault| format!("{} cannot be read: {fault}", path.display()))
        };
        Ok(Self {
            caught: lines("caught.txt")?,
            timed_out: lines("timeout.txt")?,
            missed: lines("missed.txt")?,
            unbuildable: lines("unviable.txt")?,
        })
    }

    fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.timed_out += other.timed_out;
        self.missed += other.missed;
        self.unbuildable += other.unbuildable;
    }

    /// Of those that could be built; all, where there are none.
    fn share_noticed(self) -> f64 {
        let noticed = self.caught + self.timed_out;
        let built = noticed + self.missed;
        if built == 0 {
            1.0
        } else {
            noticed as f64 / built as f64
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_that_cannot_be_built_counts_neither_way() {
        let counts = Counts {
            caught: 16,
            timed_out: 1,
            missed: 3,
            unbuildable: 80,
        };
        assert!((counts.share_noticed() - 0.85).abs() < 1e-12);
        assert!((Counts::default().share_noticed() - 1.0).abs() < 1e-12);
    }
}
