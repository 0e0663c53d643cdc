//! `tokenomics check`: every problem of a document, each at its field.

use scenario::Evaluated;
use scenario::problem::Problem;

use crate::document::Source;
use crate::{Failure, print};

/// Check a scenario and list every problem
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
}

/// Lists problems; succeeds where there are only warnings.
///
/// # Errors
/// Where the document has an error, or cannot be read at all.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (_, Evaluated { problems, .. }) = arguments.source.evaluate()?;
    if problems.iter().any(Problem::is_error) {
        return Err(failure(arguments.source.name(), &problems));
    }
    print(&format!(
        "{}{}: no errors\n",
        lines(&problems),
        arguments.source.name()
    ))
}

/// All problems of a document as the end of a command.
pub fn failure(name: &str, problems: &[Problem]) -> Failure {
    Failure::document(format!(
        "{name} cannot be evaluated\n{}",
        lines(problems).trim_end()
    ))
}

/// A line for each problem.
pub fn lines(problems: &[Problem]) -> String {
    problems.iter().map(line).collect()
}

fn line(problem: &Problem) -> String {
    let kind = if problem.is_error() {
        "error"
    } else {
        "warning"
    };
    format!("{kind}: {problem}\n")
}
