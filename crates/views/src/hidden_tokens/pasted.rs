//! A pasted table of tasks: tokens, difficulty, context, uncertainty in each row.

use economics::demand::Observed;
use economics::quantity::Tokens;
use scenario::decimal;

/// What was read of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pasted {
    /// Tasks.
    pub tasks: Vec<Observed>,
    /// Rows that are no tasks, each with what is wrong with it.
    pub bad_rows: Vec<String>,
}

/// Most rows that are named one by one.
const MOST_NAMED: usize = 20;

/// Reads rows that are parted by lines or semicolons. A first row of words alone is taken for the names of the columns.
pub(super) fn read(text: &str) -> Pasted {
    let mut found = Pasted::default();
    let rows = text
        .split([';', '\n'])
        .map(str::trim)
        .filter(|row| !row.is_empty());
    for (place, row) in rows.enumerate() {
        let cells: Vec<&str> = cells(row);
        let is_heading = place == 0 && cells.iter().all(|cell| decimal::parse(cell).is_none());
        if is_heading {
            continue;
        }
        match task(&cells) {
            Ok(task) => found.tasks.push(task),
            Err(what) if found.bad_rows.len() < MOST_NAMED => {
                let number = scenario::number::plain(place as f64 + 1.0);
                found.bad_rows.push(format!("Row {number} {what}"));
            }
            Err(_) => {}
        }
    }
    found
}

/// Commas, tabs, bars or spaces stand between cells.
fn cells(row: &str) -> Vec<&str> {
    let hard = [',', '\t', '|'];
    if row.contains(hard) {
        let each = row.trim_matches('|').split(hard);
        return each.map(str::trim).collect();
    }
    row.split_whitespace().collect()
}

const COLUMNS: [&str; 4] = ["tokens", "difficulty", "context", "uncertainty"];

fn task(cells: &[&str]) -> Result<Observed, String> {
    if cells.len() != COLUMNS.len() {
        return Err(format!(
            "has {} {}; write four: tokens, difficulty, context, uncertainty.",
            scenario::number::plain(cells.len() as f64),
            if cells.len() == 1 {
                "number"
            } else {
                "numbers"
            }
        ));
    }
    let mut numbers = [0.0; 4];
    for ((cell, column), number) in cells.iter().zip(COLUMNS).zip(&mut numbers) {
        *number = decimal::parse(cell)
            .filter(|number| number.is_finite())
            .ok_or_else(|| format!("has \u{201c}{cell}\u{201d} as {column}, which is no number; write one like 2.5."))?;
        if *number <= 0.0 {
            return Err(format!(
                "has {cell} as {column}; it has no logarithm: write a number above 0."
            ));
        }
    }
    let [tokens, traits @ ..] = numbers;
    Ok(Observed {
        tokens: Tokens(tokens),
        traits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_are_pasted() {
        let text = "tokens, difficulty, context, uncertainty\n 200,1,1,1 ;400 2 1 1\n| 300 | 1 | 1.5 | 1 |";
        let found = read(text);
        assert_eq!(found.bad_rows, Vec::<String>::new());
        let tokens: Vec<f64> = found.tasks.iter().map(|task| task.tokens.0).collect();
        assert_eq!(tokens, [200.0, 400.0, 300.0]);
        assert_eq!(found.tasks[2].traits, [1.0, 1.5, 1.0]);
    }

    #[test]
    fn every_bad_row_is_named_with_what_is_wrong() {
        let found = read("200,1,1,1; 5; 200,hard,1,1; 200,1,0,1; -3,1,1,1; 200,1,1,1,1");
        assert_eq!(found.tasks.len(), 1);
        assert_eq!(
            found.bad_rows,
            [
                "Row 2 has 1 number; write four: tokens, difficulty, context, uncertainty.",
                "Row 3 has \u{201c}hard\u{201d} as difficulty, which is no number; write one like 2.5.",
                "Row 4 has 0 as context; it has no logarithm: write a number above 0.",
                "Row 5 has -3 as tokens; it has no logarithm: write a number above 0.",
                "Row 6 has 5 numbers; write four: tokens, difficulty, context, uncertainty.",
            ]
        );
    }

    #[test]
    fn nothing_pasted_is_nothing() {
        assert_eq!(read(" \n ; "), Pasted::default());
    }
}
