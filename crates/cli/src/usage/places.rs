//! Where agents keep their logs on a machine.

use std::path::PathBuf;

use ::usage::formats::TABLE;

use crate::Failure;

/// The known places that are there, each named before it is read.
///
/// # Errors
/// Where there is none: a message with those that were looked for.
pub fn known() -> Result<Vec<PathBuf>, Failure> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let Some(home) = home.map(PathBuf::from) else {
        return Err(Failure::new(
            "there is no home folder; name files or folders to read",
        ));
    };
    let mut all: Vec<PathBuf> = Vec::new();
    for format in TABLE {
        for place in format.places {
            let place = home.join(place);
            if !all.contains(&place) {
                all.push(place);
            }
        }
    }
    let (there, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(|place| place.is_dir());
    if there.is_empty() {
        let missing: Vec<String> = missing
            .iter()
            .map(|place| place.display().to_string())
            .collect();
        let message = format!(
            "no agent keeps logs here; looked in {}. Name files or folders to read.",
            missing.join(", ")
        );
        return Err(Failure::new(message));
    }
    Ok(there)
}
