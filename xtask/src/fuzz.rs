//! `cargo xtask fuzz`: what a fuzzer thinks up, given to every reader of foreign input.
//!
//! The targets are the laws of the package `readers`, which the tests run on stable over a corpus and its mutations; here
//! a fuzzer that sees which lines an input reaches looks for more. It needs a nightly compiler, which nothing else does.

use crate::processes::{cargo, command, complete, find, output};
use crate::{Problem, project, tools};
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Inputs are tried up to this many bytes: longer ones are slower and reach the same lines.
fn longest_input(reader: &str) -> usize {
    match reader {
        "number" | "moment" => 64,
        "compact" => 512,
        "lines" | "document" | "table" | "archive" => 4096,
        _ => 1024,
    }
}

/// An input that takes longer hangs; on a busy machine a fuzzer waits for seconds.
const LONGEST_SECONDS: usize = 20;

/// What is asked for.
#[derive(Args, Debug)]
pub struct Asked {
    /// At most so long, for each reader
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    minutes: usize,
    /// Ends earlier after so many inputs
    #[arg(long, value_name = "NUMBER")]
    executions: Option<u64>,
    /// Of this reader alone: the name of a folder in tests/corpus
    #[arg(long, value_name = "NAME")]
    reader: Option<String>,
}

/// The command.
pub fn run(asked: &Asked) -> Result<(), Problem> {
    let readers = chosen(asked.reader.as_deref(), readers()?)?;
    nightly()?;
    tools::cargo_fuzz()?;
    let mut found = Vec::new();
    for reader in &readers {
        match fuzz(reader, asked) {
            Ok(line) => println!("{reader:<8} {line}"),
            Err(problem) => {
                println!("{reader:<8} {problem}");
                found.push(reader.as_str());
            }
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("something was found in: {}", found.join(", ")))
    }
}

fn chosen(reader: Option<&str>, all: Vec<String>) -> Result<Vec<String>, Problem> {
    match reader {
        Some(name) if all.iter().any(|reader| reader == name) => Ok(vec![name.to_owned()]),
        Some(name) => Err(format!("there is no reader `{name}`: {}", all.join(", "))),
        None => Ok(all),
    }
}

/// Each has a folder of its name in the corpus.
fn readers() -> Result<Vec<String>, Problem> {
    let corpus = project::root().join("tests/corpus");
    let entries = std::fs::read_dir(&corpus)
        .map_err(|fault| format!("{} cannot be read: {fault}", corpus.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

fn nightly() -> Result<(), Problem> {
    let there = find("rustup").is_some()
        && output(command("rustup").args(["toolchain", "list"]))
            .is_ok_and(|list| list.lines().any(|line| line.starts_with("nightly")));
    if there {
        Ok(())
    } else {
        Err("fuzzing needs a nightly compiler: `rustup toolchain install nightly`; the tests run the same laws without one".to_owned())
    }
}

/// Runs the fuzzer on one reader and says how far it came.
fn fuzz(reader: &str, asked: &Asked) -> Result<String, Problem> {
    let folder = project::target().join("fuzz");
    let corpus = folder.join("corpus").join(reader);
    let found = folder.join("found");
    for made in [&corpus, &found] {
        std::fs::create_dir_all(made)
            .map_err(|fault| format!("{} cannot be made: {fault}", made.display()))?;
    }
    complete(
        cargo()
            .args([
                "run",
                "--quiet",
                "--package",
                "readers",
                "--example",
                "seeds",
            ])
            .arg(reader)
            .arg(&corpus),
    )?;
    println!(
        "Fuzzing {reader}: at most {} minutes, its log in {}",
        asked.minutes,
        log(&folder, reader).display()
    );
    let file = File::create(log(&folder, reader)).map_err(|fault| fault.to_string())?;
    let mut fuzzer = command("rustup");
    fuzzer
        .args(["run", "nightly", "cargo", "fuzz", "run"])
        // What is unsafe here is the counting allocator alone, and memory is counted by it: no sanitizer, three times
        // the speed.
        .args(["--fuzz-dir", ".", "--sanitizer", "none", "--target-dir"])
        .arg(&folder)
        .arg(reader)
        .arg(&corpus)
        .arg("--")
        .arg(format!("-artifact_prefix={}/{reader}-", found.display()))
        .arg(format!("-max_total_time={}", asked.minutes * 60))
        .arg(format!("-max_len={}", longest_input(reader)))
        .arg(format!("-timeout={LONGEST_SECONDS}"))
        .args(["-rss_limit_mb=2048", "-print_final_stats=1"])
        .args(asked.executions.map(|count| format!("-runs={count}")))
        .current_dir(project::root().join("crates/readers/fuzz"))
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .stderr(file);
    let ended = complete(&mut fuzzer);
    let text = std::fs::read_to_string(log(&folder, reader)).unwrap_or_default();
    match (ended, executed(&text)) {
        (Ok(()), Some(count)) => Ok(format!("{count} executions, nothing found")),
        _ => Err(format!(
            "ended early: read {}; an input that was found is in {}: put it into tests/corpus/{reader}/",
            log(&folder, reader).display(),
            found.display()
        )),
    }
}

fn log(folder: &Path, reader: &str) -> PathBuf {
    folder.join(format!("{reader}.log"))
}

/// The count in what the fuzzer wrote at its end.
fn executed(log: &str) -> Option<u64> {
    let line = log
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_chosen_by_name_or_all_are() {
        let all = readers().unwrap_or_default();
        assert!(all.len() >= 6, "{all:?}");
        assert_eq!(chosen(None, all.clone()), Ok(all.clone()));
        assert_eq!(
            chosen(Some("rows"), all.clone()),
            Ok(vec!["rows".to_owned()])
        );
        assert!(chosen(Some("words"), all).is_err_and(|told| told.contains("rows")));
    }

    #[test]
    fn every_reader_has_a_fuzz_target() {
        for reader in readers().unwrap_or_default() {
            let target = format!("crates/readers/fuzz/targets/{reader}.rs");
            let text = std::fs::read_to_string(project::root().join(&target)).unwrap_or_default();
            assert!(text.contains(&format!("target!(\"{reader}\")")), "{target}");
        }
    }

    #[test]
    fn executions_are_read_from_the_log() {
        let log = "Done 12 runs\nstat::number_of_executed_units: 12\nstat::peak_rss_mb: 30\n";
        assert_eq!(executed(log), Some(12));
        assert_eq!(executed("stopped"), None);
    }
}
