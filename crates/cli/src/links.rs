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
    /// In the form that can be read and written by hand
    #[arg(long)]
    human: bool,
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
        let write = if arguments.human {
            link::encode_human
        } else {
            link::encode
        };
        return print(&format!("#{}\n", write(&scenario)));
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
            if let Some(version) = &opened.newer {
                crate::notice(&format!(
                    "the link was made by a newer version ({version}); what is not known here is listed under `unknown`"
                ));
            }
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
                ..
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
