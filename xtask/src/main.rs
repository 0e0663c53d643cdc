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
mod serve;
mod test;
mod tools;
mod update_prices;
mod version_copy;
mod wheels;

use std::process::ExitCode;

/// What went wrong, as a sentence for a person.
type Problem = String;

struct Command {
    name: &'static str,
    arguments: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<(), Problem>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--port N] [--watch]",
        help: "build the page for release and serve it on this machine; --watch: again after each change",
        run: serve::run,
    },
    Command {
        name: "test",
        arguments: "[SECTION|FILE]...",
        help: "run every test there is; or only the sections (format, lints, deny, rust, docs, build, size, browser) and browser test files named",
        run: test::run,
    },
    Command {
        name: "build",
        arguments: "[--address URL]",
        help: "make dist/, to be put on any static host; --address: where, for the previews of links",
        run: build::run,
    },
    Command {
        name: "program",
        arguments: "",
        help: "build the page's program alone, split into its files; Trunk calls this",
        run: build::program::run,
    },
    Command {
        name: "guide",
        arguments: "",
        help: "build the guide (docs/, an mdBook with live calculators) into dist/guide/",
        run: guide::run,
    },
    Command {
        name: "hosts",
        arguments: "[NAME]...",
        help: "embed a scenario in pages of mdBook, MkDocs, Sphinx, Docusaurus and a plain one, and open them all",
        run: hosts::run,
    },
    Command {
        name: "bench",
        arguments: "[NAME]...",
        help: "measure what the project promises to be fast, all or by name",
        run: bench::run,
    },
    Command {
        name: "version-copy",
        arguments: "[--keep FOLDER]",
        help: "put a copy of the built page at dist/v/<version>/, beside the former ones of another dist/",
        run: version_copy::run,
    },
    Command {
        name: "engines",
        arguments: "[chromium|firefox|webkit]...",
        help: "open, edit, link and embed the built page in three engines, and compare with the terminal",
        run: engines::run,
    },
    Command {
        name: "reproduce",
        arguments: "",
        help: "build HEAD in two folders and compare every byte of the pages",
        run: reproduce::run,
    },
    Command {
        name: "fuzz",
        arguments: "[--minutes NUMBER] [--executions NUMBER] [--reader NAME]",
        help: "give every reader of foreign input what a fuzzer thinks up; needs a nightly compiler",
        run: fuzz::run,
    },
    Command {
        name: "audit",
        arguments: "[--minutes NUMBER] [--scenarios NUMBER] [--from INDEX] [--kind NAME]",
        help: "find every figure a second time, over random scenarios of each awkward kind",
        run: audit::run,
    },
    Command {
        name: "mutants",
        arguments: "[--shard K/N] [--sample NUMBER] [--seed NUMBER] [--only economics|scenario]",
        help: "change the economics and the link codec in small ways and look whether tests notice",
        run: mutants::run,
    },
    Command {
        name: "update-prices",
        arguments: "[overlay|past]",
        help: "export the pinned price package into the repository; or only encode the hand-written overlay, or the past ones",
        run: update_prices::run,
    },
    Command {
        name: "cross-check-prices",
        arguments: "",
        help: "compare the snapshot's prices with two other price lists",
        run: cross_check_prices::run,
    },
    Command {
        name: "golden",
        arguments: "",
        help: "rewrite the expected results of the golden tests",
        run: golden::rewrite,
    },
    Command {
        name: "screenshots",
        arguments: "",
        help: "picture the page, wide and narrow, light and dark, into docs/pictures/",
        run: screenshots::run,
    },
    Command {
        name: "help",
        arguments: "",
        help: "show this list",
        run: help,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", &[][..]),
    };
    let name = if matches!(name, "--help" | "-h") {
        "help"
    } else {
        name
    };
    let outcome = match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(rest),
        None => Err(format!(
            "there is no command `{name}`; `cargo xtask help` lists those there are"
        )),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn help(_: &[String]) -> Result<(), Problem> {
    println!("Usage: cargo xtask <command>\n");
    for command in COMMANDS {
        println!(
            "  {:<26} {}",
            format!("{} {}", command.name, command.arguments),
            command.help
        );
    }
    Ok(())
}
