//! The `tokenomics` command: the page's engine in a terminal, a script, a documentation build.

pub mod price;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What AI tokens cost and what they are worth
#[derive(Parser, Debug)]
#[command(name = "tokenomics", version)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Price(price::Arguments),
}

/// Why a command ended early, as a sentence for a person.
#[derive(Debug)]
pub struct Failure {
    message: String,
}

impl Failure {
    /// A failure with its message.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Price(arguments) => price::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing is left to do where even this cannot be written.
            let _ = writeln!(std::io::stderr(), "tokenomics: {}", failure.message);
            ExitCode::FAILURE
        }
    }
}
