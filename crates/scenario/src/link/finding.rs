//! What was found in a link, for the page: said in sentences, and marked where it is only a part.

use super::read::{LinkError, decode};
use super::{VERSION, encode};
use crate::document::Scenario;
use crate::field::{Datum, about};
use crate::format::capital;

/// What was found in a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// Why it cannot be opened; empty where it can.
    pub fault: String,
    /// The scenario, or what could be read of it, as a compact link; empty where there is none.
    pub fragment: String,
    /// Not empty where a newer version made the link: it is to be read, not changed.
    pub newer: String,
    /// What a person should know.
    pub notices: String,
}

impl Finding {
    /// Of a fragment of either form, in any state.
    #[must_use]
    pub fn of(fragment: &str) -> Self {
        match decode(fragment) {
            Ok(mut opened) => {
                let mut notices: Vec<String> = opened
                    .notices
                    .iter()
                    .map(|notice| format!("{notice}."))
                    .collect();
                if !opened.checked {
                    notices
                        .push("This link has no check characters, so it was not checked.".into());
                    // Who writes by hand makes mistakes; no newer version is to blame for them.
                    if opened.newer.is_none() {
                        opened.scenario.unknown.clear();
                    }
                }
                let is_newer = opened.newer.is_some() || !opened.scenario.unknown.is_empty();
                Self {
                    fault: String::new(),
                    fragment: encode(&opened.scenario),
                    newer: if is_newer {
                        opened.newer.unwrap_or(VERSION.into())
                    } else {
                        String::new()
                    },
                    notices: notices.join(" "),
                }
            }
            Err(error) => {
                let readable = match &error {
                    LinkError::Damaged {
                        readable: Some(scenario),
                        ..
                    } => Some(encode(&in_part(scenario))),
                    _ => None,
                };
                Self {
                    fault: capital(&error.to_string()),
                    fragment: readable.unwrap_or_default(),
                    ..Self::default()
                }
            }
        }
    }
}

/// What could be read of a damaged link, marked in its title: so it stays marked wherever it is sent on.
fn in_part(scenario: &Scenario) -> Scenario {
    let mut marked = scenario.clone();
    let title = format!("{} (read in part)", marked.title);
    let title = Datum::Text(title.trim_start().into());
    // A title that has no room for it stays as it is.
    let _ = marked.set(&about::TITLE.place(), title);
    marked
}
