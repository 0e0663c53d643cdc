//! Inputs. Each is bound to a row of the table of fields, shows its own problems and keeps what a person types.

pub mod cell;
pub mod choice;
pub mod number;
pub mod point;
mod question;
pub mod slider;
pub mod switch;
pub mod text;
mod unit;

/// The id of the input that a path with indices belongs to.
#[must_use]
pub fn id_of_path(path: &str) -> String {
    let mut outside = true;
    let kept = path.chars().filter(|c| match c {
        '[' => {
            outside = false;
            false
        }
        ']' => {
            outside = true;
            false
        }
        _ => outside,
    });
    kept.collect::<String>().replace('.', "-")
}
