//! The `tokenomics` command: the page's engine in a terminal, a script, a documentation build.
//!
//! It exits with 0 when all went well, with 1 when something could not be done, and with 2 when a document or a
//! link has errors; messages go to standard error.

pub mod block;
pub mod check;
pub mod compare;
pub mod document;
pub mod embed;
pub mod evaluate;
pub mod html;
pub mod links;
pub mod mdbook;
pub mod models;
pub mod output;
pub mod page;
pub mod picture;
pub mod price;
pub mod schema;
pub mod solve;
pub mod usage;
pub mod xlsx;

use std::io::Write;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{CommandFactory, Parser, Subcommand};
use economics::price::Instant;

/// What AI tokens cost and what they are worth
#[derive(Parser, Debug)]
#[command(name = "tokenomics", version)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Evaluate(evaluate::Arguments),
    Compare(compare::Arguments),
    Solve(solve::Arguments),
    Check(check::Arguments),
    Models(models::Arguments),
    /// List the worked examples
    Presets,
    Link(links::LinkArguments),
    Open(links::OpenArguments),
    Picture(picture::Arguments),
    Embed(embed::Arguments),
    Page(page::Arguments),
    Block(block::Arguments),
    Mdbook(mdbook::Arguments),
    Price(price::Arguments),
    Usage(usage::Arguments),
    Schema(schema::Arguments),
    /// Print what a shell needs to complete this command
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Why a command ended early, as a sentence for a person.
#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// Something could not be done.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            code: 1,
        }
    }

    /// What went wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// A document or a link has errors.
    pub fn document(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            code: 2,
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Solve(arguments) => solve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Models(arguments) => models::run(&arguments),
        Command::Presets => models::presets(),
        Command::Link(arguments) => links::link(&arguments),
        Command::Open(arguments) => links::open(&arguments),
        Command::Picture(arguments) => picture::run(&arguments),
        Command::Embed(arguments) => embed::run(&arguments),
        Command::Page(arguments) => page::run(&arguments),
        Command::Block(arguments) => block::run(&arguments),
        Command::Mdbook(arguments) => mdbook::run(&arguments),
        Command::Price(arguments) => price::run(&arguments),
        Command::Usage(arguments) => usage::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions { shell } => completions(shell),
        Command::Man => manual(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            notice(&failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "tokenomics", &mut text);
    print(&String::from_utf8_lossy(&text))
}

fn manual() -> Result<(), Failure> {
    let mut text = Vec::new();
    let page = clap_mangen::Man::new(CommandLine::command());
    page.render(&mut text)
        .map_err(|error| Failure::new(format!("the manual cannot be written: {error}")))?;
    print(&String::from_utf8_lossy(&text))
}

/// A line on standard error.
fn notice(message: &str) {
    // Nothing is left to do where even this cannot be written.
    let _ = writeln!(std::io::stderr(), "tokenomics: {message}");
}

/// Text on standard output.
fn print(text: &str) -> Result<(), Failure> {
    output::to_standard_output(text.as_bytes())
}

/// This moment.
fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant {
        seconds: i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
    }
}
