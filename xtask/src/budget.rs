//! What the page weighs on the wire, against budget.toml.

use crate::build::index_html::IndexHtml;
use crate::{Problem, project};

/// Bytes, brotli.
struct Budget {
    /// Of the first load.
    limit: u64,
    aim: u64,
    /// Of a file of the program that is loaded later.
    later: u64,
    /// Of the first load and all later files of the program together.
    whole: u64,
}

/// Prints the bytes of each file of the first load and of each that is loaded later, and fails where they are over a limit.
pub fn check() -> Result<(), Problem> {
    let budget = read_budget()?;
    let first = IndexHtml::read(&project::dist())?.loads();
    let mut total = 0;
    for file in &first {
        total += printed(file)?;
    }
    println!(
        "{total:>9} bytes in the first load; aimed at {}, limit {}",
        budget.aim, budget.limit
    );
    let (mut largest, mut whole) = (0, total);
    for file in program()?.iter().filter(|file| !first.contains(file)) {
        let size = printed(file)?;
        largest = largest.max(size);
        whole += size;
    }
    println!(
        "{whole:>9} bytes with every part of the program; limit {}, {} a file",
        budget.whole, budget.later
    );
    verdict(total, &budget)?;
    within("the largest later file", largest, budget.later)?;
    within("the whole program", whole, budget.whole)
}

/// Prints the line of a file and gives its bytes.
fn printed(file: &str) -> Result<u64, Problem> {
    let (raw, compressed) = (size(file)?, size(&format!("{file}.br"))?);
    println!("{compressed:>9} bytes ({raw:>9} raw)  {file}");
    Ok(compressed)
}

/// The files of the program, by their names.
fn program() -> Result<Vec<String>, Problem> {
    let folder = project::dist();
    let listed = std::fs::read_dir(&folder).map_err(|fault| format!("dist/: {fault}"))?;
    let names = listed.flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| {
            name.ends_with(".wasm") || name.starts_with("shared-") && name.ends_with(".bin")
        })
        .collect();
    names.sort();
    Ok(names)
}

fn verdict(total: u64, budget: &Budget) -> Result<(), Problem> {
    within("the first load", total, budget.limit)?;
    if budget.aim < total {
        println!(
            "The first load is {} bytes over what is aimed at.",
            total - budget.aim
        );
    }
    Ok(())
}

fn within(what: &str, bytes: u64, limit: u64) -> Result<(), Problem> {
    if limit < bytes {
        let over = bytes - limit;
        return Err(format!("{what} takes {bytes} bytes, {over} over the limit"));
    }
    Ok(())
}

fn read_budget() -> Result<Budget, Problem> {
    let path = project::root().join("budget.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|fault| format!("budget.toml cannot be read: {fault}"))?;
    let table: toml::Table = text
        .parse()
        .map_err(|fault| format!("budget.toml: {fault}"))?;
    let bytes = |name: &str| {
        let number = table
            .get(name)
            .and_then(toml::Value::as_integer)
            .and_then(|number| u64::try_from(number).ok());
        number.ok_or_else(|| format!("budget.toml must hold a number of bytes named {name}"))
    };
    Ok(Budget {
        limit: bytes("first_load_limit")?,
        aim: bytes("first_load_aim")?,
        later: bytes("later_file_limit")?,
        whole: bytes("whole_limit")?,
    })
}

fn size(file: &str) -> Result<u64, Problem> {
    let path = project::dist().join(file);
    std::fs::metadata(&path)
        .map(|found| found.len())
        .map_err(|fault| format!("{}: {fault}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Budget, read_budget, verdict};

    #[test]
    fn one_byte_over_the_limit_fails() {
        let budget = Budget {
            limit: 200,
            aim: 150,
            later: 100,
            whole: 300,
        };
        assert_eq!(verdict(200, &budget), Ok(()));
        assert!(verdict(201, &budget).is_err_and(|problem| problem.contains("1 over")));
    }

    #[test]
    fn the_budget_is_readable_and_aims_below_its_limit() {
        assert!(read_budget().is_ok_and(|budget| budget.aim < budget.limit));
    }
}
