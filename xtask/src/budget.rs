//! What the page weighs on the wire, against budget.toml.

use crate::build::index_html::IndexHtml;
use crate::{Problem, project};

/// Bytes, brotli.
struct Budget {
    limit: u64,
    aim: u64,
}

/// Prints the bytes of each file of the first load and fails where together they are over the limit.
pub fn check() -> Result<(), Problem> {
    let budget = read_budget()?;
    let mut total = 0;
    for file in IndexHtml::read(&project::dist())?.loads() {
        let (raw, compressed) = (size(&file)?, size(&format!("{file}.br"))?);
        println!("{compressed:>9} bytes ({raw:>9} raw)  {file}");
        total += compressed;
    }
    println!(
        "{total:>9} bytes in the first load; aimed at {}, limit {}",
        budget.aim, budget.limit
    );
    verdict(total, &budget)
}

fn verdict(total: u64, budget: &Budget) -> Result<(), Problem> {
    if budget.limit < total {
        return Err(format!(
            "the first load takes {total} bytes, {} over the limit",
            total - budget.limit
        ));
    }
    if budget.aim < total {
        println!(
            "The first load is {} bytes over what is aimed at.",
            total - budget.aim
        );
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
        };
        assert_eq!(verdict(200, &budget), Ok(()));
        assert!(verdict(201, &budget).is_err_and(|problem| problem.contains("1 over")));
    }

    #[test]
    fn the_budget_is_readable_and_aims_below_its_limit() {
        assert!(read_budget().is_ok_and(|budget| budget.aim < budget.limit));
    }
}
