//! The project's own commands: `cargo xtask <command>`.

// These commands talk to a person in a terminal.
#![allow(clippy::print_stdout)]

mod audit;
mod bench;
mod budget;
mod build;
mod cross_check_prices;
mod deny;
mod engines;
mod fuzz;
mod golden;
mod guide;
mod hosts;
mod mutants;
mod processes;
mod project;
mod reproduce;
mod screenshots;
mod scripts;
mod serve;
mod test;
mod tools;
mod update_prices;
mod version_copy;
mod wheels;

use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What went wrong, as a sentence for a person.
type Problem = String;

/// The project's own commands
#[derive(Parser, Debug)]
#[command(bin_name = "cargo xtask", args_override_self = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Build the page for release and serve it on this machine
    Serve {
        /// 0 takes any that is free
        #[arg(long, value_name = "NUMBER", default_value_t = 8080)]
        port: u16,
        /// Build again after each change
        #[arg(long)]
        watch: bool,
    },
    /// Run every test there is, or only the sections and browser test files named
    Test {
        #[arg(value_name = "SECTION|FILE", help = test::section_names())]
        words: Vec<String>,
    },
    /// Make dist/, to be put on any static host
    Build {
        /// Where it will be put, for the previews of links
        #[arg(long, value_name = "URL", value_parser = build::whole_address)]
        address: Option<String>,
    },
    /// Build the page's program alone, split into its files; Trunk calls this
    Program,
    /// Build the guide (docs/, an mdBook with live calculators) into dist/guide/
    Guide,
    /// Embed a scenario in pages of mdBook, MkDocs, Sphinx, Docusaurus and a plain one, and open them all
    Hosts {
        /// Only these
        #[arg(value_name = "NAME", value_parser = hosts::names())]
        names: Vec<String>,
    },
    /// Measure what the project promises to be fast, all or by name
    Bench {
        /// Only these
        #[arg(value_name = "NAME", value_parser = bench::names())]
        names: Vec<String>,
    },
    /// Put a copy of the built page at dist/v/VERSION/, beside the former ones of another dist/
    VersionCopy {
        /// A dist/ with former copies
        #[arg(long, value_name = "FOLDER")]
        keep: Option<PathBuf>,
    },
    /// Open, edit, link and embed the built page in three engines, and compare with the terminal
    Engines {
        /// Only these
        #[arg(value_name = "NAME", value_parser = engines::names())]
        names: Vec<String>,
    },
    /// Build HEAD in two folders and compare every byte of the pages
    Reproduce,
    /// Give every reader of foreign input what a fuzzer thinks up; needs a nightly compiler
    Fuzz(fuzz::Asked),
    /// Find every figure a second time, over random scenarios of each awkward kind
    Audit {
        #[arg(
            value_name = "OPTION",
            trailing_var_arg = true,
            allow_hyphen_values = true
        )]
        #[arg(
            help = "--minutes NUMBER, --scenarios NUMBER, --from INDEX, --kind NAME (may be given again)"
        )]
        words: Vec<String>,
    },
    /// Change the economics and the link codec in small ways and look whether tests notice
    Mutants(mutants::Asked),
    /// Export the pinned price package into the repository
    UpdatePrices {
        /// Instead of that, only encode what is written by hand, or what is past
        #[arg(value_enum)]
        only: Option<update_prices::Only>,
    },
    /// Compare the snapshot's prices with two other price lists
    CrossCheckPrices,
    /// Rewrite the expected results of the golden tests
    Golden,
    /// Picture the page, wide and narrow, light and dark, into docs/pictures/
    Screenshots,
}

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Some(command) => run(command),
        None => (CommandLine::command().print_help()).map_err(|fault| fault.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Problem> {
    match command {
        Command::Serve { port, watch } => serve::run(port, watch),
        Command::Test { words } => test::run(&words),
        Command::Build { address } => build::run(address.as_deref()),
        Command::Program => build::program::run(),
        Command::Guide => guide::run(),
        Command::Hosts { names } => hosts::run(&names),
        Command::Bench { names } => bench::run(&names),
        Command::VersionCopy { keep } => version_copy::run(keep.as_deref()),
        Command::Engines { names } => engines::run(&names),
        Command::Reproduce => reproduce::run(),
        Command::Fuzz(asked) => fuzz::run(&asked),
        Command::Audit { words } => audit::run(&words),
        Command::Mutants(asked) => mutants::run(&asked),
        Command::UpdatePrices { only } => update_prices::run(only),
        Command::CrossCheckPrices => cross_check_prices::run(),
        Command::Golden => golden::rewrite(),
        Command::Screenshots => screenshots::run(),
    }
}

/// Whether one is named, or none at all.
fn is_chosen(names: &[String], name: &str) -> bool {
    names.is_empty() || names.iter().any(|named| named == name)
}

#[cfg(test)]
mod tests {
    use super::{Command, CommandLine};
    use clap::{CommandFactory, Parser};

    fn read(line: &str) -> Result<Option<Command>, String> {
        let words = std::iter::once("xtask").chain(line.split_whitespace());
        let read = CommandLine::try_parse_from(words);
        read.map(|read| read.command)
            .map_err(|fault| fault.to_string())
    }

    #[test]
    fn every_command_is_described_in_a_line() {
        CommandLine::command().debug_assert();
        for command in CommandLine::command().get_subcommands() {
            let line = command.get_about().map(ToString::to_string);
            assert!(
                line.is_some_and(|line| line.len() > 30),
                "{}",
                command.get_name()
            );
        }
    }

    #[test]
    fn commands_are_read() {
        for line in [
            "",
            "serve",
            "serve --port 0",
            "serve --port=9000 --watch",
            "test",
            "test format lints browser opens crash",
            "build --address https://example.org/app/",
            "hosts plain mdbook",
            "bench evaluate links value views prices page",
            "version-copy --keep former/dist",
            "engines chromium firefox webkit",
            "fuzz --minutes 30 --executions 500 --reader rows",
            "audit --minutes 0.5 --scenarios 1e6 --kind risk --kind ways",
            "mutants --shard 1/3 --sample 300 --seed 7 --only scenario",
            "mutants --seed 1 --seed 2",
            "update-prices",
            "update-prices overlay",
            "update-prices past",
        ] {
            assert!(read(line).is_ok(), "{line}: {:?}", read(line));
        }
        let served = read("serve --port 1 --watch --port 9000");
        assert!(matches!(
            served,
            Ok(Some(Command::Serve {
                port: 9000,
                watch: true
            }))
        ));
    }

    #[test]
    fn what_is_not_understood_is_refused_with_what_is_allowed() {
        for (line, told) in [
            ("server", "serve"),
            ("serve --port", "--port <NUMBER>"),
            ("serve --port 70000", "0..=65535"),
            ("serve --poort 1", "--port"),
            ("serve 9000", "unexpected argument '9000'"),
            ("build --address example.org", "https://"),
            ("bench speed", "evaluate, links"),
            ("hosts wiki", "mkdocs"),
            ("engines presto", "webkit"),
            ("fuzz --minutes soon", "--minutes <NUMBER>"),
            ("mutants --shard 3/3", "0/4"),
            ("mutants --shard two", "0/4"),
            ("mutants --sample many", "--sample <NUMBER>"),
            ("mutants --only charts", "economics, scenario"),
            ("mutants --jobs 2", "unexpected argument '--jobs'"),
            ("update-prices future", "overlay, past"),
            ("golden all", "unexpected argument 'all'"),
        ] {
            let problem = read(line).err().unwrap_or_default();
            assert!(problem.contains(told), "{line}: {problem}");
        }
    }
}
