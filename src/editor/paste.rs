//! Cells of a spreadsheet, pasted into a field: they fill the fields below each other.

use crate::browser::paste;
use crate::state::{Notice, State};

/// Starts listening.
pub fn listen(state: State) {
    paste::listen(cells, move |pasted| {
        let mut filled = Vec::new();
        state.as_one(|| filled = pasted.fill());
        let mut message = format!("Filled: {}. Undo takes that back.", filled.join("; "));
        let more = pasted.left_over();
        if more > 0 {
            message += &format!(
                " {more} of {} cells found no field: none is open below.",
                pasted.cells.len()
            );
        }
        state.notice.set(Some(Notice::Done(message)));
    });
}

/// The cells of a text, by lines and tabs; nothing where there is one.
fn cells(text: &str) -> Option<Vec<String>> {
    let cells: Vec<String> = text
        .trim_matches(['\n', '\r'])
        .split(['\n', '\t'])
        .map(|cell| cell.trim().to_owned())
        .collect();
    (cells.len() > 1).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn lines_and_tabs_part_cells_and_one_cell_is_left_to_the_browser() {
        let owned = |texts: &[&str]| {
            Some(
                texts
                    .iter()
                    .map(|text| (*text).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            cells("1.234,56\t7\r\n8 %\r\n"),
            owned(&["1.234,56", "7", "8 %"])
        );
        assert_eq!(cells("500\n"), None);
        assert_eq!(cells("500"), None);
        assert_eq!(cells("5\t\t6"), owned(&["5", "", "6"]));
    }
}
