//! Where agents keep their logs on a machine.

use std::path::PathBuf;

use ::usage::formats::TABLE;

use crate::Failure;

/// Databases below a person's home that agents keep instead of logs, which are not read: each has to be exported.
const DATABASES: [&str; 1] = [".local/share/opencode/opencode.db"];

/// The known places that are there, each named before it is read; of a database it is said that it is not read.
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
    let databases = DATABASES.map(|database| home.join(database));
    for database in databases.iter().filter(|database| database.is_file()) {
        crate::notice(&format!(
            "{} is a database, which is not read: docs/usage.md says how to export it",
            database.display()
        ));
    }
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
