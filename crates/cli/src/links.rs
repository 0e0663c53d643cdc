//! `tokenomics link` and `tokenomics open`: a scenario as a link, and back.

use scenario::link::{self, LinkError};
use scenario::text;

use crate::document::Source;
use crate::{Failure, check, print};

/// Print the link of a scenario, the part after `#`
#[derive(clap::Args, Debug)]
pub struct LinkArguments {
    #[command(flatten)]
    source: Source,
}

/// Print the document of a link
#[derive(clap::Args, Debug)]
pub struct OpenArguments {
    /// The link, or the part of it after `#`
    link: String,
}

/// Prints a link.
///
/// # Errors
/// Where the document has a problem.
pub fn link(arguments: &LinkArguments) -> Result<(), Failure> {
    let (scenario, problems) = arguments.source.read()?;
    if problems.is_empty() {
        return print(&format!("#{}\n", link::encode(&scenario)));
    }
    Err(check::failure(arguments.source.name(), &problems))
}

/// Prints the document of a link as TOML, notices on standard error.
///
/// # Errors
/// Why the link cannot be opened, and what could be read of it.
pub fn open(arguments: &OpenArguments) -> Result<(), Failure> {
    let fragment = arguments
        .link
        .split_once('#')
        .map_or(arguments.link.as_str(), |(_, after)| after);
    match link::decode(fragment) {
        Ok(opened) => {
            for notice in &opened.notices {
                crate::notice(&notice.to_string());
            }
            if !opened.checked {
                crate::notice("the link has no check characters, so it was not checked");
            }
            print(&text::write(&opened.scenario))
        }
        Err(error) => {
            let mut message = error.to_string();
            if let LinkError::Damaged {
                readable: Some(scenario),
            } = &error
            {
                message += &format!(
                    "\nwhat could be read:\n{}",
                    text::write(scenario).trim_end()
                );
            }
            Err(Failure::document(message))
        }
    }
}
